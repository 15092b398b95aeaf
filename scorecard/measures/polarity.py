"""What good looks like for a measure: as the report family prints it, which may say that nothing is good or bad."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

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
    pairs = {(name.indicator, family): None for family, names in registry.names.items() for name in names}
    told = [(indicator, family, registry.good(indicator, family)) for indicator, family in pairs]
    schema = {"indicator": pl.String, "family": pl.String, "printed_good": pl.String}
    printed = pl.DataFrame(told, schema=schema, orient="row")
    general = registry.frame().select("indicator", "good")
    joined = rows.join(printed, on=["indicator", "family"], how="left", validate="m:1", maintain_order="left").join(
        general, on="indicator", how="left", validate="m:1", maintain_order="left"
    )
    return joined.with_columns(pl.coalesce("printed_good", "good").alias("good")).drop("printed_good")
