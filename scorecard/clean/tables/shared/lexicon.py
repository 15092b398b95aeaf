"""Where the readers of tables look things up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from scorecard.clean.names.header_words import Colours, ColumnWords, colours_of
from scorecard.clean.names.indicators import Names
from scorecard.clean.raw.grid import Grid
from scorecard.registry import Registry
from scorecard.text.cells import CellReader


@dataclass(frozen=True)
class Lexicon:
    """A registry with its words prepared for comparing, and the reader of cells: made once for a run, passed along."""

    registry: Registry
    names: Names
    column_words: ColumnWords
    colours: Colours
    cells: CellReader

    @classmethod
    def of(cls, registry: Registry) -> Lexicon:
        return cls(registry, Names(registry), ColumnWords(registry), colours_of(registry), CellReader())

    def of_authority(self, authority: str) -> Lexicon:
        """The lexicon for the packs of one authority, without the words of other councils; cells are read alike."""
        registry = self.registry.of(authority)
        return self if registry is self.registry else replace(Lexicon.of(registry), cells=self.cells)

    def read_cells(self, grids: Iterable[Grid]) -> None:
        """Read all cells of some tables in one go, and each "x of y" that a row prints in two or three of them."""
        texts = (text for grid in grids for row in grid.rows for text in (*row.texts, *_put_together(row.texts)))
        self.cells.read(sorted(set(texts)))


def _put_together(texts: Sequence[str]) -> Iterator[str]:
    """The texts of two and of three cells round each one that goes on with "of"."""
    for i, text in enumerate(texts[1:], start=1):
        if text.startswith("of"):
            yield " ".join(texts[i - 1 : i + 1])
            yield " ".join(texts[i - 1 : i + 2])
