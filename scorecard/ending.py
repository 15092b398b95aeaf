"""How a command ends that does not end well: its exit code, and what it says to whoever, or whatever, started it."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from scorecard.errors import ScorecardError, UsageError

INTERRUPTED, BROKEN_PIPE, UNEXPECTED = 130, 141, 70


@dataclass(frozen=True)
class Ending:
    """An exit code, the kind of ending in a word or two, and what is to be said of it."""

    code: int
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"


def ending_of(error: BaseException) -> Ending:
    """How a command ends on which an error comes: a wrong input, a stop, a disk that is full, a fault of our own."""
    if isinstance(error, KeyboardInterrupt):
        goes_on = "what was finished is kept, and the same command goes on from there"
        return Ending(INTERRUPTED, "stopped", goes_on)
    if isinstance(error, BrokenPipeError):
        return Ending(BROKEN_PIPE, "stopped", "the reader of the output went away")
    if isinstance(error, OSError):
        error = _refused_by_the_machine(error)
    elif isinstance(error, ModuleNotFoundError) and not (error.name or "").startswith("scorecard"):
        error = _not_installed(error)
    if isinstance(error, ScorecardError):
        return Ending(error.exit_code, "error", str(error))
    said = f"{type(error).__name__}: {error}\n  do:       run the same command with --debug"
    return Ending(UNEXPECTED, "unexpected error", said)


def _not_installed(error: ModuleNotFoundError) -> UsageError:
    """A Python without the packages of the project: most often the system's instead of the environment's."""
    return UsageError(
        f"the package {error.name} is not installed for this Python",
        where=sys.executable,
        expected="the Python of the project's environment, .venv/bin/python",
        do="say `make run`, which makes the environment, or see docs/installation.md",
    )


def _refused_by_the_machine(error: OSError) -> UsageError:
    """A full disk, a folder that went away, an output that takes no more."""
    return UsageError(
        f"the system refuses: {error.strerror or error}",
        where=str(error.filename or "the standard output"),
        do="see to the disk and the folders named above, then run the same command again",
    )
