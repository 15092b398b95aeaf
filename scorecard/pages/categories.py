"""Small tables by category: ranked bars with the year before, and the table of their figures."""

from __future__ import annotations

from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
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
        blocks += Blocks(el(data.heading, _title(mine)), *_bars(mine, data))
        folded = f"The figures as a table ({words.many(len(mine), 'figure')})"
        blocks += Blocks(details(folded, _table(mine, data)))
    return blocks


def _title(rows: list[dict[str, Any]]) -> str:
    """What is greatest: an active title from the figures themselves."""
    own = _drawn(rows)
    period = words.period(rows[0]["period"])
    if not own or own[0]["value"] is None:
        return f"{rows[0]['title']}, {period}, by category"
    first = own[0]
    shown = words.figure(first["value"], first["unit"], first["decimals"])
    if len(own) > 1 and own[1]["value"] == first["value"]:
        return f"{rows[0]['title']}, {period}: the most, {shown}, in several categories"
    return f"{rows[0]['title']}, {period}: most are {first['breakdown']}, {shown}"


def _drawn(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The categories of the whole authority, the greatest first, without their total."""
    own = [
        row
        for row in rows
        if row["area_kind"] == "authority" and row["breakdown"] != TOTAL and row["value"] is not None
    ]
    return sorted(own, key=lambda row: (-row["value"], row["breakdown"]))


def _bars(rows: list[dict[str, Any]], data: QuarterPages) -> list[Markup | dict[str, Any]]:
    own = _drawn(rows)
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
    total = next((r for r in rows if r["breakdown"] == TOTAL and r["area_kind"] == "authority"), None)
    whole = f" Together {words.figure(total['value'], total['unit'], total['decimals'])}." if total else ""
    return [
        el("p", f"{words.period(own[0]['period'])}.{whole} {source}", class_="about"),
        ranked_bars(frame, unit=own[0]["unit"], description=description),
    ]


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
