"""Frames as text for other tools: CSV that no spreadsheet runs, and JSON, both with every sign visible."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from typing import Any

import polars as pl
import polars.selectors as cs

from scorecard.visible import visible

# A cell that a spreadsheet would run as a formula: OWASP's list for CSV injection, also behind spaces.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r\n|＝＋－＠]")
_SIGNS_OF_A_NUMBER = frozenset("-0123456789.,%")


def as_csv(frame: pl.DataFrame) -> str:
    """CSV with a header. Text that a spreadsheet would take for a formula gets an apostrophe before it, plain
    negative numbers stay as they are, and signs that nobody sees are escapes."""
    text = [name for name, kind in frame.schema.items() if kind == pl.String]
    safe = frame.with_columns(pl.col(name).map_elements(_harmless, return_dtype=pl.String) for name in text)
    stream = io.StringIO()
    safe.write_csv(stream)
    return stream.getvalue()


def _harmless(cell: str) -> str:
    shown = visible(cell)
    return f"'{shown}" if _FORMULA.match(cell) and not _is_negative(cell) else shown


def _is_negative(cell: str) -> bool:
    """Whether a cell is a minus sign and a plain number, or the sign alone: no spreadsheet runs that."""
    rest = cell.removeprefix("-").removesuffix("%")
    if cell == "-" or not cell.startswith("-") or not set(rest) <= _SIGNS_OF_A_NUMBER - {"-", "%"}:
        return cell == "-"
    return rest.replace(",", "").replace(".", "", 1).isdigit()


def as_json(frame: pl.DataFrame) -> str:
    """A JSON list of objects, one a row, keys in the order of the columns."""
    numbers = frame.with_columns(cs.float().fill_nan(None))
    return visible(json.dumps(numbers.to_dicts(), ensure_ascii=False, indent=2, default=_plain)) + "\n"


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
