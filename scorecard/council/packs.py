"""The packs that a council's folder is drafted from, as they are read with the words that are there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from scorecard.clean.raw.grid import Grid
from scorecard.clean.raw.load import RawDocument
from scorecard.clean.tables.general.kinds import own_roles
from scorecard.clean.tables.general.roles import TableRoles
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.errors import InputError
from scorecard.extract.captions import caption_above
from scorecard.extract.source import read_source
from scorecard.preview.look import look_at
from scorecard.registry import Registry
from scorecard.workspace import Workspace


@dataclass(frozen=True)
class Pack:
    """A pack: its lines, its raw tables, and the tables of the contract that ``clean`` made of it."""

    path: Path
    document: RawDocument
    lines: tuple[str, ...]
    tables: dict[str, pl.DataFrame]
    sheets: Mapping[int, str] = field(default_factory=dict)

    @property
    def authority(self) -> str:
        return self.document.authority


def read_packs(paths: Sequence[Path], workspace: Workspace, publisher: str | None) -> list[Pack]:
    """The packs of one council. Raises InputError for one that cannot be read, and for packs of several councils."""
    packs = []
    for path in paths:
        look = look_at(path, workspace, publisher=publisher)
        source = read_source(path)
        packs.append(Pack(path, look.document, source.legible, look.tables, source.sheets))
    others = sorted({pack.authority for pack in packs})
    if len(others) > 1:
        raise InputError(
            f"these packs are of {' and '.join(others)}",
            where=", ".join(path.name for path in paths),
            expected="packs of one council",
            do="draft one council after the other, or say whose they are with --publisher NAME",
        )
    return packs


def tables_of(pack: Pack, registry: Registry, family: str | None = None) -> list[TableRoles]:
    """The tables of a pack with what their columns and rows are, as a registry's words tell; others are left out.

    What stands over a table in the pack is its heading here, whatever its words: nothing of it is stored. ``family`` is
    the one that the pack will be of.
    """
    lexicon = registry.made(Lexicon.of)
    grids = (_captioned(grid, pack, family) for grid in pack.document.grids)
    return [roles for grid in grids if (roles := own_roles(grid, lexicon))]


def _captioned(grid: Grid, pack: Pack, family: str | None) -> Grid:
    caption = caption_above(pack.lines, grid.rows[0].line, sheets=pack.sheets) if grid.rows else None
    return replace(grid, heading=caption, family=family or grid.family)
