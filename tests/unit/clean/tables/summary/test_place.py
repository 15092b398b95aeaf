"""What the cells of a summary's row are about, by the role of their column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.clean.names.indicators import Match
from scorecard.clean.raw.grid import Cell
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.clean.tables.summary.fit import FittedRow
from scorecard.clean.tables.summary.place import SummaryRow, last_month, place, undecided
from scorecard.periods import Period
from tests.fixtures import grids

JUNE = Period.month(2020, 6)
COUNT = Match("kites", "6.1", "Kites flown", "count", "in-month", 0.9)
SHARE = Match("kites_percent", "6.1", "Share of kites flown", "percent", None, 0.9)
MEANING = SummaryRow(COUNT, None, JUNE, grids.grid("x"))
VALUE = SummaryColumn("value", 3, JUNE)


def placed(text: str, column: SummaryColumn = VALUE, meaning: SummaryRow = MEANING):  # type: ignore[no-untyped-def]
    return place(FittedRow(7, ((column, Cell(text, 4, text)),)), meaning)


def test_a_figure_is_about_its_rows_indicator_and_its_columns_period_and_area() -> None:
    (figure,) = placed("603")
    assert (figure.line, figure.cell, figure.role, figure.text) == (7, 4, "value", "603")
    assert (figure.indicator, figure.number, figure.unit, figure.basis) == ("kites", "6.1", "count", "in-month")
    assert (figure.area, figure.period) == ("Kiteham", JUNE)
    (benchmark,) = placed("603", replace(VALUE, area="National average"))
    assert benchmark.area == "National average"


def test_a_percentage_in_the_row_of_a_count_is_the_percentage_of_its_number() -> None:
    both = replace(MEANING, percent=SHARE)
    assert [p.indicator for p in (*placed("12.5%", meaning=both), *placed("12", meaning=both))] == [
        "kites_percent",
        "kites",
    ]
    assert placed("12.5%")[0].indicator == "kites"


def test_two_figures_of_a_cell_are_two_and_one_that_names_its_term_is_about_it() -> None:
    year, term = placed("8.4% (2014/15) / 9.0% Autumn Term 2015")
    assert [(p.text, p.part) for p in (year, term)] == [("8.4% (2014/15)", 1), ("9.0% Autumn Term 2015", 2)]
    assert [p.period and p.period.label for p in (year, term)] == ["2020-06", "2015/16 Autumn"]


@pytest.mark.parametrize(
    ("role", "text", "expected"),
    [
        ("red", "<33%", [("threshold", "red", "<33%")]),
        ("amber_green", "30%> 33%+", [("threshold", "amber", "30%>"), ("threshold", "green", "33%+")]),
        ("amber_green", "n/a", [("threshold", "green", "n/a")]),
        ("rag", "Green", [("signal", "rag", "Green")]),
        ("direction", "↑", [("signal", "direction", "↑")]),
        ("ambiguous", "13", [("unread", "one figure for two rows: either may be meant", "13")]),
        ("name", "Kites flown", []),
        ("value", "603", []),
    ],
)
def test_the_role_of_the_column_says_what_a_cell_is(role: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(p.role, p.detail, p.text) for p in placed(text, SummaryColumn(role, 3))] == expected


def test_signals_are_about_the_last_month() -> None:
    (signal,) = placed("↑", SummaryColumn("direction", 3))
    assert signal.period == JUNE
    months = [SummaryColumn("value", i, Period.month(2020, month)) for i, month in enumerate((4, 6, 5))]
    assert last_month([*months, SummaryColumn("value", 4, Period.financial_year(2020))]) == JUNE
    assert last_month([]) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("12% (2015/16)", "2015/16"),
        ("12 (Cumulative December 2016)", "2016/17 YTD"),
        ("12% (Autumn Term 2015)", "2015/16 Autumn"),
        ("12 (kites) (2014/15)", "2014/15"),
        ("12", "not stated"),
    ],
)
def test_a_table_of_performance_prints_the_period_behind_the_figure(text: str, period: str) -> None:
    (figure,) = placed(text, SummaryColumn("performance", 3))
    assert figure.period and figure.period.label == period


def test_all_reasons_for_a_reading_are_kept() -> None:
    column = replace(VALUE, correction="of the column")
    row = FittedRow(7, ((column, Cell("603", 4, "6O3", correction="of the cell")),))
    (figure,) = place(row, replace(MEANING, match=replace(COUNT, proof="of the row")))
    assert (figure.published, figure.correction) == ("6O3", "of the cell; of the column; of the row")


def test_the_figures_of_an_undecided_row_are_listed_as_unread() -> None:
    row = FittedRow(7, ((VALUE, Cell("603", 4, "603")), (VALUE, Cell("words", 5, "words"))))
    assert [(p.cell, p.role, p.indicator) for p in undecided(row)] == [(4, "unread", None)]
