"""Every figure ticked: which comparisons hold each printed figure, and which figures nothing holds.

Auditors tick a figure for each place that confirms it. A comparison ticks the figure that it is about and those that it
was compared with; only one with both bounds confirms, for "not more than its whole" says little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard.frames import looked_up
from scorecard.measures.ticks import comparisons
from scorecard.schema import SCHEMAS, conform
from scorecard.validate.rules.shared.agreement import ExplainingRule, RuleModule, holds
from scorecard.validate.rules.shared.figures import place

if TYPE_CHECKING:
    from scorecard.registry import Registry

_PLACE = ["document", "table", "line", "cell", "part"]
_ROW = ["document", "table", "line", "indicator", "area", "breakdown", "period"]


def ticks_of(
    rule: RuleModule, compared: pl.DataFrame, failing: pl.DataFrame, observations: pl.DataFrame
) -> pl.DataFrame:
    """One row per comparison of a rule: the checked figure's place, what it was compared with, and the ``outcome``.

    ``outcome``: ``agrees`` (the same number), ``within-rounding`` (it can be the same number), ``within-bounds`` (open
    on one side) or ``disagrees``. None for rules whose comparisons say nothing of a figure's value.
    """
    if not rule.RULE.confirms or compared.is_empty():
        return pl.DataFrame(schema=SCHEMAS["ticks"])
    judged = _by_its_counts(compared, failing, observations) if isinstance(rule, ExplainingRule) else compared
    exact = pl.col("lower") == pl.col("upper")
    closed = pl.col("lower").is_not_null() & pl.col("upper").is_not_null()
    outcome = (
        pl.when(~holds())
        .then(pl.lit("disagrees"))
        .when(exact)
        .then(pl.lit("agrees"))
        .when(closed)
        .then(pl.lit("within-rounding"))
        .otherwise(pl.lit("within-bounds"))
    )
    return conform("ticks", judged.with_columns(pl.lit(rule.RULE.id).alias("rule"), outcome.alias("outcome")))


def _by_its_counts(compared: pl.DataFrame, failing: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """Percentages as comparisons with the "x of y" cell of their line, or with counts of their own cell.

    The rule's own expectation has judged them: 0 agrees, 1 does not.
    """
    wrong = failing.select(_PLACE).unique().with_columns(pl.lit(1.0).alias("published_value"))
    counts = observations.filter(pl.col("unit") == "ratio").unique(_ROW, keep="first", maintain_order=True)
    beside = looked_up(compared, counts.select(*_ROW, place().alias("compared_with")), _ROW)
    return looked_up(beside, wrong, _PLACE).with_columns(
        pl.col("published_value").fill_null(0.0),
        pl.lit(0.0).alias("lower"),
        pl.lit(0.5).alias("upper"),  # a percentage is within its rounding, not the quotient itself
    )


def coverage(
    ticks: pl.DataFrame, tables: Mapping[str, pl.DataFrame], registry: Registry, not_run: Iterable[str] = ()
) -> pl.DataFrame:
    """One row per printed figure: ``state``, by how many comparisons it is confirmed and contradicted, and why neither.

    ``contradicted`` is a figure that a comparison about it, or about the one other figure of the pair, does not hold;
    ``confirmed`` one that at least one closed comparison holds; all others are ``untested``, with the ``reason``.
    """
    figures = tables["observations"].filter(pl.col("status") != "missing")
    held = confirmations(ticks)
    counted = looked_up(figures.with_columns(place().alias("place")), held, "place").with_columns(
        pl.col("confirmed_by", "contradicted_by").fill_null(0)
    )
    state = (
        pl.when(pl.col("contradicted_by") > 0)
        .then(pl.lit("contradicted"))
        .when(pl.col("confirmed_by") > 0)
        .then(pl.lit("confirmed"))
        .otherwise(pl.lit("untested"))
    )
    reason = pl.when(state == "untested").then(_reason(registry, sorted(not_run)))
    return conform("coverage", counted.with_columns(state.alias("state"), reason.alias("reason")))


def confirmations(ticks: pl.DataFrame) -> pl.DataFrame:
    """One row per place: how many comparisons (`measures.ticks`) hold the figure there, and how many do not."""
    return (
        comparisons(ticks.with_columns(place().alias("place")))
        .group_by("place")
        .agg(
            pl.col("confirms").sum().cast(pl.Int32).alias("confirmed_by"),
            pl.col("contradicts").sum().cast(pl.Int32).alias("contradicted_by"),
        )
        .sort("place")
    )


def _reason(registry: Registry, not_run: list[str]) -> pl.Expr:
    """Why nothing holds a figure, in words."""
    linked = [one for one in registry.indicators if len(registry.linked({one})) > 1]
    stopped = f"not all rules could be run ({', '.join(not_run)})" if not_run else None
    return (
        pl.when(~pl.col("indicator").is_in(list(registry.indicators)))
        .then(pl.lit("the registry does not know its measure"))
        .when(pl.col("area_kind") == "comparator")
        .then(pl.lit("a benchmark that is printed once"))
        .when(pl.lit(stopped is not None))
        .then(pl.lit(stopped))
        .when(~pl.col("indicator").is_in(linked))
        .then(pl.lit("the registry links its measure with no other, and it is printed once"))
        .otherwise(pl.lit("nothing else is printed about it"))
    )
