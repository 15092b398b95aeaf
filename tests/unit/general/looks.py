"""What a check reads of a few lines, for the tests of one look of tables each."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.fixtures.checks import check_lines

Read = tuple[str, str | None, str, str, float, str]
"""The name, the category, the area, the period, the value and the unit of a figure."""


def figures(folder: Path, *lines: str) -> list[Read]:
    """The figures of some lines (cells between strokes) under the title of a council, in printed order."""
    head = ["Kiteham Council", "Quarter 3 2023/24", ""]
    checked = check_lines([*head, *(line.replace("|", "\t") for line in lines)], folder)
    observations = checked.document.tables["observations"].filter(pl.col("value").is_not_null())
    columns = ("indicator_name", "breakdown", "area", "period", "value", "unit")
    return observations.sort("line", "cell", "part").select(columns).rows()
