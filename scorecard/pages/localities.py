"""Parts of the authority beside each other: small multiples on one scale, and what chance alone would give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.charts.areas import funnel_chart
from scorecard.charts.panels import panel, shared_domain
from scorecard.charts.svg import to_svg
from scorecard.html.blocks import Blocks
from scorecard.html.markup import Column, details, el, join, table
from scorecard.measures.funnels import area_funnel
from scorecard.pages import points, trends
from scorecard.pages.charted import LEAST_POINTS, month_words
from scorecard.pages.quarter import QuarterPages

Areas = Sequence[dict[str, Any]]


def by_area(rows: pl.DataFrame, data: QuarterPages) -> Blocks:
    """The indicators of ``rows`` that are printed for parts of the authority, one after the other."""
    local = rows.filter(pl.col("area_kind") == "locality", pl.col("breakdown").is_null(), pl.col("unit") != "ratio")
    blocks, others = Blocks(), []
    for _, group in local.group_by("indicator", "unit", maintain_order=True):
        areas = group.sort("area").to_dicts()
        drawn = Blocks(*_panels(areas, data)) + _funnel(areas, data)
        if not drawn.blocks:
            others.append(areas)
            continue
        told = f"{areas[0]['title']}, by area"
        folded = details("The figures as a table", _table(areas, data, told))
        blocks += Blocks(el(data.heading, told)) + drawn + Blocks(folded)
    return blocks + Blocks(*_latest(others, data))


def _latest(groups: Sequence[Areas], data: QuarterPages) -> list[Markup]:
    """The latest figures of the indicators that have too few months for a chart: one row each."""
    if not groups:
        return []
    names = sorted({area["area"] for areas in groups for area in areas})
    rows = [
        {"title": join([areas[0]["title"], el("span", words.unit_name(areas[0]["unit"]), class_="small")])}
        | {"period": words.listed(sorted({words.period(a["period"]) for a in areas})), "source": _places(areas)}
        | {area["area"]: _figure(area, area, data) for area in areas}
        for areas in groups
    ]
    columns = [
        Column("title", "Indicator", "row"),
        Column("period", "Period"),
        *[Column(name, name, "number") for name in names],
        Column("source", "Printed in"),
    ]
    told = "Figures by area with too few months for a chart"
    return [el(data.heading, "Other figures by area"), table(rows, columns, caption=told, hidden_caption=True)]


def _panels(areas: Areas, data: QuarterPages) -> list[Markup]:
    """One small chart for each area that has three months of figures; all on one scale and over the same months."""
    series = [(row, data.months[trends.key_of(row)]) for row in areas if trends.key_of(row) in data.months]
    drawn = [(row, months) for row, months in series if months["value"].drop_nulls().len() >= LEAST_POINTS]
    if not drawn:
        return []
    unit = drawn[0][0]["unit"]
    ends = shared_domain([months for _, months in drawn], unit)
    over = sorted({month for _, months in drawn for month in months["period"]})
    shown = [_panel(row, months, over, ends) for row, months in drawn]
    said = (
        f"All areas on one scale, {words.period(over[0])} to {words.period(over[-1])}; {words.unit_name(unit)}. "
        f"{points.sources([months for _, months in drawn], data.tables['documents'])}"
    )
    return [el("p", said, class_="about"), el("div", *shown, class_="panels")]


def _panel(row: dict[str, Any], months: pl.DataFrame, over: list[str], ends: tuple[float, float]) -> Markup:
    spec = panel(
        months.with_columns((pl.col("findings").list.len() > 0).alias("marked")),
        name=row["area"],
        unit=row["unit"],
        months=over,
        ends=ends,
        description=f"{row['area']}. {month_words(row, months)}",
    )
    return el("div", Markup(to_svg(spec)), class_="chart")


def _table(areas: Areas, data: QuarterPages, caption: str) -> Markup:
    """Months by areas; each figure leads to its proof, and the last column names document and lines."""
    columns = [Column("month", "Month", "row"), *[Column(a["area"], a["area"], "number") for a in areas]]
    by_month: dict[str, dict[str, dict[str, Any]]] = {}
    for area in areas:
        months = data.months.get(trends.key_of(area))
        for month in [area] if months is None else months.to_dicts():
            by_month.setdefault(month["period"], {})[area["area"]] = month
    rows = [
        {"month": words.period(month), "source": _places(list(printed.values()))}
        | {area["area"]: _figure(area, printed.get(area["area"]), data) for area in areas}
        for month, printed in sorted(by_month.items())
    ]
    return table(rows, [*columns, Column("source", "Printed in")], caption=caption)


def _figure(area: dict[str, Any], printed: dict[str, Any] | None, data: QuarterPages) -> Markup | None:
    if printed is None or printed["value"] is None:
        return None
    counts = words.x_of_y(printed["numerator"], printed["denominator"])
    shown = [data.proofs.figure(printed, points.figure_of(area, printed)), points.known_of(printed)]
    small = el("span", counts, class_="small") if counts else None
    return join([join([part for part in shown if part], " "), small or ""])


def _places(printed: Areas) -> str | None:
    lines: dict[str, list[str]] = {}
    for one in printed:
        if one["line"] is not None:
            lines.setdefault(one["document"], []).append(str(one["line"]))
    told = [f"{document}, line {words.listed(list(dict.fromkeys(mine)))}" for document, mine in lines.items()]
    return "; ".join(told) or None


def _outside(answers: pl.DataFrame) -> str:
    """Which areas lie outside their limits, in the words of ``measures``; of which nothing can be said."""
    out = answers.filter(pl.col("verdict").is_in(["high", "low"]))["words"].to_list()
    few = answers.filter(pl.col("verdict").is_null())["area"].sort().to_list()
    silent = f" Nothing is said of {words.listed(few)}: too few cases." if few else ""
    return (" ".join(out) or "No area lies outside the limits for its size.") + silent


def _hollow(areas: pl.DataFrame) -> str:
    """Which of the points are hollow."""
    under = areas.filter("marked")["name"].to_list()
    return f" Hollow, as under a finding: {words.listed(under)}." if under else ""


def _sound(numerator: float | None, denominator: float | None) -> bool:
    """Is x of y a share: y some, and x none to all of them? What is not (9 of 4) has no place among the limits."""
    return numerator is not None and denominator is not None and 0 <= numerator <= denominator > 0


def _funnel(areas: Areas, data: QuarterPages) -> Blocks:
    """The areas of the latest month against the limits for their number of cases, where ``measures`` has them."""
    shares = [a for a in areas if a["unit"] == "percent" and _sound(a["numerator"], a["denominator"])]
    asked = data.answers.filter(
        pl.col("measure") == "limits",
        pl.col("against") == "funnel",
        pl.col("indicator") == areas[0]["indicator"],
        pl.col("period") == areas[0]["period"],
        pl.col("breakdown").is_null(),
    )
    if asked.is_empty() or {a["period"] for a in shares} != {areas[0]["period"]}:
        return Blocks()
    frame = pl.DataFrame(
        {
            "name": [a["area"] for a in shares],
            "numerator": [a["numerator"] for a in shares],
            "denominator": [a["denominator"] for a in shares],
            "value": [a["value"] for a in shares],
            "decimals": [a["decimals"] for a in shares],
            "marked": [bool(a["findings"]) for a in shares],
        }
    )
    together, curve = area_funnel(frame)
    drawn = frame.select("name", pl.col("denominator").alias("cases"), "value", "decimals", "marked")
    said = _outside(asked)
    month = words.period(shares[0]["period"])
    description = f"{areas[0]['title']}, {month}, by area against the number of cases. {said}"
    about = el(
        "p",
        f"{month}: each area against what chance alone would give an area of its size (funnel, limits of 95% and "
        f"99.8% round all areas together, not cut at 0 and 100). {said}{_hollow(frame)}",
        class_="about",
    )
    return Blocks(about, funnel_chart(drawn, curve, centre=together, description=description))
