"""What a line of labels says about time: one cell beside the others, under the year above it, up to the pack's month.

A line is written with ``|`` between its labels; ``~`` behind one says that no figure stands under it. What is read is
written as labels of the contract; ``?code`` is a label in doubt, ``-`` one that says no period.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.periods import MONTHS, Period, month_end
from scorecard.text.order import CYCLES, ordinal, period_at
from scorecard.text.periods import TimeContext
from scorecard.text.timeline import DOUBTS, Label, Reading, is_line_of_periods, read_line

JUNE_21 = TimeContext(date(2021, 6, 30))
YEAR_21 = TimeContext(date(2021, 6, 30), year=2021)
YEAR_20 = TimeContext(date(2021, 6, 30), year=2020)
CALENDAR_21 = TimeContext(date(2021, 6, 30), calendar=2021)
JANUARY_22 = TimeContext(date(2022, 1, 31))


def read(line: str, over: TimeContext) -> list[Reading]:
    return read_line([Label(text.rstrip("~"), over, not text.endswith("~")) for text in line.split("|")])


def written(reading: Reading) -> str:
    if reading.doubt:
        return "?" + reading.doubt
    return reading.period.label if reading.period else "-"


QUARTER_1 = "2021-04 2021-05 2021-06"
CASES: dict[str, list[tuple[str, TimeContext, str]]] = {
    "a spreadsheet's year before its month, proved by the year above or by the pack's month": [
        ("21-Apr|21-May|21-Jun", YEAR_21, QUARTER_1),
        ("21-Apr|21-May|21-Jun", CALENDAR_21, QUARTER_1),
        ("21-Apr|21-May|21-Jun", JUNE_21, QUARTER_1),
        ("21/Apr|21/May|21/Jun", JUNE_21, QUARTER_1),
        ("21-Nov|21-Dec|22-Jan", JANUARY_22, "2021-11 2021-12 2022-01"),
        ("21-Apr|21-May|21-Jun|YTD", YEAR_21, f"{QUARTER_1} 2021/22 YTD"),
    ],
    "days of months, where all are the last or the first ones": [
        ("30-Apr|31-May|30-Jun", JUNE_21, QUARTER_1),
        ("01-Apr|01-May|01-Jun", JUNE_21, QUARTER_1),
        ("30-Apr|31-May|30-Jun", YEAR_21, QUARTER_1),
    ],
    "a year or a day, and nothing that proves it": [
        ("21-Apr|21-May", JUNE_21, "?year-or-day ?year-or-day"),
        ("20-Apr|20-May|20-Jun", JUNE_21, "?year-or-day ?year-or-day ?year-or-day"),
        ("21-Apr|21-May|21-Jun", YEAR_20, "?year-or-day ?year-or-day ?year-or-day"),
        ("21-Jun", JUNE_21, "?year-or-day"),
    ],
    "bare numbers are months only in turn": [
        ("44287|44317|44348", JUNE_21, QUARTER_1),
        ("44316|44347|44377", JUNE_21, QUARTER_1),
        ("44348|44317|44287", JUNE_21, "2021-06 2021-05 2021-04"),
        ("44287|44317|44348|YTD", JUNE_21, f"{QUARTER_1} 2021/22 YTD"),
        ("202104|202105|202106", JUNE_21, QUARTER_1),
        ("44287|44318|44348", JUNE_21, "- - -"),
        ("44287|44348|44317", JUNE_21, "- - -"),
        ("44287", JUNE_21, "-"),
        ("45000|46000|47000", JUNE_21, "- - -"),
    ],
    "months without a year end with the last that has figures": [
        ("Apr|May|Jun", JUNE_21, QUARTER_1),
        ("Apr|May|Jun|Jul~|Aug~", JUNE_21, f"{QUARTER_1} 2021-07 2021-08"),
        (
            "Jul|Aug|Sep|Oct|Nov|Dec|Jan|Feb|Mar|Apr|May|Jun",
            JUNE_21,
            " ".join([f"2020-{m:02d}" for m in range(7, 13)] + [f"2021-{m:02d}" for m in range(1, 7)]),
        ),
        ("Jun|May|Apr", JUNE_21, "2021-06 2021-05 2021-04"),
        ("Apr|May|Jun~", JUNE_21, "2021-04 2021-05 2021-06"),
        ("Oct|Nov|Dec|Jan", JANUARY_22, "2021-10 2021-11 2021-12 2022-01"),
        ("Mar|Jun", JUNE_21, "2021-03 2021-06"),
        ("Jun|Jun", JUNE_21, "?twice ?twice"),
    ],
    "months without a year whose figures go on after the pack's month": [
        ("Apr|May|Jun|Jul|Aug", JUNE_21, " ".join(["?no-year"] * 5)),
        ("Apr|May|Jun|Jul|Aug", YEAR_20, "2020-04 2020-05 2020-06 2020-07 2020-08"),
    ],
    "months under a year, financial or calendar": [
        ("Apr|May|Jun", YEAR_21, QUARTER_1),
        ("Apr|May|Jun", YEAR_20, "2020-04 2020-05 2020-06"),
        ("Jan|Feb|Mar", YEAR_20, "2021-01 2021-02 2021-03"),
        ("Jan|Feb|Mar", CALENDAR_21, "2021-01 2021-02 2021-03"),
        ("Apr|May|Jun|Jul~", YEAR_21, f"{QUARTER_1} 2021-07"),
    ],
    "quarters": [
        ("Q1 20/21|Q2 20/21|Q3 20/21|Q4 20/21", JUNE_21, "2020/21 Q1 2020/21 Q2 2020/21 Q3 2020/21 Q4"),
        ("Q2|Q3|Q4|Q1", JUNE_21, "2020/21 Q2 2020/21 Q3 2020/21 Q4 2021/22 Q1"),
        ("Q1|Q2~|Q3~|Q4~", JUNE_21, "2021/22 Q1 2021/22 Q2 2021/22 Q3 2021/22 Q4"),
        ("Q1|Q2|Q3|Q4", YEAR_20, "2020/21 Q1 2020/21 Q2 2020/21 Q3 2020/21 Q4"),
        ("Q1|Q2|Q3", JUNE_21, "?no-year ?no-year ?no-year"),
        ("Q1|Q2", CALENDAR_21, "- -"),
        ("Qtr 3|Qtr 4|Qtr 1", JUNE_21, "2020/21 Q3 2020/21 Q4 2021/22 Q1"),
        ("Q3 20/21|Q1 20/21|Q1 20/21", JUNE_21, "2020/21 Q3 ?twice ?twice"),
    ],
    "months by digits that may be a year": [
        ("2011-10|2011-11|2011-12|2012-01", TimeContext(date(2012, 1, 31)), "2011-10 2011-11 2011-12 2012-01"),
        ("2010-11|2011-12|2012-13", TimeContext(date(2013, 6, 30)), "2010/11 2011/12 2012/13"),
    ],
    "short years prove one another": [
        ("19/20|20/21", JUNE_21, "2019/20 2020/21"),
        ("2019/20|20/21", JUNE_21, "2019/20 2020/21"),
        ("19/20|144", JUNE_21, "- -"),
        ("19/20|22/23", JUNE_21, "- -"),
    ],
    "a month twice": [
        ("Apr-21|May-21|May-21", JUNE_21, "2021-04 ?twice ?twice"),
        ("Apr-21|Apr-21|Jun-21", JUNE_21, "?twice ?twice 2021-06"),
        ("01/04/2021|01/05/2021|01/05/2021", JUNE_21, "2021-04 ?twice ?twice"),
        ("2019/20|2019/20", JUNE_21, "?twice ?twice"),
    ],
    "a month of another year than its neighbours": [
        ("Apr-21|May-21|Jun-20", JUNE_21, "2021-04 2021-05 ?other-year"),
        ("Apr-20|May-21|Jun-21", JUNE_21, "?other-year 2021-05 2021-06"),
        ("Apr-21|May-20|Jun-21", JUNE_21, "?other-year ?other-year 2021-06"),
        ("Nov-21|Dec-21|Jan-21", JANUARY_22, "2021-11 2021-12 ?other-year"),
        ("Nov-21|Dec-21|Jan-22", JANUARY_22, "2021-11 2021-12 2022-01"),
    ],
    "a month out of the order of the others": [
        ("Apr-21|Jun-21|May-21", JUNE_21, "2021-04 ?out-of-order ?out-of-order"),
        ("Jun-21|May-21|Apr-21", JUNE_21, "2021-06 2021-05 2021-04"),
        ("Mar-20|Jun-20|Sep-20|Mar-21|Jun-21", JUNE_21, "2020-03 2020-06 2020-09 2021-03 2021-06"),
        (
            "Feb-21|Jan-21|Mar-21|Apr-21|May-21|Jun-21",
            JUNE_21,
            "?out-of-order ?out-of-order 2021-03 2021-04 2021-05 2021-06",
        ),
    ],
    "what is set against another year is in no disorder": [
        ("Apr-21|May-21|Jun-21|Jun-20", JUNE_21, f"{QUARTER_1} 2020-06"),
        ("Jun-20|Jun-21", JUNE_21, "2020-06 2021-06"),
        ("Jun-21|Jun-20|Jun-19", JUNE_21, "2021-06 2020-06 2019-06"),
        ("Apr-21|Apr-20|May-21|May-20|Jun-21|Jun-20", JUNE_21, "2021-04 2020-04 2021-05 2020-05 2021-06 2020-06"),
        ("Mar-21|Apr-21|May-21|Jun-21|2019/20|2020/21", JUNE_21, f"2021-03 {QUARTER_1} 2019/20 2020/21"),
    ],
    "a year above that is another one": [
        ("Apr-20|May-20|Jun-20", YEAR_21, "?against-year ?against-year ?against-year"),
        ("Apr-21|May-21|Jun-21", YEAR_20, QUARTER_1),
        ("Feb-21|Mar-21|Apr-21", YEAR_20, "2021-02 2021-03 2021-04"),
    ],
    "after the month that the pack is about": [
        ("May-21|Jun-21|Jul-21", JUNE_21, "2021-05 2021-06 ?ahead"),
        ("May-21|Jun-21|Jul-21~", JUNE_21, "2021-05 2021-06 2021-07"),
        ("Q1 2021/22|Q2 2021/22", JUNE_21, "2021/22 Q1 ?ahead"),
    ],
    "no line of periods at all": [("Red|Amber|Green", JUNE_21, "- - -"), ("603|581|-", JUNE_21, "- - -")],
}


@pytest.mark.parametrize(("line", "over", "expected"), [case for cases in CASES.values() for case in cases])
def test_labels_of_a_line(line: str, over: TimeContext, expected: str) -> None:
    assert " ".join(map(written, read(line, over))) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Apr-21|May-21|May-21", ["-", "-", "2021-06"]),
        ("Apr-21|May-21|Jun-20", ["-", "-", "2021-06"]),
        ("Apr-20|May-21|Jun-21", ["2021-04", "-", "-"]),
        ("May-21|Jun-21|Jul-21", ["-", "-", "-"]),
        ("Apr-21|May-21|Jun-21", ["-", "-", "-"]),
    ],
)
def test_what_a_label_in_doubt_should_be_is_what_its_neighbours_leave(line: str, expected: list[str]) -> None:
    assert [r.expected.label if r.expected else "-" for r in read(line, JUNE_21)] == expected


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("||Apr-21|May-21|YTD", True),
        ("|01/04/2021|01/05/2021|", True),
        ("|44287|44317|", True),
        ("21-Apr|21-May", True),
        ("Q1|Q2|Q3", True),
        ("6.1|Apr-21|603", False),
        ("603|581|44287", False),
        ("2019/20|2020/21", False),
        ("", False),
    ],
)
def test_a_line_of_periods_is_a_header(line: str, is_one: bool) -> None:
    assert is_line_of_periods(line.split("|")) is is_one


MONTHS_OF_FIVE_YEARS = st.integers(2018 * 12, 2022 * 12 + 11)


@given(st.lists(MONTHS_OF_FIVE_YEARS, max_size=8), st.booleans())
def test_any_line_gives_each_label_its_own_month_or_a_doubt(numbers: list[int], filled: bool) -> None:
    periods = [period_at(number, "month") for number in numbers]
    texts = [f"{MONTHS[p.start.month - 1]}-{p.start.year % 100}" for p in periods if p.start]
    readings = read_line([Label(text, JUNE_21, filled) for text in texts])
    assert [r.period for r in readings] == periods
    assert all(r.doubt is None or r.doubt in DOUBTS for r in readings)
    sure = [r.period.label for r in readings if r.period and not r.doubt]
    assert len(sure) == len(set(sure))


@given(st.integers(1, 12), st.integers(2, 12), st.dates(date(2015, 1, 1), date(2030, 12, 31)))
def test_months_in_turn_are_never_after_the_packs_month(first: int, count: int, day: date) -> None:
    over = TimeContext(month_end(day.year, day.month))
    names = [MONTHS[(first - 1 + n) % 12] for n in range(count)]
    readings = read_line([Label(name, over) for name in names])
    assert all(r.doubt or (r.period and r.period.start and r.period.start <= over.as_at) for r in readings)


@given(st.integers(2000 * 12, 2090 * 12), st.sampled_from(["month", "quarter", "financial_year"]))
def test_a_period_is_the_one_of_its_number(number: int, kind: str) -> None:
    period = period_at(number * CYCLES[kind] // 12, kind)
    assert period_at(ordinal(period), kind) == period
    assert Period.of_label(period.label, kind) == period
