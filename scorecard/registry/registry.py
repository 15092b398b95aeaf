"""The registry as the rest of the package sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scorecard.errors import InputError
from scorecard.registry.models import Area, Basis, Family, FamilyName, Good, Indicator, Theme, Unit

if TYPE_CHECKING:
    import polars as pl

_NOT_LETTERS = re.compile(r"[^a-z]")
_YEAR_AT_END = re.compile(r"\s*\(?\d{4}\s*/\s*\d{2}\)?$")
_PIECES = re.compile(r"\d+|[a-z]+", re.IGNORECASE)


def number_order(number: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts printed numbers as a reader does.

    >>> sorted(["4.10", "4.9", "1.A1"], key=number_order)
    ['1.A1', '4.9', '4.10']
    """
    return tuple((1, int(p), "") if p.isdigit() else (0, 0, p.lower()) for p in _PIECES.findall(number))


@dataclass(frozen=True)
class NumberedName:
    """One printed number of a family and the indicator it stands for; ``names`` holds every spelling."""

    number: str
    name: str
    indicator: str
    unit: Unit
    names: tuple[str, ...]
    page: str | None
    shared: bool


@dataclass(frozen=True)
class Registry:
    """Indicators, themes, families and areas, each by its id (areas by name), in printed order."""

    indicators: dict[str, Indicator]
    themes: dict[str, Theme]
    families: dict[str, Family]
    areas: dict[str, Area]

    def indicator(self, indicator: str) -> Indicator:
        """The indicator with this id. Raises InputError if there is none."""
        try:
            return self.indicators[indicator]
        except KeyError:
            raise InputError(
                f"the registry has no indicator {indicator!r}",
                where="scorecard/registry/indicators",
                do="check the spelling against docs/data-dictionary.md, or add an entry",
            ) from None

    def named(self, family: str) -> list[tuple[Indicator, FamilyName]]:
        """Every printed name of a family with its indicator, numbered or not."""
        if family not in self.families:
            raise InputError(
                f"the registry has no report family {family!r}",
                where="scorecard/registry/families.yml",
                expected=", ".join(self.families),
            )
        return [(i, name) for i in self.indicators.values() for name in i.names.get(family, [])]

    def numbered(self, family: str) -> list[NumberedName]:
        """Every printed number of a family, in the order of the numbers."""
        rows = [
            NumberedName(n.number, n.names[0], i.id, n.unit or i.unit, tuple(n.names), n.page, n.shared)
            for i, n in self.named(family)
            if n.number is not None
        ]
        return sorted(rows, key=lambda row: number_order(row.number))

    def basis(self, indicator: str, family: str) -> Basis:
        """The basis of an indicator's monthly figures in one family."""
        entry = self.indicator(indicator)
        return next((n.basis for n in entry.names.get(family, []) if n.basis), entry.basis)

    def good(self, indicator: str, family: str) -> Good:
        """What good looks like for an indicator in one family's print."""
        entry = self.indicator(indicator)
        return next((n.good for n in entry.names.get(family, []) if n.good), entry.good)

    @cached_property
    def area_aliases(self) -> dict[str, str]:
        """Area name by printed spelling, in lower case with single spaces."""
        return {
            " ".join(spelling.lower().split()): area.name
            for area in self.areas.values()
            for spelling in (area.name, *area.aliases)
        }

    @cached_property
    def area_letters(self) -> tuple[tuple[str, str], ...]:
        """The letters of every printed spelling of an area, and the area's name."""
        return tuple((_NOT_LETTERS.sub("", spelling), name) for spelling, name in self.area_aliases.items())

    def area(self, printed: str) -> Area | None:
        """The area that a printed spelling stands for; null if none does.

        A year at the end is left out where the area's columns print their own: ``RIA 2022/23`` is ``RIA``.
        """
        if printed not in self._areas_asked:
            self._areas_asked[printed] = self._area_of(" ".join(printed.lower().split()))
        return self._areas_asked[printed]

    @cached_property
    def _areas_asked(self) -> dict[str, Area | None]:
        """What ``area`` found before: the same cells are asked about again and again."""
        return {}

    def _area_of(self, spelling: str) -> Area | None:
        if name := self.area_aliases.get(spelling):
            return self.areas[name]
        name = self.area_aliases.get(_YEAR_AT_END.sub("", spelling))
        return self.areas[name] if name and self.areas[name].own_year else None

    def frame(self) -> pl.DataFrame:
        """One row per indicator in printed order, with its rules as columns; null where it has none."""
        from scorecard.registry.table import indicator_frame

        return indicator_frame(self)
