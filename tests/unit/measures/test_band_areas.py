"""The tolerances of a measure as stretches of its scale: always the colour that a figure there has."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.measures.band_areas import band_areas
from scorecard.measures.rag import rag
from tests.fixtures.processed import band, frame

KEY = ("pack-june", "lac_reviews_in_time")
RED, AMBER, GREEN = (
    band("red", "<90%", None, 90),
    band("amber", "90%>", 90, None, "l"),
    band("green", "95%+", 95, None, "l"),
)


GREEN_80 = band("green", "80+", 80, None, "l")


@pytest.mark.parametrize(
    ("case", "thresholds", "areas"),
    [
        ("all three", [RED, AMBER, GREEN], [("red", None, 90), ("amber", 90, 95), ("green", 95, None)]),
        ("a gap between two stays unshaded", [RED, GREEN], [("red", None, 90), ("green", 95, None)]),
        ("a range", [band("green", "14-20", 14, 20, "lu")], [("green", 14, 20)]),
        ("no colour where bands overlap", [RED, GREEN_80], [("red", None, 80), ("green", 90, None)]),
        ("nothing printed", [], []),
        ("nothing to compare with", [band("green", "n/a", None, None)], []),
        ("another document's", [GREEN | {"document": "pack-may"}], []),
    ],
)  # fmt: skip
def test_areas(case, thresholds, areas):
    assert band_areas(frame("thresholds", *thresholds)).get(KEY, []) == areas, case


def test_each_document_and_measure_has_its_own():
    others = [GREEN_80 | {"document": "pack-may"}, GREEN_80 | {"indicator": "contacts"}]
    assert band_areas(frame("thresholds", RED, GREEN, *others)) == {
        KEY: [("red", None, 90), ("green", 95, None)],
        ("pack-may", "lac_reviews_in_time"): [("green", 80, None)],
        ("pack-june", "contacts"): [("green", 80, None)],
    }


@given(st.floats(0, 120))
def test_each_figure_has_the_colour_of_its_area(value):
    thresholds = frame("thresholds", RED, AMBER, GREEN)
    figures = pl.DataFrame({"document": ["pack-june"], "indicator": ["lac_reviews_in_time"], "value": [value]})
    named = rag(figures, thresholds)["band"][0]
    inside = [
        name
        for name, low, high in band_areas(thresholds)[KEY]
        if (low is None or low <= value) and (high is None or value <= high)
    ]
    assert named in inside
