"""The stored suites say what the contract says, and nothing in them is lost on loading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorecard import schema
from scorecard.errors import InputError, IntegrityFailed
from scorecard.periods import PERIOD_KINDS
from scorecard.validate.compare import find_rules
from scorecard.validate.engine.suites import FRAMES, StoredSuite, load_suite, load_suites
from scorecard.workspace import PROJECT, Workspace

RULES = {id: module.RULE for id, module in find_rules().items()}
SUITES = {suite.name: suite for suite in load_suites(PROJECT / "expectations", RULES)}


def allowed(suite: str, check: str) -> list[str]:
    return next(e.kwargs["value_set"] for e in SUITES[suite].expectations if e.meta.check == check)


def test_every_stored_suite_is_run_the_contract_first_and_the_published_figures_last() -> None:
    stored = {path.stem for path in (PROJECT / "expectations").glob("*.json")}
    assert set(SUITES) == stored
    assert [suite.meta.frame for suite in SUITES.values()] == [*FRAMES, "comparisons"]
    assert FRAMES[0] == "contract"


@pytest.mark.parametrize(
    ("check", "values"),
    [
        ("area-kind-allowed", schema.AREA_KINDS),
        ("basis-allowed", schema.BASES),
        ("status-allowed", schema.STATUSES),
        ("period-kind-allowed", PERIOD_KINDS),
    ],
)
def test_allowed_values_are_those_of_the_contract(check: str, values: tuple[str, ...]) -> None:
    assert sorted(allowed("integrity_observations", check)) == sorted(values)


def test_every_rule_has_one_expectation_which_says_what_the_rule_says() -> None:
    told = {e.meta.check: (e.description, e.meta.source) for e in SUITES["published_figures"].expectations}
    assert told == {id: (rule.title, rule.source) for id, rule in RULES.items()}


def test_every_processed_table_has_a_suite() -> None:
    looked_at = {suite.meta.frame for suite in SUITES.values()}
    assert (
        set(schema.SCHEMAS) - {*schema.OF_VALIDATION, *schema.OF_MEASURES, *schema.BETWEEN_STEPS, *schema.UNJUDGED}
        <= looked_at
    )


@pytest.mark.parametrize("name", list(SUITES))
def test_gx_loads_every_expectation_with_all_its_arguments(judge: Any, name: str) -> None:
    from scorecard.validate.engine.judge import load_expectations

    stored = SUITES[name].expectations
    loaded = load_expectations(name, stored).to_json_dict()["expectations"]
    assert [one["type"] for one in loaded] == [one.type for one in stored]
    for one, before in zip(loaded, stored, strict=True):
        # what GX leaves out because it equals its default must not be missed by a reader of the JSON
        assert {**before.kwargs, **one["kwargs"]} == {**one["kwargs"], **before.kwargs}
        assert one["meta"]["check"] == before.meta.check


def test_an_expectation_that_gx_does_not_know_is_an_integrity_failure(judge: Any) -> None:
    from scorecard.validate.engine.judge import load_expectations

    stored = SUITES["published_figures"].expectations
    unknown = stored[0].model_copy(update={"type": "expect_something_nobody_wrote"})
    with pytest.raises(IntegrityFailed, match="holds 2 expectations, but only 1 could be loaded"):
        load_expectations("broken", [stored[1], unknown])


def test_a_misspelt_argument_is_an_integrity_failure(judge: Any) -> None:
    from scorecard.validate.engine.judge import load_expectations

    stored = SUITES["published_figures"].expectations[0]
    misspelt = stored.model_copy(update={"kwargs": {**stored.kwargs, "roundign": stored.kwargs["rounding"]}})
    with pytest.raises(IntegrityFailed, match="roundign"):
        load_expectations("broken", [misspelt])


def change(path: Path, edit: Any) -> None:
    suite = json.loads(path.read_text("utf-8"))
    edit(suite)
    path.write_text(json.dumps(suite), "utf-8")


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda s: s.update(extra=1), "extra"),
        (lambda s: s["expectations"][0].pop("description"), "description"),
        (lambda s: s["expectations"][0]["meta"].pop("check"), "check"),
        (lambda s: s["expectations"].append(s["expectations"][0]), "twice"),
        (lambda s: s["expectations"][0].update(severity="fatal"), "severity"),
        (lambda s: s.update(name="other"), "calls itself other"),
    ],
)
def test_a_suite_in_another_form_is_refused_with_its_fault(workspace: Workspace, edit: Any, words: str) -> None:
    path = workspace.expectations / "integrity_documents.json"
    change(path, edit)
    with pytest.raises(InputError, match=words):
        load_suite(path, RULES)


def test_a_published_figure_never_blocks(workspace: Workspace) -> None:
    path = workspace.expectations / "published_figures.json"
    assert not any(expectation.blocking for expectation in load_suite(path, RULES).expectations)
    change(path, lambda s: s["expectations"][0].update(severity="critical"))
    with pytest.raises(InputError, match="those of its rule: take description, severity and source out"):
        load_suite(path, RULES)


def test_two_suites_cannot_make_findings_under_one_name(workspace: Workspace) -> None:
    path = workspace.expectations / "integrity_claims.json"
    path.write_text(path.read_text("utf-8").replace("claim-indicator-known", "indicator-known"), "utf-8")
    with pytest.raises(InputError, match="indicator-known"):
        load_suites(workspace.expectations, RULES)


@pytest.mark.parametrize("content", ["", "{", "[]", '"text"', "\ufeff"])
def test_a_file_that_is_no_suite_is_refused(workspace: Workspace, content: str) -> None:
    path = workspace.expectations / "integrity_documents.json"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match="not a suite"):
        load_suite(path, RULES)


def test_a_missing_suite_is_named(workspace: Workspace) -> None:
    (workspace.expectations / "integrity_claims.json").unlink()
    with pytest.raises(InputError, match=r"table claims\n.*integrity_claims\.json"):
        load_suites(workspace.expectations, RULES)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda s: s["expectations"].pop(3), "no expectation judges the rule linked-counts"),
        (lambda s: s["expectations"][3]["meta"].update(check="luck"), "there is no rule luck"),
        (lambda s: s["expectations"][3]["kwargs"].update(rule="totals"), "linked-counts judges the rule totals"),
        (
            lambda s: s["expectations"][3].update(description="Other words."),
            "take description, severity and source out",
        ),
    ],
)
def test_a_rule_and_its_expectation_belong_together(workspace: Workspace, edit: Any, words: str) -> None:
    change(workspace.expectations / "published_figures.json", edit)
    with pytest.raises(InputError, match=words):
        load_suites(workspace.expectations, RULES)


def test_the_columns_of_an_expectation_are_told_in_the_order_of_reading() -> None:
    observations = {e.meta.check: e.columns for e in SUITES["integrity_observations"].expectations}
    assert observations["share-bounds"] == ["share_of", "value"]
    assert observations["numerator-within-denominator"] == ["numerator", "denominator"]
    assert observations["reported-has-denominator"] == ["status", "unit", "denominator"]
    assert observations["places-unique"] == ["document", "table", "line", "cell", "part"]


def test_every_sentence_is_a_sentence() -> None:
    for suite in SUITES.values():
        assert isinstance(suite, StoredSuite)
        for one in suite.expectations:
            assert one.description[0].isupper() and one.description.endswith("."), one.description
