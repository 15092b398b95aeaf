"""Figures that changed between documents: what the ``restatements`` notebook calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.charts.revisions import Printed, Revision, revision_chart
from scorecard.charts.svg import to_svg
from scorecard.html.blocks import Blocks
from scorecard.html.markup import Column, details, el, table
from scorecard.measures.answers.revisions import ALL, FLATTERING, UNFLATTERING
from scorecard.measures.findings import entries
from scorecard.measures.quarters import in_quarter
from scorecard.measures.restatements import vintages
from scorecard.pages.authorities import of_each_authority
from scorecard.pages.cells import lines
from scorecard.pages.made import how_made as made_by
from scorecard.pages.proofs import FINDINGS_PAGE
from scorecard.pages.quarter import QuarterPages
from scorecard.schema import CHANGE

Row = Mapping[str, Any]
_MOST_DRAWN = 12
"""So many measures are drawn; the table below has all of them."""
_BETWEEN_PRINTS = ("between-packs",)
"""Rules whose changes are the revisions themselves."""
_TARGETS = "thresholds"
_WAYS = {FLATTERING: "the flattering way", UNFLATTERING: "the other way"}


def at_a_glance(data: QuarterPages) -> Blocks:
    """How many figures of the quarter's documents are printed by another document too, and how many changed."""
    again = _figures(_vintages(data))
    changed = again.filter("changed")
    if again.is_empty():
        alone = f"No figure of the {_documents(data)} is printed in another document: nothing was restated."
        return Blocks(el("p", alone, class_="lead"))
    printed = f"{words.many(again.height, 'figure')} of the {_documents(data)} "
    several = "is printed in another document too" if again.height == 1 else "are printed in another document too"
    if changed.is_empty():
        return Blocks(el("p", f"{printed}{several}, with the same number: nothing was restated.", class_="lead"))
    of_quarter = changed.filter(in_quarter(data.quarter)).height
    own = {0: "None of these is", 1: "One of these is"}.get(of_quarter, f"{of_quarter:,} of these are")
    told = (
        f"{printed}{several}; {changed.height:,} of them changed. {own} about the quarter itself; "
        "others are about earlier years or months that its documents print again."
    )
    return Blocks(el("p", told, class_="lead"))


def _documents(data: QuarterPages) -> str:
    behind = data.documents.height
    return "document behind this quarter" if behind == 1 else f"{behind:,} documents behind this quarter"


def _vintages(data: QuarterPages) -> pl.DataFrame:
    """Every print of the figures that several documents print, one of the quarter's among them, with names."""
    known = data.known.filter(pl.col("area_kind") != "comparator")
    named = data.indicators.select("indicator", "position", pl.col("name").alias("title"))
    told = vintages(known, data.documents).join(
        named, on="indicator", how="left", validate="m:1", maintain_order="left"
    )
    name = pl.coalesce("title", "indicator")
    return told.with_columns(name.alias("title")).sort("position", "period_end", "figure", "print", nulls_last=True)


def _figures(prints: pl.DataFrame) -> pl.DataFrame:
    """One row per figure: its newest print."""
    return prints.unique("figure", keep="last", maintain_order=True)


@of_each_authority
def revisions(data: QuarterPages) -> Blocks:
    """A chart for each measure with a changed figure: its prints over the dates of the documents."""
    changed = _vintages(data).filter("changed", pl.col("value").is_not_null())
    several = changed.filter(pl.len().over("figure") > 1)
    if several.is_empty():
        return Blocks(el("p", "No number changed between documents."))
    drawn = several.partition_by(["indicator", "unit", "breakdown", "area"], maintain_order=True)
    charts = el("div", *[_chart(data, prints) for prints in drawn[:_MOST_DRAWN]], class_="multiples")
    left = len(drawn) - _MOST_DRAWN
    more = (
        el("p", f"{words.many(left, 'more measure')} with a changed figure: in the table below.") if left > 0 else None
    )
    return Blocks(charts, *([more] if more else []))


def _chart(data: QuarterPages, prints: pl.DataFrame) -> Markup:
    dates = prints["as_at"].unique().sort().to_list()
    of_figures = [one.to_dicts() for one in prints.partition_by("figure", maintain_order=True)]
    drawn = [
        Revision(
            words.period(rows[0]["period"]), [Printed(dates.index(r["as_at"]), r["value"], _value(r)) for r in rows]
        )
        for rows in of_figures
    ]
    first = of_figures[0][0]
    times = [words.period(f"{day:%Y-%m}", short=True) for day in dates]
    told = "; ".join(_in_words(rows) for rows in of_figures)
    about = f"{words.unit_name(first['unit']).capitalize()}, by the as-at date of the document that prints it"
    spec = revision_chart(drawn, times, description=f"{_name(first)}: {told}.")
    caption = el("p", about, class_="about")
    return el("div", el(data.heading, _title(of_figures)), caption, Markup(to_svg(spec)), class_="multiple")


def _title(of_figures: Sequence[Sequence[Row]]) -> str:
    """An active title: what the figure became, or how many did."""
    first = of_figures[0][0]
    if len(of_figures) == 1:
        return f"{_name(first)}: {_in_words(of_figures[0])}"
    return f"{_name(first)}: {len(of_figures)} figures printed otherwise later"


def _name(row: Row) -> str:
    where = row["area"] if row["area_kind"] == "locality" else None
    return ", ".join(filter(None, (row["title"], row["breakdown"], where)))


def _in_words(rows: Sequence[Row]) -> str:
    said = [_value(row) for row in rows]
    return f"{words.period(rows[0]['period'])} was {said[0]}, now {said[-1]}"


def _value(row: Row) -> str:
    if row["value"] is None:
        return words.x_of_y(row["numerator"], row["denominator"]) or words.NO_DATA
    return words.figure(row["value"], row["unit"], row["decimals"], short=True)


@of_each_authority
def changed_figures(data: QuarterPages) -> Blocks:
    """Every changed figure: its period, its first print, the later ones, the change, and where each stands."""
    prints = _vintages(data)
    changed = prints.filter("changed")
    same = _figures(prints.filter(~pl.col("changed")))
    if changed.is_empty():
        return Blocks(el("p", "No figure changed between documents."), *_unchanged(same))
    ways, breaks = _ways(data), _breaks(data, changed)
    rows = [
        _changed_row(data, one.to_dicts(), ways, breaks) for one in changed.partition_by("figure", maintain_order=True)
    ]
    columns = [
        Column("measure", "Measure", "row"),
        Column("period", "Period"),
        Column("first", "First print"),
        Column("later", "Later prints"),
        Column("change", "Change", "number"),
    ]
    caption = f"{words.many(len(rows), 'figure').capitalize()} that changed between documents"
    return Blocks(table(rows, columns, caption=caption), *_unchanged(same))


def _unchanged(same: pl.DataFrame) -> list[Markup]:
    if same.is_empty():
        return []
    named = same.select("title", "period", "breakdown", "area", "area_kind").to_dicts()
    listed = [el("li", f"{_name(row)}, {words.period(row['period'])}") for row in named]
    summary = f"{words.many(same.height, 'figure').capitalize()} printed again with the same number"
    return [details(summary, el("ul", *listed))]


def _ways(data: QuarterPages) -> dict[tuple[Any, ...], str]:
    """Which way each revision leans, by the place of the newest print."""
    told = data.answers.filter(pl.col("measure") == "revision", pl.col("verdict").is_in(list(_WAYS)))
    return {tuple(row[:3]): row[3] for row in told.select("document", "line", "cell", "verdict").iter_rows()}


def _changed_row(
    data: QuarterPages, rows: Sequence[Row], ways: Mapping[tuple[Any, ...], str], breaks: Mapping[str, list[date]]
) -> dict[str, object]:
    first, *later = rows
    newest = rows[-1]
    way = ways.get((newest["document"], newest["line"], newest["cell"]))
    change = None
    if newest["change"] is not None:
        decimals = max(row["decimals"] or 0 for row in rows)
        change = words.change(newest["change"], newest["unit"], decimals)
    counts = None if newest["change"] else "x or y changed"
    judged = el("span", _WAYS[way], class_="small") if way else None
    since = [day for day in breaks.get(first["indicator"], []) if first["as_at"] < day <= newest["as_at"]]
    other = el("span", f"the measure itself changed on {words.day(since[0])}", class_="small") if since else None
    return {
        "measure": _name(first),
        "period": words.period(first["period"]),
        "first": _print(data, first),
        "later": lines(*[_print(data, row) for row in later]),
        "change": lines(change, judged, other, el("span", counts, class_="small") if counts else None),
    }


def _print(data: QuarterPages, row: Row) -> Markup:
    counts = words.x_of_y(row["numerator"], row["denominator"]) if row["value"] is not None else None
    said = f"{_value(row)} ({counts})" if counts else _value(row)
    where = f"{row['document']}, line {row['line']}, cell {row['cell']}"
    shown = data.proofs.figure(row, said)
    other = [words.figure(value, row["unit"], row["decimals"]) for value in row["beside"] or []]
    beside = el("span", f"printed there too: {words.listed(other)}", class_="small") if other else None
    return el("div", shown, el("span", f"{words.day(row['as_at'])}: {where}", class_="small"), beside)


@of_each_authority
def lean(data: QuarterPages) -> Blocks:
    """Do the revisions of a measure lean one way? A question to the council, for late records move figures too."""
    shown = _vintages(data).filter("changed")["indicator"].unique()
    told = data.answers.filter(
        pl.col("measure") == "revision", pl.col("period") == ALL, pl.col("indicator").is_in(shown.implode())
    )
    judged = told.filter(pl.col("verdict").is_not_null()).sort("title")
    if judged.is_empty():
        return Blocks(el("p", "No measure with a direction was revised, so nothing can lean."))
    leaning = judged.filter(pl.col("verdict").is_in(list(_WAYS)))
    listed = el("ul", *[el("li", row["words"], " ", _test(row)) for row in judged.to_dicts()])
    return Blocks(*_asked(leaning, judged.height), details("Each measure, with its test", listed))


def _asked(leaning: pl.DataFrame, judged: int) -> list[Markup]:
    """The questions of the measures that lean, or the sentence that none does."""
    if leaning.is_empty():
        return [
            el(
                "p",
                f"No: of {words.many(judged, 'measure')} whose figures changed, none leans one way more often than "
                "chance allows. With few revisions only a very clear lean could be seen.",
            )
        ]
    head = "A question for the council, and no more than that: records that come late move figures too."
    return [el("p", head), el("ul", *[el("li", told) for told in leaning["words"]])]


def _test(row: Row) -> Markup:
    return el("span", f"{row['method']}: {row['settings']}.", class_="small")


@of_each_authority
def targets(data: QuarterPages) -> Blocks:
    """Targets that another document prints otherwise: no figure changed, and its colour may have."""
    return _changes(data, pl.col("rule") == _TARGETS, "No target of these documents differs from an earlier one.")


@of_each_authority
def definitions(data: QuarterPages) -> Blocks:
    """What else changed: populations, checked years, and definitions of the measures whose figures changed."""
    rest = ~pl.col("rule").is_in([_TARGETS, *_BETWEEN_PRINTS])
    told = _changes(data, rest, "No population or checked year is known to have changed.")
    names = dict(data.indicators.select("indicator", "name").iter_rows())
    rows = _breaks_of(data, _vintages(data).filter("changed")).to_dicts()
    if not rows:
        return told
    listed = [
        el("li", f"{names.get(row['indicator'], row['indicator'])}, {words.day(row['changed'])}: {row['reason']}")
        for row in rows
    ]
    lead = el("p", "Measures with a changed figure that the registry knows to have changed themselves:")
    return told + Blocks(lead, el("ul", *listed))


def _breaks_of(data: QuarterPages, figures: pl.DataFrame) -> pl.DataFrame:
    """The changes of their definition, method or system that the registry knows of the measures of some figures."""
    if data.material is None:
        return pl.DataFrame(schema={"indicator": pl.String, "changed": pl.Date, "reason": pl.String})
    whose = pl.col("whose").is_null() | pl.col("whose").is_in(data.authorities)
    known = data.material.breaks.filter(whose).join(figures.select("indicator").unique(), on="indicator", how="semi")
    return known.sort("changed", "indicator", "reason")


def _breaks(data: QuarterPages, figures: pl.DataFrame) -> dict[str, list[date]]:
    """The days on which the measures of some figures changed, by measure."""
    days: dict[str, list[date]] = {}
    for indicator, day in _breaks_of(data, figures).select("indicator", "changed").iter_rows():
        days.setdefault(indicator, []).append(day)
    return days


def _changes(data: QuarterPages, which: pl.Expr, none: str) -> Blocks:
    if not data.validated:
        return Blocks(el("p", "Validation has not run."))
    rows = entries(data.of_documents("findings")).filter(pl.col("nature") == CHANGE, which)
    if rows.is_empty():
        return Blocks(el("p", none))
    listed = [
        el("li", row["explanation"], " ", el("a", "Where it stands", href=f"{FINDINGS_PAGE}#{row['fact']}"))
        for row in rows.to_dicts()
    ]
    return Blocks(el("ul", *listed))


def how_made(data: QuarterPages) -> Blocks:
    """The documents, the settings, the checks and the command."""
    return made_by(data, "restatements")


def proofs(data: QuarterPages) -> Blocks:
    """The proofs of the figures above."""
    return data.proofs.section()
