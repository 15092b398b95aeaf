"""Ordinary mistakes, tried on failing figures: those that give the printed figure exactly are said, none is mended."""
