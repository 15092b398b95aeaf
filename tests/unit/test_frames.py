"""Looking a table up keeps every row once and in order, and takes a null for a null."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.frames import looked_up

ROWS = pl.DataFrame({"key": ["b", None, "a", "b"], "n": [1, 2, 3, 4]})
TABLE = pl.DataFrame({"key": ["a", "b", None], "said": ["A", "B", "null"]})


def test_every_row_stays_once_in_its_place_with_what_the_table_says() -> None:
    assert looked_up(ROWS, TABLE, "key")["said"].to_list() == ["B", "null", "A", "B"]
    assert looked_up(ROWS, TABLE.head(1), "key")["said"].to_list() == [None, None, "A", None]
    assert looked_up(ROWS.lazy(), TABLE.lazy(), ["key"]).collect().equals(looked_up(ROWS, TABLE, "key"))


def test_a_table_with_two_rows_of_one_key_is_refused() -> None:
    with pytest.raises(pl.exceptions.ComputeError):
        looked_up(ROWS, pl.concat([TABLE, TABLE]), "key")


def test_a_column_that_both_have_gets_the_suffix() -> None:
    others = pl.DataFrame({"key": ["a"], "n": [9]})
    assert looked_up(ROWS, others, "key", suffix="_other")["n_other"].to_list() == [None, None, 9, None]
