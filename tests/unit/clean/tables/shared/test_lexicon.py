"""Cells are read in one go, and those that print one figure together too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.text.cells import CellReader
from tests.fixtures.grids import grid
from tests.unit.validate.rule_frames import indicator, registry

LEXICON = Lexicon.of(registry(indicator("kites")))


class Heard(CellReader):
    """A reader of cells that keeps what it is asked to read."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def read(self, texts: Sequence[str]) -> None:
        self.texts += texts


def heard(*lines: str) -> list[str]:
    cells = Heard()
    replace(LEXICON, cells=cells).read_cells([grid(line) for line in lines])
    return cells.texts


@pytest.mark.parametrize(
    ("line", "together"),
    [
        ("7|of|10", {"7 of", "7 of 10"}),
        ("7|of 10", {"7 of 10"}),
        ("7|of 10|90%", {"7 of 10", "7 of 10 90%"}),
        ("7 of|10", set()),
        ("of|10", set()),
        ("7|10|of", {"10 of"}),
        ("1|7|of|10|9", {"7 of", "7 of 10"}),
    ],
)
def test_a_cell_that_goes_on_with_of_is_read_with_the_one_before_and_the_one_behind(
    line: str, together: set[str]
) -> None:
    assert set(heard(line)) - set(line.split("|")) == together


def test_every_text_of_all_tables_is_read_once() -> None:
    assert heard("7|8|7", "8|9") == ["7", "8", "9"]


def test_the_packs_of_an_authority_are_read_with_its_words_and_the_same_reader_of_cells() -> None:
    assert LEXICON.of_authority("Nowhere").cells is LEXICON.cells
