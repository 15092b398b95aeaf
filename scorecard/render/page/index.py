"""The front page: every quarter with its pages and how many figures stand behind it; of several councils by council."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import jinja2
import polars as pl

from scorecard import words
from scorecard.council_quarter import council_of, time_of
from scorecard.html.markup import Column, details, el, join, table
from scorecard.html.shell import shell, tidy
from scorecard.measures.by_council import are_several, councils, in_quarters, of_each, whose
from scorecard.measures.quarter_data import claims_per_quarter, figures_per_quarter
from scorecard.pages.left_out import left_out
from scorecard.periods import Quarter
from scorecard.render.page.export import TEMPLATES
from scorecard.render.plan.jobs import title_of_quarter


def index_page(
    quarters: Sequence[Quarter],
    quoted: Sequence[Quarter],
    reports: Sequence[Mapping[str, Any]],
    tables: Mapping[str, pl.DataFrame],
    *,
    failed: Mapping[str, str],
    validation: bool,
) -> str:
    """The front page as HTML.

    ``quarters``: those that have pages, of several councils those of each. ``quoted``: quarters that only prose tells
    of; they have no pages, what is quoted of them stands here. ``reports``:
    what was made (``quarter``, ``title``, ``href``, ``theme`` where it is of one, ``kind`` and ``subject`` of a sheet).
    ``failed``: by quarter, the link to the copy of a notebook that failed. ``validation``: is there a validation page?
    """
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True)
    content = environment.get_template("index.html.j2").render(
        shell=shell(),
        lead=_lead(quarters, tables),
        quarters=_quarters_of_each(quarters, reports, tables, failed),
        councils=_councils(quarters, tables, reports),
        quoted=[_quoted(quarter, tables) for quarter in reversed(quoted)],
        documents=_documents(tables["documents"], reports),
        indicators=_indicators(reports),
        left_out=left_out(tables["left_out"]),
        validation=validation,
    )
    return tidy(content)


def _lead(quarters: Sequence[Quarter], tables: Mapping[str, pl.DataFrame]) -> str:
    if not quarters:
        return "No document prints a figure for any quarter yet."
    observations = tables["observations"]
    figures = observations.filter(pl.col("status") != "missing").height
    indicators = words.many(observations["indicator"].n_unique(), "indicator")
    documents = words.many(tables["documents"].height, "document")
    if are_several(tables["documents"]):
        documents += f" of {words.many(len(councils(tables['documents'])), 'council')}"
    times = sorted({time_of(quarter) for quarter in quarters})
    first, last = words.period(times[0].months[0]), words.period(times[-1].months[-1])
    printed = f"{words.many(figures, 'printed figure').capitalize()} of {indicators} from {documents}"
    return f"{printed}, for {words.many(len(times), 'quarter')} between {first} and {last}."


def _councils(
    quarters: Sequence[Quarter], tables: Mapping[str, pl.DataFrame], reports: Sequence[Mapping[str, Any]]
) -> object:
    """Of several councils each with what is known of it, and its packs; null for one alone."""
    documents = tables["documents"].with_columns(whose()).sort("publisher", "as_at", "document")
    if not are_several(documents):
        return None
    pages = {page["subject"]: page["href"] for page in reports if page.get("kind") == "packs"}
    own = tables["observations"].filter(pl.col("status") != "missing", pl.col("area_kind") != "comparator")
    names, with_pages = councils(documents), {council_of(quarter) for quarter in quarters}
    sections = {council: _section(name) for council, name in names.items() if name in with_pages}
    rows = [
        _council(str(name), mine.to_dicts(), own, pages, sections.get(str(name)))
        for (name,), mine in documents.group_by("publisher", maintain_order=True)
    ]
    columns = [
        Column("council", "Council", "row"),
        Column("packs", "Packs"),
        Column("figures", "Figures of its own", "number"),
        Column("indicators", "Indicators", "number"),
    ]
    return table(rows, columns, caption="Councils", hidden_caption=True)


def _section(council: str) -> str:
    """The anchor of the quarters of a council."""
    return f"quarters-of-{council}"


def _council(
    name: str,
    documents: Sequence[Mapping[str, Any]],
    own: pl.DataFrame,
    pages: Mapping[str, str],
    section: str | None,
) -> dict[str, object]:
    """``section``: the anchor of its quarters; null for a council that has pages of none."""
    mine = own.filter(pl.col("authority") == name)
    said = [(words.day(one["as_at"]), pages.get(one["document"])) for one in documents]
    links = [el("a", day, el("span", f" of {name}", class_="hidden"), href=href) if href else day for day, href in said]
    return {
        "council": el("a", name, href=f"#{section}") if section else name,
        "packs": join(links, " · "),
        "figures": f"{mine.height:,}",
        "indicators": f"{mine['indicator'].n_unique():,}",
    }


def _quarters_of_each(
    quarters: Sequence[Quarter],
    reports: Sequence[Mapping[str, Any]],
    tables: Mapping[str, pl.DataFrame],
    failed: Mapping[str, str],
) -> object:
    """The table of quarters; of several councils one for each under its name, of its own figures alone."""
    documents = tables["documents"]
    if not are_several(documents):
        return _quarters(quarters, reports, tables, failed)
    each = {name: of_each(tables[name], documents) for name in ("observations", "claims")}
    shown = []
    for council, name in councils(documents).items():
        mine = [quarter for quarter in quarters if council_of(quarter) == name]
        if mine:
            own = {table: parts.get(name, tables[table].clear()) for table, parts in each.items()}
            shown += [el("h3", council, id=_section(name)), _quarters(mine, reports, own, failed, council)]
    return join(shown, "\n")


def _quarters(
    quarters: Sequence[Quarter],
    reports: Sequence[Mapping[str, Any]],
    tables: Mapping[str, pl.DataFrame],
    failed: Mapping[str, str],
    council: str | None = None,
) -> object:
    figures = {row["quarter"]: row for row in figures_per_quarter(tables["observations"]).to_dicts()}
    quoted = {row["quarter"]: row for row in claims_per_quarter(tables["claims"]).to_dicts()}
    rows = [
        _row(
            quarter,
            [one for one in reports if one["quarter"] == str(quarter)],
            figures.get(str(time_of(quarter)), {}),
            quoted.get(str(time_of(quarter)), {}),
            failed,
            council,
        )
        for quarter in reversed(quarters)
    ]
    columns = [
        Column("quarter", "Quarter", "row"),
        Column("pages", "Pages"),
        Column("figures", "Figures in tables", "number"),
        Column("indicators", "Indicators", "number"),
        Column("claims", "Quoted in prose", "number"),
        Column("documents", "Documents"),
    ]
    whole = f"Quarters of {council}, the latest first" if council else "Quarters, the latest first"
    return table(rows, columns, caption=whole, hidden_caption=True)


def _quoted(quarter: Quarter, tables: Mapping[str, pl.DataFrame]) -> object:
    """A quarter that only prose tells of: its quoted figures, folded."""
    mine = in_quarters(tables["claims"], [quarter], tables["documents"]).sort("document", "line", "published")
    rows = [
        {
            "published": one["published"],
            "relation": one["relation"],
            "indicator": one["indicator"] or "not certain",
            "period": words.period(one["period"]),
            "place": f"{one['document']}, line {one['line']}",
        }
        for one in mine.to_dicts()
    ]
    columns = [
        Column("published", "As quoted", "row"),
        Column("relation", "What is said"),
        Column("indicator", "Indicator"),
        Column("period", "Period"),
        Column("place", "Place"),
    ]
    names = {name: council for council, name in councils(tables["documents"]).items()}
    caption = f"{title_of_quarter(quarter, names)}: {words.many(len(rows), 'figure')} quoted in prose"
    return details(caption, table(rows, columns, caption=caption, hidden_caption=True))


def _row(
    quarter: Quarter,
    pages: Sequence[Mapping[str, Any]],
    figures: Mapping[str, Any],
    quoted: Mapping[str, Any],
    failed: Mapping[str, str],
    council: str | None,
) -> dict[str, object]:
    about = f" for {time_of(quarter)} of {council}" if council else f" for {quarter}"
    links, themes = (
        [
            el("a", page["title"], el("span", about, class_="hidden"), href=page["href"])
            for page in pages
            if bool(page.get("theme")) == of_theme
        ]
        for of_theme in (False, True)
    )
    broken = (
        [el("a", "a notebook failed: its partly run copy", href=failed[str(quarter)])] if str(quarter) in failed else []
    )
    return {
        "quarter": join([el("strong", quarter.title), el("span", str(quarter), class_="small")]),
        "pages": join([join([*links, *broken], " · "), *_themes(themes)]) or None,
        "figures": f"{figures.get('figures', 0):,}",
        "indicators": f"{figures.get('indicators', 0):,}",
        "claims": f"{quoted.get('claims', 0):,}",
        "documents": ", ".join(sorted({*figures.get("documents", []), *quoted.get("documents", [])})),
    }


def _themes(links: Sequence[object]) -> list[object]:
    return [el("span", "Themes: ", join(links, " · "), class_="small")] if links else []


def _indicators(reports: Sequence[Mapping[str, Any]]) -> object:
    """Every indicator with a page of its own, by name."""
    named = sorted(
        (page["title"].casefold(), page["href"], page) for page in reports if page.get("kind") == "indicators"
    )
    if not named:
        return None
    return el("ul", *[el("li", el("a", page["title"], href=page["href"])) for *_, page in named], class_="columns")


def _documents(documents: pl.DataFrame, reports: Sequence[Mapping[str, Any]]) -> object:
    pages = {page["subject"]: page["href"] for page in reports if page.get("kind") == "packs"}

    def named(document: Mapping[str, Any]) -> object:
        title, href = document["title"] or document["document"], pages.get(document["document"])
        return el("a", title, href=href) if href else title

    rows = [
        {"title": named(d), "publisher": d["publisher"], "as_at": words.day(d["as_at"]), "id": None}
        | {"published": words.day(d["published"]), "document": d["document"]}
        for d in documents.sort("as_at", "document", descending=[True, False]).to_dicts()
    ]
    columns = [
        Column("title", "Document", "row"),
        Column("publisher", "Publisher"),
        Column("as_at", "As at"),
        Column("published", "Published"),
        Column("document", "Id"),
    ]
    return table(rows, columns, caption="Documents, the latest first", hidden_caption=True)
