"""The tables of the packs in data/raw as data packages, judged by the ecosystem's own validator (frictionless)."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from scorecard.export.package import write_package
from scorecard.export.write import Wanted, export
from scorecard.schema import read_table
from scorecard.steps import DESCRIBE, STEPS, Options
from scorecard.workspace import PROJECT, Workspace

frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed: it is in requirements.lock")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The committed documents, with every table made of them."""
    folder = tmp_path_factory.mktemp("packaged")
    (folder / "data").mkdir()
    (folder / "data" / "raw").symlink_to(PROJECT / "data" / "raw", target_is_directory=True)
    workspace = Workspace(data=folder / "data", reports=folder / "reports")
    for step in STEPS[: STEPS.index(DESCRIBE) + 1]:
        step.run(workspace, Options(report=lambda line: None))
    return workspace


def said(report) -> list[str]:
    """What the validator has to say, in lines; it must have looked at something."""
    assert report.tasks
    flat = report.flatten(["title", "rowNumber", "fieldName", "message"])
    return [" ".join(map(str, row)) for row in flat][:20] + [str(error) for error in report.errors]


def judged(folder: Path) -> list[str]:
    return said(frictionless.validate(str(folder / "datapackage.json")))


def test_the_export_as_csv_is_valid_down_to_every_cell_key_link_and_hash(workspace: Workspace, tmp_path: Path) -> None:
    export(workspace, tmp_path / "out", Wanted("csv"))
    assert judged(tmp_path / "out") == []


@pytest.mark.parametrize(
    "wanted", [Wanted(quarter="2020-21-Q1"), Wanted(document="2020-06-corporate-parenting-panel")], ids=["q", "d"]
)
def test_a_part_is_valid_too(workspace: Workspace, tmp_path: Path, wanted: Wanted) -> None:
    export(workspace, tmp_path / "out", wanted)
    assert judged(tmp_path / "out") == []


def test_what_is_read_back_is_what_was_written(workspace: Workspace, tmp_path: Path) -> None:
    """But for the apostrophe and the escapes, of which no column of these packs needs any but texts as printed."""
    export(workspace, tmp_path / "out", Wanted("csv"))
    schema = read_table(workspace.processed, "observations").schema
    again = pl.read_csv(tmp_path / "out" / "observations.csv", schema=schema)
    before = read_table(workspace.processed, "observations")
    numbers = [name for name, kind in schema.items() if kind != pl.String]
    assert again.select(numbers).equals(before.select(numbers))


@pytest.mark.parametrize(
    ("table", "old", "new", "names"),
    [
        ("documents", "2020-06-corporate-parenting-panel", "elsewhere", "foreign-key"),
        ("observations", ",reported,", ",guessed,", "constraint-error"),
        ("observations", "2020-06-30", "2020-06-31", "type-error"),
        ("tables", "01-", "02-", "hash-count"),
    ],
)
def test_a_changed_cell_is_found(
    workspace: Workspace, tmp_path: Path, table: str, old: str, new: str, names: str
) -> None:
    export(workspace, tmp_path / "out", Wanted("csv", document="2020-06-corporate-parenting-panel"))
    path = tmp_path / "out" / f"{table}.csv"
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8", newline="")
    if names != "hash-count":  # so that the hash does not speak first
        described = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
        for one in described["resources"]:
            del one["hash"], one["bytes"]
        (tmp_path / "out" / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))
    assert names in {row[0] for row in report.flatten(["type"])}


def test_the_description_of_the_parquet_is_valid(workspace: Workspace) -> None:
    """Its rows are not read: frictionless takes nulls of parquet for numbers that are none."""
    write_package(workspace)
    described = json.loads((workspace.processed / "datapackage.json").read_text(encoding="utf-8"))
    assert [str(error) for error in frictionless.Package.metadata_validate(described)] == []
    assert len(described["resources"]) == len(list(workspace.processed.glob("*.parquet"))) - len(
        list(workspace.processed.glob("findings_previous.parquet"))
    )
    described["resources"][0]["hash"] = 7
    assert list(frictionless.Package.metadata_validate(described)) != []
