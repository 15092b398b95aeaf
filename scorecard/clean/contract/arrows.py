"""Arrows that share a cell with a figure: behind the figure of a month, or beside one in a column of arrows."""

from __future__ import annotations

import re

import polars as pl

from scorecard.frames import looked_up
from scorecard.text.expressions import plain_text
from scorecard.text.numbers import PERCENT, POUND, ROUGH_NUMBER, SIGN
from scorecard.text.signals import WELL_KNOWN

IN_A_COLUMN_OF_ARROWS = "a figure beside an arrow in a column of arrows: nothing says what it counts"
_ARROWS = f"[{re.escape(''.join((*WELL_KNOWN.up, *WELL_KNOWN.down, *WELL_KNOWN.level)))}]"
_BEHIND_A_FIGURE = rf"[0-9%)] ?({_ARROWS})\u{{fe0f}}?$"
_FIGURE = rf"(?:{SIGN}|±)?(?:{POUND})?{ROUGH_NUMBER}(?:{PERCENT})?"
_BESIDE_A_FIGURE = rf"^(?:{_FIGURE} ?({_ARROWS})\u{{fe0f}}?|({_ARROWS})\u{{fe0f}}? ?{_FIGURE})$"
_OF_A_STEP = ("month", "quarter")
"""An arrow compares a figure with the one of the step before; a year or a total has none beside it."""


def arrows_behind(values: pl.DataFrame, about: pl.DataFrame) -> pl.DataFrame:
    """The arrows behind placed values, as placed signals: of a figure of the authority's own, of a month or quarter.

    ``values`` has one row per cell with its ``doubt``, ``about`` one per document with its authority.
    """
    own = looked_up(values, about.select("document", whose="authority"), "document")
    arrow = plain_text(pl.col("text")).str.extract(_BEHIND_A_FIGURE)
    return (
        own.with_columns(arrow=arrow)
        .filter(
            pl.col("arrow").is_not_null()
            & pl.col("doubt").is_null()
            & pl.col("breakdown").is_null()
            & pl.col("period_kind").is_in(_OF_A_STEP)
            & pl.coalesce("area", "whose").eq_missing(pl.col("whose"))
        )
        .with_columns(text="arrow", role=pl.lit("signal"), detail=pl.lit("direction"))
        .drop("arrow", "whose")
    )


def with_figures_apart(placed: pl.DataFrame) -> pl.DataFrame:
    """Placed cells, each arrow with a figure beside it as the arrow alone, and the figure as one that is not read."""
    groups = plain_text(pl.col("text")).str.extract_groups(_BESIDE_A_FIGURE).struct
    beside = placed.with_columns(
        arrow=pl.when((pl.col("role") == "signal") & (pl.col("detail") == "direction")).then(
            pl.coalesce(groups.field("1"), groups.field("2"))
        )
    )
    arrows = beside.with_columns(text=pl.coalesce("arrow", "text")).drop("arrow")
    figures = beside.filter(pl.col("arrow").is_not_null()).with_columns(
        role=pl.lit("unread"), detail=pl.lit(IN_A_COLUMN_OF_ARROWS)
    )
    return pl.concat([arrows, figures.drop("arrow")])
