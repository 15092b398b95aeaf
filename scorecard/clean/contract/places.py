"""Where each print stands in its file: the rows of ``places.tsv`` beside the tables of the contract."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard.clean.raw.load import RawDocument
from scorecard.frames import looked_up
from scorecard.schema import PRINTED_AT, SCHEMAS

_KEY = {"document": pl.String(), "line": pl.Int32(), "cell": pl.Int32()}
_LINE = ["document", "line"]


def places_of(documents: Sequence[RawDocument]) -> pl.DataFrame:
    """One row per placed line (``cell`` 0) and cell of documents that are no text, with the columns of PRINTED_AT."""
    rows = [[document.id, *cells] for document in documents for cells in document.places[1:]]
    names = ["document", "line", "cell", *PRINTED_AT]
    read = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    return read.select(pl.col(name).replace("", None).cast(kind) for name, kind in {**_KEY, **PRINTED_AT}.items())


def with_places(name: str, table: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """``table`` with the columns of PRINTED_AT where the contract has them: of its cell, else of its line."""
    if "place" not in SCHEMAS[name] or places.is_empty():
        return table
    of_lines = places.filter(pl.col("cell") == 0).drop("cell")
    bare = table.drop(PRINTED_AT, strict=False)
    if "cell" not in SCHEMAS[name]:
        return looked_up(bare, of_lines, _LINE)
    told = looked_up(looked_up(bare, places.filter(pl.col("cell") > 0), [*_LINE, "cell"]), of_lines, _LINE)
    whole = pl.col("place").is_null()
    return told.with_columns(
        pl.when(whole).then(f"{column}_right").otherwise(column).alias(column) for column in PRINTED_AT
    )
