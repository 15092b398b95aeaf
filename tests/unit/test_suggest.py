"""Misspelt names."""

import pytest

from scorecard.suggest import closest, unknown

QUARTERS = ["2019-20-Q4", "2020-21-Q1"]


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("rnu", ["run", "clean"], "run"),
        ("data-quality", ["data_quality"], "data_quality"),
        ("2020/21 Q1", QUARTERS, "2020-21-Q1"),
        ("SCORECARD", ["scorecard"], "scorecard"),
        ("xyz", ["run"], None),
        ("", ["run"], None),
        ("run", [], None),
    ],
)
def test_closest(word, known, meant):
    assert closest(word, known) == meant


def test_the_error_lists_what_is_known():
    error = unknown("quarter", "2020-21-Q3", QUARTERS)
    assert error.exit_code == 2
    assert "one of: 2019-20-Q4, 2020-21-Q1" in str(error)
