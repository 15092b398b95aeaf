"""Word documents and web pages: tables within tables, spans, text in controls, changes that are tracked."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from scorecard.readers.read import read_file

KITES = [["Measure", "Apr-21", "May-21"], ["Kites", "1", "2"], ["Lost", "3", "4"]]


def lines(content: bytes, name: str) -> list[str]:
    return [line for line in read_file(content, Path(name)).lines if line]


def page(body: str) -> list[str]:
    return lines(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "kites.html")


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def filled(document: docx.document.Document, rows: list[list[str]]) -> docx.table.Table:
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    return table


def as_lines(rows: list[list[str]]) -> list[str]:
    return ["\t".join(row) for row in rows]


def test_rows_and_columns_that_span_in_turn() -> None:
    body = """<table><tr><th rowspan=2>Measure<th colspan=2>2021/22<th rowspan=2>Target</tr><tr><th>Apr<th>May</tr>
    <tr><td>Kites<td>1&nbsp;204<td>94.1&#37;<td>&ge;95%</tr>
    <tr><td>Kites<br>lost<td colspan=2>n/a<td>&lt;5</tr></table>"""
    assert page(body) == [
        "Measure\t2021/22\t\tTarget",
        "\tApr\tMay\t",
        "Kites\t1 204\t94.1%\t≥95%",
        "Kites lost\tn/a\t\t<5",
    ]


def rows_of_html(rows: list[list[str]]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)


def test_a_table_of_layout_gives_way_to_the_table_in_it() -> None:
    inner = f"<table>{rows_of_html(KITES)}</table>"
    assert page(f"<table><tr><td>Menu</td><td>{inner}</td></tr></table>") == ["Menu", *as_lines(KITES)]


def test_a_small_table_in_one_cell_of_many_stays_in_its_cell() -> None:
    rows = [*KITES[:2], ["Lost", "3", "<table><tr><td>4</td></tr></table>"]]
    assert page(f"<table>{rows_of_html(rows)}</table>") == as_lines(KITES)


def test_a_table_within_a_table_of_word() -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "Kites of the borough"
    filled(outer.cell(0, 1), KITES)  # type: ignore[arg-type]
    assert lines(saved(document), "kites.docx") == ["Kites of the borough", *as_lines(KITES)]


def test_cells_merged_downwards_print_in_the_first() -> None:
    document = docx.Document()
    table = filled(document, [["Theme", *KITES[0]], ["Sky", *KITES[1]], ["", *KITES[2]]])
    table.cell(1, 0).merge(table.cell(2, 0))
    assert lines(saved(document), "kites.docx")[1:] == ["Sky\tKites\t1\t2", "\tLost\t3\t4"]


@pytest.mark.parametrize(("change", "expected"), [("ins", "12"), ("del", "1"), ("moveFrom", "1"), ("moveTo", "12")])
def test_changes_that_are_tracked_read_as_accepted(change: str, expected: str) -> None:
    document = docx.Document()
    table = filled(document, KITES)
    marked = OxmlElement(f"w:{change}")
    text = "delText" if change == "del" else "t"
    marked.append(parse_xml(f"<w:r {nsdecls('w')}><w:{text}>2</w:{text}></w:r>"))
    table.cell(1, 1).paragraphs[0]._p.append(marked)
    assert lines(saved(document), "kites.docx")[1] == f"Kites\t{expected}\t2"


def test_text_in_a_control_is_read() -> None:
    document = docx.Document()
    table = filled(document, KITES)
    cell = table.cell(1, 1)._tc
    paragraph = cell.find(qn("w:p"))
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    cell.replace(paragraph, control)
    control[0].append(paragraph)
    assert lines(saved(document), "kites.docx") == as_lines(KITES)


def test_a_row_that_was_taken_out_is_not_read() -> None:
    document = docx.Document()
    row = filled(document, KITES).rows[1]._tr
    row.get_or_add_trPr().append(OxmlElement("w:del"))
    assert lines(saved(document), "kites.docx") == as_lines([KITES[0], KITES[2]])
