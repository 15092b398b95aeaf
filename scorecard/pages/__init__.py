"""The sections of the pages, one function each."""
