"""Figures that their own document warns of: marked, and in grave cases not judged."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from scorecard.measures.caveats import with_caveats
from scorecard.measures.quarter_data import QuarterData
from scorecard.measures.quarter_page import quarter_page
from scorecard.periods import Quarter
from scorecard.registry import load_registry
from tests.fixtures.processed import COMPARATORS, INDICATORS, THEMES, documents, figure, frame, months, tables
from tests.fixtures.processed import observations as printed

MAY_2019, JUNE = months("2019-05", "2020-06")


def warning(kind="caution", **changes):
    row = {"document": "pack-june", "line": 3, "part": 1, "kind": kind, "scope": "section", "indicator": "lac_number"}
    return row | {"from_line": 1, "to_line": 30} | changes


def marked(*warnings, period=JUNE):
    figures = with_caveats(printed(figure("lac_number", 9, period)), frame("caveats", *warnings), documents())
    return figures["caveats"].to_list()[0]


def test_a_figure_has_the_kinds_of_warning_about_its_measure_in_printed_order():
    assert marked(warning("restated", line=9), warning(), warning(part=2)) == ["caution", "restated"]


@pytest.mark.parametrize(
    "changes",
    [
        {"document": "pack-may"},
        {"indicator": "lac_rate"},
        {"indicator": None, "scope": "report"},
        {"period_start": date(2020, 5, 1), "period_end": date(2020, 5, 31)},
    ],
    ids=["another document", "another measure", "a general remark", "another time"],
)
def test_a_warning_of_something_else_marks_nothing(changes):
    assert marked(warning() | changes) == []


def test_a_warning_without_a_time_does_not_reach_back_more_than_a_year():
    assert marked(warning(), period=MAY_2019) == []
    assert marked(warning(period_start=date(2019, 5, 1), period_end=date(2019, 5, 31)), period=MAY_2019) == ["caution"]


def page(*warnings):
    return quarter_page(
        QuarterData.of(
            tables() | {"caveats": frame("caveats", *warnings)},
            quarter=Quarter.parse("2020-21-Q1"),
            on=None,
            indicators=INDICATORS,
            themes=THEMES,
            comparators=COMPARATORS,
            validated=True,
            caveat_kinds=load_registry().caveat_frame(),
        )
    ).filter(pl.col("indicator") == "lac_reviews_in_time", pl.col("area") == "Anytown", pl.col("breakdown").is_null())


@pytest.mark.parametrize("kind", ["caution", "system-fault", "incomplete", "does-not-tally"])
def test_a_figure_that_is_not_to_be_relied_on_is_called_neither_better_nor_worse(kind):
    (row,) = page(warning(kind, indicator="lac_reviews_in_time")).to_dicts()
    assert row["not_judged"] == row["undecided"] == "under-caveat"
    assert row["band"] is row["gap"] is None
    assert row["moved"] == page()["moved"][0] is not None


@pytest.mark.parametrize("kind", ["may-change", "restated", "not-comparable", "source-changed"])
def test_other_warnings_mark_a_figure_and_leave_it_judged(kind):
    warned, plain = page(warning(kind, indicator="lac_reviews_in_time")), page()
    assert warned["caveats"].to_list() == [[kind]] and plain["caveats"].to_list() == [[]]
    assert warned.drop("caveats", "notes").equals(plain.drop("caveats", "notes"))
