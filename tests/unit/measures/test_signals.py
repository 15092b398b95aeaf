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
