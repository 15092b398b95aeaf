"""Arrows and colours as printed."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import polars as pl

from scorecard.text.expressions import plain_text

ARROWS = "↑↓→⬆⬇➡▲▼↔↗↘"
"""Signs that are arrows, whatever they mean where they are printed."""


@dataclass(frozen=True)
class Signs:
    """Signs by what they say. A sign that was seen for two meanings belongs to none of them."""

    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    red: tuple[str, ...] = ()
    amber: tuple[str, ...] = ()
    green: tuple[str, ...] = ()

    def says(self, *meanings: str) -> dict[str, str]:
        """Each sign of these meanings with what it says."""
        return {sign: meaning for meaning in meanings for sign in asdict(self)[meaning]}


WELL_KNOWN = Signs(
    up=("↑", "⬆", "▲"),
    down=("↓", "⬇", "▼"),
    level=("→", "➡", "↔"),
    red=("red", "🔴"),
    amber=("amber", "yellow", "🟡", "🟠"),
    green=("green", "🟢"),
)
"""Arrows and colours that say themselves what they mean, whoever prints them."""


def read_signal(signal: pl.Expr, printed: pl.Expr, signs: Signs) -> pl.Expr:
    """``up``, ``down``, ``level`` or ``red``, ``amber``, ``green``; null if the sign is illegible.

    ``signal`` is ``direction`` or ``rag``. ``signs`` are those that a council prints beside the well-known ones:
    short forms of colours, and what text recognition makes of an arrow's shape.
    """
    text = plain_text(printed).str.strip_chars(" .·")
    arrow = _meaning(text, signs, "up", "down", "level")
    colour = _meaning(text.str.to_lowercase(), signs, "red", "amber", "green")
    return pl.when(signal == "direction").then(arrow).otherwise(colour)


def _meaning(text: pl.Expr, signs: Signs, *meanings: str) -> pl.Expr:
    known = WELL_KNOWN.says(*meanings) | signs.says(*meanings)
    return text.replace_strict(known, default=None, return_dtype=pl.String)
