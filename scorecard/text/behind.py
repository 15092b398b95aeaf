"""What may stand behind a figure in its cell: marks of notes, the time that it is about, and what it counts.

Anything else behind a number makes the cell one that is not understood.
"""

from __future__ import annotations

import re
from functools import lru_cache

import polars as pl

from scorecard.text.marks import mark_pattern, units_by_words
from scorecard.text.months import MONTH
from scorecard.text.numbers import NUMBER, SIGN
from scorecard.text.spans import QUARTER, SECOND_YEAR, SPAN, TERM, TO_DATE, YEAR

_WORDS_OF_A_PERIOD = (
    "years?|academic|financial|calendar|data|published|relating|period|cumulative|ave|average|rolling|months?|quarters?|"
    "terms?|weeks?|ending|ended|end|as at|from|to|of|the|and|for|in|up to|since|latest|&"
)
_OF_A_PERIOD = rf"(?:{SPAN}|{YEAR}|{MONTH}\.? ?{SECOND_YEAR}|{MONTH}|{QUARTER}|{TERM}|{TO_DATE}|{_WORDS_OF_A_PERIOD})"
_GOES_ON = rf"(?:[ ,/–-]+(?:{_OF_A_PERIOD}|[0-9]{{1,2}}))*\.?"
_OPENS = f"(?:{TERM}|{TO_DATE}|cumulative|rolling|on average|ave|average)"
ABOUT_ITS_PERIOD = rf"(?i: ?\( ?{_OF_A_PERIOD}{_GOES_ON} ?\)| {_OPENS}{_GOES_ON})"
"""What is said of the time that a figure is about: ``(2015/16)``, ``(Cumulative December 2016)``."""
_REMARK = re.compile(ABOUT_ITS_PERIOD)


def is_remark(text: str) -> bool:
    """Whether a plain cell says of what time a figure is, and prints none: ``(Jul 15 - Jun 16)``."""
    return bool(_REMARK.fullmatch(text))


@lru_cache(maxsize=1)
def behind_pattern() -> str:
    """A plain cell in groups: a figure (``core``) with its marks (``mark``), or what has none (``bare``)."""
    remark = f"(?:{ABOUT_ITS_PERIOD})?(?: ?[.;,])?"
    return rf"^(?:(?<core>.*?[0-9%)])(?<mark>{mark_pattern()}{{1,2}}){remark}|(?<bare>.*?){remark})$"


@lru_cache(maxsize=1)
def units_pattern() -> str:
    """The words that say what a figure counts, without a group."""
    return f"(?i:{'|'.join(map(re.escape, sorted(units_by_words(), key=len, reverse=True)))})"


def bare_and_mark(text: pl.Expr) -> pl.Expr:
    """A struct of a plain cell without what may stand behind a figure (``core``), and its marks (``mark``)."""
    groups = text.str.extract_groups(behind_pattern())
    core, bare = groups.struct.field("core"), groups.struct.field("bare")
    return pl.struct(core=pl.coalesce(core, bare), mark=groups.struct.field("mark"))


def unit_said(core: pl.Expr) -> pl.Expr:
    """The id of the unit that the words behind a number name; null where there are none."""
    words = core.str.extract(f"^{SIGN}?{NUMBER} ?({units_pattern()})$").str.to_lowercase()
    return words.replace_strict(units_by_words(), default=None, return_dtype=pl.String)
