"""Days that a CSV file writes the American way, the month first: 03/31/2023 is told from 31/03/2023 by all its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from scorecard.readers.printed import Printed
from scorecard.text.days import numbers_of_day

_LAST_MONTH = 12
_SEVERAL = 3
"""So many first days of months, which day first would all be days of one January, are months."""
DOUBT = "days are written with the month first (03/31/2023) and were read so"


def is_month_first(rows: Iterable[Sequence[Printed]]) -> bool:
    """Whether the days of a file can only be meant with the month first: one has no such month otherwise, and none
    a day in the place of its month; or all are first days of months, which day first would be days of January.

    What sentences tell is written by people, and no sign of how a program writes its cells.
    """
    texts = {cell.text.strip() for row in rows for cell in row if "/" in cell.text}
    days = {day for text in texts if (day := numbers_of_day(text))}
    if any(first > _LAST_MONTH for first, _, _ in days):
        return False
    firsts_of_months = len(days) >= _SEVERAL and all(second == 1 for _, second, _ in days)
    return firsts_of_months or any(second > _LAST_MONTH for _, second, _ in days)


def with_day_first(rows: Iterable[Sequence[Printed]]) -> Iterator[list[Printed]]:
    """The rows, cells that are days with their day first."""
    for row in rows:
        yield [_day_first(cell) if "/" in cell.text else cell for cell in row]


def _day_first(cell: Printed) -> Printed:
    day = numbers_of_day(cell.text.strip())
    return replace(cell, text=f"{day[1]:02d}/{day[0]:02d}/{day[2]}") if day else cell
