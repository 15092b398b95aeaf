"""The command line. Heavy packages are imported inside the commands, so that ``--help`` answers at once."""

from __future__ import annotations

import argparse
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from scorecard.errors import ScorecardError, UsageError
from scorecard.process import begin
from scorecard.visible import visible
from scorecard.workspace import Workspace

DESCRIPTION = """Performance packs of children's services as checked data, executed notebooks and web pages.

Ordinary use:   python pipeline.py run            brings everything up to date: reports/index.html
A new pack:     python pipeline.py extract --check FILE     says what would become of it
                python pipeline.py extract FILE             then: python pipeline.py run
"""
EXIT_CODES = """exit codes:
  0 fine   1 findings not acknowledged (validate --strict)   2 wrong usage or input
  3 a notebook failed   4 integrity failed   5 audit differs   130 interrupted
  70 a fault of this program: please report what --debug shows   141 the reader of its output went away
"""
INTERRUPTED, BROKEN_PIPE, UNEXPECTED = 130, 141, 70


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Errors meant for users are printed without a traceback."""
    begin()
    _speak_utf8()
    debug = "--debug" in (sys.argv[1:] if arguments is None else arguments)
    try:
        options = parse(arguments)
        options.command(options)
        sys.stdout.flush()
        return 0
    except ScorecardError as error:
        return _refuse(f"error: {error}", error.exit_code, debug)
    except BrokenPipeError:
        _say_no_more()  # the reader has gone away, as in "pipeline.py findings | head"
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return _refuse(
            "stopped: what was finished is kept, and the same command goes on from there", INTERRUPTED, debug
        )
    except OSError as error:
        return _refuse(f"error: {_refused_by_the_machine(error)}", UsageError.exit_code, debug)
    except Exception as error:
        said = f"unexpected error: {type(error).__name__}: {error}\n  do:       run the same command with --debug"
        return _refuse(said, UNEXPECTED, debug)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _say_no_more() -> None:
    """Let what is still to be printed lead nowhere: nobody can be told."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused_by_the_machine(error: OSError) -> UsageError:
    """A full disk, a folder that went away, an output that takes no more."""
    return UsageError(
        f"the system refuses: {error.strerror or error}",
        where=str(error.filename or "the standard output"),
        do="see to the disk and the folders named above, then run the same command again",
    )


def _refuse(said: str, code: int, debug: bool) -> int:
    try:
        sys.stdout.flush()
    except OSError:
        _say_no_more()
    print(visible(said), file=sys.stderr)
    if debug:
        traceback.print_exc()
    return code


class _Parser(argparse.ArgumentParser):
    """Argument errors become errors like all others."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, do=f"see: {self.prog} --help")


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of one command line. Raises UsageError, with a suggestion for a misspelt command or option."""
    parser, commands = _parsers()
    for word in sys.argv[1:] if arguments is None else arguments:
        if re.fullmatch(r"--[a-z-]+=--", word):  # argparse itself falls over it
            raise UsageError(f"{word!r} says no value", do=f"see: {parser.prog} --help")
    try:
        options, left = parser.parse_known_args(arguments)
    except UsageError as error:
        raise _misspelt_command(error, commands) or error from None
    if left:
        raise _misspelt_option(left[0], options.name, commands[options.name])
    return options


def _misspelt_command(error: UsageError, commands: dict[str, _Parser]) -> UsageError | None:
    from scorecard.suggest import unknown

    match = re.search(r"argument COMMAND: invalid choice: '([^']*)'", error.what)
    return unknown("command", match[1], commands) if match else None


def _misspelt_option(word: str, command: str, parser: _Parser) -> UsageError:
    from scorecard.suggest import unknown

    known = [s for action in parser._actions for s in action.option_strings if s.startswith("--")]
    if word.startswith("-"):
        return unknown("option", word.split("=")[0], known, where=f"command {command}")
    return UsageError(f"{command} does not take {word!r}", do=f"see: {parser.prog} --help")


def _parsers() -> tuple[_Parser, dict[str, _Parser]]:
    style = argparse.RawDescriptionHelpFormatter
    parser = _Parser(
        prog="pipeline.py", description=DESCRIPTION, epilog=EXIT_CODES, formatter_class=style, allow_abbrev=False
    )
    _everywhere(parser, top=True)
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="name")
    known: dict[str, _Parser] = {}
    for name, (function, options, does, example) in _COMMANDS.items():
        one = commands.add_parser(
            name,
            help=does,
            description=f"{does[0].upper()}{does[1:]}.",
            epilog=f"example:\n{example}",
            formatter_class=style,
            allow_abbrev=False,
        )
        options(one)
        _everywhere(one, top=False)
        one.set_defaults(command=function)
        known[name] = one
    return parser, known


def _everywhere(parser: argparse.ArgumentParser, *, top: bool) -> None:
    """Options that stand before or after the command."""
    default = None if top else argparse.SUPPRESS
    add = parser.add_argument
    add("--data", type=_path, metavar="DIR", default=default, help="folder with raw/ and processed/")
    add("--reports", type=_path, metavar="DIR", default=default, help="folder for pages and notebooks")
    parser.add_argument(
        "--debug", action="store_true", default=False if top else argparse.SUPPRESS, help="show tracebacks of errors"
    )


def _workspace(options: argparse.Namespace) -> Workspace:
    default = Workspace()
    return Workspace(
        data=options.data or default.data,
        reports=getattr(options, "output", None) or options.reports or default.reports,
        expectations=default.expectations,
        notebooks=default.notebooks,
    )


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("a name is missing: it is empty")
    return Path(text)


def _say(line: str) -> None:
    print(visible(line), flush=True)


def _alone(command: Callable[[argparse.Namespace], None]) -> Callable[[argparse.Namespace], None]:
    """The command, with its workspace to itself."""

    def locked(options: argparse.Namespace) -> None:
        from scorecard.lock import only_command

        with only_command(_workspace(options), f"pipeline.py {options.name}"):
            command(options)

    return locked


# ---- the commands --------------------------------------------------------------------------------------------


def _run(options: argparse.Namespace) -> None:
    from scorecard.steps import Options, run_everything

    wanted = Options(
        force=options.force,
        report=_say,
        quarters=_listed(options.quarter, "--quarter"),
        notebooks=_listed(options.notebook, "--notebook"),
        parameters=_pairs(options.parameter),
        jobs=options.jobs,
        own_kernel=options.own_kernel,
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


def _extract(options: argparse.Namespace) -> None:
    if options.check:
        _look(options)
    else:
        _alone(_take)(options)


def _look(options: argparse.Namespace) -> None:
    """Say of each document what it would become."""
    from scorecard.extract import each_of
    from scorecard.preview.look import look_at, told

    if options.draft or options.replace:
        raise UsageError("--check only looks: it takes neither --draft nor --replace", do="leave one of them out")
    workspace = _workspace(options)

    def look(path: Path) -> None:
        seen = look_at(path, workspace, prose_only=options.prose_only, publisher=options.publisher)
        _say(told(seen, workspace))

    each_of(options.document, look)


def _take(options: argparse.Namespace) -> None:
    from scorecard.extract import NotAllTaken, extract_documents

    workspace, report = _workspace(options), _say_beside if options.draft else _say
    refused = None
    try:
        done = extract_documents(
            options.document,
            workspace,
            replace=options.replace,
            prose_only=options.prose_only,
            publisher=options.publisher,
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
            _say("---")
        _say(draft(workspace, document).rstrip("\n"))


def _clean(options: argparse.Namespace) -> None:
    from scorecard.steps import Options, bring_tables, refuse_left_out

    bring_tables(_workspace(options), Options(force=True, report=_say))
    refuse_left_out(_workspace(options))


def _validate(options: argparse.Namespace) -> None:
    from scorecard.steps import VALIDATE, Options, bring

    wanted = Options(force=True, report=_say, strict=options.strict, debug=options.debug)
    bring(VALIDATE, _workspace(options), wanted)


def _quarters(options: argparse.Namespace) -> None:
    from scorecard.listing import quarters_table

    _say(quarters_table(_workspace(options)))


def _documents(options: argparse.Namespace) -> None:
    from scorecard.listing import documents_listing

    _say(documents_listing(_workspace(options), options.format).rstrip("\n"))


def _remove(options: argparse.Namespace) -> None:
    from scorecard.extract.removal import remove_document

    agreed = (lambda goes: True) if options.yes else (lambda goes: _asked(options.document, goes))
    remove_document(options.document, _workspace(options), agreed=agreed, report=_say)


def _asked(document: str, goes: str) -> bool:
    """A person's answer. Raises UsageError where there is no terminal to ask on."""
    from scorecard.extract.removal import refused_without_asking

    if not (sys.stdin and sys.stdin.isatty()):
        raise refused_without_asking(document, goes)
    try:
        return input(visible(f"Remove {goes}? [y/N] ")).strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _findings(options: argparse.Namespace) -> None:
    from scorecard.listing import findings_listing

    asked = {name: getattr(options, name) for name in ("severity", "rule", "document", "state", "fact")}
    text = findings_listing(_workspace(options), options.quarter, options.format, **asked)
    if options.output_file is None:
        _say(text.rstrip("\n"))
        return
    from scorecard.files import write_where_told

    write_where_told(options.output_file, text if text.endswith("\n") else text + "\n")


def _acknowledge(options: argparse.Namespace) -> None:
    from datetime import datetime

    from scorecard.listing import acknowledge

    who, today = options.by or _git_user(), datetime.now().astimezone().date()
    _say(acknowledge(_workspace(options), options.fact, who=who, role=options.role, when=today, note=options.note))


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


def _audit(options: argparse.Namespace) -> None:
    from scorecard.audit.replay import audit

    audit(_workspace(options), jobs=options.jobs, report=_say)


# ---- their options -------------------------------------------------------------------------------------------


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 up")
    return int(text)


def _jobs(parser: argparse.ArgumentParser) -> None:
    cores = min(os.cpu_count() or 2, 8)
    parser.add_argument(
        "--jobs", type=_count, default=cores, metavar="N", help=f"reports made side by side (here: {cores})"
    )


def _run_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--quarter", action="append", metavar="Q", help="only this quarter, like 2020-21-Q1; may be given again")
    add("--notebook", action="append", metavar="NAME", help="only this notebook, like scorecard; may be given again")
    add("--parameter", action="append", metavar="NAME=VALUE", help="another value, like as_known_at=2020-06-30")
    add("--force", action="store_true", help="make everything again, also what is up to date")
    add("--output", type=_path, metavar="DIR", help="write this run's pages there instead of the reports folder")
    add(
        "--own-kernel", action="store_true", help="run each notebook in a Jupyter kernel of its own: same pages, slower"
    )
    _jobs(parser)


def _extract_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("document", nargs="+", type=Path, metavar="DOCUMENT", help="a pack as text; its name becomes the document's id")
    add(
        "--check",
        action="store_true",
        help="only say what each document would become: its family, publisher, month, tables, figures, and what is not "
        "understood; nothing is written",
    )
    add("--replace", action="store_true", help="accept a changed document under an id that is there already")
    add("--publisher", metavar="NAME", help="whose pack it is, where its text does not tell; it is remembered with it")
    add(
        "--prose-only",
        action="store_true",
        help="take a text without a table too, like minutes: only the figures that its sentences quote",
    )
    add(
        "--draft",
        action="store_true",
        help="then print, as YAML to fill in, what of these documents is not understood: names for the registry, "
        "layouts of tables, entries of the corrections ledger (nothing of it is stored)",
    )


def _documents_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--format", choices=("table", "csv", "json"), default="table", help="how to print them (here: table)")


def _remove_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("document", metavar="DOCUMENT", help="its id, as the command documents lists it")
    add("--yes", action="store_true", help="do not ask; needed where there is no terminal to ask on")


def _validate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="end with 1 if an error is not acknowledged")


def _findings_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--quarter", metavar="Q", help="only findings about a figure of this quarter, like 2020-21-Q1")
    add("--severity", choices=("error", "warning", "information"), help="only those as grave as this")
    add("--rule", metavar="RULE", help="only those that this rule found, like totals")
    add("--document", metavar="ID", help="only those told in this document")
    add("--state", choices=("new", "persisting", "gone"), help="against the run before: new, persisting or gone")
    add("--fact", metavar="ID", help="only this one, with all its places")
    add("--format", choices=("table", "csv", "json"), default="table", help="how to print them (here: table)")
    add("--output", dest="output_file", type=_path, metavar="FILE", help="write them to a file")


def _acknowledge_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("fact", metavar="FACT", help="the id that `findings` prints, like fact-3fa94c21b7")
    add("--note", required=True, metavar="TEXT", help="what was found out or done about it")
    add("--by", metavar="NAME", help="who looked: a team or a person (here: git's user.name)")
    add("--role", choices=("analyst", "reviewer"), default="analyst", help="in which role; errors need both")


def _no_options(parser: argparse.ArgumentParser) -> None:
    pass


Entry = tuple[Callable[[argparse.Namespace], None], Callable[[argparse.ArgumentParser], None], str, str]
# name -> what runs, its options, what it does, how it is used
_COMMANDS: dict[str, Entry] = {
    "run": (
        _alone(_run),
        _run_options,
        "bring data, findings, notebooks and pages up to date",
        "  python pipeline.py run\n  python pipeline.py run --quarter 2020-21-Q1 --notebook scorecard\n"
        "  python pipeline.py run --parameter as_known_at=2020-06-30 --output trial\n"
        "what it writes: reports/index.html, reports/<quarter>/<notebook>.html and .ipynb, reports/run.json",
    ),
    "extract": (
        _extract,
        _extract_options,
        "read documents into data/raw: their tables cell for cell, and figures quoted in prose",
        "  python pipeline.py extract --check ../packs/2020-06-corporate-parenting-panel.txt\n"
        "  python pipeline.py extract ../packs/*.txt\n"
        "  python pipeline.py extract --prose-only ../packs/2016-07-minutes.txt\n"
        "  python pipeline.py extract --draft ../packs/2024-03-my-pack.txt > draft.yml\n"
        "what it takes: text in UTF-8 that says its month, tables as lines with TABs between cells. What it does\n"
        "not take (lists of single children, HTML, CSV, PDF, a text without a table) it refuses, and says what to do;\n"
        "of several documents the others are taken, and it ends with 2.\n"
        "a pack of a known family needs no draft; each part of a draft says which file it belongs to (docs/reading.md)",
    ),
    "documents": (
        _documents,
        _documents_options,
        "list the extracted documents: title, publisher, family, month, tables, figures read and not read",
        "  python pipeline.py documents\n  python pipeline.py documents --format csv > documents.csv",
    ),
    "remove": (
        _alone(_remove),
        _remove_options,
        "take a document out of data/raw again, with its corrections ledger",
        "  python pipeline.py remove 2024-03-my-pack\n  python pipeline.py remove 2024-03-my-pack --yes\n"
        "it says what goes, and asks; afterwards: python pipeline.py run",
    ),
    "clean": (
        _alone(_clean),
        _no_options,
        "give every printed figure its meaning: data/raw to data/processed",
        "  python pipeline.py clean",
    ),
    "validate": (
        _alone(_validate),
        _validate_options,
        "check the data, and what the packs say, against each other and arithmetic",
        "  python pipeline.py validate --strict\nwhat it writes: findings, and reports/validation.html",
    ),
    "quarters": (_quarters, _no_options, "list the quarters that have figures", "  python pipeline.py quarters"),
    "findings": (
        _findings,
        _findings_options,
        "list what validation found",
        "  python pipeline.py findings --severity error\n  python pipeline.py findings --state new\n"
        "  python pipeline.py findings --quarter 2020-21-Q1 --format csv --output findings.csv\n"
        "one entry for each fact, the gravest first, with all places that tell of it; CSV and JSON have a row for each",
    ),
    "acknowledge": (
        _alone(_acknowledge),
        _acknowledge_options,
        "record that somebody has looked at a finding",
        '  python pipeline.py acknowledge fact-3fa94c21b7 --note "Asked the publisher: a slip of the pen."\n'
        "what it writes: an entry in expectations/acknowledged.yml; an error needs an analyst and a reviewer",
    ),
    "audit": (
        _alone(_audit),
        _jobs,
        "run everything again in a temporary folder and compare it with the recorded run, byte for byte",
        "  python pipeline.py audit\nit ends with 5 and the names of what differs",
    ),
}
