"""What GX says of our own dataset and of the published figures. Rules are compared here while it judges beside."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from scorecard.errors import IntegrityFailed
from scorecard.schema import SCHEMAS
from scorecard.validate.checks import Check
from scorecard.validate.compare import PIECE_ROWS, Material, rule_material
from scorecard.validate.engine.judgement import Judgement
from scorecard.validate.engine.suites import StoredExpectation, StoredSuite
from scorecard.validate.findings.drafts import published_findings
from scorecard.validate.frames import CONTRACT, contract_frame, frame_of_suite, suite_parameters
from scorecard.validate.rules.shared.agreement import RuleModule
from scorecard.validate.ticks import ticks_of

if TYPE_CHECKING:
    from scorecard.registry import Registry
    from scorecard.validate.engine.answers import Judged
    from scorecard.validate.engine.beside import JudgeBeside

Tables = Mapping[str, pl.DataFrame]
Report = Callable[[str], object]
_TICKS_BY = ["document", "line", "cell", "rule", "indicator", "period", "compared_with", "outcome"]
_MOST_WAITING = 4 * PIECE_ROWS
"""Comparisons that are held while GX has not judged them yet: of more the oldest are waited for."""
_NOT_ASKED = "the integrity of our own dataset failed, so no published figure was judged"


class Integrity:
    """The integrity suites. All are asked at once, where the tables have the types of the contract: only then can the
    frames of the others be made (``typed``). ``checks`` waits for the answers."""

    def __init__(
        self, suites: Iterable[StoredSuite], tables: Tables, registry: Registry, judge: JudgeBeside, report: Report
    ) -> None:
        own = [suite for suite in suites if suite.meta.kind == "integrity"]
        self._contract = [suite for suite in own if suite.meta.frame == CONTRACT]
        self._others = [suite for suite in own if suite.meta.frame != CONTRACT]
        self._tables, self._registry, self._judge, self._report = tables, registry, judge, report
        self._parameters = suite_parameters(tables, registry)
        self._asked = [self._ask(suite) for suite in self._contract]
        self.typed = contract_frame(tables).filter(pl.col("type") != pl.col("contract_type")).is_empty()
        if self.typed:
            self._asked += [self._ask(suite) for suite in self._others]

    @cached_property
    def checks(self) -> list[Check]:
        """One check per stored expectation; if the types are not the contract's, the other suites are not run."""
        known = len(self._contract)
        contract = [check for asked in self._asked[:known] for check in asked.checks()]
        if any(check.stops for check in contract):
            why = ["the tables do not have the contract's columns"]
            return contract + [_not_run(suite, one, why) for suite in self._others for one in suite.expectations]
        others = self._asked[known:] or [self._ask(suite) for suite in self._others]
        return contract + [check for asked in others for check in asked.checks()]

    def _ask(self, suite: StoredSuite) -> _OwnRows:
        self._report(f"validate: {suite.meta.title}")
        frame = frame_of_suite(self._tables, suite.meta.frame, self._registry)
        if frame.is_empty():
            return _OwnRows(suite, frame)
        asked = self._judge.ask(suite.expectations, frame, parameters=self._parameters, name=suite.name)
        return _OwnRows(suite, frame, asked)


@dataclass(frozen=True)
class _OwnRows:
    """An integrity suite and the frame it looks at; ``answer`` is null where that has no rows."""

    suite: StoredSuite
    frame: pl.DataFrame
    answer: Future[Judged] | None = None

    def checks(self) -> list[Check]:
        if self.answer is None:
            return [_not_run(self.suite, one, ["the table has no rows"]) for one in self.suite.expectations]
        judged = self.answer.result()
        each = judged.seconds / max(len(judged.judgements), 1)
        return [_check(self.suite, one, self.frame, seconds=each) for one in judged.judgements]


@dataclass
class Published:
    """What came of the rules: a check for each, the drafts of their findings, the ticks of their comparisons."""

    checks: list[Check] = field(default_factory=list)
    drafts: list[pl.DataFrame] = field(default_factory=list)
    found: list[pl.DataFrame] = field(default_factory=list)

    @property
    def ticks(self) -> pl.DataFrame:
        return pl.concat([pl.DataFrame(schema=SCHEMAS["ticks"]), *self.found]).sort(*_TICKS_BY, nulls_last=True)


@dataclass(frozen=True)
class _Compared:
    """A rule's comparisons, and GX's answer about them; null where there are none."""

    suite: StoredSuite
    expectation: StoredExpectation
    rule: RuleModule
    material: Material
    answer: Future[Judged] | None

    def check(self) -> Check:
        material = self.material
        if self.answer is None:
            return _not_run(self.suite, self.expectation, material.not_run, material.fault)
        judged = self.answer.result()
        judgement = judged.judgements[0]
        if judgement.error:
            raise IntegrityFailed(
                f"the expectation {self.expectation.type} could not be evaluated: {judgement.error}",
                where=f"expectations/{self.suite.name}.json",
                do="mend its arguments; see docs/validation.md",
            )
        return _check(self.suite, judgement, material.frame, material.not_run, material.seconds + judged.seconds)


def judge_published(
    suites: Iterable[StoredSuite],
    rules: Mapping[str, RuleModule],
    tables: Tables,
    registry: Registry,
    judge: JudgeBeside,
    report: Report,
    *,
    sound: Callable[[], object],
) -> Published:
    """Compare by every rule, have GX judge, and gather what it says. ``sound`` is called before the first answer is
    taken, and raises what it has to say of our own dataset."""
    outcome = Published()
    waiting: deque[_Compared] = deque()

    def settle() -> None:
        sound()
        _gather(waiting.popleft(), tables, outcome, report)

    for suite in (one for one in suites if one.meta.kind == "published"):
        for expectation in suite.expectations:
            waiting.append(_compared(suite, expectation, rules[expectation.meta.check], tables, registry, judge))
            while _is_judged(waiting[0]) or sum(one.material.frame.height for one in waiting) > _MOST_WAITING:
                settle()
                if not waiting:
                    break
    sound()
    while waiting:
        settle()
    return outcome


def _compared(
    suite: StoredSuite,
    expectation: StoredExpectation,
    rule: RuleModule,
    tables: Tables,
    registry: Registry,
    judge: JudgeBeside,
) -> _Compared:
    material = rule_material(rule, tables, registry)
    frame = material.frame
    answer = None if frame.is_empty() else judge.ask([expectation], frame, name=suite.name)
    return _Compared(suite, expectation, rule, material, answer)


def _is_judged(compared: _Compared) -> bool:
    return compared.answer is not None and compared.answer.done()


def _gather(compared: _Compared, tables: Tables, outcome: Published, report: Report) -> None:
    """Add what came of one rule."""
    check, rule, material = compared.check(), compared.rule, compared.material
    outcome.checks.append(check)
    outcome.drafts.append(published_findings(check, rule, material, tables))
    outcome.found.append(ticks_of(rule, material.frame, check.rows, tables["observations"]))
    report(f"validate: {_told(check)}")


def not_asked(suites: Iterable[StoredSuite]) -> list[Check]:
    """The published checks of a dataset that is not sound: not run, with the reason."""
    published = (suite for suite in suites if suite.meta.kind == "published")
    return [_not_run(suite, one, [_NOT_ASKED]) for suite in published for one in suite.expectations]


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


def _told(check: Check) -> str:
    """One line of progress: what came of a rule and what it cost."""
    if check.status == "not-run":
        return f"{check.id}: not run: {' '.join(check.why_not_run)}"
    return f"{check.id}: {check.checked:,} checked, {check.failed:,} failed ({check.seconds:.1f} s)"
