"""A copy of a folder of a store: only what changed goes over the network, whole, the record last."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scorecard.errors import InputError
from scorecard.remote.mirror import Mirror
from scorecard.remote.store import Store
from tests.fixtures.store import drop, objects, put


@pytest.fixture
def mirror(url: str, tmp_path: Path) -> Mirror:
    return Mirror(Store(url), tmp_path / "here" / "reports")


def again(mirror: Mirror) -> Mirror:
    """The copy as the next command on this machine has it."""
    return Mirror(mirror.store, mirror.folder, mirror.parts)


def elsewhere(mirror: Mirror, tmp_path: Path) -> Mirror:
    """A copy of the same folder on another machine."""
    return Mirror(mirror.store, tmp_path / "elsewhere" / "reports", mirror.parts)


def write(mirror: Mirror, name: str, text: str) -> None:
    path = mirror.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def watched(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the store, in order."""
    asked: list[str] = []
    for name in ("write", "read", "remove"):
        does = getattr(Store, name)

        def noted(self: Store, key: str, *more: bytes, does=does, name=name):
            asked.append(f"{name} {key}")
            return does(self, key, *more)

        monkeypatch.setattr(Store, name, noted)
    return asked


def test_what_is_here_is_there_and_elsewhere(mirror: Mirror, place: str, tmp_path: Path) -> None:
    mirror.fetch()
    write(mirror, "a/page.html", "page")
    assert mirror.send().files == 1
    assert objects(place) == {"a/page.html": b"page"}
    other = elsewhere(mirror, tmp_path)
    assert other.fetch().files == 1
    assert (other.folder / "a" / "page.html").read_bytes() == b"page"


def test_only_what_changed_is_moved(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror.fetch()
    for name in ("one", "two", "three"):
        write(mirror, name, name)
    mirror.send()
    asked = watched(mirror, monkeypatch)
    mirror = again(mirror)
    assert mirror.fetch().files == 0 and asked == []
    write(mirror, "two", "changed")
    (mirror.folder / "three").unlink()
    mirror.send()
    assert asked == ["write two", "remove three"]
    assert again(mirror).fetch().files == 0


def test_the_record_goes_last_and_what_is_gone_before_it(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror.fetch()
    for name in ("run.json", "a.html", "z.html", "sub/steps.json"):
        write(mirror, name, name)
    mirror.send()
    asked = watched(mirror, monkeypatch)
    for name in ("run.json", "z.html", "sub/steps.json"):
        write(mirror, name, "new")
    (mirror.folder / "a.html").unlink()
    mirror.send()
    assert asked == ["write z.html", "remove a.html", "write sub/steps.json", "write run.json"]


@pytest.mark.parametrize("stopped_at", ["a", "b", "run.json"])
def test_a_command_that_is_stopped_while_it_sends_goes_on(mirror, place, tmp_path, monkeypatch, stopped_at) -> None:
    mirror.fetch()
    for name in ("a", "b", "run.json"):
        write(mirror, name, "old")
    mirror.send()
    for name in ("a", "b", "run.json"):
        write(mirror, name, "new")
    writes = Store.write

    def stopped(self: Store, name: str, content: bytes) -> None:
        if name == stopped_at:
            raise InputError("the store cannot be reached")
        writes(self, name, content)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "write", stopped)
        with pytest.raises(InputError):
            mirror.send()
    assert objects(place)["run.json"] == b"old"
    next_one = again(mirror)
    next_one.fetch()
    assert {p.name: p.read_text() for p in next_one.folder.iterdir()} == dict.fromkeys(("a", "b", "run.json"), "new")
    next_one.send()
    assert objects(place) == dict.fromkeys(("a", "b", "run.json"), b"new")


def test_what_changed_there_wins(mirror: Mirror, place: str) -> None:
    mirror.fetch()
    write(mirror, "page", "here")
    write(mirror, "other", "here")
    mirror.send()
    put(f"{place}/page", b"there")
    drop(f"{place}/other")
    write(mirror, "page", "here again")
    mirror = again(mirror)
    mirror.fetch()
    assert [(p.name, p.read_text()) for p in mirror.folder.iterdir()] == [("page", "there")]


def test_a_file_that_is_missing_here_is_fetched_and_not_removed_there(mirror: Mirror, place: str) -> None:
    """Whoever clears a cache away has not said that the data should go."""
    mirror.fetch()
    write(mirror, "page", "page")
    mirror.send()
    (mirror.folder / "page").unlink()
    mirror = again(mirror)
    assert mirror.fetch().files == 1
    mirror.send()
    assert objects(place) == {"page": b"page"}


def test_a_copy_that_is_taken_away_meanwhile_takes_nothing_with_it(mirror: Mirror, place: str) -> None:
    mirror.fetch()
    write(mirror, "page", "page")
    mirror.send()
    shutil.rmtree(mirror.folder)
    with pytest.raises(InputError, match="taken away while the command was at work"):
        mirror.send()
    assert objects(place) == {"page": b"page"}


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"form": 1, "store": "s3://elsewhere/x", "files": {}}', "\x00"])
def test_a_copy_without_its_manifest_is_made_anew(mirror: Mirror, place: str, content: str) -> None:
    mirror.fetch()
    write(mirror, "page", "page")
    mirror.send()
    write(mirror, "nobody's", "nobody knows of when")
    mirror.folder.with_name("reports.json").write_text(content, encoding="utf-8")
    mirror = again(mirror)
    mirror.fetch()
    mirror.send()
    assert objects(place) == {"page": b"page"}


def test_what_is_not_ours_stays_where_it_is(url: str, place: str, tmp_path: Path) -> None:
    for name in ("other/file", "raw/one", ".work/parts/x.zip", ".lock", "raw/.hidden"):
        put(f"{place}/{name}", b"x")
    mirror = Mirror(Store(url), tmp_path / "data", ("raw", "processed"))
    mirror.fetch()
    assert [p.name for p in mirror.folder.rglob("*") if p.is_file()] == ["one"]
    (mirror.folder / "raw" / "one").unlink()
    write(mirror, "raw/.half.abcdefgh.tmp", "half")
    mirror.send()
    assert sorted(objects(place)) == [".lock", ".work/parts/x.zip", "other/file", "raw/.hidden"]


@pytest.mark.parametrize("name", ["../out.txt", "a/../../out.txt", "a\\..\\out.txt", "C:evil", "./a"])
def test_a_name_that_leads_out_is_refused(mirror: Mirror, place: str, tmp_path: Path, name: str) -> None:
    put(f"{place}/{name}", b"x")
    put(f"{place}/good", b"x")
    with pytest.raises(InputError, match="leads out of its folder"):
        mirror.fetch()
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and p.read_bytes() == b"x"]


def test_objects_that_stand_for_folders_are_none(mirror: Mirror, place: str) -> None:
    put(f"{place}/raw/", b"")
    put(f"{place}/raw/one", b"1")
    assert mirror.fetch().files == 1
    assert (mirror.folder / "raw" / "one").read_bytes() == b"1"
