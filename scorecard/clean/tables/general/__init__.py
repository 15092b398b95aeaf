"""Tables of any layout: the role of every column and row, and what their figures are about by a family's names."""
