"""An export: all tables or a part of them, described, in a folder that holds nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from scorecard.errors import InputError, UsageError
from scorecard.export.package import CHECKS, write_package
from scorecard.export.write import Wanted, export
from scorecard.provenance import sha256_of_file
from scorecard.schema import SCHEMAS, read_table, write_table
from scorecard.validate.checks import CHECK_SCHEMA
from scorecard.workspace import Workspace
from tests.fixtures.processed import tables, write_workspace
from tests.fixtures.several import FIRST, of, write_several

HOSTILE = "=HYPERLINK(1)\u202e<script>"


def completed(data: Path) -> Workspace:
    """The workspace of some tables, with those that nobody has written as empty ones."""
    for name in SCHEMAS:
        if not (data / "processed" / f"{name}.parquet").exists():
            write_table(data / "processed", name, pl.DataFrame(schema=SCHEMAS[name]))
    pl.DataFrame(schema=CHECK_SCHEMA).write_parquet(data / "processed" / f"{CHECKS}.parquet")
    return Workspace(data=data, reports=data.parent / "reports")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return completed(write_workspace(tmp_path / "data"))


def read(folder: Path) -> dict:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_every_table_is_there_and_is_the_one_that_is_described(workspace: Workspace, tmp_path: Path) -> None:
    told = export(workspace, tmp_path / "out", Wanted())
    resources = read(tmp_path / "out")["resources"]
    assert [one["name"] for one in resources] == [*SCHEMAS, CHECKS]
    for one in resources:
        path = tmp_path / "out" / one["path"]
        assert (one["bytes"], one["hash"]) == (path.stat().st_size, f"sha256:{sha256_of_file(path)}")
        header = path.read_text(encoding="utf-8-sig").splitlines()[0]
        assert header.split(",") == [field["name"] for field in one["schema"]["fields"]]
    assert told.startswith(f"{len(SCHEMAS) + 1} tables, ")
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"datapackage.json", *(one["path"] for one in resources)}


def test_the_same_tables_give_the_same_bytes(workspace: Workspace, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export(workspace, tmp_path / name, Wanted())
    left, right = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in "ab")
    assert left == right


def test_as_parquet_the_tables_are_those_of_the_data(workspace: Workspace, tmp_path: Path) -> None:
    export(workspace, tmp_path / "out", Wanted("parquet"))
    for name in SCHEMAS:
        assert (tmp_path / "out" / f"{name}.parquet").read_bytes() == (
            workspace.processed / f"{name}.parquet"
        ).read_bytes()


def test_what_a_spreadsheet_would_run_is_text(workspace: Workspace, tmp_path: Path) -> None:
    documents = read_table(workspace.processed, "documents").with_columns(title=pl.lit(HOSTILE))
    write_table(workspace.processed, "documents", documents)
    export(workspace, tmp_path / "out", Wanted())
    content = (tmp_path / "out" / "documents.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfdocument,")
    assert b",'=HYPERLINK(1)\\u202e<script>," in content


def test_a_part_of_one_document_keeps_what_its_links_lead_to(workspace: Workspace, tmp_path: Path) -> None:
    export(workspace, tmp_path / "out", Wanted("parquet", document="pack-may"))
    for name in SCHEMAS:
        frame = pl.read_parquet(tmp_path / "out" / f"{name}.parquet")
        if "document" in frame.columns:
            assert set(frame["document"]) <= {"pack-may"}, name
    assert pl.read_parquet(tmp_path / "out" / "observations.parquet").height
    assert len(read(tmp_path / "out")["sources"]) == 1


def test_a_part_of_one_quarter_has_its_months_and_all_documents(workspace: Workspace, tmp_path: Path) -> None:
    export(workspace, tmp_path / "out", Wanted("parquet", quarter="2020-21-Q1"))
    periods = set(pl.read_parquet(tmp_path / "out" / "observations.parquet")["period"])
    assert periods and periods <= {"2020-04", "2020-05", "2020-06", "2020/21 Q1"}
    assert pl.read_parquet(tmp_path / "out" / "documents.parquet").height == 2


def test_of_a_finding_every_row_of_its_fact_belongs_to_the_quarter(workspace: Workspace, tmp_path: Path) -> None:
    schema = SCHEMAS["findings"]
    rows = [("a", "one", "2020-06"), ("b", "one", "2016/17"), ("c", "two", "2016/17")]
    named = pl.DataFrame(rows, schema=["finding", "fact", "period"], orient="row")
    write_table(workspace.processed, "findings", pl.concat([pl.DataFrame(schema=schema), named], how="diagonal"))
    export(workspace, tmp_path / "out", Wanted("parquet", quarter="2020-21-Q1"))
    assert pl.read_parquet(tmp_path / "out" / "findings.parquet")["finding"].to_list() == ["a", "b"]


@pytest.mark.parametrize("wanted", [Wanted(quarter="1999-00-Q1"), Wanted(quarter="kite"), Wanted(document="kite")])
def test_what_nobody_prints_is_refused_and_nothing_is_written(
    workspace: Workspace, tmp_path: Path, wanted: Wanted
) -> None:
    with pytest.raises(UsageError):
        export(workspace, tmp_path / "out", wanted)
    assert not (tmp_path / "out").exists()


def test_an_earlier_export_is_replaced_whole(workspace: Workspace, tmp_path: Path) -> None:
    export(workspace, tmp_path / "out", Wanted("csv"))
    export(workspace, tmp_path / "out", Wanted("parquet"))
    assert {p.suffix for p in (tmp_path / "out").iterdir()} == {".parquet", ".json"}


def test_a_folder_with_other_files_is_refused_unless_they_may_stay(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"out holds what no export wrote: notes\.txt"):
        export(workspace, tmp_path / "out", Wanted())
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["notes.txt"]
    export(workspace, tmp_path / "out", Wanted(), replace=True)
    assert (tmp_path / "out" / "notes.txt").read_text(encoding="utf-8") == "mine"
    with pytest.raises(InputError, match=r"notes\.txt"):
        export(workspace, tmp_path / "out", Wanted())


def test_another_package_and_a_record_that_names_our_files_are_not_ours(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for content in ('{"name": "kites", "resources": [{"path": "datapackage.json"}]}', "[[[", '{"name": {}}'):
        (tmp_path / "out" / "datapackage.json").write_text(content, encoding="utf-8")
        with pytest.raises(InputError, match=r"datapackage\.json"):
            export(workspace, tmp_path / "out", Wanted())


def test_a_description_that_names_files_of_somebody_else_is_not_believed(workspace: Workspace, tmp_path: Path) -> None:
    export(workspace, tmp_path / "out", Wanted())
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    described = read(tmp_path / "out")
    described["resources"].append({"path": "mine.txt"})
    (tmp_path / "out" / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.txt"):
        export(workspace, tmp_path / "out", Wanted())


@pytest.mark.parametrize("place", ["data", "data/processed", "data/raw/mine", "reports", "reports/mine"])
def test_the_folders_of_the_steps_are_refused(workspace: Workspace, tmp_path: Path, place: str) -> None:
    with pytest.raises(InputError, match="belongs to the data or the reports"):
        export(workspace, tmp_path / place, Wanted(), replace=True)


def test_a_file_is_no_folder(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="out is a file"):
        export(workspace, tmp_path / "out", Wanted(), replace=True)


def test_the_folder_of_the_data_is_described_where_it_stands(workspace: Workspace) -> None:
    write_package(workspace)
    first = (workspace.processed / "datapackage.json").read_bytes()
    write_package(workspace)
    assert (workspace.processed / "datapackage.json").read_bytes() == first
    for one in read(workspace.processed)["resources"]:
        path = workspace.processed / one["path"]
        kinds = pl.read_parquet_schema(path)
        assert one["hash"] == f"sha256:{sha256_of_file(path)}"
        assert [field["name"] for field in one["schema"]["fields"]] == list(kinds)


@pytest.fixture
def several(tmp_path: Path) -> Workspace:
    """Three councils in one workspace."""
    return completed(write_several(tmp_path / "several"))


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted("parquet", quarter="2020-21-Q1@a-council"),
        Wanted("parquet", quarter="2020-21-Q1", council="a-council"),
    ],
)
def test_a_part_may_be_of_one_council_and_is_what_that_council_has_alone(
    wanted: Wanted, several: Workspace, tmp_path: Path
) -> None:
    export(several, tmp_path / "one", wanted)
    own = completed(write_several(tmp_path / "own", of(FIRST, tables())))
    export(own, tmp_path / "alone", Wanted("parquet", quarter="2020-21-Q1"))
    one, alone = (
        {name: pl.read_parquet(tmp_path / folder / f"{name}.parquet") for name in SCHEMAS}
        for folder in ("one", "alone")
    )
    assert one["observations"].height and one["observations"].equals(alone["observations"])
    assert one["findings"].height and one["findings"].equals(alone["findings"])
    assert set(one["documents"]["publisher"]) == {FIRST}


def test_a_council_that_is_not_there_is_refused(several: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no council 'kiteham'"):
        export(several, tmp_path / "out", Wanted(council="kiteham"))
    assert not (tmp_path / "out").exists()
