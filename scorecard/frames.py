"""The one way in which a table is looked up from another."""

from __future__ import annotations

from typing import TypeVar

import polars as pl

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def looked_up(rows: Frame, table: Frame, on: str | list[str]) -> Frame:
    """``rows`` in their order with the columns of the one row of ``table`` that has the same ``on``, else nulls.

    A null is the same as a null. Raises polars' ComputeError where ``table`` has two rows of one key.
    """
    return rows.join(table, on=on, how="left", nulls_equal=True, validate="m:1", maintain_order="left")
