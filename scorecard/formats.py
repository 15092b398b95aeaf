"""Frames as text for other tools: CSV that no spreadsheet runs, and JSON, both with every sign visible."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import polars.selectors as cs

from scorecard.visible import visible

# A cell that a spreadsheet would run as a formula: OWASP's list for CSV injection, also behind spaces.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r\n|＝＋－＠]")
_SIGNS_OF_A_NUMBER = frozenset("-0123456789.,%")
BOM = "\ufeff"
"""What tells a spreadsheet that a file of text is UTF-8."""
_COVER = (
    "Figures as councils' performance packs print them; what is worked out from them says so.",
    "Whose figures they are, and on what terms they may be used, is said in LICENCE-DATA.md of the project.",
    "Each figure has its place: the document, the line of its text and the cell of the line.",
    "The sheet Contents lists the tables, the sheet Notes what codes in square brackets mean.",
)


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


def as_file(frame: pl.DataFrame, style: str, *, title: str, notes: Sequence[str] = (), about: str = "") -> str | bytes:
    """A frame as what a file of that style holds: ``csv``, ``xlsx``, ``parquet``, ``json``.

    CSV begins with the mark (BOM) without which spreadsheets take UTF-8 for something else; lists become texts.
    """
    if style == "xlsx":
        from scorecard.workbook import Sheet, as_xlsx

        return as_xlsx([Sheet("Figures", title, frame, about)], title=title, about=_COVER, notes=notes)
    if style == "parquet":
        stream = io.BytesIO()
        frame.write_parquet(stream, compression="zstd")
        return stream.getvalue()
    if style == "json":
        return as_json(frame)
    return BOM + as_csv(_flat(frame))


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with lists as texts and without structs, which CSV has no place for."""
    plain = frame.select(~cs.struct())
    lists = {name: kind for name, kind in plain.schema.items() if isinstance(kind, pl.List)}
    nested = [name for name, kind in lists.items() if kind.inner == pl.Struct]
    texts = [pl.col(name).cast(pl.List(pl.String)).list.join("; ") for name in lists if name not in nested]
    return plain.drop(nested).with_columns(texts)
