"""``datapackage.json``: a folder of tables described for other tools (Data Package 2.0, datapackage.org).

No clock, no path, no id of a run in it: the same tables have the same description. Types and checks are those of
`scorecard.export.dictionary`; hash and size of each file are in it, so that whoever has the folder can check it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from scorecard.export.dictionary import Column, Rules, Table, describe, without_links, words
from scorecard.files import write_atomic
from scorecard.provenance import sha256_of
from scorecard.schema import SCHEMAS, read_table
from scorecard.workspace import Workspace

NAME = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PACKAGE = "childrens-services-figures"
"""The name of every package of ours, by which an export knows an earlier one."""
CHECKS = "checks"
"""The table of what was checked: made by validation, and not one of those that it judges."""
_MEDIA = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv"}


def package(files: Mapping[str, bytes], tables: Iterable[Table], documents: pl.DataFrame, style: str) -> str:
    """The description of a folder that holds ``files``: the bytes of each table by its name.

    ``documents``: the rows of the table of that name whose figures are in it, which are its sources; ``style``: csv or
    parquet.
    """
    told = words().package
    described = list(tables)
    content = {
        "$schema": PROFILE,
        "name": PACKAGE,
        "title": told.title,
        "description": told.description,
        "licenses": [told.licence.model_dump()],
        "contributors": [{"title": told.contributor, "roles": ["creator"]}],
        "sources": [_source(row) for row in documents.sort("document").iter_rows(named=True)],
        "resources": [_resource(table, files[table.name], style, {t.name for t in described}) for table in described],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def write_package(workspace: Workspace) -> None:
    """Describe the tables of ``data/processed`` in that folder. All of them must be there."""
    folder = workspace.processed
    files = {name: (folder / f"{name}.parquet").read_bytes() for name in (*SCHEMAS, CHECKS)}
    schemas = {name: pl.read_parquet_schema(folder / f"{name}.parquet") for name in files}
    tables = describe(schemas, workspace.expectations)
    write_atomic(folder / NAME, package(files, tables, read_table(folder, "documents"), "parquet"))


def _source(document: Mapping[str, Any]) -> dict[str, str]:
    """One document, as a person would name it; its id and hash say which file it was."""
    said = [document["publisher"], document["title"], document["published"] and f"published {document['published']}"]
    title = ", ".join(str(one) for one in said if one)
    return {"title": f"{title} ({document['document']}, sha256 {document['sha256']})"}


def _resource(table: Table, content: bytes, style: str, there: set[str]) -> dict[str, Any]:
    about = f" {without_links(table.about)}" if table.about else ""
    csv = {"encoding": "utf-8"} if style == "csv" else {}
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.{style}",
        "title": f"{table.name}: one row per {table.row}",
        "description": f"One row per {without_links(table.row)}.{about}",
        "format": style,
        "mediatype": _MEDIA[style],
        **csv,
        "bytes": len(content),
        "hash": f"sha256:{sha256_of(content)}",
        "schema": _schema(table, there),
    }


def _schema(table: Table, there: set[str]) -> dict[str, Any]:
    links = [
        {"fields": list(columns), "reference": {"resource": other, "fields": list(columns)}}
        for columns, other in table.links
        if other in there
    ]
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if table.key else {}),
        **({"foreignKeys": links} if links else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = _constraints(column.rules, column.kind)
    return {
        "name": column.name,
        "type": type_of(column.kind),
        "description": without_links(column.meaning),
        **({"constraints": constraints} if constraints else {}),
    }


def type_of(kind: pl.DataType) -> str:
    """The name of a type as data packages have it."""
    if kind.is_integer():
        return "integer"
    if kind.is_float():
        return "number"
    return {pl.Boolean(): "boolean", pl.Date(): "date"}.get(kind, "string")


def _constraints(rules: Rules, kind: pl.DataType) -> dict[str, Any]:
    said: dict[str, Any] = {
        "required": rules.required or None,
        "unique": rules.unique or None,
        "enum": list(rules.values) or None,
        "minimum": rules.least,
        "maximum": rules.most,
        "pattern": rules.pattern,
    }
    return {name: value for name, value in said.items() if value is not None}
