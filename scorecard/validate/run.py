"""The validation as a whole: integrity first, then the published figures, then findings and the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from scorecard import words
from scorecard.errors import IntegrityFailed
from scorecard.schema import write_table
from scorecard.validate.checks import Check, write_checks
from scorecard.validate.compare import find_rules
from scorecard.validate.engine.beside import JudgeBeside, judging
from scorecard.validate.engine.suites import load_suites
from scorecard.validate.findings import acknowledgements as acks
from scorecard.validate.findings.drafts import integrity_findings
from scorecard.validate.findings.grades import explained
from scorecard.validate.findings.ids import (
    DRAFT_SCHEMA,
    drop_repeats,
    name_findings,
    put_findings_aside,
    write_findings,
)
from scorecard.validate.findings.sides import with_sides
from scorecard.validate.frames import in_order_of_place, read_processed
from scorecard.validate.judged import Integrity, judge_published, not_asked
from scorecard.validate.page.page import write_page
from scorecard.validate.rules.shared.agreement import RuleModule
from scorecard.validate.ticks import coverage
from scorecard.validate.trials import with_causes
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.registry import Registry

Report = Callable[[str], object]
_PLACES = 5
"""Failing rows whose place the message names; the page lists them all."""


@dataclass(frozen=True)
class Outcome:
    """A finished validation: its checks, its findings with their ``state``, acknowledgements that are stale."""

    checks: list[Check]
    findings: pl.DataFrame
    stale: list[str]
    first_run: bool

    @property
    def stopped_rules(self) -> list[str]:
        return [check.id for check in self.checks if check.error and check.status == "not-run"]


def run_validation(
    workspace: Workspace,
    registry: Registry,
    *,
    report: Report = print,
    rules: Mapping[str, RuleModule] | None = None,
) -> Outcome:
    """Validate the processed tables of a workspace; write checks, findings and the page.

    Raises InputError for tables, suites or acknowledgements that cannot be read, IntegrityFailed if our own
    dataset is not sound: then the page says so and there are no findings.
    """
    with judging() as judge:  # it starts while we read
        return _validated(workspace, registry, judge, find_rules() if rules is None else rules, report)


def _validated(
    workspace: Workspace, registry: Registry, judge: JudgeBeside, rules: Mapping[str, RuleModule], report: Report
) -> Outcome:
    suites = load_suites(workspace.expectations, {id: module.RULE for id, module in rules.items()})
    entries = acks.load_acknowledgements(workspace.expectations)
    tables = in_order_of_place(read_processed(workspace.processed))
    figures, documents = (tables[name].height for name in ("observations", "documents"))
    report(f"validate: {words.counted(figures, 'figure')} of {words.counted(documents, 'document')}")
    integrity = Integrity(suites, tables, registry, judge, report)

    def sound() -> None:
        if any(check.stops for check in integrity.checks):
            _stop(workspace, [*integrity.checks, *not_asked(suites)], tables)

    if not integrity.typed:
        sound()
    published = judge_published(suites, rules, tables, registry, judge, report, sound=sound)
    checks, ticks = [*integrity.checks, *published.checks], published.ticks
    drafts = [pl.DataFrame(schema=DRAFT_SCHEMA), *map(integrity_findings, integrity.checks), *published.drafts]
    told = with_causes(drop_repeats(pl.concat(drafts)), ticks, tables, registry, rules)
    sided = with_sides(told, ticks, tables["observations"])
    told = explained(sided, tables["caveats"], tables["documents"], registry.caveats)
    findings = acks.acknowledge(name_findings(told, tables["observations"]), entries)
    covered = coverage(ticks, tables, registry, [check.id for check in published.checks if check.error])
    own = {"findings": findings, "ticks": ticks, "coverage": covered}
    return _written(workspace, checks, {**tables, **own}, acks.stale_acknowledgements(findings, entries))


def _written(
    workspace: Workspace,
    checks: list[Check],
    tables: Mapping[str, pl.DataFrame],
    stale: list[str],
) -> Outcome:
    """Write checks, findings, ticks, coverage and the page; returns what came of it."""
    write_checks(workspace.processed, checks)
    for name in ("ticks", "coverage"):
        write_table(workspace.processed, name, tables[name])
    states = write_findings(workspace.processed, tables["findings"])
    write_page(workspace.reports / "validation.html", checks, tables["findings"], tables, stale)
    first = not (workspace.processed / "findings_previous.parquet").exists()
    return Outcome(checks, states, stale, first)


def _stop(workspace: Workspace, checks: list[Check], tables: Mapping[str, pl.DataFrame]) -> None:
    """Write the page and the checks, take away findings of earlier data, and say what is not sound."""
    put_findings_aside(workspace.processed)
    write_checks(workspace.processed, checks)
    write_page(
        workspace.reports / "validation.html", checks, name_findings(pl.DataFrame(schema=DRAFT_SCHEMA)), tables, []
    )
    stopping = [check for check in checks if check.stops]
    lines = "\n".join(f"    {one}" for check in stopping for one in _broken(check))
    raise IntegrityFailed(
        f"the dataset is not sound: {words.counted(len(stopping), 'expectation')} failed\n{lines}",
        where=str(workspace.processed),
        expected="every processed table keeps the contract; see docs/validation.md",
        do="run: python pipeline.py clean; if that does not mend it, reports/validation.html lists every row",
    )


def _broken(check: Check) -> list[str]:
    """What failed, in a sentence, and the first rows by their place."""
    counts = f"{check.id}: {check.failed:,} of {words.counted(check.checked, 'row')}"
    first = f"{check.suite.meta.frame}: {check.expectation.description} ({counts})"
    if check.error:
        return [first, f"  could not be evaluated: {check.error}"]
    shown = [c for c in ("document", "table", "line", "cell", "column", "type") if c in check.rows.columns]
    rows = check.rows.select(shown).head(_PLACES).rows()
    places = [", ".join(f"{name} {value}" for name, value in zip(shown, row)) for row in rows]
    more = [f"  … and {check.failed - _PLACES:,} more"] if check.failed > _PLACES else []
    return [first, *(f"  {place}" for place in places), *more]
