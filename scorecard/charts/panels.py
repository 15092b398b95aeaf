"""Small multiples: the months of one area each, all on one scale, small enough for any screen."""

from __future__ import annotations

from typing import Any

import polars as pl

from scorecard import words
from scorecard.charts.months import domain
from scorecard.charts.sheet import finished, line, main_text, text, texts

_WIDTH, _HEIGHT = 122, 78
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 8, 24, 20


def shared_domain(frames: list[pl.DataFrame], unit: str) -> tuple[float, float]:
    """One scale for the ``value`` of several frames."""
    return domain([value for frame in frames for value in frame["value"].drop_nulls()], unit)


def panel(
    points: pl.DataFrame, *, name: str, unit: str, months: list[str], ends: tuple[float, float], description: str
) -> dict[str, Any]:
    """The months of one area on the scale ``ends`` over ``months``, with its name and its latest figure.

    ``points``: one row per month (``period``, ``value``, ``decimals``, ``marked``); a null, or a month that is not
    there, leaves a gap.
    """
    at = {month: _WIDTH * (i + 0.5) / len(months) for i, month in enumerate(months)}
    grid = pl.DataFrame({"period": months, "px": [round(at[m], 1) for m in months]}).join(
        points.select("period", "value", "decimals", "marked"), on="period", how="left", maintain_order="left"
    )
    shown = grid.with_columns(pl.col("marked").fill_null(False))
    rows = [row | {"stretch": 0} for row in shown.drop("decimals").to_dicts()]
    layers = line(rows, ends, unit, width=2, dot=18, diamond=50, ticks=tuple(_ticks(*ends)), label=11)
    last = shown.filter(pl.col("value").is_not_null()).tail(1).to_dicts()
    latest = words.figure(last[0]["value"], unit, last[0]["decimals"], short=True) if last else words.NO_DATA
    pieces = [
        main_text(name, 4 - _LEFT, -13, size=13),
        main_text(latest, _WIDTH + 4, -13, size=13, align="right"),
        text(words.period(months[0], short=True), 0, _HEIGHT + 11, size=11),
        text(words.period(months[-1], short=True), _WIDTH + 4, _HEIGHT + 11, size=11, align="right"),
    ]
    padding = (_LEFT, _RIGHT, _TOP, _BOTTOM)
    return finished([*layers, *texts(pieces)], width=_WIDTH, height=_HEIGHT, padding=padding, description=description)


def _ticks(low: float, high: float) -> list[float]:
    """Two round numbers within the scale's ends, or its ends where there are none."""
    span = high - low
    step = 10.0 ** max(len(str(int(span))) - 1, 0)
    for part in (step, step / 2, step / 5, step / 10):
        first, last = -(-low // part) * part, high // part * part
        if last > first:
            return [round(first, 6), round(last, 6)]
    return [low, high]
