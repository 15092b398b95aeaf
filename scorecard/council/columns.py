"""Questions about columns that later packs print and a council's folder does not know: put into its families.yml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from scorecard.clean.tables.general.roles import TableRoles
from scorecard.council.areas import Areas, open_headers
from scorecard.council.write import column_entries
from scorecard.errors import InputError
from scorecard.registry import Registry
from scorecard.registry.open_entries import raw_entries
from scorecard.text.letters import letters


def new_columns(tables: Sequence[TableRoles], family: str, registry: Registry, folder: Path, areas: Areas) -> list[str]:
    """The words over columns of a family's tables that leave open what these hold, and that no entry of its has."""
    entries = [entry for entry in raw_entries(folder / "families.yml", "families") if entry.get("id") == family]
    asked = [word for entry in entries for column in entry.get("columns") or [] for word in column.get("says") or []]
    of_areas = [text for e in raw_entries(folder / "areas.yml", "areas") for text in e.get("spellings") or []]
    known = {letters(str(text)) for text in (*asked, *of_areas, *areas.unsure)}
    return [words for words in open_headers(tables, family, registry) if letters(words) not in known]


def with_columns(path: Path, columns: dict[str, list[str]]) -> str:
    """The text of a families.yml with questions before the columns of families; all else stays as written.

    Raises InputError where the file is written in a way that nothing can be put there.
    """
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    for family, words in columns.items():
        lines = _with_entries(lines, family, list(column_entries(words)))
    whole = "\n".join(lines)
    if _without_columns(whole, columns) != _without_columns(text, columns):
        raise InputError(
            f"{path.name} is written in a way that no column can be added to a family",
            where=str(path),
            expected="- id: of each family on a line of its own, and columns: below it, if there are any, on another",
        )
    return whole


def _with_entries(lines: Sequence[str], family: str, entries: Sequence[str]) -> list[str]:
    """The lines with entries at the head of a family's columns, or with the list of them behind its id."""
    first = next((n for n, line in enumerate(lines) if line.split("#")[0].strip() == f"- id: {family}"), None)
    if first is None:
        return list(lines)
    last = next((n for n in range(first + 1, len(lines)) if lines[n].startswith("- ")), len(lines))
    at = next((n for n in range(first, last) if lines[n].rstrip() == "  columns:"), None)
    if at is None:
        return [*lines[: first + 1], "  columns:", *entries, *lines[first + 1 :]]
    return [*lines[: at + 1], *entries, *lines[at + 1 :]]


def _without_columns(text: str, asked: Iterable[str]) -> Any:
    """What a file says but for the columns of some families; null where it is no YAML, or a column is not there."""
    try:
        content = yaml.safe_load(text)
        for family in content["families"]:
            if family["id"] in asked:
                family.pop("columns", None)
    except (yaml.YAMLError, TypeError, KeyError, AttributeError):
        return None
    return content
