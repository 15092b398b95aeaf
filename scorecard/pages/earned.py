"""Better and worse beside a page's figures only where they are earned: the verdicts of the table ``measures``."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard.comparators import Comparator
from scorecard.frames import looked_up
from scorecard.measures.as_known_at import FIGURE_KEY

_JUDGED = ("better", "worse")
_SILENT = ("no-earlier-figure", "no-direction")
"""Reasons that need no words: there is no change, or nothing that could be better."""
CHANGES = {"change-on-previous": "judgement", "change-on-year": "year_judgement"}


def with_verdicts(page: pl.DataFrame, answers: pl.DataFrame, comparators: Sequence[Comparator]) -> pl.DataFrame:
    """``page`` with the verdicts on its figures: ``judgement`` on the month before, ``year_judgement``, and one
    ``…_against`` for each comparator; ``…_reason`` is the code of why a change has none.

    Without an answer nothing is better or worse.
    """
    told = page.drop("judgement", *(f"{one.id}_against" for one in comparators), strict=False)
    for measure, column in CHANGES.items():
        reason = pl.when(~pl.col("reason").is_in(_SILENT)).then("reason")
        verdicts = _of(answers, measure).select(
            *FIGURE_KEY,
            pl.when(pl.col("verdict").is_in([*_JUDGED, "no-change"])).then("verdict").alias(column),
            reason.alias(f"{column}_reason"),
        )
        told = looked_up(told, verdicts, FIGURE_KEY)
    for one in comparators:
        against = _of(answers, "against-benchmark").filter(pl.col("against") == one.id)
        told = looked_up(told, against.select(*FIGURE_KEY, pl.col("verdict").alias(f"{one.id}_against")), FIGURE_KEY)
    return told


def _of(answers: pl.DataFrame, measure: str) -> pl.DataFrame:
    """The answers to one question, with the unit of the figure as ``unit``."""
    return answers.filter(pl.col("measure") == measure).drop("unit").rename({"of_unit": "unit"})
