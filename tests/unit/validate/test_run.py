"""The validation as a whole: offline, repeatable, loud about its own faults."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from scorecard.errors import FindingsNotAcknowledged, InputError, IntegrityFailed
from scorecard.schema import read_table, write_table
from scorecard.units import Unit, units
from scorecard.validate.checks import read_checks
from scorecard.validate.compare import find_rules
from scorecard.validate.findings.acknowledgements import refuse_unacknowledged
from scorecard.validate.rules.shared.agreement import (
    COMPARISON_SCHEMA,
    Comparisons,
    ExplainingRule,
    Rule,
    check_comparisons,
    conform_comparisons,
    no_comparisons,
)
from scorecard.validate.run import run_validation
from scorecard.workspace import Workspace
from tests.unit.validate.frames import figure, share, tables, write_all


@dataclass
class Registry:
    """All that validation itself asks of the registry."""

    indicators: dict[str, Any] = field(
        default_factory=lambda: dict.fromkeys(("lac_number", "reviews_share"), SimpleNamespace(share_of_target=None))
    )
    units: dict[str, Unit] = field(default_factory=units)
    caveats: dict[str, Any] = field(default_factory=dict)

    def frame(self) -> pl.DataFrame:
        return pl.DataFrame({"indicator": list(self.indicators), "good": ["high"] * len(self.indicators)})

    def linked(self, measures: set[str]) -> list[str]:
        return sorted(measures)


def comparison(**changes: Any) -> dict[str, Any]:
    row = {
        "document": "pack",
        "table": "theme",
        "line": 1,
        "cell": 3,
        "indicator": "lac_number",
        "area": "Rotherham",
        "period": "2020-06",
        "published": "603",
        "published_value": 603.0,
        "lower": 604.0,
        "upper": 604.0,
        "expected": "604",
        "severity": "error",
        "explanation": "The areas add up to 604.",
    }
    return {**row, **changes}


def rule(name: str, *rows: dict[str, Any], not_run: list[str] | None = None) -> Any:
    """A rule module that compares exactly this."""

    def compare(tables: Mapping[str, pl.DataFrame], registry: Any) -> Comparisons:
        frame = conform_comparisons(pl.DataFrame(list(rows), schema_overrides=COMPARISON_SCHEMA))
        return Comparisons(name, frame, not_run or [])

    return SimpleNamespace(RULE=sentence(name), compare=compare)


def sentence(name: str) -> Rule:
    return Rule(name, "A sentence.", "what?", "a source", "one document")


def faulty(tables: Mapping[str, pl.DataFrame], registry: Any) -> Comparisons:
    raise KeyError("a column that is not there")


USUAL = {"totals": rule("totals", comparison(), comparison(line=2, lower=603.0, upper=603.0))}


def only(workspace: Workspace, rules: dict[str, Any]) -> dict[str, Any]:
    """The rules about percentages and these, and in the workspace the expectations of no other rule."""
    kept = {id: module for id, module in find_rules().items() if isinstance(module, ExplainingRule)} | rules
    path = workspace.expectations / "published_figures.json"
    suite = json.loads(path.read_text("utf-8"))
    suite["expectations"] = [one for one in suite["expectations"] if one["meta"]["check"] in kept]
    path.write_text(json.dumps(suite), "utf-8")
    return kept


def run(workspace: Workspace, rules: dict[str, Any] | None = None, **frames: pl.DataFrame) -> Any:
    rows = (
        figure(1),
        share(2, "94.3%", 116, 123),
        share(3, "91.9%", 412, 448, month=5),
        share(4, "12%", 1, 8, month=4),
    )
    write_all(workspace.processed, tables(*rows, **frames))
    kept = only(workspace, rules or USUAL)
    return run_validation(workspace, Registry(), report=lambda line: None, rules=kept)  # type: ignore[arg-type]


def status(outcome: Any, rule_id: str) -> tuple[str, int, int]:
    return next((c.status, c.checked, c.failed) for c in outcome.checks if c.id == rule_id)


def test_the_rules_are_judged_and_the_figures_found(workspace: Workspace) -> None:
    outcome = run(workspace)
    assert status(outcome, "totals") == ("failed", 2, 1)
    assert status(outcome, "percentage") == ("failed", 3, 2)
    found = outcome.findings.select("rule", "line", "severity").rows()
    assert found == [("totals", 1, "error"), ("percentage", 3, "warning"), ("percentage", 4, "information")]


def test_nothing_opens_a_connection(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> Any:
        raise AssertionError("validation opened a socket")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert run(workspace).findings.height == 3


def test_the_same_tables_give_the_same_bytes(workspace: Workspace) -> None:
    def written() -> dict[str, bytes]:
        outputs = [*workspace.reports.iterdir(), *workspace.processed.glob("[cf]*.parquet")]
        return {path.name: path.read_bytes() for path in outputs}

    run(workspace)
    first = written()
    run(workspace)
    assert {"validation.html", "findings.parquet", "checks.parquet"} <= set(first)
    assert written() == first


def test_the_order_of_rows_does_not_matter(workspace: Workspace) -> None:
    run(workspace)
    page = (workspace.reports / "validation.html").read_bytes()
    write_table(workspace.processed, "observations", read_table(workspace.processed, "observations").reverse())
    kept = only(workspace, USUAL)
    run_validation(workspace, Registry(), report=lambda line: None, rules=kept)  # type: ignore[arg-type]
    assert (workspace.reports / "validation.html").read_bytes() == page


def test_passed_failed_and_not_run_are_three_things(workspace: Workspace) -> None:
    right = comparison(lower=603.0, upper=603.0)
    outcome = run(
        workspace,
        {
            "totals": rule("totals", right, not_run=["no rolling years are printed"]),
            "rag": rule("rag", comparison()),
            "copies": rule("copies", not_run=["only one row"]),
            "rates": rule("rates"),
        },
    )
    assert [status(outcome, name)[0] for name in ("totals", "rag", "copies", "rates")] == [
        "passed",
        "failed",
        "not-run",
        "not-run",
    ]
    why = dict(read_checks(workspace.processed).select("check", "why_not_run").rows())
    assert why["totals"] == "no rolling years are printed"
    assert why["copies"] == "only one row"
    assert why["rates"] == "the documents hold nothing that this rule could compare"


def test_a_rule_that_stops_is_said_loudly_and_stops_no_other(workspace: Workspace) -> None:
    broken = SimpleNamespace(RULE=sentence("rag"), compare=faulty)
    outcome = run(workspace, {"rag": broken, "totals": rule("totals", comparison())})
    assert status(outcome, "rag")[0] == "not-run"
    assert status(outcome, "totals")[0] == "failed"
    assert outcome.stopped_rules == ["rag"]
    assert "KeyError" in (workspace.reports / "validation.html").read_text("utf-8")
    with pytest.raises(FindingsNotAcknowledged, match="rule rag could not be run"):
        refuse_unacknowledged(outcome.findings, outcome.stale, outcome.stopped_rules)


def test_a_number_decides_and_not_the_rules_word(workspace: Workspace) -> None:
    """A rule that calls a figure an error does not make it one: GX compares the numbers."""
    outcome = run(workspace, {"totals": rule("totals", comparison(lower=603.0, upper=603.0, severity="error"))})
    assert status(outcome, "totals") == ("passed", 1, 0)


def test_unsound_data_stops_everything_and_leaves_no_findings(workspace: Workspace) -> None:
    run(workspace)
    assert (workspace.processed / "findings.parquet").exists()
    spoilt = tables(figure(1), figure(1), figure(7, unit="bananas"))["observations"]
    with pytest.raises(IntegrityFailed) as caught:
        run(workspace, observations=spoilt)
    message = str(caught.value)
    assert caught.value.exit_code == 4
    assert "places-unique: 2 of 3 rows" in message and "unit-allowed: 1 of 3 rows" in message
    assert "document pack, table theme, line 7, cell 3" in message
    assert not (workspace.processed / "findings.parquet").exists()
    page = (workspace.reports / "validation.html").read_text("utf-8")
    assert "Our own dataset is not sound" in page
    assert set(read_checks(workspace.processed).filter(pl.col("kind") == "published")["status"]) == {"not-run"}


def test_a_table_with_another_type_stops_before_anything_else(workspace: Workspace) -> None:
    run(workspace)
    path = workspace.processed / "signals.parquet"
    pl.read_parquet(path).cast({"line": pl.Int64}).write_parquet(path)
    with pytest.raises(IntegrityFailed, match="column line, type Int64"):
        run_validation(workspace, Registry(), report=lambda line: None, rules=only(workspace, USUAL))  # type: ignore[arg-type]


def test_an_indicator_that_the_registry_does_not_know_is_a_finding_not_a_failure(workspace: Workspace) -> None:
    rows = [figure(line, indicator="new_one") for line in (4, 9)] + [figure(1)]
    outcome = run(workspace, observations=tables(*rows)["observations"])
    unknown = outcome.findings.filter(pl.col("rule") == "indicator-known")
    assert unknown.select("line", "severity", "indicator").rows() == [(4, "warning", "new_one")]
    assert "2 rows in this document" in unknown["explanation"][0]


def test_missing_tables_are_an_input_error(workspace: Workspace) -> None:
    run(workspace)
    (workspace.processed / "claims.parquet").unlink()
    with pytest.raises(InputError, match="claims has not been made yet"):
        run_validation(workspace, Registry(), report=lambda line: None, rules=only(workspace, USUAL))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"line": None}, "without document, line or number"),
        ({"published_value": float("nan")}, "without document, line or number"),
        ({"lower": None, "upper": None}, "without any bound"),
        ({"lower": 605.0}, "lower bound above the upper"),
        ({"explanation": None}, "without explanation"),
        ({"severity": "fatal"}, "without a known severity"),
    ],
)
def test_a_comparison_that_breaks_the_agreement_is_refused(changes: dict[str, Any], words: str) -> None:
    compared = rule("totals", comparison(**changes)).compare({}, None)
    with pytest.raises(ValueError, match=words):
        check_comparisons(compared)


def test_columns_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="use conform_comparisons"):
        check_comparisons(Comparisons("totals", pl.DataFrame({"a": [1]})))


def test_no_comparisons_are_no_rows() -> None:
    assert conform_comparisons(pl.DataFrame()).height == 0
    assert no_comparisons("totals", "why").not_run == ["why"]
