"""What counts as a figure or a missing mark when a document is taken apart."""

from __future__ import annotations

import pytest

from scorecard.text.figures import is_figure, is_missing_mark, is_plainly_a_figure, opens_with_figure


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
    "cell",
    [
        "",
        " ",
        "n/a",
        "-",
        "Jun-20",
        "June 2020",
        "2019/20",
        "2019 – 20",
        "Kites",
        "↑",
        "[text]",
        "Q1",
        "2019/20¹",
        "Jun-20 [note 3]",
    ],
)
def test_no_figures(cell: str) -> None:
    assert not is_figure(cell)


@pytest.mark.parametrize(
    ("cell", "missing"), [("-", True), ("N/A", True), ("TBC", True), (" na ", True), ("0", False), ("", False)]
)
def test_missing_marks(cell: str, missing: bool) -> None:
    assert is_missing_mark(cell) is missing


@pytest.mark.parametrize(
    ("cell", "bare"),
    [
        ("", True),
        ("65.5%", True),
        ("<1,651", True),
        ("£75,222", True),
        ("£1,075,222", False),
        ("n/a", False),
        ("6O3", False),
    ],
)
def test_what_is_short_and_bare_can_be_no_prose(cell: str, bare: bool) -> None:
    assert is_plainly_a_figure(cell) is bare


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("12", True),
        ("12.5% of kites", True),
        ("<5", True),
        ("12kg", False),
        ("kites 12", False),
        ("", False),
        ("-", False),
    ],
)
def test_a_text_opens_with_a_figure_that_stands_alone(text: str, opens: bool) -> None:
    assert opens_with_figure(text) is opens


def test_a_long_cell_that_only_holds_a_figure_is_about_it() -> None:
    about = "kites flew 12 days"
    assert is_figure(about.rjust(79, "k")) and not is_figure(about.rjust(80, "k"))
