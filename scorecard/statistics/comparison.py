"""A value against a benchmark, a target, others: better, worse or not to be told apart.

``good`` names a column: ``high`` or ``low`` make ``better`` and ``worse`` of above and below, null (no polarity)
makes ``higher`` and ``lower``, and anything else (``info``, a range) is no judgement and says nothing: null. A
verdict is null too where a number is missing. Numbers are compared as they come: say beside the result whether they
were printed or worked out anew, and by which of these methods they were compared. An interval is a pair of columns or
expressions, such as `intervals.wilson` gives.

Sources: the comparers of Fingertips (fingertips-open, ``PholioVisualisationWS/Analysis/``) and, for quartiles, ranks
and neighbours, the local authority interactive tool of the Department for Education (``R/fn_analysis.R``,
``R/ui_panels/user_guide.R``).
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard.statistics.columns import Column, Interval, column, keys, number
from scorecard.statistics.intervals import named_interval, score_limits

BETTER, WORSE, HIGHER, LOWER = "better", "worse", "higher", "lower"
SIMILAR, SAME = "similar", "same"
"""Not told apart by a test; neither better nor worse than a target."""
BANDS = ("A", "B", "C", "D")


def against_fixed(benchmark: Column | float, interval: Interval, *, good: Column) -> pl.Expr:
    """``better``, ``worse`` (``higher``, ``lower``) or ``similar``: a value's interval against a fixed benchmark.

    A benchmark within the interval or on its ends is ``similar``.
    Source: ``SingleOverlappingCIsForOneCILevelComparer.cs``.
    """
    return _verdict(_place(interval, number(benchmark)), good, SIMILAR)


def against_fixed_two_levels(benchmark: Column | float, inner: Interval, outer: Interval, *, good: Column) -> pl.Expr:
    """Five classes from two intervals, of 95% and of 99.8%: `against_fixed` with ``much-better`` to ``much-worse``.

    ``much-`` (``much-higher``, ``much-lower`` without polarity) where the benchmark lies beyond the outer interval too;
    on its ends it does not. Source: ``SingleOverlappingCIsForTwoCILevelsComparer.cs``.
    """
    fixed = number(benchmark)
    much = _place(inner, fixed).abs() + _place(outer, fixed).abs() == 2
    plain = against_fixed(fixed, inner, good=good)
    return pl.when(much).then(pl.format("much-{}", plain)).when(~much).then(plain)


def overlap(interval: Interval, other: Interval, *, good: Column) -> pl.Expr:
    """``similar`` if two intervals have a point in common, else the first against the second.

    Conservative: two intervals can overlap although the difference is significant; see `intervals.newcombe`.
    Source: ``DoubleOverlappingCIsComparer.cs``.
    """
    (lower, upper), (other_lower, other_upper) = (tuple(map(number, ends)) for ends in (interval, other))
    return _verdict(_sides(above=lower > other_upper, below=upper < other_lower), good, SIMILAR)


def control_limits(p0: Column | float, n: Column, confidence: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Lower and upper control limit round a benchmark share ``p0`` for a local denominator ``n``, as shares of 1.

    A funnel plot turned on its side: what areas of this size would show if they were like the benchmark. Null for n
    not above 0 and p0 outside 0 to 1. Source: ``SpcForProportionsComparer.cs``.

    >>> frame = pl.DataFrame({"n": [40]})
    >>> [round(end, 4) for end in frame.select(control_limits(0.9, "n")).row(0)]
    [0.7695, 0.9604]
    """
    sound = (number(n) > 0) & number(p0).is_between(0, 1)
    lower, upper = score_limits(p0, n, confidence)
    return named_interval(pl.when(sound).then(lower), pl.when(sound).then(upper))


def against_limits(value: Column, limits: Interval, *, good: Column) -> pl.Expr:
    """A value against limits round a benchmark, such as `control_limits`; on a limit it is ``similar``.

    Source: ``SpcForProportionsComparer.cs``.
    """
    lower, upper = map(number, limits)
    return _verdict(_sides(above=number(value) > upper, below=number(value) < lower), good, SIMILAR)


def target_single(value: Column, target: Column | float, *, good: Column, interval: Interval | None = None) -> pl.Expr:
    """A value against a target of one number, which is met by reaching it: ``better``, else ``worse``.

    With an ``interval`` its ends are asked instead: ``better`` if all of it meets the target, ``worse`` if none does,
    else ``same``. Without polarity ``higher``, ``lower`` or ``same``. Source: ``SingleValueTargetComparer.cs``; for low
    is good with an interval, its mirror image.
    """
    aim = number(target)
    lower, upper = (number(value), number(value)) if interval is None else map(number, interval)
    met = (
        pl.when(column(good) == "high")
        .then(_sides(above=lower >= aim, below=upper < aim))
        .when(column(good) == "low")
        .then(_sides(above=lower > aim, below=upper <= aim))
        .otherwise(_sides(above=lower > aim, below=upper < aim))
    )
    return _verdict(met, good, SAME)


def target_range(value: Column, lower: Column | float, upper: Column | float, *, good: Column) -> pl.Expr:
    """A value against a target range, of which the lower end is part and the upper end is not.

    ``same`` within it; below and above it ``better`` or ``worse`` by polarity, else ``lower`` or ``higher``.
    Source: ``RangeTargetComparer.cs``, whose unequal ends are kept.
    """
    reading = number(value)
    return _verdict(_sides(above=reading >= number(upper), below=reading < number(lower)), good, SAME)


def rank(frame: pl.DataFrame, *, by: str | Sequence[str], good: str, value: str = "value") -> pl.DataFrame:
    """``frame`` with ``rank`` (1 is best in its group, ties take the better rank) and ``ranked``, how many have one.

    Without ``high`` or ``low`` in ``good`` nothing is best, so ``rank`` is null. A missing value comes last: it has no
    rank and moves no other. Source: LAIT ``R/fn_analysis.R``.
    """
    reading, key = number(value), keys(by)
    return frame.with_columns(
        _by_polarity(
            good, high=reading.rank("min", descending=True).over(key), low=reading.rank("min").over(key)
        ).alias("rank"),
        reading.count().over(key).alias("ranked"),
    )


def quartile_bands(frame: pl.DataFrame, *, by: str | Sequence[str], good: str, value: str = "value") -> pl.DataFrame:
    """``frame`` with the ``lower_quartile``, ``median`` and ``upper_quartile`` of its group and ``band``, A to D.

    Quartiles are R's default (type 7, linear between the ranked values). The upper end of each quarter is part of it,
    whichever way is good; A is the best quarter. Missing values have no band and are left out; without ``high`` or
    ``low`` in ``good`` there is no band. Source: LAIT ``R/fn_analysis.R``; R. J. Hyndman and Y. Fan, "Sample quantiles
    in statistical packages", The American Statistician 50 (1996) 361-365.
    """
    reading, cuts = number(value), {"lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75}
    quarter = pl.sum_horizontal((reading > pl.col(cut)).cast(pl.Int8) for cut in cuts)
    band = _by_polarity(good, high=_band(3 - quarter), low=_band(quarter))
    return frame.with_columns(
        reading.quantile(share, interpolation="linear").over(keys(by)).alias(name) for name, share in cuts.items()
    ).with_columns(pl.when(reading.is_not_null()).then(band).alias("band"))


def neighbour_mean(neighbours: pl.DataFrame, *, by: str | Sequence[str], value: str = "value") -> pl.DataFrame:
    """One row per group: ``mean`` of its neighbours' values, ``neighbours``, and ``with_value``, how many had one.

    A simple mean that leaves out missing values, not a pooled rate; print the two counts beside it. Groups in the order
    in which they first come. Source: LAIT ``R/fn_analysis.R``, ``R/ui_panels/user_guide.R``.
    """
    reading = number(value)
    return neighbours.group_by(keys(by), maintain_order=True).agg(
        reading.mean().alias("mean"), pl.len().alias("neighbours"), reading.count().alias("with_value")
    )


def _sides(*, above: pl.Expr, below: pl.Expr) -> pl.Expr:
    """1, -1 or 0; null where either cannot be told."""
    return above.cast(pl.Int8) - below.cast(pl.Int8)


def _place(interval: Interval, benchmark: pl.Expr) -> pl.Expr:
    """1 where all of an interval is above a benchmark, -1 below, 0 where it holds it."""
    lower, upper = map(number, interval)
    return _sides(above=lower > benchmark, below=upper < benchmark)


def _verdict(place: pl.Expr, good: Column, between: str) -> pl.Expr:
    polarity = column(good)
    above = polarity.replace_strict({"high": BETTER, "low": WORSE, None: HIGHER}, default=None)
    below = polarity.replace_strict({"high": WORSE, "low": BETTER, None: LOWER}, default=None)
    judged = polarity.is_null() | polarity.is_in(["high", "low"])
    return (
        pl.when(place == 1).then(above).when(place == -1).then(below).when(judged & (place == 0)).then(pl.lit(between))
    )


def _by_polarity(good: str, *, high: pl.Expr, low: pl.Expr) -> pl.Expr:
    return pl.when(pl.col(good) == "high").then(high).when(pl.col(good) == "low").then(low)


def _band(quarter: pl.Expr) -> pl.Expr:
    return quarter.replace_strict(range(4), BANDS, return_dtype=pl.String)
