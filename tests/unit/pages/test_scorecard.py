"""The sections of the quarter's page, state by state."""

import re
from datetime import date

import polars as pl
import pytest

from scorecard.html.blocks import PAGES_VARIABLE
from scorecard.pages import data_quality, scorecard
from scorecard.pages.quarter import QuarterPages
from scorecard.periods import Quarter
from scorecard.registry import load_registry
from tests.fixtures.processed import (
    COMPARATORS,
    INDICATORS,
    THEMES,
    band,
    figure,
    frame,
    material,
    months,
    observations,
    tables,
)

MARCH, MAY, JUNE = months("2020-03", "2020-05", "2020-06")
CHECKS = pl.DataFrame({"kind": ["integrity", "published"], "status": ["passed", "failed"]})
AREA_KINDS = [(77, "authority"), (78, "locality"), (79, "comparator")]
SECTIONS = [
    scorecard.at_a_glance,
    scorecard.key_messages,
    scorecard.charts,
    scorecard.board,
    scorecard.areas,
    scorecard.categories,
    scorecard.claims,
    scorecard.how_made,
    scorecard.proofs,
    data_quality.at_a_glance,
    data_quality.findings_by_rule,
    data_quality.findings_of_quarter,
    data_quality.other_findings,
    data_quality.caveats,
    data_quality.changes,
    data_quality.coverage,
    data_quality.corrections,
    data_quality.unread,
    data_quality.tables,
]


@pytest.fixture(autouse=True)
def pages(monkeypatch):
    monkeypatch.setenv(PAGES_VARIABLE, "1")


def data(quarter="2020-21-Q1", on=None, validated=True, **changes):
    found = tables() | changes
    if not validated:
        found["findings"] = frame("findings")
    pages = QuarterPages.of(
        found,
        quarter=Quarter.parse(quarter),
        on=on,
        indicators=INDICATORS,
        themes=THEMES,
        comparators=COMPARATORS,
        validated=validated,
        caveat_kinds=load_registry().caveat_frame(),
    )
    return pages.asking(material(found, on), CHECKS)


def shown(section, *given, **more):
    return "".join(str(block) for block in section(data(*given, **more)).blocks)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda s: f"{s.__module__.split('.')[-1]}.{s.__name__}")
@pytest.mark.parametrize("quarter", ["2020-21-Q1", "2019-20-Q4", "2031-32-Q4"], ids=["full", "first", "empty"])
def test_every_section_has_something_to_say(section, quarter):
    said = shown(section, quarter)
    assert len(said) > 20 or (section in (scorecard.areas, scorecard.categories) and not said)


def test_without_validation_nothing_is_marked_and_the_page_says_so():
    assert "Validation has not run" in shown(scorecard.at_a_glance, validated=False)
    assert "†" not in shown(scorecard.board, validated=False)
    assert "Validation has not run" in shown(data_quality.findings_by_rule, validated=False)


def test_with_validation_the_marked_figures_are_counted():
    assert "1 figure on this page is under a finding" in shown(scorecard.at_a_glance)


WARNING = {
    "document": "pack-june",
    "line": 3,
    "part": 1,
    "kind": "caution",
    "scope": "section",
    "from_line": 1,
    "to_line": 30,
}


def test_a_figure_that_its_pack_warns_of_is_marked_counted_and_led_to_the_warning():
    warned = frame("caveats", WARNING | {"indicator": "lac_rate"})
    assert "1 figure on this page is warned of" in shown(scorecard.at_a_glance, caveats=warned)
    html = shown(scorecard.board, caveats=warned)
    assert 'href="../2020-21-Q1/data_quality.html#w-faaeda-3"' in html and "‡" in html
    assert 'id="caveats"' in shown(data_quality.caveats, caveats=warned)
    assert "‡" not in shown(scorecard.at_a_glance) + shown(scorecard.board)


def test_a_mark_of_a_warning_leads_to_the_row_of_just_that_warning():
    rows = [WARNING | {"indicator": "lac_number", "line": 3}, WARNING | {"indicator": "lac_rate", "line": 4}]
    told = frame("caveats", *rows, rows[1] | {"indicator": "dental_checks", "part": 1})
    html = shown(scorecard.board, caveats=told)
    led = set(re.findall(r'href="\.\./2020-21-Q1/data_quality\.html#(w-[^"]+)"', html))
    assert led == {"w-faaeda-3", "w-faaeda-4"}
    listed = re.findall(r'<tr id="([^"]+)"', shown(data_quality.caveats, caveats=told))
    assert listed == ["w-faaeda-3", "w-faaeda-4"], "of two warnings on a line the first has the place"


def test_a_mark_of_a_warning_of_another_quarters_pack_leads_to_that_quarters_page():
    rows = [row for row in tables()["observations"].to_dicts() if row["document"] == "pack-june"]
    march = [row | ({"document": "pack-may"} if row["period"] == "2020-03" else {}) for row in rows]
    told = frame("caveats", WARNING | {"indicator": "lac_rate", "document": "pack-may"})
    (months,) = [
        months
        for months in data(observations=observations(*march), caveats=told).months.values()
        if months["indicator"][0] == "lac_rate"
    ]
    assert months.filter(pl.col("caveats").list.len() > 0)["caveat_page"].to_list() == [
        "../2019-20-Q4/data_quality.html"
    ]


def test_a_warning_is_said_in_words_with_its_measures_and_its_time():
    rows = [WARNING | {"indicator": one} for one in INDICATORS["indicator"]]
    dated = [row | {"period_start": date(2020, 5, 1), "period_end": date(2020, 6, 30)} for row in rows]
    html = shown(data_quality.caveats, caveats=frame("caveats", *dated))
    assert "these figures are to be read with caution" in html and "1 May 2020 to 30 June 2020" in html
    assert "Adoptions; and 1 more" in html
    general = WARNING | {"scope": "report", "period_start": date(2020, 5, 1)}
    html = shown(data_quality.caveats, caveats=frame("caveats", general))
    assert "the whole report (lines 1 to 30)" in html and "from 1 May 2020 on" in html


def test_a_mark_of_another_quarter_leads_to_the_finding_on_this_quarters_page():
    about = tables()["findings"].to_dicts()[0] | {"period": "2020-03", "indicator": "lac_number"}
    html = shown(scorecard.board, findings=frame("findings", about))
    assert 'href="../2020-21-Q1/data_quality.html#f-rate"' in html


def test_a_mark_that_only_documents_of_other_quarters_tell_of_leads_to_all_findings():
    about = tables()["findings"].to_dicts()[0] | {
        "period": "2020-03",
        "indicator": "lac_number",
        "document": "pack-may",
    }
    rows = observations(figure("lac_number", 605, JUNE), figure("lac_number", 603, MARCH, document="pack-may"))
    html = shown(scorecard.board, findings=frame("findings", about), observations=rows)
    assert "data_quality.html#f-rate" not in html


def test_printed_and_computed_arrow_disagree():
    html = shown(scorecard.board)
    assert "printed: <span" in html
    assert "by the figures it should be down" in html


def test_printed_and_computed_colour_disagree():
    signals = tables()["signals"].to_dicts()
    signals[-1] |= {"read_as": "green", "published": "Green"}
    html = shown(scorecard.board, signals=frame("signals", *signals))
    assert "by the tolerances" in html
    assert "Green" in html
    assert "Amber" in html


def test_an_unreadable_arrow_is_quoted():
    signals = [s | {"read_as": None, "published": "Ψ"} for s in tables()["signals"].to_dicts()[:1]]
    assert "printed: Ψ, not readable" in shown(scorecard.board, signals=frame("signals", *signals))


def test_a_restated_figure_says_what_it_was():
    rows = observations(figure("lac_number", 603, JUNE, document="pack-may"), figure("lac_number", 605, JUNE))
    assert "restated: it was 603 as at 31 May 2020" in shown(scorecard.board, observations=rows)


def test_a_restated_x_of_y_says_what_it_was():
    ratio = {"unit": "ratio", "status": "reported", "denominator": 9}
    rows = observations(
        figure("lac_number", None, JUNE, document="pack-may", numerator=4, **ratio),
        figure("lac_number", None, JUNE, numerator=5, **ratio),
    )
    assert "restated: it was 4 of 9 as at 31 May 2020" in shown(scorecard.board, observations=rows)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda s: s.__name__)
@pytest.mark.parametrize("month", [MAY, JUNE], ids=["in another month", "in the same month"])
def test_an_area_known_in_two_kinds_is_shown(section, month):
    twice = [figure("lac_number", 9, month, area="North", area_kind=kind, line=line) for line, kind in AREA_KINDS]
    rows = pl.concat([tables()["observations"], observations(*twice)])
    assert len(shown(section, observations=rows)) > 20


def test_a_change_smaller_than_the_decimals_of_the_latest_figure_is_still_told():
    rows = observations(
        figure("lac_reviews_in_time", 95.2, MAY, unit="percent"),
        figure("lac_reviews_in_time", 95, JUNE, unit="percent", published="95%", decimals=0),
    )
    html = shown(scorecard.board, observations=rows)
    assert re.search(r"0.2 points down<b>, worse", html) and "no change" not in html


def test_a_distance_smaller_than_the_decimals_of_the_figure_is_still_told():
    limit = frame("thresholds", band("green", "95.2%+", 95.2, None, "l"))
    rows = observations(figure("lac_reviews_in_time", 95, JUNE, unit="percent", published="95%", decimals=0))
    html = shown(scorecard.board, observations=rows, thresholds=limit)
    assert "0.2 points below" in html and "no change" not in html


def test_an_average_of_nothing_is_neither_better_nor_coloured():
    days = {"unit": "days", "basis": "in-month"}
    rows = observations(
        figure("adoption_days", 390.0, MARCH, **days),
        figure("adoption_days", 400.0, MAY, **days),
        figure("adoption_days", 0.0, JUNE, **days),
        figure("adoptions", 0, JUNE),
    )
    target = frame("thresholds", band("green", "<487", None, 487, indicator="adoption_days"))
    html = shown(scorecard.board, observations=rows, thresholds=target)
    assert "it is an average of nothing" in html and "better" not in html and "Green" not in html
    assert "Got better" not in shown(scorecard.key_messages, observations=rows, thresholds=target)


def test_a_month_is_not_set_against_the_target_of_the_year():
    flow = {"basis": "in-month"}
    rows = observations(figure("adoptions", 23, MAY, **flow), figure("adoptions", 24, JUNE, **flow))
    target = frame("thresholds", band("green", "30+", 30, None, "l", indicator="adoptions"))
    html = shown(scorecard.board, observations=rows, thresholds=target)
    assert "30+" in html and "below" not in html and "a month of a year’s tolerance" in html
    assert "1 up<b>, better" in html


def test_a_printed_colour_beside_an_illegible_band_is_not_called_outside_of_the_bands():
    bands = [band("red", "<90%", None, 90), band("green", "9S%+", None, None, reason="not legible")]
    signal = tables()["signals"].to_dicts()[-1] | {"read_as": "green", "published": "Green"}
    html = shown(scorecard.board, thresholds=frame("thresholds", *bands), signals=frame("signals", signal))
    assert "printed; not checked: not every printed band is legible" in html
    assert "none of the printed bands" not in html


def test_as_known_before_the_restatement_it_was_the_old_figure():
    rows = observations(figure("lac_number", 603, MAY, document="pack-may"), figure("lac_number", 605, MAY))
    html = shown(scorecard.board, on=date(2020, 5, 31), observations=rows)
    assert ">603<" in html
    assert ">605<" not in html
    assert "known at 31 May 2020" in shown(scorecard.at_a_glance, on=date(2020, 5, 31), observations=rows)


def test_a_corrected_figure_says_what_is_printed():
    rows = observations(figure("lac_number", 605, JUNE, status="corrected", published="6O5"))
    assert "printed as 6O5, read as shown" in shown(scorecard.board, observations=rows)


def test_few_cases_are_neither_better_nor_worse_and_the_page_says_why():
    percent = {"unit": "percent", "denominator": 6}
    rows = observations(
        figure("lac_reviews_in_time", 100.0, MAY, numerator=6, **percent),
        figure("lac_reviews_in_time", 83.3, JUNE, numerator=5, **percent),
    )
    assert "fewer than 20 cases" in shown(scorecard.board, observations=rows)
    assert "Got worse" not in shown(scorecard.key_messages, observations=rows)


def test_a_message_of_a_crossed_threshold_names_both_colours_and_where_they_stand():
    rows = observations(
        figure("lac_reviews_in_time", 89.0, MARCH, unit="percent", line=4),
        figure("lac_reviews_in_time", 96.0, JUNE, unit="percent", line=5),
    )
    html = shown(scorecard.key_messages, observations=rows)
    assert "Crossed into a better colour" in html
    assert "from red to green" in html
    assert re.search(r'\(lines <a href="#pack-june:5:\d+" class="proof">5</a> and <a .*?>4</a> of pack-june\)', html)
    glance = shown(scorecard.at_a_glance, observations=rows)
    assert re.search(r">1<.{0,60}changed colour", glance)


def test_nought_is_never_shown_for_what_cannot_be_compared():
    rows = observations(figure("lac_reviews_in_time", 96.0, JUNE, unit="percent"))
    glance = shown(scorecard.at_a_glance, observations=rows)
    assert "changed colour" not in glance and "Of none can it be said that it got better or worse" in glance
    assert "Better or worse than the quarter or the year before is not said of 1 measure" in shown(
        scorecard.key_messages, observations=rows
    )


def test_without_anything_to_ask_nothing_is_better_or_worse():
    found = tables()
    pages = QuarterPages.of(
        found,
        quarter=Quarter.parse("2020-21-Q1"),
        on=None,
        indicators=INDICATORS,
        themes=THEMES,
        comparators=COMPARATORS,
        validated=True,
    )
    html = "".join(map(str, (scorecard.board(pages) + scorecard.key_messages(pages)).blocks))
    assert "better" not in html and "worse" not in html


def test_a_figure_that_counts_on_from_april_is_not_judged_within_the_year():
    basis = {"basis": "year-to-date", "unit": "days"}
    rows = observations(figure("dental_checks", 391.5, MAY, **basis), figure("dental_checks", 120.0, JUNE, **basis))
    assert "Got worse" not in shown(scorecard.key_messages, observations=rows)
    assert "counts on from April" in shown(scorecard.board, observations=rows)


def test_a_colour_that_another_print_contests_says_so_and_keeps_its_word():
    rows = tables()["observations"].to_dicts()
    june = next(row for row in rows if row["indicator"] == "lac_reviews_in_time" and row["period"] == "2020-06")
    other = june | {"table": "detail", "line": 900, "value": 96.0, "numerator": None, "denominator": None}
    html = shown(scorecard.board, observations=observations(*rows, other))
    cell = re.search(r'<td><span class="tag amber">.*?</td>', html)[0]
    assert "<b>contested: </b>96.0% is printed too, which is " in cell and "Green" in cell
    red = tables()["signals"].to_dicts()[-1] | {"line": 900, "published": "Red", "read_as": "red"}
    both = shown(scorecard.board, signals=frame("signals", *tables()["signals"].to_dicts(), red))
    cell = re.search(r'<td><span class="tag amber">.*?</td>', both)[0]
    assert re.search(r"<b>contested: </b><span class=\"tag red\">.*? Red</span> is printed too", cell)
    assert "contested" not in shown(scorecard.board)


def test_a_benchmark_stands_with_the_year_that_its_cell_prints():
    rows = [
        row | ({"published": "65.0 (2017)"} if row["area"] == "National average" else {})
        for row in tables()["observations"].to_dicts()
    ]
    html = shown(scorecard.board, observations=observations(*rows))
    assert '<span class="per">England 2017 </span>' in html and '<span class="per">Similar councils </span>' in html


def test_a_met_target_and_a_gap():
    met = shown(scorecard.board, thresholds=frame("thresholds", band("green", "90%+", 90, None, "l")))
    assert "met" in met
    missed = shown(scorecard.board, thresholds=frame("thresholds", band("green", "98%+", 98, None, "l")))
    assert "4.0 points below" in missed


def test_localities_stand_beside_the_authority():
    html = shown(scorecard.areas)
    assert ">North</th>" in html
    assert ">300<" in html
    assert ">611<" in html


def test_an_indicator_outside_the_registry_is_still_shown():
    rows = observations(figure("not_registered", 7, JUNE, theme=None, indicator_name="Something new"))
    html = shown(scorecard.board, observations=rows)
    assert "Not in the registry" in html
    assert "Something new" in html


def test_charts_show_at_most_six_indicators():
    bands = [band("red", "<90", None, 90, indicator=f"i{n}") for n in range(9)]
    rows = observations(*[figure(f"i{n}", v, p) for n in range(9) for v, p in zip((1, 2, 3), (MARCH, MAY, JUNE))])
    html = shown(scorecard.charts, observations=rows, thresholds=frame("thresholds", *bands))
    assert html.count("<h3>") == scorecard.MOST_CHARTS


def test_findings_about_the_quarter_and_others_are_told_apart():
    one = tables()["findings"].to_dicts()[0]
    both = frame(
        "findings", one, one | {"finding": "f-old", "fact": "f-old", "period": "2018/19", "severity": "information"}
    )
    assert "f-old" not in shown(data_quality.findings_of_quarter, findings=both)
    assert "f-old" in shown(data_quality.other_findings, findings=both)


def test_what_has_changed_is_told_apart_from_what_disagrees():
    one = tables()["findings"].to_dicts()[0]
    both = frame(
        "findings", one, one | {"finding": "f-new", "fact": "f-new", "nature": "change", "severity": "information"}
    )
    assert "f-new" not in shown(data_quality.findings_of_quarter, findings=both)
    assert "f-new" not in shown(data_quality.other_findings, findings=both)
    told = shown(data_quality.changes, findings=both)
    assert "1 change" in told and "f-new" in told and "f-rate" not in told and "Information" not in told
    glance = shown(data_quality.at_a_glance, findings=both)
    assert re.search(r">1<.*?findings", glance) and re.search(r">1<.*?changes", glance)


def test_a_finding_is_linked_where_it_is_listed():
    """On the quarter's own page, or, where only documents of other quarters tell of it, among all."""
    one = tables()["findings"].to_dicts()[0]
    other = one | {"finding": "f-other", "fact": "f-other", "document": "pack-of-another-quarter"}
    pages = data(findings=frame("findings", one, other))
    assert pages.page_of_finding(one["fact"]) == "../2020-21-Q1/data_quality.html"
    assert pages.page_of_finding("f-other") == "../validation.html"


def test_a_document_that_could_not_be_read_is_named_with_its_reason_and_no_folder():
    assert "left out" not in shown(data_quality.at_a_glance)
    one = {"document": "pack-<july>", "reason": "summary.tsv does not match its hash\nwhere: kites/data/raw"}
    html = shown(data_quality.at_a_glance, left_out=frame("left_out", one))
    assert "1 document of data/raw is left out of the data" in html and "pack-&lt;july&gt;" in html
    assert "does not match its hash" in html and "kites/data" not in html
    two = frame("left_out", one, one | {"document": "pack-august"})
    assert "2 documents of data/raw are left out of the data" in shown(data_quality.at_a_glance, left_out=two)


def test_figures_that_others_confirm_are_counted_by_theme_and_table():
    place = {"document": "pack-june", "table": "summary", "theme": "looked-after-children"}
    states = [("confirmed", None), ("confirmed", None), ("contradicted", None), ("untested", "nothing else is printed")]
    rows = frame("coverage", *[place | {"line": n, "state": s, "reason": why} for n, (s, why) in enumerate(states)])
    html = shown(data_quality.coverage, coverage=rows)
    assert "Other figures confirm 2 of 4 figures (50%) and contradict 1; 1 cannot be tested." in html
    assert "1 figure: nothing else is printed" in html and "pack-june: summary" in html
    assert "Validation has not run" in shown(data_quality.coverage, validated=False)


def test_a_finding_says_what_where_why_and_who_has_seen_it():
    seen = tables()["findings"].to_dicts()[0] | {"acknowledged": "An analyst, 2020-09-02", "note": "agreed"}
    html = shown(data_quality.findings_of_quarter, findings=frame("findings", seen))
    for part in ("Warning", "Children in care per 10,000", "The rate rose", "Likely cause", "line 8", "An analyst"):
        assert part in html


def test_the_months_of_a_quarter_that_have_figures_are_named_where_not_all_do():
    def lead(*periods):
        rows = observations(*[figure("lac_number", 600 + at, period) for at, period in enumerate(periods)])
        return shown(scorecard.at_a_glance, observations=rows)

    april = months("2020-04")[0]
    assert "Of its months only June 2020 has figures." in lead(JUNE)
    assert "Of its months only April 2020 and June 2020 have figures." in lead(april, JUNE)
    assert "Of its months" not in lead(april, MAY, JUNE)


def test_a_quarter_with_figures_of_categories_alone_says_so():
    rows = observations(figure("lac_number", 5, JUNE, breakdown="Foster care"))
    html = shown(scorecard.at_a_glance, observations=rows)
    assert "1 figure of Quarter 1 of 2020/21 (April to June 2020), of areas or categories alone" in html
    assert "No indicators" not in html
