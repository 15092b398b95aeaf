"""Shares of several areas at one time, set against what chance alone would give areas of their size (a funnel)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

import altair as alt
import polars as pl

from scorecard import words
from scorecard.charts.labels import Box, Label, end_labels, height_of, point_labels
from scorecard.charts.palette import AXIS, OWN, TEXT, WHITE
from scorecard.charts.sheet import (
    NOTHING,
    Layer,
    Size,
    as_layer,
    filled,
    finished,
    for_both,
    stroke,
    strokes,
    text,
    texts,
    value_format,
)

_BOTTOM, _TOP = 44, 26
_DASHES = {"95": (2, 3), "998": (5, 3)}
_LABEL: dict[str, Any] = {"size": 12, "colour": OWN}
_NAMES = {"95": "95% limit", "998": "99.8% limit"}


def funnel_chart(areas: pl.DataFrame, curve: pl.DataFrame, *, centre: float, description: str) -> dict[str, Any]:
    """One point per area (``name``, ``cases``, ``value`` in per cent, ``decimals``) within the funnel of ``curve``.

    ``marked``, where there is such a column: the figure stands under a finding, and its point is a hollow diamond.
    ``curve``: one row per number of cases in order (``cases``, ``lower_95``, ``upper_95``, ``lower_998``, ``upper_998``
    in per cent). ``centre``: all areas together. Limits are not cut at 0 and 100 but at the edge of the plot.
    """
    shown = areas if "marked" in areas.columns else areas.with_columns(pl.lit(False).alias("marked"))
    return for_both(lambda size: _Funnel(shown, curve, centre, size).spec(description))


@dataclass(frozen=True)
class _Funnel:
    areas: pl.DataFrame
    curve: pl.DataFrame
    centre: float
    size: Size

    @cached_property
    def _ends(self) -> tuple[float, float]:
        values = [*self.areas["value"], self.centre]
        near = self.curve.filter(pl.col("cases") >= self.areas["cases"].min())
        both = [*values, *near["lower_998"], *near["upper_998"]]
        return max(min(both) - 3, 0.0), min(max(both) + 3, 100.0)

    @cached_property
    def _last(self) -> dict[str, float]:
        """The limits of the greatest number of cases."""
        return self.curve.tail(1).to_dicts()[0]

    @property
    def _height(self) -> float:
        return max(self.size.height, height_of(self._labels(self.size.height), self.size))

    def _y(self, value: float, height: float) -> float:
        low, high = self._ends
        return (high - min(max(value, low), high)) / (high - low) * height

    def _x(self, cases: float) -> float:
        return cases / float(self._last["cases"]) * self.size.plot

    def _labels(self, height: float) -> list[Label]:
        low, high = self._ends
        last = self._last
        together = f"Together {words.number(self.centre, 1)}%"
        limits = [
            Label(_NAMES[level], self._y(last[f"{end}_{level}"], height), AXIS)
            for level in _DASHES
            for end in ("lower", "upper")
            if low <= last[f"{end}_{level}"] <= high
        ]
        return [Label(together, self._y(self.centre, height), TEXT), *limits]

    def _curves(self, height: float) -> list[Box]:
        """The boxes that the curves of the limits run through, from one number of cases to the next."""
        low, high = self._ends
        boxes = []
        for name in (f"{end}_{level}" for level in _DASHES for end in ("lower", "upper")):
            steps = list(pairwise(self.curve.select("cases", name).iter_rows()))
            within = [(a, b) for a, b in steps if low <= a[1] <= high or low <= b[1] <= high]
            for (cases, limit), (more, next_limit) in within:
                top, bottom = sorted((self._y(limit, height), self._y(next_limit, height)))
                boxes.append((self._x(cases), top - 1, self._x(more), bottom + 1))
        return boxes

    def _points(self, ends: dict[str, tuple[float, float]]) -> list[Layer]:
        points = self.areas.select("name", "cases", "value", "marked").to_dicts()
        return [
            filled(_point_layer(hollow=hollow), [p for p in points if p["marked"] == hollow], **ends)
            for hollow in sorted({p["marked"] for p in points})
        ]

    def spec(self, description: str) -> dict[str, Any]:
        low, high = self._ends
        height = self._height
        ends = {"x": (0, self._last["cases"]), "y": (low, high)}
        layers: list[Layer] = []
        for level, dash in _DASHES.items():
            for end in ("lower", "upper"):
                curve = self.curve.select("cases", pl.col(f"{end}_{level}").alias("value"))
                inside = curve.filter(pl.col("value").is_between(low, high)).to_dicts()
                layers.append(filled(_curve_layer(dash), inside, **ends))
        middle = self._y(self.centre, height)
        layers += strokes([stroke(0, middle, self.size.plot, middle, TEXT)], width=1.4)
        pieces, leaders = end_labels(self._labels(height), self.size, height)
        layers += [*strokes(leaders), *self._points(ends)]
        named = [
            (self._x(a["cases"]), self._y(a["value"], height), f"{a['name']} {_figure(a)}")
            for a in self.areas.to_dicts()
        ]
        room = (0.0, 0.0, float(self.size.plot), height)
        pieces += point_labels(named, room, [*self._curves(height), (0, middle - 2, room[2], middle + 2)], **_LABEL)
        pieces.append(text("Percentage", 4 - self.size.left, -12))
        pieces.append(text("Number of cases", self.size.plot / 2, height + 34, align="center"))
        padding = (self.size.left, self.size.right, _TOP, _BOTTOM)
        return finished(
            [*layers, *texts(pieces)], width=self.size.plot, height=height, padding=padding, description=description
        )


def _places() -> tuple[alt.X, alt.Y]:
    cases = alt.Axis(title=None, tickCount=5, format=",~f", tickMinStep=1)
    shares = alt.Axis(title=None, tickCount=5, format=value_format("percent"))
    plain = {"nice": False, "zero": False}
    return alt.X("cases:Q", scale=alt.Scale(**plain), axis=cases), alt.Y(
        "value:Q", scale=alt.Scale(**plain), axis=shares
    )


@lru_cache(maxsize=4)
def _curve_layer(dash: tuple[int, int]) -> str:
    drawn = alt.Chart(NOTHING).mark_line(color=AXIS, strokeWidth=1.4, strokeDash=list(dash))
    return as_layer(drawn.encode(*_places()))


@lru_cache(maxsize=2)
def _point_layer(*, hollow: bool) -> str:
    base = alt.Chart(NOTHING)
    if not hollow:
        return as_layer(base.mark_circle(color=OWN, opacity=1, size=70).encode(*_places()))
    look = {"stroke": OWN, "fill": WHITE, "strokeWidth": 2, "opacity": 1}
    return as_layer(base.mark_point(shape="diamond", size=100, **look).encode(*_places()))


def _figure(area: dict[str, Any]) -> str:
    return words.figure(area["value"], "percent", area["decimals"])
