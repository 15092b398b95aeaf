"""Running the rules: which there are, what they compared, and why one could not run."""

from __future__ import annotations

import pkgutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

import polars as pl

from scorecard.provenance import PACKAGE, code_hash
from scorecard.schema import UNKNOWN_AUTHORITY
from scorecard.validate import rules
from scorecard.validate.rules.shared.agreement import (
    Comparisons,
    ExplainingRule,
    RuleModule,
    check_comparisons,
    no_comparisons,
)

if TYPE_CHECKING:
    from scorecard.registry import Registry

PIECE_ROWS = 60_000
"""Figures in a piece of a large set: what one rule holds in a few hundred megabytes, and more than a council prints in
ten years."""
_VERSION_DIGITS = 8
_NOTHING = "the documents hold nothing that this rule could compare"


@dataclass(frozen=True)
class Material:
    """The frame one expectation looks at. ``not_run``: what could not be run and why. ``fault``: the rule itself
    stopped. ``seconds``: what making it cost."""

    frame: pl.DataFrame
    not_run: list[str]
    fault: str | None = None
    seconds: float = 0.0


def find_rules(package: ModuleType = rules) -> dict[str, RuleModule]:
    """The rules by their id: every module of ``package`` is one, found by its ``RULE``.

    Raises TypeError for a module without one, ValueError for two rules of one id.
    """
    by_id: dict[str, RuleModule] = {}
    for entry in pkgutil.iter_modules(package.__path__):
        if entry.ispkg:
            continue  # what rules share
        module = import_module(f"{package.__name__}.{entry.name}")
        if not hasattr(module, "RULE"):
            raise TypeError(f"{module.__name__} has no RULE; what rules share stands in {package.__name__}.shared")
        rule = cast(RuleModule, module)
        if rule.RULE.id in by_id:
            raise ValueError(f"{module.__name__} and another module are both called {rule.RULE.id}")
        by_id[rule.RULE.id] = rule
    return by_id


def compare_rule(rule: RuleModule, tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """What a rule compared, checked against the agreement. Raises ValueError if it breaks it.

    Large sets are handed over in pieces, of whole documents where the rule looks at one at a time, else of whole
    authorities, as no rule sets one's figures against another's: memory stays bounded, the comparisons are the same.
    """
    pieces = pieces_of(tables, by_document=rule.RULE.scope == "one document")
    compared = [rule.compare(piece, registry) for piece in pieces]
    for one in compared:
        if not isinstance(rule, ExplainingRule):
            check_comparisons(one)
    # what could not run in one piece may have run in another
    common = [why for why in compared[0].not_run if all(why in one.not_run for one in compared)]
    rows = pl.concat([one.rows for one in compared])
    why_not = common if rows.height or common else [why for one in compared for why in one.not_run]
    if rows.is_empty() and not why_not:
        return no_comparisons(rule.RULE.id, _NOTHING)
    return Comparisons(rule.RULE.id, rows, list(dict.fromkeys(why_not)))


def pieces_of(tables: Mapping[str, pl.DataFrame], *, by_document: bool) -> list[Mapping[str, pl.DataFrame]]:
    """The tables in pieces of whole documents or authorities, each of about PIECE_ROWS figures; small sets are one."""
    if tables["observations"].height <= PIECE_ROWS:
        return [tables]
    unit = pl.col("document") if by_document else pl.col("publisher").fill_null(UNKNOWN_AUTHORITY)
    figures = tables["observations"].group_by("document").len("figures")
    units = (
        tables["documents"]
        .select("document", unit.alias("unit"))
        .join(figures, on="document", how="left")
        .group_by("unit")
        .agg("document", pl.col("figures").sum())
        .sort("unit")
        # a piece is full with the unit that reaches the bound
        .with_columns(((pl.col("figures").cum_sum() - pl.col("figures")) // PIECE_ROWS).alias("piece"))
    )
    documents = units.group_by("piece", maintain_order=True).agg(pl.col("document").explode())["document"]
    return [{name: _of(piece, frame) for name, frame in tables.items()} for piece in documents]


def _of(documents: pl.Series, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(pl.col("document").is_in(documents.implode()))


def rule_version(rule: RuleModule) -> str | None:
    """Eight hexadecimal digits for the code of a rule and of what rules share; null for one that is no file.

    A finding carries it, so that a rule that changed is told apart from a pack that changed.
    """
    path = getattr(rule, "__file__", None)
    if path is None or not Path(path).is_relative_to(PACKAGE):
        return None
    own = Path(path).relative_to(PACKAGE)
    return code_hash([own.as_posix(), (own.parent / "shared").as_posix()])[:_VERSION_DIGITS]


def rule_material(rule: RuleModule, tables: Mapping[str, pl.DataFrame], registry: Registry) -> Material:
    """The comparisons of one rule. A fault inside a rule stops that rule alone, and is said loudly."""
    started = time.perf_counter()
    try:
        compared = compare_rule(rule, tables, registry)
    except (Exception, pl.exceptions.PanicException) as error:  # whatever it is, the other rules must still run
        fault = f"{type(error).__name__}: {error}"
        return Material(pl.DataFrame(), [f"the rule stopped on a fault of its own ({fault})"], fault)
    return Material(compared.rows, compared.not_run, seconds=time.perf_counter() - started)
