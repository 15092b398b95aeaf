"""A file of notes as its notes: what stands under each heading, paragraph by paragraph, and as HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import mistune
from markupsafe import Markup, escape

from scorecard.visible import visible

OWN = "own"
"""The class of a figure that is the analyst's own: one in backticks, which nothing is held against."""
_HEADING = re.compile(r"^##(?!#)\s+(.+?)\s*#*\s*$")
_TITLE = re.compile(r"^#(?!#)\s")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BACKTICKS = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_OPENS_A_LINE = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)]|>|#{3,6})\s+")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3})(?=\S)(.+?)(?<=\S)\1")


@dataclass(frozen=True)
class Paragraph:
    """What is read as one piece of prose: its text, without Markdown and own figures, and the lines it stands on."""

    first_line: int
    lines: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Note:
    """What stands under one heading: the heading, its line, its Markdown and its paragraphs."""

    heading: str
    line: int
    source: str
    paragraphs: tuple[Paragraph, ...]


def read_notes(text: str) -> tuple[list[Note], list[int]]:
    """The notes of a file in order, and the numbers of lines of prose that stand under no heading. Lines count from 1.

    A heading of the second rank names an indicator; one of the first is the file's own title. HTML comments are left
    out. Lines of one paragraph are read as one, each item of a list for itself.
    """
    lines = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text).replace("\r\n", "\n").split("\n")
    heads = [number for number, line in enumerate(lines, 1) if _HEADING.match(line)]
    before = lines[: heads[0] - 1] if heads else lines
    loose = [number for number, line in enumerate(before, 1) if line.strip() and not _TITLE.match(line)]
    ends = [*heads, len(lines) + 1][1:]
    notes = [
        Note(
            _HEADING.match(lines[head - 1])[1],  # type: ignore[index]
            head,
            "\n".join(lines[head : end - 1]).strip("\n"),
            tuple(_paragraphs(lines[head : end - 1], head + 1)),
        )
        for head, end in zip(heads, ends, strict=True)
    ]
    return notes, loose


def _paragraphs(lines: Sequence[str], first: int) -> list[Paragraph]:
    made: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(lines, first):
        if not line.strip() or _OPENS_A_LINE.match(line):
            made.append([])
        if line.strip():
            made[-1].append((number, line))
    return [
        Paragraph(part[0][0], tuple(line for _, line in part), _prose(" ".join(line.strip() for _, line in part)))
        for part in made
        if part
    ]


def _prose(text: str) -> str:
    """A paragraph's words without Markdown: own figures are blotted out, addresses and marks left out."""
    bare = _BACKTICKS.sub(" ", _LINK.sub(r"\1", _OPENS_A_LINE.sub("", text)))
    return visible(" ".join(_EMPHASIS.sub(r"\2", bare).split()))


def own_figures(note: Note) -> int:
    """How many pieces in backticks hold a digit."""
    return sum(any(sign.isdigit() for sign in found[2]) for found in _BACKTICKS.finditer(note.source))


class _Safe(mistune.HTMLRenderer):
    """Words and nothing else: no address is followed or loaded, headings are bold lines, backticks an own figure."""

    def heading(self, text: str, level: int, **attributes: Any) -> str:
        return f"<p><strong>{text}</strong></p>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return str(escape(text))

    def codespan(self, text: str) -> str:
        return f'<em class="{OWN}">{escape(text)}</em>'

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<p>{escape(code.strip())}</p>\n"


@lru_cache(maxsize=1)
def _markdown() -> mistune.Markdown:
    return mistune.Markdown(_Safe(escape=True))


def as_html(note: Note) -> Markup:
    """The note as HTML. HTML within it is shown, not used; nothing in it is loaded or leads elsewhere."""
    return Markup(visible(str(_markdown()(_COMMENT.sub("", note.source)))))
