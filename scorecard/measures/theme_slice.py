"""The slices of the themes of a quarter: of its own slice what the page of one theme can depend on."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard.measures.quarters import in_quarter
from scorecard.measures.slice_rows import CELL, HASH, NAMING, ROW, by_key, places
from scorecard.periods import Period, Quarter

Tables = Mapping[str, pl.DataFrame]
_TOLD_OF_FIGURES = ("coverage", "unread", *NAMING)
"""Tables that tell of figures, or are worked out of them."""


class OfThemes:
    """What the page of each theme can depend on, of the slice of a quarter's figures.

    All figures, with their thresholds, signals and warnings, as one measure is judged by another one; but what is told
    of figures, and what was worked out, only of the theme's own measures, and of claims only whose they are.
    """

    def __init__(self, slice_: Tables, quarter: Quarter) -> None:
        self.slice = slice_
        figures = slice_["observations"]
        themes = figures.select("theme", "indicator").drop_nulls().unique()
        cells = figures.select("indicator", *CELL).unique().join(themes, on="indicator").select("theme", *CELL).unique()
        self._rows = {name: by_key(_told_of(slice_, name, themes, cells)) for name in _TOLD_OF_FIGURES}
        self._claims = _that_there_are(slice_["claims"], quarter)

    def of(self, theme: str) -> dict[str, pl.DataFrame]:
        """The tables of one theme."""
        told = {
            name: self.slice[name][rows[theme]] if theme in rows else self.slice[name].clear()
            for name, rows in self._rows.items()
        }
        return {**self.slice, **told, "claims": self._claims}


def _that_there_are(claims: pl.DataFrame, quarter: Quarter) -> pl.DataFrame:
    """That documents quote a figure of the quarter, and so stand behind it: a row for each, which tells no more."""
    documents = claims.filter(in_quarter(quarter)).select("document").unique().sort("document")
    label = Period.quarter(quarter.year, quarter.number).label
    rows = documents.with_columns(pl.lit(label).alias("period"))
    return pl.concat([claims.clear().drop(HASH, strict=False), rows], how="diagonal")


def _told_of(slice_: Tables, name: str, themes: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """``theme`` and ``_row``: which rows of a table tell of which theme, by their measure or by a cell; whole facts."""
    numbered = slice_[name].with_row_index(ROW)
    told = [numbered.select(ROW, "indicator").join(themes, on="indicator")]
    told.append(numbered.select(ROW, *CELL).join(cells, on=CELL))
    if name in NAMING:
        told.append(places(slice_[name], NAMING[name]).join(cells, on=CELL))
    rows = pl.concat([one.select("theme", ROW) for one in told])
    if name != "findings":
        return rows
    facts = rows.join(numbered.select(ROW, "fact"), on=ROW).select("theme", "fact").unique()
    return facts.join(numbered.select(ROW, "fact"), on="fact").select("theme", ROW)
