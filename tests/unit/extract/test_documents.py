"""extract as a whole: same bytes, nothing replaced unasked, nothing half-written. The pack is invented."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
import yaml

from scorecard.errors import InputError
from scorecard.extract import extract_documents, load_document
from scorecard.provenance import sha256_of
from scorecard.workspace import Workspace

PACK = """Corporate Parenting Performance
As at Month End: June 2020

LOOKED AFTER CHILDREN
Month\tNumber of Looked After Children\tAdmissions of Looked After Children
Apr-20\t611\t12
May-20\t608\t9
Jun-20\t603\t7

Name\tOffice
Ada Kite\tKeeper
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(data=tmp_path / "data", reports=tmp_path / "reports")


def pack(folder: Path, text: str = PACK, name: str = "2020-06-pack.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def extract(workspace: Workspace, *paths: Path, replace: bool = False) -> list[str]:
    said: list[str] = []
    extract_documents(paths, workspace, replace=replace, report=said.append)
    return said


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_pack_becomes_tables_claims_and_a_record_of_both(workspace: Workspace, tmp_path: Path) -> None:
    said = extract(workspace, pack(tmp_path))
    folder = workspace.raw / "2020-06-pack"
    entry = load_document(folder)
    assert (entry["id"], str(entry["as_at"])) == ("2020-06-pack", "2020-06-30")
    assert entry["source"]["sha256"] == sha256_of(PACK.encode())
    (table,) = entry["tables"]
    content = (folder / table["file"]).read_bytes()
    assert table["sha256"] == sha256_of(content) and (table["first_line"], table["last_line"]) == (5, 8)
    assert content.decode().splitlines()[1:] == ["6\tApr-20\t611\t12", "7\tMay-20\t608\t9", "8\tJun-20\t603\t7"]
    assert table["file"] == "01-looked-after-children.tsv"
    assert set(files(folder)) == {"document.yml", "claims.tsv", table["file"]}
    assert said[0].startswith("2020-06-pack: 1 tables with 6 cells of figures")


def test_people_and_words_stay_out_and_are_listed_as_left_out(workspace: Workspace, tmp_path: Path) -> None:
    extract(workspace, pack(tmp_path))
    assert not any(b"Kite" in content for content in files(workspace.raw).values())
    (left,) = load_document(workspace.raw / "2020-06-pack")["left_out"]
    assert (left["first_line"], left["last_line"]) == (10, 11) and "people" in left["reason"]


def test_the_same_document_gives_the_same_bytes_and_is_not_written_twice(workspace: Workspace, tmp_path: Path) -> None:
    path = pack(tmp_path)
    extract(workspace, path)
    before, written = files(workspace.raw), (workspace.raw / "2020-06-pack" / "claims.tsv").stat().st_ino
    assert extract(workspace, path)[0].endswith("(already up to date)")
    assert (workspace.raw / "2020-06-pack" / "claims.tsv").stat().st_ino == written
    other = Workspace(data=tmp_path / "other", reports=tmp_path / "reports")
    extract(other, path)
    assert files(workspace.raw) == files(other.raw) == before


def test_a_table_without_a_heading_is_named_after_its_first_rows(workspace: Workspace, tmp_path: Path) -> None:
    rows = PACK.replace("LOOKED AFTER CHILDREN\n", "\n")
    extract(workspace, pack(tmp_path, rows))
    (table,) = load_document(workspace.raw / "2020-06-pack")["tables"]
    assert table["heading"] is None
    assert table["file"] == "01-month-number-looked-after-children-admis.tsv"


def test_what_a_quoted_figure_does_not_say_is_blank(workspace: Workspace, tmp_path: Path) -> None:
    extract(workspace, pack(tmp_path, PACK + "\nThere were 603 kites in the sky at the end of the month.\n"))
    header, *claims = (workspace.raw / "2020-06-pack" / "claims.tsv").read_text(encoding="utf-8").splitlines()
    (row,) = [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in claims]
    assert (row["published"], row["indicator"], row["numerator"]) == ("603", "", "")


def test_a_damaged_table_is_made_again(workspace: Workspace, tmp_path: Path) -> None:
    path = pack(tmp_path)
    extract(workspace, path)
    before = files(workspace.raw)
    table = next((workspace.raw / "2020-06-pack").glob("01-*.tsv"))
    table.write_bytes(b"half")
    extract(workspace, path)
    assert files(workspace.raw) == before


def test_a_changed_document_is_refused_with_both_digests_and_changes_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    extract(workspace, pack(tmp_path))
    before = files(workspace.raw)
    changed = PACK.replace("603", "604")
    with pytest.raises(InputError) as caught:
        extract(workspace, pack(tmp_path, changed))
    message = str(caught.value)
    assert sha256_of(PACK.encode()) in message and sha256_of(changed.encode()) in message and "--replace" in message
    assert files(workspace.raw) == before


def test_replace_takes_the_new_document_and_keeps_the_ledger(workspace: Workspace, tmp_path: Path) -> None:
    extract(workspace, pack(tmp_path))
    ledger = workspace.raw / "2020-06-pack" / "corrections.yml"
    ledger.write_bytes(b"entries: []  # ours\n")
    extract(workspace, pack(tmp_path, PACK.replace("603", "604")), replace=True)
    assert ledger.read_bytes() == b"entries: []  # ours\n"
    assert any(b"\t604\t" in content for content in files(workspace.raw).values())
    assert not any(b"\t603\t" in content for content in files(workspace.raw).values())


def test_a_table_that_is_gone_leaves_no_file_behind(workspace: Workspace, tmp_path: Path) -> None:
    second = PACK + "\nMonth\tNumber of adoptions\nJun-20\t3\nJul-20\t4\n"
    extract(workspace, pack(tmp_path, second))
    assert len(list((workspace.raw / "2020-06-pack").glob("0*.tsv"))) == 2
    extract(workspace, pack(tmp_path), replace=True)
    assert len(list((workspace.raw / "2020-06-pack").glob("0*.tsv"))) == 1


@pytest.mark.parametrize("already", [False, True])
def test_a_full_disk_leaves_nothing_half_written(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, already: bool
) -> None:
    if already:
        extract(workspace, pack(tmp_path))
        (workspace.raw / "2020-06-pack" / "corrections.yml").write_bytes(b"entries: []\n")
    before = files(workspace.raw)
    write_bytes, written = Path.write_bytes, []

    def full(self: Path, content: bytes) -> int:
        written.append(self.name)
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_bytes(self, content)

    path = pack(tmp_path, PACK.replace("603", "604"))
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match="No space left on device"):
        extract(workspace, path, replace=True)
    assert len(written) == 2
    assert files(workspace.raw) == before
    assert {p.name for p in workspace.raw.iterdir()} == ({"2020-06-pack"} if already else set())


def test_a_document_that_fails_does_not_undo_the_ones_before_it(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no document"):
        extract(workspace, pack(tmp_path), tmp_path / "none.txt")
    assert (workspace.raw / "2020-06-pack" / "document.yml").exists()


@pytest.mark.parametrize("name", ["my pack.txt", ".hidden.txt", "päck.txt", "a" * 90 + ".txt", "-rf.txt", "a;b.txt"])
def test_a_name_that_is_no_id_is_refused(workspace: Workspace, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be a document id"):
        extract(workspace, pack(tmp_path, name=name))
    assert not workspace.raw.exists()


def test_a_document_without_a_date_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not say which month"):
        extract(workspace, pack(tmp_path, PACK.replace("As at Month End: June 2020", "")))
    assert not workspace.raw.exists()


def test_a_document_without_tables_is_recorded_as_such(workspace: Workspace, tmp_path: Path) -> None:
    extract(workspace, pack(tmp_path, "As at Month End: June 2020\nNo tables here.\n"))
    assert load_document(workspace.raw / "2020-06-pack")["tables"] == []


def test_the_record_holds_no_code_and_can_be_read_by_anyone(workspace: Workspace, tmp_path: Path) -> None:
    extract(workspace, pack(tmp_path))
    text = (workspace.raw / "2020-06-pack" / "document.yml").read_text(encoding="utf-8")
    assert "!!" not in text and yaml.safe_load(text)["id"] == "2020-06-pack"
    assert str(tmp_path) not in text
