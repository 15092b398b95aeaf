"""A user reads what is wrong, where, what was expected and what to do; a script reads the exit code."""

from __future__ import annotations

import pytest

from scorecard import errors


def test_the_message_says_what_where_expected_and_do_in_this_order() -> None:
    error = errors.InputError("the date is missing", where="pack.txt, line 3", expected="a month", do="add it")
    assert str(error).splitlines() == [
        "the date is missing",
        "  where:    pack.txt, line 3",
        "  expected: a month",
        "  do:       add it",
    ]


def test_what_was_not_said_leaves_no_empty_line() -> None:
    assert str(errors.UsageError("no such quarter", do="run: python pipeline.py quarters")).splitlines() == [
        "no such quarter",
        "  do:       run: python pipeline.py quarters",
    ]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.FindingsNotAcknowledged, 1),
        (errors.UsageError, 2),
        (errors.InputError, 2),
        (errors.NotebookFailed, 3),
        (errors.IntegrityFailed, 4),
        (errors.AuditDiffers, 5),
    ],
)
def test_each_kind_of_failure_has_its_documented_exit_code(kind: type[errors.ScorecardError], code: int) -> None:
    assert kind("x").exit_code == code
    assert isinstance(kind("x"), errors.ScorecardError)
