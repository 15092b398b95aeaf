"""What good looks like for a measure: as the report family prints it, which may say that nothing is good or bad."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard.frames import looked_up

if TYPE_CHECKING:
    from scorecard.registry import Registry


def with_family(rows: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``rows`` with the report family of their table, or of their document where the table has none of its own."""
    own_family = (
        tables["tables"]
        .select("document", "table", pl.col("family").alias("table_family"))
        .unique(["document", "table"], keep="first", maintain_order=True)
    )
    documents = tables["documents"].select("document", "family")
    joined = rows.join(own_family, on=["document", "table"], how="left", validate="m:1", maintain_order="left").join(
        documents, on="document", how="left", validate="m:1", maintain_order="left"
    )
    return joined.with_columns(pl.coalesce("table_family", "family").alias("family")).drop("table_family")


def with_polarity(rows: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """``rows`` (with ``indicator`` and ``family``) with ``good``: what good looks like in that family's print.

    Where the family does not say, or is not known: what good looks like in general.
    """
    return looked_up(rows, registry.frame().select("indicator", "good"), "indicator").pipe(as_printed, registry)


def as_printed(rows: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """``rows`` with the ``good`` that they have in general, but where the print of their ``family`` says otherwise."""
    names = [name for names in registry.names.values() for name in names if name.good]
    told = {(name.indicator, name.family): registry.good(name.indicator, name.family) for name in names}
    schema = {"indicator": pl.String, "family": pl.String, "printed_good": pl.String}
    printed = pl.DataFrame([(*key, good) for key, good in told.items()], schema=schema, orient="row")
    joined = looked_up(rows, printed, ["indicator", "family"])
    return joined.with_columns(pl.coalesce("printed_good", "good").alias("good")).drop("printed_good")
