"""Two sentences of one document that tell of one measure and time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.frames import looked_up
from scorecard.validate.rules.shared import claims
from scorecard.validate.rules.shared.pairs import held_against_other, misses, nearest, others

if TYPE_CHECKING:
    from scorecard.registry import Registry

_KEY = ["document", "indicator", "area", "unit", "asked"]
_OTHER = ["place", "line", "micro", "half", "step", "decimals", "value", "period", "certainty"]


def two_sentences(said: pl.DataFrame, printed: pl.DataFrame, wholes: pl.DataFrame) -> pl.DataFrame:
    """Every stated value beside the first other sentence of its measure, area and time; one row per later sentence.

    The time is what the words say, else what the heading above speaks of: then only the first value of a measure in its
    line is of that time, for what it is compared with stands behind it. What a table prints for that time is not asked
    here: each of the two is held against the table. But what it counts as the whole of a share (`wholes_of_shares`)
    tells which of the two is right.
    """
    timed = said.with_columns(pl.coalesce("period", "heading_period").alias("asked")).filter(
        pl.col("relation").is_in(claims.STATED)
        & pl.col("micro").is_not_null()
        & pl.col("asked").is_not_null()
        & (pl.col("asked") != "latest")
    )
    first = pl.col("place") == pl.col("place").min().over("document", "line", "indicator", "unit")
    told = timed.filter(pl.col("period").is_not_null() | first).join(_in_tables(timed, printed), on="row", how="anti")
    pairs = told.join(others(told, _KEY, *_OTHER), on=_KEY, how="inner", nulls_equal=True)
    earlier = held_against_other(pairs.filter(pl.col("other_line") < pl.col("line")))
    return looked_up(nearest(earlier, misses(), "other_place"), wholes, [*_KEY[:3], "asked"])


def wholes_of_shares(printed: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Counts that tables print only as the y of "x of y" of a share that the registry links with them.

    One row per document, count (``indicator``), area and period (``asked``): ``whole_micro`` and ``whole_line``. Of
    two that differ neither is told.
    """
    links = registry.frame().select("indicator", pl.col("denominator").alias("whole")).drop_nulls()
    told = printed.filter(pl.col("denominator") > 0).join(links, on="indicator").drop("indicator")
    key = ["document", "indicator", "area", "asked"]
    rows = told.rename({"whole": "indicator", "period": "asked"}).select(
        *key,
        (pl.col("denominator") * words.MICROS).cast(pl.Int64).alias("whole_micro"),
        pl.col("line").alias("whole_line"),
    )
    once = rows.filter(pl.col("whole_micro").n_unique().over(key) == 1)
    return once.sort("whole_line").unique(key, keep="first", maintain_order=True)


def _in_tables(timed: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """The sentences for whose measure and time a table prints a figure."""
    asked = timed.drop("period").rename({"asked": "period"})
    return claims.with_figures(asked, printed).filter(pl.col("rank") == 0).select("row").unique()


def sentence_words(failing: pl.DataFrame) -> pl.DataFrame:
    """The words for two sentences that differ: a warning where both are read for sure and by words of their own."""
    said_themselves = pl.col("period").is_not_null() & pl.col("other_period").is_not_null()
    sure = (pl.col("certainty") == "certain") & (pl.col("other_certainty") == "certain") & said_themselves
    other = words.figure("other_micro", "other_decimals")
    counts = (pl.col("unit") == "count").fill_null(False)
    this_one, that_one = (
        counts & (pl.col(c) == pl.col("whole_micro")).fill_null(False) for c in ("micro", "other_micro")
    )
    borne_out = pl.format(
        " The table counts {} as the whole of a share (line {}).",
        words.figure("whole_micro", "decimals"),
        "whole_line",
    )
    return failing.with_columns(
        pl.when(this_one).then(words.figure()).otherwise(other).alias("expected"),
        pl.when(sure).then(pl.lit("warning")).otherwise(pl.lit("information")).alias("severity"),
        pl.format(
            "{}, {}: this sentence says {}, the one at line {} says {}.{}",
            claims.subject(),
            words.labelled("asked"),
            words.figure(),
            "other_line",
            other,
            pl.when(this_one | that_one).then(borne_out).otherwise(pl.lit("")),
        ).alias("explanation"),
        pl.concat_str("document", pl.lit(":"), pl.col("other_line").cast(pl.String)).alias("compared_with"),
    )
