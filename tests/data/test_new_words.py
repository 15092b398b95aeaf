"""A new unit, comparator or indicator is an entry of YAML: added to a copy of the words, its figures are read."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from scorecard import units, words
from scorecard.clean.raw.load import load_raw
from scorecard.clean.step import read_documents
from scorecard.comparators import shown_in
from scorecard.extract import extract_documents
from scorecard.measures import gaps
from scorecard.registry import load_registry
from scorecard.workspace import Workspace
from tests.data.test_second_council import DIGEST, FERNMOUTH


@pytest.fixture
def workspace(project: Path, tmp_path: Path) -> Workspace:
    """A copy of the national words, and the invented council's: what a test adds to."""
    shutil.copytree(project / "registry", tmp_path / "registry")
    shutil.copytree(FERNMOUTH, tmp_path / "councils" / "fernmouth")
    return Workspace(data=tmp_path / "data", registry=tmp_path / "registry", councils=tmp_path / "councils")


def add(path: Path, entry: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")


def name_it(workspace: Workspace, entry: str) -> None:
    add(workspace.councils / "fernmouth" / "names" / "fernmouth-digest.yml", entry)


def read(workspace: Workspace, text: str) -> pl.DataFrame:
    path = workspace.data.parent / "2024-06-digest.txt"
    path.write_text(text, encoding="utf-8")
    extract_documents([path], workspace, report=lambda line: None)
    return read_documents(load_raw(workspace.raw), load_registry(workspace))["observations"]


def with_row(*cells: str) -> str:
    """The invented digest with a row more at the end of its summary."""
    before, after = DIGEST.split("\n\nFamilies helped early")
    return "\n".join([before, "\t".join(cells)]) + "\n\nFamilies helped early" + after


WEEKS = ("3.1", "Weeks to find a foster home", "Lower", "Weeks", "5.5", "6.0", "5.0", "↘", "Go", *[""] * 7)
INDICATOR = """
- id: foster_home_weeks
  name: Weeks to find a foster home
  description: An invented measure.
  unit: {unit}
  decimals: 1
  good: low
  kind: average
  basis: in-month
  adds_up: false
"""
NAME = '- {indicator: foster_home_weeks, number: "3.1", names: [Weeks to find a foster home]}\n'


def test_a_new_indicator_is_an_entry_and_a_name(workspace: Workspace) -> None:
    add(workspace.registry / "indicators" / "fostering.yml", INDICATOR.format(unit="days"))
    name_it(workspace, NAME)
    june = read(workspace, with_row(*WEEKS)).filter(pl.col("indicator_number") == "3.1", pl.col("period") == "2024-06")
    assert june.select("indicator", "value", "unit", "theme").rows() == [
        ("foster_home_weeks", 5.0, "days", "fostering")
    ]


def test_a_new_unit_is_an_entry(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    add(workspace.registry / "units.yml", '- {id: fortnights, name: fortnights, form: amount, after: " fortnights"}\n')
    add(workspace.registry / "indicators" / "fostering.yml", INDICATOR.format(unit="fortnights"))
    name_it(workspace, NAME)
    june = read(workspace, with_row(*WEEKS)).filter(pl.col("indicator_number") == "3.1", pl.col("period") == "2024-06")
    assert june.select("value", "unit").rows() == [(5.0, "fortnights")]
    monkeypatch.setattr(words, "units", lambda: units.load_units(workspace.registry / "units.yml"))
    assert words.figure(5.0, "fortnights", 1) == "5.0 fortnights" and words.change(-0.5, "fortnights", 1) == "−0.5 fortnights"
    assert words.unit_name("fortnights") == "fortnights"


def test_a_new_rate_is_told_by_what_its_column_prints(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    rate = '- {id: rate_per_1k, name: "rate per 1,000", form: rate, per: 1000, after: " per 1,000", difference: ""}\n'
    add(workspace.registry / "units.yml", rate)
    add(workspace.registry / "indicators" / "fostering.yml", INDICATOR.format(unit="rate_per_1k"))
    name_it(workspace, NAME)
    from scorecard.clean.tables.summary import candidates

    monkeypatch.setattr(candidates, "units", lambda: units.load_units(workspace.registry / "units.yml"))
    row = [cell if cell != "Weeks" else "Rate per 1,000" for cell in WEEKS]
    june = read(workspace, with_row(*row)).filter(pl.col("indicator_number") == "3.1", pl.col("period") == "2024-06")
    assert june.select("value", "unit").rows() == [(5.0, "rate_per_1k")]


def test_a_new_comparator_is_an_entry(workspace: Workspace) -> None:
    entry = "- {id: islands_average, name: Islands average, title: Islands, shown: [table], spellings: [Isles av.]}\n"
    add(workspace.registry / "comparators.yml", entry)
    observed = read(workspace, DIGEST.replace("Coastal councils", "Isles av."))
    benchmark = observed.filter(pl.col("area_kind") == "comparator", pl.col("area") == "Islands average")
    assert benchmark.select("indicator", "value", "basis").rows() == [
        ("lac_reviewed_in_time_percent", 94.0, "benchmark")
    ]
    known = list(load_registry(workspace).comparators.values())
    page = gaps.benchmarks(observed, known).filter(pl.col("indicator") == "lac_reviewed_in_time_percent")
    assert page["islands_average"].to_list() == [94.0]
    assert shown_in("table", known)[-1].title == "Islands"
