"""A run for each of many authorities: ``--each nation`` runs every workspace below a folder, or below a URL.

A nation is a folder with one workspace for each authority, ``authority=kiteham/data`` and
``authority=kiteham/reports``: a hive partition of the documents, of the tables and of the pages. No rule and no page
sets one authority's figures against another's, so each is cleaned, validated, measured and shown alone, with the memory
of one; and whoever wants all figures reads them as one table (`scorecard.partitions`).

Each workspace is one task: this command for it, in a process of its own, here or on a worker of a Dask cluster. It does
only what is out of date, so it may be begun again after whatever happened.
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from scorecard.errors import InputError, ScorecardError, UsageError
from scorecard.process import ENDS_WITH_PARENT, surroundings
from scorecard.provenance import sha256_of
from scorecard.remote.address import is_way_out
from scorecard.remote.held import RUN
from scorecard.remote.store import Store
from scorecard.workspace import PROJECT

_NAME = re.compile(r"(?:authority=)?[A-Za-z0-9][A-Za-z0-9_.-]*")
_RETRIES = 2
_OF_ONE = ("data", "reports", "output", "council", "watch", "profile")
"""Options that make sense for one workspace alone."""
_LISTED = 20
"""So many of the failed are told of at the end."""
Report = Callable[[str], object]


@dataclass(frozen=True)
class Task:
    """The run of one workspace: its ``name`` below ``place`` (a folder or a URL), and the options that it is run with.

    ``run``: what tells the tasks of one run from those of another, by which one that is begun again knows its own lock.
    """

    place: str
    name: str
    options: tuple[str, ...]
    run: str

    @property
    def key(self) -> str:
        """Its name on a cluster: the same whenever the same is asked for."""
        return f"scorecard {self.name} {sha256_of(repr((self.place, self.options)).encode())}"

    @property
    def command(self) -> list[str]:
        """The command line of its process."""
        places = [f"--{part}={self.place}/{self.name}/{part}" for part in ("data", "reports")]
        return [sys.executable, "-P", str(PROJECT / "pipeline.py"), "run", "--jobs=1", *self.options, *places]


@dataclass(frozen=True)
class Done:
    """How a task ended: its exit code, the last thing it said, what it complained of, and its seconds."""

    name: str
    code: int
    said: str
    complaint: str
    seconds: float


def run_each(
    place: Path | Store, options: Sequence[str], *, jobs: int, scheduler: str | None, report: Report
) -> list[Done]:
    """Run every workspace of a nation, so many at once here, or all on the workers of a cluster.

    One that fails does not stop the others; at the end ScorecardError names those that did, with the gravest exit code.
    """
    where = place.url if isinstance(place, Store) else str(place.resolve())
    names = workspaces(place)
    run = f"run-{secrets.token_hex(8)}"
    tasks = [Task(where, name, tuple(options), run) for name in names]
    report(f"{len(tasks)} workspaces in {where}")
    done: list[Done] = []
    for one in _here(tasks, jobs) if scheduler is None else _on_cluster(tasks, scheduler):
        done.append(one)
        told = one.said if not one.code else f"FAILED with {one.code}: {one.complaint.splitlines()[0]}"
        report(f"[{len(done):>{len(str(len(tasks)))}}/{len(tasks)}] {one.name}: {told}")
    if failed := sorted((one for one in done if one.code), key=lambda one: one.name):
        raise _failed(failed, len(done), where)
    return done


def workspaces(place: Path | Store) -> list[str]:
    """The names of the workspaces below a folder or a URL, in their order. Raises InputError if there are none."""
    if isinstance(place, Store):
        there: Iterable[str] = place.folders()
    else:
        there = [p.name for p in place.iterdir() if (p / "data").is_dir()] if place.is_dir() else []
    names = sorted(name for name in there if _NAME.fullmatch(name) and not is_way_out(name))
    if not names:
        raise InputError(
            "there are no workspaces here",
            where=place.url if isinstance(place, Store) else str(place),
            expected="a folder for each authority, like authority=kiteham/data/raw",
            do="extract each authority's packs there: python pipeline.py extract FILE --data …/authority=NAME/data",
        )
    return names


def run_task(task: Task) -> Done:
    """Run one workspace in a process of its own, which ends with this one."""
    began = perf_counter()
    told = {ENDS_WITH_PARENT: "1", RUN: task.run}
    process = subprocess.Popen(
        task.command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=surroundings(told),
        cwd=PROJECT,
    )
    try:
        out, err = _heard(process)
    except BaseException:
        process.kill()
        raise
    lines = [line for line in out.splitlines() if line.strip()] or [""]
    complaints = [line for line in err.splitlines() if line.startswith(("error:", "unexpected error:", "stopped:"))]
    complaint = complaints[-1] if complaints else (err.strip().splitlines() or ["it said nothing"])[-1]
    return Done(task.name, process.returncode, lines[-1], complaint, perf_counter() - began)


def _heard(process: subprocess.Popen[str]) -> tuple[str, str]:
    """What a process prints until it ends. Its input stays open as long as we are here."""
    assert process.stdout is not None and process.stderr is not None
    with ThreadPoolExecutor(1) as beside:
        complaints = beside.submit(process.stderr.read)
        out = process.stdout.read()
        process.wait()
        return out, complaints.result()


def _here(tasks: Sequence[Task], jobs: int) -> Iterator[Done]:
    with ThreadPoolExecutor(max(1, min(jobs, len(tasks)))) as pool:
        waiting = [pool.submit(run_task, task) for task in tasks]
        try:
            for one in as_completed(waiting):
                yield one.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _on_cluster(tasks: Sequence[Task], scheduler: str) -> Iterator[Done]:
    """A task of a cluster for each; a worker that dies has its tasks begun again by another."""
    from scorecard.render.notebook.cluster import connected, refuse_no_workers

    with connected(scheduler) as client:
        from distributed import as_completed as arriving

        refuse_no_workers(client, scheduler)
        of = {client.submit(run_task, task, key=task.key, retries=_RETRIES, pure=False): task for task in tasks}
        try:
            for future in arriving(list(of)):
                task, error = of.pop(future), future.exception()
                yield future.result() if error is None else _lost(task, error)
                future.release()
        finally:
            client.cancel(list(of))


def _lost(task: Task, error: BaseException) -> Done:
    why = f"error: the cluster could not run it: {type(error).__name__}: {(str(error).splitlines() or [''])[0]}"
    return Done(task.name, InputError.exit_code, "", why, 0.0)


def _failed(failed: Sequence[Done], of: int, where: str) -> ScorecardError:
    lines = [f"  - {one.name}: {one.complaint.splitlines()[0]}" for one in failed[:_LISTED]]
    more = [f"  … and {len(failed) - _LISTED} more"] if len(failed) > _LISTED else []
    error = ScorecardError(
        "\n".join([f"{len(failed)} of {of} workspaces failed", *lines, *more]),
        where=where,
        do="run one of them alone to see why (--data …/NAME/data --reports …/NAME/reports), then this command again: "
        "only what is missing is made",
    )
    error.exit_code = max(one.code if one.code > 0 else InputError.exit_code for one in failed)
    return error


def options_of_each(given: dict[str, object]) -> list[str]:
    """The options of the command that go on to each workspace.

    Raises UsageError for those that make no sense for many, or that say where one of them is.
    """
    one_only = [name for name in _OF_ONE if given.get(name) not in (None, False)]
    if one_only:
        raise UsageError(f"--{one_only[0]} is for one workspace, --each for many", do="leave one of them out")
    passed = [f"--{name.replace('_', '-')}" for name in ("force", "own_kernel") if given.get(name)]
    for name in ("quarter", "notebook", "parameter"):
        values = given.get(name)
        passed += [f"--{name}={value}" for value in (values if isinstance(values, list) else ())]
    return passed


def folder_of(place: Path | str) -> Path | Store:
    """Where the workspaces are."""
    return Store(place) if isinstance(place, str) else Path(os.path.abspath(place))
