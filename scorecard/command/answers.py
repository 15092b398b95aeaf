"""The commands that tell what stands in packs: `check`, `findings`, `measures`, `export`, `trace`, `acknowledge`.

Heavy packages are imported inside, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse

from scorecard.command.shared import OF_FILES, answered, hand_over, refuse_screen, say, say_beside, workspace_of
from scorecard.errors import UsageError


def check(options: argparse.Namespace) -> None:
    """Check files as they come, and tell what was found; raises where it is grave enough."""
    from scorecard.check.run import check_files, told
    from scorecard.errors import FiguresContradict
    from scorecard.extract import NotAllTaken

    if options.annotate is not None and len(options.file) > 1:
        raise UsageError("--annotate marks one file", do="check the files one by one, each with its own --annotate")
    refused = None
    try:
        checked = check_files(
            options.file,
            workspace_of(options),
            profile=options.profile,
            publisher=options.publisher,
            benchmarks=options.benchmarks,
        )
    except NotAllTaken as error:
        refused, checked = error, list(error.done)
    reports = [one.report for one in checked]
    if reports:
        hand_over(told(reports, options.format), options)
    if options.annotate is not None:
        from scorecard.check.annotate import write_marked

        say_beside(write_marked(checked[0], options.annotate))
    if refused is not None:
        raise refused
    if options.fail_on != "never" and any(report.fails(options.fail_on) for report in reports):
        raise FiguresContradict


def findings(options: argparse.Namespace) -> None:
    from scorecard.listing import findings_listing

    asked = {name: getattr(options, name) for name in ("severity", "rule", "document", "state", "fact")}
    told = findings_listing(workspace_of(options), options.quarter, options.council, options.format, **asked)
    hand_over(told, options)


def measures(options: argparse.Namespace) -> None:
    """Bring the answers up to date and print those asked for; what cannot be answered is refused before that."""
    from scorecard.listing import check_asked, check_policy, measures_listing

    check_policy(options.policy)
    if options.format in OF_FILES and options.output_file is None:
        refuse_screen(f"{options.name}.{options.format}")
    asked = (options.quarter, options.council, options.indicator)
    workspace = answered(options, lambda read: check_asked(read, *asked))
    hand_over(measures_listing(workspace, *asked, options.format, policy=options.policy), options)


def export(options: argparse.Namespace) -> None:
    """Bring the tables up to date and write them into a folder, with the description of each."""
    from scorecard.export.write import Wanted, export

    wanted = Wanted(options.format, options.quarter, options.document, options.council)
    say(export(answered(options), options.folder, wanted, replace=options.replace))


def trace(options: argparse.Namespace) -> None:
    """Bring the tables up to date and print the proof of what is asked for, or draw where it stands."""
    from scorecard.listing import draw_traced, trace_listing, traced

    if (options.picture is None) != (options.document is None):
        raise UsageError(
            "a picture is drawn from the PDF of the pack", do="say both: --picture OUT.png --document FILE"
        )
    workspace = answered(options)
    asked = traced(workspace, options.what, options.period, everything=options.all)
    say(trace_listing(asked, options.format).rstrip("\n"))
    if options.picture is not None:
        say_beside(draw_traced(asked, workspace, options.document, options.picture))


def acknowledge(options: argparse.Namespace) -> None:
    from datetime import datetime

    from scorecard.listing import acknowledge

    who, today = options.by or _git_user(), datetime.now().astimezone().date()
    say(acknowledge(workspace_of(options), options.fact, who=who, role=options.role, when=today, note=options.note))


def _git_user() -> str:
    """Who works here, as git knows them. Raises UsageError where it does not."""
    import subprocess

    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)
        who = asked.stdout.strip()
    except OSError:
        who = ""
    if not who:
        raise UsageError("nobody is named who looked at it", do="give --by NAME, or: git config user.name NAME")
    return who
