"""Bands that say what they mean only beside the others of their row: relative to a range, or to where red starts.

Every function takes and gives one row per tolerance with document, line, indicator, band and the interval.
"""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up

_ROW = ["document", "line", "indicator"]
_STEP = 1
"""Bands are printed in whole numbers: one step from where a band ends the next begins."""
_OUTSIDE = ["below", "above"]
_EDGES = (
    ("lower", "start", "stop"),
    ("upper", "stop", "start"),
    ("lower_closed", "start_closed", "stop_closed"),
    ("upper_closed", "stop_closed", "start_closed"),
)
"""What each edge of an interval above a range is, and what one of an interval below it."""


def beside_range(frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with the intervals of tolerances that are relative to the green range of their row.

    Beside green ``14-20``, ``1 above range`` is what lies above 20 up to 21, and ``1+ above range`` starts at 21.
    Beside green ``+/-5 of 40``, ``+/-10`` is 30 to 50 and ``more than +/-10`` what lies outside of that: two rows, one
    for each side. ``frame`` also has the fields of `scorecard.text.tolerances.Tolerance`; those of relative ones are
    taken away.
    """
    around = pl.col("side") == "around"
    outside = around & pl.col("beyond").is_not_null() & pl.col("about").is_not_null()
    placed = (
        frame.pipe(looked_up, _ranges(frame), _ROW)
        .pipe(looked_up, _starts_of_red(frame), _ROW)
        .with_columns(around=around, side=pl.when(outside).then(pl.lit(_OUTSIDE)).otherwise(pl.concat_list("side")))
        .explode("side")
        .with_columns(_ends())
    )
    relative, above = pl.col("side").is_not_null(), pl.col("side") == "above"
    edges = [
        pl.when(relative).then(pl.when(above).then(of_above).otherwise(of_below)).otherwise(edge).alias(edge)
        for edge, of_above, of_below in _EDGES
    ]
    return placed.with_columns(edges).select(frame.columns).drop("side", "reach", "beyond", "middle")


def _ranges(frame: pl.DataFrame) -> pl.DataFrame:
    """The green range of each row: its ends, and its middle where that is what is printed."""
    green = frame.filter((pl.col("band") == "green") & pl.col("lower").is_not_null() & pl.col("upper").is_not_null())
    first = green.unique(_ROW, keep="first", maintain_order=True)
    return first.select(*_ROW, range_from="lower", range_to="upper", about="middle")


def _starts_of_red(frame: pl.DataFrame) -> pl.DataFrame:
    """How far from the range the red of each row starts, where its start belongs to it."""
    red = frame.filter((pl.col("band") == "red") & (pl.col("beyond") == "from"))
    return red.group_by(_ROW).agg(red_reach=pl.col("reach").min())


def _ends() -> list[pl.Expr]:
    """Where a relative tolerance starts, seen from its range, and where it stops; null where that has no end.

    What lies around a middle starts above and stops below it. Where red starts at the end of amber, that point is
    red's.
    """
    side, beyond, reach = pl.col("side"), pl.col("beyond"), pl.col("reach")
    low, high = (pl.when("around").then("about").otherwise(end) for end in ("range_from", "range_to"))
    end = pl.when(side == "below").then(low).otherwise(high)
    there = end + pl.when(side == "below").then(-reach).otherwise(reach)
    around = side == "around"
    start = pl.when(around | beyond.is_not_null()).then(there).otherwise(end)
    stop = pl.when(around).then(end - reach).when(beyond.is_null()).then(there)
    start_closed = around | (beyond == "from").fill_null(False)
    stop_closed = (reach != pl.col("red_reach")).fill_null(True)
    return [
        start.alias("start"),
        stop.alias("stop"),
        pl.when(start.is_not_null()).then(start_closed).alias("start_closed"),
        pl.when(stop.is_not_null()).then(stop_closed).alias("stop_closed"),
    ]


def amber_below_red(frame: pl.DataFrame) -> pl.DataFrame:
    """An amber ``26%>`` is where amber ends if the bands beside it leave no other meaning, else where it starts.

    Beside red ``26%+`` it means "below 26", for red starts there; beside red ``25+`` and green ``22<`` a ``24>``
    means "up to 24", for it stands right before red, and from 24 on nothing would be said of 22 and 23; beside
    red ``30%+`` and green ``26%<`` it means "from 26".
    """
    red = (pl.col("band") == "red") & pl.col("upper").is_null()
    green = (pl.col("band") == "green") & pl.col("lower").is_null()
    beside = frame.group_by(_ROW).agg(
        red_from=pl.col("lower").filter(red).min(), green_below=pl.col("upper").filter(green).max()
    )
    at_red = pl.col("lower") == pl.col("red_from")
    before_red, beyond_green = pl.col("red_from") - pl.col("lower"), pl.col("lower") - pl.col("green_below")
    between = (before_red > 0) & (before_red <= _STEP) & (beyond_green > _STEP)
    ends = (pl.col("band") == "amber") & pl.col("upper").is_null() & (at_red | between.fill_null(False))
    ends = ends.fill_null(False)
    return (
        frame.join(beside, on=_ROW, how="left", validate="m:1", maintain_order="left")
        .with_columns(
            upper=pl.when(ends).then("lower").otherwise("upper"),
            upper_closed=pl.when(ends).then(between.fill_null(False)).otherwise("upper_closed"),
            lower=pl.when(~ends).then("lower"),
            lower_closed=pl.when(~ends).then("lower_closed"),
        )
        .drop("red_from", "green_below")
    )
