"""The exposure report lists every small number that a cell or a sentence tells of, and nothing else."""

from __future__ import annotations

import pytest

from scorecard.disclosure import exposure
from tests.unit.disclosure.packs import REGISTRY, claim, exposed, tables_of
from tests.unit.validate.rule_frames import figure, x_of_y


@pytest.mark.parametrize(
    ("published", "told"),
    [("0", []), ("1", [(1, "count", 1)]), ("5", [(1, "count", 5)]), ("6", []), (None, [])],
)
def test_counts_of_one_to_five_are_exposed(published: str | None, told: list[object]) -> None:
    assert exposed(figure("due", "2020-06", published, line=1)) == told


@pytest.mark.parametrize(
    ("x", "y", "told"),
    [
        (3, 40, [(1, "numerator", 3)]),
        (37, 40, [(1, "rest", 3)]),
        (2, 4, [(1, "numerator", 2), (1, "rest", 2)]),
        (0, 40, []),
        (40, 40, []),
        (20, 40, []),
    ],
)
def test_x_of_y_exposes_a_small_x_and_a_small_rest(x: int, y: int, told: list[object]) -> None:
    assert exposed(x_of_y("seen_share", "2020-06", x, y, line=1)) == told


def test_one_x_of_y_in_two_rows_is_exposed_once() -> None:
    pair = x_of_y("seen_share", "2020-06", 3, 40, line=1)
    percentage = figure("seen_share", "2020-06", "7.5%", line=1, cell=2, x=3, y=40)
    assert exposed(pair, percentage) == [(1, "numerator", 3)]


@pytest.mark.parametrize(
    ("share", "y", "told"),
    [
        ("7.5%", "40", [(2, "derived-numerator", 3)]),
        ("92.5%", "40", [(2, "derived-rest", 3)]),
        ("50.0%", "40", []),
        ("0.0%", "40", []),
        # 7 % of 400 can be 26 to 29, and 0.8 % of 400 only 3
        ("7%", "400", []),
        ("0.8%", "400", [(2, "derived-numerator", 3)]),
    ],
)
def test_a_percentage_of_a_printed_whole_exposes_the_one_x_that_fits(share: str, y: str, told: list[object]) -> None:
    rows = [figure("due", "2020-06", y, line=1), figure("seen_share", "2020-06", share, line=2)]
    assert exposed(*rows) == told


def test_a_percentage_without_its_whole_exposes_nobody() -> None:
    assert exposed(figure("seen_share", "2020-06", "7.5%", line=2)) == []


def test_averages_comparators_and_targets_expose_nobody() -> None:
    rows = [
        figure("days", "2020-06", "3", line=1),
        figure("due", "latest", "3", line=2, area="National average"),
    ]
    assert exposed(*rows, claims=[claim("due", "2020-06", 3.0, relation="target")]) == []


def test_sentences_are_listed_with_or_without_a_known_measure() -> None:
    said = [
        claim("due", "2020-06", 3.0, line=50),
        claim(None, None, 4.0, line=51),
        claim(None, "2020-06", None, line=52, unit="ratio", numerator=38.0, denominator=40.0, relation="of"),
        claim(None, None, 4.0, line=53, unit="days"),
    ]
    assert exposed(claims=said) == [(50, "count", 3), (51, "count", 4), (52, "rest", 2)]


def test_a_percentage_of_a_sentence_counts_with_the_decimals_that_it_prints() -> None:
    """5.0% of 60 is 3 and nothing else; 5% of 200 may be 9 to 10."""
    due = figure("due", "2020-06", "60", line=1)
    exact, rough = (
        claim("seen_share", "2020-06", 5.0, line=line, unit="percent", published=text)
        for line, text in ((50, "5.0%"), (51, "5%"))
    )
    assert exposed(due, claims=[exact]) == [(50, "derived-numerator", 3)]
    assert exposed(figure("due", "2020-06", "200", line=1), claims=[rough]) == []


def test_the_words_say_where_and_what() -> None:
    tables = tables_of(figure("due", "2020-06", "40", line=1), figure("seen_share", "2020-06", "7.5%", line=2))
    report = exposure(tables["observations"], tables["claims"], REGISTRY, tables["documents"])
    assert report["words"].to_list() == [
        "A cell on line 2 tells of Seen share, Town, 2020-06: 7.5% can only be 3 of 40."
    ]
