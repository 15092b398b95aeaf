"""How years, quarters, terms and years to date are printed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.periods import year_label
from scorecard.text.spans import QUARTER, SHORT_SPAN, SPAN, TERM, TO_DATE, YEAR, long_year, span_start

CASES: dict[str, list[tuple[str, int | None]]] = {
    "expected: two years that follow each other": [
        ("2019/20", 2019),
        ("2019-20", 2019),
        ("2019–20", 2019),
        ("2019 / 20", 2019),
        ("2019/2020", 2019),
        ("2019 - 2020", 2019),
    ],
    "edge: short years, the turn of a decade and of a century": [
        ("19/20", 2019),
        ("2009/10", 2009),
        ("09/10", 2009),
        ("1999/00", 1999),
        ("2099/00", 2099),
        ("1999/2000", 1999),
    ],
    "wrong: years that do not follow each other": [
        ("2019/21", None),
        ("2015/18", None),
        ("2020/19", None),
        ("20/20", None),
        ("14-20", None),
        ("144/220", None),
    ],
}


@pytest.mark.parametrize(("span", "start"), [case for cases in CASES.values() for case in cases])
def test_the_year_in_which_a_span_starts(span: str, start: int | None) -> None:
    assert span_start(span) == start


@pytest.mark.parametrize(("year", "long"), [("19", 2019), ("2019", 2019), ("00", 2000), ("1999", 1999)])
def test_a_year_in_four_digits(year: str, long: int) -> None:
    assert long_year(year) == long


PIECES = {
    "a calendar year": (YEAR, ["1999", "2000", "2020"], ["", "99", "1899", "2120", "20", "20200"]),
    "a span": (
        SPAN,
        ["2019/20", "2019 – 20", "2019-2020", "1999/00", "2019/21"],
        ["2019", "19/20", "2019/1920", "2019/2", "2019/202", "2019 to 20", "2019//20"],
    ),
    "a short span": (SHORT_SPAN, ["19/20", "19-20", "19 – 20"], ["2019/20", "1/2", "19", "19.20"]),
    "a quarter": (
        QUARTER,
        ["Q1", "q4", "Quarter 3", "Qtr 2", "Qtr. 2", "Quarter3"],
        ["Q5", "Q", "Quarterly", "Quart 1", "Q 12"],
    ),
    "a term": (TERM, ["Autumn", "spring term", "SUMMER TERM"], ["", "Winter term", "term", "autumn terms"]),
    "a year to date": (
        TO_DATE,
        ["YTD", "Year to date", "total to date", "year todate"],
        ["date", "to date", "year", "ytds"],
    ),
}


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_of_a_pattern_takes_what_it_says_and_no_more(piece: str) -> None:
    pattern, taken, left = PIECES[piece]
    assert [text for text in taken if not re.fullmatch(pattern, text, re.IGNORECASE)] == []
    assert [text for text in left if re.fullmatch(pattern, text, re.IGNORECASE)] == []


@given(st.integers(2000, 2098), st.sampled_from(["/", "-", "–", " / ", " - "]), st.booleans(), st.booleans())
def test_what_is_printed_is_read_again(year: int, slash: str, short: bool, whole: bool) -> None:
    printed = f"{year % 100:02d}" if short else f"{year}"
    printed += f"{slash}{year + 1 if whole and not short else (year + 1) % 100:02d}"
    assert re.fullmatch(f"{SPAN}|{SHORT_SPAN}", printed)
    assert span_start(printed) == year
    assert span_start(year_label(year)) == year


@given(st.from_regex(f"(?:{SPAN}|{SHORT_SPAN})", fullmatch=True))
def test_a_span_starts_in_the_year_that_it_prints_or_is_none(printed: str) -> None:
    start = span_start(printed)
    assert start is None or year_label(start)[2:4] == re.findall("[0-9]+", printed)[0][-2:]
