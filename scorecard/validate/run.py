"""The validation as a whole: integrity first, then the published figures, then findings and the page."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from scorecard import words
from scorecard.errors import IntegrityFailed
from scorecard.schema import SCHEMAS, write_table
from scorecard.validate.checks import Check, write_checks
from scorecard.validate.compare import Material, find_rules, rule_material
from scorecard.validate.engine.start import start_judge
from scorecard.validate.engine.suites import StoredExpectation, StoredSuite, load_suites
from scorecard.validate.findings import acknowledgements as acks
from scorecard.validate.findings.drafts import integrity_findings, published_findings
from scorecard.validate.findings.grades import explained
from scorecard.validate.findings.ids import (
    DRAFT_SCHEMA,
    drop_repeats,
    name_findings,
    put_findings_aside,
    write_findings,
)
from scorecard.validate.findings.sides import with_sides
from scorecard.validate.frames import CONTRACT, frame_of_suite, in_order_of_place, read_processed, suite_parameters
from scorecard.validate.page.page import write_page
from scorecard.validate.rules.shared.agreement import RuleModule
from scorecard.validate.ticks import coverage, ticks_of
from scorecard.validate.trials import with_causes
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.registry import Registry
    from scorecard.validate.engine.judge import Judge, Judgement

Report = Callable[[str], object]
_TICKS_BY = ["document", "line", "cell", "rule", "indicator", "period", "compared_with", "outcome"]
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
    rules = find_rules() if rules is None else rules
    suites = load_suites(workspace.expectations, {id: module.RULE for id, module in rules.items()})
    entries = acks.load_acknowledgements(workspace.expectations)
    tables = in_order_of_place(read_processed(workspace.processed))
    figures, documents = (tables[name].height for name in ("observations", "documents"))
    report(f"validate: {words.counted(figures, 'figure')} of {words.counted(documents, 'document')}")
    judge = start_judge()
    integrity = _judge_integrity(suites, tables, registry, judge, report)
    if any(check.stops for check in integrity):
        _stop(workspace, [*integrity, *_not_asked(suites)], tables)
    published, drafts, ticks = _judge_published(suites, tables, registry, judge, rules, report)
    checks = [*integrity, *published]
    drafts = [pl.DataFrame(schema=DRAFT_SCHEMA), *map(integrity_findings, integrity), *drafts]
    told = with_causes(drop_repeats(pl.concat(drafts)), ticks, tables, registry, rules)
    sided = with_sides(told, ticks, tables["observations"])
    told = explained(sided, tables["caveats"], tables["documents"], registry.caveats)
    findings = acks.acknowledge(name_findings(told, tables["observations"]), entries)
    covered = coverage(ticks, tables, registry, [check.id for check in published if check.error])
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


def _judge_integrity(
    suites: list[StoredSuite],
    tables: Mapping[str, pl.DataFrame],
    registry: Registry,
    judge: Judge,
    report: Report,
) -> list[Check]:
    """All integrity suites; if the columns are not those of the contract, the others are not run."""
    parameters = suite_parameters(tables, registry)
    checks: list[Check] = []
    for suite in (one for one in suites if one.meta.kind == "integrity"):
        if any(check.stops and check.suite.meta.frame == CONTRACT for check in checks):
            checks += [
                _not_run(suite, one, ["the tables do not have the contract's columns"]) for one in suite.expectations
            ]
            continue
        report(f"validate: {suite.meta.title}")
        checks += _judge_suite(suite, frame_of_suite(tables, suite.meta.frame, registry), parameters, judge)
    return checks


def _judge_suite(suite: StoredSuite, frame: pl.DataFrame, parameters: Mapping[str, Any], judge: Judge) -> list[Check]:
    if frame.is_empty():
        return [_not_run(suite, one, ["the table has no rows"]) for one in suite.expectations]
    started = time.perf_counter()
    judgements = judge.judge(suite.expectations, frame, parameters=parameters, name=suite.name)
    each = (time.perf_counter() - started) / max(len(judgements), 1)
    return [_check(suite, one, frame, seconds=each) for one in judgements]


def _check(
    suite: StoredSuite, judgement: Judgement, frame: pl.DataFrame, why: list[str] | None = None, seconds: float = 0.0
) -> Check:
    """A judgement with its failing rows; one that could not be evaluated has failed."""
    rows = frame[judgement.failing]
    passed = judgement.success and judgement.error is None
    return Check(
        suite,
        judgement.expectation,
        "passed" if passed else "failed",
        judgement.checked,
        len(judgement.failing),
        why or [],
        rows,
        judgement.error,
        seconds,
    )


def _not_run(suite: StoredSuite, expectation: StoredExpectation, why: list[str], fault: str | None = None) -> Check:
    return Check(suite, expectation, "not-run", why_not_run=why, error=fault)


def _not_asked(suites: list[StoredSuite]) -> list[Check]:
    why = ["the integrity of our own dataset failed, so no published figure was judged"]
    return [
        _not_run(suite, one, why) for suite in suites if suite.meta.kind == "published" for one in suite.expectations
    ]


def _judge_published(
    suites: list[StoredSuite],
    tables: Mapping[str, pl.DataFrame],
    registry: Registry,
    judge: Judge,
    rules: Mapping[str, RuleModule],
    report: Report,
) -> tuple[list[Check], list[pl.DataFrame], pl.DataFrame]:
    """One check per rule, the drafts of their findings, and the ticks of their comparisons."""
    checks: list[Check] = []
    drafts: list[pl.DataFrame] = []
    ticks = [pl.DataFrame(schema=SCHEMAS["ticks"])]
    for suite in (one for one in suites if one.meta.kind == "published"):
        for expectation in suite.expectations:
            rule = rules[expectation.meta.check]
            material = rule_material(rule, tables, registry)
            check = _judge_rule(suite, expectation, material, judge)
            checks.append(check)
            drafts.append(published_findings(check, rule, material, tables))
            ticks.append(ticks_of(rule, material.frame, check.rows, tables["observations"]))
            report(f"validate: {_told(check)}")
    return checks, drafts, pl.concat(ticks).sort(*_TICKS_BY, nulls_last=True)


def _judge_rule(suite: StoredSuite, expectation: StoredExpectation, material: Material, judge: Judge) -> Check:
    if material.frame.is_empty():
        return _not_run(suite, expectation, material.not_run, material.fault)
    started = time.perf_counter()
    judgement = judge.judge([expectation], material.frame, name=suite.name)[0]
    if judgement.error:
        raise IntegrityFailed(
            f"the expectation {expectation.type} could not be evaluated: {judgement.error}",
            where=f"expectations/{suite.name}.json",
            do="mend its arguments; see docs/validation.md",
        )
    spent = material.seconds + time.perf_counter() - started
    return _check(suite, judgement, material.frame, material.not_run, spent)


def _told(check: Check) -> str:
    """One line of progress: what came of a rule and what it cost."""
    if check.status == "not-run":
        return f"{check.id}: not run: {' '.join(check.why_not_run)}"
    return f"{check.id}: {check.checked:,} checked, {check.failed:,} failed ({check.seconds:.1f} s)"


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
