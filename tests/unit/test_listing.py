"""What the commands print of one council among several is what it has alone."""

from __future__ import annotations

import json
from datetime import date

import pytest

from scorecard import cli
from scorecard.errors import UsageError
from scorecard.listing import check_asked, findings_listing, measures_listing
from scorecard.measures.by_council import councils
from scorecard.schema import write_table
from scorecard.workspace import Workspace
from tests.fixtures.processed import frame, write_workspace
from tests.fixtures.several import FIRST, SECOND, several_tables, write_several

OTHER = councils(several_tables()["documents"])[SECOND]


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("several")
    data = write_several(folder / "data")
    june = {"indicator": "lac_rate", "period": "2020-06", "period_end": date(2020, 6, 30), "measure": "trend"}
    write_table(data / "processed", "measures", frame("measures", *({**june, "authority": a} for a in (FIRST, SECOND))))
    return Workspace(data=data, reports=folder / "reports")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("alone")
    return Workspace(data=write_workspace(folder / "data"), reports=folder / "reports")


@pytest.mark.parametrize(("quarter", "council"), [("2020-21-Q1@a-council", None), ("2020-21-Q1", "a-council")])
def test_findings_of_one_council_are_those_it_has_alone(
    quarter: str, council: str | None, several: Workspace, alone: Workspace
) -> None:
    told = json.loads(findings_listing(several, quarter, council, "json"))
    assert told and told == json.loads(findings_listing(alone, "2020-21-Q1", None, "json"))
    assert len(json.loads(findings_listing(several, "2020-21-Q1", None, "json"))) > len(told)


def test_answers_of_one_council_are_about_its_figures(several: Workspace) -> None:
    told = json.loads(measures_listing(several, f"2020-21-Q1@{OTHER}", None, None, "json"))
    assert [one["authority"] for one in told] == [SECOND]
    assert len(json.loads(measures_listing(several, "2020-21-Q1", None, None, "json"))) == 2


def test_a_council_that_is_not_there_is_refused_with_those_that_are(several: Workspace) -> None:
    with pytest.raises(UsageError, match="there is no council 'a-counsil'; did you mean a-council"):
        check_asked(several, None, "a-counsil", None)


def test_the_command_takes_a_council(several: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    folders = ("--data", str(several.data), "--reports", str(several.reports))
    assert cli.main(["findings", "--council", OTHER, "--format", "json", *folders]) == 0
    documents = {one["document"] for one in json.loads(capsys.readouterr().out)}
    assert documents and all(document.endswith("-second") for document in documents)
