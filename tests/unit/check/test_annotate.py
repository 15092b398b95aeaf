"""The marked copy of a file: each figure's mark is at its own place, and the same file gives the same bytes."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pdfplumber
import pytest
from pypdf import PdfReader, PdfWriter

from scorecard.check.annotate import write_marked
from scorecard.check.annotate.in_pdf import on_paper
from scorecard.check.run import Checked, check_files
from scorecard.errors import UsageError
from scorecard.workspace import Workspace
from tests.fixtures.check_packs import COUNTED
from tests.fixtures.checks import check_lines

MISTAKE = COUNTED.mistakes[0]
LINES = COUNTED.with_mistake(MISTAKE)
"""48.0% is printed for 210 of 250."""


def marked(style: str, folder: Path) -> tuple[Checked, bytes]:
    checked = check_lines(LINES, folder, style)
    out = folder / "marked"
    assert "marks" in write_marked(checked, out)
    return checked, out.read_bytes()


def test_a_workbook_has_a_note_on_each_figure_that_says_its_state(tmp_path: Path) -> None:
    _, content = marked("xlsx", tmp_path)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    notes = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    by_print = {at: str(sheet[at].value) for at in notes}
    wrong = next(at for at, value in by_print.items() if value in ("0.48", "48.0%"))
    assert "which is 84.000% and rounds to 84.0%" in notes[wrong]
    assert sum(text.startswith("Confirmed") for text in notes.values()) >= 15
    assert any(text.startswith("Not tested") for text in notes.values())


def test_a_word_document_has_a_comment_at_the_cell(tmp_path: Path) -> None:
    _, content = marked("docx", tmp_path)
    document = docx.Document(io.BytesIO(content))
    comments = [comment.text for comment in document.comments]
    assert sum("rounds to 84.0%" in text for text in comments) == 1
    cell = next(cell for table in document.tables for row in table.rows for cell in row.cells if cell.text == "48.0%")
    assert "commentRangeStart" in cell._tc.xml


def test_a_pdf_has_a_highlight_over_the_words_of_the_figure(tmp_path: Path) -> None:
    _, content = marked("pdf-ruled", tmp_path)
    page = PdfReader(io.BytesIO(content)).pages[0]
    notes = [one.get_object() for one in page["/Annots"]]  # type: ignore[attr-defined]
    wrong = [one for one in notes if "rounds to 84.0%" in one["/Contents"]]
    assert len(wrong) == 1
    left, bottom, right, top = (float(edge) for edge in wrong[0]["/Rect"])
    with pdfplumber.open(io.BytesIO(content)) as document:
        seen = document.pages[0]
        word = next(word for word in seen.extract_words() if word["text"] == "48.0%")
        x, y = (word["x0"] + word["x1"]) / 2, float(seen.height) - (word["top"] + word["bottom"]) / 2
    assert left < x < right and bottom < y < top


def test_a_text_has_its_facts_below_their_lines(tmp_path: Path) -> None:
    _, content = marked("text", tmp_path)
    lines = content.decode().split("\n")
    at = next(n for n, line in enumerate(lines) if "rounds to 84.0%" in line)
    assert lines[at].startswith("    [check] cell 6: Error: ")
    assert [line for line in lines if not line.startswith("    [check]")] == [*LINES, ""]


@pytest.mark.parametrize("style", ["xlsx", "docx", "pdf-ruled", "text"])
def test_the_same_file_gives_the_same_bytes(style: str, tmp_path: Path) -> None:
    checked, content = marked(style, tmp_path)
    again = tmp_path / "again"
    write_marked(checked, again)
    assert again.read_bytes() == content


@pytest.mark.parametrize("style", ["csv", "html", "ods"])
def test_what_cannot_be_marked_is_refused_with_what_to_do(style: str, tmp_path: Path) -> None:
    checked = check_lines(LINES, tmp_path, style)
    with pytest.raises(UsageError, match="cannot be marked") as refused:
        write_marked(checked, tmp_path / "marked")
    assert "--format html" in str(refused.value)
    assert not (tmp_path / "marked").exists()


def test_the_file_itself_is_never_written_over(tmp_path: Path) -> None:
    checked = check_lines(LINES, tmp_path, "xlsx")
    before = checked.document.path.read_bytes()
    with pytest.raises(UsageError, match="is the file that is checked"):
        write_marked(checked, checked.document.path)
    assert checked.document.path.read_bytes() == before


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_marks_of_a_turned_page_stand_where_they_are_seen(rotation: int, tmp_path: Path) -> None:
    """A page that is laid down and turned by its viewer is the same page: the marks come back to the same paper."""
    plain, _ = marked("pdf-ruled", tmp_path)
    writer = PdfWriter(clone_from=PdfReader(plain.document.path))
    for page in writer.pages:
        page.rotate(rotation)
    turned = tmp_path / "turned.pdf"
    writer.write(turned)
    (checked,) = check_files([turned], Workspace())
    paper = tuple(map(float, PdfReader(turned).pages[0].mediabox))

    def boxes(one: Checked, turn: int) -> list[tuple[float, ...]]:
        places = [place for (_, cell), place in one.document.source.places.items() if cell and place.box]
        return sorted(tuple(round(edge) for edge in on_paper(place.box, paper, turn)) for place in places if place.box)

    assert len(boxes(checked, rotation)) == len(boxes(plain, 0)) > 50
    pairs = zip(boxes(checked, rotation), boxes(plain, 0), strict=True)
    assert all(abs(a - b) <= 1 for one, other in pairs for a, b in zip(one, other, strict=True))
