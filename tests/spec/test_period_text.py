"""What a header or a row label says about time; the pack speaks at the end of June 2020 unless told otherwise."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.periods import MONTHS, Period, year_label
from scorecard.text.periods import TimeContext, read_period, read_twelve_months

JUNE = TimeContext(date(2020, 6, 30))


def written(text: str, context: TimeContext = JUNE) -> str:
    period = read_period(text, context)
    return "-" if period is None else f"{period.label} {period.kind} {period.start} to {period.end}"


CASES = {
    "a month with its year": [
        (text, "2020-06 month 2020-06-01 to 2020-06-30")
        for text in ("Jun-20", "Jun 20", "June 2020", "JUN-20", "Jun 2020", "Jun'20", "Jun/20", "Jun.20", " Jun  - 20 ")
    ]
    + [
        ("Sept-20", "2020-09 month 2020-09-01 to 2020-09-30"),
        ("Feb-20", "2020-02 month 2020-02-01 to 2020-02-29"),
        ("Dec 19", "2019-12 month 2019-12-01 to 2019-12-31"),
    ],
    "a month without year is the last such month that is not after the pack's": [
        ("June", "2020-06 month 2020-06-01 to 2020-06-30"),
        ("Apr", "2020-04 month 2020-04-01 to 2020-04-30"),
        ("Mar", "2020-03 month 2020-03-01 to 2020-03-31"),
        ("July", "2019-07 month 2019-07-01 to 2019-07-31"),
        ("January (provisional)", "2020-01 month 2020-01-01 to 2020-01-31"),
    ],
    "a financial year": [
        (text, "2019/20 financial_year 2019-04-01 to 2020-03-31")
        for text in ("2019/20", "2019 / 20", "2019/ 20", "2019-20", "2019–20", "2019/2020", "2019/20 average")
    ]
    + [
        ("2009/10", "2009/10 financial_year 2009-04-01 to 2010-03-31"),
    ],
    "a full year of school": [("Full Year 2015/16", "2015/16 academic_year 2015-09-01 to 2016-08-31")],
    "a quarter": [
        ("Quarter 3 Oct-Dec 16", "2016/17 Q3 quarter 2016-10-01 to 2016-12-31"),
        ("Quarter 4 Jan-Mar 17", "2016/17 Q4 quarter 2017-01-01 to 2017-03-31"),
        ("Quarter 4 Jan - Mar 2017", "2016/17 Q4 quarter 2017-01-01 to 2017-03-31"),
        ("Q3 2019/20", "2019/20 Q3 quarter 2019-10-01 to 2019-12-31"),
        ("2019/20 Q4", "2019/20 Q4 quarter 2020-01-01 to 2020-03-31"),
        ("Q5", "-"),
    ],
    "a quarter without year is the last such quarter that had begun by the pack's month": [
        (text, "2020/21 Q1 quarter 2020-04-01 to 2020-06-30")
        for text in ("Q1", "Qtr 1", "Quarter 1", "1st Quarter", "q1.")
    ]
    + [
        ("Qtr 2", "2019/20 Q2 quarter 2019-07-01 to 2019-09-30"),
        ("Q4", "2019/20 Q4 quarter 2020-01-01 to 2020-03-31"),
        ("This quarter", "2020/21 Q1 quarter 2020-04-01 to 2020-06-30"),
        ("Previous quarter", "2019/20 Q4 quarter 2020-01-01 to 2020-03-31"),
    ],
    "a quarter with its year in any order": [
        (text, "2019/20 Q3 quarter 2019-10-01 to 2019-12-31")
        for text in (
            *(
                "Q3 19/20",
                "Q3 2019/20",
                "Q3 2019-20",
                "Q3 (2019/20)",
                "2019-20 Q3",
                "2019/20-Q3",
                "2019/20: Q3",
                "19/20 Q3",
            ),
            *("Quarter 3 2019/20", "Qtr 3, 2019/20", "Q3 Outturn 2019/20", "Q3 2019/20 actual", "Q3 (Oct-Dec) 2019/20"),
            *("Q3 Oct-Dec 19", "Oct-Dec 2019", "October to December 2019", "Oct 19 - Dec 19", "Third quarter 2019/20"),
        )
    ],
    "no quarter: a year that may be two, months that are not its own, a step from it": [
        (text, "-")
        for text in (
            *("Q1 2020", "Q2 2019/22", "Q1 (Jan-Mar 2020)", "Q3 Apr-Jun 19", "Change on Q1", "Q1 to Q2", "Q1 v Q2"),
            *("Q1 target", "Feb-Apr 2020", "Jan-Feb", "Q1/Q2", "Q1 of plan", "Placements in Q1"),
        )
    ],
    "a month as a day, in digits or turned round": [
        (text, "2020-04 month 2020-04-01 to 2020-04-30")
        for text in (
            *("01/04/2020", "1/4/2020", "01-04-2020", "01.04.2020", "01/04/20", "30/04/2020", "30/04/20", "2020-04-01"),
            *("2020-04-30", "2020-04-01 00:00:00", "2020-04-01T00:00:00", "01/04/2020 00:00", "2020-04", "04/2020"),
            *("04-2020", "4/2020", "30 April 2020", "30th April 2020", "30-Apr-20", "as at 30 April 2020", "2020 Apr"),
            *(
                "2020-Apr",
                "April 20",
                "Apr 2020",
                "Month end Apr-20",
                "Apr-20 (provisional)",
                "Apr-20*",
                "Apr-20 actual",
            ),
        )
    ],
    "a day within a month is no month, nor is a week": [
        (text, "-")
        for text in (
            *("14/04/2020", "2020-04-14", "04/14/2020", "14 April 2020", "1 April 2020", "31/04/2020", "00/04/2020"),
            *("w/e 03/04/2020", "Week ending 30/04/2020", "Week 14", "13/2020", "2020-13", "44287", "202004", "21-Apr"),
        )
    ],
    "a month that is said by where it stands": [
        ("This month", "2020-06 month 2020-06-01 to 2020-06-30"),
        ("Current month", "2020-06 month 2020-06-01 to 2020-06-30"),
        ("Previous month", "2020-05 month 2020-05-01 to 2020-05-31"),
        *((text, "-") for text in ("Latest", "Latest month", "Last month", "Current", "In month")),
    ],
    "a year in words": [
        (text, "2019/20 financial_year 2019-04-01 to 2020-03-31")
        for text in (
            *("Outturn 19/20", "19/20 outturn", "Actual 2019/20", "2019/20 Actual", "Out-turn 2019-20", "FY 19/20"),
            *("2019/20 full year", "2019-20 full-year"),
            *("Financial year 2019/20", "FY2019/20", "2019/20 year end", "Apr 19 - Mar 20", "April 2019 to March 2020"),
            *("Year ending March 2020", "12 months to March 2020", "2019/20 (final)"),
        )
    ],
    "an academic year in words": [
        (text, "2019/20 academic_year 2019-09-01 to 2020-08-31")
        for text in ("Academic year 19/20", "AY 2019/20", "AY19/20", "School year 2019/20", "2019/20 academic year")
    ],
    "no year: of two meanings, of children's ages, promised, or twelve months of another kind": [
        (text, "-")
        for text in (
            *("19/20", "2019", "Mid-year 2019", "Calendar year 2019", "16 - 17 (academic age)", "2020/21 target"),
            *("Target 2020/21", "2020/21 forecast", "2019/20 budget", "Change since 2018/19", "2019/20 v 2018/19"),
            *(
                "Rolling 12 months",
                "12 months to June 2020",
                "Jul 19 - Jun 20",
                "Jan 19 - Dec 19",
                "Year ending June 2020",
            ),
        )
    ],
    "a term": [
        ("Autumn Term (2019/20)", "2019/20 Autumn academic_term 2019-09-01 to 2019-12-31"),
        ("Autumn Term 2019/20", "2019/20 Autumn academic_term 2019-09-01 to 2019-12-31"),
        ("Spring Term (2019/20)", "2019/20 Spring academic_term 2020-01-01 to 2020-04-30"),
        ("SUMMER TERM 2019/20", "2019/20 Summer academic_term 2020-05-01 to 2020-08-31"),
        ("Autumn Term", "-"),
        ("Autumn Term (2019/22)", "-"),
    ],
    "half terms end where their school year does": [
        ("Half Term 1- 3", "2019/20 Half Terms 1-3 academic_term 2019-09-01 to 2020-02-29"),
        ("Half Terms 1-6", "2019/20 Half Terms 1-6 academic_term 2019-09-01 to 2020-07-31"),
        ("Half Term 1", "2019/20 Half Term 1 academic_term 2019-09-01 to 2019-10-31"),
        ("Half Term 0", "-"),
        ("Half Term 7", "-"),
    ],
    "a year to date ends with the pack's month": [
        (text, "2020/21 YTD year_to_date 2020-04-01 to 2020-06-30")
        for text in (
            *("2020/21 YTD", "YTD", "ytd", "Year to date", "Total to date", "YTD 2020/21", "Total (as at Jun)"),
            *(
                "Year-to-date",
                "YTD 20/21",
                "20/21 YTD",
                "Actual YTD",
                "YTD (Jun)",
                "YTD average",
            ),
        )
    ]
    + [(text, "-") for text in ("YTD target", "Target (YTD)", "YTD change", "YTD v last year", "Target to date 20/21")]
    + [
        ("2016/ 17 YTD", "2016/17 YTD year_to_date 2016-04-01 to 2017-03-31"),
        ("2016/18 YTD", "-"),
        ("2020-21 Q1 YTD", "2020/21 YTD year_to_date 2020-04-01 to 2020-06-30"),
        ("Q1 YTD", "2020/21 YTD year_to_date 2020-04-01 to 2020-06-30"),
        ("2019-20 Q4 YTD", "-"),  # up to another quarter than that of the pack's month
    ],
    "what is no period": [
        (text, "-")
        for text in (
            *("", "603", "144/220", "20/21", "13-20", "2020", "2019/21", "2015/18", "1999/00", "65.5%", "n/a", "-"),
            *(
                "Smarch-20",
                "Mayhem 20",
                "Augustus",
                "Market",
                "Octopus 19",
                "Declined 12",
                "Marches",
                "../2019",
                "<script>",
            ),
            *("June " * 20, "٢٠١٩/٢٠", "\x00"),
        )
    ],
}


@pytest.mark.parametrize(("text", "expected"), [case for cases in CASES.values() for case in cases])
def test_period(text: str, expected: str) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    ("text", "as_at", "year", "expected"),
    [
        ("Jan", date(2017, 1, 31), None, "2017-01 month 2017-01-01 to 2017-01-31"),
        ("Apr", date(2017, 1, 31), None, "2016-04 month 2016-04-01 to 2016-04-30"),
        ("Jan", date(2020, 6, 30), 2016, "2017-01 month 2017-01-01 to 2017-01-31"),
        ("Mar", date(2020, 6, 30), 2016, "2017-03 month 2017-03-01 to 2017-03-31"),
        ("Apr", date(2020, 6, 30), 2016, "2016-04 month 2016-04-01 to 2016-04-30"),
        ("Dec", date(2020, 6, 30), 2020, "2020-12 month 2020-12-01 to 2020-12-31"),
        ("Q4", date(2020, 6, 30), 2018, "2018/19 Q4 quarter 2019-01-01 to 2019-03-31"),
        ("YTD", date(2017, 1, 31), None, "2016/17 YTD year_to_date 2016-04-01 to 2017-01-31"),
        ("Q3", date(2020, 11, 30), None, "2020/21 Q3 quarter 2020-10-01 to 2020-12-31"),
        ("Q3", date(2020, 9, 30), None, "2019/20 Q3 quarter 2019-10-01 to 2019-12-31"),
        ("Apr-Jun", date(2020, 9, 30), None, "2020/21 Q1 quarter 2020-04-01 to 2020-06-30"),
        ("Jan-Mar", date(2020, 9, 30), 2018, "2018/19 Q4 quarter 2019-01-01 to 2019-03-31"),
        ("Apr 20 - Sep 20", date(2020, 9, 30), None, "2020/21 YTD year_to_date 2020-04-01 to 2020-09-30"),
        ("Half Term 1", date(2020, 9, 30), None, "2020/21 Half Term 1 academic_term 2020-09-01 to 2020-10-31"),
    ],
)
def test_what_is_not_printed_comes_from_the_pack_or_its_header(
    text: str, as_at: date, year: int | None, expected: str
) -> None:
    assert written(text, TimeContext(as_at, year)) == expected


def test_plain_years_of_a_school_table_are_academic() -> None:
    assert read_period("2015/16", JUNE, academic=True) == Period.academic_year(2015)
    assert read_period("Jun-20", JUNE, academic=True) == Period.month(2020, 6)


@given(
    st.integers(2001, 2090),
    st.integers(1, 12),
    st.sampled_from(["{m}-{y:02d}", "{m} {c}", "{m}{y:02d}", "{m} - {y:02d}"]),
)
def test_every_month_reads_back_to_itself(year: int, month: int, form: str) -> None:
    text = form.format(m=MONTHS[month - 1], y=year % 100, c=year)
    expected = None if form == "{m}{y:02d}" else Period.month(year, month)
    assert read_period(text, JUNE) == expected


@given(st.integers(2001, 2090), st.sampled_from(["/", " / ", "-", "–"]))
def test_every_financial_year_reads_back_to_itself(year: int, slash: str) -> None:
    assert read_period(f"{year}{slash}{(year + 1) % 100:02d}", JUNE) == Period.financial_year(year)


@given(st.integers(2001, 2090), st.integers(1, 4))
def test_every_quarter_reads_back_to_itself(year: int, number: int) -> None:
    quarter = Period.quarter(year, number)
    assert quarter.start and quarter.end
    first, last = MONTHS[quarter.start.month - 1], MONTHS[quarter.end.month - 1]
    assert read_period(f"Q{number} {year_label(year)}", JUNE) == quarter
    assert read_period(f"Quarter {number} {first}-{last} {quarter.end.year % 100:02d}", JUNE) == quarter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 months to June 2020", "2020-06"),
        ("Rolling 12 months", "2020-06"),
        ("12 month rolling", "2020-06"),
        ("Rolling 12m to May-20", "2020-05"),
        ("Jul 19 - Jun 20", "2020-06"),
        ("Year ending December 2019", "2019-12"),
        ("12 months to March 2020", "-"),
        ("Apr 19 - Mar 20", "-"),
        ("Apr 20 - Jun 20", "-"),
        ("6 months to June 2020", "-"),
        ("12 months of age", "-"),
        ("12 children", "-"),
    ],
)
def test_twelve_months_are_kept_under_their_last_unless_they_are_a_financial_year(text: str, expected: str) -> None:
    period = read_twelve_months(text, JUNE)
    assert (period.label if period else "-") == expected


parts = st.sampled_from(
    [
        "Jun",
        "Quarter",
        "Q",
        "Term",
        "Half",
        "Autumn",
        "YTD",
        "2019",
        "20",
        "/",
        "-",
        " ",
        "(",
        ")",
        "0",
        "9",
        "13",
        "Full Year",
    ]
)


@given(
    st.one_of(st.lists(parts, max_size=8).map("".join), st.text(max_size=60)),
    st.dates(date(2010, 1, 1), date(2040, 1, 1)),
)
def test_any_text_gives_a_well_formed_period_or_none(text: str, as_at: date) -> None:
    period = read_period(text, TimeContext(as_at))
    assert period is None or (period.start and period.end and period.start <= period.end <= date(2100, 12, 31))
    if period and period.kind == "month":
        assert period.end and (period.end + timedelta(days=1)).day == 1
