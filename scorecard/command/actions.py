"""What each command runs. Heavy packages are imported inside, so that ``--help`` answers at once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from scorecard.errors import UsageError
from scorecard.visible import visible
from scorecard.workspace import Workspace

_OF_FILES = ("parquet", "xlsx")
"""Formats that are bytes: nothing to read on a screen."""


def _workspace(options: argparse.Namespace) -> Workspace:
    default = Workspace()
    return Workspace(
        data=options.data or default.data,
        reports=getattr(options, "output", None) or options.reports or default.reports,
        expectations=default.expectations,
        notebooks=default.notebooks,
    )


def say(line: str) -> None:
    print(visible(line), flush=True)


def alone(command: Callable[[argparse.Namespace], None]) -> Callable[[argparse.Namespace], None]:
    """The command, with its workspace to itself; when it was is noted if it makes anything."""

    def locked(options: argparse.Namespace) -> None:
        from datetime import UTC, datetime

        from scorecard.command.noted import noted
        from scorecard.lock import only_command

        workspace = _workspace(options)
        with only_command(workspace, f"pipeline.py {options.name}"), noted(workspace, lambda: datetime.now(UTC)):
            command(options)

    return locked


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

    workspace, packs = _workspace(options), Path(options.watch) if options.watch else None
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
            _say_beside(f"error: {error}")
        say("watching: stop with Ctrl-C")


def _take_one(path: Path, options: argparse.Namespace) -> None:
    """Extract one document of a watched folder; what it lacks is told and does not end the watch."""
    from scorecard.errors import ScorecardError
    from scorecard.extract import extract_documents
    from scorecard.lock import only_command

    try:
        with only_command(_workspace(options), "pipeline.py run --watch"):
            extract_documents([path], _workspace(options), report=say)
    except ScorecardError as error:
        _say_beside(f"error: {error}")


def _run_once(options: argparse.Namespace) -> None:
    from scorecard.steps import Options, run_everything

    wanted = Options(
        force=options.force,
        report=say,
        quarters=_listed(options.quarter, "--quarter"),
        notebooks=_listed(options.notebook, "--notebook"),
        parameters=_pairs(options.parameter),
        jobs=options.jobs,
        own_kernel=options.own_kernel,
        profile=options.profile,
        scheduler=options.scheduler,
        store=getattr(options, "store", None),
    )
    run_everything(_workspace(options), wanted)


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


def extract(options: argparse.Namespace) -> None:
    if options.check:
        _look(options)
    else:
        alone(_take)(options)


def _look(options: argparse.Namespace) -> None:
    """Say of each document what it would become."""
    from scorecard.extract import each_of
    from scorecard.preview.look import look_at, told

    if options.draft or options.replace:
        raise UsageError("--check only looks: it takes neither --draft nor --replace", do="leave one of them out")
    workspace = _workspace(options)

    def look(path: Path) -> None:
        seen = look_at(path, workspace, prose_only=options.prose_only, publisher=options.publisher, ocr=options.ocr)
        say(told(seen, workspace))

    each_of(options.document, look)


def _take(options: argparse.Namespace) -> None:
    from scorecard.extract import NotAllTaken, extract_documents

    workspace, report = _workspace(options), _say_beside if options.draft else say
    refused = None
    try:
        done = extract_documents(
            options.document,
            workspace,
            replace=options.replace,
            prose_only=options.prose_only,
            publisher=options.publisher,
            address=options.address,
            ocr=options.ocr,
            report=report,
        )
    except NotAllTaken as error:
        done, refused = list(error.done), error
    if options.draft:
        _print_drafts(workspace, [one.document for one in done])
    if refused:
        raise refused


def _say_beside(line: str) -> None:
    """Progress of a command whose standard output is a text to keep."""
    print(visible(line), file=sys.stderr, flush=True)


def _print_drafts(workspace: Workspace, documents: list[str]) -> None:
    from scorecard.preview.draft import draft

    for number, document in enumerate(documents):
        if number:
            say("---")
        say(draft(workspace, document).rstrip("\n"))


def clean(options: argparse.Namespace) -> None:
    from scorecard.steps import Options, bring_tables, refuse_left_out

    bring_tables(_workspace(options), Options(force=True, report=say))
    refuse_left_out(_workspace(options))


def validate(options: argparse.Namespace) -> None:
    from scorecard.steps import VALIDATE, Options, bring, refuse_notes

    wanted = Options(force=True, report=say, strict=options.strict, debug=options.debug)
    bring(VALIDATE, _workspace(options), wanted)
    refuse_notes(_workspace(options))


def quarters(options: argparse.Namespace) -> None:
    from scorecard.listing import quarters_table

    say(quarters_table(_workspace(options)))


def council(options: argparse.Namespace) -> None:
    """Draft the folder of a council from its packs, add to it what later ones have more, or say what is open."""
    from scorecard.council.check import check_council
    from scorecard.council.more import continue_council
    from scorecard.council.new import new_council

    if options.what == "check":
        if options.go_on:
            raise UsageError("council check takes no --continue", do="say: council new NAME FILE… --continue")
        make = check_council
    else:
        if not options.file:
            raise UsageError("council new needs a pack to draft from", do="name one: council new NAME FILE…")
        make = continue_council if options.go_on else new_council
    workspace = _workspace(options)
    standing = make(options.council, options.file, workspace, publisher=options.publisher)
    if options.what == "new":
        say(f"{'added to' if options.go_on else 'drafted'}: {standing.folder}")
    for line in standing.told():
        say(line)


def documents(options: argparse.Namespace) -> None:
    from scorecard.listing import documents_listing

    say(documents_listing(_workspace(options), options.format).rstrip("\n"))


def remove(options: argparse.Namespace) -> None:
    from scorecard.extract.removal import remove_document

    agreed = (lambda goes: True) if options.yes else (lambda goes: _asked(options.document, goes))
    remove_document(options.document, _workspace(options), agreed=agreed, report=say)


def _asked(document: str, goes: str) -> bool:
    """A person's answer. Raises UsageError where there is no terminal to ask on."""
    from scorecard.extract.removal import refused_without_asking

    if not (sys.stdin and sys.stdin.isatty()):
        raise refused_without_asking(document, goes)
    try:
        return input(visible(f"Remove {goes}? [y/N] ")).strip().lower() in ("y", "yes")
    except EOFError:
        return False


def unlock(options: argparse.Namespace) -> None:
    """Raises UsageError where neither data nor reports are in a store: the lock of a folder ends with its command."""
    from scorecard.command.stores import unlocked

    for line in unlocked(options):
        say(line)


def findings(options: argparse.Namespace) -> None:
    from scorecard.listing import findings_listing

    asked = {name: getattr(options, name) for name in ("severity", "rule", "document", "state", "fact")}
    _hand_over(findings_listing(_workspace(options), options.quarter, options.format, **asked), options)


def measures(options: argparse.Namespace) -> None:
    """Bring the answers up to date and print those asked for; what cannot be answered is refused before that."""
    from scorecard.listing import check_asked, check_policy, measures_listing

    check_policy(options.policy)
    if options.format in _OF_FILES and options.output_file is None:
        _refuse_screen(f"{options.name}.{options.format}")
    workspace = _answered(options, lambda read: check_asked(read, options.quarter, options.indicator))
    told = measures_listing(workspace, options.quarter, options.indicator, options.format, policy=options.policy)
    _hand_over(told, options)


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
            _workspace(options),
            profile=options.profile,
            publisher=options.publisher,
            benchmarks=options.benchmarks,
        )
    except NotAllTaken as error:
        refused, checked = error, list(error.done)
    reports = [one.report for one in checked]
    if reports:
        _hand_over(told(reports, options.format), options)
    if options.annotate is not None:
        from scorecard.check.annotate import write_marked

        _say_beside(write_marked(checked[0], options.annotate))
    if refused is not None:
        raise refused
    if options.fail_on != "never" and any(report.fails(options.fail_on) for report in reports):
        raise FiguresContradict


def _hand_over(told: str | bytes, options: argparse.Namespace) -> None:
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


def _answered(options: argparse.Namespace, check: Callable[[Workspace], None] = lambda read: None) -> Workspace:
    """The workspace, with every table up to date; progress is told beside what is printed.

    ``check`` is asked once the packs are read, before they are validated.
    """
    from scorecard.steps import DESCRIBE, MEASURES, VALIDATE, Options, bring, bring_tables

    workspace, wanted = _workspace(options), Options(report=_say_beside)
    bring_tables(workspace, wanted)
    check(workspace)
    for step in (VALIDATE, MEASURES, DESCRIBE):
        bring(step, workspace, wanted)
    return workspace


def export(options: argparse.Namespace) -> None:
    """Bring the tables up to date and write them into a folder, with the description of each."""
    from scorecard.export.write import Wanted, export

    wanted = Wanted(options.format, options.quarter, options.document)
    say(export(_answered(options), options.folder, wanted, replace=options.replace))


def trace(options: argparse.Namespace) -> None:
    """Bring the tables up to date and print the proof of what is asked for, or draw where it stands."""
    from scorecard.listing import draw_traced, trace_listing, traced

    if (options.picture is None) != (options.document is None):
        raise UsageError(
            "a picture is drawn from the PDF of the pack", do="say both: --picture OUT.png --document FILE"
        )
    workspace = _answered(options)
    asked = traced(workspace, options.what, options.period, everything=options.all)
    say(trace_listing(asked, options.format).rstrip("\n"))
    if options.picture is not None:
        _say_beside(draw_traced(asked, workspace, options.document, options.picture))


def _refuse_screen(file: str) -> None:
    if sys.stdout.isatty():
        style = file.rpartition(".")[2]
        raise UsageError(f"{style} is nothing to read on a screen", do=f"add: --output {file}")


def _send(content: bytes, file: str) -> None:
    """Write bytes to what the output is led into. Raises UsageError where that is a terminal."""
    _refuse_screen(file)
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def acknowledge(options: argparse.Namespace) -> None:
    from datetime import datetime

    from scorecard.listing import acknowledge

    who, today = options.by or _git_user(), datetime.now().astimezone().date()
    say(acknowledge(_workspace(options), options.fact, who=who, role=options.role, when=today, note=options.note))


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


def audit(options: argparse.Namespace) -> None:
    """Compare everything with what was recorded; or write a capsule or a crate, compare documents, draw a sample."""
    asked = [name for name in ("capsule", "crate", "documents", "sample") if getattr(options, name) is not None]
    asked += [name for name in ("record",) if options.record]
    if len(asked) > 1:
        raise UsageError(f"--{asked[0]} and --{asked[1]} are two questions", do="ask one after the other")
    question = asked[0] if asked else ""
    for name, of, does in _BELONG_TO:
        if getattr(options, name) is not None and question not in of:
            raise UsageError(f"--{name} {does}", do=_ask_for(of[0]))
    questions = {"capsule": _capsule, "crate": _crate, "documents": _compare_documents, "sample": _take_sample}
    questions.get(question, _replay)(options)


_BELONG_TO = (
    ("quarter", ("capsule", "crate"), "says of which quarter a capsule or a crate is"),
    ("seed", ("sample",), "says which figures a sample draws"),
    ("answers", ("sample",), "says where the answers of a sample stand"),
    ("keep", ("", "record"), "keeps what a comparison of everything makes again"),
)
"""Options of `audit` that belong to some of its questions, and would be passed over with another."""


def _ask_for(question: str) -> str:
    values = {"capsule": "FILE.html", "sample": "N"}
    return f"add: --{question} {values[question]}" if question else "leave the other option out"


def _replay(options: argparse.Namespace) -> None:
    from scorecard.audit.replay import audit

    audit(_workspace(options), jobs=options.jobs, keep=options.keep, record=options.record, report=say)


def _compare_documents(options: argparse.Namespace) -> None:
    """Raises AuditDiffers with the documents that do not give what data/raw holds."""
    from scorecard.audit.documents import compare_documents
    from scorecard.errors import AuditDiffers
    from scorecard.words import many

    compared = compare_documents(_workspace(options), options.documents, report=say)
    if compared.differ:
        lines = [f"  - {document}: {why}" for document, why in compared.differ.items()]
        raise AuditDiffers(
            "\n".join([f"{many(len(lines), 'document does', 'documents do')} not give what data/raw holds", *lines]),
            where=str(options.documents),
            expected="the same files from the same document",
            do="compare the document with its recorded sha256, or extract it again: python pipeline.py extract",
        )
    absent = f"; {many(len(compared.absent), 'is', 'are')} not there" if compared.absent else ""
    say(f"audit: {many(len(compared.same), 'document gives', 'documents give')} what data/raw holds{absent}")


def _take_sample(options: argparse.Namespace) -> None:
    from scorecard.audit.sample import take_sample

    ask = input if sys.stdin and sys.stdin.isatty() else None
    workspace = _answered(options)
    say(take_sample(workspace, options.sample, options.seed or "1", options.answers, ask=ask, report=say))


def _capsule(options: argparse.Namespace) -> None:
    """Bring the tables up to date and write the capsule of a quarter."""
    from scorecard.audit.capsule.write import write_capsule

    write_capsule(_answered(options), options.capsule, options.quarter, report=say)


def _crate(options: argparse.Namespace) -> None:
    """Write the crate of a quarter whose pages are up to date."""
    from scorecard.audit.crate.write import write_crate

    write_crate(_workspace(options), options.crate, options.quarter, report=say)
