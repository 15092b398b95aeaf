"""What the columns of a summary table hold, read from their header cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.periods import Period
from scorecard.registry import Registry
from scorecard.text.letters import letters
from scorecard.text.periods import TimeContext, read_period
from scorecard.text.spans import SHORT_SPAN, SPAN

_FEWEST_LETTERS, _CUT_OFF = 8, 2
"""Of so many letters a comparator's spelling is known, though so many at its end may be cut off."""
_FEWEST_VALUES, _FEWEST_MARKS = 3, 3
"""So many columns of figures, and so many of signals, tolerances and units, make a summary."""
_LONGEST_PERIOD = 12
"""Shorter than this is a cell that says nothing but a period."""
_SIGNAL = re.compile(r"\bdot\b|\brag\b", re.IGNORECASE)
_YEAR_BEHIND = re.compile(rf" ?({SPAN})$")
_BENCHMARK_YEAR = re.compile(rf"mark\w{{0,5}}[-–—]?({SPAN})", re.IGNORECASE)
_SHORT_SPAN = re.compile(SHORT_SPAN)


@dataclass(frozen=True)
class SummaryColumn:
    """A column of a summary: its role; for values the period, the comparator and how the header was mended."""

    role: str
    position: int
    period: Period | None = None
    area: str | None = None
    correction: str | None = None


def header_texts(rows: list[Row], width: int) -> list[list[str]]:
    """For each column its header cells from top to bottom, blanks left out."""
    return [[row.text(c) for row in rows if row.text(c)] for c in range(width)]


def _comparator(text: str, registry: Registry) -> str | None:
    area = registry.area(text) or registry.area(_YEAR_BEHIND.sub("", text))
    if area is None:
        return _comparator_by_letters(letters(text), registry)
    return area.name if area.kind == "comparator" else None


def _comparator_by_letters(printed: str, registry: Registry) -> str | None:
    """The comparator whose spelling has these letters, whatever blanks damage put in; its last two may be cut off."""
    if len(printed) < _FEWEST_LETTERS:
        return None
    spelt = registry.area_letters
    areas = {name for s, name in spelt if s.startswith(printed) and len(s) - len(printed) <= _CUT_OFF}
    comparators = [name for name in areas if registry.areas[name].kind == "comparator"]
    return comparators[0] if len(areas) == len(comparators) == 1 else None


def _benchmark_year(rows: list[Row], context: TimeContext) -> Period | None:
    """The year that a heading such as "LATEST BENCHMARKING - 2014/15" gives, however it was cut into cells."""
    for row in rows:
        joined = re.sub(r"\s+", "", "".join(row.texts))
        if dated := _BENCHMARK_YEAR.search(joined):
            return read_period(dated[1], context)
    return None


def _year_of_group(rows: list[Row], column: int, context: TimeContext) -> int | None:
    """The year in a header row above, which stands over the first column of its group."""
    for row in rows[:-1]:
        for c in range(min(column, len(row.cells) - 1), -1, -1):
            if row.text(c):
                period = read_period(row.text(c), context)
                if period and period.kind == "financial_year" and period.start:
                    return period.start.year
                break
    return None


def read_columns(rows: list[Row], width: int, context: TimeContext, lexicon: Lexicon) -> list[SummaryColumn]:
    """The columns of a summary table from its header rows; columns without a header have role ``other``."""
    header = _Header(rows, context, lexicon, _benchmark_year(rows, context) or Period.latest())
    columns = [header.column(position, texts) for position, texts in enumerate(header_texts(rows, width))]
    return _only_first(_mended_months(_joined_to_date(columns, rows, context), rows))


@dataclass(frozen=True)
class _Header:
    """The header rows of a summary, and what they are read against; ``latest`` is the period of its benchmarks."""

    rows: list[Row]
    context: TimeContext
    lexicon: Lexicon
    latest: Period

    def column(self, position: int, texts: list[str]) -> SummaryColumn:
        """The column at a position from its header cells, top to bottom."""
        if not texts:
            return SummaryColumn("other", position)
        if benchmark := self._benchmark(position, texts):
            return benchmark
        if period := self._period(position, texts):
            return SummaryColumn("value", position, period)
        words = self.lexicon.column_words
        return SummaryColumn(words.role(" ".join(texts)) or words.role(texts[-1]) or "other", position)

    def _benchmark(self, position: int, texts: list[str]) -> SummaryColumn | None:
        """The column as one of a comparator, with the year that it prints itself or that of all benchmarks."""
        for text in (" ".join(texts[i:]) for i in range(len(texts))):
            if comparator := _comparator(text, self.lexicon.registry):
                dated = _YEAR_BEHIND.search(text)
                own = read_period(text, self.context) or (read_period(dated[1], self.context) if dated else None)
                return SummaryColumn("value", position, own or self.latest, comparator)
        return None

    def _period(self, position: int, texts: list[str]) -> Period | None:
        """The period of the column: what its lowest cell says, else its highest, with the year of its group."""
        lowest = texts[-1]
        # "RAG (YTD)" is a column of colours, whatever period they are about
        period = None if _SIGNAL.search(lowest) else read_period(lowest, self.context)
        if period is None and self._is_dated_above(texts):
            period = read_period(texts[0], self.context)
        if period is None or period.kind != "year_to_date" or _SHORT_SPAN.search(lowest):
            return period
        year = _year_of_group(self.rows, position, self.context)
        return Period.year_to_date(year, self.context.as_at) if year is not None else period

    def _is_dated_above(self, texts: list[str]) -> bool:
        """Whether the highest cell may say the period: it is short, and the lowest says nothing of its own."""
        says_nothing = not _SIGNAL.search(" ".join(texts)) and not self.lexicon.column_words.role(texts[-1])
        return len(texts) > 1 and len(texts[0]) < _LONGEST_PERIOD and says_nothing


def _joined_to_date(columns: list[SummaryColumn], rows: list[Row], context: TimeContext) -> list[SummaryColumn]:
    """A header cut in two ("20" and "23/24 YTD") stands over the column at its left edge."""
    joined = list(columns)
    for left, right in zip(range(len(columns)), range(1, len(columns)), strict=False):
        pairs = [(row.text(columns[left].position), row.text(columns[right].position)) for row in rows]
        start, rest = next((p for p in pairs if p[0] == "20" and _SHORT_SPAN.match(p[1])), ("", ""))
        period = read_period(start + rest, context) if start else None
        if period:
            why = f"the header is cut into {start!r} and {rest!r}"
            joined[left] = SummaryColumn("value", columns[left].position, period, None, None if period else why)
            joined[right] = SummaryColumn("other", columns[right].position)
    return joined


def _mended_months(columns: list[SummaryColumn], rows: list[Row]) -> list[SummaryColumn]:
    """A damaged month left of two consecutive legible ones can only be the month before them."""
    mended = list(columns)
    for here, after, later in zip(range(len(columns)), range(1, len(columns)), range(2, len(columns)), strict=False):
        first, second = columns[after].period, columns[later].period
        texts = [row.text(columns[here].position) for row in rows]
        damaged = next((t for t in reversed(texts) if re.fullmatch(r"\S{2,4}\s?-\s?\d\d", t)), None)
        if columns[here].role != "other" or not damaged or not first or not second:
            continue
        if _follows(first, second):
            why = f"the header prints {damaged!r}; the two months after it are {first.label} and {second.label}"
            mended[here] = SummaryColumn("value", columns[here].position, _month_before(first), None, why)
    return mended


def _follows(first: Period, second: Period) -> bool:
    """Whether two periods are months, the second right after the first."""
    months = (first.kind, second.kind) == ("month", "month")
    return months and first.end is not None and second.start is not None and (second.start - first.end).days == 1


def _month_before(month: Period) -> Period:
    assert month.start is not None
    last = month.start - timedelta(days=1)
    return Period.month(last.year, last.month)


def _only_first(columns: list[SummaryColumn]) -> list[SummaryColumn]:
    """Of columns with the same singular role the first keeps it (a second "data note" is another note)."""
    seen: set[str] = set()
    kept = []
    for column in columns:
        if column.role in ("number", "name", "good", "unit") and column.role in seen:
            kept.append(SummaryColumn("note", column.position))
        else:
            seen.add(column.role)
            kept.append(column)
    return [
        SummaryColumn("name_goes_on", c.position) if c.role == "other" and before and before.role == "name" else c
        for before, c in zip([None, *kept], kept, strict=False)
    ]


def are_of_a_summary(columns: list[SummaryColumn]) -> bool:
    """Whether columns are those of a summary: an indicator per row, months, targets or benchmarks."""
    roles = [c.role for c in columns]
    if {"number", "name", "performance"} <= set(roles):
        return True
    marks = {"good", "direction", "rag", "red", "green", "amber_green", "unit"} & set(roles)
    return roles.count("value") >= _FEWEST_VALUES and len(marks) >= _FEWEST_MARKS
