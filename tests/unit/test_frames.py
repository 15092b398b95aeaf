"""Looking a table up keeps every row once and in order, and takes a null for a null."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from scorecard.frames import first_day, looked_up
from scorecard.periods import Period

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


def test_the_first_day_of_a_label_is_that_of_its_month_or_quarter() -> None:
    labels = ["2020-06", "2020/21 Q1", "2020/21 Q3", "2020/21 Q4", "2020/21", "2020/21 YTD", "latest", "2020-13", None]
    days = pl.DataFrame({"period": labels}).with_columns(day=first_day())["day"].to_list()
    assert days == [date(2020, 6, 1), date(2020, 4, 1), date(2020, 10, 1), date(2021, 1, 1), *[None] * 5]
    periods = [Period.of_label(label) for label in labels[:4] if label]
    assert days[:4] == [period.start for period in periods if period]
