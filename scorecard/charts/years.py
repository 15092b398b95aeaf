"""The years of one indicator as bars from zero: a missing year is a gap, a bar under a finding is hollow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from typing import Any

import polars as pl

from scorecard import words
from scorecard.charts.labels import Note, height_above, notes_above
from scorecard.charts.months import Moment
from scorecard.charts.palette import AXIS, TEXT
from scorecard.charts.sheet import Layer, Size, bar_layer, filled, finished, for_both, strokes, text, texts, width_of

_STEP, _LEAST_STEP = 64, 34
_SIDE = 12
"""The room left and right of the bars."""
_BOTTOM, _UNIT_ROW = 42, 18
_HEADROOM = 1.2
_BETWEEN = 6
"""The room between the names of two years."""
_FIGURES, _SMALL_FIGURES = 13, 11
"""The size of the figures over the bars; the smaller one where they have no room."""
_BOLD = 1.12
"""How much wider a bold text is."""


def annual_chart(
    years: pl.DataFrame, *, unit: str, description: str, kind: str = "year", moments: Sequence[Moment] = ()
) -> dict[str, Any]:
    """Bars from zero, each with its figure: one specification that carries its narrow form.

    ``years``: one row per year in order without a hole (``period``, ``value``, ``decimals``, ``marked``: stands under a
    finding); a null is a year without a figure, and stays a gap. ``kind`` names the years: ``financial year``,
    ``school year``. ``moments``: breaks between bars, as in `months`.
    """
    shown = years if "marked" in years.columns else years.with_columns(pl.lit(False).alias("marked"))
    return for_both(lambda size: _latest(shown, unit, kind, moments, size).spec(description))


def _latest(years: pl.DataFrame, unit: str, kind: str, moments: Sequence[Moment], size: Size) -> _Years:
    """The drawing of the latest years that have room on the sheet; where some have none, it says so."""
    figures = [words.figure(y["value"], unit, y["decimals"], short=True) for y in years.to_dicts()]
    widest = max(width_of(figure, _SMALL_FIGURES) for figure in figures) * _BOLD
    room = int((size.whole - 2 * _SIDE) / max(_LEAST_STEP, widest + 3))
    left_out = max(years.height - room, 0)
    if not left_out:
        return _Years(years, unit, kind, moments, size)
    kept = [replace(m, start=m.start - left_out, end=m.end - left_out) for m in moments if m.start > left_out]
    return _Years(years.tail(room), unit, f"{kind}, latest {room} of {years.height}", kept, size)


@dataclass(frozen=True)
class _Years:
    years: pl.DataFrame
    unit: str
    kind: str
    moments: Sequence[Moment]
    size: Size

    @property
    def _step(self) -> float:
        return max(min(_STEP, (self.size.whole - 2 * _SIDE) / self.years.height), _LEAST_STEP)

    @property
    def _width(self) -> float:
        return ceil(max(self._step * self.years.height, width_of(self._title, 12)))

    @property
    def _title(self) -> str:
        return f"{words.unit_name(self.unit).capitalize()}, by {self.kind}"

    def _x(self, year: float) -> float:
        return self._step * (year + 0.5)

    def spec(self, description: str) -> dict[str, Any]:
        # notes may be as wide as the chart, not as the sheet
        sheet = Size(self.size.name, int(self._width) + 2 * _SIDE, _SIDE, _SIDE, self.size.height, self.size.text)
        notes = [Note(m.content, self._x(m.start), self._x(m.end)) for m in self.moments]
        named, breaks, brackets = notes_above(notes, sheet, self.size.height, first=_UNIT_ROW + 6)
        unit = text(self._title, -8, -12)
        layers = [
            *self._bars(),
            *strokes([self._base()]),
            *strokes(breaks, dash=(3, 3), width=1.5),
            *strokes(brackets, width=2),
            *texts([*self._figures(), *self._names(), *named, unit]),
        ]
        top = _UNIT_ROW + 10 + height_above(notes, sheet)
        padding = (_SIDE, _SIDE, top, _BOTTOM)
        return finished(layers, width=self._width, height=self.size.height, padding=padding, description=description)

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        return self.years.to_dicts()

    @cached_property
    def _ends(self) -> tuple[float, float]:
        values = [year["value"] for year in self._rows if year["value"] is not None]
        return min([*values, 0.0]) * _HEADROOM, (max([*values, 0.0]) or 1.0) * _HEADROOM

    def _y(self, value: float) -> float:
        low, high = self._ends
        return (high - value) / (high - low) * self.size.height

    def _base(self) -> dict[str, Any]:
        return {"px": 0, "px2": self._width, "py": self._y(0), "py2": self._y(0), "colour": AXIS}

    def _bars(self) -> list[Layer]:
        half = 0.36 * self._step
        rows = [
            {"year": year["period"], "value": year["value"], "marked": year["marked"], "base": 0}
            | {"px": round(self._x(i) - half, 1), "px2": round(self._x(i) + half, 1)}
            for i, year in enumerate(self._rows)
            if year["value"] is not None
        ]
        return [
            filled(bar_layer(hollow=hollow, upright=True), [r for r in rows if r["marked"] == hollow], y=self._ends)
            for hollow in sorted({row["marked"] for row in rows})
        ]

    def _figures(self) -> list[dict[str, Any]]:
        """The figure over each bar; where a year has none, that in words."""
        pieces = []
        longest = max(
            width_of(words.figure(y["value"], self.unit, y["decimals"], short=True), _FIGURES) * _BOLD
            for y in self._rows
        )
        size = _FIGURES if longest <= self._step else _SMALL_FIGURES
        for i, year in enumerate(self._rows):
            if year["value"] is None:
                pieces += [text(line, self._x(i), self._y(0) - 24 + 14 * n, align="center") for n, line in _NOTHING]
                continue
            shown = words.figure(year["value"], self.unit, year["decimals"], short=True)
            look = {"align": "center", "colour": TEXT, "size": size, "weight": "bold"}
            at = self._y(max(year["value"], 0)) - 9
            pieces.append(text(shown, self._x(i), at, **look))
            if year["marked"]:
                pieces.append(text("†", self._x(i), at - 13, **look))
        return pieces

    def _names(self) -> list[dict[str, Any]]:
        """The years below the bars, on two lines where they have no room on one."""
        low = self.size.height
        pieces = []
        for i, period in enumerate(self.years["period"]):
            name = period.replace(" academic", "")
            size = 12 if width_of(name, 12) + _BETWEEN <= self._step else 11
            lines = [name] if width_of(name, size) + _BETWEEN <= self._step else [name[:5], name[5:]]
            look = {"align": "center", "size": size}
            pieces += [text(line, self._x(i), low + 14 + 14 * n, **look) for n, line in enumerate(lines)]
        return pieces


_NOTHING = tuple(enumerate(("no", "data")))
