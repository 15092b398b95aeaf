"""Categories of a small table as bars, the longest first, with the year before where it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from scorecard import words
from scorecard.charts.labels import wrapped
from scorecard.charts.palette import AXIS, TARGET, TEXT
from scorecard.charts.sheet import (
    NARROW,
    Layer,
    Size,
    bar_layer,
    filled,
    finished,
    for_both,
    stroke,
    strokes,
    text,
    texts,
)

_BAR, _LINE = 16, 14
_NAMES = 250
_LABELS = 96


def ranked_bars(rows: pl.DataFrame, *, unit: str, description: str) -> dict[str, Any]:
    """Horizontal bars from zero, each with its name and its figure: one specification that carries its narrow form.

    ``rows``: one row per category in the order to be shown (``name``, ``value``, ``decimals``, ``before``: the figure
    of a year earlier or null, ``marked``: stands under a finding). A line across a bar is the year before.
    """
    return for_both(lambda size: _Ranked(rows, unit, size).spec(description))


@dataclass(frozen=True)
class _Ranked:
    rows: pl.DataFrame
    unit: str
    size: Size

    @property
    def _narrow(self) -> bool:
        return self.size.name == NARROW.name

    @property
    def _row(self) -> int:
        """The height of a row: the bar, and its name on one line or two, beside it or above it."""
        most = max(len(self._name(name)) for name in self.rows["name"])
        return _BAR + 10 + _LINE * most if self._narrow else max(_BAR + 10, _LINE * most + 8)

    def _name(self, name: str) -> list[str]:
        """A name on two lines at most; one that is longer ends in an ellipsis, the table has it whole."""
        lines = wrapped(name, self.size.whole - 12 if self._narrow else _NAMES - 24, 12)
        return lines if len(lines) <= 2 else [lines[0], f"{lines[1]} …"]

    @property
    def _left(self) -> int:
        return 6 if self._narrow else _NAMES

    @property
    def _width(self) -> float:
        return self.size.whole - self._left - _LABELS

    def _x(self, value: float) -> float:
        return value / self._highest * self._width

    @property
    def _highest(self) -> float:
        both = [*self.rows["value"].drop_nulls(), *self.rows["before"].drop_nulls(), 0.0]
        return max(both) or 1.0

    def _middle(self, row: int) -> float:
        return self._row * (row + 1) - _BAR / 2 - 4 if self._narrow else self._row * (row + 0.5)

    def spec(self, description: str) -> dict[str, Any]:
        told = ", the line across a bar is the year before" if self.rows["before"].drop_nulls().len() else ""
        unit = [
            text(line, 4 - self._left, -6 - 14 * n)
            for n, line in enumerate(
                reversed(wrapped(f"{words.unit_name(self.unit).capitalize()}{told}", self.size.whole - 12, 12))
            )
        ]
        height = self._row * self.rows.height
        before = [
            stroke(self._x(row["before"]), self._middle(i) - 11, self._x(row["before"]), self._middle(i) + 11, TARGET)
            for i, row in enumerate(self.rows.to_dicts())
            if row["before"] is not None
        ]
        layers = [
            *self._bars(),
            *strokes([stroke(0, 0, 0, height, AXIS)]),
            *strokes(before, width=3),
            *texts([*self._named(), *unit]),
        ]
        padding = (self._left, _LABELS, 8 + 14 * len(unit), 8)
        return finished(layers, width=self._width, height=height, padding=padding, description=description)

    def _bars(self) -> list[Layer]:
        rows = [
            {"name": row["name"], "value": row["value"], "marked": row["marked"], "base": 0}
            | {"py": self._middle(i) - _BAR / 2, "py2": self._middle(i) + _BAR / 2}
            for i, row in enumerate(self.rows.to_dicts())
            if row["value"] is not None
        ]
        ends = (0.0, self._highest)
        return [
            filled(bar_layer(hollow=hollow, upright=False), [r for r in rows if r["marked"] == hollow], x=ends)
            for hollow in sorted({row["marked"] for row in rows})
        ]

    def _named(self) -> list[dict[str, Any]]:
        pieces = []
        for i, row in enumerate(self.rows.to_dicts()):
            at = self._middle(i)
            name = self._name(row["name"])
            top = at - _BAR / 2 - _LINE * len(name) + 5 if self._narrow else at - _LINE * (len(name) - 1) / 2
            x, align = (0, "left") if self._narrow else (-8, "right")
            pieces += [text(line, x, top + _LINE * n, colour=TEXT, align=align) for n, line in enumerate(name)]
            label = words.figure(row["value"], self.unit, row["decimals"], short=True)
            end = self._x(max(row["value"] or 0, row["before"] or 0))
            mark = " †" if row["marked"] else ""
            pieces.append(text(label + mark, end + 7, at, colour=TEXT, size=13, weight="bold"))
        return pieces
