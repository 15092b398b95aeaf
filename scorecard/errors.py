"""Errors a user may see: one tree, one exit code for each kind.

Every message says what is wrong, where, what was expected and what to do. The command line prints
``str(error)`` and ends with ``error.exit_code``; a traceback appears only with ``--debug``.
"""

from __future__ import annotations


class ScorecardError(Exception):
    """Base of all errors that are shown to a user without a traceback."""

    exit_code = 2

    def __init__(
        self, what: str, *, where: str | None = None, expected: str | None = None, do: str | None = None
    ) -> None:
        self.what, self.where, self.expected, self.do = what, where, expected, do
        lines = [what]
        lines += [f"  where:    {where}"] if where else []
        lines += [f"  expected: {expected}"] if expected else []
        lines += [f"  do:       {do}"] if do else []
        super().__init__("\n".join(lines))


class UsageError(ScorecardError):
    """The command, its options or a parameter are wrong (exit code 2)."""


class InputError(ScorecardError):
    """A file that a step reads is missing, damaged or not what it should be (exit code 2)."""


class FindingsNotAcknowledged(ScorecardError):
    """``validate --strict``: findings of severity error that nobody has acknowledged (exit code 1)."""

    exit_code = 1


class FiguresContradict(ScorecardError):
    """``check``: figures of a file contradict each other; the report has said which (exit code 1)."""

    exit_code = 1

    def __init__(self) -> None:
        super().__init__("figures contradict each other, as the report says")


class NotebookFailed(ScorecardError):
    """At least one notebook failed; its partly run copy is kept (exit code 3)."""

    exit_code = 3


class IntegrityFailed(ScorecardError):
    """Our own dataset is not sound: nothing may be published from it (exit code 4)."""

    exit_code = 4


class AuditDiffers(ScorecardError):
    """A re-run gave other bytes than the recorded run (exit code 5)."""

    exit_code = 5
