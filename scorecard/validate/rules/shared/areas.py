"""A borough's share beside those of its localities: a mean lies within its parts, and moves with them.

How much each locality weighs is not printed. Two things hold for all weights that are likely: no locality is next to
nothing, and from one period to the next none grows at the cost of another.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard import column_words as words
from scorecard.validate.rules.shared.consequences import weighed
from scorecard.validate.rules.shared.figures import printable
from scorecard.validate.rules.shared.pairs import held_against
from scorecard.validate.rules.shared.sums import added_up

_SERIES = ["document", "indicator", "breakdown", "unit", "what"]
_PERIOD = [*_SERIES, "period"]
_LEAST_WEIGHT = 20
"""A locality is at least so many-th of its borough."""


def means(parts: pl.DataFrame) -> pl.DataFrame:
    """Shares and averages of the borough with those of all its localities, one row per period of a document.

    The localities are those of one table; the borough's figure is of that table too, or else of another.
    """
    mean = pl.col("kind").is_in(["share", "average"]) & ~pl.col("areas_add_up").fill_null(False)
    shares = parts.filter(mean & (pl.col("what") == "value") & (pl.col("unit") != "ratio"))
    localities = shares.filter(pl.col("area_kind") == "locality")
    sums = (
        added_up(localities, [*_PERIOD, "table"])
        .filter((pl.col("parts") >= 2) & (pl.col("gaps") == 0))
        .rename({"table": "areas_table"})
        .sort("parts", descending=True, maintain_order=True)
        .unique(_PERIOD, keep="first", maintain_order=True)
    )
    wholes = shares.filter((pl.col("area_kind") == "authority") & pl.col("micro").is_not_null())
    pairs = wholes.join(sums, on=_PERIOD, how="inner", nulls_equal=True, validate="m:1")
    elsewhere = pl.col("table") != pl.col("areas_table")
    return pairs.sort(elsewhere, "line", "cell", maintain_order=True).unique(_PERIOD, keep="first", maintain_order=True)


def at_an_end(pairs: pl.DataFrame) -> pl.DataFrame:
    """Boroughs beside what their localities allow if each of them is at least a twentieth of the borough.

    Only where the figure lies within them: outside of them it is wrong whatever they weigh.
    """
    inside = pairs.filter(pl.col("micro").is_between("least", "greatest") & (pl.col("greatest") > pl.col("least")))
    slack = pl.col("slack") // pl.col("parts") + pl.col("half")
    lowest = pl.col("least") + (pl.col("sum") - pl.col("parts") * pl.col("least")) // _LEAST_WEIGHT
    highest = pl.col("greatest") - (pl.col("parts") * pl.col("greatest") - pl.col("sum")) // _LEAST_WEIGHT
    bounds = printable(pl.min_horizontal(lowest, highest) - slack, pl.max_horizontal(lowest, highest) + slack)
    nearest_bound = pl.when(pl.col("micro") < lowest).then(bounds[0]).otherwise(bounds[1])
    low = pl.col("micro") - pl.col("least") < pl.col("greatest") - pl.col("micro")
    return held_against(inside, *_one_side(bounds, low)).with_columns(nearest_bound.alias("expected_value"))


def end_words(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Information: what a locality weighs is not printed."""
    return weighed(failing, tables).with_columns(
        pl.format("between {} and {}", words.figure("least"), words.figure("greatest")).alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}, {}: {} is printed, which is that of one area alone ({}); the others would have to count for nothing.",
            words.about(),
            words.period(),
            words.figure(),
            "shown",
        ).alias("explanation"),
        pl.col("parts_basis").alias("compared_with"),
    )


def moves(pairs: pl.DataFrame) -> pl.DataFrame:
    """Boroughs beside their figure of the period before: up no more than the area that rose most, and down likewise.

    Only where both periods print the same localities. ``risen`` and ``fallen`` are the greatest moves of an area.
    """
    kinds = pairs.filter(pl.col("period_start").is_not_null()).sort("period_start", maintain_order=True)
    over = [*_SERIES, "period_kind"]
    kept = ["micro", "half", "decimals", "period", "line", "cell", "part_micros", "areas", "slack", "parts_basis"]
    named = kinds.with_columns(_areas().alias("areas"))
    before = named.with_columns(pl.col(kept).shift(1).over(over).name.prefix("old_"))
    both = before.filter(pl.col("old_areas") == pl.col("areas")).with_row_index("row")
    steps = (
        both.select("row", "decimals", new=pl.col("part_micros"), old=pl.col("old_part_micros"), area=pl.col("areas"))
        .explode("new", "old", "area")
        .group_by("row", maintain_order=True)
        .agg(
            (pl.col("new") - pl.col("old")).max().clip(0, None).alias("risen"),
            (pl.col("new") - pl.col("old")).min().clip(None, 0).alias("fallen"),
            pl.format(
                "{} from {} to {}",
                "area",
                words.number(pl.col("old"), pl.col("decimals")),
                words.number(pl.col("new"), pl.col("decimals")),
            )
            .str.join(", ")
            .alias("steps"),
        )
    )
    moved = both.join(steps, on="row", how="left", validate="1:1", maintain_order="left")
    one_area = (pl.col("slack") + pl.col("old_slack")) // pl.col("parts")
    # a figure lies within half a digit of its print, and never a whole half above it
    slack = one_area + pl.col("half") + pl.col("old_half") - 1
    old = pl.col("old_micro")
    bounds = printable(old + pl.col("fallen") - slack, old + pl.col("risen") + slack)
    return held_against(moved, *_one_side(bounds, pl.col("micro") < old))


def _one_side(bounds: tuple[pl.Expr, pl.Expr], low: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The bound that a low or a high figure could break: the two together would seem to confirm it."""
    return pl.when(low).then(bounds[0]), pl.when(~low).then(bounds[1])


def _areas() -> pl.Expr:
    """The names of a row's localities, without their figures: what two periods must share."""
    return pl.col("part_names").list.eval(pl.element().str.replace(r" \([^()]*\)$", ""))


def move_words(failing: pl.DataFrame) -> pl.DataFrame:
    """Information: the areas may have grown at the cost of each other, but hardly by so much."""
    up = pl.col("micro") > pl.col("old_micro")
    most = pl.when(up).then("risen").otherwise("fallen").abs()
    way = pl.when(up).then(pl.lit("rose")).otherwise(pl.lit("fell"))
    none = pl.format("no area {}", way)
    least = pl.format("no area {} by more than {}", way, words.number(most, pl.col("decimals")))
    return failing.with_columns(
        pl.lit("a move that the areas allow").alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}, {}: the figure {} from {} ({}) to {}, but {} ({}).",
            words.about(),
            words.period(),
            way,
            words.figure("old_micro", "old_decimals"),
            words.labelled("old_period"),
            words.figure(),
            pl.when(most == 0).then(none).otherwise(least),
            "steps",
        ).alias("explanation"),
        pl.concat_str(
            pl.format("{}:{}:{}", "document", "old_line", "old_cell"), "parts_basis", "old_parts_basis", separator="; "
        ).alias("compared_with"),
    )
