"""Months against the quarter, the year to date and the rolling year that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.column_words import MICROS
from scorecard.frames import looked_up
from scorecard.validate.rules.shared.consequences import weighed
from scorecard.validate.rules.shared.figures import SUBJECT, printable
from scorecard.validate.rules.shared.pairs import held_against
from scorecard.validate.rules.shared.sums import added_up, against_sum

if TYPE_CHECKING:
    from scorecard.registry import Registry

SERIES = [*SUBJECT, "unit", "what"]
_WHOLE = ["quarter", "year_to_date", "financial_year"]
_IN_MONTH = "in-month"
_ROLLING = "rolling-12-months"
_MONTHS_OF_A_YEAR = 12
_MONTHS_OF_A_QUARTER = 3


def _month_number(day: str) -> pl.Expr:
    return pl.col(day).dt.year().cast(pl.Int64) * 12 + pl.col(day).dt.month().cast(pl.Int64)


def monthly(parts: pl.DataFrame) -> pl.DataFrame:
    """One row per series and month of a document, gaps included: from the table that prints most of the months."""
    months = parts.filter(pl.col("period_kind") == "month")
    there = pl.col("micro").is_not_null()
    return (
        months.with_columns(there.sum().over([*SERIES, "table"]).alias("_many"))
        .sort(
            there, "_many", "table", "line", "cell", descending=[True, True, False, False, False], maintain_order=True
        )
        .unique([*SERIES, "period"], keep="first", maintain_order=True)
        .with_columns(_month_number("period_start").alias("month"))
        .drop("_many")
    )


def _wholes(parts: pl.DataFrame) -> pl.DataFrame:
    """Printed figures of longer periods, with the numbers of their first and last month and a row number."""
    return (
        parts.filter(pl.col("period_kind").is_in(_WHOLE) & pl.col("micro").is_not_null())
        .with_columns(_month_number("period_start").alias("first"), _month_number("period_end").alias("last"))
        .with_row_index("row")
    )


def _with_months(wholes: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """``wholes`` with the sums of their months; months that are not printed at all count as gaps."""
    inside = (
        wholes.select("row", "first", "last", *SERIES)
        .join(months, on=SERIES, how="inner", nulls_equal=True)
        .filter(pl.col("month").is_between("first", "last"))
    )
    sums = added_up(inside, ["row"]).filter(pl.col("parts") >= 1)
    asked = pl.col("last") - pl.col("first") + 1
    return wholes.join(sums, on="row", how="inner", validate="1:1").with_columns(
        (asked - pl.col("parts")).clip(pl.col("gaps"), None).alias("gaps"), asked.alias("asked")
    )


def _additive(parts: pl.DataFrame) -> pl.DataFrame:
    """What adds up over months: counts the registry calls additive, and x and y of shares counted in the month."""
    counted = (pl.col("what") == "value") & pl.col("adds_up").fill_null(False) & (pl.col("unit") == "count")
    pieces = (pl.col("what") != "value") & (pl.col("kind") == "share") & (pl.col("usual_basis") == _IN_MONTH)
    return parts.filter(counted | pieces)


def added(parts: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """Quarters and years beside the sum of their months (at least two; only from below where one is missing)."""
    wholes = _with_months(_wholes(_additive(parts)), _additive(months).filter(pl.col("basis") == _IN_MONTH))
    return against_sum(wholes.filter((pl.col("parts") >= 2) | (pl.col("asked") == 1)))


def added_quarters(parts: pl.DataFrame, by_months: pl.DataFrame) -> pl.DataFrame:
    """Years beside the sum of their quarters, where every quarter is printed and no month is (``by_months``).

    A year to date of some months beyond a quarter is not compared.
    """
    additive = _additive(parts)
    quarters = (
        additive.filter((pl.col("period_kind") == "quarter") & pl.col("micro").is_not_null())
        .sort("table", "line", "cell", maintain_order=True)
        .unique([*SERIES, "period"], keep="first", maintain_order=True)
        .with_columns(_month_number("period_start").alias("month"))
    )
    years = _wholes(additive.filter(pl.col("period_kind") != "quarter"))
    open_ones = years.join(
        by_months, on=["document", "line", "cell", "part", "indicator"], how="anti", nulls_equal=True
    )
    wholes = _with_months(open_ones, quarters).with_columns(
        (pl.col("asked") - _MONTHS_OF_A_QUARTER * pl.col("parts")).alias("gaps")
    )
    return against_sum(wholes.filter((pl.col("gaps") == 0) & (pl.col("parts") >= 2)))


def unique_persons(parts: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """Counts of people, each once: never above the sum of the months, never below the greatest month."""
    people = pl.col("unique_persons").fill_null(False) & (pl.col("what") == "value") & (pl.col("unit") == "count")
    return bounded(_with_months(_wholes(parts.filter(people)), months.filter(people)))


def bounded(wholes: pl.DataFrame) -> pl.DataFrame:
    """Wholes of people: at least the greatest part, and at most the sum where every part is there."""
    least, most = printable(pl.col("greatest"), pl.col("sum"))
    compared = held_against(wholes, least, pl.when(pl.col("gaps") == 0).then(most))
    nearest_bound = pl.when(pl.col("micro") < pl.col("greatest")).then(least).otherwise(most)
    return compared.with_columns(nearest_bound.alias("expected_value"))


def between(wholes: pl.DataFrame) -> pl.DataFrame:
    """``wholes`` with the interval from its least to its greatest part, both with their rounding and its own."""
    parts_half = pl.col("slack") // pl.col("parts")
    slack = parts_half + pl.col("half")
    lower, upper = printable(pl.col("least") - slack, pl.col("greatest") + slack)
    nearest_bound = pl.when(pl.col("micro") < pl.col("least")).then(lower).otherwise(upper)
    return held_against(wholes, lower, upper).with_columns(nearest_bound.alias("expected_value"))


def between_words(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The sentence for a whole outside the range of its parts; ``parts_are`` names them ("the months")."""
    floor, top = _ends()
    return weighed(failing, tables).with_columns(
        pl.format("between {} and {}", floor, top).alias("expected"),
        pl.format(
            "{}, {}: {} is printed, but {} ({}) allow only {} to {}.{}",
            words.about(),
            words.period(),
            words.figure(),
            "parts_are",
            "shown",
            floor,
            top,
            "consequence",
        ).alias("explanation"),
        pl.col("parts_basis").alias("compared_with"),
    )


def _ends() -> tuple[pl.Expr, pl.Expr]:
    """In words, the least and the most that the parts allow: people are at least the greatest part, at most the sum."""
    least, greatest = words.figure("least"), words.figure("greatest")
    people, total = pl.col("unique_persons").fill_null(False), words.number(pl.col("sum"), pl.col("decimals"))
    most = pl.when(pl.col("upper").is_null()).then(pl.lit("any number")).otherwise(total)
    return pl.when(people).then(greatest).otherwise(least), pl.when(people).then(most).otherwise(greatest)


def _monthly_shares(months: pl.DataFrame) -> pl.DataFrame:
    share = (pl.col("kind") == "share") & (pl.col("what") == "value") & (pl.col("unit") == "percent")
    return months.filter(share & (pl.col("basis") == _IN_MONTH))


def _yearly_shares(parts: pl.DataFrame) -> pl.DataFrame:
    share = (pl.col("kind") == "share") & (pl.col("what") == "value") & (pl.col("unit") == "percent")
    return _wholes(parts.filter(share & (pl.col("usual_basis") == _IN_MONTH)))


def _weighted_months(months: pl.DataFrame) -> pl.DataFrame:
    """Monthly shares with their ``weight``: their own y, or the printed count of their denominator."""
    counts = months.filter((pl.col("unit") == "count") & (pl.col("what") == "value"))
    key = ["document", "area", "breakdown", "period", "denominator_id"]
    weights = counts.select(*key[:-1], pl.col("indicator").alias("denominator_id"), pl.col("value").alias("weight"))
    shares = looked_up(_monthly_shares(months), weights, key).filter(pl.col("micro").is_not_null())
    return shares.with_columns(pl.coalesce("denominator", "weight").alias("weight"))


def _weighted_sums(wholes: pl.DataFrame, shares: pl.DataFrame) -> pl.DataFrame:
    """One row per yearly share: ``top`` and ``bottom`` of the mean of its months, and what they say in words."""
    inside = (
        wholes.select("row", "first", "last", *SERIES)
        .join(shares, on=SERIES, how="inner", nulls_equal=True)
        .filter(pl.col("month").is_between("first", "last"))
        .sort("row", "month")
    )
    weight = pl.col("weight").cast(pl.Int64)
    return inside.group_by("row", maintain_order=True).agg(
        (weight * pl.col("micro")).sum().alias("top"),
        (weight * pl.col("half")).sum().alias("slack"),
        weight.sum().alias("bottom"),
        (pl.col("weight").is_not_null() & (pl.col("weight") >= 0)).sum().cast(pl.Int64).alias("parts"),
        pl.format("{}: {} of {}", words.labelled(), words.figure(), words.count("weight"))
        .str.join(", ")
        .alias("shown"),
        pl.concat_str("document", pl.lit(":"), pl.col("line").cast(pl.String)).str.join("; ").alias("parts_basis"),
    )


def weighted(parts: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """A year's share beside the mean of its months, weighted with the printed counts of the denominator.

    Each month's share may be off by half of its last decimal, and so the mean may; months without a count take
    their own y. Needs every month.
    """
    wholes = _yearly_shares(parts)
    sums = _weighted_sums(wholes, _weighted_months(months))
    every_month = pl.col("parts") == pl.col("last") - pl.col("first") + 1
    complete = wholes.join(sums, on="row", how="inner", validate="1:1").filter(
        every_month & (pl.col("parts") >= 2) & (pl.col("bottom") > 0)
    )
    y = pl.col("bottom")
    slack = pl.col("slack") + pl.col("half") * y
    bounds = printable(-((slack - pl.col("top")) // y), (pl.col("top") + slack) // y)
    mean = (pl.col("top") / (y * MICROS)).alias("expected_value")
    return held_against(complete, *bounds).with_columns(mean)


def weighted_words(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The sentence for a yearly share that is not the weighted mean of its months."""
    mean = words.expected()
    return weighed(failing, tables).with_columns(
        pl.concat_str(pl.lit("about "), mean).alias("expected"),
        pl.format(
            "{}, {}: the months ({}) give {}, but {} is printed.{}",
            words.about(),
            words.period(),
            "shown",
            mean,
            words.figure(),
            "consequence",
        ).alias("explanation"),
        pl.col("parts_basis").alias("compared_with"),
    )


def share_between(parts: pl.DataFrame, months: pl.DataFrame, weighted_ones: pl.DataFrame) -> pl.DataFrame:
    """A year's share between its least and its greatest month, where no weighted mean could be taken."""
    wholes = _yearly_shares(parts)
    done = weighted_ones.select("document", "line", "cell", "part", "indicator")
    complete = _with_months(wholes, _monthly_shares(months)).filter((pl.col("gaps") == 0) & (pl.col("parts") >= 2))
    left = complete.join(done, on=["document", "line", "cell", "part", "indicator"], how="anti", nulls_equal=True)
    return between(left)


def rolling(parts: pl.DataFrame, registry: Registry) -> tuple[pl.DataFrame, list[str]]:
    """Rolling years beside the sum of their twelve months, and why this could not run.

    The registry says of a rolling count which monthly count it sums (``rolling_of``).
    """
    frame = registry.frame()
    none = parts.clear()
    if "rolling_of" not in frame.columns or frame["rolling_of"].is_null().all():
        return none, ["rolling years: the registry names no monthly count that a rolling count sums"]
    links = frame.filter(pl.col("rolling_of").is_not_null()).select("indicator", "rolling_of")
    values = monthly(parts.filter((pl.col("what") == "value") & (pl.col("unit") == "count")))
    wholes = (
        parts.filter((pl.col("basis") == _ROLLING) & (pl.col("what") == "value") & pl.col("micro").is_not_null())
        .join(links, on="indicator", how="inner", validate="m:1")
        .with_columns(_month_number("period_end").alias("last"))
        .with_row_index("row")
    )
    keys = ["document", "area", "breakdown"]
    inside = (
        wholes.select("row", "last", *keys, "rolling_of")
        .join(values, left_on=[*keys, "rolling_of"], right_on=[*keys, "indicator"], how="inner", nulls_equal=True)
        .filter(pl.col("month").is_between(pl.col("last") - _MONTHS_OF_A_YEAR + 1, pl.col("last")))
    )
    years = wholes.join(added_up(inside, ["row"]), on="row", how="inner", validate="1:1").with_columns(
        (_MONTHS_OF_A_YEAR - pl.col("parts")).clip(pl.col("gaps"), None).alias("gaps")
    )
    return against_sum(years.filter(pl.col("gaps") == 0)), []
