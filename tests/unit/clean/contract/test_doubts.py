"""Why a cell that prints something is not read. All figures are invented."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.clean.contract.doubts import with_doubts

FRACTION = "a number up to 1 among percentages, without its sign: 0.95 may be 95% or 0.95%"


def doubts(*rows: dict[str, object]) -> list[str | None]:
    """The doubt of each cell of one table and measure; by itself a cell is a number of a percentage."""
    usual = {"document": "pack", "table": "01", "indicator": "kites", "text": "", "kind": "number", "unit": "percent"}
    schema = dict.fromkeys(usual, pl.String()) | {
        "value": pl.Float64(),
        "decimals": pl.Int8(),
        "unit_said": pl.String(),
    }
    return with_doubts(pl.DataFrame([{**usual, **row} for row in rows], schema=schema))["doubt"].to_list()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("6O3 or so 7", "the cell prints digits but no legible figure"),
        ("many", "the cell prints neither a figure nor a known mark for a missing one"),
    ],
)
def test_text_is_no_figure_and_whether_it_has_digits_is_said(text: str, why: str) -> None:
    assert doubts({"kind": "text", "text": text, "unit_said": "days"}) == [why], "this goes before any other reason"
    assert doubts({"kind": "missing", "text": text}) == [None]


@pytest.mark.parametrize(
    ("said", "unit", "doubtful"),
    [
        ("days", "count", True),
        ("count", "days", True),
        ("days", "days", False),
        ("count", "cases", False),
        ("cases", "fte", False),
        ("fte", "count", False),
        ("fte", "percent", True),
        (None, "count", False),
    ],
)
def test_words_that_count_something_else_are_a_doubt(said: str | None, unit: str, doubtful: bool) -> None:
    why = f"the cell says that it counts {said}, its measure does not"
    assert doubts({"value": 18.0, "unit_said": said, "unit": unit}) == [why if doubtful else None]


@pytest.mark.parametrize(
    ("value", "kind", "unit", "doubtful"),
    [
        (0.95, "number", "percent", True),
        (1.0, "number", "percent", True),
        (1.01, "number", "percent", False),
        (0.0, "number", "percent", False),
        (0.95, "percent", "percent", False),
        (0.95, "number", "count", False),
    ],
)
def test_a_number_up_to_one_may_be_a_percentage_without_its_sign(
    value: float, kind: str, unit: str, doubtful: bool
) -> None:
    assert doubts({"value": value, "kind": kind, "unit": unit}) == [FRACTION if doubtful else None]


@pytest.mark.parametrize(
    ("others", "doubtful"),
    [
        ((4.0, 6.0), False),
        ((4.0, 6.1), True),
        ((5.0,), False),
        ((5.1,), True),
        ((1.2, 90.0, 1.4), False),
        ((0.0, 9.0), True),
        ((), True),
    ],
)
def test_it_is_one_in_points_where_the_others_of_its_measure_are_small(
    others: tuple[float, ...], doubtful: bool
) -> None:
    rows: list[dict[str, object]] = [{"value": other} for other in others]
    assert doubts({"value": 0.95}, *rows)[0] == (FRACTION if doubtful else None)
    signed: list[dict[str, object]] = [{"value": other, "kind": "percent"} for other in others]
    assert doubts({"value": 0.95}, *signed)[0] == (FRACTION if doubtful else None)


@pytest.mark.parametrize("changed", [{"table": "02"}, {"document": "other"}, {"indicator": "zoos"}, {"kind": "count"}])
def test_small_figures_of_another_table_measure_or_kind_show_nothing(changed: dict[str, str]) -> None:
    assert doubts({"value": 0.95}, {"value": 1.2, **changed})[0] == FRACTION
    assert doubts({"value": 0.95}, {"value": 1.2})[0] is None


@pytest.mark.parametrize(
    ("decimals", "other", "doubtful"), [(1, 1, False), (2, 2, False), (1, 2, False), (2, 1, True), (3, 1, True)]
)
def test_small_figures_show_nothing_where_it_is_printed_finer_than_they_are(
    decimals: int, other: int, doubtful: bool
) -> None:
    rows: list[dict[str, object]] = [{"value": 0.95, "decimals": decimals}, {"value": 1.2, "decimals": other}]
    assert doubts(*rows)[0] == (FRACTION if doubtful else None)


def test_one_that_is_finer_makes_all_small_ones_of_its_measure_doubtful() -> None:
    finer: list[dict[str, object]] = [{"value": 0.09, "decimals": 2}, {"value": 0.1, "decimals": 1}]
    assert doubts(*finer, {"value": 2.9, "decimals": 1, "kind": "percent"}) == [FRACTION, FRACTION, None]
