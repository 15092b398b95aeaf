"""The forms that a table can have. Each table is recognised once; another form is a folder and a line in ``FORMS``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.tables.general.form import AnyLayout
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import Form, TableReading
from scorecard.clean.tables.small_table.form import SmallTable
from scorecard.clean.tables.summary.form import Summary
from scorecard.clean.tables.theme_page.form import ThemePage
from scorecard.extract.table import WIDEST


@dataclass(frozen=True, eq=False)
class Unknown:
    """A table of no known form: it goes on with nothing, and nothing of it is placed."""

    grid: Grid

    @classmethod
    def recognise(cls, grid: Grid, lexicon: Lexicon) -> Unknown:
        return cls(grid)

    def goes_on(self, after: Form) -> Sequence[Row]:
        return ()

    def read(self, document: Sequence[Form]) -> TableReading:
        return TableReading("unknown", self.grid.family)


FORMS: tuple[type[Form], ...] = (AnyLayout, Summary, SmallTable, ThemePage, Unknown)
"""The forms in the order in which they are tried; every table is at least of the last."""


def recognise(grid: Grid, lexicon: Lexicon, forms: Sequence[type[Form]] = FORMS) -> Form:
    """The table as one of the first form that takes it; one that is wider than any is of none."""
    if grid.width > WIDEST:
        return Unknown(grid)
    return next(form for kind in forms if (form := kind.recognise(grid, lexicon)) is not None)
