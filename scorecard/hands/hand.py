"""A hand: a process of ours beside this one, which answers questions in the order in which they are asked."""

from __future__ import annotations

import pickle
import subprocess
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from scorecard.errors import ScorecardError
from scorecard.process import command, surroundings
from scorecard.workspace import PROJECT

HANDS_VARIABLE = "SCORECARD_HANDS"
"""How many hands a process may have beside it (`hands.shared`); a hand has none of its own."""
WORKER = "scorecard.hands.worker"
_FIXED = {HANDS_VARIABLE: "0", "POLARS_MAX_THREADS": "1"}


class Hand:
    """A process that does one kind of work, begun at once.

    ``work`` names the function that makes it ready, as ``module:function``: called there with ``about``, it returns the
    function that answers questions. All that goes to and fro is pickled. ``doing`` says in a complaint what it does.
    Raises HandGone if the machine begins no process.
    """

    def __init__(self, work: str, *about: Any, doing: str, settings: Mapping[str, str] | None = None) -> None:
        self.work, self.doing = work, doing
        try:
            self._process = subprocess.Popen(
                command(WORKER, work),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=surroundings({**_FIXED, **(settings or {})}),
                cwd=PROJECT,
            )
        except OSError as error:
            raise HandGone(work, f"the process {doing} cannot be begun: {error.strerror}") from error
        self._lane = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hand")
        self.ready: Future[None] = self._lane.submit(self._answered, about)

    @property
    def process(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, question: Any) -> Future[Any]:
        """Have a question answered. The answer raises what the function raises: an error of ours as it is, another one
        as RuntimeError with where it happened; and HandGone if the process has ended."""
        return self._lane.submit(self._answered, question)

    def close(self) -> None:
        """End the process. Questions that nobody has heard the answer to are dropped."""
        self._lane.shutdown(wait=False, cancel_futures=True)
        self._process.kill()
        self._process.communicate()

    def _answered(self, question: Any) -> Any:
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            pickle.dump(question, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            answer = pickle.load(self._process.stdout)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:  # ValueError: closed while we wait
            code = self._process.wait()
            raise HandGone(self.work, f"the process {self.doing} has ended with code {code}") from error
        if "error" in answer:
            raise answer["error"]
        return answer["made"]


class HandGone(ScorecardError):
    """A hand has ended before it answered, or could not begin."""

    def __init__(self, work: str, what: str) -> None:
        super().__init__(
            what,
            where=f"python -m {WORKER} {work}",
            do="run the same command again; if memory ran out, give it fewer documents at once",
        )
