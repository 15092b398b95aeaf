"""What a notebook cell shows: blocks of HTML and charts, one after the other."""

from __future__ import annotations

import json
import os
from typing import Any

from markupsafe import Markup

VEGALITE_MIME = "application/vnd.vegalite.v6+json"
# Set for runs that make pages: the page exporter draws the charts itself, so the notebook need not carry pictures.
PAGES_VARIABLE = "SCORECARD_PAGES"


class Blocks:
    """Markup and chart specifications in order; shows itself in a notebook as one output each."""

    def __init__(self, *blocks: Markup | dict[str, Any]) -> None:
        self.blocks = blocks

    def __add__(self, other: Blocks) -> Blocks:
        return Blocks(*self.blocks, *other.blocks)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for block in self.blocks:
            display(bundle(block), raw=True)

    def __repr__(self) -> str:
        return "\n".join(bundle(block)["text/plain"] for block in self.blocks)


def bundle(block: Markup | dict[str, Any]) -> dict[str, Any]:
    """The mime bundle of a block: HTML, or a Vega-Lite specification; and always words.

    Outside a page run the chart brings its picture along, as JupyterLab draws Vega-Lite only up to version 5.
    """
    if isinstance(block, Markup):
        return {"text/html": str(block), "text/plain": _in_words(block)}
    shown: dict[str, Any] = {VEGALITE_MIME: block, "text/plain": str(block.get("description", "chart"))}
    if not os.environ.get(PAGES_VARIABLE):
        from scorecard.charts.svg import to_svg

        shown["image/svg+xml"] = to_svg(block)
    return shown


def enable_renderer() -> None:
    """Let altair show plain charts the same way as our pages do: our look, no script, no network, no random id."""
    import altair as alt

    from scorecard.charts.theme import enable_theme

    enable_theme()

    alt.renderers.register("scorecard", lambda spec, **_: bundle(json.loads(json.dumps(spec, sort_keys=True))))
    alt.renderers.enable("scorecard")


def _in_words(markup: Markup) -> str:
    spaced = Markup(str(markup).replace("<", " <"))
    return " ".join(spaced.striptags().split())[:200]
