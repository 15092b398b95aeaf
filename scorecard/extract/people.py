"""Lists with one row a child: told by their headings or by their cells, so that nothing of them is ever written down.

Headings are registry/documents.yml. One alone proves little, for figures have headings like *Gender* and *Child* too:
what stands under them decides. A day of birth under its heading is enough, and so are identifiers that all differ and
look like nothing that is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise

from scorecard.extract.table import RawTable
from scorecard.periods import month_end
from scorecard.registry import Registry
from scorecard.text.figures import is_figure
from scorecard.text.letters import letters
from scorecard.text.months import DAY, MONTH, month_of
from scorecard.text.plain import plain
from scorecard.text.spans import YEAR

_ANY_YEAR = rf"(?:{YEAR}|[0-9]{{2}})"
_DATE = re.compile(
    rf"(?:([0-9]{{1,2}})[/. -]([0-9]{{1,2}})[/. -]({_ANY_YEAR})|({YEAR})-([0-9]{{2}})-([0-9]{{2}})"
    rf"|({DAY})[ -]({MONTH})\.?[, -]{{1,2}}({_ANY_YEAR}))(?:[ T][0-9:.]{{4,12}})?",
    re.IGNORECASE,
)
"""A day: ``01/02/2008``, ``2008-02-01``, ``1 Feb 2008``, perhaps with a time."""
_BIRTH = re.compile(rf"[0-9]{{1,2}}/{YEAR}|{MONTH}[ ./'-]{{1,2}}{_ANY_YEAR}|[0-9]{{5}}", re.IGNORECASE)
"""What stands for a day of birth under its heading: a month and year, or the day's number in a spreadsheet."""
_CODE = re.compile(
    r"(?=[A-Za-z0-9/_-]*[0-9])(?:[0-9]{5,}|(?=[A-Za-z0-9/_-]*[A-Za-z])[A-Za-z0-9/_-]{4,})|(?:[0-9]{3} ){2}[0-9]{3,4}"
)
"""What looks like an identifier and not like a count: a long number without commas, letters and digits in one word."""
_LONG_CODE = re.compile(r"(?:[A-Za-z]{1,3})?[0-9]{8,}[A-Za-z0-9]?")
_NUMBER = re.compile(r"[0-9]{5,}|[A-Z][0-9]{11}[0-9A-Z]")
"""What is so likely a person's number that no heading is needed, if days stand beside it."""
_WORDS = 4
"""A cell of so many words is an action, a risk or a remark, as it stands in other lists with numbers and days."""
_ROWS = 3
"""Fewer rows than these do not show that a column of codes without a known heading is one of identifiers."""
_MOST_HEADERS = 30
"""So many rows of a table are tried as its header; more have the words of one by chance."""
_TELLING = 2
"""So many headings of what is told of one person make a list of a column of persons, or of numbers."""


@dataclass(frozen=True)
class ListOfPeople:
    """A table with one row a person: its lines, the line of its headings, and those of them that tell it."""

    first_line: int
    last_line: int
    line: int
    headings: tuple[str, ...]


@dataclass(frozen=True)
class _Headed:
    """The known headings of one row by what they say, each with its column, and the rows below."""

    printed: Mapping[int, str]
    says: Mapping[int, str]
    below: Sequence[Sequence[str]]

    def columns(self, *kinds: str) -> list[int]:
        return [column for column, kind in self.says.items() if kind in kinds]

    def under(self, column: int) -> list[str]:
        return [text for cells in self.below if column < len(cells) and (text := plain(cells[column]))]


@dataclass(frozen=True)
class Headings:
    """What headings say by their letters (the keys of the registry's words), and words of other lists."""

    says: Mapping[str, str]
    things: frozenset[str]


def headings_of_people(registry: Registry) -> Headings:
    """The headings of the registry; of a word that stands under two keys the one that tells more."""
    words = registry.document_words().people
    kinds = ("references", "counts", "details", "traits", "persons", "names", "births", "identifiers")
    says = {letters(word): kind for kind in kinds for word in getattr(words, kind)}
    return Headings(says, frozenset(words.things))


def find_lists_of_people(tables: Iterable[RawTable], headings: Headings) -> list[ListOfPeople]:
    """Those of the tables that have one row a person, in their order."""
    return [found for table in tables if (found := _as_list(table, headings))]


def _as_list(table: RawTable, headings: Headings) -> ListOfPeople | None:
    for position, says in islice(_headers(table, headings), _MOST_HEADERS):
        line, cells = table.rows[position]
        printed = {i: plain(cells[i]) for i in says}
        headed = _Headed(printed, says, [below for _, below in table.rows[position + 1 :]])
        if telling := _row_a_person(headed) or _one_person(cells, headed):
            return ListOfPeople(table.first_line, table.last_line, line, tuple(printed[i] for i in telling))
    if _identifiers_beside_days([list(map(plain, cells)) for _, cells in table.rows], headings.things):
        return ListOfPeople(table.first_line, table.last_line, table.first_line, ())
    return None


def _headers(table: RawTable, headings: Headings) -> Iterator[tuple[int, dict[int, str]]]:
    """The rows that may head a list of persons: their positions, and what each known heading says."""
    for position, (_, cells) in enumerate(table.rows):
        says = {i: kind for i, cell in enumerate(cells) if (kind := headings.says.get(letters(cell)))}
        if set(says.values()) - {"counts", "details", "traits"}:
            yield position, says


def _row_a_person(headed: _Headed) -> list[int]:
    """The columns whose headings and cells show that each row below is about one person; none if they do not."""
    births = [i for i in headed.columns("births") if _mostly(headed.under(i), _is_birth)]
    numbered, named, persons, referred = (
        [i for i in headed.columns(kind) if _all_differ(headed.under(i))]
        for kind in ("identifiers", "names", "persons", "references")
    )
    coded = [i for i in numbered if _mostly(headed.under(i), _is_code)]
    traits = [i for i in headed.columns("traits") if _tells(headed.printed[i], headed.under(i))]
    details = [i for i in headed.columns("details") if _tells(headed.printed[i], headed.under(i))]
    dated = bool(headed.below) and _mostly(headed.below, _holds_day)
    told = dated or len(traits) + len(details) >= _TELLING
    several = len(headed.below) > 1
    hidden = _hidden(headed)
    proofs = (
        bool(births or coded or named or hidden),
        bool(numbered) and told,
        bool(persons) and told and several,
        bool(referred) and len(traits) >= _TELLING and several and not headed.columns("counts"),
    )
    who = {*births, *numbered, *named, *persons, *hidden, *(referred if not (numbered or persons) else ())}
    return sorted(who | {*traits, *details}) if any(proofs) else []


def _hidden(headed: _Headed) -> list[int]:
    """Two or more columns of identifiers and days of birth whose cells somebody blotted out."""
    columns = headed.columns("identifiers", "births", "names")
    figures = any(is_figure(text) for i in columns for text in headed.under(i))
    return columns if len(columns) > 1 and headed.below and not figures else []


def _one_person(cells: Sequence[str], headed: _Headed) -> list[int]:
    """The heading that opens a row which tells one person's number or day of birth beside it."""
    first = next((i for i, cell in enumerate(cells) if cell.strip()), 0)
    beside = [plain(cell) for cell in cells[first + 1 :] if cell.strip()]
    fits = {"births": _is_day, "identifiers": _is_long_code}.get(headed.says.get(first, ""))
    return [first] if fits and beside and all(map(fits, beside)) else []


def _identifiers_beside_days(rows: Sequence[Sequence[str]], things: frozenset[str]) -> bool:
    """Whether rows open with numbers that all differ and hold days, and no word says that these are of other things.

    A blank or the number of the row may stand before them.
    """
    opened = [(next(filter(_NUMBER.fullmatch, cells[:2]), None), cells) for cells in rows]
    own = [cells for number, cells in opened if number]
    if len(own) < _ROWS or 2 * len(own) <= len(rows):
        return False
    others = (cell for number, cells in opened if not number for cell in cells)
    said = {word for cell in others for word in re.findall(r"\w+", cell.lower())}
    days = [[day for cell in cells if (day := day_of(cell))] for cells in own]
    numbers = [number for number, _ in opened if number]
    return (
        not said & things
        and _all_differ(numbers)
        and len(set(map(len, numbers))) == 1
        and all(days)
        and not _in_step([first for first, *_ in days])
        and not any(len(cell.split()) >= _WORDS for cells in own for cell in cells)
    )


def _in_step(days: Sequence[date]) -> bool:
    """Whether days are those of a calendar: one like the next as far apart, or beginnings and ends of months."""
    apart = {after - before for before, after in pairwise(days)}
    return len(apart) == 1 or all(day.day == 1 or day == month_end(day.year, day.month) for day in days)


def day_of(text: str) -> date | None:
    """The day that a cell prints and nothing else; null for all other cells.

    >>> day_of("01/02/2008"), day_of("1st Feb 2008"), day_of("Feb 2008")
    (datetime.date(2008, 2, 1), datetime.date(2008, 2, 1), None)
    """
    printed = _DATE.fullmatch(text)
    if printed is None:
        return None
    if printed[4]:
        year, month, day = printed[4], int(printed[5]), printed[6]
    elif printed[8]:
        year, month, day = printed[9], month_of(printed[8]) or 0, printed[7]
    else:
        year, month, day = printed[3], int(printed[2]), printed[1]
    try:
        return date(int(year) + 2000 * (len(year) == 2), month, int(re.sub(r"\D", "", day)))
    except ValueError:
        return None


def _is_day(text: str) -> bool:
    return day_of(text) is not None


def _is_birth(text: str) -> bool:
    return _is_day(text) or bool(_BIRTH.fullmatch(text))


def _is_code(text: str) -> bool:
    return bool(_CODE.fullmatch(text)) and not re.fullmatch(YEAR, text)


def _is_long_code(text: str) -> bool:
    return bool(_LONG_CODE.fullmatch(text))


def _holds_day(cells: Sequence[str]) -> bool:
    return any(_is_day(plain(cell)) for cell in cells)


def _all_differ(texts: Sequence[str]) -> bool:
    return bool(texts) and len(set(texts)) == len(texts)


def _tells(heading: str, texts: Sequence[str]) -> bool:
    """Whether what stands under a heading tells something of one person: words, codes or days, or an age."""
    if letters(heading).startswith("age"):
        return bool(texts) and all(text.isascii() and text.isdigit() and len(text) <= 2 for text in texts)
    return bool(texts) and not any(is_figure(text) and not _is_day(text) for text in texts)


def _mostly(items: Sequence[object], fits: object) -> bool:
    return bool(items) and 2 * sum(bool(fits(item)) for item in items) > len(items)  # type: ignore[operator]
