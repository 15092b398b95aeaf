"""Key messages at the head of a quarter's page: what its figures say, each with its proof and its doubt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard.html.blocks import Blocks
from scorecard.html.markup import details, el, join, note
from scorecard.measures.answers.message_rows import KINDS
from scorecard.measures.answers.rows import DEPENDS, LISTED
from scorecard.pages.authorities import of_each_authority
from scorecard.pages.quarter import QuarterPages

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
    "month, the quarter and the year before, as far as they are printed, agree and it is of a size to speak of. "
    "“Depends on how one looks” stands beside what not every such way agrees with, what hangs on one case or on the "
    "last printed decimal, and figures that a finding disputes or that the document itself says something of."
)


def _of_kind(kind: str, title: str, messages: list[dict[str, Any]], data: QuarterPages) -> Markup:
    listed = _listed(messages, data)
    if kind in _FOLDED and len(messages) > 1:
        return details(f"{title} ({len(messages)})", listed)
    return join([el(data.heading, title), listed])


def message_items(messages: pl.DataFrame, data: QuarterPages) -> Markup:
    """Messages as a list, each with its measure's printed number, its marks and its proof."""
    shown = [el("li", numbered(one, one["title"], data), _message(one, data)) for one in messages.to_dicts()]
    return el("ul", *shown, class_="messages")


def numbered(about: Mapping[str, Any], title: str | None, data: QuarterPages) -> Markup | None:
    """The printed number of a measure, to stand before words that begin with its name; null where none is printed.

    ``about`` has the ``document``, whose number it is, and the ``indicator``.
    """
    number = data.numbers.get((about["document"], about["indicator"]))
    return el("b", f"{number} ", class_="nr-of") if number and title else None


def _listed(messages: list[dict[str, Any]], data: QuarterPages) -> Markup:
    return el("ul", *(el("li", _message(one, data)) for one in messages), class_="messages")


def _message(message: dict[str, Any], data: QuarterPages) -> Markup:
    """A message with a mark where a finding is about it, a doubt where there is one, and where its figures stand."""
    facts = (message["facts"] or "").split("; ")[0]
    mark = el("a", "† finding", href=f"{data.page_of_finding(facts)}#{facts}", class_="mark") if facts else None
    doubt = el("span", "depends on how one looks", class_="small") if message["sure"] == DEPENDS else None
    return join([part for part in (message["words"], mark, doubt, proof_of(message["inputs"], data)) if part], " ")


def proof_of(inputs: str | None, data: QuarterPages) -> Markup | None:
    """Where a message's figures stand: each line leads to its proof."""
    if not inputs:
        return None
    lines: dict[str, dict[str, Markup | str]] = {}
    for place in inputs.split(LISTED):
        document, line, cell = (*place.rsplit(":", 2), "")[:3]
        if cell.isdigit() and line.isdigit():
            row = {"document": document, "line": int(line), "cell": int(cell)}
            lines.setdefault(document, {}).setdefault(line, data.proofs.figure(row, line))
        else:
            document, line = place.rsplit(":", 1)
            on_pack = el("a", line, href=data.proofs.packs.link(document, int(line))) if line.isdigit() else line
            lines.setdefault(document, {}).setdefault(line, on_pack)
    told = [_lines(document, list(here.values())) for document, here in lines.items()]
    return el("span", "(", join(told, "; "), ")", class_="small")


def _lines(document: str, lines: list[Markup | str]) -> Markup:
    """``lines 5 and 4 of pack-june``; of many the first few, the others folded into their number."""
    shown = lines if len(lines) <= _FEW else [*lines[: _FEW - 1], f"{len(lines) - _FEW + 1} more"]
    several = [join(shown[:-1], ", "), " and ", shown[-1]] if len(shown) > 1 else shown
    return join(["line " if len(lines) == 1 else "lines ", *several, f" of {document}"])


def counted(data: QuarterPages) -> dict[str, int]:
    """How many messages there are of each kind."""
    return dict(data.messages["kind"].value_counts().iter_rows())
