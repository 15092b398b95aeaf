"""Indicators over quarters: the latest figure of each, and the colour that its own document prints."""

from scorecard.measures.as_known_at import as_known_at
from scorecard.measures.over_quarters import over_quarters
from scorecard.periods import Quarter
from tests.fixtures.processed import tables

QUARTERS = [Quarter.parse("2019-20-Q4"), Quarter.parse("2020-21-Q1")]


def matrix(quarters=QUARTERS):
    found = tables()
    known = as_known_at(found["observations"], found["documents"])
    return over_quarters(known, found["signals"], quarters)


def test_the_latest_figure_of_each_quarter_with_its_printed_colour():
    rows = {(r["indicator"], r["quarter"]): r for r in matrix().to_dicts()}
    reviews = rows["lac_reviews_in_time", "2020-21-Q1"]
    assert (reviews["value"], reviews["period"], reviews["band"]) == (94.0, "2020-06", "amber")
    assert rows["lac_reviews_in_time", "2019-20-Q4"]["value"] == 91.0
    assert rows["lac_reviews_in_time", "2019-20-Q4"]["band"] is None
    assert rows["lac_rate", "2020-21-Q1"]["band"] is None


def test_whole_authorities_alone():
    assert set(matrix()["area_kind"]) == {"authority"}
    assert matrix()["breakdown"].null_count() == matrix().height
    assert {"looked-after-children", "health"} <= set(matrix()["theme"])


def test_no_quarter_no_row():
    assert matrix(quarters=[]).is_empty()
