"""Files that cannot be checked end with 2 and words that say what to do; what a reader passes over is said."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from scorecard.cli import main
from tests.fixtures.check_packs import YEARLY
from tests.fixtures.formats.as_pdf import as_pdf
from tests.fixtures.formats.as_sheets import as_workbook
from tests.fixtures.formats.parts import parts_of

PARTS = list(parts_of(YEARLY.lines))


def _scan() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _archive(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def _bomb() -> bytes:
    return _archive({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": bytes(64 * 1024 * 1024)})


def _entities() -> bytes:
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
    return _archive({"word/document.xml": evil})


def _password() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


def _children() -> bytes:
    rows = [f"{n},0{n % 9 + 1}/03/20{10 + n % 9},{n % 2}" for n in range(1, 30)]
    return ("Child ID,Date of birth,Missing episodes\n" + "\n".join(rows) + "\n").encode()


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("a.pdf", lambda: as_pdf(PARTS, encrypt=StandardEncryption("secret", canPrint=0)), "protected by a password"),
        ("a.pdf", lambda: as_pdf(PARTS)[:400], "damaged"),
        ("a.pdf", _scan, "has no text"),
        ("a.xlsx", _password, "protected by a password"),
        ("a.xlsx", _bomb, "unpacks to"),
        ("a.xlsx", lambda: as_workbook(PARTS)[:900], "damaged"),
        ("a.docx", _entities, "defines entities"),
        ("a.txt", lambda: b"", "is empty"),
        (
            "a.txt",
            lambda: b"The board met and the minutes of the last meeting were agreed by all of it.\n",
            "no figure",
        ),
        ("a.csv", _children, "lists single children"),
        ("a.png", lambda: b"\x89PNG" + bytes(20), "is a picture"),
    ],
)
def test_a_file_that_cannot_be_checked_says_why_and_what_to_do(
    name: str, make: Callable[[], bytes], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(make())
    assert main(["check", str(tmp_path / name)]) == 2
    told = capsys.readouterr()
    assert says in told.err and "  do: " in told.err
    assert told.out == "" and "Traceback" not in told.err


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [main(["check", str(tmp_path)]), main(["check", str(tmp_path / "absent.pdf")])] == [2, 2]
    told = capsys.readouterr().err
    assert "is a folder" in told and "there is no document absent.pdf" in told


def test_a_formula_without_a_value_is_said_and_changes_no_other_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Kites")
        sheet.write_row(0, 0, ["Kind of kite", "2021/22", "2022/23"])
        sheet.write_row(1, 0, ["Box", 30, 31])
        sheet.write_row(2, 0, ["Delta", 20, 22])
        sheet.write(3, 0, "Total")
        sheet.write_formula(3, 1, "=B2+B3", None, 50)
        sheet.write_formula(3, 2, "=C2+C3", None, "")
    assert main(["check", str(path)]) == 0
    told = capsys.readouterr().out
    assert "look: " in told and "formula" in told
    assert "5 figures: 5 read" in told
