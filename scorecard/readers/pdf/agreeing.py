"""Whether a table without rules between its rows proves how it was put together.

Its own arithmetic must agree: x of y beside its percentage, parts beside their total. Where the white parts its rows,
periods in order in its header are as good. Where rules or tints are drawn around it or below its header, only most of
its x of y speak against it: a pack may print a wrong one, and that is for the checks to tell.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from scorecard.periods import Period
from scorecard.readers.pdf.values import is_period, is_value
from scorecard.text.numbers import ROUGH_NUMBER
from scorecard.text.order import CYCLES, ordinal
from scorecard.text.periods import TimeContext
from scorecard.text.spans import YEAR
from scorecard.text.timeline import Label, read_line

_PAIR = re.compile(rf"({ROUGH_NUMBER}) ?(?:of|out of|/) ?({ROUGH_NUMBER})")
_PERCENT = re.compile(rf"({ROUGH_NUMBER}) ?%")
_COUNT = re.compile(ROUGH_NUMBER)
_TOTAL = re.compile(r"(?:grand )?total\b", re.IGNORECASE)
_YEAR = re.compile(YEAR)
_ENOUGH = 3
"""So many sums must come out, and none may not."""
_FEWEST_PARTS = 2
_FULL = 2
"""A row with so many values is one of figures."""
_COLUMNS_OF_LABELS = 2
_FEWEST_STEPS = 2
_WHENEVER = TimeContext(date(2099, 12, 31))
"""The order of a header's periods does not depend on when they were printed."""

Rows = Sequence[Sequence[str]]


def agrees(rows: Rows, lines_of_rows: Sequence[int]) -> bool:
    """Whether arithmetic proves a table: ``rows`` are its cells' texts, ``lines_of_rows`` the lines of each row."""
    figures = [at for at, row in enumerate(rows) if _is_of_figures(row)]
    if not figures or any(count > 1 for count in lines_of_rows[figures[0] :]):
        return False
    body = rows[figures[0] :]
    proofs = [*(proof for row in body for proof in _shares(row)), *_totals(body)]
    return len(proofs) >= _ENOUGH and all(proofs)


def is_borne_out(rows: Rows, first: int, *, framed: bool) -> bool:
    """Whether a table whose rows the white parts is as it was printed: enough speaks for it, not too much against.

    ``first`` is its first row of figures. For it speak rules around it or a rule or tint below its header (``framed``),
    periods in order in its header or in turn down its labels, or its arithmetic. A total that comes out in one column
    shows that no row is lost, whatever the pack adds up in others. A framed table is refused where most of its x of y
    do not give their percentage, any other where one does not, or no total comes out.
    """
    head, body = rows[:first], rows[first:]
    shares, totals = [proof for row in body for proof in _shares(row)], list(_totals(body))
    if framed:
        return 2 * sum(shares) >= len(shares)
    in_order = any(map(_are_in_order, head)) or any(
        map(_are_in_turn, list(zip(*body, strict=True))[:_COLUMNS_OF_LABELS])
    )
    proofs = sum(shares) + sum(totals)
    return all(shares) and (any(totals) or not totals) and (in_order or proofs >= _ENOUGH)


def _are_in_order(head: Sequence[str]) -> bool:
    """Whether a row of a header has periods, and those of each kind stand one after the other."""
    readings = read_line([Label(text, _WHENEVER) for text in head if text])
    steps = _steps([reading.period for reading in readings if reading.period])
    in_order = all(all(step > 0 for step in kind) or all(step < 0 for step in kind) for kind in steps)
    return in_order and any(steps) and not any(reading.doubt for reading in readings)


def _are_in_turn(labels: Sequence[str]) -> bool:
    """Whether labels of rows are periods of which none is left out: a row lost, or two taken for one, would be seen."""
    readings = read_line([Label(text, _WHENEVER) for text in labels if text])
    steps = _steps([reading.period for reading in readings if reading.period])
    return any(
        len(list(stretch)) >= _FEWEST_STEPS
        for kind in steps
        for step, stretch in itertools.groupby(kind)
        if step in (1, -1)
    )


def _steps(periods: Sequence[Period]) -> list[list[int]]:
    """For each kind of periods by how many each is after the one before it."""
    return [
        [ordinal(after) - ordinal(before) for before, after in itertools.pairwise(p for p in periods if p.kind == kind)]
        for kind in CYCLES
    ]


def _is_of_figures(row: Sequence[str]) -> bool:
    values = [cell for cell in row[1:] if is_value(cell)]
    return len(values) >= _FULL and not all(is_period(cell) or _YEAR.fullmatch(cell) for cell in values)


def _shares(row: Sequence[str]) -> Iterator[bool]:
    """For each x of y with a percentage in the next cell that prints, whether it is 100 x / y in its own decimals."""
    printed = [cell for cell in row if cell]
    for cell, behind in itertools.pairwise(printed):
        pair, percent = _PAIR.fullmatch(cell), _PERCENT.fullmatch(behind)
        if pair and percent and not is_period(cell) and (whole := _number(pair[2])):
            share = 100 * _number(pair[1]) / whole
            half = Decimal(1).scaleb(_number(percent[1]).as_tuple().exponent) / 2  # type: ignore[arg-type]
            yield abs(share - _number(percent[1])) <= half


def _totals(body: Rows) -> Iterator[bool]:
    """For each count in a row that says Total, whether it is the sum of the counts above it."""
    for at, row in enumerate(body):
        if not _TOTAL.match(row[0]) or at < _FEWEST_PARTS:
            continue
        for column in range(1, len(row)):
            cells = [other[column] for other in (*body[:at], row)]
            if all(map(_COUNT.fullmatch, cells)):
                *parts, total = map(_number, cells)
                yield sum(parts) == total


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
