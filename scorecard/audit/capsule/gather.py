"""Everything that a capsule carries, as one mapping: figures, links, raw tables, hashes. No clock, no path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from scorecard.audit.capsule.figures import COLUMNS, as_rows, facts_about, quarter_figures
from scorecard.audit.capsule.links import (
    Behind,
    Link,
    keys_of_signs,
    linked,
    margins,
    percentages,
    signs,
    sums,
    tolerances,
)
from scorecard.audit.capsule.raw import Raw, read_raw
from scorecard.audit.capsule.seal import sealed
from scorecard.periods import Quarter
from scorecard.provenance import code_hash, rooms_from, software
from scorecard.registry import Registry
from scorecard.workspace import Workspace

_ROOMS = ("cli.py",)
"""The command line leads to all rooms: the code of the whole package stands behind a capsule."""


def gather(
    workspace: Workspace, tables: Mapping[str, pl.DataFrame], registry: Registry, quarter: Quarter
) -> dict[str, Any]:
    """The content of a quarter's capsule, sealed: texts, whole numbers and nulls only, in a fixed order.

    ``figures`` are rows of `COLUMNS`; ``tables`` the raw tables whose cells are used, with their bytes as text and
    their recorded ``sha256``; ``percentages``, ``sums``, ``arrows``, ``colours`` and ``margins`` say which cells belong
    together (`scorecard.audit.capsule.links`). Raises InputError for a raw table that is not the one that was read.
    """
    figures = quarter_figures(tables, quarter, registry.frame())
    raw = read_raw(workspace.raw, _of_documents(tables["tables"], _documents_behind(figures, tables, quarter)))
    behind = Behind(tables, figures, registry, raw, quarter)
    added, no_sums = sums(behind)
    arrows, colours = signs(behind)
    bands = margins(behind)
    links = {
        "percentages": percentages(behind),
        "linked": linked(behind),
        "sums": added,
        "arrows": arrows,
        "colours": colours,
        "margins": bands,
        "tolerances": tolerances((link["tolerances"] for link in (*colours, *bands)), behind),
        "keys": keys_of_signs((*arrows, *colours), behind),
    }
    used = raw.only(_used_tables(figures, links, raw))
    return sealed(
        {
            "capsule": 1,
            "quarter": str(quarter),
            "title": quarter.title,
            "code": code_hash(rooms_from(_ROOMS)),
            "software": dict(sorted(software().items())),
            "documents": _documents(tables["documents"], {document for document, _ in used.texts}),
            "tables": _raw_tables(used, tables["tables"]),
            "columns": list(COLUMNS),
            "figures": as_rows(figures),
            "facts": facts_about(figures, tables["findings"]),
            **links,
            "no_sums": no_sums,
        }
    )


def _documents_behind(figures: pl.DataFrame, tables: Mapping[str, pl.DataFrame], quarter: Quarter) -> set[str]:
    """The documents whose tables print a figure of the quarter, or mark one with a sign."""
    return set(figures["document"]) | set(tables["signals"].filter(pl.col("period").is_in(quarter.months))["document"])


def _of_documents(tables: pl.DataFrame, documents: set[str]) -> pl.DataFrame:
    return tables.filter(pl.col("document").is_in(documents)).sort("document", "table")


def _used_tables(figures: pl.DataFrame, links: Mapping[str, Any], raw: Raw) -> set[tuple[str, str]]:
    """The raw tables in which any cell that the capsule names stands."""
    named = {(document, table) for document, table in figures.select("document", "table").unique().iter_rows()}
    for place in _places(links):
        document, line, _ = place.rsplit(":", 2)
        table = raw.table_of(document, int(line))
        if table is not None:
            named.add((document, table))
    return named & raw.texts.keys()


def _places(links: Mapping[str, Any]) -> Iterable[str]:
    for link in (*links["percentages"], *links["linked"], *links["sums"], *links["arrows"], *links["colours"]):
        yield from _places_of(link)
    for named in links["tolerances"].values():
        yield from (one["place"] for one in named["prints"])


def _places_of(link: Link) -> list[str]:
    """The places that a link names, without those of its own figures, whose tables are there already."""
    named = [link.get(which) for which in ("x", "y", "whole", "sign", "now", "before")]
    return [place for place in (*named, *link.get("parts", ())) if place]


def _documents(documents: pl.DataFrame, wanted: set[str]) -> list[Link]:
    named = documents.filter(pl.col("document").is_in(wanted)).sort("document")
    told = named.select("document", "title", "publisher", pl.col("as_at", "published").cast(pl.String), "sha256")
    return told.to_dicts()


def _raw_tables(raw: Raw, tables: pl.DataFrame) -> list[Link]:
    recorded = {(document, table): sha for document, table, sha in tables.select("document", "table", "sha256").rows()}
    return [
        {"document": document, "table": table, "sha256": recorded[document, table], "text": text}
        for (document, table), text in raw.texts.items()
    ]
