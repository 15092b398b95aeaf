"""The one way in which a table is looked up from another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import polars as pl

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def looked_up(rows: Frame, table: Frame, on: str | Sequence[str], *, suffix: str = "_right") -> Frame:
    """``rows`` in their order with the columns of the one row of ``table`` that has the same ``on``, else nulls.

    A null is the same as a null. Columns that both have come with ``suffix`` behind their names. Raises polars'
    ComputeError where ``table`` has two rows of one key: a row would be there twice.
    """
    key = on if isinstance(on, str) else list(on)
    return rows.join(table, on=key, how="left", nulls_equal=True, validate="m:1", maintain_order="left", suffix=suffix)
