"""What a printed cell holds: the cell reader's table of cases, and what must hold for every cell.

A reading is written as ``kind value x/y and second least..most because reason mark sign in unit``, with only the parts
that are there; decimals are those printed.
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
    read = readings(cell).select(*READ_SCHEMA).row(0)
    kind, value, decimals, x, y, second, second_decimals, lower, upper, reason, mark, unit = read
    parts = [kind]
    parts += [f"{value:.{decimals}f}"] if value is not None else []
    parts += [f"{x:g}/{'' if y is None else format(y, 'g')}"] if x is not None else []
    parts += [f"and {second:.{second_decimals}f}"] if second is not None else []
    parts += [f"{'' if lower is None else format(lower, 'g')}..{'' if upper is None else format(upper, 'g')}"] * (
        kind == "bound"
    )
    parts += [f"because {reason}"] if reason not in (None, "suppressed" if kind == "bound" else None) else []
    parts += [f"mark {mark}"] if mark is not None else []
    parts += [f"in {unit}"] if unit is not None else []
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
        ("603*", "number 603 mark *"),
        ("6.5 days", "number 6.5 in days"),
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
        ("66.7%*", "percent 66.7 mark *"),
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
    "years are no ratios": [
        ("2015/16", "text"),
        ("2015/2016", "text"),
        ("2015-16", "text"),
        ("2015 – 16", "text"),
        ("2015/16¹", "text"),
        ("2015/16 [note 3]", "text"),
    ],
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
    "missing marks that say no reason": [
        (mark, "missing because unstated")
        for mark in ("-", "–", "--", "\u2011", "\u2212", "n/a", "N/A", "na", "n/a.", "nil return", "[w]")
    ],
    "missing marks that say why": [
        *(
            (mark, "missing because not-yet-due")
            for mark in ("TBC", "tba", "Not yet available", "available until March")
        ),
        *(
            (mark, "missing because not-yet-due")
            for mark in ("Not available until Q3", "Data not yet due", "range to be set")
        ),
        *((mark, "missing because not-available") for mark in ("not available", "no data", "data not available yet")),
        *(
            (mark, "missing because not-available")
            for mark in ("..", ":", "x", "[x]", "[X]", "u", "No data", "[no data]")
        ),
        *((mark, "missing because not-applicable") for mark in ("not applicable", "No target", "z", "[z]", ".")),
        *(
            (mark, "missing because suppressed")
            for mark in ("c", "[c]", "[C]", "*", "**", "***", "Suppressed", "Withheld")
        ),
        *((mark, "missing because low") for mark in ("low", "[low]", "[Low]", "k")),
        *((mark, "missing because not-collected") for mark in ("new measure", "Not collected", "No longer collected")),
        *((mark, "missing because error-in-source") for mark in ("#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#####")),
    ],
    "words and letters that are no missing mark": [
        *((word, "text") for word in ("C", "Low", "lower", "High", "notable", "Green", "[r]", "[d]", "##", "↑")),
        *((word, "text") for word in ("see note", "Suppressedly", "no-one", "cx", "🙂", "\x07")),
    ],
    "nothing printed": [("", "blank"), ("   ", "blank"), (None, "blank"), ("\u200b", "blank"), ("<b></b>", "blank")],
    "a bound is no figure": [
        ("5 or fewer", "bound 0..5"),
        ("5 or less", "bound 0..5"),
        ("<5", "bound 0..5"),
        ("< 5", "bound 0..5"),
        ("≤5", "bound 0..5"),
        ("<=5", "bound 0..5"),
        ("fewer than 5", "bound 0..5"),
        ("Under 10", "bound 0..10"),
        ("up to 5", "bound 0..5"),
        ("<95.2", "bound 0..95.2"),
        ("1 to 4", "bound 1..4"),
        ("1-4", "bound 1..4"),
        ("1–4", "bound 1..4"),
        ("between 1 and 4", "bound 1..4"),
        ("14-20", "bound 14..20"),
        ("90% - 95%", "bound 90..95"),
        ("10+", "bound 10.."),
        ("35%+", "bound 35.."),
        ("10 or more", "bound 10.."),
        ("at least 10", "bound 10.."),
        (">95%", "bound 95.."),
        ("≥ 95%", "bound 95.."),
        ("1,000 or more", "bound 1000.."),
    ],
    "a bound up to one is what rounds to nought": [
        ("<1%", "bound 0..1 because low"),
        ("<0.5", "bound 0..0.5 because low"),
    ],
    "signs behind a figure are tolerances, and ends in the wrong order are damage": [
        *((cell, "text") for cell in ("33%>", "10.8%<", "4-1", "20 to 14", "1-", "-1-4", "<", "5 or", "or fewer")),
    ],
    "years are no bounds": [(cell, "text") for cell in ("19-20", "2019 to 2020", "19–20", "2019-2020")],
    "a mark behind a figure leaves it what it is": [
        ("642†", "number 642 mark †"),
        ("642 ‡", "number 642 mark ‡"),
        ("642r", "number 642 mark r"),
        ("642 p", "number 642 mark p"),
        ("642[r]", "number 642 mark [r]"),
        ("642 (p)", "number 642 mark (p)"),
        ("642 [note 1]", "number 642 mark [note 1]"),
        ("642 [1]", "number 642 mark [1]"),
        ("642¹", "number 642 mark ¹"),
        ("642<sup>1</sup>", "number 642 mark [1]"),
        ("642**", "number 642"),
        ("65.5%†", "percent 65.5 mark †"),
        ("65.5% [e]", "percent 65.5 mark [e]"),
        ("642 [r][p]", "number 642 mark [r][p]"),
        ("581/603*", "ratio 581/603 mark *"),
        ("12 (5%)*", "count_percent 5 12/ mark *"),
        ("£1,234r", "money 1234 mark r"),
        ("1 (partial)", "number 1 mark (partial)"),
        ("18 ↑", "number 18 mark ↑"),
        ("65.5%▼", "percent 65.5 mark ▼"),
        ("65.5% (A)", "percent 65.5 mark (A)"),
    ],
    "what is no known mark makes a figure that is not understood": [
        *((cell, "text") for cell in ("642x", "642k", "642m", "642 (q)", "642 [see below]", "642☂", "6 4 2r")),
        *((cell, "text") for cell in ("(18)", "18 (3)", "18 kites", "18 or so", "about 18", "18 Green", "18 ↑ 3")),
    ],
    "words behind a figure are understood or it is none": [
        ("18 cases", "number 18 in cases"),
        ("12.5 FTE", "number 12.5 in fte"),
        ("18 children", "number 18 in count"),
        ("106.5 per 10,000", "number 106.5 in rate_per_10k"),
        ("536 (Cumulative December 2016)", "number 536"),
        ("320 (2015/16)", "number 320"),
        ("0.65 (Jan14- Dec14)", "number 0.65"),
        ("22.3% (Nov, Dec, Jan ave)", "percent 22.3"),
        ("9.0% Autumn Term 2015", "percent 9.0"),
        ("6 weeks", "text"),
        ("6 in 10", "text"),
        ("16 May-16", "text"),
        ("18 to", "text"),
        ("18 20", "text"),
        ("65.5% of all", "text"),
    ],
    "more words for x of y": [
        ("39 from 41", "ratio 39/41"),
        ("38 out of a possible 40", "ratio 38/40"),
        ("38 out of a total of 40", "ratio 38/40"),
        ("38 out of the 40", "text"),
    ],
    "a sum of money with its scale is another number": [
        *((cell, "text") for cell in ("£14 million", "£1.2m", "£3k", "-£2bn")),
        ("£14,000 which will", "money 14000"),
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
