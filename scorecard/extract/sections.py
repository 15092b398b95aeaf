"""The reports that a document binds together: where each starts, of which family it is, which year it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.periods import year_label
from scorecard.registry import Registry
from scorecard.text.months import APRIL, MARCH
from scorecard.text.plain import plain
from scorecard.text.spans import SECOND_YEAR, SLASH, YEAR

_ANNUAL_WITH_MONTHS = re.compile(rf"annual report {APRIL} ({YEAR})", re.IGNORECASE)
_ANNUAL_WITH_YEARS = re.compile(
    rf"annual report\D{{0,20}}({YEAR}){SLASH}{SECOND_YEAR}|annual report.*?\b({YEAR})/", re.IGNORECASE
)
_ANNUAL_ALONE = re.compile(r"annual report\W*$", re.IGNORECASE)
_ANNUAL = "annual"
"""What all of these need; few lines have it."""
_YEARS_ALONE = re.compile(
    rf"\W*({YEAR}){SLASH}{SECOND_YEAR}\W*|\W*(?:1st )?{APRIL} ({YEAR}) ?(?:-|–|to) ?(?:31st )?{MARCH} {YEAR}\W*",
    re.IGNORECASE,
)
_REFERS_TO_PAGES = re.compile(r"\(pages? \d|minute")
"""An agenda's line names a report without opening it."""
_LONGEST_LINE = 600
"""A line longer than this, mark-up and all, is running text."""
_LONGEST_TITLE = 160
"""Characters of a line that opens a report."""
_LONGEST_ANNUAL_TITLE = 90
"""Characters of a line that opens an annual report: these words stand in many a sentence too."""
_LINES_TO_THE_YEAR = 3
"""The year of an annual report may stand so many lines below its title."""


@dataclass(frozen=True)
class Section:
    """A stretch of a document from ``line`` on: the report family it belongs to and the year it is about."""

    line: int
    family: str | None
    year: str | None


def find_sections(lines: Sequence[str], registry: Registry) -> list[Section]:
    """Where a report of a known family or an annual report starts, in order of lines."""
    marks = sorted(
        ((mark.lower(), family.id) for family in registry.families.values() for mark in family.marks),
        key=lambda pair: (-len(pair[0]), pair),
    )
    annual = next((family.id for family in registry.families.values() if family.annual), None)
    years = dict(section_years(lines))
    sections = []
    for number, line in enumerate(lines, start=1):
        title = _title(line)
        if title is None:
            continue
        family = next((family for mark, family in marks if mark in title), None)
        if number in years and family is None:
            family = annual
        if family or number in years:
            sections.append(Section(number, family, years.get(number)))
    return sections


def _title(line: str) -> str | None:
    """The line in lower case if it may open a report; null for rows of tables and longer text."""
    if "\t" in line or len(line) > _LONGEST_LINE:
        return None
    text = plain(line).lower()
    return None if len(text) > _LONGEST_TITLE or _REFERS_TO_PAGES.search(text) else text


def section_years(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Where an annual report starts and the financial year it is about: ``(line, "2021/22")`` in order."""
    years = []
    for number, line in enumerate(lines, start=1):
        if _ANNUAL not in line.lower():
            continue
        text = plain(line)
        if len(text) > _LONGEST_ANNUAL_TITLE or "(" in text or ".." in text:
            continue
        named = _ANNUAL_WITH_MONTHS.search(text) or _ANNUAL_WITH_YEARS.search(text)
        if named is None and _ANNUAL_ALONE.search(text):
            below = (plain(after) for after in lines[number : number + _LINES_TO_THE_YEAR])
            named = _YEARS_ALONE.fullmatch(next(filter(None, below), ""))
        if named:
            years.append((number, year_label(int(next(filter(None, named.groups()))))))
    return years
