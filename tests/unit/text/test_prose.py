"""What is running text, and what names a person or a way to reach one. All people here are invented."""

from __future__ import annotations

import pytest

from scorecard.text.marks import NO_DATA
from scorecard.text.prose import PROSE, heads_persons, is_personal, is_prose, marker_of


@pytest.mark.parametrize(
    "cell",
    [
        "a.kite@example.org",
        "Tel 01234 " + "567890",
        "+44 7700 " + "900123",
        "+44 (0)1234 " + "567890",
        "020 7946 " + "0123",
        "(01234) " + "567890",
        "01234 " + "56 78 90",
        "0123 " + "456 789",
        "5 01234-" + "567-890",
        "01234" + "567890",
        "943 476 " + "5919",
        "A1234567" + "89012",
        "Cllr A. Example",
        "Mrs Example",
        "PROF. Example",
    ],
)
def test_ways_to_name_or_reach_a_person(cell: str) -> None:
    assert is_personal(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "603",
        "1,651,000",
        "12 345 678",
        "0 12 345 678",
        "£0 12 345 678",
        "1 012 " + "345 678",
        "0 10 20 30 40 50",
        "01 02 03 04 05 06",
        "0.012345678",
        "250 500 1000",
        "943 476 5918",
        "Number of kites",
        "65.5% @ 2020",
        "0.5",
        "mr",
        "drives 12 km",
        "2019/20",
    ],
)
def test_no_person(cell: str) -> None:
    assert not is_personal(cell)


def test_prose_is_long_or_marked_up_or_made_of_sentences() -> None:
    sentence = "The kites flew high in the wind. They came down again later that day."
    assert is_prose(sentence, label=False) and not is_prose(sentence, label=True)
    assert is_prose("<p>kites</p>", label=True) and is_prose("• kites fly • kites fall down", label=True)
    assert is_prose("kite " * 17, label=False) and not is_prose("kite " * 17, label=True)
    assert is_prose("kite " * 50, label=True)
    assert not is_prose("Number of kites (excluding those in the north)", label=False)
    assert is_prose("A kite flew north. It came down in the field.", label=False)
    assert not is_prose("A kite flew north. It came down here.", label=False)
    assert not is_prose("603", label=False) and not is_prose("", label=False)


def test_a_long_cell_that_opens_with_a_figure_is_kept_up_to_the_length_of_a_label() -> None:
    assert not is_prose("12.5% " + "kite " * 20, label=False)
    assert is_prose("12.5% " + "kite " * 50, label=False)


@pytest.mark.parametrize(
    ("header", "persons"),
    [
        ("Name", True),
        ("Owners", True),
        ("* Lead officer", True),
        ("The name of the kite flyer", True),
        ("Members present", True),
        ("Number of kites", False),
        ("Kite names", False),
        ("Leading kites", False),
        ("", False),
    ],
)
def test_a_header_says_that_persons_are_named_below(header: str, persons: bool) -> None:
    assert heads_persons(header) is persons


@pytest.mark.parametrize(
    ("cell", "marker"),
    [
        ("There is no data for kites this month.", NO_DATA),
        ("Data is not available for kites", NO_DATA),
        ("No performance data for kites", NO_DATA),
        ("No data quality issues were found with kites", PROSE),
        ("No data for 12% of kites", PROSE),
        ("No data, ask Cllr A. Example", PROSE),
        ("Kites flew all day.", PROSE),
        ("no data " + "kite " * 50, PROSE),
    ],
)
def test_the_marker_of_running_text_keeps_only_that_it_says_there_is_no_figure(cell: str, marker: str) -> None:
    assert marker_of(cell) == marker
