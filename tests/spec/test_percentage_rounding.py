"""Is a printed percentage consistent with its x of y? The agreed cases, each in plain words.

The vectors stand in METHODS, section 6; they were recomputed with exact fractions.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from scorecard.validate.rules.shared import rounding
from scorecard.validate.rules.shared.rounding import (
    MISMATCH,
    OK,
    ROUNDED_UP,
    TIE_TO_EVEN,
    TRUNCATED,
    UNDEFINED,
    agrees,
    classify,
    numerators_that_fit,
    percent_text,
    read_shares,
)

VECTORS = Path(__file__).with_name("vectors")
CLASSES = {
    "ok": OK,
    "tie-to-even": TIE_TO_EVEN,
    "truncated": TRUNCATED,
    "rounded-up": ROUNDED_UP,
    "mismatch": MISMATCH,
    "undefined": UNDEFINED,
}


def vectors(name: str, number: int) -> pytest.MarkDecorator:
    """Each case of a file of vectors, of which there are so many, named by what it protects."""
    cases = yaml.safe_load((VECTORS / f"{name}.yml").read_text(encoding="utf-8"))
    assert len(cases) == number, f"{name}.yml has lost or won a case"
    return pytest.mark.parametrize("case", cases, ids=[case["protects"] for case in cases])


def shares(printed: float, decimals: int, x: float, y: float) -> rounding.Shares:
    return read_shares(*(np.array([number], dtype=float) for number in (printed, decimals, x, y)))


@vectors("percentages", 18)
def test_a_printed_percentage_falls_into_the_agreed_class(case: dict[str, Any]) -> None:
    read = shares(*(case[name] for name in ("printed", "decimals", "x", "y")))
    assert classify(read)[0] == CLASSES[case["gives"]]


@vectors("numerators", 7)
def test_which_numerators_fit(case: dict[str, Any]) -> None:
    assert list(numerators_that_fit(case["printed"], case["decimals"], case["y"])) == case["gives"]


@pytest.mark.parametrize(
    ("printed", "decimals", "x", "y", "expected"),
    [
        (92.0, 1, 412, 448, True),
        (91.9, 1, 412, 448, False),
        (12.0, 0, 1, 8, True),  # both ends of the rounding interval agree
        (13.0, 0, 1, 8, True),
        (33.0, 0, 1, 3, True),
        (34.0, 0, 1, 3, False),
    ],
)
def test_agreement_is_half_of_the_last_decimal(printed: float, decimals: int, x: int, y: int, expected: bool) -> None:
    assert agrees(shares(printed, decimals, x, y))[0] == expected


@pytest.mark.parametrize("missing", range(4))
def test_an_unknown_number_makes_the_share_undefined(missing: int) -> None:
    numbers = [50.0, 1.0, 1.0, 2.0]
    numbers[missing] = float("nan")
    assert classify(shares(*numbers))[0] == UNDEFINED


def test_counts_with_decimals_are_scaled_up_together() -> None:
    assert classify(shares(46.5, 1, 18.6, 40.0))[0] == OK
    assert classify(shares(46.6, 1, 18.6, 40.0))[0] == MISMATCH  # 46.5 exactly


def test_a_value_with_digits_beyond_its_decimals_is_not_judged() -> None:
    assert classify(shares(50.04, 1, 1, 2))[0] == UNDEFINED


@given(st.integers(0, 10**15), st.integers(1, 10**15), st.integers(0, 4))
@example(1, 8, 0)
@example(412, 448, 1)
@example(10**15, 3, 4)
def test_half_up_equals_the_fraction_worked_out_exactly(x: int, y: int, decimals: int) -> None:
    exact = floor(Fraction(100 * x * 10**decimals, y) + Fraction(1, 2))
    worked_out = shares(0.0, decimals, x, y).rounded("half up")[0]
    assert int(worked_out) == exact


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 2))
def test_every_rounded_share_is_possible_for_its_own_numerator(x: int, y: int, decimals: int) -> None:
    printed = int(shares(0.0, decimals, x, y).rounded("half up")[0])
    assert x in numerators_that_fit(printed, decimals, y)


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from([-1, 1]))
def test_one_unit_more_or_less_in_the_last_decimal_is_never_ok(x: int, y: int, step: int) -> None:
    printed = int(shares(0.0, 1, x, y).rounded("half up")[0]) + step
    assert classify(shares(printed / 10, 1, x, y))[0] != OK


@pytest.mark.parametrize(
    ("units", "decimals", "text"),
    [
        (655, 1, "65.5%"),
        (0, 1, "0.0%"),
        (0, 0, "0%"),
        (5, 1, "0.5%"),
        (-5, 1, "-0.5%"),
        (7, 2, "0.07%"),
        (-33, 0, "-33%"),
    ],
)
def test_a_percentage_as_it_would_be_printed(units: int, decimals: int, text: str) -> None:
    assert percent_text(units, decimals) == text


@pytest.mark.parametrize("habit", rounding.HABITS)
def test_what_a_habit_prints_matches_it(habit: str) -> None:
    printed = {"half up": 13.0, "half to even": 12.0, "cut off": 12.0, "always up": 13.0}
    for value in (12.0, 13.0):
        assert bool(rounding.matches(shares(value, 0, 1, 8), habit)[0]) is (value == printed[habit])
    assert not rounding.matches(shares(0.0, 0, 0, 0), habit)[0]


@pytest.mark.parametrize(
    ("printed", "decimals", "x", "y", "expected"),
    [
        (100.0, 0, 1, 1, OK),
        (50.0, 0, 1, 1, MISMATCH),
        (0.5, 1, 1, 200, OK),
        (33.3, 1, 1, 2.9999, OK),
        (33.3, 1, 0.9999, 3, OK),
        (50.0, 0, 0.00005, 0.0001, UNDEFINED),  # five decimals are more than any count has
        (0.00001, 5, 1, 10_000_000, OK),
        (-50.0, 0, -1, 2, OK),
        (50.0, 0, -1, 2, MISMATCH),
        (0.0, 0, -1, 0, UNDEFINED),
        (50.0, 0, 1, -2, UNDEFINED),
    ],
)
def test_the_smallest_the_finest_and_the_negative(
    printed: float, decimals: int, x: float, y: float, expected: int
) -> None:
    assert classify(shares(printed, decimals, x, y))[0] == expected


@pytest.mark.parametrize("printed", [13.0, 12.0])
def test_ties_and_agreement_are_only_told_of_shares(printed: float) -> None:
    assert shares(printed, 0, 1, 8).is_tie()[0]
    assert not shares(printed, 0, 0, 0).is_tie()[0]
    assert not agrees(shares(printed, 0, 0, 0))[0]
    assert not shares(printed, 0, 1, 7).is_tie()[0]


def test_a_negative_share_agrees_with_a_negative_percentage() -> None:
    assert agrees(shares(-33.3, 1, -1, 3))[0]
    assert not agrees(shares(33.3, 1, -1, 3))[0]


def test_one_undefined_share_does_not_disturb_the_others() -> None:
    columns = ([50.0, 50.0, float("nan")], [0.0, 0.0, 0.0], [1.0, 0.0, 1.0], [2.0, 0.0, 2.0])
    several = read_shares(*(np.array(column) for column in columns))
    assert classify(several).tolist() == [OK, UNDEFINED, UNDEFINED]
    large = read_shares(*(np.array(column) for column in ([50.0, 50.0], [5.0, 0.0], [2.0**51, 0.0], [2.0**52, 0.0])))
    assert classify(large).tolist() == [OK, UNDEFINED]


@pytest.mark.parametrize(("printed", "of", "fitting"), [(-33, 3, [-1]), (-1, 100, [-1]), (0, 300, [0, 1])])
def test_numerators_of_percentages_below_nought_and_of_nought(printed: int, of: int, fitting: list[int]) -> None:
    assert list(numerators_that_fit(printed, 0, of)) == fitting
