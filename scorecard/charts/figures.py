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

from scorecard.charts import words
from scorecard.charts.palette import AXIS, COMPARATOR, GRID, OWN, TARGET, TEXT, WHITE

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_STYLE = {"target": (TARGET, [6, 3]), "benchmark": (COMPARATOR, [2, 3])}
_WIDTH, _HEIGHT = 420, 210


@dataclass(frozen=True)
class Reference:
    """A line to compare with: its name, its value and whether it is the ``target`` or a ``benchmark``."""

    name: str
    value: float
    kind: str


def sparkline(values: Sequence[float | None], *, description: str, width: int = 96, height: int = 22) -> dict[str, Any]:
    """A small trend of values in order of time, the last one marked; nulls leave a gap. A Vega-Lite specification."""
    spec: dict[str, Any] = json.loads(_sparkline_template(width, height))
    points = [{"i": i, "v": v} for i, v in enumerate(values)]
    last = max((i for i, v in enumerate(values) if v is not None), default=0)
    spec["data"] = {"values": points}
    spec["layer"][1]["data"] = {"values": points[last : last + 1]}
    spec["layer"][2]["data"] = {"values": _alone(values)}
    spec["description"] = description
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
    chart = alt.layer(line, last, lone, data=nothing).properties(width=width, height=height)
    return json.dumps(_framed(chart, left=5, right=5, top=5, bottom=5).to_dict())


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
        pl.col("period").map_elements(lambda p: words.period(p, short=True), return_dtype=pl.String).alias("month"),
        "value",
        pl.col("marked"),
    )
    x = alt.X(
        "month:O",
        sort=None,
        axis=_axis(labelAngle=0, labelExpr="split(datum.label, ' ')", ticks=False, domainColor=AXIS),
    )
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    y = alt.Y("value:Q", scale=scale, axis=_axis(tickCount=5, format=_format(unit)))
    base = alt.Chart(months).encode(x, y)
    marks = [
        *[_rule(r, scale) for r in references],
        base.mark_line(color=OWN, strokeWidth=2.5, invalid="break-paths-show-path-domains"),
    ]
    marks.append(
        base.mark_circle(color=OWN, opacity=1, size=34).transform_filter("isValid(datum.value) && !datum.marked")
    )
    if points["marked"].any():
        marked = base.mark_point(color=OWN, fill=WHITE, shape="diamond", strokeWidth=2, opacity=1, size=80)
        marks.append(marked.transform_filter("isValid(datum.value) && datum.marked"))
    marks += _end_labels(references, low, high)
    marks.append(_last_value(months, points, unit, low, high))
    chart = alt.layer(*marks).properties(width=_WIDTH, height=_HEIGHT, description=description)
    return _finished(_framed(chart, left=50, right=168, top=16, bottom=38))


def annual_chart(years: pl.DataFrame, *, unit: str, description: str) -> dict[str, Any]:
    """Bars from zero, one per year (``period``, ``value``), each with its figure."""
    shown = years.select(
        pl.col("period").alias("year"),
        "value",
        pl.struct("value", "decimals")
        .map_elements(lambda r: words.figure(r["value"], unit, r["decimals"]).split(" ")[0], return_dtype=pl.String)
        .alias("label"),
    )
    highest = max([*years["value"].to_list(), 0.0]) or 1.0
    lowest = min([*years["value"].to_list(), 0.0])
    x = alt.X(
        "year:O", sort=None, axis=_axis(labelAngle=0, ticks=False, domainColor=AXIS), scale=alt.Scale(padding=0.35)
    )
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[lowest * 1.15, highest * 1.15], nice=False))
    base = alt.Chart(shown).encode(x, y)
    bars = base.mark_bar(color=OWN)
    labels = base.mark_text(dy=-8, color=TEXT, fontSize=13, fontWeight="bold", font=FONT).encode(text="label:N")
    chart = alt.layer(bars, labels).properties(width=_WIDTH, height=150, description=description)
    return _finished(_framed(chart, left=50, right=168, top=10, bottom=28))


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


def _rule(reference: Reference, scale: alt.Scale) -> alt.Chart:
    colour, dash = _STYLE[reference.kind]
    data = alt.Data(values=[{"value": reference.value}])
    return (
        alt.Chart(data).mark_rule(color=colour, strokeDash=dash, strokeWidth=1.8).encode(alt.Y("value:Q", scale=scale))
    )


def _end_labels(references: Sequence[Reference], low: float, high: float) -> list[alt.Chart]:
    """The names of the lines at their right end, moved apart where they would touch."""
    heights = [(high - r.value) / (high - low) * _HEIGHT for r in references]
    placed = spread(heights, gap=15, low=4, high=_HEIGHT - 2)
    return [
        _text(r.name, _WIDTH + 8, at, colour=_STYLE[r.kind][0], size=12)
        for r, at in zip(references, placed, strict=True)
    ]


def _last_value(months: pl.DataFrame, points: pl.DataFrame, unit: str, low: float, high: float) -> alt.Chart:
    """The latest figure, written above its point (below it near the top edge)."""
    at = points.with_row_index("i").filter(pl.col("value").is_not_null()).tail(1)
    if at.is_empty():
        return _text("no data", _WIDTH / 2, _HEIGHT / 2, colour=AXIS, size=13)
    index, value, decimals = at["i"].item(), at["value"].item(), at["decimals"].item()
    x = (index + 0.5) * _WIDTH / months.height
    y = (high - value) / (high - low) * _HEIGHT
    shown = words.figure(value, unit, decimals).split(" ")[0]
    return _text(shown, x, y - 13 if y > 24 else y + 16, colour=OWN, size=14, align="center", weight="bold")


def _text(
    content: str, x: float, y: float, *, colour: str, size: int, align: str = "left", weight: str = "normal"
) -> alt.Chart:
    mark = alt.Chart(alt.Data(values=[{}])).mark_text(
        text=content,
        color=colour,
        fontSize=size,
        align=align,
        baseline="middle",
        font=FONT,
        fontWeight=weight,
        clip=False,
    )
    return mark.encode(x=alt.value(round(x, 2)), y=alt.value(round(y, 2)))


def _axis(**more: Any) -> alt.Axis:
    style = {
        "title": None, "labelColor": AXIS, "labelFont": FONT, "labelFontSize": 12, "gridColor": GRID, "domain": False,
        "tickColor": AXIS, "labelOverlap": False, "labelBound": False, "labelFlush": False, "ticks": False,
        "labelPadding": 6,
    }  # fmt: skip
    if "domainColor" in more:
        style["domain"], style["grid"] = True, False
    return alt.Axis(**(style | more))


def _format(unit: str) -> str:
    return "~f" if unit == "percent" else ",~f"


def _framed(chart: alt.LayerChart, *, left: int, right: int, top: int, bottom: int) -> alt.LayerChart:
    padding = {"left": left, "right": right, "top": top, "bottom": bottom}
    return chart.properties(autosize=alt.AutoSizeParams(type="none"), padding=padding, background=WHITE).configure_view(
        stroke=None
    )


def _finished(chart: alt.LayerChart) -> dict[str, Any]:
    """The specification with its data inline and datasets in a fixed order."""
    with alt.data_transformers.enable("default", consolidate_datasets=False):
        spec: dict[str, Any] = json.loads(json.dumps(chart.to_dict(), sort_keys=True))
    return spec
