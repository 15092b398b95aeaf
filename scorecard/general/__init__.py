"""Tables of any layout, read by what their headers and cells say and without a word of configuration."""
