"""A run makes every report, skips what is up to date, and records what it did."""

import json

import nbformat
import pytest

from scorecard.provenance import sha256_of_file
from scorecard.steps import Options, make_reports

NAMES = ["2019-20-Q4/data_quality", "2019-20-Q4/scorecard", "2020-21-Q1/data_quality", "2020-21-Q1/scorecard"]


def test_every_notebook_for_every_quarter_with_data(run):
    _, summary, _ = run
    assert sorted(summary.made) == NAMES
    assert not summary.failed


def test_progress_is_said_report_by_report(run):
    _, _, said = run
    assert len(said) == len(NAMES)
    assert said[0].startswith("[1/4] ")


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
    assert sorted(summary.skipped) == NAMES
    assert summary.made == []
    assert said == ["4 of 4 reports up to date"]


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
        "year",
        "−47 on 2018/19",
        "Similar councils 92",
        "by the figures it should be down",
    ):
        assert shown in page


@pytest.mark.parametrize("said", ["Themes without data", "Youth justice"])
def test_a_theme_without_data_says_so(pages, said):
    assert said in pages["2020-21-Q1/scorecard.html"]


def test_a_figure_under_a_finding_leads_to_it(pages):
    assert 'href="data_quality.html#f-rate"' in pages["2020-21-Q1/scorecard.html"]
    assert 'id="f-rate"' in pages["2020-21-Q1/data_quality.html"]


def test_hostile_cells_are_shown_and_not_run(pages):
    page = pages["2020-21-Q1/data_quality.html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page
