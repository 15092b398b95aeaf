"""The command ``measures`` and its step: what it prints, where to, and what it says of a name that is not known."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from scorecard import cli
from scorecard.errors import InputError
from scorecard.formats import BOM
from scorecard.schema import SCHEMAS, read_table, write_table
from scorecard.steps import MATERIAL, MEASURES, STEPS, VALIDATE, Options, bring
from scorecard.workspace import Workspace
from tests.fixtures.one_pack import summary_head, workspace_of
from tests.fixtures.processed import tables, write_workspace

HEAD = summary_head("June 2021", "2021 / 22", ("Apr-21", "May-21", "Jun-21"), ("2019/20", "2020/21"))
REVIEWS = (
    *("6.8", "LAC cases reviewed within timescales", "High", "Percentage", "95.1%", "94.2%", "91.3%", "-"),
    *("↑", "Green", "<85%", "85%>", "95%+", "94.0%", "95.0%", "", ""),
)
NUMBER = (
    *("6.1", "Number of Looked After Children", "Info", "Count", "3", "631", "640", "-"),
    *("↑", "", "", "", "n/a", "600", "610", "", ""),
)
PACK = HEAD + "\n".join("\t".join(row) for row in (REVIEWS, NUMBER)) + "\n"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A pack that has been read, checked and answered once."""
    made = workspace_of({"2021-06-invented": PACK}, tmp_path_factory.mktemp("measures"))
    assert command(made) == 0
    return made


def command(workspace: Workspace, *more: str) -> int:
    return cli.main(["measures", *more, "--data", str(workspace.data), "--reports", str(workspace.reports)])


Said = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            ("--quarter", "2019-20-Q1"),
            "error: there is no quarter '2019-20-Q1'; did you mean 2021-22-Q1, the nearest that has figures?",
        ),
        (("--quarter", "soon"), "error: there is no quarter 'soon': 'soon' is not a quarter: write it as 2020-21-Q1"),
        (("--indicator", "lac_numbr"), "error: there is no indicator 'lac_numbr'; did you mean lac_number?"),
        (("--policy", "opensafly"), "error: there is no policy opensafly; did you mean opensafely?"),
        (("--format", "xml"), "error: argument --format: invalid choice: 'xml'"),
        (("--quater", "2021-22-Q1"), "error: there is no option '--quater'; did you mean --quarter?"),
    ],
    ids=["a quarter without figures", "no quarter", "an indicator", "a policy", "a format", "an option"],
)
def test_a_name_that_is_not_known_is_refused_in_one_line_with_what_was_meant(
    workspace: Workspace, capsys: Said, more: tuple[str, ...], said: str
) -> None:
    assert command(workspace, *more) == 2
    out, err = capsys.readouterr()
    told = [line for line in err.splitlines() if line.startswith("error:")]
    assert len(told) == 1 and told[0].startswith(said)
    assert out == "" and "Traceback" not in err


def test_what_cannot_be_answered_is_refused_before_the_packs_are_checked(tmp_path: Path, capsys: Said) -> None:
    made = workspace_of({"2021-06-invented": PACK}, tmp_path)
    (made.processed / "observations.parquet").unlink()
    assert command(made, "--policy", "opensafly") == 2
    assert not (made.processed / "observations.parquet").exists()
    for more in (("--quarter", "2019-20-Q1"), ("--indicator", "lac_numbr")):
        assert command(made, *more) == 2
        assert (made.processed / "observations.parquet").exists()
        assert not (made.processed / "findings.parquet").exists()
    assert "error: there is no indicator 'lac_numbr'; did you mean lac_number?" in capsys.readouterr().err


def test_json_is_a_list_of_the_asked_rows_alone_on_the_standard_output(workspace: Workspace, capsys: Said) -> None:
    assert command(workspace, "--quarter", "2021-22-Q1", "--indicator", "lac_number", "--format", "json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert isinstance(rows, list) and list(rows[0]) == list(SCHEMAS["measures"])
    assert {(row["indicator"], row["period"][:4]) for row in rows} == {("lac_number", "2021")}


def test_a_quarter_may_be_spelt_as_people_do(workspace: Workspace, capsys: Said) -> None:
    assert command(workspace, "--quarter", "Q1 2021/22") == 0
    asked = capsys.readouterr().out
    assert command(workspace, "--quarter", "2021-22-Q1") == 0
    assert capsys.readouterr().out == asked != ""


@pytest.mark.parametrize("style", ["table", "csv", "json"])
def test_a_file_holds_what_would_have_been_printed(
    workspace: Workspace, capsys: Said, tmp_path: Path, style: str
) -> None:
    assert command(workspace, "--format", style) == 0
    shown = capsys.readouterr().out
    assert command(workspace, "--format", style, "--output", str(tmp_path / "out")) == 0
    assert capsys.readouterr().out == ""
    # a file of CSV begins with the mark by which spreadsheets know UTF-8
    assert (tmp_path / "out").read_text(encoding="utf-8") == (BOM if style == "csv" else "") + shown


def test_parquet_goes_to_a_file_and_comes_back_as_the_table(workspace: Workspace, tmp_path: Path) -> None:
    assert command(workspace, "--format", "parquet", "--output", str(tmp_path / "m.parquet")) == 0
    assert pl.read_parquet(tmp_path / "m.parquet").equals(read_table(workspace.processed, "measures"))


def test_parquet_is_not_thrown_on_a_screen(workspace: Workspace, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert command(workspace, "--format", "parquet") == 2
    out, err = capsys.readouterr()
    assert out == "" and "add: --output measures.parquet" in err


def test_under_a_policy_small_numbers_are_answered_of_no_more(workspace: Workspace, capsys: Said) -> None:
    def small() -> list[dict[str, object]]:
        rows = json.loads(capsys.readouterr().out)
        assert len(rows) > 10
        return [row for row in rows if row["figure"] == 3]

    assert command(workspace, "--format", "json") == 0
    assert {row["period"] for row in small()} == {"2021-04"}
    assert command(workspace, "--format", "json", "--policy", "children-in-need-2020") == 0
    assert small() == []


def test_a_policy_leaves_the_stored_answers_as_they_are(workspace: Workspace, capsys: Said) -> None:
    before = (workspace.processed / "measures.parquet").read_bytes()
    assert command(workspace, "--policy", "opensafely") == 0
    assert (workspace.processed / "measures.parquet").read_bytes() == before


# ---- the step -------------------------------------------------------------------------------------------------


def stepped(folder: Path, **changed: pl.DataFrame) -> tuple[Workspace, list[str]]:
    """The invented workspace after the step, and what the step said."""
    said: list[str] = []
    made = Workspace(data=folder / "data", reports=folder / "reports")
    write_workspace(made.data, **changed)
    bring(MEASURES, made, Options(report=said.append))
    return made, said


def test_the_step_comes_after_validation_and_reads_every_table_that_its_answers_are_made_of() -> None:
    assert STEPS.index(MEASURES) > STEPS.index(VALIDATE)
    assert set(MEASURES.reads) >= {f"data/processed/{name}.parquet" for name in MATERIAL}
    assert MEASURES.writes == ("data/processed/measures.parquet",)


def test_the_step_writes_the_table_and_says_how_many_are_decided(tmp_path: Path) -> None:
    made, said = stepped(tmp_path)
    table = read_table(made.processed, "measures")
    decided = table.filter(pl.col("sure") != "not-decidable").height
    assert said == [f"measures: {table.height} answers, {decided} with a verdict or a number"]
    assert 0 < decided < table.height


def test_the_step_is_up_to_date_until_a_finding_changes(tmp_path: Path) -> None:
    made, _ = stepped(tmp_path)
    said: list[str] = []
    bring(MEASURES, made, Options(report=said.append))
    assert said == ["measures: up to date"]
    graver = tables()["findings"].with_columns(severity=pl.lit("error"))
    write_table(made.processed, "findings", graver)
    bring(MEASURES, made, Options(report=said.append))
    assert len(said) == 2 and said[1].endswith("with a verdict or a number")


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (stepped(tmp_path / name)[0] for name in ("one", "other"))
    first, second = ((made.processed / "measures.parquet").read_bytes() for made in (one, other))
    assert first == second


def test_without_findings_the_step_says_what_to_run_first(tmp_path: Path) -> None:
    made = Workspace(data=tmp_path / "data", reports=tmp_path / "reports")
    write_workspace(made.data, validated=False)
    with pytest.raises(InputError, match="measures has nothing to read") as caught:
        bring(MEASURES, made, Options(report=print))
    assert caught.value.do == "run: python pipeline.py validate"


def test_a_workbook_goes_to_a_file_and_not_on_a_screen(
    workspace: Workspace, capsys: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command(workspace, "--format", "xlsx", "--output", str(tmp_path / "m.xlsx")) == 0
    assert (tmp_path / "m.xlsx").read_bytes().startswith(b"PK")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert command(workspace, "--format", "xlsx") == 2
    assert "add: --output measures.xlsx" in capsys.readouterr().err
