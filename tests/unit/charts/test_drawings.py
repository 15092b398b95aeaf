"""Charts by their specification: what is drawn, described, and never by colour alone."""

import json
from itertools import pairwise

import altair as alt
import polars as pl
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from scorecard.charts import svg
from scorecard.charts.drawings import Reference, annual_chart, monthly_chart, sparkline, spread
from scorecard.charts.svg import to_svg

MONTHS = pl.DataFrame(
    {
        "period": ["2020-03", "2020-04", "2020-05", "2020-06"],
        "value": [62.1, 62.6, None, 65.5],
        "decimals": [1, 1, None, 1],
        "marked": [False, True, False, False],
    }
)
YEARS = pl.DataFrame({"period": ["2018/19", "2019/20"], "value": [61.2, 62.6], "decimals": [1, 1]})
LINES = [Reference("Target 70%+", 70.0, "target"), Reference("England 69%", 69.0, "benchmark")]


def monthly(points=MONTHS, lines=LINES, unit="percent"):
    return monthly_chart(points, unit=unit, references=lines, description="A description.")


CHARTS = {
    "monthly": monthly,
    "annual": lambda: annual_chart(YEARS, unit="percent", description="A description."),
    "sparkline": lambda: sparkline([1.0, None, 2.0], description="A description."),
}


@pytest.fixture(params=CHARTS.values(), ids=CHARTS.keys())
def spec(request):
    return request.param()


def tidy_again(spec):
    svg._drawn.cache_clear()
    svg._compile.cache_clear()
    return to_svg(spec)


def test_compiled_once_it_is_the_same_picture(spec):
    assert vl_convert.vega_to_svg(svg._compiled(spec)) == vl_convert.vegalite_to_svg(spec)


def test_is_valid_vega_lite(spec):
    alt.Chart.from_dict(spec)  # raises where the schema is broken


def test_description_is_at_the_top_level_and_becomes_the_accessible_name(spec):
    assert spec["description"] == "A description."
    assert '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="A description."' in to_svg(spec)


def test_white_ground_and_a_size_of_its_own(spec):
    assert spec["background"] == "#FFFFFF"
    assert spec["autosize"] == {"type": "none"}
    assert set(spec["padding"]) == {"left", "right", "top", "bottom"}


def test_same_bytes_twice_and_nothing_random(spec):
    again = [json.dumps(make()) for make in CHARTS.values()]
    assert again.count(json.dumps(spec)) == 1
    assert to_svg(spec) == tidy_again(spec)


def test_no_link_but_names_of_formats(spec):
    links = {word for word in json.dumps(spec).split('"') if "//" in word}
    assert all(link.startswith("https://vega.github.io/schema/") for link in links)


def test_lines_carry_their_names_beside_them():
    drawn = to_svg(monthly())
    assert all(name in drawn for name in ("Target 70%+", "England 69%", "65.5%"))


def test_target_and_benchmark_differ_by_dash_too():
    dashes = [
        layer["mark"].get("strokeDash") for layer in monthly()["layer"] if layer.get("mark", {}).get("type") == "rule"
    ]
    assert len(dashes) == 2
    assert dashes[0] != dashes[1]


def test_a_figure_under_a_finding_is_drawn_as_an_open_diamond():
    marks = [layer["mark"] for layer in monthly()["layer"] if "mark" in layer]
    assert any(mark.get("shape") == "diamond" and mark.get("fill") == "#FFFFFF" for mark in marks)
    plain = MONTHS.with_columns(marked=pl.lit(False))
    assert "diamond" not in json.dumps(monthly(plain))


def test_a_gap_stays_a_gap():
    line = next(layer for layer in monthly()["layer"] if layer.get("mark", {}).get("type") == "line")
    assert line["mark"]["invalid"] == "break-paths-show-path-domains"
    assert [row["value"] for row in line["data"]["values"]] == [62.1, 62.6, None, 65.5]


def test_bars_start_at_zero():
    bars = CHARTS["annual"]()["layer"][0]
    assert bars["encoding"]["y"]["scale"]["domain"][0] == 0


def test_percentages_do_not_leave_0_to_100():
    points = MONTHS.with_columns(value=pl.Series([99.0, 100.0, 0.5, 100.0]))
    line = next(layer for layer in monthly(points, [])["layer"] if layer.get("mark", {}).get("type") == "line")
    low, high = line["encoding"]["y"]["scale"]["domain"]
    assert low >= 0
    assert high <= 100


def test_one_figure_and_equal_figures_are_drawn():
    for values in ([5.0, None, None, None], [5.0] * 4, [0.0] * 4):
        assert "<path" in to_svg(monthly(MONTHS.with_columns(value=pl.Series(values)), []))


def test_no_figure_at_all_says_so():
    nothing = MONTHS.with_columns(value=pl.lit(None, dtype=pl.Float64))
    assert "no data" in to_svg(monthly(nothing, []))


def test_a_hostile_name_stays_text():
    assert "<script>" not in to_svg(monthly(lines=[Reference("<script>alert(1)</script>", 60.0, "target")]))


def test_two_charts_share_no_id():
    wide = monthly(MONTHS.with_columns(value=pl.Series([1.0, 2.0, 3.0, 4.0])))
    clipped = [
        c | {"layer": [layer | {"mark": {"type": "line", "clip": True}} for layer in c["layer"][2:3]]}
        for c in (monthly(), wide)
    ]
    ids = [{part.split('"')[0] for part in to_svg(c).split('id="')[1:]} for c in clipped]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_the_sparkline_marks_its_last_figure():
    spec = sparkline([1.0, 2.0, None], description="d")
    assert spec["layer"][1]["data"]["values"] == [{"i": 1, "v": 2.0}]


def test_the_sparkline_shows_a_figure_between_two_gaps():
    spec = sparkline([1.0, None, 2.0, None, 3.0, 4.0], description="d")
    assert [p["i"] for p in spec["layer"][2]["data"]["values"]] == [0, 2]


@given(st.lists(st.floats(0, 200), max_size=6))
def test_labels_are_moved_apart_in_order(positions):
    placed = spread(positions, gap=15, low=0, high=200)
    order = sorted(range(len(positions)), key=lambda i: (positions[i], i))
    moved = [placed[i] for i in order]
    assert all(b - a >= 15 - 1e-6 for a, b in pairwise(moved))
    assert max(placed, default=0) <= 200
