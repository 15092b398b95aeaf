"""Small tables by category: ranked bars with the year before, and the table of their figures."""

from __future__ import annotations

from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.categories import CROSSED
from scorecard.charts.ranked import ranked_bars
from scorecard.html.blocks import Blocks
from scorecard.html.markup import Column, details, el, join, table
from scorecard.pages import points
from scorecard.pages.quarter import QuarterPages

TOTAL = "Total"
_LEAST_BARS = 2


def by_category(rows: pl.DataFrame, data: QuarterPages) -> Blocks:
    """The indicators of ``rows`` that are printed by category, one after the other."""
    split = rows.filter(pl.col("breakdown").is_not_null(), pl.col("unit") != "ratio")
    blocks = Blocks()
    for _, group in split.group_by("indicator", "unit", maintain_order=True):
        mine = group.to_dicts()
        blocks += Blocks(el(data.heading, f"{mine[0]['title']}, by category"))
        total = next((r for r in mine if r["breakdown"] == TOTAL and r["area_kind"] == "authority"), None)
        for one in _dimensions(_drawn(mine)):
            blocks += Blocks(*_bars(one, total, data))
        folded = f"The figures as a table ({words.many(len(mine), 'figure')})"
        blocks += Blocks(details(folded, _table(mine, data)))
    return blocks


def _drawn(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The categories of the whole authority, the greatest first, without their total."""
    own = [
        row
        for row in rows
        if row["area_kind"] == "authority" and row["breakdown"] != TOTAL and row["value"] is not None
    ]
    return sorted(own, key=lambda row: (-row["value"], row["breakdown"]))


def _dimensions(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The categories by what they split the figure by: of a crossed table its rows and its columns, each apart.

    What both cross is left to the table, or each case would stand in the chart three times. A stroke within a name
    crosses nothing: its two halves are no categories.
    """
    names = {row["breakdown"] for row in rows}
    pairs = [row["breakdown"].split(CROSSED, 1) for row in rows if CROSSED in row["breakdown"]]
    crossed = [pair for pair in pairs if names.issuperset(pair)]
    across = {column for _, column in crossed}
    single = [row for row in rows if row["breakdown"].split(CROSSED, 1) not in crossed]
    down, columns = (
        [row for row in single if (row["breakdown"] in across) == is_column] for is_column in (False, True)
    )
    return [one for one in (down, columns) if one]


def _bars(own: list[dict[str, Any]], total: dict[str, Any] | None, data: QuarterPages) -> list[Markup | dict[str, Any]]:
    if len(own) < _LEAST_BARS or len({row["period"] for row in own}) > 1 or own[-1]["value"] < 0:
        return []
    frame = pl.DataFrame(
        {
            "name": [row["breakdown"] for row in own],
            "value": [row["value"] for row in own],
            "decimals": [row["decimals"] for row in own],
            "before": [row["last_year"] for row in own],
            "marked": [bool(row["findings"]) for row in own],
        },
        schema_overrides={"before": pl.Float64, "decimals": pl.Int8},
    )
    told = [f"{row['breakdown']} {words.figure(row['value'], row['unit'], row['decimals'])}" for row in own]
    description = f"{own[0]['title']}, {words.period(own[0]['period'])}: {words.listed(told)}."
    source = points.sources([pl.DataFrame({"document": [row["document"] for row in own]})], data.tables["documents"])
    return [
        el("p", f"{_greatest(own, total)} {source}", class_="about"),
        ranked_bars(frame, unit=own[0]["unit"], description=description),
    ]


def _greatest(own: list[dict[str, Any]], total: dict[str, Any] | None) -> str:
    """What is greatest, in a sentence from the figures themselves; several where they are the same."""
    first = own[0]
    names = [row["breakdown"] for row in own if row["value"] == first["value"]]
    shown = words.figure(first["value"], first["unit"], first["decimals"])
    whole = "" if total is None else f" of {words.figure(total['value'], total['unit'], total['decimals'])} together"
    return f"{words.period(first['period'])}: the greatest is {words.listed(names)}, {shown}{whole}."


def _table(rows: list[dict[str, Any]], data: QuarterPages) -> Markup:
    several = len({row["area"] for row in rows}) > 1
    body = [
        {"category": row["breakdown"], "area": row["area"], "period": words.period(row["period"])}
        | points.point_cells(row, row, data.proofs)
        | {"before": _before(row)}
        for row in rows
    ]
    columns = [
        Column("category", "Category", "row"),
        *([Column("area", "Area")] if several else []),
        Column("period", "Period"),
        *points.COLUMNS[:2],
        Column("before", "A year before", "number"),
        *points.COLUMNS[2:],
    ]
    return table(body, columns, caption=f"{rows[0]['title']} by category", hidden_caption=True)


def _before(row: dict[str, Any]) -> object:
    if row["last_year"] is None:
        return points.NOT_PRINTED
    when = el("span", words.period(row["last_year_period"]), class_="small")
    return join([words.figure(row["last_year"], row["unit"], row["decimals"], short=True), when])
