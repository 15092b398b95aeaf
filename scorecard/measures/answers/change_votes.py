"""Ways of looking at a change, and whether they agree: what makes a verdict robust."""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.measures.answers.few import may_be_few
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.robust import NO_ANSWER, disputed, sure
from scorecard.measures.answers.rows import FEWEST_CASES, LISTED
from scorecard.measures.answers.sentences import contradicting
from scorecard.measures.as_known_at import FIGURE_KEY

LEAST_POINTS, LEAST_SHARE, LEAST_CASES = 2.0, 0.03, 5
"""Smaller changes of percentages, of other figures as a share of the earlier one, and of cases, are no news."""
VERDICTS = {"better": "better", "worse": "worse", "no change": "no-change", "up": "higher", "down": "lower"}
"""What a verdict is called by how a figure moved, or by what that is."""
_SAME = 1e-9


def votes_of(rows: pl.DataFrame, earlier: str) -> pl.DataFrame:
    """One row per figure and way of looking at its change that gives an answer: ``way`` and ``said``.

    What has no verdict for its caveats or its few cases still shows a way, which a robust verdict may not contradict. A
    figure that is disputed is looked at without it too: then there is no answer, and nothing agrees.
    """
    judged = pl.col("verdict").is_not_null()
    comparable = judged | pl.col("reason").is_in(["under-caveat", "few-cases"])
    level = pl.when(pl.col("moved") == "level").then(pl.lit("no-change"))
    plain = pl.coalesce("judgement", "moved").replace_strict(VERDICTS, default=None, return_dtype=pl.String)
    by_counts = pl.coalesce("judgement_by_counts", "moved_by_counts").replace_strict(
        VERDICTS, default=None, return_dtype=pl.String
    )
    level_by_counts = pl.when(pl.col("moved_by_counts") == "level").then(pl.lit("no-change"))
    ways = [
        ("as printed", comparable, pl.coalesce("verdict", level, plain)),
        ("by its size", judged & ~of_a_size(), too_small()),
        ("by its cases", judged & may_be_few(), pl.lit(f"the percentage may be of fewer than {FEWEST_CASES}")),
        ("from x of y", judged & pl.col("moved_by_counts").is_not_null(), pl.coalesce(level_by_counts, by_counts)),
        ("without a figure that is disputed", judged & _disputed(), pl.lit(None, pl.String)),
    ]
    # a change too small to speak of contradicts no other: it is looked at for itself alone
    alone = pl.when(judged & ~of_a_size()).then(pl.lit(earlier)).alias("alone")
    return pl.concat(
        [
            rows.filter(asked).select(*FIGURE_KEY, alone, pl.lit(f"{earlier}, {way}").alias("way"), told.alias("said"))
            for way, asked, told in ways
        ]
    )


def _disputed() -> pl.Expr:
    """Whether a finding disputes one of the two figures, or its own document prints another one for the same time."""
    other = pl.any_horizontal(
        pl.col(c).list.len().fill_null(0) > 0 for c in ("same_document", "previous_same_document")
    )
    return disputed("severity", "previous_severity") | other


def of_a_size() -> pl.Expr:
    """Whether a change is one to speak of; level is level.

    Two points of percentages and 3 % of other figures at least, and five cases where it is known how many there are.
    """
    return (pl.col("verdict") == "no-change") | (_far_enough() & _cases_enough())


def too_small() -> pl.Expr:
    """Why a change is none to speak of, in words."""
    few_moved = pl.lit(f"it is fewer than {LEAST_CASES} cases")
    return pl.when(_far_enough()).then(few_moved).otherwise(pl.lit("too small to speak of"))


def _far_enough() -> pl.Expr:
    least = pl.when(pl.col("unit") == "percent").then(LEAST_POINTS).otherwise(pl.col("previous").abs() * LEAST_SHARE)
    return pl.col("answer_value").abs() >= least - _SAME


def _cases_enough() -> pl.Expr:
    """Whether the cases of a change are enough to speak of it, where it is known how many they are."""
    size = pl.col("answer_value").abs()
    points = pl.when(pl.col("unit") == "percent").then(size * fewest() / 100)
    counted = (pl.col("unit") == "count") & (pl.col("kind") != "average")
    of_cases = pl.coalesce(points, pl.when(counted).then(size))
    return (of_cases >= LEAST_CASES - _SAME).fill_null(True)


def _agreement(rows: pl.DataFrame, votes: pl.DataFrame, earlier: str) -> pl.DataFrame:
    """``rows`` with ``ways`` (how many answer), ``agreeing`` with their verdict, and ``listed``, what each says."""
    asked = rows.filter(pl.col("verdict").is_not_null()).select(*FIGURE_KEY, "verdict")
    counted = (
        asked.join(
            votes.filter(pl.col("alone").is_null() | (pl.col("alone") == earlier)), on=FIGURE_KEY, nulls_equal=True
        )
        .group_by(FIGURE_KEY, maintain_order=True)
        .agg(
            pl.len().alias("ways"),
            pl.col("said").eq_missing(pl.col("verdict")).sum().alias("agreeing"),
            pl.format("{}: {}", "way", pl.col("said").fill_null(NO_ANSWER)).str.join(LISTED).alias("listed"),
        )
    )
    return looked_up(rows, counted, FIGURE_KEY)


def with_sure(material: Material, rows: pl.DataFrame, votes: pl.DataFrame, earlier: str) -> pl.DataFrame:
    """``rows`` with how many ways of looking agree, and how sure that makes them."""
    sentences = contradicting(rows, material, FIGURE_KEY).with_columns(pl.lit(None, pl.String).alias("alone"))
    every = pl.concat([votes, sentences.select(votes.columns)])
    return _agreement(rows, every, earlier).with_columns(sure().alias("sure"))


def fewest() -> pl.Expr:
    """Of how many cases the comparison tells: the smaller whole of two shares, the greater of two counts."""
    both = ("cases", "previous_cases")
    return pl.when(pl.col("unit") == "count").then(pl.max_horizontal(both)).otherwise(pl.min_horizontal(both))
