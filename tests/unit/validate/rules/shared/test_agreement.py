"""What a rule may hand over, when a comparison holds, and what it was compared with."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from scorecard.validate.rules.shared.agreement import (
    COMPARISON_SCHEMA,
    Comparisons,
    check_comparisons,
    conform_comparisons,
    holds,
    no_comparisons,
)
from scorecard.validate.rules.shared.pairs import compared_places

ROW: dict[str, Any] = {"document": "pack", "line": 1, "cell": 2, "published_value": 2.0, "lower": 1.0, "upper": 3.0}
FAILING = {"published_value": 4.0, "severity": "warning", "explanation": "It is too much."}


def handed_over(**changes: Any) -> Comparisons:
    """One comparison of a rule, which holds unless ``changes`` say otherwise."""
    known = {name: COMPARISON_SCHEMA[name] for name in {*ROW, *changes}}
    return Comparisons("kites", conform_comparisons(pl.DataFrame([ROW | changes], schema_overrides=known)))


@pytest.mark.parametrize(
    ("value", "lower", "upper", "agrees"),
    [
        (2, 1, 3, True),
        (1, 1, 3, True),
        (3, 1, 3, True),
        (0, 1, 3, False),
        (4, 1, 3, False),
        (9, 1, None, True),
        (0, 1, None, False),
        (0, None, 3, True),
        (4, None, 3, False),
    ],
)
def test_a_comparison_holds_between_its_bounds_and_with_none_on_that_side(
    value: float, lower: float | None, upper: float | None, agrees: bool
) -> None:
    rows = handed_over(published_value=float(value), lower=lower, upper=upper).rows
    assert rows.select(holds()).item() is agrees


@pytest.mark.parametrize("changes", [{}, FAILING, {"lower": 2.0, "upper": 2.0}, {"lower": None}, {"upper": None}])
def test_what_keeps_the_agreement_is_taken(changes: dict[str, Any]) -> None:
    check_comparisons(handed_over(**changes))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"document": None}, "without document, line or number"),
        ({"line": None}, "without document, line or number"),
        ({"published_value": None}, "without document, line or number"),
        ({"published_value": float("nan")}, "without document, line or number"),
        ({"lower": None, "upper": None}, "without any bound"),
        ({"lower": 3.0, "upper": 1.0} | FAILING, "with a lower bound above the upper"),
        (FAILING | {"explanation": None}, "failing without explanation"),
        (FAILING | {"severity": None}, "failing without a known severity"),
        (FAILING | {"severity": "grave"}, "failing without a known severity"),
    ],
)
def test_what_breaks_the_agreement_is_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=f"rule kites: 1 comparisons {words}: "):
        check_comparisons(handed_over(**changes))


@pytest.mark.parametrize(("cell", "place"), [(2, "pack:1:2"), (None, "no place")])
def test_the_place_of_what_breaks_it_is_told(cell: int | None, place: str) -> None:
    with pytest.raises(ValueError, match=place):
        check_comparisons(handed_over(lower=None, upper=None, cell=cell))


def test_other_columns_than_those_agreed_are_refused() -> None:
    with pytest.raises(ValueError, match="rule kites: columns are"):
        check_comparisons(Comparisons("kites", pl.DataFrame([ROW])))


def test_columns_that_a_rule_does_not_have_are_empty() -> None:
    row = conform_comparisons(pl.DataFrame({"document": ["pack"], "colour": ["red"]})).row(0, named=True)
    assert row == dict.fromkeys(COMPARISON_SCHEMA) | {"document": "pack"}
    nothing = conform_comparisons(pl.DataFrame())
    assert (nothing.height, dict(nothing.schema)) == (0, dict(COMPARISON_SCHEMA))


def test_a_rule_without_comparisons_says_why() -> None:
    assert no_comparisons("kites", "no wind").not_run == ["no wind"]
    nothing = no_comparisons("kites", ("no wind", "no kites"))
    assert (nothing.rule, nothing.rows.height, nothing.not_run) == ("kites", 0, ["no wind", "no kites"])


# ---- with what


def compared_with(**row: Any) -> str | None:
    frame = pl.DataFrame([{"document": "pack"} | row])
    return frame.select(compared_places(frame)).item()  # type: ignore[no-any-return]


def test_the_places_of_all_figures_beside_a_figure_are_told() -> None:
    assert compared_with(line=1, cell=2, other_line=9, other_cell=4) == "pack:9:4"
    assert compared_with(old_line=9, old_cell=4, old_document="old") == "old:9:4"
    both = compared_with(count_line=9, count_cell=4, other_line=7, other_cell=None)
    assert both == "pack:9:4; pack:7"
    assert compared_with(other_line=9, other_cell=4, parts_basis="pack:5:1; pack:5:2") == "pack:9:4; pack:5:1; pack:5:2"
    assert compared_with(other_line=None, other_cell=None, parts_basis="pack:5:1") == "pack:5:1"


def test_where_nothing_is_known_beside_a_figure_nothing_is_told() -> None:
    assert compared_with(line=1, cell=2) is None
    assert compared_with(other_line=9) is None
    assert compared_with(parts_basis="") is None
