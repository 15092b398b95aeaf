"""The marks beside figures: tolerances, arrows and colours, as the tables ``thresholds`` and ``printed_signals``."""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.registry import Registry
from scorecard.text.cells import plain_text
from scorecard.text.signals import Signs, read_signal
from scorecard.text.tolerances import amber_below_red, read_intervals


def thresholds(frame: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The table ``thresholds``: one row per printed tolerance, with its interval where it can be read."""
    good = registry.frame().select("indicator", "good", "unit")
    return (
        frame.lazy()  # so that what the expressions share is worked out once
        .drop("unit")
        .pipe(looked_up, good.lazy(), "indicator")
        .with_columns(band=pl.col("detail"))
        .with_columns(read_intervals(pl.col("text"), pl.coalesce("good", pl.lit("info")), pl.col("unit")))
        .collect()
        .pipe(amber_below_red)
        .sort("document", "line", "cell", "part")
    )


def signals(frame: pl.DataFrame, registry: Registry, values: pl.DataFrame) -> pl.DataFrame:
    """The table ``printed_signals``: arrows and colours as printed, and what they say.

    A dash is "no movement" only where the month has a figure; without one it is a missing mark.
    """
    dash = plain_text(pl.col("text")).is_in(["-", "–"])
    read = _read_as(frame["family"].unique().to_list(), registry)
    return (
        frame.pipe(looked_up, _what_arrows_mean(registry), "family")
        .pipe(looked_up, _months_with_figures(values), ["document", "line", "period"])
        .with_columns(
            signal=pl.col("detail"),
            read_as=pl.when(dash & pl.col("figure").is_null()).then(None).otherwise(read),
            meaning=pl.when(pl.col("detail") == "direction").then("arrows_mean"),
        )
        .sort("document", "line", "cell")
    )


def _what_arrows_mean(registry: Registry) -> pl.DataFrame:
    """One row per report family: whether its arrows mean the number or the performance."""
    means = [(family.id, family.arrows_mean) for family in registry.families.values()]
    return pl.DataFrame(means, schema={"family": pl.String, "arrows_mean": pl.String}, orient="row")


def _months_with_figures(values: pl.DataFrame) -> pl.DataFrame:
    """The lines and periods in which a figure is printed, with the column ``figure``."""
    known = values.filter(pl.col("value").is_not_null())
    return known.select("document", "line", "period").unique().with_columns(figure=True)


def _read_as(families: list[str | None], registry: Registry) -> pl.Expr:
    """What each signal says, read with the signs of its family."""
    read = pl.lit(None, dtype=pl.String)
    for family in sorted(families, key=str):
        signs = Signs(**registry.signs(family))
        own = read_signal(pl.col("detail"), pl.col("text"), signs)
        read = pl.when(pl.col("family").eq_missing(family)).then(own).otherwise(read)
    return read
