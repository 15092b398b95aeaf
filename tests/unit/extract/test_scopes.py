"""What a warning is about: its page's section, or the report that it stands before."""

from __future__ import annotations

from datetime import date

from scorecard.extract.headings import vocabulary
from scorecard.extract.scopes import Scopes
from scorecard.extract.sections import Section
from scorecard.passages.read import passages_of
from scorecard.quotes import vocabulary_of
from scorecard.registry import load_registry

REGISTRY = load_registry()
WORDS, SAYS = vocabulary(REGISTRY), vocabulary_of(REGISTRY).says
LINES = [
    "Kites of the month",  # 1: a report
    "A general remark about kites.",
    "a\tb\t1",
    "CARE LEAVERS",  # 4
    "A note about leavers.",
    "c\td\t2",
    "Kites of June 2021, sheet 1",  # 7: the foot of a page
    "A note about nobody.",
    "Kites of June 2021, sheet 2",
    "PLACEMENTS",  # 10
    "A note about placements.",
    "Kites of the year",  # 12: another report
    "Another remark.",
    "Kites of June 2021, sheet 3",
    "Kites of June 2021, sheet 4",
]
REPORTS = (Section(1, "monthly", None), Section(12, "annual-report", "2020/21"))


def scope(line: int, reports: tuple[Section, ...] = REPORTS) -> tuple[str, int, int]:
    return Scopes(passages_of(LINES, table_lines=(), as_at=date(2021, 6, 30), says=SAYS), reports, WORDS).of(line)


def test_before_every_heading_a_remark_is_about_its_report() -> None:
    assert scope(2) == ("report", 1, 11)
    assert scope(13) == ("report", 12, 15)


def test_under_a_heading_a_note_is_about_the_section_on_its_page() -> None:
    assert scope(5) == ("section", 4, 6)
    assert scope(11) == ("section", 10, 11)


def test_behind_the_foot_of_a_page_another_begins() -> None:
    assert scope(8) == ("section", 8, 8)


def test_a_document_of_one_report_is_that_report_and_what_stands_before_the_first_of_several_is_of_none() -> None:
    assert scope(2, ()) == ("report", 1, 15)
    assert scope(2, REPORTS[1:]) == ("section", 1, 3)
