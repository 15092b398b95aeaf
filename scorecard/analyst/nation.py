"""All figures of many authorities as one lazy table, from the workspaces of a nation (docs/cluster.md).

Only the files of the authorities asked for are opened, and of these only the columns and rows that a query needs.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import polars as pl

from scorecard.errors import InputError
from scorecard.schema import SCHEMAS
from scorecard.suggest import unknown

_KEY = "authority="


def authorities_of(nation: Path | str) -> list[str]:
    """The names of the authorities' workspaces below a folder, like ``kiteham`` of ``authority=kiteham``, in order.

    Raises InputError if there are none.
    """
    folder = Path(nation)
    names = sorted(p.name.removeprefix(_KEY) for p in folder.glob(f"{_KEY}*") if (p / "data" / "processed").is_dir())
    if not names:
        raise InputError(
            "no authority has tables here",
            where=str(folder),
            expected=f"folders like {_KEY}kiteham/data/processed",
            do="run: python pipeline.py run --each FOLDER",
        )
    return names


def figures(
    nation: Path | str,
    *,
    authorities: Collection[str] | None = None,
    years: Collection[int] | None = None,
    table: str = "observations",
) -> pl.LazyFrame:
    """One row per row of a table of ``data/processed`` of every authority; null authorities and years mean all.

    Columns are those of the table (`SCHEMAS`), and ``workspace``: the authority's folder. ``years``: the calendar years
    in which the period of a row ends; rows without a period are in no year.

    Raises UsageError for an authority or a table that is not there, InputError if no authority has tables.
    """
    known = authorities_of(nation)
    asked = known if authorities is None else sorted(set(authorities))
    for name in asked:
        if name not in known:
            raise unknown("authority", name, known)
    if table not in SCHEMAS:
        raise unknown("table", table, SCHEMAS)
    if years is not None and "period_end" not in SCHEMAS[table]:
        raise unknown("table of years", table, [name for name, columns in SCHEMAS.items() if "period_end" in columns])
    frames = [_of(Path(nation), name, table) for name in asked]
    every = pl.concat(frames) if frames else pl.LazyFrame(schema={**SCHEMAS[table], "workspace": pl.String()})
    return every if years is None else every.filter(pl.col("period_end").dt.year().is_in(sorted(years)))


def _of(nation: Path, name: str, table: str) -> pl.LazyFrame:
    path = nation / f"{_KEY}{name}" / "data" / "processed" / f"{table}.parquet"
    return pl.scan_parquet(path).select(*SCHEMAS[table], workspace=pl.lit(name))
