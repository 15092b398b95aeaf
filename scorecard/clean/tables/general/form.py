"""Tables of any layout of a family that says so: what their headers and cells say, measures by the family's names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.tables.general.kinds import own_roles
from scorecard.clean.tables.general.measures import MeasureNames
from scorecard.clean.tables.general.of_one import OneMeasurePlacer
from scorecard.clean.tables.general.roles import TableRoles
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import Form, PrintedHeader, TableReading
from scorecard.clean.tables.small_table.recognise import find_layout

_NO_FIGURES = ("number", "name", "unit", "good", "note", "area", "period", "rag", "direction")
"""The roles of columns that print no figures: what says what a row is about, colours and arrows."""


@dataclass(frozen=True, eq=False)
class AnyLayout:
    """A table of a family whose tables speak for themselves (``any_layout`` in ``families.yml``)."""

    grid: Grid
    lexicon: Lexicon
    roles: TableRoles
    family: str

    @classmethod
    def recognise(cls, grid: Grid, lexicon: Lexicon) -> AnyLayout | None:
        """The table with its columns and rows told apart; null for other families, and where a layout fits it.

        The names of a family are those of its own council: what another one calls so may be something else.
        """
        registry = lexicon.registry
        family = registry.families.get(grid.family or "")
        whose = {c.authority.name for c in registry.councils.values() if family and family.id in c.families}
        if family is None or not family.any_layout or grid.authority not in whose or find_layout(grid, registry):
            return None
        roles = own_roles(grid, lexicon)
        return cls(grid, lexicon, roles, family.id) if roles else None

    def goes_on(self, after: Form) -> Sequence[Row]:
        """The rows with which the next table goes on with this one: below the same header, repeated overleaf.

        Under a caption of its own, or of one measure, it is another table.
        """
        rows, header = after.grid.rows, [row.texts for row in self.roles.header]
        same = after.grid.heading in (None, self.grid.heading) and self.roles.rows != "role"
        again = same and isinstance(after, AnyLayout) and [row.texts for row in rows[: len(header)]] == header
        return rows[len(header) :] if again else ()

    def read(self, document: Sequence[Form]) -> TableReading:
        """What every figure, target and mark is about, or why that is not known."""
        names = MeasureNames(self.lexicon.registry, self.family)
        placer = OneMeasurePlacer(self.roles, names, self.lexicon)
        body = next((one.row.line for one in self.roles.body), 0)
        # under years as rows, quarters without a year are told by these
        headers = [] if placer.is_a_calendar else self._headers()
        return TableReading(
            "any layout", self.family, placer.placements(), headers=headers, labels=self._labels(), body_from=body
        )

    def _headers(self) -> list[PrintedHeader]:
        return list({(h.line, h.cell): h for column in self.roles.columns if (h := column.time)}.values())

    def _labels(self) -> set[tuple[int, int]]:
        """The lines and cells that print no figures: what labels rows, colours, and rows that only head a group."""
        placed = {one.row.line for one in self.roles.body}
        columns = [column.position for column in self.roles.of_role(*_NO_FIGURES)]
        of_rows = {
            (row.line, row.cells[c].index) for row in self.roles.grid.rows for c in columns if c < len(row.cells)
        }
        heads = {(row.line, cell.index) for row in self.grid.rows if row.line not in placed for cell in row.cells}
        return of_rows | heads
