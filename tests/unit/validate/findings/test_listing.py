"""Findings as a table, CSV and JSON: chosen by quarter, harmless in a spreadsheet and in a terminal."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import polars as pl
import pytest

from scorecard.errors import InputError
from scorecard.periods import Quarter
from scorecard.schema import write_table
from scorecard.validate.findings.ids import write_findings
from scorecard.validate.findings.listing import COLUMNS, as_csv, as_json, as_table, load_findings
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
        (draft(period="2020/21 YTD"), True),
        (draft(period="2019/20"), True),
        (draft(period=None), True),
        (draft(period="2019/20", document="later"), False),
        (draft(period="2020-04", document="later"), True),
    ],
)
def test_a_quarter_has_its_own_findings(stored: Any, row: dict[str, Any], inside: bool) -> None:
    assert load_findings(stored(row), Quarter.parse("2020-21-Q1")).height == inside


def test_gone_findings_only_on_request(stored: Any) -> None:
    stored(draft(published="1"))
    workspace = stored(draft(published="2"))
    assert load_findings(workspace)["state"].to_list() == ["new"]
    assert sorted(load_findings(workspace, gone=True)["state"]) == ["gone", "new"]


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


@pytest.mark.parametrize("style", ["table", "csv", "json"])
def test_the_client_prints_every_style(stored: Any, style: str) -> None:
    from scorecard.validate.client import findings_text

    assert named(draft())["finding"][0] in findings_text(stored(draft()), Quarter.parse("2020-21-Q1"), style)
