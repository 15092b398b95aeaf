"""The reports that a document binds together."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from scorecard.extract.sections import Section, find_sections, section_years
from scorecard.registry import Registry, load_registry

REGISTRY = load_registry()
ANNUAL = next(family.id for family in REGISTRY.families.values() if family.annual)


def test_a_report_family_starts_where_its_mark_stands() -> None:
    family = next(f for f in REGISTRY.families.values() if f.marks)
    (section,) = find_sections(["words", family.marks[0]], REGISTRY)[:1]
    assert section.line == 2
    assert find_sections([f"{family.marks[0]}\t603"], REGISTRY) == []


@pytest.mark.parametrize(
    ("lines", "years"),
    [
        (["Kite Annual Report 2021/22"], [(1, "2021/22")]),
        (["Kite annual report for the year 2021-2022"], [(1, "2021/22")]),
        (["ANNUAL REPORT APRIL 2021 TO MARCH 2022"], [(1, "2021/22")]),
        (["words", "Kite Annual Report", "", "2021/22"], [(2, "2021/22")]),
        (["Kite Annual Report:", "1st April 2021 to 31st March 2022"], [(1, "2021/22")]),
        (["Kite Annual Report", "", "", "", "2021/22"], []),  # too far below
        (["Kite Annual Report", "words", "2021/22"], []),
        (["Annual Report 2021/22 (page 3)"], []),
        (["Annual Report 2021/22 ........ 3"], []),
        (["The annual report 2021/22 " + "speaks of kites " * 5], []),
        (["Kite Annual Report"], []),
    ],
)
def test_an_annual_report_is_about_the_year_that_stands_beside_or_below_its_title(
    lines: list[str], years: list[tuple[int, str]]
) -> None:
    assert section_years(lines) == years


def test_an_annual_report_of_no_family_is_one_of_its_own() -> None:
    assert find_sections(["words", "Kite Annual Report 2021/22"], REGISTRY) == [Section(2, ANNUAL, "2021/22")]


def test_the_longest_mark_tells_the_family() -> None:
    monthly, quarterly = list(REGISTRY.families.values())[:2]
    families = {
        "a": monthly.model_copy(update={"id": "a", "marks": ("Kite report",)}),
        "b": quarterly.model_copy(update={"id": "b", "marks": ("Kite report of the quarter", "wind")}),
    }
    registry = cast("Registry", SimpleNamespace(families=families))
    sections = find_sections(["The Kite Report of the Quarter", "Kite report", "Wind"], registry)
    assert [section.family for section in sections] == ["b", "a", "b"]


def test_a_line_whose_mark_up_makes_it_long_opens_nothing() -> None:
    mark = next(family.marks[0] for family in REGISTRY.families.values() if family.marks)
    padding = 600 - len(mark) - len("<b ></b>")
    assert find_sections([f"<b {'x' * padding}>{mark}</b>"], REGISTRY) != []
    assert find_sections([f"<b {'x' * (padding + 1)}>{mark}</b>"], REGISTRY) == []


def test_a_line_of_the_agenda_opens_nothing() -> None:
    mark = next(family.marks[0] for family in REGISTRY.families.values() if family.marks)
    for line in (f"{mark} (pages 3 - 9)", f"minutes: {mark}", f"{mark} {'and kites ' * 20}", f"{mark} {' ' * 600}"):
        assert find_sections([line], REGISTRY) == []
