"""Work for hands, to be named in tests."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import Any

from scorecard.errors import InputError
from scorecard.hands.shared import hands_free


def times(factor: int) -> Callable[[Any], Any]:
    """So many times the number that is asked for. Words make it do what a hand may meet."""
    if factor < 0:
        raise InputError("there are no times fewer than none")

    def answer(question: Any) -> Any:
        if question == "hands":
            return hands_free()
        if question == "wait":
            time.sleep(600)
        if question == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if question == "print":
            print("what a library says")
            return "printed"
        if question is not None and question < 0:
            raise InputError("there are no kites", do="send up some")
        return factor * question + 0

    return answer
