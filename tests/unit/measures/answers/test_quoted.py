"""Figures of sentences: which are believed, and for what time they stand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.unit.measures.answers.town import material, printed, share, told
from tests.unit.validate.rule_frames import indicator

STOCK = indicator("children", basis="month-end", kind="stock")
FLOW = indicator("adopted")


def quoted(*claims: dict[str, Any], known: Any = STOCK, rows: Any = (), **more: Any) -> list[tuple[str, float]]:
    figures = material(list(rows), known, claims=claims, **more).figures.filter("quoted")
    return sorted(figures.select("period", "value").rows())


def test_a_figure_of_a_sentence_is_a_figure_with_a_place_and_no_cell():
    figures = material([], STOCK, claims=[told("children", "2020-06", 611, line=90)]).figures
    row = figures.row(0, named=True)
    assert (row["value"], row["place"], row["quoted"], row["cell"]) == (611, "pack:90", True, None)
    assert (row["basis"], row["area_kind"], row["period_end"]) == ("month-end", "authority", date(2020, 6, 30))


@pytest.mark.parametrize("relation", ["change", "target", "forecast", "comparison"])
def test_a_change_a_target_and_a_forecast_are_no_figures(relation):
    assert quoted(told("children", "2020-06", 611, line=90, relation=relation)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"certainty": "unsure"},
        {"indicator": None},
        {"value": None},
        {"unit": "percent"},
        {"area": "East"},
        {"period": None},
        {"period": "latest"},
        {"period": "some day"},
    ],
    ids=str,
)
def test_what_a_sentence_does_not_say_for_certain_is_no_figure(change):
    assert quoted(told("children", "2020-06", 611, line=90) | change) == []


def test_a_likely_figure_is_believed_where_none_is_certain():
    certain = told("children", "2020-06", 611, line=90)
    likely = told("children", "2020-06", 615, line=80, certainty="likely")
    assert quoted(likely) == [("2020-06", 615)]
    assert quoted(likely, certain) == [("2020-06", 611)]


def test_of_two_sentences_that_differ_neither_is_believed():
    both = told("children", "2020-06", 611, line=90), told("children", "2020-06", 615, line=80)
    assert quoted(*both) == []
    assert quoted(both[0], both[0] | {"line": 95}) == [("2020-06", 611)]


def test_the_latest_document_is_believed_and_as_known_at_a_date_the_one_of_that_time():
    packs = {"old": date(2020, 5, 31), "pack": date(2020, 6, 30)}
    both = told("children", "2020-05", 600, line=9, document="old"), told("children", "2020-05", 605, line=9)
    assert quoted(*both, documents=packs) == [("2020-05", 605)]
    assert quoted(*both, documents=packs, on=date(2020, 6, 29)) == [("2020-05", 600)]


def test_the_first_figure_of_a_line_without_a_time_of_its_own_is_of_the_time_of_its_heading():
    headed = {"period": None, "heading_period": "2020-06"}
    first = told("children", None, 611, line=90, part=1) | headed
    assert quoted(first) == [("2020-06", 611)]
    assert quoted(first, told("children", None, 640, line=90, part=2) | headed) == [("2020-06", 611)]
    assert quoted(first, told("children", "2020-06", 612, line=80)) == [("2020-06", 612)], "what is certain counts"
    assert quoted(first, told("children", "2020-06", 640, line=90, part=2)) == [("2020-06", 640)], "so the first is not"


def test_what_a_table_prints_is_not_quoted():
    assert (
        quoted(
            told("children", "2020-06", 611, line=90), rows=[printed("children", "2020-06", "605", basis="month-end")]
        )
        == []
    )


def test_the_end_of_a_quarter_is_that_of_its_last_month_for_a_stock_and_not_for_a_flow():
    def compared(claim, *known):
        series = material([], *known, claims=[claim]).series
        return sorted(series.select("period", "value").rows())

    stock = indicator("children", kind="stock", basis="month-end")
    assert compared(told("children", "2020/21 Q1", 611, line=90), stock) == [("2020-06", 611), ("2020/21 Q1", 611)]
    assert compared(told("adopted", "2020/21 Q1", 11, line=90), FLOW) == [("2020/21 Q1", 11)]
    assert quoted(told("adopted", "2020/21 Q1", 11, line=90), known=FLOW) == [("2020/21 Q1", 11)]


def test_a_year_to_date_ends_with_its_document():
    figures = material([], FLOW, claims=[told("adopted", "2020/21 YTD", 11, line=90)]).figures
    assert figures.select("period_end", "basis").row(0) == (date(2020, 6, 30), "year-to-date")


@pytest.mark.parametrize(("value", "decimals"), [(90.0, 0), (90.5, 1), (90.25, 2), (1651.0, 0), (0.1, 1)])
def test_a_value_has_as_many_decimals_as_it_needs(value, decimals):
    claims = [told("reviews", "2020-06", value, line=90, unit="percent")]
    assert material([], share("reviews"), claims=claims).figures["decimals"].to_list() == [decimals]
