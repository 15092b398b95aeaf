"""The quarter on a page: what the ``scorecard`` notebook calls, one function per section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.html.blocks import Blocks
from scorecard.html.markup import Column, details, el, join, note, table, tiles
from scorecard.measures import changes
from scorecard.measures.quarters import in_quarter
from scorecard.measures.rag import BANDS
from scorecard.pages import cells, made, messages, trends, verdicts
from scorecard.pages.authorities import of_each_authority
from scorecard.pages.board import board
from scorecard.pages.charted import charted
from scorecard.pages.messages import key_messages
from scorecard.pages.quarter import QuarterPages

__all__ = [
    "areas",
    "at_a_glance",
    "board",
    "categories",
    "charts",
    "claims",
    "how_made",
    "key_messages",
    "proofs",
]
MOST_CHARTS = 6


def at_a_glance(data: QuarterPages) -> Blocks:
    """Whose figures the page shows; the quarter in a sentence, the counts as tiles, what to know before quoting."""
    if len(data.authorities) < 2:
        return _glance(data)
    whose = f"This page shows the figures of {words.listed(data.authorities)}, each under its own heading."
    return Blocks(el("p", whose, class_="lead")) + _glance(data)


@of_each_authority
def _glance(data: QuarterPages) -> Blocks:
    page = data.rows
    if page.is_empty():
        return Blocks(
            note(f"No document prints a monthly or quarterly figure for {data.quarter.title}."), *_claims_only(data)
        )
    count = changes.counts(page)
    counted = tiles((count["indicators"], "measures with a figure"), *_earned(data))
    said = (*_before_quoting(data, page), *_warned_of(page, data), *_to_take_away(data))
    colours = [_colours(page)] if page["printed_band"].count() + page["band"].count() else []
    return Blocks(el("p", _lead(data, count), class_="lead"), counted, *colours, *said)


def _colours(page: pl.DataFrame) -> Markup:
    """How many measures are red, amber and green, as printed and by the printed tolerances: counted apart."""
    rows = changes.headline_rows(page)
    columns = [Column("what", "Colours", "row"), *[Column(band, band.capitalize(), "number") for band in BANDS]]
    body = [
        {"what": what} | {band: f"{rows.filter(pl.col(column) == band).height:,}" for band in BANDS}
        for what, column in (("As printed", "printed_band"), ("By the printed tolerances", "band"))
        if rows[column].drop_nulls().len()
    ]
    return table(body, columns, caption="Measures by colour of their latest figure", kind="narrow")


def _earned(data: QuarterPages) -> list[tuple[int, str]]:
    """Tiles for what can be said of change; none at all where nothing can be compared: that is no nought."""
    told = messages.counted(data)
    crossed = told.get("crossed-worse", 0) + told.get("crossed-better", 0)
    tiles = [
        (crossed, "changed colour"),
        (told.get("improved", 0), "plainly better"),
        (told.get("declined", 0), "plainly worse"),
        (told.get("better-depends", 0), "better, not plainly"),
        (told.get("worse-depends", 0), "worse, not plainly"),
    ]
    return tiles if any(many for many, _ in tiles) else []


def _lead(data: QuarterPages, count: dict[str, int]) -> str:
    sources = words.many(data.documents.height, "document")
    known = "everything known" if data.as_known_at is None else f"what was known at {words.day(data.as_known_at)}"
    if not count["indicators"]:
        prints = "prints" if data.documents.height == 1 else "print"
        many = words.many(data.rows.height, "figure")
        alone = f"{sources.capitalize()} {prints} {many} of {data.quarter.title}, of areas or categories alone"
        return f"{alone} ({known}).{_months(data)}"
    counted = f"{words.many(count['indicators'], 'indicator').capitalize()} of {words.listed(data.authorities)}"
    have = f"{counted} {'has' if count['indicators'] == 1 else 'have'} a figure"
    first = f"{have} for {data.quarter.title}, taken from {sources} ({known}).{_months(data)}"
    if not _earned(data):
        return f"{first} Of none can it be said that it got better or worse: the key messages tell why."
    return f"{first} What changed stands in the key messages, where it can be said."


def _months(data: QuarterPages) -> str:
    """Which months of the quarter have figures, where not all of them do."""
    months = data.quarter.months
    figures = data.known.filter(pl.col("period").is_in(months) & pl.col("value").is_not_null())
    there = [words.period(month) for month in figures["period"].unique().sort()]
    if not there or len(there) == len(months):
        return ""
    return f" Of its months only {words.listed(there)} {'has' if len(there) == 1 else 'have'} figures."


def _before_quoting(data: QuarterPages, page: pl.DataFrame) -> list[Markup]:
    if not data.validated:
        return [
            note(el("strong", "Validation has not run. "), "No figure on this page has been checked.", kind="warning")
        ]
    under = page.filter(pl.col("findings").list.len() > 0).height
    if not under:
        return [note("Validation has run: no finding is about a figure in the tables of this page.")]
    link = el("a", "data quality", href=data.findings_page)
    many = words.many(under, "figure").capitalize()
    said = f"{many} on this page {'is' if under == 1 else 'are'} under a finding, marked †."
    return [note(said, " Each mark leads to what was found and why; all of them are on the page ", link, ".")]


def _to_take_away(data: QuarterPages) -> list[Markup]:
    """Where the figures of the quarter stand as a table for other programs."""
    link = el("a", "figures.csv", href=f"../{data.quarter}/figures.csv")
    return [note("All figures of this quarter, each with its line and cell, stand in ", link, " for spreadsheets.")]


def _warned_of(page: pl.DataFrame, data: QuarterPages) -> list[Markup]:
    """What the mark ‡ means, where a figure has it."""
    under = page.filter(pl.col("caveats").list.len() > 0).height
    if not under:
        return []
    many = words.many(under, "figure").capitalize()
    said = f"{many} on this page {'is' if under == 1 else 'are'} warned of by the document that prints it, marked ‡."
    link = el("a", "what the packs warn of", href=f"{data.findings_page}#{cells.CAVEATS}")
    judged = " Where the warning is of how reliable or complete a figure is, it is called neither better nor worse."
    return [note(said, judged, " Each mark leads to ", link, ".")]


def _claims_only(data: QuarterPages) -> list[Markup]:
    claims = data.of_documents("claims").height
    return [el("p", "What is known comes from prose: see the figures quoted there, below.")] if claims else []


@of_each_authority
def charts(data: QuarterPages) -> Blocks:
    """Charts of the indicators to look at first: those that changed colour, then red ones, then amber ones."""
    rows = _worth_a_chart(data)
    if not rows:
        silent = "No indicator of this quarter has three or more months of figures and a target to set it against."
        return Blocks(el("p", silent))
    blocks = Blocks()
    for row in rows:
        title = verdicts.active_title(row, {}, data.beside.changes_of(row))
        of_row = trends.key_of(row)
        drawn = charted(row, data.months[of_row], data.years.get(of_row), data.beside)
        blocks += Blocks(el(data.heading, title)) + drawn
    return blocks


def _worth_a_chart(data: QuarterPages) -> list[dict[str, Any]]:
    rank = pl.col("band").replace_strict({"red": 1, "amber": 2, "green": 3}, default=4)
    crossed = data.messages.filter(pl.col("kind").is_in(["crossed-worse", "crossed-better"]))
    changed = pl.col("indicator").is_in(crossed["indicator"].to_list())
    long_enough = [k for k, m in data.months.items() if m["value"].drop_nulls().len() >= 3]
    rows = changes.headline_rows(data.rows).with_columns(pl.when(changed).then(0).otherwise(rank).alias("rank"))
    chosen = rows.filter(pl.col("rank") < 4).sort("rank", "small", maintain_order=True).to_dicts()
    return [row for row in chosen if trends.key_of(row) in long_enough][:MOST_CHARTS]


@of_each_authority
def areas(data: QuarterPages) -> Blocks:
    """Figures of localities, beside the whole authority's where it is printed; nothing where there are none."""
    page = data.rows.filter(pl.col("breakdown").is_null())
    local = page.filter(pl.col("area_kind") == "locality")
    if local.is_empty():
        return Blocks()
    names = local["area"].unique().sort().to_list()
    shown = page.join(
        local.select("indicator", "unit", "period").unique(), on=["indicator", "unit", "period"], how="semi"
    )
    groups = shown.group_by("indicator", "unit", "period", maintain_order=True)
    body = [_area_row(rows.to_dicts(), data) for _, rows in groups]
    columns = [
        Column("indicator", "Indicator", "row"),
        Column("period", "Month"),
        Column("whole", "Whole authority", "number"),
    ]
    return Blocks(table(body, [*columns, *[Column(a, a, "number") for a in names]], caption="Latest figures by area"))


def _area_row(rows: Sequence[dict[str, Any]], data: QuarterPages) -> dict[str, object]:
    cells_of: dict[str, object] = {
        ("whole" if r["area_kind"] == "authority" else r["area"]): _marked(r, data) for r in rows
    }
    name = cells.indicator(rows[0] | {"area_kind": "authority", "show_area": False})
    return {"indicator": name, "period": words.period(rows[0]["period"])} | cells_of


def _marked(row: dict[str, Any], data: QuarterPages) -> Markup:
    counts = words.x_of_y(row["numerator"], row["denominator"]) if row["unit"] == "percent" else None
    small = el("span", counts, class_="small") if counts else ""
    return join([join([data.proofs.figure(row, cells.shown_figure(row)), *cells.marks(row)], " "), small])


@of_each_authority
def categories(data: QuarterPages) -> Blocks:
    """Figures by category (source, reason, type …), one table per indicator, each behind its title; else nothing."""
    rows = data.rows.filter(pl.col("breakdown").is_not_null())
    if rows.is_empty():
        return Blocks()
    groups = rows.partition_by("indicator", maintain_order=True)
    return Blocks(*[_categories_of(group.to_dicts(), data) for group in groups])


def _categories_of(rows: list[dict[str, Any]], data: QuarterPages) -> Markup:
    body = [
        {
            "breakdown": r["breakdown"],
            "area": r["area"],
            "period": words.period(r["period"]),
            "figure": _marked(r, data),
        }
        for r in rows
    ]
    columns = [
        Column("breakdown", "Category", "row"),
        Column("area", "Area"),
        Column("period", "Month"),
        Column("figure", "Figure", "number"),
    ]
    title = rows[0]["title"]
    return details(
        f"{title} ({words.many(len(rows), 'figure')})", table(body, columns, caption=title, hidden_caption=True)
    )


@of_each_authority
def claims(data: QuarterPages) -> Blocks:
    """Figures of the quarter that documents quote in prose, with their place."""
    quoted = data.of_documents("claims").filter(in_quarter(data.quarter))
    if quoted.is_empty():
        return Blocks(el("p", "No document quotes a figure of this quarter in its prose."))
    names = data.indicators.select("indicator", pl.col("name").alias("title"))
    rows = (
        quoted.join(names, on="indicator", how="left", validate="m:1").sort("document", "line", "published").to_dicts()
    )
    body = [_claim_row(row) for row in rows]
    columns = [
        Column("published", "As quoted", "row"),
        Column("relation", "What is said"),
        Column("title", "Indicator"),
        Column("period", "Period"),
        Column("place", "Place"),
    ]
    caption = f"{words.many(len(rows), 'figure').capitalize()} quoted in prose"
    shown = table(body, columns, caption=caption, hidden_caption=True)
    return Blocks(details(caption, shown, open_=data.rows.is_empty()))


def _claim_row(row: dict[str, Any]) -> dict[str, object]:
    return {
        "published": row["published"],
        "relation": row["relation"],
        "title": row["title"] or row["indicator"] or "not certain",
        "period": words.period(row["period"]),
        "place": f"{row['document']}, line {row['line']}",
    }


def how_made(data: QuarterPages) -> Blocks:
    """From what this page was made, and the command that makes it again."""
    return made.how_made(data, "scorecard")


def proofs(data: QuarterPages) -> Blocks:
    """Where every figure of this page was printed and how it was read: the last section, which knows all others."""
    return data.proofs.section()
