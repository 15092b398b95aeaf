"""One theme of a quarter in depth: what the ``theme`` notebook calls, one function per section."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.council_quarter import time_of
from scorecard.html.blocks import Blocks
from scorecard.html.markup import el, join, note
from scorecard.measures import changes
from scorecard.measures.as_known_at import LATEST
from scorecard.measures.quarter_data import themes_per_quarter
from scorecard.pages import cells, made, matrix, trends, verdicts
from scorecard.pages.authorities import of_each_authority
from scorecard.pages.categories import by_category
from scorecard.pages.charted import charted
from scorecard.pages.found import found
from scorecard.pages.localities import by_area
from scorecard.pages.quarter import QuarterPages

INDICATOR_PAGES = "../indicators"
"""Where the pages of indicators are, from a quarter's page."""
_NO_COLOUR = ("no-target", "no-tolerances", "no-figure")
"""Why there is no colour where there is nothing that could give one."""


def at_a_glance(data: QuarterPages, theme: str) -> Blocks:
    """What the theme is about, how much of it the quarter has, and the quarter's other themes."""
    titles = _themes(data)
    about = data.themes.filter(pl.col("theme") == theme)["description"].to_list()
    rows = _rows(data, theme)
    whole = changes.headline_rows(rows)
    counted = (
        f"{words.many(whole['indicator'].n_unique(), 'indicator').capitalize()} of {titles.get(theme, theme)} "
        f"with a figure for {data.quarter.title}, of {words.listed(data.authorities)}."
    )
    if rows.is_empty():
        counted = f"No document prints a figure of {titles.get(theme, theme)} for {data.quarter.title}."
    return Blocks(
        el("p", join([*about, counted], " "), class_="lead"), *_before_quoting(data, rows), _others(data, theme)
    )


def _themes(data: QuarterPages) -> dict[str, str]:
    return dict(data.themes.sort("order").select("theme", "title").iter_rows())


def _rows(data: QuarterPages, theme: str) -> pl.DataFrame:
    return data.rows.filter(pl.col("theme") == theme)


def _before_quoting(data: QuarterPages, rows: pl.DataFrame) -> list[Markup]:
    """How many of the theme's latest figures are under a finding or a warning, and what the marks mean."""
    if not data.validated:
        return [note(el("strong", "Validation has not run. "), "No figure here has been checked.", kind="warning")]
    under = rows.filter(pl.col("findings").list.len() > 0).height
    warned = rows.filter(pl.col("caveats").list.len() > 0).height
    said = f"{words.many(rows.height, 'latest figure').capitalize()}: {under or 'none'} under a finding (†), "
    told = f"{warned or 'none'} under a warning of the pack itself (‡). "
    return [note(said, told, "Hollow marks and bars in a chart are figures under a finding.")]


def _others(data: QuarterPages, theme: str) -> Markup:
    """Links to the quarter's other themes, in the registry's order."""
    here = set(themes_per_quarter(data.tables["observations"]).get(str(time_of(data.quarter)), []))
    links = [
        el("li", el("a", title, href=f"theme-{name}.html", aria_current="page" if name == theme else None))
        for name, title in _themes(data).items()
        if name in here
    ]
    return el("nav", el("ul", *links), class_="themes", aria_label=f"Themes of {data.quarter.title}")


def _of_each(section: Callable[[QuarterPages], Blocks], data: QuarterPages) -> Blocks:
    return of_each_authority(section)(data)


def colours(data: QuarterPages, theme: str) -> Blocks:
    """Indicators by quarters up to this one, with the printed colours as word and shape."""

    def section(own: QuarterPages) -> Blocks:
        shown = {(row["indicator"], row["unit"]) for row in _headlines(own, theme)}
        grid = matrix.matrix(own, theme, shown)
        return Blocks(grid if grid is not None else el("p", "No quarter has a figure of this theme."))

    return _of_each(section, data)


def _headlines(data: QuarterPages, theme: str) -> list[dict[str, Any]]:
    """The theme's rows for the whole authority, without categories; "x of y" alone is drawn by its table."""
    return changes.headline_rows(_rows(data, theme)).to_dicts()


def indicators(data: QuarterPages, theme: str) -> Blocks:
    """Every indicator of the theme: definition, charts, what was found, and the tables of its figures."""

    def section(own: QuarterPages) -> Blocks:
        rows = _headlines(own, theme)
        if not rows:
            return Blocks(el("p", "No figure of this theme is printed for the whole authority."))
        answers = verdicts.answers_by_figure(own.answers, theme)
        blocks = Blocks()
        for row in rows:
            blocks += _indicator(row, own, answers)
        return blocks

    return _of_each(section, data)


def _indicator(row: dict[str, Any], data: QuarterPages, answers: verdicts.Answers) -> Blocks:
    months, years = data.months.get(trends.key_of(row)), data.years.get(trends.key_of(row))
    title = verdicts.active_title(row, answers, data.beside.changes_of(row))
    head = el(data.heading, title, id=matrix.anchor(row["indicator"], row["unit"]))
    icons = verdicts.icons(row, answers)
    return (
        Blocks(head, _definition(row, data), *([icons] if icons else []), *_state(row))
        + charted(row, months, years, data.beside)
        + Blocks(*filter(None, [found([months, years], data.tables["findings"])]))
    )


def _definition(row: dict[str, Any], data: QuarterPages) -> Markup:
    """What is counted, in the registry's words, and what good looks like; its page over all packs."""
    known = data.indicators.filter(pl.col("indicator") == row["indicator"]).to_dicts()
    described = known[0]["description"] if known else "Not in the registry."
    number = f"{row['indicator_number']}. " if row["indicator_number"] else ""
    good = words.GOOD_WORDS.get(row["good"] or "")
    said = f"{number}{described} {words.unit_name(row['unit']).capitalize()}{f', {good}' if good else ''}. "
    link = el(
        "a",
        "Every pack",
        el("span", f" on {row['title']}", class_="hidden"),
        href=f"{INDICATOR_PAGES}/{row['indicator']}.html",
    )
    return el("p", said, link, class_="about")


def _state(row: dict[str, Any]) -> list[Markup]:
    """The printed and computed colour and the target; nothing where there is neither a colour nor a tolerance."""
    if row["printed_band"] is None and row["band"] is None and row["undecided"] in _NO_COLOUR:
        return []
    target = el("span", f"target {row['target']}" if row["target"] else "no target printed", class_="small")
    return [el("div", cells.colour(row) or "", target, class_="state")]


def areas(data: QuarterPages, theme: str) -> Blocks:
    """The theme's figures for parts of the authority: small multiples on one scale, funnels, tables; else nothing."""
    return _of_each(lambda own: by_area(_rows(own, theme), own), data)


def categories(data: QuarterPages, theme: str) -> Blocks:
    """The theme's figures by category: ranked bars with the year before, and tables; else nothing."""
    return _of_each(lambda own: by_category(_rows(own, theme), own), data)


def how_made(data: QuarterPages, theme: str) -> Blocks:
    """The documents, the settings, the checks and the command."""
    known = LATEST if data.as_known_at is None else data.as_known_at.isoformat()
    command = f"python pipeline.py run --quarter {data.quarter} --notebook theme --parameter theme={theme}"
    command += "" if known == LATEST else f" --parameter as_known_at={known}"
    settings = f"quarter {data.quarter}, theme {theme}, as known at {known}"
    return made.made_of(data.documents, data.checks_made, data.authorities, command, settings=settings)


def proofs(data: QuarterPages) -> Blocks:
    """Where each figure of the page stands, how it was read, and what speaks for it."""
    return data.proofs.section()
