"""The months of one indicator: line, limits, tolerances, target, benchmarks, breaks, and what is to be known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any

import polars as pl

from scorecard import words
from scorecard.charts.labels import Label, Note, end_labels, height_above, height_of, notes_above, stacked
from scorecard.charts.palette import AXIS, BANDS, COMPARATOR, OWN, TARGET
from scorecard.charts.sheet import (
    Layer,
    Size,
    areas,
    finished,
    for_both,
    line,
    main_text,
    stroke,
    strokes,
    text,
    texts,
    width_of,
)

_STYLE = {"target": (TARGET, (6, 3)), "benchmark": (COMPARATOR, (2, 3)), "limit": (AXIS, (4, 4))}
_BAND_ROOM = 72
"""The part of the plot left of the first month, where the tolerance bands have their words."""
_END_ROOM = 8
_BOTTOM = 38
_UNIT_ROW = 16


@dataclass(frozen=True)
class Reference:
    """A line to compare with: its name, its value, and whether it is a ``target``, a ``benchmark`` or a ``limit``."""

    name: str
    value: float
    kind: str


@dataclass(frozen=True)
class Band:
    """A tolerance band between two figures, null where it is open: ``red``, ``amber`` or ``green``."""

    name: str
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Moment:
    """Something named above the plot: from one month to another (by their number from 0); a break between two months.

    A break before month 3 is from 2.5 to 2.5; ``breaks``: figures on either side do not compare, no line joins them.
    """

    content: str
    start: float
    end: float
    breaks: bool = False


@dataclass(frozen=True)
class Extras:
    """What stands in a chart beside its line."""

    references: Sequence[Reference] = ()
    bands: Sequence[Band] = ()
    moments: Sequence[Moment] = ()


def monthly_chart(
    points: pl.DataFrame,
    *,
    unit: str,
    description: str,
    references: Sequence[Reference] = (),
    bands: Sequence[Band] = (),
    moments: Sequence[Moment] = (),
) -> dict[str, Any]:
    """A line of months with direct labels: one specification that carries its narrow form (see `for_both`).

    ``points``: one row per month in order (``period``, ``value``, ``decimals``, ``marked``: stands under a finding);
    nulls leave a gap, and no line crosses a moment that ``breaks`` the series. The scale need not start at zero: a line
    is read by its slope, and the axis says where it starts.
    """
    extras = Extras(references, bands, moments)
    return for_both(lambda size: _Months(points, unit, extras, size).spec(description))


@dataclass
class _Months:
    """One drawing: its scales, and its parts."""

    points: pl.DataFrame
    unit: str
    extras: Extras
    size: Size
    low: float = field(init=False)
    high: float = field(init=False)
    height: float = field(init=False)
    rows: list[dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = self.points.to_dicts()
        figures = [point["value"] for point in self.rows if point["value"] is not None]
        others = [r.value for r in self.extras.references if r.kind != "limit"]
        limits = [r.value for r in self.extras.references if r.kind == "limit"]
        self.low, self.high = domain([*figures, *others, *possible(limits, [*figures, *others], self.unit)], self.unit)
        widest = max(len(f"{round(end):,}") for end in (self.low, self.high))
        self.size = replace(self.size, left=max(self.size.left, ceil(width_of("0" * widest, 13)) + 12))
        self.height = self.size.height
        self.height = max(self.size.height, height_of(self._labels(), self.size) - 10)

    @property
    def _band_room(self) -> float:
        return _BAND_ROOM if self._bands_in_view() else 10

    def _x(self, month: float) -> float:
        """The place of a month in pixels."""
        room = self.size.plot - self._band_room - _END_ROOM
        last = max(self.points.height - 1, 1)
        return self._band_room + room * (month / last if self.points.height > 1 else 0.5)

    def _y(self, value: float) -> float:
        """The place of a figure in pixels; a limit beyond the scale stands at its edge."""
        return (self.high - min(max(value, self.low), self.high)) / (self.high - self.low) * self.height

    def spec(self, description: str) -> dict[str, Any]:
        notes = [Note(m.content, self._x(m.start), self._x(m.end)) for m in self.extras.moments]
        named, breaks, brackets = notes_above(notes, self.size, self.height, first=_UNIT_ROW + 8)
        labels, leaders = end_labels(self._labels(), self.size, self.height)
        unit = text(f"{words.unit_name(self.unit).capitalize()}, by month", 4 - self.size.left, -12)
        pieces = [*labels, *named, *self._band_words(), *self._month_words(), *self._nothing(), unit]
        layers = [
            *self._bands(),
            *self._references(),
            *strokes(brackets, width=2),
            *strokes(breaks, dash=(3, 3), width=1.5),
            *strokes(leaders),
            *self._line(),
            *texts(pieces),
        ]
        top = _UNIT_ROW + 12 + height_above(notes, self.size)
        padding = (self.size.left, self.size.right, top, _BOTTOM)
        return finished(layers, width=self.size.plot, height=self.height, padding=padding, description=description)

    def _line(self) -> list[Layer]:
        rows = [
            {
                "month": words.period(point["period"]),
                "px": round(self._x(i), 1),
                "value": point["value"],
                "marked": point["marked"],
                "stretch": self._stretch(i),
            }
            for i, point in enumerate(self.rows)
        ]
        return line(rows, (self.low, self.high), self.unit, step=self._step())

    def _stretch(self, month: int) -> int:
        """How many breaks lie before a month."""
        return sum(moment.breaks and moment.start < month for moment in self.extras.moments)

    def _step(self) -> float:
        return 1.0 if self.unit == "count" and not any(point["decimals"] for point in self.rows) else 0.0

    def _references(self) -> list[Layer]:
        """The lines to compare with; they leave the words of the bands free."""
        drawn = []
        for kind, (colour, dash) in _STYLE.items():
            lines = [
                stroke(self._band_room - 4, self._y(r.value), self.size.plot, self._y(r.value), colour)
                for r in self.extras.references
                if r.kind == kind
            ]
            drawn += strokes(lines, dash=dash, width=1.8)
        return drawn

    def _labels(self) -> list[Label]:
        named = [Label(r.name, self._y(r.value), _STYLE[r.kind][0]) for r in self.extras.references]
        at = max((i for i, point in enumerate(self.rows) if point["value"] is not None), default=None)
        if at is None:
            return named
        last = self.rows[at]
        shown = words.figure(last["value"], self.unit, last["decimals"], short=True)
        own = f"{shown} {words.period(last['period'], short=True)}"
        return [Label(own, self._y(last["value"]), OWN, main=True, start=self._x(at) + 6), *named]

    def _nothing(self) -> list[dict[str, Any]]:
        if any(point["value"] is not None for point in self.rows):
            return []
        return [main_text(words.NO_DATA, self.size.plot / 2, self.height / 2, align="center", colour=AXIS)]

    def _bands_in_view(self) -> list[tuple[str, float, float]]:
        """The bands that lie in the plot: name, upper and lower edge in figures, cut to the plot."""
        cut = [
            (b.name, self.high if b.upper is None else b.upper, self.low if b.lower is None else b.lower)
            for b in self.extras.bands
        ]
        inside = [(name, min(top, self.high), max(bottom, self.low)) for name, top, bottom in cut]
        return [(name, top, bottom) for name, top, bottom in inside if top > bottom]

    def _bands(self) -> list[Layer]:
        shaded = [
            {"py": round(self._y(top), 1), "py2": round(self._y(bottom), 1), "px": 0, "px2": self.size.plot}
            | {"colour": BANDS[name][3], "band": BANDS[name][0]}
            for name, top, bottom in self._bands_in_view()
        ]
        return areas(shaded)

    def _band_words(self) -> list[dict[str, Any]]:
        """Shape and word of each band, left of the first month, where no line runs."""
        bands = self._bands_in_view()
        middles = [(self._y(top) + self._y(bottom)) / 2 for _, top, bottom in bands]
        placed = stacked(middles, [14.0] * len(bands), low=0, high=self.height)
        return [
            text(f"{BANDS[name][1]} {BANDS[name][0]}", 6, at, colour=BANDS[name][2], weight="bold")
            for (name, _, _), at in zip(bands, placed, strict=True)
        ]

    def _month_words(self) -> list[dict[str, Any]]:
        """The months below the plot: all that have room, the last one always; the year under the first of each."""
        count = self.points.height
        months = [words.period(p, short=True).split(" ")[0] for p in self.points["period"]]
        years = [words.period(p).split(" ")[-1] for p in self.points["period"]]
        room = (self._x(count - 1) - self._x(0)) / max(count - 1, 1)
        every = max(1, -(-int(width_of("Mmmm", self.size.text)) // max(int(room), 1)))
        shown = [i for i in range(count) if (count - 1 - i) % every == 0]
        pieces = []
        for n, i in enumerate(shown):
            pieces.append(text(months[i], self._x(i), self.height + 13, align="center"))
            if n == 0 or years[shown[n - 1]] != years[i]:
                pieces.append(text(years[i], self._x(i), self.height + 27, align="center"))
        return pieces


def possible(limits: Sequence[float], figures: Sequence[float], unit: str) -> list[float]:
    """Limits as they are drawn: none below nought or above 100 per cent where no figure can be (they are not cut).

    >>> possible([-2.9, 9.5], [1.0, 9.0], "count"), possible([90.0, 104.0], [92.0, 99.0], "percent")
    ([0.0, 9.5], [90.0, 100.0])
    """
    lowest = 0.0 if min(figures, default=0.0) >= 0 else min(limits, default=0.0)
    highest = 100.0 if unit == "percent" and max(figures, default=0.0) <= 100 else max(limits, default=0.0)
    return [min(max(limit, lowest), max(highest, lowest)) for limit in limits]


def domain(values: Sequence[float], unit: str) -> tuple[float, float]:
    """The scale's ends: a little room, no percentages beyond 0 and 100 unless the figures themselves go there."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.12 or max(abs(high) * 0.1, 1.0)
    bottom = max(low - room, 0.0) if low >= 0 else low - room
    top = min(high + room, 100.0) if unit == "percent" and high <= 100 else high + room
    return round(bottom, 6), round(max(top, bottom + 1e-6), 6)
