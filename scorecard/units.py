"""Units of figures as data: what each is called, how its figures are written, what may be done with them."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from scorecard.entries import Entry, by_id, load_list
from scorecard.workspace import Workspace

Form = Literal["amount", "share", "rate", "pair"]


class Unit(Entry):
    """A unit of figures.

    ``name`` is what it is called; ``before`` and ``after`` stand round a figure (``£``, `` days``), ``difference``
    after a change where that is another word. ``form``: an amount of something, a share in per cent, a rate for
    each ``per`` people, or the pair of numbers of an x of y. ``adds_up``: amounts of categories add up to their whole.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    form: Form
    per: int | None = None
    before: str = ""
    after: str = ""
    difference: str | None = None
    adds_up: bool = False


def load_units(path: Path) -> dict[str, Unit]:
    """The units of a ``units.yml`` by id. Raises InputError, naming file, entry and key, for anything malformed."""
    return by_id(load_list(path, "units", Unit), path)


def units() -> dict[str, Unit]:
    """The units of the registry that this process works with: the project's own, or the one its environment names."""
    return _read_once(Workspace.of_variables(os.environ).registry / "units.yml")


@lru_cache(maxsize=8)
def _read_once(path: Path) -> dict[str, Unit]:
    return load_units(path)


def units_in(*forms: Form) -> list[str]:
    """The ids of all units of these forms."""
    return [unit.id for unit in units().values() if unit.form in forms]


def units_that_add_up() -> list[str]:
    """The ids of the units whose categories add up to their whole."""
    return [unit.id for unit in units().values() if unit.adds_up]
