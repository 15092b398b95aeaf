"""What all answers have in common: the contract's columns, exact differences, figures and reasons in words."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.measures.answers.change import changes
from scorecard.measures.answers.rows import REASONS, blocked, difference, few, figure, from_micros, micros, why
from scorecard.schema import SCHEMAS
from tests.unit.measures.answers.town import material, share, shares


def one(**columns) -> pl.DataFrame:
    return pl.DataFrame({name: [value] for name, value in columns.items()})


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "text"),
    [
        (65.5, 1, "percent", "65.5%"),
        (92.0, 0, "percent", "92%"),
        (1651.0, 0, "count", "1,651"),
        (105.9, 1, "rate_per_10k", "105.9 per 10,000"),
        (75222.0, 0, "gbp", "£75,222"),
        (0.0, 0, "count", "0"),
        (-3.5, 1, "percent", "-3.5%"),
        (1234567.0, 0, "gbp", "£1,234,567"),
    ],
)
def test_a_figure_is_told_as_it_is_printed(value, decimals, unit, text):
    assert one(value=value, decimals=decimals, unit=unit).select(figure()).item() == text


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "text"),
    [
        (-2.1, 1, "percent", "2.1 points"),
        (8.0, 0, "count", "8"),
        (-0.5, 1, "days", "0.5 days"),
        (1.5, 1, "rate_per_10k", "1.5"),
        (-1200.0, 0, "gbp", "£1,200"),
    ],
)
def test_a_difference_is_told_without_its_sign_and_of_percentages_in_points(value, decimals, unit, text):
    assert one(value=value, decimals=decimals, unit=unit).select(difference("value")).item() == text


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_the_difference_of_two_printed_numbers_is_the_number_that_one_would_print(a, b, decimals):
    scale = 10**decimals
    row = one(a=a / scale, b=b / scale)
    assert row.select(from_micros(micros("a") - micros("b"))).item() == (a - b) / scale


@pytest.mark.parametrize(("cases", "reason"), [(19, "few-cases"), (20, None), (0, "few-cases"), (None, None)])
def test_nineteen_cases_are_few_and_twenty_are_not_and_nobody_knows_is_no_reason(cases, reason):
    row = pl.DataFrame({"cases": [cases]}, schema={"cases": pl.Float64})
    assert row.select(few(pl.col("cases"))).item() == reason


@pytest.mark.parametrize(
    ("severity", "caveat", "not_judged", "reason", "for_target"),
    [
        ("error", "caution", "average-of-nothing", "under-error", "under-error"),
        ("warning", "caution", "average-of-nothing", "under-caveat", "under-caveat"),
        (None, None, "average-of-nothing", "average-of-nothing", "average-of-nothing"),
        (None, None, "part-of-year", None, "part-of-year"),
        ("information", None, None, None, None),
    ],
)
def test_an_error_goes_before_a_warning_and_a_warning_before_the_rest(severity, caveat, not_judged, reason, for_target):
    row = pl.DataFrame(
        {"severity": [severity], "under_caveat": [caveat], "not_judged": [not_judged]},
        schema=dict.fromkeys(("severity", "under_caveat", "not_judged"), pl.String),
    )
    assert row.select(blocked()).item() == reason
    assert row.select(blocked(target=True)).item() == for_target


def test_every_reason_has_words_and_an_unknown_one_is_not_lost():
    rows = pl.DataFrame({"reason": [*REASONS, "new", None]})
    told = rows.select(why()).to_series().to_list()
    assert told == [*REASONS.values(), "new", None]


def test_answers_have_the_contracts_columns_and_keep_the_figure_beside_the_answer():
    rows = changes(material(shares("reviews", "2020-05", [(90, 100), (95, 100)]), share("reviews")))
    assert dict(rows.schema) == SCHEMAS["measures"]
    row = rows.filter(pl.col("measure") == "change-on-previous").row(1, named=True)
    assert (row["figure"], row["of_unit"], row["value"], row["unit"]) == (95.0, "percent", 5.0, "points")
