"""Misspelt names."""

import pytest

from scorecard.errors import UsageError
from scorecard.periods import Quarter
from scorecard.suggest import closest, known_quarter, unknown

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


KNOWN = [Quarter(2016, 1), Quarter(2019, 4), Quarter(2020, 1)]


def test_a_known_quarter_may_be_spelt_otherwise():
    assert known_quarter("Q4 2019/20", KNOWN) == Quarter(2019, 4)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("2019-20-Q2", "2019-20-Q4"),
        ("2016-17-Q3", "2016-17-Q1"),
        ("Q1 1999/00", "2016-17-Q1"),
        ("2030Q1", "2020-21-Q1"),
    ],
)
def test_for_an_unknown_quarter_the_nearest_in_time_is_named(text, nearest):
    with pytest.raises(UsageError, match=f"there is no quarter '{text}'; did you mean {nearest}"):
        known_quarter(text, KNOWN)


@pytest.mark.parametrize("text", ["", "2020-21-Q7", "latest", "--"])
def test_what_is_no_quarter_is_refused_with_all_that_are_known(text):
    with pytest.raises(UsageError, match="one of: 2016-17-Q1, 2019-20-Q4, 2020-21-Q1"):
        known_quarter(text, KNOWN)
    with pytest.raises(UsageError, match="no quarter"):
        known_quarter(text or "2020-21-Q1", [])
