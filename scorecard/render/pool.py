"""A few worker processes that make reports side by side, on every platform.

Not forked: a fork after a polars query hangs, and Windows has none. A worker that dies, or takes too long over a
report, costs that report alone: it is replaced and the others go on.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from scorecard.charts.blocks import PAGES_VARIABLE
from scorecard.render.jobs import Job
from scorecard.render.load import DATA_VARIABLE
from scorecard.workspace import PROJECT, Workspace

# What makes a run repeatable that can only be said before a process starts.
FIXED = {"PYTHONHASHSEED": "0", "TZ": "UTC", "POLARS_MAX_THREADS": "1", "PYTHONUTF8": "1", PAGES_VARIABLE: "1"}
TIMEOUT_SECONDS = 600.0


@dataclass(frozen=True)
class Asked:
    """One report to make, with all that a worker must know."""

    job: Job
    template: Path
    siblings: Sequence[Mapping[str, str]]
    own_kernel: bool = False


@dataclass(frozen=True)
class Answer:
    """What became of a report: ``failure`` is null if it was made. ``cell`` is the id of the last cell begun."""

    job: Job
    failure: Mapping[str, Any] | None
    cell: str | None
    died: bool = False


def make_reports(
    asked: Sequence[Asked],
    workspace: Workspace,
    *,
    workers: int,
    told: Callable[[Answer], None],
    timeout: float = TIMEOUT_SECONDS,
) -> None:
    """Make all reports with so many workers; ``told`` hears of each as it is done, in this thread.

    When this is interrupted, the workers end with it.
    """
    waiting: queue.SimpleQueue[Asked | None] = queue.SimpleQueue()
    for one in asked:
        waiting.put(one)
    answers: queue.SimpleQueue[Answer | BaseException] = queue.SimpleQueue()
    lanes = [_Lane(waiting, answers, workspace, timeout) for _ in range(max(1, min(workers, len(asked))))]
    try:
        for lane in lanes:
            waiting.put(None)
            lane.start()
        for _ in asked:
            answer = answers.get()
            if isinstance(answer, BaseException):
                raise answer
            told(answer)
    finally:
        for lane in lanes:
            lane.stop()


class _Lane(threading.Thread):
    """One worker process and the thread that feeds it."""

    def __init__(self, waiting: Any, answers: Any, workspace: Workspace, timeout: float) -> None:
        super().__init__(daemon=True)
        self.waiting, self.answers, self.workspace, self.timeout = waiting, answers, workspace, timeout
        self.process: subprocess.Popen[str] | None = None
        self.stopped = False

    def run(self) -> None:
        try:
            while not self.stopped and (asked := self.waiting.get()) is not None:
                self.answers.put(self._make(asked))
        except BaseException as error:  # handed to the thread that waits for answers
            self.answers.put(error)

    def stop(self) -> None:
        self.stopped = True
        _end(self.process)

    def _make(self, asked: Asked) -> Answer:
        process = self._worker()
        cell: str | None = None
        late = threading.Event()
        clock = threading.Timer(self.timeout, _stop_late, [process, late])
        clock.start()
        try:
            _write(process, _line(asked, self.workspace))
            for answer in _answers(process):
                cell = answer.get("cell", cell)
                if "done" in answer:
                    return Answer(asked.job, answer["done"]["failure"], cell)
        finally:
            clock.cancel()
        self.process = None
        return Answer(asked.job, _death(process, self.timeout if late.is_set() else None), cell, died=True)

    def _worker(self) -> subprocess.Popen[str]:
        if self.process is None or self.process.poll() is not None:
            self.process = _start(self.workspace)
        return self.process


def _start(workspace: Workspace) -> subprocess.Popen[str]:
    paths = os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH")]))
    surroundings = os.environ | FIXED | {"PYTHONPATH": paths, DATA_VARIABLE: str(workspace.data.resolve())}
    return subprocess.Popen(
        [sys.executable, "-m", "scorecard.render.worker"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        encoding="utf-8", env=surroundings, cwd=PROJECT,
    )  # fmt: skip


def _line(asked: Asked, workspace: Workspace) -> str:
    return json.dumps({
        "job": asdict(asked.job), "template": str(asked.template), "reports": str(workspace.reports.resolve()),
        "siblings": list(asked.siblings), "own_kernel": asked.own_kernel,
    })  # fmt: skip


def _write(process: subprocess.Popen[str], line: str) -> None:
    stream: IO[str] | None = process.stdin
    assert stream is not None
    try:
        stream.write(line + "\n")
        stream.flush()
    except OSError:
        pass  # the worker is gone; reading its answers says so


def _answers(process: subprocess.Popen[str]) -> Any:
    assert process.stdout is not None
    for line in process.stdout:
        yield json.loads(line)


def _death(process: subprocess.Popen[str], seconds: float | None) -> dict[str, Any]:
    if seconds is not None:
        return {"cell": 0, "source": "", "error": f"TimeoutError: not finished after {seconds:g} seconds"}
    return {"cell": 0, "source": "", "error": f"the process that ran it ended with code {process.wait()}"}


def _stop_late(process: subprocess.Popen[str], late: threading.Event) -> None:
    late.set()
    _end(process)


def _end(process: subprocess.Popen[str] | None) -> None:
    if process is not None and process.poll() is None:
        process.kill()
        process.wait()
