"""What a wrong figure would change: its colour under the document's own thresholds, or nothing but itself."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard.measures.rag import rag_of_line
from scorecard.validate.rules.shared.causes.tries import causes_wanted

_FIGURE = ["document", "indicator", "line"]
_COLOURED = ["month", "quarter", "year_to_date", "academic_term"]


def with_colours(rows: pl.DataFrame, thresholds: pl.DataFrame, *, printed: str, expected: str) -> pl.DataFrame:
    """``rows`` with ``colour_printed`` and ``colour_expected`` of two of its columns, and ``changes_colour``.

    The colours are those of the thresholds of its line, or else of its document; null where none can be told. Only
    figures of a month, quarter, term or year to date of the whole authority have a colour: for others nothing
    changes. Needs ``line``, ``breakdown``, ``area_kind`` and ``period_kind``.
    """
    both = pl.concat([rows.select(*_FIGURE, pl.col(value).alias("value")) for value in (printed, expected)])
    bands = rag_of_line(both, thresholds)["band"]
    judged = rows.with_columns(
        bands.head(rows.height).alias("colour_printed"), bands.tail(rows.height).alias("colour_expected")
    )
    coloured = (
        pl.col("breakdown").is_null()
        & (pl.col("area_kind").fill_null("authority") == "authority")
        & pl.col("period_kind").is_in(_COLOURED)
    )
    changes = (coloured & (pl.col("colour_printed") != pl.col("colour_expected"))).fill_null(False)
    return judged.with_columns(changes.alias("changes_colour"))


def weighed(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``failing`` with ``severity`` and ``consequence``: error where the expected value has another colour.

    Needs ``published_value``, ``expected_value`` and what `with_colours` needs. ``consequence`` is a sentence to
    add, or empty. Where no cause is wanted nobody reads the words: nothing is weighed then, and all are warnings.
    """
    if not causes_wanted():
        return failing.with_columns(severity=pl.lit("warning"), consequence=pl.lit(""))
    rows = with_colours(failing, tables["thresholds"], printed="published_value", expected="expected_value")
    sentence = pl.format(" Its colour would be {} instead of {}.", "colour_expected", "colour_printed")
    return rows.with_columns(
        pl.when("changes_colour").then(pl.lit("error")).otherwise(pl.lit("warning")).alias("severity"),
        pl.when("changes_colour").then(sentence).otherwise(pl.lit("")).alias("consequence"),
    ).drop("colour_printed", "colour_expected", "changes_colour")
