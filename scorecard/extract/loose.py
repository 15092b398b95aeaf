"""Tables without TABs: lists of counts with their percentages, and figures that were torn from their table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scorecard.extract.furniture import is_furniture
from scorecard.extract.table import FEWEST_FIGURES, RawTable
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.numbers import DIGITS, NUMBER
from scorecard.text.plain import plain
from scorecard.text.spans import SPAN, YEAR

_LIST_LINE = re.compile(rf"\s*[-•*]?\s*([A-Z][^:\t=]{{2,80}}):\s*({DIGITS})\s*=\s*\**({NUMBER}%)\**\s*")
_FIGURE = re.compile(f"£?{NUMBER}%?")
_PERHAPS_NONE = re.compile("£?[0-9]{1,2}|[0-9]{6,}")
"""A page's number, or a reference: neither comma, point nor sign says that it is a figure."""
_SPAN = re.compile(rf"{SPAN}\b")
_YEAR = re.compile(YEAR)
_LINES_APART = 12
"""Lone figures that stand further apart come from two tables."""
_SHORTEST_WORDS = 4
"""A line of so many characters that is no figure ends a run of them; shorter ones are debris."""


def find_lists(lines: Sequence[str]) -> Iterator[RawTable]:
    """Runs of at least three lines ``label: count = percentage``, blank lines between them allowed."""
    table = RawTable()
    for number, line in enumerate(lines, start=1):
        item = _LIST_LINE.fullmatch(line) if "=" in line else None
        if item:
            table.rows.append((number, [item[1].strip(), item[2], item[3]]))
        elif line.strip() and table.rows:
            yield from _if_enough(table)
            table = RawTable()
    yield from _if_enough(table)


def _if_enough(table: RawTable) -> Iterator[RawTable]:
    if len(table.rows) >= FEWEST_FIGURES:
        yield table


def find_lone_figures(lines: Sequence[str], taken: set[int]) -> Iterator[RawTable]:
    """Runs of at least three lines that each hold one figure, period or missing mark and nothing else.

    ``taken`` are the lines of tables that are found already.
    """
    table = RawTable()
    for number, line in enumerate(lines, start=1):
        text = "" if number in taken else plain(line)
        if not text:
            continue
        alone = _stands_alone(text)
        if not alone and is_furniture(text):
            continue
        if alone and not (table.rows and number - table.last_line > _LINES_APART):
            table.rows.append((number, [text]))
        elif alone or len(text) >= _SHORTEST_WORDS:
            yield from _if_figures(table)
            table = RawTable([(number, [text])] if alone else [])
    yield from _if_figures(table)


def _stands_alone(text: str) -> bool:
    figure = _FIGURE.fullmatch(text) and not (_PERHAPS_NONE.fullmatch(text) or _YEAR.fullmatch(text))
    return bool(figure or _SPAN.match(text) or (len(text) > 2 and is_missing_mark(text)))


def _if_figures(table: RawTable) -> Iterator[RawTable]:
    if sum(is_figure(cells[0]) for _, cells in table.rows) >= FEWEST_FIGURES:
        yield table
