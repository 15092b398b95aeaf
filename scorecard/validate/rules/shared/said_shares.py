"""Percentages that a sentence gives with counts: of both, of the whole alone, of those counted alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.column_words import MICROS
from scorecard.frames import looked_up
from scorecard.validate.rules.shared import claims
from scorecard.validate.rules.shared.pairs import held_against, misses, nearest, others
from scorecard.validate.rules.shared.shares import HUNDRED, against_share, with_whole_numerators

_LARGE = 100
"""Smaller counts are equal by chance."""

if TYPE_CHECKING:
    from scorecard.registry import Registry


def counted(said: pl.DataFrame) -> pl.DataFrame:
    """Percentages with both counts in one sentence, whatever they are about."""
    asked = said.filter((pl.col("unit") == "percent") & pl.col("x").is_not_null() & (pl.col("y") > 0))
    return against_share(asked, "x", "y")


def counted_words(failing: pl.DataFrame) -> pl.DataFrame:
    """The sentence for a percentage that is not its x of y; one that was cut off says so."""
    share = words.exact_percent("x", "y")
    unit = 100 * MICROS // pl.col("step")
    cut = (pl.col("x") * unit).cast(pl.Int64) // pl.col("y").cast(pl.Int64) == pl.col("micro") // pl.col("step")
    return failing.with_columns(
        share.alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}: {} of {} is {}, but the sentence says {}.",
            claims.subject(),
            words.count("x"),
            words.count("y"),
            share,
            words.figure(),
        ).alias("explanation"),
        pl.when(cut).then(pl.lit("Fits exactly: it was cut off instead of rounded.")).alias("suggestion"),
    )


def of_a_whole(said: pl.DataFrame) -> pl.DataFrame:
    """Percentages of a stated number: is there a whole number of it that gives the percentage?"""
    asked = said.filter((pl.col("unit") == "percent") & pl.col("x").is_null())
    rows = with_whole_numerators(asked, "y")
    exact = HUNDRED * pl.col("low"), pl.col("micro") * pl.col("y").cast(pl.Int64), HUNDRED * pl.col("high")
    closest = pl.when(exact[1] - exact[0] <= exact[2] - exact[1]).then("low").otherwise("high")
    bound = pl.when("fits").then(pl.col("value")).otherwise(100.0 * closest / pl.col("y").cast(pl.Int64))
    return held_against(rows.with_columns(closest.alias("x")), bound, bound)


def of_a_whole_words(failing: pl.DataFrame) -> pl.DataFrame:
    """The sentence for a percentage that no whole number gives."""
    share = words.exact_percent("x", "y")
    return failing.with_columns(
        share.alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}: the sentence says {} of {}, but no whole number of {} gives it; {} of {} is {}.",
            claims.subject(),
            words.figure(),
            words.count("y"),
            words.count("y"),
            "x",
            words.count("y"),
            share,
        ).alias("explanation"),
    )


def repeated(said: pl.DataFrame) -> pl.DataFrame:
    """Lines with two or more counts and their percentages ("240 (60%) …, 160 (40%)") that stand in them twice.

    The first of them is held against none; two groups hardly fall apart in the same two numbers. One row per line with
    such pairs: ``copies`` is how many stand there again.
    """
    pair = ["document", "line", "x", "micro"]
    counted = said.filter(
        (pl.col("unit") == "percent") & (pl.col("x") >= _LARGE) & pl.col("y").is_null() & pl.col("micro").is_not_null()
    )
    again = counted.sort("place").with_columns(pl.len().over(pair).alias("times"))
    named = pl.format("{} ({})", words.count("x"), words.figure())
    twice = pl.col("times") > 1
    lines = again.group_by("document", "line", maintain_order=True).agg(
        pl.col("published", "period", "area").first(),
        named.filter(twice).unique(maintain_order=True).str.join(", ").alias("shown"),
        pl.struct("x", "micro").filter(twice).n_unique().cast(pl.Float64).alias("copies"),
    )
    most_of_chance = pl.lit(1.0)
    return held_against(lines, pl.lit(0.0), most_of_chance, value="copies")


def repeated_words(failing: pl.DataFrame) -> pl.DataFrame:
    """Information: the groups could be the same, though the line tells them apart."""
    return failing.with_columns(
        pl.lit("other figures").alias("expected"),
        pl.col("shown").alias("published"),
        pl.lit("information").alias("severity"),
        pl.format("This line prints {} twice, each time of two groups; one may be a copy.", "shown").alias(
            "explanation"
        ),
    )


def of_a_said_whole(said: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Percentages with their x and no y, beside the whole that another sentence tells of the same area and time."""
    wholes = registry.frame().select("indicator", pl.col("denominator").alias("whole_id"))
    dated = claims.with_heading_period(said).filter(pl.col("period").is_not_null())
    asked = looked_up(
        dated.filter((pl.col("unit") == "percent") & pl.col("x").is_not_null() & pl.col("y").is_null()),
        wholes.filter(pl.col("whole_id").is_not_null()),
        "indicator",
    )
    counts = dated.filter(pl.col("relation").is_in(claims.STATED) & (pl.col("unit") == "count") & (pl.col("value") > 0))
    key = ["document", "area", "period"]
    beside = others(counts, [*key, "indicator"], "value", "line", "title")
    pairs = asked.join(beside, left_on=[*key, "whole_id"], right_on=[*key, "indicator"], how="inner", nulls_equal=True)
    compared = against_share(pairs.filter(pl.col("other_value") >= pl.col("x")), "x", "other_value")
    return nearest(compared, misses(), (pl.col("other_line") - pl.col("line")).abs())


def said_whole_words(failing: pl.DataFrame) -> pl.DataFrame:
    """The sentence for a percentage that is not its count of the whole told elsewhere."""
    share = words.exact_percent("x", "other_value")
    return failing.with_columns(
        share.alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}: the sentence says {} and {}, but the whole is {} at line {} ({}), of which {} is {}.",
            claims.subject(),
            words.figure(),
            words.count("x"),
            words.count("other_value"),
            "other_line",
            "other_title",
            words.count("x"),
            share,
        ).alias("explanation"),
        pl.concat_str("document", pl.lit(":"), "other_line").alias("compared_with"),
    )


def of_printed_counts(said: pl.DataFrame, printed: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Percentages of a known share and time, beside the two counts that the tables print for it.

    Only counts that are printed as one number; ``x_line`` and ``y_line`` are where they stand.
    """
    links = registry.frame().select("indicator", x_id="numerator", y_id="denominator").drop_nulls()
    bare = pl.col("x").is_null() & pl.col("y").is_null() & pl.col("period").is_not_null()
    stated = pl.col("relation").is_in(claims.STATED) & (pl.col("unit") == "percent") & pl.col("micro").is_not_null()
    asked = looked_up(said.filter(bare & stated).drop("x", "y"), links, "indicator")
    key = ["document", "area", "period"]
    counts = printed.filter((pl.col("unit") == "count") & pl.col("breakdown").is_null())
    told = (
        counts.group_by([*key, "indicator"], maintain_order=True)
        .agg(pl.col("value").n_unique().alias("numbers"), pl.col("value", "line", "cell").first())
        .filter(pl.col("numbers") == 1)
    )
    pairs = asked
    for part in ("x", "y"):
        theirs = told.select(*key, part_id="indicator").with_columns(
            told["value"].alias(part), told["line"].alias(f"{part}_line"), told["cell"].alias(f"{part}_cell")
        )
        pairs = pairs.join(theirs, left_on=[*key, f"{part}_id"], right_on=[*key, "part_id"], how="inner")
    return against_share(pairs.filter((pl.col("y") > 0) & (pl.col("x") <= pl.col("y"))), "x", "y")


def printed_counts_words(failing: pl.DataFrame) -> pl.DataFrame:
    """A warning where the sentence is read for sure, else information."""
    share = words.exact_percent("x", "y")
    sure = pl.col("certainty") == "certain"
    return failing.with_columns(
        share.alias("expected"),
        pl.when(sure).then(pl.lit("warning")).otherwise(pl.lit("information")).alias("severity"),
        pl.format(
            "{}, {}: the sentence says {}, but {} (line {}) of {} (line {}) is {}.",
            claims.subject(),
            words.labelled(),
            words.figure(),
            words.count("x"),
            "x_line",
            words.count("y"),
            "y_line",
            share,
        ).alias("explanation"),
    )


def of_some_whole(said: pl.DataFrame) -> pl.DataFrame:
    """Percentages with one count ("85% (17)"): can the count be so many of some whole, or the whole itself?

    ``low`` and ``high`` are the two wholes of which the count is next to the percentage, from above and from below.
    """
    asked = said.filter(
        (pl.col("unit") == "percent") & pl.col("x").is_not_null() & pl.col("y").is_null() & (pl.col("x") > 0)
    ).filter(pl.col("micro").is_between(pl.col("step"), HUNDRED - 1))
    count, percentage, half = pl.col("x").cast(pl.Int64), pl.col("micro"), pl.col("half")

    def within(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
        return (percentage * whole - HUNDRED * part).abs() <= half * whole

    low = HUNDRED * count // percentage
    rows = asked.with_columns(low.alias("low"), (low + 1).alias("high"))
    part = percentage * count // HUNDRED
    of_some = within(count, pl.col("low")) | within(count, pl.col("high"))
    fits = of_some | within(part, count) | within(part + 1, count)
    nearest_share = 100.0 * count / pl.col("low")
    bound = pl.when(fits).then(pl.col("value")).otherwise(nearest_share)
    return held_against(rows, bound, bound)


def some_whole_words(failing: pl.DataFrame) -> pl.DataFrame:
    """The sentence for a count that is of no whole what is said."""
    lower, higher = (words.exact_percent("x", whole) for whole in ("high", "low"))
    return failing.with_columns(
        pl.format("{} or {}", lower, higher).alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}: the sentence says {} and {}, but {} are {} of {} and {} of {}, and no whole number of {} gives {}.",
            claims.subject(),
            words.figure(),
            words.count("x"),
            words.count("x"),
            lower,
            "high",
            higher,
            "low",
            words.count("x"),
            words.figure(),
        ).alias("explanation"),
    )
