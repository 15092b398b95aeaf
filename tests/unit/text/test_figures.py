"""What counts as a figure, a missing mark, prose or a person when a document is taken apart."""

from __future__ import annotations

import pytest

from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.plain import plain
from scorecard.text.prose import is_personal, is_prose


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "603",
            "1,651",
            "65.5%",
            "-£139",
            "£75,222",
            "144 of 220",
            "4 out of 5",
            "581/603",
            "14-20",
            "2.71% (7)",
            "<33%",
        ),
        *("33%>", "35%+", "10.8%<", "8.4% (2014/15) / 9.0% Autumn Term 2015", "+/-5 of 158.8"[3:], "603*", "**65.5%**"),
        *("6.5 days", "about 12 days", "106.5 per 10,000 resident population", "Kites (12)", "0"),
    ],
)
def test_figures(cell: str) -> None:
    assert is_figure(cell)


@pytest.mark.parametrize(
    "cell", ["", " ", "n/a", "-", "Jun-20", "June 2020", "2019/20", "2019 – 20", "Kites", "↑", "[text]", "Q1"]
)
def test_no_figures(cell: str) -> None:
    assert not is_figure(cell)


@pytest.mark.parametrize(
    ("cell", "missing"), [("-", True), ("N/A", True), ("TBC", True), (" na ", True), ("0", False), ("", False)]
)
def test_missing_marks(cell: str, missing: bool) -> None:
    assert is_missing_mark(cell) is missing


@pytest.mark.parametrize(
    "cell",
    [
        "a.kite@example.org",
        "Tel 01234 " + "567890",
        "+44 7700 " + "900123",
        "Cllr A. Example",
        "Mrs Example",
        "PROF. Example",
    ],
)
def test_ways_to_name_or_reach_a_person(cell: str) -> None:
    assert is_personal(cell)


@pytest.mark.parametrize(
    "cell", ["603", "1,651,000", "Number of kites", "65.5% @ 2020", "0.5", "mr", "drives 12 km", "2019/20"]
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
    assert not is_prose("603", label=False) and not is_prose("", label=False)


def test_a_long_cell_that_opens_with_a_figure_is_kept_up_to_the_length_of_a_label() -> None:
    assert not is_prose("12.5% " + "kite " * 20, label=False)
    assert is_prose("12.5% " + "kite " * 50, label=False)


def test_plain_takes_mark_up_and_blanks_away_and_nothing_else() -> None:
    assert plain(" <b>65.5%</b>\u00a0 ** x ") == "65.5% x"
    assert plain("< 5 and > 3") == "< 5 and > 3" and plain("<33%") == "<33%"
