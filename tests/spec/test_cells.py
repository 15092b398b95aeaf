"""What a printed cell holds: the cell reader's table of cases, and what must hold for every cell.

A reading is written as ``kind value x/y and second``, with only the parts that are there; decimals are those printed.
"""

from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.text.cells import READ_SCHEMA, CellReader, with_reading


def readings(*cells: str | None) -> pl.DataFrame:
    return with_reading(pl.LazyFrame({"cell": cells}, schema={"cell": pl.String}), "cell").collect()


def written(cell: str | None) -> str:
    kind, value, decimals, x, y, second, second_decimals = readings(cell).select(*READ_SCHEMA).row(0)
    parts = [kind]
    parts += [f"{value:.{decimals}f}"] if value is not None else []
    parts += [f"{x:g}/{'' if y is None else format(y, 'g')}"] if x is not None else []
    parts += [f"and {second:.{second_decimals}f}"] if second is not None else []
    return " ".join(parts)


CASES = {
    "plain numbers": [
        ("603", "number 603"),
        ("0", "number 0"),
        ("6.50", "number 6.50"),
        (".5", "number 0.5"),
        ("-5", "number -5"),
        ("−5", "number -5"),
        ("–5", "number -5"),
        ("\u20115", "number -5"),
        ("+5", "number 5"),
        (" 603 ", "number 603"),
        ("603*", "number 603"),
        ("6.5 days", "number 6.5"),
    ],
    "thousands": [
        ("1,651", "number 1651"),
        ("1,000,000", "number 1000000"),
        ("1,651.25", "number 1651.25"),
        ("1'651", "number 1651"),
    ],
    "a comma that divides no thousands is damage": [
        ("1,65", "text"),
        ("1,6511", "text"),
        ("16,51,000", "text"),
        ("12 34", "text"),
        ("1'65", "text"),
        ("1.2.3", "text"),
    ],
    "percentages": [
        ("65.5%", "percent 65.5"),
        ("100%", "percent 100"),
        ("0.0%", "percent 0.0"),
        ("12.50%", "percent 12.50"),
        ("-3.1%", "percent -3.1"),
        ("6\u00a0%", "percent 6"),
        ("66.7%*", "percent 66.7"),
        ("5%%", "text"),
    ],
    "x of y": [
        ("144 of 220", "ratio 144/220"),
        ("144 OF 220", "ratio 144/220"),
        ("144of220", "ratio 144/220"),
        ("4 out of 5", "ratio 4/5"),
        ("581/603", "ratio 581/603"),
        ("581 / 603", "ratio 581/603"),
        ("0 of 0", "ratio 0/0"),
        ("1,200 of 1,651", "ratio 1200/1651"),
        ("20/21", "ratio 20/21"),
    ],
    "x of y whose o is damaged": [("165 c of 492", "damaged_ratio 165/492"), ("165 0 of 492", "damaged_ratio 165/492")],
    "x of y that lost its y is no count": [
        ("5 of", "text"),
        ("144 of 22O", "text"),
        ("4 out of", "text"),
        ("144 of 220 of 300", "text"),
        ("of 5", "text"),
    ],
    "x of y with its percentage": [
        ("88.9% (16/18)", "percent_ratio 88.9 16/18"),
        ("88.9% 16 of 18", "percent_ratio 88.9 16/18"),
        ("16/18 = 88.9%", "ratio_percent 88.9 16/18"),
        ("16 of 18 (88.9%)", "ratio_percent 88.9 16/18"),
    ],
    "a percentage and its count": [
        ("2.71% (7)", "percent_count 2.71 7/"),
        ("12 (5%)", "count_percent 5 12/"),
        ("1,210 (55.0%)", "count_percent 55.0 1210/"),
    ],
    "a year in brackets is no count": [
        ("12.3% (2017)", "percent 12.3"),
        ("12.3% (2016/17)", "percent 12.3"),
        ("12.3% (2016-2017)", "percent 12.3"),
    ],
    "years are no ratios": [("2015/16", "text"), ("2015/2016", "text"), ("2015-16", "text"), ("2015 – 16", "text")],
    "money": [
        ("£75,222", "money 75222"),
        ("-£139", "money -139"),
        ("−£139", "money -139"),
        ("£1,234.50", "money 1234.50"),
        ("£ 12", "money 12"),
    ],
    "two percentages": [
        ("8.4% (2014/15) / 9.0% Autumn Term 2015", "two_percents 8.4 and 9.0"),
        ("8% / 9.25%", "two_percents 8 and 9.25"),
    ],
    "a rate with its count": [
        (
            "106.5 per 10,000 resident population* (498 hospital admissions). (2014/2015)",
            "rate_count 106.5 498/",
        ),
    ],
    "missing marks": [
        (mark, "missing")
        for mark in (
            *(
                "-",
                "–",
                "--",
                "n/a",
                "\u2011",
                "\u2212",
                "N/A",
                "na",
                "n/a.",
                "TBC",
                "tba",
                "not available",
                "Not yet available",
            ),
            *(
                "not applicable",
                "range to be set",
                "No target",
                "no data",
                "data not available yet",
                "..",
                ":",
                "nil return",
            ),
            *("new measure", "available until March"),
        )
    ],
    "nothing printed": [("", "blank"), ("   ", "blank"), (None, "blank"), ("\u200b", "blank"), ("<b></b>", "blank")],
    "tolerances are no figures": [
        ("<95.2", "text"),
        ("33%>", "text"),
        ("35%+", "text"),
        ("10.8%<", "text"),
        ("14-20", "text"),
    ],
    "mark-up and invisible characters do not count": [
        ("<b>603</b>", "number 603"),
        ("**65.5%**", "percent 65.5"),
        ("60\u200b3", "number 603"),
        ("\ufeff603", "number 603"),
    ],
    "hostile text is text": [
        ("<script>alert(1)</script>", "text"),
        ("<b onclick=alert(1)>603</b>", "text"),
        ("=cmd|'/C calc'!A0", "text"),
        ("=1+1", "text"),
        ("@SUM(1)", "text"),
        ("../", "text"),
        ("../../etc/passwd", "text"),
        ("603; DROP TABLE observations", "text"),
        ("1e5", "text"),
        ("NaN", "text"),
        ("inf", "text"),
        ("\x00", "text"),
    ],
    "digits of other scripts are not guessed": [("１２３", "text"), ("٣٤٥", "text"), ("²", "text"), ("½", "text")],
    "more digits than can be held exactly": [
        ("9999999999", "number 9999999999"),
        ("12345678901", "text"),
        ("99999999999", "text"),
        ("9,999,999,999", "number 9999999999"),
        ("99,999,999,999", "text"),
        ("95.1219512195122", "number 95.1219512195122"),
        ("-3 of 4", "text"),
        ("9" * 400, "text"),
        ("0." + "1" * 200 + "%", "text"),
        ("1" + ",000" * 5, "text"),
        ("9" * 400 + " of 5", "text"),
    ],
    "periods and arrows are no figures": [
        ("Jun-20", "text"),
        ("↑", "text"),
        ("🔴", "text"),
        ("Q1", "text"),
    ],
}


@pytest.mark.parametrize(
    ("cell", "expected"), [case for cases in CASES.values() for case in cases], ids=lambda text: repr(text)[:40]
)
def test_cell(cell: str | None, expected: str) -> None:
    assert written(cell) == expected


def test_a_column_is_read_as_its_cells_are() -> None:
    cells = [cell for cases in CASES.values() for cell, _ in cases if cell is not None]
    alone = [readings(cell).select(*READ_SCHEMA).row(0) for cell in cells]
    assert readings(*cells).select(*READ_SCHEMA).rows() == alone
    assert CellReader().read(cells) == [(r[0], r[1], r[3], r[4]) for r in alone]


numbers = st.integers(0, 9_999_999)
decimals = st.integers(0, 4)


@given(numbers, decimals, st.booleans())
def test_a_printed_number_reads_back_to_itself(number: int, places: int, thousands: bool) -> None:
    text = f"{number / 10**places:{',' if thousands else ''}.{places}f}"
    assert readings(text).select("kind", "value", "decimals").row(0) == ("number", float(text.replace(",", "")), places)


@given(numbers, decimals)
def test_a_printed_percentage_reads_back_to_itself(number: int, places: int) -> None:
    text = f"{number / 10**places:.{places}f}"
    assert readings(f"{text}%").select("kind", "value", "decimals").row(0) == ("percent", float(text), places)


@given(numbers, numbers, st.sampled_from([" of ", "of", " out of ", " OF "]))
def test_x_of_y_reads_back_to_itself(x: int, y: int, of: str) -> None:
    assert readings(f"{x}{of}{y}").select("kind", "value", "numerator", "denominator").row(0) == ("ratio", None, x, y)


@given(numbers, st.sampled_from(["£{:,}", "-£{:,}", "£{}"]))
def test_money_reads_back_to_itself(amount: int, form: str) -> None:
    expected = -float(amount) if form.startswith("-") else float(amount)
    assert readings(form.format(amount)).select("kind", "value").row(0) == ("money", expected)


NUMBERS = ("12", "3", "0", "65.5", ".5", "1,651", "2016", "2016/17", "١")
SIGNS = ("%", "£", "-", "−", "+", "/", "(", ")", " ", "*", ",", ".", "=", "<", ">", "\u00a0", "**", "<b>")
WORDS = (" of ", " out of ", "days", " per 10,000 ", "O", "l", "e5", "n/a")
pieces = st.sampled_from((*NUMBERS, *SIGNS, *WORDS))


@given(st.one_of(st.lists(pieces, max_size=9).map("".join), st.text(max_size=30)))
def test_no_number_whose_digits_are_not_printed(cell: str) -> None:
    """Every number of a reading is, digit for digit, one of the numbers that stand in the cell."""
    text = re.sub("[\u00ad\u200b-\u200d\u2060\ufe0e\ufe0f\ufeff]|</?[a-z]+>|\\*\\*", "", cell, flags=re.IGNORECASE)
    printed = {
        float(re.sub("[,']", "", n)) for n in re.findall(r"[0-9][0-9,']*(?:\.[0-9]+)?|\.[0-9]+", text) if n.strip(",'")
    }
    row = readings(cell).row(0, named=True)
    found = [row[name] for name in ("value", "numerator", "denominator", "second_value") if row[name] is not None]
    assert {abs(n) for n in found} <= printed
    assert all(n == abs(n) for n in found) or "-" in cell or "−" in cell


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_crash(cell: str) -> None:
    assert readings(cell).height == 1
