"""Everything again, compared with what is recorded."""
