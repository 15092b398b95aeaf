"""Four measures of an invented pack worked out by hand, beside what the table of answers says of them.

Each number stands in a comment as one would reach it with pencil and paper, and is worked out again in exact fractions.
Where a root or an exponential would be needed, the answer is put back into the equation that defines it.
"""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import polars as pl
import pytest

from scorecard.measures.answers.answer import answer
from tests.unit.measures.answers.town import counts, material, printed, share, to_date
from tests.unit.validate.rule_frames import indicator, threshold

Z = Fraction("1.959963984540054")
"""The normal deviate that leaves 2.5% beyond it."""
PACKS = {"pack-april": date(2020, 4, 30), "pack": date(2020, 6, 30)}

# Reviews in time: month, as printed, x of y. High is good; red below 85, amber from 85, green from 95.
REVIEWS = {
    "2019-06": ("88.6%", 390, 440),  # 88.636…
    "2020-03": ("88.4%", 380, 430),  # 88.372…
    "2020-05": ("90.0%", 405, 450),  # exactly
    "2020-06": ("92.0%", 412, 448),  # 91.964…
}
ENGLAND = "89.5%"
# Visits in a month, no good direction: the worked example of Making Data Count.
VISITS = [20, 24, 20, 26, 22, 16, 18, 16, 31, 28, 34, 26, 30, 19, 18]
# Adoptions: they add up over the year, high is good. April was 4 in the pack of April.
ADOPTED = {"2020-04": 3, "2020-05": 0, "2020-06": 5}
# Children with a plan in each year: x of y, low is good.
PLANS = {2015: (400, 1000), 2016: (380, 1000), 2017: (350, 1000), 2018: (330, 1000), 2019: (300, 1000)}


def _rows() -> list[dict[str, Any]]:
    return [
        *(printed("reviews", label, text, x=x, y=y) for label, (text, x, y) in REVIEWS.items()),
        printed("reviews", "2018/19", ENGLAND, area="National average", area_kind="comparator", cell=7),
        *counts("visits", "2019-04", VISITS),
        *(printed("adopted", label, str(number)) for label, number in ADOPTED.items()),
        printed("adopted", "2020-04", "4", document="pack-april"),
        printed("adopted", "2020/21 YTD", "9", **to_date("2020/21", date(2020, 6, 30))),
        *(printed("plans", f"{year}/{year - 1999}", f"{100 * x / y:.1f}%", x=x, y=y) for year, (x, y) in PLANS.items()),
    ]


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    edges = [
        threshold("reviews", "red", "<85%", None, 85, line=4, closed=(True, False)),
        threshold("reviews", "amber", "85%>", 85, 95, line=4, closed=(True, False)),
        threshold("reviews", "green", "95%+", 95, None, line=4),
    ]
    known = (
        share("reviews"),
        indicator("visits", good="info"),
        indicator("adopted", adds_up=True),
        share("plans", good="low"),
    )
    return answer(material(_rows(), *known, documents=PACKS, thresholds=edges))


def of(table: pl.DataFrame, id: str, period: str, measure: str, **where: Any) -> dict[str, Any]:
    rows = table.filter(pl.col("indicator") == id, pl.col("period") == period, pl.col("measure") == measure)
    for column, value in where.items():
        rows = rows.filter(pl.col(column).eq_missing(pl.lit(value)))
    (row,) = rows.to_dicts()
    return row


def percent(text: str) -> Fraction:
    return Fraction(text.strip("%"))


# ---- reviews in time, June 2020 ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "before", "by_hand"),
    [
        ("change-on-previous", "2020-05", "2.0"),  # 92.0 - 90.0
        ("change-on-quarter", "2020-03", "3.6"),  # 92.0 - 88.4
        ("change-on-year", "2019-06", "3.4"),  # 92.0 - 88.6
    ],
)
def test_the_changes_are_the_differences_of_what_is_printed(table, measure, before, by_hand):
    now, then = REVIEWS["2020-06"], REVIEWS[before]
    row = of(table, "reviews", "2020-06", measure)
    assert Fraction(by_hand) == percent(now[0]) - percent(then[0])
    assert (row["value"], row["against_period"], row["verdict"]) == (float(by_hand), before, "better")
    # from x of y it rose too, and by a point at least, so that every way agrees: 412 x 450 > 405 x 448
    assert Fraction(now[1], now[2]) > Fraction(then[1], then[2]) and row["sure"] == "robust"


def test_amber_is_seven_point_one_points_from_red_and_three_from_green(table):
    # the next printed value below 85 is 84.9: 84.9 - 92.0 = -7.1; green begins at 95.0: 95.0 - 92.0 = 3.0
    tenth, value = Fraction(1, 10), percent("92.0%")
    row = of(table, "reviews", "2020-06", "margin-to-next-band")
    assert (Fraction(85) - tenth - value, Fraction(95) - value) == (Fraction("-7.1"), Fraction("3.0"))
    assert (row["lower"], row["upper"], row["value"], row["verdict"]) == (-7.1, 3.0, 3.0, "green")
    assert of(table, "reviews", "2020-06", "rag")["verdict"] == "amber"


def test_fourteen_children_more_are_green_and_thirty_two_fewer_are_red(table):
    x, y = REVIEWS["2020-06"][1:]
    # 95% of 448 is 425.6, so 426 and not 425: 426 - 412 = 14; 85% of 448 is 380.8, so 380: 412 - 380 = 32
    assert Fraction(426, y) >= Fraction(95, 100) > Fraction(425, y)
    assert Fraction(380, y) < Fraction(85, 100) <= Fraction(381, y)
    # 412 is 95% of 433.7, so of 433: 448 - 433 = 15; 412 is 85% of 484.7, so less of 485: 485 - 448 = 37
    assert Fraction(x, 433) >= Fraction(95, 100) > Fraction(x, 434)
    assert Fraction(x, 485) < Fraction(85, 100) <= Fraction(x, 484)
    row = of(table, "reviews", "2020-06", "children-to-next-band")
    assert (row["upper"], row["lower"], row["value"]) == (426 - x, 380 - x, 14)
    assert row["settings"] == "15 fewer that do not count: green; 37 more that do not count: red"
    assert row["words"] == "Reviews, June 2020: 412 of 448 is amber; 32 fewer and it is red; 14 more and it is green."


def solves_the_score_equation(end: float, p: Fraction, n: int) -> bool:
    """(p - t)² = z² t (1 - t) / n, which defines both ends t of a Wilson interval round p."""
    t = Fraction(end) / 100
    return abs((p - t) ** 2 - Z**2 * t * (1 - t) / n) < Fraction(1, 10**12)


def test_the_interval_of_the_share_solves_wilsons_equation(table):
    x, y = REVIEWS["2020-06"][1:]
    row = of(table, "reviews", "2020-06", "interval")
    # METHODS.md, section 3: 412 of 448 gives 0.890757 to 0.941393
    assert [round(row[c], 4) for c in ("lower", "upper")] == [89.0757, 94.1393]
    assert all(solves_the_score_equation(row[c], Fraction(x, y), y) for c in ("lower", "upper"))


def test_the_difference_to_england_is_within_what_448_children_let_expect(table):
    row = of(table, "reviews", "2020-06", "against-benchmark")
    # 92.0 - 89.5 = 2.5 points; England's year ended in March 2019, 15 months before June 2020
    assert percent("92.0%") - percent(ENGLAND) == Fraction("2.5")
    assert (row["value"], row["settings"]) == (2.5, "15 months older than the figure")
    assert 12 * (2020 - 2019) + (6 - 3) == 15
    # control limits round 89.5% for 448 children are 86.32 to 92.01; 412/448 = 91.964 lies just within them
    limits = [row["lower"], row["upper"]]
    assert all(solves_the_score_equation(end, percent(ENGLAND) / 100, 448) for end in limits)
    assert limits[0] <= float(Fraction(41200, 448)) <= limits[1] and row["verdict"] == "similar"


# ---- visits: limits --------------------------------------------------------------------------------------------


def test_the_limits_of_the_visits_are_the_mean_and_two_point_six_six_moving_ranges(table):
    # sum 348 of 15: 23.20; moving ranges 4 4 6 4 6 2 2 15 3 6 8 4 11 1 = 76 of 14: 5.43; 2.66 x 5.43 = 14.44
    mean = Fraction(sum(VISITS), len(VISITS))
    ranges = [abs(b - a) for a, b in pairwise(VISITS)]
    spread = Fraction("2.66") * Fraction(sum(ranges), len(ranges))
    assert (sum(VISITS), sum(ranges), len(ranges)) == (348, 76, 14)
    row = of(table, "visits", "2020-06", "limits")
    for column, exact in (("value", mean), ("lower", mean - spread), ("upper", mean + spread)):
        assert row[column] == pytest.approx(float(exact), abs=1e-12)
    assert [round(row[c], 2) for c in ("value", "lower", "upper")] == [23.2, 8.76, 37.64]
    # none of the last points is beyond a limit, and none of a run: 30 lies above, 19 and 18 below the mean
    assert of(table, "visits", "2020-06", "variation")["verdict"] == "common-cause"


# ---- adoptions: sums, intervals, revisions ------------------------------------------------------------------------


def test_the_year_so_far_is_eight_and_nine_is_printed(table):
    row = of(table, "adopted", "2020-06", "year-to-date")
    assert sum(ADOPTED.values()) == 8 == row["value"]  # 3 + 0 + 5
    assert (row["verdict"], row["sure"]) == ("differs", "depends")
    assert row["words"] == "Adopted, June 2020: 8 for the year so far by its months; but 9 is printed."


def test_five_adoptions_have_the_exact_limits_of_poisson(table):
    row = of(table, "adopted", "2020-06", "interval")
    assert [round(row[c], 4) for c in ("lower", "upper")] == [1.6235, 11.6683]

    def at_most(k: int, mean: float) -> float:
        """The chance of k or fewer: e^-mean (1 + mean + mean²/2 + …)."""
        series = sum(Fraction(mean) ** n / math.factorial(n) for n in range(k + 1))
        return float(series) * math.exp(-mean)

    # five or more has a chance of 2.5% at the lower end, five or fewer at the upper one
    assert 1 - at_most(4, row["lower"]) == pytest.approx(0.025, abs=1e-9)
    assert at_most(5, row["upper"]) == pytest.approx(0.025, abs=1e-9)


def test_april_was_revised_from_four_to_three_which_does_not_flatter(table):
    row = of(table, "adopted", "2020-04", "revision")
    assert (row["value"], row["verdict"], row["against"]) == (3 - 4, "unflattering", "pack-april")


def test_two_adoptions_more_on_few_cases_are_no_better_and_no_worse(table):
    row = of(table, "adopted", "2020-06", "change-on-previous")
    assert (row["value"], row["verdict"], row["reason"]) == (5 - 0, None, "few-cases")


# ---- plans: the trend of five years -----------------------------------------------------------------------------


def test_plans_fall_over_five_years_by_the_chi_squared_of_armitage(table):
    # years 1 to 5, n = 1000 each: N = 5000, Σx = 1760, Σnt = 15000, Σnt² = 55000, Σxt = 400 + 760 + 1050 + 1320 + 1500
    x, n, t = [x for x, _ in PLANS.values()], [n for _, n in PLANS.values()], range(1, 6)
    total, among = sum(n), sum(x)
    xt, nt, ntt = (sum(a * b for a, b in zip(one, two, strict=True)) for one, two in _products(x, n, t))
    assert (total, among, xt, nt, ntt) == (5000, 1760, 5030, 15000, 55000)
    # N (N Σxt - Σx Σnt)² / (Σx (N - Σx)(N Σnt² - (Σnt)²)) = 5000 x 1250000² / (1760 x 3240 x 50000000) = 27.4007…
    exact = Fraction(total * (total * xt - among * nt) ** 2, among * (total - among) * (total * ntt - nt**2))
    assert round(exact, 3) == Fraction("27.401") and exact > Fraction("9.5495")
    row = of(table, "plans", "2019/20", "trend")
    assert (row["settings"], row["verdict"]) == (f"chi-squared {float(round(exact, 3))}", "decreasing")
    assert row["words"] == "Plans, 2019/20: 30.0%; over five years decreasing, better."


def _products(x: list[int], n: list[int], t: range) -> list[tuple[Any, Any]]:
    return [(x, t), (n, t), (n, [one * one for one in t])]
