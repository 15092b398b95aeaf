"""Which colour a figure has by the printed tolerances: one band, or none and why."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from scorecard.measures.rag import limits, rag, rag_of_line
from scorecard.schema import conform


def band(name: str, lower: float | None, upper: float | None, closed: str = "[]", **more: Any) -> dict[str, Any]:
    row = {"document": "pack", "indicator": "share", "line": 1, "cell": 1, "band": name, "published": name}
    edges = {"lower": lower, "upper": upper, "lower_closed": closed[0] == "[", "upper_closed": closed[1] == "]"}
    return {**row, **edges, **more}


def thresholds(*rows: dict[str, Any]) -> pl.DataFrame:
    return conform("thresholds", pl.DataFrame(rows, infer_schema_length=None))


def colour(value: float | None, *rows: dict[str, Any], indicator: str = "share") -> tuple[str | None, str | None]:
    figure = pl.DataFrame(
        {"document": ["pack"], "indicator": [indicator], "value": [value]}, schema_overrides={"value": pl.Float64}
    )
    judged = rag(figure, thresholds(*rows))
    return judged.select("band", "undecided").row(0)  # type: ignore[return-value]


APART = [band("red", None, 90.0, "[)"), band("amber", 90.0, 95.0, "[)"), band("green", 95.0, None)]
# printed as edges: everything from 90 is amber, and from 95 green as well
EDGES = [band("red", None, 90.0, "()"), band("amber", 90.0, None, "[)"), band("green", 95.0, None, "[)")]


@pytest.mark.parametrize("bands", [APART, EDGES], ids=["apart", "edges"])
@pytest.mark.parametrize(
    ("value", "name"), [(89.9, "red"), (90.0, "amber"), (94.9, "amber"), (95.0, "green"), (100.0, "green")]
)
def test_a_figure_has_the_innermost_band_that_holds_it(bands: list[dict[str, Any]], value: float, name: str) -> None:
    assert colour(value, *bands) == (name, None)


@pytest.mark.parametrize(
    ("value", "rows", "why"),
    [
        (None, APART, "no-figure"),
        (92.0, [band("red", None, 90.0), band("green", 95.0, None)], "gap"),
        (92.0, [band("red", None, 93.0), band("green", 91.0, None)], "overlap"),
        (92.0, [band("green", 90.0, 95.0), band("amber", 90.0, 95.0)], "overlap"),
        (92.0, [band("green", None, None)], "no-tolerances"),
    ],
)
def test_nothing_is_guessed(value: float | None, rows: list[dict[str, Any]], why: str) -> None:
    assert colour(value, *rows) == (None, why)


def test_an_indicator_without_any_print_has_no_target() -> None:
    assert colour(92.0, *APART, indicator="other") == (None, "no-target")


def test_an_open_edge_does_not_hold_its_number_and_a_closed_one_does() -> None:
    assert colour(5.0, band("green", None, 5.0, "[]")) == ("green", None)
    assert colour(5.0, band("green", None, 5.0, "[)")) == (None, "gap")
    assert colour(5.0, band("green", 5.0, None, "(]")) == (None, "gap")


def test_of_two_prints_of_one_band_the_first_is_meant_and_one_with_an_interval_before_one_without() -> None:
    later = band("green", None, 3.0, line=9)
    assert colour(4.0, later, band("green", None, 5.0, line=2)) == ("green", None)
    assert colour(2.0, later, band("green", None, None, line=2)) == ("green", None)


def test_the_target_is_the_green_band_as_printed() -> None:
    table = limits(thresholds(*APART[:2], band("green", 95.0, None, published="95%+")))
    assert table.rows() == [("pack", "share", 95.0, None, "95%+")]


def test_a_line_with_tolerances_of_its_own_is_judged_by_them() -> None:
    """The month may have another target than the year, two lines further down."""
    printed = thresholds(band("green", None, 3.1, line=1), band("green", None, 3.2, line=2))
    figures = pl.DataFrame(
        {"document": ["pack"] * 3, "indicator": ["share"] * 3, "line": [1, 2, 3], "value": [3.2, 3.2, 3.2]}
    )
    judged = rag_of_line(figures, printed)
    assert judged.columns == [*figures.columns, "band", "undecided"]
    assert judged["band"].to_list() == [None, "green", None]
    assert judged["line"].to_list() == [1, 2, 3]
