"""What a pack exposes: every printed cell and sentence that tells of 1 to 5 people or cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from scorecard.disclosure.quantities import CLAIM, PRINT, all_prints
from scorecard.disclosure.shares import fitting_numerators, shares_of
from scorecard.frames import looked_up

if TYPE_CHECKING:
    from scorecard.registry import Registry

LEAST, MOST = 1, 5
"""Small numbers, both included: what children's social care publications in England hide most often."""
COUNT, NUMERATOR, REST = "count", "numerator", "rest"
DERIVED_NUMERATOR, DERIVED_REST = "derived-numerator", "derived-rest"
WHAT = (COUNT, NUMERATOR, REST, DERIVED_NUMERATOR, DERIVED_REST)
COLUMNS: dict[str, pl.DataType] = {
    "document": pl.String(),
    "table": pl.String(),
    "line": pl.Int32(),
    "cell": pl.Int32(),
    "part": pl.Int32(),
    "indicator": pl.String(),
    "area": pl.String(),
    "breakdown": pl.String(),
    "period": pl.String(),
    "what": pl.String(),
    "number": pl.Int64(),
    "words": pl.String(),
}
_SAID = ["value", "of", "from-to"]
"""Relations of claims that tell a figure of its own: a change, a target or a forecast counts nobody."""


def exposure(
    observations: pl.DataFrame, claims: pl.DataFrame, registry: Registry, documents: pl.DataFrame
) -> pl.DataFrame:
    """One row per printed cell or sentence and small number that it exposes, in the order of the documents.

    ``what``: a ``count`` of 1 to 5; of a printed x of y the ``numerator`` or the ``rest`` (y less x); of a percentage
    whose y the pack prints, ``derived-numerator`` and ``derived-rest`` where just one whole x gives it. A sentence has
    neither table nor cell, and no indicator where it is not known what it counts. Columns as in `COLUMNS`. The
    registry does not tell people from households, staff or letters, so that every measure with the unit ``count`` is
    here, but for averages; comparators are not. What is the same figure in two places is there twice.
    """
    prints = all_prints(observations, claims, registry)
    rows = pl.concat([_counts(prints), _shares(prints), _derived(prints), _unknown(claims)], how="diagonal")
    titles = registry.frame().select("indicator", pl.col("name").alias("title"))
    order = documents.sort("as_at", "document").select("document").with_row_index("order")
    told = looked_up(looked_up(rows, titles, "indicator"), order, "document").with_columns(_words().alias("words"))
    in_order = told.sort("order", "document", "line", "cell", "part", "what", nulls_last=True, maintain_order=True)
    return in_order.select(pl.col(name).cast(dtype) for name, dtype in COLUMNS.items())


def small(number: pl.Expr) -> pl.Expr:
    """Is it 1 to 5? False for a number that is not known."""
    return number.is_between(LEAST, MOST).fill_null(False)


def _counts(prints: pl.DataFrame) -> pl.DataFrame:
    shown = prints.filter((pl.col("what") == "value") & pl.col("shown") & small(pl.col("number")))
    return shown.with_columns(pl.lit(COUNT).alias("what"))


def _shares(prints: pl.DataFrame) -> pl.DataFrame:
    """Small x and small rests of printed counts; one "x of y" stands in two rows, and its own cell comes first."""
    of_cells = prints.filter(pl.col("what").is_in(["x", "y"]))
    x = of_cells.filter((pl.col("what") == "x") & pl.col("shown"))
    y = of_cells.filter((pl.col("what") == "y") & pl.col("shown")).select(*PRINT, pl.col("number").alias("of"))
    key = [
        "source",
        "document",
        "table",
        "line",
        "indicator",
        "area",
        "breakdown",
        "period",
        "numerator",
        "denominator",
    ]
    pairs = (
        looked_up(x, y, PRINT)
        .sort(pl.col("unit") != "ratio", maintain_order=True)
        .unique(key, keep="first", maintain_order=True)
    )
    rest = pl.col("of") - pl.col("number")
    return pl.concat(
        [
            pairs.filter(small(pl.col("number"))).with_columns(pl.lit(NUMERATOR).alias("what")),
            pairs.filter(small(rest)).with_columns(pl.lit(REST).alias("what"), rest.alias("number")),
        ]
    )


def _derived(prints: pl.DataFrame) -> pl.DataFrame:
    """Percentages that print no x, and whose y is printed: the one x that fits, and the rest that it leaves."""
    shares, _ = shares_of(prints, 0)
    silent = prints.filter((pl.col("what") == "x") & ~pl.col("shown"))
    one = fitting_numerators(shares).filter(pl.col("least_x") == pl.col("most_x"))
    told = silent.drop("number").join(one.select(*PRINT, "least_x", pl.col("y_number").alias("of")), on=PRINT)
    pieces = {DERIVED_NUMERATOR: pl.col("least_x"), DERIVED_REST: pl.col("of") - pl.col("least_x")}
    return pl.concat(
        [
            told.filter(small(number)).with_columns(pl.lit(what).alias("what"), number.alias("number"))
            for what, number in pieces.items()
        ]
    )


def _unknown(claims: pl.DataFrame) -> pl.DataFrame:
    """Small numbers of sentences of which the measure or the time is not known."""
    unknown = pl.col("indicator").is_null() | pl.col("period").is_null()
    figures = claims.filter(unknown & pl.col("relation").is_in(_SAID)).with_columns(pl.lit(CLAIM).alias("source"))
    rest = pl.col("denominator") - pl.col("numerator")
    count = pl.when(pl.col("unit") == "count").then("value")
    pieces = {COUNT: count, NUMERATOR: pl.col("numerator"), REST: rest}
    return pl.concat(
        [
            figures.filter(small(number) & (number % 1 == 0)).with_columns(
                pl.lit(what).alias("what"),
                number.cast(pl.Int64).alias("number"),
                pl.col("denominator").cast(pl.Int64).alias("of"),
            )
            for what, number in pieces.items()
        ]
    ).drop("value", "numerator", "denominator", "relation")


def _words() -> pl.Expr:
    """One plain sentence: where, what of, when, and the number."""
    category = pl.format(", {}", "breakdown").fill_null("")
    area = pl.format(", {}", "area").fill_null("")
    about = pl.concat_str(pl.coalesce("title", "indicator", pl.lit("a measure that is not known")), category, area)
    when = pl.format(", {}", "period").fill_null("")
    of = pl.coalesce(pl.col("of").cast(pl.String), pl.lit("an unknown number"))
    said = {
        COUNT: pl.format("{} counted", "number"),
        NUMERATOR: pl.format("{} of {}", "number", of),
        REST: pl.format("all but {} of {}", "number", of),
        DERIVED_NUMERATOR: pl.format("{} can only be {} of {}", pl.col("published"), "number", of),
        DERIVED_REST: pl.format("{} can only be all but {} of {}", pl.col("published"), "number", of),
    }
    told = pl.lit(None, dtype=pl.String)
    for what, text in said.items():
        told = pl.when(pl.col("what") == what).then(text).otherwise(told)
    where = pl.when(pl.col("source") == CLAIM).then(pl.lit("A sentence")).otherwise(pl.lit("A cell"))
    return pl.format("{} on line {} tells of {}{}: {}.", where, "line", about, when, told)
