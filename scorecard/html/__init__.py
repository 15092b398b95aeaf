"""Escaped HTML: markup and the blocks that a notebook shows."""
