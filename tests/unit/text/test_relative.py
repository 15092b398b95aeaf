"""Times that a header says by another one: what is sure is a period, what is not is none."""

from __future__ import annotations

import pytest

from scorecard.periods import Period
from scorecard.text.relative import ROLLING, answered, relative_of

SEPTEMBER, Q1, YEAR = Period.month(2024, 9), Period.quarter(2024, 1), Period.financial_year(2023)


@pytest.mark.parametrize(
    ("header", "base", "length", "label"),
    [
        ("Previous quarter", Q1, None, "2023/24 Q4"),
        ("Last month", SEPTEMBER, None, "2024-08"),
        ("Same period last year", Q1, None, "2023/24 Q1"),
        ("This time last year", SEPTEMBER, None, "2023-09"),
        ("2 years ago", YEAR, None, "2021/22"),
        ("12 months ago", SEPTEMBER, None, "2023-09"),
        ("Previous year outturn", SEPTEMBER, None, "2023/24"),
        # a year before a year is a year; before a month it may be the whole one
        ("Last year", YEAR, None, "2022/23"),
        ("Last year", SEPTEMBER, None, None),
        # one of its own length, as far as that is printed
        ("Previous value", SEPTEMBER, "month", "2024-08"),
        ("Previous value", SEPTEMBER, "quarter", "2024-06"),
        ("Previous value", SEPTEMBER, None, None),
        ("Previous value", Period.term(2023, "Summer"), "term", "2023/24 Spring"),
        ("Previous value", Period.term(2023, "Autumn"), "term", "2022/23 Summer"),
        # a month before a quarter is no quarter
        ("Previous month", Q1, None, None),
        ("Previous quarter", Period.latest(), None, None),
    ],
)
def test_a_time_before_another(header: str, base: Period, length: str | None, label: str | None) -> None:
    said = relative_of(header)
    assert said is not None
    period = said.before(base, length)
    assert (period.label if period else None) == label


@pytest.mark.parametrize("header", ["Last", "Kites", "Previous target", "Next quarter", "Change on previous quarter"])
def test_other_words_say_no_time(header: str) -> None:
    assert relative_of(header) is None


def test_twelve_months_and_answers() -> None:
    assert relative_of("Rolling 12 months") == ROLLING == relative_of("12 months rolling total")
    assert answered("2 quarters before") is not None and answered("last year") is None
    assert answered("financial month before") is None
