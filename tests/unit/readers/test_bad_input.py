"""Files that are no packs, or dangerous: told in words, and nothing of them is stored."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from scorecard.errors import InputError
from scorecard.readers import bounds
from scorecard.readers.read import read_file
from tests.fixtures.formats.as_pages import as_web_page, as_word
from tests.fixtures.formats.as_pdf import as_pdf
from tests.fixtures.formats.as_sheets import as_workbook
from tests.fixtures.formats.parts import Part, Rows, Text

PARTS: list[Part] = [Text("A borough council"), Rows((("Kites", "Apr-21"), ("Number of kites", "12")), 1)]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def stream_name(name: str) -> bytes:
    return name.encode("utf-16-le")


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(InputError) as caught:
        read_file(content, Path(name))
    assert caught.value.do and name in str(caught.value)
    return str(caught.value)


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def test_a_pdf_with_a_password() -> None:
    content = as_pdf(PARTS, encrypt=StandardEncryption("secret", canPrint=0))
    assert "protected by a password" in refusal(content, "pack.pdf")


@pytest.mark.parametrize("kept", [40, 400])
def test_a_damaged_pdf(kept: int) -> None:
    assert "damaged" in refusal(as_pdf(PARTS)[:kept], "pack.pdf")


def test_a_scan_without_text_says_what_to_do() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.showPage()
    canvas.save()
    message = refusal(stream.getvalue(), "scan.pdf")
    assert "no text" in message and "OCR" in message


@pytest.mark.parametrize(("name", "write"), [("a.xlsx", as_workbook), ("a.docx", as_word)])
def test_a_damaged_office_file(name: str, write: object) -> None:
    content = write(PARTS)  # type: ignore[operator]
    assert "damaged" in refusal(content[: len(content) // 2], name)


def test_a_workbook_with_a_password() -> None:
    stream = "EncryptedPackage".encode("utf-16-le")
    assert "password" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream, "pack.xlsx")


def test_a_bomb_is_not_unpacked() -> None:
    bomb = archive(xl__workbook_xml=b"<workbook/>", xl__worksheets__sheet1_xml=bytes(64 * 1024 * 1024))
    assert len(bomb) < 100_000
    assert "unpacks to" in refusal(bomb, "bomb.xlsx")


@pytest.mark.parametrize("part", ["xl__workbook_xml", "word__document_xml"])
def test_entities_of_xml_are_refused(part: str) -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
    assert "defines entities" in refusal(archive(**{part: evil}), "pack.docx")


def test_endless_cells_are_counted_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_CELLS", 3)
    assert "more than 3 cells" in refusal(as_workbook(PARTS), "pack.xlsx")


def test_a_million_rows_of_csv() -> None:
    assert "rows" in refusal(b"Kites,Apr-21,May-21\n" + b"Number of kites,1,2\n" * 200_000, "pack.csv")


def test_two_figures_of_one_measure_and_period_are_refused() -> None:
    rows = "indicator,area,period,value\nKites,Hill,Apr-21,1\nKites,Hill,Apr-21,2\n"
    assert "two figures of one measure" in refusal(rows.encode(), "tidy.csv")


def test_the_kind_is_told_by_the_content_and_not_by_the_name() -> None:
    for write in (as_pdf, as_workbook, as_word, as_web_page):
        printed = read_file(write(PARTS), Path("pack.txt"))
        assert any("\t" in line and "12" in line for line in printed.lines), write


def test_a_formula_without_a_value_is_said_and_not_read() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Kites")
        sheet.write_row(0, 0, ["Measure", "Apr-21"])
        sheet.write_row(1, 0, ["Number of kites", 12])
        sheet.write_row(2, 0, ["Kites lost", 0])
        sheet.write_formula(2, 1, "=B2/2", None, "")
    content = stream.getvalue()
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"<v></v>", b"")
    bare = io.BytesIO()
    with zipfile.ZipFile(bare, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)
    printed = read_file(bare.getvalue(), Path("pack.xlsx"))
    assert any("1 formula without a value, first in B3" in doubt for doubt in printed.doubts)
    assert "Kites lost\t" in printed.lines


def test_hidden_sheets_rows_and_columns_are_said() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Kites")
        for row in range(3):
            sheet.write_row(row, 0, [f"Kites {row}", row, 10 * row])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        secret = book.add_worksheet("Working")
        secret.write(0, 0, "not for print")
        secret.hide()
    printed = read_file(stream.getvalue(), Path("pack.xlsx"))
    assert [line for line in printed.lines if line] == ["Kites 0\t0", "Kites 2\t2"]
    assert printed.doubts == (
        "1 hidden sheet not read: Working",
        "sheet Kites: 1 hidden row and 1 hidden column not read",
    )


def test_windows_1252_is_told() -> None:
    printed = read_file("Cost;Apr-21;May-21\nA kite;£12;£13\nTwo;£24;£26\n".encode("cp1252"), Path("pack.csv"))
    assert printed.lines[1] == "A kite\t£12\t£13" and "Windows-1252" in printed.doubts[0]


def test_nothing_is_stored_of_a_refused_file(tmp_path: Path, project: Path) -> None:
    path = tmp_path / "2021-06-pack.pdf"
    path.write_bytes(as_pdf(PARTS)[:300])
    command = [sys.executable, "pipeline.py", "extract", "--data", str(tmp_path / "data"), str(path)]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 2 and "damaged" in run.stderr and "Traceback" not in run.stderr
    assert not list((tmp_path / "data").rglob("*.yml"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (OLE + stream_name("WordDocument") + stream_name("Bookman"), "an old Word document (DOC)"),
        (OLE + stream_name("PowerPoint Document"), "an old PowerPoint presentation"),
        (b'<?xml version="1.0"?><office:document office:version="1.3">', "an Office file that is a single XML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas">', "an Office file that is a single XML"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n<table>", "a web page packed into one file"),
    ],
)
def test_files_of_offices_that_are_not_read_say_what_they_are(content: bytes, told: str) -> None:
    assert told in refusal(content, "pack")
