"""How HTML and charts are shown where no style sheet of ours is: in JupyterLab, in a notebook that somebody opens.

What a notebook holds that another person has run is cleaned before it is shown: no style, no SVG. So figures must not
run together without a style, and a chart is an ``<img>`` that carries its own bytes. Nothing is asked of the network.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Any

from markupsafe import Markup

from scorecard.html.markup import el

_RUN_TOGETHER = re.compile(r"(?<=[^\s>(])(?=<(?:span|small|strong|em|b|i|a|svg)\b)|(?<=</span>)(?=[^\s<.,;:)’%])")
"""Where a part that has a line of its own on a page follows text, or text follows it, without a space."""
_BESIDE = re.compile(r"(</(?:span|small|strong|div|p|ul|svg)>)(?=<(?:span|small|strong|a)\b)")
_STYLE = Markup(
    "<style>"
    ".scorecard table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
    ".scorecard caption{text-align:left;font-weight:bold;padding:.3em 0}"
    ".scorecard.scorecard table th,.scorecard.scorecard table td{text-align:left;vertical-align:top;padding:.3em .7em;"
    "border-bottom:1px solid #8884;white-space:normal;max-width:26em}"
    ".scorecard.scorecard table thead th{border-bottom:2px solid #888}"
    ".scorecard.scorecard table .number{text-align:right}"
    ".scorecard .whole{white-space:nowrap}"
    ".scorecard .small{display:block;opacity:.8;font-size:.9em}"
    ".scorecard .scroll{overflow-x:auto}"
    ".scorecard .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    ".scorecard .tag{border:1px solid;padding:0 .3em;font-weight:bold;white-space:nowrap}"
    ".scorecard .none{font-style:italic;opacity:.7}"
    ".scorecard td ul{list-style:none;margin:0;padding:0}"
    ".scorecard .tiles{display:flex;flex-wrap:wrap;gap:1.5em;list-style:none;padding:0}"
    ".scorecard .tiles strong{display:block;font-size:1.6em}"
    "</style>"
)


def styled(markup: Markup) -> Markup:
    """``markup`` with a small style of its own, and readable where that is taken away."""
    return _STYLE + el("div", apart(markup), class_="scorecard")


def apart(markup: Markup) -> Markup:
    """``markup`` with a space wherever two parts would run together without a style.

    >>> apart(Markup('<td>99.1<span class="small">6.8 above</span></td>'))
    Markup('<td>99.1 <span class="small">6.8 above</span></td>')
    """
    return Markup(_BESIDE.sub(r"\1 ", _RUN_TOGETHER.sub(" ", str(markup))))


def picture_of(spec: dict[str, Any]) -> Markup:
    """A chart as an image with its words: the SVG of the page, within the address of the image."""
    from scorecard.charts.svg import to_svg

    drawn = b64encode(to_svg(spec).encode()).decode("ascii")
    words = str(spec.get("description") or "chart")
    return el("img", alt=words, src=f"data:image/svg+xml;base64,{drawn}")
