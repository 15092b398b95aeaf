"""A few worker processes that make reports side by side, on every platform.

Not forked: a fork after a polars query hangs, and Windows has none. A worker that dies, or takes too long over a
report, costs that report alone: it is replaced and the others go on.
"""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from scorecard.files import cannot_write
from scorecard.html.blocks import PAGES_VARIABLE
from scorecard.process import command, interrupted, surroundings
from scorecard.render.plan.jobs import Job
from scorecard.workspace import PROJECT, Workspace

_FIXED = {"POLARS_MAX_THREADS": "1", PAGES_VARIABLE: "1"}
_HOMES = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
TIMEOUT_SECONDS = 600.0


@dataclass(frozen=True)
class Asked:
    """One report to make, with all that a worker must know. ``template``: its notebook; null for a sheet.

    ``key``: the hash of all that it is made from.
    """

    job: Job
    template: Path | None
    siblings: Sequence[Mapping[str, str]]
    own_kernel: bool = False
    key: str = ""


@dataclass(frozen=True)
class Answer:
    """What became of a report: ``failure`` is null if it was made. ``cell`` is the id of the last cell begun.

    ``spent``: the seconds that its ``cells`` and its ``export`` took. ``files``: what a worker elsewhere has put into a
    store for it, by name below the reports.
    """

    job: Job
    failure: Mapping[str, Any] | None
    cell: str | None
    died: bool = False
    spent: Mapping[str, float] = field(default_factory=dict)
    files: Sequence[str] = ()


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
    home = home_of(workspace)
    lanes = [Lane(waiting, answers, workspace, home, timeout) for _ in range(max(1, min(workers, len(asked))))]
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
        shutil.rmtree(home, ignore_errors=True)


def home_of(workspace: Workspace) -> Path:
    """A folder that IPython and Jupyter take for the user's: no setting of his gets into a page, nothing into his."""
    try:
        workspace.reports.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=workspace.reports, prefix=".jupyter.", suffix=".tmp")).resolve()
    except OSError as error:
        raise cannot_write(workspace.reports, error) from error


class Lane(threading.Thread):
    """One worker process and the thread that feeds it."""

    def __init__(self, waiting: Any, answers: Any, workspace: Workspace, home: Path, timeout: float) -> None:
        super().__init__(daemon=True)
        self.waiting, self.answers, self.timeout = waiting, answers, timeout
        self.workspace, self.home = workspace, home
        self.process: subprocess.Popen[str] | None = None
        self.complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by stop()
        self.stopped = False

    def run(self) -> None:
        try:
            while not self.stopped and (asked := self.waiting.get()) is not None:
                self.answers.put(self.make(asked))
        except BaseException as error:  # handed to the thread that waits for answers
            self.answers.put(error)

    def stop(self) -> None:
        self.stopped = True
        _end(self.process)
        self.complaints.close()

    def make(self, asked: Asked, workspace: Workspace | None = None) -> Answer:
        """Make one report and say what became of it. ``workspace``: its data and reports, where they are not ours."""
        process = self._worker()
        cell: str | None = None
        late = threading.Event()
        clock = threading.Timer(self.timeout, _stop_late, [process, late])
        clock.start()
        try:
            _write(process, _line(asked, workspace or self.workspace))
            for answer in _answers(process):
                cell = answer.get("cell", cell)
                if "done" in answer:
                    done = answer["done"]
                    return Answer(asked.job, done["failure"], cell, spent=done.get("spent", {}))
        finally:
            clock.cancel()
        self.process = None
        if not self.stopped and interrupted(process.wait()):
            raise KeyboardInterrupt
        too_late = f"TimeoutError: not finished after {self.timeout:g} seconds"
        error = too_late if late.is_set() else self._last_words(process)
        return Answer(asked.job, {"cell": 0, "source": "", "error": error}, cell, died=True)

    def _last_words(self, process: subprocess.Popen[str]) -> str:
        """Why a process ended: its code, and the last thing it complained of."""
        code = process.wait()
        self.complaints.seek(0)
        lines = self.complaints.read().decode("utf-8", "replace").strip().splitlines()
        return f"the process that ran it ended with code {code}" + (f" ({lines[-1].strip()})" if lines else "")

    def _worker(self) -> subprocess.Popen[str]:
        if self.process is None or self.process.poll() is not None:
            self.complaints.seek(0)
            self.complaints.truncate()
            self.process = _start(self.workspace, self.home, self.complaints)
        return self.process


def _start(workspace: Workspace, home: Path, complaints: IO[bytes]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command("scorecard.render.notebook.worker"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        encoding="utf-8",
        env=surroundings(_FIXED | dict.fromkeys(_HOMES, str(home)) | workspace.as_variables()),
        cwd=PROJECT,
    )


def _line(asked: Asked, workspace: Workspace) -> str:
    reports = str(workspace.reports.resolve())
    template = None if asked.template is None else str(asked.template.resolve())
    folders = workspace.as_variables()
    about = {"siblings": list(asked.siblings), "own_kernel": asked.own_kernel, "folders": folders}
    return json.dumps({"job": asdict(asked.job), "template": template, "reports": reports} | about)


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


def _stop_late(process: subprocess.Popen[str], late: threading.Event) -> None:
    late.set()
    _end(process)


def _end(process: subprocess.Popen[str] | None) -> None:
    if process is not None and process.poll() is None:
        process.kill()
        process.wait()
