"""Charts by their specification: what is drawn, described, and never by colour alone."""

import json

import altair as alt
import polars as pl
import pytest
import vl_convert

from scorecard.charts import compiled, svg
from scorecard.charts.areas import funnel_chart
from scorecard.charts.drawings import sparkline
from scorecard.charts.months import Band, Moment, Reference, monthly_chart
from scorecard.charts.panels import panel, shared_domain
from scorecard.charts.ranked import ranked_bars
from scorecard.charts.sheet import NARROW, NARROW_KEY, WIDE, whole_width
from scorecard.charts.svg import picture, to_svg
from scorecard.charts.years import annual_chart
from scorecard.measures.funnels import area_funnel

MONTHS = pl.DataFrame(
    {
        "period": ["2020-03", "2020-04", "2020-05", "2020-06"],
        "value": [62.1, 62.6, None, 65.5],
        "decimals": [1, 1, None, 1],
        "marked": [False, True, False, False],
    }
)
YEARS = pl.DataFrame(
    {
        "period": ["2017/18", "2018/19", "2019/20"],
        "value": [61.2, None, 62.6],
        "decimals": [1, None, 1],
        "marked": [False, False, True],
    }
)
DECADE = pl.DataFrame(
    {
        "period": [f"{year}/{year - 1999}" for year in range(2010, 2020)],
        "value": [60.0 + year for year in range(10)],
        "decimals": [1] * 10,
        "marked": [False] * 10,
    }
)
LINES = [Reference("Target 70%+", 70.0, "target"), Reference("England 69%", 69.0, "benchmark")]
BANDS = [Band("red", None, 66.0), Band("amber", 66.0, 70.0), Band("green", 70.0, None)]
MOMENTS = [Moment("1 April 2020: New system", 0.5, 0.5, breaks=True), Moment("‡ The pack warns: take care", 2, 3)]
CATEGORIES = pl.DataFrame(
    {
        "name": ["Adopted", "Went home"],
        "value": [9.0, 4.0],
        "decimals": [0, 0],
        "before": [7.0, None],
        "marked": [True, False],
    }
)
AREAS = pl.DataFrame(
    {
        "name": ["North", "Central", "South"],
        "cases": [22.0, 31.0, 37.0],
        "value": [36.4, 32.3, 37.0],
        "decimals": [1, 1, 1],
        "numerator": [8.0, 10.0, 14.0],
        "denominator": [22.0, 31.0, 37.0],
    }
)


def monthly(points=MONTHS, lines=LINES, unit="percent", **more):
    return monthly_chart(points, unit=unit, references=lines, description="A description.", **more)


def annual(years=YEARS, **more):
    return annual_chart(years, unit="percent", description="A description.", kind="financial year", **more)


def one_area():
    return panel(
        MONTHS,
        name="North",
        unit="percent",
        months=list(MONTHS["period"]),
        ends=shared_domain([MONTHS], "percent"),
        description="A description.",
    )


def funnel():
    centre, curve = area_funnel(AREAS)
    return funnel_chart(AREAS, curve, centre=centre, description="A description.")


CHARTS = {
    "monthly": monthly,
    "everything": lambda: monthly(bands=BANDS, moments=MOMENTS),
    "annual": annual,
    "decade": lambda: annual(DECADE),
    "ranked": lambda: ranked_bars(CATEGORIES, unit="count", description="A description."),
    "panel": one_area,
    "funnel": funnel,
    "sparkline": lambda: sparkline([1.0, None, 2.0], description="A description."),
}


@pytest.fixture(params=CHARTS.values(), ids=CHARTS.keys())
def spec(request):
    return request.param()


def narrow(spec):
    return spec["usermeta"][NARROW_KEY]


def layers(spec, kind):
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def words_in(spec):
    return [piece for layer in layers(spec, "text") for piece in layer["data"]["values"]]


def line_of(spec):
    return next(layer for layer in layers(spec, "line"))


def tidy_again(spec):
    svg._drawn.cache_clear()
    compiled._form.cache_clear()
    return to_svg(spec)


def test_compiled_once_it_is_the_same_picture(spec):
    shared, whole = vl_convert.vega_to_svg(compiled.compiled(spec)), vl_convert.vegalite_to_svg(spec)
    assert svg.tidy(shared, label="A.", prefix="c") == svg.tidy(whole, label="A.", prefix="c")


def test_is_valid_vega_lite(spec):
    alt.Chart.from_dict(spec)  # raises where the schema is broken


def test_description_is_at_the_top_level_and_becomes_the_accessible_name(spec):
    assert spec["description"] == "A description."
    assert '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="A description."' in to_svg(spec)


def test_a_size_of_its_own(spec):
    assert spec["autosize"] == {"type": "none"}
    assert set(spec["padding"]) == {"left", "right", "top", "bottom"}


def test_same_bytes_twice_and_nothing_random(spec):
    again = [json.dumps(make()) for make in CHARTS.values()]
    assert again.count(json.dumps(spec)) == 1
    assert to_svg(spec) == tidy_again(spec)


def test_no_link_but_names_of_formats(spec):
    links = {word for word in json.dumps(spec).split('"') if "//" in word}
    assert all(link.startswith("https://vega.github.io/schema/") for link in links)


def test_no_text_is_turned(spec):
    assert "rotate(" not in to_svg(spec)


@pytest.mark.parametrize("name", ["monthly", "everything", "decade", "ranked", "funnel"])
def test_every_chart_is_drawn_for_a_page_and_for_a_telephone(name):
    spec = CHARTS[name]()
    for drawn, size in ((spec, WIDE), (narrow(spec), NARROW)):
        assert whole_width(drawn) <= size.whole
        alt.Chart.from_dict(drawn)
    both = picture(spec)
    assert both.count("<svg") == 2
    assert '<div class="chart wide">' in both and '<div class="chart narrow">' in both


def test_what_has_one_form_is_drawn_once():
    assert picture(one_area()).count("<svg") == picture(annual()).count("<svg") == 1


@pytest.mark.parametrize("form", [lambda spec: spec, narrow], ids=["page", "telephone"])
def test_no_text_leaves_the_sheet_and_none_lies_on_another(form):
    spec = form(monthly(bands=BANDS, moments=MOMENTS))
    pad = spec["padding"]
    boxes = []
    for piece, size in (
        (p, layer["mark"]["fontSize"]) for layer in layers(spec, "text") for p in layer["data"]["values"]
    ):
        align = next(x["mark"]["align"] for x in layers(spec, "text") if piece in x["data"]["values"])
        wide = 0.5 * size * len(piece["text"])
        left = {"left": piece["px"], "center": piece["px"] - wide / 2, "right": piece["px"] - wide}[align]
        boxes.append((left, piece["py"] - size * 0.5, left + wide, piece["py"] + size * 0.5, piece["text"]))
    assert len(boxes) > 8
    for left, top, right, bottom, said in boxes:
        assert -pad["left"] <= left and right <= spec["width"] + pad["right"], said
        assert -pad["top"] <= top and bottom <= spec["height"] + pad["bottom"], said
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


def test_labels_of_lines_stand_right_of_the_plot_where_no_line_runs():
    spec = monthly(bands=BANDS)
    for piece in words_in(spec):
        if piece["text"] in ("Target 70%+", "England 69%", "65.5% Jun 20"):
            assert piece["px"] > spec["width"]


def test_the_words_of_the_bands_stand_left_of_all_lines():
    spec = monthly(bands=BANDS)
    words = [p for p in words_in(spec) if p["text"] in ("● Green", "▲ Amber", "◆ Red")]
    assert len(words) == 3
    ends = max(p["px"] + 0.6 * 12 * len(p["text"]) for p in words)
    assert min(row["px"] for row in line_of(spec)["data"]["values"]) > ends - 12
    references = [p for layer in layers(spec, "rule") for p in layer["data"]["values"] if p["px2"] == spec["width"]]
    assert references and all(p["px"] > ends - 12 for p in references)


def test_target_benchmark_and_limit_differ_by_dash_too():
    three = [*LINES, Reference("Upper limit 68", 68.0, "limit")]
    rules = [
        layer["mark"]["strokeDash"]
        for layer in layers(monthly(lines=three), "rule")
        if len(layer["data"]["values"]) == 1 and layer["data"]["values"][0]["py"] == layer["data"]["values"][0]["py2"]
    ]
    assert len(rules) == 3
    assert len({tuple(dash) for dash in rules}) == 3


def test_a_figure_under_a_finding_is_hollow():
    marks = [layer["mark"] for layer in layers(monthly(), "point")]
    assert [(mark["shape"], mark["fill"]) for mark in marks] == [("diamond", "#FFFFFF")]
    assert not layers(monthly(MONTHS.with_columns(marked=pl.lit(False))), "point")
    bars = [layer["mark"].get("fill") for layer in layers(annual(), "rect")]
    assert bars == ["#12436D", "#FFFFFF"]
    figure, mark = (next(p for p in words_in(annual()) if p["text"] == said) for said in ("62.6%", "†"))
    assert (figure["px"], figure["py"] - 13) == (mark["px"], mark["py"])


def test_an_area_under_a_finding_is_hollow_in_the_funnel_and_in_its_panel():
    centre, curve = area_funnel(AREAS)
    under = AREAS.with_columns((pl.col("name") == AREAS["name"][0]).alias("marked"))
    drawn = funnel_chart(under, curve, centre=centre, description="A description.")
    (hollow,) = layers(drawn, "point")
    assert (hollow["mark"]["shape"], hollow["mark"]["fill"]) == ("diamond", "#FFFFFF")
    assert [one["name"] for one in hollow["data"]["values"]] == [AREAS["name"][0]]
    assert AREAS["name"][0] not in [
        one.get("name") for layer in layers(drawn, "circle") for one in layer["data"]["values"]
    ]
    assert not layers(funnel(), "point")
    small = {"name": "North", "unit": "percent", "months": MONTHS["period"].to_list(), "ends": (0.0, 100.0)}
    (diamond,) = layers(panel(MONTHS, description="A description.", **small), "point")
    assert diamond["mark"]["fill"] == "#FFFFFF"


def test_a_gap_stays_a_gap():
    assert line_of(monthly())["mark"]["invalid"] == "break-paths-show-path-domains"
    assert [row["value"] for row in line_of(monthly())["data"]["values"]] == [62.1, 62.6, None, 65.5]


def test_no_line_crosses_a_break_and_an_event_breaks_nothing():
    def stretches(moment):
        return [row["stretch"] for row in line_of(monthly(moments=[moment]))["data"]["values"]]

    assert stretches(Moment("New system", 1.5, 1.5, breaks=True)) == [0, 0, 1, 1]
    assert stretches(Moment("A lockdown", 1.5, 1.5)) == [0, 0, 0, 0]
    assert "New system" in to_svg(monthly(moments=[Moment("New system", 1.5, 1.5, breaks=True)]))


def test_what_names_the_bars_is_never_cut():
    few = annual(YEARS.head(1))
    assert few["width"] >= 0.5 * 12 * len("Percentage, by financial year")


def test_a_missing_year_has_its_place_and_no_bar():
    bars = [row["year"] for layer in layers(annual(), "rect") for row in layer["data"]["values"]]
    assert sorted(bars) == ["2017/18", "2019/20"]
    places = {p["text"]: p["px"] for p in words_in(annual()) if "/" in p["text"]}
    assert places["2018/19"] - places["2017/18"] == places["2019/20"] - places["2018/19"]
    assert places["2018/19"] in {p["px"] for p in words_in(annual()) if p["text"] == "no"}


def test_on_a_telephone_the_latest_years_are_drawn_and_it_says_how_many():
    break_ = Moment("New system", 8.5, 8.5, breaks=True)
    gone = Moment("Long ago", 0.5, 0.5, breaks=True)
    spec = narrow(annual(DECADE, moments=[gone, break_]))
    bars = [row["year"] for layer in layers(spec, "rect") for row in layer["data"]["values"]]
    assert bars == list(DECADE["period"])[-8:]
    said = [p["text"] for p in words_in(spec)]
    assert "Percentage, by financial year, latest 8 of 10" in said
    assert "New system" in said and "Long ago" not in said
    rule = next(p for layer in layers(spec, "rule") for p in layer["data"]["values"] if p["px"] == p["px2"])
    assert rule["px"] == pytest.approx(spec["width"] * 7 / 8, abs=1)


def test_bars_start_at_zero():
    for spec in (annual(), annual(DECADE), narrow(annual(DECADE))):
        for layer in layers(spec, "rect"):
            assert layer["encoding"]["y"]["scale"]["domain"][0] == 0
            assert {row["base"] for row in layer["data"]["values"]} == {0}
    ranked = CHARTS["ranked"]()
    assert {layer["encoding"]["x"]["scale"]["domain"][0] for layer in layers(ranked, "rect")} == {0}


def test_the_year_before_is_a_line_across_the_bar_and_told_so():
    spec = CHARTS["ranked"]()
    before = [p for layer in layers(spec, "rule") for p in layer["data"]["values"] if p["colour"] == "#801650"]
    assert len(before) == 1
    assert any("the year before" in p["text"] for p in words_in(spec))
    without = ranked_bars(CATEGORIES.with_columns(before=pl.lit(None, dtype=pl.Float64)), unit="count", description="d")
    assert not any("the year before" in p["text"] for p in words_in(without))


def test_the_unit_and_the_kind_of_period_are_named():
    assert any(p["text"] == "Percentage, by month" for p in words_in(monthly()))
    assert any(p["text"] == "Percentage, by financial year" for p in words_in(annual()))


def test_a_limit_that_no_figure_can_reach_is_drawn_at_the_edge_and_keeps_its_number():
    lines = [Reference("Lower limit -2.9", -2.9, "limit"), Reference("Upper limit 9.5", 9.5, "limit")]
    points = MONTHS.with_columns(value=pl.Series([3.0, 1.0, 2.0, 9.0]), decimals=pl.Series([0] * 4))
    spec = monthly(points, lines, unit="count")
    assert line_of(spec)["encoding"]["y"]["scale"]["domain"][0] == 0
    low = max(p["py"] for layer in layers(spec, "rule") for p in layer["data"]["values"] if p["py"] == p["py2"])
    assert low == spec["height"]
    assert any("-2.9" in p["text"] for p in words_in(spec))


@pytest.mark.parametrize("form", [lambda spec: spec, narrow], ids=["page", "telephone"])
def test_long_numbers_of_the_axis_have_their_room(form):
    points = MONTHS.with_columns(value=pl.Series([10_100.0, 10_900.0, None, 12_165.0]))
    spec = form(monthly(points, [], unit="count"))
    assert spec["padding"]["left"] >= 6 + 0.6 * 12 * len("12,165")
    assert whole_width(spec) == whole_width(form(monthly()))


def test_percentages_do_not_leave_0_to_100():
    points = MONTHS.with_columns(value=pl.Series([99.0, 100.0, 0.5, 100.0]))
    low, high = line_of(monthly(points, []))["encoding"]["y"]["scale"]["domain"]
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


def test_a_plot_grows_with_its_labels():
    many = [Reference(f"A comparison with a long name {n}", 69.0, "benchmark") for n in range(12)]
    assert narrow(monthly(lines=many))["height"] > narrow(monthly())["height"]


def test_panels_of_a_page_share_their_scale():
    other = MONTHS.with_columns(value=pl.Series([1.0, 2.0, 3.0, 4.0]))
    low, high = shared_domain([MONTHS, other], "percent")
    assert low <= 1.0 and high >= 65.5
    months = list(MONTHS["period"])
    drawn = [
        panel(frame, name="North", unit="percent", months=months, ends=(low, high), description="d")
        for frame in (MONTHS, other)
    ]
    assert {tuple(line_of(spec)["encoding"]["y"]["scale"]["domain"]) for spec in drawn} == {(low, high)}


def test_two_charts_share_no_id():
    wide = monthly(MONTHS.with_columns(value=pl.Series([1.0, 2.0, 3.0, 4.0])))
    clipped = [
        c | {"layer": [layer | {"mark": {"type": "line", "clip": True}} for layer in layers(c, "line")]}
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
