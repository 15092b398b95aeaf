"""The registry as a polars table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from scorecard.registry.models import Indicator
    from scorecard.registry.registry import Registry

FRAME_SCHEMA: dict[str, pl.DataType] = {
    "indicator": pl.String(),
    "name": pl.String(),
    "theme": pl.String(),
    "unit": pl.String(),
    "decimals": pl.Int8(),
    "good": pl.String(),
    "kind": pl.String(),
    "adds_up": pl.Boolean(),
    "basis": pl.String(),
    "numerator": pl.String(),
    "denominator": pl.String(),
    "rate_count": pl.String(),
    "rate_per": pl.Int32(),
    "rate_population": pl.String(),
    "parts_of": pl.String(),
    "subset_of": pl.String(),
    "partition": pl.String(),
    "includes": pl.List(pl.String),
    "flow_in": pl.String(),
    "flow_out": pl.String(),
    "whole_less": pl.String(),
    "less_part": pl.String(),
    "remainder_of": pl.String(),
    "at_most": pl.String(),
    "at_least": pl.List(pl.String),
    "share_of_target": pl.String(),
    "rolling_of": pl.String(),
    "average_of": pl.String(),
    "breakdown": pl.Boolean(),
    "areas_add_up": pl.Boolean(),
    "unique_persons": pl.Boolean(),
    "seasonal": pl.Boolean(),
    "covers": pl.String(),
    "description": pl.String(),
    "position": pl.Int32(),
}

CAVEAT_SCHEMA: dict[str, pl.DataType] = {
    "kind": pl.String(),
    "words": pl.String(),
    "not_judged": pl.Boolean(),
    "takes_back": pl.Boolean(),
    "said_of": pl.String(),
}


def _row(indicator: Indicator, position: int) -> tuple[object, ...]:
    i = indicator
    share, rate, flow = i.share_of, i.rate_of, i.flow
    return (
        i.id,
        i.name,
        i.theme,
        i.unit,
        i.decimals,
        i.good,
        i.kind,
        i.adds_up,
        i.basis,
        share and share.numerator,
        share and share.denominator,
        rate and rate.count,
        rate and rate.per,
        rate and rate.population,
        i.parts_of,
        i.subset_of,
        i.partition,
        list(i.includes),
        flow and flow.inflow,
        flow and flow.outflow,
        i.difference_of and i.difference_of.whole,
        i.difference_of and i.difference_of.part,
        i.remainder_of,
        share and share.at_most,
        share.at_least if share else [],
        i.share_of_target,
        i.rolling_of,
        i.average_of,
        i.breakdown,
        i.areas_add_up,
        i.unique_persons,
        i.seasonal,
        i.covers,
        i.description,
        position,
    )


def indicator_frame(registry: Registry) -> pl.DataFrame:
    """One row per indicator, in printed order (``position`` from 0)."""
    rows = [_row(indicator, n) for n, indicator in enumerate(registry.indicators.values())]
    return pl.DataFrame(rows, schema=FRAME_SCHEMA, orient="row")


def caveat_frame(registry: Registry) -> pl.DataFrame:
    """One row per kind of warning, in the order of the registry."""
    rows = [(one.kind, one.words, one.not_judged, one.takes_back, one.said_of) for one in registry.caveats.values()]
    return pl.DataFrame(rows, schema=CAVEAT_SCHEMA, orient="row")


def theme_frame(registry: Registry) -> pl.DataFrame:
    """One row per theme of the registry, in its order."""
    rows = [(t.id, t.title, t.order, t.description) for t in registry.themes.values()]
    schema = {"theme": pl.String, "title": pl.String, "order": pl.Int64, "description": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("order", "theme")


def change_frame(registry: Registry) -> pl.DataFrame:
    """One row per change of a measure: ``indicator``, ``changed`` (first day), ``kind``, ``reason`` and ``whose``.

    ``whose`` is the council whose figures alone a change concerns, null for one of the whole country.
    """
    national = [(i.id, c.date, c.kind, c.reason, None) for i in registry.indicators.values() for c in i.changes]
    own = [
        (indicator, one.date, one.kind, one.reason, council.authority.name)
        for council in registry.councils.values()
        for one in council.breaks
        for indicator in one.indicators
    ]
    schema = {"indicator": pl.String, "changed": pl.Date, "kind": pl.String, "reason": pl.String, "whose": pl.String}
    return pl.DataFrame([*national, *own], schema=schema, orient="row")
