"""Columns beside figures: every figure once, in order."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.measures.joins import beside

FIGURES = pl.DataFrame({"area": ["b", None, "a", "b"], "value": [1, 2, 3, 4]})


def test_every_figure_once_and_in_order_with_nulls_as_keys() -> None:
    others = pl.DataFrame({"area": [None, "b"], "more": ["none", "bee"]})
    assert beside(FIGURES, others, ["area"]).rows() == [
        ("b", 1, "bee"),
        (None, 2, "none"),
        ("a", 3, None),
        ("b", 4, "bee"),
    ]


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(pl.exceptions.ComputeError):
        beside(FIGURES, pl.DataFrame({"area": ["b", "b"], "more": [1, 2]}), ["area"])


def test_a_column_that_both_have_gets_the_suffix() -> None:
    others = pl.DataFrame({"area": ["a"], "value": [9]})
    assert beside(FIGURES, others, ["area"], suffix="_other")["value_other"].to_list() == [None, None, 9, None]
