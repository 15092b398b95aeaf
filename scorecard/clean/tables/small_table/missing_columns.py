"""Which columns of a layout a page's columns are, where it prints more or fewer of them than the layout names.

Both stand in printed order, so they are aligned as two sequences. What speaks for a pair is the text over the
column, the area over it and the unit of its figures. A pair is taken only where every other reading of the whole
table is clearly worse; a column whose neighbours could be it as well stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scorecard.clean.names.alike import similarity
from scorecard.clean.names.indicators import unit_of
from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.registry import Registry
from scorecard.registry.layouts import ColumnLayout
from scorecard.text.letters import letters

_ALIKE = 0.5
"""How alike a header and a name must be to speak for a column."""
_SAME_AREA = 0.4
_OTHER_AREA = -0.6
_PERCENT_FOR_COUNT = -1.0
_BARE_FOR_PERCENT = -0.3
_OF_ANOTHER = 2.0
_CLEARLY = 0.1


@dataclass(frozen=True)
class _Over:
    """What is printed over a column: its own cells from top to bottom, and the areas named over it.

    ``areas`` are those its own cells name, else those that the cells beside them or the nearest to the left name.
    """

    own: tuple[str, ...]
    areas: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        return (" ".join(self.own), self.own[-1], " ".join(self.own[-2:])) if self.own else ()


class ColumnMatcher:
    """Matches the columns of one page with those of its layout; ``family`` says whose names it prints."""

    def __init__(self, header: Sequence[Row], body: Sequence[Row], family: str, registry: Registry) -> None:
        self.header, self.body, self.family, self.registry = header, body, family, registry

    def fit(self, columns: Sequence[ColumnLayout], units: Sequence[FigureColumns]) -> bool:
        """Whether as many columns as units can stand one to one: under no count do most rows print percentages."""
        return len(columns) == len(units) and all(
            self._unit_score(unit, column) > _PERCENT_FOR_COUNT for unit, column in zip(units, columns, strict=True)
        )

    def match(self, columns: Sequence[ColumnLayout], units: Sequence[FigureColumns]) -> list[ColumnLayout | None]:
        """The column that every unit is for certain, else null."""
        if len(set(columns)) == 1:
            return [columns[0]] * len(units)
        areas = [c.area for i, c in enumerate(columns) if c.area and (i == 0 or columns[i - 1].area != c.area)]
        over = [self._over(unit, areas) for unit in units]
        gains = [self._gains(text, unit, columns) for text, unit in zip(over, units, strict=True)]
        return _certain(gains, columns)

    def _over(self, unit: FigureColumns, areas: Sequence[str]) -> _Over:
        """What is printed over a unit; ``areas`` are those of the layout's columns from left to right."""
        first = unit.columns[0]
        texts = [" ".join(filter(None, (row.text(c) for c in unit.columns))) for row in self.header]
        named: set[str] = set()
        beside: set[str] = set()
        for row, text in zip(self.header, texts, strict=True):
            if len(set(areas)) > 1 and _in_order(row, areas):
                named |= _named(text, areas)
                beside |= _cut_names(row, unit, text, areas) if text else _named(_left_of(row, first), areas)
        return _Over(tuple(filter(None, texts)), frozenset(named or beside))

    def _gains(self, over: _Over, unit: FigureColumns, columns: Sequence[ColumnLayout]) -> list[float]:
        """What speaks for each column. A header that is clearly more like another column's name speaks against it."""
        names = [self._name_score(over, c) if self._names(c) else 0.0 for c in columns]
        best = max(names, default=0.0)
        return [
            name - _OF_ANOTHER * (best - name) + self._unit_score(unit, column) + _area_score(over.areas, column.area)
            for name, column in zip(names, columns, strict=True)
        ]

    def _unit_score(self, unit: FigureColumns, column: ColumnLayout) -> float:
        """What the figures say: a count is no percentage; a percentage may be printed without its sign."""
        known = self.registry.indicators.get(column.indicator or "")
        texts = [text for row in self.body for c in unit.columns[-1:] if re.search(r"\d", text := row.text(c))]
        if known is None or column.skip or not texts:
            return 0.0
        entry = next(iter(self.registry.names_of(known.id, self.family)), None)
        share = (unit_of(known, entry) if entry else known.unit) in ("percent", "ratio")
        signs = 2 * sum("%" in text for text in texts) > len(texts)
        if signs == share or unit.kind == "ratio":
            return 0.0
        return _PERCENT_FOR_COUNT if signs else _BARE_FOR_PERCENT

    def _name_score(self, over: _Over, column: ColumnLayout) -> float:
        names = self._names(column)
        return max((similarity(text, name) for text in over.names for name in names), default=0.0) - _ALIKE

    def _names(self, column: ColumnLayout) -> list[str]:
        """How the header of a column may read: as the layout says, else the names of its category or indicator."""
        if column.header:
            return [column.header]
        known = self.registry.indicators.get(column.indicator or "")
        if column.breakdown:
            return [column.breakdown]
        entries = self.registry.names_of(known.id, self.family) if known else ()
        names = [name for entry in entries for name in entry.names] + ([known.name] if known else [])
        return names + ([column.area] if column.area else [])


def _left_of(row: Row, column: int) -> str:
    """The text that a header row prints nearest to the left of a column: that of the group it may belong to."""
    return next((row.text(c) for c in range(column - 1, -1, -1) if row.text(c)), "")


def _named(text: str, areas: Sequence[str]) -> set[str]:
    return {area for area in areas if letters(area) in letters(text)}


def _cut_names(row: Row, unit: FigureColumns, text: str, areas: Sequence[str]) -> set[str]:
    """The areas whose names are cut over the cell of a unit and the one beside it: "NO" and "RTH"."""
    first, last = unit.columns[0], unit.columns[-1]
    left, right = row.text(first - 1) if first else "", row.text(last + 1)
    whole = _named(left, areas) | _named(right, areas)
    return (_named(left + text, areas) | _named(text + right, areas)) - whole


def _in_order(row: Row, areas: Sequence[str]) -> bool:
    """Whether a header row names areas in the order of the columns; one that damage shifted may not."""
    rest = iter(areas)
    return all(area in rest for text in row.texts for area in sorted(_named(text, areas), key=areas.index))


def _area_score(named: frozenset[str], area: str | None) -> float:
    if area is None or not named:
        return 0.0
    return _SAME_AREA / len(named) if area in named else _OTHER_AREA


def _certain(gains: Sequence[Sequence[float]], columns: Sequence[ColumnLayout]) -> list[ColumnLayout | None]:
    """For every row of ``gains`` the column that the best alignment gives it, if no other comes near.

    Columns of one meaning, whatever their headers, are no alternatives to one another.
    """
    rows, width = len(gains), len(columns)
    meanings = [column.model_copy(update={"header": None}) for column in columns]
    before = _best(rows, width, lambda i, j: gains[i][j])
    behind = _best(rows, width, lambda i, j: gains[rows - 1 - i][width - 1 - j])
    certain: list[ColumnLayout | None] = []
    for i in range(rows):
        by_meaning: dict[ColumnLayout, tuple[float, ColumnLayout]] = {}
        for j, (column, meaning) in enumerate(zip(columns, meanings, strict=True)):
            total = before[i][j] + gains[i][j] + behind[rows - 1 - i][width - 1 - j]
            if meaning not in by_meaning or total > by_meaning[meaning][0]:
                by_meaning[meaning] = (total, column)
        unmatched = max(before[i][j] + behind[rows - 1 - i][width - j] for j in range(width + 1))
        (best, column), *others = sorted(by_meaning.values(), key=lambda pair: -pair[0])
        rival = max([unmatched, *(total for total, _ in others[:1])])
        certain.append(column if best - rival >= _CLEARLY else None)
    return certain


def _best(rows: int, width: int, gain: Callable[[int, int], float]) -> list[list[float]]:
    """For every pair of lengths the most that the first so many rows and columns gain by any alignment."""
    best = [[0.0] * (width + 1) for _ in range(rows + 1)]
    for i in range(rows):
        for j in range(width):
            best[i + 1][j + 1] = max(best[i][j] + gain(i, j), best[i][j + 1], best[i + 1][j])
    return best
