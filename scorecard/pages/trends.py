"""What a trend says in words, and the active title of one indicator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from scorecard import words
from scorecard.frames import parts_of
from scorecard.measures.series import PAGE_ROW
from scorecard.pages import cells


def key_of(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells one row of the quarter's page from another."""
    return tuple(row[c] for c in PAGE_ROW)


def by_row(frame: pl.DataFrame) -> dict[tuple[Any, ...], pl.DataFrame]:
    """The frame cut into one piece for each row of the page."""
    return parts_of(frame, PAGE_ROW)


def trend_words(row: Mapping[str, Any], months: pl.DataFrame) -> str:
    """The trend in a sentence: first, last, lowest and highest figure with their months."""
    known = [m for m in months.select("period", "value", "decimals").to_dicts() if m["value"] is not None]
    values = [m["value"] for m in known]
    ends = (known[0], known[-1], known[values.index(min(values))], known[values.index(max(values))])
    said = [f"{_figure(row, m)} in {words.period(m['period'])}" for m in ends]
    return f"{row['title']}: from {said[0]} to {said[1]}; lowest {said[2]}, highest {said[3]}."


def finding_title(row: Mapping[str, Any]) -> str:
    """An active title: what the figure is now and how it moved."""
    now = standing(row)
    for before, when in (("since", "since_period"), ("previous", "previous_period")):
        if row[before] is not None and row["value"] is not None:
            moved = words.change(row["value"] - row[before], row["unit"], row["decimals"])
            return f"{now}, {_moved(moved)} since {words.period(row[when])}"
    return now


def standing(row: Mapping[str, Any], *, counts: str | None = None) -> str:
    """What the figure is now, and of how many."""
    of = f" ({counts})" if counts else ""
    return f"{row['title']}: {_now(row)}{of} in {words.period(row['period'])}"


def _now(row: Mapping[str, Any]) -> str:
    if row["value"] is None:
        return cells.shown_figure(row)
    return words.figure(row["value"], row["unit"], row["decimals"])


def _moved(change: str) -> str:
    if change == "no change":
        return "no change"
    return f"{'up' if change.startswith('+') else 'down'} {change.lstrip('+−')}"


def _figure(row: Mapping[str, Any], printed: Mapping[str, Any]) -> str:
    return words.figure(printed["value"], row["unit"], printed["decimals"], short=True)
