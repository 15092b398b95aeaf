"""Parts against their whole: the sum, who is missing, and the sentence that shows the sum."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard import column_words as words
from scorecard.column_words import MICROS
from scorecard.validate.rules.shared.causes.numbers import suggested
from scorecard.validate.rules.shared.causes.sums import parts_of_sums
from scorecard.validate.rules.shared.consequences import weighed
from scorecard.validate.rules.shared.figures import place, printable
from scorecard.validate.rules.shared.pairs import held_against

_OF_A_PAIR = {"x": ", those counted", "y": ", all of whom they are counted"}
"""What of an "x of y" is added up."""
_SHOWN = 14
"""Parts that a sentence spells out; of more it gives the number."""


def added_up(parts: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """One row per group of parts: ``sum``, ``slack`` (their halves added), ``parts``, ``least``, ``greatest``.

    ``shown`` is each part with its name ("May 2020: 12, June 2020: 11"), ``parts_basis`` the places of the parts, and
    ``gaps`` the number of parts that print no figure (``micro`` is null) or stand on a line with a figure that was not
    read.
    """
    ordered = parts.sort("period_start", "line", "cell", maintain_order=True).with_columns(
        words.number(pl.col("micro"), pl.col("decimals")).alias("_text"), place().alias("_place")
    )
    there = pl.col("micro").is_not_null()
    shown = (
        pl.when(there.sum() > _SHOWN)
        .then(pl.format("{} figures", there.sum()))
        .otherwise(pl.format("{}: {}", _part_name(), "_text").filter(there).str.join(", "))
    )
    sums = ordered.group_by(by, maintain_order=True).agg(
        pl.col("micro").sum().alias("sum"),
        pl.col("half").filter(there).sum().alias("slack"),
        there.sum().cast(pl.Int64).alias("parts"),
        pl.col("micro").filter(there).alias("part_micros"),
        pl.format("{} ({})", _part_name(), "_text").filter(there).alias("part_names"),
        pl.col("micro").min().alias("least"),
        pl.col("micro").max().alias("greatest"),
        (~there | pl.col("clouded").fill_null(False)).sum().cast(pl.Int64).alias("gaps"),
        shown.alias("shown"),
        pl.col("_place").filter(there).str.join("; ").alias("parts_basis"),
        pl.format("{}: {}", pl.coalesce("breakdown", words.labelled()), "_text").filter(there).first().alias("_alone"),
    )
    # of one period its one part is called by its category: that it is of this period is known
    alone = (pl.col("parts") == 1) & pl.lit("period" in by)
    return sums.with_columns(pl.when(alone).then("_alone").otherwise("shown").alias("shown")).drop("_alone")


def _part_name() -> pl.Expr:
    """What a reader would call a part: what tells it from the others, its period, measure, category or locality."""
    locality = pl.when(pl.col("area_kind") == "locality").then(pl.col("area"))
    name = words.labelled()
    for column in (locality, pl.col("breakdown"), pl.col("title")):
        name = pl.when(column.n_unique() > 1).then(pl.coalesce(column, name)).otherwise(name)
    return pl.when(pl.col("period").n_unique() > 1).then(words.labelled()).otherwise(name)


def against_sum(whole: pl.DataFrame) -> pl.DataFrame:
    """``whole`` with the interval its sum allows: exact up to rounding, only from below where parts are missing."""
    slack = pl.col("slack") + pl.col("half")
    least, most = printable(pl.col("sum") - slack, pl.col("sum") + slack)
    compared = held_against(whole, least, pl.when(pl.col("gaps") == 0).then(most))
    return compared.with_columns((pl.col("sum") / MICROS).alias("expected_value"))


def together(sets: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Wholes of several kinds of parts in one frame, each with ``parts_are``: what its parts are called."""
    named = [rows.with_columns(pl.lit(parts).alias("parts_are")) for parts, rows in sets.items()]
    return pl.concat(named, how="diagonal_relaxed")


def sum_words(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame], figures: pl.DataFrame) -> pl.DataFrame:
    """The sentence for a whole that is not its sum; needs ``parts_are``, what was added in words ("the months")."""
    total = words.figure("sum")
    letter = pl.col("what").replace_strict(_OF_A_PAIR, default="", return_dtype=pl.String)
    more = pl.when(pl.col("gaps") > 0).then(pl.lit("at least ")).otherwise(pl.lit(""))
    causes = suggested(failing, figures, parts_of_sums(failing, figures))
    return weighed(causes, tables).with_columns(
        pl.concat_str(more, total).alias("expected"),
        pl.format(
            "{}, {}{}: {} add up to {}{} ({}), but {} is printed.{}",
            words.about(),
            words.period(),
            letter,
            "parts_are",
            more,
            total,
            "shown",
            words.figure(),
            "consequence",
        ).alias("explanation"),
        pl.col("parts_basis").alias("compared_with"),
    )
