"""PDF: what is drawn on a page becomes words, rules and colours, and of these tables and paragraphs."""
