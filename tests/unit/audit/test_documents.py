"""data/raw beside the original documents: extracted again, the same bytes or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.audit.documents import compare_documents
from scorecard.errors import InputError
from scorecard.extract import extract_documents
from scorecard.workspace import Workspace
from tests.fixtures import pack_monthly
from tests.fixtures.packs import Variation

NAME = "2021-05-pack.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / NAME).write_text(pack_monthly.monthly_pack(Variation()).text, encoding="utf-8")
    return originals


@pytest.fixture
def workspace(folder: Path, tmp_path: Path) -> Workspace:
    workspace = Workspace(data=tmp_path / "data", reports=tmp_path / "reports")
    extract_documents([folder / NAME], workspace, report=lambda line: None)
    return workspace


def silent(line: str) -> None:
    pass


def test_a_document_that_gives_the_same_again_is_the_same(workspace, folder):
    before = {p: p.read_bytes() for p in workspace.raw.rglob("*") if p.is_file()}
    compared = compare_documents(workspace, folder, report=silent)
    assert (compared.same, compared.differ, compared.absent) == (("2021-05-pack",), {}, ())
    assert {p: p.read_bytes() for p in workspace.raw.rglob("*") if p.is_file()} == before


def test_a_raw_table_that_somebody_changed_is_named(workspace, folder):
    table = sorted((workspace.raw / "2021-05-pack").glob("01-*.tsv"))[0]
    table.write_bytes(table.read_bytes().replace(b"1", b"2", 1))
    differ = compare_documents(workspace, folder, report=silent).differ
    assert differ == {"2021-05-pack": f"{table.name}: not what the original gives"}


def test_another_document_under_the_name_is_named(workspace, folder):
    (folder / NAME).write_text((folder / NAME).read_text(encoding="utf-8") + "\nmore\n", encoding="utf-8")
    differ = compare_documents(workspace, folder, report=silent).differ
    assert "is not the document that was extracted" in differ["2021-05-pack"]


def test_an_original_that_is_not_there_is_told_and_none_at_all_is_refused(workspace, folder, tmp_path):
    other = tmp_path / "other.txt"
    (folder / "2021-06-pack.txt").write_text(
        pack_monthly.monthly_pack(Variation()).text.replace("\x00", ""), encoding="utf-8"
    )
    extract_documents([folder / "2021-06-pack.txt"], workspace, report=silent)
    (folder / "2021-06-pack.txt").rename(other)
    told: list[str] = []
    compared = compare_documents(workspace, folder, report=told.append)
    assert compared.absent == ("2021-06-pack",) and any("2021-06-pack.txt is not in" in line for line in told)
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InputError, match="none of the original documents is there"):
        compare_documents(workspace, empty, report=silent)
    with pytest.raises(InputError, match="is no folder"):
        compare_documents(workspace, tmp_path / "nowhere", report=silent)
