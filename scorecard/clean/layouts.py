"""Small tables of known layout."""

from __future__ import annotations

from scorecard.clean.grid import Grid, Reading
from scorecard.registry import Registry


def read_layout(grid: Grid, registry: Registry) -> Reading | None:
    return None
