"""The analyst's charts: their specification, tested as data; a picture of each can be drawn."""

from __future__ import annotations

import json

import pytest

from scorecard.analyst import funnel, linked, open_bench, plot, scatter, slope
from scorecard.charts.svg import to_svg
from scorecard.errors import UsageError
from tests.fixtures.processed import figure, months, observations, tables, write_workspace

AREAS = {"North": (30, 40), "South": (20, 50), "Central": (45, 60)}


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    march, may, june = months("2020-03", "2020-05", "2020-06")
    shares = [
        figure(
            "reviews", 100 * x / y, june, unit="percent", numerator=x, denominator=y, area=area, area_kind="locality"
        )
        for area, (x, y) in AREAS.items()
    ]
    gaps = [
        figure("visits", value, month, unit="percent") for value, month in ((90.0, march), (80.0, may), (85.0, june))
    ]
    printed = observations(*tables()["observations"].to_dicts(), *shares, *gaps)
    data = write_workspace(tmp_path_factory.mktemp("drawn") / "data", observations=printed)
    return open_bench(data=data)


def spec(chart):
    return json.loads(json.dumps(chart.to_dict()))


def values(chart):
    return [row for rows in spec(chart)["datasets"].values() for row in rows]


@pytest.mark.parametrize(
    "draw",
    [
        lambda bench: plot("lac_number", bench=bench),
        lambda bench: plot("lac_number", by="year", bench=bench),
        lambda bench: linked("lac_number", "lac_rate", bench=bench),
        lambda bench: scatter("lac_number", "lac_rate", bench=bench),
        lambda bench: funnel("reviews", bench=bench),
        lambda bench: slope("May 2020", bench=bench),
    ],
    ids=["months", "years", "linked", "scatter", "funnel", "slope"],
)
def test_each_chart_has_words_and_can_be_drawn_without_the_network(bench, draw):
    made = spec(draw(bench))
    assert len(made["description"]) > 20
    picture = to_svg(made)
    assert picture.startswith("<svg ")
    assert "http" not in picture.replace("http://www.w3.org/", "")
    assert picture == to_svg(spec(draw(bench)))


def test_a_month_that_is_not_printed_is_a_gap(bench):
    shown = {row["period"]: row["value"] for row in values(plot("visits", bench=bench))}
    assert shown == {"2020-03": 90.0, "2020-04": None, "2020-05": 80.0, "2020-06": 85.0}


def test_a_month_stands_at_its_first_day_so_that_its_tick_is_its_own(bench):
    assert {row["day"] for row in values(plot("visits", bench=bench))} >= {"2020-03-01T00:00:00"}


def test_a_figure_under_a_finding_is_marked(bench):
    marked = {row["period"] for row in values(plot("lac_rate", bench=bench)) if row["marked"]}
    assert marked == {"2020-06"}


def test_every_point_says_its_place(bench):
    assert all(row["place"] for row in values(plot("lac_number", bench=bench)) if row["value"] is not None)


def test_one_selection_is_shared_by_linked_charts(bench):
    (selection,) = spec(linked("lac_number", "lac_rate", bench=bench))["params"]
    assert selection["select"]["type"] == "interval"
    assert len(selection["views"]) == 2


def test_points_of_two_indicators_are_of_one_time(bench):
    rows = values(scatter("lac_number", "lac_rate", bench=bench))
    assert {(row["period"], row["value"], row["value_y"]) for row in rows} >= {("2020-06", 611.0, 107.2)}


def test_a_funnel_stands_round_the_areas_together(bench):
    rows = values(funnel("reviews", bench=bench))
    assert {row["area"] for row in rows if "area" in row} == set(AREAS)
    at_most = max(row["denominator"] for row in rows if "limit" in row)
    widest = {row["limit"]: row["share"] for row in rows if row.get("denominator") == at_most and "limit" in row}
    pooled = 100 * sum(x for x, _ in AREAS.values()) / sum(y for _, y in AREAS.values())
    assert widest["lower_998"] < widest["lower_95"] < pooled < widest["upper_95"] < widest["upper_998"]


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda bench: linked("lac_number", bench=bench), "two indicators or more"),
        (lambda bench: funnel("lac_number", bench=bench), "fewer than three areas"),
        (lambda bench: slope("June 2020", bench=bench), "printed otherwise"),
        (lambda bench: scatter("lac_rate", "reviews", bench=bench), "no month"),
        (lambda bench: plot("lac_number", by="week", bench=bench), "by month or by year"),
    ],
    ids=["one", "no areas", "not restated", "no time in common", "by week"],
)
def test_a_chart_of_nothing_is_refused_with_why(bench, draw, said):
    with pytest.raises(UsageError, match=said):
        draw(bench)
