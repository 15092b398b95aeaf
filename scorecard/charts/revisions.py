"""What later documents made of earlier figures: a line from print to print, each with its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scorecard.charts.labels import stacked
from scorecard.charts.palette import AXIS, COMPARATOR, GRID, OWN, TEXT, WHITE
from scorecard.charts.theme import FONT

_WIDTH, _HEIGHT, _STEP = 150, 110, 54
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 118, 14, 32
_GAP = 16
"""Labels of figures stand at least so far apart, in pixels."""


@dataclass(frozen=True)
class Printed:
    """One print of a figure: when (the place on the axis, in order of time), its value and how that is written."""

    when: int
    value: float
    said: str


@dataclass(frozen=True)
class Revision:
    """The prints of one figure in order of time, and its name: the period."""

    name: str
    prints: Sequence[Printed]


def revision_chart(revisions: Sequence[Revision], times: Sequence[str], *, description: str) -> dict[str, Any]:
    """Lines from the first print to the last, over the times of the documents: a Vega-Lite specification.

    ``times`` names the documents' dates from left to right. The scale begins where the figures do: a line is read by
    its slope, and its ends say what was printed.
    """
    width = max(_WIDTH, _STEP * (len(times) - 1))
    values = [one.value for line in revisions for one in line.prints]
    low, high = _domain(values)

    def x(when: int) -> float:
        return round(when * width / max(len(times) - 1, 1), 2)

    def y(value: float) -> float:
        return round((high - value) / (high - low) * _HEIGHT, 2)

    points = [
        {"line": str(number), "x": x(one.when), "y": y(one.value)}
        for number, line in enumerate(revisions)
        for one in line.prints
    ]
    texts = _labels(revisions, x, y)
    grid = [{"x": x(when), "y": at} for when in range(len(times)) for at in (0, _HEIGHT)]
    names = [{"x": x(when), "y": _HEIGHT + 18, "text": name} for when, name in enumerate(times)]
    place = {
        "x": {"field": "x", "type": "quantitative", "scale": None, "axis": None},
        "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
    }
    text = {"text": {"field": "text", "type": "nominal"}}
    look = {"font": FONT, "fontSize": 12, "baseline": "middle"}
    layers = [
        {"data": {"values": grid}, "mark": {"type": "line", "color": GRID}, "encoding": place | _by("x")},
        {"data": {"values": points}, "mark": {"type": "line", "color": OWN, "strokeWidth": 2.5}}
        | {"encoding": place | _by("line")},
        {"data": {"values": points}, "mark": {"type": "circle", "color": OWN, "opacity": 1, "size": 50}}
        | {"encoding": place},
        {"data": {"values": names}, "mark": {"type": "text", "color": AXIS, **look}, "encoding": place | text},
        *(
            {
                "data": {"values": [one for one in texts if one["align"] == align]},
                "mark": {"type": "text", "color": TEXT if align != "center" else COMPARATOR, "align": align, **look},
                "encoding": place | text,
            }
            for align in ("right", "left", "center")
            if any(one["align"] == align for one in texts)
        ),
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": description,
        "width": width,
        "height": _HEIGHT,
        "autosize": {"type": "none"},
        "padding": {"left": _LEFT, "right": _RIGHT, "top": _TOP, "bottom": _BOTTOM},
        "background": WHITE,
        "config": {"view": {"stroke": None}},
        "layer": layers,
    }


def _by(field: str) -> dict[str, Any]:
    return {"detail": {"field": field, "type": "nominal"}}


def _domain(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    room = (high - low) * 0.15 or max(abs(high) * 0.1, 1.0)
    return low - room, high + room


def _labels(revisions: Sequence[Revision], x: Any, y: Any) -> list[dict[str, Any]]:
    """The figure at either end of each line, its name at the last, those between above their points; moved apart."""
    ends = [
        ("right", [line.prints[0] for line in revisions], -10),
        ("left", [line.prints[-1] for line in revisions], 10),
    ]
    labels = []
    for align, prints, aside in ends:
        heights = stacked([y(one.value) for one in prints], [_GAP] * len(prints), low=2, high=_HEIGHT - 2)
        for line, one, height in zip(revisions, prints, heights, strict=True):
            named = one.said if align == "right" else f"{one.said}  {line.name}"
            labels.append({"x": x(one.when) + aside, "y": round(height, 2), "text": named, "align": align})
    between = [one for line in revisions for one in line.prints[1:-1]]
    return labels + [{"x": x(one.when), "y": y(one.value) - 12, "text": one.said, "align": "center"} for one in between]
