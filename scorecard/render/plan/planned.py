"""What a run is to make: every report that the tables, the notebooks and what is asked for call for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from scorecard.council_quarter import SEPARATOR
from scorecard.measures.by_council import are_several, councils, of_each, quarters_by_council
from scorecard.measures.quarter_data import themes_per_quarter
from scorecard.periods import Quarter
from scorecard.registry import Registry, load_registry
from scorecard.render.plan.jobs import Job, Known, chosen, plan
from scorecard.render.plan.links import Links, links_of
from scorecard.render.plan.parameters import Template, templates
from scorecard.render.plan.sheets import plan_sheets
from scorecard.schema import UNJUDGED, read_if_there, read_table
from scorecard.workspace import Workspace

_PLANNED_FROM = ("documents", "observations", "claims", "tables")
"""The tables that say which quarters and pages there are, and what the front page counts."""


@dataclass(frozen=True)
class Plan:
    """The reports asked for, and what they are planned from. ``whole``: all there can be, not a choice.

    ``quarters``: those with a figure in a table, which have pages; ``quoted``: those that only prose tells of. Of
    several councils those of each (`CouncilQuarter`), one council after another.
    """

    jobs: Sequence[Job]
    templates: Mapping[str, Template]
    quarters: Sequence[Quarter]
    quoted: Sequence[Quarter]
    tables: Mapping[str, pl.DataFrame]
    registry: Registry
    whole: bool

    @cached_property
    def links(self) -> dict[str, Links]:
        """The links at the head of each report's page, by its name."""
        return {job.name: links_of(job, self.templates, self.quarters) for job in self.jobs}


def plan_reports(
    workspace: Workspace,
    quarters: Sequence[str] | None,
    notebooks: Sequence[str] | None,
    parameters: Mapping[str, str],
    sheets: Sequence[str] | None = None,
    of_councils: Sequence[str] | None = None,
) -> Plan:
    """What to make; null quarters, notebooks or councils mean all. Nothing is written.

    ``sheets``: the names of those that are wanted, and then no notebook is; null for those of the quarters, where no
    notebook is named.

    Raises UsageError for an unknown quarter, notebook, council, parameter or value, with what is known.
    """
    tables = {name: read_table(workspace.processed, name) for name in _PLANNED_FROM}
    tables |= {name: read_if_there(workspace.processed, name) for name in UNJUDGED}
    runnable = templates(workspace.notebooks)
    documents, figures = tables["documents"], tables["observations"]
    available = quarters_by_council(documents, figures, tables["claims"])
    printed = quarters_by_council(documents, figures)
    quoted = [quarter for quarter in available if quarter not in printed]
    registry = load_registry(workspace)
    known = Known(
        available,
        list(registry.themes),
        _in_order(_themes(figures, documents), list(registry.themes)),
        quoted,
        {theme.id: theme.title for theme in registry.themes.values()},
        {name: council for council, name in councils(documents).items()},
    )
    if sheets is not None:
        jobs = [job for job in plan_sheets(tables, printed) if job.name in sheets]
    else:
        asked = {"quarters": quarters, "notebooks": notebooks, "councils": of_councils}
        jobs = plan(runnable, known, **asked, parameters=parameters)
        if notebooks is None and not parameters:
            jobs += plan_sheets(tables, chosen(known, quarters, of_councils))
    whole = not parameters and all(choice is None for choice in (quarters, notebooks, sheets, of_councils))
    return Plan(jobs, runnable, printed, quoted, tables, registry, whole=whole)


def _themes(figures: pl.DataFrame, documents: pl.DataFrame) -> dict[str, list[str]]:
    """By quarter, as parameters spell it, the themes with a printed figure in it; of several councils those of each."""
    if not are_several(documents):
        return themes_per_quarter(figures)
    each = {name: themes_per_quarter(mine) for name, mine in of_each(figures, documents).items()}
    return {f"{quarter}{SEPARATOR}{name}": here for name, mine in each.items() for quarter, here in mine.items()}


def _in_order(of_quarters: Mapping[str, Sequence[str]], themes: Sequence[str]) -> dict[str, list[str]]:
    """The themes of each quarter in the registry's order; a figure of a theme that it does not know has no page."""
    return {quarter: [theme for theme in themes if theme in here] for quarter, here in of_quarters.items()}
