"""`audit` and its questions: everything again, a capsule, a crate, the documents, a sample.

Heavy packages are imported inside, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import sys

from scorecard.command.shared import answered, say, workspace_of
from scorecard.errors import UsageError


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

    audit(workspace_of(options), jobs=options.jobs, keep=options.keep, record=options.record, report=say)


def _compare_documents(options: argparse.Namespace) -> None:
    """Raises AuditDiffers with the documents that do not give what data/raw holds."""
    from scorecard.audit.documents import compare_documents
    from scorecard.errors import AuditDiffers
    from scorecard.words import many

    compared = compare_documents(workspace_of(options), options.documents, report=say)
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
    workspace = answered(options)
    say(take_sample(workspace, options.sample, options.seed or "1", options.answers, ask=ask, report=say))


def _capsule(options: argparse.Namespace) -> None:
    """Bring the tables up to date and write the capsule of a quarter."""
    from scorecard.audit.capsule.write import write_capsule

    write_capsule(answered(options), options.capsule, options.quarter, report=say)


def _crate(options: argparse.Namespace) -> None:
    """Write the crate of a quarter whose pages are up to date."""
    from scorecard.audit.crate.write import write_crate

    write_crate(workspace_of(options), options.crate, options.quarter, report=say)
