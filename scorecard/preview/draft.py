"""Drafts of the YAML that would teach the words what a clean did not understand of one document.

The draft is a text for the screen: one YAML document whose comments list what was not understood, with its places,
and whose keys are those of the files that the entries belong to. Only figures know their unit and decimals; what
only a person can know is left as TODO, which the registry and the ledger refuse until it is filled in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import groupby

import polars as pl

from scorecard import words
from scorecard.clean.names.alike import similarity
from scorecard.clean.names.indicators import Names, Printed
from scorecard.clean.raw.load import RawDocument, load_one
from scorecard.clean.step import read_documents
from scorecard.errors import InputError
from scorecard.preview.unknown import (
    OWN,
    TODO,
    NewIndicator,
    UnknownTable,
    distinct,
    squeezed,
    unknown_indicators,
    unknown_tables,
)
from scorecard.registry import Indicator, Registry, load_registry
from scorecard.workspace import Workspace

_WORTH_NAMING = 0.6
"""So alike a known indicator must be to be worth asking about."""
_LINES_SHOWN = 6
_MOST_DECIMALS = 3
"""The registry takes no more."""


def draft(workspace: Workspace, document_id: str) -> str:
    """The list of what was not understood of a document of ``data/raw``, and drafts to fill in, as YAML text.

    The document is cleaned in memory; nothing is written. Raises InputError if it is not in ``data/raw``, or if its
    raw tables or its ledger are damaged.
    """
    folder = workspace.raw / document_id
    if not folder.is_dir():
        raise InputError(
            f"there is no extracted document {document_id}",
            where=str(folder),
            do="extract it first: python pipeline.py extract DOCUMENT.txt",
        )
    registry, document = load_registry(workspace), load_one(folder)
    tables = read_documents([document], registry)
    unknown = unknown_tables(document, tables["tables"], registry)
    indicators = [*unknown_indicators(tables), *distinct(m for table in unknown for m in table.measures)]
    if not indicators and not unknown and tables["unread"].is_empty():
        return _nothing_missing(document, tables)
    parts = [
        _list_of_places(document, tables, indicators),
        _family_draft(document, registry, indicators, unknown),
        _indicator_drafts(document, registry, indicators),
        _name_drafts(document, registry, indicators),
        _layout_drafts(document, registry, unknown),
        _ledger_drafts(document, tables, unknown),
    ]
    return "\n".join(line for part in parts for line in part) + "\n"


def _nothing_missing(document: RawDocument, tables: dict[str, pl.DataFrame]) -> str:
    read = tables["observations"].filter(pl.col("status") != "missing").height
    all_read = f"{words.counted(tables['tables'].height, 'table')} and {words.counted(read, 'figure')} read"
    return f"# {document.id}: nothing is missing: {all_read}.\n"


def _list_of_places(
    document: RawDocument, tables: dict[str, pl.DataFrame], indicators: list[NewIndicator]
) -> Iterable[str]:
    unread, counts = tables["unread"], tables["tables"]
    shapes = counts.filter(pl.col("shape") == "unknown").height
    yield f"# {document.id}: what was not understood, and drafts to fill in. Nothing of this is stored."
    no_form = f"{shapes} of {words.counted(counts.height, 'table')} of no known form"
    yield f"# {no_form}; {words.counted(unread.height, 'figure')} not read"
    yield "#"
    for table, first, last in counts.select("table", "first_line", "last_line").iter_rows():
        mine = unread.filter(pl.col("table") == table).sort("line", "cell")
        if mine.is_empty():
            continue
        yield f"# table {table}, lines {first} to {last}: {words.counted(mine.height, 'figure')}"
        for (line, reason), row in mine.group_by("line", "reason", maintain_order=True):
            cells = ", ".join(f"cell {c} {_text(p)}" for c, p in row.select("cell", "published").iter_rows())
            yield f"#   line {line}: {cells} ({reason})"
    for one in indicators:
        places = "lines " if len(one.lines) > 1 else "line "
        yield f"# indicator {_text(squeezed([one.number or '', one.name]))}: {places}{_listed(one.lines)}"


def _text(text: object) -> str:
    """A text in double quotes, as YAML reads it."""
    return json.dumps(text, ensure_ascii=False)


def _listed(lines: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, lines[:_LINES_SHOWN]))
    return f"{shown} … {lines[-1]}" if len(lines) > _LINES_SHOWN else shown


def _folder(document: RawDocument, registry: Registry) -> str:
    """The folder of the council that the document is about; it may have to be made (docs/councils.md)."""
    ids = {council.authority.name: council.id for council in registry.councils.values()}
    return f"councils/{ids.get(document.entry.get('publisher') or '', '<name>')}"


def _family_of(document: RawDocument, family: str | None) -> str:
    """The family of a table, or of its document; else an id made of the document's, as families.yml takes it."""
    bare = re.sub(r"^[^a-z]+", "", document.id.lower().replace("_", "-"))
    return family or document.entry.get("family") or bare or "pack"


def _family_draft(
    document: RawDocument, registry: Registry, indicators: list[NewIndicator], unknown: list[UnknownTable]
) -> Iterable[str]:
    families = {_family_of(document, one.family) for one in indicators}
    families |= {_family_of(document, table.grid.family) for table in unknown}
    for family in sorted(families - registry.families.keys()):
        title = str(document.entry["title"])
        yield from (
            "",
            f"# 0. {_folder(document, registry)}/families.yml: no known report family is named in this document.",
            "# marks: words of its title by which the next one is recognised; arrows_mean is performance, number or",
            "# null (no arrows). A council without a folder needs a council.yml first (docs/councils.md).",
            "families:",
            f"- id: {_text(family)}",
            f"  title: {_text(title)}",
            f"  marks: [{_text(title.lower())}]",
            f"  arrows_mean: {TODO}",
            f"  description: {TODO}",
        )


def _indicator_drafts(document: RawDocument, registry: Registry, indicators: list[NewIndicator]) -> Iterable[str]:
    if not indicators:
        return
    yield ""
    yield "# 1. registry/indicators/<theme>.yml. Leave out what is a known measure under another name: then only 2. is"
    yield "# filled in, with the known measure's id. good is high, low, info or within-limits."
    yield "indicators:"
    for one in indicators:
        family = _family_of(document, one.family)
        known = _closest(registry, family, one)
        form = registry.units[one.unit].form
        kind = form if form in ("share", "rate") else None
        yield from [f"# is this {known}?"] if known else []
        yield from (
            f"- id: {_text(one.id)}",
            f"  name: {_text(one.name)}",
            f"  description: {TODO}",
            f"  unit: {one.unit}",
            f"  decimals: {min(one.decimals, _MOST_DECIMALS)}",
            f"  good: {TODO}",
            f"  kind: {kind or TODO}",
            f"  basis: {one.basis}",
            f"  adds_up: {'false' if kind else TODO}",
        )


def _name_drafts(document: RawDocument, registry: Registry, indicators: list[NewIndicator]) -> Iterable[str]:
    if not indicators:
        return
    yield ""
    yield f"# 2. {_folder(document, registry)}/names/<family>.yml: how the family numbers and names them."
    yield "names:"
    by_family = sorted(indicators, key=lambda one: _family_of(document, one.family))
    for family, mine in groupby(by_family, key=lambda one: _family_of(document, one.family)):
        yield f"# names/{family}.yml"
        for one in mine:
            number = _text(one.number) if one.number else "null"
            yield f"- {{indicator: {_text(one.id)}, number: {number}, names: [{_text(one.name)}]}}"


def _closest(registry: Registry, family: str, one: NewIndicator) -> str | None:
    """The known indicator whose name comes closest, in words; null if none comes near."""
    if family in registry.families:
        matches = Names(registry).of(family).candidates(Printed(one.number, one.name, one.unit))
        scored = [(m.score, m.indicator, m.name) for m in matches]
    else:
        alike = [i for i in registry.indicators.values() if i.unit == one.unit]
        scored = [(max(similarity(one.name, name) for name in _names_of(i, registry)), i.id, i.name) for i in alike]
    score, id_, name = max(scored, default=(0.0, "", ""))
    return f"{id_}, {_text(name)}" if score >= _WORTH_NAMING else None


def _names_of(indicator: Indicator, registry: Registry) -> Iterable[str]:
    """Every name by which an indicator is known, in any family's print."""
    return (indicator.name, *(name for entry in registry.names_of(indicator.id) for name in entry.names))


def _layout_drafts(document: RawDocument, registry: Registry, unknown: list[UnknownTable]) -> Iterable[str]:
    if not unknown:
        return
    yield ""
    yield f"# 3. {_folder(document, registry)}/layouts.yml, for tables of no known form: match holds words of the"
    yield "# header that no other table has, columns stand in printed order. Fields: scorecard/registry/layouts.py."
    yield "tables:"
    for table, id_ in zip(unknown, _ids_of(unknown), strict=True):
        yield f"# {table.grid.table}, line {table.grid.rows[0].line}"
        yield f"- id: {_text(id_)}"
        yield f"  family: {_text(_family_of(document, table.grid.family))}"
        yield f"  match: [{', '.join(map(_text, table.header)) or TODO}]"
        yield f"  rows: {table.rows}"
        yield from [] if table.rows == "period" else [f"  {'period_from: header' if table.dated else 'period: as-at'}"]
        yield from _kinds(table)
        yield "  row_indicators:" if table.rows == "indicator" else "  columns:"
        yield from [_column(table, one) for one in table.measures] or [f"  - {{label: {TODO}, count: {TODO}}}"]


def _ids_of(unknown: list[UnknownTable]) -> list[str]:
    """An id of its own for each table: its words, and its number where another has the same words."""
    words = [re.sub(r"^[0-9]+-", "", table.grid.table) for table in unknown]
    return [
        f"{own}-{table.grid.table.partition('-')[0]}" if own in words[:n] else own
        for n, (own, table) in enumerate(zip(words, unknown, strict=True))
    ]


def _kinds(table: UnknownTable) -> Iterable[str]:
    """The columns of a table of measures: what stands beside their figures, or the kinds by which it counts them."""
    if table.said:
        yield "  columns:"
        for said, header in zip(table.said, table.over, strict=True):
            yield f"  - {{header: {_text(header)}}}" if said == OWN else f"  - {{{said}, header: {_text(header)}}}"
        return
    if table.rows != "indicator" or table.dated or len(table.over) < 2:
        return
    yield "  columns:"
    yield from (f"  - {{breakdown: {_text(name)}}}" if name else f"  - {{breakdown: {TODO}}}" for name in table.over)


def _column(table: UnknownTable, one: NewIndicator) -> str:
    if table.rows != "indicator":
        return f"  - {{indicator: {_text(one.id)}, header: {_text(one.name)}}}"
    figures = "percent" if one.unit == "percent" else "count"
    return f"  - {{label: {_text(one.name)}, {figures}: {_text(one.id)}}}"


def _ledger_drafts(
    document: RawDocument, tables: dict[str, pl.DataFrame], unknown: list[UnknownTable]
) -> Iterable[str]:
    unread = tables["unread"].unique(["line", "cell"], keep="first").sort("line", "cell")
    if unread.is_empty():
        return
    printed = {(row.line, c.index): c.published for grid in document.grids for row in grid.rows for c in row.cells}
    yield ""
    yield f"# 4. data/raw/{document.id}/corrections.yml, for cells that print is damaged in; leave out the others."
    yield "# read_as: the cell as it should stand; [] takes it away. why: the reason, best with the proof."
    if unknown:
        yield "# Cells of tables of no known form are read as soon as 3. is filled in. A table torn from another"
        yield "# needs one entry: header_from is the first line of the table that has its header."
    yield "entries:"
    for line in (table.grid.rows[0].line for table in unknown if not any((*table.header, *table.over))):
        yield f"- {{line: {line}, header_from: {TODO}, why: {TODO}}}"
    for line, cell, text in unread.select("line", "cell", "published").iter_rows():
        shown = _text(printed.get((line, cell), text))
        yield f"- {{line: {line}, cell: {cell}, printed: {shown}, read_as: {TODO}, why: {TODO}}}"
