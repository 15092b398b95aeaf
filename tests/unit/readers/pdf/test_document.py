"""A long PDF is read by several processes, and says the same as when one reads it."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.errors import InputError
from scorecard.hands import shared
from scorecard.readers.pdf import document
from scorecard.readers.pdf.document import read_pdf
from scorecard.readers.pdf.reading import PageReader, reading
from tests.fixtures.formats.as_pdf import HAIRLINES, as_pdf
from tests.fixtures.formats.parts import Part, Rows, Text

MONTHS = ("Apr-21", "May-21", "Jun-21", "Jul-21")


def long_pack(pages: int = 24) -> bytes:
    """Tables that go on over leaf, and words between them."""
    parts: list[Part] = []
    for number in range(1, pages // 2 + 1):
        body = tuple(
            (f"{number}.{row}", f"Kites of ward {row}", *map(str, range(row, row + 4))) for row in range(1, 70)
        )
        parts += [Text(f"Kites of year {number}"), Rows((("No.", "Measure", *MONTHS), *body), 1)]
    return as_pdf(parts, HAIRLINES)


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> list[shared.Hand]:
    """The hands that are begun: one for each eight pages, up to two."""
    begun: list[shared.Hand] = []

    class Seen(shared.Hand):
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self.ready.result()  # however busy the machine is, it takes its share
            begun.append(self)

    monkeypatch.setenv("SCORECARD_HANDS", "2")
    monkeypatch.setattr(shared, "Hand", Seen)
    return begun


def test_several_processes_read_what_one_reads(hands: list[shared.Hand], monkeypatch: pytest.MonkeyPatch) -> None:
    content = long_pack()
    own: list[int] = []
    read = PageReader.read
    monkeypatch.setattr(PageReader, "read", lambda self, number, **cut: own.append(number) or read(self, number, **cut))
    together, alone_here = read_pdf(content, "kites.pdf"), list(own)
    assert len(hands) == 2 and not any(hand.alive for hand in hands)
    monkeypatch.setenv("SCORECARD_HANDS", "0")
    own.clear()
    alone = read_pdf(content, "kites.pdf")
    assert len(hands) == 2 and len(alone_here) < len(own) >= 16
    assert (together.lines, together.places, together.doubts) == (alone.lines, alone.places, alone.doubts)


def test_a_short_one_is_read_here(hands: list[shared.Hand]) -> None:
    assert read_pdf(long_pack(2), "kites.pdf").lines and hands == []


def test_a_hand_reads_a_page_by_its_number() -> None:
    content = long_pack(2)
    page, other = PageReader(content, "kites.pdf").read(1), reading(content, "kites.pdf", ocr=False)(1)
    assert page == other and page.number == 1 and page.blocks and not (page.picture or page.recognised)


def test_of_pages_that_cannot_be_read_the_first_is_told(
    hands: list[shared.Hand], monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(self: PageReader, number: int, **_: Any) -> Any:
        raise InputError(f"page {number} is damaged")

    monkeypatch.setattr(PageReader, "read", damaged)  # in this process alone
    with pytest.raises(InputError, match="page 1 is damaged"):
        read_pdf(long_pack(), "kites.pdf")
    assert not any(hand.alive for hand in hands)


def test_one_that_begins_in_the_middle_of_a_table_has_the_page_before_read_as_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A page of rows that were not read tells that the last rows of the page before may be the rest of a table."""
    read, seen = PageReader.read, []

    def told(self: PageReader, number: int, *, cut: bool = False) -> Any:
        seen.append((number, cut))
        page = read(self, number)
        return document.PageRead(**{**vars(page), "begins": number == 2})

    monkeypatch.setattr(PageReader, "read", told)
    read_pdf(long_pack(4), "kites.pdf")
    assert [number for number, cut in seen if cut] == [1]
