"""What belongs to a page: page numbers, running titles, form feeds, blank lines."""

from __future__ import annotations

import pytest

from scorecard.extract.furniture import is_furniture, is_near, running_titles


@pytest.mark.parametrize(
    ("text", "furniture"),
    [
        ("12", True),
        ("Page 3", True),
        ("Page 3 of 96", True),
        ("3 of 96", True),
        ("This page is intentionally left blank", True),
        ("Kite Performance - June 2020", True),
        ("Kite Performance - Smarch 2020", False),
        ("1234", False),
        ("65.5%", False),
        ("Kites", False),
        ("", False),
    ],
)
def test_a_page_number_or_running_title(text: str, furniture: bool) -> None:
    assert is_furniture(text) is furniture


@pytest.mark.parametrize(
    ("between", "near"),
    [
        ([], True),
        (["words", "more words"], True),  # two lines may say what they like
        (["", "", ""], False),  # blank lines alone end no page
        (["", "12", ""], True),
        (["", "\f", ""], True),
        (["", "words", ""], False),
        (["", "Kites, part 4", ""], True),  # a running title
        (["12", *[""] * 9], True),
        (["12", *[""] * 10], False),
    ],
)
def test_two_runs_are_near_with_two_lines_or_a_pages_end_between(between: list[str], near: bool) -> None:
    assert is_near(between, {"Kites, part #"}) is near


def test_a_running_title_is_printed_four_times_whatever_its_number() -> None:
    lines = [line for number in range(4) for line in (f"Kites, part {number}", f"words {'x' * number}", "a\t1")]
    assert running_titles(lines) == {"Kites, part #"}
    assert running_titles(lines[:-3]) == set()
    assert running_titles([f"{'kite ' * 18}{n}" for n in range(4)]) == set()  # longer than a title
