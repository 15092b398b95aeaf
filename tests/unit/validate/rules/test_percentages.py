"""What the percentage rule says: habits per table, words, severity by consequence, likely causes."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.schema import conform
from scorecard.validate.rules import percentage
from scorecard.validate.rules.shared import percentages, rounding
from scorecard.validate.rules.shared.causes.shares import suggested_shares
from tests.unit.validate.frames import figure, observations, share, tables


def looked_at(*rows: dict[str, object]) -> pl.DataFrame:
    return percentages.with_habit(percentages.percentage_cells(observations(*rows)))


def failed(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.filter((pl.col("class") == rounding.UNDEFINED) | (pl.col("printed_units") != pl.col("expected_units")))


def causes(*rows: dict[str, object]) -> list[str]:
    cells = looked_at(*rows)
    return suggested_shares(failed(cells), cells)["suggestion"].drop_nulls().to_list()


# x of y whose share is cut off differently than it is rounded
CUTTING = [(412, 448, "91.9%"), (109, 167, "65.2%"), (2, 3, "66.6%"), (8, 9, "88.8%")]


def test_only_percentages_with_both_counts_are_looked_at() -> None:
    cells = looked_at(
        share(1, "50.0%", 1, 2),
        figure(2, unit="percent", value=50.0, decimals=1),
        figure(3, unit="percent", value=50.0, decimals=1, numerator=1.0),
        figure(4, numerator=1.0, denominator=2.0),
        share(5, "50.0%", 1, 2, status="missing", value=None),
    )
    assert cells["line"].to_list() == [1]


def test_a_table_that_cuts_off_is_recognised_and_held_to_it() -> None:
    rows = [share(line, printed, x, y) for line, (x, y, printed) in enumerate(CUTTING, 1)]
    cells = looked_at(*rows, share(9, "84.6%", 11, 13), share(10, "66.7%", 2, 3))
    habits = percentages.table_habits(cells).row(0, named=True)
    assert (habits["habit"], habits["explained"], habits["broken"]) == ("cut off", 4, 1)
    assert failed(cells)["line"].to_list() == [10]


def test_two_cells_that_are_cut_off_do_not_make_a_habit() -> None:
    rows = [share(line, printed, x, y) for line, (x, y, printed) in enumerate(CUTTING[:2], 1)]
    cells = looked_at(*rows)
    assert set(cells["habit"]) == {"half up"}
    assert failed(cells).height == 2


def test_a_table_of_both_kinds_keeps_half_up() -> None:
    cut = [share(line, printed, x, y) for line, (x, y, printed) in enumerate(CUTTING[:3], 1)]
    rounded = [share(9, "66.7%", 2, 3), share(10, "88.9%", 8, 9)]
    assert set(looked_at(*cut, *rounded)["habit"]) == {"half up"}


@pytest.mark.parametrize(
    ("habit", "cells"),
    [
        (
            "always up",
            [("33.4%", 1, 3), ("11.2%", 1, 9), ("14.3%", 1, 7), ("9.1%", 1, 11), ("7.7%", 1, 13), ("44.5%", 4, 9)],
        ),
        ("half to even", [("12%", 1, 8), ("62%", 5, 8), ("2%", 1, 40)]),
    ],
)
def test_the_other_habits_are_recognised(habit: str, cells: list[tuple[str, int, int]]) -> None:
    rows = [share(line, printed, x, y) for line, (printed, x, y) in enumerate(cells, 1)]
    assert set(looked_at(*rows)["habit"]) == {habit}


def test_a_habit_is_one_tables_own() -> None:
    cutting = [share(line, printed, x, y, table="cutting") for line, (x, y, printed) in enumerate(CUTTING, 1)]
    cells = looked_at(*cutting, share(20, "91.9%", 412, 448, table="other"))
    assert dict(cells.select("table", "habit").unique().rows()) == {"cutting": "cut off", "other": "half up"}


@pytest.mark.parametrize(
    ("row", "expected", "words"),
    [
        (share(1, "91.9%", 412, 448), "92.0%", "91.964…% and rounds to 92.0%. The decimals are cut off"),
        (share(1, "48.7%", 18, 37), "48.6%", "rounded up although the next digit is below 5"),
        (share(1, "12%", 1, 8), "13%", "exactly half way and was rounded to the even digit"),
        (share(1, "49.9%", 131, 138), "94.9%", "No whole number out of 138 gives 49.9%."),
        (share(1, "94.6%", 131, 148), "88.5%", "Only 140 of 148 gives 94.6%."),
        (share(1, "30%", 9, 20), "45%", "Only 6 of 20 gives 30%."),
        (share(1, "93%", 412, 448), "92%", "415 to 418 of 448 give 93%."),
        (
            share(1, "5.0%", 0, 0),
            None,
            "5.0% is printed for 0 of 0. A share of nothing is not defined.",
        ),
    ],
)
def test_the_explanation_says_it_with_the_figures(row: dict[str, object], expected: str | None, words: str) -> None:
    explained = percentage.explained(failed(looked_at(row)), tables())
    assert explained["expected"].to_list() == [expected]
    assert words in explained["explanation"][0]


def severity(*rows: dict[str, object], **others: pl.DataFrame) -> list[str]:
    material = tables(*rows, **others)
    cells = percentages.with_habit(percentages.percentage_cells(material["observations"]))
    return percentage.explained(failed(cells), material)["severity"].to_list()


def bands() -> pl.DataFrame:
    rows = [
        {"document": "pack", "indicator": "reviews_share", "band": "red", "upper": 90.0, "upper_closed": False},
        {
            "document": "pack",
            "indicator": "reviews_share",
            "band": "amber",
            "lower": 90.0,
            "upper": 95.0,
            "lower_closed": True,
            "upper_closed": False,
        },
        {"document": "pack", "indicator": "reviews_share", "band": "green", "lower": 95.0, "lower_closed": True},
    ]
    return conform("thresholds", pl.DataFrame(rows))


def test_severity_is_by_consequence() -> None:
    assert severity(share(1, "91.0%", 116, 123), thresholds=bands()) == ["warning"]
    assert severity(share(1, "89.9%", 116, 123), thresholds=bands()) == ["error"]
    assert severity(share(1, "12%", 1, 8), thresholds=bands()) == ["information"]


def test_a_colour_inside_a_wider_one_is_the_colour() -> None:
    """Tolerances are printed as edges: an amber of "90% and above" holds every green value too."""
    edges = bands().with_columns(upper=pl.when(pl.col("band") == "amber").then(None).otherwise("upper"))
    assert severity(share(1, "94.3%", 117, 123), thresholds=edges) == ["error"]
    assert severity(share(1, "94.1%", 116, 123), thresholds=edges) == ["warning"]


def test_figures_without_a_colour_of_their_own_are_warnings_at_most() -> None:
    assert severity(share(1, "89.9%", 116, 123, breakdown="a category"), thresholds=bands()) == ["warning"]
    assert severity(share(1, "89.9%", 116, 123, area_kind="locality"), thresholds=bands()) == ["warning"]


def test_a_percentage_on_the_other_side_of_the_month_before_is_an_error() -> None:
    before = share(1, "94.0%", 47, 50, month=5)
    assert severity(before, share(2, "93.9%", 116, 123, month=6)) == ["error"]
    assert severity(before, share(2, "94.9%", 116, 123, month=6)) == ["warning"]


def test_bands_that_overlap_decide_nothing() -> None:
    green = bands().filter(pl.col("band") == "green").with_columns(lower=85.0, upper=93.0)
    overlapping = pl.concat([bands().filter(pl.col("band") != "green"), green])
    assert severity(share(1, "89.9%", 116, 123), thresholds=overlapping) == ["warning"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([share(1, "49.9%", 131, 138)], "two digits of the percentage have changed places (49.9 for 94.9)"),
        ([share(1, "94.9%", 131, 183)], "two digits of the denominator have changed places (183 for 138)"),
        ([share(1, "94.9%", 113, 138)], "two digits of the numerator have changed places (113 for 131)"),
        ([share(1, "9.5%", 131, 138)], "ten times too low"),
        ([share(1, "5.1%", 131, 138)], "share of the others"),
        (
            [share(1, "95.3%", 141, 148, month=4), share(2, "88.5%", 131, 138, month=5)],
            "divided by 148, the denominator of the row above (2020-04)",
        ),
        (
            [share(1, "95.3%", 141, 148, month=4), share(2, "95.3%", 131, 138, month=5)],
            "it is the share of the row above (2020-04): 141 of 148",
        ),
    ],
)
def test_an_ordinary_mistake_is_named(rows: list[dict[str, object]], words: str) -> None:
    assert [words in one for one in causes(*rows)] == [True]


def test_two_explanations_are_both_given() -> None:
    around = share(1, "50.0%", 10, 20, month=4), share(3, "50.0%", 10, 20, month=6)
    (both,) = causes(*around, share(2, "50.0%", 10, 21, month=5))
    assert both == (
        "2 explanations fit: divided by 20, the denominator of the row above (2020-04); "
        "divided by 20, the denominator of the row below (2020-06)."
    )


def test_one_wrong_digit_is_the_last_resort() -> None:
    assert causes(share(1, "37.0%", 10, 37)) == ["Fits exactly: one digit of the percentage is wrong (37.0 for 27.0)."]
    assert causes(share(1, "27.1%", 10, 37)) == [], "the last digit may differ by rounding alone"
    (other,) = causes(share(1, "37.0%", 10, 37, month=4), share(2, "37.0%", 10, 27, month=5))
    assert "wrong" not in other


def test_nothing_is_suggested_where_nothing_fits() -> None:
    assert causes(share(1, "77.7%", 131, 138)) == []


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [share(1, "95.3%", 141, 148, month=4), share(2, "88.5%", 131, 138, month=5), share(3, "12%", 1, 8, month=6)]
    assert looked_at(*rows).equals(looked_at(*reversed(rows)))
