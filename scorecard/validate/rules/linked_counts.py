"""Percentages against the counts of the measures they are made of (a share of placements = placements / children).

Four questions: does the percentage agree with the two printed counts; where only the denominator is printed,
can any whole number of it give the percentage; and where "x of y" is printed, are x and y the counts that the
same document prints for those measures, and is y that of the other shares of the same whole?
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.column_words import MICROS
from scorecard.frames import looked_up
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.categories import derived_wholes, summable
from scorecard.validate.rules.shared.causes.shares import suggested_linked_shares, suggested_wholes
from scorecard.validate.rules.shared.claims import counts_told
from scorecard.validate.rules.shared.conclusions import Part, concluded
from scorecard.validate.rules.shared.consequences import weighed
from scorecard.validate.rules.shared.figures import each_x_of_y_once, figures, numbers, own, place, with_rules
from scorecard.validate.rules.shared.pairs import held_against, misses, nearest, of_the_majority, others
from scorecard.validate.rules.shared.shares import HUNDRED, against_share, with_whole_numerators

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="linked-counts",
    title="A percentage is the share of the two measures that the registry says it is a share of.",
    asks=(
        "does a percentage agree with the counts that tables, or else sentences, give for its numerator and "
        "denominator; is it "
        "possible for any whole number of the denominator; are x and y those counts; do shares of one whole "
        "have one y?"
    ),
    source="GRIM test: Brown and Heathers (2017), doi:10.1177/1948550616673876",
    scope="one document",
    confirms=True,
    needs=("share_of", "includes", "partition"),
)
_MOMENT = ["document", "area", "period", "period_kind"]
_MOVES = 0.05
"""Points by which another x or y must move the percentage to change a figure of one decimal."""
_FLOWS = ["rolling-12-months", "in-month"]


def _shares(printed: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The figures of measures that are a share of another, with the ids of their counts and a row number."""
    return (
        with_rules(printed, registry, "numerator", "denominator")
        .filter(pl.col("denominator_id").is_not_null())
        .rename({"numerator": "x", "denominator": "y"})
        .with_row_index("row")
    )


def _counts(printed: pl.DataFrame) -> pl.DataFrame:
    """Printed whole counts, one row each, with the columns a share joins on."""
    whole = (pl.col("unit") == "count") & (pl.col("value") >= 0) & (pl.col("micro") % MICROS == 0)
    return printed.filter(whole).select(
        *_MOMENT, "indicator", "breakdown", "basis", pl.col("value").alias("count"), "table", "line", "cell"
    )


def _members(registry: Registry) -> pl.DataFrame:
    """Measures that are so many parts of one partition: one row per ``whole`` and ``indicator`` it includes.

    A measure whose ``includes`` all belong to one ``partition`` counts just those outcomes, so many ``members``.
    """
    frame = registry.frame()
    outcomes = frame.filter(pl.col("partition").is_not_null() & (pl.col("unit") == "count"))
    links = (
        frame.filter(pl.col("includes").list.len() > 0)
        .select(
            pl.col("indicator").alias("whole"),
            pl.col("includes").alias("indicator"),
            pl.col("includes").list.len().alias("members"),
        )
        .explode("indicator")
    )
    return links.join(outcomes.select("indicator", "partition"), on="indicator", how="inner", validate="m:1")


def _sums_of_outcomes(counted: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Counts of measures that a table prints only as outcomes, all of them; each at the place of the first."""
    by = [*_MOMENT, "breakdown", "basis", "whole", "partition", "table"]
    pieces = counted.join(_members(registry), on="indicator", how="inner").unique(
        [*by, "indicator"], keep="first", maintain_order=True
    )
    sums = (
        pieces.sort("line", "cell")
        .group_by(by, maintain_order=True)
        .agg(pl.len().alias("there"), pl.col("value").sum().alias("count"), pl.col("members", "line", "cell").first())
    )
    return sums.filter(pl.col("there") == pl.col("members")).rename({"whole": "indicator"})


def _derived(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Counts that are printed only in pieces: wholes of categories, and measures that are so many outcomes."""
    parts = summable(tables, registry)
    counted = parts.filter((pl.col("what") == "value") & (pl.col("unit") == "count") & pl.col("micro").is_not_null())
    printed, of_categories = _counts(counted), _counts(derived_wholes(parts))
    both = pl.concat([of_categories, _sums_of_outcomes(counted, registry).select(of_categories.columns)])
    return both.join(printed, on=[*_MOMENT, "indicator", "breakdown"], how="anti", nulls_equal=True)


def _said(
    tables: Mapping[str, pl.DataFrame], registry: Registry, printed: pl.DataFrame, in_tables: pl.DataFrame
) -> pl.DataFrame:
    """Counts that only a sentence tells, as `_counts`."""
    kinds = printed.select("period", "period_kind").unique("period", maintain_order=True)
    missing = [pl.lit(None, dtype=pl.String).alias(c) for c in ("basis", "table")]
    named = looked_up(counts_told(tables, registry), kinds, "period").filter(pl.col("period_kind").is_not_null())
    key = ["document", "area", "period", "indicator"]
    alone = named.join(in_tables, on=key, how="anti").with_columns(*missing)
    return alone.with_columns(pl.col("value").alias("count")).select(in_tables.columns)


def _linked(shares: pl.DataFrame, counts: pl.DataFrame, role: str) -> pl.DataFrame:
    """Every printed count that could be a share's ``role``: same document, area and period.

    The category is the share's own; a denominator may also be printed for the whole only. A rolling year goes
    with a rolling year. Columns: row, ``role``, its line and cell, and ``<role>_far`` (0 for the same table).
    """
    candidates = shares.select(
        "row",
        *_MOMENT,
        pl.col(f"{role}_id").alias("indicator"),
        pl.col("table").alias("own_table"),
        pl.col("breakdown").alias("own_breakdown"),
        pl.col("basis").alias("own_basis"),
    ).join(counts, on=[*_MOMENT, "indicator"], how="inner")
    same = pl.col("breakdown").eq_missing(pl.col("own_breakdown"))
    fits = same if role == "numerator" else same | pl.col("breakdown").is_null()
    # what comes in over twelve months is not what comes in a month; a number at the end of the month serves both
    flows = pl.col("basis").is_in(_FLOWS) & pl.col("own_basis").is_in(_FLOWS)
    alike = ~flows.fill_null(False) | (pl.col("basis") == pl.col("own_basis"))
    return candidates.filter(fits & alike).select(
        "row",
        pl.col("count").alias(role),
        pl.col("line").alias(f"{role}_line"),
        pl.col("cell").alias(f"{role}_cell"),
        (2 * same.not_().cast(pl.Int8) + pl.col("table").ne_missing(pl.col("own_table"))).alias(f"{role}_far"),
    )


def _pairs(shares: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """Percentages whose numerator and denominator are both printed as counts of their own."""
    both = (
        shares.filter(pl.col("unit") == "percent")
        .join(_linked(shares, counts, "numerator"), on="row", how="inner")
        .join(_linked(shares, counts, "denominator"), on="row", how="inner")
        .filter(pl.col("denominator") > 0)
    )
    far = ["denominator_far", "numerator_far", "numerator_line", "denominator_line"]
    return nearest(against_share(both), misses(), *far)


def _pair_words(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame], pairs: pl.DataFrame) -> pl.DataFrame:
    share = words.exact_percent("numerator", "denominator")
    return weighed(suggested_linked_shares(failing, pairs), tables).with_columns(
        share.alias("expected"),
        pl.format(
            "{}, {}: {} of {} is {}, but {} is printed. The counts stand at line {} and line {}.{}",
            words.about(),
            words.period(),
            words.count("numerator"),
            words.count("denominator"),
            share,
            words.figure(),
            "numerator_line",
            "denominator_line",
            "consequence",
        ).alias("explanation"),
        pl.concat_str(place("numerator_"), pl.lit("; "), place("denominator_")).alias("compared_with"),
    )


def _possible(shares: pl.DataFrame, counts: pl.DataFrame, paired: pl.Series) -> pl.DataFrame:
    """Percentages with only their denominator printed: the nearest percentage a whole numerator gives.

    Left out where the denominator is so large that every percentage is possible. ``low`` and ``high`` are the
    two numerators on either side of the printed percentage.
    """
    alone = shares.filter(
        (pl.col("unit") == "percent") & pl.col("x").is_null() & ~pl.col("row").is_in(paired.implode())
    )
    linked = alone.filter(pl.col("micro") <= HUNDRED).join(_linked(alone, counts, "denominator"), on="row", how="inner")
    rows = with_whole_numerators(linked)
    low, high = _as_printed("low"), _as_printed("high")
    closest = pl.when((pl.col("value") - low).abs() <= (high - pl.col("value")).abs()).then(low).otherwise(high)
    bound = pl.when("fits").then(pl.col("value")).otherwise(closest)
    compared = held_against(rows, bound, bound).with_columns(closest.alias("expected_value"))
    return nearest(compared, misses(), "denominator_far", "denominator_line")


def _as_printed(numerator: str) -> pl.Expr:
    """The percentage that so many of ``denominator`` would print, half up to the row's last decimal."""
    y, step = pl.col("denominator").cast(pl.Int64), pl.col("step")
    units = (2 * HUNDRED * pl.col(numerator) + step * y) // (2 * step * y)
    return units / (MICROS // step).cast(pl.Float64)


def _possible_words(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    def share(k: str) -> pl.Expr:
        return words.exact_percent(k, "denominator")

    either = pl.format("{} or {}", share("low"), share("high"))
    return weighed(suggested_wholes(failing), tables).with_columns(
        either.alias("expected"),
        pl.format(
            "{}, {}: {} is printed, but no whole number of {} (line {}) gives it: {} of {} is {} and {} of {} is {}.",
            words.about(),
            words.period(),
            words.figure(),
            words.count("denominator"),
            "denominator_line",
            "low",
            words.count("denominator"),
            share("low"),
            "high",
            words.count("denominator"),
            share("high"),
        ).alias("explanation"),
        place("denominator_").alias("compared_with"),
    )


def _printed_parts(shares: pl.DataFrame, counts: pl.DataFrame, role: str) -> pl.DataFrame:
    """The x (numerator) or y (denominator) of a printed "x of y" beside the count printed for that measure."""
    letter = "x" if role == "numerator" else "y"
    said = shares.filter(pl.col("x").is_not_null() & pl.col("y").is_not_null() & pl.col(f"{role}_id").is_not_null())
    key = ["document", "table", "line", "indicator", "area", "breakdown", "period"]
    once = each_x_of_y_once(said, key)
    pairs = once.join(_linked(once, counts, role), on="row", how="inner")
    compared = held_against(pairs, pl.col(role), pl.col(role), value=letter)
    return nearest(compared, misses(), f"{role}_far", f"{role}_line")


def _part_words(
    failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame], role: str, names: pl.DataFrame
) -> pl.DataFrame:
    """A different x or y changes a figure if it would change the printed percentage, else it is cosmetic."""
    named = looked_up(failing, names.rename({"indicator": f"{role}_id"}), f"{role}_id")
    top = pl.col("numerator") if role == "numerator" else pl.col("x")
    bottom = pl.col("denominator") if role == "denominator" else pl.col("y")
    as_printed, other = 100 * pl.col("x") / pl.col("y"), 100 * top / bottom
    changes = ((as_printed - other).abs() >= _MOVES).fill_null(False)
    return named.with_columns(
        words.count(role).alias("expected"),
        pl.when(changes).then(pl.lit("warning")).otherwise(pl.lit("information")).alias("severity"),
        pl.format(
            "{}, {}: {} of {} is printed, but line {} prints {} for {}.",
            words.about(),
            words.period(),
            words.count("x"),
            words.count("y"),
            f"{role}_line",
            words.count(role),
            pl.coalesce("linked_title", f"{role}_id"),
        ).alias("explanation"),
        place(f"{role}_").alias("compared_with"),
    )


def _common_y(shares: pl.DataFrame) -> pl.DataFrame:
    """Each y beside the y of the other shares of the same whole in one table, area and period.

    The y that most of them print is taken as the whole; of two that differ, neither is believed.
    """
    said = shares.filter(pl.col("x").is_not_null() & pl.col("y").is_not_null())
    key = ["document", "table", "denominator_id", "area", "breakdown", "period"]
    once = each_x_of_y_once(said, [*key, "line", "indicator"])
    beside = others(once, key, "row", "y", "line", "cell", "indicator", "title")
    pairs = once.join(beside, on=key, how="inner", nulls_equal=True).filter(pl.col("row") != pl.col("other_row"))
    believed = of_the_majority(pairs, pl.col("y") == pl.col("other_y"))
    return held_against(nearest(believed, "other_line", "other_cell"), pl.col("other_y"), pl.col("other_y"), value="y")


def _common_y_words(failing: pl.DataFrame) -> pl.DataFrame:
    moved = 100 * pl.col("x") / pl.col("y") - 100 * pl.col("x") / pl.col("other_y")
    changes = (moved.abs() >= _MOVES).fill_null(False)
    return failing.with_columns(
        words.count("other_y").alias("expected"),
        pl.when(changes).then(pl.lit("warning")).otherwise(pl.lit("information")).alias("severity"),
        pl.format(
            "{}, {}: {} of {} is printed, but {} at line {} is a share of the same whole and has {}.",
            words.about(),
            words.period(),
            words.count("x"),
            words.count("y"),
            pl.coalesce("other_title", "other_indicator"),
            "other_line",
            words.count("other_y"),
        ).alias("explanation"),
        place("other_").alias("compared_with"),
    )


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per percentage or "x of y" and question asked of it."""
    printed = own(figures(tables))
    shares = _shares(printed, registry)
    in_tables = pl.concat([_counts(numbers(printed)), _derived(tables, registry)])
    counts = pl.concat([in_tables, _said(tables, registry, printed, in_tables)])
    if shares.is_empty() or counts.is_empty():
        return no_comparisons(RULE.id, "no printed percentage has counts linked to it in the registry")
    names = registry.frame().select("indicator", pl.col("name").alias("linked_title"))
    pairs = _pairs(shares, counts)
    parts: list[Part] = [
        (_common_y(shares), _common_y_words),
        (pairs, partial(_pair_words, tables=tables, pairs=pairs)),
        (_possible(shares, counts, pairs["row"]), partial(_possible_words, tables=tables)),
    ]
    for role in ("numerator", "denominator"):
        told = partial(_part_words, tables=tables, role=role, names=names)
        parts.append((_printed_parts(shares, counts, role), told))
    return concluded(RULE, parts)
