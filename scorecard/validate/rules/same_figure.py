"""The same figure printed twice in one document: summary and theme page, table and table, month and year end."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard.validate.rules.shared import words
from scorecard.validate.rules.shared.agreement import Comparisons, Rule
from scorecard.validate.rules.shared.causes.numbers import suggested
from scorecard.validate.rules.shared.causes.tries import telling, try_of
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.consequences import weighed
from scorecard.validate.rules.shared.figures import (
    MICROS,
    SUBJECT,
    components,
    figures,
    own,
    place,
    printable,
    with_rules,
)

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="same-figure",
    title="A figure that one pack prints in two places is the same in both.",
    asks=(
        "is a figure that is printed several times in one document the same everywhere; is the figure of a "
        "quarter or year of a stock that of its last month?"
    ),
    source=(
        "Consistency within one publication; figures printed with fewer decimals agree if they can be the same number"
    ),
    scope="one document",
    needs=(
        "kind",
        "basis",
    ),
)
# a cell that names a period of its own ("10.9% (Autumn Term 2015)") is not about its column's period alone
_OWN_PERIOD = r"\([^)]*[A-Za-z]{3}"
_SERIES = [*SUBJECT, "unit", "what"]
# the figures at the end of a period: a stock, or what is counted over the twelve months before
_AT_THE_END = ["month-end", "rolling-12-months"]


def _tolerance() -> pl.Expr:
    """How far two printed figures may differ and still be one number: not at all with the same decimals."""
    return pl.when(pl.col("step") == pl.col("other_step")).then(0).otherwise(pl.col("half") + pl.col("other_half"))


def _others(found: pl.DataFrame, *more: str) -> pl.DataFrame:
    kept = {
        "micro": "other_micro",
        "half": "other_half",
        "step": "other_step",
        "line": "other_line",
        "cell": "other_cell",
        "table": "other_table",
        "indicator_name": "other_name",
        "value": "other_value",
        "decimals": "other_decimals",
    }
    return found.select(*_SERIES, *more, *(pl.col(c).alias(n) for c, n in kept.items()))


def _judged(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs with the interval in which the row's own figure would agree with the other."""
    lower, upper = printable(pl.col("other_micro") - _tolerance(), pl.col("other_micro") + _tolerance())
    return pairs.with_columns(
        pl.col("value").alias("published_value"),
        lower.alias("lower"),
        upper.alias("upper"),
        pl.col("other_value").alias("expected_value"),
    ).filter(pl.col("lower") <= pl.col("upper"))


def repeated(found: pl.DataFrame) -> pl.DataFrame:
    """Every figure beside another print of it: one row per figure, agreeing ones beside one that agrees.

    Of three or more prints the majority is believed: a figure fails only where more others differ than agree.
    Two prints that differ both fail, because neither is known to be right.
    """
    numbered = found.filter(~pl.col("published").str.contains(_OWN_PERIOD).fill_null(False)).with_row_index("row")
    others = _others(numbered, "period", "row").rename({"row": "other_row"})
    pairs = _judged(
        numbered.join(others, on=[*_SERIES, "period"], how="inner", nulls_equal=True).filter(
            (pl.col("row") != pl.col("other_row"))
            & ((pl.col("line") != pl.col("other_line")) | (pl.col("table") != pl.col("other_table")))
            # two rows of one table under different names are two measures, whatever they were taken for
            & ((pl.col("table") != pl.col("other_table")) | pl.col("indicator_name").eq_missing(pl.col("other_name")))
        )
    )
    agrees = pl.col("published_value").is_between("lower", "upper")
    ranked = pairs.with_columns(
        (agrees.sum().over("row") >= (~agrees).sum().over("row")).alias("believed"), agrees.alias("agrees")
    )
    chosen = pl.col("agrees") == pl.col("believed")
    return ranked.filter(chosen).sort("row", "other_line").unique("row", keep="first", maintain_order=True)


def at_the_end(found: pl.DataFrame) -> pl.DataFrame:
    """The figure of a quarter or year of a stock beside that of its last month, one row per figure."""
    ends = found.filter(pl.col("usual_basis").is_in(_AT_THE_END) & (pl.col("kind").is_in(["stock", "rate", "share"])))
    months = ends.filter(pl.col("period_kind") == "month")
    longer = ends.filter(pl.col("period_kind").is_in(["quarter", "year_to_date", "financial_year"])).with_row_index(
        "row"
    )
    pairs = _judged(
        longer.join(
            _others(months, "period_end", "period").rename({"period": "other_period"}),
            on=[*_SERIES, "period_end"],
            how="inner",
            nulls_equal=True,
        )
    )
    agrees = pl.col("published_value").is_between("lower", "upper")
    return pairs.sort("row", ~agrees, "other_line").unique("row", keep="first", maintain_order=True)


def _beside_the_other(failing: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Tries: the line of the other print has this very figure too, for another measure or another area."""
    said = found.filter(pl.col("what") == "value").select(
        "document",
        "unit",
        "micro",
        pl.col("line").alias("other_line"),
        pl.col("title").alias("title_near"),
        pl.col("indicator").alias("indicator_near"),
        pl.col("area").alias("area_near"),
        pl.col("cell").alias("cell_near"),
    )
    numbered = failing.drop("row").with_row_index("row").filter(telling())
    pairs = numbered.join(said, on=["document", "unit", "micro", "other_line"]).filter(
        pl.col("cell_near") != pl.col("other_cell")
    )
    same = pl.col("indicator") == pl.col("indicator_near")
    pairs = pairs.filter(~same | (pl.col("area") != pl.col("area_near")))
    what = pl.when(same).then("area_near").otherwise(pl.coalesce("title_near", "indicator_near"))
    return try_of(pairs, pl.format("line {} prints it for {}", "other_line", what), 0)


def _other_measure(failing: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Tries: another measure of the document has this very figure at the same end of the period."""
    said = found.filter(pl.col("what") == "value").select(
        "document",
        "area",
        "unit",
        "micro",
        "period_end",
        pl.col("indicator").alias("indicator_near"),
        pl.col("title").alias("title_near"),
        pl.col("line").alias("line_near"),
    )
    rare = (pl.col("micro") >= 100 * MICROS) | (pl.col("micro") % MICROS != 0)
    numbered = failing.drop("row").with_row_index("row").filter(rare & telling())
    pairs = numbered.join(said, on=["document", "area", "unit", "micro", "period_end"])
    other = (pl.col("indicator") != pl.col("indicator_near")) & (pl.col("line_near") != pl.col("other_line"))
    return try_of(pairs.filter(other), pl.format("line {} prints it for {}", "line_near", "title_near"), 1)


def _repeated_words(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame], found: pl.DataFrame) -> pl.DataFrame:
    other = words.figure("other_micro", "other_decimals")
    told = suggested(failing, found, _beside_the_other(failing, found), _other_measure(failing, found))
    return weighed(told, tables).with_columns(
        other.alias("expected"),
        pl.format(
            "{}, {}: {}{} is printed here, but line {} of the same document prints {}.{}",
            words.about(),
            words.period(),
            words.letter(),
            words.figure(),
            "other_line",
            other,
            "consequence",
        ).alias("explanation"),
        place("other_").alias("basis"),
    )


def _end_words(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Information: a year's figure may have been checked again after the month was printed."""
    other = words.figure("other_micro", "other_decimals")
    year = pl.col("period_kind") == "financial_year"
    why = (
        pl.when(year)
        .then(pl.lit(" A year's figure may have been checked again after its last month."))
        .otherwise(pl.lit(""))
    )
    return failing.with_columns(
        other.alias("expected"),
        pl.when(year | (pl.col("kind") != "stock"))
        .then(pl.lit("information"))
        .otherwise(pl.lit("warning"))
        .alias("severity"),
        pl.format(
            "{}, {}: {}{} is printed, but its last month ({}, line {}) prints {}.{}",
            words.about(),
            words.period(),
            words.letter(),
            words.figure(),
            "other_period",
            "other_line",
            other,
            why,
        ).alias("explanation"),
        place("other_").alias("basis"),
    )


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per figure that is printed more than once, and per year's or quarter's figure of a stock."""
    found = with_rules(components(own(figures(tables))), registry, "basis", "kind")
    return concluded(
        RULE,
        [
            (repeated(found), partial(_repeated_words, tables=tables, found=found)),
            (at_the_end(found), partial(_end_words, tables=tables)),
        ],
    )
