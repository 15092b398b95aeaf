"""A row that the end of a page cuts is one row."""

from __future__ import annotations

import pytest

from scorecard.readers.pdf.block import OnPage
from scorecard.readers.pdf.cut_rows import is_rest
from scorecard.readers.pdf.marks import Box
from scorecard.readers.pdf.overleaf import joined_pages
from scorecard.readers.printed import Place, Printed, Table


def row(*cells: str, page: int = 1) -> tuple[Printed, ...]:
    return tuple(Printed(cell, Place("", page=page)) for cell in cells)


def table(*rows: tuple[Printed, ...]) -> OnPage:
    return OnPage(Table(rows), Box(0, 0, 100, 8), ((0, 40), (40, 70), (70, 100)))


def told(*pages: list[OnPage]) -> list[list[list[str]]]:
    return [[[cell.line for cell in row] for row in b.rows] for b in joined_pages(pages) if isinstance(b, Table)]


def test_the_rest_of_a_row_overleaf_is_put_behind_its_beginning() -> None:
    head, first = row("Measure", "May-21", "Jun-21"), row("Kites flown in the", "96.6%", "91.0")
    rest, last = row("north wind", "", "%", page=2), row("Kites lost", "3", "4", page=2)
    whole = [
        ["Measure", "May-21", "Jun-21"],
        ["Kites flown in the north wind", "96.6%", "91.0%"],
        ["Kites lost", "3", "4"],
    ]
    assert told([table(head, first)], [table(rest, last)]) == [whole]
    assert told([table(head, first)], [table(row("Measure", "May-21", "Jun-21", page=2), rest, last)]) == [whole]


def test_a_blank_row_at_the_cut_is_none() -> None:
    pages = (
        [table(row("Measure", "May-21", "Jun-21"), row("Kites", "1", "2"), row("", "", ""))],
        [table(row("Tails", "3", "4", page=2))],
    )
    assert told(*pages) == [[["Measure", "May-21", "Jun-21"], ["Kites", "1", "2"], ["Tails", "3", "4"]]]


@pytest.mark.parametrize("first", [("Tails", "", ""), ("north wind", "4", ""), ("", "", "north")])
def test_what_begins_anew_or_prints_a_value_is_a_row_of_its_own(first: tuple[str, ...]) -> None:
    assert not is_rest(row("Kites flown in the", "96.6%", ""), row(*first))
