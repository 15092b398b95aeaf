"""A mark that says a figure is missing, where the pack prints the figure elsewhere or prints what gives it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.categories import TOTAL
from scorecard.frames import looked_up
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import figures, numbers, place, with_rules
from scorecard.validate.rules.shared.pairs import others

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="missing-marks",
    title="Where a mark says that a figure is missing, the pack prints it nowhere else, and no counts give it.",
    asks="is a figure that is marked as missing printed elsewhere; do x and y, printed elsewhere, give it; does "
    "a category of a table lack the total that the others have?",
    source="Consistency within one publication; GSS shorthand: a mark says that there is no figure",
    scope="one document",
    needs=("share_of",),
)
_MOMENT = ["document", "area", "breakdown", "period"]
_SUBJECT = [*_MOMENT, "indicator"]
_ROW = ["row"]


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per missing mark: how often its figure stands elsewhere in the pack, or is given; both should be none."""
    observations = tables["observations"]
    empty = _empty_totals(tables, registry)
    marks = with_rules(observations.filter(pl.col("status") == "missing"), registry, "numerator", "denominator")
    if marks.is_empty() and empty.is_empty():
        return no_comparisons(RULE.id, "no figure is marked as missing")
    printed = numbers(figures(tables))
    known = marks.with_row_index("row")
    elsewhere, given = _elsewhere(known, printed), _given(known, printed)
    counted = pl.concat([elsewhere.select(_ROW), given.select(_ROW)]).group_by("row").agg(pl.len().alias("times"))
    rows = looked_up(known, counted, "row").with_columns(
        pl.col("times").fill_null(0).cast(pl.Float64).alias("published_value"),
        pl.lit(0.0).alias("lower"),
        pl.lit(0.0).alias("upper"),
    )
    return concluded(RULE, [(rows, partial(_words, elsewhere=elsewhere, given=given)), (empty, _empty_words)])


def _empty_totals(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Categories of a table with a figure above nought in a month, and their number of empty totals of the months.

    A total is empty where most categories of the table have one and this one has not even a mark. One row per category
    and longer period of its table.
    """
    cells = with_rules(tables["observations"].filter(pl.col("breakdown").is_not_null()), registry, "adds_up")
    counts = cells.filter((pl.col("unit") == "count") & ~pl.col("breakdown").str.contains(TOTAL))
    table = ["document", "table", "indicator", "area"]
    row = [*table, "breakdown"]
    month = pl.col("period_kind") == "month"
    months = counts.filter(month & (pl.col("value") > 0)).sort("line", "cell")
    kinds = ["year_to_date", "financial_year", "quarter"]
    longer = counts.filter(pl.col("period_kind").is_in(kinds)).unique(
        [*row, "period"], keep="first", maintain_order=True
    )
    columns = longer.group_by(*table, "period").agg(
        pl.len().cast(pl.Int64).alias("totals"), pl.col("period_start", "period_end").first().name.prefix("total_")
    )
    every = counts.group_by(table).agg(pl.col("breakdown").n_unique().cast(pl.Int64).alias("categories"))
    wanted = columns.join(every, on=table, validate="m:1").filter(2 * pl.col("totals") > pl.col("categories"))
    inside = pl.col("period_start").is_between("total_period_start", "total_period_end")
    parts = months.join(wanted.rename({"period": "whole"}), on=table).filter(inside)
    by = [*row, "whole"]
    shown = parts.group_by(by, maintain_order=True).agg(
        pl.format("{}: {}", words.labelled(), words.count("value")).str.join(", ").alias("shown"),
        place().str.join("; ").alias("parts_basis"),
    )
    pairs = parts.unique(by, keep="first", maintain_order=True).join(shown, on=by, validate="1:1")
    there = longer.select(*row, pl.col("period").alias("whole"), total=pl.lit(True))
    told = pairs.join(there, on=by, how="left", validate="1:1")
    return told.with_columns(
        pl.col("total").is_null().cast(pl.Float64).alias("published_value"),
        pl.lit(0.0).alias("lower"),
        pl.lit(0.0).alias("upper"),
        pl.col("whole").alias("period"),
    )


def _empty_words(failing: pl.DataFrame) -> pl.DataFrame:
    return failing.with_columns(
        pl.lit(None, dtype=pl.String).alias("published"),
        pl.lit("a total").alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}, {}: no total is printed, though the other categories have one and this one has figures ({}).",
            words.about(),
            words.labelled(),
            "shown",
        ).alias("explanation"),
        pl.col("parts_basis").alias("compared_with"),
    )


def _elsewhere(marks: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Marks beside the first print of their figure in another table or on another line; one row per mark."""
    beside = others(printed, _SUBJECT, "table", "line", "cell", "micro", "decimals", "unit")
    pairs = marks.join(beside, on=_SUBJECT, how="inner", nulls_equal=True)
    apart = (pl.col("table") != pl.col("other_table")) | (pl.col("line") != pl.col("other_line"))
    return pairs.filter(apart).sort("row", "other_line", "other_cell").unique("row", keep="first")


def _given(marks: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Marks of shares whose x and y the pack prints as counts, y above 0 and each but one number; one row per mark."""
    counts = printed.filter(pl.col("unit") == "count").select(*_SUBJECT, "basis", "value", "line")
    told = counts.group_by([*_SUBJECT, "basis"]).agg(
        pl.col("value").n_unique().alias("numbers"), pl.col("value", "line").first()
    )
    once = told.filter(pl.col("numbers") == 1).drop("numbers")
    pairs = marks
    for part in ("numerator", "denominator"):
        named = once.rename({"indicator": f"{part}_id", "value": f"{part}_count", "line": f"{part}_line"})
        key = [*_MOMENT, f"{part}_id", *([] if part == "numerator" else ["count_basis"])]
        pairs = pairs.join(named.rename({"basis": "count_basis"}), on=key, how="inner", nulls_equal=True)
    return pairs.filter(pl.col("denominator_count") > 0).sort("row", "numerator_line").unique("row", keep="first")


def _words(failing: pl.DataFrame, elsewhere: pl.DataFrame, given: pl.DataFrame) -> pl.DataFrame:
    """The sentence for a mark whose figure is printed or given elsewhere; the print goes before the counts."""
    counts = pl.format("{} of {}", words.count("numerator_count"), words.count("denominator_count"))
    share = pl.struct("numerator_count", "denominator_count")
    percent = (100 * share.struct.field("numerator_count") / share.struct.field("denominator_count")).round(1)
    said = pl.concat(
        [
            elsewhere.select(
                "row",
                words.figure("other_micro", "other_decimals", "other_unit").alias("expected"),
                pl.format("line {} prints it", "other_line").alias("where"),
                pl.concat_str("document", pl.lit(":"), "other_line", pl.lit(":"), "other_cell").alias("compared_with"),
            ),
            given.select(
                "row",
                pl.format("{}%", words.bare_number(percent)).alias("expected"),
                pl.format("{} (lines {} and {}) give it", counts, "numerator_line", "denominator_line").alias("where"),
                pl.lit(None, dtype=pl.String).alias("compared_with"),
            ),
        ]
    ).unique("row", keep="first", maintain_order=True)
    told = looked_up(failing.drop("compared_with", "expected", strict=False), said, "row")
    return told.with_columns(
        pl.lit("information").alias("severity"),
        pl.format(
            "{}, {}: {} stands for a missing figure, but {}: {}.",
            words.about(),
            words.period(),
            pl.format("“{}”", "published"),
            "where",
            "expected",
        ).alias("explanation"),
    )
