"""Running the rules: which modules there are, what they compared, and why one could not run."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import polars as pl

from scorecard.validate.rules import percentages
from scorecard.validate.rules.agreement import (
    RULE_MODULES,
    WITHIN_ONE_DOCUMENT,
    Comparisons,
    RuleModule,
    check_comparisons,
    no_comparisons,
)

if TYPE_CHECKING:
    from scorecard.registry import Registry

PIECE_ROWS = 400_000
_NOTHING = "the documents hold nothing that this rule could compare"


@dataclass(frozen=True)
class Material:
    """The frame one expectation looks at. ``not_run``: what could not be run and why. ``fault``: the rule itself
    stopped. ``seconds``: what making it cost."""

    frame: pl.DataFrame
    not_run: list[str]
    fault: str | None = None
    seconds: float = 0.0


def load_rules() -> dict[str, RuleModule]:
    """The rule modules by their id, in the order of the contract. A module that is not there is left out."""
    found: dict[str, RuleModule] = {}
    for name, rule in RULE_MODULES.items():
        full = f"scorecard.validate.rules.{name}"
        try:
            module: Any = import_module(full)
        except ModuleNotFoundError as error:
            if error.name != full:
                raise
            continue
        found[rule] = module
    return found


def compare_rule(rule: str, module: RuleModule, tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """What a rule compared, checked against the agreement. Raises ValueError if it breaks it.

    Large sets are handed over in pieces where the rule looks at one document at a time: memory stays bounded, and
    the comparisons are the same.
    """
    pieces = pieces_of(tables) if rule in WITHIN_ONE_DOCUMENT else [tables]
    compared = [module.compare(piece, registry) for piece in pieces]
    for one in compared:
        check_comparisons(one)
    # what could not run in one piece may have run in another
    common = [why for why in compared[0].not_run if all(why in one.not_run for one in compared)]
    rows = pl.concat([one.rows for one in compared])
    why_not = common if rows.height or common else [why for one in compared for why in one.not_run]
    comparisons = Comparisons(compared[0].rule, rows, list(dict.fromkeys(why_not)))
    if comparisons.rows.is_empty() and not comparisons.not_run:
        return no_comparisons(comparisons.rule, _NOTHING)
    return comparisons


def pieces_of(tables: Mapping[str, pl.DataFrame]) -> list[Mapping[str, pl.DataFrame]]:
    """The tables in pieces of whole documents, each of about PIECE_ROWS figures; small sets are one piece."""
    if tables["observations"].height <= PIECE_ROWS:
        return [tables]
    figures = dict(tables["observations"].group_by("document").len().rows())
    pieces: list[list[str]] = [[]]
    size = 0
    for document in sorted(tables["documents"]["document"]):
        if size >= PIECE_ROWS:
            pieces.append([])
            size = 0
        pieces[-1].append(document)
        size += figures.get(document, 0)
    return [{name: frame.filter(pl.col("document").is_in(piece)) for name, frame in tables.items()} for piece in pieces]


def rule_material(
    rule: str, rules: Mapping[str, RuleModule], tables: Mapping[str, pl.DataFrame], registry: Registry
) -> Material:
    """The comparisons of one rule. A fault inside a rule stops that rule alone, and is said loudly."""
    empty, started = no_comparisons(rule, "").rows, time.perf_counter()
    if rule not in rules:
        return Material(empty, ["this version has no such rule"])
    try:
        compared = compare_rule(rule, rules[rule], tables, registry)
    except Exception as error:  # whatever it is, the other rules must still run
        fault = f"{type(error).__name__}: {error}"
        return Material(empty, [f"the rule stopped on a fault of its own ({fault})"], fault)
    return Material(compared.rows, compared.not_run, seconds=time.perf_counter() - started)


def percentage_material(tables: Mapping[str, pl.DataFrame]) -> dict[str, Material]:
    """The frames ``percentages`` (one row per percentage with counts) and ``rounding_habits`` (one per table)."""
    started = time.perf_counter()
    cells = percentages.percentage_cells(tables["observations"])
    habits = percentages.table_habits(cells)
    cells = percentages.with_habit(cells, habits)
    why = [] if cells.height else ["no percentage is printed beside its x of y"]
    spent = time.perf_counter() - started
    return {"percentages": Material(cells, why, seconds=spent), "rounding_habits": Material(habits, why)}
