"""How months are printed: their names, whole or shortened, with a year and without one."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.periods import MONTH_NAMES, MONTHS, Period
from scorecard.text.months import (
    APRIL,
    DATED_MONTH,
    DAY,
    MARCH,
    MONTH,
    MONTH_NAME,
    MONTH_STARTS,
    last_month_named,
    month_of,
)

CASES: dict[str, list[tuple[str, int | None]]] = {
    "expected: whole names": [(name, number) for number, name in enumerate(MONTH_NAMES, 1)],
    "expected: three letters": [(short, number) for number, short in enumerate(MONTHS, 1)],
    "edge: four letters, capitals, a full stop": [("Sept", 9), ("SEPT.", 9), ("june", 6), ("DEC", 12), ("Jan.", 1)],
    "edge: a name that was cut short": [("Septem", 9), ("Novembe", 11), ("Febr", 2)],
    "wrong: too short to tell": [("Ju", None), ("Ma", None), ("J", None), ("", None), (".", None)],
    "wrong: other words that begin alike": [
        ("Mayor", None),
        ("Marches", None),
        ("Augustus", None),
        ("Decline", None),
        ("Junction", None),
        ("Market", None),
    ],
    "wrong: no month at all": [("Smarch", None), ("13", None), ("Autumn", None), ("Q1", None), ("×", None)],
}


@pytest.mark.parametrize(("name", "number"), [case for cases in CASES.values() for case in cases])
def test_a_months_name(name: str, number: int | None) -> None:
    assert month_of(name) == number


PIECES = {
    "a month": (MONTH, ["January", "jan", "Sept", "sep", "MAY", "june"], ["", "ja", "janu", "mayor", "septem", "jan."]),
    "a month with its year": (
        DATED_MONTH,
        ["Jun-20", "Jun 20", "June 2020", "Jun'20", "Jun/20", "Jun.20", "Sept. 2019", "Jun - 20"],
        ["June", "June 120", "June 1920", "Jun20", "Mayor 20", "20 June", "Jun-2"],
    ),
    "a day": (DAY, ["1", "30", "1st", "22nd", "3rd", "30th"], ["", "100", "1 st", "first"]),
    "the first month of a financial year": (APRIL, ["April", "apr"], ["Apri", "may", ""]),
    "the last month of a financial year": (MARCH, ["March", "mar"], ["Marc", "april", ""]),
}


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_of_a_pattern_takes_what_it_says_and_no_more(piece: str) -> None:
    pattern, taken, left = PIECES[piece]
    assert [text for text in taken if not re.fullmatch(pattern, text, re.IGNORECASE)] == []
    assert [text for text in left if re.fullmatch(pattern, text, re.IGNORECASE)] == []


def test_prose_tells_a_months_name_by_its_capital() -> None:
    assert re.findall(rf"\b{MONTH_NAME}\b", "In May we may march; in March we did, as the mayor of Junetown said.") == [
        "May",
        "March",
    ]


@pytest.mark.parametrize(
    ("month", "as_at", "period"),
    [
        (6, date(2020, 6, 30), "2020-06"),  # the pack's own month
        (5, date(2020, 6, 30), "2020-05"),
        (7, date(2020, 6, 30), "2019-07"),  # not yet over: last year's
        (3, date(2020, 6, 30), "2020-03"),
        (4, date(2020, 3, 31), "2019-04"),
        (12, date(2021, 1, 31), "2020-12"),
        (1, date(2021, 1, 31), "2021-01"),
        (12, date(2020, 12, 31), "2020-12"),
    ],
)
def test_a_month_without_a_year_is_the_last_one_up_to_the_packs_own(month: int, as_at: date, period: str) -> None:
    assert last_month_named(month, as_at).label == period


@given(st.integers(1, 12), st.dates(date(2001, 1, 1), date(2090, 12, 31)))
def test_a_month_without_a_year_is_never_in_the_future_and_never_a_year_old(month: int, as_at: date) -> None:
    period = last_month_named(month, as_at)
    assert period.start is not None and period.end is not None
    assert period.start.month == month
    assert period.start <= as_at
    assert as_at - period.end < timedelta(days=366 - 27)


@given(st.integers(2001, 2090), st.integers(1, 12), st.sampled_from([MONTHS, MONTH_NAMES]), st.sampled_from("-' /."))
def test_what_is_printed_is_read_again(year: int, month: int, names: tuple[str, ...], between: str) -> None:
    printed = f"{names[month - 1]}{between}{year}"
    assert re.fullmatch(DATED_MONTH, printed, re.IGNORECASE)
    assert month_of(re.match(MONTH, printed, re.IGNORECASE)[0]) == month  # type: ignore[index]
    assert Period.of_label(Period.month(year, month).label) == Period.month(year, month)


@given(st.text(max_size=30))
def test_a_text_with_none_of_the_starts_holds_no_month(text: str) -> None:
    if not any(start in text.lower() for start in MONTH_STARTS):
        assert re.search(MONTH, text.lower()) is None
