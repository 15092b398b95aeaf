from __future__ import annotations

from scorecard.readers.pdf.marks import Box, Sign
from scorecard.readers.pdf.several import holds_rows

Cells = dict[tuple[int, int], list[tuple[str, float]]]


def check(cells: Cells) -> bool:
    """Cells by row and column, each with its lines and where these stand."""
    held = {
        at: [
            Sign(sign, Box(100 * at[1] + 4 * n, top, 100 * at[1] + 4 * n + 4, top + 8), 8)
            for text, top in lines
            for n, sign in enumerate(text)
        ]
        for at, lines in cells.items()
    }
    return holds_rows(held, {at: " ".join(text for text, _ in lines) for at, lines in cells.items()}, mostly_last=True)


HEAD: Cells = {(0, 0): [("Kites", 0)], (0, 1): [("May", 0)], (0, 2): [("Jun", 0)]}


def test_values_below_each_other_in_two_cells_are_several_rows() -> None:
    assert check({**HEAD, (1, 0): [("Red", 20)], (1, 1): [("12", 20), ("30", 36)], (1, 2): [("7", 20), ("9", 36)]})


def test_a_count_and_its_percentage_close_in_one_cell_are_one_row() -> None:
    assert not check(
        {**HEAD, (1, 0): [("Red", 20)], (1, 1): [("12", 20), ("30%", 29)], (1, 2): [("7", 20), ("9%", 29)]}
    )


def test_a_last_row_that_white_parts_is_several_and_a_tall_cell_is_not() -> None:
    apart: Cells = {**HEAD, (1, 0): [("Red", 20), ("Blue", 36)], (1, 1): [("few", 20), ("many", 36)]}
    assert check(apart)
    assert not check({**HEAD, (1, 0): [("Red", 28)], (1, 1): [("few", 20), ("many", 36)]})
