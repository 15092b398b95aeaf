"""Ordinary mistakes: what is tried, what is said where one or several fit, and what explains nothing."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.validate.rules.shared.causes.sums import parts_of_sums
from scorecard.validate.rules.shared.causes.tries import (
    LAST_RESORT,
    digits_exchanged,
    named,
    numbered,
    telling,
    try_of,
    with_rank,
    years_apart,
)

MICROS = 1_000_000
FAILING = pl.DataFrame({"published": ["1", "2", "3"]})


def said(*tries: tuple[int, str | None, int]) -> list[str | None]:
    """The suggestions for three failing figures, of which these tries fit."""
    asked = numbered(FAILING)
    frames = [try_of(asked.filter(pl.col("row") == row), pl.lit(words), order) for row, words, order in tries]
    return named(asked, frames)["suggestion"].to_list()


def test_a_fitting_mistake_is_said_of_its_own_figure() -> None:
    assert said((1, "it is the row above", 1)) == [None, "Fits exactly: it is the row above.", None]


def test_several_are_counted_and_said_in_order_and_the_same_is_said_once() -> None:
    assert said((0, "b", 2), (0, "a", 2), (0, "c", 1), (0, "a", 3))[0] == "3 explanations fit: c; a; b."


def test_no_more_than_three_are_spelled_out() -> None:
    assert said(*((0, letter, 1) for letter in "abcde"))[0] == "5 explanations fit: a; b; c."


def test_the_last_resort_is_named_only_where_nothing_else_fits() -> None:
    last = "one digit is wrong"
    assert said((0, last, LAST_RESORT), (0, "cut off", 1), (1, last, LAST_RESORT)) == [
        "Fits exactly: cut off.",
        f"Fits exactly: {last}.",
        None,
    ]


def test_a_try_without_words_says_nothing_and_an_older_suggestion_goes() -> None:
    asked = numbered(FAILING.with_columns(suggestion=pl.lit("older")))
    assert named(asked, [try_of(asked, pl.lit(None, dtype=pl.String), 1)])["suggestion"].to_list() == [None] * 3


@pytest.mark.parametrize(
    ("value", "tells"), [(0, False), (2, False), (-2, False), (3, True), (-3, True), (99.9, True), (100, False)]
)
def test_small_numbers_nothing_and_everything_explain_nothing(value: float, tells: bool) -> None:
    frame = pl.DataFrame({"micro": [round(value * MICROS)]})
    assert frame.select(telling()).item() is tells


@pytest.mark.parametrize(
    ("label", "other", "apart"),
    [("2015/16", "2016/17", 1), ("2016/17", "2014/15", 2), ("2015/16", "2015-06", None), ("latest", "2015/16", None)],
)
def test_years_apart(label: str, other: str, apart: int | None) -> None:
    assert pl.DataFrame({"a": [label], "b": [other]}).select(years_apart("a", "b")).item() == apart


def exchanged(number: str, longest: int = 7) -> list[str]:
    frame = pl.DataFrame({"digits": [number]})
    ways = (frame.filter(possible).select(swapped) for swapped, possible in digits_exchanged(pl.col("digits"), longest))
    return [text for way in ways for text in way.to_series().to_list()]


def test_neighbouring_digits_are_exchanged_where_they_differ() -> None:
    assert exchanged("1223") == ["2123", "1232"]
    assert exchanged("7") == exchanged("77") == []
    assert exchanged("1234", longest=3) == ["2134", "1324"]


def test_lines_of_a_table_are_ranked_by_what_is_printed_on_them() -> None:
    printed = pl.DataFrame({"document": ["d"] * 4, "table": ["t", "t", "t", "u"], "line": [9, 4, 9, 1]})
    ranked = with_rank(pl.DataFrame({"document": ["d"] * 3, "table": ["t"] * 3, "line": [4, 9, 5]}), printed)
    assert dict(ranked.select("line", "rank").rows()) == {4: 1, 9: 2}


def sum_of(parts: dict[str, int], printed: int, gaps: int = 0) -> list[tuple[str, int]]:
    """What is tried for a printed whole of these parts."""
    whole = pl.DataFrame(
        {
            "document": ["d"],
            "indicator": ["a"],
            "area": ["Town"],
            "breakdown": [None],
            "unit": ["count"],
            "period": ["2015/16"],
            "micro": [printed * MICROS],
            "sum": [sum(parts.values()) * MICROS],
            "gaps": [gaps],
            "part_micros": [[part * MICROS for part in parts.values()]],
            "part_names": [list(parts)],
        },
        schema_overrides={"breakdown": pl.String},
    )
    other_year = whole.select(
        "document",
        "indicator",
        "area",
        "breakdown",
        "unit",
        pl.lit("value").alias("what"),
        pl.lit(50 * MICROS).alias("micro"),
        pl.lit("2016/17").alias("period"),
        pl.lit(3).alias("line"),
    )
    return parts_of_sums(whole, other_year).select("words", "order").rows()  # type: ignore[return-value]


def test_a_part_left_out_or_taken_twice() -> None:
    assert sum_of({"x": 5, "y": 7}, printed=7) == [("it leaves out x", 1)]
    assert sum_of({"x": 5, "y": 7}, printed=17) == [("it takes x twice", 1)]
    assert sum_of({"x": 5, "y": 0}, printed=5) == []


def test_where_parts_are_missing_none_was_taken_twice() -> None:
    assert sum_of({"x": 5, "y": 7}, printed=17, gaps=1) == []


def test_the_parts_of_another_year() -> None:
    assert sum_of({"x": 20, "y": 30}, printed=40) == [("the parts make the whole of 2016/17 (line 3)", 0)]
