"""The grammar of print as polars expressions: plain text, numbers and decimals of whole columns."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard.text.numbers import DECIMALS, MINUS
from scorecard.text.plain import INVISIBLE, ONLY_STARS, RAISED_NUMBER

SPACES = "[\\s\u00a0\u2000-\u200a\u202f]+"
FONT_TAGS = r"</?(?:[uUbBiI]|em|strong|sup|sub)>|\*\*"
"""Mark-up of the print itself. Any other tag is no part of a figure, and a cell that has one stays text."""


def plain_text(cell: pl.Expr) -> pl.Expr:
    """The cell without mark-up, invisible characters and outer blanks, with single spaces."""
    bare = (
        cell.str.replace_all(RAISED_NUMBER, "$1[$2]")
        .str.replace_all(FONT_TAGS, "")
        .str.replace_all(f"[{INVISIBLE}]", "")
        .str.replace_all(SPACES, " ")
        .str.strip_chars()
    )
    stars = cell.str.strip_chars()
    return pl.when(stars.str.contains(ONLY_STARS)).then(stars).otherwise(bare)


def as_number(text: pl.Expr) -> pl.Expr:
    """The value of a column of printed numbers (``numbers.NUMBER`` with its sign); null for other text."""
    bare = text.str.replace_all(r"[,'\s]", "").str.replace(MINUS, "-").str.strip_prefix("+")
    return bare.cast(pl.Float64, strict=False)


def as_decimals(text: pl.Expr) -> pl.Expr:
    """How many decimals the first number of a text that has some is printed with; 0 if none has."""
    return text.str.extract(DECIMALS, 1).str.len_chars().fill_null(0).cast(pl.Int8)


def first_of(cases: Sequence[tuple[pl.Expr, pl.Expr]], otherwise: pl.Expr) -> pl.Expr:
    """The result of the first case that holds."""
    chosen = otherwise
    for condition, result in reversed(cases):
        chosen = pl.when(condition).then(result).otherwise(chosen)
    return chosen
