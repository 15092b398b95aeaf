"""Runs everything again and compares with what is recorded."""
