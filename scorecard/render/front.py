"""The front page of the reports that a record has: what it lists, and in which order."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.render.page.index import index_page
from scorecard.render.plan.planned import Plan
from scorecard.render.plan.sheets import KINDS
from scorecard.render.record import Made, Record


def front_page(planned: Plan, record: Record, *, failed: Mapping[str, str], validation: bool) -> str:
    """The front page of the reports that a record has; ``failed`` and ``validation`` as `index_page` takes them."""
    listed = _listed(planned, record)
    return index_page(planned.quarters, planned.quoted, listed, planned.tables, failed=failed, validation=validation)


def _listed(planned: Plan, record: Record) -> list[dict[str, str]]:
    """What the front page lists, in order of notebook and name."""
    order = {name: number for number, name in enumerate([*planned.templates, *KINDS])}
    made = sorted(record.reports.items(), key=lambda item: (order.get(item[1].notebook, len(order)), item[0]))
    return [_entry(planned, name, m) for name, m in made]


def _entry(planned: Plan, name: str, made: Made) -> dict[str, str]:
    """What the front page says of a report."""
    about = {"quarter": made.quarter, "href": f"{name}.html"}
    if made.notebook in KINDS:
        kind, subject = KINDS[made.notebook], str(made.parameters["subject"])
        return about | {"title": kind.name_of(planned.registry, subject), "kind": kind.folder, "subject": subject}
    template, theme = planned.templates[made.notebook], made.parameters.get("theme")
    more = name.split("/")[1].removeprefix(made.notebook).strip("-")
    if theme and more == theme:
        return about | {"title": planned.registry.themes[str(theme)].title, "theme": str(theme)}
    return about | {"title": f"{template.title} ({more})" if more else template.title}
