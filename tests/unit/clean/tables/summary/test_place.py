"""What the cells of a summary's row are about, by the role of their column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from scorecard.clean.names.indicators import Match
from scorecard.clean.raw.grid import Cell
from scorecard.clean.tables.shared.reading import PrintedHeader
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.clean.tables.summary.fit import FittedRow
from scorecard.clean.tables.summary.place import SummaryRow, place, signal_periods, undecided
from scorecard.periods import Period
from tests.fixtures import grids

JUNE = Period.month(2020, 6)
QUARTER = Period.quarter(2020, 1)
AS_AT = date(2020, 6, 30)
COUNT = Match("kites", "6.1", "Kites flown", "count", "in-month", 0.9)
SHARE = Match("kites_percent", "6.1", "Share of kites flown", "percent", None, 0.9)
MEANING = SummaryRow(COUNT, None, {None: JUNE, "quarter": QUARTER}, grids.grid("x"), rolling=False)
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
    (of_quarter,) = placed("↑", SummaryColumn("direction", 3, about="quarter"))
    assert of_quarter.period == QUARTER


def columns(*periods: Period, doubt: Mapping[int, str] | None = None) -> list[SummaryColumn]:
    """Columns of values under headers of these periods; ``doubt`` says which headers are in doubt, and why."""
    codes = doubt or {}
    return [
        SummaryColumn("value", i, period, header=PrintedHeader(1, i, period.label, period, codes.get(i)))
        for i, period in enumerate(periods)
    ]


def months(*numbers: int) -> list[Period]:
    return [Period.month(2020, number) for number in numbers]


YEAR = Period.financial_year(2020)


@pytest.mark.parametrize(
    ("printed", "doubt", "named", "about"),
    [
        ([*months(4, 6, 5), YEAR], {}, None, "2020-06"),
        ([*months(4, 5, 6), YEAR], {}, "month", "2020-06"),
        ([YEAR], {}, None, None),
        ([], {}, None, None),
        # months to come are blank
        (months(4, 5, 6, 7, 8), {}, None, "2020-06"),
        # quarters beside months, and quarters alone
        ([*months(5, 6), QUARTER], {}, None, "2020-06"),
        ([*months(5, 6), QUARTER], {}, "quarter", "2020/21 Q1"),
        ([Period.quarter(2019, 4), QUARTER], {}, None, "2020/21 Q1"),
        ([Period.quarter(2019, 4), QUARTER], {}, "month", "2020/21 Q1"),
        (months(5, 6), {}, "quarter", None),
        ([*months(5, 6), Period.year_to_date(2020, AS_AT)], {}, "year_to_date", "2020/21 YTD"),
        # a header in doubt: the signal may be about it, unless the pack's own month is none of those
        (months(4, 5, 5), {1: "twice", 2: "twice"}, None, None),
        (months(4, 4, 6), {0: "twice", 1: "twice"}, None, "2020-06"),
    ],
)
def test_signals_are_about_the_last_period_that_their_header_names(
    printed: list[Period], doubt: dict[int, str], named: str | None, about: str | None
) -> None:
    period = signal_periods(columns(*printed, doubt=doubt), AS_AT)[named]
    assert (period.label if period else None) == about


def test_figures_under_a_header_in_doubt_are_not_read() -> None:
    (doubtful,) = columns(JUNE, doubt={0: "twice"})
    (figure,) = placed("603", doubtful)
    assert (figure.role, figure.text) == ("unread", "603")
    assert placed("n/a", doubtful) == []


def test_twelve_months_are_read_only_of_what_is_counted_over_twelve_months() -> None:
    twelve = SummaryColumn("value", 3, JUNE, about="twelve months")
    assert placed("603", twelve)[0].role == "unread"
    assert placed("603", twelve, replace(MEANING, rolling=True))[0].role == "value"


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


def test_what_a_comparator_or_a_column_that_sums_up_twelve_months_prints_last_is_not_what_signals_are_about() -> None:
    own = SummaryColumn("value", 0, Period.month(2020, 5))
    beside = {
        "a comparator's month": replace(VALUE, area="National average"),
        "twelve months": replace(VALUE, about="twelve months"),
        "a column of no figures": replace(VALUE, role="other"),
    }
    for what, column in beside.items():
        assert signal_periods([own, column], AS_AT)[None] == own.period, what
    assert signal_periods([own, VALUE], AS_AT)[None] == JUNE
    of_another = replace(VALUE, period=QUARTER, area="National average")
    assert signal_periods([of_another], AS_AT)["quarter"] is None


def test_the_month_in_which_a_pack_ends_had_begun_and_one_of_the_day_after_had_not() -> None:
    both = columns(JUNE, Period.month(2020, 7))
    about = [signal_periods(both, day)[None] for day in (date(2020, 6, 30), date(2020, 7, 1), date(2020, 5, 31))]
    assert about == [JUNE, both[1].period, None]


@pytest.mark.parametrize("cut", [("range to", "be set"), ("ra", "nge to be s", "et"), ("range to be set",)])
def test_the_words_for_a_target_to_be_set_are_one_however_they_are_cut_over_the_bands(cut: tuple[str, ...]) -> None:
    roles = ("red", "amber", "green")[-len(cut) :]
    cells = tuple(
        (SummaryColumn(role, n), Cell(t, n + 1, t)) for n, (role, t) in enumerate(zip(roles, cut, strict=True))
    )
    (band,) = place(FittedRow(7, cells), MEANING)
    assert (band.role, band.detail, band.text, band.published) == ("threshold", "green", "range to be set", cut[-1])
    assert band.correction == (None if len(cut) == 1 else 'the words "range to be set" are cut over several cells')


def test_other_words_over_the_bands_stay_in_their_cells() -> None:
    cells = tuple((SummaryColumn(role, n), Cell(role, n + 1, role)) for n, role in enumerate(("red", "amber", "green")))
    assert [p.text for p in place(FittedRow(7, cells), MEANING)] == ["red", "amber", "green"]
