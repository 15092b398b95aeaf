"""Which way sentences say that a measure moved: another way of looking at a change of the same document."""

from __future__ import annotations

import polars as pl

from scorecard.measures.answers.material import Material
from scorecard.periods import Period

_MOVES = ("change", "from-to")
_JUDGED = {("high", "up"): "better", ("high", "down"): "worse", ("low", "up"): "worse", ("low", "down"): "better"}


def told_moves(material: Material) -> pl.DataFrame:
    """One row per sentence that says of a measure of the whole authority that it went up or down.

    ``document``, ``indicator``, ``authority``, ``area``, ``direction``, ``said_line``, ``said_by`` (the change as
    printed), ``said_of`` (the period it is told of) and ``said_end`` (its last day); null where no period is said.
    """
    claims = material.tables["claims"].filter(
        pl.col("relation").is_in(_MOVES),
        pl.col("direction").is_in(["up", "down"]),
        pl.col("indicator").is_not_null(),
        pl.col("area") == pl.col("authority"),
    )
    periods = [(label, Period.of_label(label)) for label in claims["period"].drop_nulls().unique().sort()]
    ends = pl.DataFrame(
        [(label, period.end) for label, period in periods if period],
        schema={"period": pl.String, "said_end": pl.Date},
        orient="row",
    )
    return claims.join(ends, on="period", how="left", validate="m:1", maintain_order="left").select(
        "document",
        "indicator",
        "authority",
        "area",
        "relation",
        "direction",
        pl.col("line").alias("said_line"),
        pl.col("published").alias("said_by"),
        pl.col("period").alias("said_of"),
        "said_end",
    )


def contradicting(rows: pl.DataFrame, material: Material, key: list[str]) -> pl.DataFrame:
    """The sentences that say the opposite of a verdict on a change: ``key``, ``way`` and ``said``.

    One that says the same tells of the same two figures, and is no second way of looking at them.
    """
    asked = rows.filter(pl.col("verdict").is_in(["better", "worse"]), pl.col("breakdown").is_null()).select(
        *key, "document", "good", "verdict"
    )
    moves = told_moves(material).drop_nulls("said_end")
    judged = pl.concat_str("good", "direction", separator=" ").replace_strict(
        {" ".join(pair): verdict for pair, verdict in _JUDGED.items()}, default=None, return_dtype=pl.String
    )
    pairs = asked.join(moves, on=["document", "indicator", "authority", "area"]).with_columns(judged.alias("said"))
    told = pairs.filter((pl.col("said_end") == pl.col("period_end")) & (pl.col("said") != pl.col("verdict")))
    return told.select(*key, pl.format("line {} of its document", "said_line").alias("way"), "said").unique(
        maintain_order=True
    )
