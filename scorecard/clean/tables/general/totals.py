"""What is called a total: a row or a column of all others, and the year of the quarters or months before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scorecard.categories import TOTAL
from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.header import Parts, over_columns
from scorecard.clean.tables.shared.reading import PrintedHeader
from scorecard.periods import Period, Quarter, financial_year_of
from scorecard.text.numbers import number_of

_TOTAL = re.compile(rf"{TOTAL}|^(?:all|overall|sum|all (?:children|ages|teams|areas|localities|cases))$", re.IGNORECASE)
_ALL_OF = re.compile(r"(?:all|both)(?: (?!other)[a-z]+){1,3}", re.IGNORECASE)
"""``All referrals``, ``Both teams``: a total where it is the last row and its figures are sums."""
_EDGE = 1e-6
"""What floats may differ by."""
_FEWEST_ROWS = 2
_OF_A_YEAR = {"quarter": 4, "month": 12}
_MONTHS_OF_A_QUARTER = 3
_CALLED = {"quarter": ("quarter", "qtr"), "financial_year": ("year",)}
"""What the column of a whole is called beside its parts, but for "Total"."""


def is_total(text: str) -> bool:
    """Whether a label or a header says that it counts all others of its table."""
    return bool(_TOTAL.match(text))


def may_be_total(text: str) -> bool:
    """Whether a label may say so: its figures must tell."""
    return bool(_ALL_OF.fullmatch(text.strip()))


def is_sum(whole: Row, parts: Sequence[Row], positions: Sequence[int]) -> bool:
    """Whether in some column a row prints the sum of all others, of two figures at least."""
    return any(_adds_up(whole, parts, position) for position in positions)


def _adds_up(whole: Row, parts: Sequence[Row], position: int) -> bool:
    total = number_of(whole.text(position).rstrip("% "))
    numbers = [number_of(row.text(position).rstrip("% ")) for row in parts]
    known = [number for number in numbers if number is not None]
    return bool(total) and len(known) == len(parts) > 1 and abs(sum(known) - (total or 0)) <= _EDGE


def with_totals_of_time(columns: Sequence[Column], parts: Parts, width: int) -> tuple[Column, ...]:
    """The columns, one called a total with the year of the quarters or months beside it, or the quarter of its months.

    These must be all of one financial year or quarter, or the first of a year in turn, and the column their sum in more
    than half of the rows that print all of them, two at least: a mean over the year may be called a total too.
    """
    whole = _whole_of(columns)
    if whole is None:
        return tuple(columns)
    timed = [c for c in columns if _is_of_time(c)]
    over = over_columns(parts.header, width)

    def told(column: Column) -> Column:
        silent = column.role == VALUE and column.time is None and column.area is None
        said = column.words or column.header
        called = is_total(said) or said.lower() in _CALLED.get(whole.kind, ())
        if not silent or not called or not _mostly_sums(column, timed, parts.body):
            return column
        cell = over[column.position][-1]
        return replace(column, words="", time=PrintedHeader(cell.line, cell.index, cell.text, whole))

    return tuple(map(told, columns))


def _is_of_time(column: Column) -> bool:
    return column.role == VALUE and column.period is not None and column.area is None and not column.words


def _whole_of(columns: Sequence[Column]) -> Period | None:
    """The financial year of which columns are all quarters or all months, the year to date of which they are the first
    ones in turn, or the quarter of which they are all months; null for any others."""
    periods = [c.period for c in columns if _is_of_time(c) and c.period]
    kinds, labels = {period.kind for period in periods}, {period.label for period in periods}
    ends = [period.end for period in periods if period.end]
    if len(kinds) != 1 or len(labels) != len(periods) or len(ends) != len(periods):
        return None
    kind, years = kinds.pop(), {financial_year_of(end) for end in ends}
    quarters = {Quarter.containing(end) for end in ends}
    if kind == "month" and len(periods) == _MONTHS_OF_A_QUARTER and len(quarters) == 1:
        quarter = quarters.pop()
        return Period.quarter(quarter.year, quarter.number)
    if len(years) != 1 or kind not in _OF_A_YEAR:
        return None
    year = years.pop()
    if len(periods) == _OF_A_YEAR[kind]:
        return Period.financial_year(year)
    last = max(ends)
    begun = (last.year - year) * 12 + last.month - 3
    in_turn = len(periods) * (12 // _OF_A_YEAR[kind]) == begun and len(periods) > 1
    return Period.year_to_date(year, last) if in_turn else None


def _mostly_sums(column: Column, timed: Sequence[Column], body: Sequence[Row]) -> bool:
    rows = [(number_of(row.text(column.position)), [number_of(row.text(c.position)) for c in timed]) for row in body]
    every = [(whole, sum(n for n in own if n is not None)) for whole, own in rows if whole and None not in own]
    fit = sum(abs(whole - total) <= _EDGE for whole, total in every)
    return fit >= _FEWEST_ROWS - 1 and 2 * fit >= len(every) >= _FEWEST_ROWS
