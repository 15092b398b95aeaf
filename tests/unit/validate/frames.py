"""Small processed tables for the tests of validation, written here by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from scorecard.periods import Period
from scorecard.schema import SCHEMAS, conform, write_table

HASH = "0" * 64


def documents(*names: str) -> pl.DataFrame:
    rows = [
        {
            "document": name,
            "title": f"Pack {name}",
            "publisher": "A council",
            "family": "corporate-parenting-monthly",
            "as_at": date(2020, 6, 30),
            "published": date(2020, 9, 1),
            "sha256": HASH,
        }
        for name in names or ("pack",)
    ]
    return conform("documents", pl.DataFrame(rows))


def figure(line: int, cell: int = 3, month: int = 6, **changes: Any) -> dict[str, Any]:
    """One observation: a count of 603 children unless ``changes`` say otherwise."""
    period = Period.month(2020, month)
    row: dict[str, Any] = {
        "document": "pack",
        "table": "theme",
        "line": line,
        "cell": cell,
        "indicator": "lac_number",
        "indicator_number": "6.1",
        "indicator_name": "Number of children",
        "theme": "looked-after-children",
        "breakdown": None,
        "authority": "Rotherham",
        "area": "Rotherham",
        "area_kind": "authority",
        "period": period.label,
        "period_kind": period.kind,
        "period_start": period.start,
        "period_end": period.end,
        "basis": "month-end",
        "value": 603.0,
        "decimals": 0,
        "unit": "count",
        "numerator": None,
        "denominator": None,
        "published": "603",
        "status": "reported",
        "correction": None,
        "part": 0,
    }
    return {**row, **changes}


def share(line: int, printed: str, x: float, y: float, **changes: Any) -> dict[str, Any]:
    """A percentage printed beside its x of y."""
    decimals = len(printed.rstrip("%").partition(".")[2])
    return figure(
        line,
        **{
            "indicator": "reviews_share",
            "unit": "percent",
            "value": float(printed.rstrip("%")),
            "decimals": decimals,
            "numerator": float(x),
            "denominator": float(y),
            "published": printed,
            **changes,
        },
    )


def observations(*rows: dict[str, Any]) -> pl.DataFrame:
    return conform("observations", pl.DataFrame(list(rows), schema_overrides=SCHEMAS["observations"]))


def tables(*rows: dict[str, Any], **others: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Every processed table; those not given are empty."""
    frames = {name: pl.DataFrame(schema=schema) for name, schema in SCHEMAS.items() if name != "findings"}
    frames["documents"] = documents()
    frames["observations"] = observations(*(rows or (figure(1),)))
    return {**frames, **others}


def write_all(folder: Any, frames: dict[str, pl.DataFrame]) -> None:
    for name, frame in frames.items():
        write_table(folder, name, frame)
