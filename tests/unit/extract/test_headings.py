"""Headings and dates of a document: only words of the field pass, and dates are those that the text gives."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.extract.dates import find_dates
from scorecard.extract.headings import find_title, heading_above, vocabulary
from scorecard.extract.publisher import find_publisher
from scorecard.extract.sections import find_sections
from scorecard.registry import load_registry

REGISTRY = load_registry()
WORDS = vocabulary(REGISTRY)


@pytest.mark.parametrize(
    ("line", "as_at"),
    [
        ("As at Month End: June 2020", date(2020, 6, 30)),
        ("as at period end February 2020", date(2020, 2, 29)),
        ("Data as at 31st March 2023", date(2023, 3, 31)),
        ("at the end of September 2021", date(2021, 9, 30)),
        ("Tuesday, 1st September 2020", date(2020, 9, 30)),
    ],
)
def test_the_month_that_a_pack_speaks_of(line: str, as_at: date) -> None:
    found = find_dates([line])
    assert found is not None and found.as_at == as_at


def test_the_month_that_is_named_most_often_counts_and_the_meeting_is_the_publication() -> None:
    lines = ["Tuesday 1st September 2020", "as at month end: May 2020", *["as at month end: June 2020"] * 2]
    found = find_dates(lines)
    assert found is not None and (found.as_at, found.published) == (date(2020, 6, 30), date(2020, 9, 1))


@pytest.mark.parametrize(
    "line", ["", "June 2020", "as at month end: Smarch 2020", "Monday 32nd June 2020", "as at 1999"]
)
def test_no_date_is_made_up(line: str) -> None:
    assert find_dates([line]) is None


def test_the_nearest_heading_of_known_words_stands_over_a_table() -> None:
    lines = ["CARE LEAVERS", "LOOKED AFTER CHILDREN", "words", "a\tb"]
    assert heading_above(lines, 4, WORDS) == "LOOKED AFTER CHILDREN"
    assert heading_above(["1.2 Looked After Children", "a\tb"], 2, WORDS) == "Looked After Children"
    assert heading_above(["**PLACEMENTS**", "a\tb"], 2, WORDS) == "PLACEMENTS"


@pytest.mark.parametrize(
    "line",
    [
        "ADA KITEMAN",
        "LOOKED AFTER BY ADA KITEMAN",
        "Looked after children",
        "CARE 12345",
        "CARE: LEAVERS",
        "<SCRIPT>",
        "../",
    ],
)
def test_no_name_or_hostile_text_passes_as_a_heading(line: str) -> None:
    assert heading_above([line, "a\tb"], 2, WORDS) is None


def test_a_heading_out_of_reach_is_none() -> None:
    assert heading_above(["PLACEMENTS", *[""] * 70, "a\tb"], 72, WORDS) is None


def test_a_title_is_made_of_known_words() -> None:
    assert find_title(["Ada Kiteman", "CORPORATE PARENTING PANEL"], WORDS) == "Corporate Parenting Panel"
    assert find_title(["Ada Kiteman's panel", "123"], WORDS) is None


def test_the_publisher_is_the_authority_that_the_text_names_most_often() -> None:
    assert find_publisher(["www.kiteham.gov.uk", "Kiteham and Kiteham"], REGISTRY) == "Kiteham"
    for line in ("The Kiteham Borough Council", "For Kiteham City Council", "In The Kiteham County Council"):
        assert find_publisher([line], REGISTRY) == "Kiteham"
    assert find_publisher(["Kite upon Wind Borough Council"], REGISTRY) == "Kite upon Wind"
    assert find_publisher(["Kites fly"], REGISTRY) is None
    assert find_publisher(["Rotherham\tRotherham\tRotherham"], REGISTRY) is None


def test_a_report_family_starts_where_its_mark_stands() -> None:
    family = next(f for f in REGISTRY.families.values() if f.marks)
    (section,) = find_sections(["words", family.marks[0]], REGISTRY)[:1]
    assert section.line == 2
    assert find_sections([f"{family.marks[0]}\t603"], REGISTRY) == []
