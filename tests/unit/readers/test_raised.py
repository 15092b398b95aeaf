"""A raised number behind a figure is a note's, and none of its digits, in every format that has raised print."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from scorecard.extract.source import read_source
from scorecard.readers.old_workbook import _in_line
from scorecard.readers.raised import raised
from tests.fixtures.formats.as_sheets import _OPEN_HEAD

ROWS = (
    ("Measure", "Apr-24", "May-24", "Jun-24"),
    ("Visits in time|3", "91.2%|1", "90%", "93.0%"),
    ("Children in care", "403|1", "412", "44|1, 12"),
)
PRINTED = [
    "Measure\tApr-24\tMay-24\tJun-24",
    "Visits in time³\t91.2%¹\t90%\t93.0%",
    "Children in care\t403¹\t412\t44¹ ¹²",
]
"""Cells; what is raised stands behind a stroke."""


def halves(cell: str) -> tuple[str, str]:
    text, _, up = cell.partition("|")
    return text, up


def workbook() -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in ROWS:
        cells = []
        for text, up in map(halves, row):
            cells.append(CellRichText(text, TextBlock(InlineFont(vertAlign="superscript"), up)) if up else text)
        book.active.append(cells)
    book.save(stream)
    return stream.getvalue()


def word() -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for at, row in enumerate(ROWS):
        for column, (text, up) in enumerate(map(halves, row)):
            paragraph = table.cell(at, column).paragraphs[0]
            paragraph.add_run(text)
            if up:
                paragraph.add_run(up).font.superscript = True
    document.save(stream)
    return stream.getvalue()


def in_tags(opens: str, closes: str, row: Sequence[str], cell: str) -> str:
    told = (f"{text}{opens}{up}{closes}" if up else text for text, up in map(halves, row))
    return "".join(cell.format(one) for one in told)


def web_page() -> bytes:
    rows = "".join(f"<tr>{in_tags('<sup>', '</sup>', row, '<td>{}</td>')}</tr>" for row in ROWS)
    return f"<html><body><table>{rows}</table></body></html>".encode()


def open_sheet() -> bytes:
    style = (
        '<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        "</style:style>"
    )
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    opens, closes = '<text:span text:style-name="T1">', "</text:span>"
    rows = "".join(f"<table:table-row>{in_tags(opens, closes, row, cell)}</table:table-row>" for row in ROWS)
    content = (
        f"{_OPEN_HEAD}<office:automatic-styles>{style}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Pack">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return stream.getvalue()


def pdf(*rules: tuple[object, ...]) -> bytes:
    style, stream = getSampleStyleSheet()["BodyText"], io.BytesIO()
    cells = [[Paragraph(in_tags("<super size=6>", "</super>", [cell], "{}"), style) for cell in row] for row in ROWS]
    SimpleDocTemplate(stream).build([Table(cells, style=TableStyle(list(rules)))])
    return stream.getvalue()


def ruled() -> bytes:
    return pdf(("GRID", (0, 0), (-1, -1), 0.5, colors.black))


def hairlines() -> bytes:
    return pdf(("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.black))


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (workbook, "pack.xlsx"),
        (word, "pack.docx"),
        (web_page, "pack.html"),
        (open_sheet, "pack.ods"),
        (ruled, "pack.pdf"),
        (hairlines, "pack.pdf"),
    ],
)
def test_a_raised_number_is_no_digit_of_its_figure(make, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    assert [line for line in read_source(path).lines if line.strip()] == PRINTED


def test_an_old_workbook_says_where_a_font_begins() -> None:
    fonts = [SimpleNamespace(escapement=0), SimpleNamespace(escapement=1)]
    assert _in_line("403 12", [(4, 1)], fonts) == "403 ¹²"
    assert _in_line("4031 of 500", [(3, 1), (4, 0)], fonts) == "403¹ of 500"
    assert _in_line("403", (), fonts) == "403"


@pytest.mark.parametrize(
    ("up", "printed"),
    [("1", "¹"), ("12", "¹²"), ("(2)", "²"), ("1,3", "¹ ³"), ("st", "st"), ("a", "a"), ("100", "100"), ("", "")],
)
def test_only_numbers_of_notes_are_raised_signs(up: str, printed: str) -> None:
    assert raised(up) == printed


def test_rows_and_cells_that_a_page_hides_are_not_printed(tmp_path: Path) -> None:
    path = tmp_path / "pack.html"
    path.write_text(
        "<table><tr><td>Measure<td>Apr-24<td style='display:none'>Mar-24</tr><tr><td>Visits<td>3<td hidden>9</tr>"
        "<tr style='display: none'><td>Reviews<td>4</tr><tbody hidden><tr><td>Plans<td>5</tr></tbody></table>"
    )
    assert [line for line in read_source(path).lines if line.strip()] == ["Measure\tApr-24", "Visits\t3"]
