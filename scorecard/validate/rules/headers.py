"""Header cells that contradict one another: a month that stands twice, out of turn, or in another year.

The figures under such a header are not read, so that no rule sets them against others: what is wrong is said once, of
the header.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="headers",
    title="The months, quarters and years over a table's columns stand once each, in turn, and none is still to come.",
    asks="does every header of a table say a period of its own that goes on from the others?",
    source="The other headers of the same table, and the month that the document is about",
    scope="one document",
)
_TABLE = ["document", "table"]
_WORDS = {
    "twice": "{} stands over several columns with different figures",
    "other-year": "the year of {} does not go on from the months beside it",
    "out-of-order": "{} stand out of the order of the others",
    "against-year": "{} lie in no month of the year above them",
    "ahead": "{} comes after the month that the document is about",
}
"""What is said of headers by why they are in doubt. The other doubts are ours: nothing is wrong in print."""


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per table with headers of time: how many of them contradict the others, which should be none."""
    headers = tables["headers"]
    if headers.is_empty():
        return no_comparisons(RULE.id, "no table has headers that say a month, a quarter or a year")
    wrong = pl.col("doubt").is_in(list(_WORDS)).fill_null(False)
    lines = (
        headers.sort(*_TABLE, ~wrong, "line", "cell")
        .group_by(_TABLE, maintain_order=True)
        .agg(pl.col("line", "cell", "published").first(), wrong.sum().cast(pl.Float64).alias("published_value"))
        .with_columns(pl.lit(0.0).alias("lower"), pl.lit(0.0).alias("upper"))
    )
    return concluded(RULE, [(lines, lambda failing: _explained(failing, headers))])


def _explained(failing: pl.DataFrame, headers: pl.DataFrame) -> pl.DataFrame:
    """One finding per table, that tells all its headers in doubt and what their neighbours leave for them."""
    said = (
        headers.filter(pl.col("doubt").is_in(list(_WORDS)))
        .group_by(*_TABLE, "doubt", maintain_order=True)
        .agg(
            pl.col("published").unique(maintain_order=True).str.join(", "),
            pl.col("expected").drop_nulls().unique(maintain_order=True).str.join(", "),
        )
        .with_columns(_words().alias("words"))
        .group_by(_TABLE, maintain_order=True)
        .agg(pl.col("words").str.join("; "), pl.col("expected").filter(pl.col("expected") != "").str.join(", "))
    )
    told = failing.join(said, on=_TABLE, how="left", validate="1:1", maintain_order="left")
    meant = pl.col("expected") != ""
    return told.with_columns(
        pl.lit("error").alias("severity"),
        pl.format("The header of this table: {}. The figures under it are not read.", "words").alias("explanation"),
        pl.when(meant).then("expected").otherwise(pl.lit("each period once, in turn")).alias("expected"),
        pl.when(meant).then(pl.format("{} may be meant, by the headers beside it.", "expected")).alias("suggestion"),
    )


def _words() -> pl.Expr:
    """What is wrong with headers of one doubt, in words."""
    words = pl.lit(None, dtype=pl.String)
    for doubt, sentence in _WORDS.items():
        words = pl.when(pl.col("doubt") == doubt).then(pl.format(sentence, "published")).otherwise(words)
    return words
