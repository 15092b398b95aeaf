"""The reports of a check as data for other programs: JSON, CSV, and SARIF 2.1.0 for tools that show findings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import polars as pl

from scorecard.check.report import STATES, Fact, Report
from scorecard.formats import as_csv
from scorecard.visible import visible

_COLUMNS = (
    *("file", "severity", "rule", "place", "line", "cell", "measure", "period", "published", "expected"),
    *("explanation", "suggestion", "others", "fact"),
)
_LEVELS = {"error": "error", "warning": "warning", "information": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_data(reports: Sequence[Report]) -> str:
    """JSON: a list with an object a file: what it is, its counts, facts, figures with their state, proposals."""
    every = [{**asdict(report), "counts": {state: report.count(state) for state in STATES}} for report in reports]
    return visible(json.dumps(every, ensure_ascii=False, indent=2)) + "\n"


def as_rows(reports: Sequence[Report]) -> str:
    """CSV: one row a fact, with its file and place; harmless to spreadsheets."""
    rows = [_row(report, fact) for report in reports for fact in report.facts]
    schema = {name: pl.Int64 if name in ("line", "cell") else pl.String for name in _COLUMNS}
    return as_csv(pl.DataFrame(rows, schema=schema, orient="row"))


def _row(report: Report, fact: Fact) -> tuple[Any, ...]:
    told = {**asdict(fact), "file": report.name, "others": "; ".join(fact.others), "fact": fact.id}
    return tuple(told[name] for name in _COLUMNS)


def as_sarif(reports: Sequence[Report]) -> str:
    """SARIF 2.1.0 (OASIS): one result a fact, its place in words and as the line of the file's text."""
    rules = {fact.rule: fact.title for report in reports for fact in report.facts}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "scorecard-check",
                        "rules": [
                            {"id": id_, "shortDescription": {"text": title}} for id_, title in sorted(rules.items())
                        ],
                    }
                },
                "artifacts": [
                    {"location": {"uri": _address(report.name)}, "hashes": {"sha-256": report.sha256}}
                    for report in reports
                ],
                "results": [_result(report, fact) for report in reports for fact in report.facts],
            }
        ],
    }
    return visible(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _result(report: Report, fact: Fact) -> dict[str, Any]:
    text = f"{fact.explanation} {fact.suggestion}" if fact.suggestion else fact.explanation
    return {
        "ruleId": fact.rule,
        "level": _LEVELS[fact.severity],
        "message": {"text": text},
        "partialFingerprints": {"fact": fact.id},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _address(report.name)},
                    "region": {"startLine": fact.line},
                },
                "logicalLocations": [{"fullyQualifiedName": fact.place}],
            }
        ],
    }


def _address(name: str) -> str:
    from urllib.parse import quote

    return quote(name)
