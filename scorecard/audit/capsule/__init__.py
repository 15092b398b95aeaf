"""A quarter's figures on one page that checks itself in the reader's browser."""
