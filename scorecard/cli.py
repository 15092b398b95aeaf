"""The command line: arguments to a command, and errors to words and an exit code."""

from __future__ import annotations

import argparse
import os
import re
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

from scorecard.command.options import place
from scorecard.command.stores import copied
from scorecard.command.table import COMMANDS
from scorecard.ending import Ending, ending_of
from scorecard.errors import UsageError
from scorecard.process import begin, end_with_parent
from scorecard.visible import visible

DESCRIPTION = """Performance packs of children's services as checked data, executed notebooks and web pages.

Before a pack goes out:  python pipeline.py check FILE      any pack of any council, nothing stored
Ordinary use:   python pipeline.py run            brings everything up to date: reports/index.html
A new pack:     python pipeline.py extract --check FILE     says what would become of it
                python pipeline.py extract FILE             then: python pipeline.py run
"""
EXIT_CODES = """exit codes:
  0 fine   1 figures contradict each other (check), findings not acknowledged (validate --strict)
  2 wrong usage or input   3 a notebook failed   4 integrity failed   5 audit differs   130 interrupted
  70 a fault of this program: please report what --debug shows   141 the reader of its output went away
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Errors meant for users are printed without a traceback."""
    begin()
    end_with_parent()
    _speak_utf8()
    debug = "--debug" in (sys.argv[1:] if arguments is None else arguments)
    try:
        options = parse(arguments)
        with copied(options):
            options.command(options)
        sys.stdout.flush()
        return 0
    except SystemExit:
        raise
    except BrokenPipeError as error:
        _say_no_more()  # the reader has gone away, as in "pipeline.py findings | head"
        return ending_of(error).code
    except BaseException as error:  # a panic within polars is no Exception
        return _refuse(ending_of(error), debug)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _say_no_more() -> None:
    """Let what is still to be printed lead nowhere: nobody can be told."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse(ending: Ending, debug: bool) -> int:
    try:
        sys.stdout.flush()
    except OSError:
        _say_no_more()
    print(visible(str(ending)), file=sys.stderr)
    if debug:
        traceback.print_exc()
    return ending.code


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
    for name, (function, options, does, example) in COMMANDS.items():
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
    add("--data", type=place, metavar="DIR", default=default, help="folder with raw/ and processed/, or a URL of one")
    add("--reports", type=place, metavar="DIR", default=default, help="folder for pages and notebooks, or a URL of one")
    parser.add_argument(
        "--debug", action="store_true", default=False if top else argparse.SUPPRESS, help="show tracebacks of errors"
    )
