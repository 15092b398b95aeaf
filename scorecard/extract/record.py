"""The record of an extracted document, ``document.yml``: what it is, and what was taken out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from scorecard.errors import InputError
from scorecard.extract.dates import Dates
from scorecard.extract.sections import Section
from scorecard.extract.source import Source
from scorecard.extract.table import LeftOut, RawTable
from scorecard.files import read_yaml

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_AGAIN = "restore the file, or extract the document again: python pipeline.py extract FILE"
_NEEDED = {"id", "title", "as_at", "source", "tables", "claims"}


def table_entry(
    name: str, table: RawTable, heading: str | None, sections: Sequence[Section], digest: str
) -> dict[str, Any]:
    """What the record says of one table; its family and year are those of the section that it stands in."""
    before = [section for section in sections if section.line < table.first_line]
    family = before[-1].family if before else None
    return {
        "file": name,
        "heading": heading,
        "family": family,
        "year": next((s.year for s in reversed(before) if s.family == family and s.year), None),
        "first_line": table.first_line,
        "last_line": table.last_line,
        "sha256": digest,
    }


def record_of(
    source: Source,
    dates: Dates,
    *,
    title: str | None,
    publisher: str | None,
    sections: Sequence[Section],
    tables: Sequence[dict[str, Any]],
    left_out: Sequence[LeftOut],
    claims: str,
) -> bytes:
    """The bytes of ``document.yml``. ``claims`` is the digest of claims.tsv."""
    record = {
        "id": source.document,
        "title": title or source.document,
        "publisher": publisher,
        "family": _family(tables, sections),
        "as_at": dates.as_at,
        "published": dates.published,
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "media_type": "text/plain; charset=utf-8",
            "size": source.size,
            "lines": len(source.lines),
        },
        "claims": {"file": "claims.tsv", "sha256": claims},
        "tables": list(tables),
        "left_out": [{"first_line": e.first_line, "last_line": e.last_line, "reason": e.reason} for e in left_out],
    }
    return yaml.dump(record, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=120).encode()


def _family(tables: Sequence[dict[str, Any]], sections: Sequence[Section]) -> str | None:
    """The family of most tables; in a document without tables that of most sections."""
    families = Counter(e["family"] for e in tables if e["family"]) or Counter(s.family for s in sections if s.family)
    return max(families, key=lambda family: (families[family], family), default=None)


def load_document(folder: Path) -> dict[str, Any]:
    """The contents of a ``document.yml``. Raises InputError if it is absent, malformed or incomplete."""
    path = folder / "document.yml"
    record = read_yaml(path, do=_AGAIN)
    if not isinstance(record, dict) or not set(record) >= _NEEDED or not isinstance(record["as_at"], date):
        raise InputError(
            "document.yml does not hold what it should",
            where=str(path),
            expected=", ".join(sorted(_NEEDED)),
            do=_AGAIN,
        )
    return record
