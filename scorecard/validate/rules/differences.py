"""What is left: a whole less its part, and those of whom a share does not speak."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.column_words import MICROS
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import components, figures, own, printable, with_rules
from scorecard.validate.rules.shared.pairs import held_against, misses, nearest, others

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="differences",
    title="What is left over is the whole less its part.",
    asks="is a difference its whole less its part; are those left over y less x of the share that counts the others?",
    source="Arithmetic of additive measures; the registry says what is left of what",
    scope="one document",
    confirms=True,
    needs=("difference_of", "remainder_of"),
)
_KEY = ["document", "area", "breakdown", "period"]


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per printed difference whose whole and part are printed for the same time, area and category."""
    parts = with_rules(components(own(figures(tables))), registry, "whole_less", "less_part", "remainder_of")
    shares = parts["remainder_of"].drop_nulls().unique()
    parts = pl.concat([parts, _over_areas(parts.filter(pl.col("indicator").is_in(shares.implode())))])
    left = parts.filter((pl.col("what") == "value") & (pl.col("unit") != "percent")).with_row_index("row")
    of_two = left.filter(pl.col("whole_less").is_not_null())
    of_share = left.filter(pl.col("remainder_of").is_not_null()).with_columns(
        pl.col("remainder_of").alias("whole_less"), pl.col("remainder_of").alias("less_part")
    )
    if of_two.is_empty() and of_share.is_empty():
        return no_comparisons(RULE.id, "the registry names no printed measure that is left over from others")
    pairs = pl.concat([_paired(of_two, parts, ("value", "value")), _paired(of_share, parts, ("y", "x"))])
    return concluded(RULE, [(pairs, _words)])


def _over_areas(parts: pl.DataFrame) -> pl.DataFrame:
    """The x and the y of shares that a table prints for localities alone, added up: the authority's, one row each.

    Each stands at the place of the first locality's.
    """
    counted = parts.filter(pl.col("what").is_in(["x", "y"]) & pl.col("area_kind").is_in(["authority", "locality"]))
    by = ["document", "table", "indicator", "breakdown", "period", "what"]
    alone = counted.filter((pl.col("area_kind") == "locality").all().over(by))
    sums = (
        alone.sort("line", "cell")
        .group_by(by, maintain_order=True)
        .agg(pl.len().alias("localities"), pl.col("micro", "value").sum(), pl.exclude(*by, "micro", "value").first())
        .filter(pl.col("localities") > 1)
    )
    borough = sums.with_columns(pl.col("authority").alias("area"), pl.lit("authority").alias("area_kind"))
    return borough.select(parts.columns)


def _paired(left: pl.DataFrame, parts: pl.DataFrame, pieces: tuple[str, str]) -> pl.DataFrame:
    """Differences beside whole and part (the pieces of them that count), those of their own table before others."""
    paired = left
    for role, link, piece in (("whole", "whole_less", pieces[0]), ("part", "less_part", pieces[1])):
        theirs = parts.filter(pl.col("what") == piece)
        beside = others(theirs, _KEY, "indicator", "table", "line", "cell", "micro", "half", prefix=role)
        paired = paired.join(
            beside, left_on=[*_KEY, link], right_on=[*_KEY, f"{role}_indicator"], how="inner", nulls_equal=True
        )
    meant = pl.col("whole_micro") - pl.col("part_micro")
    room = pl.col("whole_half") + pl.col("part_half") + pl.col("half")
    compared = held_against(paired, *printable(meant - room, meant + room))
    told = compared.with_columns((meant / MICROS).alias("expected_value"), meant.alias("meant"))
    elsewhere = (pl.col("whole_table") != pl.col("table")) | (pl.col("part_table") != pl.col("table"))
    return nearest(told, elsewhere, misses(), "whole_line", "part_line")


def _words(failing: pl.DataFrame) -> pl.DataFrame:
    """The sentence for a difference that is not its whole less its part."""
    meant = words.figure("meant")
    return failing.with_columns(
        meant.alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}, {}: {} (line {}) less {} (line {}) leaves {}, but {} is printed.",
            words.about(),
            words.period(),
            words.figure("whole_micro"),
            "whole_line",
            words.figure("part_micro"),
            "part_line",
            meant,
            words.figure(),
        ).alias("explanation"),
    )
