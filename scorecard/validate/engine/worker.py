"""``python -m scorecard.validate.engine.worker``: the process in which GX lives; `beside` asks it and hears it.

It reads questions from its input and writes answers to its output, both pickled, one after the other, until its input
ends: so it ends with the process that started it, however that one ended.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Mapping
from typing import IO, TYPE_CHECKING, Any

from scorecard.errors import ScorecardError
from scorecard.validate.engine.start import start_judge

if TYPE_CHECKING:
    from scorecard.validate.engine.judge import Judge


def main() -> int:
    """Answer until there are no more questions; returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops us at the keyboard stops the one that asks; we end with it
    questions, answers = sys.stdin.buffer, _own_output()
    judge = start_judge()
    while True:
        try:
            question = pickle.load(questions)
        except EOFError:
            return 0
        pickle.dump(_answer(judge, question), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _own_output() -> IO[bytes]:
    """Our output, for answers alone: what a library prints goes where complaints go."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _answer(judge: Judge, question: Mapping[str, Any]) -> dict[str, Any]:
    """``judged`` and the ``seconds`` it took, or the ``error`` that it ended with; one of ours as it is, else its
    traceback."""
    began = time.perf_counter()
    try:
        return {"judged": judge.judge(**question), "seconds": time.perf_counter() - began}
    except ScorecardError as error:
        return {"error": error}
    except Exception:
        return {"error": RuntimeError(traceback.format_exc())}


if __name__ == "__main__":
    sys.exit(main())
