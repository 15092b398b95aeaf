"""A quarter with what the sections of its pages share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import polars as pl

from scorecard.council_quarter import council_of
from scorecard.frames import looked_up
from scorecard.measures.answers.answer import answer
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.message_rows import SCHEMA as MESSAGES
from scorecard.measures.answers.messages import key_messages
from scorecard.measures.as_known_at import FIGURE_KEY
from scorecard.measures.band_areas import Areas, band_areas
from scorecard.measures.by_council import homes_of
from scorecard.measures.caveats import with_caveats
from scorecard.measures.findings import with_findings
from scorecard.measures.over_quarters import over_quarters
from scorecard.measures.printed_rows import SUMMARY
from scorecard.measures.quality import checks_of_documents
from scorecard.measures.quarter_data import QuarterData
from scorecard.measures.quarter_page import quarter_page
from scorecard.measures.quarters import available_quarters, is_figure
from scorecard.measures.series import annual_series, monthly_series
from scorecard.pages import trends
from scorecard.pages.charted import Beside, limits_by_key
from scorecard.pages.earned import with_verdicts
from scorecard.pages.kept import kept
from scorecard.pages.proofs import FINDINGS_PAGE, Proofs
from scorecard.schema import SCHEMAS


@dataclass(eq=False, repr=False)
class QuarterPages(QuarterData):
    """One quarter's data and the rows of its page: each part is worked out when a section first asks for it.

    ``material``: what the figures are asked about; without it nothing is called better or worse. ``proofs``: the
    figures that the page has shown. ``checks``: how the last validation ended, one row per check.
    ``notes_folder``: where the analyst's notes are; null for none. ``kept_parts``: what was worked out of the same
    tables, also for another page.
    """

    material: Material | None = None
    proofs: Proofs = field(default_factory=lambda: Proofs({}))
    notes_folder: Path | None = None
    homes: pl.DataFrame | None = None
    kept_parts: dict[str, Any] = field(default_factory=dict)
    checks: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema={"check": pl.String, "kind": pl.String, "status": pl.String})
    )

    def asking(self, material: Material, checks: pl.DataFrame, proofs: Proofs | None = None) -> Self:
        """The same with something to ask, on a page that begins, or that goes on."""
        proofs = proofs or Proofs(self.tables, self.indicators)
        return replace(self, material=material, checks=checks, proofs=proofs, kept_parts={})

    @cached_property
    def notes(self) -> dict[tuple[str, str], list[str]]:
        """The analyst's notes on the quarter that the data confirm, as HTML, by authority and indicator."""
        if self.notes_folder is None or self.material is None or self.as_known_at is not None:
            return {}
        if not (self.notes_folder / f"{self.quarter}.md").exists():
            return {}
        from scorecard.notes import notes_for

        told = notes_for(self.quarter, self.notes_folder, self.material, self.answers)
        by_measure = told.group_by("authority", "indicator", maintain_order=True).agg("html")
        return {(authority, indicator): html for authority, indicator, html in by_measure.iter_rows()}

    @kept
    def with_pages(self) -> set[str]:
        """The indicators that have a page of their own: those with a figure, of any time and document."""
        printed = self.tables["observations"].filter(is_figure(), pl.col("area_kind") != "comparator")
        return set(printed["indicator"].drop_nulls())

    @property
    def findings_page(self) -> str:
        """The quarter's page of findings, from any page that stands in a folder of the reports."""
        return f"../{self.quarter}/data_quality.html"

    def page_of_finding(self, fact: str) -> str:
        """The page that lists a fact: the quarter's own, or that of all findings where only documents of other
        quarters tell of it."""
        return self.findings_page if fact in self._facts_here else FINDINGS_PAGE

    @kept
    def _facts_here(self) -> set[str]:
        return set(self.of_documents("findings")["fact"])

    @property
    def checks_made(self) -> pl.DataFrame:
        """How the last validation ended; of a council's quarter how for the documents behind the page."""
        if council_of(self.quarter) is None:
            return self.checks
        return checks_of_documents(self.checks, self.of_documents("findings"))

    @kept
    def answers(self) -> pl.DataFrame:
        """What the figures say: the table ``measures`` where all is known, worked out anew as known at a date."""
        if self.material is None:
            return pl.DataFrame(schema=SCHEMAS["measures"])
        made = self.tables.get("measures")
        if made is None or made.is_empty() or self.as_known_at is not None:
            return answer(self.material)
        return made.filter(pl.col("sure").is_not_null())  # a slice keeps of some answers only that they were asked

    @kept
    def messages(self) -> pl.DataFrame:
        """The quarter's key messages, by consequence."""
        if self.material is None:
            return pl.DataFrame(schema=MESSAGES)
        return key_messages(self.material, self.answers, self.quarter)

    def _of_authority(self, name: str) -> Self:
        own = replace(super()._of_authority(name), homes=self._home_quarters, kept_parts={})
        if self.material is None:
            return own
        answers = self.answers.filter(pl.col("authority") == name)
        return replace(
            own, material=replace(self.material, tables=own.tables), tables={**own.tables, "measures": answers}
        )

    @kept
    def rows(self) -> pl.DataFrame:
        """One row per figure of the page (see `quarter_page`), with its findings and how it stands to the benchmarks.

        Added: the verdicts (`earned`), ``document_title``, ``findings``, ``finding_page``, and ``show_area``: does the
        page show more than one authority?
        """
        titles = self.tables["documents"].select("document", pl.col("title").alias("document_title"))
        page = quarter_page(self).join(titles, on="document", how="left", validate="m:1", maintain_order="left")
        page = with_verdicts(page, self.answers, self.comparators)
        several = page.filter(pl.col("area_kind") == "authority")["area"].n_unique() > 1
        return self.linked(page).with_columns(pl.lit(several).alias("show_area"))

    @kept
    def months(self) -> dict[tuple[Any, ...], pl.DataFrame]:
        """The months behind each row of the page, with their findings and what their documents warn of."""
        series = monthly_series(self.rows, self.known, quarter=self.quarter)
        dated = series.with_columns(pl.col("period_start").dt.month_end().alias("period_end"))
        warned = with_caveats(dated, self.tables["caveats"], self.tables["documents"])
        return trends.by_row(self.linked(warned))

    @kept
    def margins(self) -> dict[tuple[Any, ...], dict[str, Any]]:
        """How few cases would change a figure's colour (``children-to-next-band``), by `FIGURE_KEY`."""
        told = self.answers.filter(pl.col("measure") == "children-to-next-band", pl.col("value").is_not_null())
        rows = told.select(
            *[c if c != "unit" else pl.col("of_unit").alias("unit") for c in FIGURE_KEY], "value", "verdict"
        )
        return {tuple(row[c] for c in FIGURE_KEY): row for row in rows.to_dicts()}

    @kept
    def numbers(self) -> dict[tuple[str, str], str]:
        """The printed number of each measure by document and indicator: its summary's, where the document has one."""
        summaries = self.tables["tables"].filter(pl.col("shape") == SUMMARY).select("document", "table")
        printed = self.of_documents("observations").drop_nulls(["indicator", "indicator_number"])
        beside = [printed.join(summaries, on=["document", "table"], how=how) for how in ("anti", "semi")]
        ordered = pl.concat([one.sort("line", "cell", descending=True) for one in beside])
        return {(row[0], row[1]): row[2] for row in ordered.select("document", "indicator", "indicator_number").rows()}

    @kept
    def caveat_words(self) -> dict[str, str]:
        """What each kind of warning says, by kind."""
        return dict(self.caveat_kinds.select("kind", "words").iter_rows())

    @kept
    def years(self) -> dict[tuple[Any, ...], pl.DataFrame]:
        """The years behind each row of the page, with their findings and what their documents warn of."""
        years = annual_series(self.rows, self.known, quarter=self.quarter)
        warned = with_caveats(years, self.tables["caveats"], self.tables["documents"])
        found = with_findings(warned, self.tables["findings"], counts=self.tables["observations"])
        return trends.by_row(looked_up(found, self._homes, "document"))

    @cached_property
    def _homes(self) -> pl.DataFrame:
        """One row per document: the page on which its findings stand (``finding_page``), that of its last quarter."""
        page = pl.format("../{}/data_quality.html", pl.col("quarter")).alias("finding_page")
        return self._home_quarters.select("document", page)

    @cached_property
    def _home_quarters(self) -> pl.DataFrame:
        return homes_of(self.tables["observations"], self.tables["documents"]) if self.homes is None else self.homes

    @kept
    def over_quarters(self) -> pl.DataFrame:
        """The latest figure of each measure in this and every quarter before (see `over_quarters`)."""
        quarters = [q for q in available_quarters(self.tables["observations"]) if q.end <= self.quarter.end]
        return over_quarters(self.known, self.tables["signals"], quarters)

    @kept
    def areas(self) -> Areas:
        """The printed tolerances of each document and measure, as stretches of its scale."""
        return band_areas(self.tables["thresholds"])

    @cached_property
    def beside(self) -> Beside:
        """What stands beside the figures of this quarter's charts."""
        changes = {} if self.material is None else {"changes": self.material.registry.change_frame()}
        return Beside(
            self.comparators,
            self.areas,
            self.tables["documents"],
            limits=limits_by_key(self.answers),
            caveat_words=self.caveat_words,
            proofs=self.proofs,
            **changes,
        )

    def linked(self, figures: pl.DataFrame) -> pl.DataFrame:
        """``figures`` with their findings, and two pages: of the first finding, and of what documents warn of.

        A finding that only documents of other quarters tell of stands on the page of all findings, and what a document
        of another quarter warns of on the page of its own last one.
        """
        shown = pl.col("findings").list.first().is_in(list(self._facts_here)).fill_null(True)
        page = pl.when(shown).then(pl.lit(self.findings_page)).otherwise(pl.lit(FINDINGS_PAGE))
        found = with_findings(figures, self.tables["findings"], counts=self.tables["observations"])
        own = pl.col("document").is_in(self.documents["document"].implode())
        homes = self._homes.rename({"finding_page": "caveat_page"})
        at_home = pl.when(own).then(pl.lit(self.findings_page)).otherwise("caveat_page").fill_null(self.findings_page)
        return looked_up(found, homes, "document").with_columns(
            page.alias("finding_page"), at_home.alias("caveat_page")
        )
