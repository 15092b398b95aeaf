"""Tolerances as printed, read as intervals.

An interval is written as in mathematics: ``[33, )`` is 33 and more, ``( , 33)`` is less than 33, ``-`` cannot be read.
"""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.text.tolerances import amber_below_red, read_intervals


def intervals(*printed: str | None, good: str = "info", unit: str | None = None) -> list[str]:
    frame = pl.DataFrame({"printed": printed}, schema={"printed": pl.String})
    units = None if unit is None else pl.lit(unit)
    return [written(*row) for row in frame.select(read_intervals(pl.col("printed"), pl.lit(good), units)).rows()]


def written(lower: float | None, upper: float | None, closed_below: bool | None, closed_above: bool | None) -> str:
    if lower is None and upper is None:
        assert closed_below is None and closed_above is None
        return "-"
    left = f"{'[' if closed_below else '('}{'' if lower is None else format(lower, 'g')}"
    return f"{left}, {'' if upper is None else format(upper, 'g')}{']' if closed_above else ')'}"


def interval(printed: str | None, good: str = "info", unit: str | None = None) -> str:
    return intervals(printed, good=good, unit=unit)[0]


@pytest.mark.parametrize("good", ["high", "low", "info"])
@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("<33%", "(, 33)"),
        ("<95.2", "(, 95.2)"),
        ("10.8%<", "(, 10.8)"),
        ("13 <", "(, 13)"),
        ("33%>", "[33, )"),
        ("35%+", "[35, )"),
        ("35+", "[35, )"),
        (">10", "(10, )"),
        (">5<10", "(5, 10)"),
        (">5% <10%", "(5, 10)"),
        ("14-20", "[14, 20]"),
        ("14 - 20", "[14, 20]"),
        ("14–20", "[14, 20]"),
        ("+/-5 of 158.8", "[153.8, 163.8]"),
        ("up to +/-5 of 158.8", "[153.8, 163.8]"),
        ("1,651+", "[1651, )"),
        ("range to be set", "-"),
        ("n/a", "-"),
        ("TBC", "-"),
        ("-", "-"),
        ("", "-"),
        (None, "-"),
        ("1+ above range", "-"),
        ("x<5", "-"),
        ("<script>", "-"),
        ("=cmd|5", "-"),
        ("<<5", "-"),
        ("<1,65", "-"),
        ("14-20-26", "-"),
        ("14-", "-"),
        ("+/-5", "-"),
        ("5 of 158.8", "-"),
        ("<", "-"),
    ],
)
def test_a_tolerance_that_says_its_side_is_read_alike_for_every_polarity(
    printed: str | None, expected: str, good: str
) -> None:
    assert interval(printed, good) == expected


@pytest.mark.parametrize("printed", ["95%", "95", "95% target", "Target 95%", "95 (2019)", " 95 % "])
@pytest.mark.parametrize(
    ("good", "expected"), [("high", "[95, )"), ("low", "(, 95]"), ("info", "-"), ("within-limits", "-")]
)
def test_a_plain_target_is_open_on_its_good_side(printed: str, good: str, expected: str) -> None:
    assert interval(printed, good) == expected


def test_words_behind_a_target_count_for_counts_but_not_for_percentages() -> None:
    assert interval("822 families", "high", "count") == "[822, )"
    assert interval("822 families", "high") == "[822, )"
    assert interval("822 families", "high", "percent") == "-"
    assert interval("95% target", "high", "percent") == "[95, )"
    assert interval("<33%", "high", "percent") == "(, 33)"


def test_a_percentage_is_no_target_of_a_count() -> None:
    assert interval("100%", "high", "count") == "-"
    assert interval("100%", "high", "percent") == "[100, )"


def bands(**printed: str) -> dict[str, str]:
    frame = pl.DataFrame(
        [("d", 7, "i", band, text) for band, text in printed.items()],
        schema=["document", "line", "indicator", "band", "text"],
        orient="row",
    ).with_columns(read_intervals(pl.col("text"), pl.lit("low")))
    return {
        r["band"]: f"{r['lower']}..{r['upper']} {r['lower_closed']} {r['upper_closed']}"
        for r in amber_below_red(frame).to_dicts()
    }


def test_amber_that_starts_where_red_does_lies_below_it() -> None:
    assert bands(red="26%+", amber="26%>") == {"red": "26.0..None True None", "amber": "None..26.0 None False"}


def test_amber_that_starts_before_red_goes_up_from_there() -> None:
    assert bands(red="30%+", amber="26%>")["amber"] == "26.0..None True None"


def test_amber_between_green_and_red_ends_there_for_no_band_would_be_left_for_what_lies_below() -> None:
    assert bands(red="25+", amber="24>", green="22<")["amber"] == "None..24.0 None True"
    assert bands(red="30%+", amber="26%>", green="26%<")["amber"] == "26.0..None True None"
    assert bands(amber="24>", green="22<")["amber"] == "24.0..None True None"
    assert bands(red="30%+", amber="27%>", green="26%<")["amber"] == "27.0..None True None"


def test_amber_is_not_turned_by_the_red_of_another_line_nor_by_a_closed_red() -> None:
    assert bands(amber="26%>") == {"amber": "26.0..None True None"}
    assert bands(red=">26<30", amber=">26")["amber"] == "26.0..None False None"
    assert bands(red="<26", amber="26%>") == {"red": "None..26.0 None False", "amber": "26.0..None True None"}


def test_green_is_never_turned() -> None:
    assert bands(red="26%+", green="26%>")["green"] == "26.0..None True None"


bounds = st.lists(st.integers(0, 99_999).map(lambda tenths: tenths / 10), min_size=1, max_size=9)


@given(bounds, bounds, st.sampled_from(["", "%", " %"]), st.sampled_from(["high", "low", "info", "within-limits"]))
def test_what_is_printed_is_read_again(lows: list[float], highs: list[float], percent: str, good: str) -> None:
    """In one column, as each column of expressions costs the same for one tolerance and for many."""
    printed = {f"<{high:,.1f}{percent}": f"(, {high:g})" for high in highs}
    printed |= {f"{high:,.1f}{percent}<": f"(, {high:g})" for high in highs}
    printed |= {f"{low:,.1f}{percent}{sign}": f"[{low:g}, )" for low in lows for sign in ">+"}
    printed |= {f">{low:,.1f}{percent}": f"({low:g}, )" for low in lows}
    for low, high in zip(lows, highs, strict=False):
        printed[f">{low:,.1f}{percent} <{high:,.1f}{percent}"] = f"({low:g}, {high:g})"
        printed[f"{low:,.1f}-{high:,.1f}"] = f"[{low:g}, {high:g}]"
    assert intervals(*printed, good=good) == list(printed.values())


@given(st.text(max_size=20), st.sampled_from(["high", "low", "info", "within-limits"]))
def test_any_text_is_read_without_a_crash(printed: str, good: str) -> None:
    assert interval(printed, good)
