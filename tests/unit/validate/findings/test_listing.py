"""Findings as a table, CSV and JSON: chosen by quarter, harmless in a spreadsheet and in a terminal."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from scorecard.errors import InputError, UsageError
from scorecard.formats import as_csv, as_json
from scorecard.periods import Quarter
from scorecard.schema import write_table
from scorecard.validate.findings.ids import write_findings
from scorecard.validate.findings.listing import COLUMNS, Wanted, as_table, load_findings
from scorecard.visible import visible
from scorecard.workspace import Workspace
from tests.unit.validate.findings.test_ids import draft, named
from tests.unit.validate.frames import documents


@pytest.fixture
def stored(workspace: Workspace) -> Any:
    def store(*rows: dict[str, Any]) -> Workspace:
        later = documents("later").with_columns(pl.lit(date(2020, 9, 30)).alias("as_at"))
        write_table(workspace.processed, "documents", pl.concat([documents("pack"), later]))
        write_findings(workspace.processed, named(*rows))
        return workspace

    return store


def test_nothing_validated_yet_is_said(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="findings has not been made yet"):
        load_findings(workspace)


@pytest.mark.parametrize(
    ("row", "inside"),
    [
        (draft(period="2020-06"), True),
        (draft(period="2020-07"), False),
        (draft(period="2020/21 Q1"), True),
        (draft(period="2019/20 Q1"), False),
        (draft(period="2020/21 YTD"), False),
        (draft(period="2019/20"), False),
        (draft(period=None), False),
        (draft(period="2020-04", document="later"), True),
    ],
)
def test_a_quarter_has_the_findings_about_its_figures(stored: Any, row: dict[str, Any], inside: bool) -> None:
    assert load_findings(stored(row), Wanted(quarter=Quarter.parse("2020-21-Q1"))).height == inside


def test_a_fact_is_listed_with_all_its_findings_or_not_at_all(stored: Any) -> None:
    """Found by two rules, in two documents, one of them graver: each way of asking brings both rows."""
    rows = [
        draft(line=1, severity="warning", compared_with="later:5:3"),
        draft(line=5, document="later", rule="partitions", severity="error", period="2020-06"),
        draft(line=80, indicator="lac_rate", severity="information"),
    ]
    workspace = stored(*rows)
    fact = load_findings(workspace)["fact"][0]
    for wanted in (
        Wanted(severity="error"),
        Wanted(rule="partitions"),
        Wanted(document="later"),
        Wanted(fact=fact),
        Wanted(document="pack", severity="error"),
    ):
        assert load_findings(workspace, wanted).select("line", "role").rows() == [(5, "leading"), (1, "also-here")]
    assert load_findings(workspace, Wanted(severity="warning")).is_empty()
    assert load_findings(workspace)["line"].to_list() == [5, 1, 80]


@pytest.mark.parametrize("column", ["rule", "document", "fact"])
def test_a_misspelt_name_is_refused(stored: Any, column: str) -> None:
    with pytest.raises(UsageError, match=f"there is no {column} 'totls'"):
        load_findings(stored(draft()), Wanted(**{column: "totls"}))


def test_gone_findings_only_on_request(stored: Any) -> None:
    stored(draft(published="1"))
    workspace = stored(draft(published="2"))
    assert load_findings(workspace)["state"].to_list() == ["new"]
    assert load_findings(workspace, Wanted(state="gone"))["published"].to_list() == ["1"]
    assert load_findings(workspace, Wanted(state="new"))["published"].to_list() == ["2"]
    assert load_findings(workspace, Wanted(state="persisting")).is_empty()


def read_back(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    "hostile", ["=1+1", "+cmd", "@SUM(A1)", "-2+3+cmd|' /C calc'!A0", "\t=1", "\r=1", "  =1", "|x", "＝1+1", "－cmd"]
)
def test_a_formula_is_harmless_in_a_spreadsheet(stored: Any, hostile: str) -> None:
    text = as_csv(load_findings(stored(draft(published=hostile, note=hostile) | {"explanation": hostile})))
    (row,) = read_back(text)
    assert row["published"] == f"'{visible(hostile)}"
    assert row["explanation"].startswith("'")


@pytest.mark.parametrize("plain", ["-1.5%", "-1,234", "65.5%", "a, b", 'say "x"', "two\nlines", "-0", "-"])
def test_figures_and_words_stay_as_they_are(stored: Any, plain: str) -> None:
    (row,) = read_back(as_csv(load_findings(stored(draft(published=plain)))))
    assert row["published"] == plain
    assert list(row) == COLUMNS


def test_json_holds_every_finding_with_every_column(stored: Any) -> None:
    told = json.loads(as_json(load_findings(stored(draft(line=1), draft(line=2, published="8")))))
    assert [list(one) for one in told] == [COLUMNS, COLUMNS]
    assert {one["line"] for one in told} == {1, 2}


def test_the_table_is_as_narrow_as_asked_and_obeys_nobody(stored: Any) -> None:
    text = as_table(load_findings(stored(draft(explanation="\x1b[31mred " + "word " * 60))), width=60)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80
    assert "1 finding: 1 error" in text


def test_no_findings_is_said(stored: Any) -> None:
    empty = load_findings(stored())
    assert as_table(empty) == "no findings"
    assert read_back(as_csv(empty)) == []
    assert json.loads(as_json(empty)) == []


def test_a_fact_is_one_entry_of_the_table(stored: Any) -> None:
    text = as_table(
        load_findings(stored(draft(line=1), draft(line=3, severity="warning"), draft(indicator="lac_rate")))
    )
    assert "2 findings: 2 error" in text
    assert "also pack, line 3, cell 3 (totals): 42 is printed" in text


@pytest.mark.parametrize("style", ["table", "csv", "json"])
def test_the_client_prints_every_style(stored: Any, style: str) -> None:
    from scorecard.validate.client import findings_text

    assert named(draft())["fact"][0] in findings_text(stored(draft()), style, quarter=Quarter.parse("2020-21-Q1"))


def test_a_look_at_a_fact_is_written_down_and_told(stored: Any, tmp_path: Path) -> None:
    from scorecard.validate.client import write_acknowledgement

    workspace = replace(stored(draft()), expectations=tmp_path)
    fact, seen = named(draft())["fact"][0], {"who": "performance team", "when": date(2024, 5, 31)}
    told = write_acknowledgement(workspace, fact, role="reviewer", note="Asked the publisher.", **seen)
    assert f"{fact} is acknowledged by performance team (reviewer), 2024-05-31" in told and "an analyst" in told
    with pytest.raises(UsageError, match="note: "):
        write_acknowledgement(workspace, fact, role="analyst", note=" ", **seen)
    with pytest.raises(UsageError, match="there is no fact 'fact-0'"):
        write_acknowledgement(workspace, "fact-0", role="analyst", note="Asked.", **seen)
