"""A quarter exists if a document has a monthly figure, a quarter figure or a claim for it, and not otherwise."""

from scorecard.measures.quarters import available_quarters
from scorecard.periods import Period
from tests.fixtures.processed import figure, frame, months, observations

CLAIMS = frame("claims", {"document": "pack-june", "period": "2016-04"}, {"document": "pack-june", "period": "2015/16"})


def names(*rows, claims=None):
    return [str(q) for q in available_quarters(observations(*rows), claims)]


def test_months_and_quarters_make_quarters_in_order_of_time():
    (june, january) = months("2020-06", "2017-01")
    assert names(figure("a", 1, june), figure("a", 2, january), figure("a", 3, Period.quarter(2016, 3))) == [
        "2016-17-Q3",
        "2016-17-Q4",
        "2020-21-Q1",
    ]


def test_january_to_march_belong_to_the_year_that_began_before():
    assert names(*[figure("a", 1, p) for p in months("2020-01", "2020-03", "2020-04")]) == ["2019-20-Q4", "2020-21-Q1"]


def test_an_x_of_y_without_a_percentage_is_a_figure():
    (june,) = months("2020-06")
    assert names(figure("a", None, june, unit="ratio", numerator=5, denominator=6)) == ["2020-21-Q1"]


def test_a_missing_mark_makes_no_quarter():
    assert names(figure("a", None, months("2020-06")[0])) == []


def test_years_terms_and_benchmarks_make_no_quarter():
    (june,) = months("2020-06")
    assert (
        names(
            figure("a", 1, Period.financial_year(2019)),
            figure("a", 1, Period.term(2019, "Spring")),
            figure("a", 1, Period.latest()),
            figure("a", 1, june, basis="benchmark", area_kind="comparator"),
        )
        == []
    )


def test_a_claim_alone_makes_a_quarter():
    assert names(claims=CLAIMS) == ["2016-17-Q1"]
