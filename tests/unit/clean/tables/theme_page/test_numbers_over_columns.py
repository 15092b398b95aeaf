"""The numbers that a theme page prints over its columns, cut over cells or not. All headers are invented."""

from __future__ import annotations

import pytest

from scorecard.clean.tables.theme_page.headers import Header, number_row, read_anchors
from tests.fixtures.grids import row, rows


@pytest.mark.parametrize(
    ("line", "anchors"),
    [
        ("|6.1|6.2", [(1, 1, ("6.1",), "6.1"), (2, 2, ("6.2",), "6.2")]),
        ("|6.|7", [(1, 2, ("6.7",), "6. 7")]),
        ("|6.|.7", [(1, 2, ("6.7",), "6. .7")]),
        ("|6|.7", [(1, 2, ("6.7",), "6 .7")]),
        ("|16|.10", [(1, 2, ("16.10",), "16 .10")]),
        ("|5.1|3", [(1, 2, ("5.13", "5.1"), "5.1 3")]),
        ("|5|5.13", [(1, 2, ("5.13",), "5 5.13")]),
        ("|5|6.13", [(2, 2, ("6.13",), "6.13")]),
        ("|6.|x|7", []),
        ("|6.||7", []),
        ("|6.1 NEW", [(1, 1, ("6.1",), "6.1 NEW")]),
        ("|6.1|Kites|6.2", [(1, 1, ("6.1",), "6.1"), (3, 3, ("6.2",), "6.2")]),
        ("|6.1|6.|2", [(1, 1, ("6.1",), "6.1"), (2, 3, ("6.2",), "6. 2")]),
        ("|6.1|6|.2", [(1, 1, ("6.1",), "6.1"), (2, 3, ("6.2",), "6 .2")]),
        ("|6.1|2", [(1, 2, ("6.12", "6.1"), "6.1 2")]),
        ("|6.1||2", [(1, 1, ("6.1",), "6.1")]),
        ("6.1|6.2", [(1, 1, ("6.2",), "6.2")]),
        ("|Kites", []),
    ],
)
def test_numbers_and_their_fragments(line: str, anchors: list[tuple[int, int, tuple[str, ...], str]]) -> None:
    read = read_anchors(row(1, line), 1)
    assert [(a.first, a.last, a.numbers, a.printed) for a in read] == anchors
    assert {a.kind for a in read} <= {"number"}


@pytest.mark.parametrize(
    ("lines", "position"),
    [
        (("|Kites|Zoos", "|6.1|6.2"), 1),
        (("|6.1|6.2", "|6.3|6.4"), 0),
        (("|6|7",), None),
        (("|6.|7",), 0),
        (("|6.1|Kites",), 0),
        (("|6.1|Kites|Zoos",), None),
        (("|6.1 (a)|6.2 (b)",), 0),
        (("6.1|Kites",), None),
        (("|",), None),
        ((), None),
    ],
    ids=[
        "below the names",
        "the first of two",
        "no point",
        "cut",
        "half of the cells",
        "a third of them",
        "with remarks",
        "a label's",
        "blank",
        "no rows",
    ],
)
def test_the_row_of_numbers(lines: tuple[str, ...], position: int | None) -> None:
    header = rows(*lines)
    assert number_row(header, 1) is (None if position is None else header[position])


def test_a_number_over_the_first_of_columns_counts_from_there() -> None:
    header = rows("Month|x|6.1")
    assert number_row(header, 2) is header[0] and number_row(header, 0) is header[0]
    assert number_row(rows("Month|x|y|6.1"), 0) is None


def test_a_header_is_read_down_each_cell_without_its_numbers_and_moved_as_a_whole() -> None:
    lines = rows("|Kites|Zoos", "|6.1|6.2", "|flown||high")
    header = Header(lines, lines[1])
    assert (header.name(1, 1), header.name(1, 2), header.name(2, 3), header.name(0, 0)) == (
        "Kites flown",
        "Kites Zoos flown",
        "Zoos high",
        "",
    )
    assert header.width == 4
    right, left = header.moved(1), header.moved(-1)
    assert (right.name(2, 2), left.name(0, 0)) == ("Kites flown", "Kites flown")
    assert right.numbers is not None and right.numbers.texts == ["", "", "6.1", "6.2"]
    assert left.numbers is not None and left.numbers.texts == ["6.1", "6.2"]
    assert Header(lines[:1], None).moved(1).numbers is None
