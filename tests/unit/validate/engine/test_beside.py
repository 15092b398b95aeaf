"""GX judges in a process of its own: the same answers, its errors as they are, and a word if that process dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from scorecard.errors import IntegrityFailed, ScorecardError
from scorecard.validate.engine import beside
from scorecard.validate.engine.beside import JudgeBeside, judge_beside, judging
from scorecard.validate.engine.suites import ExpectationMeta, StoredExpectation

FRAME = pl.DataFrame({"document": ["a", "a", "b"], "line": [1, None, 3], "unused": ["x", "y", "z"]})


def expectation(type: str = "expect_column_values_to_not_be_null", **kwargs: Any) -> StoredExpectation:
    meta = ExpectationMeta(check="lines-there")
    return StoredExpectation(
        type=type, description="A line.", severity="critical", kwargs=kwargs or {"column": "line"}, meta=meta
    )


@pytest.fixture(scope="module")
def asked() -> Iterator[JudgeBeside]:
    judge = JudgeBeside()
    yield judge
    judge.close()


def test_it_answers_as_the_judge_of_this_process_does(asked: JudgeBeside, judge: Any) -> None:
    answer = asked.ask([expectation()], FRAME).result()
    assert answer.judgements == judge.judge([expectation()], FRAME)
    assert answer.judgements[0].failing == [1] and answer.seconds > 0


def test_questions_are_answered_in_their_order(asked: JudgeBeside) -> None:
    answers = [asked.ask([expectation()], FRAME.head(rows)) for rows in (3, 2, 1)]
    assert [one.result().judgements[0].checked for one in answers] == [3, 2, 1]


def test_an_error_of_ours_comes_as_it_is_and_the_next_question_is_answered(asked: JudgeBeside) -> None:
    with pytest.raises(IntegrityFailed) as caught:
        asked.ask([expectation(column="line", surprise=1)], FRAME, name="a_suite").result()
    assert caught.value.exit_code == 4 and caught.value.where == "expectations/a_suite.json"
    assert asked.ask([expectation()], FRAME).result().judgements[0].failing == [1]


def test_a_fault_of_another_kind_shows_where_it_happened(asked: JudgeBeside) -> None:
    with pytest.raises(RuntimeError, match="Traceback"):
        asked.ask([expectation()], FRAME, parameters=[1, 2]).result()  # type: ignore[arg-type]


def test_a_process_that_dies_says_so_and_what_to_do() -> None:
    judge = JudgeBeside()
    os.kill(judge.process, signal.SIGKILL)
    with pytest.raises(ScorecardError, match="has ended with code -9") as caught:
        judge.ask([expectation()], FRAME).result()
    assert "if memory ran out" in (caught.value.do or "") and not judge.alive


def test_one_process_serves_until_it_has_died(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_BEGUN", [])
    monkeypatch.setattr(beside.atexit, "register", lambda _: None)
    first = judge_beside()
    assert judge_beside() is first
    first.close()
    second = judge_beside()
    assert second is not first and second.alive
    second.close()


def test_a_validation_that_breaks_off_waits_for_no_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_BEGUN", [])
    monkeypatch.setattr(beside.atexit, "register", lambda _: None)
    with pytest.raises(KeyboardInterrupt), judging() as judge:
        waiting = [judge.ask([expectation()], FRAME) for _ in range(50)]
        raise KeyboardInterrupt
    assert not judge.alive and waiting[-1].cancelled()
    with judging() as another:
        assert another.ask([expectation()], FRAME).result().judgements[0].failing == [1]
    assert another.alive
    another.close()
