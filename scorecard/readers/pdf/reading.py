"""The pages of a PDF, each read by itself: what stands on one tells nothing of another."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from scorecard.errors import InputError
from scorecard.readers.bounds import MOST_PAGES, damaged, protected
from scorecard.readers.pdf.block import OnPage
from scorecard.readers.pdf.fium import Fium
from scorecard.readers.pdf.marks import Marks, marks_of
from scorecard.readers.pdf.mined import mined_objects
from scorecard.readers.pdf.page import blocks_of_page

READING = "scorecard.readers.pdf.reading:reading"
"""The work of a hand (`hands.hand.Hand`)."""
_FEWEST_SIGNS = 10
"""A page with fewer signs and a picture is a picture of a page."""


@dataclass(frozen=True)
class PageRead:
    """A page as it was read: its blocks from the top, and what of it was not read, in words.

    ``begins``: with a table that was not read. ``picture``: it is a picture of a page, of which nothing was read unless
    it was ``recognised``.
    """

    number: int
    blocks: Sequence[OnPage]
    unread: Sequence[str]
    begins: bool
    picture: bool
    recognised: bool


class PageReader:
    """An open PDF. ``ocr``: pages that are pictures are recognised, by a program that must be there.

    Raises InputError for one that is damaged, protected, without pages or longer than any pack, and where the program
    is missing.
    """

    def __init__(self, content: bytes, name: str, *, ocr: bool = False) -> None:
        logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of what it mends
        self._name, self._recognise = name, _recogniser(content) if ocr else None
        with _told_as_input(name):
            self._document = pdfplumber.open(io.BytesIO(content))
            self.count = len(self._document.pages)
        _refuse_odd(self.count, name)
        self._quick = Fium(content)

    def read(self, number: int, *, cut: bool = False) -> PageRead:
        """A page, counted from 1. ``cut``: the page after it begins with a table that was not read (`blocks_of_page`).

        Raises InputError where it is damaged.
        """
        marks = self._marks(number)
        picture = marks.has_picture and len(marks.signs) < _FEWEST_SIGNS
        if picture and self._recognise:
            marks = self._recognise(marks)
        blocks, unread, begins = blocks_of_page(marks, cut=cut)
        return PageRead(number, blocks, unread, begins, picture, marks.recognised)

    def close(self) -> None:
        """Close the PDF."""
        self._quick.close()

    def _marks(self, number: int) -> Marks:
        with _told_as_input(self._name):
            page = self._document.pages[number - 1]
            held = self._quick.objects(number) or mined_objects(page)
            marks = marks_of(held, number, float(page.width), float(page.height))
            page.close()
        return marks


def reading(content: bytes, name: str, ocr: bool) -> Callable[[int], PageRead]:
    """What reads the pages of a PDF by their numbers, each of them for itself."""
    return PageReader(content, name, ocr=ocr).read


def _recogniser(content: bytes) -> Callable[[Marks], Marks]:
    from scorecard.readers.pdf.recognised import recogniser

    return recogniser(content)


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
