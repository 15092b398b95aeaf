"""Tiny packs for the tests of the rules: a registry of invented measures and figures with a place of their own."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from scorecard.periods import Period
from scorecard.registry import Council, Family, Indicator, PrintedName, Registry, Theme
from scorecard.registry.models import Authority, Locality
from scorecard.schema import SCHEMAS, conform
from scorecard.validate.rules.shared.agreement import Comparisons, check_comparisons, holds

FAMILY = "test-pack"
DOCUMENT = "pack"


def indicator(id: str, *, unit: str = "count", good: str = "high", kind: str = "flow", **more: Any) -> Indicator:
    """An indicator with ordinary settings; ``more`` overrides any of its fields."""
    fields: dict[str, Any] = {
        "id": id,
        "name": id.replace("_", " ").capitalize(),
        "theme": "theme",
        "unit": unit,
        "decimals": 1 if unit == "percent" else 0,
        "good": good,
        "kind": kind,
        "adds_up": False,
        "basis": "in-month",
        "description": "Invented.",
    }
    return Indicator(**{**fields, **more})


def registry(*indicators: Indicator, arrows_mean: Any = "performance") -> Registry:
    """A registry of invented measures, two localities and the comparators' names."""
    family = Family(id=FAMILY, title="Pack", marks=["pack"], arrows_mean=arrows_mean, description="Invented.")
    names = tuple(PrintedName(family=FAMILY, indicator=i.id, number=None, names=[i.id]) for i in indicators)
    town = Council(
        id="town",
        authority=Authority(name="Town"),
        localities=(Locality(name="East"), Locality(name="West")),
        families={FAMILY: family},
        names={FAMILY: names},
    )
    return Registry(
        indicators={i.id: i for i in indicators},
        themes={"theme": Theme(id="theme", title="Theme", order=1, description="Invented.")},
        councils={"town": town},
    )


def period(label: str, *, as_at: date = date(2020, 6, 30)) -> Period:
    """The period of a label as the contract writes it."""
    if label == "latest":
        return Period.latest()
    if label.endswith(" YTD"):
        return Period.year_to_date(int(label[:4]), as_at)
    if " Q" in label:
        return Period.quarter(int(label[:4]), int(label[-1]))
    return Period.financial_year(int(label[:4])) if "/" in label else Period.month(int(label[:4]), int(label[5:]))


_BASES = {"month": "in-month", "year_to_date": "year-to-date", "quarter": "quarterly", "latest": "benchmark"}


def figure(
    id: str,
    label: str,
    published: str | None,
    *,
    line: int,
    cell: int = 2,
    x: float | None = None,
    y: float | None = None,
    area: str = "Town",
    **more: Any,
) -> dict[str, Any]:
    """One printed figure: ``published`` is its text ("65.5%", "144", or None for a missing mark)."""
    when = period(label)
    text = (published or "").replace(",", "").strip("%£")
    kinds = {"Town": "authority", "East": "locality", "West": "locality"}
    row: dict[str, Any] = {
        "document": DOCUMENT,
        "table": "summary",
        "line": line,
        "cell": cell,
        "part": 0,
        "indicator": id,
        "indicator_name": id,
        "theme": "theme",
        "breakdown": None,
        "area": area,
        "area_kind": kinds.get(area, "comparator"),
        "period": when.label,
        "period_kind": when.kind,
        "period_start": when.start,
        "period_end": when.end,
        "basis": _BASES.get(when.kind, "annual"),
        "value": float(text) if text else None,
        "decimals": len(text.partition(".")[2]) if text else None,
        "unit": "percent" if (published or "").endswith("%") else "count",
        "numerator": x,
        "denominator": y,
        "published": published or "-",
        "status": "reported" if text else "missing",
    }
    return {**row, **more}


def x_of_y(id: str, label: str, x: int, y: int, *, line: int, cell: int = 1, **more: Any) -> dict[str, Any]:
    """An "x of y" cell."""
    text = f"{x} of {y}"
    return figure(id, label, None, line=line, cell=cell, x=x, y=y, unit="ratio", **more) | {
        "published": text,
        "status": "reported",
    }


def pack(
    observations: list[dict[str, Any]],
    *,
    thresholds: list[dict[str, Any]] | None = None,
    signals: list[dict[str, Any]] | None = None,
    claims: list[dict[str, Any]] | None = None,
    unread: list[dict[str, Any]] | None = None,
    headers: list[dict[str, Any]] | None = None,
    caveats: list[dict[str, Any]] | None = None,
    documents: dict[str, date] | None = None,
) -> dict[str, pl.DataFrame]:
    """Processed tables with these rows; ``documents`` are ids with their as-at dates."""
    known = documents or {DOCUMENT: date(2020, 6, 30)}
    tables = {
        "observations": observations,
        "thresholds": thresholds or [],
        "signals": signals or [],
        "claims": claims or [],
        "unread": unread or [],
        "headers": headers or [],
        "caveats": caveats or [],
        "documents": [{"document": d, "family": FAMILY, "as_at": day, "title": d} for d, day in known.items()],
    }
    full = {name: tables.get(name, []) for name in SCHEMAS if name != "findings"}
    return {name: conform(name, _frame(name, rows)) for name, rows in full.items()}


def _frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    kept = [{c: row.get(c, "Rotherham" if c == "authority" else None) for c in SCHEMAS[name]} for row in rows]
    return pl.DataFrame(kept, schema=SCHEMAS[name], orient="row")


def threshold(
    id: str,
    band: str,
    published: str,
    lower: float | None,
    upper: float | None,
    *,
    line: int = 1,
    closed: tuple[bool, bool] = (True, True),
    **more: Any,
) -> dict[str, Any]:
    """One printed threshold with its interval."""
    return {
        "document": DOCUMENT,
        "line": line,
        "cell": 9,
        "indicator": id,
        "band": band,
        "published": published,
        "lower": lower,
        "upper": upper,
        "lower_closed": closed[0],
        "upper_closed": closed[1],
        "table": "summary",
        **more,
    }


def signal(id: str, label: str, kind: str, read_as: str | None, *, line: int, **more: Any) -> dict[str, Any]:
    """One printed arrow or colour."""
    return {
        "document": DOCUMENT,
        "line": line,
        "cell": 8,
        "indicator": id,
        "period": label,
        "signal": kind,
        "published": read_as or "?",
        "read_as": read_as,
        "computed": None,
        "meaning": None,
        "table": "summary",
        **more,
    }


def header(published: str, label: str, cell: int, *, line: int = 1, **more: Any) -> dict[str, Any]:
    """One header cell over a column of periods."""
    kind = period(label).kind
    place = {"document": DOCUMENT, "table": "summary", "line": line, "cell": cell}
    return {**place, "published": published, "period": label, "period_kind": kind, **more}


def failing(result: Comparisons) -> pl.DataFrame:
    """The comparisons that do not hold, after the rule's frame has been checked against the agreement."""
    check_comparisons(result)
    return result.rows.filter(~holds())
