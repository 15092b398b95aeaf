"""Work shared out: this process takes items from the front, its hands take them from the end, and nobody waits.

A hand needs half a second to begin. Until it is ready everything is done here, so that sharing out little work costs no
time; and what a hand could not do is done here too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any, Generic, TypeVar

from scorecard.errors import ScorecardError
from scorecard.hands.hand import HANDS_VARIABLE, Hand, HandGone

Item = TypeVar("Item")
Made = TypeVar("Made")
_MOST = 7
"""So many hands at most: each holds a Python with libraries of its own."""


def hands_free() -> int:
    """How many hands this process may have: one for each other core that is idle, unless SCORECARD_HANDS says so."""
    told = os.environ.get(HANDS_VARIABLE, "")
    if told.isascii() and told.isdigit():
        return int(told)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 1.0
    return max(0, min(round(cores - max(1.0, busy)), _MOST))


@dataclass(frozen=True)
class Elsewhere:
    """How a hand does the work: the function that makes it ready (`hand.Hand`), with what, and what it does."""

    work: str
    about: Sequence[Any]
    doing: str


def shared_out(items: Sequence[Item], here: Callable[[Item], Made], there: Elsewhere, *, hands: int) -> Iterator[Made]:
    """What ``here`` makes of each item, in their order; ``there`` must make the same of it.

    Raises what ``here`` raises, of the first item that fails, as doing one after the other would. The hands end with
    the last item, with an error, and when nobody asks for more.
    """
    if hands <= 0:
        yield from map(here, items)
        return
    shared = _Shared(items, here)
    begun: list[Hand] = []
    try:
        with suppress(HandGone, RuntimeError):  # a machine that begins no more processes or threads has all done here
            for _ in range(hands):
                begun.append(Hand(there.work, *there.about, doing=there.doing))
                Thread(target=shared.by_hand, args=(begun[-1],), daemon=True).start()
        yield from shared.in_order()
    finally:
        for hand in begun:
            hand.close()


class _Shared(Generic[Item, Made]):
    """Items of which each is taken once: the first ones here, the last ones by hands."""

    def __init__(self, items: Sequence[Item], here: Callable[[Item], Made]) -> None:
        self._items, self._here = items, here
        self._first, self._behind, self._lock = 0, len(items), Lock()
        self._by_hands: dict[int, Future[Made]] = {}

    def in_order(self) -> Iterator[Made]:
        for place, item in enumerate(self._items):
            yield self._here(item) if self._is_ours(place) else self._of_a_hand(place)

    def by_hand(self, hand: Hand) -> None:
        """Have a hand do what is left, from the end, until nothing is. One that cannot begin has taken nothing, and
        what keeps it from that shows where the same is done here."""
        with suppress(Exception):
            hand.ready.result()
            while (place := self._taken_from_the_end()) is not None:
                _pass_on(hand.ask(self._items[place]), self._by_hands[place])

    def _is_ours(self, place: int) -> bool:
        with self._lock:
            self._first = place + 1
            return place < self._behind

    def _taken_from_the_end(self) -> int | None:
        with self._lock:
            if self._behind <= self._first:
                return None
            self._behind -= 1
            self._by_hands[self._behind] = Future()
            return self._behind

    def _of_a_hand(self, place: int) -> Made:
        """What a hand makes of an item, as soon as it has; done here where it fails for a reason that is not ours."""
        try:
            return self._by_hands[place].result()
        except Exception as error:
            if isinstance(error, ScorecardError) and not isinstance(error, HandGone):
                raise
            return self._here(self._items[place])


def _pass_on(answer: Future[Any], to: Future[Any]) -> None:
    """Wait for an answer and give it, or its error, to those who wait for it."""
    error = answer.exception()
    if error is None:
        to.set_result(answer.result())
    else:
        to.set_exception(error)
