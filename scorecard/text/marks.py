"""What packs print where there is no figure: the marks and words that say so."""

from __future__ import annotations

NO_DATA = "[no data]"
"""What stands in ``data/raw`` for running text that says that there is no figure."""

MISSING_MARKS = (
    r"^(?:\[no data\]|[-‐-―−]+|n ?/? ?a\.?|tbc|tba|"
    r"not (?:yet )?(?:available|applicable|known|reported|recorded|set)(?: .*)?|"
    r"no target|no data(?: .*)?|data not(?: available.*)?|available until .*|.*data unavailable.*|"
    r"new measure(?: .*)?|range to be set.*|nil return|:|\.\.|[czxk])$"
)
"""A plain cell in lower case that says that its figure is missing, not asked for or not to be shown."""

WORDS_WITHOUT_TARGET = ("range to be set", "target to be set", "to be set", "to be confirmed", "no target", "not set")
"""What is printed where a target is still to be set; text recognition cuts such words over several cells."""
