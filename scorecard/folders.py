"""A folder whose files change as one, and what a command that was stopped left half done.

New files are gathered beside the folder, under a hidden name that ends in ``.tmp``. One rename, to ``.ready``, is the
moment at which they count: before it nothing has happened, after it they take their places, and where a command is
stopped in between, the next one finishes that. What is kept (the corrections ledger) is never moved.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path

from scorecard.files import cannot_write

_READY = ".ready"
_IS_READY = re.compile(r"\.([A-Za-z0-9][A-Za-z0-9_-]*)\.ready")
_GONE = ".gone"
"""In a folder that is ready: the names of the files whose place nothing takes, one a line."""
_LEFT_BEHIND = re.compile(r"\..+\.[a-z0-9_]{8}\.tmp")
"""How ``tempfile`` and we name a file or folder that is not finished."""


def replace_folder(folder: Path, fill: Callable[[Path], None], *, keep: Collection[str] = ()) -> None:
    """Fill a new folder; its files take the place of those of ``folder``, all of them or none. ``keep`` stay.

    Raises InputError if the disk or the folder refuses.
    """
    staging = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".tmp"))
        fill(staging)
        staging.chmod(0o755)
        if folder.exists():
            finish_replacements(folder.parent)
            (staging / _GONE).write_text("\n".join(_without_place(folder, staging, keep)), encoding="utf-8")
            ready = folder.with_name(f".{folder.name}{_READY}")
            os.replace(staging, ready)
            _take_places(ready, folder)
        else:
            os.replace(staging, folder)
    except OSError as error:
        raise cannot_write(folder, error) from error
    finally:
        if staging is not None and staging.exists():
            shutil.rmtree(staging, ignore_errors=True)


def _without_place(folder: Path, staging: Path, keep: Collection[str]) -> list[str]:
    return sorted({p.name for p in folder.iterdir()} - {p.name for p in staging.iterdir()} - set(keep))


def finish_replacements(parent: Path) -> None:
    """Let every folder below ``parent`` that is ready take its place: a command was stopped on the way."""
    for ready in sorted(parent.glob(f".*{_READY}")):
        if (name := _IS_READY.fullmatch(ready.name)) and ready.is_dir() and not ready.is_symlink():
            try:
                _take_places(ready, ready.with_name(name[1]))
            except OSError as error:
                raise cannot_write(ready, error) from error


def _take_places(ready: Path, folder: Path) -> None:
    """Move what is ready to where it belongs. May be stopped anywhere and begun again: what has gone has gone."""
    folder.mkdir(exist_ok=True)
    gone = (ready / _GONE).read_text(encoding="utf-8").splitlines() if (ready / _GONE).exists() else []
    for path in [p for p in folder.iterdir() if p.name in gone and not p.is_dir()]:
        path.unlink()
    for path in sorted(p for p in ready.iterdir() if p.name != _GONE):
        os.replace(path, folder / path.name)
    (ready / _GONE).unlink(missing_ok=True)
    ready.rmdir()


def sweep(folders: Iterable[Path]) -> None:
    """Remove what commands that were stopped left unfinished in these folders.

    Only for one who has the folders to himself (`scorecard.lock`): another's unfinished files look the same.
    """
    for folder in folders:
        with suppress(OSError):
            for path in [p for p in folder.iterdir() if _LEFT_BEHIND.fullmatch(p.name)]:
                _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
