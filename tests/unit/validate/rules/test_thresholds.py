"""Thresholds that do not fit together, or differ from page to page."""

from __future__ import annotations

from datetime import date

from scorecard.measures.rag import UNDECIDED
from scorecard.validate.rules import thresholds
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, threshold

REGISTRY = registry(
    indicator("reviews", unit="percent"), indicator("cases", unit="cases", good="low"), indicator("waits", good="low")
)


def band(published: str, colour: str, lower: float | None, upper: float | None, id: str = "reviews", **more):
    closed = more.pop("closed", (True, False))
    return threshold(id, colour, published, lower, upper, closed=closed, **more)


GOOD = [band("<90%", "red", None, 90.0), band("90%>", "amber", 90.0, None), band("95%+", "green", 95.0, None)]


def run(*bands, observations=(), **more):
    return thresholds.compare(pack(list(observations), thresholds=list(bands), **more), REGISTRY)


def test_bands_that_meet_hold():
    assert run(*GOOD).rows.height == 1 and failing(run(*GOOD)).is_empty()


def test_a_gap_is_found():
    bands = [band("<88%", "red", None, 88.0), *GOOD[1:]]
    (row,) = failing(run(*bands)).rows(named=True)
    assert row["severity"] == "information"
    assert "red <88%, amber 90%>, green 95%+" in row["explanation"] and UNDECIDED["gap"] in row["explanation"]


def test_a_gap_with_a_figure_in_it_is_a_warning():
    bands = [band("<88%", "red", None, 88.0), *GOOD[1:]]
    found = failing(run(*bands, observations=[figure("reviews", "2020-06", "89.0%", line=1)]))
    assert found["severity"].to_list() == ["warning"]


def test_an_overlap_of_red_and_green_is_found():
    bands = [band("<96%", "red", None, 96.0), band("95%+", "green", 95.0, None)]
    assert "overlap" in failing(run(*bands))["explanation"][0]


def test_beyond_the_outermost_bands_that_are_printed_is_no_gap():
    open_ends = {"closed": (False, False)}
    assert failing(run(band("80 - 90", "amber", 80.0, 90.0, **open_ends), band("90+", "green", 90.0, None))).is_empty()
    assert failing(run(band("<80", "red", None, 80.0), band("80 - 90", "amber", 80.0, 90.0))).is_empty()
    between = failing(run(band("<80", "red", None, 80.0), band(">80", "green", 80.0, None, **open_ends)))
    assert "at 80, for example" in between["explanation"][0]


def test_whole_numbers_leave_no_gap_between_20_and_21():
    bands = [
        band("21+", "red", 21.0, None, "waits"),
        band("20<", "amber", None, 20.0, "waits", closed=(True, True)),
        band("18<", "green", None, 18.0, "waits", closed=(True, True)),
    ]
    assert failing(run(*bands)).is_empty()


def test_shares_of_one_decimal_leave_no_gap_between_84_9_and_85():
    bands = [
        band("<85%", "red", None, 85.0),
        band("85.0 - 94.9%", "amber", 85.0, 94.9, closed=(True, True)),
        band("95%+", "green", 95.0, None),
    ]
    assert failing(run(*bands)).is_empty()
    wider = [bands[0], band("85.0 - 94.7%", "amber", 85.0, 94.7, closed=(True, True)), bands[2]]
    assert "94.9" in failing(run(*wider))["explanation"][0] or "94.8" in failing(run(*wider))["explanation"][0]


def test_what_lies_on_either_side_is_the_same_on_another_page():
    outside = [("more than +/-10", "red", None, 30.0), ("more than +/-10", "red", 50.0, None)]
    bands = [band(*one, line=line, table=table) for line, table in ((1, "summary"), (40, "page")) for one in outside]
    assert failing(run(*bands)).is_empty()


def test_another_target_on_another_page_is_found_at_both():
    found = failing(run(*GOOD, band("96%+", "green", 96.0, None, line=40, table="page")))
    told = found.filter(found["expected"].is_in(["96%+", "95%+"]))
    assert told["line"].to_list() == [1, 40] and set(told["severity"]) == {"warning"}


def test_a_target_in_prose_is_held_against_the_table():
    claim = {
        "document": "pack",
        "line": 50,
        "published": "96%",
        "relation": "target",
        "indicator": "reviews",
        "value": 96.0,
        "unit": "percent",
    }
    assert failing(run(*GOOD, claims=[claim]))["line"].to_list() == [50]
    assert failing(run(*GOOD, claims=[{**claim, "value": 95.0}])).is_empty()


def test_a_range_may_be_told_by_either_end():
    said = {
        "document": "pack", "line": 50, "relation": "target", "indicator": "reviews", "unit": "percent"
    }  # fmt: skip
    between = band("90-95%", "green", 90.0, 95.0)
    for value in (90.0, 95.0):
        assert failing(run(between, claims=[said | {"value": value, "published": f"{value:g}%"}])).is_empty()
    assert failing(run(between, claims=[said | {"value": 93.0, "published": "93%"}]))["line"].to_list() == [50]


def test_a_changed_target_is_information_in_the_later_document():
    later = band("96%+", "green", 96.0, None, document="later")
    found = failing(run(GOOD[2], later, documents={"pack": date(2020, 6, 30), "later": date(2021, 6, 30)}))
    assert found.select("document", "severity").rows() == [("later", "information")]


def test_without_intervals_the_rule_does_not_run():
    assert run(band("n/a", "green", None, None)).not_run


def test_a_threshold_of_no_known_measure_is_left_alone():
    unread = band("95%+", "green", 95.0, None) | {"indicator": None}
    assert run(*GOOD, unread).rows.height == 1


def test_the_first_place_of_a_gap_is_its_example():
    edges = (("<80%", "red", None, 80.0), ("85%>", "amber", 85.0, None), ("95%+", "green", 95.0, None))
    wide = [band(*one, line=line) for line, one in enumerate(edges, 1)]
    (row,) = failing(run(*wide)).rows(named=True)
    assert "at 80, for example" in row["explanation"]
    assert (row["published_value"], row["lower"], row["upper"]) == (2, 0, 0)
    assert (row["line"], row["expected"]) == (1, "bands that meet")


def test_an_overlap_with_a_figure_in_it_is_a_warning_and_a_years_is_none():
    bands = [band("<96%", "red", None, 96.0), band("95%+", "green", 95.0, None)]
    for label, severity in (("2020-06", "warning"), ("2020/21 YTD", "information")):
        met = [figure("reviews", label, "95.5%", line=1)]
        assert failing(run(*bands, observations=met))["severity"].to_list() == [severity]


def test_between_thresholds_of_counts_a_whole_number_must_lie():
    wide = [
        band("22+", "red", 22.0, None, "cases"),
        band("20<", "green", None, 20.0, "cases", closed=(True, True)),
    ]
    (row,) = failing(run(*wide)).rows(named=True)
    assert (row["published_value"], "at 21, for example" in row["explanation"]) == (1, True)
    met = [
        band("20.5+", "red", 20.5, None, "cases"),
        band("20<", "green", None, 20.0, "cases", closed=(True, True)),
    ]
    assert failing(run(*met)).is_empty()


def test_a_band_printed_twice_in_one_cell_is_named_once_and_bands_stand_in_order_of_place():
    outside = [("+/-10", "red", None, 30.0), ("+/-10", "red", 50.0, None), ("32-48", "green", 32.0, 48.0)]
    bands = [band(*one, line=line) for one, line in zip(outside, (2, 2, 1))]
    assert failing(run(*bands))["published"].to_list() == ["green 32-48, red +/-10"]


def test_a_target_of_prose_is_one_of_green_with_a_number():
    claim = {
        "document": "pack",
        "line": 50,
        "published": "90%",
        "relation": "target",
        "indicator": "reviews",
        "value": 90.0,
        "unit": "percent",
    }
    assert failing(run(*GOOD, claims=[claim]))["expected"].to_list() == ["95%+"], "90 is the limit of red and amber"
    for no_target in ({"relation": "value"}, {"value": None}, {"indicator": None}):
        assert failing(run(*GOOD, claims=[claim | no_target])).is_empty()


def test_of_two_green_limits_one_that_a_sentence_names_is_enough():
    claim = {
        "document": "pack",
        "line": 50,
        "published": "96%",
        "relation": "target",
        "indicator": "reviews",
        "value": 96.0,
        "unit": "percent",
    }
    greens = [band("95%+", "green", 95.0, None), band("96%+", "green", 96.0, None, line=4)]
    assert failing(run(*greens, claims=[claim])).is_empty()


def test_a_target_is_held_against_the_last_document_before_it_and_its_first_print():
    known = {"a": date(2020, 12, 31), "c": date(2020, 9, 30), "b": date(2020, 6, 30)}
    targets = [
        band(f"{v}%+", "green", float(v), None, document=document, line=3)
        for document, v in zip(known, (96, 95, 94), strict=True)
    ]
    second = band("97%+", "green", 97.0, None, document="a", line=9)
    red = band("<90%", "red", None, 90.0, document="a", line=1)
    found = failing(run(*targets, second, red, documents=known))
    told = found.filter(found["nature"] == "change")
    assert told.select("document", "published", "expected").rows() == [("a", "96%+", "95%+"), ("c", "95%+", "94%+")]


def test_of_three_prints_of_a_target_one_that_differs_is_told():
    prints = [
        band(f"{v}%+", "green", float(v), None, line=line, table=table)
        for v, line, table in ((95, 1, "summary"), (95, 20, "page"), (96, 40, "annex"))
    ]
    assert failing(run(*prints))["expected"].to_list() == ["96%+", "96%+", "95%+"]


def test_two_documents_of_one_day_are_none_after_the_other():
    known = {"a": date(2020, 6, 30), "b": date(2020, 6, 30)}
    targets = [band(f"{v}%+", "green", v, None, document=d) for d, v in (("a", 94.0), ("b", 95.0))]
    assert failing(run(*targets, documents=known)).is_empty()
