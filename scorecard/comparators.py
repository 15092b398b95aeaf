"""Comparators as data: what a council's figure is set against, how packs print it, what pages call it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from scorecard.entries import Entry, by_id, load_list
from scorecard.workspace import Workspace

Place = Literal["table", "chart"]


class Comparator(Entry):
    """A benchmark that packs print beside their figures.

    ``name`` is its area in the data, ``id`` its column on a quarter's page, ``title`` what pages call it; ``shown``:
    where pages show it. ``spellings`` are those that packs print; ``own_year``: its columns print the year that it
    is about. ``no_worse_than``: the comparator than which it can never be worse. ``regions``: the names of each place
    that is this comparator where it stands beside others, for localities have the same names.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    title: str
    shown: list[Place] = []
    spellings: list[str] = []
    own_year: bool = False
    regions: list[list[str]] = []
    no_worse_than: str | None = None
    description: str = ""


def load_comparators(path: Path) -> dict[str, Comparator]:
    """The comparators of a ``comparators.yml`` by name, in its order.

    Raises InputError, naming file, entry and key, for anything malformed, and for an id or a name that stands twice.
    """
    entries = load_list(path, "comparators", Comparator)
    by_id(entries, path)
    return by_id(entries, path, "name")


def comparators() -> dict[str, Comparator]:
    """The comparators by name of the registry that this process works with (see `scorecard.units.units`)."""
    return _read_once(Workspace.of_variables(os.environ).registry / "comparators.yml")


@lru_cache(maxsize=8)
def _read_once(path: Path) -> dict[str, Comparator]:
    return load_comparators(path)


def shown_in(place: Place, known: Iterable[Comparator]) -> list[Comparator]:
    """The comparators that pages show in a place, in their order."""
    return [one for one in known if place in one.shown]
