"""What got better, what got worse, what crossed a threshold: choices from the quarter's page."""

from __future__ import annotations

import polars as pl

_RANK = {"red": 0, "amber": 1, "green": 2}


def headline_rows(page: pl.DataFrame) -> pl.DataFrame:
    """The rows a summary counts: whole authorities, no categories of small tables."""
    return page.filter(pl.col("area_kind") == "authority", pl.col("breakdown").is_null())


def changed(page: pl.DataFrame, judgement: str) -> pl.DataFrame:
    """Indicators that got ``better`` or ``worse`` since the end of the quarter before, small numbers last.

    Within each group in the order of the page. Rows without an earlier figure are in neither.
    """
    return headline_rows(page).filter(pl.col("since_judgement") == judgement).sort("small", maintain_order=True)


def crossed(page: pl.DataFrame) -> pl.DataFrame:
    """Indicators whose colour by the printed tolerances changed since the end of the quarter before.

    ``crossed_to`` is ``better`` or ``worse``; both colours must be decidable.
    """
    rank = {c: pl.col(c).replace_strict(_RANK, default=None) for c in ("band", "since_band")}
    return (
        headline_rows(page)
        .filter(
            pl.col("band").is_not_null(), pl.col("since_band").is_not_null(), pl.col("band") != pl.col("since_band")
        )
        .with_columns(
            pl.when(rank["band"] > rank["since_band"])
            .then(pl.lit("better"))
            .otherwise(pl.lit("worse"))
            .alias("crossed_to")
        )
    )


def counts(page: pl.DataFrame) -> dict[str, int]:
    """How many indicators have a figure, could be compared, got better, worse, stayed, and are red, amber, green."""
    rows = headline_rows(page)
    judged = dict(rows["since_judgement"].drop_nulls().value_counts().iter_rows())
    bands = dict(rows["band"].drop_nulls().value_counts().iter_rows())
    return {
        "indicators": rows["indicator"].n_unique(),
        "figures": rows.height,
        "compared": rows["since"].drop_nulls().len(),
        "better": judged.get("better", 0),
        "worse": judged.get("worse", 0),
        "same": judged.get("no change", 0),
        "crossed": crossed(page).height,
        **{band: bands.get(band, 0) for band in _RANK},
    }


def themes_without_data(page: pl.DataFrame, themes: pl.DataFrame) -> pl.DataFrame:
    """The themes for which the quarter has no figure, in the registry's order."""
    return themes.join(page.select("theme").unique(), on="theme", how="anti").sort("order")
