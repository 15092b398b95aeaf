"""The capsule's script against the project on the five packs: every quarter, every verdict.

What the two say differently stands in docs/audit.md with the reason, and nothing else may.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from scorecard.audit.capsule.gather import gather
from scorecard.audit.capsule.page import render
from scorecard.audit.capsule.figures import quarter_figures
from scorecard.audit.capsule.seal import embedded
from scorecard.measures.quarters import available_quarters
from scorecard.provenance import sha256_of
from scorecard.registry import load_registry
from scorecard.schema import read_if_there, read_tables
from scorecard.steps import CLEAN, MEASURES, SIGNALS, VALIDATE, Options, bring
from scorecard.validate.rules.shared import rounding
from scorecard.validate.rules.shared.percentages import percentage_cells
from scorecard.workspace import PROJECT, Workspace
from tests.fixtures.javascript import ask

EXPLAINED = re.compile(r"^\| `([^`]+:\d+:\d+)` \| (\w+) \|", re.MULTILINE)
LARGEST = 1_500_000


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The packs of data/raw, read, validated and answered anew."""
    made = Workspace(data=tmp_path_factory.mktemp("packs") / "data")
    shutil.copytree(PROJECT / "data" / "raw", made.raw)
    for step in (CLEAN, SIGNALS, VALIDATE, MEASURES):
        bring(step, made, Options(report=lambda line: None))
    return made


@pytest.fixture(scope="module")
def tables(workspace: Workspace) -> dict[str, pl.DataFrame]:
    return read_tables(workspace.processed) | {"measures": read_if_there(workspace.processed, "measures")}


@pytest.fixture(scope="module")
def contents(workspace: Workspace, tables: dict[str, pl.DataFrame]) -> dict[str, dict[str, Any]]:
    """The content of each quarter's capsule."""
    registry, quarters = load_registry(workspace), available_quarters(tables["observations"])
    return {str(quarter): gather(workspace, tables, registry, quarter) for quarter in quarters}


@pytest.fixture(scope="module")
def reports(contents: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the script says of all of them, asked once."""
    texts = {name: embedded(content) for name, content in contents.items()}
    asked = [[text, sha256_of(text.encode())] for text in texts.values()]
    told = ask("Promise.all(given.map(function (one) { return verify(one[0], one[1]); }))", asked)
    return dict(zip(texts, told, strict=True))


@pytest.fixture(scope="module")
def checks(reports: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for report in reports.values() for one in report["checks"]]


def of_kind(checks: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [one for one in checks if one["kind"] == kind]


def test_every_hash_is_the_same(reports: dict[str, dict[str, Any]]) -> None:
    assert len(reports) == 10
    for report in reports.values():
        assert report["hash"]["same"]
        assert (report["figures"]["changed"], report["sections"], report["tables"]["changed"]) == ([], [], [])


def test_every_figure_is_what_its_cell_prints_and_is_read_alike(checks: list[dict[str, Any]]) -> None:
    assert [one for one in of_kind(checks, "cell") if one["verdict"] != "agrees"] == []
    assert [one for one in of_kind(checks, "reading") if one["verdict"] == "differs"] == []
    assert len(of_kind(checks, "reading")) > 3_000


def test_the_two_come_out_alike_but_for_what_is_explained(checks: list[dict[str, Any]]) -> None:
    documented = EXPLAINED.findall((PROJECT / "docs" / "audit.md").read_text(encoding="utf-8"))
    different = [(one["figure"] or one["place"], one["kind"]) for one in checks if one["same"] is False]
    assert sorted(different) == sorted(documented)


def test_of_every_kind_many_were_compared(checks: list[dict[str, Any]]) -> None:
    compared = {
        kind: sum(one["same"] is not None for one in of_kind(checks, kind)) for kind in ("percentage", "linked", "sum")
    }
    compared |= {kind: len([one for one in of_kind(checks, kind) if one["made"]]) for kind in ("arrow", "colour")}
    compared["margin"] = len(of_kind(checks, "margin"))
    assert compared["percentage"] > 350 and compared["linked"] > 430 and compared["sum"] > 490
    assert compared["arrow"] > 190 and compared["colour"] > 30 and compared["margin"] > 550


def test_each_percentage_has_the_class_that_the_project_gives_it(
    contents: dict[str, dict[str, Any]], tables: dict[str, pl.DataFrame]
) -> None:
    """Not only agrees or differs: half up, half to even, cut off, always up or none of them."""
    names = ("half up", "half to even", "cut off", "always up", "mismatch", "undefined")
    cells = percentage_cells(tables["observations"]).filter(pl.col("class") != rounding.UNDEFINED)
    ours = {
        f"{d}:{line}:{cell}": names[code]
        for d, line, cell, code in cells.select("document", "line", "cell", "class").rows()
    }
    told = ask(
        """given.flatMap(function (text) {
          const book = openBook(JSON.parse(text));
          return book.data.percentages.map(function (link) {
            const pair = pairAt(link, book), printed = numberIn(textOf(book.byId.get(link.figure)));
            return pair && printed ? [link.figure, roundingOf(pair[0], pair[1], printed)] : null;
          });
        }).filter(Boolean)""",
        [embedded(content) for content in contents.values()],
    )
    assert len(told) > 350
    assert [(place, name, ours[place]) for place, name in told if ours[place] != name] == []


def test_no_page_is_too_large_to_send(
    contents: dict[str, dict[str, Any]], tables: dict[str, pl.DataFrame], workspace: Workspace
) -> None:
    largest = max(contents, key=lambda name: len(contents[name]["figures"]))
    quarter = next(one for one in available_quarters(tables["observations"]) if str(one) == largest)
    figures = quarter_figures(tables, quarter, load_registry(workspace).frame())
    assert len(render(contents[largest], figures).encode()) < LARGEST
