"""``python -m scorecard.validate``: the process in which GX lives. People use ``python pipeline.py validate``."""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scorecard.errors import ScorecardError
from scorecard.workspace import Workspace


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    options = _parser().parse_args(arguments)
    default = Workspace()
    workspace = Workspace(
        data=options.data or default.data,
        reports=options.reports or default.reports,
        expectations=options.expectations or default.expectations,
        registry=options.registry or default.registry,
        councils=options.councils or default.councils,
    )
    say = _say_events if options.events else _say_words
    try:
        _run(options, workspace, say)
    except ScorecardError as error:
        say("error", _told(error))
        if options.debug and not options.events:
            traceback.print_exc()
        return error.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scorecard.validate", description=__doc__)
    parser.add_argument("command", nargs="?", choices=["validate", "data-docs"], default="validate")
    parser.add_argument("--data", type=Path, help="folder with raw/ and processed/")
    parser.add_argument("--reports", type=Path, help="folder for validation.html")
    parser.add_argument("--expectations", type=Path, help="folder with the stored suites")
    parser.add_argument("--registry", type=Path, help="folder with the national words")
    parser.add_argument("--councils", type=Path, help="folder with a folder of words for each council")
    parser.add_argument("--strict", action="store_true", help="end with 1 if an error is not acknowledged")
    parser.add_argument("--debug", action="store_true", help="show tracebacks")
    parser.add_argument("--events", action="store_true", help=argparse.SUPPRESS)
    return parser


def _run(options: argparse.Namespace, workspace: Workspace, say: Callable[[str, Any], None]) -> None:
    # imported here: --help must not wait for GX
    from scorecard.registry import load_registry

    if options.command == "data-docs":
        from scorecard.validate.engine.start import prepare_process

        prepare_process()
        from scorecard.validate.engine.data_docs import build_data_docs

        page = build_data_docs(workspace, load_registry(workspace))
        say("report", f"GX Data Docs: {page}")
        return
    from scorecard.validate.findings.acknowledgements import refuse_unacknowledged
    from scorecard.validate.run import run_validation
    from scorecard.validate.summary import summarise

    outcome = run_validation(workspace, load_registry(workspace), report=lambda line: say("report", line))
    say("summary", summarise(outcome))
    if options.strict:
        current = outcome.findings.filter(outcome.findings["state"] != "gone")
        refuse_unacknowledged(current, outcome.stale, outcome.stopped_rules)


def _told(error: ScorecardError) -> dict[str, Any]:
    return {
        "kind": type(error).__name__,
        "what": error.what,
        "where": error.where,
        "expected": error.expected,
        "do": error.do,
        "traceback": traceback.format_exc(),
    }


def _say_events(kind: str, content: Any) -> None:
    print(json.dumps({kind: content}, ensure_ascii=False), flush=True)


def _say_words(kind: str, content: Any) -> None:
    if kind == "error":
        error = ScorecardError(*[content["what"]], **{key: content[key] for key in ("where", "expected", "do")})
        print(error, file=sys.stderr)
    elif kind == "summary":
        from scorecard.validate.client import ValidationSummary

        print(ValidationSummary(**content))
    else:
        print(content, flush=True)


if __name__ == "__main__":
    sys.exit(main())
