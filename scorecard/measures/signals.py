"""Signals worked out again: the arrow and the colour that a row's own figures give, beside the printed ones."""

from __future__ import annotations

import polars as pl

from scorecard.measures.direction import STEPS, next_start, with_direction
from scorecard.measures.judgeable import NOTHING, with_not_judged
from scorecard.measures.rag import rag_of_line
from scorecard.registry import Registry
from scorecard.schema import conform

_ROW = ["document", "line", "indicator"]


def with_computed(
    printed: pl.DataFrame, observations: pl.DataFrame, thresholds: pl.DataFrame, registry: Registry
) -> pl.DataFrame:
    """The table ``signals``: every row of ``printed_signals``, in its order, with ``computed`` beside it.

    An arrow compares the figure of its month, or quarter, with the one before of the same document and indicator (the
    same line if it prints both); a colour is the band in which the figure lies, by the tolerances of its own line or
    else of its document. Null where a figure or a tolerance is missing, where the sign's meaning is not known, or where
    the figure is not one to judge (see `judgeable`).
    """
    bare = printed.with_row_index("_signal")
    figures = _figures(observations, registry)
    arrows = _arrows(bare.filter(pl.col("signal") == "direction"), figures)
    colours = _colours(bare.filter(pl.col("signal") == "rag"), figures, thresholds)
    computed = pl.concat([arrows, colours])
    return conform("signals", bare.join(computed, on="_signal", how="left", validate="1:1", maintain_order="left"))


def figures_of_signs(printed: pl.DataFrame, observations: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Which figures a sign is about: every row of ``printed`` (``printed_signals`` or ``signals``), in its order.

    Adds ``now_line``, ``now_cell``: the figure of its month or quarter; ``before_line``, ``before_cell``: of an arrow,
    the one before; ``good`` and ``not_judged`` of the figure. Null where none is printed, or none that is compared.
    """
    bare = printed.with_row_index("_signal")
    figures = _figures(observations, registry)
    now = _now(bare, figures)
    about = now.select("_signal", "good", "not_judged", now_line="line", now_cell="figure_cell")
    pairs = _pairs(bare.filter(pl.col("signal") == "direction"), figures)
    before = pairs.select("_signal", "before_line", "before_cell")
    told = bare.join(about, on="_signal", how="left", validate="1:1", maintain_order="left")
    return told.join(before, on="_signal", how="left", validate="1:1", maintain_order="left").drop("_signal")


def _figures(observations: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Figures of months and quarters of the authority itself, without categories and "x of y" cells."""
    rules = registry.frame()
    columns = ["period", "period_kind", "period_start", "value", "numerator", "denominator", "unit"]
    return (
        observations.filter(
            pl.col("period_kind").is_in(list(STEPS))
            & (pl.col("area_kind") == "authority")
            & pl.col("breakdown").is_null()
            & pl.col("value").is_not_null()
        )
        .pipe(with_not_judged, observations, rules)
        .join(rules.select("indicator", "good"), on="indicator", how="left", validate="m:1")
        .select(*_ROW, pl.col("cell").alias("figure_cell"), *columns, "good", "not_judged")
    )


def _now(printed: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Each sign with the first figure of its line and period."""
    told = printed.join(figures, on=[*_ROW, "period"], how="inner")
    return told.unique("_signal", keep="first", maintain_order=True)


def _pairs(printed: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Each arrow with its figure and the one before, of its own line if that prints both."""
    figures = figures.filter(pl.col("not_judged").ne_missing(NOTHING))
    before = figures.select(
        "document",
        "indicator",
        "unit",
        "period_kind",
        next_start(),
        pl.col("line").alias("before_line"),
        pl.col("figure_cell").alias("before_cell"),
        previous="value",
        previous_numerator="numerator",
        previous_denominator="denominator",
    )
    return (
        _now(printed, figures)
        .join(before, on=["document", "indicator", "unit", "period_kind", "period_start"], how="inner")
        .sort("_signal", pl.col("before_line") != pl.col("line"), "before_line")
        .unique("_signal", keep="first", maintain_order=True)
    )


def _arrows(printed: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    pairs = _pairs(printed, figures).with_columns(arrows_mean=pl.col("meaning"))
    return with_direction(pairs).select("_signal", computed="arrow")


def _colours(printed: pl.DataFrame, figures: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    return rag_of_line(_now(printed, figures), thresholds).select("_signal", computed="band")
