"""What the process in which GX lives answers: it is asked by `beside`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from scorecard.validate.engine.judgement import Judgement
from scorecard.validate.engine.start import start_judge

ANSWERS = "scorecard.validate.engine.answers:judging"
"""The work of a hand (`hands.hand.Hand`)."""


@dataclass(frozen=True)
class Judged:
    """The answer to one question: a judgement per expectation, in order, and the seconds that GX took for them."""

    judgements: list[Judgement]
    seconds: float


def judging() -> Callable[[Mapping[str, Any]], Judged]:
    """GX, ready to judge: asked with the arguments of `Judge.judge`."""
    judge = start_judge()

    def answer(question: Mapping[str, Any]) -> Judged:
        began = time.perf_counter()
        return Judged(judge.judge(**question), time.perf_counter() - began)

    return answer
