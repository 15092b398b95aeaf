"""Days that a CSV file writes the American way, the month first: 03/31/2023 is told from 31/03/2023 by all its days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from scorecard.readers.printed import Printed

_MIDNIGHT = r"(?: (?:0?0|12):00(?::00)?(?: ?[Aa][Mm])?)?"
_DAY = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}|\d\d){_MIDNIGHT}")
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
    days = {(int(day[1]), int(day[2])) for text in texts if (day := _DAY.fullmatch(text))}
    if any(first > _LAST_MONTH for first, _ in days):
        return False
    return any(second > _LAST_MONTH for _, second in days) or (
        len(days) >= _SEVERAL and all(second == 1 for _, second in days)
    )


def with_day_first(rows: Iterable[Sequence[Printed]]) -> Iterator[list[Printed]]:
    """The rows, cells that are days with their day first."""
    for row in rows:
        yield [_day_first(cell) if "/" in cell.text else cell for cell in row]


def _day_first(cell: Printed) -> Printed:
    day = _DAY.fullmatch(cell.text.strip())
    return replace(cell, text=f"{int(day[2]):02d}/{int(day[1]):02d}/{day[3]}") if day else cell
