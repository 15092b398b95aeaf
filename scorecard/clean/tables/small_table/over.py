"""What the header of a small table prints over its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scorecard.clean.names.alike import similarity
from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.shared.units import FigureColumns

_PLAINLY = 0.7
_FEWEST_LETTERS = 4
"""So many letters make a name; fewer may be what damage left of a figure."""


def header_names(header: Sequence[Row], units: Sequence[FigureColumns]) -> list[list[str]]:
    """What the header may say over each unit of columns: all its rows from top to bottom, or one row alone."""
    names = []
    for unit in units:
        rows = [" ".join(" ".join(row.text(c) for c in unit.columns).split()) for row in header]
        said = [text for text in reversed(rows) if text]
        names.append(list(dict.fromkeys([*said, " ".join(reversed(said))])))
    return names


def named_alone(names: list[list[str]]) -> list[bool]:
    """For each printed column whether its lowest header is one that no other column has."""
    lowest = [said[0] if said else "" for said in names]
    return [
        bool(text) and not any(similarity(text, other) > _PLAINLY for j, other in enumerate(lowest) if j != i)
        for i, text in enumerate(lowest)
    ]


def name_over(header: Sequence[Row], column: int) -> str:
    return next((text for row in reversed(header) if (text := row.text(column))), "")


def reads_as_name(text: str) -> bool:
    return len(re.findall(r"[A-Za-z]", text)) >= _FEWEST_LETTERS and not re.search(r"\d{3}", text)


def without_brackets(text: str) -> str:
    return " ".join(re.sub(r"\([^)]*\)", " ", text).split()) or text


def tidy(name: str) -> str:
    return name[:1].upper() + name[1:]
