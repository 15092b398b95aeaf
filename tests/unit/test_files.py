"""A reader never sees half a file, and a failed write leaves what was there."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import IO

import pytest

from scorecard.errors import InputError
from scorecard.files import replace_folder, sha256_of, sha256_of_file, write_atomic


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


class TestWriteAtomic:
    def test_writes_bytes_as_they_are(self, tmp_path: Path) -> None:
        write_atomic(tmp_path / "a.bin", b"\x00\r\n\xff")
        assert (tmp_path / "a.bin").read_bytes() == b"\x00\r\n\xff"

    def test_text_is_utf8_with_plain_line_ends_on_every_platform(self, tmp_path: Path) -> None:
        write_atomic(tmp_path / "a.txt", "↑ 65.5%\nn/a\n")
        assert (tmp_path / "a.txt").read_bytes() == b"\xe2\x86\x91 65.5%\nn/a\n"

    def test_a_callable_writes_into_the_open_file(self, tmp_path: Path) -> None:
        write_atomic(tmp_path / "a.bin", lambda stream: stream.write(b"603"))
        assert (tmp_path / "a.bin").read_bytes() == b"603"

    def test_folders_on_the_way_are_made(self, tmp_path: Path) -> None:
        write_atomic(tmp_path / "new" / "er" / "a.txt", "1")
        assert (tmp_path / "new" / "er" / "a.txt").read_text() == "1"

    def test_the_new_content_takes_the_place_of_the_old(self, tmp_path: Path) -> None:
        write_atomic(tmp_path / "a.txt", "a long old content")
        write_atomic(tmp_path / "a.txt", "new")
        assert (tmp_path / "a.txt").read_text() == "new"
        assert names(tmp_path) == ["a.txt"]

    def test_others_may_read_what_was_written(self, tmp_path: Path) -> None:
        write_atomic(tmp_path / "a.txt", "1")
        assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) & 0o444 == 0o444

    def test_a_writer_that_fails_half_way_leaves_the_old_file_and_no_other(self, tmp_path: Path) -> None:
        def fails(stream: IO[bytes]) -> None:
            stream.write(b"half")
            raise ValueError("stopped")

        write_atomic(tmp_path / "a.txt", "old")
        with pytest.raises(ValueError, match="stopped"):
            write_atomic(tmp_path / "a.txt", fails)
        assert (tmp_path / "a.txt").read_text() == "old"
        assert names(tmp_path) == ["a.txt"]

    def test_a_reader_sees_nothing_before_everything_is_written(self, tmp_path: Path) -> None:
        seen: list[bool] = []
        write_atomic(tmp_path / "a.txt", lambda stream: seen.append((tmp_path / "a.txt").exists()))
        assert seen == [False]

    def test_a_full_disk_is_explained_and_leaves_the_old_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        write_atomic(tmp_path / "a.txt", "old")
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(InputError, match=r"cannot write a\.txt: No space left on device"):
            write_atomic(tmp_path / "a.txt", "new")
        assert (tmp_path / "a.txt").read_text() == "old"
        assert names(tmp_path) == ["a.txt"]

    def test_a_file_in_the_place_of_a_folder_is_explained(self, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("")
        with pytest.raises(InputError, match=r"cannot write a\.txt"):
            write_atomic(tmp_path / "data" / "a.txt", "1")


class TestReplaceFolder:
    def test_the_new_folder_holds_only_what_was_filled_in(self, tmp_path: Path) -> None:
        folder = tmp_path / "pack"
        folder.mkdir()
        (folder / "old.tsv").write_text("1")
        replace_folder(folder, lambda staging: (staging / "new.tsv").write_text("2") and None)
        assert names(folder) == ["new.tsv"]
        assert names(tmp_path) == ["pack"]

    def test_makes_the_folder_and_those_above_it(self, tmp_path: Path) -> None:
        replace_folder(tmp_path / "raw" / "pack", lambda staging: (staging / "a").write_text("1") and None)
        assert names(tmp_path / "raw" / "pack") == ["a"]

    def test_others_may_enter_the_folder(self, tmp_path: Path) -> None:
        replace_folder(tmp_path / "pack", lambda staging: None)
        assert stat.S_IMODE((tmp_path / "pack").stat().st_mode) & 0o555 == 0o555

    def test_filling_that_fails_leaves_the_old_folder_and_no_other(self, tmp_path: Path) -> None:
        def fails(staging: Path) -> None:
            (staging / "new.tsv").write_text("2")
            raise ValueError("stopped")

        folder = tmp_path / "pack"
        replace_folder(folder, lambda staging: (staging / "old.tsv").write_text("1") and None)
        with pytest.raises(ValueError, match="stopped"):
            replace_folder(folder, fails)
        assert names(folder) == ["old.tsv"]
        assert names(tmp_path) == ["pack"]

    def test_the_old_folder_comes_back_if_the_new_one_cannot_take_its_place(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "pack"
        replace_folder(folder, lambda staging: (staging / "old.tsv").write_text("1") and None)
        real, moves = os.replace, iter([True, False, True])

        def refuses_the_second_move(source: Path, target: Path) -> None:
            if not next(moves):
                raise PermissionError(13, "Permission denied")
            real(source, target)

        monkeypatch.setattr(os, "replace", refuses_the_second_move)
        with pytest.raises(InputError, match="cannot write pack: Permission denied"):
            replace_folder(folder, lambda staging: (staging / "new.tsv").write_text("2") and None)
        assert names(folder) == ["old.tsv"]
        assert names(tmp_path) == ["pack"]


def test_a_file_has_the_same_sha256_read_in_pieces_as_whole(tmp_path: Path) -> None:
    content = b"65.5%" * 700_000
    (tmp_path / "large").write_bytes(content)
    assert sha256_of_file(tmp_path / "large") == sha256_of(content) == hashlib.sha256(content).hexdigest()
