"""Key messages of changes: what got better or worse, plainly or not, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard import column_words as said
from scorecard.frames import looked_up
from scorecard.measures.answers.change import STEPS, compared
from scorecard.measures.answers.change_votes import LEAST_POINTS, LEAST_SHARE, of_a_size, too_small
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.message_rows import MEASURE, WHOSE, but_of
from scorecard.measures.answers.robust import NO_ANSWER
from scorecard.measures.answers.rows import DEPENDS, LISTED, ROBUST, decimals_of, figure
from scorecard.measures.answers.sentences import told_moves
from scorecard.measures.answers.told_colours import with_colour

HEADLINES = {"change-on-year": 0, "change-on-quarter": 1, "change-since": 2}
"""The changes that make a headline, the first that is told before the other; one month says little."""
_DISPUTED = "a finding disputes one of the two figures"
_ALONE = "no other time decides it"
_OPPOSITE = {"better": "worse", "worse": "better"}
_OF_YEARS = "only the two whole years are held against each other"
WHOLE = (pl.col("area_kind") == "authority") & pl.col("breakdown").is_null()
"""Figures of a whole authority, of no category."""


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


def depending(latest: pl.DataFrame, told: list[pl.DataFrame], material: Material) -> pl.DataFrame:
    """Changes of which nothing else is told, as not every way of looking agrees: each with the ways that do not.

    Where none speaks against a change, but only one way of looking decides, what else there is to look at is told.
    """
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
    of_years = pl.when(pl.col("period_kind") == "financial_year").then(pl.lit(_OF_YEARS))
    against = pl.coalesce("ways", "besides", of_years, pl.lit(_ALONE)).str.replace_all(
        "no-change", "no change", literal=True
    )
    words_of_it = pl.format("{} Not plainly: {}.", "words", against)
    kind = pl.format("{}-depends", "verdict")
    return (
        _with_what_else(listed.with_columns(because), material)
        .with_columns(words_of_it.alias("words"), kind.alias("kind"))
        .drop("ways", "besides")
    )


def _with_what_else(rows: pl.DataFrame, material: Material) -> pl.DataFrame:
    """``rows`` with ``besides``: what other times say, too little to count, and how a sentence says that it moved."""
    key = [*MEASURE, "period"]
    small = pl.concat(
        compared(material, measure)
        .filter(pl.col("verdict").is_not_null(), ~of_a_size(), WHOLE)
        .select(
            *WHOSE,
            pl.col("unit").alias("of_unit"),
            "period",
            pl.lit(measure).alias("measure"),
            pl.format("{}, as printed: {}, but {}", "against", "verdict", too_small()).alias("besides"),
        )
        for measure in STEPS
    )
    moved = pl.format(
        "line {} says that it went {} by {} (since when is not read)", "said_line", "direction", "said_by"
    )
    sentences = (
        rows.select(*key, "measure", "document")
        .join(_said_to_move(material), on=["document", "authority", "indicator"])
        .filter(pl.col("said_of").is_null() | (pl.col("said_of") == pl.col("period")))
        .select(*key, pl.lit("").alias("measure"), moved.alias("besides"))
    )
    other = (
        pl.concat([small, sentences])
        .join(rows.select(*key, pl.col("measure").alias("told")), on=key)
        .filter(pl.col("measure") != pl.col("told"))
        .group_by(key, maintain_order=True)
        .agg(pl.col("besides").unique(maintain_order=True).str.join(LISTED))
    )
    only = pl.format(f"{_ALONE}; {{}}", "besides")
    return looked_up(rows, other.with_columns(only.alias("besides")), key)


def beside_year_so_far(told: pl.DataFrame, material: Material) -> pl.DataFrame:
    """Plain changes of a month, with what its document prints of the year so far where that went the other way.

    Beside the whole year before, as one row of a document prints the two; of shares and averages, which do not add up.
    """
    if told.is_empty():
        return told
    key = ["document", *MEASURE]
    whole = material.figures.filter(WHOLE, ~pl.col("adds_up"), ~pl.col("quoted")).with_columns(
        pl.col("unit").alias("of_unit")
    )
    before = whole.filter(pl.col("period_kind") == "financial_year").select(
        *key,
        pl.col("period_end").dt.offset_by("1d").alias("period_start"),
        pl.col("period").alias("earlier_year"),
        pl.col("value").alias("year_before"),
        pl.col("decimals").alias("before_decimals"),
    )
    so_far = whole.filter(pl.col("period_kind") == "year_to_date").join(before, on=[*key, "period_start"])
    went = (pl.col("value") - pl.col("year_before")).sign()
    clause = pl.format(
        " The year to date is {}, against {} in {}.", figure(), figure("year_before", "before_decimals"), "earlier_year"
    )
    beside = so_far.select(*key, "period_end", went.alias("went"), clause.alias("clause"))
    once = beside.unique([*key, "period_end"], keep="none", maintain_order=True)
    rows = looked_up(told, once, [*key, "period_end"])
    other_way = (pl.col("went") == -pl.col("value").sign()) & (pl.col("went") != 0)
    return rows.with_columns(
        pl.concat_str("words", pl.when(other_way).then("clause").fill_null("")).alias("words"),
        pl.when(other_way).then(pl.lit(DEPENDS)).otherwise("sure").alias("sure"),
    ).drop("went", "clause")


def _said_to_move(material: Material) -> pl.DataFrame:
    """One row per document and measure of which one sentence, and no other, says by how much it went up or down."""
    key = ["document", "indicator"]
    return told_moves(material).filter(pl.col("relation") == "change").unique(key, keep="none")


def _turned() -> pl.Expr:
    """What a change would be with the other print, where that is the opposite."""
    otherwise = (pl.col("value") - pl.col("other")) * pl.col("way") * pl.col("change") < 0
    opposite = pl.col("verdict").replace_strict(_OPPOSITE, default=None, return_dtype=pl.String)
    return pl.when(otherwise).then(pl.format(", with which it would be {}", opposite)).otherwise(None).fill_null("")


def printed_too(told: pl.DataFrame, since: Sequence[pl.DataFrame], material: Material) -> pl.DataFrame:
    """Messages of a change with what a document prints besides for one of the two times.

    ``since``: the comparisons of which the changes since March and since the term before are told.
    """
    if told.is_empty():
        return told
    key = [*MEASURE, "period", "measure", "against"]
    steps = {measure: [compared(material, measure)] for measure in STEPS} | {"change-since": since}
    pairs = [
        rows.filter(WHOLE).with_columns(pl.lit(measure).alias("measure"), pl.col("unit").alias("of_unit"))
        for measure, every in steps.items()
        for rows in every
    ]
    asked = pl.concat(pairs).join(told.select(key), on=key, how="semi")
    then = said.period("previous_period", "period_kind", "previous_period_start")
    sides = (("same_document", said.period(), "previous", 1), ("previous_same_document", then, "value", -1))
    each = pl.concat(
        asked.select(
            *key,
            "unit",
            "verdict",
            pl.col(others).alias("value"),
            when.alias("when"),
            pl.col(other).alias("other"),
            (pl.col("value") - pl.col("previous")).alias("change"),
            pl.lit(way).alias("way"),
        )
        for others, when, other, way in sides
    ).explode("value")
    shown = pl.format("{} is printed too for {}{}", figure("value", "places"), "when", _turned())
    besides = (
        each.drop_nulls("value")
        .with_columns(decimals_of(pl.col("value")).alias("places"))
        .group_by(key, maintain_order=True)
        .agg(shown.unique(maintain_order=True).str.join("; ").alias("too"))
    )
    rows = looked_up(told, besides, key)
    return rows.with_columns(pl.concat_str("words", pl.format(" {}.", "too").fill_null("")).alias("words")).drop("too")
