"""How far the figures of a quarter can be trusted: what the ``data_quality`` notebook calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.html.blocks import Blocks
from scorecard.html.markup import Column, details, el, join, note, table, tiles
from scorecard.measures import quality
from scorecard.measures.findings import SEVERITY_ORDER, entries
from scorecard.measures.quarter_data import QuarterData
from scorecard.pages.authorities import of_each_authority
from scorecard.pages.cells import CAVEATS, caveat_anchor
from scorecard.pages.left_out import left_out
from scorecard.pages.quarter import QuarterPages
from scorecard.proof.pack_pages import PackPages
from scorecard.schema import CHANGE, DISAGREEMENT

_SEVERITY = {
    "error": ("✖", "Error", "changes a conclusion, such as a colour or a direction"),
    "warning": ("▲", "Warning", "changes a figure"),
    "information": ("●", "Information", "cosmetic or explained"),
}
# Above this many, findings about other periods of the same documents are counted and not listed one by one.
MOST_LISTED = 400
_BEHIND = (
    "A correction is of one figure, or of a label or header behind which many stand: these are not as many as the "
    "figures that were read with one."
)
MOST_NAMED = 6
"""Measures that a warning's row names."""


def at_a_glance(data: QuarterData) -> Blocks:
    """What was read, mended and not read in the documents behind the quarter, and what validation found."""
    read = quality.reading_counts(data.of_documents("tables"))
    total = {c: int(read[c].sum()) for c in ("figures_read", "figures_corrected", "figures_unread")}
    counted = tiles(
        (total["figures_read"], "figures read"),
        (total["figures_corrected"], "read with a correction"),
        (total["figures_unread"], "not read"),
        *(_counts_of_findings(data) if data.validated else []),
    )
    lead = el(
        "p",
        f"{data.quarter.title} rests on {words.many(data.documents.height, 'document')}{_of(data.authorities)}.",
        class_="lead",
    )
    missing = left_out(data.tables["left_out"])
    return Blocks(lead, counted, *([missing] if missing else []), *_not_validated(data))


def _of(authorities: Sequence[str]) -> str:
    return f" of {words.listed(authorities)}" if authorities else ""


def _counts_of_findings(data: QuarterData) -> list[tuple[int, object]]:
    facts = _facts(data)
    by_severity = [(facts.filter(pl.col("severity") == s).height, severity(s)) for s in SEVERITY_ORDER]
    return [(facts.height, "findings"), *by_severity, (_facts(data, CHANGE).height, "changes")]


def _not_validated(data: QuarterData) -> list[Markup]:
    if data.validated:
        return []
    return [
        note(
            el("strong", "Validation has not run. "),
            "What follows says how the documents were read, and nothing about whether their figures agree.",
            kind="warning",
        )
    ]


def severity(name: str) -> Markup:
    """A severity as a word with a shape."""
    shape, word, _ = _SEVERITY[name]
    return el("span", el("span", shape, aria_hidden="true"), f" {word}", class_=f"severity {name}")


def _facts(data: QuarterData, nature: str = DISAGREEMENT) -> pl.DataFrame:
    """The facts of the documents behind the quarter that are of this nature; one row per fact."""
    return entries(data.of_documents("findings")).filter(pl.col("nature") == nature)


def _of_this_quarter(data: QuarterData) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The disagreements with a figure of this quarter, and the others of its documents; one row per fact."""
    facts = _facts(data)
    findings = data.of_documents("findings").join(facts.select("fact"), on="fact", how="semi")
    mine = quality.about_quarter(findings, data.quarter)
    return entries(mine), entries(findings.join(mine.select("fact").unique(), on="fact", how="anti"))


def findings_by_rule(data: QuarterData) -> Blocks:
    """How many findings each rule leads, by severity."""
    if not data.validated:
        return Blocks(*_not_validated(data))
    counted = quality.findings_by_rule(_facts(data))
    if counted.is_empty():
        return Blocks(el("p", "Validation has run and found nothing in the documents behind this quarter."))
    columns = [
        Column("rule", "Rule", "row"),
        *[Column(s, f"{_SEVERITY[s][1]}: {_SEVERITY[s][2]}", "number") for s in SEVERITY_ORDER],
        Column("all", "All", "number"),
    ]
    rows = [{c: (v if c == "rule" else f"{v:,}") for c, v in row.items()} for row in counted.to_dicts()]
    rule_page = el("p", "What each rule expects: ", el("a", "validation page", href="../validation.html"), ".")
    return Blocks(table(rows, columns, caption="Findings by rule and severity"), rule_page)


@of_each_authority
def findings_of_quarter(data: QuarterData) -> Blocks:
    """Every finding about a figure of this quarter, explained, the gravest first."""
    mine, _ = _of_this_quarter(data)
    if mine.is_empty():
        said = "No finding is about a figure of this quarter." if data.validated else "Validation has not run."
        return Blocks(el("p", said))
    pages = PackPages.of(data.tables["tables"])
    names = dict(data.indicators.select("indicator", "name").iter_rows())
    parts = mine.partition_by("severity", as_dict=True, maintain_order=True)
    return Blocks(*[_of_severity(str(name), rows, data.heading, names, pages) for (name,), rows in parts.items()])


def _of_severity(name: str, rows: pl.DataFrame, heading: str, names: dict[str, str], pages: PackPages) -> Markup:
    title = f"{_SEVERITY[name][1]}: {words.many(rows.height, 'finding')}"
    items = [_finding(row, names, pages) for row in rows.to_dicts()]
    return join([el(heading, title), el("ul", *items, class_="findings")])


def _rule_words(rule: str) -> str:
    return rule.replace("-", " ").replace("_", " ").capitalize()


def _finding(row: dict[str, Any], names: dict[str, str], pages: PackPages) -> Markup:
    about = filter(
        None,
        [names.get(row["indicator"], row["indicator"]), row["area"], _when(row)],
    )
    printed = f"Printed: {row['published'] or 'nothing'}. Expected: {row['expected'] or 'not said'}."
    return el(
        "li",
        el("p", *([] if row["nature"] == CHANGE else [severity(row["severity"]), " "]), el("strong", ", ".join(about))),
        el("p", row["explanation"] or printed),
        el("p", f"Likely cause: {row['suggestion']}.".replace("..", ".")) if row["suggestion"] else None,
        el("p", join([*([printed, " "] if row["explanation"] else []), _link(row, pages), "."]), class_="about"),
        _also(row["also"], pages),
        el("p", f"Rule: {_rule_words(row['rule'])}.", class_="about"),
        _acknowledged(row),
        id=row["fact"],
    )


def _also(places: list[dict[str, Any]], pages: PackPages) -> Markup | None:
    """Where else a fact is told: a place and what it prints, each once."""
    told = [join([_link(one, pages), f" ({one['published'] or 'nothing printed'})"]) for one in places]
    return el("p", "Also told by: ", join(dict.fromkeys(told), "; "), ".", class_="about") if told else None


def _link(row: dict[str, Any], pages: PackPages) -> Markup | str:
    """A place as a link to its row on the annotated pack."""
    if row["line"] is None:
        return str(row["document"])
    return el("a", _place(row), href=pages.link(row["document"], row["line"]))


def _when(row: dict[str, Any]) -> str | None:
    return words.period(row["period"]) if row["period"] else None


def _acknowledged(row: dict[str, Any]) -> Markup | None:
    if not row["acknowledged"]:
        return None
    return el("p", f"Acknowledged: {row['acknowledged']}. {row['note'] or ''}".strip(), class_="about")


@of_each_authority
def other_findings(data: QuarterData) -> Blocks:
    """Findings about other periods of the same documents, as a list that opens."""
    _, other = _of_this_quarter(data)
    if other.is_empty():
        return Blocks(el("p", "No other finding." if data.validated else "Validation has not run."))
    names, pages = dict(data.indicators.select("indicator", "name").iter_rows()), PackPages.of(data.tables["tables"])
    shown = other.head(MOST_LISTED)
    items = el("ul", *[_finding(row, names, pages) for row in shown.to_dicts()], class_="findings")
    left = other.height - shown.height
    rest = (
        el("p", f"{left:,} more are in the table of findings: python pipeline.py findings --format csv.")
        if left
        else None
    )
    return Blocks(details(words.many(other.height, "finding"), items, rest))


def caveats(data: QuarterPages) -> Blocks:
    """What the documents behind the quarter warn of about their own figures: one row per warning, in printed order."""
    rows = quality.caveats(data.of_documents("caveats"), data.indicators).to_dicts()
    if not rows:
        return Blocks(el("p", "The documents behind this quarter warn of none of their figures.", id=CAVEATS))
    columns = [
        Column("place", "Place", "row"),
        Column("kind", "What it warns of"),
        Column("measures", "Measures"),
        Column("period", "Period"),
    ]
    pages = PackPages.of(data.tables["tables"])
    anchors = [caveat_anchor(row["document"], row["line"]) for row in rows]
    body = [
        {
            "id": None if anchor in anchors[:at] else anchor,  # of several on one line the first
            "place": el("a", f"{row['document']}, line {row['line']}", href=pages.link(row["document"], row["line"])),
            "kind": data.caveat_words.get(row["kind"], row["kind"]),
            "measures": _measures(row),
            "period": _stretch(row),
        }
        for at, (row, anchor) in enumerate(zip(rows, anchors, strict=True))
    ]
    caption = f"{words.many(len(rows), 'warning').capitalize()} of the documents themselves"
    return Blocks(el("div", table(body, columns, caption=caption), id=CAVEATS))


def _measures(row: dict[str, Any]) -> str:
    """The measures that a warning covers, by name; the first few of many."""
    if row["scope"] == "report":
        return f"the whole report (lines {row['from_line']} to {row['to_line']})"
    named, left = row["names"][:MOST_NAMED], len(row["names"]) - MOST_NAMED
    return "; ".join([*named, *([f"and {left} more"] if left > 0 else [])]) or "no figure of a table"


def _stretch(row: dict[str, Any]) -> str:
    """The time that a warning names, in words."""
    start, end = row["period_start"], row["period_end"]
    if row["period"]:
        return words.period(row["period"])
    if start is None:
        return "none is named"
    return f"{words.day(start)} to {words.day(end)}" if end else f"from {words.day(start)} on"


def changes(data: QuarterData) -> Blocks:
    """What has changed since, and is nobody's mistake: targets, populations, figures that were checked again."""
    rows = _facts(data, CHANGE)
    if rows.is_empty():
        said = "No target, population or earlier figure has changed." if data.validated else "Validation has not run."
        return Blocks(el("p", said))
    names, pages = dict(data.indicators.select("indicator", "name").iter_rows()), PackPages.of(data.tables["tables"])
    items = el("ul", *[_finding(row, names, pages) for row in rows.to_dicts()], class_="findings")
    return Blocks(details(words.many(rows.height, "change"), items))


def coverage(data: QuarterData) -> Blocks:
    """How many figures of the documents other figures confirm or contradict, by theme, and why some are untested."""
    rows = data.of_documents("coverage")
    if rows.is_empty():
        said = "No figure is printed in a table of these documents." if data.validated else "Validation has not run."
        return Blocks(el("p", said))
    titles = data.themes.select("theme", "title", "order")
    themes = quality.covered(rows, "theme").join(titles, on="theme", how="left").sort("order", "theme", nulls_last=True)
    named = [row | {"name": row["title"] or row["theme"] or "No theme"} for row in themes.to_dicts()]
    left = quality.untested(rows).to_dicts()
    why = [el("li", f"{words.many(one['figures'], 'figure')}: {one['reason']}") for one in left]
    return Blocks(
        el("p", _covered(rows), class_="lead"),
        _coverage_table(named, "Theme"),
        *([details("Why figures are untested", el("ul", *why))] if why else []),
        details("By table", _coverage_table(_by_table(rows), "Table")),
    )


def _by_table(rows: pl.DataFrame) -> list[dict[str, Any]]:
    tables = rows.with_columns(pl.format("{}: {}", "document", "table").alias("name"))
    return quality.covered(tables, "name").to_dicts()


def _covered(rows: pl.DataFrame) -> str:
    """The whole in a sentence."""
    counts = {name: rows.filter(pl.col("state") == name).height for name in quality.COVERAGE}
    share = words.figure(100 * counts["confirmed"] / rows.height, "percent", 0)
    return (
        f"Other figures confirm {counts['confirmed']:,} of {words.many(rows.height, 'figure')} ({share}) and "
        f"contradict {counts['contradicted']:,}; {counts['untested']:,} cannot be tested."
    )


def _coverage_table(rows: list[dict[str, Any]], of: str) -> Markup:
    columns = [
        Column("name", of, "row"),
        Column("figures", "Figures", "number"),
        *[Column(name, name.capitalize(), "number") for name in quality.COVERAGE],
        Column("share", "Confirmed, %", "number"),
    ]
    counted = ("figures", *quality.COVERAGE)
    body = [
        row | {c: f"{row[c]:,}" for c in counted} | {"share": words.figure(row["share"], "percent", 0)} for row in rows
    ]
    return table(body, columns, caption=f"Figures confirmed by others, by {of.lower()}")


def corrections(data: QuarterData) -> Blocks:
    """Every correction that was used: what is printed, how it was read, and why."""
    rows = data.of_documents("corrections").sort("document", "line", "cell", "published", nulls_last=True).to_dicts()
    if not rows:
        return Blocks(el("p", "Nothing in these documents needed a correction."))
    columns = [
        Column("place", "Place", "row"),
        Column("table", "Table"),
        Column("published", "Printed"),
        Column("read_as", "Read as"),
        Column("kind", "Kind"),
        Column("reason", "Why"),
    ]
    pages = PackPages.of(data.tables["tables"])
    body = [row | {"place": _link(row, pages)} for row in rows]
    caption = f"{words.many(len(rows), 'correction').capitalize()} used"
    shown = table(body, columns, caption=caption, hidden_caption=True)
    return Blocks(el("p", _BEHIND, class_="about"), details(caption, shown))


def unread(data: QuarterData) -> Blocks:
    """What is printed and could not be given a meaning, with the reason."""
    rows = data.of_documents("unread").sort("document", "line", "cell", "published", nulls_last=True).to_dicts()
    if not rows:
        return Blocks(el("p", "Every printed figure of these documents was given a meaning."))
    columns = [
        Column("place", "Place", "row"),
        Column("table", "Table"),
        Column("published", "Printed"),
        Column("reason", "Why not"),
    ]
    caption = f"{words.many(len(rows), 'figure').capitalize()} could not be read"
    pages = PackPages.of(data.tables["tables"])
    body = [row | {"place": _link(row, pages)} for row in rows]
    return Blocks(details(caption, table(body, columns, caption=caption, hidden_caption=True)))


def _place(row: dict[str, Any]) -> str:
    cell = f", cell {row['cell']}" if row["cell"] is not None else ""
    return f"{row['document']}, line {row['line']}{cell}"


def tables(data: QuarterData) -> Blocks:
    """Per table of the documents: figures read, corrected and not read."""
    rows = data.of_documents("tables").sort("document", "first_line", "table").to_dicts()
    if not rows:
        return Blocks(el("p", "No table stands behind this quarter: its figures are quoted in prose."))
    columns = [
        Column("table", "Table", "row"),
        Column("document", "Document"),
        Column("lines", "Lines", "number"),
        Column("shape", "Read as"),
        Column("figures_read", "Read", "number"),
        Column("figures_corrected", "Corrected", "number"),
        Column("figures_unread", "Not read", "number"),
        Column("missing_marks", "Missing marks", "number"),
    ]
    counted = ("figures_read", "figures_corrected", "figures_unread", "missing_marks")
    body = [
        row | {"lines": f"{row['first_line']} to {row['last_line']}"} | {c: f"{row[c] or 0:,}" for c in counted}
        for row in rows
    ]
    summary = words.many(len(rows), "table").capitalize()
    return Blocks(
        _by_document(data), details(summary, table(body, columns, caption="Tables and what was read in them"))
    )


def _by_document(data: QuarterData) -> Markup:
    rows = quality.reading_counts(data.of_documents("tables")).to_dicts()
    columns = [
        Column("document", "Document", "row"),
        Column("tables", "Tables", "number"),
        Column("figures_read", "Read", "number"),
        Column("figures_corrected", "Corrected", "number"),
        Column("figures_unread", "Not read", "number"),
        Column("missing_marks", "Missing marks", "number"),
    ]
    body = [{c: (v if c == "document" else f"{v:,}") for c, v in row.items()} for row in rows]
    return table(body, columns, caption="Documents and what was read in them")
