"""The x and y that are printed beside a percentage, wherever its table prints them."""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.registry import Registry

_PLACE = ["document", "table", "line"]
_KEY = ["document", "table", "area", "period", "breakdown"]


def with_counts_beside(frame: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Give each percentage the x and y printed for it in its own row.

    They come, in this order, from the "x of y" cell of the same indicator; from the columns of the counts
    that the registry links to it (in its own line, or at least in its table); or, in tables by
    category, from the count in the cell before it. A count printed twice for the key is not taken.
    """
    bare = (
        (pl.col("unit") == "percent")
        & pl.col("value").is_not_null()
        & pl.col("numerator").is_null()
        & pl.col("denominator").is_null()
    )
    numbered = frame.with_row_index("_row")
    filled = (
        numbered.filter(bare)
        .pipe(_with_ratio, frame)
        .pipe(_with_links, frame, registry)
        .pipe(_with_neighbour, frame, registry)
    )
    beside = filled.select("_row", _x=pl.coalesce("ratio_x", "link_x", "left_x"), _y=pl.coalesce("ratio_y", "link_y"))
    return (
        looked_up(numbered, beside, "_row")
        .with_columns(numerator=pl.coalesce("numerator", "_x"), denominator=pl.coalesce("denominator", "_y"))
        .drop("_row", "_x", "_y")
    )


def _with_ratio(bare: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    key = [*_PLACE, "indicator", *_KEY[2:]]
    ratios = frame.filter(pl.col("unit") == "ratio").unique(key, keep="none", maintain_order=True)
    ratios = ratios.select(*key, ratio_x="numerator", ratio_y="denominator")
    return looked_up(bare, ratios, key)


def _counts(frame: pl.DataFrame) -> pl.DataFrame:
    """The figures that may be the x or y of a percentage; one misprinted below nought is neither."""
    return frame.filter(~pl.col("unit").is_in(["ratio", "percent"]) & (pl.col("value") >= 0))


def _with_links(bare: pl.DataFrame, frame: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Columns ``link_x`` and ``link_y``: both, or in tables by category x alone, else null."""
    links = registry.frame().select("indicator", x_id="numerator", y_id="denominator")
    linked = looked_up(bare, links, "indicator")
    wanted: tuple[tuple[list[str], str, str], ...] = (
        (["line"], "x_id", "x_here"),
        ([], "x_id", "x_table"),
        (["line"], "y_id", "y_here"),
        ([], "y_id", "y_table"),
    )
    for place, name, target in wanted:
        key = [*_KEY, *place]
        counts = _counts(frame).unique([*key, "indicator"], keep="none", maintain_order=True)
        counts = counts.select(*key, pl.col("indicator").alias(name), pl.col("value").alias(target))
        linked = looked_up(linked, counts, [*key, name])
    # a line of one indicator is a row of a summary: the counts of other rows are not printed beside it
    several = frame.group_by("document", "line").agg(_several=pl.col("indicator").n_unique() > 1)
    linked = looked_up(linked, several, ["document", "line"])
    x = pl.coalesce("x_here", pl.when("_several").then("x_table"))
    y = pl.coalesce("y_here", pl.when("_several").then("y_table"))
    whole = x.is_not_null() & (y.is_not_null() | pl.col("breakdown").is_not_null())
    return linked.with_columns(link_x=pl.when(whole).then(x), link_y=pl.when(whole).then(y))


def _with_neighbour(bare: pl.DataFrame, frame: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Column ``left_x``: the count of the same category, area and period in the cell before; else null.

    A percentage printed where the registry has a count (``0.0%`` for none) takes none: the count before it is not its.
    """
    counted = registry.frame().filter(~pl.col("unit").is_in(["percent", "ratio"])).select("indicator", counted=True)
    counts = _counts(frame).filter(pl.col("breakdown").is_not_null() & (pl.col("part") == 0))
    key = [*_PLACE, *_KEY[2:]]
    before = counts.select(*key, left_cell="cell", left_x="value")
    return (
        bare.with_columns(left_cell=pl.col("cell") - 1)
        .pipe(looked_up, before, [*key, "left_cell"])
        .pipe(looked_up, counted, "indicator")
        .with_columns(left_x=pl.when(pl.col("counted").is_null()).then("left_x"))
    )
