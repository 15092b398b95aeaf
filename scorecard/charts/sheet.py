"""The sheet that a chart is drawn on: its two widths, its text, its place for each thing.

Every chart is drawn twice, for a page and for a telephone: a picture that is only made smaller has text that nobody
reads. Sizes and padding are stated, nothing is measured in fonts that may not be there, so that a chart is the same on
every machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from scorecard.charts.palette import AXIS, OWN, WHITE
from scorecard.charts.theme import FONT, config

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
    """The chart for a page, with the one for a telephone in its ``usermeta``."""
    return draw(WIDE) | {"usermeta": {NARROW_KEY: draw(NARROW)}}


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


def texts(pieces: Sequence[dict[str, Any]]) -> list[alt.Chart]:
    """Pieces of `text`, each in its own colour; one layer for each look."""
    x, y, content = alt.X("px:Q", scale=None), alt.Y("py:Q", scale=None), alt.Text("text:N")
    colour = alt.Color("colour:N", scale=None)
    layers = []
    for look in sorted({_look(piece) for piece in pieces}):
        data = alt.Data(values=[_content(piece) for piece in pieces if _look(piece) == look])
        mark = {"fontSize": look[0], "align": look[1], "fontWeight": look[2], "baseline": "middle", "font": FONT}
        layers.append(alt.Chart(data).mark_text(clip=False, **mark).encode(x, y, content, colour))
    return layers


def _look(piece: dict[str, Any]) -> tuple[int, str, str]:
    return piece["size"], piece["align"], piece["weight"]


def _content(piece: dict[str, Any]) -> dict[str, Any]:
    return {key: piece[key] for key in ("text", "px", "py", "colour")}


def strokes(lines: Sequence[dict[str, Any]], *, dash: Sequence[int] = (1, 0), width: float = 1) -> list[alt.Chart]:
    """Straight lines between two places in pixels (``px``, ``py``, ``px2``, ``py2``), each in its ``colour``."""
    if not lines:
        return []
    x, y = alt.X("px:Q", scale=None), alt.Y("py:Q", scale=None)
    drawn = alt.Chart(alt.Data(values=list(lines))).mark_rule(
        strokeDash=list(dash), strokeWidth=width, opacity=1, clip=False
    )
    return [drawn.encode(x, y, x2="px2:Q", y2="py2:Q", color=alt.Color("colour:N", scale=None))]


def stroke(x: float, y: float, x2: float, y2: float, colour: str = AXIS) -> dict[str, Any]:
    """A line for `strokes`."""
    return {"px": round(x, 1), "py": round(y, 1), "px2": round(x2, 1), "py2": round(y2, 1), "colour": colour}


def finished(
    layers: Sequence[alt.Chart | alt.LayerChart],
    *,
    width: float,
    height: float,
    padding: tuple[float, float, float, float],
    description: str | None = None,
) -> dict[str, Any]:
    """The specification of the layers with the theme's look, and a size and ``padding`` (left, right, top, bottom)."""
    sides = dict(zip(("left", "right", "top", "bottom"), padding, strict=True))
    size = {"width": width, "height": height, "autosize": {"type": "none"}, "padding": sides}
    spec = _inline(alt.layer(*layers).to_dict(validate=False, context={}))
    named = {"description": description} if description else {}
    return spec | size | named | {"background": WHITE, "config": config()}


def _inline(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification with each dataset at its own place, as two charts may then be compiled as one."""
    datasets = spec.pop("datasets", {})

    def placed(node: Any) -> Any:
        if isinstance(node, dict):
            if set(node) == {"name"} and node["name"] in datasets:
                return {"values": datasets[node["name"]]}
            return {key: placed(child) for key, child in node.items()}
        return [placed(child) for child in node] if isinstance(node, list) else node

    made: dict[str, Any] = json.loads(json.dumps(placed(spec), sort_keys=True))
    return made


def value_format(unit: str) -> str:
    """How an axis writes its numbers."""
    return "~f" if unit == "percent" else ",~f"


def main_text(content: str, x: float, y: float, **look: Any) -> dict[str, Any]:
    """The text of the council's own figure: large, bold, in its colour."""
    return text(content, x, y, **({"colour": OWN, "size": 14, "weight": "bold"} | look))
