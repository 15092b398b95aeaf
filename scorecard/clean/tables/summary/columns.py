"""What the columns of a summary table hold, read from their header cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import PrintedHeader
from scorecard.clean.tables.summary.header_line import period_headers
from scorecard.periods import Period
from scorecard.registry import Registry
from scorecard.text.letters import letters
from scorecard.text.periods import TimeContext, read_period, read_twelve_months
from scorecard.text.spans import SHORT_SPAN, SPAN, TO_DATE

_FEWEST_LETTERS, _CUT_OFF = 8, 2
"""Of so many letters a comparator's spelling is known, though so many at its end may be cut off."""
_FEWEST_VALUES, _FEWEST_MARKS = 3, 3
"""So many columns of figures, and so many of signals, tolerances and units, make a summary."""
_MARKS_THAT_TELL = 4
"""So many beside a column of names make one of a single column of figures: a year begins with one month."""
_ABOUT = {
    "quarter": re.compile(r"\b(?:quarter(?:ly)?|qtr)\b", re.IGNORECASE),
    "year_to_date": re.compile(TO_DATE, re.IGNORECASE),
    "month": re.compile(r"\bmonth(?:ly)?\b", re.IGNORECASE),
}
"""What the header of a column of signals says that these are about."""
_YEAR_BEHIND = re.compile(rf" ?{SPAN}$")
_BENCHMARK_YEAR = re.compile(rf"mark\w{{0,5}}[-–—]?({SPAN})", re.IGNORECASE)
_SHORT_SPAN = re.compile(SHORT_SPAN)


@dataclass(frozen=True)
class SummaryColumn:
    """A column of a summary: its role; for values the period, the comparator and how the header was mended.

    ``header`` is the cell that says its period. ``about`` is the kind of period that the header of signals names, null
    if it names none; ``twelve months`` for a column of values that sums them up.
    """

    role: str
    position: int
    period: Period | None = None
    area: str | None = None
    correction: str | None = None
    header: PrintedHeader | None = None
    about: str | None = None

    @property
    def doubt(self) -> str | None:
        """Why the period of its header cannot be told, as a code of ``text.timeline``; null if it can."""
        return self.header.doubt if self.header else None


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


def read_columns(
    rows: list[Row], width: int, context: TimeContext, lexicon: Lexicon, body: Sequence[Row] = ()
) -> list[SummaryColumn]:
    """The columns of a summary table from its header rows; columns without a header have role ``other``.

    ``body`` are the rows below: where figures stand tells which year months without one are of.
    """
    latest = _benchmark_year(rows, context) or Period.latest()
    texts = header_texts(rows, width)
    benchmarks = [_benchmark(position, above, context, latest, lexicon) for position, above in enumerate(texts)]
    others = [[] if benchmark else above for benchmark, above in zip(benchmarks, texts, strict=True)]
    headers = period_headers(rows, others, context, body)
    columns = [
        benchmark or _dated(position, headers.get(position)) or _named(position, texts[position], context, lexicon)
        for position, benchmark in enumerate(benchmarks)
    ]
    return _only_first(_mended_months(_joined_to_date(columns, rows, context), rows))


def _benchmark(
    position: int, texts: Sequence[str], context: TimeContext, latest: Period, lexicon: Lexicon
) -> SummaryColumn | None:
    """The column as one of a comparator, with the year that it prints itself or that of all benchmarks."""
    for text in (" ".join(texts[i:]) for i in range(len(texts))):
        if comparator := _comparator(text, lexicon.registry):
            dated = _YEAR_BEHIND.search(text)
            own = read_period(text, context) or (read_period(dated.group(), context) if dated else None)
            return SummaryColumn("value", position, own or latest, comparator)
    return None


def _dated(position: int, header: PrintedHeader | None) -> SummaryColumn | None:
    """The column of a period, or of a label that may be one but is in doubt."""
    return SummaryColumn("value", position, header.period, header=header) if header else None


def _named(position: int, texts: Sequence[str], context: TimeContext, lexicon: Lexicon) -> SummaryColumn:
    """The column by the words of its header cells, all of them or the lowest; ``other`` where these are not known."""
    if not texts:
        return SummaryColumn("other", position)
    words, said = lexicon.column_words, " ".join(texts)
    if twelve := read_twelve_months(texts[-1], context):
        return SummaryColumn("value", position, twelve, about="twelve months")
    about = next((kind for kind, pattern in _ABOUT.items() if pattern.search(said)), None)
    return SummaryColumn(words.role(said) or words.role(texts[-1]) or "other", position, about=about)


def _joined_to_date(columns: list[SummaryColumn], rows: list[Row], context: TimeContext) -> list[SummaryColumn]:
    """A header cut in two ("20" and "23/24 YTD") stands over the column at its left edge."""
    joined = list(columns)
    for left, right in zip(range(len(columns)), range(1, len(columns)), strict=False):
        pairs = [(row.text(columns[left].position), row.text(columns[right].position)) for row in rows]
        start, rest = next((p for p in pairs if p[0] == "20" and _SHORT_SPAN.match(p[1])), ("", ""))
        period = read_period(start + rest, context) if start else None
        if period:
            why = f"the header is cut into {start!r} and {rest!r}"
            joined[left] = SummaryColumn("value", columns[left].position, period, correction=why)
            joined[right] = SummaryColumn("other", columns[right].position)
    return joined


def _mended_months(columns: list[SummaryColumn], rows: list[Row]) -> list[SummaryColumn]:
    """A damaged month left of two consecutive legible ones can only be the month before them."""
    mended = list(columns)
    for here, after, later in zip(range(len(columns)), range(1, len(columns)), range(2, len(columns)), strict=False):
        first, second = columns[after].period, columns[later].period
        texts = [row.text(columns[here].position) for row in rows]
        damaged = next((t for t in reversed(texts) if re.fullmatch(r"\S{2,4}\s?-\s?\d\d", t)), None)
        doubtful = columns[after].doubt or columns[later].doubt
        if columns[here].role != "other" or not damaged or not first or not second or doubtful:
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
    enough = 1 if "name" in roles and len(marks) >= _MARKS_THAT_TELL else _FEWEST_VALUES
    return roles.count("value") >= enough and len(marks) >= _FEWEST_MARKS
