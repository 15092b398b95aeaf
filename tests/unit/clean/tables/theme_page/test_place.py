"""What the cells of a theme page's row are about, and which of them are not read."""

from __future__ import annotations

from scorecard.clean.names.indicators import Match
from scorecard.clean.tables.shared.labels import Label
from scorecard.clean.tables.shared.reading import Placement
from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.theme_page.columns import PageColumn
from scorecard.clean.tables.theme_page.place import place_row
from scorecard.periods import Period
from tests.fixtures import grids

KITES = Match("kites", "6.1", "Kites flown", "count", "month-end", 0.9)
JUNE = Label(Period.month(2020, 6))
TWICE = [PageColumn(FigureColumns("number", (column,)), KITES, None) for column in (1, 2)]


def placed(line: str, columns: list[PageColumn], label: Label = JUNE) -> list[Placement]:
    table = grids.grid(line)
    return place_row(table.rows[0], columns, label, table)


def test_a_figure_is_about_its_columns_indicator_in_the_period_of_its_row() -> None:
    (figure,) = placed("Jun-20|603|", TWICE)
    assert (figure.indicator, figure.number, figure.unit, figure.basis) == ("kites", "6.1", "count", "month-end")
    assert (figure.area, figure.period, figure.cell) == ("Kiteham", JUNE.period, 2)


def test_the_area_is_the_rows_comparator_else_the_columns_locality() -> None:
    north = [PageColumn(FigureColumns("number", (1,)), KITES, "North")]
    benchmark = Label(Period.latest(), "National average", "benchmark")
    assert [placed("x|603", north)[0].area, placed("x|603", north, benchmark)[0].area] == ["North", "National average"]
    assert placed("x|603", north, benchmark)[0].basis == "benchmark"


def test_two_columns_that_claim_the_same_figure_and_differ_are_not_read() -> None:
    assert [p.role for p in placed("Jun-20|11|12", TWICE)] == ["unread", "unread"]
    assert [p.role for p in placed("Jun-20|11|11", TWICE)] == ["value", "value"]
    assert [p.role for p in placed("Jun-20|11|n/a", TWICE)] == ["value", "value"]


def test_an_x_of_y_and_its_percentage_are_not_the_same_figure() -> None:
    pair = [
        PageColumn(FigureColumns("ratio", (1,)), KITES, None),
        PageColumn(FigureColumns("percent", (2,)), KITES, None),
    ]
    assert [p.role for p in placed("Jun-20|11 of 40|27.5%", pair)] == ["value", "value"]


def test_a_figure_under_no_indicator_is_unread_and_words_or_periods_are_nothing() -> None:
    unknown = [PageColumn(FigureColumns("number", (column,)), None, None) for column in (1, 2, 3)]
    assert [(p.cell, p.role) for p in placed("Jun-20|603|words|May-20", unknown)] == [(2, "unread")]
