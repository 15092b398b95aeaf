"""A PDF as a printed text: page after page, tables that a page's end cuts put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from scorecard.errors import InputError
from scorecard.hands.shared import Elsewhere, hands_free, shared_out
from scorecard.readers.pdf.overleaf import joined_pages
from scorecard.readers.pdf.reading import READING, PageRead, PageReader
from scorecard.readers.printed import PrintedText, printed_text
from scorecard.words import listed, many

MEDIA_TYPE = "application/pdf"
_PAGES_OF_A_HAND = 8
"""So many pages make another process worth while: to begin takes as long as reading some."""


def read_pdf(content: bytes, name: str, *, ocr: bool = False) -> PrintedText:
    """All pages of a PDF in their order, a long one by several processes. ``ocr``: pages that are pictures are
    recognised, by a program that must be there.

    Raises InputError for one that is damaged, protected, without pages or text (a scan), or longer than any pack.
    """
    pages = _pages(content, name, ocr=ocr)
    if not any(page.blocks for page in pages):
        raise _without_text(name, len(pages))
    return printed_text(
        joined_pages([page.blocks for page in pages]),
        MEDIA_TYPE,
        [*_doubts(pages), *(told for page in pages for told in page.unread)],
    )


def _pages(content: bytes, name: str, *, ocr: bool) -> list[PageRead]:
    """Each page as it was read; one before a page that begins with a table that was not, as one that is cut."""
    reader = PageReader(content, name, ocr=ocr)
    there = Elsewhere(READING, (content, name, ocr), doing="in which pages are read")
    hands = min(hands_free(), reader.count // _PAGES_OF_A_HAND)
    pages = list(shared_out(range(1, reader.count + 1), reader.read, there, hands=hands))
    for before, page in pairwise(list(pages)):
        if page.begins:
            pages[before.number - 1] = reader.read(before.number, cut=True)
    reader.close()
    return pages


def _without_text(name: str, pages: int) -> InputError:
    return InputError(
        f"{name} has no text: its {many(pages, 'page')} are pictures, as of a scan, or blank",
        where=name,
        expected="a PDF whose text can be marked and copied",
        do="take the file that it was printed from, or have its text recognised (OCR): extract --ocr",
    )


def _doubts(pages: Sequence[PageRead]) -> Iterator[str]:
    pictures = [str(page.number) for page in pages if page.picture and not page.recognised]
    recognised = [str(page.number) for page in pages if page.recognised]
    if pictures:
        yield f"{many(len(pictures), 'page')} without text, as of a scan, not read: {listed(pictures)}"
    if recognised:
        told = listed(recognised)
        yield f"{many(len(recognised), 'page')} recognised by OCR, look at each figure there: {told}"
