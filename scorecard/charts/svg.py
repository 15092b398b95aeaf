"""Charts as SVG: drawn here, not in the reader's browser, and the same bytes on every machine."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from scorecard.charts.compiled import compiled
from scorecard.charts.sheet import NARROW_KEY
from scorecard.charts.theme import FONT
from scorecard.provenance import sha256_of

_SAID_TO_SCREEN_READERS = re.compile(r' (?:aria-[a-z]+|role|class|pointer-events)="[^"]*"')
_ROOT = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')
_INVISIBLE = re.compile(r'<path (?:d="[^"]*"|d="" display="none")/>')
"""Paths without a colour: the group around all marks has none either."""
_PARTS = re.compile(r"<[^>]*>|[^<]+")
_DEFAULTS = re.compile(r' (?:opacity="1"|stroke-width="1"|stroke-opacity="1"|transform="translate\(0,0\)")')
_FONT = re.compile(r' font-family="' + re.escape(FONT) + '"')
_LONG = re.compile(r"(\d\.\d\d)\d+|(-?\d+)\.0+(?=\D)")
_UNIT = re.compile(r'(font-size="\d+)px"')
_ID = re.compile(r'\bid="([^"]+)"')


def picture(spec: dict[str, Any]) -> Markup:
    """The chart as it stands on a page: drawn for a page and, where it has that form, for a narrow screen.

    The style sheet shows one of the two; the other is not there for anybody, nor for a screen reader.
    """
    narrow = spec.get("usermeta", {}).get(NARROW_KEY)
    if narrow is None:
        return _boxed(spec, "chart")
    return _boxed(spec, "chart wide") + _boxed(narrow, "chart narrow")


def _boxed(spec: dict[str, Any], kind: str) -> Markup:
    return Markup(f'<div class="{kind}">{to_svg(spec)}</div>')


def to_svg(spec: dict[str, Any]) -> str:
    """The chart as one ``<svg>`` with role ``img`` and its description as the accessible name.

    Needs a top-level ``description``. Ids of clips and gradients come from the chart's content, so that two
    charts on a page never share one.
    """
    return _drawn(json.dumps({k: v for k, v in spec.items() if k != "usermeta"}, sort_keys=True))


@lru_cache(maxsize=1024)
def _drawn(spec: str) -> str:
    import vl_convert

    chart = json.loads(spec)
    svg = vl_convert.vega_to_svg(compiled(chart))
    return tidy(svg, label=chart.get("description") or "chart", prefix="c" + sha256_of(spec.encode())[:8])


def tidy(svg: str, *, label: str, prefix: str) -> str:
    """``svg`` with our root element, without the parts' own roles (the chart is one picture to a screen reader)."""
    size = _ROOT.search(svg)
    if size is None:
        raise ValueError("the chart has no size")
    plain = slim(_INVISIBLE.sub("", _SAID_TO_SCREEN_READERS.sub("", svg[size.end() :])))
    for number, old in enumerate(dict.fromkeys(_ID.findall(plain))):
        plain = plain.replace(f'id="{old}"', f'id="{prefix}-{number}"').replace(
            f"url(#{old})", f"url(#{prefix}-{number})"
        )
    width, height = size[1], size[2]
    font = f' font-family="{FONT}"' if "<text" in plain else ""
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(label)}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"{font}>'
    )
    return root + plain


def slim(marks: str) -> str:
    """The same marks in fewer bytes: no attribute that says the default, two decimals of a pixel, no empty group.

    The font stands once, at the root. What is written as text stays as it is.
    """
    parts: list[str] = []
    groups: list[bool] = []
    for part in _PARTS.findall(marks):
        if part.startswith("<g") and part.endswith("/>"):
            continue
        if part.startswith("<g"):
            shorter = _shorter(part)
            groups.append(shorter != "<g>")
            parts += [shorter] if groups[-1] else []
        elif part == "</g>":
            if not groups.pop():
                continue
            if parts[-1].startswith("<g"):
                parts.pop()
            else:
                parts.append(part)
        else:
            parts.append(_shorter(part) if part.startswith("<") else part)
    return "".join(parts)


def _shorter(tag: str) -> str:
    plain = _DEFAULTS.sub("", _FONT.sub("", tag))
    return _UNIT.sub(r'\1"', _LONG.sub(lambda number: number[1] or number[2], plain))
