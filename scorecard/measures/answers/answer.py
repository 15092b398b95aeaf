"""All questions asked of all figures: the table ``measures``."""

from __future__ import annotations

import polars as pl
import polars.selectors as cs

from scorecard.measures.answers.bands import bands
from scorecard.measures.answers.benchmarks import benchmarks, ranks
from scorecard.measures.answers.change import changes
from scorecard.measures.answers.charts import charts, proportions
from scorecard.measures.answers.exposure import exposures
from scorecard.measures.answers.intervals import intervals
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.revisions import revisions
from scorecard.measures.answers.sums import sums
from scorecard.measures.answers.trends import trends
from scorecard.schema import conform

QUESTIONS = (changes, bands, charts, proportions, intervals, benchmarks, ranks, sums, revisions, trends, exposures)
"""Each gives rows of ``measures`` of a `Material`."""
MEASURES = (
    "change-on-previous",
    "change-on-quarter",
    "change-on-year",
    "rag",
    "margin-to-next-band",
    "children-to-next-band",
    "limits",
    "variation",
    "assurance",
    "interval",
    "against-benchmark",
    "year-to-date",
    "rolling-12-months",
    "revision",
    "trend",
    "robustness",
    "exposure",
)
"""The codes of the column ``measure``, in the order in which rows of one figure stand."""
_ORDER = ["authority", "indicator", "of_unit", "area_kind", "area", "breakdown", "period_end", "period_kind", "period"]


def answer(material: Material) -> pl.DataFrame:
    """The table ``measures``: one row per figure (indicator, area, category, period) and question asked of it.

    ``against`` tells several rows of one question apart: comparators, headlines, kinds of limits.
    """
    rows = pl.concat([question(material) for question in QUESTIONS])
    at = pl.col("measure").replace_strict({code: at for at, code in enumerate(MEASURES)}, return_dtype=pl.Int8)
    told = rows.with_columns(cs.float().fill_nan(None))
    return conform("measures", told.sort(*_ORDER, at, "against", "method", "document", "line", "cell", nulls_last=True))
