"""What the arrows of a pack mean that says it nowhere: the number, or the performance? Its own arrows tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from scorecard.measures.signals import figures_of_signs, with_computed
from scorecard.registry import Registry
from scorecard.text.signals import ARROWS

_FEWEST = 3
"""So many arrows of measures of which less is better must point one way for the pack to mean that."""
_TIMES_AS_MANY = 3
NUMBER, PERFORMANCE = "number", "performance"


def with_meanings(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """``printed_signals`` with ``meaning`` for arrows of which no family says it; null where it stays open.

    Where more is better both meanings give one arrow. Where less is, the pack's other arrows must tell: at least three
    of them fit one meaning, and three times as many as fit the other. Words that leave open how small a step is none
    ("steady") have no meaning that a step could contradict.
    """
    printed = _in_words(tables["printed_signals"], registry)
    if printed.filter(pl.col("signal") == "direction").is_empty():
        return printed
    about = figures_of_signs(printed, tables["observations"], registry)
    good = pl.Series("good", about["good"])
    low = printed.with_columns(good).filter(
        (pl.col("signal") == "direction") & pl.col("meaning").is_null() & (pl.col("good") == "low")
    )
    of_low = _meaning_of(low.drop("good"), tables, registry)
    about_level = [word for one in registry.headers.directions if one.about for word in one.says]
    still = with_computed(printed, tables["observations"], tables["thresholds"], registry)["computed"] == "level"
    of_no_side = (
        (pl.col("meaning") == PERFORMANCE)
        & pl.col("read_as").is_in(["up", "down"])
        & ~good.is_in(["high", "low"])
        & ~still.fill_null(value=False)
    )
    meaning = (
        pl.when(_says(about_level, "published") | (_is_in_words(registry) & of_no_side))
        .then(pl.lit(None, dtype=pl.String))
        .when(pl.col("signal") != "direction")
        .then(pl.col("meaning"))
        .when(pl.col("meaning").is_not_null())
        .then(pl.col("meaning"))
        .when(good == "high")
        .then(pl.lit(NUMBER))
        .when(good == "low")
        .then(pl.lit(of_low, dtype=pl.String))
        .when(pl.lit(of_low == NUMBER))
        .then(pl.lit(NUMBER))
    )
    return printed.with_columns(meaning.alias("meaning"))


def _in_words(printed: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """``printed_signals``, where words stand instead of arrows with their meaning: they speak of the performance."""
    told = pl.when(_is_in_words(registry)).then(pl.lit(PERFORMANCE))
    return printed.with_columns(pl.coalesce("meaning", told).alias("meaning"))


def _is_in_words(registry: Registry) -> pl.Expr:
    words = [word for one in registry.headers.directions for word in one.says]
    return (pl.col("signal") == "direction") & _says(words, "published")


def _says(words: Sequence[str], column: str) -> pl.Expr:
    """Whether cells are one of some words, without an arrow before it."""
    return pl.col(column).str.to_lowercase().str.strip_chars(f" .{ARROWS}").is_in(words)


def _meaning_of(low: pl.DataFrame, tables: Mapping[str, pl.DataFrame], registry: Registry) -> str | None:
    """What most arrows of measures of which less is better say; null where they do not tell."""
    fits = {}
    for meaning in (NUMBER, PERFORMANCE):
        meant = low.with_columns(pl.lit(meaning).alias("meaning"))
        computed = with_computed(meant, tables["observations"], tables["thresholds"], registry)
        moved = computed.filter(pl.col("computed").is_in(["up", "down"]))
        fits[meaning] = int((moved["computed"] == moved["read_as"]).sum())
    best, other = sorted(fits, key=lambda name: -fits[name])
    enough = fits[best] >= _FEWEST and fits[best] >= _TIMES_AS_MANY * fits[other]
    return best if enough else None
