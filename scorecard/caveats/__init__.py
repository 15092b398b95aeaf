"""What a document warns of about its own figures: codes, lines and times; never a sentence."""

from scorecard.caveats.about import things_named
from scorecard.caveats.find import COLUMNS, SCOPES, find_caveats, kinds_of

__all__ = ["COLUMNS", "SCOPES", "find_caveats", "kinds_of", "things_named"]
