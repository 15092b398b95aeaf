"""What is marked in the copy of a file: each figure with its state, and whatever else a fact is told at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scorecard.check.places import Places
from scorecard.check.report import CONFIRMED, CONTRADICTED, UNREAD, UNTESTED, Fact, Report
from scorecard.readers.printed import Place

WORDS = {
    CONFIRMED: "Confirmed: another figure of this file agrees with it.",
    CONTRADICTED: "Contradicted: see the other places that tell of it.",
    UNTESTED: "Not tested: nothing else in this file says anything of it.",
    UNREAD: "Not read",
}
"""What is written at a figure of each state."""
COLOURS = {CONFIRMED: "b7e1b0", CONTRADICTED: "ff9a9a", UNTESTED: "dddddd", UNREAD: "ffe28a"}
"""The colour of each state, as ``rrggbb``; the words beside it say the same."""
AUTHOR = "scorecard check"
_SEVERITIES = {"error": "Error", "warning": "Warning", "information": "Note"}


@dataclass(frozen=True)
class Mark:
    """A mark at a place: the state that colours it, and the words of its note. ``place`` is null in a text."""

    line: int
    cell: int | None
    place: Place | None
    state: str
    note: str


def marks_of(report: Report, places: Places) -> list[Mark]:
    """The marks of a document in printed order: one for each figure, and for each header, sign or sentence with a
    fact."""
    facts: dict[tuple[int, int | None], list[Fact]] = {}
    for fact in report.facts:
        facts.setdefault((fact.line, fact.cell), []).append(fact)
    figures = {(figure.line, figure.cell) for figure in report.figures}
    return sorted(_marks(report, places, facts, figures), key=lambda mark: (mark.line, mark.cell or 0))


def _marks(
    report: Report, places: Places, facts: dict[tuple[int, int | None], list[Fact]], figures: set[tuple[int, int]]
) -> Iterator[Mark]:
    for figure in report.figures:
        told = facts.get((figure.line, figure.cell), [])
        words = "\n".join(map(said, told))
        if not words:
            words = f"{WORDS[UNREAD]}: {figure.reason}." if figure.state == UNREAD else WORDS[figure.state]
        yield Mark(figure.line, figure.cell, places.place(figure.line, figure.cell), figure.state, words)
    for (line, cell), told in facts.items():
        if cell is None or (line, cell) not in figures:
            yield Mark(line, cell, places.place(line, cell), CONTRADICTED, "\n".join(map(said, told)))


def said(fact: Fact) -> str:
    """A fact as the words of a note."""
    likely = f" Likely: {fact.suggestion}" if fact.suggestion else ""
    return f"{_SEVERITIES[fact.severity]}: {fact.explanation}{likely}"
