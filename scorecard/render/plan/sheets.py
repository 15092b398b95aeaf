"""Sheets: pages that are made without a notebook, one for each subject of their kind (a quarter, a document …)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from scorecard.measures.quarters import in_quarter, is_figure, quarter_of_period
from scorecard.measures.slices import Slices
from scorecard.periods import Quarter
from scorecard.proof.pack_pages import FOLDER
from scorecard.proof.pack_pages import subjects as pack_pages
from scorecard.registry import Registry
from scorecard.render.plan.jobs import Job

Tables = Mapping[str, pl.DataFrame]
INDICATORS = "indicators"
"""The folder of the pages of single indicators."""


@dataclass(frozen=True)
class Kind:
    """A kind of sheet: its folder below the reports, its title, and the subjects that it has.

    ``module``: where its ``sheet(data, subject)`` is (see ``scorecard.pages.whole``). ``subjects``: those with a figure
    of some quarters. ``slice``: the rows that the sheet of a subject is made from; null where it is made from all.
    """

    folder: str
    title: str
    module: str
    subjects: Callable[[Tables, Sequence[Quarter]], list[str]]
    slice: Callable[[Slices, str], Mapping[str, pl.DataFrame]] | None = None

    def name_of(self, registry: Registry, subject: str) -> str:
        """What the front page calls the sheet of a subject: of an indicator its name, of others that of the kind."""
        known = registry.indicators.get(subject) if self.folder == INDICATORS else None
        return known.name if known else self.title if self.of_quarters else subject

    @property
    def of_quarters(self) -> bool:
        """Is each about one quarter?"""
        return self.subjects is _quarters


def _quarters(tables: Tables, quarters: Sequence[Quarter]) -> list[str]:
    return [str(quarter) for quarter in quarters]


def _packs(tables: Tables, quarters: Sequence[Quarter]) -> list[str]:
    """The pages of the packs with a figure of some quarters, or that quote one."""
    asked = pl.any_horizontal(pl.lit(False), *map(in_quarter, quarters))
    printed = tables["observations"].filter(is_figure(), asked).select("document")
    quoted = tables["claims"].filter(asked).select("document")
    return pack_pages(tables, sorted(pl.concat([printed, quoted])["document"].unique()))


def _indicators(tables: Tables, quarters: Sequence[Quarter]) -> list[str]:
    """The indicators with a figure of some quarters; of those that are printed by year alone, every one."""
    figures = tables["observations"].filter(is_figure(), pl.col("area_kind") != "comparator")
    printed = figures.filter(pl.any_horizontal(pl.lit(False), *map(in_quarter, quarters)))
    in_any = figures.with_columns(quarter_of_period()).filter(pl.col("quarter").is_not_null())
    by_year = figures.join(in_any.select("indicator").unique(), on="indicator", how="anti")
    return sorted(pl.concat([printed["indicator"], by_year["indicator"]]).drop_nulls().unique()) if quarters else []


KINDS: Mapping[str, Kind] = {
    kind.folder: kind
    for kind in (
        Kind("performance", "Performance on a page", "scorecard.pages.performance", _quarters),
        Kind(FOLDER, "The packs, annotated", "scorecard.pages.pack", _packs),
        Kind(
            INDICATORS,
            "Indicators over all packs",
            "scorecard.pages.indicator",
            _indicators,
            Slices.of_indicator,
        ),
    )
}
"""By the folder of their pages, in the order of navigation."""


def plan_sheets(tables: Tables, quarters: Sequence[Quarter]) -> list[Job]:
    """Every sheet with a figure of these quarters, in the order of kinds and subjects."""
    return [_job(kind, subject) for kind in KINDS.values() for subject in kind.subjects(tables, quarters)]


def _job(kind: Kind, subject: str) -> Job:
    quarter = Quarter.parse(subject) if kind.of_quarters else None
    spelt, title = (str(quarter), quarter.title) if quarter else ("", "")
    return Job(f"{kind.folder}/{subject}", kind.folder, kind.title, spelt, title, {"subject": subject})
