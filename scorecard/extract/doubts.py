"""What is odd about a document that is taken all the same: said once, for a person to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from scorecard.extract.dates import TOLD, Dates
from scorecard.extract.kinds import find_divided
from scorecard.extract.record import RECORD
from scorecard.extract.refusals import said_lines
from scorecard.extract.source import Source
from scorecard.extract.table import RawTable
from scorecard.text.months import MONTH, month_of
from scorecard.text.spans import YEAR
from scorecard.words import period

_MONTH_OF_NAME = re.compile(rf"(?<![0-9])({YEAR})[-_]?([01][0-9])(?![0-9])")
_NAMED_MONTH = re.compile(rf"(?<![a-z])({MONTH})[a-z]*[-_]?({YEAR})(?![0-9])", re.IGNORECASE)


def doubts_about(source: Source, dates: Dates, printed: Sequence[RawTable], raw: Path) -> tuple[str, ...]:
    """Sentences about its month, its name, the same text under another name, and what was passed over."""
    return (
        *_of_the_month(dates),
        *_of_the_name(source, dates),
        *doubt_of_the_same_text(source.document, source.sha256, raw),
        *_of_tables(source, printed),
        *source.doubts,
    )


def _of_the_month(dates: Dates) -> Iterator[str]:
    """A paper that does not say its month is about the one that something else tells."""
    if told := TOLD.get(dates.as_at_from):
        yield f"the text does not say its month: {_month(dates.as_at.year, dates.as_at.month)} is {told}"


def _of_the_name(source: Source, dates: Dates) -> Iterator[str]:
    """Packs are named after the month they are about or that of their meeting; another month is a slip."""
    named = _month_named(source.document)
    spoken = [day for day in (dates.as_at, dates.published) if day]
    if named and named not in {(day.year, day.month) for day in spoken}:
        months = " and was published in ".join(_month(day.year, day.month) for day in spoken)
        yield f"its name says {_month(*named)}, its text is about {months}"


def _month_named(document: str) -> tuple[int, int] | None:
    """The year and month in a document's name: ``2020-06-pack``, ``pack-june-2020``; null if none is there."""
    if (name := _MONTH_OF_NAME.search(document)) and 1 <= int(name[2]) <= 12:
        return int(name[1]), int(name[2])
    if (name := _NAMED_MONTH.search(document)) and (number := month_of(name[1])):
        return int(name[2]), number
    return None


def _month(year: int, month: int) -> str:
    return period(f"{date(year, month, 1):%Y-%m}")


def doubt_of_the_same_text(document: str, sha256: str, raw: Path) -> Iterator[str]:
    """A sentence for each document of another name in ``raw`` whose record has the digest of this text."""
    for record in sorted(raw.glob(f"[!.]*/{RECORD}")):
        if record.parent.name != document and sha256.encode() in record.read_bytes():
            yield (
                f"the same text is there already as {record.parent.name}, so every figure would count twice"
                f" (python pipeline.py remove {record.parent.name})"
            )


def _of_tables(source: Source, printed: Sequence[RawTable]) -> Iterator[str]:
    taken = {line for table in printed for line, _ in table.rows}
    if divided := find_divided(source.lines, taken):
        yield f"{said_lines(divided)} look like a table with {divided[0].by} between its cells, which was not read"
