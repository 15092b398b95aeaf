"""Whether the figures of a table without rules between its rows prove how it was put together.

Rows are then told by their lines alone. That is taken where each row is one line, so that no label or figure hangs
over, and the table's own arithmetic agrees: x of y beside its percentage, parts beside their total.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from scorecard.readers.pdf.columns import is_period, is_value
from scorecard.text.numbers import ROUGH_NUMBER
from scorecard.text.spans import YEAR

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


def agrees(rows: Sequence[Sequence[str]], lines_of_rows: Sequence[int]) -> bool:
    """Whether arithmetic proves a table: ``rows`` are its cells' texts, ``lines_of_rows`` the lines of each row."""
    figures = [at for at, row in enumerate(rows) if _is_of_figures(row)]
    if not figures or any(count > 1 for count in lines_of_rows[figures[0] :]):
        return False
    body = [rows[at] for at in range(figures[0], len(rows))]
    proofs = [*(proof for row in body for proof in _shares(row)), *_totals(body)]
    return len(proofs) >= _ENOUGH and all(proofs)


def _is_of_figures(row: Sequence[str]) -> bool:
    values = [cell for cell in row[1:] if is_value(cell)]
    return len(values) >= _FULL and not all(is_period(cell) or _YEAR.fullmatch(cell) for cell in values)


def _shares(row: Sequence[str]) -> Iterator[bool]:
    """For each x of y with a percentage in the next cell that prints, whether it is 100 x / y in its own decimals."""
    printed = [cell for cell in row if cell]
    for cell, behind in itertools.pairwise(printed):
        pair, percent = _PAIR.fullmatch(cell), _PERCENT.fullmatch(behind)
        if pair and percent and (whole := _number(pair[2])):
            share = 100 * _number(pair[1]) / whole
            half = Decimal(1).scaleb(_number(percent[1]).as_tuple().exponent) / 2  # type: ignore[arg-type]
            yield abs(share - _number(percent[1])) <= half


def _totals(body: Sequence[Sequence[str]]) -> Iterator[bool]:
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
