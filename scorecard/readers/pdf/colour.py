"""Colours of a PDF as ``rrggbb``."""

from __future__ import annotations

from typing import Any


def colour_of(colour: Any) -> str | None:
    """A colour of a PDF (grey, RGB or CMYK, parts from 0 to 1) as ``rrggbb``; null for patterns.

    >>> colour_of((1, 0, 0)), colour_of(0.5), colour_of((0, 1, 1, 0))
    ('ff0000', '808080', 'ff0000')
    """
    parts = [colour] if isinstance(colour, (int, float)) else list(colour) if isinstance(colour, (list, tuple)) else []
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return None
    if len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    elif len(parts) == 1:
        parts *= 3
    if len(parts) != 3:
        return None
    return "".join(f"{min(255, max(0, int(part * 255 + 0.5))):02x}" for part in parts)
