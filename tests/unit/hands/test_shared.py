"""Work shared out is done once, in order, whatever becomes of the hands."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import pytest

from scorecard.errors import InputError
from scorecard.hands import hand, shared
from scorecard.hands.shared import Elsewhere, hands_free, shared_out

THERE = Elsewhere("tests.unit.hands.work:times", (3,), "that counts kites")


def slowly(done: list[Any]) -> Callable[[Any], Any]:
    """Three times a number, so slowly that hands have begun before all is done; what was done here is told."""

    def here(item: Any) -> Any:
        time.sleep(0.05)
        if not isinstance(item, int):
            return f"{item} here"
        if item < 0:
            raise InputError(f"there are no {item} kites")
        done.append(item)
        return 3 * item

    return here


def in_parts(items: list[Any], *, hands: int = 1) -> tuple[list[Any], list[Any]]:
    """What was made of the items, and those done here."""
    here: list[Any] = []
    return list(shared_out(items, slowly(here), THERE, hands=hands)), here


@pytest.mark.parametrize("hands", [0, 1, 2])
def test_all_are_made_in_order_each_of_them_once(hands: int) -> None:
    made, here = in_parts(list(range(150)), hands=hands)
    assert made == [3 * n for n in range(150)]
    assert here == sorted(set(here)) and here[0] == 0
    assert (len(here) == 150) == (hands == 0)


def test_what_a_hand_died_of_is_done_here() -> None:
    made, here = in_parts([*range(100), "die", "die"])
    assert made == [*(3 * n for n in range(100)), "die here", "die here"] and here == list(range(100))


def test_what_a_hand_fails_at_for_a_reason_of_its_own_is_done_here() -> None:
    made, here = in_parts([*range(100), None])
    assert made[-1] == "None here" and len(here) < 100


def test_the_first_error_in_order_is_raised_and_what_stands_before_it_was_made() -> None:
    made = []
    with pytest.raises(InputError, match="there are no kites"):  # as a hand tells it
        for one in shared_out([*range(100), -1, 5, -2], slowly([]), THERE, hands=1):
            made.append(one)
    assert made == [3 * n for n in range(100)]


def test_an_error_here_comes_before_one_of_a_hand() -> None:
    with pytest.raises(InputError, match="no -7 kites"):
        list(shared_out([-7, *range(60), -1], slowly([]), THERE, hands=1))


def test_a_hand_that_cannot_begin_has_taken_nothing() -> None:
    here: list[Any] = []
    unable = Elsewhere(THERE.work, (-1,), THERE.doing)
    assert list(shared_out(list(range(40)), slowly(here), unable, hands=1)) == [3 * n for n in range(40)]
    assert here == list(range(40))


def test_where_no_process_can_be_begun_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> Any:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(hand.subprocess, "Popen", refused)
    made, here = in_parts(list(range(5)))
    assert made == [0, 3, 6, 9, 12] and here == list(range(5))


def test_the_hands_end_when_nobody_asks_for_more(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []

    class Seen(shared.Hand):
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            begun.append(self)

    monkeypatch.setattr(shared, "Hand", Seen)
    parts = shared_out(list(range(10)), slowly([]), THERE, hands=2)
    next(parts)
    parts.close()  # type: ignore[attr-defined]
    assert len(begun) == 2 and not any(hand.alive for hand in begun)


@pytest.mark.parametrize(
    ("told", "cores", "busy", "hands"),
    [
        ("0", 8, 0.0, 0),
        ("3", 2, 9.0, 3),
        ("", 2, 0.1, 1),
        ("", 2, 1.2, 1),
        ("", 2, 1.8, 0),
        ("", 8, 3.0, 5),
        ("", 8, 0.0, 7),
        ("", 64, 0.0, 7),
        ("", 1, 0.0, 0),
        ("", 2, 9.0, 0),
        ("many", 2, 0.0, 1),
    ],
)
def test_one_for_each_other_core_that_is_idle(
    told: str, cores: int, busy: float, hands: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCORECARD_HANDS", told)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
    monkeypatch.setattr(os, "getloadavg", lambda: (busy, 0.0, 0.0), raising=False)
    assert hands_free() == hands
