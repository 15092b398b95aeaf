"""Watching: what is new, changed or gone is told once, when it stands still; what fails ends nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard import cli
from scorecard.command import making, watch
from scorecard.errors import InputError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "old.txt").write_text("old", encoding="utf-8")
    return tmp_path / "packs"


class Days:
    """Between two looks something happens; when nothing is left to happen, somebody stops the watch."""

    def __init__(self, *happenings) -> None:
        self.left = list(happenings)

    def __call__(self, seconds: float) -> None:
        if not self.left:
            raise KeyboardInterrupt
        self.left.pop(0)()


def nothing() -> None:
    pass


def seen(folder: Path, *happenings) -> list[list[str]]:
    told = []
    try:
        for changed in watch.changes([folder], wait=Days(*happenings)):
            told.append([path.name for path in changed])
    except KeyboardInterrupt:
        pass
    return told


def test_the_first_list_is_of_nothing_and_nothing_new_tells_nothing(folder):
    assert seen(folder, nothing, nothing) == [[]]


def test_a_new_file_is_told_once_when_it_no_longer_grows(folder):
    new = folder / "new.txt"

    def grow(text: str):
        return lambda: new.write_text(text, encoding="utf-8")

    assert seen(folder, grow("a"), grow("ab"), grow("abc"), nothing, nothing) == [[], ["new.txt"]]


def test_a_changed_file_and_one_that_is_gone_are_told(folder):
    old = folder / "old.txt"
    assert seen(folder, lambda: old.write_text("other", encoding="utf-8"), nothing) == [[], ["old.txt"]]
    assert seen(folder, old.unlink, nothing) == [[], ["old.txt"]]


@pytest.mark.parametrize("name", [".hidden", "half.tmp", "notes.txt~"])
def test_what_systems_and_editors_leave_about_is_not_told(folder, name):
    assert seen(folder, lambda: (folder / name).write_text("x", encoding="utf-8"), nothing) == [[]]


def test_a_single_file_may_be_watched_and_one_that_is_not_there_yet(folder):
    later = folder.parent / "note.md"
    assert seen(later, lambda: later.write_text("x", encoding="utf-8"), nothing) == [[], ["note.md"]]


def test_each_new_pack_is_extracted_and_everything_run_and_what_fails_is_told(folder, tmp_path, monkeypatch, capsys):
    new, done = folder / "new.txt", []
    monkeypatch.setattr(watch, "changes", lambda places: iter([[], [new], [folder.parent / "elsewhere.yml"]]))
    new.write_text("new", encoding="utf-8")
    monkeypatch.setattr(making, "_take_one", lambda path, options: done.append(path.name))

    def run(options):
        done.append("run")
        if len(done) == 1:
            raise InputError("a notebook is damaged")

    monkeypatch.setattr(making, "_run_once", run)
    places = ["--data", str(tmp_path / "data"), "--reports", str(tmp_path / "reports")]
    assert cli.main(["run", "--watch", str(folder), *places]) == 0
    assert done == ["run", "new.txt", "run", "run"]
    said = capsys.readouterr()
    assert said.err == "error: a notebook is damaged\n" and said.out.count("watching: stop with Ctrl-C") == 3


def test_a_pack_that_is_not_taken_is_told_and_ends_nothing(folder, tmp_path, capsys):
    (folder / "empty.txt").touch()
    options = cli.parse(["run", "--data", str(tmp_path / "data"), "--reports", str(tmp_path / "reports")])
    making._take_one(folder / "empty.txt", options)
    assert "error: empty.txt is empty" in capsys.readouterr().err


def test_what_is_no_folder_cannot_be_watched(tmp_path, capsys):
    assert cli.main(["run", "--watch", str(tmp_path / "none"), "--data", str(tmp_path)]) == 2
    assert "is no folder to watch" in capsys.readouterr().err
