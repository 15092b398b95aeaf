"""A run makes every report, skips what is up to date, and records what it did."""

import json

import nbformat
import pytest

from scorecard.provenance import sha256_of_file
from scorecard.steps import Options, make_reports

PER_QUARTER = ["audit_trail", "data_quality", "restatements", "scorecard"]
THEMES = {"2019-20-Q4": ["health", "looked-after-children"], "2020-21-Q1": ["health", "looked-after-children"]}
NAMES = [
    *(f"{quarter}/{name}" for quarter in THEMES for name in PER_QUARTER),
    *(f"{quarter}/theme-{theme}" for quarter, themes in THEMES.items() for theme in themes),
]
SHEETS = {"performance": 2, "packs": 2, "indicators": 5}
"""How many sheets of each kind the invented packs have."""


def test_every_notebook_for_every_quarter_with_data(run):
    _, summary, _ = run
    assert sorted(name for name in summary.made if name[0].isdigit()) == sorted(NAMES)
    assert not summary.failed


@pytest.mark.parametrize("kind", SHEETS)
def test_every_sheet_for_every_subject_with_data(run, kind):
    assert sum(name.startswith(f"{kind}/") for name in run[1].made) == SHEETS[kind]


def test_progress_is_said_report_by_report(run):
    _, _, said = run
    every = len(NAMES) + sum(SHEETS.values())
    assert len(said) == every
    assert said[0].startswith(f"[ 1/{every}] ")


def test_executed_notebooks_are_valid_and_carry_their_parameters(run):
    workspace, _, _ = run
    for name in NAMES:
        made = nbformat.read(workspace.reports / f"{name}.ipynb", as_version=4)
        nbformat.validate(made)
        assert made.metadata.scorecard.parameters["quarter"] == name.split("/")[0]
        assert any(cell.get("id") == "injected-parameters" for cell in made.cells)


def test_charts_are_in_the_notebook_as_vega_lite(run):
    text = (run[0].reports / "2020-21-Q1/scorecard.ipynb").read_text(encoding="utf-8")
    assert "application/vnd.vegalite.v6+json" in text


def test_the_record_has_the_hash_of_every_file(run):
    reports = run[0].reports
    record = json.loads((reports / "run.json").read_text(encoding="utf-8"))
    outputs = {n: s for report in record["reports"].values() for n, s in report["outputs"].items()} | record["pages"]
    on_disk = {p.relative_to(reports).as_posix() for p in reports.rglob("*") if p.is_file()}
    assert set(outputs) | {"run.json"} == on_disk
    assert all(sha256_of_file(reports / name) == sha for name, sha in outputs.items())
    assert "data/processed/observations.parquet" in record["inputs"]


def test_a_second_run_has_nothing_to_do(run):
    workspace, _, _ = run
    said = []
    summary = make_reports(workspace, Options(jobs=2, report=said.append))
    every = len(NAMES) + sum(SHEETS.values())
    assert len(summary.skipped) == every
    assert summary.made == []
    assert said == [f"{every} of {every} reports up to date"]


def test_the_front_page_lists_quarters_pages_and_counts(pages):
    index = pages["index.html"]
    for name in NAMES:
        assert f'href="{name}.html"' in index
    assert index.index("2020-21-Q1") < index.index("2019-20-Q4")
    assert "Validation has not run" in index  # there is no validation page in this folder


def test_figures_stand_on_the_page_with_what_belongs_beside_them(pages):
    page = pages["2020-21-Q1/scorecard.html"]
    for shown in (
        "611",
        "94 of 100",
        "95%+",
        "Amber",
        "2018/19",
        "Similar councils",
        "by the figures it should be down",
    ):
        assert shown in page


@pytest.mark.parametrize("said", ["No table prints a figure", "Youth justice"])
def test_a_theme_without_data_says_so(pages, said):
    assert said in pages["2020-21-Q1/scorecard.html"]


def test_a_figure_under_a_finding_leads_to_it(pages):
    assert 'href="../2020-21-Q1/data_quality.html#f-rate"' in pages["2020-21-Q1/scorecard.html"]
    assert 'id="f-rate"' in pages["2020-21-Q1/data_quality.html"]


def test_hostile_cells_are_shown_and_not_run(pages):
    page = pages["2020-21-Q1/data_quality.html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page
