"""Tolerances: what a printed target allows, as an interval."""

from __future__ import annotations

import polars as pl

from scorecard.text.cells import as_number, plain_text
from scorecard.text.numbers import NUMBER, TO

_FIGURE = rf"({NUMBER}) ?%?"
_BELOW = rf"^< ?{_FIGURE}$|^{_FIGURE} ?<$"
_FROM = rf"^{_FIGURE} ?[>+]$"
_ABOVE = rf"^> ?{_FIGURE}$"
_BETWEEN = rf"^> ?{_FIGURE} ?< ?{_FIGURE}$"
_RANGE = rf"^({NUMBER}){TO}({NUMBER})$"
_WITHIN = rf"^(?:up to ?)?\+/- ?({NUMBER}) of ({NUMBER})$"
_PLAIN = rf"^{_FIGURE}(?: [a-z]+)?$"

_STEP = 1
"""Bands are printed in whole numbers: one step from where a band ends the next begins."""


def _value(text: pl.Expr, pattern: str, group: int = 1) -> pl.Expr:
    return as_number(text.str.extract(f"(?i){pattern}", group))


def read_intervals(printed: pl.Expr, good: pl.Expr, unit: pl.Expr | None = None) -> list[pl.Expr]:
    """Expressions ``lower``, ``upper``, ``lower_closed``, ``upper_closed`` for printed tolerances.

    ``33%>`` and ``35%+`` mean "from", ``13%<`` and ``<33%`` mean "below"; a single number is a target
    that ``good`` (high or low) opens on its good side; words behind a number are allowed unless ``unit`` is
    percent, a percent sign unless it is count. Null bounds are unbounded; all four are null
    where nothing can be read ("range to be set", "n/a", "1+ above range").

    >>> pl.DataFrame({"t": ["<33%"]}).select(*read_intervals(pl.col("t"), pl.lit("high"))).row(0)
    (None, 33.0, None, False)
    """
    text = plain_text(printed).str.replace_all(r"(?i)\btarget\b|\(.*\)", "").str.strip_chars()
    if unit is not None:  # "822 families" is no target of a percentage, "100%" none of a count
        other = ((unit == "percent") & text.str.contains(r"[A-Za-z]{3}")) | ((unit == "count") & text.str.contains("%"))
        text = pl.when(other).then(pl.lit("")).otherwise(text)
    below = pl.coalesce(_value(text, _BELOW, 1), _value(text, _BELOW, 2))
    above = pl.coalesce(_value(text, _FROM), _value(text, _ABOVE))
    first, second = _value(text, _BETWEEN, 1), _value(text, _BETWEEN, 2)
    low, high = _value(text, _RANGE, 1), _value(text, _RANGE, 2)
    width, middle = _value(text, _WITHIN, 1), _value(text, _WITHIN, 2)
    target = _value(text, _PLAIN)
    from_target, to_target = pl.when(good == "high").then(target), pl.when(good == "low").then(target)
    closed_below = text.str.contains(_FROM) | low.is_not_null() | middle.is_not_null() | from_target.is_not_null()
    closed_above = high.is_not_null() | middle.is_not_null() | to_target.is_not_null()
    lower = pl.coalesce(above, first, low, middle - width, from_target)
    upper = pl.coalesce(below, second, high, middle + width, to_target)
    return [
        lower.alias("lower"),
        upper.alias("upper"),
        pl.when(lower.is_not_null()).then(closed_below).alias("lower_closed"),
        pl.when(upper.is_not_null()).then(closed_above).alias("upper_closed"),
    ]


def amber_below_red(frame: pl.DataFrame) -> pl.DataFrame:
    """An amber ``26%>`` is where amber ends if the bands beside it leave no other meaning, else where it starts.

    Beside red ``26%+`` it means "below 26", for red starts there; beside red ``25+`` and green ``22<`` a ``24>``
    means "up to 24", for it stands right before red, and from 24 on nothing would be said of 22 and 23; beside
    red ``30%+`` and green ``26%<`` it means "from 26".

    ``frame`` has one row per tolerance with document, line, indicator, band and the interval.
    """
    row = ["document", "line", "indicator"]
    red = (pl.col("band") == "red") & pl.col("upper").is_null()
    green = (pl.col("band") == "green") & pl.col("lower").is_null()
    beside = frame.group_by(row).agg(
        red_from=pl.col("lower").filter(red).min(), green_below=pl.col("upper").filter(green).max()
    )
    at_red = pl.col("lower") == pl.col("red_from")
    before_red, beyond_green = pl.col("red_from") - pl.col("lower"), pl.col("lower") - pl.col("green_below")
    between = (before_red > 0) & (before_red <= _STEP) & (beyond_green > _STEP)
    ends = (pl.col("band") == "amber") & pl.col("upper").is_null() & (at_red | between.fill_null(False))
    ends = ends.fill_null(False)
    return (
        frame.join(beside, on=row, how="left", validate="m:1", maintain_order="left")
        .with_columns(
            upper=pl.when(ends).then("lower").otherwise("upper"),
            upper_closed=pl.when(ends).then(between.fill_null(False)).otherwise("upper_closed"),
            lower=pl.when(~ends).then("lower"),
            lower_closed=pl.when(~ends).then("lower_closed"),
        )
        .drop("red_from", "green_below")
    )
