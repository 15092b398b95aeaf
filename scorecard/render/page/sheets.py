"""Sheets as web pages: what a module of ``scorecard.pages`` says of one subject, in the house's shell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from scorecard.charts.svg import picture
from scorecard.files import write_atomic
from scorecard.html.markup import slug
from scorecard.html.shell import shell, tidy
from scorecard.measures.by_council import homes_of
from scorecard.measures.slices import HOMES, Slices
from scorecard.pages.whole import Sheet, Whole
from scorecard.registry import load_registry
from scorecard.render.page.export import TEMPLATES
from scorecard.render.plan.jobs import Job
from scorecard.render.plan.sheets import KINDS, council_of_sheet
from scorecard.schema import read_checks_made, read_homes, read_if_there, read_tables
from scorecard.workspace import Workspace


class SheetMaker:
    """Makes sheets one after the other from tables that it reads once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._last: tuple[str, Whole] | None = None

    @cached_property
    def data(self) -> Whole:
        """All that is known, read when the first sheet asks for it."""
        processed = self.workspace.processed
        tables = read_tables(processed) | {"measures": read_if_there(processed, "measures")}
        validated = (processed / "findings.parquet").exists()
        told = read_homes(processed)
        homes = homes_of(tables["observations"], tables["documents"]) if told is None else told
        return Whole(
            self.workspace, tables, load_registry(self.workspace), validated, read_checks_made(processed), homes
        )

    @cached_property
    def slices(self) -> Slices:
        """The tables, to be cut for single sheets; on a worker that has only a part of them that part."""
        if read_homes(self.workspace.processed) is None:
            return Slices(self.data.tables, self.data.homes)
        return Slices({**self.data.tables, HOMES: self.data.homes})

    def data_of(self, job: Job) -> Whole:
        """What a sheet is made from: its slice, where its kind has one, so that it can depend on nothing else."""
        kind, subject, council = KINDS[job.notebook], str(job.parameters["subject"]), council_of_sheet(job)
        if kind.slice is None:
            data = self._all_of(council)
            data.begin()
            return data
        cut, whole = dict(kind.slice(self.slices.of_council(council), subject)), self.data
        homes, checks = cut.pop(HOMES), whole.checks if kind.of_checks else whole.checks.clear()
        return Whole(
            self.workspace, cut, whole.registry, whole.validated, checks, homes, of_one_of_several=council is not None
        )

    def _all_of(self, council: str | None) -> Whole:
        """All that is known; of several councils all of one, made once for its sheets, which follow each other."""
        if council is None:
            return self.data
        if self._last is None or self._last[0] != council:
            tables, whole = self.slices.of_council(council).whole(), self.data
            homes = tables.pop(HOMES)
            own = Whole(
                self.workspace, tables, whole.registry, whole.validated, whole.checks, homes, of_one_of_several=True
            )
            self._last = council, own
        return self._last[1]

    def make(self, job: Job, reports: Path, *, siblings: Sequence[Mapping[str, str]]) -> None:
        """Make one sheet and write it, whole or not at all."""
        module = import_module(KINDS[job.notebook].module)
        sheet: Sheet = module.sheet(self.data_of(job), str(job.parameters["subject"]))
        (page,) = job.outputs
        write_atomic(reports / page, sheet_page(sheet, job, siblings=siblings))


def sheet_page(sheet: Sheet, job: Job, *, siblings: Sequence[Mapping[str, str]]) -> str:
    """The page of a sheet; every section gets an entry in the list of contents."""
    sections = [
        {
            "title": title,
            "anchor": slug(title),
            "paper": sheet.paper is None or at < sheet.paper,
            "content": Markup("\n").join(map(_shown, blocks.blocks)),
        }
        for at, (title, blocks) in enumerate(sheet.sections)
    ]
    content = _template().render(
        shell=shell(), title=sheet.title, lead=sheet.lead, sections=sections, siblings=siblings, kind=job.notebook
    )
    return tidy(content)


@cache
def _template() -> jinja2.Template:
    """The template of sheets, compiled once a process."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True)
    return environment.get_template("sheet.html.j2")


def _shown(block: Markup | dict[str, Any]) -> Markup:
    """A block as it stands on a page: markup as it is, a chart drawn."""
    return block if isinstance(block, Markup) else picture(block)
