"""The x and y of a percentage, wherever its table prints them."""

from __future__ import annotations

from typing import Any

import polars as pl

from scorecard.clean.contract.counts_beside import with_counts_beside
from scorecard.registry import ShareOf
from tests.unit.validate.rule_frames import indicator, registry

REGISTRY = registry(
    indicator("fostered"),
    indicator("children"),
    indicator("share", unit="percent", kind="share", share_of=ShareOf(numerator="fostered", denominator="children")),
    indicator("counted"),
)
SCHEMA = {
    "document": pl.String,
    "table": pl.String,
    "line": pl.Int32,
    "cell": pl.Int32,
    "part": pl.Int32,
    "indicator": pl.String,
    "area": pl.String,
    "period": pl.String,
    "breakdown": pl.String,
    "unit": pl.String,
    "value": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
}


def figure(id: str, unit: str, value: float | None, **more: Any) -> dict[str, Any]:
    place = {"document": "pack", "table": "page", "line": 5, "cell": 2, "part": 0}
    about = {"area": "Town", "period": "2020-06", "breakdown": None}
    return (
        place | about | {"indicator": id, "unit": unit, "value": value, "numerator": None, "denominator": None} | more
    )


def counts(*rows: dict[str, Any]) -> list[tuple[float | None, float | None]]:
    """The x and y of the percentages among the rows, after they have been looked for."""
    frame = pl.DataFrame(list(rows), schema=SCHEMA, orient="row")
    beside = with_counts_beside(frame, REGISTRY)
    assert beside.select(pl.exclude("numerator", "denominator")).equals(frame.drop("numerator", "denominator"))
    return beside.filter(pl.col("unit") == "percent").select("numerator", "denominator").rows()


SHARE = figure("share", "percent", 50.0, cell=4)
FOSTERED, CHILDREN = figure("fostered", "count", 30.0, cell=2), figure("children", "count", 60.0, cell=3)


def test_an_x_of_y_of_the_same_row_goes_first() -> None:
    ratio = figure("share", "ratio", None, numerator=7.0, denominator=14.0)
    assert counts(SHARE, ratio, FOSTERED, CHILDREN) == [(7, 14)]


def test_a_percentage_with_counts_of_its_own_keeps_them() -> None:
    own = SHARE | {"numerator": 1.0, "denominator": 2.0}
    assert counts(own, FOSTERED, CHILDREN) == [(1, 2)]
    assert counts(SHARE | {"numerator": 1.0}, FOSTERED, CHILDREN) == [(1, None)]


def test_an_x_of_y_printed_twice_is_not_taken() -> None:
    ratios = [figure("share", "ratio", None, numerator=n, denominator=14.0, cell=n) for n in (7, 8)]
    assert counts(SHARE, *ratios) == [(None, None)]


def test_an_x_of_y_of_another_line_area_or_month_is_not_taken() -> None:
    for other in ({"line": 6}, {"area": "East"}, {"period": "2020-05"}, {"breakdown": "Under 1"}, {"table": "annex"}):
        ratio = figure("share", "ratio", None, numerator=7.0, denominator=14.0) | other
        assert counts(SHARE, ratio) == [(None, None)]


def test_linked_counts_of_the_line_are_its_x_and_y() -> None:
    assert counts(SHARE, FOSTERED, CHILDREN) == [(30, 60)]


def test_linked_counts_of_another_line_are_taken_on_a_page_of_several_measures() -> None:
    elsewhere = [FOSTERED | {"line": 9}, CHILDREN | {"line": 9}]
    beside = figure("counted", "count", 3.0, cell=9)
    assert counts(SHARE, beside, *elsewhere) == [(30, 60)]
    assert counts(SHARE, *elsewhere) == [(None, None)], "a line of one measure is a row of a summary"


def test_counts_of_the_own_line_go_before_those_of_another() -> None:
    elsewhere = [FOSTERED | {"line": 9, "value": 1.0}, CHILDREN | {"line": 9, "value": 2.0}]
    assert counts(SHARE, FOSTERED, CHILDREN, *elsewhere) == [(30, 60)]


def test_a_count_printed_twice_on_the_line_is_not_taken() -> None:
    assert counts(SHARE, FOSTERED, CHILDREN, FOSTERED | {"cell": 9, "value": 31.0}) == [(None, None)]


def test_without_its_y_an_x_is_taken_for_a_category_only() -> None:
    assert counts(SHARE, FOSTERED) == [(None, None)]
    category = {"breakdown": "Under 1"}
    assert counts(SHARE | category, FOSTERED | category) == [(30, None)]


def test_a_percentage_or_a_missing_mark_is_no_count() -> None:
    assert counts(SHARE, FOSTERED | {"value": None}, CHILDREN) == [(None, None)]
    assert counts(SHARE, figure("fostered", "percent", 30.0), CHILDREN)[0] == (None, None)


def test_in_a_table_by_category_the_count_before_the_percentage_is_its_x() -> None:
    percentage = figure("unlinked", "percent", 50.0, cell=4, breakdown="Under 1")
    before = figure("other", "count", 12.0, cell=3, breakdown="Under 1")
    assert counts(percentage, before) == [(12, None)]
    for changes in ({"cell": 2}, {"cell": 5}, {"line": 6}, {"breakdown": "Over 1"}, {"part": 1}, {"period": "2020-05"}):
        assert counts(percentage, before | changes) == [(None, None)]
    assert counts(percentage | {"breakdown": None}, before | {"breakdown": None}) == [(None, None)]


def test_a_percentage_printed_where_a_count_belongs_has_no_x() -> None:
    percentage = figure("counted", "percent", 0.0, cell=4, breakdown="Under 1")
    assert counts(percentage, figure("other", "count", 12.0, cell=3, breakdown="Under 1")) == [(None, None)]
