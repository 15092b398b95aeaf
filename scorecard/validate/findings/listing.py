"""Findings for ``pipeline.py findings``: chosen, and printed as a table, CSV or JSON. No GX here."""

from __future__ import annotations

import textwrap
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import polars as pl

from scorecard.errors import UsageError
from scorecard.measures.quarters import in_quarter
from scorecard.periods import Quarter
from scorecard.schema import CHANGE, SEVERITIES, read_table
from scorecard.suggest import unknown
from scorecard.validate.findings.ids import compare_findings, previous_findings
from scorecard.visible import visible
from scorecard.workspace import Workspace

COLUMNS = [
    "fact",
    "role",
    "state",
    "by",
    "nature",
    "severity",
    "rule",
    "document",
    "table",
    "line",
    "cell",
    "indicator",
    "area",
    "period",
    "published",
    "expected",
    "explanation",
    "suggestion",
    "acknowledged",
    "note",
    "finding",
    "places",
    "rule_version",
]
STATES = ("new", "persisting", "gone")


@dataclass(frozen=True)
class Wanted:
    """Which facts are asked for; null asks for all.

    ``state`` is null for those that the last run found, ``gone`` for those that only the run before it found.
    ``rule`` keeps facts that this rule found, ``document`` those told in it, ``quarter`` those with a figure of it,
    ``documents`` those told in one of several.
    """

    quarter: Quarter | None = None
    documents: Collection[str] | None = None
    severity: str | None = None
    rule: str | None = None
    document: str | None = None
    state: str | None = None
    fact: str | None = None


def load_findings(workspace: Workspace, wanted: Wanted = Wanted()) -> pl.DataFrame:
    """The findings of the last validation with the ``state`` of their fact; one row per finding, COLUMNS.

    A fact is there with all its findings or not at all; ordered by the gravity and the place of what leads it. Raises
    InputError if nothing has been validated yet, UsageError for a rule, document or fact that has no finding.
    """
    findings = compare_findings(read_table(workspace.processed, "findings"), previous_findings(workspace.processed))
    of_run = pl.col("state") == wanted.state if wanted.state else pl.col("state") != "gone"
    for column, name in (("rule", wanted.rule), ("document", wanted.document), ("fact", wanted.fact)):
        if name is not None and name not in set(findings[column]):
            raise _unknown(column, name, findings)
    return _in_order(findings.filter(of_run).filter(*_conditions(wanted))).select(COLUMNS)


def _conditions(wanted: Wanted) -> list[pl.Expr]:
    """True for every finding of a fact of which one is what is wanted."""
    one_of = [pl.col(c) == v for c, v in (("rule", wanted.rule), ("document", wanted.document)) if v is not None]
    if wanted.documents is not None:
        one_of.append(pl.col("document").is_in(list(wanted.documents)))
    if wanted.quarter is not None:
        one_of.append(in_quarter(wanted.quarter))
    asked = [one.fill_null(False).any().over("fact") for one in one_of]
    if wanted.severity is not None:
        asked.append(((pl.col("role") == "leading") & (pl.col("severity") == wanted.severity)).any().over("fact"))
    return asked + ([pl.col("fact") == wanted.fact] if wanted.fact is not None else [])


def _unknown(column: str, name: str, findings: pl.DataFrame) -> UsageError:
    error = unknown(column, name, findings[column].unique().sort().to_list())
    if column != "fact":
        return error
    return UsageError(  # hundreds of ids would be listed
        error.what, expected="the id of a fact that the last run found", do="run: python pipeline.py findings"
    )


def _in_order(findings: pl.DataFrame) -> pl.DataFrame:
    """The gravest facts first, then by the place of what leads them; within a fact its leading finding first."""
    gravity = pl.col("severity").replace_strict({s: at for at, s in enumerate(SEVERITIES)}, default=9)
    ranked = findings.with_columns(gravity.alias("gravity"), (pl.col("role") != "leading").alias("after"))
    leading = ranked.filter(~pl.col("after")).select(
        "fact", *(pl.col(c).alias(f"leading_{c}") for c in ("gravity", "document", "line", "cell"))
    )
    by = ["leading_gravity", "leading_document", "leading_line", "leading_cell", "fact", "after"]
    joined = ranked.join(leading, on="fact", how="left", validate="m:1")
    return joined.sort(*by, "document", "line", "cell", "finding", nulls_last=True)


def as_table(findings: pl.DataFrame, *, width: int = 100) -> str:
    """Findings as text for a terminal: one entry per fact with its explanation, wrapped to ``width``."""
    if findings.is_empty():
        return "no findings"
    entries = findings.partition_by("fact", maintain_order=True)
    blocks = [_entry(entry.to_dicts(), max(width, 40)) for entry in entries]
    leading = findings.filter(pl.col("role") == "leading")
    grade = pl.when(pl.col("nature") == CHANGE).then(pl.lit(CHANGE)).otherwise("severity")
    counts = dict(leading.group_by(grade.alias("grade")).len().rows())
    told = ", ".join(f"{counts[grade]} {grade}" for grade in (*SEVERITIES, CHANGE) if grade in counts)
    return "\n".join([*blocks, f"{len(entries)} finding{'' if len(entries) == 1 else 's'}: {told}"])


def _grade(row: dict[str, Any]) -> str:
    """How grave it is, or that it is a change."""
    return CHANGE if row["nature"] == CHANGE else str(row["severity"])


def _entry(rows: list[dict[str, Any]], width: int) -> str:
    """A fact: what leads it in full, then where else it is told, a line each."""
    leading, *others = rows
    about = ", ".join(visible(leading[name]) for name in ("indicator", "area", "period") if leading[name])
    seen = " [acknowledged]" if leading["acknowledged"] else ""
    lines = [
        f"{_grade(leading).upper():<11} {leading['fact']} ({_state(leading)}, {leading['rule']}){seen}",
        f"  {_place(leading)}",
        f"  {about}",
    ]
    told = [leading["explanation"], leading["suggestion"], leading["note"] and f"Note: {leading['note']}"]
    for text in (visible(one) for one in told if one):
        lines += textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="  ")
    for row in others:
        said = f"also {_place(row)} ({row['rule']}): {visible(row['published'] or 'nothing')} is printed"
        lines += textwrap.wrap(said, width, initial_indent="  ", subsequent_indent="    ")
    return "\n".join(line for line in lines if line.strip()) + "\n"


def _state(row: dict[str, Any]) -> str:
    return f"{row['state']}, by a rule that changed" if row["by"] == "rule" else str(row["state"])


def _place(row: dict[str, Any]) -> str:
    where = (row["document"] and visible(row["document"]), row["line"] and f"line {row['line']}")
    return ", ".join(part for part in (*where, row["cell"] and f"cell {row['cell']}") if part)
