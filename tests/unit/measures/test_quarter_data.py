"""What is behind a quarter: its documents, and how much each quarter holds."""

from datetime import date

import polars as pl

from scorecard.measures.quarter_data import QuarterData, claims_per_quarter, figures_per_quarter, themes_per_quarter
from scorecard.periods import Period, Quarter
from tests.fixtures.processed import COMPARATORS, INDICATORS, THEMES, figure, frame, months, observations, tables

(MARCH, JUNE, MAY) = months("2020-03", "2020-06", "2020-05")
LATEST = {"area_kind": "comparator", "basis": "benchmark"}


def behind(*rows, claims=(), on=None, quarter="2020-21-Q1"):
    changed = tables() | {"observations": observations(*rows), "claims": frame("claims", *claims)}
    return QuarterData.of(
        changed,
        quarter=Quarter.parse(quarter),
        on=on,
        indicators=INDICATORS,
        themes=THEMES,
        comparators=COMPARATORS,
        validated=True,
    )


def test_a_document_that_quotes_a_figure_of_the_quarter_in_prose_is_behind_it():
    data = behind(figure("a", 1, MARCH), claims=[{"document": "pack-may", "period": "2020-05"}])
    assert data.documents["document"].to_list() == ["pack-may"]


def test_a_document_that_only_marks_the_quarter_as_missing_is_not_behind_it():
    assert behind(figure("a", None, JUNE), figure("a", 2, MARCH)).documents.is_empty()


def test_a_document_of_a_later_day_is_not_behind_the_quarter_as_known_then():
    rows = (figure("a", 1, MAY, document="pack-may"), figure("a", 2, JUNE))
    assert behind(*rows).documents["document"].to_list() == ["pack-june", "pack-may"]
    assert behind(*rows, on=date(2020, 6, 30)).documents["document"].to_list() == ["pack-june", "pack-may"]
    assert behind(*rows, on=date(2020, 6, 29)).documents["document"].to_list() == ["pack-may"]


def test_a_table_of_the_quarter_holds_rows_of_the_documents_behind_it_only():
    data = behind(figure("a", 1, MAY, document="pack-may"), figure("a", 2, MARCH))
    assert data.of_documents("observations")["value"].to_list() == [1]


def test_figures_of_a_quarter_are_counted_with_their_indicators_and_documents():
    rows = observations(
        figure("b", 1, JUNE),
        figure("b", 2, MAY),
        figure("a", 3, MAY, document="pack-may"),
        figure("a", None, JUNE),
        figure("a", 5, Period.financial_year(2019)),
        figure("a", 6, MARCH),
        figure("a", 7, JUNE, **LATEST),
    )
    assert figures_per_quarter(rows).rows() == [
        ("2019-20-Q4", 1, 1, ["pack-june"]),
        ("2020-21-Q1", 3, 2, ["pack-june", "pack-may"]),
    ]


def test_the_documents_of_a_quarter_are_named_once_each_in_order_of_their_names():
    names = [f"pack-{n}" for n in (7, 3, 9, 1, 8, 2, 6, 4, 5, 7, 3, 9)]
    figures = observations(*[figure("a", 1, JUNE, document=name) for name in names])
    claims = frame("claims", *[{"document": name, "period": "2020-06"} for name in names])
    for counted in (figures_per_quarter(figures), claims_per_quarter(claims)):
        assert counted["documents"].to_list() == [[f"pack-{n}" for n in range(1, 10)]]


def test_claims_of_a_quarter_are_counted_with_their_documents():
    periods = [("pack-may", "2020-05"), ("pack-june", "2020-06"), ("pack-june", "2020-06"), ("pack-june", "2019-12")]
    unsure = [("pack-june", None), ("pack-june", "2019/20")]
    claims = frame("claims", *[{"document": d, "period": p} for d, p in periods + unsure])
    assert claims_per_quarter(claims).rows() == [
        ("2019-20-Q3", 1, ["pack-june"]),
        ("2020-21-Q1", 3, ["pack-june", "pack-may"]),
    ]


def test_themes_of_a_quarter_are_those_with_a_printed_figure_of_the_council():
    rows = observations(
        figure("a", 1, JUNE, theme="leaving-care"),
        figure("b", 2, JUNE, theme="health"),
        figure("c", 3, JUNE, theme="health"),
        figure("d", None, JUNE, theme="early-help"),
        figure("e", 5, JUNE, theme="benchmarked", **LATEST),
        figure("f", 6, JUNE, theme=None),
        figure("g", 7, MARCH, theme="health"),
        figure("h", 8, Period.financial_year(2019), theme="annual"),
    )
    by_quarter = themes_per_quarter(rows)
    assert by_quarter == {"2019-20-Q4": ["health"], "2020-21-Q1": ["health", "leaving-care"]}
    assert list(by_quarter) == sorted(by_quarter)


def test_a_figure_without_basis_is_no_benchmark():
    rows = observations(figure("a", 1, JUNE, basis=None, theme="health"))
    assert themes_per_quarter(rows) == {"2020-21-Q1": ["health"]}
    assert figures_per_quarter(rows)["figures"].to_list() == [1]
    assert rows["basis"].dtype == pl.String
