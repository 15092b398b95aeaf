"""The words of the registry: print the data dictionary, or add how a report family prints an indicator.

python -m scorecard.registry                                 the data dictionary (docs/data-dictionary.md)
python -m scorecard.registry add FAMILY INDICATOR NAME…      a name for an indicator of registry/indicators
python -m scorecard.registry links                           counts and shares that no link joins with another measure
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from scorecard.errors import ScorecardError, UsageError
from scorecard.files import write_atomic
from scorecard.registry.add import add_name
from scorecard.registry.dictionary import data_dictionary
from scorecard.registry.links import links_report
from scorecard.registry.loader import load_registry
from scorecard.registry.models import Page, PrintedName
from scorecard.workspace import PROJECT, Workspace

DICTIONARY = PROJECT / "docs" / "data-dictionary.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; what is wrong is said without a traceback."""
    options = _parser().parse_args(arguments)
    default = Workspace()
    workspace = Workspace(registry=options.registry or default.registry, councils=options.councils or default.councils)
    try:
        if options.command == "add":
            path, registry = add_name(workspace, _name(options))
            print(f"added to {path}")
            if dictionary := options.dictionary or (DICTIONARY if workspace == default else None):
                write_atomic(dictionary, data_dictionary(registry))
                print(f"brought up to date: {dictionary}")
        elif options.command == "links":
            sys.stdout.buffer.write(links_report(load_registry(workspace)).encode("utf-8"))
        else:
            sys.stdout.buffer.write(data_dictionary(load_registry(workspace)).encode("utf-8"))
    except ScorecardError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _name(options: argparse.Namespace) -> PrintedName:
    told = {"number": options.number, "names": options.names, "unit": options.unit, "page": options.page}
    try:
        return PrintedName(family=options.family, indicator=options.indicator, shared=options.shared, **told)
    except ValidationError as error:
        raise UsageError(str(error.errors()[0]["msg"])) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scorecard.registry",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--registry", type=Path, metavar="DIR", help="another folder of national words")
    parser.add_argument("--dictionary", type=Path, metavar="FILE", help="the dictionary that add brings up to date")
    parser.add_argument("--councils", type=Path, metavar="DIR", help="another folder of councils")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    add = commands.add_parser("add", help="add how a report family prints an indicator")
    add.add_argument("family", metavar="FAMILY", help="id of a report family, as in councils/<name>/families.yml")
    add.add_argument("indicator", metavar="INDICATOR", help="id of an indicator of registry/indicators")
    add.add_argument("names", metavar="NAME", nargs="+", help="a printed name; the best one first")
    add.add_argument("--number", metavar="N", help="the printed number, like 6.10")
    add.add_argument("--unit", metavar="UNIT", help="the unit that is printed, if not the indicator's own")
    add.add_argument("--page", choices=get_args(Page), help="the only kind of page on which the number stands")
    add.add_argument("--shared", action="store_true", help="another indicator has the same number and unit")
    links = "list the counts, shares and rates that no link joins with another measure: what links could be added"
    commands.add_parser("links", help=links, description=links)
    return parser


if __name__ == "__main__":
    sys.exit(main())
