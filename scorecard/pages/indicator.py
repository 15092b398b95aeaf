"""One indicator over all packs: what it counts, every figure and every print of it, on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.html.blocks import Blocks
from scorecard.html.markup import Column, details, el, join, table
from scorecard.measures.band_areas import band_areas
from scorecard.measures.gaps import benchmark_time
from scorecard.measures.one_indicator import (
    beside_their_documents,
    month_stretches,
    printed_again,
    whole_authority,
    year_series,
)
from scorecard.measures.quarters import is_figure
from scorecard.pages import points
from scorecard.pages.charted import Beside, limits_by_key, of_months, of_years
from scorecard.pages.councils import councils
from scorecard.pages.found import found
from scorecard.pages.marked import breaks_between
from scorecard.pages.whole import Sheet, Whole

Row = Mapping[str, Any]
_KINDS = {
    "month": "Month",
    "quarter": "Quarter",
    "academic_term": "School term",
    "year_to_date": "Year to date",
    "financial_year": "Financial year",
    "academic_year": "School year",
    "latest": "No time named",
}
_BANDS = ("green", "amber", "red")
_VALIDATION = "../validation.html"
"""Where the findings stand of a document that has a figure of no quarter."""


def sheet(data: Whole, subject: str) -> Sheet:
    """The page of one indicator, named by its permanent id."""
    about = data.indicators.filter(pl.col("indicator") == subject).to_dicts()
    prints = data.tables["observations"].filter(pl.col("indicator") == subject)
    own = whole_authority(data.known, subject)
    months = [_linked(f, data) for f in month_stretches(own, data.tables)]
    years = [_linked(f, data) for f in year_series(own, data.tables)]
    sections = [
        ("What it counts", _definition(about, prints, data)),
        ("By month", _months(months, data, subject)),
        ("By year", _years(years, data, subject)),
        *([("Councils side by side", beside)] if (beside := councils(own, data)).blocks else []),
        ("Targets and comparisons", _targets(prints, data, subject)),
        ("Printed again", _vintages(own, data)),
        ("What was found", _findings(prints, months, years, data)),
        ("Every print", _prints(prints, data)),
        ("Proofs", data.proofs.section()),
    ]
    return Sheet(about[0]["name"] if about else subject, _lead(about, prints, data), sections)


def _lead(about: list[dict[str, Any]], prints: pl.DataFrame, data: Whole) -> str:
    figures = prints.filter(is_figure())
    documents = words.many(figures["document"].n_unique(), "document")
    described = f"{about[0]['description']} " if about else "Not in the registry. "
    warning = "" if data.validated else " Validation has not run: no figure here has been checked."
    return f"{described}{words.many(figures.height, 'figure').capitalize()} in {documents}.{warning}"


def _linked(figures: pl.DataFrame, data: Whole) -> pl.DataFrame:
    """``figures`` with ``finding_page``: where the findings of their document stand, as seen from this page."""
    page = pl.format("../{}/data_quality.html", pl.col("quarter")).alias("finding_page")
    homes = data.homes.select("document", page)
    linked = figures.join(homes, on="document", how="left", validate="m:1", maintain_order="left")
    return linked.with_columns(pl.col("finding_page").fill_null(_VALIDATION))


def _beside(data: Whole, subject: str) -> Beside:
    return Beside(
        data.comparators,
        band_areas(data.tables["thresholds"].filter(pl.col("indicator") == subject)),
        data.tables["documents"],
        changes=data.registry.change_frame(),
        limits=limits_by_key(data.answers.filter(pl.col("indicator") == subject)),
        caveat_words=dict(data.registry.caveat_frame().select("kind", "words").iter_rows()),
        proofs=data.proofs,
    )


def _row(series: pl.DataFrame, data: Whole) -> dict[str, Any]:
    """The last figure of a series with what its own document sets beside it, and the measure's usual basis."""
    last = series.filter(pl.col("value").is_not_null()).tail(1).drop("findings", "severity")
    told = beside_their_documents(
        last,
        data.tables,
        rules=data.indicators,
        kinds=data.registry.caveat_frame(),
        comparators=data.comparators,
    )
    usual = data.indicators.filter(pl.col("indicator") == last["indicator"][0])["basis"].to_list()
    return told.to_dicts()[0] | ({"basis": usual[0]} if usual else {})


# ---- what it counts


def _definition(about: list[dict[str, Any]], prints: pl.DataFrame, data: Whole) -> Blocks:
    if not about:
        return Blocks(el("p", "The registry does not know this indicator."), _names(prints, data))
    one = about[0]
    themes = dict(data.registry.theme_frame().select("theme", "title").iter_rows())
    said = [
        ("Definition", one["description"]),
        ("Theme", themes.get(one["theme"], one["theme"])),
        ("Unit", words.unit_name(one["unit"])),
        ("Good", words.GOOD_WORDS.get(one["good"], one["good"])),
        ("Months add up to the year", "yes" if one["adds_up"] else "no"),
        ("Id", el("code", one["indicator"])),
    ]
    listed = el("dl", *[part for term, told in said for part in (el("dt", term), el("dd", told))], class_="facts")
    return Blocks(listed, _changes(one["indicator"], prints, data), _names(prints, data))


def _changes(indicator: str, prints: pl.DataFrame, data: Whole) -> Markup:
    """Changes for the whole country, and those of the councils that print it, with whose they are among several."""
    councils = prints["authority"].drop_nulls().unique().to_list()
    known = data.registry.change_frame().filter(pl.col("indicator") == indicator)
    theirs = known.filter(pl.col("whose").is_null() | pl.col("whose").is_in(councils) | pl.lit(not councils))
    whose = pl.when(pl.col("whose").is_not_null() & (len(councils) > 1)).then(pl.format("{}: ", "whose"))
    changes = theirs.sort("changed", "kind").with_columns(named=whose.otherwise(pl.lit(""))).to_dicts()
    if not changes:
        return el("p", "No change of its definition, method or system is recorded.")
    items = [el("li", f"{words.day(c['changed'])} ({c['kind']}): {c['named']}{c['reason']}") for c in changes]
    return join([el("h3", "Changes"), el("ul", *items)])


def _names(prints: pl.DataFrame, data: Whole) -> Markup:
    """How each document numbers and names it."""
    counted = (
        prints.filter(is_figure())
        .group_by("document", "indicator_number", "indicator_name", maintain_order=True)
        .agg(pl.len().alias("figures"), pl.col("line").min())
    )
    rows = [
        {
            "document": _title_of(row["document"], data),
            "number": row["indicator_number"] or "none",
            "name": row["indicator_name"] or "none",
            "figures": f"{row['figures']:,}",
            "line": f"{row['document']}, line {row['line']}",
        }
        for row in counted.to_dicts()
    ]
    columns = [
        Column("document", "Document", "row"),
        Column("number", "Number"),
        Column("name", "Name as printed"),
        Column("figures", "Figures", "number"),
        Column("line", "First printed in"),
    ]
    return table(rows, columns, caption="How each document numbers and names it")


def _title_of(document: str, data: Whole) -> str:
    """What a document is called: its title and month; among documents of several councils also whose it is."""
    known = data.tables["documents"].filter(pl.col("document") == document).to_dicts()
    if not known:
        return document
    several = data.tables["documents"]["publisher"].drop_nulls().n_unique() > 1
    whose = f"{known[0]['publisher']}: " if several and known[0]["publisher"] else ""
    return f"{whose}{known[0]['title'] or document}, as at {words.day(known[0]['as_at'])}"


# ---- charts


def _months(stretches: list[pl.DataFrame], data: Whole, subject: str) -> Blocks:
    """A chart for each stretch of months, with the target and comparisons of the pack that prints its last."""
    blocks = Blocks()
    beside = _beside(data, subject)
    for months in stretches:
        row = _row(months, data)
        blocks += Blocks(el("h3", _stretch_title(row, months, beside))) + of_months(row, months, beside)
    return blocks if blocks.blocks else Blocks(el("p", "No month is printed for the whole authority."))


def _stretch_title(row: Row, months: pl.DataFrame, beside: Beside) -> str:
    """From the first figure of a stretch to its last; no word of better or worse, which is not asked of a stretch.

    Where the measure changed in between, the two are not set beside each other.
    """
    known = months.filter(pl.col("value").is_not_null()).to_dicts()
    ends = [f"{_figure(row, m)} in {words.period(m['period'])}" for m in (known[0], known[-1])]
    whose = f"{row['authority']}, {words.unit_name(row['unit'])}"
    if len(known) == 1:
        return f"{whose}: {ends[0]}"
    breaks = breaks_between(known[0]["period"], known[-1]["period"], beside.changes_of(row))
    joined = "; the measure changed; " if breaks else " to "
    return f"{whose}: {'' if breaks else 'from '}{ends[0]}{joined}{ends[1]}"


def _figure(row: Row, printed: Row) -> str:
    return words.figure(printed["value"], row["unit"], printed["decimals"])


def _years(series: list[pl.DataFrame], data: Whole, subject: str) -> Blocks:
    blocks = Blocks()
    for years in series:
        row = _row(years, data)
        title = f"{row['authority']}, {words.unit_name(row['unit'])}: {_figure(row, row)} in {row['period']}"
        blocks += Blocks(el("h3", title)) + of_years(row, years, _beside(data, subject))
    return blocks if blocks.blocks else Blocks(el("p", "No whole year is printed for the whole authority."))


# ---- tables


def _targets(prints: pl.DataFrame, data: Whole, subject: str) -> Blocks:
    """Each document's tolerances, and the comparisons that it prints with their times."""
    thresholds = data.tables["thresholds"].filter(pl.col("indicator") == subject)
    rows = []
    for (document,), mine in thresholds.sort("document", "line", "cell").group_by("document", maintain_order=True):
        printed = mine.to_dicts()
        told = {
            band: words.listed(list(dict.fromkeys(_tolerance(one) for one in printed if one["band"] == band)))
            for band in _BANDS
        }
        lines = words.listed(list(dict.fromkeys(map(str, mine["line"]))))
        rows.append({"document": _title_of(str(document), data), "source": f"line {lines}"} | told)
    columns = [
        Column("document", "Document", "row"),
        *[Column(band, band.capitalize()) for band in _BANDS],
        Column("source", "Printed in"),
    ]
    targets = table(rows, columns, caption="Tolerances of each document") if rows else None
    return Blocks(
        targets or el("p", "No document prints a target or tolerances."),
        _comparisons(prints, data) or el("p", "No document prints a comparison."),
    )


def _tolerance(one: Row) -> str:
    """A tolerance as printed; of a damaged print what it was read as, else that and why it was not read."""
    printed = one["published"] or "not legible"
    if one["read_as"] not in (None, one["published"]):
        return f"{one['read_as']} (printed as “{printed}”)"
    return f"{printed} (not read: {one['reason']})" if one["reason"] else printed


def _comparisons(prints: pl.DataFrame, data: Whole) -> Markup | None:
    titles = {one.name: one.title for one in data.comparators}
    compared = prints.filter(pl.col("area_kind") == "comparator", is_figure()).sort("document", "area", "line", "cell")
    compared = compared.with_columns(benchmark_time())
    rows = [
        {
            "what": titles.get(row["area"], row["area"]),
            "figure": data.proofs.figure(row, words.figure(row["value"], row["unit"], row["decimals"])),
            "period": words.period(row["time"]) if row["time"] else "no year named",
            "document": _title_of(row["document"], data),
            "source": points.place_of(row),
        }
        for row in compared.to_dicts()
    ]
    columns = [
        Column("what", "Compared with", "row"),
        Column("figure", "Figure", "number"),
        Column("period", "Its time"),
        Column("document", "Document"),
        Column("source", "Printed in"),
    ]
    return table(rows, columns, caption="Comparisons") if rows else None


def _vintages(own: pl.DataFrame, data: Whole) -> Blocks:
    """Figures that several documents print: each print, and whether they agree."""
    again = printed_again(own)
    if again.is_empty():
        return Blocks(el("p", "No figure for the whole authority is printed by more than one document."))
    rows = [_vintage(row, data) for row in again.to_dicts()]
    restated = again.filter("restated").height
    columns = [
        Column("period", "Period", "row"),
        Column("unit", "Unit"),
        Column("latest", "Latest print", "number"),
        Column("earlier", "Earlier prints"),
        Column("restated", "Restated"),
        Column("source", "Latest printed in"),
    ]
    said = f"{words.many(again.height, 'figure').capitalize()} printed again, {restated or 'none'} of them changed."
    return Blocks(el("p", said), table(rows, columns, caption="Figures that several documents print"))


def _vintage(row: Row, data: Whole) -> dict[str, object]:
    earlier = [
        el(
            "span",
            data.proofs.figure(before, words.figure(before["value"], row["unit"], row["decimals"])),
            f" as at {words.day(before['as_at'])} ({before['document']}, line {before['line']})",
            class_="small",
        )
        for before in row["earlier"]
    ]
    change = words.change(row["value"] - row["earlier"][0]["value"], row["unit"], row["decimals"])
    same = row["value"] == row["earlier"][0]["value"]
    return {
        "period": words.period(row["period"]),
        "unit": words.unit_name(row["unit"]),
        "latest": data.proofs.figure(row, _figure(row, row)),
        "earlier": join(earlier),
        "restated": ("only its x of y" if same else change) if row["restated"] else "no",
        "source": points.place_of(row),
    }


def _findings(prints: pl.DataFrame, months: list[pl.DataFrame], years: list[pl.DataFrame], data: Whole) -> Blocks:
    """Every finding about the measure in any document, also about areas, categories, targets and comparisons."""
    if not data.validated:
        return Blocks(el("p", "Validation has not run."))
    subject = prints["indicator"][0] if prints.height else None
    about = data.tables["findings"].filter(pl.col("indicator") == subject).select("document", "fact")
    rest = _linked(about.unique(maintain_order=True), data).select(
        pl.concat_list("fact").alias("findings"), "finding_page"
    )
    shown = found([*months, *years, rest], data.tables["findings"])
    return Blocks(shown if shown is not None else el("p", "Nothing was found about its figures."))


def _prints(prints: pl.DataFrame, data: Whole) -> Blocks:
    """Every place that prints a figure of it, document by document, folded."""
    own = prints.filter(pl.col("area_kind") != "comparator").sort("document", "line", "cell", "part")
    blocks = Blocks()
    for (document,), mine in own.group_by("document", maintain_order=True):
        rows = [_print(row, data) for row in mine.to_dicts()]
        columns = [
            Column("period", "Period", "row"),
            Column("kind", "Kind of period"),
            Column("area", "Area and category"),
            Column("figure", "Figure", "number"),
            Column("counts", "x of y", "number"),
            Column("source", "Line and cell"),
        ]
        title = f"{_title_of(str(document), data)}: {words.many(len(rows), 'print')}"
        blocks += Blocks(details(title, table(rows, columns, caption=title, hidden_caption=True)))
    return blocks if blocks.blocks else Blocks(el("p", "No document prints a figure of an authority."))


def _print(row: Row, data: Whole) -> dict[str, object]:
    counts = words.x_of_y(row["numerator"], row["denominator"])
    figure = words.figure(row["value"], row["unit"], row["decimals"]) if row["value"] is not None else None
    shown = figure or counts or f"{row['published']} (no figure)"
    return {
        "period": "none named" if row["period"] == "latest" else words.period(row["period"]),
        "kind": _KINDS.get(row["period_kind"], row["period_kind"]),
        "area": ", ".join(filter(None, (row["area"], row["breakdown"]))),
        "figure": data.proofs.figure(row, shown),
        "counts": counts or points.NOT_PRINTED,
        "source": f"line {row['line']}, cell {row['cell']}",
    }
