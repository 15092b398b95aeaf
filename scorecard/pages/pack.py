"""The pack, annotated: every table as printed, cell for cell, each figure ticked and a click away from its proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.errors import InputError
from scorecard.html.blocks import Blocks
from scorecard.html.markup import Column, details, el, join, note, table
from scorecard.measures import quality
from scorecard.pages.made import made_of
from scorecard.pages.proofs import FINDINGS_PAGE
from scorecard.pages.ticks import SIGNS
from scorecard.pages.whole import Sheet, Whole
from scorecard.proof.evidence import ABOUT
from scorecard.proof.pack_pages import PackPages, anchor, document_and_page, paged_tables, subject_of
from scorecard.proof.proofs import proofs
from scorecard.proof.telling import near, reading
from scorecard.provenance import sha256_of
from scorecard.schema import CHANGE

Row = Mapping[str, Any]
_PRINTED = ("observations", "thresholds", "signals", "unread", "corrections")
_MOST = 4
"""Comparisons, findings and uses that a proof names; the rest are counted, and ``trace`` has all."""
_LONG = 24
"""Longer texts of a cell are given room."""
_WIDE = 30
"""Tables of more columns fit on paper only in small print."""
_NOTHING = el("span", "nothing", class_="none")


@dataclass(frozen=True)
class _Page:
    """The page that is made: its document, its number, and the pages of all packs."""

    document: str
    page: int
    pages: PackPages

    @property
    def subject(self) -> str:
        return subject_of(self.document, self.page)

    @property
    def count(self) -> int:
        return self.pages.count(self.document)


def sheet(data: Whole, subject: str) -> Sheet:
    """The page of a document, or of a part of it (``pack--2``).

    Raises InputError if a raw table is not the one that was read.
    """
    document, page = document_and_page(subject)
    about = data.tables["documents"].filter(pl.col("document") == document).to_dicts()[0]
    paged = paged_tables(data.tables["tables"].filter(pl.col("document") == document))
    at = _Page(document, page, PackPages.of(data.tables["tables"]))
    mine = paged.filter(pl.col("page") == page).to_dicts()
    told = _proofs(data, document, [row["table"] for row in mine])
    sections = [("What the marks say", _legend(about, at))]
    sections += [_table_section(data, row, told, at) for row in mine]
    if page == at.count:
        sections.append(("Figures quoted in sentences", _quoted(data, at)))
        sections.append(("What the pack itself warns of", _warnings(data, at)))
    sections.append(("How this page was made", _made(data, at)))
    several = f", part {page} of {at.count}" if at.count > 1 else ""
    lead = (
        f"{words.many(len(mine), 'table')} as {about['publisher'] or 'its publisher'} printed them, as at "
        f"{words.day(about['as_at'])}: each figure with what other figures say of it."
    )
    return Sheet(f"{about['title']}, annotated{several}", lead[0].upper() + lead[1:], sections)


def _proofs(data: Whole, document: str, names: Sequence[str]) -> dict[tuple[int, int], list[dict[str, Any]]]:
    """The proofs of everything that some tables print, by line and cell."""
    of_tables = (pl.col("document") == document) & pl.col("table").is_in(list(names))
    places = [
        data.tables[name].filter(of_tables & pl.col("cell").is_not_null()).select("document", "line", "cell")
        for name in _PRINTED
    ]
    made = proofs(data.tables, pl.concat(places).unique().sort("line", "cell"), indicators=data.indicators)
    told: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for row in made.to_dicts():
        told.setdefault((row["line"], row["cell"]), []).append(row)
    return told


def _made(data: Whole, at: _Page) -> Blocks:
    documents = data.tables["documents"].filter(pl.col("document") == at.document)
    whose = documents["publisher"].drop_nulls().to_list()
    return made_of(
        documents, data.checks_of(at.document), whose, "python pipeline.py run", settings=f"document {at.document}"
    )


def _legend(about: Row, at: _Page) -> Blocks:
    marks = [
        ("✓ 3", "confirmed: three other figures, sums, shares or rates give it too"),
        ("✗ contradicted, ✓ 2", "another figure or the arithmetic says otherwise, and two others confirm it"),
        ("○ untested", "nothing else is printed that it could be held against; its proof says why"),
        ("corrected", "the print is damaged and was read with the corrections ledger or a proof; its proof says why"),
        ("not read", "no meaning could be given to it, and no page uses it"),
        ("†", "a finding is about it"),
    ]
    listed = el("ul", *[el("li", el("strong", mark), f" – {said}") for mark, said in marks])
    other = [
        el("a", f"part {number}", href=f"{subject_of(at.document, number)}.html")
        for number in range(1, at.count + 1)
        if number != at.page
    ]
    parts = [el("p", "This pack has several pages: ", join(other, ", "), ".")] if other else []
    source = el(
        "p",
        f"Columns count the cells of a line, rows are named by the line of the document's text ({at.document}, sha256 ",
        el("code", about["sha256"]),
        "). A figure leads to its proof. A cell without a mark is a label, a target or a mark for a missing figure.",
        class_="about",
    )
    return Blocks(listed, *parts, source)


# ---- tables --------------------------------------------------------------------------------------------------------


def _table_section(
    data: Whole, row: Row, told: Mapping[tuple[int, int], list[dict[str, Any]]], at: _Page
) -> tuple[str, Blocks]:
    """A table as printed, and the proofs of its figures below it."""
    number, _, name = row["table"].partition("-")
    title = f"Table {int(number)}: {name.replace('-', ' ')}" if number.isdecimal() else row["table"]
    own = {place: rows for place, rows in told.items() if rows[0]["table"] == row["table"]}
    counted = (
        f"Lines {row['first_line']} to {row['last_line']}; {words.counted(row['figures_read'] or 0, 'figure')} read, "
        f"{row['figures_corrected'] or 0:,} of them corrected, {row['figures_unread'] or 0:,} not read. "
        f"Raw table {row['table']}.tsv, sha256 "
    )
    source = el("p", counted, el("code", row["sha256"] or "not recorded"), ".", class_="about")
    grid = _raw(data, row)
    if grid is None:
        return title, Blocks(source, _lines_alone(row), *_proof_table(own, at))
    names = {one["line"]: one for one in _corrected_labels(data, row)}
    shown = _grid(grid, own, names, caption=f"{title}, as printed")
    return title, Blocks(source, shown, *_proof_table(own, at))


def _lines_alone(row: Row) -> Markup:
    """What stands for a table that is not here: its lines, so that what leads to one of them arrives."""
    lines = [el("span", f"{line} ", id=anchor(line)) for line in range(row["first_line"], row["last_line"] + 1)]
    return note("The raw table is not here: the proofs are. Its lines: ", *lines)


def _raw(data: Whole, row: Row) -> list[tuple[int, list[str]]] | None:
    """The lines of a raw table with their cells; null where only processed tables are there.

    Raises InputError if it is not the one that was read.
    """
    path = data.workspace.raw / row["document"] / f"{row['table']}.tsv"
    if not path.exists():
        return None
    content = path.read_bytes()
    if sha256_of(content) != row["sha256"]:
        raise InputError(
            f"{path.name} is not the table that was read",
            where=str(path),
            expected=f"sha256 {row['sha256']}",
            do="run: python pipeline.py clean",
        )
    split = [line.split("\t") for line in content.decode("utf-8").split("\n")[:-1]]
    return [(int(cells[0]), cells[1:]) for cells in split]


def _corrected_labels(data: Whole, row: Row) -> list[dict[str, Any]]:
    of_table = (pl.col("document") == row["document"]) & (pl.col("table") == row["table"])
    return data.tables["corrections"].filter(of_table & (pl.col("kind") == "ledger")).sort("line", "cell").to_dicts()


def _grid(
    grid: Sequence[tuple[int, Sequence[str]]],
    told: Mapping[tuple[int, int], Sequence[Row]],
    corrected: Mapping[int, Row],
    *,
    caption: str,
) -> Markup:
    width = max(len(cells) for _, cells in grid)
    head = el("tr", el("th", "Line", scope="col"), *[el("th", n, scope="col") for n in range(1, width + 1)])
    rows = []
    for line, cells in grid:
        shown = [_cell(line, n, text, told.get((line, n))) for n, text in enumerate(cells, 1)]
        padding = [Markup("<td></td>")] * (width - len(cells))
        mark = el("span", "corrected", class_="tick") if line in corrected else None
        rows.append(el("tr", el("th", line, " ", mark, scope="row", id=anchor(line)), *shown, *padding))
    kind = "printed wide" if width > _WIDE else "printed"
    made = el("table", el("caption", caption, class_="hidden"), el("thead", head), el("tbody", *rows), class_=kind)
    return el("div", made, class_="scroll", role="region", tabindex="0", aria_label=caption)


def _cell(line: int, cell: int, text: str, told: Sequence[Row] | None) -> Markup:
    if not told:
        return el("td", text, class_="long" if len(text) > _LONG else None)
    link = el("a", text or "(empty)", href=f"#{anchor(line, cell)}", class_="proof")
    return el("td", link, *_marks(told))


def _marks(told: Sequence[Row]) -> Iterable[Markup]:
    """The marks of a cell: its tick, and words for what is corrected, not read or under a finding."""
    states = [row for row in told if row["state"]]
    for state in dict.fromkeys(row["state"] for row in states):
        least = min(row["confirmed_by"] for row in states if row["state"] == state)
        sign = SIGNS["confirmed"]
        word = f"{least}" if state == "confirmed" else f"{state}, {sign} {least}" if least else state
        yield el("span", f" {SIGNS[state]} {word}", class_=f"tick {state}")
    if any(row["kind"] == "unread" for row in told):
        yield el("span", " not read", class_="tick contradicted")
    if any(row["status"] == "corrected" for row in told):
        yield el("span", " corrected", class_="tick")
    if any(_about(row) for row in told):
        yield el("span", " †", class_="tick contradicted")


def _about(row: Row) -> list[Row]:
    return [one for one in row["findings"] if one["how"] == ABOUT]


# ---- proofs --------------------------------------------------------------------------------------------------------


def _proof_table(told: Mapping[tuple[int, int], Sequence[Row]], at: _Page) -> list[Markup]:
    if not told:
        return []
    columns = [
        Column("place", "Line and cell", "row"),
        Column("published", "Printed"),
        Column("read", "Read as"),
        Column("what", "What it is"),
        Column("ticks", "Other figures"),
        Column("findings", "Findings"),
        Column("used", "Judged and used"),
    ]
    rows = [_proof(place, rows, at) for place, rows in sorted(told.items())]
    title = f"Proofs: {words.many(len(rows), 'cell')}"
    return [details(title, table(rows, columns, caption=title, hidden_caption=True))]


def _proof(place: tuple[int, int], prints: Sequence[Row], at: _Page) -> dict[str, object]:
    line, cell = place
    return {
        "id": anchor(line, cell),
        "place": f"line {line}, cell {cell}",
        "published": prints[0]["published"] or "(empty)",
        "read": _each(_read(row) for row in prints),
        "what": _each(_what(row) for row in prints),
        "ticks": _each(_ticks(row, at) for row in prints) or _NOTHING,
        "findings": _each(_findings(row) for row in prints) or el("span", "none", class_="none"),
        "used": _each(_used(row) for row in prints) or _NOTHING,
    }


def _each(parts: Iterable[Markup | str | None]) -> Markup:
    """The different ones of several prints of a cell, one below the other."""
    return join(dict.fromkeys(part for part in parts if part), Markup("<br>"))


def _read(row: Row) -> Markup | str:
    said = [reading(row)] + ([row["worked"]] if row["worked"] else [])
    entries = [one["reason"] for one in row["corrections"][:1]]
    corrected = entries or ([row["correction"]] if row["correction"] else [])
    return join([*said, *(f"corrected: {why}" for why in corrected)], Markup("<br>"))


def _what(row: Row) -> str:
    if row["kind"] == "limit":
        return f"tolerance, {row['band']}: {row['title'] or 'measure not known'}"
    if row["kind"] == "sign":
        return f"{'arrow' if row['signal'] == 'direction' else 'colour'}: {row['title'] or 'measure not known'}"
    number = f"{row['indicator_number']} " if row["indicator_number"] else ""
    area = row["area"] if row["area_kind"] != "authority" else None
    period = words.period(row["period"]) if row["period"] else None
    named = f"{number}{row['title'] or 'measure not known'}"
    return ", ".join(filter(None, (named, row["breakdown"], area, period, row["basis"])))


def _ticks(row: Row, at: _Page) -> Markup | None:
    if not row["state"]:
        return None
    counts = [
        f"{name} {row[column]:,}"
        for name, column in (("contradicted by", "contradicted_by"), ("confirmed by", "confirmed_by"))
        if row[column]
    ]
    why = [f"untested: {row['untested_because']}"] if row["untested_because"] else []
    told = join([f"{SIGNS[row['state']]} ", ", ".join(counts or why or [row["state"]])])
    listed = [_tick(one, at) for one in row["ticks"][:_MOST] if one["confirms"] or one["contradicts"]]
    more = [f"and {len(row['ticks']) - _MOST} more"] if len(row["ticks"]) > _MOST else []
    return join([told, *listed, *more], Markup("<br>"))


def _tick(one: Row, at: _Page) -> Markup:
    outcome = "✗ " if one["contradicts"] else ""
    links = [_link(place, at) for place in one["others"][:_MOST]]
    more = f"; and {len(one['others']) - _MOST} more" if len(one["others"]) > _MOST else ""
    return join([f"{outcome}{one['rule']}", ": " if links else "", join(links, "; "), more])


def _link(place: str, at: _Page) -> Markup:
    named, line, *cell = place.rsplit(":", 2) if place.count(":") > 1 else place.split(":")
    address = at.pages.link(named, int(line), int(cell[0]) if cell else None, here=at.subject)
    return el("a", near(place, at.document), href=address)


def _findings(row: Row) -> Markup | None:
    told = _about(row)
    if not told:
        return None
    listed = [
        join(
            [
                f"{one['severity'] if one['nature'] != CHANGE else 'change'}: ",
                el("a", one["explanation"] or one["rule"], href=f"{FINDINGS_PAGE}#{one['fact']}"),
            ]
        )
        for one in told[:_MOST]
    ]
    return join(listed, Markup("<br>"))


def _used(row: Row) -> Markup | None:
    limits = ", ".join(f"{one['band']} {one['published']}" for one in row["limits"])
    signs = ", ".join(f"{one['published']} printed" for one in row["signs"])
    kinds = dict.fromkeys(one["measure"].replace("-", " ") for one in row["measures"])
    used = f"{words.many(len(row['measures']), 'answer')}: {_some(list(kinds))}" if kinds else None
    parts = [part for part in (limits, signs, used) if part]
    return join(parts, Markup("<br>")) if parts else None


def _some(names: Sequence[str]) -> str:
    left = len(names) - _MOST
    return ", ".join([*names[:_MOST], *([f"{left} more"] if left > 0 else [])])


# ---- sentences -----------------------------------------------------------------------------------------------------


def _quoted(data: Whole, at: _Page) -> Blocks:
    claims = data.tables["claims"].filter(pl.col("document") == at.document)
    places = claims.select("document", "line", pl.lit(None, pl.Int32).alias("cell")).unique().sort("line")
    rows = proofs(data.tables, places, indicators=data.indicators).to_dicts()
    if not rows:
        return Blocks(el("p", "No figure of a sentence was taken from this document."))
    columns = [
        Column("place", "Line", "row"),
        Column("published", "Printed"),
        Column("what", "What it is"),
        Column("held", "Held against"),
        Column("findings", "Findings"),
    ]
    seen = {row["line"] for row in rows if at.pages.page_of(at.document, row["line"])}
    body = []
    for row in rows:
        first = row["line"] not in seen
        seen.add(row["line"])
        body.append(_quoted_row(row, at) | ({"id": anchor(row["line"])} if first else {}))
    caption = f"{words.many(len(rows), 'figure').capitalize()} quoted in sentences"
    about = el("p", "Sentences are not kept; what they quote is, with its line.", class_="about")
    return Blocks(about, table(body, columns, caption=caption, hidden_caption=True))


def _warnings(data: Whole, at: _Page) -> Blocks:
    """The warnings of the document, each with its line, which is anchored unless a figure or table has it already."""
    own = [data.tables[name].filter(pl.col("document") == at.document) for name in ("caveats", "claims")]
    rows = quality.caveats(own[0], data.indicators).to_dicts()
    if not rows:
        return Blocks(el("p", "It warns of none of its figures."))
    said = dict(data.registry.caveat_frame().select("kind", "words").iter_rows())
    seen = set(own[1]["line"]) | {row["line"] for row in rows if at.pages.page_of(at.document, row["line"])}
    listed = []
    for row in rows:
        names = "; ".join(row["names"]) or ("the whole report" if row["scope"] == "report" else "no figure of a table")
        named = None if row["line"] in seen else anchor(row["line"])
        seen.add(row["line"])
        listed.append(el("li", f"Line {row['line']}: {said.get(row['kind'], row['kind'])} ({names})", id=named))
    return Blocks(el("ul", *listed))


def _quoted_row(row: Row, at: _Page) -> dict[str, object]:
    known = row["indicator"] is not None
    period = words.period(row["period"]) if row["period"] else None
    what = ", ".join(filter(None, (row["title"], row["area"], period))) if known else _unknown()
    held = [_held(one, at) for one in row["ticks"]]
    return {
        "place": f"line {row['line']}",
        "published": row["published"],
        "what": what,
        "held": join(dict.fromkeys(held), Markup("<br>")) or el("span", "no other figure", class_="none"),
        "findings": _findings(row) or el("span", "none", class_="none"),
    }


def _unknown() -> Markup:
    return el("span", "not known of which measure", class_="none")


def _held(one: Row, at: _Page) -> Markup:
    sign = "✗" if one["contradicts"] else "✓" if one["confirms"] else "○"
    links = [_link(place, at) for place in one["others"]]
    return join([f"{sign} {one['outcome'].replace('-', ' ')}", ": " if links else "", join(links, "; ")])
