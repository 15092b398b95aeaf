"""Counts behind printed figures: which cells and sentences print one and the same number of children.

A *subject* is what a count is about: whose, which measure, area, category and time. A *variable* is a subject with one
printed number: a subject that packs print twice and differently (a restatement, a mistake) has two, because equations
hold for each of them in its own place. Every x and y of a share is a variable too, printed or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from scorecard.frames import looked_up
from scorecard.text.expressions import as_decimals

if TYPE_CHECKING:
    from scorecard.registry import Registry

SUBJECT = ["authority", "quantity", "area", "breakdown", "when", "rolling"]
PRINT = ["source", "row"]
OBSERVATION, CLAIM = "observation", "claim"
_RELATIONS = ["value", "of"]
"""What a sentence says of a figure that is the figure itself, and no change, target or forecast."""
_ROLLING = "rolling-12-months"
_RATES = "^rate_"
_RULES = ["kind", "numerator", "denominator", "rate_count", "adds_up", "areas_add_up", "unique_persons", "parts_of"]
_PERIOD = ["period_kind", "period_start", "period_end"]


def printed_rows(observations: pl.DataFrame, claims: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """One row per observation about the authority or its areas and per claim of a known measure and time.

    ``source`` and ``row`` (from 0, in the frame that it comes from) say which. Comparators, averages and what a
    sentence says of changes, targets and forecasts are left out. The registry's rules are columns (``own_kind``,
    ``x_id``, ``y_id``, ``rate_count`` …); a measure that the registry does not know has none.
    """
    cells = observations.with_row_index("row").with_columns(pl.lit(OBSERVATION).alias("source"))
    said = _claims_like_cells(claims, cells)
    both = pl.concat([cells.with_columns(pl.col("row").cast(pl.Int64)), said], how="diagonal")
    named = {"kind": "own_kind", "numerator": "x_id", "denominator": "y_id"}
    known = rules.select(
        "indicator",
        *(pl.col(c).alias(named.get(c, c)) for c in _RULES),
        pl.col("breakdown").alias("has_categories"),
        pl.col("basis").alias("usual_basis"),
    )
    joined = looked_up(both, known, "indicator")
    own = joined.filter(
        pl.col("area_kind").fill_null("authority") != "comparator", pl.col("own_kind").fill_null("flow") != "average"
    )
    return own.with_columns(_when().alias("when"), (pl.col("basis") == _ROLLING).fill_null(False).alias("rolling"))


def _claims_like_cells(claims: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """Figures of sentences with the columns of cells; when a period is and what an area is, is told by the cells."""
    told = claims.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64), pl.lit(CLAIM).alias("source"))
    certain = told.filter(
        pl.col("indicator").is_not_null() & pl.col("period").is_not_null() & pl.col("relation").is_in(_RELATIONS)
    )
    of_document, of_all = (_times(cells, by) for by in (["document", "period"], ["period"]))
    areas = cells.group_by("authority", "area").agg(pl.col("area_kind").first())
    timed = looked_up(certain, of_document, ["document", "period"])
    timed = looked_up(timed, of_all, "period", suffix="_of_all").with_columns(
        pl.coalesce(column, f"{column}_of_all").alias(column) for column in _PERIOD
    )
    return looked_up(timed, areas, ["authority", "area"]).select(
        *PRINT,
        *("document", "line", "part", "indicator", "authority", "area", "area_kind", "period", *_PERIOD),
        *("value", "unit", "numerator", "denominator", "published"),
        pl.lit("reported").alias("status"),
        as_decimals(pl.col("published")).alias("decimals"),
    )


def _times(cells: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """When a period is, where cells of it agree: a year to date ends when the document says so."""
    return cells.group_by(by).agg(pl.when(pl.col(c).n_unique() == 1).then(pl.col(c).first()).alias(c) for c in _PERIOD)


def _when() -> pl.Expr:
    """The label of a period, with its end for a year to date; a row without one is of a time of its own."""
    to_date = pl.col("period_kind") == "year_to_date"
    alone = pl.format("?{}{}", "source", "row")
    ended = pl.format("{} {}", "period", pl.col("period_end").cast(pl.String))
    return pl.when(pl.col("period").is_null()).then(alone).when(to_date).then(ended).otherwise("period")


def find_prints(rows: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """One row per count that a row prints or has behind it: ``what`` is ``value``, ``x`` or ``y``.

    ``number`` is null where the count itself is not printed (a missing mark, the x and y of a lone percentage);
    ``variable`` and ``subject`` are whole numbers; ``shown``: the row prints the number.
    """
    whole = (pl.col("value").fill_null(0) % 1 == 0) & (pl.col("value").fill_null(0) >= 0)
    counts = rows.filter((pl.col("unit") == "count") & whole).with_columns(
        pl.lit("value").alias("what"), pl.col("indicator").alias("quantity"), pl.col("value").alias("number")
    )
    shares = rows.filter(pl.col("unit").is_in(["percent", "ratio"]))
    rates = rows.filter(pl.col("unit").str.contains(_RATES) & pl.col("numerator").is_not_null())
    x_of_rate = rates.with_columns(pl.col("rate_count").alias("x_id"))
    pieces = [counts, _part(shares, "x"), _part(shares, "y"), _part(x_of_rate, "x")]
    prints = pl.concat(pieces, how="diagonal").with_columns(pl.col("number").cast(pl.Int64, strict=False))
    placed = _with_category_of_whole(prints, rules)
    return _numbered(placed.with_columns(pl.col("number").is_not_null().alias("shown")))


def _part(shares: pl.DataFrame, what: str) -> pl.DataFrame:
    """The x or the y of shares as counts of the measures that the registry names, else of the share's own."""
    printed = "numerator" if what == "x" else "denominator"
    own_name = pl.concat_str("indicator", pl.lit(f":{what}"))
    whole = pl.col(printed).fill_null(0)
    return shares.filter((whole % 1 == 0) & (whole >= 0)).with_columns(
        pl.lit(what).alias("what"),
        pl.coalesce(f"{what}_id", own_name).alias("quantity"),
        pl.col(printed).alias("number"),
    )


def _with_category_of_whole(rows: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """The y of a category's share is that of the whole where the measure it counts has no categories."""
    known = rules.select(pl.col("indicator").alias("quantity"), pl.col("breakdown").alias("_categories"))
    joined = looked_up(rows, known, "quantity")
    of_whole = (pl.col("what") == "y") & ~pl.col("_categories").fill_null(True)
    return joined.with_columns(pl.when(~of_whole).then("breakdown").alias("breakdown")).drop("_categories")


def _numbered(prints: pl.DataFrame) -> pl.DataFrame:
    """``prints`` with whole numbers for subject and variable.

    A count that is not printed is the one that its document, or else every pack, prints for its subject, where that is
    one number.
    """
    told = prints
    for by, name in (([*SUBJECT, "document"], "_here"), (SUBJECT, "_anywhere")):
        one = (
            prints.filter(pl.col("number").is_not_null())
            .group_by(by)
            .agg(pl.when(pl.col("number").n_unique() == 1).then(pl.col("number").first()).alias(name))
        )
        told = looked_up(told, one, by)
    merged = told.with_columns(pl.coalesce("number", "_here", "_anywhere").alias("number")).drop("_here", "_anywhere")
    ordered = merged.sort("source", "row", "what", descending=[True, False, False], maintain_order=True)
    for by, name in ((SUBJECT, "subject"), ([*SUBJECT, "number"], "variable")):
        ids = ordered.select(by).unique(maintain_order=True).with_row_index(name)
        ordered = looked_up(ordered, ids.with_columns(pl.col(name).cast(pl.Int64)), by)
    return ordered


def all_prints(observations: pl.DataFrame, claims: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The prints of `find_prints` of all cells and sentences, with the columns of their rows."""
    rules = registry.frame()
    return find_prints(printed_rows(observations, claims, rules), rules)
