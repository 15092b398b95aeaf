"""What a policy hides by itself: small counts, and percentages of which a part is small."""

from __future__ import annotations

import numpy as np
import polars as pl

from scorecard.disclosure.equations import Equations
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.quantities import PRINT
from scorecard.disclosure.shares import fitting_numerators
from scorecard.disclosure.system import Whole

_HUNDRED = 100
_OF_UNKNOWN = ["count", "ratio"]


def in_range(number: str | pl.Expr, policy: Policy) -> pl.Expr:
    """Is a count one that the policy hides? False for one that is not known."""
    count = pl.col(number) if isinstance(number, str) else number
    return count.is_between(policy.hides.least, policy.hides.most).fill_null(False)


def primary_rows(equations: Equations, policy: Policy) -> pl.DataFrame:
    """The rows (``source``, ``row``) that print a small count, or a percentage of a small one."""
    counts = equations.prints.filter(pl.col("shown") & in_range("number", policy))
    shares = equations.shares.filter(_small_share(policy) | _all_or_none(policy))
    told = told_by_percentage(equations, policy)
    return pl.concat([rows.select(PRINT) for rows in (counts, shares, told)]).unique(maintain_order=True)


def _small_share(policy: Policy) -> pl.Expr:
    """Is the numerator, the denominator or the rest of a share small, of those that the policy looks at?"""
    asked = policy.percentages
    shown = pl.col("halves").is_not_null() | (pl.col("unit") == "ratio")
    parts = {
        "x_number": asked.numerator,
        "y_number": asked.denominator,
    }
    small = [in_range(name, policy) for name, wanted in parts.items() if wanted]
    if asked.rest:
        small.append(in_range(pl.col("y_number") - pl.col("x_number"), policy))
    return shown & pl.any_horizontal(pl.lit(False), *small)


def _all_or_none(policy: Policy) -> pl.Expr:
    """100 % where it may not be shown, and 0 % where nought may not."""
    percent = pl.col("unit") == "percent"
    everybody = (pl.col("value") == _HUNDRED) & pl.lit(not policy.percentages.hundred_shown)
    nobody = (pl.col("value") == 0) & pl.lit(not policy.zero_shown)
    same = (pl.col("unit") == "ratio") & (pl.col("x_number") == pl.col("y_number"))
    return (percent & (everybody | nobody)).fill_null(False) | (
        same & pl.lit(not policy.percentages.hundred_shown)
    ).fill_null(False)


def told_by_percentage(equations: Equations, policy: Policy) -> pl.DataFrame:
    """Percentages of a known y whose x is printed nowhere, where every x that fits, or every rest, is small."""
    asked = policy.percentages
    fitting = fitting_numerators(equations.shares.filter(pl.col("x_number").is_null()))
    x = in_range("least_x", policy) & in_range("most_x", policy)
    rest = in_range(pl.col("y_number") - pl.col("most_x"), policy) & in_range(
        pl.col("y_number") - pl.col("least_x"), policy
    )
    return fitting.with_columns(
        (x & pl.lit(asked.numerator)).alias("small_x"), (rest & pl.lit(asked.rest)).alias("small_rest")
    ).filter(pl.col("small_x") | pl.col("small_rest"))


def protected(equations: Equations, policy: Policy) -> Whole:
    """Variables that are printed nowhere and small: the rests of shares, and numerators that percentages tell."""
    asked = policy.percentages
    everybody = (pl.col("number") == 0) & pl.lit(not asked.hundred_shown)
    rests = equations.variables.filter(
        (pl.col("of_kind") == "rest") & ((in_range("number", policy) & pl.lit(asked.rest)) | everybody)
    )
    told = told_by_percentage(equations, policy)
    numerators = told.filter("small_x")["x"]
    of_told = told.filter(pl.col("small_rest") & pl.col("rest").is_not_null())["rest"]
    parts = [series.to_numpy().astype(np.int64) for series in (rests["variable"], numerators, of_told)]
    return np.unique(np.concatenate(parts))


def unknown_claims(policy: Policy) -> pl.Expr:
    """Figures of sentences without a known measure that are small: nobody can say that they are not of children."""
    unknown = pl.col("indicator").is_null() | pl.col("period").is_null()
    count = (pl.col("unit") == "count") & in_range("value", policy)
    rest = in_range(pl.col("denominator") - pl.col("numerator"), policy)
    parts = in_range("numerator", policy) | in_range("denominator", policy) | rest
    return (unknown & (count | parts)).fill_null(False)
