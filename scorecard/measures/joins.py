"""Putting columns beside figures."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def beside(figures: pl.DataFrame, others: pl.DataFrame, on: Sequence[str], *, suffix: str = "_right") -> pl.DataFrame:
    """``figures``, every row once and in order, with the columns of the one row of ``others`` that has the same key.

    Null where there is none; a null in a key is equal to a null. Raises polars' ComputeError if a key stands twice in
    ``others``: a figure would be there twice.
    """
    return figures.join(
        others, on=list(on), how="left", nulls_equal=True, validate="m:1", maintain_order="left", suffix=suffix
    )
