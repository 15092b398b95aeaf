"""Every figure of a quarter with its place, and how its pages were made: what the ``audit_trail`` notebook calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.frames import looked_up
from scorecard.html.blocks import Blocks
from scorecard.html.markup import Column, details, el, join, table, tiles
from scorecard.measures.quarters import in_quarter
from scorecard.measures.ticks import BETWEEN
from scorecard.pages.left_out import left_out
from scorecard.pages.made import how_made as made_by
from scorecard.pages.quarter import QuarterPages
from scorecard.pages.ticks import tick
from scorecard.proof.pack_pages import PackPages
from scorecard.proof.telling import why_missing

_PLACE = ["document", "table", "line", "cell", "part"]
_PROSE = "prose"
"""The rule that holds sentences against tables."""


def at_a_glance(data: QuarterPages) -> Blocks:
    """How many figures are printed about the quarter, in how many documents, and how many others confirm."""
    rows, claims = _figures(data), _claims(data)
    printed = rows.filter(pl.col("status") != "missing")
    states = {
        name: printed.filter(pl.col("state") == name).height for name in ("confirmed", "contradicted", "untested")
    }
    lead = (
        f"{words.many(printed.height, 'figure')} of {data.quarter.title} stand in the tables of "
        f"{words.many(rows['document'].n_unique(), 'document')}, with "
        f"{words.many(rows.height - printed.height, 'mark')} for a missing one; sentences quote "
        f"{words.many(claims.height, 'figure')}."
    )
    return Blocks(
        el("p", lead[0].upper() + lead[1:], class_="lead"),
        tiles(
            (states["confirmed"], "✓ confirmed by another figure"),
            (states["contradicted"], "✗ contradicted by one"),
            (states["untested"], "○ not tested by any"),
            (rows.filter(pl.col("status") == "corrected").height, "read with a correction"),
        ),
    )


def _figures(data: QuarterPages) -> pl.DataFrame:
    """The prints of the quarter in tables of its documents, in printed order, with the state of each."""
    states = data.tables["coverage"].select(
        *_PLACE[:-1], pl.col("part").cast(pl.Int32), "state", "confirmed_by", "contradicted_by", why="reason"
    )
    names = data.indicators.select("indicator", title="name")
    return (
        data.of_documents("observations")
        .filter(in_quarter(data.quarter))
        .pipe(looked_up, states, _PLACE)
        .pipe(looked_up, names, "indicator")
        .with_columns(pl.coalesce("title", "indicator_name", "indicator"))
        .sort(_PLACE)
    )


def _claims(data: QuarterPages) -> pl.DataFrame:
    return data.of_documents("claims").filter(in_quarter(data.quarter)).sort("document", "line", "part")


def figures(data: QuarterPages) -> Blocks:
    """A table of the quarter's figures for each table of its documents: place, measure, print, reading, state."""
    rows = _figures(data)
    if rows.is_empty():
        return Blocks(el("p", "No figure of this quarter stands in a table: it is quoted in sentences only."))
    pages, blocks = PackPages.of(data.tables["tables"]), Blocks()
    for (document,), mine in rows.group_by("document", maintain_order=True):
        blocks += Blocks(el("h3", f"{document}: {words.many(mine.height, 'print')}"))
        for (name,), of_table in mine.group_by("table", maintain_order=True):
            blocks += Blocks(_of_table(pages, str(name), of_table.to_dicts()))
    return blocks


def _of_table(pages: PackPages, name: str, rows: Sequence[dict[str, Any]]) -> Markup:
    columns = [
        Column("place", "Line and cell", "row"),
        Column("measure", "Measure"),
        Column("period", "Period"),
        Column("published", "Printed"),
        Column("read", "Read as"),
        Column("state", "Other figures"),
    ]
    caption = f"{name}: {words.many(len(rows), 'print')}"
    return details(caption, table([_row(pages, row) for row in rows], columns, caption=caption, hidden_caption=True))


def _row(pages: PackPages, row: dict[str, Any]) -> dict[str, object]:
    place = f"line {row['line']}, cell {row['cell']}"
    about = [row["title"], row["breakdown"], row["area"] if row["area_kind"] != "authority" else None]
    corrected = el("span", "corrected: ", row["correction"], class_="small") if row["status"] == "corrected" else None
    read = el("span", f"missing: {why_missing(row['missing_reason'])}", class_="none")
    return {
        "place": el("a", place, href=pages.link(row["document"], row["line"], row["cell"])),
        "measure": ", ".join(filter(None, about)),
        "period": words.period(row["period"]),
        "published": row["published"],
        "read": join([_read(row) if row["status"] != "missing" else read, *([corrected] if corrected else [])]),
        "state": _state(row),
    }


def _read(row: dict[str, Any]) -> str:
    counts = words.x_of_y(row["numerator"], row["denominator"])
    if row["value"] is None:
        return counts or words.NO_DATA
    return words.figure(row["value"], row["unit"], row["decimals"]) + (f" ({counts})" if counts else "")


def _state(row: dict[str, Any]) -> Markup | str:
    told = tick(row)
    if told is None:
        return el("span", "a mark, no figure", class_="none")
    return join([told, el("span", row["why"], class_="small")]) if row["why"] else told


def quoted(data: QuarterPages) -> Blocks:
    """The figures that sentences quote about the quarter, each with the figures that it was held against."""
    rows = _claims(data)
    if rows.is_empty():
        return Blocks(el("p", "No sentence of these documents quotes a figure of this quarter."))
    own = ["document", "line", "published", "indicator"]
    held = (
        data.of_documents("ticks")
        .filter(pl.col("rule") == _PROSE, pl.col("cell").is_null())
        .group_by(own, maintain_order=True)
        .agg(pl.col("outcome").unique(maintain_order=True), pl.col("compared_with").drop_nulls().str.join(BETWEEN))
    )
    names, pages = data.indicators.select("indicator", title="name"), PackPages.of(data.tables["tables"])
    told = rows.pipe(looked_up, held, own).pipe(looked_up, names, "indicator")
    columns = [
        Column("place", "Line", "row"),
        Column("measure", "Measure"),
        Column("period", "Period"),
        Column("published", "Printed"),
        Column("held", "Held against"),
    ]
    tables = []
    for (document,), mine in told.group_by("document", maintain_order=True):
        caption = f"{document}: {words.many(mine.height, 'figure')} quoted in sentences"
        tables.append(table([_quoted_row(pages, row) for row in mine.to_dicts()], columns, caption=caption))
    return Blocks(*tables)


def _quoted_row(pages: PackPages, row: dict[str, Any]) -> dict[str, object]:
    return {
        "place": el("a", f"line {row['line']}", href=pages.link(row["document"], row["line"])),
        "measure": row["title"] or row["indicator"] or el("span", "not known which", class_="none"),
        "period": words.period(row["period"]),
        "published": row["published"],
        "held": held_against(pages, row),
    }


def held_against(pages: PackPages, row: dict[str, Any]) -> Markup:
    """What a quoted figure was held against, as links into the annotated packs, and what came of it."""
    if not row["outcome"]:
        return el("span", "nothing it could be held against", class_="none")
    outcome = words.listed([one.replace("-", " ") for one in row["outcome"]])
    places = dict.fromkeys((row["compared_with"] or "").split(BETWEEN))
    links = [_place_link(pages, place, row["document"]) for place in places if place]
    return join([outcome, *([": ", join(links, "; ")] if links else [])])


def _place_link(pages: PackPages, place: str, document: str) -> Markup | str:
    named, line, *cell = place.rsplit(":", 2) if place.count(":") > 1 else (*place.split(":"),)
    elsewhere = "" if named == document else f" of {named}"
    if not cell:
        return f"line {line}{elsewhere}"
    said = f"line {line}, cell {cell[0]}{elsewhere}"
    return el("a", said, href=pages.link(named, int(line), int(cell[0])))


def lines_explained(data: QuarterPages) -> Blocks:
    """What a line and a cell count, and how somebody comes by the document."""
    publishers = sorted({row or "its publisher" for row in data.documents["publisher"]})
    return Blocks(
        el(
            "p",
            "A line counts the lines of the document's text as it was given to ",
            el("code", "pipeline.py extract"),
            "; a cell counts the cells of that line, from 1. They are no pages of the printed paper.",
        ),
        el(
            "p",
            "The text itself is not kept here, as packs hold more than figures. The tables are, cell for cell as "
            "printed, in data/raw; each document's file name, size and hash stand in its document.yml, so that whoever "
            "has the text can see that it is the same one.",
        ),
        el(
            "p",
            f"The documents are papers of public meetings of {words.listed(publishers)}: the meeting's date above "
            "leads to them among the published papers. No web address is recorded with them.",
        ),
    )


def raw_tables(data: QuarterPages) -> Blocks:
    """The hash of every table that was taken from the documents, as the bytes in ``data/raw``."""
    missing = left_out(data.tables["left_out"])
    told = Blocks(missing) if missing else Blocks()
    rows = data.of_documents("tables").sort("document", "first_line").to_dicts()
    if not rows:
        return told + Blocks(el("p", "No table stands behind this quarter: its figures are quoted in sentences."))
    columns = [Column("table", "Raw table", "row"), Column("lines", "Lines"), Column("sha256", "SHA-256")]
    body = [
        {
            "table": f"data/raw/{row['document']}/{row['table']}.tsv",
            "lines": f"{row['first_line']} to {row['last_line']}",
            "sha256": el("code", row["sha256"]) if row["sha256"] else None,
        }
        for row in rows
    ]
    caption = f"{words.many(len(rows), 'raw table').capitalize()} with their hashes"
    return told + Blocks(details(caption, table(body, columns, caption=caption, hidden_caption=True)))


def how_made(data: QuarterPages) -> Blocks:
    """The documents, the settings, the checks and the commands: to make it again, and to compare all of it."""
    record = "The hash of every file that went in and came out stands in "
    compare = el(
        "p", el("code", "python pipeline.py audit"), " makes everything again elsewhere and compares the bytes."
    )
    return made_by(data, "audit_trail") + Blocks(compare, el("p", record, el("code", "reports/run.json"), "."))
