"""The funnel of several areas: its middle and its curve agree with what is said of each area."""

import polars as pl
import pytest

from scorecard.measures.funnels import area_funnel
from scorecard.statistics.charts_of_proportions import funnel

AREAS = pl.DataFrame({"numerator": [20.0, 30.0, 57.0], "denominator": [40.0, 50.0, 60.0]})


def test_the_middle_is_that_of_all_cases_together():
    centre, _ = area_funnel(AREAS)
    assert centre == pytest.approx(100 * 107 / 150)


@pytest.mark.parametrize("row", [0, 1, 2])
def test_the_curve_has_the_limits_of_each_area_at_its_number_of_cases(row):
    _, curve = area_funnel(AREAS)
    exact = funnel(AREAS.with_columns(pl.lit("a").alias("all")), by="all").row(row, named=True)
    near = curve.sort((pl.col("cases") - exact["denominator"]).abs()).row(0, named=True)
    for name in ("lower_95", "upper_95", "lower_998", "upper_998"):
        assert near[name] == pytest.approx(100 * exact[name], abs=1.0)
    assert curve["cases"].min() == 1
    assert curve["cases"].max() > AREAS["denominator"].max()
