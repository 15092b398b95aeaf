"""A reader never sees half a file, and a failed write leaves what was there."""

from __future__ import annotations

import os
import shutil
import stat
from datetime import date
from pathlib import Path
from typing import IO

import pytest
import yaml

from scorecard.errors import InputError
from scorecard.files import read_yaml, write_atomic, write_where_told


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

    def test_a_folder_that_goes_away_meanwhile_is_made_again(self, tmp_path: Path) -> None:
        def removes(stream: IO[bytes]) -> None:
            stream.write(b"whole")
            if not gone:
                gone.append(shutil.rmtree(tmp_path / "reports"))

        gone: list[None] = []
        write_atomic(tmp_path / "reports" / "a.txt", removes)
        assert (tmp_path / "reports" / "a.txt").read_bytes() == b"whole"


class TestWriteWhereTold:
    def test_a_link_is_followed_and_stays(self, tmp_path: Path) -> None:
        (tmp_path / "real.csv").write_text("old")
        (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
        write_where_told(tmp_path / "link.csv", "new")
        assert (tmp_path / "link.csv").is_symlink()
        assert (tmp_path / "real.csv").read_text() == "new"

    def test_a_link_to_a_file_that_is_not_there_yet_makes_it(self, tmp_path: Path) -> None:
        (tmp_path / "link.csv").symlink_to(tmp_path / "new.csv")
        write_where_told(tmp_path / "link.csv", "new")
        assert (tmp_path / "new.csv").read_text() == "new"

    @pytest.mark.parametrize("kind", ["a folder", "a pipe", "a link to a pipe", "a link to itself"])
    def test_what_is_no_plain_file_is_refused_and_stays(self, tmp_path: Path, kind: str) -> None:
        path = tmp_path / "out.csv"
        if kind == "a folder":
            path.mkdir()
        elif kind == "a link to itself":
            path.symlink_to(path)
        else:
            os.mkfifo(tmp_path / "pipe")
            path.symlink_to(tmp_path / "pipe") if "link" in kind else (tmp_path / "pipe").rename(path)
        before = stat.S_IFMT(path.lstat().st_mode)
        with pytest.raises(InputError, match="is not a plain file"):
            write_where_told(path, "new")
        assert stat.S_IFMT(path.lstat().st_mode) == before


class TestReadYaml:
    def test_reads_what_the_file_holds(self, tmp_path: Path) -> None:
        (tmp_path / "a.yml").write_text('apples: [{n: "6.10", day: 2020-06-30}]\n', encoding="utf-8")
        assert read_yaml(tmp_path / "a.yml") == {"apples": [{"n": "6.10", "day": date(2020, 6, 30)}]}

    def test_lists_as_deep_as_a_person_writes_them_are_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.yml").write_text("[" * 40 + "]" * 40 + "\n" + "# " + "[" * 30, encoding="utf-8")
        assert read_yaml(tmp_path / "a.yml")

    @pytest.mark.parametrize("printed", ["[" * 5000, "{a: " * 500, "- " * 500])
    def test_text_that_only_looks_deep_is_read(self, tmp_path: Path, printed: str) -> None:
        (tmp_path / "a.yml").write_text(yaml.safe_dump({"title": printed}), encoding="utf-8")
        assert read_yaml(tmp_path / "a.yml") == {"title": printed}

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"apples: [", "is not valid YAML: did not find expected node content"),
            (b"a: \xff", "is not UTF-8 text"),
            (b"a: !!python/object/apply:os.system ['true']", "could not determine a constructor"),
            (b"a: *nothing", "found undefined alias"),
            (b"? [a]\n: b", "found unhashable key"),
            (b"a: 2020-13-45", "month must be in 1..12"),
            (b"a: " + b"1" * 5000, "is not valid YAML: Exceeds the limit"),
            (b"a: \x00", "is not valid YAML"),
            (b"---\na: 1\n---\nb: 2\n", "but found another document"),
            (b"[" * 50_000, "nests more than 100 deep"),
            (b"{a: " * 50_000, "nests more than 100 deep"),
            (b"- " * 50_000 + b"x", "nests more than 100 deep"),
            (b"? " * 50_000 + b"x", "nests more than 100 deep"),
            (b"\n".join(b" " * i + b"a:" for i in range(3000)), "nests more than 100 deep"),
            (b"a: &a {x: 1}\nb: {<<: [*a, *a]}", "merges entries more than 20 times"),
            (b"a: &a {x: 1}\n" + b"b: {<<: *a}\n" * 21, "merges entries more than 20 times"),
            (b"# " + b"x" * 5_000_000, "is larger than 5 MB"),
        ],
    )
    def test_a_file_that_is_wrong_is_refused_in_one_line_with_its_place(
        self, tmp_path: Path, content: bytes, words: str
    ) -> None:
        path = tmp_path / "a.yml"
        path.write_bytes(content)
        with pytest.raises(InputError) as caught:
            read_yaml(path, do="ask the gardener")
        assert words in caught.value.what and caught.value.what.startswith("a.yml ")
        assert "\n" not in caught.value.what
        assert str(caught.value.where).startswith(str(path))

    def test_a_missing_file_is_named_with_what_to_do(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"the file a\.yml is missing") as caught:
            read_yaml(tmp_path / "a.yml", do="ask the gardener")
        assert caught.value.do == "ask the gardener"

    def test_an_alias_bomb_takes_no_memory(self, tmp_path: Path) -> None:
        lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
        (tmp_path / "a.yml").write_text("\n".join(lines), encoding="utf-8")
        assert len(read_yaml(tmp_path / "a.yml")) == 60
