"""A few figures of an invented town, the registry of their measures, and the material that questions are asked of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from scorecard.measures.answers.material import Material
from scorecard.periods import Period
from scorecard.registry import Change, Indicator, ShareOf
from scorecard.registry.models import Break
from scorecard.registry.prose import CaveatMeaning
from scorecard.schema import SCHEMAS, conform
from tests.unit.validate.rule_frames import DOCUMENT, FAMILY, indicator, registry
from tests.unit.validate.rule_frames import figure as rule_figure

TOWN = "Town"
JUNE = date(2020, 6, 30)
CAVEATS = {
    "caution": CaveatMeaning(kind="caution", words="take care", explains=[], not_judged=True),
    "sound": CaveatMeaning(kind="sound", words="these figures are right", explains=[], takes_back=True),
    "may-change": CaveatMeaning(kind="may-change", words="may change", explains=[]),
    "leaves-out": CaveatMeaning(kind="leaves-out", words="these figures lack some", explains=[], said_of="figures"),
    "not-comparable": CaveatMeaning(
        kind="not-comparable", words="these figures do not compare", explains=[], said_of="changes"
    ),
}
Row = dict[str, Any]


def printed(id: str, label: str, published: str | None, **more: Any) -> Row:
    """One printed figure of the town: ``"65.5%"``, ``"144"``; ``x`` and ``y`` for what it is a share of."""
    return rule_figure(id, label, published, **{"line": 0, "authority": TOWN, **more})


def shares(id: str, first: str, counts: Iterable[tuple[int, int]], **more: Any) -> list[Row]:
    """Months from ``first`` on of a share with x and y, printed to one decimal."""
    pairs = list(counts)
    return [
        printed(id, label, f"{100 * x / y:.1f}%", x=x, y=y, **more)
        for label, (x, y) in zip(following(first, len(pairs)), pairs, strict=True)
    ]


def counts(id: str, first: str, values: Iterable[float], **more: Any) -> list[Row]:
    """Months from ``first`` on of a count."""
    given = list(values)
    return [
        printed(id, label, f"{value:g}", **more)
        for label, value in zip(following(first, len(given)), given, strict=True)
    ]


def following(first: str, many: int) -> list[str]:
    """The labels of so many months from ``first`` on."""
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(start, start + many)]


def share(id: str, *, good: str = "high", whole: str | None = None, **more: Any) -> Indicator:
    """A percentage; ``whole`` is the count that the registry names as its denominator."""
    of = {"share_of": ShareOf(numerator=None, denominator=whole)} if whole else {}
    return indicator(id, unit="percent", good=good, kind="share", **of, **more)


def change(day: date, *, kind: str = "definition", reason: str = "Counted anew.") -> Change:
    return Change(date=day, kind=kind, reason=reason)


def told(id: str, label: str, value: float, *, line: int, unit: str = "count", **more: Any) -> Row:
    """A figure that a sentence gives."""
    row = {"document": DOCUMENT, "line": line, "part": 0, "published": f"{value:g}", "relation": "value"}
    own = {"indicator": id, "period": label, "value": value, "unit": unit, "certainty": "certain", "area": TOWN}
    return row | own | more


def found(severity: str, *, line: int, cell: int = 2, **more: Any) -> Row:
    """A finding about a printed cell."""
    row = {"document": DOCUMENT, "table": "summary", "line": line, "cell": cell, "rule": "invented"}
    return row | {"finding": f"fact-{line}", "fact": f"fact-{line}", "role": "leading", "severity": severity} | more


def warned(id: str, *, kind: str = "caution", **more: Any) -> Row:
    """A warning of the document about one of its measures."""
    row = {"document": DOCUMENT, "line": 90, "part": 0, "kind": kind, "scope": "measure", "indicator": id}
    return row | {"from_line": 1, "to_line": 99} | more


def material(
    rows: Sequence[Row],
    *indicators: Indicator,
    documents: dict[str, date] | None = None,
    breaks: Sequence[Break] = (),
    on: date | None = None,
    publisher: str = TOWN,
    **tables: Sequence[Row],
) -> Material:
    """The material of these figures; those without a line of their own get the numbers 1, 2, 3 … as lines."""
    known = registry(*indicators)
    town = replace(known.councils["town"], breaks=tuple(breaks))
    known = replace(known, caveats=CAVEATS, councils={"town": town})
    packs = [
        {"document": one, "family": FAMILY, "as_at": day, "title": one, "publisher": publisher, "published": day}
        for one, day in (documents or {DOCUMENT: JUNE}).items()
    ]
    numbered = [row | ({} if row["line"] else {"line": at}) for at, row in enumerate(rows, 1)]
    given = {**tables, "documents": packs, "observations": numbered}
    names = ("documents", "observations", "thresholds", "signals", "claims", "caveats", "tables", "findings")
    return Material.of({name: frame(name, given.get(name, ())) for name in names}, known, on)


def frame(name: str, rows: Sequence[Row]) -> pl.DataFrame:
    """A conforming table; whose figures are not said is the town's."""
    schema = SCHEMAS[name]
    kept = [{c: row.get(c, TOWN if c == "authority" else None) for c in schema} for row in rows]
    return conform(name, pl.DataFrame(kept, schema=schema))


def ask(question: Callable[[Material], pl.DataFrame], asked: Material, measure: str, **where: Any) -> list[Row]:
    """The answers of one measure, those to figures that ``where`` describes, in the order of their periods."""
    rows = question(asked).filter(pl.col("measure") == measure)
    for column, value in where.items():
        rows = rows.filter(pl.col(column).eq_missing(pl.lit(value)))
    return rows.sort("indicator", "area", "period_start", "period", "against", "line", nulls_last=True).to_dicts()


def the(question: Callable[[Material], pl.DataFrame], asked: Material, measure: str, **where: Any) -> Row:
    """The only such answer."""
    (row,) = ask(question, asked, measure, **where)
    return row


def to_date(label: str, end: date) -> Row:
    """The dates of a year to date up to ``end``."""
    when = Period.year_to_date(int(label[:4]), end)
    return {"period_start": when.start, "period_end": when.end}
