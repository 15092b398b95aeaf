"""The theme's page: every figure with its place, what stands beside a chart, and what a title may say."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

import polars as pl
import pytest

from scorecard.charts.sheet import NARROW, NARROW_KEY, whole_width
from scorecard.html.blocks import PAGES_VARIABLE
from scorecard.pages import theme, trends, verdicts
from scorecard.pages.categories import by_category
from scorecard.pages.charted import charted, key
from scorecard.pages.localities import by_area
from scorecard.pages.quarter import QuarterPages
from scorecard.periods import Period, Quarter
from scorecard.registry import load_registry
from tests.fixtures.processed import COMPARATORS, INDICATORS, THEMES, figure, frame, material, months, observations
from tests.fixtures.processed import tables as invented

LAC = "looked-after-children"
MAY, JUNE = months("2020-05", "2020-06")
SECTIONS = [theme.at_a_glance, theme.colours, theme.indicators, theme.areas, theme.categories, theme.how_made]


@pytest.fixture(autouse=True)
def pages(monkeypatch):
    monkeypatch.setenv(PAGES_VARIABLE, "1")


@lru_cache(maxsize=8)
def _data(quarter="2020-21-Q1", validated=True):
    return made(quarter, validated)


def data(quarter="2020-21-Q1", validated=True, **changes):
    """The quarter's pages; of the invented tables as they are made once."""
    return made(quarter, validated, **changes) if changes else _data(quarter, validated)


def made(quarter="2020-21-Q1", validated=True, **changes):
    found = {name: frame(name) for name in ("ticks", "measures")} | invented() | changes
    if not validated:
        found["findings"] = frame("findings")
    pages = QuarterPages.of(
        found,
        quarter=Quarter.parse(quarter),
        on=None,
        indicators=INDICATORS.with_columns(pl.lit("What is counted.").alias("description")),
        themes=THEMES,
        comparators=COMPARATORS,
        validated=validated,
        caveat_kinds=load_registry().caveat_frame(),
    )
    return pages.asking(material(found), pages.checks)


def with_rows(*rows):
    """The invented observations and more of them."""
    return pl.concat([invented()["observations"], observations(*rows)])


def shown(section, name=LAC, **given):
    return html(section(data(**given), name))


def html(blocks):
    return "".join(block for block in blocks.blocks if isinstance(block, str))


def charts(blocks):
    return [block for block in blocks.blocks if isinstance(block, dict)]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda s: s.__name__)
@pytest.mark.parametrize(("quarter", "name"), [("2020-21-Q1", LAC), ("2020-21-Q1", "health"), ("2031-32-Q4", LAC)])
def test_every_section_has_something_to_say(section, quarter, name):
    said = shown(section, name, quarter=quarter)
    assert len(said) > 20 or (section in (theme.areas, theme.categories) and not said)


def test_every_chart_of_indicators_has_both_forms_a_description_and_its_table():
    blocks = theme.indicators(data(), LAC)
    drawn = charts(blocks)
    assert len(drawn) >= 4
    for chart in drawn:
        form = chart.get("usermeta", {}).get(NARROW_KEY, chart)
        assert whole_width(form) <= NARROW.whole
        assert len(chart["description"]) > 20
    assert html(blocks).count("The figures as a table") >= 4


def test_each_figure_of_a_table_leads_to_its_proof_and_names_document_and_line():
    text = shown(theme.indicators)
    row = re.search(r'<tr><th scope="row">May 2020</th>.*?</tr>', text)
    assert row
    line = next(r["line"] for r in invented()["observations"].to_dicts() if r["value"] == 605)
    assert f'href="#pack-june:{line}:1"' in row[0]
    assert f"pack-june, line {line}" in row[0]


def test_proofs_hold_every_figure_that_the_sections_showed():
    own = made()
    for section in (theme.colours, theme.indicators, theme.areas, theme.categories):
        section(own, LAC)
    asked = set(re.findall(r'href="#(pack-[^"]+:\d+:\d+)"', "".join(shown(s) for s in SECTIONS[:5])))
    text = html(theme.proofs(own))
    assert asked
    assert all(f'id="{place}"' in text for place in asked)


def test_a_title_is_neither_better_nor_worse_without_a_robust_verdict_on_just_that_change():
    row = next(r for r in data().rows.to_dicts() if r["indicator"] == "lac_rate")
    verdict = {"measure": "change-on-quarter", "against_period": "2020-03", "verdict": "worse", "sure": "robust"}

    def title(**changed):
        return verdicts.active_title(row, {key(row, row["unit"]): [verdict | changed]})

    assert title().endswith("up 3 since March 2020, worse")
    for changed in ({"sure": "depends"}, {"against_period": "2019-06"}, {"verdict": None}):
        assert title(**changed).endswith("since March 2020")


def test_no_title_sets_figures_beside_each_other_across_a_change_of_the_measure():
    row = next(r for r in data().rows.to_dicts() if r["indicator"] == "lac_rate")
    change = {"changed": date(2020, 5, 1), "kind": "system", "reason": "New system"}
    title = verdicts.active_title(row, {}, [change])
    assert title == "Children in care per 10,000: 107 per 10,000 in June 2020; the measure changed since March 2020"
    assert "up 3" in verdicts.active_title(row, {}, [change | {"kind": "event"}])
    assert "up 3" in verdicts.active_title(row, {}, [change | {"changed": date(2020, 3, 1)}])


def test_a_title_of_few_cases_says_of_how_many_and_not_how_far_it_moved():
    row = next(r for r in data().rows.to_dicts() if r["indicator"] == "lac_reviews_in_time")
    assert "up 3.0 points" in verdicts.active_title(row, {})
    few = verdicts.active_title(row | {"small": True, "numerator": 2, "denominator": 11, "value": 18.2}, {})
    assert few == "Reviews in time: 18.2% (2 of 11) in June 2020; too few cases to say how it moved"


def test_a_change_after_the_last_figure_is_not_told():
    own = data()
    changes = pl.DataFrame(
        {
            "indicator": ["lac_rate"] * 2,
            "changed": [date(2020, 5, 1), date(2021, 5, 1)],
            "kind": ["system"] * 2,
            "reason": ["Told.", "Not told."],
            "whose": [None, None],
        },
        schema_overrides={"whose": pl.String},
    )
    row = next(r for r in own.rows.to_dicts() if r["indicator"] == "lac_rate")
    text = html(charted(row, own.months[trends.key_of(row)], None, replace(own.beside, changes=changes)))
    assert "1 May 2020: Told." in text and "Not told." not in text


def test_icons_are_shape_and_words():
    row = next(iter(data().rows.to_dicts()))
    answers = {
        key(row, row["unit"]): [
            {"measure": "variation", "verdict": "concern-high", "sure": "robust"},
            {"measure": "assurance", "verdict": "hit-or-miss", "sure": "depends"},
        ]
    }
    shown = verdicts.icons(row, answers)
    assert "▲" in shown and "concern, unusually high" in shown
    assert "target hit or miss (depends on how one looks)" in shown
    assert verdicts.icons(row, {}) is None


def test_why_there_are_no_limits_stands_in_one_sentence():
    assert "No limits: too few months in a row (4 of 13)." in shown(theme.indicators)


def test_tolerances_target_and_benchmarks_stand_in_the_chart():
    chart = next(c for c in charts(theme.indicators(data(), LAC)) if c["description"].startswith("Reviews in time"))
    words = [p["text"] for layer in chart["layer"] if layer["mark"]["type"] == "text" for p in layer["data"]["values"]]
    assert {"● Green", "▲ Amber", "Target 95%+"} <= set(words)
    rate = next(c for c in charts(theme.indicators(data(), LAC)) if "per 10,000:" in c["description"])
    assert "Similar councils 92" in str(rate) and "England 65" in str(rate)


def test_two_months_are_no_line():
    few = with_rows(*[figure("adoptions", v, p) for v, p in zip((2, 3), (MAY, JUNE))])
    text = shown(theme.indicators, observations=few)
    assert "2 months of figures: too few for a line, see the table." in text
    assert not any("Adoptions" in c["description"] for c in charts(theme.indicators(data(observations=few), LAC)))


def test_a_year_that_was_not_over_is_no_bar_and_school_years_stand_apart():
    rows = [
        figure("lac_number", 999, Period.financial_year(2016), basis="year-to-date"),
        *[figure("lac_number", 500 + y, Period.academic_year(y), basis="annual") for y in (2016, 2018)],
    ]
    drawn = [
        c["description"]
        for c in charts(theme.indicators(data(observations=with_rows(*rows)), LAC))
        if c["description"].startswith("Children in care by")
    ]
    assert len(drawn) == 2
    assert not any("999" in said for said in drawn)
    school = next(said for said in drawn if "school year" in said)
    assert "2017/18 no data" in school


def test_without_validation_nothing_is_marked_and_the_page_says_so():
    assert "Validation has not run" in shown(theme.at_a_glance, validated=False)
    assert "†" not in shown(theme.indicators, validated=False)


def test_a_finding_about_a_figure_has_its_direct_link():
    text = shown(theme.indicators)
    assert "1 finding about these figures" in text
    assert "The rate rose and low is good." in text
    assert re.search(r'href="[^"]*data_quality.html#f-rate"', text)


def test_the_matrix_has_the_printed_colour_as_word_and_shape():
    text = shown(theme.colours)
    assert "Apr to Jun 2020" in text and "Jan to Mar 2020" in text
    assert re.search(r'94\.0%</a> <span class="tag amber"><span aria-hidden="true">▲</span> Amber</span>', text)
    assert "no colour printed" in text
    assert 'href="#lac_reviews_in_time-percent"' in text
    assert 'id="lac_reviews_in_time-percent"' in shown(theme.indicators)


def test_areas_stand_on_one_scale_and_those_with_few_months_in_a_table():
    rows = [
        figure("lac_rate", v, p, unit="rate_per_10k", area=area, area_kind="locality")
        for area, values in (("North", (50.0, 60.0, 70.0)), ("South", (1.0, 2.0, 3.0)))
        for v, p in zip(values, months("2020-04", "2020-05", "2020-06"))
    ]
    own = data(observations=with_rows(*rows))
    text = html(by_area(own.rows, own))
    assert text.count('<div class="chart">') == 2
    assert "All areas on one scale, April 2020 to June 2020" in text
    assert "Other figures by area" in text  # children in care, of which North has June alone
    assert re.search(r"pack-june, line [\d, and]+", text)


def test_a_funnel_needs_measures_of_three_areas():
    rows = [
        figure("dental_checks", v, JUNE, unit="percent", area=area, area_kind="locality", numerator=n, denominator=d)
        for area, v, n, d in (("North", 50.0, 20, 40), ("South", 60.0, 30, 50), ("West", 95.0, 57, 60))
    ]
    own = data(observations=with_rows(*rows))
    drawn = charts(by_area(own.rows, own))
    assert len(drawn) == 1
    assert "West" in drawn[0]["description"] and "expect" in drawn[0]["description"]
    two = data(observations=with_rows(*rows[:2]))
    assert not charts(by_area(two.rows, two))


def test_an_area_with_more_than_all_has_no_place_in_the_funnel():
    rows = [
        figure("dental_checks", v, JUNE, unit="percent", area=area, area_kind="locality", numerator=n, denominator=d)
        for area, v, n, d in (
            ("East", 60.0, 60, 50),
            ("North", 50.0, 20, 40),
            ("South", 60.0, 30, 50),
            ("West", 95.0, 57, 60),
        )
    ]
    own = data(observations=with_rows(*rows))
    (drawn,) = charts(by_area(own.rows, own))
    assert "East" not in str(drawn["layer"])


def test_an_area_under_a_finding_is_told_beside_the_funnel():
    rows = [
        figure(
            "dental_checks",
            v,
            JUNE,
            line=at,
            unit="percent",
            area=area,
            area_kind="locality",
            numerator=n,
            denominator=d,
        )
        for at, (area, v, n, d) in enumerate(
            (("North", 50.0, 20, 40), ("South", 60.0, 30, 50), ("West", 95.0, 57, 60)), 900
        )
    ]
    about = {"finding": "f-north", "document": "pack-june", "line": 900, "cell": 1, "severity": "warning", "rule": "x"}
    own = data(observations=with_rows(*rows), findings=frame("findings", about))
    shown = by_area(own.rows, own)
    assert "Hollow, as under a finding: North." in "".join(str(b) for b in shown.blocks if not isinstance(b, dict))
    (drawn,) = charts(shown)
    assert any(layer["mark"].get("shape") == "diamond" for layer in drawn["layer"])


def test_categories_are_ranked_without_their_total_and_crossed_ones_stand_in_the_table_alone():
    def one(name, value):
        return figure("adoptions", value, JUNE, breakdown=name)

    rows = [one("Total", 12), one("Home", 3), one("School", 9), one("Advice", 5), one("Help", 7)]
    rows += [one("Home / Advice", 1), one("Home / Help", 2), one("School / Advice", 4), one("School / Help", 5)]
    own = data(observations=with_rows(*rows))
    blocks = by_category(own.rows.filter(pl.col("indicator") == "adoptions"), own)
    said = [chart["description"] for chart in charts(blocks)]
    assert said == ["Adoptions, June 2020: School 9 and Home 3.", "Adoptions, June 2020: Help 7 and Advice 5."]
    assert "the greatest is School, 9 of 12 together." in html(blocks)
    assert "School / Help" in html(blocks)


def test_a_stroke_within_a_name_crosses_nothing():
    rows = [figure("adoptions", v, JUNE, breakdown=name) for name, v in (("Parents / relatives", 8), ("Other", 1))]
    own = data(observations=with_rows(*rows))
    (chart,) = charts(by_category(own.rows.filter(pl.col("indicator") == "adoptions"), own))
    assert chart["description"] == "Adoptions, June 2020: Parents / relatives 8 and Other 1."


def test_hostile_text_of_a_pack_stays_text():
    bad = "<script>alert(1)</script>"
    rows = [figure("adoptions", v, JUNE, breakdown=name) for name, v in ((bad, 8), ("Other", 1))]
    own = data(observations=with_rows(*rows))
    assert "<script>" not in html(theme.categories(own, LAC))
    from scorecard.charts.svg import picture

    assert "<script>" not in "".join(picture(c) for c in charts(theme.categories(own, LAC)))
