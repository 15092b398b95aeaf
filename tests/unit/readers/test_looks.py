"""Tables of PDFs in looks that are hard: cells that stand close, headers beside their figures, frames, tints, fonts."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from scorecard.readers.pdf.document import read_pdf
from scorecard.readers.pdf.fium import Fium
from scorecard.readers.printed import PrintedText
from scorecard.readers.read import read_file
from tests.fixtures.formats.as_pdf import RULED, Look, as_pdf
from tests.fixtures.formats.more_looks import FURTHER
from tests.fixtures.formats.parts import Part, Rows, Text

MONTHS = ("Apr-21", "May-21", "Jun-21", "Jul-21")
KITES = Rows(
    (
        ("No.", "Measure", *MONTHS),
        ("1.1", "Number of kites", "1,204", "1,210", "1,198", "1,300"),
        ("1.2", "Kites that came back to their owners within three days of being lost", "94%", "95%", "96%", "97%"),
        ("1.3", "Kites lost", "18", "0", "12", "-"),
        ("1.4", "Kites mended", "8", "10", "2", "7"),
    ),
    1,
)
WIND = Rows((("Wind", "2019/20", "2020/21"), ("Days of wind", "40", "52"), ("Days without", "325", "313")), 1)
PARTS: list[Part] = [Text("Kites of the borough"), KITES, Text("Of the wind it is told elsewhere."), WIND]


def rows(printed: PrintedText) -> list[list[str]]:
    return [line.split("\t") for line in printed.lines if "\t" in line]


CLOSER_THAN_A_BLANK = {"hairlines-courier-once"}
"""Looks whose cells stand closer than the words of one: nothing tells them apart."""


@pytest.mark.parametrize("name", [name for name in FURTHER if name not in CLOSER_THAN_A_BLANK])
def test_tables_are_read_in_every_look(name: str) -> None:
    printed = read_file(as_pdf(PARTS, FURTHER[name]), Path("kites.pdf"))
    wanted = [list(row) for table in (KITES, WIND) for row in table.cells]
    read = rows(printed)
    assert all(row in wanted for row in read), "a row is not as it was printed"
    assert read == wanted or printed.doubts


def test_rows_that_white_parts_within_a_frame_are_not_taken_for_one() -> None:
    """The rules above and below a heading and its only row of figures do not make one row of the two."""
    table = Rows((("Kites of the year", "", ""), ("Red", "Blue", "White"), ("4 of 9", "7 of 9", "23.5%")), 1)
    for row in rows(read_file(as_pdf([table], Look(lines="head")), Path("kites.pdf"))):
        assert row in [list(cells) for cells in table.cells]


def test_a_page_number_below_an_open_table_is_none_of_its_rows() -> None:
    body = tuple((f"Kites of ward {n}", str(n), str(2 * n), str(3 * n)) for n in range(1, 61))
    printed = read_file(as_pdf([Rows((("Ward", *MONTHS[:3]), *body), 1)], Look(lines="head", padding=8)), Path("k.pdf"))
    assert [row for row in rows(printed) if "Page" in "".join(row)] == []
    assert [row[0] for row in rows(printed)][:3] == ["Ward", "Kites of ward 1", "Kites of ward 2"]


def drawn(commands: list[tuple[object, ...]], room: float = 2) -> bytes:
    """KITES in columns of one width, its long name wrapped, with what ``commands`` draw and nothing else."""
    style = ParagraphStyle("cell", fontName="Helvetica", fontSize=8, leading=9)
    cells = [[Paragraph(cell, style) for cell in row] for row in KITES.cells]
    pad = [(side, (0, 0), (-1, -1), room) for side in ("TOPPADDING", "BOTTOMPADDING")]
    table = Table(cells, colWidths=[30, 120, 60, 60, 60, 60], style=TableStyle([*pad, *commands]))
    stream = io.BytesIO()
    SimpleDocTemplate(stream, invariant=1).build([table])
    return stream.getvalue()


def test_rules_between_columns_and_below_the_header_do_not_make_one_row_of_all() -> None:
    lines = [("LINEAFTER", (0, 0), (-2, -1), 0.5, colors.grey), ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.grey)]
    assert rows(read_file(drawn(lines), Path("kites.pdf"))) == [list(row) for row in KITES.cells]


@pytest.mark.parametrize("first", [0, 1])
def test_rows_and_columns_of_cells_with_a_tint_in_every_second_row(first: int) -> None:
    """No white parts the rows, and the figures of the wrapped row stand between the lines of its name."""
    tints = [
        ("BACKGROUND", (column, row), (column, row), colors.HexColor("#eef3f8"))
        for row in range(first, len(KITES.cells), 2)
        for column in range(KITES.width)
    ]
    printed = read_file(drawn([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *tints], room=0), Path("kites.pdf"))
    assert rows(printed) == [list(row) for row in KITES.cells]


def told_by_pdfium_alone(content: bytes) -> bool:
    quick = Fium(content)
    return all(quick.objects(number) is not None for number in range(1, len(pypdfium2.PdfDocument(content)) + 1))


def test_pdfium_and_pdfminer_tell_the_same_table(monkeypatch: pytest.MonkeyPatch) -> None:
    content = as_pdf(PARTS, RULED)
    assert told_by_pdfium_alone(content)
    quick = read_pdf(content, "kites.pdf")
    monkeypatch.setattr(Fium, "objects", lambda *_: None)
    slow = read_pdf(content, "kites.pdf")
    assert quick.lines == slow.lines
    assert all(abs(a - b) < 0.2 for at in quick.places for a, b in zip(*(p.places[at].box for p in (quick, slow))))  # type: ignore[arg-type]


def test_a_font_of_pictures_is_left_to_pdfminer() -> None:
    """PDFium does not tell the number of a sign, by which an arrow of Wingdings is told."""
    content = as_pdf([KITES], RULED)
    assert Fium(content).objects(1) is not None
    assert Fium(content.replace(b"/Helvetica", b"/Wingdings")).objects(1) is None


def test_a_page_whose_axes_begin_elsewhere_has_places_from_its_corner() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(as_pdf([KITES], RULED))))
    page = writer.pages[0]
    left, low, right, high = map(float, page.mediabox)
    page.mediabox = page.cropbox = RectangleObject((left - 100, low - 50, right, high))
    stream = io.BytesIO()
    writer.write(stream)
    before, after = (read_file(c, Path("k.pdf")) for c in (as_pdf([KITES], RULED), stream.getvalue()))
    assert before.lines == after.lines
    for at, place in before.places.items():
        box, moved = place.box, after.places[at].box
        assert box and moved and [round(m - b, 1) for b, m in zip(box, moved, strict=True)] == [100, 0, 100, 0]
