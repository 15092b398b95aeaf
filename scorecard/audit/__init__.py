"""Everything again, compared; and a quarter that checks itself."""
