"""Showing things properly in an interactive session: frames as tables, charts of one's own without the network."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.html.blocks import PAGES_VARIABLE, bundle, in_words
from scorecard.html.markup import Column, el, table
from scorecard.html.pictures import styled

DRAWN_IN_THE_LAB = "application/vnd.vegalite.v5+json"
"""What JupyterLab draws itself, with its own copy of Vega: charts that answer to the mouse, offline."""
MOST_ROWS, MOST_COLUMNS = 60, 24
_LONGEST, _KEPT_WHOLE, _MOST_DECIMALS = 60, 12, 4
_ACTIONS = {"embed_options": {"actions": {"export": True, "source": False, "compiled": False, "editor": False}}}


def show_properly() -> None:
    """Let charts and frames show as they should in this session. May be called again and again.

    A chart of one's own is drawn by JupyterLab itself and answers to the mouse; where that cannot be (a page, another
    reader of notebooks) it is a picture. Nothing is loaded from the network, and no id is random. A polars frame is a
    table with figures to the right, and says how much of it is shown.
    """
    import altair as alt

    from scorecard.charts.theme import enable_theme

    enable_theme()
    alt.renderers.register("scorecard", own_chart)
    alt.renderers.enable("scorecard")
    shell = _shell()
    if shell is not None:
        shell.display_formatter.formatters["text/html"].for_type(pl.DataFrame, lambda frame: str(frame_html(frame)))


def _shell() -> Any:
    """The notebook that runs this; null in a script."""
    from IPython.core.getipython import get_ipython

    return get_ipython()


def own_chart(spec: dict[str, Any], **_: Any) -> Any:
    """The mime bundle of a chart that somebody made, with what tells JupyterLab to offer no address outside."""
    chart = json.loads(json.dumps(spec, sort_keys=True))
    if os.environ.get(PAGES_VARIABLE):
        return bundle(chart)
    from scorecard.charts.svg import to_svg

    shown = {DRAWN_IN_THE_LAB: chart, "image/svg+xml": to_svg(chart), "text/plain": in_words(chart)}
    return shown, {DRAWN_IN_THE_LAB: _ACTIONS}


def frame_html(frame: pl.DataFrame) -> Markup:
    """A frame as a table: figures to the right, missing ones empty, long text cut; with how much there is of it."""
    shown = frame.head(MOST_ROWS)
    names = frame.columns[:MOST_COLUMNS]
    columns = [Column(name, name, "number" if _is_number(frame.schema[name]) else "text") for name in names]
    rows = [{name: _cell(row[name]) for name in names} for row in shown.iter_rows(named=True)]
    return styled(table(rows, columns, caption=_size(frame)))


def _is_number(kind: pl.DataType) -> bool:
    return kind.is_numeric()


def _size(frame: pl.DataFrame) -> str:
    size = f"{words.counted(frame.height, 'row')} × {words.counted(frame.width, 'column')}"
    if frame.height <= MOST_ROWS and frame.width <= MOST_COLUMNS:
        return size
    return f"{size}; the first {min(frame.height, MOST_ROWS)} rows and {min(frame.width, MOST_COLUMNS)} columns shown"


def _cell(value: object) -> object:
    """What stands in a cell: a blank that is one, as "no data" in every second cell says nothing."""
    if value is None or value == []:
        return el("span", "·", aria_label=words.NO_DATA)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return (
            words.number(round(value, _MOST_DECIMALS)) if value == value and abs(value) != float("inf") else str(value)
        )
    if isinstance(value, int):
        return str(value)
    text = "; ".join(map(_plain, value)) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)
    if len(text) <= _KEPT_WHOLE:
        return el("span", text, class_="whole")
    return text if len(text) <= _LONGEST else el("span", text[: _LONGEST - 1] + "…", title=text)


def _plain(value: object) -> str:
    return words.number(round(value, _MOST_DECIMALS)) if isinstance(value, float) else str(value)
