"""One command at a time in a workspace: the second is told who is at work, and changes nothing.

The lock is the operating system's, on a file ``.lock`` in the folder of the data and in that of the reports, so that
it ends with its process however that ends; the file says for people who holds it. Readers need no lock: every file
is written whole.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from scorecard.errors import InputError
from scorecard.folders import finish_replacements, sweep
from scorecard.workspace import Workspace

NAME = ".lock"
_BEYOND = 1 << 20
"""Windows locks bytes, and nobody else reads them: one far behind what the file says."""


@contextmanager
def only_command(workspace: Workspace, command: str) -> Iterator[None]:
    """Have a workspace to oneself, as ``command``; first what a stopped command left is finished or swept away.

    Raises InputError, with the holder's process and command, if another command is at work there.
    """
    with ExitStack() as held:
        for folder in dict.fromkeys(p.resolve() for p in (workspace.data, workspace.reports)):
            held.enter_context(only_one(folder, command))
        finish_replacements(workspace.raw)
        sweep(_written_to(workspace))
        yield


def _written_to(workspace: Workspace) -> list[Path]:
    """The folders in which a command writes: those of the data, of each document, of the reports, of each quarter."""
    parents = [workspace.raw, workspace.processed, workspace.reports]
    below = [p for parent in parents if parent.is_dir() for p in parent.iterdir() if p.is_dir()]
    return [*parents, *below]


@contextmanager
def only_one(folder: Path, command: str) -> Iterator[None]:
    """The lock of one folder. One that cannot be written to by this user needs none: nothing happens there."""
    made = _make(folder)
    path = folder / NAME
    try:
        descriptor = _locked(path)
    except OSError:
        descriptor = None
    try:
        if descriptor is not None:
            _sign(descriptor, command)
        yield
    finally:
        if descriptor is not None:
            with suppress(OSError):  # Windows removes no open file; it says nothing to anybody
                path.unlink()
            os.close(descriptor)
        for one in made:
            with suppress(OSError):  # somebody has put something there, as was meant
                one.rmdir()


def _make(folder: Path) -> list[Path]:
    """Make a folder; returns what had to be made, the innermost first."""
    lacking = [p for p in (folder, *folder.parents) if not p.exists()]
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return lacking


def _locked(path: Path) -> int:
    """An open file that this process holds. Raises InputError if another does, OSError if there can be no lock."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _lock(descriptor):
            os.close(descriptor)
            raise _taken(path)
        if _is_still(descriptor, path):
            return descriptor
        os.close(descriptor)  # the one before removed the file between our opening and our locking it


def _lock(descriptor: int) -> bool:
    """Whether the lock of an open file could be had at once. Raises OSError where files cannot be locked."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _BEYOND, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_still(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _sign(descriptor: int, command: str) -> None:
    """Write who holds the lock; a full disk cannot keep anybody from working."""
    with suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"process {os.getpid()}: {command}\n".encode("utf-8", "replace"))


def _taken(path: Path) -> InputError:
    try:
        holder = path.read_text(encoding="utf-8", errors="replace").strip() or "a process that is just beginning"
    except OSError:
        holder = "a process that does not say who it is"
    return InputError(
        f"another command is at work here: {holder}",
        where=str(path.parent),
        expected="one command at a time in a workspace; nothing was changed",
        do="wait until it is done, then run the same command again",
    )
