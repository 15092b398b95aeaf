"""Charts of one indicator: a small trend, its months with target and benchmarks, and its years.

Plain altair; every chart states its size and padding itself, so that it is the same on every machine: nothing is
measured in fonts that may not be there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from scorecard import words
from scorecard.charts.palette import AXIS, COMPARATOR, GRID, OWN, TARGET, TEXT, WHITE

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_STYLE = {"target": (TARGET, [6, 3]), "benchmark": (COMPARATOR, [2, 3])}
_WIDTH, _HEIGHT = 420, 210
_FIGURES = "isValid(datum.value) && {}datum.marked"  # as a Vega filter


@dataclass(frozen=True)
class Reference:
    """A line to compare with: its name, its value and whether it is the ``target`` or a ``benchmark``."""

    name: str
    value: float
    kind: str


def sparkline(
    values: Sequence[float | None],
    *,
    description: str,
    width: int = 96,
    height: int = 22,
    domain: tuple[float, float] | None = None,
) -> dict[str, Any]:
    """A small trend of values in order of time, the last one marked; nulls leave a gap. A Vega-Lite specification.

    With a ``domain`` the whole length is the time of all values, and the height goes from its lower to its upper end:
    small trends beside each other then share their scales.
    """
    spec: dict[str, Any] = json.loads(_sparkline_template(width, height))
    points = [{"i": i, "v": v} for i, v in enumerate(values)]
    if domain is not None:
        for layer in spec["layer"]:
            layer["encoding"]["x"]["scale"]["domain"] = [0, len(values) - 1]
            layer["encoding"]["y"]["scale"]["domain"] = list(domain)
    last = max((i for i, v in enumerate(values) if v is not None), default=0)
    spec["data"] = {"values": points}
    spec["layer"][1]["data"] = {"values": points[last : last + 1]}
    spec["layer"][2]["data"] = {"values": _alone(values)}
    spec["description"] = description
    del spec["background"]
    return spec


@lru_cache(maxsize=8)
def _sparkline_template(width: int, height: int) -> str:
    """The sparkline's specification without data: built once, as a page has dozens of them."""
    x = alt.X("i:Q", axis=None, scale=alt.Scale(nice=False, zero=False))
    y = alt.Y("v:Q", axis=None, scale=alt.Scale(zero=False, nice=False))
    nothing = alt.Data(values=[])
    line = alt.Chart().mark_line(color=OWN, strokeWidth=1.6, invalid="break-paths-show-path-domains").encode(x, y)
    last = alt.Chart(nothing).mark_circle(color=OWN, opacity=1, size=26).encode(x, y)
    lone = alt.Chart(nothing).mark_circle(color=OWN, opacity=1, size=8).encode(x, y)
    chart = alt.layer(line, last, lone, data=nothing)
    return json.dumps(_finished(chart, width=width, height=height, left=5, right=5, top=5, bottom=5))


def _alone(values: Sequence[float | None]) -> list[dict[str, float | None]]:
    """Points with a gap on both sides, which no line would show."""
    padded = [None, *values, None]
    return [
        {"i": i, "v": v}
        for i, v in enumerate(values)
        if v is not None and padded[i] is None and padded[i + 2] is None and len(values) > 1
    ]


def monthly_chart(
    points: pl.DataFrame, *, unit: str, references: Sequence[Reference], description: str
) -> dict[str, Any]:
    """A line of months with direct labels, and a line for the target and each benchmark.

    ``points``: one row per month in order (``period``, ``value``, ``marked``: stands under a finding); nulls leave
    a gap. The scale need not start at zero: a line is read by its slope, and the axis says where it starts.
    """
    values = [r.value for r in references] + points["value"].drop_nulls().to_list()
    low, high = _domain(values, unit)
    months = points.select(
        pl.Series("month", [words.period(p, short=True) for p in points["period"]]), "value", "marked"
    )
    month_axis = _axis(labelExpr="split(datum.label, ' ')", labelAngle=0, domainColor=AXIS)
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    x = alt.X("month:O", sort=None, axis=month_axis)
    y = alt.Y("value:Q", scale=scale, axis=_axis(tickCount=5, format=_format(unit)))
    base = alt.Chart(months).encode(x, y)
    marks = [_rules(references, kind, scale) for kind in _STYLE if any(r.kind == kind for r in references)]
    marks.append(base.mark_line(color=OWN, strokeWidth=2.5, invalid="break-paths-show-path-domains"))
    marks.append(base.mark_circle(color=OWN, opacity=1, size=34).transform_filter(_FIGURES.format("!")))
    if points["marked"].any():
        marked = base.mark_point(color=OWN, fill=WHITE, shape="diamond", strokeWidth=2, opacity=1, size=80)
        marks.append(marked.transform_filter(_FIGURES.format("")))
    marks.append(_texts([*_end_labels(references, low, high), *_last_value(points, unit, low, high)]))
    return _finished(alt.layer(*marks), height=_HEIGHT, right=168, bottom=38, top=16, description=description)


def annual_chart(years: pl.DataFrame, *, unit: str, description: str) -> dict[str, Any]:
    """Bars from zero, one per year (``period``, ``value``), each with its figure."""
    labels = [words.figure(y["value"], unit, y["decimals"], short=True) for y in years.to_dicts()]
    shown = years.select(pl.col("period").alias("year"), "value", pl.Series("label", labels))
    highest = max([*years["value"].to_list(), 0.0]) or 1.0
    lowest = min([*years["value"].to_list(), 0.0])
    year_axis = _axis(labelAngle=0, domainColor=AXIS)
    x = alt.X("year:O", sort=None, axis=year_axis, scale=alt.Scale(padding=0.3))
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[lowest * 1.15, highest * 1.15], nice=False))
    base = alt.Chart(shown).encode(x, y)
    text = base.mark_text(dy=-9, color=TEXT, fontSize=13, fontWeight="bold", font=FONT).encode(text="label:N")
    bars = alt.layer(base.mark_bar(color=OWN), text)
    width = 62 * years.height + 20
    return _finished(bars, width=width, height=_HEIGHT, left=12, right=12, top=16, bottom=38, description=description)


def spread(positions: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Positions moved apart so that no two are nearer than ``gap``, in their order, kept within the ends if they fit.

    >>> spread([10.0, 11.0, 50.0], gap=14, low=0, high=100)
    [10.0, 24.0, 50.0]
    """
    order = sorted(range(len(positions)), key=lambda i: (positions[i], i))
    placed: list[float] = []
    for i in order:
        placed.append(max(positions[i], placed[-1] + gap) if placed else max(positions[i], low))
    limit = high
    for n in range(len(placed) - 1, -1, -1):
        placed[n] = min(placed[n], limit)
        limit = placed[n] - gap
    return [placed[order.index(i)] for i in range(len(positions))]


def _domain(values: list[float], unit: str) -> tuple[float, float]:
    """The scale's ends: a little room, no percentages beyond 0 and 100 unless the figures themselves go there."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.15 or max(abs(high) * 0.1, 1.0)
    bottom = max(low - room, 0.0) if low >= 0 else low - room
    top = min(high + room, 100.0) if unit == "percent" and high <= 100 else high + room
    return round(bottom, 6), round(max(top, bottom + 1e-6), 6)


def _rules(references: Sequence[Reference], kind: str, scale: alt.Scale) -> alt.Chart:
    colour, dash = _STYLE[kind]
    data = alt.Data(values=[{"value": r.value} for r in references if r.kind == kind])
    return (
        alt.Chart(data).mark_rule(color=colour, strokeDash=dash, strokeWidth=1.8).encode(alt.Y("value:Q", scale=scale))
    )


def _end_labels(references: Sequence[Reference], low: float, high: float) -> list[dict[str, Any]]:
    """The names of the lines at their right end, moved apart where they would touch."""
    heights = [(high - r.value) / (high - low) * _HEIGHT for r in references]
    placed = spread(heights, gap=15, low=4, high=_HEIGHT - 2)
    return [_text(r.name, _WIDTH + 8, at, colour=_STYLE[r.kind][0]) for r, at in zip(references, placed)]


def _last_value(points: pl.DataFrame, unit: str, low: float, high: float) -> list[dict[str, Any]]:
    """The latest figure, written beside its point where the line leaves room."""
    at = points.with_row_index("i").filter(pl.col("value").is_not_null()).tail(1).to_dicts()
    if not at:
        return [_text("no data", _WIDTH / 2, _HEIGHT / 2, colour=AXIS, align="center")]
    x = (at[0]["i"] + 0.5) * _WIDTH / points.height
    y = (high - at[0]["value"]) / (high - low) * _HEIGHT
    shown = words.figure(at[0]["value"], unit, at[0]["decimals"], short=True)
    right, down = _beside(points, at[0], y)
    return [_text(shown, x + right, y + down, colour=OWN, main=True, align="left" if right else "center")]


def _beside(points: pl.DataFrame, last: dict[str, Any], y: float) -> tuple[int, int]:
    """How far right of its point and below it the label stands: away from the line that leads to the point."""
    before = points["value"][last["i"] - 1] if last["i"] else None
    falling = before is not None and before > last["value"]
    if falling and y >= _HEIGHT - 24:
        return 8, -8
    return 0, 17 if falling or y <= 24 else -14


def _text(content: str, x: float, y: float, *, colour: str, main: bool = False, align: str = "left") -> dict[str, Any]:
    """A piece of text in the plot, in pixels from its upper left corner; the main one is large."""
    look = {"size": 14, "weight": "bold"} if main else {"size": 12, "weight": "normal"}
    return {"text": content, "px": round(x, 2), "py": round(y, 2), "colour": colour, "align": align} | look


def _texts(pieces: Sequence[dict[str, Any]]) -> alt.LayerChart:
    """Text beside lines and points, each in its own colour; one layer for each look."""
    x, y, text = alt.X("px:Q", scale=None), alt.Y("py:Q", scale=None), alt.Text("text:N")
    colour = alt.Color("colour:N", scale=None)
    layers = []
    for look in sorted({_look(piece) for piece in pieces}):
        data = alt.Data(values=[piece for piece in pieces if _look(piece) == look])
        mark = {"fontSize": look[0], "align": look[1], "fontWeight": look[2], "baseline": "middle", "font": FONT}
        layers.append(alt.Chart(data).mark_text(clip=False, **mark).encode(x, y, text, colour))
    return alt.layer(*layers)


def _look(piece: dict[str, Any]) -> tuple[int, str, str]:
    return piece["size"], piece["align"], piece["weight"]


def _axis(**more: Any) -> alt.Axis:
    style = {
        "title": None,
        "labelColor": AXIS,
        "labelFont": FONT,
        "labelFontSize": 12,
        "gridColor": GRID,
        "domain": False,
        "tickColor": AXIS,
        "labelOverlap": False,
        "labelBound": False,
        "labelFlush": False,
        "ticks": False,
        "labelPadding": 6,
    }
    if "domainColor" in more:
        style["domain"], style["grid"] = True, False
    return alt.Axis(**(style | more))


def _format(unit: str) -> str:
    return "~f" if unit == "percent" else ",~f"


def _finished(
    chart: alt.LayerChart,
    *,
    height: int,
    left: int = 50,
    right: int,
    top: int,
    bottom: int,
    description: str | None = None,
    width: int = _WIDTH,
) -> dict[str, Any]:
    """The specification, with its own size and padding on a white ground."""
    padding = {"left": left, "right": right, "top": top, "bottom": bottom}
    size = {"width": width, "height": height, "autosize": {"type": "none"}, "padding": padding}
    spec = _inline(chart.to_dict(validate=False, context={}))
    named = {"description": description} if description else {}
    return spec | size | named | {"background": WHITE, "config": {"view": {"stroke": None}}}


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
