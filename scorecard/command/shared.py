"""What the commands share: their workspace and its lock, what they say, and where they hand it over.

Heavy packages are imported inside, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from scorecard.errors import UsageError
from scorecard.visible import visible
from scorecard.workspace import Workspace

OF_FILES = ("parquet", "xlsx")
"""Formats that are bytes: nothing to read on a screen."""


def workspace_of(options: argparse.Namespace) -> Workspace:
    default = Workspace()
    return Workspace(
        data=options.data or default.data,
        reports=getattr(options, "output", None) or options.reports or default.reports,
        expectations=default.expectations,
        notebooks=default.notebooks,
    )


def say(line: str) -> None:
    print(visible(line), flush=True)


def say_beside(line: str) -> None:
    """Progress of a command whose standard output is a text to keep."""
    print(visible(line), file=sys.stderr, flush=True)


def alone(command: Callable[[argparse.Namespace], None]) -> Callable[[argparse.Namespace], None]:
    """The command, with its workspace to itself; when it was is noted if it makes anything."""

    def locked(options: argparse.Namespace) -> None:
        from datetime import UTC, datetime

        from scorecard.command.noted import noted
        from scorecard.lock import only_command

        workspace = workspace_of(options)
        with only_command(workspace, f"pipeline.py {options.name}"), noted(workspace, lambda: datetime.now(UTC)):
            command(options)

    return locked


def answered(options: argparse.Namespace, check: Callable[[Workspace], None] = lambda read: None) -> Workspace:
    """The workspace, with every table up to date; progress is told beside what is printed.

    ``check`` is asked once the packs are read, before they are validated.
    """
    from scorecard.steps import DESCRIBE, MEASURES, VALIDATE, Options, bring, bring_tables

    workspace, wanted = workspace_of(options), Options(report=say_beside)
    bring_tables(workspace, wanted)
    check(workspace)
    for step in (VALIDATE, MEASURES, DESCRIBE):
        bring(step, workspace, wanted)
    return workspace


def hand_over(told: str | bytes, options: argparse.Namespace) -> None:
    """Write what a command tells to the file that is asked for, else to the output.

    A file of CSV begins with the mark by which a spreadsheet knows UTF-8; what goes through a pipe does not.
    """
    if options.output_file is not None:
        from scorecard.files import write_where_told
        from scorecard.formats import BOM

        if isinstance(told, str):
            told = (BOM if options.format == "csv" else "") + told + ("" if told.endswith("\n") else "\n")
        write_where_told(options.output_file, told)
    elif isinstance(told, bytes):
        _send(told, f"{options.name}.{options.format}")
    else:
        say(told.rstrip("\n"))


def refuse_screen(file: str) -> None:
    if sys.stdout.isatty():
        style = file.rpartition(".")[2]
        raise UsageError(f"{style} is nothing to read on a screen", do=f"add: --output {file}")


def _send(content: bytes, file: str) -> None:
    """Write bytes to what the output is led into. Raises UsageError where that is a terminal."""
    refuse_screen(file)
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
