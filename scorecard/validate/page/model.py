"""What the validation page shows, as plain values: counts, bars, rows. No HTML here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from scorecard import words
from scorecard.measures.findings import entries
from scorecard.measures.quality import covered, untested
from scorecard.proof.pack_pages import PackPages
from scorecard.schema import CHANGE, SEVERITIES
from scorecard.validate.checks import Check
from scorecard.validate.findings.ids import REPEATING

_ROWS_SHOWN = 200
"""Failing rows of an integrity check that the page lists."""
_FINDINGS_SHOWN = 2000
"""Findings of one rule that the page lists: one with many more cannot be opened."""
_DOCUMENTS_SHOWN = 200
"""Documents that the page lists, those with most findings first where there are more."""
_BAR = 220
"""Length of the longest bar, in the picture's own units."""
_SEEN = 3.0
"""Length of a piece of a bar that can still be seen."""
_STRIP = 600
"""Length of the strip that stands for a document, in the picture's own units."""
_PLACE = ("document", "table", "line", "cell")
_STATUS_WORDS = {"passed": "passed", "failed": "failed", "not-run": "not run"}
_RULE_WORDS = {"passed": "all agree", "failed": "some do not agree", "not-run": "not run"}
"""How a rule ended that asks what the documents print: one that finds something has done its work."""


def page_model(
    checks: list[Check], findings: pl.DataFrame, tables: Mapping[str, pl.DataFrame], stale: list[str]
) -> dict[str, Any]:
    """Everything the template needs, in the order in which it is shown."""
    named = _with_names(entries(findings), tables["observations"])
    pages = PackPages.of(tables["tables"])
    shown = [_finding(row, pages) for row in named.iter_rows(named=True)]
    integrity = [check for check in checks if check.suite.meta.kind == "integrity"]
    published = [check for check in checks if check.suite.meta.kind == "published"]
    rules = _rules(published, integrity, shown, findings)
    return {
        "sound": not any(check.stops for check in checks),
        "summary": _summary(integrity, published, shown, tables),
        "groups": [
            ("What the documents print", [rule for rule in rules if rule["kind"] == "published"]),
            ("How the figures are read", [rule for rule in rules if rule["kind"] == "integrity"]),
        ],
        "rules": rules,
        "gravest": sorted(rules, key=lambda rule: [-rule["counts"][name] for name in SEVERITIES]),
        "errors": [one for one in _disagreements(shown) if one["severity"] == SEVERITIES[0]],
        "documents": _documents(tables, findings),
        "ticked": _ticked(tables.get("coverage")),
        "suites": _suites(integrity),
        "stale": stale,
        "severities": [_severity(name, _disagreements(shown)) for name in SEVERITIES],
        "not_run": [_check(check) for check in published if check.why_not_run],
    }


def _summary(
    integrity: list[Check], published: list[Check], findings: list[dict[str, Any]], tables: Mapping[str, pl.DataFrame]
) -> dict[str, Any]:
    return {
        "documents": tables["documents"].height,
        "comparisons": sum(check.checked for check in published),
        "findings": len(_disagreements(findings)),
        "changes": len(findings) - len(_disagreements(findings)),
        "acknowledged": sum(1 for one in findings if one["acknowledged"]),
        "integrity_run": len(integrity) - _count(integrity, "not-run"),
        "integrity_passed": _count(integrity, "passed"),
        "stopping": sum(1 for check in integrity if check.stops),
        "rules": len(published),
        **{f"rules_{status.replace('-', '_')}": _count(published, status) for status in _STATUS_WORDS},
    }


def _ticked(coverage: pl.DataFrame | None) -> dict[str, Any]:
    """How many figures others confirm or contradict: in all, by theme and by document; empty where nothing is known."""
    if coverage is None or coverage.is_empty():
        return {}
    (whole,) = covered(coverage.with_columns(pl.lit("all").alias("of")), "of").to_dicts()
    groups = [(name, covered(coverage, name).rename({name: "name"}).to_dicts()) for name in ("theme", "document")]
    return {"all": whole, "groups": groups, "untested": untested(coverage).to_dicts()}


def _count(checks: list[Check], status: str) -> int:
    return sum(1 for check in checks if check.status == status)


def _disagreements(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in findings if one["nature"] != CHANGE]


def _severity(name: str, findings: list[dict[str, Any]]) -> dict[str, Any]:
    means = {
        "error": "changes a conclusion: a colour, a direction, a rank",
        "warning": "changes a figure",
        "information": "cosmetic, or explained",
    }
    return {"name": name, "count": sum(1 for one in findings if one["severity"] == name), "means": means[name]}


def _rules(
    published: list[Check], integrity: list[Check], findings: list[dict[str, Any]], rows: pl.DataFrame
) -> list[dict[str, Any]]:
    """All rules about published figures, and the checks of our own dataset that made findings."""
    by_rule = _grouped(findings, "rule")
    judged = [*published, *(check for check in integrity if check.id in by_rule)]
    longest = max((len(own) for own in by_rule.values()), default=0)
    elsewhere = _told_elsewhere(rows)
    return [
        {**_rule(check, by_rule.get(check.id, []), longest), "elsewhere": elsewhere.get(check.id, 0)}
        for check in judged
    ]


def _told_elsewhere(rows: pl.DataFrame) -> dict[str, int]:
    """By rule: how many of its disagreements are told in an entry that another rule leads."""
    leads = rows.filter(pl.col("role") == "leading").select("fact", pl.col("rule").alias("leading_rule"))
    joined = rows.join(leads, on="fact", how="inner", validate="m:1")
    return dict(joined.filter(pl.col("rule") != pl.col("leading_rule")).group_by("rule").len().rows())


def _grouped(findings: list[dict[str, Any]], key: str) -> dict[str, list[dict[str, Any]]]:
    """Findings by the value of one column, in their order."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in findings:
        groups.setdefault(one[key], []).append(one)
    return groups


def _rule(check: Check, findings: list[dict[str, Any]], longest: int) -> dict[str, Any]:
    counts = [(name, sum(1 for one in findings if one["severity"] == name)) for name in SEVERITIES]
    return {
        **_check(check),
        "status_words": _RULE_WORDS[check.status],
        "findings": findings[:_FINDINGS_SHOWN],
        "total": len(findings),
        "repeats": max(check.failed - len(findings), 0) if check.id in REPEATING else 0,
        "fuller": REPEATING.get(check.id),
        "more": max(len(findings) - _FINDINGS_SHOWN, 0),
        "counts": dict(counts),
        "bar": _bar(counts, longest),
        "agree": check.checked - check.failed,
        "percent": _percent(check.failed, check.checked),
    }


def _bar(counts: list[tuple[str, int]], longest: int) -> list[dict[str, Any]]:
    """One piece per severity, laid end to end; a single finding can still be seen."""
    pieces, at = [], 0.0
    for name, count in counts:
        length = max(round(_BAR * count / longest, 2), _SEEN) if count else 0.0
        if count:
            pieces.append({"severity": name, "at": f"{at:.2f}", "length": f"{length:.2f}"})
        at += length
    return pieces


def _percent(part: int, whole: int) -> str:
    """How often, in words that do not round a finding away."""
    if not whole or not part:
        return "none"
    tenths = (2000 * part + whole) // (2 * whole)
    return "fewer than 1 in 1,000" if tenths == 0 else f"{tenths // 10}.{tenths % 10}%"


def _check(check: Check) -> dict[str, Any]:
    rows = [_row(row) for row in check.rows.head(_ROWS_SHOWN).iter_rows(named=True)] if check.rows.width else []
    return {
        "id": check.id,
        "kind": check.suite.meta.kind,
        "title": check.expectation.description,
        "status": check.status,
        "status_words": _STATUS_WORDS[check.status],
        "blocking": check.expectation.blocking,
        "severity": check.expectation.severity,
        "type": check.expectation.type,
        "frame": check.suite.frame_of(check.expectation),
        "arguments": [(key, _argument(value)) for key, value in sorted(check.expectation.kwargs.items())],
        "source": check.expectation.meta.source,
        "checked": check.checked,
        "failed": check.failed,
        "why": check.why_not_run,
        "error": check.error,
        "rows": rows,
        "more_rows": max(check.failed - len(rows), 0),
    }


_CONDITION_WORDS = {"==": "is", "!=": "is not", "IN": "is one of", "NOT_IN": "is none of"}


def _condition(value: Mapping[str, Any]) -> str:
    """A ``row_condition`` in words: ``status is one of reported, corrected and unit is ratio``."""
    if "conditions" in value:
        return " and ".join(_condition(one) for one in value["conditions"])
    word = _CONDITION_WORDS.get(value["operator"], value["operator"])
    return f"{value['column']['name']} {word} {_argument(value['parameter'])}"


def _argument(value: Any) -> str:
    if isinstance(value, dict) and value.get("type") in ("comparison", "and"):
        return _condition(value)
    if isinstance(value, dict) and "$PARAMETER" in value:
        return {"known_documents": "the documents of the table documents", "known_indicators": "the registry"}.get(
            value["$PARAMETER"], str(value["$PARAMETER"])
        )
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _row(row: dict[str, Any]) -> dict[str, str]:
    """A failing row: where it stands and what it holds."""
    place = [row.get(name) for name in ("document", "table", "line", "cell")]
    named = zip(("", "", "line ", "cell "), place)
    where = ", ".join(f"{word}{value}" for word, value in named if value is not None)
    holds = "; ".join(f"{name}: {value}" for name, value in row.items() if value is not None and name not in _PLACE)
    return {"where": where or "-", "holds": holds}


def _suites(integrity: list[Check]) -> list[dict[str, Any]]:
    by_name: dict[str, list[Check]] = {}
    for check in integrity:
        by_name.setdefault(check.suite.name, []).append(check)
    return [
        {
            "name": name,
            "title": own[0].suite.meta.title,
            "checks": [_check(check) for check in own],
            "failed": _count(own, "failed"),
            "passed": _count(own, "passed"),
            "not_run": _count(own, "not-run"),
        }
        for name, own in by_name.items()
    ]


def _documents(tables: Mapping[str, pl.DataFrame], findings: pl.DataFrame) -> list[dict[str, Any]]:
    """One entry per document: its figures, the facts told in it, and a strip that shows where in it they lie.

    As on the data-quality pages: marks for a missing figure are no figures, and a fact counts in each of its documents.
    """
    printed = tables["observations"].filter(pl.col("status") != "missing")
    figures = dict(printed.group_by("document").len().rows())
    last: dict[str, int] = {}
    for name in ("observations", "claims", "thresholds", "signals"):
        for document, line in _last_lines(tables[name]):
            last[document] = max(last.get(document, 1), line)
    parts = findings.partition_by("document", as_dict=True, maintain_order=True)
    own = {str(document): entries(rows).to_dicts() for (document,), rows in parts.items()}
    listed = tables["documents"].sort("as_at", "document", nulls_last=True).to_dicts()
    if len(listed) > _DOCUMENTS_SHOWN:
        listed = sorted(listed, key=lambda row: -len(own.get(row["document"], [])))[:_DOCUMENTS_SHOWN]
    return [
        _document(row, figures.get(row["document"], 0), last.get(row["document"], 1), own.get(row["document"], []))
        for row in listed
    ]


def _last_lines(frame: pl.DataFrame) -> list[tuple[str, int]]:
    given = frame.filter(pl.col("line").is_not_null() & pl.col("document").is_not_null())
    return given.group_by("document").agg(pl.col("line").max()).sort("document").rows()


def _document(row: dict[str, Any], figures: int, last: int, own: list[dict[str, Any]]) -> dict[str, Any]:
    order = {name: at for at, name in enumerate(reversed(SEVERITIES))}
    told = _disagreements(own)
    ticks = sorted({(order[one["severity"]], min(one["line"] or 1, last)) for one in told})
    return {
        "document": row["document"],
        "title": row["title"] or row["document"],
        "as_at": _month(row["as_at"]),
        "figures": figures,
        "findings": len(told),
        "changes": len(own) - len(told),
        "counts": {name: sum(1 for one in told if one["severity"] == name) for name in SEVERITIES},
        "last": last,
        "ticks": [
            {"severity": SEVERITIES[len(SEVERITIES) - 1 - severity], "at": f"{_STRIP * line / max(last, 1):.1f}"}
            for severity, line in ticks
        ],
    }


def _month(day: date | None) -> str:
    return "" if day is None else words.period(f"{day:%Y-%m}")


def _with_names(findings: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """``findings`` with ``figure``: number, name and row of the figure as its place prints them, else the name that
    the document gives the indicator, else the indicator's id. Errors first, then in order of place."""
    number = pl.concat_str(pl.col("indicator_number"), pl.lit(" ")).fill_null("")
    row = pl.concat_str(pl.lit(" – "), pl.col("breakdown")).fill_null("")
    named = observations.filter(pl.col("indicator_name").is_not_null() & pl.col("indicator").is_not_null())
    here = named.select(
        "document", "table", "line", "cell", "indicator", (number + pl.col("indicator_name") + row).alias("_here")
    ).unique(["document", "table", "line", "cell", "indicator"], keep="first", maintain_order=True)
    elsewhere = named.select("document", "indicator", (number + pl.col("indicator_name")).alias("_elsewhere")).unique(
        ["document", "indicator"], keep="first", maintain_order=True
    )
    severity = pl.col("severity").replace_strict(dict(zip(SEVERITIES, range(len(SEVERITIES)))), default=9)
    return (
        findings.join(here, on=["document", "table", "line", "cell", "indicator"], how="left")
        .join(elsewhere, on=["document", "indicator"], how="left")
        .with_columns(pl.coalesce("_here", "_elsewhere", "indicator", pl.lit("the whole table")).alias("figure"))
        .drop("_here", "_elsewhere")
        .sort(severity, "document", "line", "cell", "finding", nulls_last=True)
    )


def _finding(row: dict[str, Any], pages: PackPages) -> dict[str, Any]:
    """A fact as the page shows it; ``href`` leads to its row on the annotated pack, null without a line."""
    about = [row["area"], words.period(row["period"] or "")]
    return {
        **row,
        "about": ", ".join(part for part in about if part),
        "href": None if row["line"] is None else pages.link(row["document"], row["line"], up=""),
        "also": list(dict.fromkeys(_also(one) for one in row["also"])),
    }


def _also(one: dict[str, Any]) -> str:
    """Another place that tells of a fact, and what it prints."""
    place = [f"line {one['line']}", *([f"cell {one['cell']}"] if one["cell"] is not None else [])]
    return f"{one['document']}, {', '.join(place)} ({one['published'] or 'nothing printed'}; {one['rule']})"
