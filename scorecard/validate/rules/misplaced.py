"""Series and labels that stand under another period than the one that their figures are of elsewhere.

A header or a label that is a year late makes every figure under it disagree with its other prints. That is one mistake,
and it is proved where all figures agree with the prints of one neighbouring period, and did not agree with their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.frames import looked_up
from scorecard.validate.rules.shared.agreement import Comparisons, Rule
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import figures, numbers, own, place, with_rules
from scorecard.validate.rules.shared.pairs import others, tolerance

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="misplaced",
    title="Figures stand under the period that other prints of them give.",
    asks=(
        "are the figures of a series, or of a row or column of one period, those that the same pack prints elsewhere "
        "for that period, and not all of them those of the period before or after?"
    ),
    source="Consistency within one publication: one label moved makes every pair agree, and no other move does",
    scope="one document",
)

_PRINT = ["document", "indicator", "area", "breakdown", "unit", "length"]
_SERIES = ["document", "table", "other_table", "indicator", "area", "breakdown", "length"]
_LABEL = ["document", "table", "other_table", "period", "length"]
_SIDES = ["document", "table", "other_table", "move", "whole"]
_ENOUGH = 2
"""Different figures that must agree after the move, of a label those of different measures; one agrees by chance."""
LENGTHS = {"month": "month", "quarter": "quarter", "financial_year": "year", "academic_year": "year"}
"""Periods that may stand under each other's labels: a school year is called what the financial year is called."""
_STEPS = {"month": "1mo", "quarter": "3mo", "year": "1y"}
_NAMED = 4
"""Measures that the sentence names; of more it gives the number."""


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per series, and per label of one period, that a pack prints in two tables, or per misplaced side.

    ``published_value`` is by how many periods they are misplaced: 0 where they are not. Of two tables that are a period
    apart both are told; which of them is misplaced is for the other rules to prove (`validate.trials`).
    """
    pairs = _pairs(_printed(tables, registry))
    in_place = [
        pairs.filter(pl.col("move") == 0)
        .join(groups.filter(pl.col("move") == 0), on=[*by, "move"], how="semi", nulls_equal=True)
        .unique(by, keep="first", maintain_order=True)
        for by, groups in _groups(pairs)
    ]
    compared = pl.concat([*in_place, _sides(pairs)], how="diagonal").with_columns(
        pl.col("move").cast(pl.Float64).alias("published_value"), pl.lit(0.0).alias("lower"), pl.lit(0.0).alias("upper")
    )
    return concluded(RULE, [(compared, _words)])


def misplaced_sides(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """One row per table whose figures are all those of another period in another table, for each of the two tables.

    ``move``: the periods by which they would have to be moved; ``whole``: whether series are moved, or what stands
    under one label; ``own`` and ``others``: the places of the figures of the two tables.
    """
    return _sides(_pairs(_printed(tables, registry)))


def _printed(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    printed = numbers(own(figures(tables))).filter(pl.col("period_kind").is_in(list(LENGTHS)))
    return with_rules(printed, registry)


def _groups(pairs: pl.DataFrame) -> list[tuple[list[str], pl.DataFrame]]:
    """The judged series, and the judged labels of what no misplaced series covers, each with what makes a group."""
    series = _judged(pairs, _SERIES)
    moved = pairs.join(series.filter(pl.col("move") != 0), on=_SERIES, how="semi", nulls_equal=True)
    labels = _judged(pairs.join(moved, on=["at", "other_table"], how="anti"), _LABEL)
    return [(_SERIES, series), (_LABEL, labels.filter((pl.col("move") == 0) | (pl.col("measures") >= _ENOUGH)))]


def _pairs(printed: pl.DataFrame) -> pl.DataFrame:
    """Every figure beside the prints of the same measure in other tables, for its period and those beside it.

    One row per pair and ``move`` (in periods): ``agrees``, and ``at`` and ``other_at``, the places of the two.
    """
    length = pl.col("period_kind").replace_strict(LENGTHS, return_dtype=pl.String)
    start = pl.when(length == "year").then(pl.col("period_start").dt.truncate("1y")).otherwise("period_start")
    rows = printed.with_columns(place().alias("at"), length.alias("length"), start.alias("start"))
    prints = others(rows, _PRINT, "start", "period", "period_kind", "table", "micro", "half", "step", "at", "line")
    moves = [
        rows.filter(pl.col("length") == length).with_columns(
            pl.lit(move, dtype=pl.Int64).alias("move"), pl.col("start").dt.offset_by(by).alias("moved_start")
        )
        for length, step in _STEPS.items()
        for move, by in ((-1, f"-{step}"), (0, "0d"), (1, step))
    ]
    left, right = [*_PRINT, "moved_start"], [*_PRINT, "other_start"]
    pairs = pl.concat(moves).join(prints, left_on=left, right_on=right, nulls_equal=True)
    apart = (pl.col("micro") - pl.col("other_micro")).abs()
    return pairs.filter(pl.col("table") != pl.col("other_table")).with_columns((apart <= tolerance()).alias("agrees"))


def _judged(pairs: pl.DataFrame, group: list[str]) -> pl.DataFrame:
    """One row per group of figures that two tables print: ``move``, by how many periods they are misplaced, or 0.

    They are misplaced where more of them disagree than agree as they stand, where all agree after one move, at least
    two different figures among them, and where no other move does the same. ``measures``: how many then agree.
    """
    counted = pairs.group_by([*group, "move"], maintain_order=True).agg(
        pl.len().alias("pairs"),
        pl.col("agrees").sum().alias("agreeing"),
        pl.col("micro").filter("agrees").n_unique().alias("different"),
        pl.col("indicator").filter("agrees").n_unique().alias("measures"),
    )
    here = pl.col("move") == 0
    asked = counted.filter(here & (pl.col("pairs") >= _ENOUGH))
    wrong = asked.filter(2 * pl.col("agreeing") < pl.col("pairs"))
    fits = (pl.col("agreeing") == pl.col("pairs")) & (pl.col("different") >= _ENOUGH)
    only = counted.filter(~here & fits).join(wrong.select(group), on=group, how="semi", nulls_equal=True)
    only = only.filter(pl.len().over(group) == 1)
    told = looked_up(asked.select(group), only.select(*group, "move", "measures"), group)
    return told.with_columns(pl.col("move").fill_null(0))


def _sides(pairs: pl.DataFrame) -> pl.DataFrame:
    """One row per misplaced side: at its first figure, with what it covers and the places of all its figures."""
    moved = [
        pairs.join(groups.filter(pl.col("move") != 0), on=[*by, "move"], how="inner", nulls_equal=True)
        for by, groups in _groups(pairs)
    ]
    told = pl.concat(
        [one.with_columns(pl.lit(whole).alias("whole")) for one, whole in zip(moved, (True, False))], how="diagonal"
    )
    of_time, of_other = pl.col("period").sort_by("start"), pl.col("other_period").sort_by("moved_start")
    one_measure = pl.col("indicator").n_unique() == 1
    return (
        told.sort("line", "cell", "other_line")
        .group_by(_SIDES, maintain_order=True)
        .agg(
            pl.col("line", "cell", "area", "length", "period_kind", "other_period_kind").first(),
            pl.when(one_measure).then(pl.col("indicator").first()).alias("indicator"),
            pl.col("title").unique(maintain_order=True).alias("titles"),
            pl.col("period_start").min().alias("first_start"),
            pl.col("period_start").max().alias("last_start"),
            of_time.first().alias("first"),
            of_time.last().alias("last"),
            of_other.first().alias("other_first"),
            of_other.last().alias("other_last"),
            pl.col("at").n_unique().alias("figures"),
            pl.col("other_line").min().alias("other_from"),
            pl.col("other_line").max().alias("other_to"),
            pl.col("at").unique(maintain_order=True).alias("own"),
            pl.col("other_at").unique(maintain_order=True).alias("others"),
        )
    )


def _words(failing: pl.DataFrame) -> pl.DataFrame:
    """One sentence for all figures under it: whose they are, and what the other table prints for which period."""
    late = pl.col("move") < 0
    unit = pl.col("length")
    titles = pl.col("titles")
    measures = (
        pl.when(titles.list.len() > _NAMED)
        .then(pl.format("{} and {} more measures", titles.list.first(), titles.list.len() - 1))
        .otherwise(titles.list.join("; "))
    )
    said = pl.format(
        "{}, {}: all {} figures printed twice are those that {} {} for the {} {}; read one {} {} they all agree.",
        measures,
        _span(words.period("first", start="first_start"), words.period("last", start="last_start"), " to "),
        "figures",
        _span(pl.format("line {}", "other_from"), pl.format("line {}", "other_to"), " to "),
        pl.when(pl.col("other_from") == pl.col("other_to")).then(pl.lit("prints")).otherwise(pl.lit("print")),
        unit,
        pl.when(late).then(pl.lit("before")).otherwise(pl.lit("after")),
        unit,
        pl.when(late).then(pl.lit("earlier")).otherwise(pl.lit("later")),
    )
    return failing.with_columns(
        _span("first", "last", " to ").alias("published"),
        _span("other_first", "other_last", " to ").alias("expected"),
        pl.lit("warning").alias("severity"),
        said.alias("explanation"),
        _cause(unit).alias("suggestion"),
        pl.concat_list("own", "others").list.join("; ").alias("compared_with"),
    )


def _cause(unit: pl.Expr) -> pl.Expr:
    """What has happened to labels that are one period out: another kind of year, or a slip."""
    school = (pl.col("period_kind") == "academic_year") != (pl.col("other_period_kind") == "academic_year")
    return (
        pl.when(school)
        .then(pl.lit("One table prints school years where the other prints financial years."))
        .otherwise(pl.format("The labels here, or those of the other table, are one {} out.", unit))
    )


def _span(first: str | pl.Expr, last: str | pl.Expr, between: str) -> pl.Expr:
    """``first`` to ``last``, or one of them where they are the same."""
    one, two = (pl.col(end) if isinstance(end, str) else end for end in (first, last))
    return pl.when(one == two).then(one).otherwise(pl.concat_str(one, pl.lit(between), two))
