"""Figures that no target and no direction judges: averages of nothing, and parts of a year beside a year's target.

Those that their own document warns of are told by `caveats`, for pages alone: what is printed is checked all the same.

Where no child was adopted, an average of 0.0 days says nothing. Where months add up to the year, the target that a
scorecard prints is the year's, and a month or an unfinished year can neither meet nor miss it.
"""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up

NOTHING, PART_OF_YEAR, UNDER_CAVEAT = "average-of-nothing", "part-of-year", "under-caveat"
NOT_JUDGED = {
    NOTHING: "it is an average of nothing: no case was counted",
    PART_OF_YEAR: "its months add up to the year, which is what a target is for",
    UNDER_CAVEAT: "under a caveat: the document itself warns of this figure",
}
"""Why a figure is not judged; the codes are what ``not_judged`` holds."""
_SUBJECT = ["document", "indicator", "area", "breakdown", "period"]
_PARTS = ("in-month", "quarterly", "year-to-date")
"""What figures of a measure whose months add up may be of, and are not of a year that is over."""
_LAST_MONTH = 3


def with_not_judged(figures: pl.DataFrame, observations: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """``figures`` with ``not_judged``: a code of `NOT_JUDGED`, null for a figure that targets and directions judge.

    ``figures`` are rows of ``observations`` with whatever else; ``rules`` is the registry's frame, of which
    ``average_of`` and ``adds_up`` are asked. An average of nothing is printed as nought where the same document counts
    no case of the same area, category and period; of a year to date, none in any month since April.
    """
    links = rules.select("indicator", "average_of", "adds_up")
    subject = ["document", "average_of", "area", "breakdown"]
    told = (
        figures.pipe(looked_up, links, "indicator", suffix="_of_registry")
        .pipe(looked_up, _without_cases(observations), [*subject, "period"])
        .pipe(looked_up, _since_april(observations), [*subject, "period_end"])
    )
    to_date = (pl.col("basis") == "year-to-date").fill_null(False)
    none = pl.col("without_cases") & ~(to_date & (pl.col("since_april") > 0).fill_null(False))
    ends_a_year = (pl.col("basis") == "year-to-date") & (pl.col("period_end").dt.month() == _LAST_MONTH)
    part = pl.col("adds_up") & pl.col("basis").is_in(_PARTS) & ~ends_a_year.fill_null(False)
    code = pl.when(none & (pl.col("value") == 0)).then(pl.lit(NOTHING)).when(part).then(pl.lit(PART_OF_YEAR))
    return told.select(*figures.columns, code.alias("not_judged"))


def _without_cases(observations: pl.DataFrame) -> pl.DataFrame:
    """The measures, areas, categories and periods for which a document prints that there was no case."""
    counts = observations.filter((pl.col("unit") == "count") & pl.col("value").is_not_null())
    none = counts.group_by(_SUBJECT).agg(without_cases=(pl.col("value") == 0).all())
    return none.filter("without_cases").rename({"indicator": "average_of"})


def _since_april(observations: pl.DataFrame) -> pl.DataFrame:
    """``since_april``: how many cases the months of a document count from April up to the end of each of them."""
    months = observations.filter(
        (pl.col("unit") == "count") & (pl.col("period_kind") == "month") & pl.col("value").is_not_null()
    )
    subject = ["document", "indicator", "area", "breakdown"]
    once = months.group_by(*subject, "period_end").agg(pl.col("value").max())
    year = pl.col("period_end").dt.offset_by("-3mo").dt.year()
    so_far = pl.col("value").cum_sum().over(*subject, year, order_by="period_end")
    return once.select(*subject, "period_end", so_far.alias("since_april")).rename({"indicator": "average_of"})
