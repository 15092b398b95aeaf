"""What the analyst's questions are asked of: the project's tables, wherever one works."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import polars as pl

from scorecard.html.session import show_properly
from scorecard.measures.answers.answer import answer
from scorecard.measures.answers.material import Material
from scorecard.measures.as_known_at import LATEST, parse_known_at
from scorecard.registry import Registry, load_registry
from scorecard.registry.asked import Named, meant, names_of
from scorecard.schema import read_if_there, read_tables
from scorecard.suggest import unknown
from scorecard.workspace import Workspace

LOCALITIES = "localities"
"""What to say for all parts of the authority instead of their names."""


@dataclass(frozen=True, eq=False, repr=False)
class Bench:
    """The figures as known at a date (null: all that is known), with the words of the registry.

    ``material`` is what questions are asked of; ``stored`` the table ``measures`` as the last run left it.
    """

    material: Material
    stored: pl.DataFrame

    def __repr__(self) -> str:
        documents = self.material.tables["documents"].height
        known = f"as known at {self.on}" if self.on else "with all that is known"
        return f"the bench of {documents} documents and {len(self.names)} indicators, {known}"

    @property
    def on(self) -> date | None:
        """The date as known at which questions are asked; null for all that is known."""
        return self.material.on

    @property
    def registry(self) -> Registry:
        return self.material.registry

    @cached_property
    def answers(self) -> pl.DataFrame:
        """The table ``measures``: as stored where all is known, worked out anew as known at a date."""
        return self.stored if self.stored.height and self.on is None else answer(self.material)

    @cached_property
    def names(self) -> list[Named]:
        """The indicators of which a pack prints or quotes something."""
        printed = pl.concat([self.material.known["indicator"], self.material.tables["claims"]["indicator"]])
        return names_of(self.registry, printed.drop_nulls().unique(maintain_order=True))

    def indicator(self, name: str, family: str | None = None) -> str:
        """The id of the indicator that is meant (see `names.meant`)."""
        return meant(name, self.names, family=family)

    def areas(self, wanted: Sequence[str] | str | None) -> list[str] | None:
        """The areas that are asked for, as they are called; null for all, ``localities`` for those of the authority.

        Raises UsageError for one that is not known, with the nearest.
        """
        if wanted is None:
            return None
        if wanted == LOCALITIES:
            own = self.material.known.filter(pl.col("area_kind") == "locality")
            return own["area"].unique().sort().to_list()
        known = self.material.known["area"].drop_nulls().unique().sort().to_list()
        by_letters = {area.lower(): area for area in known}
        asked = [wanted] if isinstance(wanted, str) else list(wanted)
        for name in asked:
            if name.lower() not in by_letters:
                raise unknown("area", name, known)
        return [by_letters[name.lower()] for name in asked]


def open_bench(as_known_at: str = LATEST, *, data: Path | str | None = None) -> Bench:
    """The bench of the project's data, wherever the working folder is; charts and frames show properly from then on.

    ``data`` names another folder with ``processed/``; else the variable ``SCORECARD_DATA`` does, else it is the
    project's own. ``as_known_at``: ``2020-06-30``, or ``latest``. The same data are read once. Raises UsageError for a
    date that cannot be read, InputError where the tables have not been made.
    """
    show_properly()
    workspace = Workspace.of_variables(os.environ)
    folder = Path(data) if data is not None else workspace.data
    return _opened(folder / "processed", _state(folder / "processed"), parse_known_at(as_known_at))


def _state(processed: Path) -> tuple[tuple[str, int], ...]:
    """What tells that the tables have been made anew since they were read."""
    return tuple((path.name, path.stat().st_mtime_ns) for path in sorted(processed.glob("*.parquet")))


@lru_cache(maxsize=4)
def _opened(processed: Path, state: tuple[tuple[str, int], ...], on: date | None) -> Bench:
    registry = load_registry(Workspace.of_variables(os.environ))
    tables = read_tables(processed)
    return Bench(Material.of(tables, registry, on), read_if_there(processed, "measures"))
