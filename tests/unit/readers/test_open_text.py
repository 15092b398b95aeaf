"""Text documents of office suites: spans, rows in groups, what is hidden or taken out, boxes, lines with TABs."""

from __future__ import annotations

import pytest

from tests.fixtures.formats.as_open_text import open_text
from tests.unit.readers.test_pages import KITES, as_lines, lines

HIDDEN = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
UP = '<style:style style:name="U"><style:text-properties style:text-position="super 58%"/></style:style>'


def cells(*texts: str) -> str:
    return "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)


def table(rows: list[list[str]]) -> str:
    return f"<table:table>{''.join(f'<table:table-row>{cells(*row)}</table:table-row>' for row in rows)}</table:table>"


def read(body: str, styles: str = "", pages: str = "") -> list[str]:
    return lines(open_text(body, styles, pages), "kites.odt")


def test_paragraphs_headings_lists_and_tables_stand_in_their_order() -> None:
    listed = "<text:list><text:list-item><text:p>Lost</text:p></text:list-item></text:list>"
    body = f"<text:section><text:h>Kites</text:h>{listed}{table(KITES)}</text:section><text:p>End</text:p>"
    assert read(body) == ["Kites", "Lost", *as_lines(KITES), "End"]


def test_cells_that_others_cover_are_blank_and_a_repeated_one_stands_for_several() -> None:
    head = (
        "<table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-rows-spanned="2"><text:p>Measure</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-spanned="2"><text:p>2021/22</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row></table:table-header-rows>"
    )
    rows = (
        f"<table:table-row><table:covered-table-cell/>{cells('Apr', 'May')}</table:table-row>"
        f'<table:table-row>{cells("Kites")}<table:table-cell table:number-columns-repeated="2"><text:p>7</text:p>'
        "</table:table-cell></table:table-row>"
    )
    assert read(f"<table:table>{head}{rows}</table:table>") == ["Measure\t2021/22\t", "\tApr\tMay", "Kites\t7\t7"]


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("1<text:s/>204", "1 204"),
        ("Kites<text:line-break/>lost", "Kites lost"),
        ('1<text:span text:style-name="H">9</text:span>', "1"),
        ('1<text:span text:style-name="U">9</text:span>', "1⁹"),
        ("1<office:annotation><text:p>was 9</text:p></office:annotation>", "1"),
        ("1<text:note><text:note-citation>9</text:note-citation></text:note>", "1"),
        ('1</text:p><text:p text:style-name="H">9', "1"),
    ],
)
def test_what_a_cell_prints(cell: str, printed: str) -> None:
    rows = [KITES[0], ["Kites", cell, "2"]]
    assert read(table(rows), HIDDEN + UP)[1] == f"Kites\t{printed}\t2"


def test_what_was_taken_out_while_changes_were_tracked_is_not_printed() -> None:
    deleted = f"<text:tracked-changes><text:changed-region><text:deletion>{table(KITES)}</text:deletion>"
    assert read(f"{deleted}</text:changed-region></text:tracked-changes><text:p>Kites</text:p>") == ["Kites"]


def test_a_table_of_layout_gives_way_to_the_table_in_it() -> None:
    held = f"<table:table-cell>{table(KITES)}</table:table-cell>"
    assert read(f"<table:table><table:table-row>{held}{cells('Note')}</table:table-row></table:table>") == [
        *as_lines(KITES),
        "Note",
    ]


def test_a_box_beside_a_paragraph_is_read_behind_it() -> None:
    box = f"<draw:frame><draw:text-box>{table(KITES)}<text:p>Of one club</text:p></draw:text-box></draw:frame>"
    assert read(f"<text:p>Kites{box} flown</text:p>") == ["Kites flown", *as_lines(KITES), "Of one club"]


def test_lines_with_tabs_are_a_table_and_those_of_contents_are_none() -> None:
    rows = "".join(f"<text:p>{'<text:tab/>'.join(row)}</text:p>" for row in KITES)
    assert read(rows) == as_lines(KITES)
    contents = f"<text:table-of-content><text:index-body>{rows}</text:index-body></text:table-of-content>"
    assert read(contents) == [" ".join(row) for row in KITES]


def test_running_heads_and_feet_are_said_once() -> None:
    page = "<style:header><text:p>Kite club</text:p></style:header><style:footer><text:p>May</text:p></style:footer>"
    pages = f"<office:master-styles><style:master-page>{page}</style:master-page></office:master-styles>"
    assert read("<text:p>Kites</text:p>", pages=pages * 2) == ["Kite club", "Kites", "May"]
