"""One printed figure in a table beside a chart: the figure, what is to be known of it, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.html.markup import Column, el, join
from scorecard.pages import cells
from scorecard.pages.proofs import Proofs

Row = Mapping[str, Any]
COLUMNS = [
    Column("figure", "Figure", "number"),
    Column("counts", "x of y", "number"),
    Column("known", "To be known"),
    Column("source", "Printed in"),
]
NOT_PRINTED = "not printed"


def figure_of(row: Row, printed: Row) -> str:
    """The figure of a point in the unit of its row."""
    return words.figure(printed["value"], row["unit"], printed["decimals"], short=True)


def point_cells(row: Row, printed: Row, proofs: Proofs) -> dict[str, object]:
    """The cells of a point: its figure with its proof, x of y, what is to be known, and document and line."""
    if printed["value"] is None:
        return {"figure": None, "counts": NOT_PRINTED, "known": "no figure is printed", "source": "nowhere"}
    return {
        "figure": proofs.figure(printed, figure_of(row, printed)),
        "counts": words.x_of_y(printed["numerator"], printed["denominator"]) or NOT_PRINTED,
        "known": known_of(printed) or "nothing",
        "source": place_of(printed),
    }


def known_of(printed: Row) -> Markup | None:
    """The marks of a point: findings, what its document warns of, and that it was read with a correction."""
    page = printed.get("finding_page") or ""
    corrected = f"printed as {printed['published']}" if printed.get("status") == "corrected" else None
    parts = [
        cells.finding_mark(printed.get("findings"), printed["period"], page),
        cells.caveat_mark(printed, printed.get("caveat_page") or page),
        el("span", corrected, class_="small") if corrected else None,
    ]
    return join([part for part in parts if part], " ") or None


def place_of(printed: Row) -> str:
    """Document and line."""
    return f"{printed['document']}, line {printed['line']}"


def sources(frames: list[pl.DataFrame], documents: pl.DataFrame) -> str:
    """The documents that print the points, each with its month; what a chart names as its source."""
    printed = {document for frame in frames for document in frame["document"] if document is not None}
    behind = documents.filter(pl.col("document").is_in(list(printed))).sort("as_at", "document")
    named = [f"{d['title'] or d['document']}, as at {words.day(d['as_at'])}" for d in behind.to_dicts()]
    return f"{'Source' if len(named) == 1 else 'Sources'}: {'; '.join(named) or 'none'}."
