"""Invented layouts and tables, read on their own: what each cell was found to mean."""

from __future__ import annotations

from typing import Any

from scorecard.clean.raw.grid import Grid
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.small_table.form import SmallTable
from scorecard.clean.tables.small_table.page import open_page
from scorecard.registry.layouts import ColumnLayout, Layout
from tests.fixtures.grids import grid
from tests.unit.validate.rule_frames import FAMILY, indicator, registry

REGISTRY = registry(
    indicator("kites"), indicator("lost"), indicator("lost_share", unit="percent", kind="share"), indicator("zoos")
)
LEXICON = Lexicon.of(REGISTRY)
Told = tuple[Any, ...]


def layout(**more: Any) -> Layout:
    return Layout(**({"id": "kites", "family": FAMILY, "match": ["Kites"], "rows": "breakdown", "label": 0} | more))


def table(by: Layout, lines: tuple[str, ...], year: str | None = None) -> SmallTable:
    printed = grid(*lines)
    printed = Grid(**(printed.__dict__ | {"year": year}))
    return SmallTable(printed, LEXICON, open_page(printed, by, LEXICON))


def read(by: Layout, *lines: str, year: str | None = None) -> dict[str, Told]:
    """Each figure with its indicator, breakdown, area and period; with the reason where it is not read."""
    whole = table(by, lines, year)
    told: dict[str, Told] = {}
    for p in whole.read([whole]).placements:
        assert p.published not in told or p.part, "each figure of a test is printed once"
        where = (p.indicator, p.breakdown, p.area, p.period.label if p.period else None)
        told[p.text] = where if p.role == "value" else (p.role, p.detail)
    return told


COLUMNS = [ColumnLayout(indicator="kites", header="Kites flown"), ColumnLayout(indicator="lost", header="Kites lost")]
