"""``python -m scorecard.hands.worker module:function``: the process of a hand.

It reads questions from its input and writes answers to its output, both pickled, one after the other, until its input
ends: so it ends with the process that started it, however that one ended. The first question makes it ready.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import IO, Any

from scorecard.errors import ScorecardError
from scorecard.process import begin


def main(arguments: Sequence[str]) -> int:
    """Answer until there are no more questions; returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops us at the keyboard stops the one that asks; we end with it
    begin()
    questions, answers = sys.stdin.buffer, _own_output()
    module, _, function = arguments[0].partition(":")
    make_ready: Callable[..., Callable[[Any], Any]] = getattr(import_module(module), function)
    answer: Callable[[Any], Any] | None = None
    while True:
        try:
            question = pickle.load(questions)
        except EOFError:
            return 0
        if answer is None:
            told, answer = _ready(make_ready, question)
        else:
            told = _answered(answer, question)
        pickle.dump(told, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _ready(make_ready: Callable[..., Callable[[Any], Any]], about: Any) -> tuple[dict[str, Any], Callable[[Any], Any]]:
    """That the hand is ready, and what answers; where it cannot be, the error, with which every question ends."""
    told = _answered(lambda given: make_ready(*given), about)
    if "error" in told:
        return told, _raising(told["error"])
    return {"made": None}, told["made"]


def _raising(error: BaseException) -> Callable[[Any], Any]:
    def answer(question: Any) -> Any:
        raise error

    return answer


def _own_output() -> IO[bytes]:
    """Our output, for answers alone: what a library prints goes where complaints go."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _answered(answer: Callable[[Any], Any], question: Any) -> dict[str, Any]:
    """What is ``made`` of a question, or the ``error`` that it ended with; one of ours as it is, else its traceback."""
    try:
        return {"made": answer(question)}
    except ScorecardError as error:
        return {"error": error}
    except Exception:
        return {"error": RuntimeError(traceback.format_exc())}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
