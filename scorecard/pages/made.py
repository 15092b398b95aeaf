"""How a page was made: whose figures it shows, from which packs, with what, and the command that makes it again."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.html.blocks import Blocks
from scorecard.html.markup import Column, el, join, table
from scorecard.measures.as_known_at import LATEST
from scorecard.measures.quality import OF_DOCUMENTS
from scorecard.pages.quarter import QuarterPages

_PACKAGES = ("polars", "altair", "papermill", "nbconvert", "great-expectations")
"""The packages on which the bytes of a page depend most; the lock pins all of them."""
_TOLD = {"tables": " (by its tables)", "heading": " (by a heading)", "meeting": " (by the date of its meeting)"}
"""What tells the month of a document that does not say it."""
_LINES = (
    "What is computed from them says so. A line number counts the lines of a document's text, which stays with whoever "
    "extracted it: the hash of its file tells whether yours is the same."
)
_COLUMNS = [
    Column("title", "Document", "row"),
    Column("publisher", "Publisher"),
    Column("as_at", "As at"),
    Column("published", "Published"),
    Column("sha256", "SHA-256 of its file"),
]


def how_made(data: QuarterPages, notebook: str) -> Blocks:
    """The box at the end of a quarter's page: ``notebook`` is the one that makes it."""
    known = LATEST if data.as_known_at is None else data.as_known_at.isoformat()
    command = f"python pipeline.py run --quarter {data.quarter} --notebook {notebook}"
    command += "" if known == LATEST else f" --parameter as_known_at={known}"
    return made_of(
        data.documents,
        data.checks_made,
        data.authorities,
        command,
        settings=f"quarter {data.quarter}, as known at {known}",
    )


def made_of(
    documents: pl.DataFrame, checks: pl.DataFrame, authorities: Sequence[str], command: str, *, settings: str
) -> Blocks:
    """Documents, settings, software, checks and the command, for any page."""
    whose = (
        f"Every figure was printed by the documents of {words.listed(list(authorities))} that are listed here."
        if authorities
        else ""
    )
    return Blocks(
        el("p", f"{whose} {_LINES}".strip()),
        documents_table(documents, "Documents behind this page"),
        el(
            "dl",
            *_pairs("Settings", settings),
            *_pairs("Checks", _checked(checks)),
            *_pairs("Software", _software()),
            *_pairs("To make it again", el("code", command)),
            *_pairs("To take a figure to its source", el("code", "python pipeline.py trace DOCUMENT:LINE:CELL")),
            class_="made",
        ),
    )


def documents_table(documents: pl.DataFrame, caption: str) -> Markup:
    """One row per document, with the hash of its file."""
    return table([_document(row) for row in documents.to_dicts()], _COLUMNS, caption=caption)


def _document(row: Mapping[str, Any]) -> dict[str, object]:
    return {
        "title": join([row["title"] or row["document"], el("span", row["document"], class_="small")]),
        "publisher": row["publisher"],
        "as_at": words.day(row["as_at"]) + _TOLD.get(row["as_at_from"], ""),
        "published": words.day(row["published"]),
        "sha256": el("code", row["sha256"]) if row["sha256"] else None,
    }


def _pairs(title: str, said: object) -> tuple[Markup, Markup]:
    return el("dt", title), el("dd", said)


def _checked(checks: pl.DataFrame) -> str:
    """How the last validation ended: of our own tables, and of what is printed; or of what some documents print."""
    if checks.is_empty():
        return "validation has not run: no figure on this page has been checked"
    counts = {(kind, status): many for kind, status, many in checks.group_by("kind", "status").len().iter_rows()}
    if rules := sum(n for (kind, _), n in counts.items() if kind == OF_DOCUMENTS):
        found = counts.get((OF_DOCUMENTS, "failed"), 0)
        return (
            f"of {words.counted(rules, 'rule')} for what is printed {found} found something in these documents; the "
            "others found nothing in them, or nothing to compare. The checks of our own tables, which hold every "
            "council's figures, stand on the validation page"
        )
    own = sum(n for (kind, _), n in counts.items() if kind == "integrity")
    sound = counts.get(("integrity", "passed"), 0)
    rules = {status: counts.get(("published", status), 0) for status in ("passed", "failed", "not-run")}
    return (
        f"{sound} of {words.counted(own, 'check')} of our own tables passed; of the rules for what is printed "
        f"{rules['passed']} found nothing, {rules['failed']} found something, {rules['not-run']} could not be run"
    )


def _software() -> str:
    python = ".".join(platform.python_version_tuple()[:2])
    return ", ".join([f"Python {python}", *(f"{name} {version(name)}" for name in _PACKAGES)])
