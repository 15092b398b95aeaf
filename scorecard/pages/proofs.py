"""Proofs: every figure of a page leads to where it was printed and how it was read, on the page itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.frames import looked_up
from scorecard.html.blocks import Blocks
from scorecard.html.markup import Column, details, el, join, table

Place = tuple[str, int, int]
"""Document, line and cell: where a figure is printed. Lines and cells count from 1."""
_PLACE = ["document", "line", "cell"]


def place_of(row: Mapping[str, Any]) -> Place | None:
    """The place of a figure; null where the row names no cell."""
    place = tuple(row.get(part) for part in _PLACE)
    return None if None in place else place  # type: ignore[return-value]


def anchor_of(place: Place) -> str:
    """The anchor of a proof, which is also what ``pipeline.py trace`` takes.

    >>> anchor_of(("pack-june", 545, 3))
    'pack-june:545:3'
    """
    return ":".join(map(str, place))


class Proofs:
    """The figures that a page shows, and the proof of each.

    A section shows a figure with `figure`, and the last section of the page shows the proofs of all of them.
    """

    def __init__(self, tables: Mapping[str, pl.DataFrame]) -> None:
        self.tables = tables
        self.places: dict[Place, None] = {}

    def figure(self, row: Mapping[str, Any], text: object, *, class_: str | None = None) -> Markup:
        """``text`` as a link to the proof of the figure whose ``document``, ``line`` and ``cell`` the row names.

        A row without a cell (what is quoted from prose, or computed) keeps its text, unlinked.
        """
        place = place_of(row)
        if place is None:
            return el("span", text, class_=class_) if class_ else join([text])
        self.places[place] = None
        return el("a", text, href=f"#{anchor_of(place)}", class_=" ".join(filter(None, ("proof", class_))))

    def section(self) -> Blocks:
        """The proofs of all figures shown so far, by document and line."""
        if not self.places:
            return Blocks(el("p", "No figure is shown on this page."))
        shown = pl.DataFrame(
            list(self.places), schema=dict(zip(_PLACE, (pl.String, pl.Int32, pl.Int32), strict=True)), orient="row"
        )
        printed = self.tables["observations"].unique(_PLACE, keep="first", maintain_order=True)
        rows = looked_up(shown, printed, _PLACE).sort(_PLACE)
        blocks = Blocks()
        for (document,), mine in rows.group_by("document", maintain_order=True):
            title = f"{document}: {words.many(mine.height, 'figure')}"
            blocks += Blocks(details(title, _table(mine.to_dicts(), title)))
        return blocks


def _table(rows: list[dict[str, Any]], caption: str) -> Markup:
    columns = [
        Column("place", "Line and cell", "row"),
        Column("published", "Printed"),
        Column("read", "Read as"),
        Column("what", "What it is"),
    ]
    return table([_row(row) for row in rows], columns, caption=caption, hidden_caption=True)


def _row(row: dict[str, Any]) -> dict[str, object]:
    read = words.figure(row["value"], row["unit"], row["decimals"]) if row["value"] is not None else row["status"]
    what = f"{row['indicator_number'] or ''} {row['indicator_name'] or row['indicator']}, {words.period(row['period'])}"
    return {
        "id": anchor_of((row["document"], row["line"], row["cell"])),
        "place": f"line {row['line']}, cell {row['cell']}",
        "published": row["published"],
        "read": read,
        "what": what.strip(),
    }
