"""What was found about the figures of a chart, each finding with its direct link."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.html.markup import details, el
from scorecard.measures.findings import entries
from scorecard.pages.data_quality import severity


def found(figures: Sequence[pl.DataFrame | None], findings: pl.DataFrame) -> Markup | None:
    """The facts about ``figures`` (``findings``: their ids, ``finding_page``), the gravest first; null if none.

    ``findings``: the table of that name. Each is told in its own words, with a link to the page where it stands.
    """
    pages: dict[str, str] = {}
    for frame in figures:
        for figure in [] if frame is None else frame.select("findings", "finding_page").to_dicts():
            for fact in figure["findings"] or ():
                pages.setdefault(fact, figure["finding_page"])
    if not pages:
        return None
    told = entries(findings.filter(pl.col("fact").is_in(list(pages)))).to_dicts()
    items = [
        el(
            "li",
            severity(fact["severity"]),
            f" {fact['explanation']} ",
            el("a", "This finding", href=f"{pages[fact['fact']]}#{fact['fact']}"),
        )
        for fact in told
    ]
    return details(f"{words.many(len(items), 'finding').capitalize()} about these figures", el("ul", *items))
