"""extract as a whole: same bytes, nothing replaced unasked, nothing half-written. The pack is invented."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
import yaml

from scorecard.errors import InputError
from scorecard.extract import NotAllTaken, each_of, extract_documents, load_document
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


def extract(workspace: Workspace, *paths: Path, replace: bool = False, prose_only: bool = False) -> list[str]:
    said: list[str] = []
    asked = {"replace": replace, "prose_only": prose_only, "publisher": "Exampleton"}
    extract_documents(paths, workspace, **asked, report=said.append)  # type: ignore[arg-type]
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
    assert set(files(folder)) == {"document.yml", "claims.tsv", "caveats.tsv", table["file"]}
    assert entry["caveats"]["sha256"] == sha256_of((folder / "caveats.tsv").read_bytes())
    assert said[0].startswith("2020-06-pack: 1 table with 6 cells of figures")


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


def test_a_document_that_fails_does_not_keep_the_others_from_being_taken(workspace: Workspace, tmp_path: Path) -> None:
    second = pack(tmp_path, PACK.replace("603", "604"), name="2020-06-other.txt")
    with pytest.raises(NotAllTaken, match=r"1 of 3 documents were not taken\n- there is no document none") as caught:
        extract(workspace, pack(tmp_path), tmp_path / "none.txt", second)
    assert [one.document for one in caught.value.done] == ["2020-06-pack", "2020-06-other"]
    assert {path.name for path in workspace.raw.iterdir()} == {"2020-06-pack", "2020-06-other"}


def test_the_same_text_under_another_name_is_said(workspace: Workspace, tmp_path: Path) -> None:
    assert "look:" not in extract(workspace, pack(tmp_path))[0]
    (said,) = extract(workspace, pack(tmp_path, name="2020-06-copy.txt"))
    assert "look: the same text is there already as 2020-06-pack" in said


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("2020-07-pack.txt", "July 2020"),
        ("pack_may-2020.txt", "May 2020"),
        ("pack-201906.txt", "June 2019"),
        ("2020-06-pack.txt", None),
        ("pack-june-2020.txt", None),
        ("pack.txt", None),
        ("2020-99-pack.txt", None),
        ("pack-12345678.txt", None),
    ],
)
def test_a_month_in_the_name_that_the_text_is_not_about_is_said(
    workspace: Workspace, tmp_path: Path, name: str, odd: str | None
) -> None:
    (said,) = extract(workspace, pack(tmp_path, name=name))
    if odd is None:
        assert "look:" not in said
    else:
        assert f"look: its name says {odd}, its text is about June 2020" in said


def test_a_name_after_the_month_of_the_meeting_is_nothing_odd(workspace: Workspace, tmp_path: Path) -> None:
    text = "Tuesday, 1 September 2020\n" + PACK
    assert "look:" not in extract(workspace, pack(tmp_path, text, name="2020-09-pack.txt"))[0]


def test_a_day_before_the_month_of_a_pack_is_not_the_one_of_its_publication(
    workspace: Workspace, tmp_path: Path
) -> None:
    extract(workspace, pack(tmp_path, "Minutes of Tuesday, 5 May 2020\n" + PACK))
    entry = load_document(workspace.raw / "2020-06-pack")
    assert (str(entry["as_at"]), entry["published"]) == ("2020-06-30", None)


def test_tables_that_commas_divide_are_said_to_be_passed_over(workspace: Workspace, tmp_path: Path) -> None:
    text = PACK + "\nMonth,Number,Rate\nApr-20,45,3.4%\nMay-20,46,3.5%\nJun-20,48,3.9%\n"
    (said,) = extract(workspace, pack(tmp_path, text))
    assert "look: lines 13 to 16 look like a table with commas between its cells, which was not read" in said


def test_a_damaged_record_is_made_again_where_replace_is_said(workspace: Workspace, tmp_path: Path) -> None:
    extract(workspace, pack(tmp_path))
    before = files(workspace.raw)
    record = workspace.raw / "2020-06-pack" / "document.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("2020-06-30", "2222-12-31"), encoding="utf-8")
    with pytest.raises(InputError, match="extract --replace"):
        extract(workspace, pack(tmp_path))
    extract(workspace, pack(tmp_path), replace=True)
    assert files(workspace.raw) == before


def test_two_tables_under_the_same_heading_have_names_of_their_own(workspace: Workspace, tmp_path: Path) -> None:
    again = PACK[PACK.index("LOOKED") : PACK.index("Name")]
    extract(workspace, pack(tmp_path, PACK + "\nSome words between the two of them.\nAnd more.\n\n" + again))
    names = [table["file"] for table in load_document(workspace.raw / "2020-06-pack")["tables"]]
    assert names == ["01-looked-after-children.tsv", "02-looked-after-children.tsv"]


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db"])
def test_what_systems_leave_in_a_folder_is_no_change(workspace: Workspace, tmp_path: Path, name: str) -> None:
    extract(workspace, pack(tmp_path))
    (workspace.raw / "2020-06-pack" / name).write_bytes(b"x")
    assert extract(workspace, pack(tmp_path))[0].endswith("(already up to date)")


@pytest.mark.parametrize("name", ["my pack.txt", ".hidden.txt", "päck.txt", "a" * 90 + ".txt", "-rf.txt", "a;b.txt"])
def test_a_name_that_is_no_id_is_refused(workspace: Workspace, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be a document id"):
        extract(workspace, pack(tmp_path, name=name))
    assert not workspace.raw.exists()


def test_a_document_without_a_date_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not say which month"):
        undated = PACK.replace("As at Month End: June 2020", "").replace("-20\t", "\t")
        extract(workspace, pack(tmp_path, undated))
    assert not workspace.raw.exists()


MINUTES = "As at Month End: June 2020\n\nThere were 603 looked after children at the end of June.\n"


def test_a_document_without_tables_is_refused_and_taken_as_prose_where_that_is_meant(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=r"no table of figures.*found 2 lines of text"):
        extract(workspace, pack(tmp_path, MINUTES))
    assert not workspace.raw.exists()
    extract(workspace, pack(tmp_path, MINUTES), prose_only=True)
    entry = load_document(workspace.raw / "2020-06-pack")
    assert entry["tables"] == [] and entry["prose_only"] is True


def test_that_a_document_is_prose_is_remembered(workspace: Workspace, tmp_path: Path) -> None:
    extract(workspace, pack(tmp_path, MINUTES), prose_only=True)
    assert extract(workspace, pack(tmp_path, MINUTES))[0].endswith("(already up to date)")
    extract(workspace, pack(tmp_path, MINUTES.replace("603", "604")), replace=True)


def test_a_document_with_tables_is_taken_the_same_with_and_without_prose_only(
    workspace: Workspace, tmp_path: Path
) -> None:
    extract(workspace, pack(tmp_path))
    assert extract(workspace, pack(tmp_path), prose_only=True)[0].endswith("(already up to date)")
    assert "prose_only" not in load_document(workspace.raw / "2020-06-pack")


def test_the_record_holds_no_code_and_can_be_read_by_anyone(workspace: Workspace, tmp_path: Path) -> None:
    extract(workspace, pack(tmp_path))
    text = (workspace.raw / "2020-06-pack" / "document.yml").read_text(encoding="utf-8")
    assert "!!" not in text and yaml.safe_load(text)["id"] == "2020-06-pack"
    assert str(tmp_path) not in text


def test_a_fault_of_the_program_in_one_document_does_not_keep_the_others_from_being_taken(tmp_path: Path) -> None:
    def take(path: Path) -> str:
        return {"a": "taken", "c": "taken"}[path.stem]

    with pytest.raises(NotAllTaken, match=r"1 of 3 documents were not taken\n- the program fails on b\.txt \(KeyError"):
        each_of([Path("a.txt"), Path("b.txt"), Path("c.txt")], take)
    with pytest.raises(KeyError):
        each_of([Path("b.txt")], take)
