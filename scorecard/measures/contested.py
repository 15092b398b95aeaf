"""Colours that two prints of the same figure contest: another print of it, or of its colour, gives another one."""

from __future__ import annotations

import polars as pl

from scorecard.measures.rag import rag

_CONTEST = pl.Struct({"value": pl.Float64, "band": pl.String})
_SIGNAL = ["document", "indicator", "period"]


def with_contested(page: pl.DataFrame, thresholds: pl.DataFrame, signals: pl.DataFrame) -> pl.DataFrame:
    """``page`` with ``contested``: what else is printed of each figure that would give it another colour.

    ``page``: rows of `quarter_page` with ``band`` and ``printed_band``. ``contested`` is a list of ``value``, ``band``:
    another figure of the same document, or the one before a restatement, with its colour by the tolerances; with a null
    value another colour that the document prints for it. Empty where nothing contests it.
    """
    numbered = page.with_row_index("_figure")
    told = pl.concat([_other_figures(numbered, thresholds), _other_colours(numbered, signals)])
    listed = told.group_by("_figure", maintain_order=True).agg(pl.struct("value", "band").alias("contested"))
    joined = numbered.join(listed, on="_figure", how="left", validate="1:1", maintain_order="left")
    nothing = pl.lit([], pl.List(_CONTEST))
    return joined.with_columns(pl.col("contested").fill_null(nothing)).drop("_figure")


def _other_figures(numbered: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """The other prints of each figure whose colour by the same tolerances is another one than the figure's own."""
    before = pl.col("earlier").list.first().struct.field("value")
    others = pl.concat_list("same_document", pl.when("restated").then(before))
    kept = [column for column in ("not_judged",) if column in numbered.columns]
    own = pl.coalesce("band", "printed_band").alias("own")
    asked = (
        numbered.select("_figure", "document", "indicator", own, others.alias("value"), *kept)
        .explode("value")
        .drop_nulls(["value", "own"])
        .unique(["_figure", "value"], maintain_order=True)
    )
    judged = rag(asked, thresholds)
    return judged.filter(pl.col("band") != pl.col("own")).select("_figure", "value", "band")


def _other_colours(numbered: pl.DataFrame, signals: pl.DataFrame) -> pl.DataFrame:
    """The other colours that its document prints for each figure of the whole authority that has one."""
    printed = signals.filter(pl.col("signal") == "rag").select(*_SIGNAL, pl.col("read_as").alias("told")).unique()
    shown = numbered.select("_figure", *_SIGNAL, "printed_band").drop_nulls("printed_band")
    both = shown.join(printed.drop_nulls("told"), on=_SIGNAL, how="inner")
    others = both.filter(pl.col("told") != pl.col("printed_band")).sort("_figure", "told")
    return others.select("_figure", pl.lit(None, pl.Float64).alias("value"), pl.col("told").alias("band"))
