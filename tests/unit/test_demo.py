"""The invented council of `make demo`: its packs are the same every time, and are read without a rest."""

from __future__ import annotations

from pathlib import Path

from scorecard.clean import clean
from scorecard.extract import extract_documents
from scorecard.schema import read_table
from scorecard.workspace import Workspace
from tools.demo import COUNCIL, packs, write_packs


def test_the_packs_are_the_same_every_time() -> None:
    assert packs() == packs() and len(packs()) == 2


def test_the_packs_are_read_as_those_of_the_invented_council_without_a_rest(tmp_path: Path) -> None:
    workspace = Workspace(data=tmp_path / "data", reports=tmp_path / "reports")
    extract_documents(write_packs(tmp_path / "packs"), workspace, report=lambda line: None)
    clean(workspace, report=lambda line: None)
    assert set(read_table(workspace.processed, "documents")["publisher"]) == {COUNCIL}
    assert read_table(workspace.processed, "unread").is_empty()
    assert read_table(workspace.processed, "observations").height > 1000
