"""The record of an extracted document, ``document.yml``: what it is, and what was taken out of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from scorecard.errors import InputError
from scorecard.extract.about import About
from scorecard.extract.sections import Section
from scorecard.extract.source import Source
from scorecard.extract.table import LeftOut, RawTable
from scorecard.files import of_the_system, read_yaml
from scorecard.periods import month_end
from scorecard.provenance import sha256_of

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
RECORD, LEDGER = "document.yml", "corrections.yml"
DIGEST = "digest"
PLACES, PLACES_FILE = "places", "places.tsv"
"""Where the lines and cells of a document that is no text stand in it; the record of a text has none."""
ADDRESS = "address"
"""Where a document is published; a record has it where somebody said so."""
CAVEATS = "caveats"
"""What a record holds of the warnings; one that an older version wrote has none."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
"""No pack is about another year, as there was none before and the century of a year in two digits is this one."""
_AGAIN = "restore the file, or extract the document again: python pipeline.py extract --replace FILE"
_NEEDED = {"id", "title", "as_at", "source", "tables", "claims", DIGEST}


def family_of(table: RawTable, sections: Sequence[Section]) -> str | None:
    """The family of the section that a table stands in; null before the first, and in one of no known family."""
    before = [section for section in sections if section.line < table.first_line]
    return before[-1].family if before else None


def table_entry(
    name: str, table: RawTable, heading: str | None, sections: Sequence[Section], digest: str
) -> dict[str, Any]:
    """What the record says of one table; its family and year are those of the section that it stands in."""
    before = [section for section in sections if section.line < table.first_line]
    family = family_of(table, sections)
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
    about: About,
    *,
    title: str | None,
    sections: Sequence[Section],
    tables: Sequence[dict[str, Any]],
    left_out: Sequence[LeftOut],
    claims: str,
    caveats: str,
    places: str | None = None,
    address: str | None = None,
) -> bytes:
    """The bytes of ``document.yml``. ``claims``, ``caveats`` and ``places`` are the digests of the files so called.

    ``prose_only`` stands in it where there is no table, so that the document may be extracted again without saying so.
    """
    record = {
        "id": source.document,
        "title": title or source.document,
        "publisher": about.publisher,
        "publisher_from": about.publisher_from,
        "family": _family(tables, sections),
        "as_at": about.dates.as_at,
        "as_at_from": about.dates.as_at_from,
        "published": about.dates.published,
        **({ADDRESS: address} if address else {}),
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "size": source.size,
            "lines": len(source.lines),
        },
        "claims": {"file": "claims.tsv", "sha256": claims},
        CAVEATS: {"file": "caveats.tsv", "sha256": caveats},
        **({PLACES: {"file": PLACES_FILE, "sha256": places}} if places else {}),
        **({} if tables else {"prose_only": True}),
        "tables": list(tables),
        "left_out": [{"first_line": e.first_line, "last_line": e.last_line, "reason": e.reason} for e in left_out],
    }
    return sealed(record)


def sealed(record: Mapping[str, Any]) -> bytes:
    """A record as YAML, with the digest by which a change of it is noticed."""
    whole = {**record, DIGEST: _digest_of(record)}
    return yaml.dump(whole, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=120).encode()


def _digest_of(record: Mapping[str, Any]) -> str:
    """The SHA-256 of all that a record says but for its digest; comments and line ends do not count."""
    said = {key: value for key, value in record.items() if key != DIGEST}
    return sha256_of(json.dumps(said, sort_keys=True, default=str).encode())


def _family(tables: Sequence[dict[str, Any]], sections: Sequence[Section]) -> str | None:
    """The family of most tables; in a document without tables that of most sections."""
    families = Counter(e["family"] for e in tables if e["family"]) or Counter(s.family for s in sections if s.family)
    return max(families, key=lambda family: (families[family], family), default=None)


def load_document(folder: Path) -> dict[str, Any]:
    """The contents of a ``document.yml``.

    Raises InputError if it is absent, malformed, incomplete, changed since it was written, or of a time that cannot be.
    """
    path = folder / RECORD
    record = read_yaml(path, do=_AGAIN)
    if not isinstance(record, dict) or not set(record) >= _NEEDED or not isinstance(record["as_at"], date):
        raise InputError(
            f"{RECORD} does not hold what it should", where=str(path), expected=", ".join(sorted(_NEEDED)), do=_AGAIN
        )
    if record[DIGEST] != (actual := _digest_of(record)):
        raise InputError(
            f"{RECORD} is not as extract wrote it: somebody changed it",
            where=str(path),
            expected=f"{DIGEST} {record[DIGEST]}, found {actual}",
            do=f"{_AGAIN}; corrections belong in {LEDGER} beside it",
        )
    if said := why_impossible(record["as_at"], record.get("published")):
        raise InputError(f"{RECORD} cannot be right: {said}", where=str(path), do=_AGAIN)
    return record


def why_impossible(as_at: date, published: date | None) -> str | None:
    """What is wrong with the times of a document in words; null if nothing is."""
    if as_at != month_end(as_at.year, as_at.month) or not _FIRST_YEAR <= as_at.year <= _LAST_YEAR:
        return f"its month ends on {as_at}, which is no month's end of {_FIRST_YEAR} to {_LAST_YEAR}"
    if published and (published.year, published.month) < (as_at.year, as_at.month):
        return f"it is about a month that ends on {as_at}, after it was published on {published}"
    return None


def files_not_recorded(folder: Path, record: Mapping[str, Any]) -> list[str]:
    """The names of files beside a record that it does not list; what systems leave in folders does not count."""
    listed = [record["claims"], *record["tables"], *(record[name] for name in (CAVEATS, PLACES) if name in record)]
    known = {RECORD, LEDGER, *(entry["file"] for entry in listed)}
    return sorted(p.name for p in folder.iterdir() if p.name not in known and not of_the_system(p.name))


def extracted_documents(raw: Path) -> list[str]:
    """The ids of all documents of a folder of raw data, in order."""
    inside = raw.iterdir() if raw.is_dir() else ()
    return sorted(p.name for p in inside if p.is_dir() and not of_the_system(p.name))
