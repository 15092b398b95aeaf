"""Charts with their tables: months and years of one indicator, and the small trends of a theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.charts.drawings import Reference, annual_chart, monthly_chart, sparkline
from scorecard.charts.svg import to_svg
from scorecard.comparators import Comparator, shown_in
from scorecard.html.blocks import Blocks
from scorecard.html.markup import Column, details, el, join, table
from scorecard.measures.series import PAGE_ROW
from scorecard.pages import cells


def key_of(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells one row of the quarter's page from another."""
    return tuple(row[c] for c in PAGE_ROW)


def by_row(frame: pl.DataFrame) -> dict[tuple[Any, ...], pl.DataFrame]:
    """The frame cut into one piece for each row of the page."""
    return frame.partition_by(PAGE_ROW, as_dict=True, maintain_order=True)


def trend_cell(row: Mapping[str, Any], months: pl.DataFrame | None) -> Markup:
    """A small trend as a picture with its words, where there are two figures or more."""
    if months is None or months["value"].drop_nulls().len() < 2:
        return el("span", "one month only", class_="none")
    return Markup(to_svg(sparkline(months["value"].to_list(), description=trend_words(row, months))))


def trend_words(row: Mapping[str, Any], months: pl.DataFrame) -> str:
    """The trend in a sentence: first, last, lowest and highest figure with their months."""
    known = [m for m in months.select("period", "value", "decimals").to_dicts() if m["value"] is not None]
    values = [m["value"] for m in known]
    ends = (known[0], known[-1], known[values.index(min(values))], known[values.index(max(values))])
    said = [f"{_figure(row, m)} in {words.period(m['period'])}" for m in ends]
    return f"{row['title']}: from {said[0]} to {said[1]}; lowest {said[2]}, highest {said[3]}."


def finding_title(row: Mapping[str, Any]) -> str:
    """An active title: what the figure is now and how it moved."""
    now = f"{row['title']}: {_now(row)} in {words.period(row['period'])}"
    for before, when in (("since", "since_period"), ("previous", "previous_period")):
        if row[before] is not None and row["value"] is not None:
            moved = words.change(row["value"] - row[before], row["unit"], row["decimals"])
            return f"{now}, {_moved(moved)} since {words.period(row[when])}"
    return now


def _now(row: Mapping[str, Any]) -> str:
    if row["value"] is None:
        return cells.shown_figure(row)
    return words.figure(row["value"], row["unit"], row["decimals"])


def _moved(change: str) -> str:
    if change == "no change":
        return "no change"
    return f"{'up' if change.startswith('+') else 'down'} {change.lstrip('+−')}"


def references(row: Mapping[str, Any], comparators: Iterable[Comparator]) -> list[Reference]:
    """The lines to compare with: both ends of the target that are printed, and the averages."""
    shown = [
        Reference(f"Target {row['target']}", row[c], "target")
        for c in ("limit_lower", "limit_upper")
        if row[c] is not None
    ]
    return shown + [
        Reference(f"{one.title} {words.figure(row[one.id], row['unit'], short=True)}", row[one.id], "benchmark")
        for one in shown_in("chart", comparators)
        if row[one.id] is not None
    ]


def indicator_charts(
    row: Mapping[str, Any], months: pl.DataFrame, years: pl.DataFrame | None, comparators: Iterable[Comparator]
) -> Blocks:
    """One indicator, below its title: the chart of its months, the chart of its years, and their tables."""
    lines = references(row, comparators)
    beside = f" Lines: {words.listed([r.name for r in lines])}." if lines else ""
    chart = monthly_chart(
        months.with_columns((pl.col("findings").list.len() > 0).alias("marked")),
        unit=row["unit"],
        references=lines,
        description=trend_words(row, months) + beside,
    )
    both = years is not None and years.height > 1
    about = f"{'First by month, then by year' if both else 'By month'}; {words.unit_name(row['unit'])}."
    blocks = Blocks(el("p", f"{about} Source: {_source(row)}.", _marks_explained(months), class_="about"))
    blocks += Blocks(chart)
    tables = [months_table(row, months, lines)]
    if years is not None and both:
        listed = words.listed([f"{y['period']} {_figure(row, y)}" for y in years.to_dicts()])
        blocks += Blocks(annual_chart(years, unit=row["unit"], description=f"{row['title']} by year: {listed}."))
        tables.append(years_table(row, years))
    return blocks + Blocks(details("The figures as a table", *tables))


def _source(row: Mapping[str, Any]) -> str:
    return f"{row['document_title'] or row['document']}, as at {words.day(row['as_at'])}"


def _marks_explained(months: pl.DataFrame) -> str:
    under = months.filter(pl.col("findings").list.len() > 0).height
    return f" An open diamond marks {words.many(under, 'figure')} under a finding." if under else ""


def months_table(row: Mapping[str, Any], months: pl.DataFrame, lines: list[Reference]) -> Markup:
    """The months of a chart with their figures and counts, and the lines beside them in the note."""
    rows = [
        {
            "month": words.period(m["period"]),
            "figure": join(
                [_figure(row, m), " ", cells.finding_mark(m["findings"], m["period"], m["finding_page"]) or ""]
            )
            if m["value"] is not None
            else None,
            "counts": words.x_of_y(m["numerator"], m["denominator"]) or "not printed",
        }
        for m in months.to_dicts()
    ]
    columns = [
        Column("month", "Month", "row"),
        Column("figure", "Figure", "number"),
        Column("counts", "x of y", "number"),
    ]
    beside = el("p", f"Compare with: {words.listed([r.name for r in lines])}.", class_="about") if lines else ""
    return join([table(rows, columns, caption=f"{row['title']}, by month"), beside])


def years_table(row: Mapping[str, Any], years: pl.DataFrame) -> Markup:
    """The years of a chart with their figures and counts."""
    rows = [
        {
            "year": y["period"],
            "figure": _figure(row, y),
            "counts": words.x_of_y(y["numerator"], y["denominator"]) or "not printed",
        }
        for y in years.to_dicts()
    ]
    columns = [
        Column("year", "Year", "row"),
        Column("figure", "Figure", "number"),
        Column("counts", "x of y", "number"),
    ]
    return table(rows, columns, caption=f"{row['title']}, by year")


def trends_table(rows: list[dict[str, Any]], series: dict[tuple[Any, ...], pl.DataFrame], *, caption: str) -> Markup:
    """The figures behind the small trends of a theme: one row per indicator, one column per month."""
    drawn = [r for r in rows if key_of(r) in series]
    months = sorted({m for r in drawn for m in series[key_of(r)]["period"]})
    columns = [Column("title", "Indicator", "row"), *[Column(m, words.period(m, short=True), "number") for m in months]]
    body: list[dict[str, object]] = [
        {"title": cells.indicator(r), **{m["period"]: _month_cell(r, m) for m in series[key_of(r)].to_dicts()}}
        for r in drawn
    ]
    return table(body, columns, caption=caption)


def _month_cell(row: Mapping[str, Any], month: Mapping[str, Any]) -> Markup | None:
    if month["value"] is None:
        return None
    return join([_figure(row, month), *cells.marks(month)], " ")


def _figure(row: Mapping[str, Any], printed: Mapping[str, Any]) -> str:
    return words.figure(printed["value"], row["unit"], printed["decimals"], short=True)
