"""The judge beside: GX in a process of its own, which judges while rules are compared here.

GX takes seconds to import and more to ask, nearly all of it Python; a thread would only take turns with us.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import polars as pl

from scorecard.hands.hand import Hand
from scorecard.validate.engine.answers import ANSWERS, Judged
from scorecard.validate.engine.suites import StoredExpectation, columns_used

_CUT_AT = "document"
"""The column by which the judge cuts large frames."""
_FIXED = {"GX_ANALYTICS_ENABLED": "false"}


class JudgeBeside:
    """A process in which GX lives. Questions are answered in the order in which they are asked."""

    def __init__(self) -> None:
        self._hand = Hand(ANSWERS, doing="in which Great Expectations judges", settings=_FIXED)

    @property
    def process(self) -> int:
        """The number of the process."""
        return self._hand.process

    @property
    def alive(self) -> bool:
        return self._hand.alive

    def ask(
        self,
        expectations: Sequence[StoredExpectation],
        frame: pl.DataFrame,
        *,
        parameters: Mapping[str, Any] | None = None,
        name: str = "suite",
    ) -> Future[Judged]:
        """Have a frame judged, as `Judge.judge` does. The answer raises what that raises, and HandGone if the process
        has ended."""
        wanted = columns_used(expectations)
        seen = frame.select(c for c in frame.columns if c in wanted or not wanted or c == _CUT_AT)
        return self._hand.ask(
            {"expectations": list(expectations), "frame": seen, "parameters": parameters, "name": name}
        )

    def close(self) -> None:
        """Let the process end. Questions that nobody has heard the answer to are dropped."""
        self._hand.close()


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
