"""Commands whose data or reports live in a store: they work on copies here, and know nothing of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from scorecard.errors import UsageError
from scorecard.visible import visible

if TYPE_CHECKING:
    from scorecard.remote.copies import Copies

_READ_ONLY = ("documents", "quarters", "findings")
"""Commands that change nothing: they need no store to themselves."""
_BESIDE = {"audit": ("audit",)}
"""What stands beside the data and is written by a command."""


@contextmanager
def copied(options: argparse.Namespace) -> Iterator[None]:
    """Let places of ``options`` that are URLs of stores be folders here while a command is at work.

    Raises UsageError for a command that a store cannot serve, InputError if a store cannot be reached.
    """
    if not _named(options) or options.name == "unlock":
        yield
        return
    from scorecard.remote.copies import fetched

    copies = _copies(options)
    _refuse_what_cannot_be(options, copies)
    if copies.data is not None:
        options.data = copies.data.folder
    if copies.reports is not None:
        options.reports, options.store = copies.reports.folder, copies.reports
        options.output = None
    changes = options.name not in _READ_ONLY and not getattr(options, "check", False)
    sends = _BESIDE.get(options.name, ())
    with fetched(copies, f"pipeline.py {options.name}", writes=changes, sends=sends, report=_say):
        yield


def unlocked(options: argparse.Namespace) -> list[str]:
    """Take away the locks of the stores that are named; a line for each."""
    from scorecard.remote.held import unlock

    if not _named(options):
        raise UsageError(
            "no store is named", do="add: --data URL; the lock of a folder ends with its command, however that ends"
        )
    told = [(mirror.store.url, unlock(mirror.store)) for mirror in _copies(options).main]
    return [f"{url}: {f'taken from {holder}' if holder else 'nobody holds it'}" for url, holder in told]


def _named(options: argparse.Namespace) -> bool:
    return any(isinstance(place, str) for place in _places(options))


def _places(options: argparse.Namespace) -> tuple[object, object]:
    return options.data, getattr(options, "output", None) or options.reports


def _copies(options: argparse.Namespace) -> Copies:
    from scorecard.remote.copies import copies_of

    data, reports = (place if isinstance(place, str) else None for place in _places(options))
    return copies_of(data, reports)


def _refuse_what_cannot_be(options: argparse.Namespace, copies: Copies) -> None:
    if getattr(options, "watch", None) is not None:
        raise UsageError("--watch looks after folders, not stores", do="run on a schedule instead (docs/schedule.md)")
    if getattr(options, "scheduler", None) and copies.reports is None:
        raise UsageError(
            "the workers of a cluster find the data in the store of the reports, and these are in a folder",
            do="add: --reports URL",
        )


def _say(line: str) -> None:
    """Beside what a command prints. Nobody may be there to read it."""
    with suppress(OSError):
        print(visible(line), file=sys.stderr, flush=True)
