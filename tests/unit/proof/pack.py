"""An invented pack of a few processed rows: a figure of every kind, with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from scorecard.schema import SCHEMAS, conform

Tables = dict[str, pl.DataFrame]
SHARE, COUNTS, NOTHING = "pack:7:3", "pack:7:2", "pack:8:3"


def rows(name: str, *told: Mapping[str, object]) -> pl.DataFrame:
    return conform(name, pl.DataFrame(list(told), infer_schema_length=None) if told else pl.DataFrame())


def figure(cell: int, **own: object) -> dict[str, object]:
    common = {
        "document": "pack",
        "table": "01-reviews",
        "line": 7,
        "cell": cell,
        "part": 0,
        "indicator": "reviews_percent",
        "indicator_name": "Reviews",
        "area": "A council",
        "area_kind": "authority",
        "authority": "A council",
        "period": "2020-06",
        "period_kind": "month",
        "period_start": date(2020, 6, 1),
        "period_end": date(2020, 6, 30),
        "numerator": 144.0,
        "denominator": 220.0,
        "status": "reported",
    }
    return common | own


def tick(outcome: str, compared_with: str | None = None, **own: object) -> dict[str, object]:
    about = {"rule": "percentage", "document": "pack", "table": "01-reviews", "line": 7, "cell": 3}
    return about | {"outcome": outcome, "compared_with": compared_with} | own


def finding(**own: object) -> dict[str, object]:
    common = {
        "finding": "percentage-1",
        "document": "pack",
        "line": 7,
        "cell": 3,
        "fact": "fact-1",
        "rule": "percentage",
        "severity": "warning",
        "role": "leading",
        "nature": "disagreement",
        "indicator": "reviews_percent",
        "period": "2020-06",
        "explanation": "Reviews: not that.",
        "places": f"{SHARE}; pack:9:1",
    }
    return common | own


def limit(line: int, band: str, published: str) -> dict[str, object]:
    return {
        "document": "pack",
        "line": line,
        "cell": 9,
        "indicator": "reviews_percent",
        "band": band,
        "published": published,
        "read_as": published,
        "lower": 90.0,
    }


def made() -> Tables:
    """The processed tables of the pack; those of which nothing is said are empty."""
    some = {
        "documents": rows(
            "documents",
            {
                "document": "pack",
                "title": "A pack",
                "publisher": "A council",
                "as_at": date(2020, 6, 30),
                "sha256": "d" * 64,
            },
        ),
        "tables": rows("tables", {"document": "pack", "table": "01-reviews", "sha256": "e" * 64}),
        "observations": rows(
            "observations",
            figure(2, unit="ratio", published="144 of 220"),
            figure(3, unit="percent", value=65.5, decimals=1, published="65.5%"),
            figure(3, line=8, unit="percent", status="missing", published="n/a", numerator=None, denominator=None),
        ),
        "coverage": rows(
            "coverage",
            {
                "document": "pack",
                "table": "01-reviews",
                "line": 7,
                "cell": 3,
                "part": 0,
                "state": "confirmed",
                "confirmed_by": 1,
                "contradicted_by": 0,
            },
        ),
        "ticks": rows("ticks", tick("within-rounding", COUNTS)),
        "findings": rows("findings", finding()),
        "thresholds": rows("thresholds", limit(7, "green", "95%+"), limit(70, "green", "90%+")),
        "signals": rows(
            "signals",
            {
                "document": "pack",
                "line": 7,
                "cell": 8,
                "indicator": "reviews_percent",
                "period": "2020-06",
                "signal": "rag",
                "published": "Red",
                "read_as": "red",
            },
        ),
        "measures": rows(
            "measures",
            {
                "measure": "rag",
                "inputs": f"{SHARE}; pack:9:1",
                "words": "Reviews: red.",
                "document": "pack",
                "line": 7,
                "cell": 3,
            },
            {
                "measure": "trend",
                "inputs": f"pack:1:1; {SHARE}",
                "words": "Reviews: down.",
                "document": "pack",
                "line": 1,
                "cell": 1,
            },
            {
                "measure": "rag",
                "inputs": "pack:77:3",
                "words": "Something else.",
                "document": "pack",
                "line": 77,
                "cell": 3,
            },
        ),
        "claims": rows(
            "claims",
            {
                "document": "pack",
                "line": 30,
                "part": 1,
                "published": "65.5%",
                "relation": "value",
                "value": 65.5,
                "unit": "percent",
            },
        ),
        "unread": rows(
            "unread",
            {
                "document": "pack",
                "table": "01-reviews",
                "line": 7,
                "cell": 5,
                "published": "6B%",
                "reason": "illegible",
            },
        ),
    }
    return {name: some.get(name, pl.DataFrame(schema=schema)) for name, schema in SCHEMAS.items()}
