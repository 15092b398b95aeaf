"""Which colours are contested by another print of the same figure."""

import polars as pl
import pytest

from scorecard.measures.contested import with_contested
from tests.fixtures.processed import band, frame

BANDS = frame(
    "thresholds",
    band("red", "<90%", None, 90),
    band("amber", "90%>", 90, None, "l"),
    band("green", "95%+", 95, None, "l"),
)
EARLIER = pl.List(pl.Struct({"value": pl.Float64}))


def contested(*, same=(), before=None, own="amber", printed=None, colours=()):
    """What contests the colour of one figure of 94 per cent."""
    row = {
        "document": "pack-june",
        "indicator": "lac_reviews_in_time",
        "period": "2020-06",
        "value": 94.0,
        "band": own,
        "printed_band": printed,
        "same_document": list(same),
        "earlier": [] if before is None else [{"value": before}],
        "restated": before is not None,
    }
    kinds = {"same_document": pl.List(pl.Float64), "earlier": EARLIER, "band": pl.String, "printed_band": pl.String}
    signal = {"document": "pack-june", "indicator": "lac_reviews_in_time", "period": "2020-06", "signal": "rag"}
    signals = frame("signals", *(signal | {"read_as": colour, "line": n} for n, colour in enumerate(colours, 1)))
    (told,) = with_contested(pl.DataFrame([row], schema_overrides=kinds), BANDS, signals)["contested"].to_list()
    return [(one["value"], one["band"]) for one in told]


@pytest.mark.parametrize(
    ("said", "row", "told"),
    [
        ("nothing else is printed", {}, []),
        ("another figure of the same colour", {"same": [93.0]}, []),
        ("another figure of another colour", {"same": [93.0, 96.0]}, [(96.0, "green")]),
        ("a restated figure of another colour", {"before": 80.0}, [(80.0, "red")]),
        ("what was printed before is printed again", {"same": [80.0], "before": 80.0}, [(80.0, "red")]),
        ("the figure's own colour is only printed", {"same": [96.0], "own": None, "printed": "red"}, [(96.0, "green")]),
        ("the figure has no colour at all", {"same": [96.0], "own": None}, []),
        ("one colour printed twice", {"printed": "amber", "colours": ["amber", "amber"]}, []),
        ("two colours printed", {"printed": "amber", "colours": ["amber", "red"]}, [(None, "red")]),
        ("an illegible one", {"printed": "amber", "colours": ["amber", None]}, []),
    ],
)
def test_a_colour_is_contested_where_another_print_gives_another_one(said, row, told):
    assert contested(**row) == told, said
