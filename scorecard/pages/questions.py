"""Questions for the meeting: what a quarter's crossings, findings and warnings leave open, each with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.html.markup import el, join
from scorecard.measures.answers.rows import DEPENDS
from scorecard.measures.findings import entries
from scorecard.measures.quality import about_quarter
from scorecard.pages.messages import numbered, proof_of
from scorecard.pages.quarter import QuarterPages
from scorecard.schema import DISAGREEMENT

MOST = 10
_ASKED = {
    "crossed-worse": "What brought it about, and what is being done?",
    "signal": "What happened?",
    "declined": "What brought it about?",
    "worse-depends": "Is it so, and what brought it about?",
    "target-missed": "What would it take?",
    "not-reported": "Are they reported elsewhere, or no longer?",
    "crossed-better": "What helped, and will it last?",
}
"""What is asked of each kind of message, in the order of consequence."""
_EACH = 3
"""So many questions of one kind, that there is room for the others."""
_NAMED = 3
"""So many of the measures that a warning is of are named."""
_WHICH = "Which of the two is right?"
_GRAVE = ("error", "warning")


@dataclass(frozen=True)
class Question:
    """What is known, what is asked, and where what is known is printed.

    ``number``: the printed number of the measure with whose name ``known`` begins; null where there is none.
    """

    known: str
    asked: str
    proof: Markup | None
    number: Markup | None = None


def questions(data: QuarterPages) -> list[Question]:
    """At most ten, by consequence; of each kind a few, so that all kinds are heard."""
    messages = data.messages
    told = [list(_of_messages(messages, kind, data)) for kind in _ASKED]
    first, others = told[0], told[1:]
    every = [first, list(_of_findings(data)), list(_of_warnings(data)), *others]
    heard = [question for kind in every for question in kind[:_EACH]]
    more = [question for kind in every for question in kind[_EACH:]]
    return [*heard, *more][:MOST]


def _of_messages(messages: pl.DataFrame, kind: str, data: QuarterPages) -> Iterator[Question]:
    mine = messages.filter(pl.col("kind") == kind).sort(pl.col("sure") == DEPENDS, maintain_order=True)
    for one in mine.to_dicts():
        number = numbered(one, one["title"], data)
        yield Question(one["words"], _ASKED[kind], proof_of(one["inputs"], data), number)


def _of_findings(data: QuarterPages) -> Iterator[Question]:
    """The gravest findings about a figure of this quarter."""
    findings = data.of_documents("findings").filter(pl.col("nature") == DISAGREEMENT)
    mine = entries(about_quarter(findings, data.quarter)).filter(pl.col("severity").is_in(_GRAVE))
    names = dict(data.indicators.select("indicator", "name").iter_rows())
    for one in mine.to_dicts():
        row = {"document": one["document"], "line": one["line"], "cell": one["cell"]}
        place = join(["(line ", data.proofs.figure(row, one["line"]), f" of {one['document']})"])
        link = el("a", "† finding", href=f"{data.findings_page}#{one['fact']}", class_="mark")
        name = names.get(one["indicator"])
        begins = name if name and one["explanation"].startswith(name) else None
        yield Question(one["explanation"], _WHICH, join([link, " ", place]), numbered(one, begins, data))


def _of_warnings(data: QuarterPages) -> Iterator[Question]:
    """What the packs themselves warn of, of figures of this quarter: one question for each kind of warning."""
    under = data.rows.filter(pl.col("caveats").list.len() > 0).explode("caveats")
    for kind, rows in under.group_by("caveats", maintain_order=True):
        said = data.caveat_words.get(str(kind[0]), str(kind[0]).replace("-", " "))
        many = words.many(rows.height, "figure").capitalize()
        stand = "stands" if rows.height == 1 else "stand"
        titles = list(dict.fromkeys(_numbered_name(row, data) for row in rows.to_dicts()))
        left = len(titles) - _NAMED
        named = words.listed([*titles[:_NAMED], *([f"{left} more"] if left > 0 else [])])
        known = f"{many} of the quarter {stand} under a warning of the pack ({named}): {said}."
        link = el("a", "‡ warnings", href=f"{data.findings_page}#caveats", class_="mark")
        yield Question(known, "From when on can they be relied on?", link)


def _numbered_name(row: dict[str, Any], data: QuarterPages) -> str:
    number = data.numbers.get((row["document"], row["indicator"]))
    return f"{number} {row['title']}" if number else str(row["title"])


def listed(asked: Iterable[Question]) -> Markup:
    """The questions as a numbered list."""
    return el("ol", *[el("li", _shown(one)) for one in asked], class_="messages questions")


def _shown(question: Question) -> Markup:
    parts: list[Any] = [
        join(filter(None, [question.number, question.known])),
        el("strong", question.asked),
        question.proof,
    ]
    return join([part for part in parts if part], " ")
