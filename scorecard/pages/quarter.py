"""A quarter with what the sections of its pages share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from scorecard.measures.caveats import with_caveats, without_judgements
from scorecard.measures.findings import with_findings
from scorecard.measures.gaps import against
from scorecard.measures.quarter_data import QuarterData
from scorecard.measures.quarter_page import quarter_page
from scorecard.measures.quarters import quarter_of_period
from scorecard.measures.series import annual_series, monthly_series
from scorecard.pages import trends

FINDINGS_PAGE = "data_quality.html"


@dataclass(eq=False)
class QuarterPages(QuarterData):
    """One quarter's data and the rows of its page: each part is worked out when a section first asks for it."""

    @cached_property
    def rows(self) -> pl.DataFrame:
        """One row per figure of the page (see `quarter_page`), with its findings and how it stands to the benchmarks.

        Added: a column ``…_against`` for each benchmark, ``document_title``, ``findings``, ``finding_page``, and
        ``show_area``: does the page show more than one authority?
        """
        compared = [against(one.id).alias(f"{one.id}_against") for one in self.comparators]
        titles = self.tables["documents"].select("document", pl.col("title").alias("document_title"))
        page = quarter_page(self).with_columns(compared).join(titles, on="document", how="left", validate="m:1")
        page = without_judgements(page, tuple(f"{one.id}_against" for one in self.comparators))
        several = page.filter(pl.col("area_kind") == "authority")["area"].n_unique() > 1
        return self._linked(page).with_columns(pl.lit(several).alias("show_area"))

    @cached_property
    def months(self) -> dict[tuple[Any, ...], pl.DataFrame]:
        """The months behind each row of the page, with their findings and what their documents warn of."""
        series = monthly_series(self.rows, self.known, quarter=self.quarter)
        dated = series.with_columns(pl.col("period_start").dt.month_end().alias("period_end"))
        warned = with_caveats(dated, self.tables["caveats"], self.tables["documents"])
        return trends.by_row(self._linked(warned))

    @cached_property
    def caveat_words(self) -> dict[str, str]:
        """What each kind of warning says, by kind."""
        return dict(self.caveat_kinds.select("kind", "words").iter_rows())

    @cached_property
    def years(self) -> dict[tuple[Any, ...], pl.DataFrame]:
        """The years behind each row of the page."""
        return trends.by_row(annual_series(self.rows, self.known, quarter=self.quarter))

    def _linked(self, figures: pl.DataFrame) -> pl.DataFrame:
        """``figures`` with their findings and the page of that figure's quarter on which the findings stand."""
        there = pl.when(pl.col("quarter") == str(self.quarter)).then(pl.lit(FINDINGS_PAGE))
        elsewhere = pl.format("../{}/{}", pl.col("quarter"), pl.lit(FINDINGS_PAGE))
        return (
            with_findings(figures, self.tables["findings"])
            .with_columns(quarter_of_period())
            .with_columns(there.otherwise(elsewhere).fill_null(FINDINGS_PAGE).alias("finding_page"))
            .drop("quarter")
        )
