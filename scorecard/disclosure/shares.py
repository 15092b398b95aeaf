"""Printed percentages as bounds of x and y, and the rest that a share leaves."""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up

_HALVES = 2
"""Percentages are held in halves of their last decimal, so that a rounding interval has whole ends."""


def shares_of(prints: pl.DataFrame, first: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of shares with their x and y, and the rests of each pair of x and y, as variables numbered from ``first``.

    Of shares: ``scale`` (halves of the last decimal in one point) and ``halves`` (the percentage in them) are null
    where no percentage is printed; ``fits``: the printed percentage is that of x and y, or one of them is not known;
    ``tie``: x of y lies just between two percentages, so that the lower one was printed.
    """
    columns = ["value", "decimals", "unit", "status", "indicator", "document", "table", "line", "cell"]
    x = _of(prints, "x").select("source", "row", "x", "x_number", *columns)
    y = _of(prints, "y").select("source", "row", "y", "y_number")
    pairs = x.join(y, on=["source", "row"], how="inner", validate="1:1", maintain_order="left")
    rests = _rests(pairs, prints, first)
    rows = looked_up(pairs, rests.select("x", "y", pl.col("variable").alias("rest")), ["x", "y"])
    return rows.pipe(with_halves).pipe(_with_fit), rests


def with_halves(rows: pl.DataFrame) -> pl.DataFrame:
    """``rows`` with the printed percentage in halves of its last decimal: ``halves``, ``scale`` of them in a point."""
    percent = (pl.col("unit") == "percent") & pl.col("value").is_not_null()
    scale = (_HALVES * pl.lit(10).pow(pl.col("decimals").fill_null(0).cast(pl.Int64))).cast(pl.Int64)
    return rows.with_columns(pl.when(percent).then(scale).alias("scale")).with_columns(
        (pl.col("value") * pl.col("scale")).round(0).cast(pl.Int64).alias("halves")
    )


def _of(prints: pl.DataFrame, what: str) -> pl.DataFrame:
    return prints.filter((pl.col("what") == what) & pl.col("unit").is_in(["percent", "ratio"])).rename(
        {"variable": what, "number": f"{what}_number"}
    )


def _rests(pairs: pl.DataFrame, prints: pl.DataFrame, first: int) -> pl.DataFrame:
    """One row per pair of variables that are x and y of a share: y less x as a variable like the others."""
    about = prints.unique("variable", keep="first").select(
        pl.col("variable").alias("x"), "quantity", "area", "area_kind", "breakdown", "period"
    )
    once = pairs.select("x", "y", "x_number", "y_number").unique(["x", "y"], maintain_order=True)
    sound = (pl.col("x_number") <= pl.col("y_number")).fill_null(True) & (pl.col("x") != pl.col("y"))
    return (
        looked_up(once.filter(sound), about, "x")
        .with_row_index("variable", offset=first)
        .with_columns(
            pl.col("variable").cast(pl.Int64),
            pl.lit("rest").alias("of_kind"),
            (-1 - pl.col("variable").cast(pl.Int64)).alias("subject"),
            (pl.col("y_number") - pl.col("x_number")).alias("number"),
            pl.col("area_kind").fill_null("authority"),
            pl.lit(False).alias("own_print"),
        )
    )


def _with_fit(rows: pl.DataFrame) -> pl.DataFrame:
    x, y = 100 * pl.col("scale") * pl.col("x_number"), pl.col("y_number")
    least, most = (pl.col("halves") - 1) * y, (pl.col("halves") + 1) * y
    known = pl.col("x_number").is_not_null() & pl.col("y_number").is_not_null()
    return rows.with_columns(
        (~known | x.is_between(least, most)).fill_null(True).alias("fits"),
        (~known | (x == most)).fill_null(True).alias("tie"),
    )


def fitting_numerators(rows: pl.DataFrame) -> pl.DataFrame:
    """Percentages of a known y with the least and the most whole x that give them: ``least_x``, ``most_x``.

    Half up, so that the upper end of a rounding interval belongs to the next percentage. Rows without a percentage or
    a y above nought, and those that no x gives, are left out. Source: the GRIM idea, Brown and Heathers (2017).
    """
    y, full = pl.col("y_number"), 100 * pl.col("scale")
    least = -(-((pl.col("halves") - 1) * y) // full)
    most = ((pl.col("halves") + 1) * y - 1) // full
    known = rows.filter(pl.col("halves").is_not_null() & (y > 0)).with_columns(
        pl.max_horizontal(least, pl.lit(0)).alias("least_x"), pl.min_horizontal(most, y).alias("most_x")
    )
    return known.filter(pl.col("least_x") <= pl.col("most_x"))
