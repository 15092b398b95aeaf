"""Tables that page furniture cut in parts: put together to be read, and given back part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scorecard.clean.raw.grid import Grid
from scorecard.clean.tables.form import recognise
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import Form, TableReading


@dataclass(frozen=True)
class WholeTable:
    """A table as it was before page furniture cut it: its form, and the parts that are printed."""

    form: Form
    parts: tuple[Grid, ...]

    def given_back(self, reading: TableReading) -> list[tuple[Grid, TableReading]]:
        """Each part with what was read of its own lines; a header that it prints again is none of its rows."""
        lines = [{row.line for row in part.rows} for part in self.parts]
        of_whole = {row.line for row in self.form.grid.rows}
        return [
            (
                part,
                replace(
                    reading,
                    placements=[p for p in reading.placements if p.line in mine],
                    headers=[h for h in reading.headers if h.line in mine],
                    body_from=reading.body_from and max(reading.body_from, min(mine & of_whole, default=0)),
                ),
            )
            for part, mine in zip(self.parts, lines, strict=True)
        ]


def put_together(grids: Sequence[Grid], lexicon: Lexicon) -> list[WholeTable]:
    """The tables of a document in printed order, each recognised once, the parts of one table put together."""
    tables: list[WholeTable] = []
    for grid in grids:
        form = recognise(grid, lexicon)
        before = tables[-1] if tables else None
        rows = before.form.goes_on(form) if before else ()
        if before and rows:
            whole = replace(before.form.grid, rows=[*before.form.grid.rows, *rows])
            tables[-1] = WholeTable(recognise(whole, lexicon), (*before.parts, grid))
        else:
            tables.append(WholeTable(form, (grid,)))
    return tables
