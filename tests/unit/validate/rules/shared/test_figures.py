"""Figures as exact whole numbers, with what else a rule needs to know of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from scorecard.column_words import MICROS
from scorecard.measures.polarity import with_polarity
from scorecard.validate.rules.shared.figures import (
    clouded,
    components,
    figures,
    micros,
    numbers,
    own,
    place,
    printable,
    with_family,
    with_rules,
)
from scorecard.validate.rules.shared.signals import borough, signals_of, with_figure
from tests.unit.validate.rule_frames import FAMILY, figure, indicator, pack, registry, signal, x_of_y


@pytest.mark.parametrize(
    ("published", "micro", "half", "step"),
    [
        ("144", 144_000_000, 0, 1_000_000),
        ("65%", 65_000_000, 500_000, 1_000_000),
        ("65.5%", 65_500_000, 50_000, 100_000),
        ("65.50%", 65_500_000, 5_000, 10_000),
        ("12.5", 12_500_000, 50_000, 100_000),
        ("0.1%", 100_000, 50_000, 100_000),
        ("1.12345%", 1_123_450, 5, 10),
        ("1.123456%", 1_123_456, 5, 10),
    ],
)
def test_a_number_is_held_with_half_of_its_last_decimal(published: str, micro: int, half: int, step: int) -> None:
    row = figures(pack([figure("a", "2020-06", published, line=1)])).row(0, named=True)
    assert (row["micro"], row["half"], row["step"]) == (micro, half, step)


def test_a_number_of_more_than_ten_digits_is_none() -> None:
    values = pl.DataFrame({"value": [9_999_999_999.0, 10_000_000_000.0, -9_999_999_999.0, -10_000_000_000.0, 16.4]})
    assert values.select(micros(pl.col("value"))).to_series().to_list() == [
        9_999_999_999_000_000,
        None,
        -9_999_999_999_000_000,
        None,
        16_400_000,
    ]


def test_a_count_whose_decimals_are_not_said_is_whole() -> None:
    row = figures(pack([figure("a", "2020-06", "144", line=1, decimals=None)])).row(0, named=True)
    assert (row["half"], row["step"]) == (0, MICROS)


def test_missing_marks_are_left_out_and_figures_stand_in_order_of_place() -> None:
    rows = [
        figure("a", "2020-06", "3", line=9),
        figure("a", "2020-05", None, line=2),
        figure("a", "2020-04", "2", line=2, cell=5),
        figure("a", "2020-03", "1", line=2, cell=4),
    ]
    found = figures(pack(rows))
    assert found["value"].to_list() == [1, 2, 3]
    assert found["as_at"].unique().to_list() == [date(2020, 6, 30)]


def test_a_number_is_no_x_of_y_and_ones_own_figure_no_benchmark() -> None:
    rows = [
        x_of_y("a", "2020-06", 1, 2, line=1),
        figure("a", "2020-06", "50%", line=1),
        figure("a", "latest", "60%", line=1, cell=3, area="National average"),
        figure("a", "2020-06", "70%", line=2, area="East"),
    ]
    found = figures(pack(rows))
    assert numbers(found)["value"].to_list() == [50, 60, 70]
    assert own(found)["value"].to_list() == [None, 50, 70]
    assert own(found.with_columns(area_kind=pl.lit(None, dtype=pl.String))).height == 4


def test_the_family_of_a_table_goes_before_that_of_its_document() -> None:
    tables = pack([figure("a", "2020-06", "1", line=1), figure("a", "2020-06", "2", line=9, table="annex")])
    annexes = pl.DataFrame({"document": ["pack"] * 2, "table": ["annex"] * 2, "family": ["first", "second"]})
    families = with_family(tables["observations"], tables | {"tables": annexes})
    assert families.select("table", "family").rows() == [("summary", FAMILY), ("annex", "first")]


def test_what_good_looks_like_is_known_for_every_print_of_a_known_measure() -> None:
    rows = pl.DataFrame({"indicator": ["a", "a", "unheard of"], "family": [FAMILY, "another", FAMILY]})
    assert with_polarity(rows, registry(indicator("a", good="low")))["good"].to_list() == ["low", "low", None]


def test_a_place_has_its_cell_where_there_is_one() -> None:
    frame = pl.DataFrame({"document": "pack", "line": [5, 6], "cell": [2, None], "old_line": 7, "old_cell": 8})
    assert frame.select(place()).to_series().to_list() == ["pack:5:2", "pack:6"]
    assert frame.select(place("old_")).to_series().to_list() == ["pack:7:8"] * 2


@pytest.mark.parametrize(
    ("lower", "upper", "step", "bounds"),
    [
        (65_450_000, 65_550_000, 100_000, (65.5, 65.5)),
        (65_440_000, 65_560_000, 100_000, (65.5, 65.5)),
        (65_400_000, 65_600_000, 100_000, (65.4, 65.6)),
        (64_500_001, 66_499_999, 1_000_000, (65.0, 66.0)),
        (-1_500_000, 1_500_000, 1_000_000, (-1.0, 1.0)),
    ],
)
def test_the_printable_numbers_within_an_interval(
    lower: int, upper: int, step: int, bounds: tuple[float, float]
) -> None:
    frame = pl.DataFrame({"lower": [lower], "upper": [upper], "step": [step]})
    least, greatest = printable(pl.col("lower"), pl.col("upper"))
    assert frame.select(least.alias("least"), greatest.alias("greatest")).row(0) == bounds


def test_rules_of_the_registry_are_renamed_and_unknown_indicators_left_out() -> None:
    rows = [figure("known", "2020-06", "1", line=1), figure("unknown", "2020-06", "2", line=2)]
    ruled = with_rules(figures(pack(rows)), registry(indicator("known", adds_up=True)), "adds_up", "unit", "basis")
    columns = ["title", "adds_up", "unit", "usual_unit", "basis", "usual_basis"]
    assert ruled.select(columns).rows() == [("Known", True, "count", "count", "in-month", "in-month")]


def test_x_and_y_are_counts_at_the_place_of_their_cell() -> None:
    rows = [
        figure("a", "2020-06", "65.5%", line=1, cell=3, x=144, y=220),
        x_of_y("a", "2020-06", 144, 220, line=1, cell=2),
        figure("b", "2020-06", "50.0%", line=2, cell=3, x=1, y=2),
    ]
    parts = components(figures(pack(rows))).filter(pl.col("what") != "value")
    columns = ["indicator", "what", "cell", "value", "micro", "half", "step", "decimals", "unit"]
    assert parts.select(columns).rows() == [
        ("a", "x", 2, 144, 144 * MICROS, 0, MICROS, 0, "count"),
        ("b", "x", 3, 1, MICROS, 0, MICROS, 0, "count"),
        ("a", "y", 2, 220, 220 * MICROS, 0, MICROS, 0, "count"),
        ("b", "y", 3, 2, 2 * MICROS, 0, MICROS, 0, "count"),
    ]
    values = components(figures(pack(rows))).filter(pl.col("what") == "value")
    assert values.select("indicator", "value", "unit").rows() == [("a", 65.5, "percent"), ("b", 50.0, "percent")]


@pytest.mark.parametrize("known", [{"x": 144}, {"y": 220}])
def test_an_x_without_its_y_is_no_component_nor_a_y_without_its_x(known: dict[str, Any]) -> None:
    parts = components(figures(pack([figure("a", "2020-06", "65.5%", line=1, **known)])))
    assert parts["what"].to_list() == ["value"]


def test_a_line_with_a_figure_that_was_not_read_is_clouded_once() -> None:
    unread = [{"document": "pack", "table": "summary", "line": 3, "cell": cell} for cell in (1, 2)]
    assert clouded(pack([], unread=unread)).rows() == [("pack", "summary", 3, None)]
    assert clouded({}).is_empty()
    tolerance = [{"document": "pack", "table": "summary", "line": 3, "cell": cell} for cell in (1, 2)]
    assert clouded(pack([], unread=unread, thresholds=tolerance)).is_empty()


# ---- arrows and colours beside their figures


def test_the_authoritys_own_figures_without_category() -> None:
    rows = [
        figure("a", "2020-06", "1", line=1),
        figure("a", "2020-06", "2", line=2, area="East"),
        figure("a", "2020-06", "3", line=3, breakdown="Under 1"),
        figure("a", "latest", "4", line=4, area="National average"),
        x_of_y("a", "2020-06", 1, 2, line=5),
        figure("a", "2020-06", "6", line=6, area_kind=None),
    ]
    assert borough(pack(rows))["value"].to_list() == [1, 6]


def test_signals_of_one_kind_in_order_of_place_without_those_of_no_indicator() -> None:
    signals: list[dict[str, Any]] = [
        signal("a", "2020-06", "direction", "up", line=8),
        signal("a", "2020-06", "rag", "red", line=1),
        signal("b", "2020-06", "direction", "down", line=3),
        signal("c", "2020-06", "direction", "down", line=2, indicator=None),
    ]
    arrows = signals_of(pack([], signals=signals), "direction")
    assert arrows.select("row", "indicator").rows() == [(0, "b"), (1, "a")]


def test_a_signal_takes_the_figure_of_its_line_else_of_its_table_else_of_its_document() -> None:
    elsewhere = figure("a", "2020-06", "1", line=2, table="annex")
    in_table = figure("a", "2020-06", "2", line=9)
    in_line = figure("a", "2020-06", "3", line=5)
    arrow = pack([], signals=[signal("a", "2020-06", "direction", "up", line=5)])
    arrows = signals_of(arrow, "direction")

    def value(*rows: dict[str, Any]) -> list[float | None]:
        return with_figure(arrows, figures(pack(list(rows))))["value"].to_list()

    assert value(elsewhere, in_table, in_line) == [3]
    assert value(elsewhere, in_table) == [2]
    assert value(elsewhere) == [1]
    assert value(in_table, figure("a", "2020-06", "7", line=3)) == [7]
    assert value() == [None]
    assert value(figure("a", "2020-05", "4", line=5), figure("b", "2020-06", "5", line=5)) == [None]
