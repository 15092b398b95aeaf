"""Sheets: one page for each subject of a kind, made without a notebook."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from scorecard.council_quarter import CouncilQuarter
from scorecard.periods import Quarter
from scorecard.proof.pack_pages import MOST_FIGURES
from scorecard.render.plan.jobs import Known, chosen, outputs_of
from scorecard.render.plan.sheets import KINDS, council_of_sheet, plan_sheets
from tests.fixtures.processed import frame

QUARTERS = [Quarter.parse("2019-20-Q4"), Quarter.parse("2020-21-Q1")]
TABLE = {"document": "pack", "figures_read": MOST_FIGURES}
TABLES = {
    "documents": frame("documents", *({"document": name, "publisher": "Anytown"} for name in ("pack", "minutes"))),
    "observations": pl.DataFrame(
        {
            "document": ["pack"],
            "indicator": ["adopted"],
            "area_kind": ["authority"],
            "period": ["2020-06"],
            "period_end": [date(2020, 6, 30)],
            "value": [3.0],
            "numerator": [None],
        },
        schema_overrides={"numerator": pl.Float64},
    ),
    "claims": frame("claims", {"document": "minutes", "line": 3, "period": "2020-01"}),
    "tables": frame(
        "tables", *[TABLE | {"table": f"0{n}", "first_line": 10 * n, "last_line": 10 * n + 9} for n in (1, 2)]
    ),
}


def test_every_quarter_has_its_performance_on_a_page():
    jobs = [job for job in plan_sheets(TABLES, QUARTERS) if job.notebook == "performance"]
    assert [(job.name, job.quarter, job.quarter_title) for job in jobs] == [
        ("performance/2019-20-Q4", "2019-20-Q4", QUARTERS[0].title),
        ("performance/2020-21-Q1", "2020-21-Q1", QUARTERS[1].title),
    ]
    assert all(job.is_sheet and job.outputs == (f"{job.name}.html",) for job in jobs)


def test_a_pack_has_as_many_pages_as_it_needs_and_one_that_is_only_quoted_has_one():
    jobs = [job for job in plan_sheets(TABLES, QUARTERS) if job.notebook == "packs"]
    assert [job.name for job in jobs] == ["packs/minutes", "packs/pack", "packs/pack--2"]
    only_june = [job.name for job in plan_sheets(TABLES, QUARTERS[1:]) if job.notebook == "packs"]
    assert only_june == ["packs/pack", "packs/pack--2"]


def test_an_indicator_has_a_page_if_a_quarter_has_a_figure_of_it_or_only_years_have():
    asked = TABLES["observations"]
    by_year = asked.with_columns(pl.lit("yearly").alias("indicator"), pl.lit("2019/20").alias("period"))
    compared = asked.with_columns(pl.lit("compared").alias("indicator"), pl.lit("comparator").alias("area_kind"))
    tables = TABLES | {"observations": pl.concat([asked, by_year, compared])}

    def pages(quarters):
        return [job.name for job in plan_sheets(tables, quarters) if job.notebook == "indicators"]

    assert pages(QUARTERS) == ["indicators/adopted", "indicators/yearly"]
    assert pages(QUARTERS[:1]) == ["indicators/yearly"]


def test_what_stands_in_a_quarters_folder_comes_from_a_notebook():
    assert outputs_of("2020-21-Q1/scorecard") == ("2020-21-Q1/scorecard.ipynb", "2020-21-Q1/scorecard.html")
    assert outputs_of("packs/pack-june") == ("packs/pack-june.html",)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.folder)
def test_every_kind_has_a_module_that_makes_its_sheets(kind):
    from importlib import import_module

    assert callable(import_module(kind.module).sheet)


def test_no_quarter_no_sheet():
    assert plan_sheets(TABLES, []) == []


def test_quarters_that_only_prose_tells_of_have_no_pages():
    known = Known(QUARTERS, [], {}, quoted=QUARTERS[:1])
    assert chosen(known, None) == QUARTERS[1:]
    assert chosen(known, ["2019-20-Q4"]) == []


BARNFORD = frame(
    "documents", {"document": "minutes", "publisher": "Barnford"}, {"document": "pack", "publisher": "A & B"}
)
SEVERAL = TABLES | {"documents": BARNFORD}
"""The pack of one council, the minutes of another."""


def test_of_several_councils_each_has_its_own_performance_and_is_named_with_its_quarter():
    quarters = [
        CouncilQuarter(2020, 1, "a-b"),
        CouncilQuarter(2019, 4, "barnford"),
        CouncilQuarter(2020, 1, "barnford"),
    ]
    jobs = [job for job in plan_sheets(SEVERAL, quarters) if job.notebook == "performance"]
    assert [(job.name, job.quarter, job.parameters["council"]) for job in jobs] == [
        ("performance/2020-21-Q1@a-b", "2020-21-Q1@a-b", "a-b"),
        ("performance/2019-20-Q4@barnford", "2019-20-Q4@barnford", "barnford"),
        ("performance/2020-21-Q1@barnford", "2020-21-Q1@barnford", "barnford"),
    ]
    assert jobs[0].quarter_title == f"A & B, {QUARTERS[1].title}"
    assert [council_of_sheet(job) for job in jobs] == ["a-b", "barnford", "barnford"]


def test_the_pages_of_packs_follow_each_other_by_council_and_those_of_measures_are_nobodys():
    every = [CouncilQuarter(2020, 1, "a-b"), CouncilQuarter(2019, 4, "barnford")]
    jobs = [job for job in plan_sheets(SEVERAL, every) if job.notebook != "performance"]
    assert [(job.name, council_of_sheet(job)) for job in jobs] == [
        ("packs/pack", "a-b"),
        ("packs/pack--2", "a-b"),
        ("packs/minutes", "barnford"),
        ("indicators/adopted", None),
    ]


def test_a_councils_quarter_has_the_packs_of_that_council_alone():
    def packs(*quarters):
        return [job.name for job in plan_sheets(SEVERAL, list(quarters)) if job.notebook == "packs"]

    assert packs(CouncilQuarter(2020, 1, "barnford")) == packs(CouncilQuarter(2019, 4, "a-b")) == []
    assert packs(CouncilQuarter(2019, 4, "barnford")) == ["packs/minutes"]


def test_sheets_of_one_council_know_nothing_of_councils():
    assert all("council" not in job.parameters for job in plan_sheets(TABLES, QUARTERS))
