"""The links at the head of a page: to the other pages of its quarter, and to the same page of the quarters beside it.

They are known when the run is planned and are printed on the page: it is out of date where they change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scorecard.council_quarter import council_of, parse_quarter
from scorecard.periods import Quarter
from scorecard.render.plan.jobs import Job
from scorecard.render.plan.parameters import Template
from scorecard.render.plan.sheets import KINDS

Links = list[dict[str, str]]
"""Each with a ``title`` and its ``href``; ``current`` is the page itself, ``rel`` says ``prev`` or ``next``."""


def links_of(job: Job, notebooks: Mapping[str, Template], quarters: Sequence[Quarter]) -> Links:
    """The links of a report's page: of every notebook there is, not only of those made now; none without a quarter.

    ``quarters``: those that have pages, in order.
    """
    if not job.quarter:
        return []
    of_quarters = {n: t for n, t in notebooks.items() if t.per_quarter and "theme" not in t.parameters}
    pages = {name: (t.title, f"{job.quarter}/{name}.html") for name, t in of_quarters.items()}
    pages |= {k.folder: (k.title, f"{k.folder}/{job.quarter}.html") for k in KINDS.values() if k.of_quarters}
    siblings = [
        {"title": title, "href": f"../{href}"} | ({"current": "yes"} if name == job.notebook else {})
        for name, (title, href) in pages.items()
    ]
    return siblings + _beside(job, quarters)


def _beside(job: Job, quarters: Sequence[Quarter]) -> Links:
    """The same page of the quarter before and of the next one that has pages, of the same council."""
    name, council = job.name, council_of(parse_quarter(job.quarter))
    if "--" in name or "theme" in job.parameters:
        return []
    own = [quarter for quarter in quarters if council_of(quarter) == council]
    at = [str(quarter) for quarter in own].index(job.quarter)
    there = {"prev": at - 1, "next": at + 1}
    return [
        {"title": own[i].title, "href": f"../{name.replace(job.quarter, str(own[i]))}.html", "rel": rel}
        for rel, i in there.items()
        if 0 <= i < len(own)
    ]
