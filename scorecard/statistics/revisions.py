"""Do figures that are printed again lean one way? Mean revisions and two tests of them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from scipy.special import betainc, stdtr

from scorecard.statistics.columns import keys, number, special

_SAME = 1e-9


def revisions(
    pairs: pl.DataFrame, *, by: str | Sequence[str], earlier: str = "earlier", later: str = "later"
) -> pl.DataFrame:
    """One row per group of pairs, each the ``earlier`` and the ``later`` value of one period, in the order groups come.

    ``revisions`` (pairs with both values, changed or not), ``mean_revision`` (later - earlier, in their unit: bias),
    ``mean_absolute_revision`` (size), ``t`` and ``t_p_value`` (two-sided t-test of the mean against 0; below 0.05 it
    is significant at 95%), ``upwards`` and ``downwards`` (how many), ``sign_p_value`` (two-sided binomial test of
    these two, revisions of 0 left out). Changes below 1e-9 of the values are 0. The t-test is null for fewer than two
    revisions and where all are equal, the sign test where nothing changed. Both take revisions as independent of each
    other.

    Sources: Office for National Statistics, guide to statistical revisions (mean, mean absolute revision, t-test);
    W. J. Dixon and A. M. Mood, "The statistical sign test", Journal of the American Statistical Association 41 (1946)
    557-566.
    """
    change = number(later) - number(earlier)
    scale = _SAME * pl.max_horizontal(number(earlier).abs(), number(later).abs())
    revision = pl.col("_revision")
    return (
        pairs.select(
            *keys(by),
            pl.when(change.abs() > scale).then(change).otherwise(change * 0).alias("_revision"),
            scale.alias("_same"),
        )
        .group_by(keys(by), maintain_order=True)
        .agg(
            revision.count().alias("revisions"),
            revision.mean().alias("mean_revision"),
            revision.abs().mean().alias("mean_absolute_revision"),
            _t().alias("t"),
            (revision > 0).sum().alias("upwards"),
            (revision < 0).sum().alias("downwards"),
        )
        .with_columns(_t_p_value().alias("t_p_value"), _sign_p_value().alias("sign_p_value"))
    )


def _t() -> pl.Expr:
    """Mean / (standard deviation / √n); null where revisions do not differ from each other."""
    revision = pl.col("_revision")
    spread = revision.std()
    return pl.when(spread > pl.col("_same").max()).then(revision.mean() / (spread / revision.count().sqrt()))


def _t_p_value() -> pl.Expr:
    return 2 * special(stdtr, pl.col("revisions") - 1.0, -pl.col("t").abs())


def _sign_p_value() -> pl.Expr:
    """Twice the chance of as few or fewer on the rarer side, each side as likely: an incomplete beta function."""
    fewer, more = pl.min_horizontal("upwards", "downwards"), pl.max_horizontal("upwards", "downwards")
    chance = special(betainc, more, fewer + 1, pl.lit(0.5))
    return pl.when(more > 0).then((2 * chance).clip(upper_bound=1))
