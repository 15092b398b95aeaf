from __future__ import annotations

from scorecard.readers.pdf.rows import are_ruled, holds_figures, rows_of
from tests.unit.readers.pdf.drawn import line


def test_a_value_on_a_lower_line_of_a_headers_cell_makes_no_row_of_figures() -> None:
    head = [
        line(("Days", 60), ("Cases of", 120), ("Cases of", 180)),
        line(("1-4", 60), ("5-9", 124), ("10", 188), top=9),
    ]
    assert not holds_figures([line(("Days", 60), ("of", 124), ("of", 188)), *head[:1]])
    assert not holds_figures(head)
    assert holds_figures([line(("Kites", 0), ("12", 60), ("7", 120)), line(("lost", 0), top=9)])


def test_rules_part_rows_of_short_words_and_not_columns_of_prose() -> None:
    rows = [line(("Theme", 0), ("Red (7)", 80), ("Blue (1)", 160), top=at) for at in (2, 22, 42)]
    assert are_ruled(rows, [0, 20, 40, 60]) and not are_ruled(rows[:2], [0, 20, 40])
    prose = [
        line(("The kites rose as the wind was good and all", 0), ("so they did", 400), top=at) for at in (2, 22, 42)
    ]
    long = [line(("the kites rose as high as the wind would bear " * 2, 0), ("x", 900), top=at) for at in (2, 22, 42)]
    assert are_ruled(prose, [0, 20, 40, 60]) and not are_ruled(long, [0, 20, 40, 60])


def test_wide_white_between_rules_tells_of_two_rows() -> None:
    rows = [line(("Theme", 0), ("Red (7)", 80), top=at) for at in (2, 22, 42, 60)]
    assert not are_ruled(rows, [0, 20, 40, 80])


def test_a_year_below_words_and_the_end_of_a_month_begin_no_row() -> None:
    lines = [
        line(("Kites", 0), ("Mar-", 60), ("Apr-", 100)),
        line(("20", 60), ("20", 100), top=9),
        line(("Red kites", 0), ("12", 50), ("7", 80), ("9", 110), ("New", 140), top=30),
        line(("flown", 0), ("2022/23", 140), top=39),
    ]
    assert [len(row) for row in rows_of(lines, [])] == [2, 2]
