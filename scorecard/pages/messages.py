"""Key messages at the head of a quarter's page: what its figures say, each with its proof and its doubt."""

from __future__ import annotations

from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.html.blocks import Blocks
from scorecard.html.markup import details, el, join, note
from scorecard.measures.answers.messages import KINDS
from scorecard.measures.answers.rows import DEPENDS
from scorecard.pages.authorities import of_each_authority
from scorecard.pages.quarter import FINDINGS_PAGE, QuarterPages

_FOLDED = ("target-missed", "not-clear", "not-reported", "not-known")
"""Kinds of many messages, shown when asked for."""
_FEW = 4
"""So many lines of a document are named."""


@of_each_authority
def key_messages(data: QuarterPages) -> Blocks:
    """The quarter's messages by consequence; sentences only of figures that no error disputes."""
    messages = data.messages
    if messages.is_empty():
        return Blocks(el("p", f"No figure of {data.quarter.title} says enough for a message."))
    blocks = Blocks()
    for kind, title in KINDS.items():
        mine = messages.filter(pl.col("kind") == kind).to_dicts()
        if mine:
            blocks += Blocks(_of_kind(kind, title, mine, data))
    return blocks + Blocks(note(_HOW))


_HOW = (
    "Better and worse are said only where the figures can be compared: never over a change of the measure, of fewer "
    "than 20 cases, where the pack itself warns, or of a figure under an error. A change is said plainly where the "
    "month, the quarter and the year before, as far as they are printed, agree and it is of a size to speak of."
)


def _of_kind(kind: str, title: str, messages: list[dict[str, Any]], data: QuarterPages) -> Markup:
    listed = el("ul", *(el("li", _message(one)) for one in messages), class_="messages")
    if kind in _FOLDED and len(messages) > 1:
        return details(f"{title} ({len(messages)})", listed)
    return join([el(data.heading, title), listed])


def _message(message: dict[str, Any]) -> Markup:
    """A message with a mark where a finding is about it, a doubt where there is one, and where its figures stand."""
    facts = (message["facts"] or "").split("; ")[0]
    mark = el("a", "† finding", href=f"{FINDINGS_PAGE}#{facts}", class_="mark") if facts else None
    doubt = el("span", "depends on how one looks", class_="small") if message["sure"] == DEPENDS else None
    return join([part for part in (message["words"], mark, doubt, _proof(message["inputs"])) if part], " ")


def _proof(inputs: str | None) -> Markup | None:
    """Where a message's figures stand: the first lines of each document."""
    if not inputs:
        return None
    lines: dict[str, list[str]] = {}
    for place in inputs.split("; "):
        document, line = place.split(":")[:2]
        lines.setdefault(document, []).append(line)
    return el("span", f"({'; '.join(_lines(document, here) for document, here in lines.items())})", class_="small")


def _lines(document: str, lines: list[str]) -> str:
    """``lines 5 and 4 of pack-june``; of many the first few."""
    once = list(dict.fromkeys(lines))
    shown = once if len(once) <= _FEW else [*once[: _FEW - 1], f"{len(once) - _FEW + 1} more"]
    return f"{'line' if len(once) == 1 else 'lines'} {words.listed(shown)} of {document}"


def counted(data: QuarterPages) -> dict[str, int]:
    """How many messages there are of each kind."""
    return dict(data.messages["kind"].value_counts().iter_rows())
