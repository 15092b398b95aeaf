"""Which month a paper is about and when it was published, and what of it says so.

The paper says it ("As at Month End: June 2020", "Quarter 1 2022/23"), or its tables do, or the heading of its item, and
only then the day of its meeting. A month that is not over when the paper is published is none it can be about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from scorecard.extract.table import RawTable, is_data
from scorecard.periods import Quarter, month_end
from scorecard.text.dates import WEEKDAY, Moment, days_in, months_in, quarters_in
from scorecard.text.months import MONTH, last_month_named, month_of
from scorecard.text.periods import TimeContext, read_period
from scorecard.text.plain import plain
from scorecard.text.spans import QUARTER

SAYS, TABLES, HEADING, MEETING = "says", "tables", "heading", "meeting"
"""What tells the as-at month, the best first: ``as_at_from`` of ``document.yml``."""
TOLD = {
    TABLES: "the last month of its tables",
    HEADING: "the month of a heading",
    MEETING: "the last month or quarter that was over at the date of the meeting, which is all that is known",
}
"""What tells the month of a paper that does not say it, in words."""

_TITLE_LINES = 25
"""So many lines with text open a paper; what they say of its time comes before what its reports say of theirs."""
_OPENING_LINES = 80
"""The date of the meeting stands on the first pages."""
_OPENING_LENGTH = 400
"""Characters at the start of a line in which that date is looked for."""
_LONGEST_DATE = 40
"""Characters of a date behind a phrase."""
_HEADING_WORDS = 14
"""A line of more words is no heading."""
_FEWEST_MONTHS = 2
"""A row or column of so many months is one; a single month may be anything."""

_AS_AT = r"(?:as (?:at|of|on)|position (?:as )?(?:at|on)|snapshot (?:at|on|date))"
_ENDING = r"(?:month|period|quarter|year)s?[ -](?:end(?:ing|ed)?|to)"
_UNTIL = r"(?:at|to|by|until|from) the end of|up (?:to|until)(?: and including)?(?: the end of)?"
_PHRASES = tuple(
    re.compile(phrase, re.IGNORECASE)
    for phrase in (
        r"\bas at (?:month|period|quarter) ?-? ?end ?:? ?",
        rf"\b{_AS_AT} ?:? ?",
        rf"\b(?:{_UNTIL}) ",
        rf"\b(?:{_AS_AT}|{_ENDING}) ?:? ?",
        r"\bperformance (?:data )?(?:report|summary|scorecard|pack)\W{0,5}(?:for |to )?",
    )
)
"""How a paper says its month, the plainest wording first: only where no line has one does the next one count."""
_WANTED: tuple[tuple[str, ...], ...] = (("month",), ("day",), ("month", "day"), ("month", "day"), ("month",))
"""What stands behind each phrase."""
_DIGITS_OF_A_YEAR = 2
_STATEMENT = 0
"""The phrase that states the month and nothing else: it stands, whatever date the first pages have."""
_BARE_MONTH = re.compile(rf"\b(?:{_UNTIL}|{_AS_AT}|{_ENDING}) ?:? ?({MONTH})\b(?!\.?,? ?[0-9])", re.IGNORECASE)
_BARE_QUARTER = re.compile(rf"\(({QUARTER})\)", re.IGNORECASE)
_ANY_QUARTER = re.compile(rf"\bquarter(?:s|ly)?\b|\b{QUARTER}\b", re.IGNORECASE)
_ON_A_WEEKDAY = re.compile(rf"{WEEKDAY} ?,? $", re.IGNORECASE)
_OTHER_DAYS = re.compile(
    r"\b(?:as at|as of|as on|position|snapshot|end(?:ed|ing|s)?|to|until|from|since|previous|last|next|minutes|by|"
    r"before|after|between|updated?|due|deadline|born|birth|dob|period|data|held on|review(?:ed)?)\b",
    re.IGNORECASE,
)
"""What says of a day that it is not the one on which this paper was published."""
_OTHER_MONTHS = re.compile(
    r"\b(?:previous|last|next|minutes|meeting|since|from|by|target|due|published|updated?)\b", re.IGNORECASE
)
"""What says of a month in a heading that it is not the one that the item is about."""


@dataclass(frozen=True)
class Dates:
    """When a pack speaks (``as_at``, a month's end), when it was published (null if unsaid), what tells ``as_at``."""

    as_at: date
    published: date | None
    as_at_from: str


def find_dates(lines: Sequence[str], tables: Sequence[RawTable] = ()) -> Dates | None:
    """As-at month, publication date and what tells the month; null if no line gives any.

    Of several months that are told alike the one that stands most often counts, of these the last.
    """
    paper = _Paper(lines)
    published = paper.published
    if stated := _most_named(_stated(paper, _STATEMENT, lines)):
        return Dates(stated, published if published and stated <= published else None, SAYS)
    tellers: tuple[tuple[str, Callable[[], Iterable[date]]], ...] = (
        *((SAYS, says) for says in _sayings(paper)),
        (TABLES, lambda: _table_months(tables)),
        (HEADING, lambda: _heading_months(paper)),
    )
    for teller, months in tellers:
        if as_at := _most_named(day for day in months() if published is None or day <= published):
            return Dates(as_at, published, teller)
    return Dates(_before(paper, published), published, MEETING) if published else None


def _most_named(months: Iterable[date]) -> date | None:
    times = Counter(months)
    return max(times, key=lambda day: (times[day], day), default=None)


class _Paper:
    """A document's lines as they are looked through for dates."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines

    @cached_property
    def dated(self) -> list[str]:
        """The lines that hold a year."""
        return [plain(line) for line in self.lines if "20" in line or "'" in line or "’" in line]

    @cached_property
    def opening(self) -> list[str]:
        """The first lines with text, where a paper's title stands."""
        return [plain(line) for line in self.lines[: 4 * _TITLE_LINES] if line.strip()][:_TITLE_LINES]

    @cached_property
    def headings(self) -> list[str]:
        """Short lines of words, all through the document."""
        short = (line for line in self.lines if "\t" not in line and len(line.split()) <= _HEADING_WORDS)
        return [plain(line) for line in short if line.strip()]

    @cached_property
    def published(self) -> date | None:
        """The first full date of the first pages that may be the meeting's: with its weekday, else at a line's end."""
        opening = [plain(line.replace("\t", " "))[:_OPENING_LENGTH] for line in self.lines[:_OPENING_LINES]]
        days = [(line, list(days_in(line))) for line in opening]
        # several days in a line head the columns of a table
        dated = [(line, day) for line, told in days if len(told) == 1 for day in told]
        weekdays = (day.last for line, day in dated if _ON_A_WEEKDAY.search(line[: day.start]))
        alone = (day.last for line, day in dated if _is_the_papers(line, day))
        return next(weekdays, None) or next(alone, None)


def _is_the_papers(line: str, day: Moment) -> bool:
    """Whether a short line ends with this day, or holds nothing else, and does not say that it is another's."""
    closes = not any(map(str.isalpha, line[day.end :]))
    return closes and len(line.split()) <= _HEADING_WORDS and not _OTHER_DAYS.search(line[: day.start])


# ---- (1) the paper says so -----------------------------------------------------------------------------------


def _sayings(paper: _Paper) -> Iterator[Callable[[], Iterable[date]]]:
    """How a paper says its month, best first: each phrase in the title, then anywhere; then months without a year."""
    for lines in (paper.opening, paper.dated):
        for phrase in range(_STATEMENT + 1, len(_PHRASES)):
            yield lambda lines=lines, phrase=phrase: _stated(paper, phrase, lines)  # type: ignore[misc]
        yield lambda lines=lines: (quarter.last for line in lines for quarter in quarters_in(line))  # type: ignore[misc]
    yield lambda: _months_of_a_quarter(paper)
    yield lambda: _bare_months(paper)


def _stated(paper: _Paper, phrase: int, lines: Iterable[str]) -> Iterator[date]:
    """The month ends that stand right behind a phrase."""
    pattern, wanted = _PHRASES[phrase], _WANTED[phrase]
    for line in lines:
        for said in pattern.finditer(line):
            behind = line[said.end() : said.end() + _LONGEST_DATE]
            if not any(map(str.isdigit, behind)):
                continue
            kinds = ((days_in, "day"), (months_in, "month"))
            found = (next(iter(reader(behind)), None) for reader, kind in kinds if kind in wanted)
            yield from (month_end(one.last.year, one.last.month) for one in found if one and one.start == 0)


def _months_of_a_quarter(paper: _Paper) -> Iterator[date]:
    """Headings that print a month with the number of its quarter: ``June, 2022 (Quarter 1)``."""
    for line in paper.headings:
        for month in months_in(line):
            quarter = _BARE_QUARTER.match(line[month.end :].lstrip())
            if quarter and Quarter.containing(month.last).number == int(quarter[1][-1]):
                yield month.last


def _bare_months(paper: _Paper) -> Iterator[date]:
    """Months without a year behind a phrase, "up to the end of August": the last one before the paper was published."""
    if paper.published is None:
        return
    last = _last_month(paper.published)
    for line in paper.lines:
        for said in _BARE_MONTH.finditer(line):
            if number := month_of(said[1]):
                month = last_month_named(number, last).end
                yield from [month] if month else []


# ---- (2) its tables, (3) its item's heading, (4) the meeting ----------------------------------------------------


def _table_months(tables: Iterable[RawTable]) -> Iterator[date]:
    """The last month of each table's rows or columns of months that has a figure."""
    for table in tables:
        if months := [*_month_rows(table), *_month_columns(table)]:
            yield max(months)


def _month_rows(table: RawTable) -> list[date]:
    """The months that label rows with a figure, where two or more do."""
    labelled = [(_month_of(cells), cells) for _, cells in table.rows]
    months = [month for month, cells in labelled if month and any(map(is_data, cells[1:]))]
    return months if len(months) >= _FEWEST_MONTHS else []


def _month_of(cells: Sequence[str]) -> date | None:
    return next((_printed_month(cell) for cell in cells if cell.strip()), None)


def _month_columns(table: RawTable) -> list[date]:
    """The months that head columns with a figure, where two or more stand in a row."""
    filled = {column for _, cells in table.rows for column, cell in enumerate(cells) if is_data(cell)}
    for _, cells in table.rows:
        months = {column: month for column, cell in enumerate(cells) if (month := _printed_month(cell))}
        if len(months) >= _FEWEST_MONTHS:
            return [month for column, month in months.items() if column in filled]
    return []


def _printed_month(cell: str) -> date | None:
    """The end of the month or quarter that a cell prints with its year; null for everything else."""
    if sum(map(str.isdigit, cell)) < _DIGITS_OF_A_YEAR:
        return None
    period = read_period(plain(cell), TimeContext(date.max))
    return period.end if period and period.kind in ("month", "quarter") else None


def _heading_months(paper: _Paper) -> Iterator[date]:
    """Months with their year in headings that say more than a date, and do not speak of another one's."""
    for line in paper.headings:
        for month in months_in(line):
            rest = line[: month.start] + line[month.end :]
            if any(map(str.isalpha, rest)) and not _OTHER_MONTHS.search(rest) and not [*days_in(line)]:
                yield month.last


def _last_month(day: date) -> date:
    """The end of the last month that was over on a day."""
    return day if day == month_end(day.year, day.month) else day.replace(day=1) - timedelta(days=1)


def _before(paper: _Paper, published: date) -> date:
    """The last month, in a paper that speaks of quarters the last quarter, that was over when it was published."""
    month = _last_month(published)
    if not any(_ANY_QUARTER.search(line) for line in paper.lines):
        return month
    quarter = Quarter.containing(month)
    return quarter.end if quarter.end == month else quarter.start - timedelta(days=1)
