"""The key messages of a few invented figures, and the figures that most of them are of."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from scorecard.measures.answers.answer import answer
from scorecard.measures.answers.messages import key_messages
from scorecard.periods import Quarter
from tests.unit.measures.answers.town import (
    material,
    printed,
)
from tests.unit.validate.rule_frames import threshold

Q1 = Quarter(2020, 1)


def bands(id: str, line: int, *, red: float = 80, green: float = 90) -> list[dict[str, Any]]:
    return [
        threshold(id, "red", f"<{red}", None, red, line=line, closed=(True, False)),
        threshold(id, "amber", f"{red}-{green}", red, green, line=line, closed=(True, False)),
        threshold(id, "green", f"{green}+", green, None, line=line),
    ]


def messages(rows: list[dict[str, Any]], *indicators: Any, **more: Any) -> pl.DataFrame:
    asked = material(rows, *indicators, **more)
    return key_messages(asked, answer(asked), Q1)


def kinds(frame: pl.DataFrame) -> list[tuple[str, str | None]]:
    return frame.select("kind", "indicator").rows()


def year(id: str, before: int, now: int, *, of: int = 1000) -> list[dict[str, Any]]:
    """A share in March and June of two years: the quarter and the year before say the same."""
    return [
        printed(id, label, f"{100 * x / of:.1f}%", x=x, y=of)
        for label, x in (("2019-06", before), ("2020-03", before), ("2020-06", now))
    ]


TWO = {"pack": date(2020, 6, 30), "port": date(2020, 6, 30)}


def of_two(rows: list[dict[str, Any]], other: list[dict[str, Any]]) -> list[dict[str, Any]]:
    there = [row | {"authority": "Port", "area": "Port", "document": "port"} for row in other]
    return [row | {"line": at} for at, row in enumerate([*rows, *there], 1)]
