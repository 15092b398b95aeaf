"""Every command that README, docs and help show is one: its options are there, and nothing it needs is missing."""

from __future__ import annotations

import re
import shlex

import pytest

from scorecard.cli import parse
from scorecard.command.table import COMMANDS
from scorecard.workspace import PROJECT

_PAGES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").glob("*.md"))]
_TEXTS = {page.name: page.read_text(encoding="utf-8") for page in _PAGES} | {
    f"help of {name}": used for name, (*_, used) in COMMANDS.items()
}
_SHOWN = re.compile(r"python pipeline\.py ([a-z][^\n`;|>]*)")
_EXPLAINED = re.compile(r"\s\s+.*|\s#.*|[.,:)]*$")
"""What stands behind a command on its line: two blanks and words, a comment, the end of a sentence."""
_NAMED = re.compile(r"[a-z]+( new)?")
"""A command that a sentence names, without what it is given."""


def _shown() -> list[tuple[str, str]]:
    shown = {
        (_EXPLAINED.sub("", command).strip(), name) for name, text in _TEXTS.items() for command in _SHOWN.findall(text)
    }
    return sorted(shown)


@pytest.mark.parametrize(("command", "place"), [one for one in _shown() if not _NAMED.fullmatch(one[0])])
def test_a_command_that_is_shown_with_arguments_is_understood(command: str, place: str):
    assert parse(shlex.split(command)), place


def test_every_command_is_shown_somewhere():
    first_words = {command.split(" ")[0] for command, _ in _shown()}
    assert first_words == set(COMMANDS)
