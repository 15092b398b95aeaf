"""The command ``trace``: text and JSON of the same proof, and refusals that help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scorecard import cli
from scorecard.workspace import Workspace
from tests.fixtures.one_pack import summary_head, workspace_of

HEAD = summary_head("June 2021", "2021 / 22", ("Apr-21", "May-21", "Jun-21"), ("2019/20", "2020/21"))
REVIEWS = (
    *("6.8", "LAC cases reviewed within timescales", "High", "Percentage", "95.1%", "94.2%", "91.3%", "-"),
    *("↑", "Green", "<85%", "85%>", "95%+", "94.0%", "95.0%", "", ""),
)
PACK = HEAD + "\t".join(REVIEWS) + "\n"
Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A pack that has been read, checked and answered once."""
    made = workspace_of({"2021-06-invented": PACK}, tmp_path_factory.mktemp("trace"))
    assert trace(made, "6.8", "2021-06") == 0
    return made


def trace(workspace: Workspace, *more: str) -> int:
    return cli.main(["trace", *more, "--data", str(workspace.data), "--reports", str(workspace.reports)])


def test_a_number_and_a_month_lead_to_the_cell(workspace: Workspace, capsys: Said) -> None:
    assert trace(workspace, "6.8", "2021-06") == 0
    text = capsys.readouterr().out
    assert text.startswith("1 print in 1 document\n")
    for said in ("91.3%", "lac_reviewed", "judged by", "green: 95%+", "'Green' is printed", "used by", "sha256"):
        assert said in text


def test_json_is_the_same_proof_and_its_place_leads_there_again(workspace: Workspace, capsys: Said) -> None:
    assert trace(workspace, "6.8", "2021-06", "--format", "json") == 0
    proof, *others = json.loads(capsys.readouterr().out)
    assert others == []
    assert (proof["published"], proof["value"], proof["period"]) == ("91.3%", 91.3, "2021-06")
    table = Path(workspace.raw / proof["document"] / f"{proof['table']}.tsv").read_text(encoding="utf-8")
    row = next(line for line in table.splitlines() if line.startswith(f"{proof['line']}\t"))
    assert row.split("\t")[proof["cell"]] == proof["published"]
    assert trace(workspace, "#" + proof["place"].replace(":", "%3A"), "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == [proof]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("6.9", "2021-06"), "error: no printed measure is called '6.9'"),
        (("6.8", "2031-06"), "nothing is printed for '2031-06'"),
        (("2021-06-invented:1:1",), "the nearest are: 2021-06-invented:"),
        (("2021-07-invented:1:1",), "did you mean 2021-06-invented?"),
        (("6.8", "2021-06", "--format", "csv"), "invalid choice: 'csv'"),
    ],
)
def test_what_is_not_there_ends_with_2_and_a_suggestion(
    workspace: Workspace, capsys: Said, asked: tuple[str, ...], said: str
) -> None:
    assert trace(workspace, *asked) == 2
    assert said in capsys.readouterr().err
