"""The commands about packs and councils: reading, listing and removing documents, drafting a folder, unlocking.

Heavy packages are imported inside, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scorecard.command.shared import alone, say, say_beside, workspace_of
from scorecard.errors import UsageError
from scorecard.visible import visible
from scorecard.workspace import Workspace


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
    workspace = workspace_of(options)

    def look(path: Path) -> None:
        seen = look_at(path, workspace, prose_only=options.prose_only, publisher=options.publisher, ocr=options.ocr)
        say(told(seen, workspace))

    each_of(options.document, look)


def _take(options: argparse.Namespace) -> None:
    from scorecard.extract import NotAllTaken, extract_documents

    workspace, report = workspace_of(options), say_beside if options.draft else say
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


def _print_drafts(workspace: Workspace, documents: list[str]) -> None:
    from scorecard.preview.draft import draft

    for number, document in enumerate(documents):
        if number:
            say("---")
        say(draft(workspace, document).rstrip("\n"))


def documents(options: argparse.Namespace) -> None:
    from scorecard.listing import documents_listing

    say(documents_listing(workspace_of(options), options.format).rstrip("\n"))


def remove(options: argparse.Namespace) -> None:
    from scorecard.extract.removal import remove_document

    agreed = (lambda goes: True) if options.yes else (lambda goes: _asked(options.document, goes))
    remove_document(options.document, workspace_of(options), agreed=agreed, report=say)


def _asked(document: str, goes: str) -> bool:
    """A person's answer. Raises UsageError where there is no terminal to ask on."""
    from scorecard.extract.removal import refused_without_asking

    if not (sys.stdin and sys.stdin.isatty()):
        raise refused_without_asking(document, goes)
    try:
        return input(visible(f"Remove {goes}? [y/N] ")).strip().lower() in ("y", "yes")
    except EOFError:
        return False


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
    workspace = workspace_of(options)
    standing = make(options.council, options.file, workspace, publisher=options.publisher)
    if options.what == "new":
        say(f"{'added to' if options.go_on else 'drafted'}: {standing.folder}")
    for line in standing.told():
        say(line)


def quarters(options: argparse.Namespace) -> None:
    from scorecard.listing import quarters_table

    say(quarters_table(workspace_of(options)))


def unlock(options: argparse.Namespace) -> None:
    """Raises UsageError where neither data nor reports are in a store: the lock of a folder ends with its command."""
    from scorecard.command.stores import unlocked

    for line in unlocked(options):
        say(line)
