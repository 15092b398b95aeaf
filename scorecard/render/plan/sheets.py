"""Sheets: pages that are made without a notebook, one for each subject of their kind (a quarter, a document …)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from scorecard.council_quarter import council_of, parse_quarter
from scorecard.measures.by_council import are_several, council_of_documents, councils, in_quarters
from scorecard.measures.quarters import is_figure, quarter_of_period
from scorecard.measures.slices import Slices
from scorecard.periods import Quarter
from scorecard.proof.pack_pages import FOLDER, document_and_page
from scorecard.proof.pack_pages import subjects as pack_pages
from scorecard.registry import Registry
from scorecard.render.plan.jobs import Job, title_of_quarter

Tables = Mapping[str, pl.DataFrame]
INDICATORS = "indicators"
"""The folder of the pages of single indicators."""
COUNCIL = "council"
"""The parameter of a sheet that is one council's among several: what folders call it."""


@dataclass(frozen=True)
class Kind:
    """A kind of sheet: its folder below the reports, its title, and the subjects that it has.

    ``module``: where its ``sheet(data, subject)`` is (see ``scorecard.pages.whole``). ``subjects``: those with a figure
    of some quarters. ``slice``: the rows that the sheet of a subject is made from; null where it is made from all, of
    several councils from all of its own (`council_of_sheet`). ``of_checks``: does it say how the checks ended?
    """

    folder: str
    title: str
    module: str
    subjects: Callable[[Tables, Sequence[Quarter]], list[str]]
    slice: Callable[[Slices, str], Mapping[str, pl.DataFrame]] | None = None
    of_checks: bool = False

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
    figures, claims = tables["observations"].filter(is_figure()), tables["claims"]
    printed, quoted = (_in(frame, quarters, tables).select("document") for frame in (figures, claims))
    return pack_pages(tables, sorted(pl.concat([printed, quoted])["document"].unique()))


def _of_quarter(slices: Slices, subject: str) -> Mapping[str, pl.DataFrame]:
    return slices.of_quarter(parse_quarter(subject))


def _of_pack(slices: Slices, subject: str) -> Mapping[str, pl.DataFrame]:
    document, _ = document_and_page(subject)
    return slices.of_pack(document)


def _in(frame: pl.DataFrame, quarters: Sequence[Quarter], tables: Tables) -> pl.DataFrame:
    return in_quarters(frame, quarters, tables["documents"])


def _indicators(tables: Tables, quarters: Sequence[Quarter]) -> list[str]:
    """The indicators with a figure of some quarters; of those that are printed by year alone, every one."""
    figures = tables["observations"].filter(is_figure(), pl.col("area_kind") != "comparator")
    printed = _in(figures, quarters, tables)
    in_any = figures.with_columns(quarter_of_period()).filter(pl.col("quarter").is_not_null())
    by_year = figures.join(in_any.select("indicator").unique(), on="indicator", how="anti")
    return sorted(pl.concat([printed["indicator"], by_year["indicator"]]).drop_nulls().unique()) if quarters else []


KINDS: Mapping[str, Kind] = {
    kind.folder: kind
    for kind in (
        Kind(
            "performance",
            "Performance on a page",
            "scorecard.pages.performance",
            _quarters,
            _of_quarter,
            of_checks=True,
        ),
        Kind(FOLDER, "The packs, annotated", "scorecard.pages.pack", _packs, _of_pack, of_checks=True),
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
    """Every sheet with a figure of these quarters, in the order of kinds, of councils and of subjects."""
    documents = tables["documents"]
    names = {name: council for council, name in councils(documents).items()}
    whose = dict(council_of_documents(documents).iter_rows()) if are_several(documents) else {}
    jobs = [_job(kind, subject, names, whose) for kind in KINDS.values() for subject in kind.subjects(tables, quarters)]
    places = list(KINDS)
    return sorted(jobs, key=lambda job: (places.index(job.notebook), council_of_sheet(job) or ""))


def _job(kind: Kind, subject: str, names: Mapping[str, str], whose: Mapping[str, str]) -> Job:
    """``names``: every council by what folders call it; ``whose``: of several the one of each document."""
    quarter = parse_quarter(subject) if kind.of_quarters else None
    spelt, title = (str(quarter), title_of_quarter(quarter, names)) if quarter else ("", "")
    council = council_of(quarter) if quarter else None
    if kind.folder == FOLDER:
        council = whose.get(document_and_page(subject)[0])
    parameters = {"subject": subject} | ({COUNCIL: council} if council else {})
    return Job(f"{kind.folder}/{subject}", kind.folder, kind.title, spelt, title, parameters)


def council_of_sheet(job: Job) -> str | None:
    """The one of several councils that a sheet tells of alone; null for one of a measure, or of the only council."""
    council = job.parameters.get(COUNCIL)
    return None if council is None else str(council)
