"""One figure beside another: prints of one document, of two documents, arrows, colours, benchmarks, copies."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scorecard.registry import Change, RateOf
from scorecard.validate.rules import arrows, benchmarks, between_packs, copies, rag, rates, same_figure, thresholds
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, signal, threshold, x_of_y

REGISTRY = registry(
    indicator("children", kind="stock", basis="month-end", good="info"),
    indicator("plans", unit="percent", kind="share", basis="month-end"),
    indicator("reviews", unit="percent", kind="share"),
    indicator("waits", good="low"),
    indicator("visits"),
    indicator("caseload", unit="cases", good="within-limits"),
    indicator("changed", changes=[Change(date=date(2020, 8, 1), kind="definition", reason="Counted in another way.")]),
    indicator(
        "rate",
        unit="rate_per_10k",
        kind="rate",
        good="low",
        rate_of=RateOf(count="children", per=10000, population="people aged 0 to 17"),
    ),
    indicator(
        "visit_rate",
        unit="rate_per_10k",
        kind="rate",
        good="low",
        rate_of=RateOf(count="visits", per=10000, population="people aged 0 to 17"),
    ),
)


def only(result: Any) -> dict[str, Any]:
    (row,) = failing(result).rows(named=True)
    return row


# ---- one document, two prints


def same(*rows: dict[str, Any]):
    return same_figure.compare(pack(list(rows)), REGISTRY)


def test_what_is_said_of_two_prints_that_differ():
    first, second = failing(
        same(figure("children", "2020-06", "603", line=1), figure("children", "2020-06", "605", line=9))
    ).rows(named=True)
    assert first["explanation"] == (
        "Children, June 2020: 603 is printed here, but line 9 of the same document prints 605."
    )
    assert (first["expected"], first["compared_with"], second["expected"], second["compared_with"]) == (
        "605",
        "pack:9:2",
        "603",
        "pack:1:2",
    )
    assert (first["lower"], first["upper"], first["severity"]) == (605, 605, "warning")


def test_of_four_prints_two_and_two_nobody_is_in_the_minority():
    prints = [figure("children", "2020-06", v, line=n) for n, v in enumerate(("603", "603", "605", "605"))]
    assert failing(same(*prints)).height == 4
    three = [*prints[:2], prints[0] | {"line": 8}, prints[3]]
    assert failing(same(*three))["line"].to_list() == [3]


def test_two_figures_of_one_line_are_not_two_prints_but_of_two_tables_they_are():
    a, b = figure("children", "2020-06", "603", line=1), figure("children", "2020-06", "605", line=1, cell=3)
    assert same(a, b).rows.is_empty()
    assert failing(same(a, b | {"table": "annex"})).height == 2


@pytest.mark.parametrize(
    ("fine", "coarse", "fails"),
    [("65.5%", "66%", 0), ("65.4%", "65%", 0), ("65.5%", "65%", 0), ("65.5%", "67%", 2), ("65.50%", "65.6%", 2)],
)
def test_figures_with_other_decimals_agree_if_they_can_be_one_number(fine: str, coarse: str, fails: int):
    result = same(figure("plans", "2020-06", fine, line=1), figure("plans", "2020-06", coarse, line=9))
    assert failing(result).height == fails


def test_an_x_that_differs_says_which_half_it_is():
    rows = failing(same(x_of_y("plans", "2020-06", 7, 10, line=1), x_of_y("plans", "2020-06", 8, 10, line=9)))
    assert rows["explanation"][0] == (
        "Plans, June 2020: x = 7 is printed here, but line 9 of the same document prints 8."
    )
    assert rows.height == 2


def test_another_measure_of_the_other_line_is_named_as_the_cause():
    rows = [
        figure("children", "2020-06", "603", line=1),
        figure("children", "2020-06", "605", line=9),
        figure("visits", "2020-06", "603", line=9, cell=5),
    ]
    assert failing(same(*rows))["suggestion"].to_list()[0] == (
        "2 explanations fit: it has changed places with 605 at line 9; line 9 prints it for Visits."
    )


def test_another_measure_elsewhere_is_named_as_the_cause_if_its_figure_is_rare():
    rows = [
        figure("plans", "2020-06", "65.5%", line=1),
        figure("plans", "2020-06", "70.5%", line=9),
        figure("reviews", "2020-06", "65.5%", line=5),
    ]
    assert failing(same(*rows))["suggestion"].to_list()[0].endswith("; line 5 prints it for Reviews.")
    small = [
        figure("children", "2020-06", "63", line=1),
        figure("children", "2020-06", "65", line=9),
        figure("visits", "2020-06", "63", line=15, cell=5),
    ]
    assert "Visits" not in failing(same(*small))["suggestion"].to_list()[0]


def end(label: str, value: str, id: str = "children") -> dict[str, Any]:
    unit = {"children": "603", "plans": "60.3%"}[id]
    return only(same(figure(id, "2020-06", unit, line=1), figure(id, label, value, line=9)))


def test_a_quarter_of_a_stock_is_its_last_month():
    row = end("2020/21 Q1", "605")
    assert row["explanation"] == (
        "Children, 2020/21 Q1: 605 is printed, but its last month (2020-06, line 1) prints 603."
    )
    assert (row["severity"], row["expected"], row["compared_with"]) == ("warning", "603", "pack:1:2")
    assert end("2020/21 YTD", "60.5%", "plans")["severity"] == "information"


def test_a_year_that_differs_from_its_last_month_may_have_been_checked_again():
    rows = same(figure("children", "2020-03", "603", line=1), figure("children", "2019/20", "605", line=9))
    row = only(rows)
    assert row["explanation"].endswith("A year's figure may have been checked again after its last month.")
    assert row["severity"] == "information"
    assert same(
        figure("children", "2020-02", "603", line=1), figure("children", "2019/20", "605", line=9)
    ).rows.is_empty()


def test_a_flows_year_is_not_its_last_month():
    assert same(
        figure("visits", "2020-06", "603", line=1), figure("visits", "2020/21 Q1", "605", line=9)
    ).rows.is_empty()


# ---- two documents

TWO = {"old": date(2020, 6, 30), "new": date(2020, 9, 30)}


def restated(old: str, new: str, id: str = "children", **more: Any):
    rows = [
        figure(id, "2020-05", old, line=1, document="old"),
        figure(id, "2020-05", new, line=2, document="new"),
    ]
    return between_packs.compare(pack(rows, documents=TWO, **more), REGISTRY)


def test_what_is_said_of_a_restatement():
    row = only(restated("603", "605"))
    assert row["explanation"] == "Children, May 2020: 605 is printed, restated from 603 (line 1 of old): 2 more."
    assert row["nature"] == "change"
    assert (row["document"], row["expected"], row["compared_with"], row["severity"]) == (
        "new",
        "603",
        "old:1:2",
        "information",
    )


@pytest.mark.parametrize(
    ("id", "old", "new", "words"),
    [
        ("waits", "9", "8", "1 less, which looks better."),
        ("waits", "8", "9", "1 more, which looks worse."),
        ("plans", "50.0%", "51.5%", "1.5 more, which looks better."),
        ("plans", "51.5%", "50.0%", "1.5 less, which looks worse."),
    ],
)
def test_a_restatement_says_which_way_it_leans(id: str, old: str, new: str, words: str):
    assert only(restated(old, new, id))["explanation"].endswith(words)


def test_a_change_of_definition_between_the_two_documents_is_named():
    assert only(restated("9", "8", "changed"))["explanation"].endswith(" Known change: Counted in another way.")
    early = registry(
        indicator("changed", changes=[Change(date=date(2020, 6, 30), kind="definition", reason="Too early.")])
    )
    rows = [figure("changed", "2020-05", v, line=1, document=d) for d, v in (("old", "9"), ("new", "8"))]
    assert "Known change" not in only(between_packs.compare(pack(rows, documents=TWO), early))["explanation"]


def test_a_restatement_that_changes_the_colour_is_a_warning_unless_a_known_change_explains_it():
    for id, severity in (("waits", "warning"), ("changed", "information")):
        bands = [
            threshold(id, "red", "10+", 10, None, document="new"),
            threshold(id, "green", "<10", None, 10, closed=(True, False), document="new"),
        ]
        row = only(restated("12", "8", id, thresholds=bands))
        assert row["severity"] == severity
        assert "Its colour would be red instead of green." in row["explanation"]


def test_the_last_earlier_document_is_the_one_compared_with():
    three = {"older": date(2020, 5, 31)} | TWO
    rows = [figure("children", "2020-05", v, line=1, document=d) for d, v in zip(three, ("600", "603", "605"))]
    restatements = failing(between_packs.compare(pack(rows, documents=three), REGISTRY))
    assert restatements.select("document", "expected").rows() == [("new", "603"), ("old", "600")]


def test_of_several_prints_of_the_earlier_document_one_that_agrees_is_taken():
    rows = [
        figure("children", "2020-05", "603", line=1, document="old"),
        figure("children", "2020-05", "605", line=7, document="old"),
        figure("children", "2020-05", "605", line=2, document="new"),
    ]
    assert failing(between_packs.compare(pack(rows, documents=TWO), REGISTRY)).is_empty()
    rows[2] |= {"value": 606.0, "published": "606"}
    assert only(between_packs.compare(pack(rows, documents=TWO), REGISTRY))["expected"] == "603"


def test_the_earlier_document_may_print_the_figure_for_another_year():
    rows = [
        figure("children", "2018/19", "642", line=1, document="old"),
        figure("children", "2017/18", "627", line=2, document="old"),
        figure("children", "2018/19", "627", line=2, document="new"),
    ]
    row = only(between_packs.compare(pack(rows, documents=TWO), REGISTRY))
    assert "the earlier document prints it for 2017/18 (line 2)" in row["suggestion"]


def sentence(value: float, **more: Any) -> dict[str, Any]:
    return {
        "document": "new",
        "line": 50,
        "published": f"{value:g}",
        "relation": "value",
        "indicator": "children",
        "period": "2020-05",
        "value": value,
        "unit": "count",
        "certainty": "certain",
    } | more


def test_what_is_said_of_a_sentence_that_another_document_contradicts():
    rows = [figure("children", "2020-05", "603", line=1, document="old")]
    row = only(between_packs.compare(pack(rows, documents=TWO, claims=[sentence(605)]), REGISTRY))
    assert row["explanation"] == (
        "Children, May 2020: a sentence says 605, another document prints 603 (line 1 of old)."
    )
    assert (row["expected"], row["compared_with"], row["severity"]) == ("603", "old:1:2", "information")


def test_a_sentence_whose_own_document_prints_the_month_is_left_to_the_rule_of_prose():
    rows = [figure("children", "2020-05", "603", line=1, document=d) for d in TWO]
    claims = [sentence(605), sentence(70, relation="target"), sentence(604, certainty="likely")]
    assert failing(between_packs.compare(pack(rows, documents=TWO, claims=claims), REGISTRY)).is_empty()


def test_a_sentence_is_settled_by_the_document_before_rather_than_the_one_after():
    rows = [
        figure("children", "2020-05", "603", line=1, document="old"),
        figure("children", "2020-05", "607", line=1, document="later"),
    ]
    three = TWO | {"later": date(2020, 10, 31)}
    assert (
        only(between_packs.compare(pack(rows[:1], documents=three, claims=[sentence(605)]), REGISTRY))["expected"]
        == "603"
    )
    both = failing(between_packs.compare(pack(rows, documents=three, claims=[sentence(605)]), REGISTRY))
    assert both.filter(both["document"] == "new")["expected"].to_list() == ["603"]
    after = failing(between_packs.compare(pack(rows[1:], documents=three, claims=[sentence(605)]), REGISTRY))
    assert after["expected"].to_list() == ["607"]


# ---- arrows


def arrow(id: str, before: str, now: str, printed: str, **more: Any):
    rows = [figure(id, "2020-05", before, line=3, cell=1), figure(id, "2020-06", now, line=3)]
    signals = [signal(id, "2020-06", "direction", printed, line=3)]
    meaning = more.pop("arrows_mean", "performance")
    known = registry(*REGISTRY.indicators.values(), arrows_mean=meaning)
    return arrows.compare(pack([row | more for row in rows], signals=signals), known)


@pytest.mark.parametrize(
    ("id", "before", "now", "printed", "meaning", "words"),
    [
        (
            "waits",
            "9",
            "8",
            "down",
            "performance",
            "the figure fell from 9 to 8; arrows here show performance, low is good, so the arrow should be up, "
            "but it is printed as down (down).",
        ),
        (
            "plans",
            "50.0%",
            "51.5%",
            "down",
            "number",
            "the figure rose from 50.0% to 51.5%; arrows here show the number, so the arrow should be up, "
            "but it is printed as down (down).",
        ),
        (
            "children",
            "603",
            "603",
            "up",
            "performance",
            "the figure stayed at 603; arrows here show performance, so the arrow should be level, "
            "but it is printed as up (up).",
        ),
    ],
)
def test_what_is_said_of_a_wrong_arrow(id: str, before: str, now: str, printed: str, meaning: str, words: str):
    row = only(arrow(id, before, now, printed, arrows_mean=meaning))
    assert row["explanation"].endswith(words)
    assert (row["severity"], row["compared_with"]) == ("error", "pack:3:8; pack:3:1")


@pytest.mark.parametrize("printed", ["up", "down"])
def test_a_range_may_be_shown_either_way(printed: str):
    assert failing(arrow("caseload", "20", "18", printed, unit="cases")).is_empty()
    assert failing(arrow("caseload", "20", "18", "level", unit="cases")).is_empty()
    assert failing(arrow("caseload", "18", "18", printed, unit="cases")).height == 1


# ---- colours

BANDS = [
    threshold("plans", "red", "<90%", None, 90, closed=(True, False), line=3),
    threshold("plans", "green", "95%+", 95, None, closed=(True, False), line=3),
]


def colour(value: str, printed: str | None, bands: list[dict[str, Any]] = BANDS, *more: dict[str, Any]):
    signals = [signal("plans", "2020-06", "rag", printed, line=3)] if printed else []
    return rag.compare(
        pack([figure("plans", "2020-06", value, line=3), *more], thresholds=bands, signals=signals), REGISTRY
    )


def test_what_is_said_of_a_wrong_colour():
    row = only(colour("80.0%", "green"))
    assert row["explanation"] == (
        "Plans, June 2020: 80.0% is red by the printed thresholds (red <90%, green 95%+), but green is printed."
    )
    assert (row["expected"], row["severity"], row["compared_with"]) == ("red", "error", "pack:3")


def test_what_is_said_of_a_colour_that_no_band_decides():
    row = only(colour("92.0%", "green"))
    assert row["explanation"] == (
        "Plans, June 2020: green is printed for 92.0%, but the figure is in none of the printed bands "
        "(thresholds: red <90%, green 95%+)."
    )
    assert (row["expected"], row["severity"]) == ("no colour", "information")


def test_a_colour_without_a_band_of_its_own_or_without_any_is_not_compared():
    assert failing(colour("92.0%", "amber")).is_empty()
    assert failing(colour("92.0%", "amber", [])).is_empty()


def test_a_row_with_thresholds_of_its_own_is_judged_by_them():
    elsewhere = [band | {"line": 9, "lower": band["lower"] and 70.0, "upper": band["upper"] and 60.0} for band in BANDS]
    assert failing(colour("80.0%", "red", [*elsewhere, *BANDS])).is_empty()
    assert failing(colour("80.0%", "green", elsewhere)).is_empty()


def test_what_is_said_of_a_colour_that_is_not_printed():
    bands = [
        *BANDS,
        threshold("reviews", "red", "<50%", None, 50, line=4),
        threshold("reviews", "green", "50%+", 50, None, line=4),
    ]
    rows = [figure("reviews", "2020-06", "40.0%", line=4), figure("reviews", "2020-05", "90.0%", line=4, cell=1)]
    row = only(colour("80.0%", "red", bands, *rows))
    assert row["explanation"] == (
        "Reviews, June 2020: 40.0% is red by the printed thresholds (red <50%, green 50%+), but no colour is printed."
    )
    assert (row["line"], row["cell"], row["expected"], row["severity"]) == (4, 2, "red", "information")
    in_gap = [figure("reviews", "2020-06", None, line=4)]
    assert failing(colour("80.0%", "red", bands, *in_gap)).is_empty()


# ---- thresholds


def bands_of(*rows: dict[str, Any], **more: Any):
    return thresholds.compare(pack(more.pop("figures", []), thresholds=list(rows), **more), REGISTRY)


def test_what_is_said_of_bands_with_a_gap():
    row = only(bands_of(*BANDS))
    assert row["explanation"] == (
        "Plans: the thresholds (red <90%, green 95%+) do not fit together: at 90, for example, "
        "the figure is in none of the printed bands."
    )
    assert (row["published"], row["published_value"], row["severity"]) == ("red <90%, green 95%+", 2, "information")
    met = [figure("plans", "2020-06", "92.0%", line=1)]
    assert only(bands_of(*BANDS, figures=met))["severity"] == "warning"
    assert only(bands_of(*BANDS, figures=[met[0] | {"period_kind": "quarter"}]))["severity"] == "information"


def test_beyond_an_outermost_edge_without_a_band_there_is_no_gap():
    inner = [
        threshold("plans", "amber", "80-90", 80, 90, closed=(True, False)),
        threshold("plans", "green", "90-95", 90, 95, closed=(True, True)),
    ]
    assert failing(bands_of(*inner)).is_empty()
    open_above = [inner[0], inner[1] | {"upper_closed": False}]
    assert failing(bands_of(*open_above)).is_empty()
    gap = [inner[0], inner[1] | {"lower_closed": False}]
    assert only(bands_of(*gap))["published_value"] == 1


def test_one_band_alone_is_not_asked_to_fit():
    assert bands_of(BANDS[0]).rows.is_empty()


def test_what_is_said_of_a_target_that_another_page_prints_otherwise():
    other = BANDS[1] | {"table": "page", "line": 40, "published": "96%+", "lower": 96.0}
    first, second = failing(bands_of(BANDS[1], other)).rows(named=True)
    assert first["explanation"] == "Plans: green is 95%+ here, but 96%+ at line 40 of the same document."
    assert (first["expected"], first["compared_with"], second["compared_with"]) == ("96%+", "pack:40:9", "pack:3:9")
    assert failing(bands_of(BANDS[1], other | {"table": "summary"})).is_empty()


def target(value: float, **more: Any) -> dict[str, Any]:
    return sentence(value, document="pack", indicator="plans", unit="percent", relation="target") | more


def test_what_is_said_of_a_target_in_a_sentence():
    row = only(bands_of(BANDS[1], claims=[target(90)]))
    assert row["explanation"] == "Plans: a sentence names the target 90, the table at line 3 prints 95%+."
    assert (row["expected"], row["severity"], row["compared_with"]) == ("95%+", "information", "pack:3:9")
    assert failing(bands_of(BANDS[1], claims=[target(95)])).is_empty()
    assert bands_of(BANDS[1], claims=[target(90, unit="count")]).rows.is_empty()


def test_what_is_said_of_a_target_that_changed_between_documents():
    bands = [
        threshold("plans", "green", "95%+", 95, None, document="old", line=3),
        threshold("plans", "green", "97%+", 97, None, document="new", line=4),
    ]
    tables = pack([], thresholds=bands, documents=TWO)
    row = only(thresholds.compare(tables, REGISTRY))
    assert row["explanation"] == "Plans: the target is 97%+ here and was 95%+ in old (line 3)."
    assert row["nature"] == "change"
    assert (row["document"], row["expected"], row["compared_with"]) == ("new", "95%+", "old:3:9")


# ---- benchmarks

BEST, AVERAGE = "Best statistical neighbour", "Statistical neighbour average"


def compared(id: str, best: str, average: str, **more: Any):
    rows = [
        figure(id, "latest", best, line=3, cell=7, area=BEST),
        figure(id, "latest", average, line=3, cell=8, area=AVERAGE),
    ]
    return benchmarks.compare(pack([*rows, *more.pop("rows", [])]), REGISTRY)


def test_what_is_said_of_a_best_that_is_not_the_best():
    row = only(compared("plans", "60.0%", "65.0%"))
    assert row["explanation"] == (
        "Plans: Best statistical neighbour is 60.0% and Statistical neighbour average is 65.0%; "
        "high is good here, so the first should be at least the second."
    )
    assert (row["expected"], row["compared_with"], row["lower"], row["upper"]) == (
        "at least 65.0%",
        "pack:3:8",
        65,
        None,
    )
    low = only(compared("waits", "9", "8"))
    assert (low["expected"], low["lower"], low["upper"]) == ("at most 8", None, 8)
    assert failing(compared("waits", "8", "8")).is_empty()
    assert compared("children", "9", "8").rows.is_empty()


def test_the_average_of_the_same_line_is_the_one_compared_with():
    other = [figure("plans", "latest", "50.0%", line=1, cell=8, area=AVERAGE)]
    told = failing(compared("plans", "60.0%", "65.0%", rows=other))
    assert told.filter(told["area"] == BEST)["expected"].to_list() == ["at least 65.0%"]


def test_what_is_said_of_a_benchmark_with_two_values():
    rows = [figure("plans", "latest", v, line=n, area=AVERAGE) for n, v in ((3, "65.0%"), (9, "66.0%"))]
    first, second = failing(benchmarks.compare(pack(rows), REGISTRY)).rows(named=True)
    assert first["explanation"] == (
        "Plans, Statistical neighbour average: 65.0% is printed here, but line 9 of the same document prints 66.0%."
    )
    assert (first["expected"], second["expected"], first["compared_with"]) == ("66.0%", "65.0%", "pack:9:2")
    coarse = [rows[0], figure("plans", "latest", "65%", line=9, area=AVERAGE)]
    assert failing(benchmarks.compare(pack(coarse), REGISTRY)).is_empty()


# ---- rates and their counts


def year(
    counts: list[str], printed: list[str], id: str = "rate", of: str = "children", line: int = 1, year: int = 2020
):
    rows = []
    for n, (count, rate) in enumerate(zip(counts, printed)):
        month = f"{year}-{4 + n:02d}"
        rows.append(figure(of, month, count, line=line + n, cell=2))
        rows.append(figure(id, month, rate, line=line + n, cell=3, unit="rate_per_10k"))
    return rows


# of a population of 50,000
COUNTS, RATES = ["500", "505", "510", "520"], ["100.0", "101.0", "102.0", "104.0"]


def test_what_is_said_of_a_rate_of_another_population():
    row = only(rates.compare(pack(year(COUNTS, [*RATES[:3], "108.0"])), REGISTRY))
    assert row["explanation"] == (
        "Rate, July 2020: 108.0 per 10,000 for a count of 520 (line 4) implies a population of 48,126 to 48,170, "
        "but 3 of 4 different rates of this measure and year imply 49,976 to 50,024, "
        "which gives 104.0 per 10,000."
    )
    assert (row["severity"], row["compared_with"], row["line"]) == ("warning", "pack:4:2", 4)


def test_one_child_more_or_fewer_is_named_as_the_cause():
    more = only(
        rates.compare(pack(year(["1000", "1005", "1010", "1020"], ["200.0", "201.0", "202.0", "204.2"])), REGISTRY)
    )
    assert more["suggestion"] == "Fits exactly: it is the rate of one more than the count."
    fewer = only(
        rates.compare(pack(year(["1000", "1005", "1010", "1020"], ["200.0", "201.0", "202.0", "203.8"])), REGISTRY)
    )
    assert fewer["suggestion"] == "Fits exactly: it is the rate of one fewer than the count."


def test_three_different_rates_are_enough_and_a_repeated_one_counts_once():
    assert rates.compare(pack(year(COUNTS[:3], RATES[:3])), REGISTRY).rows.height == 3
    assert rates.compare(pack(year(COUNTS[:2], RATES[:2])), REGISTRY).rows.is_empty()
    repeated = year(["500", "500", "505"], ["100.0", "100.0", "101.0"])
    assert rates.compare(pack(repeated), REGISTRY).rows.is_empty()


def test_a_count_of_the_same_table_is_the_one_of_the_rate():
    rows = year(COUNTS, RATES)
    elsewhere = [row | {"table": "annex", "value": row["value"] + 50} for row in rows if row["unit"] == "count"]
    assert failing(rates.compare(pack([*rows, *elsewhere]), REGISTRY)).is_empty()


def test_two_measures_of_one_population_are_compared_for_the_year():
    other = year(["250", "255", "260"], ["52.1", "53.1", "54.2"], "visit_rate", "visits", line=20)
    rows = failing(rates.compare(pack([*year(COUNTS, RATES), *other]), REGISTRY))
    assert rows["explanation"].to_list() == [
        "Visit rate, 2020/21: its rates rest on a population of 47,978 to 48,014, most others of the year on "
        "49,976 to 50,024."
    ]
    assert rows["expected"].to_list() == ["a population of 49,976 to 50,024"]


def test_a_new_population_in_a_new_year_is_said_once():
    before = year(COUNTS, RATES, line=20, year=2019)
    rows = failing(rates.compare(pack([*year(COUNTS, ["98.0", "99.0", "100.0", "102.0"]), *before]), REGISTRY))
    assert rows.height == 1
    assert rows["explanation"][0].startswith("Rate: the rates of 2020/21 rest on a population of ")
    assert rows["severity"].to_list() == ["information"]
    two_years = year(COUNTS, ["98.0", "99.0", "100.0", "102.0"], year=2021)
    assert failing(rates.compare(pack([*two_years, *before]), REGISTRY)).is_empty()


# ---- copies


def copied(*rows: dict[str, Any]):
    return copies.compare(pack(list(rows)), REGISTRY)


def table_of(months: dict[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    return [
        figure(id, month, value, line=line, cell=column)
        for line, (month, values) in enumerate(months.items(), 1)
        for column, (id, value) in enumerate(zip(("children", "visits", "waits"), values), 1)
    ]


def test_what_is_said_of_a_month_that_repeats_the_one_before():
    row = only(copied(*table_of({"2020-05": ("603", "41", "12"), "2020-06": ("603", "41", "12")})))
    assert row["explanation"] == (
        "this table, June 2020: June 2020 repeats 2020-05 exactly (603, 41, 12), where the others do not repeat. "
        "One may be a copy."
    )
    assert (row["expected"], row["published"], row["severity"]) == ("figures of its own", "603, 41, 12", "warning")
    assert (row["published_value"], row["upper"], row["compared_with"]) == (3, 2, "pack:1:1; pack:1:2; pack:1:3")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("603", "41", "9"), ("603", "41", "9")),
        (("603", "41", "12"), ("603", "41", "13")),
        (("603", "41"), ("603", "41")),
    ],
    ids=["a small number is no sign", "one figure differs", "two figures are not enough"],
)
def test_what_is_no_copy_of_a_month(first: tuple[str, ...], second: tuple[str, ...]):
    assert failing(copied(*table_of({"2020-05": first, "2020-06": second}))).is_empty()


def test_ten_is_large_enough_to_tell():
    assert failing(copied(*table_of({"2020-05": ("603", "41", "10"), "2020-06": ("603", "41", "10")}))).height == 1


def test_only_neighbouring_periods_are_compared():
    rows = {"2020-04": ("603", "41", "12"), "2020-05": ("604", "42", "13"), "2020-06": ("603", "41", "12")}
    assert failing(copied(*table_of(rows))).is_empty()


def test_what_is_said_of_a_locality_that_repeats_another():
    rows = [
        figure(id, "2020-06", value, line=line, cell=column, area=area)
        for column, (id, value) in enumerate((("children", "60"), ("visits", "41")), 1)
        for line, area in enumerate(("East", "West"), 1)
    ]
    row = only(copied(*rows))
    assert row["explanation"].startswith("this table, June 2020: West repeats East exactly (60, 41)")
    assert (row["area"], row["compared_with"]) == ("West", "pack:1:1; pack:1:2")


def test_what_is_said_of_a_measure_that_repeats_another():
    values = ("60", "41", "52", "33")
    rows = [
        figure(id, f"2020-0{3 + n}", value, line=line, cell=n)
        for line, id in enumerate(("visits", "waits"), 1)
        for n, value in enumerate(values)
    ]
    told = failing(copied(*rows))["explanation"].to_list()
    assert told == [
        "Waits, March 2020: the series repeats that of Visits exactly (60, 41, 52, 33), where the others do not "
        "repeat. One may be a copy."
    ]
    three = [row for row in rows if row["cell"] < 3]
    assert failing(copied(*three)).is_empty()


def test_what_is_said_of_a_year_whose_x_of_y_repeats_the_one_before():
    rows = [x_of_y("reviews", label, 15, 21, line=n) for n, label in enumerate(("2018/19", "2019/20"), 1)]
    row = only(copied(*rows))
    assert row["explanation"].startswith("Reviews, 2019/20: 2019/20 repeats 2018/19 exactly (15, 21)")
    assert failing(copied(rows[0], x_of_y("reviews", "2019/20", 15, 22, line=2))).is_empty()
