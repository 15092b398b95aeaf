"""What a document says of its own figures, beside the messages that rest on them: that is never left out."""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.rows import DEPENDS, ROBUST
from scorecard.periods import Period

_SUBJECT = ["indicator", "authority", "area", "breakdown", "period"]
_STAYS = ("signal", "target-missed")
"""Kinds of messages of how a figure stands, and of no change of it."""


def with_doubts(told: pl.DataFrame, material: Material) -> pl.DataFrame:
    """Messages with what the document says of their figures, and of changes.

    And with what the registry says of measures whose figures cover another time than the period they stand under.
    """
    if told.is_empty():
        return told
    numbered = looked_up(told, material.rules.select("indicator", "covers"), "indicator").with_row_index("_message")
    rows = looked_up(numbered, _said_beside(numbered, material), "_message")
    rows = looked_up(rows, _taken_back(material), _SUBJECT)
    covered, said, back = (pl.format(" {}", c).fill_null("") for c in ("covers", "said", "back"))
    doubted = pl.any_horizontal(pl.col("said", "back").is_not_null())
    return rows.with_columns(
        pl.concat_str("words", covered, said, back).alias("words"),
        pl.when(doubted & (pl.col("sure") == ROBUST)).then(pl.lit(DEPENDS)).otherwise("sure").alias("sure"),
    ).drop("said", "back")


def _taken_back(material: Material) -> pl.DataFrame:
    """``back`` per figure of which its document warns at one place and takes that back at another: both are told."""
    kinds = material.caveat_kinds.select("kind", pl.col("words").alias("meaning"), "not_judged", "takes_back")
    asked = material.figures.filter(pl.col("under_caveat").is_null()).select(*_SUBJECT, "notes")
    notes = (
        asked.unique(_SUBJECT, keep="first", maintain_order=True)
        .explode("notes")
        .drop_nulls("notes")
        .unnest("notes")
        .join(kinds, on="kind", validate="m:1", maintain_order="left")
    )
    said = pl.format("{} (line {})", "meaning", "line")
    both = notes.group_by(_SUBJECT, maintain_order=True).agg(
        said.filter("not_judged").first().alias("warning"), said.filter("takes_back").first().alias("but")
    )
    told = pl.format("The document says at one place that {}, and at another that {}.", "warning", "but")
    return both.drop_nulls(["warning", "but"]).select(*_SUBJECT, told.alias("back"))


def _said_beside(told: pl.DataFrame, material: Material) -> pl.DataFrame:
    """``said`` per ``_message``: the first note whose kind asks to be told, in words.

    What is measured in another way, or comes from elsewhere, since a day that both figures come after is no doubt of
    their change. A note that stands beside a figure and names no thing of its own may be of others: it is said so.
    """
    kinds = material.caveat_kinds.select("kind", pl.col("words").alias("meaning"), "said_of").drop_nulls("said_of")
    notes = material.figures.select(*_SUBJECT, "notes").unique(_SUBJECT, keep="first", maintain_order=True)
    changes = ~pl.col("message").is_in(_STAYS)
    both_since = (pl.col("since") <= pl.col("earlier")).fill_null(False)
    of_others = pl.format(
        "A note in its section (line {}) says that {}.",
        "line",
        pl.col("meaning").str.replace("these figures", "some figures there", literal=True),
    )
    own = pl.format("The document says that {} (line {}).", "meaning", "line")
    asked = told.select("_message", *_SUBJECT, _earlier(told).alias("earlier"), pl.col("kind").alias("message"))
    return (
        looked_up(asked, notes, _SUBJECT)
        .explode("notes")
        .drop_nulls("notes")
        .unnest("notes")
        .join(kinds, on="kind", validate="m:1", maintain_order="left")
        .filter((pl.col("said_of") == "figures") | (changes & ~both_since))
        .unique("_message", keep="first", maintain_order=True)
        .select("_message", pl.when("near").then(of_others).otherwise(own).alias("said"))
    )


def _earlier(told: pl.DataFrame) -> pl.Expr:
    """The first day of the time that a message compares with; null where it compares with none."""
    labels = [c for c in ("previous_period", "against_period") if c in told.columns]
    if not labels:
        return pl.lit(None, pl.Date)
    label = pl.coalesce(labels)
    spelt = told.select(label.alias("label"))["label"].drop_nulls().unique().to_list()
    starts = {one: period.start for one in spelt if (period := Period.of_label(one)) is not None}
    return label.replace_strict(starts, default=None, return_dtype=pl.Date)
