"""Which rows of a summary print figures, and which name its columns."""

from __future__ import annotations

import re
from functools import lru_cache

from scorecard.clean.names.numbers import printed_number
from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.summary.misfit import GOOD, NUMBERISH, UNIT_WORDS
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.numbers import DIGITS, NUMBER
from scorecard.text.spans import SHORT_SPAN, YEAR
from scorecard.text.timeline import is_line_of_periods

_HEADER_WORD = re.compile(
    r"^(?:red|good|data|dot|rag|target|no\.?|end|indicators?)$|^amber|perf\w* is|\bave?\b\.?$|"
    r"yr on|bench|toler|erances",
    re.IGNORECASE,
)
_NUMBER_IN_LETTERS = re.compile(r"\d\.[A-ZΑ-Ω]\d?")
_YEAR_CUT = re.compile(rf"{YEAR} ?/ ?[0-9]?|{SHORT_SPAN}")
_WORDS_FOR_MISSING = re.compile(r"no data|new measure", re.IGNORECASE)
_BARE_NUMBERS = re.compile(f"{NUMBER}(?: {DIGITS})?")
_NAMES_COLUMNS = 2
"""A row with so many header words names columns; so does one of months or quarters."""


def is_data_row(row: Row) -> bool:
    """A row of figures: some cells read as figures or missing marks, and it does not name columns."""
    texts = [t for t in row.texts if t]
    figures = sum(_is_value(t) for t in texts)
    headed = sum(bool(_HEADER_WORD.search(t)) for t in texts)
    described = any(GOOD.match(t) for t in texts) and (
        any(UNIT_WORDS.search(t) for t in texts) or any(_NUMBER_IN_LETTERS.match(t) for t in texts)
    )
    enough = figures >= 2 or 2 * figures >= len(texts) > 0 or (described and figures >= 1)
    return enough and headed < _NAMES_COLUMNS and not is_line_of_periods(texts)


def is_number_alone(row: Row) -> bool:
    """Whether a row prints the number of a measure and nothing else: its name and figures stand in the row below."""
    texts = [text for text in row.texts if text]
    return len(texts) == 1 and row.texts[0] == texts[0] and printed_number(texts[0]) is not None


@lru_cache(maxsize=50_000)
def _is_value(text: str) -> bool:
    if _YEAR_CUT.fullmatch(text):
        return False
    if _WORDS_FOR_MISSING.match(text):
        return True
    if _BARE_NUMBERS.fullmatch(text):
        return True
    return (is_figure(text) or is_missing_mark(text)) and (not NUMBERISH.match(text) or "%" in text)
