"""How numbers are printed: what is one number, what is more or less than one, and what is only the start of one."""

from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.text.expressions import as_decimals, as_number
from scorecard.text.numbers import (
    DIGITS,
    MINUS,
    NUMBER,
    OF,
    PERCENT,
    ROUGH_NUMBER,
    SIGN,
    TO,
    decimals_of,
    leading_number,
    number_of,
)

CASES: dict[str, list[tuple[str, float | None]]] = {
    "expected: whole numbers and decimals": [
        ("0", 0),
        ("603", 603),
        ("65.5", 65.5),
        ("6.50", 6.5),
        (".5", 0.5),
        ("007", 7),
    ],
    "expected: thousands": [
        ("1,651", 1651),
        ("1,000,000", 1_000_000),
        ("1,651.25", 1651.25),
    ],
    "expected: signs, pounds and percent": [
        ("-5", -5),
        ("+5", 5),
        ("£75,222", 75222),
        ("-£139", -139),
        ("£-139", -139),
        ("£ 12", 12),
        ("65.5%", 65.5),
        ("65.5 %", 65.5),
    ],
    "edge: a minus sign of another code point is one": [
        *((f"{minus}5", -5) for minus in ("‐", "‑", "‒", "–", "—", "−")),
        ("−£139", -139),
    ],
    "edge: text recognition makes an apostrophe of a comma": [("1'651", 1651), ("12'255.5", 12255.5)],
    "wrong: a comma that divides no thousands": [("1,65", None), ("1,6511", None), ("16,51,000", None), (",651", None)],
    "wrong: more than one number": [
        ("144 of 220", None),
        ("581/603", None),
        ("14-20", None),
        ("12 34", None),
        ("1.2.3", None),
    ],
    "wrong: less than one": [
        ("", None),
        ("-", None),
        ("£", None),
        ("%", None),
        (".", None),
        ("5.", None),
        ("n/a", None),
    ],
    "wrong: damage, words and other scripts": [
        ("6O3", None),
        ("l2", None),
        ("1e5", None),
        ("inf", None),
        ("6 days", None),
        ("٣٤٥", None),
        ("½", None),
        ("12\n", None),
    ],
}


@pytest.mark.parametrize(("text", "value"), [case for cases in CASES.values() for case in cases])
def test_a_number(text: str, value: float | None) -> None:
    assert number_of(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("12 of 30", 12),
        ("1,651 families", 1651),
        ("65.5% (7)", 65.5),
        ("1,65", 1),  # the rest divides no thousands
        ("-5", None),  # a number has no sign of its own at the start of a label
        ("families 12", None),
        ("", None),
    ],
)
def test_the_number_that_a_text_begins_with(text: str, value: float | None) -> None:
    assert leading_number(text) == value


@pytest.mark.parametrize(
    ("text", "decimals"),
    [("603", 0), ("65.5%", 1), ("6.50", 2), (".125", 3), ("£12", 0), ("", 0), ("1,651.2 of 3.45", 1), ("5.", 0)],
)
def test_decimals_are_those_printed(text: str, decimals: int) -> None:
    assert decimals_of(text) == decimals
    assert pl.select(as_decimals(pl.lit(text))).item() == decimals


PIECES = {
    "between x and y": (OF, [" of ", "of", " OF ", " out of ", "/", " / "], ["", " on ", "0f", " of of ", "  of"]),
    "between the ends of a range": (TO, ["-", " - ", "–"], ["", "to", "--", "/"]),
    "a percent sign": (PERCENT, ["%", " %"], ["", "%%", "per"]),
    "a sign": (SIGN, ["-", "−", "+", "–"], ["", "±", "--", "~"]),
    "a minus sign": (MINUS, ["-", "−", "–"], ["", "+", "_"]),
    "a whole number": (DIGITS, ["0", "12", "1,651", "1'651"], ["", "1,65", "1.5", ",651", "-1"]),
    "a number": (NUMBER, ["0", "1,651.5", ".5"], ["", "1,65", "5.", "-1", "1 651"]),
    "what damage leaves of a number": (
        ROUGH_NUMBER,
        ["12", "1,65", "1,,651", "1,651.5", "12,"],
        ["", ",1", "1.", "1'651"],
    ),
}


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_of_a_pattern_takes_what_it_says_and_no_more(piece: str) -> None:
    pattern, taken, left = PIECES[piece]
    assert [text for text in taken if not re.fullmatch(pattern, text)] == []
    assert [text for text in left if re.fullmatch(pattern, text)] == []


amounts = st.decimals(0, 9_999_999, places=3).map(float)


@given(st.integers(0, 10**9), st.integers(0, 6), st.booleans(), st.sampled_from(["", "-", "−", "+"]), st.booleans())
def test_what_is_printed_is_read_again(units: int, places: int, thousands: bool, sign: str, percent: bool) -> None:
    printed = f"{units / 10**places:{',' if thousands else ''}.{places}f}"
    value = float(printed.replace(",", "")) * (-1 if sign in ("-", "−") else 1)
    assert number_of(f"{sign}{printed}{'%' if percent else ''}") == value
    assert decimals_of(printed) == places


@given(st.one_of(st.text(max_size=12), st.text("0123456789,.'-−£% ", max_size=12)))
def test_a_text_is_read_alike_whether_it_stands_alone_or_in_a_column(text: str) -> None:
    alone, number = number_of(text), re.fullmatch(f"{SIGN}?{NUMBER}", text)
    if number:
        assert alone == pl.select(as_number(pl.lit(text))).item()


@given(st.text("0123456789,.'-−+£%of/ xa", max_size=14))
def test_no_digit_is_made_up(text: str) -> None:
    value = number_of(text)
    if value is not None:
        digits = re.sub(r"[^0-9.]", "", text)
        assert abs(value) == float(digits)
