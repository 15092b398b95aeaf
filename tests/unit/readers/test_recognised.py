"""Scanned pages: recognised only where that is asked for and Tesseract is there, and every figure says so."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from scorecard.errors import InputError
from scorecard.readers.pdf import recognised
from scorecard.readers.read import read_file
from tests.fixtures.formats.as_pdf import Look, as_pdf
from tests.fixtures.formats.parts import Rows, Text

KITES = Rows(
    (
        ("Measure", "Apr-21", "May-21", "Jun-21"),
        ("Number of kites", "1,204", "1,210", "1,198"),
        ("Kites that came back", "94.1%", "95.3%", "90.0%"),
        ("Kites lost", "18", "27", "12"),
    ),
    1,
)


@pytest.fixture(scope="module")
def scan() -> bytes:
    """A page as a scanner makes it: a picture of print, and no text."""
    printed = as_pdf([Text("Kites of the borough"), KITES], Look(largest=12, padding=8, footer=False))
    picture = pypdfium2.PdfDocument(printed)[0].render(scale=200 / 72).to_pil().convert("L")
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=landscape(A4), invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, *landscape(A4))
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_without_being_asked_a_scan_is_refused_with_what_to_do(scan: bytes) -> None:
    with pytest.raises(InputError, match="extract --ocr"):
        read_file(scan, Path("scan.pdf"))


def test_without_the_program_it_says_how_to_get_it(scan: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognised.shutil, "which", lambda name: None)
    with pytest.raises(InputError, match="not installed"):
        read_file(scan, Path("scan.pdf"), ocr=True)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_a_scan_is_read_and_every_figure_says_so(scan: bytes) -> None:
    printed = read_file(scan, Path("scan.pdf"), ocr=True)
    rows = [line.split("\t") for line in printed.lines if "\t" in line]
    wrong = [
        (ours, theirs)
        for row, expected in zip(rows, KITES.cells, strict=True)
        for ours, theirs in zip(row, expected, strict=True)
        if ours != theirs and not ours.endswith("?")
    ]
    assert not wrong
    figures = [place for (_, cell), place in printed.places.items() if cell > 1]
    assert figures and all(place.words.startswith("page 1 (recognised by OCR), ") for place in figures)
    assert any("look at each figure" in doubt for doubt in printed.doubts)


def test_digits_that_are_not_sure_make_no_figure() -> None:
    word = {"text": "603", "conf": "61.5", "left": "0", "top": "0", "width": "90", "height": "30"}
    assert "".join(sign.text for sign in recognised._signs(word)) == "603?"
    assert "".join(sign.text for sign in recognised._signs({**word, "conf": "96"})) == "603"
