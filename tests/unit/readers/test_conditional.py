"""Colours and icons that rules of a workbook give its cells, worked out as Excel does, or said as not read."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from scorecard.readers.printed import PrintedText
from scorecard.readers.read import read_file

HEAD = ["Measure", "Apr-21", "RAG"]
RED, GREEN = {"bg_color": "#C00000"}, {"bg_color": "#00B050"}


def read(ruled: Callable[[Any, Any], None], marks: tuple[object, object] = (1, 3), shown: str = ";;;") -> PrintedText:
    """A sheet whose last column holds ``marks``, under a number format that shows nothing of them."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Kites")
        sheet.write_row(0, 0, HEAD)
        for row, (name, figure, mark) in enumerate((("Kites", 12, marks[0]), ("Lost", 7, marks[1])), start=1):
            sheet.write_row(row, 0, [name, figure])
            sheet.write(row, 2, mark, book.add_format({"num_format": shown}))
        ruled(book, sheet)
    return read_file(stream.getvalue(), Path("kites.xlsx"))


def colours(printed: PrintedText) -> list[str]:
    return [line.split("\t")[2] for line in printed.lines if line.count("\t") == 2][1:]


def test_numbers_are_compared_in_the_order_of_the_rules() -> None:
    def ruled(book: Any, sheet: Any) -> None:
        sheet.conditional_format("C2:C3", {"type": "cell", "criteria": ">", "value": 2, "format": book.add_format(RED)})
        between = {"type": "cell", "criteria": "between", "minimum": 0, "maximum": 3, "format": book.add_format(GREEN)}
        sheet.conditional_format("C2:C3", between)

    printed = read(ruled)
    assert colours(printed) == ["Green", "Red"] and not printed.doubts


def test_cells_are_compared_with_cells_beside_them() -> None:
    def ruled(book: Any, sheet: Any) -> None:
        rule = {"type": "cell", "criteria": "<", "value": "=B2", "format": book.add_format(GREEN)}
        sheet.conditional_format("C2:C3", rule)

    assert colours(read(ruled, (11, 8))) == ["Green", ""]


def test_a_rule_that_is_not_worked_out_leaves_no_colour_and_is_said() -> None:
    def ruled(book: Any, sheet: Any) -> None:
        formula = {"type": "formula", "criteria": "=$B2>10", "format": book.add_format(RED)}
        sheet.conditional_format("C2:C3", formula)
        sheet.conditional_format(
            "C2:C3", {"type": "cell", "criteria": ">", "value": 0, "format": book.add_format(GREEN)}
        )

    printed = read(ruled)
    assert "Green" not in "".join(colours(printed))
    assert any("not read (expression)" in doubt for doubt in printed.doubts)


@pytest.mark.parametrize(
    ("style", "reverse", "expected"),
    [("3_arrows", False, ["→", "↑"]), ("3_arrows", True, ["→", "↓"]), ("3_traffic_lights", False, ["Amber", "Green"])],
)
def test_icons_in_the_place_of_numbers(style: str, reverse: bool, expected: list[str]) -> None:
    def ruled(book: Any, sheet: Any) -> None:
        steps = [{"criteria": ">=", "type": "number", "value": 3}, {"criteria": ">=", "type": "number", "value": 1}]
        rule = {"type": "icon_set", "icon_style": style, "icons_only": True, "reverse_icons": reverse, "icons": steps}
        sheet.conditional_format("C2:C3", rule)

    assert colours(read(ruled, shown="0")) == expected


def test_icons_beside_figures_are_said() -> None:
    def ruled(book: Any, sheet: Any) -> None:
        sheet.conditional_format("C2:C3", {"type": "icon_set", "icon_style": "3_arrows"})

    printed = read(ruled, shown="0")
    assert colours(printed) == ["1", "3"] and any("icons beside figures" in doubt for doubt in printed.doubts)


def test_arrows_of_a_font_of_pictures_in_a_cell() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Kites")
        sheet.write_row(0, 0, [*HEAD[:2], "DOT"])
        sheet.write_row(1, 0, ["Kites", 12])
        sheet.write_string(1, 2, "é", book.add_format({"font_name": "Wingdings"}))
    assert "Kites\t12\t↑" in read_file(stream.getvalue(), Path("kites.xlsx")).lines
