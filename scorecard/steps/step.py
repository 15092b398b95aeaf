"""One step of the way of the data: what it depends on, and how it is brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.errors import InputError
from scorecard.files import of_the_system
from scorecard.provenance import Stamp, code_hash, hashes_of, key_of, rooms_from, software
from scorecard.steps.stamps import keep_stamps, out_of_date, stamps_of
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.remote.mirror import Mirror

Report = Callable[[str], None]
ROOM = "steps"
"""This room, which runs every step: its code belongs to that of each."""


@dataclass(frozen=True)
class Options:
    """How a command wants its steps to be run; null quarters, notebooks, councils and parameters: all, and none given.

    ``sheets``: the names of sheets that are wanted, and then no notebook is; null for those that belong to the rest.
    ``store``: the reports' folder as a copy of one in a store, where the workers of a cluster put theirs.
    """

    force: bool = False
    report: Report = print
    quarters: Sequence[str] | None = None
    notebooks: Sequence[str] | None = None
    councils: Sequence[str] | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    sheets: Sequence[str] | None = None
    jobs: int = 2
    own_kernel: bool = False
    profile: bool = False
    scheduler: str | None = None
    store: Mirror | None = None
    strict: bool = False
    debug: bool = False


@dataclass(frozen=True)
class Step:
    """One step of the way of the data.

    ``reads`` and ``writes`` are names in a workspace (`Workspace.place`); a folder stands for all that is in it.
    ``begins`` are the rooms of ``scorecard/`` in which its code begins; a change of one of them, or of any that they
    import, puts it out of date. ``before`` is the command that makes what it reads.
    """

    name: str
    does: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    begins: tuple[str, ...]
    before: str
    run: Callable[[Workspace, Options], object]

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms of its code: those in which it begins, all that they import, and this one that runs it."""
        return tuple(sorted({*rooms_from(self.begins), ROOM}))


def bring(step: Step, workspace: Workspace, options: Options) -> None:
    """Run a step if it is out of date, or in any case with ``force``, and stamp what it wrote.

    Raises InputError if what it reads has not been made, and whatever the step itself raises: then there is no stamp.
    """
    lacking = [name for name in step.reads if name.startswith("data/") and not is_there(workspace.place(name))]
    if lacking:
        raise InputError(
            f"{step.name} has nothing to read: {', '.join(lacking)}",
            where=str(workspace.data),
            do=f"run: {step.before}",
        )
    key = _key(step, workspace)
    if not options.force and not _has_to_run(step, workspace, key):
        options.report(f"{step.name}: up to date")
        return
    step.run(workspace, options)
    outputs = {name: workspace.place(name) for name in step.writes}
    keep_stamps(workspace, stamps_of(workspace) | {step.name: Stamp(key, hashes_of(outputs))})


def is_due(step: Step, workspace: Workspace) -> bool:
    """Is a step of the data out of date?"""
    return _has_to_run(step, workspace, _key(step, workspace))


def _key(step: Step, workspace: Workspace) -> str:
    return key_of(read_by(step, workspace), code=code_hash(step.rooms), software=software())


def _has_to_run(step: Step, workspace: Workspace, key: str) -> bool:
    outputs = {name: workspace.place(name) for name in step.writes}
    return out_of_date(stamps_of(workspace).get(step.name), key, outputs)


def read_by(step: Step, workspace: Workspace) -> dict[str, str]:
    """Hash by name of all that a step reads, as it is now."""
    return hashes_of({name: workspace.place(name) for name in step.reads})


def is_there(path: Path) -> bool:
    """A file, or a folder with something in it; what systems and editors leave about is nothing."""
    return any(not of_the_system(p.name) for p in path.iterdir()) if path.is_dir() else path.exists()
