"""Choices from the quarter's page: what a summary counts, and what is not there."""

from __future__ import annotations

import polars as pl

from scorecard.measures.rag import BANDS


def headline_rows(page: pl.DataFrame) -> pl.DataFrame:
    """The rows a summary counts: whole authorities, no categories of small tables."""
    return page.filter(pl.col("area_kind") == "authority", pl.col("breakdown").is_null())


def counts(page: pl.DataFrame) -> dict[str, int]:
    """How many indicators have a figure, how many figures there are, and how many are red, amber and green."""
    rows = headline_rows(page)
    bands = dict(rows["band"].drop_nulls().value_counts().iter_rows())
    return {
        "indicators": rows["indicator"].n_unique(),
        "figures": rows.height,
        **{band: bands.get(band, 0) for band in BANDS},
    }


def themes_without_data(page: pl.DataFrame, themes: pl.DataFrame) -> pl.DataFrame:
    """The themes for which the quarter has no figure, in the registry's order."""
    return themes.join(page.select("theme").unique(), on="theme", how="anti").sort("order")
