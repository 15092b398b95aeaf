"""The slices of annotated packs: what the pages of one document can depend on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import polars as pl

from scorecard.measures.slice_rows import CELL, HASH, LISTED, NAMING, ROW, by_key, those

Tables = Mapping[str, pl.DataFrame]
_WHOLE = ("documents", "headers")


class OfPacks:
    """What the pages of each document can depend on: all that it prints and all that is told of it or names a place of
    it, whole facts; of answers which questions they answer; and of the documents with which its figures are compared,
    which tables they have, as links lead to their pages."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def of(self, document: str) -> dict[str, pl.DataFrame]:
        """The tables of one document."""
        told = {name: self._of(name, rows, document) for name, rows in self._rows.items()}
        told["measures"] = _questions(told["measures"])
        own = pl.DataFrame({"document": [document]})
        linked = pl.concat([own, self._linked.filter(pl.col("document") == document).select(document="other")]).unique()
        return (
            told
            | {name: those(self.tables[name], own) for name in _WHOLE}
            | {"tables": those(self.tables["tables"], linked)}
        )

    def _of(self, name: str, rows: Mapping[str, pl.Series], document: str) -> pl.DataFrame:
        return self.tables[name][rows[document]] if document in rows else self.tables[name].clear()

    @cached_property
    def _numbers(self) -> dict[str, pl.DataFrame]:
        """By table ``document`` and ``_row``: the rows that are of a document or name a place of it."""
        told = {}
        for name, frame in self.tables.items():
            if "document" not in frame.columns or name in (*_WHOLE, "tables"):
                continue
            numbered = frame.select("document").with_row_index(ROW).select("document", ROW)
            named = [_documents_named(frame, NAMING[name])] if name in NAMING else []
            told[name] = pl.concat([numbered, *named]).drop_nulls().unique()
        facts = self.tables["findings"].select("fact").with_row_index(ROW)
        whole = told["findings"].join(facts, on=ROW).select("document", "fact").unique()
        return told | {"findings": whole.join(facts, on="fact").select("document", ROW)}

    @cached_property
    def _rows(self) -> dict[str, dict[str, pl.Series]]:
        return {name: by_key(numbers) for name, numbers in self._numbers.items()}

    @cached_property
    def _linked(self) -> pl.DataFrame:
        """``document`` and each ``other`` of which a comparison with one of its figures names a place."""
        ticks = self.tables["ticks"]
        own = ticks.select(other="document").with_row_index(ROW).select("other", ROW)
        named = _documents_named(ticks, NAMING["ticks"]).rename({"document": "other"})
        pairs = self._numbers["ticks"].join(pl.concat([own, named]), on=ROW).select("document", "other")
        return pairs.drop_nulls().unique().sort("document", "other")


def _questions(measures: pl.DataFrame) -> pl.DataFrame:
    """Answers of which only the question is told, where its figure stands, and of what figures it is worked out."""
    left = [name for name in measures.columns if name not in (*CELL, "measure", "inputs", HASH)]
    none = [pl.lit(None, measures.schema[name]).alias(name) for name in left]
    return measures.with_columns(none).drop(HASH, strict=False)


def _documents_named(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """``document`` and ``_row``: the documents of which a row names a place, be it a cell or a line, in its list."""
    return (
        frame.select(pl.col(column).str.split(LISTED))
        .with_row_index(ROW)
        .explode(column)
        .select(pl.col(column).str.replace(r"(:\d+){1,2}$", "").alias("document"), ROW)
        .drop_nulls()
        .unique()
    )
