"""The process of a hand: only answers go out, and it ends when nobody asks any more."""

from __future__ import annotations

import io
import pickle
import subprocess

from scorecard.hands.hand import WORKER
from scorecard.process import command, surroundings
from scorecard.workspace import PROJECT


def told(*questions: object) -> subprocess.CompletedProcess[bytes]:
    asked = b"".join(pickle.dumps(question) for question in questions)
    return subprocess.run(
        command(WORKER, "tests.unit.hands.work:times"),
        input=asked,
        capture_output=True,
        env=surroundings({}),
        cwd=PROJECT,
        check=False,
    )


def test_it_ends_when_its_input_does() -> None:
    ended = told()
    assert (ended.returncode, ended.stdout) == (0, b"")


def test_what_a_library_prints_is_no_answer() -> None:
    ended = told((3,), "print", 2)
    answers = io.BytesIO(ended.stdout)
    assert [pickle.load(answers) for _ in range(3)] == [{"made": None}, {"made": "printed"}, {"made": 6}]
    assert answers.read() == b"" and b"what a library says" in ended.stderr
