"""What ``pipeline.py measures`` prints: the answers about a quarter, as a table, CSV, JSON or parquet."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import polars as pl

from scorecard import words
from scorecard.formats import as_csv, as_file, as_json
from scorecard.measures.by_council import Part
from scorecard.schema import parquet
from scorecard.suggest import unknown
from scorecard.visible import visible

_WIDE = 118
_LABEL = 24


def asked_for(measures: pl.DataFrame, part: Part, indicator: str | None) -> pl.DataFrame:
    """The answers about figures of a part of the data (their time ends in its quarter), of one indicator or of all.

    Raises UsageError for an indicator of which nothing is answered at all.
    """
    if indicator is not None and indicator not in set(measures["indicator"]):
        raise unknown("indicator", indicator, measures["indicator"].unique().sort().to_list())
    asked = [] if indicator is None else [pl.col("indicator") == indicator]
    if part.council is not None:
        asked.append(pl.col("authority") == part.council)
    if part.quarter is not None:
        asked.append(pl.col("period_end").is_between(part.quarter.start, part.quarter.end))
    return measures.filter(*asked)


def as_table(rows: pl.DataFrame) -> str:
    """A heading per indicator, then an entry per question: its code, its sentence, and how sure that is."""
    if rows.is_empty():
        return "nothing is answered here\n"
    return "\n".join(_lines(rows)) + "\n"


def _lines(rows: pl.DataFrame) -> Iterator[str]:
    decided = rows.filter(pl.col("sure") != "not-decidable")
    yield f"{words.counted(rows.height, 'answer')} ({decided.height:,} with a verdict or a number)"
    before = None
    for row in rows.select("title", "indicator", "measure", "against", "sure", "words").iter_rows(named=True):
        if row["indicator"] != before:
            before = row["indicator"]
            yield from ("", visible(f"{row['title']} ({before})"))
        label = f"  {row['measure']}"
        text = textwrap.wrap(
            visible(f"{row['words']} [{row['sure']}]"), _WIDE - _LABEL - 1, break_on_hyphens=False
        ) or [""]
        yield f"{label:<{_LABEL}} {text[0]}"
        yield from (" " * (_LABEL + 1) + line for line in text[1:])


def listed(rows: pl.DataFrame, style: str) -> str | bytes:
    """The rows as ``table``, ``csv`` or ``json`` (a list of rows), or as the bytes of ``parquet`` or ``xlsx``."""
    if style == "parquet":
        return parquet(rows)
    if style == "xlsx":
        return as_file(
            rows, style, title="What the figures say", about="One row for each figure and question asked of it."
        )
    return {"table": as_table, "csv": as_csv, "json": as_json}[style](rows)
