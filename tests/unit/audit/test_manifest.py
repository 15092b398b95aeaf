"""The committed record of a run: what it holds, what differs from it, and which figure first."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from scorecard.audit import manifest, replay
from scorecard.errors import InputError
from scorecard.render.record import Record
from scorecard.workspace import Workspace
from tests.fixtures.processed import write_workspace

RECORD = Record(
    software={"python": "3.11.2", "lock": "l"},
    code="c",
    inputs={"registry/units.yml": "u", "data/processed/observations.parquet": "o"},
    pages={"index.html": "i"},
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    data = write_workspace(tmp_path / "data")
    ended = ["passed", "failed", "passed", "not-run"]
    checks = pl.DataFrame({"check": ["a", "b", "c", "d"], "kind": ["integrity"] * 4, "status": ended})
    checks.write_parquet(data / "processed" / "checks.parquet")
    return Workspace(data=data, reports=tmp_path / "reports")


@pytest.fixture
def recorded(workspace: Workspace) -> manifest.Manifest:
    manifest.write_manifest(workspace.audit, workspace, RECORD)
    return manifest.read_manifest(workspace)


def test_it_holds_what_went_in_and_came_out_apart_and_how_the_checks_ended(workspace, recorded):
    assert recorded.inputs == {"registry/units.yml": "u"}
    assert recorded.outputs == {"data/processed/observations.parquet": "o", "index.html": "i"}
    assert recorded.checks == {"failed": 1, "not-run": 1, "passed": 2}
    assert manifest.recorded_figures(workspace, recorded).equals(manifest.figures_of(workspace))


def test_without_a_record_there_is_none_and_a_damaged_one_is_refused(workspace, recorded):
    assert manifest.read_manifest(Workspace(data=workspace.data / "elsewhere")) is None
    (workspace.audit / "figures.csv").write_text("document\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"figures\.csv is not the list that was recorded"):
        manifest.recorded_figures(workspace, recorded)
    (workspace.audit / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"manifest\.json is not as audit --record writes it"):
        manifest.read_manifest(workspace)


def against(workspace: Workspace, recorded: manifest.Manifest, again: Record) -> replay.Differences:
    found = replay.Differences()
    replay._against_manifest(found, workspace, workspace, recorded, again)
    return found


def test_the_same_is_no_difference_even_of_other_code_and_software(workspace, recorded):
    assert against(workspace, recorded, RECORD).lines == []
    other = RECORD.model_copy(update={"code": "d", "software": {"python": "3.11.9", "lock": "l"}})
    assert against(workspace, recorded, other).lines == []


def test_what_is_made_again_otherwise_is_named_with_code_and_software_that_are_others(workspace, recorded):
    update = {"code": "d", "software": {"python": "3.11.9", "lock": "l"}, "pages": {"index.html": "j"}}
    update["inputs"] = RECORD.inputs | {"registry/units.yml": "v"}
    assert against(workspace, recorded, RECORD.model_copy(update=update)).lines == [
        "registry/units.yml: not what the committed record has",
        "index.html: made again, not what the committed record has",
        "the code is not that of the committed record",
        "the software is not that of the committed record: python",
    ]


def test_the_first_figure_that_differs_is_told_with_both_values(workspace, recorded):
    path = workspace.processed / "observations.parquet"
    before = pl.read_parquet(path)
    second = pl.int_range(pl.len()) == 1
    before.with_columns(pl.when(second).then(pl.col("value") + 1).otherwise("value").alias("value")).write_parquet(path)
    again = RECORD.model_copy(update={"inputs": RECORD.inputs | {"data/processed/observations.parquet": "p"}})
    found = against(workspace, recorded, again)
    row = before.row(1, named=True)
    assert found.figure.startswith("1 figure not as recorded, the first: ")
    assert f"{row['document']}, line {row['line']}, cell {row['cell']}: {row['indicator']}" in found.figure
    assert f"{row['value']:g} {row['unit']}" in found.figure and f"{row['value'] + 1:g} {row['unit']}" in found.figure


def test_a_figure_that_is_gone_or_new_differs_too():
    frame = pl.DataFrame(
        {"document": ["a"], "line": [1], "cell": [2], "part": [0], "indicator": ["reviews"], "breakdown": [None]}
        | {"area": ["Town"], "period": ["2020-06"], "value": [65.5], "unit": ["percent"]}
        | {"numerator": [144.0], "denominator": [220.0], "status": ["reported"]},
        schema=manifest._SCHEMA,
    )
    gone = manifest.first_difference(frame, frame.clear())
    what = "a, line 1, cell 2: reviews, Town, 2020-06"
    assert gone == (1, f"{what}: 65.5 percent (144 of 220) recorded, no figure now")
    assert manifest.first_difference(frame.clear(), frame)[1] == (
        f"{what}: no figure recorded, 65.5 percent (144 of 220) now"
    )
    assert manifest.first_difference(frame, frame) == (0, None)


def test_the_record_has_no_clock_and_no_path(workspace, recorded, tmp_path):
    text = (workspace.audit / "manifest.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text and set(json.loads(text)) == {
        "manifest",
        "software",
        "code",
        "inputs",
        "outputs",
        "figures",
        "checks",
    }


def test_a_folder_to_keep_what_is_made_again_must_be_empty(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "mine.txt").touch()
    with pytest.raises(InputError, match="holds something already"), replay._folder(tmp_path / "kept"):
        pass
    with replay._folder(tmp_path / "new") as folder:
        (folder / "made.txt").touch()
    assert (tmp_path / "new" / "made.txt").exists()
