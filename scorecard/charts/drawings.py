"""The smallest chart: a trend of one indicator in the cell of a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from scorecard.charts.palette import OWN
from scorecard.charts.sheet import NOTHING, as_layer, filled, finished


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
    spec["background"] = "transparent"
    return spec


@lru_cache(maxsize=8)
def _sparkline_template(width: int, height: int) -> str:
    """The sparkline's specification without data: built once, as a page has dozens of them."""
    x = alt.X("i:Q", axis=None, scale=alt.Scale(nice=False, zero=False))
    y = alt.Y("v:Q", axis=None, scale=alt.Scale(zero=False, nice=False))
    line = (
        alt.Chart(NOTHING).mark_line(color=OWN, strokeWidth=1.6, invalid="break-paths-show-path-domains").encode(x, y)
    )
    last = alt.Chart(NOTHING).mark_circle(color=OWN, opacity=1, size=26).encode(x, y)
    lone = alt.Chart(NOTHING).mark_circle(color=OWN, opacity=1, size=8).encode(x, y)
    layers = [filled(as_layer(chart), []) for chart in (line, last, lone)]
    del layers[0]["data"]  # the line is of the data of the whole chart
    spec = finished(layers, width=width, height=height, padding=(5, 5, 5, 5))
    return json.dumps(spec | {"data": {"values": []}})


def _alone(values: Sequence[float | None]) -> list[dict[str, float | None]]:
    """Points with a gap on both sides, which no line would show."""
    padded = [None, *values, None]
    return [
        {"i": i, "v": v}
        for i, v in enumerate(values)
        if v is not None and padded[i] is None and padded[i + 2] is None and len(values) > 1
    ]
