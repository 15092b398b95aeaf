from __future__ import annotations

from scorecard.readers.pdf.marks import Rule
from scorecard.readers.pdf.table import AlignedTable
from scorecard.readers.pdf.upright import stands_of, upright_table
from scorecard.readers.pdf.words import Line
from tests.unit.readers.pdf.drawn import line

DOWN = [Rule(50, 0, 100), Rule(90, 20, 100), Rule(130, 0, 100)]
HEAD = [line(("Kites", 2), ("2020/21", 75), ("Lost", 140), top=4), line(("May-21", 55), ("Jun-21", 95), top=24)]


def body(*tops: float) -> list[Line]:
    return [line(("Red", 2), ("12", 60), ("14", 100), (str(top), 140), top=top) for top in tops]


def texts(table: AlignedTable | None) -> list[list[str]]:
    assert table is not None
    return [[" ".join(word.text for word in cell) for cell in row] for row in table.rows]


def test_rules_of_one_height_are_a_tables() -> None:
    others = [Rule(300, 0, 40), Rule(340, 0, 40), Rule(200, 0, 70)]
    assert [[rule.at for rule in stand.rules] for stand in stands_of([*DOWN, *others])] == [[300, 340], [50, 90, 130]]


def test_columns_are_those_of_the_rules_and_a_header_spans_where_one_begins_lower() -> None:
    (stand,) = stands_of(DOWN)
    table = upright_table(stand, [*HEAD, *body(44, 64, 84)], [])
    assert table is not None and table.sure
    assert texts(table)[:3] == [
        ["Kites", "2020/21", "", "Lost"],
        ["", "May-21", "Jun-21", ""],
        ["Red", "12", "14", "44"],
    ]


def test_rows_that_the_white_does_not_part_are_not_sure() -> None:
    (stand,) = stands_of(DOWN)
    wrapped = [*body(44), line(("kites", 2), top=53), *body(62), line(("kites", 2), top=71)]
    table = upright_table(stand, wrapped, [])
    assert table is not None and not table.sure


def test_a_header_alone_and_a_single_line_are_sure() -> None:
    (stand,) = stands_of(DOWN)
    for lines in (HEAD, body(44)):
        table = upright_table(stand, lines, [])
        assert table is not None and table.sure


def test_the_sides_of_a_frame_part_no_columns() -> None:
    (stand,) = stands_of([Rule(0, 0, 100), Rule(160, 0, 100)])
    assert upright_table(stand, body(44, 64), []) is None
    (stand,) = stands_of([Rule(0, 0, 100), *DOWN, Rule(160, 0, 100)])
    assert texts(upright_table(stand, body(44, 64), [])) == [["Red", "12", "14", "44"], ["Red", "12", "14", "64"]]
