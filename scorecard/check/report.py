"""What a check of one document tells, as data: facts with their places, and how much was read and confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from scorecard.check.document import ReadDocument
from scorecard.check.judge import Judged
from scorecard.check.places import Places
from scorecard.general.matching import Proposal
from scorecard.schema import CHANGE, SEVERITIES, UNKNOWN_AUTHORITY
from scorecard.text.plain import plain
from scorecard.text.tolerances import NO_SIDE
from scorecard.words import day, many, period

CONFIRMED, CONTRADICTED, UNTESTED, UNREAD = "confirmed", "contradicted", "untested", "unread"
STATES = (CONFIRMED, CONTRADICTED, UNTESTED, UNREAD)
_BETWEEN = "; "


@dataclass(frozen=True)
class Fact:
    """One thing that does not agree. ``place`` is where it is told, ``others`` where else it stands or is held against.

    ``line`` and ``cell`` are those of the document as text; null cell for a sentence.
    """

    id: str
    severity: str
    rule: str
    title: str
    place: str
    line: int
    cell: int | None
    measure: str | None
    period: str | None
    published: str | None
    expected: str | None
    explanation: str
    suggestion: str | None
    others: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A printed figure and its state: confirmed, contradicted, untested or unread, with the reason of the last two."""

    line: int
    cell: int
    published: str
    state: str
    reason: str


@dataclass(frozen=True)
class Unread:
    """Figures that are not read for one reason, with the first places."""

    reason: str
    count: int
    places: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The check of one document. ``missing`` counts printed marks for missing figures; ``rules`` those that compared
    something; ``stopped`` those that could not be run."""

    name: str
    sha256: str
    title: str
    publisher: str | None
    month: str | None
    read_with: str
    tables: int
    quoted: int
    missing: int
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    unread: tuple[Unread, ...]
    proposals: tuple[Proposal, ...]
    doubts: tuple[str, ...]
    stopped: tuple[str, ...]
    comparisons: int

    def count(self, state: str) -> int:
        """How many figures have a state."""
        return sum(figure.state == state for figure in self.figures)

    @property
    def read(self) -> int:
        return len(self.figures) - self.count(UNREAD)

    def of_severity(self, severity: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.severity == severity]

    def fails(self, severity: str) -> bool:
        """Whether something is at least as grave as ``severity``."""
        grave = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return any(fact.severity in grave for fact in self.facts)


def report_of(document: ReadDocument, judged: Judged, titles: dict[str, str]) -> Report:
    """What was found in a document. ``titles`` are the rules' sentences by id."""
    entry, tables = document.raw.entry, document.tables
    places = Places(document.source.places)
    publisher = None if entry["publisher"] == UNKNOWN_AUTHORITY else str(entry["publisher"])
    return Report(
        name=document.source.name,
        sha256=document.source.sha256,
        title=_title(document),
        publisher=publisher,
        month=_month(document),
        read_with=f"the words of the council's folder ({publisher})" if document.by_council else "its own words",
        tables=len(document.raw.grids),
        quoted=tables["claims"].height,
        missing=int((tables["observations"]["status"] == "missing").sum()),
        facts=tuple(_facts(judged.findings, places, titles, document)),
        figures=tuple(_figures(document, judged)),
        unread=tuple(_unread(tables["unread"].filter(~pl.col("reason").str.ends_with(NO_SIDE)), places)),
        proposals=document.proposals,
        doubts=(*document.source.doubts, *_one_sided(tables["unread"])),
        stopped=judged.stopped,
        comparisons=judged.ticks.height,
    )


def _title(document: ReadDocument) -> str:
    """The title that stands over the first table, or that of the document's kind; else the name of the file.

    What stands over a later table is a caption of that.
    """
    title = str(document.raw.entry["title"])
    first = min((grid.rows[0].line for grid in document.raw.grids if grid.rows), default=len(document.source.lines) + 1)
    behind = (plain(line).strip("*# ").casefold() for line in document.source.legible[first - 1 :])
    if title == document.raw.entry["id"] or title.casefold() in behind:
        return document.source.name
    return title


def _month(document: ReadDocument) -> str | None:
    if not document.month_is_said:
        return None
    entry = document.raw.entry
    published = f", published {day(entry['published'])}" if entry.get("published") else ""
    return period(f"{entry['as_at']:%Y-%m}") + published


def _facts(findings: pl.DataFrame, places: Places, titles: dict[str, str], document: ReadDocument) -> Iterator[Fact]:
    """The leading finding of each fact, the gravest first; what has only changed is none."""
    registry = document.registry
    order = {name: at for at, name in enumerate(SEVERITIES)}
    leading = findings.filter((pl.col("role") == "leading") & (pl.col("nature") != CHANGE)).with_columns(
        gravity=pl.col("severity").replace_strict(order, return_dtype=pl.Int8)
    )
    for row in leading.sort("gravity", "line", "cell", "rule", nulls_last=True).iter_rows(named=True):
        known = registry.indicators.get(row["indicator"] or "")
        here = f"{row['document']}:{row['line']}" + (f":{row['cell']}" if row["cell"] else "")
        yield Fact(
            id=row["fact"],
            severity=row["severity"],
            rule=row["rule"],
            title=titles.get(row["rule"], row["rule"]),
            place=places.words(row["line"], row["cell"]),
            line=row["line"],
            cell=row["cell"],
            measure=known.name if known else row["indicator"],
            period=row["period"],
            published=row["published"],
            expected=row["expected"],
            explanation=places.told(row["explanation"]),
            suggestion=places.told(row["suggestion"]) if row["suggestion"] else None,
            others=tuple(dict.fromkeys(_others(row["places"], here, row["line"], places))),
        )


def _others(told: str | None, here: str, at: int, places: Places) -> Iterator[str]:
    """The other places of a fact in words; a whole row is named where it is not the one ``at`` which it is told."""
    for place in (told or "").split(_BETWEEN):
        line, _, cell = place.partition(":")[2].partition(":")
        if place and place != here and (cell or int(line) != at):
            yield places.words(int(line), int(cell)) if cell else places.row_words(int(line))


def _figures(document: ReadDocument, judged: Judged) -> Iterator[Figure]:
    """Every printed figure of a table, once for each cell, with the gravest state of its parts; in printed order.

    A target of which the pack does not say whether more or less is better is read, and nothing is judged by it.
    """
    states: dict[tuple[int, int], tuple[str, str]] = {}
    order = (UNTESTED, CONFIRMED, UNREAD, CONTRADICTED)
    coverage = judged.coverage.select("line", "cell", "state", "reason").rows()
    told = pl.when(pl.col("reason").str.ends_with(NO_SIDE)).then(pl.lit(UNTESTED)).otherwise(pl.lit(UNREAD))
    unread = document.tables["unread"].select("line", "cell", told, "reason").rows()
    for line, cell, state, reason in (*coverage, *unread):
        known = states.get((line, cell))
        if known is None or order.index(state) > order.index(known[0]):
            states[line, cell] = (state, reason or "")
    disputed = judged.findings.filter((pl.col("nature") != CHANGE) & (pl.col("severity") != "information"))
    for line, cell in disputed.select("line", "cell").rows():
        if (line, cell) in states:
            states[line, cell] = (CONTRADICTED, "")
    printed = {
        (line, cell): text
        for name in ("observations", "unread")
        for line, cell, text in document.tables[name].select("line", "cell", "published").rows()
    }
    for (line, cell), (state, reason) in sorted(states.items()):
        yield Figure(line, cell, printed.get((line, cell), ""), state, reason)


def _one_sided(unread: pl.DataFrame) -> Iterator[str]:
    """How many targets judge nothing because nobody knows their good side."""
    count = int(unread["reason"].str.ends_with(NO_SIDE).sum())
    if count:
        yield f"{many(count, 'target')} without a word on what is better, more or less: nothing is judged by them"


_FIRST_PLACES = 5
"""So many places of figures that are not read for one reason are told; the rest are counted."""


def _unread(unread: pl.DataFrame, places: Places) -> Iterator[Unread]:
    rows: Sequence[tuple[str, int, int]] = unread.select("reason", "line", "cell").rows()
    counts = Counter(reason for reason, _, _ in rows)
    for reason, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        first = [places.words(line, cell) for why, line, cell in rows if why == reason][:_FIRST_PLACES]
        yield Unread(reason, count, tuple(first))
