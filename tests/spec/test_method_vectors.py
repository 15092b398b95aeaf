"""The agreed cases of every rule of statistics: what goes in, what comes out, and what the case protects.

They stand in ``vectors/``, one file for a rule, and their number stands here, so that none is lost unseen. Numbers are
held to the decimals that a case writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from scorecard.statistics import comparison
from scorecard.statistics.charts_of_proportions import funnel, p_chart
from scorecard.statistics.columns import two_sided_z
from scorecard.statistics.intervals import byar, newcombe, wilson
from scorecard.statistics.revisions import revisions
from scorecard.statistics.trend import SIGNIFICANT, trend_marker
from scorecard.statistics.xmr import CAUSES, assurance, limits, special_causes, variation

Case = dict[str, Any]
ELSEWHERE = ("percentages", "numerators")
"""Vectors of the checks of what is printed: test_percentage_rounding.py."""
VECTORS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).with_name("vectors").glob("*.yml"))
    if path.stem not in ELSEWHERE
}
NUMBER_OF_VECTORS = {
    "comparison": 60,
    "control_limits": 5,
    "counts": 15,
    "funnels": 6,
    "neighbours": 3,
    "newcombe": 5,
    "p_charts": 4,
    "quartiles_and_ranks": 9,
    "revisions": 9,
    "trends": 13,
    "wilson": 16,
    "xmr_assurance": 21,
    "xmr_limits": 9,
    "xmr_special_causes": 23,
    "xmr_variation": 20,
}
LINES = ("lower", "lower_warning", "centre", "upper_warning", "upper")
LETTERS = {"H": "high", "L": "low", ".": None}


def cases(name: str) -> pytest.MarkDecorator:
    """Each case of a file, named by what it protects."""
    return pytest.mark.parametrize("case", VECTORS[name], ids=[case["protects"] for case in VECTORS[name]])


def series(case: Case, *names: str) -> pl.DataFrame:
    """The lists of a case as the columns of one group."""
    return pl.DataFrame({name: case[name] for name in names}, strict=False).with_columns(pl.lit("one").alias("group"))


def one_row(**values: object) -> pl.DataFrame:
    return pl.DataFrame({name: [value] for name, value in values.items()})


def near(number: float | None, decimals: int) -> object:
    return None if number is None else pytest.approx(number, abs=0.5001 * 10**-decimals)


def holds(row: dict[str, Any], expected: dict[str, float | None], decimals: int) -> None:
    for name, number in expected.items():
        assert row[name] == near(number, decimals), name


def test_no_vector_is_lost() -> None:
    assert {name: len(listed) for name, listed in VECTORS.items()} == NUMBER_OF_VECTORS


def test_every_vector_protects_something_of_its_own() -> None:
    for name, listed in VECTORS.items():
        assert len({case["protects"] for case in listed}) == len(listed), name


@cases("xmr_limits")
def test_limits(case: Case) -> None:
    drawn = series({"value": case["values"]}, "value").pipe(limits, by="group", screening=case.get("screening", False))
    holds(drawn.row(-1, named=True), case["gives"], decimals=2)


@cases("xmr_special_causes")
def test_special_causes(case: Case) -> None:
    points = series({"value": [float(value) for value in case["values"]]}, "value").pipe(limits, by="group")
    if "limits" in case:
        points = points.with_columns(pl.lit(float(line)).alias(name) for name, line in zip(LINES, case["limits"]))
    flagged = special_causes(points, by="group", run=case.get("run", 7))
    for cause in CAUSES:
        if cause in case:
            assert flagged[cause].to_list() == [LETTERS[sign] for sign in case[cause]], cause


@cases("xmr_variation")
def test_variation(case: Case) -> None:
    words = {name: case.get(name) for name in (*CAUSES, "good")}
    point = one_row(**words).cast(pl.String).with_columns(pl.lit(case.get("points", 13)).alias("points"), lower=0.0)
    assert variation(point, good="good")["variation"].item() == case["gives"]


@cases("xmr_assurance")
def test_assurance(case: Case) -> None:
    lower, upper = map(float, case["limits"])
    frame = one_row(points=case.get("points", 13), lower=lower, upper=upper, target=case["target"]).with_columns(
        pl.lit(case.get("good"), dtype=pl.String).alias("good")
    )
    assert assurance(frame, good="good", target="target")["assurance"].item() == case["gives"]


@cases("wilson")
def test_wilson(case: Case) -> None:
    found = one_row(x=case["x"], n=case["n"]).select(wilson("x", "n", case["confidence"])).row(0)
    assert list(found) == [near(number, 6) for number in case["gives"]]


@cases("counts")
def test_counts(case: Case) -> None:
    interval = byar("count", exact_below=case.get("exact_below", 10))
    found = one_row(count=case["count"]).select(interval).row(0)
    assert list(found) == [near(number, 4) for number in case["gives"]]


@cases("newcombe")
def test_newcombe(case: Case) -> None:
    (x1, n1), (x2, n2) = case["first"], case["second"]
    found = one_row(x1=x1, n1=n1, x2=x2, n2=n2).select(newcombe("x1", "n1", "x2", "n2")).row(0)
    assert list(found) == [near(number, 4) for number in case["gives"]]


@cases("control_limits")
def test_control_limits(case: Case) -> None:
    frame = one_row(p0=case["p0"], n=case["n"])
    found = frame.select(comparison.control_limits("p0", "n", case["confidence"])).row(0)
    assert list(found) == [near(number, 4) for number in case["gives"]]


@cases("comparison")
def test_comparison(case: Case) -> None:
    numbers = {"value": case.get("value"), "benchmark": case.get("benchmark")}
    for name in ("interval", "outer"):
        numbers[f"{name}_lower"], numbers[f"{name}_upper"] = case.get(name, [None, None])
    frame = one_row(**numbers).cast(pl.Float64).with_columns(pl.lit(case["good"], dtype=pl.String).alias("good"))
    assert frame.select(verdict(case)).item() == case["gives"]


def verdict(case: Case) -> pl.Expr:
    interval, outer = ("interval_lower", "interval_upper"), ("outer_lower", "outer_upper")
    match case["rule"]:
        case "against_fixed":
            return comparison.against_fixed("benchmark", interval, good="good")
        case "against_fixed_two_levels":
            return comparison.against_fixed_two_levels("benchmark", interval, outer, good="good")
        case "overlap":
            return comparison.overlap(interval, outer, good="good")
        case "against_limits":
            return comparison.against_limits("value", interval, good="good")
        case "target_single":
            asked = interval if "interval" in case else None
            return comparison.target_single("value", "benchmark", good="good", interval=asked)
        case "target_range":
            return comparison.target_range("value", *interval, good="good")
    raise ValueError(f"no rule is called {case['rule']}")


@cases("quartiles_and_ranks")
def test_quartiles_and_ranks(case: Case) -> None:
    group = series({"value": case["values"]}, "value").with_columns(pl.lit(case["good"], dtype=pl.String).alias("good"))
    judged = group.pipe(comparison.rank, by="group", good="good").pipe(
        comparison.quartile_bands, by="group", good="good"
    )
    assert judged["rank"].to_list() == case["ranks"]
    assert judged["band"].to_list() == [None if letter == "-" else letter for letter in case["bands"]]
    if "quartiles" in case:
        assert list(judged.select("lower_quartile", "median", "upper_quartile").row(0)) == case["quartiles"]


@cases("neighbours")
def test_neighbours(case: Case) -> None:
    frame = series({"value": case["values"]}, "value")
    assert comparison.neighbour_mean(frame, by="group").row(0, named=True) == {"group": "one", **case["gives"]}


@cases("trends")
def test_trends(case: Case) -> None:
    (marked,) = trend_marker(series(case, "x", "n"), by="group", x="x", n="n").to_dicts()
    assert marked["trend"] == case["gives"]
    if "chi_squared" in case:
        assert marked["chi_squared"] == near(case["chi_squared"], 2)


@cases("revisions")
def test_revisions(case: Case) -> None:
    (summary,) = revisions(series(case, "earlier", "later"), by="group").to_dicts()
    holds(summary, case["gives"], decimals=4)


@cases("funnels")
def test_funnels(case: Case) -> None:
    areas = series(case, "x", "n")
    drawn = funnel(areas, by="group", x="x", n="n", over_dispersion=case.get("over_dispersion", False))
    holds(drawn.row(0, named=True), case["gives"], decimals=4)


@cases("p_charts")
def test_p_charts(case: Case) -> None:
    holds(p_chart(series(case, "x", "n"), by="group", x="x", n="n").row(0, named=True), case["gives"], decimals=4)


@pytest.mark.parametrize(("confidence", "z"), [(0.95, 1.959964), (0.998, 3.090232)])
def test_z_is_not_cut_to_two_decimals(confidence: float, z: float) -> None:
    assert two_sided_z(confidence) == near(z, 6)


def test_a_trend_is_significant_above_the_chi_squared_of_one_in_five_hundred() -> None:
    assert near(9.5495, 4) == SIGNIFICANT
