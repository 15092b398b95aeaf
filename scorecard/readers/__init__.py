"""Files of every kind become a printed text: numbered lines, TABs between cells, a place for each; no meaning."""

from scorecard.readers.printed import Place, PrintedText

__all__ = ["Place", "PrintedText"]
