"""Tolerances as printed, read as intervals.

An interval is written as in mathematics: ``[33, )`` is 33 and more, ``( , 33)`` is less than 33, ``-`` cannot be read.
"""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.clean.contract.bands import amber_below_red, beside_range
from scorecard.text.tolerances import (
    CONTRADICTION,
    ILLEGIBLE,
    NO_SIDE,
    OF_A_CHANGE,
    OTHER_UNIT,
    TOLERANCE_SCHEMA,
    Tolerance,
    read_tolerance,
)


def written(lower: float | None, upper: float | None, closed_below: bool | None, closed_above: bool | None) -> str:
    if lower is None and upper is None:
        assert closed_below is None and closed_above is None
        return "-"
    left = f"{'[' if closed_below else '('}{'' if lower is None else format(lower, 'g')}"
    return f"{left}, {'' if upper is None else format(upper, 'g')}{']' if closed_above else ')'}"


def interval(printed: str, good: str = "info", unit: str | None = None) -> str:
    return written(*read_tolerance(printed, good, unit)[:4])


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
        ("≥95%", "[95, )"),
        (">=95%", "[95, )"),
        ("=>95%", "[95, )"),
        ("95%≥", "[95, )"),
        ("≤10", "(, 10]"),
        ("≤ 10", "(, 10]"),
        ("=<10", "(, 10]"),
        ("<=90%", "(, 90]"),
        ("≤203", "(, 203]"),
        ("<203", "(, 203)"),
        ("90-95%", "[90, 95]"),
        ("90% - 95%", "[90, 95]"),
        ("90% to 95%", "[90, 95]"),
        ("90 to 95", "[90, 95]"),
        ("from 90 to 95", "[90, 95]"),
        ("between 90% and 95%", "[90, 95]"),
        ("85.0 - 94.9%", "[85, 94.9]"),
        ("95-90%", "[90, 95]"),
        ("between 95 and 90", "[90, 95]"),
        ("90%<95%", "[90, 95)"),
        ("90% to <95%", "[90, 95)"),
        (">=90% & <95%", "[90, 95)"),
        (">=90% and <95%", "[90, 95)"),
        ("<95% and >=90%", "[90, 95)"),
        (">90 - 95", "(90, 95]"),
        ("over 90 and under 95", "(90, 95)"),
        ("95% or more", "[95, )"),
        ("95% or above", "[95, )"),
        ("90 and over", "[90, )"),
        ("at least 95%", "[95, )"),
        ("At least 95 per cent", "[95, )"),
        ("not less than 3", "[3, )"),
        ("minimum 95%", "[95, )"),
        ("95% minimum", "[95, )"),
        ("no more than 10", "(, 10]"),
        ("no higher than 12", "(, 12]"),
        ("up to 10", "(, 10]"),
        ("10 or fewer", "(, 10]"),
        ("10 or fewer days", "(, 10]"),
        ("10 days or fewer", "(, 10]"),
        ("Fewer than 85", "(, 85)"),
        ("fewer than 85 children", "(, 85)"),
        ("Less than 22%", "(, 22)"),
        ("below 22%", "(, 22)"),
        ("under 5", "(, 5)"),
        ("above 90", "(90, )"),
        ("more than 90", "(90, )"),
        ("over 1,000", "(1000, )"),
        ("within 5 of 40", "[35, 45]"),
        ("± 5 of 40", "[35, 45]"),
        ("95% ± 2", "[93, 97]"),
        ("≤ 65 per 10,000", "(, 65]"),
        ("±10", "-"),
        ("over 1% above range", "-"),
        ("1 above", "-"),
        ("1 +/-15", "-"),
        (">95% <90%", "-"),
        (">90 >95", "-"),
        ("<5 or >10", "-"),
        ("90 or 95", "-"),
        ("26% in summer, 23% in winter", "-"),
        ("Additional 800", "-"),
        ("800 more", "-"),
        ("5% improvement", "-"),
        ("reduce by 10%", "-"),
        ("5 points above national", "-"),
    ],
)
def test_a_tolerance_that_says_its_side_is_read_alike_for_every_polarity(
    printed: str | None, expected: str, good: str
) -> None:
    assert interval(printed, good) == expected


@pytest.mark.parametrize(
    "printed",
    ["95%", "95", "95% target", "Target: 95%", "95 (2019)", " 95 % ", "95.", "95% by March 2020", "95% or better"],
)
@pytest.mark.parametrize(
    ("good", "expected"), [("high", "[95, )"), ("low", "(, 95]"), ("info", "-"), ("within-limits", "-")]
)
def test_a_plain_target_is_open_on_its_good_side(printed: str, good: str, expected: str) -> None:
    assert interval(printed, good) == expected


def test_words_behind_a_target_count_for_counts_but_not_for_percentages() -> None:
    assert interval("822 families", "high", "count") == "[822, )"
    assert interval("822 families", "high") == "[822, )"
    assert interval("822 families", "high", "percent") == interval("at least 822 families", "high", "percent") == "-"
    assert interval("95% target", "high", "percent") == "[95, )"
    assert interval("<33%", "high", "percent") == "(, 33)"


def test_a_percentage_is_no_target_of_a_count() -> None:
    assert interval("100%", "high", "count") == "-"
    assert interval("100%", "high", "percent") == "[100, )"


def rows_of(good: str = "low", unit: str | None = None, **printed: str) -> pl.DataFrame:
    """The rows of one line of tolerances, read beside each other; ``printed`` is what stands in each band."""
    rows = [("d", 7, "i", band, *read_tolerance(text, good, unit)) for band, text in printed.items()]
    row = dict.fromkeys(("document", "indicator", "band"), pl.String()) | {"line": pl.Int64()}
    order = ["document", "line", "indicator", "band"]
    frame = pl.DataFrame(rows, schema={c: row[c] for c in order} | TOLERANCE_SCHEMA, orient="row")
    return amber_below_red(beside_range(frame))


def bands(**printed: str) -> dict[str, str]:
    return {
        r["band"]: f"{r['lower']}..{r['upper']} {r['lower_closed']} {r['upper_closed']}"
        for r in rows_of(**printed).to_dicts()
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
    assert bands(red="25+", amber="24>", green="23<")["amber"] == "24.0..None True None", "one step behind green"
    assert bands(red="26+", amber="24>", green="22<")["amber"] == "24.0..None True None", "25 would be of no band"
    assert bands(red="25+", amber="26>", green="22<")["amber"] == "26.0..None True None", "behind the start of red"
    assert bands(red="26+", amber="26>", green="22<")["amber"] == "None..26.0 None False", "where red starts"


def test_amber_is_not_turned_by_the_red_of_another_line_nor_by_a_closed_red() -> None:
    assert bands(amber="26%>") == {"amber": "26.0..None True None"}
    assert bands(red=">26<30", amber=">26")["amber"] == "26.0..None False None"
    assert bands(red="<26", amber="26%>") == {"red": "None..26.0 None False", "amber": "26.0..None True None"}


def test_green_is_never_turned() -> None:
    assert bands(red="26%+", green="26%>")["green"] == "26.0..None True None"


@pytest.mark.parametrize(
    ("printed", "unit", "why"),
    [
        ("100%", "count", OTHER_UNIT),
        ("1% above range", "cases", OTHER_UNIT),
        ("822 families", "percent", OTHER_UNIT),
        ("£400", "count", OTHER_UNIT),
        ("65 per 10,000", "percent", OTHER_UNIT),
        ("Additional 800", "count", OF_A_CHANGE),
        ("25% reduction", "percent", OF_A_CHANGE),
        (">95% <90%", "percent", CONTRADICTION),
        (">90 <90", "count", CONTRADICTION),
        ("95", "count", NO_SIDE),
        ("26% in summer, 23% in winter", "percent", ILLEGIBLE),
        ("9S or 90", "count", ILLEGIBLE),
        ("1,65", "count", ILLEGIBLE),
        ("<1,65", None, ILLEGIBLE),
    ],
)
def test_a_figure_that_is_not_read_says_why(printed: str, unit: str | None, why: str) -> None:
    assert read_tolerance(printed, "info", unit) == Tolerance(reason=why)


@pytest.mark.parametrize(
    "printed",
    ["range to be set", "n/a", "TBC", "-", "", "No target", "To reduce", "Lower by 2020", "better than in 2018/19"],
)
def test_words_without_a_figure_are_nothing_that_could_not_be_read(printed: str) -> None:
    assert read_tolerance(printed, "high", "percent") == Tolerance()


def test_how_far_above_a_range_is_read_beside_it() -> None:
    printed = {"green": "14-20", "amber": "1 above range", "red": "1+ above range"}
    assert bands(**printed) == {
        "green": "14.0..20.0 True True",
        "amber": "20.0..21.0 False False",  # 21 is red's
        "red": "21.0..None True None",
    }
    assert bands(green="14-20", amber="2 above range")["amber"] == "20.0..22.0 False True"
    assert bands(green="14-20", amber="up to 2 above range")["amber"] == "20.0..22.0 False True"
    assert bands(green="14-20", red="over 2 above range")["red"] == "22.0..None False None"
    assert bands(green="14-20", red="above range")["red"] == "20.0..None False None"
    assert bands(green="14-20", amber="1 below the range")["amber"] == "13.0..14.0 True False"
    assert bands(green="14-20", red="1+ below range")["red"] == "None..13.0 None True"


def test_how_far_around_a_middle_is_read_beside_it_and_outside_is_two_intervals() -> None:
    printed = {"green": "+/-5 of 40", "amber": "+/-10", "red": "more than +/-10"}
    rows = rows_of(**printed).select("band", "lower", "upper", "lower_closed", "upper_closed").rows()
    assert rows == [
        ("green", 35.0, 45.0, True, True),
        ("amber", 30.0, 50.0, True, True),
        ("red", None, 30.0, None, False),
        ("red", 50.0, None, False, None),
    ]


@pytest.mark.parametrize("green", ["range to be set", "20+", "n/a"])
def test_what_is_relative_to_a_range_that_is_not_printed_has_no_interval(green: str) -> None:
    assert bands(green=green, amber="1 above range", red="+/-10") | {"green": ""} == {
        "green": "",
        "amber": "None..None None None",
        "red": "None..None None None",
    }


def test_how_far_around_a_range_without_a_middle_has_no_interval() -> None:
    assert bands(green="14-20", amber="+/-10")["amber"] == "None..None None None"
    assert rows_of(green="14-20", red="more than +/-10").select("band", "lower", "upper").rows() == [
        ("green", 14.0, 20.0),
        ("red", None, None),
    ]


bounds = st.lists(st.integers(0, 99_999).map(lambda tenths: tenths / 10), min_size=1, max_size=9)


@given(bounds, bounds, st.sampled_from(["", "%", " %"]), st.sampled_from(["high", "low", "info", "within-limits"]))
def test_what_is_printed_is_read_again(lows: list[float], highs: list[float], percent: str, good: str) -> None:
    printed = {f"<{high:,.1f}{percent}": f"(, {high:g})" for high in highs}
    printed |= {f"{high:,.1f}{percent}<": f"(, {high:g})" for high in highs}
    printed |= {f"{low:,.1f}{percent}{sign}": f"[{low:g}, )" for low in lows for sign in ">+"}
    printed |= {f">{low:,.1f}{percent}": f"({low:g}, )" for low in lows}
    for low, high in zip(lows, highs, strict=False):
        printed[f">{low:,.1f}{percent} <{high:,.1f}{percent}"] = f"({low:g}, {high:g})" if low < high else "-"
        printed[f"{low:,.1f}-{high:,.1f}"] = f"[{min(low, high):g}, {max(low, high):g}]"
    assert [interval(text, good) for text in printed] == list(printed.values())


@given(st.text(max_size=20), st.sampled_from(["high", "low", "info", "within-limits"]))
def test_any_text_is_read_without_a_crash(printed: str, good: str) -> None:
    assert interval(printed, good)
