"""What extract accepts as a document, and how it refuses everything else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scorecard.errors import InputError
from scorecard.extract.source import MAX_BYTES, read_source
from scorecard.provenance import sha256_of


def refusal(path: Path, *, whole_path: bool = True) -> str:
    with pytest.raises(InputError) as caught:
        read_source(path)
    assert (str(path) if whole_path else path.name) in str(caught.value) and "do:" in str(caught.value)
    return str(caught.value)


def written(folder: Path, content: bytes, name: str = "2020-06-pack.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_lines_are_numbered_from_the_file_and_its_bytes_are_recorded(tmp_path: Path) -> None:
    content = "As at £\n\n603\t65.5%\n".encode()
    source = read_source(written(tmp_path, content))
    assert source.lines == ("As at £", "", "603\t65.5%", "")
    assert (source.document, source.name, source.size) == ("2020-06-pack", "2020-06-pack.txt", len(content))
    assert source.sha256 == sha256_of(content)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_source(written(tmp_path, b"\xef\xbb\xbfPack\n")).lines == ("Pack", "")


def test_windows_line_ends_are_line_ends(tmp_path: Path) -> None:
    assert read_source(written(tmp_path, b"a\tb\r\nc\r\n")).lines == ("a\tb", "c", "")


def test_only_line_feeds_divide_lines(tmp_path: Path) -> None:
    """Form feeds and other separators stand inside packs; they must not shift line numbers."""
    assert read_source(written(tmp_path, "a\x0cb\u2028c\x85d\ne".encode())).lines == ("a\x0cb\u2028c\x85d", "e")


def test_a_missing_file(tmp_path: Path) -> None:
    assert "there is no document none.txt" in refusal(tmp_path / "none.txt")


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_an_empty_file(tmp_path: Path) -> None:
    assert "is empty" in refusal(written(tmp_path, b""))


def test_bytes_of_value_zero_and_where_they_are(tmp_path: Path) -> None:
    message = refusal(written(tmp_path, b"603\n\x00\x01"))
    assert "holds bytes of value zero" in message and "byte 5" in message


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"%PDF-1.7", "is damaged: it begins like a PDF"),
        (b"PK\x03\x04", "is an archive (ZIP)"),
        (b"PK\x03\x04 xl/workbook.xml", "is damaged: it begins like an Office file"),
        (b"PK\x03\x04 word/document.xml", "is damaged: it begins like an Office file"),
        (b"PK\x03\x04 ppt/slides", "is a PowerPoint presentation"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", "is damaged: it begins like an Office file"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.presentation", "is a presentation"),
        (b"\x89PNG\r\n\x1a\n\x00", "is a picture"),
        (b"\xff\xd8\xff\xe0", "is a picture"),
        (b"II*\x00", "is a scanned picture"),
        (b"\x1f\x8b\x08", "is a compressed file"),
        (b"{\\rtf1", "is a rich text file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Office file"),
    ],
)
def test_known_kinds_of_files_are_named(tmp_path: Path, start: bytes, said: str) -> None:
    assert f"2020-06-pack.txt {said}" in refusal(written(tmp_path, start + b"\nrest"), whole_path=False)


def test_utf16_is_refused_with_the_way_out(tmp_path: Path) -> None:
    assert "UTF-16" in refusal(written(tmp_path, "Pack 603".encode("utf-16")))


def test_windows_1252_is_refused_with_line_and_byte(tmp_path: Path) -> None:
    message = refusal(written(tmp_path, "line 1\ncost £75,222\n".encode("cp1252")))
    assert "Windows-1252" in message and "line 2" in message and "byte 13" in message


def test_a_file_of_100_mb_is_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(100 * 1000 * 1000)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("the file was read"))
    assert "100 MB" in refusal(path)


def test_a_file_just_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    assert "too large" in refusal(path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, b"603")

    def refused(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert "Permission denied" in refusal(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this system")
def test_a_pipe_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusal(tmp_path / "pipe.txt")
