"""What a new rule needs: its module and its entry in the suite. Nothing else is touched, and it runs."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from scorecard.registry import load_registry
from scorecard.validate.compare import find_rules
from scorecard.validate.run import run_validation
from scorecard.workspace import Workspace
from tests.unit.validate.frames import figure, tables, write_all

INVENTED = '''
"""No count ends in seven."""

import polars as pl

from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.pairs import held_against

RULE = Rule(
    id="no-sevens",
    title="No count ends in seven.",
    asks="does no count end in seven?",
    source="Invented for a test",
    scope="one document",
)


def compare(tables, registry):
    """One row per printed count."""
    counts = tables["observations"].filter(pl.col("unit") == "count")
    if counts.is_empty():
        return no_comparisons(RULE.id, "no count is printed")
    digits = counts.with_columns((pl.col("value") % 10).alias("digit"))
    seven = pl.when(pl.col("digit") == 7).then(0.0).otherwise(9.0)
    return concluded(RULE, [(held_against(digits, pl.lit(0.0), seven, value="digit"), words)])


def words(failing):
    return failing.with_columns(
        pl.lit("another digit").alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format("{} ends in seven.", "published").alias("explanation"),
    )
'''
ENTRY = {
    "type": "expect_published_figures_to_agree",
    "kwargs": {"column_list": ["published_value", "lower", "upper"], "rule": "no-sevens", "tolerance": 1e-09},
    "meta": {"check": "no-sevens"},
}


def test_a_module_and_an_entry_make_a_rule(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "invented_rules").mkdir()
    (tmp_path / "invented_rules" / "__init__.py").write_text("", "utf-8")
    (tmp_path / "invented_rules" / "no_sevens.py").write_text(INVENTED, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    path = workspace.expectations / "published_figures.json"
    suite = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**suite, "expectations": [*suite["expectations"], ENTRY]}), "utf-8")
    write_all(workspace.processed, tables(figure(1, value=603.0), figure(2, value=607.0, published="607")))

    rules = find_rules() | find_rules(import_module("invented_rules"))
    outcome = run_validation(workspace, load_registry(), report=lambda line: None, rules=rules)

    (check,) = (one for one in outcome.checks if one.id == "no-sevens")
    assert (check.status, check.checked, check.failed) == ("failed", 2, 1)
    assert (check.expectation.description, check.expectation.meta.source) == (
        "No count ends in seven.",
        "Invented for a test",
    )
    findings = outcome.findings.filter(outcome.findings["rule"] == "no-sevens")
    assert findings.select("line", "expected", "explanation").rows() == [(2, "another digit", "607 ends in seven.")]
    page = (workspace.reports / "validation.html").read_text("utf-8")
    assert "No count ends in seven." in page and "Invented for a test" in page
