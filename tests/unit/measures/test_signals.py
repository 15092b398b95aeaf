"""The arrow and the colour beside the printed ones are worked out from the row's own figures."""

from __future__ import annotations

import polars as pl

from scorecard.measures.signals import with_computed
from scorecard.periods import Period
from scorecard.registry import load_registry
from scorecard.schema import SCHEMAS, conform


def _observations(*rows: tuple[str, int, int, float]) -> pl.DataFrame:
    made = []
    for indicator, line, month, value in rows:
        period = Period.month(2021, month)
        made.append(
            {
                "document": "pack",
                "line": line,
                "indicator": indicator,
                "area": "Rotherham",
                "area_kind": "authority",
                "period": period.label,
                "period_kind": "month",
                "period_start": period.start,
                "value": value,
                "unit": "percent",
            }
        )
    return conform("observations", pl.DataFrame(made))


def _signal(indicator: str, kind: str, meaning: str | None = "performance") -> pl.DataFrame:
    row = {
        "document": "pack",
        "line": 7,
        "cell": 9,
        "indicator": indicator,
        "period": "2021-06",
        "signal": kind,
        "published": "x",
        "read_as": None,
        "meaning": meaning,
    }
    return conform("printed_signals", pl.DataFrame([row]))


NO_THRESHOLDS = conform("thresholds", pl.DataFrame({"document": []}, schema={"document": pl.String}))


def computed(printed: pl.DataFrame, observations: pl.DataFrame, thresholds: pl.DataFrame = NO_THRESHOLDS) -> str | None:
    result = with_computed(printed, observations, thresholds, load_registry())
    assert result.columns == list(SCHEMAS["signals"]) and result.drop("computed").equals(
        printed.select(result.drop("computed").columns)
    )
    return result["computed"][0]  # type: ignore[no-any-return]


def test_a_fall_where_low_is_good_points_up_if_arrows_mean_performance() -> None:
    figures = _observations(("lac_3_placements_percent", 7, 5, 12.0), ("lac_3_placements_percent", 7, 6, 10.0))
    assert computed(_signal("lac_3_placements_percent", "direction"), figures) == "up"
    assert computed(_signal("lac_3_placements_percent", "direction", "number"), figures) == "down"


def test_the_month_before_may_stand_in_another_row_but_not_in_another_month() -> None:
    figures = _observations(("lac_pep_percent", 30, 5, 90.0), ("lac_pep_percent", 7, 6, 91.0))
    assert computed(_signal("lac_pep_percent", "direction"), figures) == "up"
    figures = _observations(("lac_pep_percent", 7, 4, 90.0), ("lac_pep_percent", 7, 6, 91.0))
    assert computed(_signal("lac_pep_percent", "direction"), figures) is None


def test_the_colour_is_the_band_of_the_printed_tolerances() -> None:
    bands = [("red", None, 93.0), ("amber", 93.0, None), ("green", 95.0, None)]
    thresholds = conform(
        "thresholds",
        pl.DataFrame(
            [
                {
                    "document": "pack",
                    "line": 7,
                    "cell": i,
                    "indicator": "lac_pep_percent",
                    "band": band,
                    "published": "x",
                    "lower": low,
                    "upper": high,
                    "lower_closed": low is not None or None,
                    "upper_closed": False if high is not None else None,
                }
                for i, (band, low, high) in enumerate(bands)
            ]
        ),
    )
    for value, colour in ((92.9, "red"), (93.0, "amber"), (95.0, "green")):
        figures = _observations(("lac_pep_percent", 7, 6, value))
        assert computed(_signal("lac_pep_percent", "rag", None), figures, thresholds) == colour


def test_without_a_figure_nothing_is_computed() -> None:
    assert computed(_signal("lac_pep_percent", "direction"), _observations(("lac_number", 1, 1, 1.0))) is None


def test_only_the_whole_authoritys_monthly_figure_is_compared() -> None:
    figures = _observations(("lac_pep_percent", 7, 5, 90.0), ("lac_pep_percent", 7, 6, 91.0))
    assert computed(_signal("lac_pep_percent", "direction"), figures) == "up"
    for other in (
        {"area_kind": pl.lit("locality")},
        {"breakdown": pl.lit("Under 1")},
        {"period_kind": pl.lit("year_to_date")},
        {"value": pl.lit(None, dtype=pl.Float64)},
    ):
        june = pl.col("period") == "2021-06"
        changed = figures.with_columns(pl.when(june).then(v).otherwise(pl.col(c)).alias(c) for c, v in other.items())
        assert computed(_signal("lac_pep_percent", "direction"), changed) is None


def test_where_a_line_prints_a_month_twice_the_first_figure_is_compared() -> None:
    figures = _observations(
        ("lac_pep_percent", 7, 5, 90.0), ("lac_pep_percent", 7, 6, 91.0), ("lac_pep_percent", 7, 6, 80.0)
    )
    assert computed(_signal("lac_pep_percent", "direction"), figures) == "up"


def test_the_month_before_of_the_same_line_goes_before_one_that_stands_above() -> None:
    figures = _observations(
        ("lac_pep_percent", 3, 5, 95.0), ("lac_pep_percent", 7, 5, 90.0), ("lac_pep_percent", 7, 6, 91.0)
    )
    assert computed(_signal("lac_pep_percent", "direction"), figures) == "up"
    figures = _observations(
        ("lac_pep_percent", 9, 5, 90.0), ("lac_pep_percent", 3, 5, 95.0), ("lac_pep_percent", 7, 6, 91.0)
    )
    assert computed(_signal("lac_pep_percent", "direction"), figures) == "down"


def test_the_colour_of_a_month_printed_twice_in_a_line_is_that_of_the_first_figure() -> None:
    thresholds = conform(
        "thresholds",
        pl.DataFrame(
            [
                {"document": "pack", "line": 7, "cell": 1, "indicator": "lac_pep_percent", "band": band} | edges
                for band, edges in (
                    ("green", {"lower": 95.0, "lower_closed": True}),
                    ("red", {"upper": 95.0, "upper_closed": False}),
                )
            ]
        ),
    )
    figures = _observations(("lac_pep_percent", 7, 6, 96.0), ("lac_pep_percent", 7, 6, 90.0))
    assert computed(_signal("lac_pep_percent", "rag", None), figures, thresholds) == "green"


def test_signals_come_back_in_their_order_whatever_their_kind() -> None:
    signals = pl.concat(
        [_signal("lac_pep_percent", "rag"), _signal("lac_number", "direction"), _signal("lac_pep_percent", "direction")]
    )
    figures = _observations(("lac_pep_percent", 7, 5, 90.0), ("lac_pep_percent", 7, 6, 91.0))
    result = with_computed(signals, figures, NO_THRESHOLDS, load_registry())
    assert result.drop("computed").equals(signals)
    assert result["computed"].to_list() == [None, None, "up"]


def test_arrows_and_colours_of_a_quarter_are_those_of_its_own_figures() -> None:
    quarters = [
        {
            "document": "pack",
            "line": 7,
            "indicator": "lac_pep_percent",
            "area_kind": "authority",
            "period": period.label,
            "period_kind": "quarter",
            "period_start": period.start,
            "value": value,
            "unit": "percent",
        }
        for period, value in ((Period.quarter(2020, 4), 90.0), (Period.quarter(2021, 1), 80.0))
    ]
    figures = conform("observations", pl.DataFrame(quarters))
    arrow = _signal("lac_pep_percent", "direction").with_columns(period=pl.lit("2021/22 Q1"))
    assert computed(arrow, figures) == "down"
    assert computed(_signal("lac_pep_percent", "direction"), figures) is None
