"""Indicators by quarters, each cell with its figure and the colour that the document prints for it."""

from __future__ import annotations

from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.html.markup import Column, band_tag, el, join, table
from scorecard.pages.quarter import QuarterPages
from scorecard.periods import Quarter


def matrix(data: QuarterPages, theme: str, shown: set[tuple[str, str]]) -> Markup | None:
    """The table of a theme up to the page's quarter; null where it has no figure.

    ``shown``: indicator and unit of what has a part of its own on the page, to which its name leads.
    """
    cells = data.over_quarters.filter(pl.col("theme") == theme, pl.col("unit") != "ratio")
    if cells.is_empty():
        return None
    names = dict(data.indicators.select("indicator", "name").iter_rows())
    place = dict(data.indicators.select("indicator", "position").iter_rows())
    asked = sorted(set(cells["quarter"]))
    by_row: dict[tuple[str, str], dict[str, Any]] = {}
    for cell in cells.to_dicts():
        by_row.setdefault((cell["indicator"], cell["unit"]), {})[cell["quarter"]] = cell
    ordered = sorted(by_row, key=lambda k: (place.get(k[0]) is None, place.get(k[0]) or 0, k))
    rows: list[dict[str, object]] = [
        {"title": _name(names.get(key[0]) or key[0], key, shown)}
        | {quarter: _cell(by_row[key].get(quarter), data) for quarter in asked}
        for key in ordered
    ]
    columns = [Column("title", "Indicator", "row"), *[Column(q, _heading(Quarter.parse(q))) for q in asked]]
    return table(rows, columns, caption="Latest figure of each quarter and its printed colour", kind="matrix")


def _heading(quarter: Quarter) -> str:
    """``Apr to Jun 2020``."""
    first, *_, last = quarter.months
    return f"{words.period(first, short=True).split(' ')[0]} to {_short(last)}"


def _short(month: str) -> str:
    return f"{words.period(month, short=True).split(' ')[0]} {words.period(month).split(' ')[-1]}"


def _name(name: str, key: tuple[str, str], shown: set[tuple[str, str]]) -> Markup:
    unit = el("span", words.unit_name(key[1]), class_="small")
    linked = el("a", name, href=f"#{anchor(*key)}") if key in shown else name
    return join([linked, unit])


def anchor(indicator: str, unit: str) -> str:
    """Where an indicator's part of the page begins."""
    return f"{indicator}-{unit}"


def _cell(cell: dict[str, Any] | None, data: QuarterPages) -> Markup | None:
    """The figure, its time and its colour; null where the quarter has no figure."""
    if cell is None:
        return None
    figure = words.figure(cell["value"], cell["unit"], cell["decimals"], short=True)
    if cell["value"] is None:
        figure = words.x_of_y(cell["numerator"], cell["denominator"]) or words.NO_DATA
    tag = band_tag(cell["band"])
    if tag is None:
        printed = cell["band_published"]
        said = f"colour printed as {printed}, not readable" if printed else "no colour printed"
        tag = el("span", said, class_="small")
    when = el("span", words.period(cell["period"]), class_="small")
    return join([data.proofs.figure(cell, figure, class_="figure"), " ", tag, when])
