"""The sheet that a chart is drawn on: its two widths, its text, its place for each thing.

Every chart is drawn twice, for a page and for a telephone: a picture that is only made smaller has text that nobody
reads. Sizes and padding are stated, nothing is measured in fonts that may not be there, so that a chart is the same on
every machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt

from scorecard.charts.palette import AXIS, OWN, WHITE
from scorecard.charts.theme import FONT, config

Layer = dict[str, Any]
NOTHING = alt.Data(values=[])
_PIXELS = (alt.X("px:Q", scale=None), alt.Y("py:Q", scale=None))
_FIGURES = "isValid(datum.value) && {}datum.marked"  # as a Vega filter
NARROW_KEY = "narrow"
"""Where the specification of a chart, in its ``usermeta``, carries the one for narrow screens."""
LINE = 15
"""The height of a line of text."""


@dataclass(frozen=True)
class Size:
    """A width to draw for, in pixels: the whole, the axis to the left, the labels to the right; the plot's height."""

    name: str
    whole: int
    left: int
    right: int
    height: int
    text: int

    @property
    def plot(self) -> int:
        """The width of the plot."""
        return self.whole - self.left - self.right


WIDE = Size("wide", whole=640, left=50, right=170, height=230, text=12)
NARROW = Size(NARROW_KEY, whole=343, left=36, right=96, height=220, text=12)


def for_both(draw: Callable[[Size], dict[str, Any]]) -> dict[str, Any]:
    """The chart for a page, with the one for a telephone in its ``usermeta``; one that fits both is drawn once."""
    wide = draw(WIDE)
    if whole_width(wide) <= NARROW.whole:
        return wide
    return wide | {"usermeta": {NARROW_KEY: draw(NARROW)}}


def whole_width(spec: Mapping[str, Any]) -> float:
    """How wide a chart is with its labels, in pixels."""
    return float(spec["width"] + spec["padding"]["left"] + spec["padding"]["right"])


def width_of(text: str, size: float) -> float:
    """How wide a text is, at most: a sans serif's signs are 0.56 of its size on average, and a little is added.

    >>> width_of("", 12)
    0.0
    """
    return 0.58 * size * len(text)


def text(content: str, x: float, y: float, **look: Any) -> dict[str, Any]:
    """A piece of text in the plot, in pixels from its upper left corner.

    ``look``: ``colour``, ``size``, ``align`` and ``weight``.
    """
    place = {"text": content, "px": round(x, 1), "py": round(y, 1), "colour": AXIS, "size": 12}
    return place | {"align": "left", "weight": "normal"} | look


def as_layer(chart: alt.Chart) -> str:
    """A layer's specification without data, as text: it is made once, since making it costs more than drawing it."""
    spec = chart.to_dict(validate=False, context={})
    return json.dumps({key: spec[key] for key in ("mark", "encoding", "transform") if key in spec}, sort_keys=True)


def filled(layer: str, rows: Iterable[Mapping[str, Any]], **domains: Sequence[float]) -> Layer:
    """A layer (`as_layer`) with its data, and by channel the ends of its scales."""
    spec: Layer = json.loads(layer)
    for channel, ends in domains.items():
        spec["encoding"][channel]["scale"]["domain"] = list(ends)
    return spec | {"data": {"values": [dict(row) for row in rows]}}


def texts(pieces: Sequence[Mapping[str, Any]]) -> list[Layer]:
    """Pieces of `text`, each in its own colour; one layer for each look."""
    return [
        filled(_text_layer(*look), [_content(piece) for piece in pieces if _look(piece) == look])
        for look in sorted({_look(piece) for piece in pieces})
    ]


@lru_cache(maxsize=64)
def _text_layer(size: int, align: str, weight: str) -> str:
    mark = {"fontSize": size, "align": align, "fontWeight": weight, "baseline": "middle", "font": FONT}
    drawn = alt.Chart(NOTHING).mark_text(clip=False, **mark)
    return as_layer(drawn.encode(*_PIXELS, alt.Text("text:N"), alt.Color("colour:N", scale=None)))


def _look(piece: Mapping[str, Any]) -> tuple[int, str, str]:
    return piece["size"], piece["align"], piece["weight"]


def _content(piece: Mapping[str, Any]) -> dict[str, Any]:
    return {key: piece[key] for key in ("text", "px", "py", "colour")}


def strokes(lines: Sequence[Mapping[str, Any]], *, dash: Sequence[int] = (1, 0), width: float = 1) -> list[Layer]:
    """Straight lines between two places in pixels (``px``, ``py``, ``px2``, ``py2``), each in its ``colour``."""
    return [filled(_stroke_layer(tuple(dash), width), lines)] if lines else []


@lru_cache(maxsize=64)
def _stroke_layer(dash: tuple[int, ...], width: float) -> str:
    drawn = alt.Chart(NOTHING).mark_rule(strokeDash=list(dash), strokeWidth=width, opacity=1, clip=False)
    return as_layer(drawn.encode(*_PIXELS, x2="px2:Q", y2="py2:Q", color=alt.Color("colour:N", scale=None)))


def areas(boxes: Sequence[Mapping[str, Any]]) -> list[Layer]:
    """Filled boxes between two places in pixels, as in `strokes`."""
    return [filled(_area_layer(), boxes)] if boxes else []


@lru_cache(maxsize=1)
def _area_layer() -> str:
    drawn = alt.Chart(NOTHING).mark_rect(opacity=1)
    return as_layer(drawn.encode(*_PIXELS, x2="px2:Q", y2="py2:Q", color=alt.Color("colour:N", scale=None)))


@lru_cache(maxsize=4)
def bar_layer(*, hollow: bool, upright: bool) -> str:
    """Bars from nought (``base``) to ``value``; under a finding they are hollow.

    Upright ones lie between the pixels ``px`` and ``px2``, the others between ``py`` and ``py2``.
    """
    look = {"fill": WHITE, "stroke": OWN, "strokeWidth": 2} if hollow else {"fill": OWN}
    drawn = alt.Chart(NOTHING).mark_rect(opacity=1, **look)
    scale = alt.Scale(nice=False)
    if upright:
        x, y = alt.X("px:Q", scale=None, axis=None), alt.Y("value:Q", scale=scale, axis=None)
        return as_layer(drawn.encode(x, y, x2="px2:Q", y2="base:Q"))
    x, y = alt.X("value:Q", scale=scale, axis=None), alt.Y("py:Q", scale=None, axis=None)
    return as_layer(drawn.encode(x, y, x2="base:Q", y2="py2:Q"))


@lru_cache(maxsize=32)
def line_layers(width: float, dot: int, diamond: int, ticks: tuple[float, ...] | int, label: int) -> tuple[str, ...]:
    """A line of ``value`` over the pixels ``px``, its points, and hollow diamonds for those under a finding.

    ``width`` of the line, areas of dots and diamonds, how many ticks the axis has or which, and its labels' size.
    """
    y = alt.Y("value:Q", scale=alt.Scale(nice=False, zero=False), axis=_value_axis(ticks, label))
    x = alt.X("px:Q", scale=None, axis=None)
    base = alt.Chart(NOTHING).encode(x, y)
    line = base.mark_line(color=OWN, strokeWidth=width, invalid="break-paths-show-path-domains")
    dots = base.mark_circle(color=OWN, opacity=1, size=dot).transform_filter(_FIGURES.format("!"))
    hollow = base.mark_point(
        stroke=OWN, fill=WHITE, shape="diamond", strokeWidth=width * 0.8, opacity=1, size=diamond
    ).transform_filter(_FIGURES.format(""))
    return as_layer(line.encode(detail="stretch:N")), as_layer(dots), as_layer(hollow)


def _value_axis(ticks: tuple[float, ...] | int, label: int) -> alt.Axis:
    return alt.Axis(
        title=None, labelFontSize=label, **({"tickCount": ticks} if isinstance(ticks, int) else {"values": list(ticks)})
    )


def line(
    rows: Sequence[Mapping[str, Any]],
    ends: tuple[float, float],
    unit: str,
    *,
    width: float = 2.5,
    dot: int = 34,
    diamond: int = 80,
    ticks: tuple[float, ...] | int = 5,
    label: int = 12,
    step: float = 0.0,
) -> list[Layer]:
    """The line of ``rows`` (``px``, ``value``, ``marked``, ``stretch``) on the scale ``ends``, with its points.

    Nulls leave a gap; another stretch begins a line of its own. ``step``: the least step of the axis.
    """
    made = [filled(layer, rows, y=ends) for layer in line_layers(width, dot, diamond, ticks, label)]
    for layer in made:
        layer["encoding"]["y"]["axis"] |= {"format": value_format(unit), "tickMinStep": step}
    return made if any(row["marked"] for row in rows) else made[:2]


def stroke(x: float, y: float, x2: float, y2: float, colour: str = AXIS) -> dict[str, Any]:
    """A line for `strokes`."""
    return {"px": round(x, 1), "py": round(y, 1), "px2": round(x2, 1), "py2": round(y2, 1), "colour": colour}


def finished(
    layers: Sequence[Layer],
    *,
    width: float,
    height: float,
    padding: tuple[float, float, float, float],
    description: str | None = None,
) -> dict[str, Any]:
    """The specification of the layers with the theme's look, and a size and ``padding`` (left, right, top, bottom)."""
    sides = dict(zip(("left", "right", "top", "bottom"), padding, strict=True))
    size = {"width": width, "height": height, "autosize": {"type": "none"}, "padding": sides}
    named = {"description": description} if description else {}
    ground = {"background": WHITE, "config": config()}
    return {"$schema": alt.SCHEMA_URL, "layer": list(layers)} | size | named | ground


def value_format(unit: str) -> str:
    """How an axis writes its numbers."""
    return "~f" if unit == "percent" else ",~f"


def main_text(content: str, x: float, y: float, **look: Any) -> dict[str, Any]:
    """The text of the council's own figure: large, bold, in its colour."""
    return text(content, x, y, **({"colour": OWN, "size": 14, "weight": "bold"} | look))
