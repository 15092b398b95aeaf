"""The one way in: a file's bytes become a printed text, by the reader of its kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scorecard.readers import kinds
from scorecard.readers.decoded import decoded, decoded_leniently
from scorecard.readers.delimited import is_delimited, read_delimited
from scorecard.readers.printed import PrintedText

TEXT_TYPE = "text/plain; charset=utf-8"
_NAMED_CSV = (".csv", ".tsv")


def read_file(content: bytes, path: Path, *, ocr: bool = False) -> PrintedText:
    """A file as numbered lines with TABs between cells, and the place of each; text as it is.

    ``ocr`` has the text of pages that are pictures recognised, by a program that must be there.
    Raises InputError for a file that is damaged, protected, too large or of a kind that is not read.
    """
    kind = kinds.kind_of(content, path.name)
    if kind == kinds.PDF:
        return _read_pdf(content, path.name, ocr=ocr)
    return _read_text(content, path) if kind == kinds.TEXT else _reader(kind)(content, path.name)


def _read_pdf(content: bytes, name: str, *, ocr: bool) -> PrintedText:
    from scorecard.readers.pdf.document import read_pdf

    return read_pdf(content, name, ocr=ocr)


def _reader(kind: str) -> Callable[[bytes, str], PrintedText]:
    """The reader of a kind; its libraries are loaded only when a file needs them."""
    if kind == kinds.WORKBOOK:
        from scorecard.readers.workbook import read_workbook as read
    elif kind == kinds.OLD_WORKBOOK:
        from scorecard.readers.old_workbook import read_old_workbook as read
    elif kind == kinds.OPEN_SHEET:
        from scorecard.readers.open_sheet import read_open_sheet as read
    elif kind == kinds.OPEN_TEXT:
        from scorecard.readers.open_text import read_open_text as read
    elif kind == kinds.WORD:
        from scorecard.readers.word import read_word as read
    else:
        from scorecard.readers.web_page import read_web_page as read
    return read


def _read_text(content: bytes, path: Path) -> PrintedText:
    """A text file: a CSV if it is one, else its lines as they are."""
    named = path.suffix.lower() in _NAMED_CSV
    text, doubts = decoded_leniently(content, str(path)) if named else (decoded(content, str(path)), [])
    if is_delimited(text, named_csv=named):
        return read_delimited(text, path.name, doubts)
    return PrintedText(tuple(line.rstrip("\r") for line in text.split("\n")), TEXT_TYPE, {}, tuple(doubts))
