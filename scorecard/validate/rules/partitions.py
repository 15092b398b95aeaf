"""Parts and their whole: outcomes add up to what they are outcomes of, shares to 100, no part exceeds its whole."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.categories import OF_A_GROUP, TOTAL
from scorecard.column_words import MICROS
from scorecard.frames import looked_up
from scorecard.units import units_that_add_up
from scorecard.validate.rules.shared.agreement import Comparisons, Rule
from scorecard.validate.rules.shared.categories import summable
from scorecard.validate.rules.shared.causes.shares import suggested_linked_shares
from scorecard.validate.rules.shared.causes.tries import numbered
from scorecard.validate.rules.shared.claims import counts_told
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.consequences import weighed
from scorecard.validate.rules.shared.figures import place, printable
from scorecard.validate.rules.shared.pairs import held_against, nearest, others
from scorecard.validate.rules.shared.shares import HUNDRED, against_share
from scorecard.validate.rules.shared.sums import added_up, against_sum, sum_words, together

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="partitions",
    title="The parts of a whole add up to it, their shares to 100 within rounding, and no part exceeds the whole.",
    asks=(
        "do outcomes add up; do shares make 100 within rounding; does no part exceed its whole, and no x its y; does a "
        "share leave room for the counts that it holds?"
    ),
    source="Arithmetic of parts and wholes; sums of k rounded shares may miss 100 by k halves of the last decimal",
    scope="one document",
    confirms=True,
    needs=("partition", "parts_of", "includes", "subset_of", "share_of"),
)
_MOMENT = ["document", "area", "period", "period_kind"]


def _members(registry: Registry) -> pl.DataFrame:
    """One row per partition: how many measures it has."""
    known = registry.frame().filter(pl.col("partition").is_not_null())
    return known.group_by("partition").agg(pl.len().cast(pl.Int64).alias("members"))


def _with_partition(parts: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    known = registry.frame().filter(pl.col("partition").is_not_null()).select("indicator", "partition")
    return parts.join(known, on="indicator", how="inner", validate="m:1", maintain_order="left")


def _once(parts: pl.DataFrame) -> pl.DataFrame:
    """Each measure once per table and period: the first place that prints a number."""
    key = ["document", "table", "indicator", "area", "breakdown", "period", "unit", "what"]
    return parts.sort(pl.col("micro").is_null(), maintain_order=True).unique(key, keep="first", maintain_order=True)


def hundred(parts: pl.DataFrame, by: list[str], members: pl.Expr) -> pl.DataFrame:
    """Shares that make up a whole, one row per group with all its members: their sum beside 100.

    The row stands at the first of the shares; ``published_value`` is the sum of all.
    """
    first = parts.sort("line", "cell", maintain_order=True).unique(by, keep="first", maintain_order=True)
    sums = added_up(parts, by).filter((pl.col("gaps") == 0) & (pl.col("parts") == members))
    whole = first.drop("clouded").join(sums, on=by, how="inner", nulls_equal=True, validate="1:1")
    together = whole.with_columns(
        (pl.col("sum") / MICROS).alias("sum_value"),
        words.number(pl.col("sum"), pl.col("decimals")).alias("published"),
    )
    least, most = HUNDRED - pl.col("slack"), HUNDRED + pl.col("slack")
    return held_against(together, least / MICROS, most / MICROS, value="sum_value")


def hundred_words(failing: pl.DataFrame) -> pl.DataFrame:
    """The sentence for shares that do not make 100, with how far rounding alone could take them."""
    return failing.with_columns(
        pl.lit("100%").alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{} and the other shares of the same whole, {}: {} add up to {}%, not to 100%; "
            "rounding explains at most {} points either way.",
            words.about(),
            words.period(),
            "shown",
            "published",
            words.number(pl.col("slack"), pl.lit(2)),
        ).alias("explanation"),
        pl.col("parts_basis").alias("compared_with"),
    )


def partition_shares(parts: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The shares of a partition in one table and period beside 100."""
    single = ~pl.col("has_categories").fill_null(False)
    share = (pl.col("unit") == "percent") & (pl.col("what") == "value")
    shares = _once(_with_partition(parts, registry).filter(single & share))
    by = ["document", "table", "area", "breakdown", "period", "partition"]
    return hundred(shares.join(_members(registry), on="partition", validate="m:1"), [*by, "members"], pl.col("members"))


def _whole_shares(registry: Registry) -> pl.DataFrame:
    """The shares whose categories make up a whole: of counts that do, or marked as a partition."""
    frame = registry.frame()
    whole = frame.filter("breakdown").select(
        pl.col("indicator").alias("numerator"), pl.col("parts_of").alias("denominator")
    )
    by_counts = frame.join(whole, on=["numerator", "denominator"], how="semi").select("indicator")
    by_name = frame.filter(pl.col("breakdown") & pl.col("partition").is_not_null()).select("indicator")
    return pl.concat([by_counts, by_name]).unique()


def _category_shares_of(parts: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    shares = parts.filter(
        (pl.col("unit") == "percent")
        & (pl.col("what") == "value")
        & pl.col("breakdown").is_not_null()
        & ~pl.col("breakdown").str.contains(TOTAL)
        & ~pl.col("breakdown").str.contains(OF_A_GROUP)
    )
    return shares.join(_whole_shares(registry), on="indicator", how="semi")


def category_shares(parts: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The shares of the categories of a whole in one table and period beside 100."""
    by = ["document", "table", "indicator", "area", "period"]
    return hundred(_category_shares_of(parts, registry), by, pl.col("parts")).filter(pl.col("parts") >= 2)


def category_counts_of(parts: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Shares of categories with a printed x and no printed y beside x and the sum of all x of their column."""
    by = ["document", "table", "indicator", "area", "period"]
    shares = _category_shares_of(parts, registry)
    told = shares.filter(pl.col("numerator").is_not_null() & pl.col("denominator").is_null())
    complete = shares.group_by(by).agg(
        pl.col("numerator").is_not_null().all().alias("all_told"), pl.col("numerator").sum().alias("total")
    )
    known = told.join(complete, on=by, how="inner", nulls_equal=True, validate="m:1")
    rows = known.filter(pl.col("all_told") & (pl.col("total") > 0)).with_columns(pl.col("total").alias("denominator"))
    return against_share(rows)


def share_words(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame], rows: pl.DataFrame) -> pl.DataFrame:
    """The sentence for a share that is not its x of the sum of all x; of exchanged rows one tells of all."""
    share = words.exact_percent("numerator", "denominator")
    told = _exchanged(numbered(suggested_linked_shares(failing, rows)), rows)
    swapped = pl.format(
        "Fits exactly: it is the share of {} (line {}); rows may have been exchanged.", "other_breakdown", "other_line"
    )
    said = weighed(told, tables).with_columns(
        share.alias("expected"),
        pl.coalesce(swapped, "suggestion").alias("suggestion"),
        pl.format(
            "{}, {}: {} of {} (the sum of the categories) is {}, but {} is printed.",
            words.about(),
            words.period(),
            words.count("numerator"),
            words.count("denominator"),
            share,
            words.figure(),
        ).alias("explanation"),
        place().alias("compared_with"),
    )
    return said.with_columns(
        pl.when(pl.col("cause") == place())
        .then(pl.format("{} {}", "explanation", "of_all"))
        .otherwise("explanation")
        .alias("explanation")
    )


_COLUMN = ["document", "table", "indicator", "area", "period"]


def _exchanged(failing: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """``failing`` shares with the row whose share they are (``other_``), and the ``cause`` of those in turn.

    Rows have been exchanged where every failing share of a column is that of another failing one, each of them once:
    put back, all are right. The first of them is the cause, and ``of_all`` tells it.
    """
    beside = others(rows, [*_COLUMN, "denominator"], "breakdown", "line", "lower", "upper")
    swaps = failing.join(beside, on=[*_COLUMN, "denominator"]).filter(
        pl.col("published_value").is_between("other_lower", "other_upper")
        & (pl.col("breakdown") != pl.col("other_breakdown"))
    )
    told = looked_up(failing, nearest(swaps).select("row", "other_breakdown", "other_line"), "row")
    in_turn = (pl.col("other_line").sort() == pl.col("line").sort()).fill_null(False)
    moved = pl.format("{} is that of {}", words.figure(), "other_breakdown").str.join(", ")
    columns = (
        told.sort("line", "cell")
        .group_by(_COLUMN, maintain_order=True)
        .agg(
            place().first().alias("first"),
            (in_turn.all() & (pl.len() > 1)).alias("exchanged"),
            pl.format("The shares of {} rows have been exchanged: {}.", pl.len(), moved).alias("of_all"),
        )
    )
    joined = looked_up(told, columns, _COLUMN)
    return joined.with_columns(pl.when(pl.col("exchanged").fill_null(False)).then("first").alias("cause"))


def partition_counts(parts: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """A whole beside the sum of its partition, both in one table if they can be, else in one document."""
    counts = parts.filter(pl.col("unit").is_in(units_that_add_up()) & (pl.col("what") == "value"))
    pieces = _once(_with_partition(counts, registry)).rename({"table": "parts_table"})
    by = ["document", "parts_table", "parts_of", "area", "breakdown", "period", "partition"]
    sums = (
        added_up(pieces, by)
        .join(_members(registry), on="partition", validate="m:1")
        .filter(pl.col("parts") + pl.col("gaps") >= pl.col("members"))
    )
    wholes = counts.filter(pl.col("micro").is_not_null()).with_columns(pl.col("indicator").alias("parts_of"))
    pairs = wholes.join(sums, on=["document", "parts_of", "area", "breakdown", "period"], nulls_equal=True)
    place_of = ["document", "table", "line", "cell", "part", "partition"]
    ordered = pairs.sort(pl.col("parts_table") != pl.col("table"), "parts_table", maintain_order=True)
    return against_sum(ordered.unique(place_of, keep="first", maintain_order=True))


def partition_numerators(parts: pl.DataFrame, registry: Registry, done: pl.DataFrame) -> pl.DataFrame:
    """The y of shares of a partition beside the sum of their x, for one table, period and y.

    Left out where the whole itself stands on the same line and has been compared (``done``).
    """
    known = _with_partition(parts.filter(~pl.col("has_categories").fill_null(False)), registry)
    by = ["document", "table", "area", "breakdown", "period", "partition"]
    y = known.filter(pl.col("what") == "y")
    one = y.group_by(by).agg(pl.col("micro").n_unique().alias("ys"))
    first = y.sort("line", "cell", maintain_order=True).unique(by, keep="first", maintain_order=True)
    sums = added_up(_once(known.filter(pl.col("what") == "x")), by).join(
        _members(registry), on="partition", validate="m:1"
    )
    complete = sums.filter((pl.col("parts") == pl.col("members")) & (pl.col("gaps") == 0))
    pairs = first.join(complete, on=by, nulls_equal=True, validate="1:1").join(
        one, on=by, nulls_equal=True, validate="1:1"
    )
    return against_sum(pairs.filter(pl.col("ys") == 1).join(done, on=["document", "table", "line"], how="anti"))


def _parts_of_wholes(registry: Registry) -> pl.DataFrame:
    """Measures with one they cannot exceed (``whole_id``), alone (``subset_of``: one of one ``members``, ``only`` it)
    or together (``includes``)."""
    frame = registry.frame()
    subsets = frame.filter(pl.col("subset_of").is_not_null()).select(
        "indicator",
        pl.col("subset_of").alias("whole_id"),
        pl.lit(1, dtype=pl.Int64).alias("members"),
        pl.col("indicator").alias("only"),
    )
    included = frame.filter(pl.col("includes").list.len() > 0).select(
        pl.col("includes").alias("indicator"),
        pl.col("indicator").alias("whole_id"),
        pl.col("includes").list.len().cast(pl.Int64).alias("members"),
        pl.lit(None, dtype=pl.String).alias("only"),
    )
    return pl.concat([subsets, included.explode("indicator")])


def within_whole(parts: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Measures beside the one they cannot exceed: ``subset_of``, and the sum of ``includes``."""
    values = _once(parts.filter((pl.col("what") == "value") & pl.col("micro").is_not_null()))
    pieces = values.join(_parts_of_wholes(registry), on="indicator", how="inner")
    key = ["document", "table", "area", "breakdown", "period", "unit", "whole_id"]
    sums = added_up(pieces, [*key, "members", "only"]).filter(pl.col("parts") == pl.col("members"))
    wholes = values.with_columns(pl.col("indicator").alias("whole_id"))
    pairs = wholes.join(sums, on=key, how="inner", nulls_equal=True)
    least, _ = printable(pl.col("sum") - pl.col("slack") - pl.col("half"), pl.col("sum"))
    compared = held_against(pairs, least, pl.lit(None, dtype=pl.Float64))
    return compared.with_columns((pl.col("sum") / MICROS).alias("expected_value"))


def within_words(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame], titles: pl.DataFrame) -> pl.DataFrame:
    """The sentence for a whole that is smaller than a part of it."""
    parts = words.figure("sum")
    named = looked_up(failing, titles, "only")
    return weighed(named, tables).with_columns(
        pl.concat_str(pl.lit("at least "), parts).alias("expected"),
        pl.format(
            "{}, {}: {} is printed, but {}, which it includes, is {}.{}",
            words.about(),
            words.period(),
            words.figure(),
            pl.coalesce("part_title", pl.format("the sum of its parts ({})", "shown")),
            parts,
            "consequence",
        ).alias("explanation"),
        pl.col("parts_basis").alias("compared_with"),
    )


def numerators_within(parts: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Shares whose x cannot exceed a count (``at_most``), with the whole x that their printed y leaves for them.

    ``least_x`` is the one whole number of y that gives the share; shares that no number or several give are not asked.
    """
    links = registry.frame().filter(pl.col("at_most").is_not_null()).select("indicator", "at_most", "denominator")
    values = parts.filter((pl.col("what") == "value") & pl.col("micro").is_not_null())
    shares = values.filter(pl.col("unit") == "percent").drop("denominator").join(links, on="indicator", how="inner")
    key = ["document", "area", "breakdown", "period"]
    counts = values.filter(pl.col("unit") == "count")
    pairs = shares.with_row_index("row")
    for role, link in (("y", "denominator"), ("most", "at_most")):
        beside = others(counts, key, "indicator", "table", "line", "cell", "value", prefix=role)
        pairs = pairs.join(
            beside, left_on=[*key, link], right_on=[*key, f"{role}_indicator"], how="inner", nulls_equal=True
        )
    y, slack = pl.col("y_value").cast(pl.Int64), pl.col("step") // 2
    least = -(-(y * (pl.col("micro") - slack)) // HUNDRED)
    fits = (y * (pl.col("micro") + slack)) // HUNDRED == least
    known = pairs.with_columns(least.cast(pl.Float64).alias("least_x")).filter(fits)
    once = nearest(known, pl.col("most_table") != pl.col("table"), pl.col("y_table") != pl.col("table"), "most_line")
    return held_against(once, pl.lit(None, dtype=pl.Float64), pl.col("most_value"), value="least_x")


def numerator_words(failing: pl.DataFrame, titles: pl.DataFrame) -> pl.DataFrame:
    """The sentence for a share of more cases than there can be."""
    named = looked_up(failing, titles.rename({"only": "at_most", "part_title": "most_title"}), "at_most")
    return named.with_columns(
        pl.format("at most {} of {}", words.count("most_value"), words.count("y_value")).alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}, {}: {} of {} (line {}) is {}, but {} (line {}) is {}.",
            words.about(),
            words.period(),
            words.figure(),
            words.count("y_value"),
            "y_line",
            words.count("least_x"),
            "most_title",
            "most_line",
            words.count("most_value"),
        ).alias("explanation"),
    )


def numerators_beyond(parts: pl.DataFrame, told: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Shares whose x holds counts (``at_least``), with the greatest x that their printed y leaves, beside those added.

    Only where each of the counts is printed as one number for the area and time; ``told`` are those of sentences, for
    what no table prints.
    """
    frame = registry.frame().filter(pl.col("at_least").list.len() > 0)
    links = frame.select("indicator", "denominator", "at_least", pl.col("at_least").list.len().alias("members"))
    values = parts.filter((pl.col("what") == "value") & pl.col("micro").is_not_null())
    shares = values.filter(pl.col("unit") == "percent").drop("denominator").join(links, on="indicator", how="inner")
    key = ["document", "area", "breakdown", "period"]
    asked = pl.concat([links["denominator"], links["at_least"].explode()]).implode()
    known = values.filter((pl.col("unit") == "count") & pl.col("indicator").is_in(asked))
    counts = known.filter(pl.col("value").n_unique().over([*key, "indicator"]) == 1)
    in_tables = counts.unique([*key, "indicator"], keep="first", maintain_order=True)
    only_told = told.join(in_tables, on=[*key, "indicator"], how="anti", nulls_equal=True)
    once = pl.concat([in_tables, only_told.select(c for c in told.columns if c in in_tables.columns)], how="diagonal")
    wholes = others(once, [*key, "indicator"], "line", "cell", "value", prefix="y")
    left, right = [*key, "denominator"], [*key, "indicator"]
    known = shares.with_row_index("row").join(
        wholes, left_on=left, right_on=right, how="inner", nulls_equal=True, validate="m:1"
    )
    pieces = known.select("row", *key, "members", "at_least").explode("at_least")
    held = pieces.join(once, left_on=[*key, "at_least"], right_on=right, how="inner", nulls_equal=True, suffix="_of")
    sums = added_up(held.rename({"at_least": "indicator"}), ["row", "members"])
    complete = sums.filter((pl.col("parts") == pl.col("members")) & (pl.col("gaps") == 0))
    pairs = known.drop("members").join(complete, on="row", how="inner", validate="1:1")
    most = (pl.col("y_value").cast(pl.Int64) * (pl.col("micro") + pl.col("half"))) // HUNDRED
    rows = pairs.with_columns(most.cast(pl.Float64).alias("most_x"), (pl.col("sum") / MICROS).alias("held"))
    return held_against(rows, pl.col("held"), pl.lit(None, dtype=pl.Float64), value="most_x")


def beyond_words(failing: pl.DataFrame) -> pl.DataFrame:
    """The sentence for a share of fewer cases than its parts count."""
    return failing.with_columns(
        pl.format("at least {} of {}", words.count("held"), words.count("y_value")).alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}, {}: {} of {} (line {}) is {} at most, but its parts ({}) are {}.",
            words.about(),
            words.period(),
            words.figure(),
            words.count("y_value"),
            "y_line",
            words.count("most_x"),
            "shown",
            words.count("held"),
        ).alias("explanation"),
        pl.concat_str(place("y_"), "parts_basis", separator="; ").alias("compared_with"),
    )


def x_within_y(parts: pl.DataFrame) -> pl.DataFrame:
    """Every x of a printed "x of y" beside its y."""
    counted = parts.filter((pl.col("what") == "x") & (pl.col("denominator") >= 0))
    return held_against(counted, pl.lit(0.0), pl.col("denominator"))


def x_words(failing: pl.DataFrame) -> pl.DataFrame:
    """The sentence for an x that is greater than its y."""
    return failing.with_columns(
        pl.format("at most {}", words.count("denominator")).alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}, {}: {} of {} is printed; a part cannot be greater than its whole.",
            words.about(),
            words.period(),
            words.count("numerator"),
            words.count("denominator"),
        ).alias("explanation"),
        place().alias("compared_with"),
    )


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per whole (or first share of a whole) and set of parts."""
    parts = summable(tables, registry)
    titles = registry.frame().select(pl.col("indicator").alias("only"), pl.col("name").alias("part_title"))
    counts, by_sum = partition_counts(parts, registry), category_counts_of(parts, registry)
    by_numerator = partition_numerators(parts, registry, counts)
    outcomes = together({"its outcomes": pl.concat([counts, by_numerator], how="diagonal_relaxed")})
    return concluded(
        RULE,
        [
            (partition_shares(parts, registry), hundred_words),
            (category_shares(parts, registry), hundred_words),
            (by_sum, partial(share_words, tables=tables, rows=by_sum)),
            (outcomes, partial(sum_words, tables=tables, figures=parts)),
            (within_whole(parts, registry), partial(within_words, tables=tables, titles=titles)),
            (numerators_within(parts, registry), partial(numerator_words, titles=titles)),
            (numerators_beyond(parts, counts_told(tables, registry), registry), beyond_words),
            (x_within_y(parts), x_words),
        ],
    )
