"""Proofs: every figure of a page leads to where it was printed and how it was read, on the page itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.frames import rows_of
from scorecard.html.blocks import Blocks
from scorecard.html.markup import details, el, join
from scorecard.proof.evidence import ABOUT
from scorecard.proof.pack_pages import PackPages
from scorecard.proof.prints import FIGURE, PLACE
from scorecard.proof.proofs import proofs
from scorecard.proof.telling import KIND_WORDS, reading, state, subject, tick
from scorecard.words import NO_DATA

Place = tuple[str, int, int]
"""Document, line and cell: where a figure is printed. Lines and cells count from 1."""
FINDINGS_PAGE = "../validation.html"
"""The page of all findings, from a page in a folder of the reports."""
_SCHEMA = {"document": pl.String, "line": pl.Int32, "cell": pl.Int32}
_OF_A_TABLE = f"{KIND_WORDS[FIGURE]}, "
"""What a proof need not say of most figures."""
_MOST = 3
"""So many findings, and comparisons that contradict, are told of one figure; the trail of a figure has all."""
_USES = 2
"""So many of the answers that use a figure are named."""
_HASHES = (("document", "document_sha256"), ("table", "table_sha256"))
_NEEDLESS_END = re.compile(
    r"</t[dh]>(?=<t[dh][ >]|</tr>)|</tr>(?=<tr[ >]|</t(?:body|head)>)|</li>(?=<li>|</ul>)|</t(?:body|head)>(?=<tbody>)"
)
_HEADS = ("Line and cell", "Time", "Printed", "Read as", "What speaks for it, and what uses it")


def place_of(row: Mapping[str, Any]) -> Place | None:
    """The place of a figure; null where the row names no cell."""
    place = tuple(row.get(part) for part in PLACE)
    return None if None in place else place  # type: ignore[return-value]


def anchor_of(place: Place) -> str:
    """The anchor of a proof, which is also what ``pipeline.py trace`` takes.

    >>> anchor_of(("pack-june", 545, 3))
    'pack-june:545:3'
    """
    return ":".join(map(str, place))


class Proofs:
    """The figures that a page shows, and the proof of each.

    A section shows a figure with `figure`, and the last section of the page shows the proofs of all of them.
    ``indicators``: the registry's frame, for the names of measures.
    """

    def __init__(self, tables: Mapping[str, pl.DataFrame], indicators: pl.DataFrame | None = None) -> None:
        self.tables, self.indicators = tables, indicators
        self.places: dict[Place, None] = {}

    @cached_property
    def packs(self) -> PackPages:
        """The annotated packs, on which every print of a document stands."""
        return PackPages.of(self.tables["tables"])

    def figure(self, row: Mapping[str, Any], text: object, *, class_: str | None = None) -> Markup:
        """``text`` as a link to the proof of the figure whose ``document``, ``line`` and ``cell`` the row names.

        A row without a cell (what is quoted from prose, or computed) keeps its text, unlinked.
        """
        place = place_of(row)
        if place is None:
            return el("span", text, class_=class_) if class_ else join([text])
        self.places[place] = None
        return el("a", text, href=f"#{anchor_of(place)}", class_=" ".join(filter(None, ("proof", class_))))

    def section(self) -> Blocks:
        """The proofs of all figures shown so far, by document and table."""
        if not self.places:
            return Blocks(el("p", "No figure is shown on this page."))
        shown = pl.DataFrame(list(self.places), schema=_SCHEMA, orient="row").sort(PLACE)
        rows = proofs(self.tables, shown, indicators=self.indicators)
        lacking = shown.join(rows, on=PLACE, how="anti").rows()
        if lacking:
            raise ValueError(f"no proof of {', '.join(map(anchor_of, lacking))}")
        parts = rows_of(rows, ["document", "table"])
        return Blocks(*[_of_table(part, self.packs) for part in parts.values()])


def _of_table(rows: list[dict[str, Any]], packs: PackPages) -> Markup:
    """The proofs of one printed table, folded, with the hashes of what they were read from, measure by measure."""
    first = rows[0]
    title = f"{first['document_title'] or first['document']}, {first['table'] or 'figures in sentences'}"
    counted = f"{title}: {words.many(len(rows), 'figure')}"
    hashes = [f"{what} {first[column]}" for what, column in _HASHES if first[column]]
    pack = el("a", first["document"], href=packs.link(first["document"], first["line"]), class_="pack")
    about = f", as at {words.day(first['as_at'])}. SHA-256: {'; '.join(hashes) or 'not recorded'}."
    anchors: set[str] = set()
    subjects: dict[str, list[Markup]] = {}
    for row in rows:
        subjects.setdefault(_subject(row), []).append(_row(row, anchors))
    groups = [_group(what, mine) for what, mine in subjects.items()]
    head = el("thead", el("tr", *[el("th", head, scope="col") for head in _HEADS]))
    grid = el("table", el("caption", title, class_="hidden"), head, *groups, class_="proofs")
    box = el("div", _shorter(grid), class_="scroll", role="region", tabindex="0", aria_label=title)
    return details(counted, el("p", pack, about, class_="about"), box)


def _shorter(grid: Markup) -> Markup:
    """The same table without the end tags that HTML lets one leave out: the next tag says where a cell or row ends.

    A page has thousands of proofs, so that this is a tenth of its longest section.
    """
    return Markup(_NEEDLESS_END.sub("", str(grid)))


def _group(what: str, rows: list[Markup]) -> Markup:
    return el("tbody", el("tr", el("th", what, colspan=len(_HEADS), scope="rowgroup")), *rows)


def _subject(row: Mapping[str, Any]) -> str:
    """What a print is about but for its time, which stands beside the figure."""
    return subject({**row, "period": None, "basis": None}).removeprefix(_OF_A_TABLE)


def _row(row: Mapping[str, Any], anchors: set[str]) -> Markup:
    """A print with its anchor; of several prints in one cell the first has it."""
    anchor = anchor_of((row["document"], row["line"], row["cell"]))
    own = None if anchor in anchors else anchor
    anchors.add(anchor)
    time = ", ".join(filter(None, (row["period"] and words.period(row["period"]), row["basis"])))
    read = row["read"] if row["kind"] == FIGURE else reading(row)
    speaks = _speaks(row)
    listed = el("ul", *[el("li", line) for line in speaks]) if len(speaks) > 1 else join(speaks)
    place = el("th", f"line {row['line']}, cell {row['cell']}", scope="row")
    cells = [
        el("td", said) if said else el("td", NO_DATA, class_="none") for said in (time, row["published"], read, listed)
    ]
    return el("tr", place, *cells, id=own)


def _speaks(row: Mapping[str, Any]) -> list[object]:
    """What speaks for and against a figure, and what is made of it."""
    said: list[object] = [row["worked"]] if row["worked"] else []
    said += [f"corrected: {reason}" for reason in dict.fromkeys(one["reason"] for one in row["corrections"])]
    if row["state"]:
        said.append(state(row))
    said += [tick(one, row["document"]) for one in row["ticks"] if one["contradicts"]][:_MOST]
    said += [
        join([f"finding ({one['severity']}): ", el("a", one["explanation"], href=f"{FINDINGS_PAGE}#{one['fact']}")])
        for one in sorted(row["findings"], key=lambda one: one["how"] != ABOUT)[:_MOST]
    ]
    said += (
        [f"the pack warns of it: {words.listed([kind.replace('-', ' ') for kind in row['caveats']])}"]
        if row["caveats"]
        else []
    )
    used = list(dict.fromkeys(one["measure"].replace("-", " ") for one in row["measures"]))
    more = [f"{len(used) - _USES} more"] if len(used) > _USES + 1 else []
    told = [*used[:_USES], *more] if more else used
    return [*said, f"used for: {', '.join(told)}"] if used else said
