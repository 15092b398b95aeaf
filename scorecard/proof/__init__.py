"""Proofs: for any printed figure where it stands, how it was read, what holds it and what uses it."""
