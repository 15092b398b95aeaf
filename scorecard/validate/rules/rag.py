"""Printed colours beside the colour that the printed thresholds give the figure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.measures.judgeable import NOT_JUDGED, with_not_judged
from scorecard.measures.polarity import with_family
from scorecard.measures.rag import UNDECIDED, rag, rag_of_line
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import with_rules
from scorecard.validate.rules.shared.pairs import marked
from scorecard.validate.rules.shared.signals import borough, signals_of, with_figure

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="rag",
    title="A red, amber or green rating is the band of the printed thresholds in which the value lies.",
    asks="is the colour the band of the printed thresholds; could one be told where none is printed?",
    source="Thresholds as printed in the same document; see scorecard.measures.rag",
    scope="one document",
    needs=("adds_up", "average_of"),
)
_CODES = {"red": 0.0, "amber": 1.0, "green": 2.0}
_NONE = -1.0


def _code(column: str) -> pl.Expr:
    return pl.col(column).replace_strict(_CODES, default=_NONE, return_dtype=pl.Float64)


def _judged(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Legible colours with their figure, the colour it has (``band``), and why it has none (``undecided``)."""
    legible = signals_of(tables, "rag").filter(pl.col("read_as").is_in(list(_CODES)))
    figures = with_not_judged(borough(tables), tables["observations"], registry.frame())
    return rag_of_line(with_rules(with_figure(legible, figures), registry), tables["thresholds"])


def _printed(judged: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """Printed colours with a figure: decided by the thresholds, or not (then -1 is expected).

    One that we cannot check says nothing of the pack: a band is not legible (it is in ``unread``), nothing is printed
    to judge by, or the printed colour has no band of its own and the figure lies in none of the others: where only a
    green limit is printed, both red and amber may lie beyond it.
    """
    checked = ~pl.col("undecided").is_in(["illegible", "no-target", "no-tolerances", *NOT_JUDGED]).fill_null(False)
    named = _legible(thresholds).select("document", "indicator", read_as="band")
    own = marked(judged, named, ["document", "indicator", "read_as"], "own_band")
    told = checked & ((pl.col("undecided") != "gap").fill_null(True) | pl.col("own_band"))
    return own.filter(pl.col("value").is_not_null() & told).with_columns(
        _code("read_as").alias("published_value"), _code("band").alias("lower"), _code("band").alias("upper")
    )


def _legible(thresholds: pl.DataFrame) -> pl.DataFrame:
    return thresholds.filter(pl.col("lower").is_not_null() | pl.col("upper").is_not_null())


def _unprinted(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Figures with a colour by the thresholds and none in print, in reports that do print colours.

    One row per indicator of a document and report family with more than one band: the figure of the last month that its
    table prints, or of the last quarter where it prints no months. A single limit may be a target without colours.
    """
    signals = with_family(signals_of(tables, "rag").filter(pl.col("read_as").is_in(list(_CODES))), tables)
    key = ["document", "family"]
    banded = _legible(tables["thresholds"]).group_by("document", "table", "indicator").agg(pl.col("band").n_unique())
    thresholds = banded.filter(pl.col("band") > 1)
    by_kind = (
        borough(tables)
        .filter(pl.col("period_kind").is_in(["month", "quarter"]))
        .join(signals.select(*key).unique(), on=key, how="semi", nulls_equal=True)
        .join(thresholds, on=["document", "table", "indicator"], how="semi")
    )
    of_months = (pl.col("period_kind") == "month").any().over("document", "table")
    monthly = by_kind.filter((pl.col("period_kind") == "month") | ~of_months)
    last = monthly.filter(pl.col("period_start") == pl.col("period_start").max().over("document", "table"))
    bare = last.join(signals.select("document", "indicator"), on=["document", "indicator"], how="anti")
    judgeable = with_not_judged(with_rules(bare, registry), tables["observations"], registry.frame())
    judged = rag(judgeable, tables["thresholds"])
    return judged.filter(pl.col("band").is_not_null()).with_columns(
        pl.lit(_NONE).alias("published_value"), _code("band").alias("lower"), _code("band").alias("upper")
    )


def _bands_in_words(rows: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """``rows`` with ``bands``: the printed thresholds of their indicator, and where they stand."""
    printed = (
        thresholds.sort("line", "cell")
        .group_by("document", "indicator", maintain_order=True)
        .agg(
            pl.format("{} {}", "band", "published").unique(maintain_order=True).str.join(", ").alias("bands"),
            pl.format("{}:{}", "document", "line").unique(maintain_order=True).str.join("; ").alias("compared_with"),
        )
    )
    # the basis of a comparison is a place; a figure's own basis is when it was counted
    return rows.drop("compared_with", strict=False).join(
        printed, on=["document", "indicator"], how="left", validate="m:1", maintain_order="left"
    )


def _printed_words(failing: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """A wrong colour is an error; a colour that the thresholds do not decide is information."""
    reasons = pl.col("undecided").replace_strict(UNDECIDED, default="no band can be told", return_dtype=pl.String)
    bands, decided = pl.col("bands").fill_null("none"), pl.col("band").is_not_null()
    wrong = pl.format(
        "{}, {}: {} is {} by the printed thresholds ({}), but {} is printed.",
        words.about(),
        words.period(),
        words.figure(),
        "band",
        bands,
        "read_as",
    )
    undecided = pl.format(
        "{}, {}: {} is printed for {}, but {} (thresholds: {}).",
        words.about(),
        words.period(),
        "read_as",
        words.figure(),
        reasons,
        bands,
    )
    return _bands_in_words(failing, thresholds).with_columns(
        pl.coalesce("band", pl.lit("no colour")).alias("expected"),
        pl.when(decided).then(pl.lit("error")).otherwise(pl.lit("information")).alias("severity"),
        pl.when(decided).then(wrong).otherwise(undecided).alias("explanation"),
    )


def _unprinted_words(failing: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    return _bands_in_words(failing, thresholds).with_columns(
        pl.col("band").alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}, {}: {} is {} by the printed thresholds ({}), but no colour is printed.",
            words.about(),
            words.period(),
            words.figure(),
            "band",
            pl.col("bands").fill_null("none"),
        ).alias("explanation"),
    )


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per printed colour with a figure, and per figure that could have a colour in a table with colours."""
    judged = _judged(tables, registry)
    if judged.is_empty():
        return no_comparisons(RULE.id, "no colour is printed in words or signs in any table")
    thresholds = tables["thresholds"]
    return concluded(
        RULE,
        [
            (_printed(judged, thresholds), partial(_printed_words, thresholds=thresholds)),
            (_unprinted(tables, registry), partial(_unprinted_words, thresholds=thresholds)),
        ],
    )
