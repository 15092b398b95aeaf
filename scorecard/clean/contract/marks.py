"""The marks beside figures: tolerances, arrows and colours, as the tables ``thresholds`` and ``printed_signals``."""

from __future__ import annotations

import polars as pl

from scorecard.clean.contract.bands import amber_below_red, beside_range
from scorecard.frames import looked_up
from scorecard.registry import Registry
from scorecard.text.expressions import plain_text
from scorecard.text.signals import Signs, read_signal
from scorecard.text.tolerances import RELATIVE, TOLERANCE_SCHEMA, read_tolerance


def thresholds(frame: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The table ``thresholds``: one row per printed tolerance, with its interval where it can be read.

    One that lies on either side of an interval has two rows. ``read_as`` is the print as it is read, damage
    repaired; ``reason`` says why one that prints a figure has no
    interval; it is null where words print none ("range to be set"). A target without a percent sign beside a share of
    the year's target is that target, and so of the measure that counts it.
    """
    rules = registry.frame().select("indicator", "unit", "good")
    bare = pl.col("lower").is_null() & pl.col("upper").is_null()
    return (
        frame.drop("unit")
        .pipe(_of_what_is_counted, registry)
        .pipe(looked_up, rules, "indicator")
        .pipe(looked_up, _good_of_families(registry), ["family", "indicator"])
        .with_columns(good=pl.coalesce("own_good", "good", pl.lit("info")), band=pl.col("detail"))
        .drop("own_good")
        .pipe(_with_tolerances)
        .pipe(beside_range)
        .pipe(amber_below_red)
        .with_columns(
            read_as="text", reason=pl.when(bare).then(pl.coalesce("reason", pl.when("relative").then(pl.lit(RELATIVE))))
        )
        .sort("document", "line", "cell", "part", maintain_order=True)
    )


def _good_of_families(registry: Registry) -> pl.DataFrame:
    """One row per family and indicator for which its packs say themselves what good looks like, as ``own_good``."""
    said = {(n.family, n.indicator): n.good for names in registry.names.values() for n in reversed(names) if n.good}
    schema = {"family": pl.String, "indicator": pl.String, "own_good": pl.String}
    return pl.DataFrame([(*key, good) for key, good in said.items()], schema=schema, orient="row")


def _of_what_is_counted(frame: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    counts = registry.frame().select("indicator", "share_of_target")
    counted = pl.col("text").str.contains("[0-9]") & ~pl.col("text").str.contains("%", literal=True)
    meant = pl.when(counted).then(pl.coalesce("share_of_target", "indicator")).otherwise("indicator")
    return frame.pipe(looked_up, counts, "indicator").with_columns(indicator=meant).drop("share_of_target")


def _with_tolerances(frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with the fields of `Tolerance` that its texts print, each distinct text read once."""
    printed = ["text", "good", "unit"]
    texts = frame.select(printed).unique(maintain_order=True)
    read = [read_tolerance(*row) for row in texts.rows()]
    tolerances = pl.DataFrame(read, schema=TOLERANCE_SCHEMA, orient="row")
    return frame.pipe(looked_up, texts.hstack(tolerances), printed).with_columns(relative=pl.col("side").is_not_null())


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
