"""Figures that neither a target nor a direction judges, case by case."""

import polars as pl
import pytest

from scorecard.measures.judgeable import NOT_JUDGED, with_not_judged
from scorecard.measures.rag import UNDECIDED, rag
from scorecard.periods import Period
from tests.fixtures.processed import INDICATORS, band, figure, frame, months, observations

FEBRUARY, MARCH, APRIL, JUNE = months("2020-02", "2020-03", "2020-04", "2020-06")
JUNE_SO_FAR, MARCH_SO_FAR = (Period.year_to_date(p.start.year - (p is MARCH), p.end) for p in (JUNE, MARCH))
YEAR, QUARTER = Period.financial_year(2019), Period.quarter(2020, 1)
NONE = figure("adoptions", 0, JUNE, line=9)
DAYS = {"unit": "days", "basis": "year-to-date"}

CASES = [
    (
        "no adoption, no days: an average of nothing",
        figure("adoption_days", 0.0, JUNE, **DAYS),
        [NONE],
        "average-of-nothing",
    ),
    (
        "days without an adoption are judged: something is wrong",
        figure("adoption_days", 300.0, JUNE, **DAYS),
        [NONE],
        None,
    ),
    (
        "no days with an adoption are judged",
        figure("adoption_days", 0.0, JUNE, **DAYS),
        [figure("adoptions", 1, JUNE)],
        None,
    ),
    (
        "no case in the month, but one since April: the days of a year to date are of that one",
        figure("adoption_days", 0.0, JUNE, **DAYS),
        [NONE, figure("adoptions", 1, APRIL)],
        None,
    ),
    (
        "none in any month since April",
        figure("adoption_days", 0.0, JUNE, **DAYS),
        [NONE, figure("adoptions", 0, APRIL), figure("adoptions", 3, MARCH)],
        "average-of-nothing",
    ),
    (
        "an average of the month alone is not of the case in April",
        figure("adoption_days", 0.0, JUNE, unit="days", basis="in-month"),
        [NONE, figure("adoptions", 1, APRIL)],
        "average-of-nothing",
    ),
    ("no count is printed", figure("adoption_days", 0.0, JUNE, **DAYS), [], None),
    ("the count of another month says nothing", figure("adoption_days", 0.0, MARCH, **DAYS), [NONE], None),
    ("nor that of another document", figure("adoption_days", 0.0, JUNE, document="pack-may", **DAYS), [NONE], None),
    ("nor that of a locality", figure("adoption_days", 0.0, JUNE, **DAYS), [NONE | {"area": "North"}], None),
    (
        "two counts that differ say nothing",
        figure("adoption_days", 0.0, JUNE, **DAYS),
        [NONE, figure("adoptions", 2, JUNE, line=10)],
        None,
    ),
    ("a month of a count that adds up to the year", figure("adoptions", 3, JUNE, basis="in-month"), [], "part-of-year"),
    ("its quarter", figure("adoptions", 9, QUARTER, basis="quarterly"), [], "part-of-year"),
    ("its year so far", figure("adoptions", 9, JUNE_SO_FAR, basis="year-to-date"), [], "part-of-year"),
    ("its year at the end of March", figure("adoptions", 30, MARCH_SO_FAR, basis="year-to-date"), [], None),
    ("its whole year", figure("adoptions", 30, YEAR, basis="annual"), [], None),
    ("its rolling year", figure("adoptions", 30, JUNE, basis="rolling-12-months"), [], None),
    ("a month of a share", figure("lac_reviews_in_time", 90, JUNE, unit="percent"), [], None),
    ("a measure that the registry does not know", figure("kites", 0, JUNE), [NONE], None),
]


@pytest.mark.parametrize(("asked", "beside", "code"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_whether_a_figure_is_judged(asked, beside, code):
    printed = observations(asked, *beside)
    (row, *_) = with_not_judged(printed, printed, INDICATORS).to_dicts()
    assert row["not_judged"] == code
    assert code is None or NOT_JUDGED[code]


@pytest.mark.parametrize("code", list(NOT_JUDGED))
def test_what_is_not_judged_has_no_colour_and_says_why(code):
    schema = {"document": pl.String, "indicator": pl.String, "value": pl.Float64, "not_judged": pl.String}
    row = ("pack-june", "adoptions", 0.0, code)
    colours = rag(pl.DataFrame([row], schema=schema, orient="row"), frame("thresholds", TARGET))
    assert colours.select("band", "undecided").rows() == [(None, code)] and UNDECIDED[code]


TARGET = band("green", "30+", 30, None, "l", indicator="adoptions")


def test_without_a_target_that_is_what_is_said():
    row = {"document": "pack-june", "indicator": "adoptions", "value": 0.0, "not_judged": "part-of-year"}
    assert rag(pl.DataFrame([row]), frame("thresholds"))["undecided"].to_list() == ["no-target"]
