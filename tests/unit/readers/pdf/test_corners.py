from __future__ import annotations

from scorecard.readers.pdf.block import OnPage
from scorecard.readers.pdf.corners import with_corner
from scorecard.readers.pdf.marks import Box
from scorecard.readers.printed import Printed, Table

BODY = OnPage(
    Table(
        tuple(tuple(map(Printed, row)) for row in (("Red", "May-21", "12", "14", "9"), ("", "Jun-21", "7", "8", "4")))
    ),
    Box(0, 20, 240, 60),
    ((0, 30), (40, 70), (100, 120), (150, 170), (200, 220)),
)


def head(*columns: tuple[float, float]) -> OnPage:
    return OnPage(Table((tuple(Printed(str(at)) for at, _ in enumerate(columns)),)), Box(90, 0, 240, 10), columns)


def row(found: OnPage) -> list[str]:
    assert isinstance(found.block, Table)
    return [cell.text for cell in found.block.rows[0]]


def test_headers_of_all_but_the_labels_get_a_blank_corner() -> None:
    assert row(with_corner(head((95, 130), (145, 180), (190, 230)), BODY)) == ["", "", "0", "1", "2"]


def test_headers_of_some_columns_stand_over_these() -> None:
    assert row(with_corner(head((95, 130), (190, 230)), BODY)) == ["", "", "0", "", "1"]


def test_a_header_over_two_columns_or_over_labels_leaves_a_doubt() -> None:
    for columns in (((95, 160), (190, 230)), ((45, 60), (190, 230))):
        assert row(with_corner(head(*columns), BODY)) == ["0", "1"]
