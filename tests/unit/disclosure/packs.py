"""Invented packs for the tests of small numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from scorecard.disclosure import (
    Policy,
    exposure,
    find_equations,
    hide_claims,
    hide_observations,
    load_policy,
    suppression,
    worked_out,
)
from scorecard.registry import Registry
from tests.unit.validate.rule_frames import indicator, pack, registry

POLICY = load_policy("children-in-need-2020")
REGISTRY = registry(
    indicator("seen", adds_up=True, subset_of="due"),
    indicator("due", adds_up=True, areas_add_up=True),
    indicator("seen_share", unit="percent", kind="share", share_of={"numerator": "seen", "denominator": "due"}),
    indicator("reasons", breakdown=True, parts_of="due"),
    indicator(
        "due_rate", unit="rate_per_10k", kind="rate", rate_of={"count": "due", "per": 10000, "population": "children"}
    ),
    indicator("days", kind="average"),
)
Tables = dict[str, pl.DataFrame]


def claim(id: str | None, label: str | None, value: float | None, *, line: int = 50, **more: Any) -> dict[str, Any]:
    """A figure of a sentence: a count unless ``more`` says otherwise."""
    row = {
        "document": "pack",
        "authority": "Rotherham",
        "line": line,
        "published": str(value),
        "relation": "value",
        "indicator": id,
        "period": label,
        "value": value,
        "unit": "count",
        "area": "Town",
        "part": 1,
    }
    return {**row, **more}


def tables_of(
    *rows: dict[str, Any], claims: list[dict[str, Any]] | None = None, documents: dict[str, date] | None = None
) -> Tables:
    return pack(list(rows), claims=claims, documents=documents)


def exposed(*rows: dict[str, Any], claims: list[dict[str, Any]] | None = None) -> list[tuple[Any, ...]]:
    """What is exposed: line, what and number."""
    tables = tables_of(*rows, claims=claims)
    report = exposure(tables["observations"], tables["claims"], REGISTRY, tables["documents"])
    return report.select("line", "what", "number").rows()


def marks(tables: Tables, measures: Registry = REGISTRY) -> pl.DataFrame:
    return worked_out(tables["observations"], tables["claims"], measures, tables["documents"])


def hidden_in(
    tables: Tables, policy: Policy = POLICY, measures: Registry = REGISTRY
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Observations and claims under a policy."""
    equations = find_equations(tables["observations"], tables["claims"], measures, tables["documents"])
    found = suppression(policy, equations)
    shown = hide_observations(tables["observations"], policy, found, equations)
    return shown, hide_claims(tables["claims"], policy, found)
