"""Charts as SVG: drawn here, not in the reader's browser, and the same bytes on every machine."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from markupsafe import escape

from scorecard.files import sha256_of

_SAID_TO_SCREEN_READERS = re.compile(r' (?:aria-[a-z]+|role|class|pointer-events)="[^"]*"')
_ROOT = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')
_INVISIBLE = re.compile(r'<path (?:d="M0,0h0v0h0Z"|d=""(?: display="none")?)/>')
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

    svg = vl_convert.vegalite_to_svg(spec)
    description = json.loads(spec).get("description") or "chart"
    return tidy(svg, label=description, prefix="c" + sha256_of(spec.encode())[:8])


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
