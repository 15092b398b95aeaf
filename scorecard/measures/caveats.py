"""Which figures a document warns of itself, and which of them nobody judges for that."""

from __future__ import annotations

import polars as pl

from scorecard.frames import in_its_time, of_its_year
from scorecard.measures.judgeable import UNDER_CAVEAT

_CAVEAT = ["document", "line", "part"]
_MOST_OF_A_YEAR = "11mo"


def with_caveats(figures: pl.DataFrame, caveats: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """``figures`` with ``caveats``: the kinds of warning of their own document about their measure, in printed order.

    And ``notes``, the first of each kind: ``kind``, ``line``, ``near`` for one that stands beside the figures and
    names no thing of theirs, so that it may be of others, ``since``, the first day of what it says to go on, and
    ``dated`` for one that names a time.

    A general remark about a whole report is about no figure. One that names no time is about what began in the twelve
    months up to its document's own, and about a year that ended in them; none is about a figure without a time.
    """
    dated = caveats.drop_nulls("indicator").join(documents.select("document", "as_at"), on="document", validate="m:1")
    near = (pl.col("scope") != "row") & pl.col("about").is_null()
    warnings = dated.select(*_CAVEAT, "kind", "indicator", "as_at", "period_start", "period_end", near.alias("near"))
    numbered = figures.with_row_index("_row")
    year = pl.col("period_end") >= pl.col("period_start").dt.offset_by(_MOST_OF_A_YEAR)
    asked = numbered.select(
        "_row",
        "document",
        "indicator",
        first_day="period_start",
        last_day="period_end",
        lately=pl.when(year).then("period_end").otherwise("period_start"),
    )
    told = (
        asked.join(warnings, on=["document", "indicator"])
        .filter(in_its_time("first_day", "last_day") & of_its_year("lately"))
        .with_columns(
            pl.col("period_start")
            .filter(pl.col("period_end").is_null())
            .max()
            .over("_row", "line", "kind")
            .alias("since"),
            pl.col("period_start").is_not_null().alias("dated"),
        )
        .sort("_row", "line", "part")
        .group_by("_row", maintain_order=True)
        .agg(
            pl.col("kind").unique(maintain_order=True).alias("caveats"),
            pl.struct("kind", "line", "near", "since", "dated")
            .filter(pl.col("kind").is_first_distinct())
            .alias("notes"),
        )
    )
    joined = numbered.join(told, on="_row", how="left", validate="1:1", maintain_order="left")
    return joined.with_columns(pl.col("caveats", "notes").fill_null([])).drop("_row")


def grave(kinds: pl.DataFrame) -> pl.Expr:
    """The first kind of ``caveats`` that keeps from judging; null if none does, or if the document takes it back.

    ``kinds`` is the registry's frame. A document takes its warnings back for a time that it names: "January's figures
    show true performance".
    """
    keeps, takes_back = (kinds.filter(c)["kind"].implode() for c in ("not_judged", "takes_back"))
    first = pl.col("caveats").list.eval(pl.element().filter(pl.element().is_in(keeps))).list.first()
    note = pl.element().struct
    back = pl.col("notes").list.eval(note.field("kind").is_in(takes_back) & note.field("dated")).list.any()
    return pl.when(~back).then(first)


def not_judged_for_caveats(figures: pl.DataFrame, kinds: pl.DataFrame) -> pl.DataFrame:
    """``figures`` (`with_caveats`) with a code in ``not_judged`` for those under a kind that keeps from judging."""
    return figures.with_columns(
        pl.when(pl.col("not_judged").is_null() & grave(kinds).is_not_null())
        .then(pl.lit(UNDER_CAVEAT))
        .otherwise("not_judged")
        .name.keep()
    )
