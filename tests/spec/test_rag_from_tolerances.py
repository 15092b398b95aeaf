"""Red, amber and green, case by case, from the edges that packs print."""

import polars as pl
import pytest

from scorecard.clean.contract.bands import amber_below_red, beside_range
from scorecard.measures.rag import UNDECIDED, intervals, limits, rag
from scorecard.text.tolerances import TOLERANCE_SCHEMA, read_tolerance
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
NO_AMBER = [
    band("red", "<90%", None, 90),
    band("amber", "9O-9S%", None, None, reason="it prints a figure, but no tolerance that can be read"),
    band("green", "95%+", 95, None, "l"),
]
NO_GREEN = [band("amber", "90%>", 90, None, "l"), band("green", "9S%+", None, None, reason="no tolerance")]
ONLY_ILLEGIBLE = [band("green", "9S%+", None, None, reason="no tolerance")]
AROUND = [
    band("red", "more than +/-10", None, 30),
    band("red", "more than +/-10", 50, None),
    band("amber", "+/-10", 30, 50, "lu"),
    band("green", "+/-5 of 40", 35, 45, "lu"),
]

CASES = [
    ("green is inside all others, whatever the illegible amber is", NO_AMBER, 95.0, "green", None),
    ("what an illegible band may hold has no colour", NO_AMBER, 92.0, None, "illegible"),
    ("not even where another band holds it", NO_AMBER, 89.0, None, "illegible"),
    ("an amber that also holds the illegible green says nothing", NO_GREEN, 96.0, None, "illegible"),
    ("no band legible", ONLY_ILLEGIBLE, 96.0, None, "illegible"),
    ("below what lies around a middle: red", AROUND, 29.0, "red", None),
    ("above it: red", AROUND, 51.0, "red", None),
    ("on its edge: amber", AROUND, 50.0, "amber", None),
    ("in the middle: green", AROUND, 35.0, "green", None),
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


PRINTED = [
    ("signs", "percent", ("<90%", ">=90% & <95%", "≥95%"), {89.9: "red", 90: "amber", 94.9: "amber", 95: "green"}),
    (
        "words",
        "percent",
        ("below 90%", "90% - 94.9%", "95% or more"),
        {89: "red", 90: "amber", 94.9: "amber", 95: "green"},
    ),
    (
        "between",
        "percent",
        ("less than 85%", "between 85% and 90%", "above 90%"),
        {84: "red", 90: "amber", 91: "green"},
    ),
    (
        "low is good",
        "count",
        ("more than 12", "11 to 12", "10 or fewer"),
        {13: "red", 11: "amber", 10: "green", 10.5: None},
    ),
    ("at most", "count", ("over 203", "<=203", "at most 190"), {204: "red", 203: "amber", 190: "green"}),
    (
        "a range",
        "cases",
        ("1+ above range", "1 above range", "14-20"),
        {21: "red", 20.5: "amber", 14: "green", 13: None},
    ),
    (
        "a middle",
        "rate_per_10k",
        ("more than ±10", "±10", "within 5 of 40"),
        {51: "red", 29: "red", 46: "amber", 40: "green"},
    ),
    ("either way round", "percent", ("<85%", "94.9-85%", "95%+"), {84: "red", 85: "amber", 96: "green"}),
    ("a target in words, one of a change", "count", ("n/a", "n/a", "Additional 800"), {900: None}),
]


@pytest.mark.parametrize(("unit", "printed", "colours"), [c[1:] for c in PRINTED], ids=[c[0] for c in PRINTED])
def test_colour_of_tolerances_as_they_are_printed(unit, printed, colours):
    bands = tolerances(unit, dict(zip(("red", "amber", "green"), printed, strict=True)))
    figures = pl.DataFrame({"document": "d", "indicator": "i", "value": [float(value) for value in colours]})
    assert rag(figures, bands)["band"].to_list() == list(colours.values())


def tolerances(unit, printed):
    rows = [("d", 7, 1, "i", name, *read_tolerance(text, "high", unit)) for name, text in printed.items()]
    place = {
        "document": pl.String(),
        "line": pl.Int32(),
        "cell": pl.Int32(),
        "indicator": pl.String(),
        "band": pl.String(),
    }
    return amber_below_red(beside_range(pl.DataFrame(rows, schema=place | TOLERANCE_SCHEMA, orient="row")))


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
