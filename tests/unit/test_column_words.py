"""The same figure is written the same way in every explanation."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from scorecard import column_words as words


def said(expression: pl.Expr, **row: Any) -> str | None:
    types = {"decimals": pl.Int8, "micro": pl.Int64, "top": pl.Float64, "bottom": pl.Float64, "n": pl.Float64}
    schema = {c: types.get(c, pl.Date if isinstance(v, date) else pl.String) for c, v in row.items()}
    return pl.DataFrame([row], schema=schema, orient="row").select(expression).item()  # type: ignore[no-any-return]


FIGURES = [
    ("a count", 603_000_000, 0, "count", "603"),
    ("a count without decimals said", 603_000_000, None, "count", "603"),
    ("just below a thousand", 999_000_000, 0, "count", "999"),
    ("a thousand", 1_000_000_000, 0, "count", "1,000"),
    ("thousands keep their noughts", 1_005_000_000, 0, "count", "1,005"),
    ("a percentage", 65_500_000, 1, "percent", "65.5%"),
    ("a nought is kept", 65_000_000, 1, "percent", "65.0%"),
    ("two decimals, the first a nought", 65_050_000, 2, "percent", "65.05%"),
    ("below nought", -2_500_000, 1, "percent", "-2.5%"),
    ("pounds", 75_222_000_000, 0, "gbp", "£75,222"),
    ("a rate", 105_900_000, 1, "rate_per_10k", "105.9 per 10,000"),
    ("a rate of more", 12_000_000, 0, "rate_per_100k", "12 per 100,000"),
    ("days", 121_000_000, 0, "days", "121 days"),
    ("no unit", 5_000_000, 0, None, "5"),
    ("nought", 0, 0, "count", "0"),
    ("just below nought", -1_000_000, 0, "count", "-1"),
    ("six decimals", 1_234_567, 6, "count", "1.234567"),
    ("a part of one", 50_000, 2, "percent", "0.05%"),
    ("just above a thousand", 1_001_000_000, 0, "count", "1,001"),
]


@pytest.mark.parametrize(("micro", "decimals", "unit", "text"), [c[1:] for c in FIGURES], ids=[c[0] for c in FIGURES])
def test_a_figure_in_words(micro: int, decimals: int | None, unit: str | None, text: str) -> None:
    assert said(words.figure(), micro=micro, decimals=decimals, unit=unit) == text


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (448.0, "448"),
        (12.5, "12.5"),
        (12.25, "12.25"),
        (12.256, "12.25"),
        (1651.0, "1,651"),
        (0.1, "0.1"),
        (0, "0"),
        (16.4, "16.4"),
        (4.02, "4.02"),
    ],
)
def test_a_count_has_as_many_decimals_as_it_needs_and_at_most_two(n: float, text: str) -> None:
    assert said(words.count("n"), n=n) == text


@pytest.mark.parametrize(
    ("x", "y", "decimals", "text"),
    [
        (144, 220, 1, "65.5%"),
        (1, 3, 2, "33.33%"),
        (2, 3, 0, "66.7%"),
        (2, 3, None, "66.7%"),
        (1, 8, 2, "12.50%"),
        (1, 80, 1, "1.3%"),
        (0, 7, 1, "0.0%"),
        (1, 3, 6, "33.33333%"),
        (7, 7, 1, "100.0%"),
    ],
)
def test_the_share_that_x_of_y_gives_is_rounded_half_up(x: int, y: int, decimals: int | None, text: str) -> None:
    assert said(words.exact_percent("top", "bottom"), top=float(x), bottom=float(y), decimals=decimals) == text


@pytest.mark.parametrize(
    ("label", "kind", "text"),
    [
        ("2020-06", "month", "June 2020"),
        ("latest", "latest", "a time not named"),
        ("2020/21 YTD", "year_to_date", "2020/21 to date"),
        ("2020/21 Q1", "quarter", "2020/21 Q1"),
    ],
)
def test_a_period_in_words(label: str, kind: str, text: str) -> None:
    row = {"period": label, "period_kind": kind, "period_start": date(2020, 6, 1)}
    assert said(words.period(), **row) == text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "Visits"),
        ({"title": None}, "visits made"),
        ({"title": None, "indicator_name": None}, "visits"),
        ({"breakdown": "By car"}, "Visits – By car"),
        ({"area": "East", "area_kind": "locality"}, "Visits, East"),
        (
            {"breakdown": "By car", "area": "National average", "area_kind": "comparator"},
            "Visits – By car, National average",
        ),
        ({"area_kind": None, "area": None}, "Visits"),
    ],
)
def test_what_a_figure_is_about(changes: dict[str, Any], text: str) -> None:
    row = {
        "title": "Visits",
        "indicator_name": "visits made",
        "indicator": "visits",
        "breakdown": None,
        "area": "Town",
        "area_kind": "authority",
    }
    assert said(words.about(), **(row | changes)) == text


def test_a_place_names_its_document_only_where_it_is_another_one() -> None:
    assert said(words.at(), other_line="549") == "line 549"
    assert said(words.at("near", "pack"), near="5", pack="pack-may") == "line 5 of pack-may"


@pytest.mark.parametrize(("what", "text"), [("value", ""), ("x", "x = "), ("y", "y = ")])
def test_one_half_of_an_x_of_y_says_which(what: str, text: str) -> None:
    assert said(words.letter(), what=what) == text


@pytest.mark.parametrize(("n", "text"), [(448.0, "448"), (12.5, "12.5"), (-3.0, "-3"), (None, None)])
def test_a_number_is_as_short_as_it_is_exact(n: float | None, text: str | None) -> None:
    assert said(words.bare_number("n"), n=n) == text
    assert said(words.bare_number(pl.col("n")), n=n) == text


@pytest.mark.parametrize(
    ("units", "decimals", "text"),
    [(919, 1, "91.9"), (920, 1, "92.0"), (92, 0, "92"), (-5, 1, "-0.5"), (5, 2, "0.05"), (0, 0, "0"), (-1, 0, "-1")],
)
def test_units_of_the_last_decimal_keep_their_noughts(units: int, decimals: int, text: str) -> None:
    assert said(words.bare_units("micro", "decimals"), micro=units, decimals=decimals) == text
    assert said(words.bare_units(pl.col("micro"), pl.col("decimals")), micro=units, decimals=decimals) == text


def test_an_expected_figure_has_the_decimals_and_the_unit_of_the_printed_one() -> None:
    for value, text in ((16.4, "16.4%"), (16.44, "16.4%"), (7.0, "7.0%")):
        frame = pl.DataFrame({"expected_value": [value], "decimals": [1], "unit": ["percent"]})
        assert frame.select(words.expected()).item() == text


def test_counts_with_decimals_make_the_share_of_whole_ones() -> None:
    assert said(words.exact_percent("top", "bottom"), top=0.6, bottom=3.4, decimals=1) == "33.3%"
