"""A hand answers in order, tells errors as they are, says when it has died, and ends with whoever asks it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from scorecard.errors import InputError
from scorecard.hands.hand import Hand, HandGone
from scorecard.workspace import PROJECT

TIMES = "tests.unit.hands.work:times"


@pytest.fixture(scope="module")
def hand() -> Iterator[Hand]:
    hand = Hand(TIMES, 3, doing="that counts kites")
    yield hand
    hand.close()


def test_it_is_made_ready_once_and_answers_in_order(hand: Hand) -> None:
    assert [answer.result() for answer in [hand.ask(n) for n in (1, 2, 3)]] == [3, 6, 9]


def test_an_error_of_ours_comes_as_it_is_and_the_next_question_is_answered(hand: Hand) -> None:
    with pytest.raises(InputError, match="no kites") as caught:
        hand.ask(-1).result()
    assert caught.value.do == "send up some"
    assert hand.ask(5).result() == 15


def test_a_fault_of_another_kind_shows_where_it_happened(hand: Hand) -> None:
    with pytest.raises(RuntimeError, match=r"(?s)Traceback.*work\.py.*TypeError"):
        hand.ask(None).result()


def test_it_has_no_hands_of_its_own(hand: Hand) -> None:
    assert hand.ask("hands").result() == 0


def test_one_that_cannot_be_made_ready_says_why_to_every_question() -> None:
    hand = Hand(TIMES, -1, doing="that counts kites")
    for answer in (hand.ready, hand.ask(1), hand.ask(2)):
        with pytest.raises(InputError, match="no times"):
            answer.result()
    hand.close()


def test_a_process_that_dies_says_so_and_what_to_do() -> None:
    hand = Hand(TIMES, 3, doing="that counts kites")
    hand.ready.result()
    os.kill(hand.process, signal.SIGKILL)
    with pytest.raises(HandGone, match="the process that counts kites has ended with code -9") as caught:
        hand.ask(1).result()
    assert "if memory ran out" in (caught.value.do or "") and not hand.alive


def test_one_that_is_closed_while_it_works_is_heard_no_more() -> None:
    hand = Hand(TIMES, 3, doing="that counts kites")
    answers = [hand.ask("wait"), hand.ask(1)]
    hand.ready.result()
    hand.close()
    assert isinstance(answers[0].exception(), HandGone) and answers[1].cancelled()


def test_it_ends_with_the_process_that_asks_however_that_ends() -> None:
    program = (
        "import os, signal\n"
        "from scorecard.hands.hand import Hand\n"
        f"print(Hand({TIMES!r}, 3, doing='').process, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=PROJECT) as asking:
        assert asking.stdout is not None
        worker = int(asking.stdout.readline())
        assert asking.wait() == -signal.SIGKILL
    assert _gone(worker)


def _gone(process: int, seconds: float = 60.0) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if "Z" in _state(process):
            return True
        time.sleep(0.1)
    return False


def _state(process: int) -> str:
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as file:
            return file.read().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "Z"
