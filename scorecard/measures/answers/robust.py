"""Robust or not: how many of a fixed, listed set of reasonable ways of looking agree with a verdict.

A verdict is robust where at least two ways answer, and all alike. A figure that a finding disputes, or that its
document prints otherwise elsewhere, is looked at without it too: that way has no answer, so nothing that rests on such
a figure is robust.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard.measures.answers.rows import DEPENDS, LISTED, NOT_DECIDABLE, ROBUST, answers, subject

LEAST_WAYS = 2
NO_ANSWER = "no answer"
_WITHOUT = "without a figure that is disputed"


def disputed(*severities: str) -> pl.Expr:
    """Whether a finding says that one of the figures is wrong, without being so grave that nothing is said at all."""
    return pl.any_horizontal(pl.col(one).eq_missing(pl.lit("warning")) for one in severities)


def with_agreement(rows: pl.DataFrame, ways: Mapping[str, pl.Expr], *, verdict: str = "verdict") -> pl.DataFrame:
    """``rows`` with ``ways`` (how many answer), ``agreeing`` with their verdict, and ``listed``, what each says.

    A way that does not apply to a row is null there.
    """
    other = pl.col("same_document").list.len().fill_null(0) > 0
    every = {**ways, _WITHOUT: pl.when(disputed("severity") | other).then(pl.lit(NO_ANSWER))}
    answered = rows.with_columns(told.alias(f"way_{at}") for at, told in enumerate(every.values()))
    given = [pl.col(f"way_{at}") for at in range(len(every))]
    said = [
        pl.when(way.is_not_null()).then(pl.format("{}: {}", pl.lit(name), way))
        for name, way in zip(every, given, strict=True)
    ]
    return answered.with_columns(
        pl.sum_horizontal(way.is_not_null().cast(pl.UInt32) for way in given).alias("ways"),
        pl.sum_horizontal((way == pl.col(verdict)).fill_null(False).cast(pl.UInt32) for way in given).alias("agreeing"),
        pl.concat_str(*said, separator=LISTED, ignore_nulls=True).alias("listed"),
    ).drop(f"way_{at}" for at in range(len(every)))


def sure(verdict: str = "verdict") -> pl.Expr:
    """``robust``, ``depends``, or ``not-decidable`` where there is no verdict, of rows that have their agreement."""
    robust = (pl.col("ways") >= LEAST_WAYS) & (pl.col("agreeing") == pl.col("ways"))
    decided = pl.when(robust.fill_null(False)).then(pl.lit(ROBUST)).otherwise(pl.lit(DEPENDS))
    return pl.when(pl.col(verdict).is_null()).then(pl.lit(NOT_DECIDABLE)).otherwise(decided)


def robustness(rows: pl.DataFrame, headline: str, method: str) -> pl.DataFrame:
    """Measure ``robustness`` of a headline: the share of the ways of looking that agree with its verdict."""
    told = rows.filter(pl.col("verdict").is_not_null())
    words = pl.format(
        "{}: {} of {} ways of looking say {}.",
        subject(),
        "agreeing",
        "ways",
        pl.col("verdict").str.replace_all("-", " "),
    )
    return answers(
        told.with_columns(
            (pl.col("agreeing") / pl.col("ways")).alias("answer_value"),
            pl.lit("share").alias("answer_unit"),
            pl.lit(headline).alias("against"),
            pl.lit(method).alias("method"),
            pl.col("listed").alias("settings"),
            sure().alias("sure"),
            words.alias("words"),
        ),
        "robustness",
    )
