"""One command at a time in a store: the second is told who is at work, and a killed one can be taken over."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from scorecard.errors import InputError
from scorecard.remote import held as module
from scorecard.remote.held import NAME, held, unlock
from scorecard.remote.store import Store
from tests.fixtures.store import objects, put


@pytest.fixture
def store(url: str) -> Store:
    return Store(url)


def left_behind(store: Store, place: str, token: Path) -> bytes:
    """The lock of a command that was killed."""
    with held(store, "pipeline.py run", token):
        content = objects(place)[NAME]
    put(f"{place}/{NAME}", content)
    return content


def test_a_lock_is_there_while_it_is_held_and_no_longer(store: Store, place: str, tmp_path: Path) -> None:
    with held(store, "pipeline.py run", tmp_path / "token"):
        assert json.loads(objects(place)[NAME])["command"] == "pipeline.py run"
    assert objects(place) == {}


def test_the_second_is_told_who_holds_it_and_since_when(store: Store, place: str, tmp_path: Path) -> None:
    with held(store, "pipeline.py run", tmp_path / "token"):
        about = json.loads(objects(place)[NAME])
        with pytest.raises(InputError) as refused, held(store, "pipeline.py clean", tmp_path / "other"):
            raise AssertionError("two at once")
        assert NAME in objects(place)
    said = str(refused.value)
    assert all(about[name] in said for name in ("who", "machine", "process", "since", "command"))
    assert f"unlock --data {store.url}" in said


def test_of_many_at_once_one_has_it(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create, one_at_a_time = Store.create, threading.Lock()

    def decided(self: Store, name: str, content: bytes) -> bool:
        with one_at_a_time:  # a store decides between two who ask at once; moto's may say yes to both
            return create(self, name, content)

    monkeypatch.setattr(Store, "create", decided)
    begin, let_go, outcomes = threading.Barrier(6), threading.Event(), []

    def run(number: int) -> None:
        begin.wait(20)
        try:
            with held(store, f"command {number}", tmp_path / f"token-{number}"):
                outcomes.append("had it")
                let_go.wait(20)
        except InputError:
            outcomes.append("refused")
            if outcomes.count("refused") == 5:
                let_go.set()

    threads = [threading.Thread(target=run, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["had it", *["refused"] * 5]


def test_the_same_copy_takes_over_what_a_killed_command_left(store: Store, place: str, tmp_path: Path) -> None:
    left_behind(store, place, tmp_path / "token")
    with held(store, "pipeline.py run", tmp_path / "token"):
        pass
    assert objects(place) == {}


def test_a_copy_that_two_machines_share_is_no_proof(store: Store, place: str, tmp_path: Path, monkeypatch) -> None:
    left_behind(store, place, tmp_path / "token")
    monkeypatch.setattr(module.socket, "gethostname", lambda: "another")
    with pytest.raises(InputError, match="another command is at work"), held(store, "x", tmp_path / "token"):
        raise AssertionError


def test_a_lock_that_says_nothing_is_a_lock(store: Store, place: str, tmp_path: Path) -> None:
    for content in (b"", b"[", b"[1]", b'{"who": "\x1b[2J"}', b"null"):
        put(f"{place}/{NAME}", content)
        with pytest.raises(InputError, match="another command is at work") as refused, held(store, "x", tmp_path / "t"):
            raise AssertionError
        assert "\x1b" not in str(refused.value)


def test_unlock_says_who_it_was_taken_from(store: Store, place: str, tmp_path: Path) -> None:
    content = json.loads(left_behind(store, place, tmp_path / "token"))
    told = unlock(store)
    assert told is not None and content["who"] in told and content["since"] in told
    assert objects(place) == {} and unlock(store) is None


def test_a_lock_that_somebody_took_away_is_not_taken_from_the_next(store: Store, place: str, tmp_path: Path) -> None:
    with held(store, "first", tmp_path / "token"):
        unlock(store)
        put(f"{place}/{NAME}", b'{"who": "next", "token": "other"}')
    assert NAME in objects(place)
