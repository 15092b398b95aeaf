"""Which rows of a table a slice takes: those of documents, of cells, and those that name a cell in a list of places."""

from __future__ import annotations

import polars as pl

from scorecard.periods import Period

CELL = ["document", "line", "cell"]
"""Where a figure is printed."""
LISTED = "; "
NAMING = {"ticks": "compared_with", "findings": "places", "measures": "inputs"}
"""The columns in which rows name places of figures, by their table."""
ROW, HASH = "_row", "_hash"
"""The number of a row in its table, and the hash of what it holds: columns of a slice in the making."""


def those(frame: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """The rows of a frame whose key is among ``keys``, in the frame's own order."""
    return frame.join(keys, on=keys.columns, how="semi", maintain_order="left")


def numbers_at(frame: pl.DataFrame, cells: pl.DataFrame) -> pl.Series:
    """The numbers of the rows of a table that stand at one of the cells."""
    return frame.with_row_index(ROW).join(cells, on=CELL, how="semi")[ROW]


def at_or_naming(numbered: pl.DataFrame, name: str, cells: pl.DataFrame) -> pl.Series:
    """The numbers of the rows of a table that stand at one of the cells, or name one."""
    at = numbered.join(cells, on=CELL, how="semi")[ROW]
    named = places(numbered.drop(ROW), NAMING[name]).join(cells, on=CELL, how="semi")[ROW]
    return pl.concat([at, numbered[ROW].gather(named.unique())])


def with_rows(frame: pl.DataFrame, own: pl.Expr, rows: pl.Series) -> pl.DataFrame:
    """The rows of a frame that are ``own``, and those of some numbers."""
    return frame.with_row_index(ROW).filter(own | pl.col(ROW).is_in(rows.implode())).drop(ROW)


def places(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """``_row`` and each place (`CELL`) that a row names in its list; a line without a cell is no figure's."""
    told = frame.select(pl.col(column).str.split(LISTED)).with_row_index(ROW)
    parts = pl.col(column).str.extract_groups(r"^(.*):(\d+):(\d+)$").struct
    return (
        told.explode(column)
        .drop_nulls()
        .select(ROW, *(parts[at].alias(name) for at, name in enumerate(CELL)))
        .drop_nulls()
        .with_columns(pl.col("line", "cell").cast(pl.Int32))
    )


def ends(claims: pl.DataFrame) -> pl.Expr:
    """The last day of the period that a claim is told of; null where none is said."""
    labels = claims["period"].drop_nulls().unique().sort()
    days = {label: period.end for label in labels if (period := Period.of_label(label)) is not None}
    return pl.col("period").replace_strict(days, default=None, return_dtype=pl.Date)


def by_key(rows: pl.DataFrame) -> dict[str, pl.Series]:
    """Rows of a key (the first column) and ``_row`` as numbers in their order, by key."""
    key = rows.columns[0]
    ordered = rows.unique().sort(key, ROW).group_by(key, maintain_order=True).agg(ROW)
    return dict(zip(ordered[key], ordered[ROW], strict=True))
