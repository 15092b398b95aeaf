"""Tables that hold no figures to keep: people, running text, contents, dates, numbered lists of words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scorecard.extract.table import FEWEST_FIGURES, WIDEST, LeftOut, RawTable, holds_period, last_text
from scorecard.text.figures import is_figure
from scorecard.text.months import DAY, MONTH
from scorecard.text.numbers import NUMBER
from scorecard.text.plain import plain
from scorecard.text.prose import is_personal, is_prose
from scorecard.text.spans import YEAR

WORDS_ONLY = "no cells of figures: people or running text"
CONTENTS = "contents: page numbers only"
DATES_ONLY = "no figures: dates or times only"
NUMBERED_WORDS = "a numbered list of words"
TOO_WIDE = f"a row of more than {WIDEST} cells, which no table of a pack has"

_SAYS_CONTENTS = re.compile(r"page ?(?:number|no)|^contents$", re.IGNORECASE)
_COUNTS = re.compile(r"\W*(?:(?:total )?(?:number|no\.)|%|percentage|average|rate|total)\b", re.IGNORECASE)
"""How a row begins that counts something; a chapter's title does not."""
_DATE_OR_TIME = re.compile(
    rf"\b{DAY}\s+{MONTH}\b,?\s+{YEAR}|[0-9]{{1,2}}[.:][0-9]{{2}}\s*[ap]\.?m\.?|\b{YEAR}\b", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(NUMBER)
_CONTENTS_WIDTH = 3
"""A list of contents has a number, a title and a page."""
_HEADER_ROWS = 2
_NEXT_PAGE = 3
"""Contents that go on overleaf begin so many lines below at most."""
_WORDS_OF_AN_ITEM = 8
"""An item of a numbered list has more words than this; the name of an indicator seldom has."""


def why_left_out(table: RawTable, last: LeftOut | None) -> str | None:
    """The reason why a table holds no figures to keep; null if it does. ``last`` is the one left out before it."""
    if table.width > WIDEST:
        return TOO_WIDE
    figures = [c for c in table.cells if is_figure(c) and not is_prose(c, label=False) and not is_personal(c)]
    if not figures:
        return WORDS_ONLY
    if _is_contents(table):
        return CONTENTS
    if not any(_DIGIT.search(_DATE_OR_TIME.sub("", cell)) for cell in figures):
        return DATES_ONLY
    if _is_numbered_list(table, len(figures)):
        return NUMBERED_WORDS
    goes_on = last is not None and last.reason == CONTENTS and table.first_line - last.last_line <= _NEXT_PAGE
    return CONTENTS if goes_on else None


def _is_numbered_list(table: RawTable, figures: int) -> bool:
    """Whether the only figures are the numbers before items of many words."""
    numbered = [cells for _, cells in table.rows if is_figure(cells[0])]
    return (
        len(table.rows) > 1
        and len(numbered) == figures
        and all(len(cells) > 1 and len(plain(cells[1]).split()) > _WORDS_OF_AN_ITEM for cells in numbered)
    )


def _is_contents(table: RawTable) -> bool:
    """Rows whose only figure is the last cell, a page number that never falls; or a header that says so."""
    if any(_SAYS_CONTENTS.search(plain(cell)) for _, cells in table.rows[:_HEADER_ROWS] for cell in cells):
        return True
    if any(_COUNTS.match(plain(cells[0])) for _, cells in table.rows):
        return False
    return _ends_with_pages(table) and _holds_titles(table)


def _ends_with_pages(table: RawTable) -> bool:
    """Whether half of the rows end with a page's number, none before the one above, most of them different."""
    last = [last_text(cells) for _, cells in table.rows]
    pages = [int(text) for text in last if text.isascii() and text.isdigit()]
    return (
        len(pages) >= max(FEWEST_FIGURES, len(last) / 2) and pages == sorted(pages) and len(set(pages)) > len(pages) / 2
    )


def _holds_titles(table: RawTable) -> bool:
    """Whether rows read like titles with a page: narrow, one whole number each, no period, no header of words only."""
    return (
        table.width <= _CONTENTS_WIDTH
        and not any(_is_other_figure(cell) for _, cells in table.rows for cell in cells[:-1])
        and all(_whole_numbers(cells) <= 1 for _, cells in table.rows)
        and not any(map(holds_period, table.cells))
        and any(map(is_figure, table.rows[0][1]))
    )


def _is_other_figure(cell: str) -> bool:
    return is_figure(cell) and not _NUMBER.fullmatch(cell)


def _whole_numbers(cells: Sequence[str]) -> int:
    return sum(plain(cell).isdigit() for cell in cells)
