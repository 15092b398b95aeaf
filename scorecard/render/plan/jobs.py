"""The reports of a run: which notebook, with which parameters, to which files. Checked before anything starts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scorecard.council_quarter import PAGES_NAME, asked_quarters, council_of
from scorecard.measures.as_known_at import LATEST, parse_known_at
from scorecard.periods import Quarter
from scorecard.render.plan.parameters import Template, Value, check
from scorecard.suggest import unknown


@dataclass(frozen=True)
class Job:
    """One report: a notebook run with checked parameters, or a sheet. ``name``: its path below the reports.

    ``notebook`` is the name of the notebook, or of the kind of sheet; a sheet about no one quarter has none. Among
    several councils ``quarter`` is that of one (``2020-21-Q1@anytown``), and ``quarter_title`` names it.
    """

    name: str
    notebook: str
    title: str
    quarter: str
    quarter_title: str
    parameters: Mapping[str, Value]

    @property
    def outputs(self) -> tuple[str, ...]:
        """The executed notebook and the page."""
        return outputs_of(self.name)

    @property
    def is_sheet(self) -> bool:
        """Is it made without a notebook?"""
        return is_sheet(self.name)


def outputs_of(name: str) -> tuple[str, ...]:
    """The files of a report below the reports folder: the executed notebook and the page; of a sheet the page alone."""
    return (f"{name}.html",) if is_sheet(name) else (f"{name}.ipynb", f"{name}.html")


def is_sheet(name: str) -> bool:
    """What stands in a quarter's folder comes from a notebook, what stands in a folder of its kind is a sheet."""
    return re.fullmatch(PAGES_NAME, name.split("/")[0]) is None


@dataclass(frozen=True)
class Known:
    """What the data and the registry know: quarters, and the themes with a figure in each.

    ``quoted``: the quarters that only prose tells of; they have no pages, the front page tells of them.
    ``theme_titles``: what pages call the themes. ``councils``: every council by what parameters call it; among several
    each has quarters of its own (`CouncilQuarter`).
    """

    quarters: Sequence[Quarter]
    themes: Sequence[str]
    themes_of: Mapping[str, Sequence[str]]
    quoted: Sequence[Quarter] = ()
    theme_titles: Mapping[str, str] = field(default_factory=dict)
    councils: Mapping[str, str] = field(default_factory=dict)

    def quarter_title(self, quarter: Quarter) -> str:
        """What pages call a quarter; that of one council among several by its name too."""
        return title_of_quarter(quarter, self.councils)

    def title_of(self, template: Template, values: Mapping[str, Value]) -> str:
        """What a report is called: a theme's by its theme."""
        return self.theme_titles.get(str(values.get("theme")), template.title)


def plan(
    templates: Mapping[str, Template],
    known: Known,
    *,
    quarters: Sequence[str] | None,
    notebooks: Sequence[str] | None,
    parameters: Mapping[str, str] | None = None,
    councils: Sequence[str] | None = None,
) -> list[Job]:
    """All reports asked for, in order of council, quarter and notebook. Null means all.

    Raises UsageError for an unknown quarter, notebook, council, parameter or value, with what is known.
    """
    asked = _notebooks(templates, notebooks)
    given = dict(parameters or {})
    wanted = chosen(known, [given.pop("quarter")] if "quarter" in given else quarters, councils)
    _every_parameter_belongs_somewhere(asked, given)
    return [job for quarter in wanted for template in asked for job in _of_template(template, quarter, given, known)]


def title_of_quarter(quarter: Quarter, councils: Mapping[str, str]) -> str:
    """A quarter in words, with the name of its council where it is one's among several."""
    council = council_of(quarter)
    return quarter.title if council is None else f"{councils[council]}, {quarter.title}"


def chosen(known: Known, names: Sequence[str] | None, councils: Sequence[str] | None = None) -> list[Quarter]:
    """The quarters of these names and councils that have pages, in the order known; null means all.

    Raises UsageError for one that is unknown.
    """
    for council in councils or ():
        if council not in known.councils:
            raise unknown("council", council, known.councils)
    wanted = set(known.quarters)
    if names is not None:
        wanted = {one for name in names for one in asked_quarters(name, known.quarters, known.councils)}
    if councils is not None:
        wanted = {one for one in wanted if council_of(one) in (None, *councils)}
    with_pages = wanted - set(known.quoted)
    return [quarter for quarter in known.quarters if quarter in with_pages]


def _notebooks(templates: Mapping[str, Template], names: Sequence[str] | None) -> list[Template]:
    runnable = {name: t for name, t in templates.items() if t.per_quarter}
    for name in names or ():
        if name not in runnable:
            raise unknown("notebook", name, runnable)
    return [t for name, t in runnable.items() if names is None or name in names]


def _every_parameter_belongs_somewhere(chosen: Sequence[Template], given: Mapping[str, str]) -> None:
    declared = sorted({name for template in chosen for name in template.parameters})
    for name in given:
        if name not in declared:
            raise unknown("parameter", name, declared, where=f"notebooks {', '.join(t.name for t in chosen)}")


def _of_template(template: Template, quarter: Quarter, given: Mapping[str, str], known: Known) -> list[Job]:
    """One report, or one for each theme where the notebook has a parameter ``theme`` that is not given."""
    mine = {name: value for name, value in given.items() if name in template.parameters}
    if "as_known_at" in mine:
        parse_known_at(mine["as_known_at"])
    allowed = {"quarter": [str(q) for q in known.quarters], "theme": list(known.themes)}
    themes: Sequence[str | None] = [None]
    if "theme" in template.parameters and "theme" not in mine:
        themes = known.themes_of.get(str(quarter), [])
    return [_job(template, quarter, mine | ({"theme": theme} if theme else {}), allowed, known) for theme in themes]


def _job(
    template: Template,
    quarter: Quarter,
    given: Mapping[str, str],
    allowed: Mapping[str, Sequence[str]],
    known: Known,
) -> Job:
    values = check(template, {"quarter": str(quarter), **given}, allowed)
    named = [f"-{given['theme']}"] if "theme" in given else []
    named += [
        f"--{name}-{re.sub(r'[^A-Za-z0-9.-]+', '_', str(values[name]))}"
        for name in sorted(given)
        if name != "theme" and values[name] not in (template.parameters[name].default, LATEST)
    ]
    name = f"{quarter}/{template.name}{''.join(named)}"
    title = known.quarter_title(quarter)
    return Job(name, template.name, known.title_of(template, values), str(quarter), title, values)
