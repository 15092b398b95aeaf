"""The ordinary mistakes with a printed number: how near a neighbour stands, and how exactly a mistake must fit."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from scorecard.validate.rules.shared.categories import summable
from scorecard.validate.rules.shared.causes.numbers import suggested
from scorecard.validate.rules.shared.figures import figures
from tests.unit.validate.rule_frames import figure, indicator, pack, registry, x_of_y

REGISTRY = registry(indicator("plans", unit="percent", kind="share"), indicator("children"), indicator("visits"))


def told(*rows: dict[str, Any], lower: float = 70, upper: float = 70, expected: float | None = None) -> str | None:
    """The suggestion for the first of the figures, where it should lie between two numbers."""
    found = figures(pack(list(rows)))
    first = found.filter((pl.col("line") == rows[0]["line"]) & (pl.col("cell") == rows[0]["cell"]))
    judged = first.with_columns(
        lower=pl.lit(float(lower)),
        upper=pl.lit(float(upper)),
        published_value=pl.col("value"),
        expected_value=pl.lit(expected, dtype=pl.Float64),
    )
    return suggested(judged, found)["suggestion"].item()  # type: ignore[no-any-return]


def test_a_month_of_twenty_eight_days_is_a_month() -> None:
    february = figure("plans", "2019-02", "65.5%", line=20, cell=9)
    assert told(figure("plans", "2019-03", "65.5%", line=1), february) == (
        "Fits exactly: it is the figure of 2019-02 (line 20)."
    )


def test_a_figure_without_a_time_has_no_period_before_it() -> None:
    latest = figure("plans", "latest", "65.5%", line=1)
    assert told(latest, figure("plans", "2020-06", "65.5%", line=20, cell=9)) is None


def test_another_period_elsewhere_is_named_before_one_of_the_same_line() -> None:
    rows = [
        figure("plans", label, "65.5%", line=line, cell=cell)
        for label, line, cell in (("2020-06", 10, 4), ("2020-05", 10, 3), ("2020-07", 20, 9))
    ]
    assert told(*rows) == (
        "3 explanations fit: it is the figure of 2020-07 (line 20); it is the figure of 2020-05 (line 10); "
        "it is the figure of the column to the left."
    )


@pytest.mark.parametrize(("value", "named"), [("2", False), ("3", True)])
def test_a_small_number_is_not_its_neighbours(value: str, named: bool) -> None:
    rows = [figure("children", "2020-06", value, line=10), figure("visits", "2020-06", value, line=9)]
    assert (told(*rows) is not None) is named


def of_parts(*rows: dict[str, Any]) -> str | None:
    """The suggestion for the first of the figures among all that can be added up, missing marks too."""
    parts = summable(pack(list(rows)), REGISTRY)
    first = parts.filter((pl.col("line") == rows[0]["line"]) & (pl.col("what") == "value"))
    return suggested(first.with_columns(lower=pl.lit(70.0), upper=pl.lit(70.0)), parts)["suggestion"].item()  # type: ignore[no-any-return]


def test_a_row_without_figures_does_not_part_two_neighbours() -> None:
    rows = [figure("children", "2020-06", "603", line=10), figure("visits", "2020-06", "603", line=8)]
    assert of_parts(*rows, figure("plans", "2020-06", None, line=9)) == (
        "Fits exactly: it is the figure of the row above."
    )


def test_the_x_of_a_neighbour_is_not_its_figure() -> None:
    assert (
        of_parts(figure("children", "2020-06", "603", line=10), x_of_y("plans", "2020-06", 603, 700, line=9, cell=2))
        is None
    )


@pytest.mark.parametrize(
    ("line", "cell", "named"), [(1, 5, True), (7, 2, True), (7, 5, False)], ids=["line", "column", "elsewhere"]
)
def test_two_figures_change_places_within_a_line_or_a_column(line: int, cell: int, named: bool) -> None:
    rows = [figure("plans", "2020-05", "81.1%", line=1), figure("plans", "2020-06", "72.2%", line=line, cell=cell)]
    found = figures(pack(rows))
    bounds = pl.when(pl.col("value") == 81.1).then(72.2).otherwise(81.1)
    told = suggested(found.with_columns(lower=bounds, upper=bounds), found)["suggestion"].to_list()
    assert [one is not None and "changed places" in one for one in told] == [named, named]


@pytest.mark.parametrize(
    ("bound", "fits"), [(65.045, True), (65.055, False), (64.955, True), (64.945, False), (65.0, True)]
)
def test_a_moved_point_fits_to_half_of_the_last_decimal(bound: float, fits: bool) -> None:
    suggestion = told(figure("plans", "2020-06", "6.5%", line=1), lower=bound, upper=bound)
    assert suggestion == ("Fits exactly: it is ten times too small: the decimal point has moved." if fits else None)


def test_a_number_whose_decimals_are_not_said_has_none() -> None:
    count = figure("children", "2020-06", "650", line=1, decimals=None)
    assert told(count, lower=65.4, upper=65.4) == (
        "Fits exactly: it is ten times too large: the decimal point has moved."
    )
    assert told(count, lower=65.6, upper=65.6) is None
    swapped = figure("children", "2020-06", "1,234", line=1, decimals=None)
    assert told(swapped, lower=2134, upper=2134) == ("Fits exactly: two digits have changed places (1,234 for 2,134).")
    share = figure("plans", "2020-06", "65%", line=1, decimals=None)
    assert told(share, expected=65.9) == "Fits exactly: it was cut off instead of rounded."


@pytest.mark.parametrize(("printed", "meant", "named"), [("1234567", 1234576, True), ("12345678", 12345687, False)])
def test_digits_of_numbers_with_up_to_seven_change_places(printed: str, meant: int, named: bool) -> None:
    assert (told(figure("children", "2020-06", printed, line=1), lower=meant, upper=meant) is not None) is named


def test_a_figure_that_is_not_exact_in_binary_is_cut_off_all_the_same() -> None:
    assert told(figure("plans", "2020-06", "1.1%", line=1), expected=1.16) == (
        "Fits exactly: it was cut off instead of rounded."
    )
