"""What later packs made of earlier figures: the revision of each, and which way those of a measure lean.

A revision is the later figure less the earlier one, for the same period (METHODS.md, section 10); nothing is
overwritten. Which way they lean is a question to the council, not an answer: late records move figures too.
"""

from __future__ import annotations

import polars as pl

from scorecard.measures.answers.material import Material
from scorecard.measures.answers.rows import (
    DEPENDS,
    LISTED,
    NOT_DECIDABLE,
    ROBUST,
    answers,
    decimals_of,
    difference,
    difference_unit,
    figure,
    from_micros,
    micros,
    subject,
)
from scorecard.statistics.revisions import revisions as revised

UNCHANGED, FLATTERING, UNFLATTERING, UP, DOWN = "unchanged", "flattering", "unflattering", "up", "down"
_SIGNIFICANT = 0.05
ALL = "all"
"""The period of rows that tell of all periods of a measure."""
_MEASURE = ["indicator", "authority", "unit"]


def revisions(material: Material) -> pl.DataFrame:
    """Measure ``revision``: one row per figure that an earlier document printed too, and one per indicator of all."""
    each = _each(material)
    return pl.concat([answers(_told(each), "revision"), answers(_together(each), "revision")])


def _each(material: Material) -> pl.DataFrame:
    """Figures with their first and their newest earlier print, and which way the last revision leans."""
    figures = material.figures.filter(pl.col("earlier").list.len() > 0)
    newest, first = (pl.col("earlier").list.get(at).struct for at in (0, -1))
    told = figures.with_columns(
        newest.field("value").alias("before"),
        newest.field("document").alias("before_document"),
        newest.field("line").alias("before_line"),
        newest.field("cell").alias("before_cell"),
        decimals_of(newest.field("value")).alias("before_decimals"),
        first.field("value").alias("first"),
        pl.col("earlier").list.len().alias("vintages"),
    ).filter(pl.col("before").is_not_null())
    change = micros("value") - micros("before")
    up = (pl.col("good") == "high") & (change > 0) | (pl.col("good") == "low") & (change < 0)
    judged = pl.col("good").is_in(["high", "low"])
    verdict = (
        pl.when(change == 0)
        .then(pl.lit(UNCHANGED))
        .when(judged & up)
        .then(pl.lit(FLATTERING))
        .when(judged)
        .then(pl.lit(UNFLATTERING))
        .when(change > 0)
        .then(pl.lit(UP))
        .otherwise(pl.lit(DOWN))
    )
    told = told.with_columns(pl.max_horizontal("decimals", "before_decimals").alias("most_decimals"))
    return told.with_columns(from_micros(change).alias("answer_value"), verdict.alias("verdict"))


def _told(each: pl.DataFrame) -> pl.DataFrame:
    before = figure("before", "before_decimals")
    way = pl.when(pl.col("answer_value") > 0).then(pl.lit("more")).otherwise(pl.lit("less"))
    words = (
        pl.when(pl.col("verdict") == UNCHANGED)
        .then(pl.format("{}: {}, as printed before.", subject(), figure()))
        .otherwise(
            pl.format(
                "{}: {}, {} {} than the {} printed before.",
                subject(),
                figure(),
                difference("answer_value", "most_decimals"),
                way,
                before,
            )
        )
    )
    place = pl.concat_str("before_document", "before_line", "before_cell", separator=":", ignore_nulls=True)
    return each.with_columns(
        difference_unit().alias("answer_unit"),
        pl.lit("later less earlier print of the same period").alias("method"),
        pl.format("{} earlier print(s); first {}", "vintages", figure("first")).alias("settings"),
        pl.lit(ROBUST).alias("sure"),
        pl.col("before_document").alias("against"),
        words.alias("words"),
        pl.concat_str("place", place, separator=LISTED).alias("inputs"),
    )


def _together(each: pl.DataFrame) -> pl.DataFrame:
    """One row per measure: mean revision, how large revisions are, and whether they lean the flattering way."""
    tested = revised(each, by=_MEASURE, earlier="before", later="value")
    counted = each.group_by(_MEASURE, maintain_order=True).agg(
        (pl.col("verdict") == FLATTERING).sum().alias("flattering"),
        (pl.col("verdict") == UNFLATTERING).sum().alias("unflattering"),
        pl.col("place").str.join(LISTED).alias("inputs"),
        pl.col("title", "theme", "good", "decimals").first(),
    )
    rows = tested.join(counted, on=_MEASURE, validate="1:1", maintain_order="left")
    judged = pl.col("good").is_in(["high", "low"])
    leans = (pl.col("sign_p_value") < _SIGNIFICANT).fill_null(False) & judged
    way = (
        pl.when(pl.col("flattering") > pl.col("unflattering")).then(pl.lit(FLATTERING)).otherwise(pl.lit(UNFLATTERING))
    )
    changed = pl.col("flattering") + pl.col("unflattering")
    name = pl.col("title")
    question = pl.format(
        "{}: {} of {} figures that were printed again changed, {} of them the flattering way. {}",
        name,
        pl.col("upwards") + pl.col("downwards"),
        "revisions",
        "flattering",
        pl.when(leans & (pl.col("flattering") > pl.col("unflattering")))
        .then(pl.lit("Why do they lean that way?"))
        .when(leans)
        .then(pl.lit("Why do they lean the other way?"))
        .otherwise(pl.lit("They do not lean one way more than chance allows.")),
    )
    plain = pl.format(
        "{}: {} of {} figures that were printed again changed.",
        name,
        pl.col("upwards") + pl.col("downwards"),
        "revisions",
    )
    numbers = pl.format(
        "mean revision {}, mean absolute revision {}, sign test p = {}",
        pl.col("mean_revision").round(3),
        pl.col("mean_absolute_revision").round(3),
        pl.col("sign_p_value").round(3).cast(pl.String).fill_null("none"),
    )
    return rows.with_columns(
        pl.lit(ALL).alias("period"),
        pl.lit(None, pl.Float64).alias("value"),
        pl.lit([], pl.List(pl.String)).alias("facts"),
        pl.col("mean_revision").alias("answer_value"),
        difference_unit().alias("answer_unit"),
        pl.lit("mean revision; two-sided sign test of which way they lean, at 95%").alias("method"),
        numbers.alias("settings"),
        pl.when(leans).then(way).when(judged & (changed > 0)).then(pl.lit("no-lean")).alias("verdict"),
        pl.when(judged & (changed > 0)).then(question).otherwise(plain).alias("words"),
        pl.when(judged & (changed > 0)).then(pl.lit(DEPENDS)).otherwise(pl.lit(NOT_DECIDABLE)).alias("sure"),
        pl.when(~judged)
        .then(pl.lit("no-direction"))
        .when(changed == 0)
        .then(pl.lit("nothing-revised"))
        .alias("reason"),
        pl.col("authority").alias("area"),
        pl.lit("authority").alias("area_kind"),
    )
