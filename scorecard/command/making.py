"""The commands that bring things up to date: `run`, once, for many or again and again, `clean` and `validate`.

Heavy packages are imported inside, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from scorecard.command.shared import alone, say, say_beside, workspace_of
from scorecard.errors import UsageError


def run(options: argparse.Namespace) -> None:
    if options.each is not None:
        _run_each(options)
    elif options.watch is None:
        alone(_run_once)(options)
    else:
        _watch(options)


def _run_each(options: argparse.Namespace) -> None:
    from scorecard.command.each import folder_of, options_of_each, run_each

    passed = options_of_each(vars(options))
    run_each(folder_of(options.each), passed, jobs=options.jobs, scheduler=options.scheduler, report=say)


def _watch(options: argparse.Namespace) -> None:
    """Run whenever a pack, a word or a notebook is new or changed; packs of a watched folder are extracted first.

    The workspace is held only while something is made. What fails is told, and the watch goes on.
    """
    from scorecard.command.watch import changes
    from scorecard.errors import ScorecardError
    from scorecard.steps import kept_by_people

    workspace, packs = workspace_of(options), Path(options.watch) if options.watch else None
    if packs is not None and not packs.is_dir():
        raise UsageError(f"{packs} is no folder to watch", do="name a folder of packs, or say --watch alone")
    places = [*kept_by_people(workspace), *([packs] if packs else [])]
    for changed in changes(places):
        try:
            for path in changed:
                if packs is not None and path.parent == packs and path.exists():
                    _take_one(path, options)
            alone(_run_once)(options)
        except ScorecardError as error:
            say_beside(f"error: {error}")
        say("watching: stop with Ctrl-C")


def _take_one(path: Path, options: argparse.Namespace) -> None:
    """Extract one document of a watched folder; what it lacks is told and does not end the watch."""
    from scorecard.errors import ScorecardError
    from scorecard.extract import extract_documents
    from scorecard.lock import only_command

    try:
        with only_command(workspace_of(options), "pipeline.py run --watch"):
            extract_documents([path], workspace_of(options), report=say)
    except ScorecardError as error:
        say_beside(f"error: {error}")


def _run_once(options: argparse.Namespace) -> None:
    from scorecard.steps import Options, run_everything

    wanted = Options(
        force=options.force,
        report=say,
        quarters=_listed(options.quarter, "--quarter"),
        notebooks=_listed(options.notebook, "--notebook"),
        councils=_listed(options.council, "--council"),
        parameters=_pairs(options.parameter),
        jobs=options.jobs,
        own_kernel=options.own_kernel,
        profile=options.profile,
        scheduler=options.scheduler,
        store=getattr(options, "store", None),
    )
    run_everything(workspace_of(options), wanted)


def _listed(given: list[str] | None, option: str) -> list[str] | None:
    """The names of an option that may be given several times, or with commas; null if it is not given."""
    if given is None:
        return None
    names = [part.strip() for text in given for part in text.split(",") if part.strip()]
    if not names:
        raise UsageError(f"{option} names none", do="name one, or leave the option out to have all")
    return names


def _pairs(given: list[str] | None) -> dict[str, str]:
    pairs = [text.partition("=") for text in given or ()]
    for name, equals, _ in pairs:
        if not equals or not name:
            raise UsageError(f"{name!r} is not a parameter", expected="NAME=VALUE, like as_known_at=2020-06-30")
    return {name: value for name, _, value in pairs}


def clean(options: argparse.Namespace) -> None:
    from scorecard.steps import Options, bring_tables, refuse_left_out

    bring_tables(workspace_of(options), Options(force=True, report=say))
    refuse_left_out(workspace_of(options))


def validate(options: argparse.Namespace) -> None:
    from scorecard.steps import VALIDATE, Options, bring, refuse_notes

    wanted = Options(force=True, report=say, strict=options.strict, debug=options.debug)
    bring(VALIDATE, workspace_of(options), wanted)
    refuse_notes(workspace_of(options))
