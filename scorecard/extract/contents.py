"""The files of an extracted document as bytes: its tables with their names, its quoted figures and its warnings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from scorecard.caveats import COLUMNS as CAVEAT_COLUMNS
from scorecard.extract.headings import heading_above
from scorecard.extract.record import table_entry
from scorecard.extract.sections import Section
from scorecard.extract.table import RawTable
from scorecard.provenance import sha256_of
from scorecard.quotes import COLUMNS

_LONGEST_SLUG = 40
"""Characters of a table's words in its file name."""
_ROWS_FOR_SLUG = 2
"""A table without a heading is named after its first rows."""


def table_files(
    tables: Sequence[RawTable], lines: Sequence[str], sections: Sequence[Section], words: frozenset[str]
) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """Each table's file, and its entry in the record."""
    files, entries = {}, []
    for number, table in enumerate(tables, start=1):
        heading = heading_above(lines, table.first_line, words)
        name = f"{number:02d}-{_slug(heading, table, words)}.tsv"  # the number makes it one of its own
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


def _rows_tsv(columns: Sequence[str], entries: Sequence[dict[str, Any]]) -> bytes:
    """A header, and one line per entry; blank for null."""
    rows = ["\t".join(columns)]
    rows += ["\t".join("" if entry[c] is None else str(entry[c]) for c in columns) for entry in entries]
    return ("\n".join(rows) + "\n").encode()
