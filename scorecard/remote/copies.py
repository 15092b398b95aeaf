"""A workspace whose data or reports live in a store: their copies here, while a command is at work.

Copies stand in the user's cache (or where ``SCORECARD_CACHE`` says), a folder for each address. They may be thrown
away whenever no command is at work, unless one could not send what it had made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from scorecard.errors import ScorecardError, UsageError
from scorecard.lock import only_one
from scorecard.remote.address import beside, checked_url, overlap
from scorecard.remote.held import held
from scorecard.remote.mirror import Mirror
from scorecard.remote.store import Store

_CACHE = "SCORECARD_CACHE"
_PARTS = ("raw", "processed")
Report = Callable[[str], object]


@dataclass(frozen=True)
class Copies:
    """The copies of one command. ``data`` and ``reports``: null where these are folders; ``beside``: notes, audit."""

    data: Mirror | None
    reports: Mirror | None
    beside: tuple[Mirror, ...]

    @property
    def main(self) -> list[Mirror]:
        """What a command has to itself, and may send: data first, whose record knows nothing of reports."""
        return [mirror for mirror in (self.data, self.reports) if mirror is not None]


def copies_of(data: str | None, reports: str | None) -> Copies:
    """The copies for the addresses of data and reports; null for what is a folder.

    Raises UsageError for an address that is none, and for two folders of which one is within the other.
    """
    data, reports = (None if url is None else checked_url(url) for url in (data, reports))
    near = {name: url for name in ("notes", "audit") if data and (url := beside(data, name))}
    named = [url for url in (data, reports, *near.values()) if url]
    for at, one in enumerate(named):
        if within := next((other for other in named[:at] if overlap(one, other)), None):
            raise UsageError(
                f"{one} and {within} lie within one another",
                expected="folders side by side, like s3://bucket/children/data and s3://bucket/children/reports",
            )
    return Copies(
        _mirror(data, data, "data", _PARTS),
        _mirror(reports, reports, "reports"),
        tuple(mirror for name, url in near.items() if (mirror := _mirror(url, data, name))),
    )


def _mirror(url: str | None, of: str | None, name: str, parts: tuple[str, ...] = ()) -> Mirror | None:
    if url is None or of is None:
        return None
    return Mirror(Store(url), cache() / sha256(of.encode()).hexdigest()[:16] / name, parts)


def cache() -> Path:
    """The folder of all copies."""
    if told := os.environ.get(_CACHE):
        return Path(told)
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("scorecard", appauthor=False))


@contextmanager
def fetched(copies: Copies, command: str, *, writes: bool, sends: tuple[str, ...], report: Report) -> Iterator[None]:
    """Bring the copies up to date; where the command ``writes``, have the stores to oneself and send what it changed.

    What a command that fails has made is sent too, as it stays on one machine. ``sends``: of what stands beside the
    data, the folders that are sent. Raises InputError if a store cannot be reached: what was made stays in the copy.
    """
    with ExitStack() as locks:
        for mirror in copies.main:
            locks.enter_context(only_one(mirror.folder.parent, command))
            if writes:
                locks.enter_context(held(mirror.store, command, mirror.folder.with_name("token")))
        for mirror in (*copies.main, *copies.beside):
            _fetch(mirror, report)
        try:
            yield
        except ScorecardError:
            try:
                _send(copies, writes, sends, report)
            except ScorecardError as trouble:
                report(f"error: {trouble}")
            raise
        _send(copies, writes, sends, report)


def _fetch(mirror: Mirror, report: Report) -> None:
    moved = mirror.fetch()
    if moved.files:
        report(f"fetched from {mirror.store.url}: {moved}")
    if moved.ahead:
        report(f"{moved.ahead} files of a command that could not send them are here, and go to {mirror.store.url}")


def _send(copies: Copies, writes: bool, sends: tuple[str, ...], report: Report) -> None:
    near = [mirror for mirror in copies.beside if mirror.folder.name in sends]
    for mirror in (*copies.main, *near) if writes else ():
        moved = mirror.send()
        if moved.files or moved.removed:
            report(f"sent to {mirror.store.url}: {moved}")
