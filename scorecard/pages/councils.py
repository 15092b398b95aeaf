"""Several councils side by side: a measure's figures of one time ranked, as a table, and in a funnel."""

from __future__ import annotations

from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.charts.areas import funnel_chart
from scorecard.charts.ranked import ranked_bars
from scorecard.html.blocks import Blocks
from scorecard.html.markup import Column, el, table
from scorecard.measures.councils import comparable, counted_otherwise, of_a_funnel, side_by_side
from scorecard.measures.funnels import area_funnel
from scorecard.pages import points
from scorecard.pages.whole import Whole
from scorecard.units import units_in


def councils(own: pl.DataFrame, data: Whole) -> Blocks:
    """The latest time of one indicator that several councils print; empty where no two do.

    ``own``: its figures for whole authorities.
    """
    alike = comparable(own, units_in("share", "rate"))
    otherwise = counted_otherwise(alike, data.registry.change_frame())
    blocks = Blocks()
    for figures in side_by_side(alike, otherwise):
        blocks += _one_time(figures, data)
    if blocks.blocks and not otherwise.is_empty():
        blocks += Blocks(_apart(otherwise))
    return blocks


def _one_time(figures: pl.DataFrame, data: Whole) -> Blocks:
    rows = figures.to_dicts()
    title = f"{words.period(rows[0]['period'])}, {words.unit_name(rows[0]['unit'])}: {words.many(len(rows), 'council')}"
    told = [f"{row['authority']} {_figure(row)}" for row in rows]
    bars = pl.DataFrame(
        {
            "name": [row["authority"] for row in rows],
            "value": [row["value"] for row in rows],
            "decimals": [row["decimals"] for row in rows],
            "before": [None for _ in rows],
            "marked": [False for _ in rows],
        },
        schema_overrides={"before": pl.Float64, "decimals": pl.Int8},
    )
    description = f"{title}. {words.listed(told)}."
    about = (
        "The same measure for the same time, as each council's own pack prints it. The order says nothing of chance."
    )
    return (
        Blocks(el("h3", title), el("p", about, class_="about"))
        + Blocks(ranked_bars(bars, unit=rows[0]["unit"], description=description))
        + _funnel(of_a_funnel(figures), title)
        + Blocks(_table(rows, title, data))
    )


def _figure(row: dict[str, Any]) -> str:
    return words.figure(row["value"], row["unit"], row["decimals"])


def _table(rows: list[dict[str, Any]], title: str, data: Whole) -> Markup:
    shown = [
        {
            "council": row["authority"],
            "figure": data.proofs.figure(row, _figure(row)),
            "counts": words.x_of_y(row["numerator"], row["denominator"]) or points.NOT_PRINTED,
            "source": points.place_of(row),
        }
        for row in rows
    ]
    columns = [
        Column("council", "Council", "row"),
        Column("figure", "Figure", "number"),
        Column("counts", "x of y", "number"),
        Column("source", "Printed in"),
    ]
    return table(shown, columns, caption=title)


def _funnel(counted: pl.DataFrame, title: str) -> Blocks:
    """The councils that print their x and y against what chance alone would give councils of their size."""
    if counted.is_empty():
        return Blocks()
    together, curve = area_funnel(counted)
    drawn = counted.select(pl.col("authority").alias("name"), pl.col("denominator").alias("cases"), "value", "decimals")
    said = (
        "Each council against what chance alone would give a council of its size (funnel, limits of 95% and 99.8% "
        "round all of them together, not cut at 0 and 100)."
    )
    chart = funnel_chart(drawn, curve, centre=together, description=f"{title}, against the number of cases. {said}")
    return Blocks(el("p", said, class_="about"), chart)


def _apart(otherwise: pl.DataFrame) -> Markup:
    """Whose figures do not stand beside the others', and why."""
    told = otherwise.select("authority", "changed", "reason").unique(maintain_order=True).to_dicts()
    items = [el("li", f"{one['authority']}, since {words.day(one['changed'])}: {one['reason']}") for one in told]
    return el("div", el("p", "Not set beside the others, as they count it otherwise:"), el("ul", *items))
