"""Intervals of proportions and counts, and of the difference of two proportions.

All are expressions for a ``select`` or ``with_columns``, which makes columns ``lower`` and ``upper`` of them; ends
are null where there is nothing to say. Proportions are shares of 1, not percentages.
"""

from __future__ import annotations

import polars as pl
from scipy.special import gammaincinv

from scorecard.statistics.columns import Column, number, special, two_sided_z

WHAT_AN_INTERVAL_MEANS = (
    "Every child is counted, so this is no margin of a sample: the interval shows what the same process could easily "
    "have given."
)
EXACT_BELOW = 10
"""Counts below this have exact limits (PHEindicatormethods; older spreadsheets of public health switched at 389)."""


def wilson(x: Column, n: Column, confidence: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Lower and upper end of the Wilson score interval of ``x`` of ``n``, as shares of 1.

    Null for n = 0, x below 0 and x above n. Source: E. B. Wilson, "Probable inference, the law of succession, and
    statistical inference", Journal of the American Statistical Association 22 (1927) 209-212, as PHEindicatormethods
    (``R/utils.R``) writes it.

    >>> frame = pl.DataFrame({"x": [82], "n": [100]})
    >>> [round(end, 6) for end in frame.select(wilson("x", "n")).row(0)]
    [0.733326, 0.882998]
    """
    share = number(x) / number(n)
    lower, upper = score_limits(share, n, confidence)
    sound = (number(n) > 0) & share.is_between(0, 1)
    # floats may miss an upper end of 1 by a hair on either side
    return named_interval(
        pl.when(sound).then(lower), pl.when(sound).then(pl.max_horizontal(upper.clip(upper_bound=1), share))
    )


def score_limits(share: Column | float, n: Column | float, confidence: float) -> tuple[pl.Expr, pl.Expr]:
    """(2E + z² -/+ z √(z² + 4E(1 - share))) / 2(n + z²) with E = n x share: round a share, or round a benchmark."""
    p, size, z = number(share), number(n), two_sided_z(confidence)
    expected = size * p
    middle, spread = 2 * expected + z**2, z * (z**2 + 4 * expected * (1 - p)).sqrt()
    return (middle - spread) / (2 * (size + z**2)), (middle + spread) / (2 * (size + z**2))


def byar(count: Column, confidence: float = 0.95, *, exact_below: float = EXACT_BELOW) -> tuple[pl.Expr, pl.Expr]:
    """Lower and upper end of the interval of a ``count``; divide both by the population for a rate.

    Byar's approximation, and the exact Poisson limits for counts ``exact_below`` 10. Null for a negative count.
    Source: N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research II (1987), page 69, and
    PHEindicatormethods ``R/utils.R``; for the exact limits F. Garwood, Biometrika 28 (1936) 437-442.

    >>> frame = pl.DataFrame({"count": [25]})
    >>> [round(end, 4) for end in frame.select(byar("count")).row(0)]
    [16.1743, 36.9065]
    """
    events, z, tail = number(count), two_sided_z(confidence), (1 - confidence) / 2
    few = events < exact_below
    lower = (
        pl.when(events == 0)
        .then(0.0)
        .when(few)
        .then(special(gammaincinv, events, pl.lit(tail)))
        .otherwise(_byar_end(events, -z))
    )
    upper = pl.when(few).then(special(gammaincinv, events + 1, pl.lit(1 - tail))).otherwise(_byar_end(events + 1, z))
    return named_interval(pl.when(events >= 0).then(lower), pl.when(events >= 0).then(upper))


def newcombe(
    x1: Column, n1: Column, x2: Column, n2: Column, confidence: float = 0.95
) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Difference of two independent proportions, x1/n1 - x2/n2, and its lower and upper end, as shares of 1.

    The hybrid of two Wilson intervals. Null where either proportion has none. The choice is ours; it is not in the
    systems of which we follow the other rules. Source: R. G. Newcombe, "Interval estimation for the difference between
    independent proportions", Statistics in Medicine 17 (1998) 873-890, method 10.
    """
    (l1, u1), (l2, u2) = wilson(x1, n1, confidence), wilson(x2, n2, confidence)
    p1, p2 = number(x1) / number(n1), number(x2) / number(n2)
    difference = p1 - p2
    lower = difference - ((p1 - l1) ** 2 + (u2 - p2) ** 2).sqrt()
    upper = difference + ((u1 - p1) ** 2 + (p2 - l2) ** 2).sqrt()
    return pl.when(lower.is_not_null()).then(difference).alias("difference"), *named_interval(lower, upper)


def named_interval(lower: pl.Expr, upper: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Two ends as columns ``lower`` and ``upper``."""
    return lower.alias("lower"), upper.alias("upper")


def _byar_end(events: pl.Expr, z: float) -> pl.Expr:
    """events x (1 - 1/(9 events) + z/(3 √events))³"""
    return events * (1 - 1 / (9 * events) + z / (3 * events.sqrt())) ** 3
