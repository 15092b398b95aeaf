"""The files of an extracted document as bytes: its tables with their names, its quoted figures and its warnings."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Any

from scorecard.caveats import COLUMNS as CAVEAT_COLUMNS
from scorecard.extract.captions import Captions, caption_above
from scorecard.extract.headings import heading_above
from scorecard.extract.record import family_of, table_entry
from scorecard.extract.sections import Section
from scorecard.extract.source import Source
from scorecard.extract.table import RawTable
from scorecard.provenance import sha256_of
from scorecard.quotes import COLUMNS

PLACE_COLUMNS = ("line", "cell", "place", "page", "box", "sheet", "sheet_cell")
"""The columns of places.tsv."""
_LONGEST_SLUG = 40
"""Characters of a table's words in its file name."""
_ROWS_FOR_SLUG = 2
"""A table without a heading is named after its first rows."""


def table_files(
    tables: Sequence[RawTable],
    lines: Sequence[str],
    sections: Sequence[Section],
    words: frozenset[str],
    captions: Captions,
) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """Each table's file, and its entry in the record.

    Tables that have ``captions`` are read by their own words: what stands over them is their heading, in a workbook
    also the name of their sheet.
    """
    files, entries = {}, []
    for number, table in enumerate(tables, start=1):
        first, known = table.first_line, words
        if family_of(table, sections) in captions.families:
            known = captions.words
            heading = caption_above(lines, first, known, captions.sheets)
        else:
            heading = heading_above(lines, first, known)
        name = f"{number:02d}-{_slug(heading, table, known)}.tsv"  # the number makes it one of its own
        files[name] = _tsv(table)
        entries.append(table_entry(name, table, heading, sections, sha256_of(files[name])))
    return files, entries


def _slug(heading: str | None, table: RawTable, words: frozenset[str]) -> str:
    text = heading or " ".join(cell for _, cells in table.rows[:_ROWS_FOR_SLUG] for cell in cells)
    known = [word for word in re.findall(r"[a-z]{3,}", text.lower()) if word in words]
    return "-".join(dict.fromkeys(known))[:_LONGEST_SLUG].strip("-") or "table"


def _tsv(table: RawTable) -> bytes:
    return "".join("\t".join([str(line), *cells]) + "\n" for line, cells in table.rows).encode()


def claims_tsv(claims: Sequence[dict[str, Any]]) -> bytes:
    return _rows_tsv(COLUMNS, claims)


def caveats_tsv(caveats: Sequence[dict[str, Any]]) -> bytes:
    return _rows_tsv(CAVEAT_COLUMNS, caveats)


def places_tsv(source: Source, lines: Set[int]) -> bytes:
    """Where each of ``lines`` and its cells stand in the document: one row each, cell 0 for the whole line."""
    rows = [
        {
            "line": line,
            "cell": cell,
            "place": place.words,
            "page": place.page,
            "box": None if place.box is None else " ".join(f"{edge:.1f}" for edge in place.box),
            "sheet": place.sheet,
            "sheet_cell": place.sheet_cell,
        }
        for (line, cell), place in sorted(source.places.items())
        if line in lines
    ]
    return _rows_tsv(PLACE_COLUMNS, rows)


def _rows_tsv(columns: Sequence[str], entries: Sequence[dict[str, Any]]) -> bytes:
    """A header, and one line per entry; blank for null."""
    rows = ["\t".join(columns)]
    rows += ["\t".join("" if entry[c] is None else str(entry[c]) for c in columns) for entry in entries]
    return ("\n".join(rows) + "\n").encode()
