"""Key messages of changes: what got better or worse, plainly or not, and what speaks against it."""

from __future__ import annotations

import polars as pl

from scorecard import column_words as said
from scorecard.frames import looked_up
from scorecard.measures.answers.change import LEAST_POINTS, LEAST_SHARE, STEPS, compared
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.message_rows import MEASURE, WHOSE, but_of
from scorecard.measures.answers.robust import NO_ANSWER
from scorecard.measures.answers.rows import DEPENDS, LISTED, ROBUST, decimals_of, figure
from scorecard.measures.answers.told_colours import with_colour

HEADLINES = {"change-on-year": 0, "change-on-quarter": 1, "change-since": 2}
"""The changes that make a headline, the first that is told before the other; one month says little."""
_DISPUTED = "a finding disputes one of the two figures"


def told_changes(latest: pl.DataFrame, crossed: pl.DataFrame) -> pl.DataFrame:
    """What got better or worse, and what is better one way and worse another; what is red besides says so."""
    at = pl.col("measure").replace_strict(HEADLINES, return_dtype=pl.Int8)
    judged, key = _of_a_size(latest), MEASURE
    mixed = pl.col("verdict").n_unique().over(key) > 1
    clear = judged.filter((pl.col("sure") == ROBUST) & ~mixed).sort(at).unique(key, keep="first", maintain_order=True)
    kind = pl.when(pl.col("verdict") == "worse").then(pl.lit("declined")).otherwise(pl.lit("improved"))
    unclear = (
        judged.filter(mixed)
        .sort(at)
        .group_by(key, maintain_order=True)
        .agg(
            pl.col("words").str.join(" ").alias("words"),
            pl.col("inputs").str.join(LISTED).alias("inputs"),
            pl.exclude("words", "inputs").first(),
        )
        .with_columns(pl.lit("not-clear").alias("kind"), pl.lit(DEPENDS).alias("sure"))
    )
    told = pl.concat([clear.with_columns(kind.alias("kind")), unclear], how="diagonal").join(
        crossed, on=WHOSE, how="anti"
    )
    return with_colour(told, latest)


def _of_a_size(latest: pl.DataFrame) -> pl.DataFrame:
    """The changes for the better or the worse that are of a size to speak of."""
    judged = latest.filter(pl.col("measure").is_in(list(HEADLINES)) & pl.col("verdict").is_in(["better", "worse"]))
    earlier = (pl.col("figure") - pl.col("value")).abs()
    points = pl.col("value").abs() >= LEAST_POINTS
    share = pl.col("value").abs() >= LEAST_SHARE * earlier
    return judged.filter(pl.when(pl.col("of_unit") == "percent").then(points).otherwise(share))


def depending(latest: pl.DataFrame, told: list[pl.DataFrame]) -> pl.DataFrame:
    """Changes of which nothing else is told, as not every way of looking agrees: each with the ways that do not."""
    at = pl.col("measure").replace_strict(HEADLINES, return_dtype=pl.Int8)
    unsure = but_of(told, _of_a_size(latest).filter(pl.col("sure") != ROBUST))
    first = unsure.sort(at).unique(MEASURE, keep="first", maintain_order=True)
    ways = latest.filter(pl.col("measure") == "robustness").select(
        *MEASURE, pl.col("against").alias("measure"), pl.col("settings").alias("ways")
    )
    listed = looked_up(first, ways.unique([*MEASURE, "measure"], keep="first"), [*MEASURE, "measure"])
    agree = pl.format(": {}", "verdict")
    others = (
        listed.select("ways", agree.alias("agree"))
        .with_row_index("_row")
        .with_columns(pl.col("ways").str.split(LISTED))
        .explode("ways")
        .filter(~pl.col("ways").str.ends_with(pl.col("agree")))
        .with_columns(
            pl.when(pl.col("ways").str.ends_with(NO_ANSWER)).then(pl.lit(_DISPUTED)).otherwise("ways").alias("ways")
        )
        .group_by("_row", maintain_order=True)
        .agg(pl.col("ways").unique(maintain_order=True).str.join(LISTED))
    )
    because = looked_up(listed.drop("ways").with_row_index("_row"), others, "_row")["ways"]
    alone = pl.lit("there is no second way of looking at it")
    words_of_it = pl.format("{} Not plainly: {}.", "words", pl.coalesce("ways", alone))
    kind = pl.format("{}-depends", "verdict")
    return listed.with_columns(because).with_columns(words_of_it.alias("words"), kind.alias("kind")).drop("ways")


def printed_too(told: pl.DataFrame, material: Material) -> pl.DataFrame:
    """Messages on the quarter or year before with what a document prints besides for one of the two times."""
    if told.is_empty():
        return told
    key = [*MEASURE, "period", "measure"]
    pairs = [
        compared(material, measure)
        .filter((pl.col("area_kind") == "authority") & pl.col("breakdown").is_null())
        .with_columns(pl.lit(measure).alias("measure"), pl.col("unit").alias("of_unit"))
        for measure in STEPS
    ]
    asked = pl.concat(pairs).join(told.select(key), on=key, how="semi")
    then = said.period("previous_period", "period_kind", "previous_period_start")
    each = pl.concat(
        asked.select(*key, "unit", pl.col(others).alias("value"), when.alias("when"))
        for others, when in (("same_document", said.period()), ("previous_same_document", then))
    ).explode("value")
    shown = pl.format("{} is printed too for {}", figure("value", "places"), "when")
    besides = (
        each.drop_nulls("value")
        .with_columns(decimals_of(pl.col("value")).alias("places"))
        .group_by(key, maintain_order=True)
        .agg(shown.unique(maintain_order=True).str.join("; ").alias("too"))
    )
    rows = looked_up(told, besides, key)
    return rows.with_columns(pl.concat_str("words", pl.format(" {}.", "too").fill_null("")).alias("words")).drop("too")
