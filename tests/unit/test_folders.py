"""A folder changes as one: wherever a command is stopped, the next one finds the old files or makes the new whole."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from scorecard.errors import InputError
from scorecard.folders import finish_replacements, replace_folder, sweep


class Killed(BaseException):
    """Stands for a process that ends between two operations: nothing but the operating system goes on."""


def filled(**files: str) -> Callable[[Path], None]:
    def fill(staging: Path) -> None:
        for name, content in files.items():
            (staging / name).write_text(content)

    return fill


def texts(folder: Path) -> dict[str, str]:
    return {p.name: p.read_text() for p in sorted(folder.iterdir())}


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_the_new_folder_holds_only_what_was_filled_in(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "old").write_text("1")
    replace_folder(tmp_path / "pack", filled(new="2"))
    assert texts(tmp_path / "pack") == {"new": "2"}
    assert names(tmp_path) == ["pack"]


def test_what_is_kept_stays_the_very_same_file(tmp_path: Path) -> None:
    replace_folder(tmp_path / "pack", filled(old="1", ledger="kept"))
    before = (tmp_path / "pack" / "ledger").stat().st_ino
    replace_folder(tmp_path / "pack", filled(new="2"), keep={"ledger"})
    assert texts(tmp_path / "pack") == {"ledger": "kept", "new": "2"}
    assert (tmp_path / "pack" / "ledger").stat().st_ino == before


def test_makes_the_folder_and_those_above_it(tmp_path: Path) -> None:
    replace_folder(tmp_path / "raw" / "pack", filled(a="1"))
    assert names(tmp_path / "raw" / "pack") == ["a"]


def test_others_may_enter_the_folder(tmp_path: Path) -> None:
    replace_folder(tmp_path / "pack", lambda staging: None)
    assert stat.S_IMODE((tmp_path / "pack").stat().st_mode) & 0o555 == 0o555


def test_filling_that_fails_leaves_the_old_folder_and_no_other(tmp_path: Path) -> None:
    def fails(staging: Path) -> None:
        (staging / "new").write_text("2")
        raise ValueError("stopped")

    replace_folder(tmp_path / "pack", filled(old="1"))
    with pytest.raises(ValueError, match="stopped"):
        replace_folder(tmp_path / "pack", fails)
    assert texts(tmp_path / "pack") == {"old": "1"}
    assert names(tmp_path) == ["pack"]


def test_a_disk_that_refuses_is_explained_and_the_next_command_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_folder(tmp_path / "pack", filled(old="1", ledger="kept"))
    real, moves = os.replace, iter([True, False])

    def refuses_the_second_move(source: Path, target: Path) -> None:
        if not next(moves):
            raise PermissionError(13, "Permission denied")
        real(source, target)

    monkeypatch.setattr(os, "replace", refuses_the_second_move)
    with pytest.raises(InputError, match="cannot write pack: Permission denied"):
        replace_folder(tmp_path / "pack", filled(new="2"), keep={"ledger"})
    monkeypatch.undo()
    finish_replacements(tmp_path)
    assert texts(tmp_path / "pack") == {"ledger": "kept", "new": "2"}
    assert names(tmp_path) == ["pack"]


@pytest.mark.parametrize("after", range(16))
def test_stopped_anywhere_it_is_the_old_folder_or_becomes_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """The process ends before the n-th change of a name, wherever that is; the ledger is there at every moment."""
    old, new = {"a": "1", "gone": "1", "ledger": "kept"}, {"a": "2", "b": "2", "ledger": "kept"}
    pack = tmp_path / "pack"
    replace_folder(pack, filled(**old))
    left = [after]

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **more: object) -> object:
            assert (pack / "ledger").read_text() == "kept"
            if not left[0]:
                raise Killed
            left[0] -= 1
            return real(*arguments, **more)

        return call

    monkeypatch.setattr(os, "replace", counted(os.replace))
    for name in ("unlink", "rmdir", "mkdir"):
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))
    monkeypatch.setattr("shutil.rmtree", lambda *a, **k: None)  # a process that has ended clears nothing up
    ended = False
    try:
        replace_folder(pack, filled(a="2", b="2"), keep={"ledger"})
        ended = True
    except Killed:
        pass
    monkeypatch.undo()
    finish_replacements(tmp_path)
    sweep([tmp_path])
    assert texts(pack) in ([new] if ended else [old, new])
    assert names(tmp_path) == ["pack"]


def test_a_list_that_leads_elsewhere_removes_nothing_there(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("1")
    for name in (".pack.ready", "....ready", ".with space.ready"):
        (tmp_path / "raw" / name).mkdir(parents=True)
        (tmp_path / "raw" / name / ".gone").write_text(f"../../precious\n{tmp_path / 'precious'}\n..\n")
    finish_replacements(tmp_path / "raw")
    assert (tmp_path / "precious").read_text() == "1"
    assert names(tmp_path / "raw") == ["....ready", ".with space.ready", "pack"]


def test_only_what_is_unfinished_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".pack.ab12_x9z.tmp").mkdir()
    (tmp_path / ".pack.ab12_x9z.tmp" / "half").write_text("1")
    (tmp_path / ".claims.parquet.q_1s2d3f.tmp").write_text("half")
    kept = [".gitkeep", ".hidden.tmp", "claims.parquet.q_1s2d3f.tmp", "mine.tmp"]
    for name in kept:
        (tmp_path / name).write_text("1")
    sweep([tmp_path, tmp_path / "not there"])
    assert names(tmp_path) == kept


def test_what_a_swept_link_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "precious").write_text("1")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / ".x.abcdefgh.tmp").symlink_to(tmp_path / "far")
    sweep([tmp_path / "here"])
    assert names(tmp_path / "here") == []
    assert (tmp_path / "far" / "precious").read_text() == "1"
