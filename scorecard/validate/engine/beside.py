"""The judge beside: GX in a process of its own, which judges while rules are compared here.

GX takes seconds to import and more to ask, nearly all of it Python; a thread would only take turns with us.
"""

from __future__ import annotations

import atexit
import pickle
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import polars as pl

from scorecard.errors import ScorecardError
from scorecard.process import command, surroundings
from scorecard.validate.engine.judgement import Judgement
from scorecard.validate.engine.suites import StoredExpectation, columns_used
from scorecard.workspace import PROJECT

_CUT_AT = "document"
"""The column by which the judge cuts large frames."""
_FIXED = {"GX_ANALYTICS_ENABLED": "false", "POLARS_MAX_THREADS": "1"}


@dataclass(frozen=True)
class Judged:
    """The answer to one question: a judgement per expectation, in order, and the seconds that GX took for them."""

    judgements: list[Judgement]
    seconds: float


class JudgeBeside:
    """A process in which GX lives. Questions are answered in the order in which they are asked."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            command("scorecard.validate.engine.worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=surroundings(_FIXED),
            cwd=PROJECT,
        )
        self._lane = ThreadPoolExecutor(max_workers=1, thread_name_prefix="judge")

    @property
    def process(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(
        self,
        expectations: Sequence[StoredExpectation],
        frame: pl.DataFrame,
        *,
        parameters: Mapping[str, Any] | None = None,
        name: str = "suite",
    ) -> Future[Judged]:
        """Have a frame judged, as `Judge.judge` does. The answer raises what that raises, and ScorecardError if the
        process has ended."""
        wanted = columns_used(expectations)
        seen = frame.select(c for c in frame.columns if c in wanted or not wanted or c == _CUT_AT)
        question = {"expectations": list(expectations), "frame": seen, "parameters": parameters, "name": name}
        return self._lane.submit(self._answered, question)

    def close(self) -> None:
        """Let the process end. Questions that nobody has heard the answer to are dropped."""
        self._lane.shutdown(wait=False, cancel_futures=True)
        self._process.kill()
        self._process.communicate()

    def _answered(self, question: Mapping[str, Any]) -> Judged:
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            pickle.dump(question, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            answer = pickle.load(self._process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise _ended(self._process.wait()) from error
        if "error" in answer:
            raise answer["error"]
        return Judged(answer["judged"], answer["seconds"])


def _ended(code: int) -> ScorecardError:
    return ScorecardError(
        f"the process in which Great Expectations judges has ended with code {code}",
        where="python -m scorecard.validate.engine.worker",
        do="run the same command again; if memory ran out, validate fewer documents at once",
    )


_BEGUN: list[JudgeBeside] = []


@contextmanager
def judging() -> Iterator[JudgeBeside]:
    """The judge beside, for as long as somebody asks it. Where that breaks off, by an error or at the keyboard, it is
    ended with all that is still to be judged: nobody waits for answers that nobody will hear."""
    judge = judge_beside()
    try:
        yield judge
    except BaseException:
        judge.close()
        raise


def judge_beside() -> JudgeBeside:
    """The judge beside this process: begun at the first call and after it has died, ended with this process."""
    if not _BEGUN:
        atexit.register(_end)
    if not _BEGUN or not _BEGUN[-1].alive:
        _BEGUN[:] = [JudgeBeside()]
    return _BEGUN[-1]


def _end() -> None:
    for judge in _BEGUN:
        judge.close()
