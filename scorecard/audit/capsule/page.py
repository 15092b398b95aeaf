"""The page of a capsule: a table for each printed table, readable without a script, and the script that checks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.audit.capsule.code import script_of_page
from scorecard.audit.capsule.seal import embedded
from scorecard.html.markup import Column, details, el, join, table
from scorecard.html.shell import shell, templates_of, tidy
from scorecard.proof.telling import why_missing
from scorecard.provenance import sha256_of

_TEMPLATES = Path(__file__).with_name("templates")
_COLUMNS = [
    Column("place", "Place", "row"),
    Column("measure", "Measure and time"),
    Column("published", "Printed"),
    Column("read", "Read as"),
    Column("checked", "Checked in this browser"),
    Column("hash", "Hash"),
    Column("findings", "Findings"),
]
"""The script of the page finds what it compares by the order of these columns."""
_KINDS = {
    "cell": "Figures that are what their cell prints",
    "reading": "Figures read again from their cell",
    "percentage": "Percentages with their x of y",
    "linked": "Percentages and the counts that other cells print for them",
    "sum": "Sums and shares of one whole",
    "arrow": "Printed arrows, and those that cannot be read",
    "colour": "Printed colours, and those that cannot be read",
    "margin": "Margins to the next colour",
}
_LINKS = {
    "percentage": "percentages",
    "linked": "linked",
    "sum": "sums",
    "arrow": "arrows",
    "colour": "colours",
    "margin": "margins",
}
_TOTALS = [
    Column("what", "What", "row"),
    Column("agrees", "Agree"),
    Column("differs", "Do not agree"),
    Column("open", "Not told here"),
    Column("otherwise", "The project says otherwise"),
]
_NOT_CHECKED = Markup('<span class="none">not checked: no script ran</span>')


def render(content: Mapping[str, Any], figures: pl.DataFrame) -> str:
    """The whole page as text. ``content`` as `gather` makes it; ``figures`` the same figures as a frame.

    Whatever a pack prints is escaped where it is shown, and in the embedded content it cannot close its element. One
    script may run, named by its hash, and nothing may be fetched.
    """
    text = embedded(content)
    environment = templates_of(_TEMPLATES)
    page = environment.get_template("capsule.html.j2").render(
        shell=shell(style=(_TEMPLATES / "capsule.css").read_text("utf-8"), script=script_of_page()),
        title=content["title"],
        quarter=content["quarter"],
        lead=_lead(content, figures),
        seal=sha256_of(text.encode()),
        totals=_totals(content),
        parts=list(_parts(content, figures)),
        findings=_findings(content["facts"]),
        sources=_sources(content),
        no_sums=content["no_sums"],
        code=content["code"],
        software=list(content["software"].items()),
        content=Markup(text),
    )
    return tidy(page)


def _lead(content: Mapping[str, Any], figures: pl.DataFrame) -> str:
    missing = figures.filter(pl.col("status") == "missing").height
    documents = figures["document"].n_unique()
    return (
        f"{words.many(figures.height - missing, 'figure')} of this quarter and "
        f"{words.many(missing, 'mark')} for a missing one, as the tables of {words.many(documents, 'document')} print "
        "them: each with its place, what it was read as, and the hashes by which you can tell that nothing was changed."
    ).capitalize()


def _totals(content: Mapping[str, Any]) -> Markup:
    asked = [kind for kind in _KINDS if kind not in _LINKS or content[_LINKS[kind]]]
    rows = [{"id": f"total-{kind}", "what": _KINDS[kind], **dict.fromkeys(_counted(), "not counted")} for kind in asked]
    return table(rows, _TOTALS, caption="How many agree, by kind", hidden_caption=True)


def _counted() -> list[str]:
    return [column.key for column in _TOTALS[1:]]


def _parts(content: Mapping[str, Any], figures: pl.DataFrame) -> Iterable[dict[str, object]]:
    """One for each printed table, in order: its name and its figures."""
    hashed = figures.with_columns(pl.Series("hash", content["hashes"], dtype=pl.String))
    for (document, name), mine in hashed.group_by("document", "table", maintain_order=True):
        title = f"{document}, {name}"
        rows = [_row(row, content["facts"]) for row in mine.iter_rows(named=True)]
        shown = table(rows, _COLUMNS, caption=f"{title}: {words.many(mine.height, 'print')}", hidden_caption=True)
        yield {"name": title, "table": shown}


def _row(row: Mapping[str, Any], facts: Mapping[str, Sequence[str]]) -> dict[str, object]:
    area = row["area"] if row["area_kind"] != "authority" else None
    about = ", ".join(filter(None, [row["title"], row["breakdown"], area]))
    time = ", ".join(filter(None, [words.period(row["period"]), row["basis"]]))
    return {
        "id": row["id"],
        "place": f"line {row['line']}, cell {row['cell']}",
        "measure": join([about, el("span", time, class_="small")]),
        "published": row["published"],
        "read": _read(row),
        "checked": _NOT_CHECKED,
        "hash": el("code", row["hash"]),
        "findings": _facts(row["findings"], facts),
    }


def _read(row: Mapping[str, Any]) -> Markup:
    corrected = f" corrected: {row['correction']}" if row["status"] == "corrected" else None
    more = [] if corrected is None else [el("span", corrected, class_="small")]
    if row["status"] == "missing":
        return join([el("span", f"missing: {why_missing(row['missing_reason'])}", class_="none"), *more])
    counts = words.x_of_y(row["numerator"], row["denominator"])
    if row["value"] is None:
        return join([counts or words.NO_DATA, *more])
    read = words.figure(row["value"], row["unit"], row["decimals"])
    return join([f"{read} ({counts})" if counts else read, *more])


def _facts(named: str | None, facts: Mapping[str, Sequence[str]]) -> Markup | None:
    links = [el("a", f"{facts[fact][1]}: {facts[fact][0]}", href=f"#{fact}") for fact in (named or "").split()]
    return join(links, "; ") if links else el("span", "none", class_="none")


def _findings(facts: Mapping[str, Sequence[str]]) -> Markup:
    if not facts:
        return el("p", "There is none.")
    told = [
        el("li", el("p", el("strong", f"{severity}, {rule}: "), explanation), id=fact)
        for fact, (rule, severity, explanation) in facts.items()
    ]
    return el("ul", *told, class_="findings")


def _sources(content: Mapping[str, Any]) -> Markup:
    documents = [
        {
            "document": one["document"],
            "title": one["title"],
            "publisher": one["publisher"],
            "as_at": one["as_at"],
            "sha256": el("code", one["sha256"]) if one["sha256"] else None,
        }
        for one in content["documents"]
    ]
    columns = [Column("document", "Document", "row"), Column("title", "Title"), Column("publisher", "Publisher")]
    columns += [Column("as_at", "As at"), Column("sha256", "SHA-256 of its text")]
    raw = [
        {"table": f"{one['document']}/{one['table']}.tsv", "sha256": el("code", one["sha256"])}
        for one in content["tables"]
    ]
    listed = table(
        raw,
        [Column("table", "Raw table", "row"), Column("sha256", "SHA-256")],
        caption="Raw tables",
        hidden_caption=True,
    )
    named = table(documents, columns, caption="Documents", hidden_caption=True)
    return join([named, details(f"{words.many(len(raw), 'raw table').capitalize()} with their hashes", listed)])
