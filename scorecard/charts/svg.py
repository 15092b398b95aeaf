"""Charts as SVG: drawn here, not in the reader's browser, and the same bytes on every machine."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from markupsafe import escape

from scorecard.provenance import sha256_of

_SAID_TO_SCREEN_READERS = re.compile(r' (?:aria-[a-z]+|role|class|pointer-events)="[^"]*"')
_ROOT = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')
_INVISIBLE = re.compile(r'<path (?:d="M0,0h0v0h0Z"|d=""(?: display="none")?)/>')
_MARK = "inline-data"
_ID = re.compile(r'\bid="([^"]+)"')


def to_svg(spec: dict[str, Any]) -> str:
    """The chart as one ``<svg>`` with role ``img`` and its description as the accessible name.

    Needs a top-level ``description``. Ids of clips and gradients come from the chart's content, so that two
    charts on a page never share one.
    """
    return _drawn(json.dumps(spec, sort_keys=True))


@lru_cache(maxsize=4096)
def _drawn(spec: str) -> str:
    import vl_convert

    chart = json.loads(spec)
    svg = vl_convert.vega_to_svg(_compiled(chart))
    return tidy(svg, label=chart.get("description") or "chart", prefix="c" + sha256_of(spec.encode())[:8])


def _compiled(chart: dict[str, Any]) -> dict[str, Any]:
    """The chart as Vega. Charts that differ only in their inline data are compiled once: a page has dozens."""
    inline: list[Any] = []
    bare = _without_data(chart, inline)
    compiled: dict[str, Any] = json.loads(_compile(json.dumps(bare, sort_keys=True)))
    for source in compiled["data"]:
        mark = source.get("values")
        if isinstance(mark, list) and len(mark) == 1 and isinstance(mark[0], dict) and _MARK in mark[0]:
            source["values"] = inline[mark[0][_MARK]]
    return compiled


def _without_data(node: Any, inline: list[Any]) -> Any:
    """``node`` with each list of inline data taken out into ``inline`` and its number left in its place."""
    if isinstance(node, list):
        return [_without_data(child, inline) for child in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("values"), list) and set(node) <= {"values", "name"}:
        inline.append(node["values"])
        return {"values": [{_MARK: len(inline) - 1}]}
    return {key: _without_data(child, inline) for key, child in node.items() if key != "description"}


@lru_cache(maxsize=64)
def _compile(bare: str) -> str:
    import vl_convert

    compiled = vl_convert.vegalite_to_vega(bare)
    return compiled if isinstance(compiled, str) else json.dumps(compiled)


def tidy(svg: str, *, label: str, prefix: str) -> str:
    """``svg`` with our root element, without the parts' own roles (the chart is one picture to a screen reader)."""
    size = _ROOT.search(svg)
    if size is None:
        raise ValueError("the chart has no size")
    plain = _INVISIBLE.sub("", _SAID_TO_SCREEN_READERS.sub("", svg[size.end() :]))
    for number, old in enumerate(dict.fromkeys(_ID.findall(plain))):
        plain = plain.replace(f'id="{old}"', f'id="{prefix}-{number}"').replace(
            f"url(#{old})", f"url(#{prefix}-{number})"
        )
    width, height = size[1], size[2]
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(label)}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    )
    return root + plain
