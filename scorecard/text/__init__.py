"""How numbers, periods and marks are printed."""
