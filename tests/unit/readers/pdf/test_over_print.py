"""Print that stands on other print, or on a rule, is of no cell for sure."""

from __future__ import annotations

from scorecard.readers.pdf.marks import Box, Sign
from scorecard.readers.pdf.over_print import illegible, over_printed


def word(text: str, top: float) -> list[Sign]:
    return [Sign(letter, Box(4 * at, top, 4 * at + 4, top + 8), 8) for at, letter in enumerate(text)]


BOXES = {(row, 0): Box(0, 10 * row, 60, 10 * row + 10) for row in range(5)}


def test_lines_that_stand_on_each_other_are_not_read_nor_what_is_above_and_below_them() -> None:
    held = {(row, 0): word("Kites", 10 * row + 1) for row in range(5)}
    assert illegible(held, BOXES) == set()
    held[1, 0] += word("Wind", 14)
    assert illegible(held, BOXES) == {(0, 0), (1, 0), (2, 0)}
    assert over_printed(held[1, 0]) and not over_printed([*held[0, 0], *held[2, 0]])


def test_print_on_the_rule_of_its_cell_is_not_read() -> None:
    held = {(0, 0): word("Kites", 1), (1, 0): word("Kites", 6.5), (4, 0): word("Kites", 41)}
    assert illegible(held, BOXES) == {(0, 0), (1, 0)}


def test_raised_print_beside_a_word_stands_on_nothing() -> None:
    raised = Sign("1", Box(20, 0, 22, 4), 4)
    assert illegible({(0, 0): [*word("Kites", 1), raised]}, BOXES) == set()
