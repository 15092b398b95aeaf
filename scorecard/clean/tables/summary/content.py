"""Columns of a summary told by what stands in them, where their headers are lost or stand beside them."""

from __future__ import annotations

import re
from dataclasses import replace

from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.text.figures import is_figure, is_missing_mark


def named_by_content(columns: list[SummaryColumn], rows: list[Row]) -> list[SummaryColumn]:
    """The columns, with names and units found by what stands in them where no header says so.

    The column of names is the first without a role in which most rows print words; that of units a column
    of notes in which most rows print a unit.
    """
    told = list(columns)
    roles = {c.role for c in columns}
    for i, column in enumerate(told):
        texts = [t for t in (row.text(column.position) for row in rows) if t]
        most = max(3, len(rows) / 2)
        if "name" not in roles and column.role == "other" and sum(map(_reads_as_name, texts)) > most:
            told[i], roles = replace(column, role="name"), roles | {"name"}
        elif "unit" not in roles and column.role == "note" and sum(map(_reads_as_unit, texts)) > most:
            told[i], roles = replace(column, role="unit"), roles | {"unit"}
    return told


def headed_by_content(columns: list[SummaryColumn], rows: list[Row]) -> list[SummaryColumn]:
    """The columns, with the header of a column without figures given to the column beside it that has no header.

    A header that slipped by a cell stands over a column of small charts, or over nothing, beside its figures.
    """
    told = list(columns)
    for i, column in enumerate(told):
        if column.role != "value" or _figures_under(column, rows):
            continue
        beside = [n for n in (i - 1, i + 1) if 0 <= n < len(told) and told[n].role == "other"]
        filled = [n for n in beside if _figures_under(told[n], rows) and 2 * _filled_under(told[n], rows) > len(rows)]
        if len(filled) == 1:
            why = "the header stands one cell beside its column: nothing but these figures is without one"
            place = told[filled[0]].position
            told[filled[0]], told[i] = (
                replace(column, position=place, correction=why),
                SummaryColumn("other", column.position),
            )
    return told


def _filled_under(column: SummaryColumn, rows: list[Row]) -> int:
    return sum(is_figure(text) or is_missing_mark(text) for text in (row.text(column.position) for row in rows))


def _figures_under(column: SummaryColumn, rows: list[Row]) -> int:
    """How many rows print a figure in a column; the strokes of small charts are none."""
    texts = [row.text(column.position) for row in rows]
    return sum(is_figure(text) and not re.fullmatch(r"[1Il|.,_ ]{2,}", text) for text in texts)


def _reads_as_name(text: str) -> bool:
    return len(re.findall(r"[A-Za-z]{3,}", text)) >= 2 and not is_figure(text)


def _reads_as_unit(text: str) -> bool:
    return bool(re.match(r"(?:count|number|no|%|percentage|rate per\b.*|(?:ytd )?average.*)$", text, re.IGNORECASE))
