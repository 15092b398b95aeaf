"""A try: an ordinary mistake that would have left the printed figure behind. Those that fit are named, all of them.

A frame of tries has ``row`` (the index of the failing figure), ``words`` (the mistake) and ``order`` (the lower, the
sooner it is named). A suggestion is never a correction: nothing in the dataset changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import polars as pl

from scorecard.column_words import MICROS
from scorecard.periods import YEAR_LABEL

NAMED = 3
"""Mistakes that a suggestion spells out; of more it gives the number."""
LAST_RESORT = 9
"""The order of a mistake that fits easily: it is named only where nothing else explains the figure."""
LONGEST = 7
"""Digits of the longest number whose digits are tried in another order."""
_SMALLEST_TELLING = 3 * MICROS


_WANTED: ContextVar[bool] = ContextVar("causes are wanted", default=True)


@contextmanager
def causes_left_out() -> Iterator[None]:
    """No cause is looked for while this lasts: findings are the same, without their suggestions."""
    token = _WANTED.set(False)
    try:
        yield
    finally:
        _WANTED.reset(token)


def causes_wanted() -> bool:
    """Are the causes of findings asked for? Looking for them costs more than finding them."""
    return _WANTED.get()


def no_tries() -> pl.DataFrame:
    """A frame of tries without any."""
    return pl.DataFrame(schema={"row": pl.UInt32(), "words": pl.String(), "order": pl.Int32()})


def try_of(frame: pl.DataFrame, words: pl.Expr | str, order: pl.Expr | int) -> pl.DataFrame:
    """The rows of ``frame`` as tries with these words; the lower ``order`` is named first.

    In one piece, as polars 1 panics where it puts texts together whose columns were filtered in several, one of them
    empty ("assertion failed: i < self.len()").
    """
    said = pl.lit(words) if isinstance(words, str) else words
    rank = pl.lit(order) if isinstance(order, int) else order
    return frame.rechunk().select("row", said.alias("words"), rank.cast(pl.Int32).alias("order"))


def numbered(failing: pl.DataFrame) -> pl.DataFrame:
    """``failing`` with the ``row`` that its tries refer to."""
    return failing.drop("row", strict=False).with_row_index("row")


def named(failing: pl.DataFrame, tries: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """``failing`` (with its ``row``) with the ``suggestion`` that its fitting tries make together; null without any."""
    if not causes_wanted():
        return failing.with_columns(pl.lit(None, dtype=pl.String).alias("suggestion")).sort("row")
    fitting = (
        pl.concat([one.with_columns(pl.col("row").cast(pl.UInt32)) for one in tries])
        .filter(pl.col("words").is_not_null())
        .sort("row", "order", "words")
        .unique(["row", "words"], keep="first", maintain_order=True)
    )
    likeliest = pl.col("order") == pl.col("order").min().over("row")
    suggestions = (
        fitting.filter((pl.col("order") < LAST_RESORT) | likeliest)
        .group_by("row", maintain_order=True)
        .agg(pl.len().alias("fits"), pl.col("words").head(NAMED).str.join("; ").alias("words"))
    )
    one, many = pl.format("Fits exactly: {}.", "words"), pl.format("{} explanations fit: {}.", "fits", "words")
    sentence = pl.when(pl.col("fits") == 1).then(one).otherwise(many)
    joined = failing.drop("suggestion", strict=False).join(
        suggestions.select("row", sentence.alias("suggestion")), on="row", how="left", validate="1:1"
    )
    return joined.sort("row")


def telling(micro: str = "micro") -> pl.Expr:
    """Nothing, everything and the smallest numbers are equal to too many others to explain anything."""
    value = pl.col(micro)
    return (value.abs() >= _SMALLEST_TELLING) & (value != 100 * MICROS)


def years_apart(label: str, other: str) -> pl.Expr:
    """How many years lie between two labels that begin with their year ("2015/16"); null for other labels."""
    year = pl.col(label).str.extract(f"^{YEAR_LABEL}$").cast(pl.Int32)
    return (year - pl.col(other).str.extract(f"^{YEAR_LABEL}$").cast(pl.Int32)).abs()


def digits_exchanged(digits: pl.Expr, longest: int) -> Iterator[tuple[pl.Expr, pl.Expr]]:
    """The ways to exchange two neighbouring, different digits of a text: the text it gives, and where it can be."""
    for at in range(longest - 1):
        first, second = digits.str.slice(at, 1), digits.str.slice(at + 1, 1)
        swapped = pl.concat_str(digits.str.slice(0, at), second, first, digits.str.slice(at + 2))
        yield swapped, (digits.str.len_chars() >= at + 2) & (first != second)


def with_digits_exchanged(rows: pl.DataFrame, digits: str, longest: int) -> pl.DataFrame:
    """``rows`` once for each way to exchange two neighbouring, different digits of a column: ``_swapped``."""
    places = pl.DataFrame({"_at": range(longest - 1)}, schema={"_at": pl.UInt32()})
    text, at = pl.col(digits), pl.col("_at")
    first, second = text.str.slice(at, 1), text.str.slice(at + 1, 1)
    there = (text.str.len_chars() >= at + 2) & (first != second)
    swapped = pl.concat_str(text.str.slice(0, at), second, first, text.str.slice(at + 2))
    return rows.join(places, how="cross").filter(there).with_columns(swapped.alias("_swapped")).drop("_at")


def with_rank(rows: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """``rows`` with the ``rank`` of their line among the lines of their table that ``printed`` has; others are left
    out."""
    table = ["document", "table"]
    ranks = (
        printed.select(*table, "line")
        .unique()
        .with_columns(pl.col("line").rank("dense").over(table).cast(pl.Int64).alias("rank"))
    )
    return rows.join(ranks, on=[*table, "line"], how="inner", validate="m:1")
