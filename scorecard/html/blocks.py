"""What a notebook cell shows: blocks of HTML and charts, one after the other."""

from __future__ import annotations

import os
from typing import Any

from markupsafe import Markup

from scorecard.html.pictures import picture_of, styled

VEGALITE_MIME = "application/vnd.vegalite.v6+json"
# Set for runs that make pages: the page exporter draws the charts itself, for the page and for the notebook.
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
        return "\n".join(in_words(block) for block in self.blocks)


def bundle(block: Markup | dict[str, Any]) -> dict[str, Any]:
    """The mime bundle of a block: HTML, or a Vega-Lite specification; and always words.

    Outside a page run a table brings its style along and a chart its picture, as JupyterLab has no style for the one
    and draws Vega-Lite only up to version 5. The picture is HTML: a picture of type SVG is not shown to somebody who
    opens a notebook that another person has run.
    """
    for_a_page = bool(os.environ.get(PAGES_VARIABLE))
    if isinstance(block, Markup):
        return {"text/html": str(block if for_a_page else styled(block)), "text/plain": in_words(block)}
    shown: dict[str, Any] = {VEGALITE_MIME: block, "text/plain": in_words(block)}
    return shown if for_a_page else shown | {"text/html": str(picture_of(block))}


def in_words(block: Markup | dict[str, Any]) -> str:
    """A block as plain text: a chart's description, the words of HTML."""
    if not isinstance(block, Markup):
        return str(block.get("description", "chart"))
    spaced = Markup(str(block).replace("<", " <"))
    return " ".join(spaced.striptags().split())[:200]
