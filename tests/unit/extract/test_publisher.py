"""Whose pack it is: councils in every form that they print, in the title before the text, and no guess."""

from __future__ import annotations

import pytest

from scorecard.extract.publisher import find_publisher
from scorecard.registry import load_registry

REGISTRY = load_registry()


def publisher(*lines: str) -> str | None:
    return find_publisher(lines, REGISTRY).name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("LONDON BOROUGH OF BROMLEY", "Bromley"),
        ("Royal Borough of Kensington and Chelsea", "Kensington and Chelsea"),
        ("ROYAL BOROUGH OF KINGSTON UPON THAMES", "Kingston upon Thames"),
        ("London Borough of Hammersmith & Fulham", "Hammersmith and Fulham"),
        ("Merthyr Tydfil County Borough Council", "Merthyr Tydfil"),
        ("City and County of Swansea", "Swansea"),
        ("City of York Council", "York"),
        ("CITY OF WOLVERHAMPTON COUNCIL", "Wolverhampton"),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("The City of Edinburgh Council", "Edinburgh"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("Wigan Metropolitan Borough Council", "Wigan"),
        ("Report of Wigan MBC", "Wigan"),
        ("Kent CC", "Kent"),
        ("LB Sutton", "Sutton"),
        ("Reading Children's Services", "Reading"),
        ("Cyngor Gwynedd", "Gwynedd"),
        ("Durham County Council", "County Durham"),
        ("Hull City Council", "Kingston upon Hull"),
        ("Newcastle City Council", "Newcastle upon Tyne"),
        ("Stoke on Trent City Council", "Stoke-on-Trent"),
        ("ST. HELENS BOROUGH COUNCIL", "St. Helens"),
        ("St Helens Council", "St. Helens"),
        ("Bournemouth, Christchurch and Poole Council", "Bournemouth, Christchurch and Poole"),
        ("Borough of Poole", "Poole"),
        ("BATH & NORTH EAST SOMERSET COUNCIL", "Bath and North East Somerset"),
        ("Bath and North East Somerset", "Bath and North East Somerset"),
        ("Children's services in Cornwall", "Cornwall"),
        ("Northamptonshire", "Northamptonshire"),
        ("North Yorkshire: monthly report", "North Yorkshire"),
        ("Harrow Council", "Harrow"),
        ("Harrow council, performance", "Harrow"),
        ("BURY", "Bury"),
        ("Reading Borough Council", "Reading"),
        ("Slough Children First", "Slough"),
        ("Birmingham Children’s Trust", "Birmingham"),
        ("www.towerhamlets.gov.uk", "Tower Hamlets"),
        ("see rbkc.gov.uk", "Kensington and Chelsea"),
        ("democracy.bathnes.gov.uk/agenda", "Bath and North East Somerset"),
        ("Newcastle-under-Lyme Borough Council", "Newcastle-under-Lyme"),
    ],
)
def test_authorities_of_the_list_in_every_form(title: str, name: str) -> None:
    assert publisher(title) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("EXAMPLETON BOROUGH COUNCIL", "Exampleton"),
        ("REPORT TO EXAMPLETON ON SEA COUNTY BOROUGH COUNCIL", "Exampleton on Sea"),
        ("The Kiteham County Council", "Kiteham"),
        ("Kite upon Wind Borough Council", "Kite upon Wind"),
        ("London Borough of Exampleton", "Exampleton"),
        ("CITY OF EXAMPLETON COUNCIL", "Exampleton"),
        ("Kiteham MBC", "Kiteham"),
        ("Kiteham Council", "Kiteham"),
        ("www.kite-on-wind.gov.uk", "Kite on Wind"),
    ],
)
def test_authorities_that_no_list_holds_where_a_councils_form_names_them(title: str, name: str) -> None:
    assert publisher(title) == name


@pytest.mark.parametrize(
    "line",
    [
        "Kites fly",
        "The Council",
        "County Council",
        "Looked After Children Council",
        "Children in Care Council",
        "Windham Youth Council",
        "Windham Parish Council",
        "Windham CC",
        "Windham Children's Services",
        "Rotherham\tRotherham\tRotherham",
        "Reading tests at the end of key stage 2",
        "Figures that were buried",
        "Present: Halton, York",
        "see www.gov.uk, education.gov.uk and assets.publishing.service.gov.uk",
        "write to info@kiteha m.gov.uk",
    ],
)
def test_what_only_looks_like_an_authority_is_none(line: str) -> None:
    assert publisher(line) is None


def test_words_within_words_and_words_of_the_language_name_nobody() -> None:
    slough = ["Slough Children First", "", "Results of reading tests. Reading was best in Bury Street."]
    assert publisher(*slough) == "Slough"
    assert (
        publisher("Wigan Council", "", "Children were placed in Salisbury and Newbury, in Bury twice. Bury.") == "Wigan"
    )
    assert publisher("Derby City Council", "", *["Derbyshire and North Derbyshire"] * 5) == "Derby"


def test_the_title_comes_before_the_text_however_often_that_names_another() -> None:
    text = [*[""] * 30, *["Figures of Leeds City Council are quoted in this long line of words for comparing."] * 9]
    opening = [f"Line {n} of words that open the paper" for n in range(30)]
    assert publisher("Barnsley", *opening, *text) == "Barnsley"
    assert publisher(*opening, *text) == "Leeds"


def test_a_line_of_nothing_but_a_name_is_a_title_of_its_own() -> None:
    assert publisher("Performance of June 2021", "Luton", "", "Benchmarks: Leeds 45, Sheffield 51, Leeds 46") == "Luton"


def test_labels_of_a_chart_are_no_titles() -> None:
    labels = ["Leeds", "Barnsley", "Sheffield"]
    opening = ["The report of this quarter for members who want to know how Barnsley Council does in all of this"] * 30
    assert publisher(*opening, *labels * 5, *["Leeds"] * 30) == "Barnsley"


def test_a_running_head_is_a_title() -> None:
    text = "As Leeds City Council says in its report to the members of its scrutiny panel, most plans are up to date."
    pages = [line for n in range(4) for line in (f"Wakefield Council    page {n}", *[text] * 5)]
    assert publisher(*["words that open the paper"] * 26, *pages) == "Wakefield"


def test_prose_counts_before_cells_and_cells_of_words_before_none() -> None:
    lines = ["Venue:\tThe Windham Borough Council offices", "Kiteham Borough Council"]
    assert publisher(*lines) == "Kiteham"
    assert publisher(*lines[:1]) == "Windham"


def test_the_one_that_is_named_most_often_counts_and_two_that_are_named_alike_leave_it_open() -> None:
    two = ["Leeds City Council and Bradford Council"]
    assert publisher(*two, "Leeds City Council") == "Leeds"
    open_ = find_publisher(two, REGISTRY)
    assert (open_.name, open_.named) == (None, (("Leeds", 1), ("Bradford", 1)))


def test_a_name_in_the_text_counts_if_its_council_has_a_folder_or_it_stands_there_often() -> None:
    opening = ["words that open the paper"] * 30
    assert publisher(*opening, "The foster carers of Rotherham were thanked for what they do every day.") == "Rotherham"
    line = "The foster carers of Gateshead were thanked for all of what they do each and every day."
    assert publisher(*opening, line) is None
    assert publisher(*opening, *[line] * 3) == "Gateshead"
