"""Arrows and colours as printed, and the letters that damage made of them."""

from __future__ import annotations

import polars as pl

from scorecard.text.cells import plain_text

# What text recognition makes of an arrow's shape. Signs that were seen for both directions are not here.
_ARROWS = {
    "up": ("↑", "⬆", "^", "▲", "1"),
    "down": ("↓", "⬇", "Ψ", "ψ", "¥", "V", "v", "y", "₩", "▼", "4"),
    "level": ("→", "➡", "↔", "-", "–"),
}
_COLOURS = {
    "red": ("red", "🔴", "r"),
    "amber": ("amber", "yellow", "🟡", "🟠", "a", "а", "α"),
    "green": ("green", "🟢", "g"),
}


def read_signal(signal: pl.Expr, printed: pl.Expr) -> pl.Expr:
    """``up``, ``down``, ``level`` or ``red``, ``amber``, ``green``; null if the sign is illegible.

    ``signal`` is ``direction`` or ``rag``.
    """
    text = plain_text(printed).str.strip_chars(" .·")
    arrow = text.replace_strict(
        {s: read for read, signs in _ARROWS.items() for s in signs}, default=None, return_dtype=pl.String
    )
    colour = text.str.to_lowercase().replace_strict(
        {s: read for read, signs in _COLOURS.items() for s in signs}, default=None, return_dtype=pl.String
    )
    return pl.when(signal == "direction").then(arrow).otherwise(colour)
