"""Periods and quarters: the spelling and the first and last day of each, as the data contract gives them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.periods import (
    ANY_LABEL,
    MONTHS,
    PERIOD_KINDS,
    Period,
    Quarter,
    financial_year_of,
    follow_each_other,
    month_end,
    year_label,
)

years = st.integers(1990, 2098)
numbers = st.integers(1, 4)
quarters = st.builds(Quarter, years, numbers)
days = st.dates(date(1990, 1, 1), date(2098, 12, 31))

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("period", "label", "kind", "start", "end"),
    [
        (Period.month(2020, 6), "2020-06", "month", date(2020, 6, 1), date(2020, 6, 30)),
        (Period.month(2020, 2), "2020-02", "month", date(2020, 2, 1), date(2020, 2, 29)),
        (Period.month(2022, 12), "2022-12", "month", date(2022, 12, 1), date(2022, 12, 31)),
        (Period.quarter(2020, 1), "2020/21 Q1", "quarter", date(2020, 4, 1), date(2020, 6, 30)),
        (Period.quarter(2016, 3), "2016/17 Q3", "quarter", date(2016, 10, 1), date(2016, 12, 31)),
        (Period.quarter(2019, 4), "2019/20 Q4", "quarter", date(2020, 1, 1), date(2020, 3, 31)),
        (Period.financial_year(2019), "2019/20", "financial_year", date(2019, 4, 1), date(2020, 3, 31)),
        (Period.financial_year(1999), "1999/00", "financial_year", date(1999, 4, 1), date(2000, 3, 31)),
        (Period.academic_year(2015), "2015/16", "academic_year", date(2015, 9, 1), date(2016, 8, 31)),
        (Period.term(2019, "Autumn"), "2019/20 Autumn", "academic_term", date(2019, 9, 1), date(2019, 12, 31)),
        (Period.term(2019, "Spring"), "2019/20 Spring", "academic_term", date(2020, 1, 1), date(2020, 4, 30)),
        (Period.term(2019, "Summer"), "2019/20 Summer", "academic_term", date(2020, 5, 1), date(2020, 8, 31)),
        (
            Period.year_to_date(2020, date(2020, 6, 30)),
            "2020/21 YTD",
            "year_to_date",
            date(2020, 4, 1),
            date(2020, 6, 30),
        ),
        (
            Period.year_to_date(2019, date(2020, 6, 30)),
            "2019/20 YTD",
            "year_to_date",
            date(2019, 4, 1),
            date(2020, 3, 31),
        ),
        (Period.latest(), "latest", "latest", None, None),
    ],
)
def test_a_period_has_its_spelling_kind_and_days(
    period: Period, label: str, kind: str, start: date | None, end: date | None
) -> None:
    assert (period.label, period.kind, period.start, period.end) == (label, kind, start, end)
    assert period.kind in PERIOD_KINDS


@given(
    st.one_of(
        st.builds(Period.month, years, st.integers(1, 12)),
        st.builds(Period.quarter, years, numbers),
        st.builds(Period.financial_year, years),
        st.builds(Period.academic_year, years),
        st.builds(Period.term, years, st.sampled_from(["Autumn", "Spring", "Summer"])),
        st.builds(lambda year: Period.year_to_date(year, date(year + 1, 3, 31)), years),
        st.just(Period.latest()),
    )
)
def test_a_label_is_read_again_as_the_period_that_it_was_made_of(period: Period) -> None:
    assert Period.of_label(period.label, period.kind) == period
    assert re.fullmatch(ANY_LABEL, period.label)
    if period.kind != "academic_year":
        assert Period.of_label(period.label) == period


@pytest.mark.parametrize(
    "label",
    [
        *("2020-13", "2020-00", "2020-6", "June 2020", "2020-06 ", "2020-06-30"),
        *("2020/22", "2020/21 Q5", "2020/21 Q0", "2020/22 Q1", "2020-21-Q1", "Q1 2020/21"),
        *("2020/21 Winter", "2020/22 Spring", "2020/22 YTD", "2020/21 ytd", "not stated", "Latest", ""),
    ],
)
def test_another_spelling_is_no_label(label: str) -> None:
    assert Period.of_label(label) is None


@pytest.mark.parametrize(
    ("label", "kind"),
    [("2020-06", "quarter"), ("2020/21", "month"), ("2020/21 Q1", "financial_year"), ("2020/21", "year_to_date")],
)
def test_a_label_of_another_kind_is_none(label: str, kind: str) -> None:
    assert Period.of_label(label, kind) is None


@pytest.mark.parametrize(
    ("first", "second", "follow"),
    [
        ("2019", "20", True),
        ("2019", "2020", True),
        ("99", "00", True),
        ("1999", "2000", True),
        ("2019", "21", False),
        ("2020", "20", False),
        ("20", "19", False),
    ],
)
def test_two_years_make_one_financial_year(first: str, second: str, follow: bool) -> None:
    assert follow_each_other(first, second) is follow


def test_an_unknown_term_is_refused() -> None:
    with pytest.raises(KeyError):
        Period.term(2019, "Winter")


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2020, 3, 31), 2019), (date(2020, 4, 1), 2020), (date(2020, 12, 31), 2020), (date(2021, 1, 1), 2020)],
)
def test_a_financial_year_starts_on_the_first_of_april(day: date, year: int) -> None:
    assert financial_year_of(day) == year


@given(years, st.integers(1, 12))
def test_the_day_after_a_months_last_day_is_the_first_of_the_next(year: int, month: int) -> None:
    after = month_end(year, month) + ONE_DAY
    assert (after.day, after.month) == (1, month % 12 + 1)


@given(years)
def test_the_four_quarters_of_a_year_follow_each_other_and_fill_it(year: int) -> None:
    whole, parts = Period.financial_year(year), [Period.quarter(year, n) for n in (1, 2, 3, 4)]
    assert [whole.start, *[p.end + ONE_DAY for p in parts if p.end]] == [
        *[p.start for p in parts],
        whole.end and whole.end + ONE_DAY,
    ]


@given(years)
def test_the_three_terms_of_an_academic_year_follow_each_other_and_fill_it(year: int) -> None:
    whole, parts = Period.academic_year(year), [Period.term(year, n) for n in ("Autumn", "Spring", "Summer")]
    assert [whole.start, *[p.end + ONE_DAY for p in parts if p.end]] == [
        *[p.start for p in parts],
        whole.end and whole.end + ONE_DAY,
    ]


def test_months_are_spelt_as_packs_print_them() -> None:
    assert [date(2020, n, 1).strftime("%b") for n in range(1, 13)] == list(MONTHS)


class TestQuarter:
    @given(quarters)
    def test_what_is_written_is_read_again(self, quarter: Quarter) -> None:
        assert Quarter.parse(str(quarter)) == quarter

    @pytest.mark.parametrize(
        ("text", "quarter"),
        [("2020-21-Q1", Quarter(2020, 1)), (" 2016-17-Q4 ", Quarter(2016, 4)), ("2099-00-Q2", Quarter(2099, 2))],
    )
    def test_reads_its_own_spelling(self, text: str, quarter: Quarter) -> None:
        assert Quarter.parse(text) == quarter

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2020",
            "2020-21",
            "2020-21-Q0",
            "2020-21-Q5",
            "2020-22-Q1",
            "2020-21-Q1x",
            "20 Q1",
            "Q1 2020/22",
            "Q12020/2",
            "1Q",
            "../2020-21-Q1",
        ],
    )
    def test_what_is_no_quarter_is_refused_with_the_expected_one(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"write it as 2020-21-Q1 \(April to June 2020\)"):
            Quarter.parse(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Q1 2020/21",
            "2020Q1",
            "2020-21-q1",
            "Q1 20-21",
            "2020/21 Q1",
            "2020/2021 Q1",
            "20/21 Q1",
            "2020-21Q1",
            "2020 – 21, Qtr 1",
            "quarter 1 of 2020/21",
            "Qtr. 1 2020",
            "q1-2020-21",
        ],
    )
    def test_reads_the_usual_spellings(self, text: str) -> None:
        assert Quarter.parse(text) == Quarter(2020, 1)

    def test_how_far_quarters_are_apart(self) -> None:
        assert Quarter(2019, 4).apart(Quarter(2020, 1)) == Quarter(2020, 1).apart(Quarter(2019, 4)) == 1
        assert Quarter(2020, 1).apart(Quarter(2020, 1)) == 0

    def test_the_first_quarter_of_2020_21_is_april_to_june_2020(self) -> None:
        quarter = Quarter(2020, 1)
        assert (quarter.start, quarter.end) == (date(2020, 4, 1), date(2020, 6, 30))
        assert quarter.months == ("2020-04", "2020-05", "2020-06")
        assert quarter.title == "Quarter 1 of 2020/21 (April to June 2020)"

    def test_the_last_quarter_lies_in_the_next_calendar_year(self) -> None:
        assert Quarter(2022, 4).months == ("2023-01", "2023-02", "2023-03")

    @given(days)
    def test_every_day_lies_in_exactly_its_quarter(self, day: date) -> None:
        quarter = Quarter.containing(day)
        assert quarter.start <= day <= quarter.end
        assert f"{day:%Y-%m}" in quarter.months

    @given(quarters, quarters)
    def test_quarters_sort_as_their_dates_do(self, one: Quarter, other: Quarter) -> None:
        assert (one < other) == (one.start < other.start)
        assert (one == other) == (one.start == other.start)

    @given(quarters)
    def test_a_quarter_has_the_days_of_its_period(self, quarter: Quarter) -> None:
        period = Period.quarter(quarter.year, quarter.number)
        assert (quarter.start, quarter.end) == (period.start, period.end)
        assert period.label == f"{year_label(quarter.year)} Q{quarter.number}"
