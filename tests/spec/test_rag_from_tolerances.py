"""Red, amber and green, case by case, from the edges that packs print."""

import polars as pl
import pytest

from scorecard.measures.rag import UNDECIDED, intervals, limits, rag
from tests.fixtures.processed import band, frame

HIGH = [band("red", "<90%", None, 90), band("amber", "90%>", 90, None, "l"), band("green", "95%+", 95, None, "l")]
LOW = [band("red", "13%+", 13, None, "l"), band("amber", "13%<", None, 13), band("green", "10.8%<", None, 10.8)]
RANGE = [band("green", "14-20", 14, 20, "lu")]
GAP = [band("red", "<85%", None, 85), band("green", "90%+", 90, None, "l")]
OVERLAP = [band("red", "26%+", 26, None, "l"), band("amber", "26%>", 26, None, "l"), band("green", "23%<", None, 23)]
CROSSING = [band("amber", "80-92", 80, 92, "lu"), band("green", "90-99", 90, 99, "lu")]
TO_BE_SET = [band("green", "range to be set", None, None)]
UNSAID = [
    band("red", "below 90", None, 90) | {"upper_closed": None},
    band("green", "from 90", 90, None) | {"lower_closed": None},
]
INSIDE_UNSAID = [
    band("amber", "80-90", 80, 90, "lu"),
    band("green", "80-90 open", 80, 90, "l") | {"lower_closed": None},
]
TWICE_UNSAID = [
    band("amber", "80-90", 80, 90, "lu"),
    band("green", "80 to 90", 80, 90) | {"lower_closed": None, "upper_closed": None},
]
OPEN_ABOVE = [band("amber", "<90", None, 90), band("green", "90 or less", None, 90, "u")]
OPEN_EDGE = [band("amber", ">90", 90, None), band("green", "90+", 90, None, "l")]

CASES = [
    ("high is good, below the amber edge: red", HIGH, 89.9, "red", None),
    ("on the amber edge: amber", HIGH, 90.0, "amber", None),
    ("just below the target: amber", HIGH, 94.9, "amber", None),
    ("on the target: green, although amber's edge holds it too", HIGH, 95.0, "green", None),
    ("far above the target: green", HIGH, 100.0, "green", None),
    ("low is good, far above: red", LOW, 14.0, "red", None),
    ("on the red edge: red", LOW, 13.0, "red", None),
    ("between: amber", LOW, 12.9, "amber", None),
    ("on the target, which says less than: still amber", LOW, 10.8, "amber", None),
    ("below the target: green", LOW, 10.1, "green", None),
    ("inside a range: green", RANGE, 14.0, "green", None),
    ("outside a range without red or amber: no colour", RANGE, 20.1, None, "gap"),
    ("in the gap between red and green: no colour", GAP, 87.0, None, "gap"),
    ("two bands with the same interval: no colour", OVERLAP, 27.0, None, "overlap"),
    ("outside the overlap the same table still decides", OVERLAP, 20.0, "green", None),
    ("two bands that cross, neither inside the other: no colour", CROSSING, 91.0, None, "overlap"),
    ("a band open at the edge lies inside one closed there", OPEN_EDGE, 95.0, "amber", None),
    ("on that edge only the closed one holds", OPEN_EDGE, 90.0, "green", None),
    ("below an upper edge that is open, the open band lies inside the closed one", OPEN_ABOVE, 50.0, "amber", None),
    ("on an upper edge only the closed one holds", OPEN_ABOVE, 90.0, "green", None),
    ("an edge of which nothing is said belongs to its band, so two bands hold it", UNSAID, 90.0, None, "overlap"),
    ("on either side of such an edge there is one band", UNSAID, 89.9, "red", None),
    ("an upper edge left out makes the band the inner one", INSIDE_UNSAID, 85.0, "green", None),
    ("edges of which nothing is said are the same as closed ones", TWICE_UNSAID, 85.0, None, "overlap"),
    ("a target still to be set: no colour", TO_BE_SET, 50.0, None, "no-tolerances"),
    ("no target printed: no colour", [], 50.0, None, "no-target"),
    ("no figure: no colour", HIGH, None, None, "no-figure"),
]


@pytest.mark.parametrize(("bands", "value", "expected", "why"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_colour(bands, value, expected, why):
    figures = pl.DataFrame(
        {"document": ["pack-june"], "indicator": ["lac_reviews_in_time"], "value": [value]},
        schema_overrides={"value": pl.Float64},
    )
    got = rag(figures, frame("thresholds", *bands)).row(0, named=True)
    assert (got["band"], got["undecided"]) == (expected, why)
    assert why is None or UNDECIDED[why]


def test_each_document_is_judged_by_its_own_tolerances():
    other = [
        row
        | {
            "document": "pack-may",
            "lower": row["lower"] and row["lower"] - 20,
            "upper": row["upper"] and row["upper"] - 20,
        }
        for row in HIGH
    ]
    figures = pl.DataFrame(
        {"document": ["pack-june", "pack-may"], "indicator": ["lac_reviews_in_time"] * 2, "value": [80.0, 80.0]}
    )
    assert rag(figures, frame("thresholds", *HIGH, *other))["band"].to_list() == ["red", "green"]


def test_the_order_of_rows_does_not_matter():
    figures = pl.DataFrame(
        {"document": ["pack-june"] * 3, "indicator": ["lac_reviews_in_time"] * 3, "value": [96.0, None, 89.0]}
    )
    for thresholds in (HIGH, HIGH[::-1]):
        assert rag(figures, frame("thresholds", *thresholds))["band"].to_list() == ["green", None, "red"]


def test_target_is_the_green_band():
    got = limits(frame("thresholds", *HIGH, *RANGE[:0])).row(0, named=True)
    assert (got["target"], got["limit_lower"], got["limit_upper"]) == ("95%+", 95.0, None)


def test_a_band_printed_twice_is_the_first_that_has_an_interval():
    rows = [
        band("green", "98%+", 98, None, "l", line=9, cell=1),
        band("green", "95%+", 95, None, "l", line=5, cell=8),
        band("green", "96%+", 96, None, "l", line=5, cell=9),
        band("green", "tbc", None, None, line=2),
        band("red", "n/a", None, None, line=2),
    ]
    for printed in (rows, rows[::-1]):
        assert intervals(frame("thresholds", *printed)).select("band", "published").rows() == [
            ("green", "95%+"),
            ("red", "n/a"),
        ]
        assert limits(frame("thresholds", *printed)).select("target", "limit_lower").rows() == [("95%+", 95.0)]


def test_a_figure_keeps_its_own_columns_and_another_column_may_be_judged():
    figures = pl.DataFrame(
        {"document": "pack-june", "indicator": "lac_reviews_in_time", "value": [96.0, 10.0], "since": [50.0, 99.0]}
    )
    coloured = rag(figures, frame("thresholds", *HIGH), value="since")
    assert coloured.columns == [*figures.columns, "band", "undecided"]
    assert coloured["band"].to_list() == ["red", "green"]
