"""The committed raw tables: figures only, each at its place, and made again from the documents byte for byte."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from scorecard.clean.raw.ledger import read_ledger
from scorecard.clean.raw.load import load_raw
from scorecard.extract import extract_documents, load_document
from scorecard.caveats import COLUMNS as CAVEAT_COLUMNS
from scorecard.caveats import SCOPES
from scorecard.quotes import COLUMNS
from scorecard.registry import load_registry
from scorecard.registry.prose import CaveatKind
from scorecard.text.prose import is_personal, is_prose
from scorecard.workspace import Workspace

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
FOLDERS = sorted(p for p in RAW.iterdir() if p.is_dir())
FIGURES_ONLY = re.compile(r"[\d\s.,%£/+()–:-]*(?:of|out of|to|and|per|YTD|\s)*[\d\s.,%£/+()–-]*")


def cells_of(folder: Path) -> list[tuple[str, int, str]]:
    return [
        (path.name, number, cell)
        for path in sorted(folder.glob("[0-9]*.tsv"))
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
        for cell in line.split("\t")
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_no_cell_names_or_reaches_a_person(folder: Path) -> None:
    assert [cell for cell in cells_of(folder) if is_personal(cell[2])] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_no_cell_is_prose(folder: Path) -> None:
    assert [cell for cell in cells_of(folder) if is_prose(cell[2], label=True)] == []
    assert [cell for cell in cells_of(folder) if len(cell[2].split()) > 35] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_quoted_figures_are_figures_and_codes(folder: Path) -> None:
    header, *rows = [line.split("\t") for line in (folder / "claims.tsv").read_text(encoding="utf-8").splitlines()]
    assert tuple(header) == COLUMNS
    published = COLUMNS.index("published")
    assert [row for row in rows if len(re.sub(r"[^a-z]", "", row[published].lower())) > 12] == []
    assert [row for row in rows if len(row) != len(COLUMNS)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_warnings_are_codes_lines_and_dates(folder: Path) -> None:
    header, *rows = [line.split("\t") for line in (folder / "caveats.tsv").read_text(encoding="utf-8").splitlines()]
    assert tuple(header) == CAVEAT_COLUMNS
    kind, scope = CAVEAT_COLUMNS.index("kind"), CAVEAT_COLUMNS.index("scope")
    assert {row[kind] for row in rows} <= set(get_args(CaveatKind)) and {row[scope] for row in rows} <= set(SCOPES)
    signs = {row.sign for row in load_registry().prose_words().signs}
    about = CAVEAT_COLUMNS.index("about")
    assert {sign for row in rows for sign in row[about].split()} <= signs
    others = [cell for row in rows for at, cell in enumerate(row) if at not in (kind, scope, about)]
    assert [cell for cell in others if not re.fullmatch(r"[0-9-]*", cell)] == []


def test_a_sentence_or_a_name_in_a_cell_would_be_seen() -> None:
    assert all(map(is_personal, ("Councillor Example", "someone" + "@example.org", "01234 " + "567890")))
    assert is_prose("It was good. The team was glad of it and said so at length to everyone there. " * 3, label=True)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_every_ledger_entry_matches_its_cell_and_gives_a_reason(folder: Path) -> None:
    assert all(len(entry.why) > 15 for entry in read_ledger(folder).entries)
    assert folder.name in [document.id for document in load_raw(RAW)]  # loading refuses an entry that does not match


def test_the_documents_give_the_same_bytes_again(documents: Path, tmp_path: Path) -> None:
    workspace = Workspace(data=tmp_path)
    # one of them, minutes, has no table
    extract_documents(sorted(documents.glob("20*.txt")), workspace, prose_only=True, report=lambda line: None)
    for folder in FOLDERS:
        again = {p.name: p.read_bytes() for p in (workspace.raw / folder.name).iterdir()}
        assert again == {p.name: p.read_bytes() for p in folder.iterdir() if p.name != "corrections.yml"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_every_table_lies_within_its_document(folder: Path) -> None:
    entry = load_document(folder)
    assert all(1 <= t["first_line"] <= t["last_line"] <= entry["source"]["lines"] for t in entry["tables"])
