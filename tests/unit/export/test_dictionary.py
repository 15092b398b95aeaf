"""Every column of every table is described once, and what it may hold is what the suites check."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
import yaml

from scorecard import schema
from scorecard.errors import InputError
from scorecard.export.dictionary import describe, without_links, words
from scorecard.export.package import CHECKS
from scorecard.schema import SCHEMAS
from scorecard.validate.checks import CHECK_SCHEMA
from scorecard.workspace import Workspace
from tools.contract_tables import PAGE, with_tables

EVERY = {**SCHEMAS, CHECKS: CHECK_SCHEMA}


def column(table: str, name: str):
    (one,) = describe({table: EVERY[table]}, Workspace().expectations)
    return next(c for c in one.columns if c.name == name)


def test_every_table_and_column_has_words_and_no_words_are_left_over() -> None:
    tables = describe(EVERY, Workspace().expectations)
    assert {t.name: [c.name for c in t.columns] for t in tables} == {name: list(kinds) for name, kinds in EVERY.items()}
    assert set(words().tables) == set(EVERY)
    for name, told in words().tables.items():
        assert set(told.columns) | set(told.values) <= set(EVERY[name]), name
    used = {c for name, kinds in EVERY.items() for c in kinds if c not in words().tables[name].columns}
    assert set(words().columns) == used


def test_a_column_without_words_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match="no words for kite of documents"):
        describe({"documents": {"document": pl.String(), "kite": pl.String()}}, Workspace().expectations)
    with pytest.raises(InputError, match="no words for the table kites"):
        describe({"kites": {}}, Workspace().expectations)


def test_what_a_column_may_hold_is_what_its_suite_checks_of_every_row(tmp_path: Path) -> None:
    where = {"row_condition": {"type": "comparison"}}
    suite = [
        ("expect_column_values_to_not_be_null", {"column": "document"}),
        ("expect_column_values_to_be_unique", {"column": "document"}),
        ("expect_column_values_to_be_in_set", {"column": "family", "value_set": ["a", "b"]}),
        ("expect_column_values_to_be_in_set", {"column": "publisher", "value_set": {"$PARAMETER": "known"}}),
        ("expect_column_values_to_match_regex", {"column": "sha256", "regex": "^[0-9]$"}),
        ("expect_column_values_to_match_regex", {"column": "title", "regex": "a"}),
        ("expect_column_values_to_be_between", {"column": "as_at", "min_value": 1, "max_value": 2}),
        ("expect_column_values_to_not_be_null", {"column": "title", **where}),
    ]
    stored = {"expectations": [{"type": kind, "kwargs": kwargs} for kind, kwargs in suite]}
    (tmp_path / "integrity_documents.json").write_text(json.dumps(stored), encoding="utf-8")
    (table,) = describe({"documents": SCHEMAS["documents"]}, tmp_path)
    rules = {c.name: c.rules for c in table.columns}
    assert table.key == ("document",)
    assert (rules["document"].required, rules["document"].unique) == (True, True)
    assert rules["family"].values == ("a", "b")
    assert (rules["publisher"].values, rules["title"].required, rules["title"].pattern) == ((), False, None)
    assert rules["sha256"].pattern == "^[0-9]$"
    assert (rules["as_at"].least, rules["as_at"].most) == (1, 2)


def test_the_lists_of_values_are_those_of_the_code() -> None:
    assert column("findings", "severity").rules.values == schema.SEVERITIES
    assert set(column("findings", "nature").rules.values) == {schema.DISAGREEMENT, schema.CHANGE}
    assert column("observations", "basis").rules.values == schema.BASES
    assert column("observations", "status").rules.values == schema.STATUSES


def test_who_made_the_package_is_who_made_the_software(project: Path) -> None:
    authors = yaml.safe_load((project / "CITATION.cff").read_text(encoding="utf-8"))["authors"]
    assert [one["name"] for one in authors] == [words().package.contributor]


def test_links_lead_to_documents_and_tables_but_not_from_what_speaks_of_prose() -> None:
    links = {t.name: dict(t.links) for t in describe(EVERY, Workspace().expectations)}
    assert links["observations"] == {("document",): "documents", ("document", "table"): "tables"}
    assert links["findings"] == {("document",): "documents"}
    assert links["tables"] == {("document",): "documents"}
    assert links["documents"] == links["left_out"] == links[CHECKS] == {}


def test_a_link_of_a_page_is_the_page_of_the_project() -> None:
    assert without_links("See [claims](claims.md), [rules](rules.md#a).") == "See docs/claims.md, docs/rules.md#a."


def test_the_page_of_the_contract_says_what_the_dictionary_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_tables(page) == page, "stale: run python tools/contract_tables.py"
    with pytest.raises(ValueError, match="contract_tables"):
        with_tables("# Tables\n")
