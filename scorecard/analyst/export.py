"""A frame or a chart as a file to hand on: CSV, Excel, Parquet, JSON; SVG, PNG."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from scorecard.errors import UsageError
from scorecard.files import write_where_told
from scorecard.formats import as_file
from scorecard.suggest import closest

_FRAMES, _CHARTS = (".csv", ".xlsx", ".parquet", ".json"), (".svg", ".png")
_SHARP = 2
"""Pixels of a PNG for each of the chart's: sharp on paper and on fine screens."""


def export(
    thing: Any, file: Path | str, *, title: str | None = None, notes: Sequence[str] = (), about: str = ""
) -> Path:
    """Write a frame or a chart to ``file``, in the format that its ending names, and return its path.

    Frames: ``.csv`` (UTF-8 with a mark that spreadsheets need; text that one would run as a formula gets an apostrophe
    before it), ``.xlsx`` (cover, contents, notes, one named table; missing cells are codes), ``.parquet``, ``.json``.
    Charts: ``.svg``, ``.png``. ``title``, ``about`` (what a row is) and ``notes`` stand in the workbook. Raises
    UsageError for another ending, InputError if the file cannot be written.
    """
    path = Path(file)
    ending = path.suffix.lower()
    if isinstance(thing, pl.DataFrame):
        if ending not in _FRAMES:
            raise _refused(ending, _FRAMES, "a frame")
        told = title or _in_words(path.stem)
        write_where_told(path, as_file(thing, ending.removeprefix("."), title=told, notes=notes, about=about))
        return path
    spec = _spec(thing)
    if ending not in _CHARTS:
        raise _refused(ending, _CHARTS, "a chart")
    write_where_told(path, _svg(spec) if ending == ".svg" else _png(spec))
    return path


def _spec(thing: Any) -> dict[str, Any]:
    """The specification of an altair chart, or of one that is a specification already."""
    if isinstance(thing, dict):
        return thing
    if hasattr(thing, "to_dict"):
        made: dict[str, Any] = json.loads(json.dumps(thing.to_dict(), sort_keys=True))
        return made
    raise UsageError(f"a {type(thing).__name__} cannot be exported", expected="a polars frame or an altair chart")


def _svg(spec: dict[str, Any]) -> str:
    from scorecard.charts.svg import to_svg

    return to_svg(spec) + "\n"


def _png(spec: dict[str, Any]) -> bytes:
    import vl_convert

    made: bytes = vl_convert.vegalite_to_png(json.dumps(spec), scale=_SHARP)
    return made


def _refused(ending: str, known: Sequence[str], what: str) -> UsageError:
    meant = closest(ending, known)
    return UsageError(
        f"{what} has no format {ending or 'without an ending'!r}" + (f"; did you mean {meant}?" if meant else ""),
        expected=f"a file name that ends in {', '.join(known)}",
    )


def _in_words(stem: str) -> str:
    text = re.sub(r"[_-]+", " ", stem).strip()
    return text[:1].upper() + text[1:] if text else "Figures"
