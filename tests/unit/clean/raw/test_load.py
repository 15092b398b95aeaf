"""Raw data is loaded byte for byte as recorded, or refused with the place and both digests."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scorecard.clean.raw.load import load_raw, load_sound
from scorecard.errors import InputError
from scorecard.extract.record import load_document, sealed
from scorecard.provenance import sha256_of

TABLE = b"4\tNo.\tIndicator\tJun-20\n5\t6.1\tNumber of things\t603\n"
CLAIMS = b"line\tpublished\n9\t603\n"
CAVEATS = b"line\tkind\n3\tcaution\n"


def raw(folder: Path, **changes: Any) -> Path:
    """A folder of raw data with one document of one table; ``changes`` go into its ``document.yml``."""
    place = folder / "2020-06-pack"
    place.mkdir(parents=True)
    (place / "01-table.tsv").write_bytes(TABLE)
    (place / "claims.tsv").write_bytes(CLAIMS)
    (place / "caveats.tsv").write_bytes(CAVEATS)
    entry: dict[str, Any] = {
        "id": "2020-06-pack",
        "title": "Pack",
        "publisher": "Rotherham",
        "as_at": date(2020, 6, 30),
        "source": {"sha256": "0" * 64},
        "claims": {"file": "claims.tsv", "sha256": sha256_of(CLAIMS)},
        "caveats": {"file": "caveats.tsv", "sha256": sha256_of(CAVEATS)},
        "tables": [{"file": "01-table.tsv", "sha256": sha256_of(TABLE), "heading": None, "family": None}],
    }
    (place / "document.yml").write_bytes(sealed(entry | changes))
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        load_raw(folder)
    return str(caught.value)


def test_a_document_is_loaded_with_its_cells_and_places(tmp_path: Path) -> None:
    (document,) = load_raw(raw(tmp_path))
    (grid,) = document.grids
    assert (document.id, document.authority, grid.table) == ("2020-06-pack", "Rotherham", "01-table")
    assert [(row.line, row.texts) for row in grid.rows] == [
        (4, ["No.", "Indicator", "Jun-20"]),
        (5, ["6.1", "Number of things", "603"]),
    ]
    assert document.claims == [["line", "published"], ["9", "603"]]
    assert document.caveats == [["line", "kind"], ["3", "caution"]]


def test_a_document_that_was_extracted_before_warnings_were_has_none(tmp_path: Path) -> None:
    folder = raw(tmp_path) / "2020-06-pack"
    (folder / "caveats.tsv").unlink()
    record = load_document(folder)
    (folder / "document.yml").write_bytes(sealed({k: v for k, v in record.items() if k not in ("caveats", "digest")}))
    assert load_raw(tmp_path)[0].caveats == []


def test_an_unknown_publisher_is_said_to_be_unknown(tmp_path: Path) -> None:
    assert load_raw(raw(tmp_path, publisher=None))[0].authority == "Unknown authority"


def test_documents_come_in_the_order_of_their_ids_and_hidden_folders_do_not_count(tmp_path: Path) -> None:
    raw(tmp_path)
    (tmp_path / ".2020-06-pack.tmp").mkdir()
    (tmp_path / "notes.txt").write_text("not a document")
    assert [d.id for d in load_raw(tmp_path)] == ["2020-06-pack"]


def test_a_changed_table_is_refused_with_both_digests(tmp_path: Path) -> None:
    changed = TABLE.replace(b"603", b"604")
    (raw(tmp_path) / "2020-06-pack" / "01-table.tsv").write_bytes(changed)
    message = refusal(tmp_path)
    assert sha256_of(TABLE) in message and sha256_of(changed) in message
    assert "01-table.tsv" in message and "corrections.yml" in message


@pytest.mark.parametrize("name", ["01-table.tsv", "claims.tsv", "caveats.tsv"])
def test_a_half_written_file_is_refused(tmp_path: Path, name: str) -> None:
    path = raw(tmp_path) / "2020-06-pack" / name
    path.write_bytes(path.read_bytes()[:-4])
    assert f"{name} is not the table that was extracted" in refusal(tmp_path)


def test_other_line_ends_are_a_change(tmp_path: Path) -> None:
    path = raw(tmp_path) / "2020-06-pack" / "01-table.tsv"
    path.write_bytes(TABLE.replace(b"\n", b"\r\n"))
    assert "is not the table that was extracted" in refusal(tmp_path)


@pytest.mark.parametrize("name", ["01-table.tsv", "claims.tsv", "caveats.tsv"])
def test_a_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    (raw(tmp_path) / "2020-06-pack" / name).unlink()
    assert f"{name} cannot be read" in refusal(tmp_path)


def test_a_missing_or_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    for folder in (tmp_path / "none", tmp_path):
        message = refusal(folder)
        assert "no extracted documents" in message and "pipeline.py extract" in message and str(folder) in message


def test_a_document_without_document_yml_is_refused(tmp_path: Path) -> None:
    (raw(tmp_path) / "2020-06-pack" / "document.yml").unlink()
    assert "document.yml is missing" in refusal(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "words",
        "id: x",
        "!!python/object/apply:os.system ['true']",
        "id: 2020-06-pack\ntitle: t\nas_at: 2020-13\n",
    ],
)
def test_a_damaged_document_yml_is_refused(tmp_path: Path, text: str) -> None:
    (raw(tmp_path) / "2020-06-pack" / "document.yml").write_text(text)
    assert "document.yml" in refusal(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [
        {"tables": 3},
        {"tables": None},
        {"tables": ["01-table.tsv"]},
        {"tables": [{"file": "01-table.tsv"}]},
        {"claims": None},
        {"claims": {}},
        {"as_at": "June"},
    ],
)
def test_a_document_yml_whose_entries_lack_something_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert "document.yml" in refusal(raw(tmp_path, **changes))


@pytest.mark.parametrize(
    "name", ["../2020-06-pack/01-table.tsv", "../../x.tsv", "/etc/passwd", "a/b.tsv", "..\\x.tsv", "..", ""]
)
def test_a_file_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    table = {"file": name, "sha256": sha256_of(TABLE)}
    assert refusal(raw(tmp_path / "a", tables=[table]))
    assert refusal(raw(tmp_path / "b", claims={"file": name, "sha256": sha256_of(CLAIMS)}))


def test_a_file_name_that_leads_elsewhere_is_not_even_read(tmp_path: Path) -> None:
    """The digest of the file fits, and still it is refused: for its name."""
    (tmp_path / "outside.tsv").write_bytes(TABLE)
    table = {"file": "../../outside.tsv", "sha256": sha256_of(TABLE)}
    assert "is not the name of a table file" in refusal(raw(tmp_path / "raw", tables=[table]))


def test_a_folder_that_holds_another_document_is_refused(tmp_path: Path) -> None:
    assert "holds the document other" in refusal(raw(tmp_path, id="other"))


@pytest.mark.parametrize("number", [b"x", b"", b"-4", "²".encode(), b"4.0"])
def test_a_row_without_line_number_is_refused(tmp_path: Path, number: bytes) -> None:
    content = number + b"\t603\n"
    folder = raw(tmp_path, tables=[{"file": "01-table.tsv", "sha256": sha256_of(content)}])
    (folder / "2020-06-pack" / "01-table.tsv").write_bytes(content)
    assert "no line number in row 1" in refusal(tmp_path)


def test_a_ledger_entry_for_a_line_of_no_table_is_refused(tmp_path: Path) -> None:
    entry = "entries:\n- {line: 99, cell: 1, printed: a, read_as: b, why: x}\n"
    (raw(tmp_path) / "2020-06-pack" / "corrections.yml").write_text(entry)
    assert "no table has this line" in refusal(tmp_path)


def _changed(folder: Path, before: str, after: str) -> Path:
    path = raw(folder) / "2020-06-pack" / "document.yml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("as_at: 2020-06-30", "as_at: 2222-12-31"),
        ("as_at: 2020-06-30", "as_at: 2020-05-31"),
        ("publisher: Rotherham", "publisher: Elsewhere"),
        ("title: Pack", "title: Another pack"),
        ("digest: ", "digest: 0"),
    ],
)
def test_a_record_that_somebody_changed_is_refused_with_both_digests(tmp_path: Path, before: str, after: str) -> None:
    message = refusal(_changed(tmp_path, before, after))
    assert "document.yml is not as extract wrote it" in message and "corrections.yml" in message


def test_comments_and_line_ends_of_a_record_are_no_change(tmp_path: Path) -> None:
    path = raw(tmp_path) / "2020-06-pack" / "document.yml"
    path.write_bytes(b"# seen by us\n" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(load_raw(tmp_path)) == 1


@pytest.mark.parametrize(
    "times",
    [
        {"as_at": date(2222, 12, 31)},
        {"as_at": date(1920, 6, 30)},
        {"as_at": date(2020, 6, 29)},
        {"published": date(2020, 5, 31)},
    ],
)
def test_a_time_that_cannot_be_is_refused_whatever_its_digest(tmp_path: Path, times: dict[str, date]) -> None:
    assert "document.yml cannot be right" in refusal(raw(tmp_path, **times))


def test_a_meeting_in_the_month_that_its_pack_is_about_is_nothing_odd(tmp_path: Path) -> None:
    assert load_raw(raw(tmp_path, published=date(2020, 6, 3)))


@pytest.mark.parametrize("name", ["02-table.tsv", "notes.txt", "copy"])
def test_a_table_that_is_not_listed_is_refused(tmp_path: Path, name: str) -> None:
    (raw(tmp_path) / "2020-06-pack" / name).write_bytes(TABLE)
    assert f"{name} stands beside the tables" in refusal(tmp_path)


def test_a_cut_list_of_tables_is_refused_though_its_digest_is_right(tmp_path: Path) -> None:
    assert "01-table.tsv stands beside the tables" in refusal(raw(tmp_path, tables=[]))


@pytest.mark.parametrize(
    "name", [".DS_Store", "Thumbs.db", "desktop.ini", "01-table.tsv~", ".01-table.tsv.x.tmp", "a.tmp"]
)
def test_what_systems_leave_in_folders_is_passed_over(tmp_path: Path, name: str) -> None:
    (raw(tmp_path) / "2020-06-pack" / name).write_bytes(b"x")
    (tmp_path / name).mkdir()
    (tmp_path / "x.tmp").write_bytes(b"x")
    assert [document.id for document in load_raw(tmp_path)] == ["2020-06-pack"]


def test_of_sound_and_damaged_documents_each_is_told(tmp_path: Path) -> None:
    raw(tmp_path)
    (tmp_path / "2020-07-empty").mkdir()
    documents, (left_out,) = load_sound(tmp_path)
    assert [document.id for document in documents] == ["2020-06-pack"]
    assert left_out.document == "2020-07-empty" and "document.yml is missing" in left_out.reason
