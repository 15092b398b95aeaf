"""Figures as a policy shows them: counts rounded to a base, percentages to its decimals."""

from __future__ import annotations

import polars as pl

from scorecard.disclosure.equations import Equations
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.quantities import PRINT
from scorecard.disclosure.shares import with_halves
from scorecard.frames import looked_up

_ANEW = "rounded-counts"


def base_of(policy: Policy) -> pl.Expr:
    """The number to whose multiples the counts of a row's area are rounded; 1 where they are not."""
    kind = pl.col("area_kind").fill_null("authority")
    return kind.replace_strict(policy.rounding, default=1, return_dtype=pl.Int64)


def to_base(number: pl.Expr, base: pl.Expr) -> pl.Expr:
    """A count rounded to the nearest multiple of ``base``, half up."""
    whole = number.cast(pl.Int64)
    return (2 * whole + base) // (2 * base) * base


def rounded_prints(equations: Equations, policy: Policy) -> pl.DataFrame:
    """What each print tells of its variable once it is rounded: ``least`` and ``most`` whole number."""
    base = base_of(policy)
    rounded = to_base(pl.col("number"), base)
    # half up: from half a base below, to just under half a base above
    least, most = rounded - base // 2, rounded + (base - 1) // 2
    return equations.prints.filter("shown").select(
        *PRINT, "variable", pl.max_horizontal(least, pl.lit(0)).alias("least"), most.alias("most")
    )


def shown_shares(equations: Equations, policy: Policy) -> pl.DataFrame:
    """The percentages that are shown and tell something: with fewer decimals where the policy wants fewer.

    One that is worked out from rounded counts tells nothing that they do not.
    """
    kinds = equations.prints.unique(PRINT, keep="first").select(*PRINT, "area_kind")
    rows = looked_up(equations.shares, kinds, PRINT)
    if policy.percentages.of == _ANEW:
        rows = rows.filter(base_of(policy) == 1)
    fewer = pl.col("decimals") > policy.percentages.decimals
    shortened = rows.with_columns(
        pl.when(fewer).then(_half_up(policy.percentages.decimals)).otherwise("value").alias("value"),
        pl.when(fewer).then(policy.percentages.decimals).otherwise("decimals").cast(pl.Int8).alias("decimals"),
    ).drop("scale", "halves")
    # rounded twice, a percentage may be off by more than half of its last decimal: it is not relied upon then
    again = shortened.pipe(with_halves)
    x, y = 100 * pl.col("scale") * pl.col("x_number"), pl.col("y_number")
    known = pl.col("x_number").is_not_null() & pl.col("y_number").is_not_null()
    inside = x.is_between((pl.col("halves") - 1) * y, (pl.col("halves") + 1) * y)
    return again.with_columns((pl.col("fits") & (~known | inside)).fill_null(True).alias("fits"))


def _half_up(decimals: int) -> pl.Expr:
    step = 10.0**decimals
    return (pl.col("value") * step + 0.5 + 1e-9).floor() / step


def rounded_cells(observations: pl.DataFrame, policy: Policy, equations: Equations) -> pl.DataFrame:
    """``observations`` with counts and percentages as the policy shows them, and ``published`` to match.

    A percentage that is to be worked out anew and has no x and y is hidden as any other figure that cannot be shown.
    """
    base = base_of(policy)
    count = (pl.col("unit") == "count") & (pl.col("value") % 1 == 0) & (base > 1)
    ratio = (pl.col("unit") == "ratio") & (base > 1)
    x, y = to_base(pl.col("numerator"), base), to_base(pl.col("denominator"), base)
    percent = (pl.col("unit") == "percent") & pl.col("value").is_not_null()
    anew = percent & (base > 1) & pl.lit(policy.percentages.of == _ANEW)
    fewer = percent & ~anew & (pl.col("decimals") > policy.percentages.decimals)
    step = 10**policy.percentages.decimals
    worked_out = (2 * 100 * step * x + y) // (2 * y) / step
    value = (
        pl.when(count)
        .then(to_base(pl.col("value"), base).cast(pl.Float64))
        .when(anew & (y > 0))
        .then(worked_out.cast(pl.Float64))
        .when(fewer)
        .then(_half_up(policy.percentages.decimals))
        .when(~anew)
        .then("value")
    )
    told = observations.with_columns(
        value.alias("value"),
        pl.when(anew | fewer).then(policy.percentages.decimals).otherwise("decimals").cast(pl.Int8).alias("decimals"),
        pl.when(base > 1).then(x.cast(pl.Float64)).otherwise("numerator").alias("numerator"),
        pl.when(base > 1).then(y.cast(pl.Float64)).otherwise("denominator").alias("denominator"),
        (count | ratio | anew | fewer).fill_null(False).alias("_changed"),
        ratio.alias("_ratio"),
        (anew & ~(y > 0).fill_null(False)).fill_null(False).alias("_lost"),
    )
    return _published(told, policy)


def _published(told: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    whole = pl.col("value").cast(pl.Int64).cast(pl.String)
    percent = pl.format("{}%", pl.col("value").round(policy.percentages.decimals))
    pair = pl.format("{} of {}", pl.col("numerator").cast(pl.Int64), pl.col("denominator").cast(pl.Int64))
    text = pl.when("_ratio").then(pair).when(pl.col("unit") == "percent").then(percent).otherwise(whole)
    return told.with_columns(
        pl.when("_lost")
        .then(pl.lit(policy.symbols.hidden))
        .when(pl.col("_changed") & (pl.col("status") != "missing"))
        .then(text)
        .otherwise("published")
        .alias("published"),
        pl.when("_lost").then(pl.lit("missing")).otherwise("status").alias("status"),
        pl.when("_lost").then(pl.lit("suppressed")).otherwise("missing_reason").alias("missing_reason"),
    ).drop("_changed", "_ratio", "_lost")
