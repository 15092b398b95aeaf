"""From the committed tables of one real pack to pages and back: run, nothing to do, audit, a change found."""

import json
import re
import shutil
import subprocess
import sys

import pytest

from scorecard import cli
from scorecard.steps import Options, run_everything
from scorecard.workspace import Workspace

PACK, QUARTER = "2020-06-corporate-parenting-panel", "2020-21-Q1"


@pytest.fixture(scope="module")
def folders(project, tmp_path_factory):
    raw = project / "data" / "raw" / PACK
    if not raw.is_dir():
        pytest.skip(f"data/raw/{PACK} is not there yet")
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(raw, folder / "data" / "raw" / PACK)
    return folder


@pytest.fixture(scope="module")
def first(folders):
    return pipeline(folders, "run", "--quarter", QUARTER)


def pipeline(folders, *arguments):
    return cli.main([*arguments, "--data", str(folders / "data"), "--reports", str(folders / "reports")])


def test_run_makes_the_pages_of_the_quarter(folders, first):
    assert first == 0
    made = {p.relative_to(folders / "reports").as_posix() for p in (folders / "reports").rglob("*.html")}
    pages = ("scorecard", "data_quality", "restatements", "audit_trail", "theme-placements")
    assert {"index.html", "validation.html", *(f"{QUARTER}/{page}.html" for page in pages)} <= made
    assert {f"performance/{QUARTER}.html", f"packs/{PACK}.html", "indicators/lac_number.html"} <= made
    page = (folders / "reports" / QUARTER / "scorecard.html").read_text(encoding="utf-8")
    assert ">603<" in page  # children in care in June 2020, as printed
    assert "144 of 220" in page


def test_run_again_has_nothing_to_do(folders, first, capsys):
    assert pipeline(folders, "run", "--quarter", QUARTER) == 0
    said = capsys.readouterr().out
    assert "clean: up to date" in said
    assert "validate: up to date" in said
    assert "0 reports made" in said


def summary(folders):
    return json.loads((folders / "reports" / "summary.json").read_text(encoding="utf-8"))


def test_how_a_run_ended_is_left_as_a_summary(folders, first):
    (folders / "reports" / QUARTER / "audit_trail.html").unlink()
    assert pipeline(folders, "run", "--quarter", QUARTER) == 0
    told = summary(folders)
    assert (told["exit_code"], told["error"], told["made"]) == (0, None, [f"{QUARTER}/audit_trail"])
    assert told["up_to_date"] > 10 and told["failed"] == told["left_out"] == {}
    assert set(told["findings"]) == {"error", "warning", "information", "change"} and told["findings"]["warning"] > 10
    assert len(told["new"]["warning"]) in (0, told["findings"]["warning"])
    assert pipeline(folders, "run", "--quarter", QUARTER) == 0
    again = summary(folders)
    assert (again["made"], again["up_to_date"]) == ([], told["up_to_date"] + 1)
    assert again["findings"] == told["findings"]
    assert pipeline(folders, "run", "--quarter", "2031-32-Q1") == 2
    refused = summary(folders)
    assert refused["exit_code"] == 2 and "2031-32-Q1" in refused["error"]


HEAVY = {"polars", "altair", "nbclient", "nbconvert", "pydantic", "great_expectations"}


def test_a_run_with_nothing_to_do_loads_no_package_that_plans_draws_or_checks(folders, first):
    where = ["--data", str(folders / "data"), "--reports", str(folders / "reports")]
    asks = f"from scorecard import cli; cli.main({['run', '--quarter', QUARTER, *where]}); import sys"
    shown = f"{asks}; print(sorted({HEAVY} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True, timeout=600)
    assert "0 reports made" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "change",
    [
        lambda reports: (reports / QUARTER / "scorecard.html").write_text("another", encoding="utf-8"),
        lambda reports: (reports / "performance" / f"{QUARTER}.html").unlink(),
        lambda reports: (reports / QUARTER / "figures.csv").unlink(),
        lambda reports: (reports / "index.html").write_text("another", encoding="utf-8"),
        lambda reports: (reports.parent / "data" / "processed" / "findings.parquet").write_bytes(b""),
    ],
    ids=["a page is another", "a page is gone", "a list is gone", "the front page is another", "a table is damaged"],
)
def test_what_is_not_as_the_last_run_left_it_is_made_again(folders, first, change):
    reports = folders / "reports"
    files = [*reports.rglob("*.html"), *reports.rglob("*.csv"), *(folders / "data" / "processed").glob("*.parquet")]
    before = {path: path.read_bytes() for path in files}
    change(reports)
    assert pipeline(folders, "run", "--quarter", QUARTER) == 0
    assert {path: path.read_bytes() for path in before} == before


def test_what_changes_while_a_run_is_at_work_is_seen_by_the_next_one(folders, first, capsys):
    workspace = Workspace(data=folders / "data", reports=folders / "reports")
    note = workspace.notes / f"{QUARTER}.md"
    (workspace.reports / QUARTER / "data_quality.html").unlink()

    def write_a_note(line):
        if line.startswith("[1/"):
            note.parent.mkdir(exist_ok=True)
            note.write_text("## 8.1\n\nThe panel asked why.\n", encoding="utf-8")

    run_everything(workspace, Options(quarters=[QUARTER], report=write_a_note))
    assert pipeline(folders, "run", "--quarter", QUARTER) == 0
    assert "0 reports made" not in capsys.readouterr().out
    note.unlink()
    assert pipeline(folders, "run", "--quarter", QUARTER) == 0


def test_another_question_is_not_answered_by_the_last_run(folders, first, capsys):
    assert pipeline(folders, "run", "--quarter", QUARTER, "--notebook", "data_quality") == 0
    assert "0 reports made, 1 up to date" in capsys.readouterr().out
    assert pipeline(folders, "run", "--quarter", QUARTER) == 0
    assert "1 of" not in capsys.readouterr().out


def test_what_was_generated_and_is_damaged_is_made_again(folders, first, capsys):
    processed, reports = folders / "data" / "processed", folders / "reports"
    before = {path: path.read_bytes() for path in (processed / "signals.parquet", processed / "findings.parquet")}
    damaged = {**dict.fromkeys(before, b""), processed / "steps.json": b"7", reports / "run.json": b'{"reports": []}'}
    for path, content in damaged.items():
        path.write_bytes(content)
    assert pipeline(folders, "run", "--quarter", QUARTER) == 0
    assert {path: path.read_bytes() for path in before} == before
    assert re.search(r"[1-9]\d+ reports made, 0 up to date", capsys.readouterr().out)


def test_audit_gets_the_same_bytes_and_finds_a_page_that_was_changed(folders, first, capsys):
    assert pipeline(folders, "audit") == 0
    assert "byte for byte" in capsys.readouterr().out
    page = folders / "reports" / QUARTER / "scorecard.html"
    page.write_text(page.read_text(encoding="utf-8").replace(">603<", ">604<"), encoding="utf-8")
    assert pipeline(folders, "audit") == 5
    assert f"{QUARTER}/scorecard.html" in capsys.readouterr().err


def test_an_unknown_quarter_is_refused_with_those_that_exist(folders, first, capsys):
    assert pipeline(folders, "run", "--quarter", "2020-21-Q5") == 2
    assert QUARTER in capsys.readouterr().err


def test_a_changed_raw_table_is_refused(folders, first, capsys):
    table = next((folders / "data" / "raw" / PACK).glob("*.tsv"))
    table.write_bytes(table.read_bytes() + b"x")
    assert pipeline(folders, "clean") == 2
    assert "Traceback" not in capsys.readouterr().err
