"""Adding a printed name to a council's folder, checked before it is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from scorecard.files import write_atomic
from scorecard.registry.checks import check_registry
from scorecard.registry.loader import load_registry
from scorecard.registry.models import PrintedName
from scorecard.registry.registry import Registry
from scorecard.suggest import unknown
from scorecard.workspace import Workspace

_HEAD = """\
# How packs of the family {family} number and name the indicators, in the order in which they are looked through.
# The keys: PrintedName in scorecard/registry/models.py. Quote numbers, or 6.10 becomes 6.1.
names:
"""


def add_name(workspace: Workspace, name: PrintedName) -> tuple[Path, Registry]:
    """Write a name at the end of its family's file, or to a new one; returns the file, and the registry with it.

    Raises UsageError for a family or an indicator that is not known, and InputError for a number or name that
    another indicator of the family has; then nothing is written.
    """
    registry = load_registry(workspace)
    council = next((c for c in registry.councils.values() if name.family in c.families), None)
    if council is None:
        raise unknown("report family", name.family, registry.families, where="councils/<name>/families.yml")
    if name.indicator not in registry.indicators:
        raise unknown("indicator", name.indicator, registry.indicators, where="registry/indicators")
    names = {**council.names, name.family: (*council.names.get(name.family, ()), name)}
    councils = {**registry.councils, council.id: replace(council, names=names)}
    with_name = replace(registry, councils=councils)
    check_registry(with_name, workspace.registry, workspace.councils)
    path = workspace.councils / council.id / "names" / f"{name.family}.yml"
    before = path.read_text(encoding="utf-8") if path.exists() else _HEAD.format(family=name.family)
    write_atomic(path, before.rstrip("\n") + "\n" + "\n".join(_entry(name)) + "\n")
    return path, with_name


def _entry(name: PrintedName) -> Iterator[str]:
    """The lines of an entry; what has its default is left out."""
    yield f"- indicator: {name.indicator}"
    yield f"  number: {_text(name.number)}"
    told = name.model_dump(exclude={"family", "indicator", "number", "names"}, exclude_defaults=True)
    yield from (f"  {key}: {json.dumps(value)}" for key, value in told.items())
    yield f"  names: [{', '.join(map(_text, name.names))}]"


def _text(text: str | None) -> str:
    return json.dumps(text, ensure_ascii=False)
