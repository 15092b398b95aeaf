"""A PDF as a printed text: page after page, tables that a page's end cuts put together."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from scorecard.errors import InputError
from scorecard.readers.bounds import MOST_PAGES, damaged, protected
from scorecard.readers.pdf.block import OnPage
from scorecard.readers.pdf.fium import Fium
from scorecard.readers.pdf.marks import Marks, marks_of
from scorecard.readers.pdf.mined import mined_objects
from scorecard.readers.pdf.overleaf import joined_pages
from scorecard.readers.pdf.page import blocks_of_page
from scorecard.readers.printed import PrintedText, printed_text
from scorecard.words import listed, many

MEDIA_TYPE = "application/pdf"
_FEWEST_SIGNS = 10
"""A page with fewer signs and a picture is a picture of a page."""


def read_pdf(content: bytes, name: str, recognise: Callable[[Marks], Marks] | None = None) -> PrintedText:
    """All pages of a PDF in their order. ``recognise`` gives a page that is a picture the signs that stand in it.

    Raises InputError for one that is damaged, protected, without pages or text (a scan), or longer than any pack.
    """
    pages: list[list[OnPage]] = []
    pictures: list[int] = []
    recognised: list[int] = []
    told: list[list[str]] = []
    before: Marks | None = None
    for marks in _pages(content, name):
        if marks.has_picture and len(marks.signs) < _FEWEST_SIGNS:
            if recognise is None:
                pictures.append(marks.number)
            else:
                marks = recognise(marks)
                recognised.append(marks.number)
        blocks, unread, begins = blocks_of_page(marks)
        if begins and before:
            pages[-1], told[-1], _ = blocks_of_page(before, cut=True)
        pages.append(blocks)
        told.append(unread)
        before = marks
    if not any(pages):
        raise _without_text(name, len(pages))
    return printed_text(
        joined_pages(pages), MEDIA_TYPE, [*_doubts(pictures, recognised), *(one for page in told for one in page)]
    )


def _pages(content: bytes, name: str) -> Iterator[Marks]:
    """The marks of each page."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of what it mends
    with _told_as_input(name):
        document = pdfplumber.open(io.BytesIO(content))
        count = len(document.pages)
    _refuse_odd(count, name)
    quick = Fium(content)
    for number in range(1, count + 1):
        with _told_as_input(name):
            page = document.pages[number - 1]
            held = quick.objects(number) or mined_objects(page)
            marks = marks_of(held, number, float(page.width), float(page.height))
            page.close()
        yield marks
    quick.close()


@contextmanager
def _told_as_input(name: str) -> Iterator[None]:
    """Whatever the library meets in a damaged or protected file, told as InputError."""
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        raise (protected(name) if _is_protected(error) else damaged(name, "a PDF", error)) from error


def _is_protected(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, (PDFPasswordIncorrect, PDFEncryptionError)):
            return True
        if any(isinstance(part, (PDFPasswordIncorrect, PDFEncryptionError)) for part in error.args):
            return True
        error = error.__cause__ or error.__context__
    return False


def _refuse_odd(pages: int, name: str) -> None:
    if pages == 0:
        raise InputError(f"{name} has no pages", where=name, expected="the pages of a pack", do="export it again")
    if pages > MOST_PAGES:
        raise InputError(
            f"{name} has {pages:,} pages, more than any pack",
            where=name,
            expected=f"at most {MOST_PAGES:,} pages",
            do="print the pages of the pack into a file of their own",
        )


def _without_text(name: str, pages: int) -> InputError:
    return InputError(
        f"{name} has no text: its {many(pages, 'page')} are pictures, as of a scan, or blank",
        where=name,
        expected="a PDF whose text can be marked and copied",
        do="take the file that it was printed from, or have its text recognised (OCR): extract --ocr",
    )


def _doubts(pictures: Sequence[int], recognised: Sequence[int]) -> Iterator[str]:
    if pictures:
        yield f"{many(len(pictures), 'page')} without text, as of a scan, not read: {listed(list(map(str, pictures)))}"
    if recognised:
        pages = listed(list(map(str, recognised)))
        yield f"{many(len(recognised), 'page')} recognised by OCR, look at each figure there: {pages}"
