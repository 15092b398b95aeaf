"""Percentages of printed counts: what each rule tells a reader, and which ordinary mistake it names."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from scorecard.schema import conform
from scorecard.validate.rules import hidden_children, percentage, rounding_habit
from scorecard.validate.rules.shared import percentages, rounding
from scorecard.validate.rules.shared.causes.shares import suggested_shares
from tests.unit.validate.frames import figure, observations, share, tables

NO_TABLES: dict[str, pl.DataFrame] = {}


def cells(*rows: dict[str, Any]) -> pl.DataFrame:
    return percentages.with_habit(percentages.percentage_cells(observations(*rows)))


# ---- hidden children and rounding habits


def test_what_is_said_of_a_nought_that_stands_for_somebody_and_of_an_all_that_leaves_somebody_out() -> None:
    compared = hidden_children.compare(tables(share(1, "0%", 1, 250), share(2, "100%", 249, 250)), None)  # type: ignore[arg-type]
    told = hidden_children.explain(compared.rows, compared.rows, NO_TABLES)
    assert told.select("severity", "explanation", "expected").rows() == [
        (
            "information",
            "Number of children, June 2020: 0% stands for 1 of 250: rounded, but not none.",
            "a mark for low",
        ),
        (
            "information",
            "Number of children, June 2020: 100% stands for 249 of 250: rounded, but not all.",
            "a mark for nearly all",
        ),
    ]


@pytest.mark.parametrize("rule", [hidden_children, rounding_habit, percentage])
def test_without_percentages_beside_their_counts_the_rule_says_that_it_did_not_run(rule: Any) -> None:
    assert rule.compare(tables(figure(1)), None).not_run == ["no percentage is printed beside its x of y"]
    assert rule.compare(tables(share(1, "50.0%", 1, 2)), None).not_run == []


@pytest.mark.parametrize(
    ("habit", "broken", "words"),
    [
        ("cut off", 0, "This table cuts off decimals instead of rounding them: 4 percentages show it, none breaks it."),
        ("always up", 1, "This table rounds every percentage up: 4 percentages show it, one cell breaks even that."),
        (
            "half to even",
            2,
            "This table rounds an exact half to the even digit: 4 percentages show it, 2 cells break even that.",
        ),
    ],
)
def test_what_is_said_of_a_tables_rounding(habit: str, broken: int, words: str) -> None:
    rows = pl.DataFrame({"document": ["pack"], "table": ["t"], "habit": [habit], "explained": [4], "broken": [broken]})
    told = rounding_habit.explain(rows, rows, NO_TABLES).row(0, named=True)
    assert told["explanation"] == words
    assert (told["severity"], told["expected"], told["published"]) == ("information", "half up", habit)


def test_a_table_is_told_at_the_first_of_its_percentages() -> None:
    rows = [share(line, "50.0%", 1, 2) for line in (7, 5, 9)]
    habits = rounding_habit.compare(tables(*rows), None).rows  # type: ignore[arg-type]
    assert habits.select("line", "checked", "habit", "explained", "broken").rows() == [(5, 3, "half up", 0, 0)]


def test_a_share_of_nothing_shows_no_habit() -> None:
    rows = [share(line, "66.6%", 2, 3) for line in (1, 2, 3)]
    with_nothing = [*rows, *[share(line, "5.0%", 0, 0) for line in (4, 5)]]
    habit = percentages.table_habits(percentages.percentage_cells(observations(*with_nothing))).row(0, named=True)
    assert (habit["checked"], habit["habit"], habit["explained"], habit["broken"]) == (3, "cut off", 3, 0)


@pytest.mark.parametrize(
    ("cut", "rounded", "habit"), [(3, 0, "cut off"), (2, 0, "half up"), (4, 2, "cut off"), (3, 2, "half up")]
)
def test_a_habit_needs_three_figures_and_twice_as_many_as_break_it(cut: int, rounded: int, habit: str) -> None:
    rows = [share(n, "66.6%", 2, 3) for n in range(cut)] + [share(10 + n, "66.7%", 2, 3) for n in range(rounded)]
    assert set(cells(*rows)["habit"]) == {habit}


def test_what_a_tables_habit_makes_of_x_of_y() -> None:
    rows = [share(n, "66.6%", 2, 3) for n in range(3)]
    assert cells(*rows, share(9, "91.9%", 412, 448))["expected_units"].to_list() == [666, 666, 666, 919]
    assert cells(share(9, "91.9%", 412, 448))["expected_units"].to_list() == [920]


# ---- whole-number rounding


def rounded(habit: str, x: float, y: float, decimals: int = 0) -> int:
    columns = (np.array([float(v)]) for v in (0, decimals, x, y))
    return int(rounding.read_shares(*columns).rounded(habit)[0])


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (1, 8, (13, 12, 12, 13)),
        (3, 8, (38, 38, 37, 38)),
        (1, 3, (33, 33, 33, 34)),
        (2, 3, (67, 67, 66, 67)),
        (1, 4, (25, 25, 25, 25)),
        (-1, 8, (-13, -12, -12, -13)),
        (0, 5, (0, 0, 0, 0)),
        (2.5, 10, (25, 25, 25, 25)),
    ],
)
def test_a_share_rounded_by_each_habit(x: float, y: float, expected: tuple[int, int, int, int]) -> None:
    assert tuple(rounded(habit, x, y) for habit in rounding.HABITS) == expected


@pytest.mark.parametrize(("x", "y", "tie"), [(1, 8, True), (1, 3, False), (1, 4, False), (3, 8, True), (1, 0, False)])
def test_a_tie_lies_exactly_half_way(x: int, y: int, tie: bool) -> None:
    columns = (np.array([float(v)]) for v in (0, 0, x, y))
    assert bool(rounding.read_shares(*columns).is_tie()[0]) is tie


def test_numbers_too_large_for_64_bits_are_exact_all_the_same() -> None:
    x, y = 2.0**52, 2.0**52 + 1
    columns = (np.array([v]) for v in (100.0, 5.0, x, y))
    shares = rounding.read_shares(*columns)
    assert bool(shares.defined[0]) and int(shares.rounded("cut off")[0]) == 9_999_999


@pytest.mark.parametrize(("printed", "agrees"), [(12.0, True), (13.0, True), (11.0, False), (14.0, False)])
def test_a_percentage_agrees_within_half_of_its_last_decimal(printed: float, agrees: bool) -> None:
    columns = (np.array([v]) for v in (printed, 0.0, 1.0, 8.0))
    assert bool(rounding.agrees(rounding.read_shares(*columns))[0]) is agrees


@pytest.mark.parametrize(
    ("printed", "decimals", "of", "fitting"),
    [(50, 0, 2, [1]), (51, 0, 2, []), (0, 0, 3, [0]), (100, 0, 3, [3]), (33, 0, 300, [98, 99, 100]), (125, 1, 8, [1])],
)
def test_the_numerators_that_fit(printed: int, decimals: int, of: int, fitting: list[int]) -> None:
    assert list(rounding.numerators_that_fit(printed, decimals, of)) == fitting


# ---- the words of a failing percentage


def told(*rows: dict[str, Any], **others: pl.DataFrame) -> dict[str, Any]:
    """The finding about the last of some percentages."""
    material = tables(*rows, **others)
    compared = percentage.compare(material, None).rows  # type: ignore[arg-type]
    return percentage.explain(compared.tail(1), compared, material).row(0, named=True)


def test_a_figure_rounded_as_usual_in_a_table_that_cuts_off_says_so() -> None:
    rows = [share(line, "66.6%", 2, 3) for line in (1, 2, 3, 4)]
    said = told(*rows, share(9, "66.7%", 2, 3))["explanation"]
    assert said.endswith("That is half up, while the table otherwise is: cut off."), said


@pytest.mark.parametrize(
    ("printed", "x", "y", "words"),
    [
        (
            "49.9%",
            131,
            138,
            "49.9% is printed for 131 of 138, which is 94.927…% and rounds to 94.9%. "
            "No whole number out of 138 gives 49.9%.",
        ),
        (
            "25%",
            1,
            2,
            "25% is printed for 1 of 2, which is 50.00% and rounds to 50%. No whole number out of 2 gives 25%.",
        ),
        (
            "94.6%",
            131,
            148,
            "94.6% is printed for 131 of 148, which is 88.513…% and rounds to 88.5%. Only 140 of 148 gives 94.6%.",
        ),
        (
            "93%",
            412,
            448,
            "93% is printed for 412 of 448, which is 91.96…% and rounds to 92%. 415 to 418 of 448 give 93%.",
        ),
        (
            "40%",
            60,
            118,
            "40% is printed for 60 of 118, which is 50.84…% and rounds to 51%. Only 47 of 118 gives 40%.",
        ),
        (
            "33%",
            75,
            150,
            "33% is printed for 75 of 150, which is 50.00% and rounds to 50%. 49 or 50 of 150 give 33%.",
        ),
        (
            "12.5%",
            2.5,
            30,
            "12.5% is printed for 2.5 of 30, which is 8.333…% and rounds to 8.3%. "
            "No whole number out of 30 gives 12.5%.",
        ),
    ],
)
def test_the_whole_sentence(printed: str, x: float, y: float, words: str) -> None:
    assert told(share(1, printed, x, y))["explanation"] == f"Number of children, June 2020: {words}"


def test_against_the_month_before_the_direction_changes() -> None:
    row = told(share(1, "94.0%", 47, 50, month=5), share(2, "93.9%", 116, 123, month=6))
    assert row["explanation"].endswith(" Against 94% the month before, the direction changes.")
    assert row["severity"] == "error"


def test_a_month_before_of_another_series_or_printed_twice_tells_nothing() -> None:
    june = share(2, "93.9%", 116, 123, month=6)
    for other in (
        {"area": "East"},
        {"breakdown": "b"},
        {"indicator": "other"},
        {"table": "t"},
        {"period_kind": "quarter"},
    ):
        assert told(share(1, "94.0%", 47, 50, month=5, **other), june)["severity"] == "warning"
    twice = [share(line, "94.0%", 47, 50, month=5) for line in (1, 3)]
    assert told(*twice, june | {"line": 9})["severity"] == "warning"


def test_a_count_or_a_year_is_no_month_before() -> None:
    before = share(1, "94.0%", 47, 50, month=5)
    june = share(2, "93.9%", 116, 123, month=6)
    assert told(before | {"unit": "count"}, june)["severity"] == "warning"
    assert told(before, june | {"period_kind": "financial_year"})["severity"] == "warning"


def test_two_consequences_are_told_in_the_order_of_their_words() -> None:
    bands = conform(
        "thresholds",
        pl.DataFrame(
            [
                {"document": "pack", "indicator": "reviews_share", "band": "red", "upper": 94.0, "upper_closed": False},
                {
                    "document": "pack",
                    "indicator": "reviews_share",
                    "band": "green",
                    "lower": 94.0,
                    "lower_closed": True,
                },
            ]
        ),
    )
    row = told(share(1, "94.0%", 47, 50, month=5), share(2, "93.9%", 116, 123, month=6), thresholds=bands)
    assert row["explanation"].endswith(
        " Against 94% the month before, the direction changes. The printed figure falls into red, x of y into green."
    )


def test_habits_are_told_in_the_order_of_their_tables() -> None:
    names = ("kites", "apples", "zebras", "bears", "owls")
    rows = [share(n, "50.0%", 1, 2, table=name) for n, name in enumerate(names)]
    habits = rounding_habit.compare(tables(*rows), None).rows  # type: ignore[arg-type]
    assert habits["table"].to_list() == sorted(names)


# ---- the ordinary mistakes


def named(*rows: dict[str, Any]) -> str | None:
    """What is suggested for the last of some percentages."""
    compared = cells(*rows)
    return suggested_shares(compared.tail(1), compared)["suggestion"].item()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("printed", "x", "y", "words"),
    [
        ("9.5%", 131, 138, "the printed percentage is ten times too low, its decimal point has moved"),
        ("949%", 131, 138, "the printed percentage is ten times too high, its decimal point has moved"),
        ("0.949%", 131, 138, "the printed percentage is a hundred times too low, its decimal point has moved"),
        ("9493%", 131, 138, "the printed percentage is a hundred times too high, its decimal point has moved"),
        ("5.1%", 131, 138, "it is the share of the others (100% less the percentage of x of y)"),
        ("105.3%", 131, 138, "numerator and denominator have been exchanged"),
        ("49.9%", 131, 138, "two digits of the percentage have changed places (49.9 for 94.9)"),
        ("94.9%", 131, 183, "two digits of the denominator have changed places (183 for 138)"),
        ("94.9%", 113, 138, "two digits of the numerator have changed places (113 for 131)"),
        ("84.9%", 131, 138, "one digit of the percentage is wrong (84.9 for 94.9)"),
        ("90.9%", 131, 138, "one digit of the percentage is wrong (90.9 for 94.9)"),
        ("94.8%", 131, 138, None),
        ("80.9%", 131, 138, None),
        ("4.9%", 131, 138, None),
    ],
)
def test_mistakes_that_need_no_other_figure(printed: str, x: int, y: int, words: str | None) -> None:
    assert named(share(1, printed, x, y)) == (f"Fits exactly: {words}." if words else None)


JUNE = {"month": 6, "cell": 4}


@pytest.mark.parametrize(
    ("line", "place", "where"),
    [
        (9, {"month": 5, "cell": 4}, "the row above (2020-05)"),
        (11, {"month": 5, "cell": 4}, "the row below (2020-05)"),
        (10, {"month": 6, "cell": 7, "indicator": "other"}, "the neighbouring column (2020-06)"),
        (9, {"month": 5, "cell": 5}, None),
        (8, {"month": 5, "cell": 4}, None),
        (10, {"month": 6, "cell": 7, "table": "another"}, None),
    ],
)
def test_the_counts_of_a_neighbour(line: int, place: dict[str, Any], where: str | None) -> None:
    between = [share(9, "50.0%", 1, 2, month=1, cell=9, indicator="far"), share(11, "50.0%", 1, 2, month=1, cell=9)]
    neighbour = share(line, "88.0%", 44, 50, **place)
    compared = cells(neighbour, share(10, "55.0%", 44, 80, **JUNE), *between)
    wrong = share(10, "90.0%", 45, 80, **JUNE)
    compared = cells(neighbour, wrong, *between)
    asked = compared.filter((pl.col("line") == 10) & (pl.col("cell") == 4))
    suggestion = suggested_shares(asked, compared)["suggestion"].item()
    expected = f"Fits exactly: divided by 50, the denominator of {where}." if where else None
    assert suggestion == expected


def test_the_numerator_and_the_whole_figure_of_a_neighbour() -> None:
    above = share(9, "88.0%", 44, 50, month=5, cell=4)
    numerator = named(above, share(10, "55.0%", 60, 80, **JUNE))
    assert numerator == "Fits exactly: divides 44, the numerator of the row above (2020-05)."
    whole = named(above, share(10, "88.0%", 60, 79, **JUNE))
    assert whole == "Fits exactly: it is the share of the row above (2020-05): 44 of 50."


def test_the_same_month_a_year_earlier() -> None:
    earlier = share(3, "88.0%", 44, 50, month=6, cell=4) | {
        "period": "2019-06",
        "period_start": date(2019, 6, 1),
        "period_end": date(2019, 6, 30),
    }
    between = share(7, "50.0%", 1, 2, month=1, cell=9)
    suggestion = named(earlier, between, share(10, "90.0%", 45, 80, **JUNE))
    assert suggestion == "Fits exactly: divided by 50, the denominator of the same period a year earlier (2019-06)."
    other = named(earlier | {"indicator": "other"}, between, share(10, "90.0%", 45, 80, **JUNE))
    assert other is None


def test_a_mistake_that_makes_everything_or_nothing_explains_nothing() -> None:
    above = share(9, "100.0%", 45, 45, month=5, cell=4)
    assert named(above, share(10, "100.0%", 45, 80, **JUNE)) is None


def test_a_mistake_must_fit_in_the_rounding_of_its_own_table() -> None:
    others = "Fits exactly: it is the share of the others (100% less the percentage of x of y)."
    cut_off = [share(n, "66.6%", 2, 3, month=n, cell=n) for n in (1, 2, 3)]
    assert named(share(9, "33.4%", 2, 3)) is None, "66.6% is cut off"
    assert named(*cut_off, share(9, "33.4%", 2, 3, cell=9)) == others
    assert named(*cut_off, share(9, "33.3%", 2, 3, cell=9)) == others, "half up is usual in any table"
    assert named(*cut_off, share(9, "41.2%", 2, 3, cell=9)) is None


def test_a_tie_may_have_gone_to_the_even_digit_where_the_table_does_so() -> None:
    to_even = [
        share(n, printed, x, y, month=n, cell=n)
        for n, (printed, x, y) in enumerate((("12%", 1, 8), ("62%", 5, 8), ("2%", 1, 40)), 1)
    ]
    words = "Fits exactly: it is the share of the others (100% less the percentage of x of y)."
    assert named(*to_even, share(9, "88%", 1, 8, cell=9)) == words
    assert named(share(9, "88%", 1, 8)) is None


@pytest.mark.parametrize(("noughts", "fits"), [(1, True), (1_000, True), (10_000, False)])
def test_digits_of_counts_with_up_to_six_change_places(noughts: int, fits: bool) -> None:
    x, y, meant = (number * noughts for number in (131, 183, 138))
    words = f"Fits exactly: two digits of the denominator have changed places ({y} for {meant})."
    assert named(share(1, "94.9%", x, y)) == (words if fits else None)


def test_two_decimals_that_are_not_exact_in_binary_keep_their_digits() -> None:
    words = "Fits exactly: two digits of the percentage have changed places (1.15 for 1.51)."
    assert named(share(1, "1.15%", 302, 20_000)) == words


def test_a_percentage_of_two_digits_may_have_a_wrong_first_one() -> None:
    assert named(share(1, "37%", 10, 37)) == "Fits exactly: one digit of the percentage is wrong (37 for 27)."


def test_a_neighbour_that_makes_nothing_explains_nothing_but_one_in_a_hundred_does() -> None:
    assert named(share(9, "0%", 0, 50, month=5, cell=4), share(10, "0%", 4, 50, **JUNE)) is None
    one = named(share(9, "1%", 1, 100, month=5, cell=4), share(10, "1%", 5, 100, **JUNE))
    assert one == "Fits exactly: divides 1, the numerator of the row above (2020-05)."


def test_a_neighbour_with_the_same_denominator_lends_its_numerator_alone() -> None:
    told = named(share(9, "88.0%", 44, 80, month=5, cell=4), share(10, "55.0%", 60, 80, **JUNE))
    assert told == "Fits exactly: divides 44, the numerator of the row above (2020-05)."


def test_a_neighbour_without_a_period_is_named_as_such() -> None:
    told = named(share(9, "88.0%", 44, 50, cell=4, period=None), share(10, "90.0%", 45, 80, **JUNE))
    assert told == "Fits exactly: divided by 50, the denominator of the row above (no period)."


@pytest.mark.parametrize(
    ("asked", "first", "then"),
    [
        ((9.1, 1, 10, 11), "the printed percentage is ten times too low", "it is the share of the others"),
        ((316.0, 0, 37, 117), "the printed percentage is ten times too high", "numerator and denominator have been"),
        ((9.0, 1, 9, 1000), "two digits of the denominator", "two digits of the percentage"),
        ((9.0, 1, 9, 1000), "two digits of the percentage", "the printed percentage is ten times too high"),
    ],
)
def test_the_likelier_mistake_is_named_first(asked: tuple[float, int, int, int], first: str, then: str) -> None:
    value, decimals, x, y = asked
    told = named(share(1, f"{value:.{decimals}f}%", x, y)) or ""
    assert 0 < told.find(first) < told.find(then)


def test_what_is_marked_as_missing_is_no_percentage_whatever_stands_there() -> None:
    rows = observations(share(1, "50.0%", 1, 2), share(2, "50.0%", 1, 2, status="missing"))
    assert percentages.with_counts(rows)["line"].to_list() == [1]
