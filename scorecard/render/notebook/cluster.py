"""The same reports by the workers of a Dask cluster: each makes them as a worker on one machine does.

No engine runs a task exactly once, so what makes a run whole is ours: a report is one function of its inputs, its
files are written whole under the same names whoever writes them, and the record is kept here, as answers arrive. A
worker that is killed has its report made by another. The folders must be the same for all, as on a shared disk, or the
reports live in a store that all can reach (`elsewhere`); and the code must be the same.
"""

from __future__ import annotations

import atexit
import queue
import shutil
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from scorecard.errors import InputError, UsageError
from scorecard.provenance import sha256_of
from scorecard.remote.mirror import Mirror
from scorecard.render.notebook.elsewhere import Workbench, made_in_store
from scorecard.render.notebook.failures import failed_copy, forget_report
from scorecard.render.notebook.parts import fingerprint
from scorecard.render.notebook.pool import TIMEOUT_SECONDS, Answer, Asked, Lane, home_of
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from distributed import Client

_RETRIES = 2
"""So often a report is tried again whose worker died over it."""
_PATIENCE = "15s"
_LANES: dict[Workspace, Lane] = {}
"""On a worker of the cluster: the process that makes reports, one for each workspace."""


def make_on_cluster(
    asked: Sequence[Asked], workspace: Workspace, *, scheduler: str, told: Callable[[Answer], None]
) -> int:
    """Make all reports on the cluster of a scheduler (``tcp://host:8786``); ``told`` hears of each as it is done.

    Returns how many workers the cluster has. Raises UsageError where Dask is not installed, InputError where no
    scheduler answers or it has no workers.
    """
    return _made_by_all(
        scheduler,
        asked,
        told,
        lambda client: {_submitted(client, one, _made_there, one, workspace): one for one in asked},
    )


def make_in_store(
    asked: Sequence[Asked], workspace: Workspace, mirror: Mirror, *, scheduler: str, told: Callable[[Answer], None]
) -> int:
    """The same where no disk is shared: workers find their slices in the store of the reports, and put reports there.

    Each report is fetched into our copy (``mirror``) before ``told`` hears of it. What the workers needed is removed
    from the store at the end. Raises InputError besides if the store cannot be reached.
    """
    bench = Workbench(mirror.store)

    def submit(client: Client) -> dict[Any, Asked]:
        laid_out = bench.lay_out(asked, workspace)
        return {
            _submitted(client, one, made_in_store, one, mirror.store, parts, fingerprint()): one
            for one, parts in laid_out
        }

    def hear(answer: Answer) -> None:
        mirror.take(answer.files)
        if answer.failure is None:  # of an earlier run: the worker that made the report does not see it
            (workspace.reports / failed_copy(answer.job.name)).unlink(missing_ok=True)
        if answer.failure is not None and not answer.died:
            forget_report(answer.job, workspace.reports)
        told(answer)

    workers = _made_by_all(scheduler, asked, hear, submit)
    bench.clear()
    return workers


def _made_by_all(
    scheduler: str,
    asked: Sequence[Asked],
    told: Callable[[Answer], None],
    submit: Callable[[Client], dict[Any, Asked]],
) -> int:
    """Let the cluster work on what ``submit`` gives it; how many workers it has."""
    with connected(scheduler) as client:
        from distributed import as_completed

        workers = refuse_no_workers(client, scheduler)
        of = submit(client)
        try:
            for future in as_completed(list(of)):
                told(_answer(future, of.pop(future)))
                future.release()
        finally:
            client.cancel(list(of))
        return workers


def refuse_no_workers(client: Client, scheduler: str) -> int:
    """How many workers a cluster has. Raises InputError if it has none."""
    workers: int = sum(client.nthreads().values())
    if not workers:
        raise InputError(
            "the cluster has no workers", where=scheduler, do=f"start some: dask worker {scheduler} --nthreads 1"
        )
    return workers


def connected(scheduler: str) -> Client:
    """A connection to a scheduler. Raises UsageError where Dask is not installed, InputError where nobody answers."""
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise UsageError(
            "runs on a cluster need the package distributed, which is not installed",
            where="--scheduler",
            do="pip install distributed (docs/cluster.md), or leave --scheduler out",
        ) from error
    try:
        return Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise InputError(
            f"no Dask scheduler answers: {error}",
            where=scheduler,
            expected="the address that `dask scheduler` prints, like tcp://10.0.0.5:8786",
            do="start one, or leave --scheduler out",
        ) from error


def _submitted(client: Client, asked: Asked, task: Callable[..., Answer], *arguments: Any) -> Any:
    """A report as a task of the cluster, under a name that is the same whenever the same report is asked for."""
    named = f"{asked.job.name} {sha256_of(repr((asked, arguments)).encode())}"
    return client.submit(task, *arguments, key=f"scorecard {named}", retries=_RETRIES, pure=False)


def _answer(future: Any, asked: Asked) -> Answer:
    """What a task says, or why there is nothing that it says."""
    error = future.exception()
    if error is None:
        answer: Answer = future.result()
        return answer
    why = f"the cluster could not make it: {type(error).__name__}: {str(error).splitlines()[0]}"
    return Answer(asked.job, {"cell": 0, "source": "", "error": why}, None, died=True)


def _made_there(asked: Asked, workspace: Workspace) -> Answer:
    """Make one report on a worker of the cluster, in a process of its own that stays for the next one."""
    if workspace not in _LANES:
        _LANES[workspace] = _lane(workspace)
    return _LANES[workspace].make(asked)


def _lane(workspace: Workspace) -> Lane:
    home = home_of(workspace)
    lane = Lane(queue.SimpleQueue(), queue.SimpleQueue(), workspace, home, TIMEOUT_SECONDS)
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    atexit.register(lane.stop)
    return lane
