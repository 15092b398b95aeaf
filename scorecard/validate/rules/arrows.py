"""Printed direction-of-travel arrows beside the arrow that the figures of two months, or two quarters, give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.frames import looked_up
from scorecard.measures.direction import STEPS, arrow, moved, next_start, with_direction
from scorecard.measures.judgeable import NOTHING, with_not_judged
from scorecard.measures.polarity import with_polarity
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import place, with_rules
from scorecard.validate.rules.shared.pairs import held_against, nearest, others
from scorecard.validate.rules.shared.signals import borough, signals_of, with_figure

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="arrows",
    title="An arrow points the way that the values, what good looks like and this family's meaning of arrows give.",
    asks="does the arrow point the way the figures moved, in the sense of its family?",
    source="The key to the arrows printed in each report; see scorecard.measures.direction",
    scope="one document",
    needs=("good", "arrows_mean", "average_of"),
)
_CODES = {"down": -1.0, "level": 0.0, "up": 1.0}
_PERIOD = ["document", "indicator", "unit", "period_kind", "period_start"]
_MEANINGS = {"performance": "performance", "number": "the number"}


def _meanings(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """What the arrows of each document's own family mean."""
    families = {family.id: family.arrows_mean for family in registry.families.values()}
    family = pl.col("family").replace_strict(families, default=None, return_dtype=pl.String)
    return tables["documents"].select("document", family.alias("family_meaning"))


def _before(figures: pl.DataFrame) -> pl.DataFrame:
    """Figures of months and quarters as the ``previous`` of the one after, with where they are printed."""
    periods = figures.filter(pl.col("period_kind").is_in(list(STEPS))).with_columns(
        next_start(), pl.col("value").alias("previous")
    )
    kept = ["micro", "numerator", "denominator", "table", "line", "cell", "decimals"]
    return others(periods, [*_PERIOD, "previous"], *kept, prefix="previous")


def _older(figures: pl.DataFrame) -> pl.DataFrame:
    """Figures as the ``older`` ones of two periods later, on whose line they stand; one row per line and period."""
    periods = figures.filter(pl.col("period_kind").is_in(list(STEPS))).with_columns(next_start())
    later = periods.with_columns(
        next_start(), pl.col("value").alias("older"), pl.col("decimals").alias("older_decimals")
    )
    kept = later.select(*_PERIOD, "line", "older", "older_decimals", pl.col("micro").alias("older_micro"))
    return kept.unique([*_PERIOD, "line"], keep="first", maintain_order=True)


def _moves(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Legible arrows with the figures of their period and of the one before, nearest to them, and what these give."""
    figures = with_not_judged(borough(tables), tables["observations"], registry.frame())
    figures = figures.filter(pl.col("not_judged").ne_missing(NOTHING))
    legible = signals_of(tables, "direction").filter(pl.col("read_as").is_in(list(_CODES)))
    current = with_figure(legible, figures).filter(pl.col("value").is_not_null())
    pairs = current.join(_before(figures), on=_PERIOD, how="inner")
    far = [pl.col("previous_line") != pl.col("line"), pl.col("previous_table") != pl.col("table")]
    moves = with_rules(nearest(pairs, *far, "previous_line"), registry)
    known = looked_up(with_polarity(moves, registry), _meanings(tables, registry), "document")
    told = with_direction(known.with_columns(pl.coalesce("meaning", "family_meaning").alias("arrows_mean")))
    older = looked_up(told, _older(figures), [*_PERIOD, "line"])
    return older.with_columns(moved("previous", "older").alias("moved_before")).with_columns(
        arrow(move="moved_before").alias("arrow_before")
    )


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per legible arrow whose two months, or quarters, are printed.

    Where both print the same and their counts differ, the level arrow and the counts' arrow both hold.
    A measure that is good within limits may be shown either way: both packs' keys leave it open.
    """
    moves = _moves(tables, registry).filter(pl.col("arrow").is_not_null())
    if moves.is_empty():
        return no_comparisons(RULE.id, "no legible arrow stands beside the figures of two months or quarters")
    code, printed = _code("arrow"), _code("read_as").alias("code")
    also = _also_right(code)
    compared = held_against(
        moves.with_columns(printed), pl.min_horizontal(code, also), pl.max_horizontal(code, also), value="code"
    )
    return concluded(RULE, [(compared, _explained)])


def _code(column: str) -> pl.Expr:
    return pl.col(column).replace_strict(_CODES, default=None, return_dtype=pl.Float64)


def _also_right(code: pl.Expr) -> pl.Expr:
    """The other arrow that would be no mistake; the arrow itself where there is none.

    Where both months print the same, that of their counts. A range has a good side too: its arrow may show the number
    or whether it came nearer.
    """
    by_counts = _code("moved_by_counts")
    turned_round = (pl.col("good") == "low") & (pl.col("arrows_mean") == "performance")
    of_counts = pl.when(turned_round).then(-by_counts).otherwise(by_counts)
    hidden = pl.when(code == 0).then(of_counts).otherwise(code).fill_null(code)
    return pl.when(pl.col("good") == "within-limits").then(-code).otherwise(hidden)


def _steps() -> pl.Expr:
    """How the figure moved, in words: ``rose from 12 to 15``."""
    went = pl.col("moved").replace_strict({"up": "rose", "down": "fell", "level": "stayed"}, default="moved")
    before = words.figure("previous_micro", "previous_decimals")
    return (
        pl.when(pl.col("moved") == "level")
        .then(pl.format("stayed at {}", words.figure()))
        .otherwise(pl.format("{} from {} to {}", went, before, words.figure()))
    )


def _explained(failing: pl.DataFrame) -> pl.DataFrame:
    sense = pl.col("arrows_mean").replace_strict(_MEANINGS, default="the number", return_dtype=pl.String)
    tells_good = (pl.col("arrows_mean") == "performance") & pl.col("good").is_in(["high", "low"])
    polarity = pl.when(tells_good).then(pl.format(", {} is good", "good")).otherwise(pl.lit(""))
    return failing.with_columns(
        pl.col("arrow").alias("expected"),
        pl.lit("error").alias("severity"),
        pl.format(
            "{}, {}: the figure {}; arrows here show {}{}, so the arrow should be {}, but it is printed as {} ({}).",
            words.about(),
            words.period(),
            _steps(),
            sense,
            polarity,
            "arrow",
            "read_as",
            "published",
        ).alias("explanation"),
        pl.when((pl.col("arrow_before") == pl.col("read_as")).fill_null(False))
        .then(
            pl.format(
                "Fits exactly: it is the arrow of the {} before, from {} to {}; it may have been left in.",
                "period_kind",
                words.figure("older_micro", "older_decimals"),
                words.figure("previous_micro", "previous_decimals"),
            )
        )
        .alias("suggestion"),
        pl.concat_str(place("", "document"), pl.lit("; "), place("previous_")).alias("compared_with"),
    )
