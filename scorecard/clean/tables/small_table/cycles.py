"""Columns of a layout that repeat: a cycle for each area, breakdown or period that a page prints."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.clean.names.alike import similarity
from scorecard.clean.names.areas import locality_label
from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.small_table.by_name import Columns, alike_to, spread
from scorecard.clean.tables.small_table.over import (
    header_names,
    name_over,
    named_alone,
    reads_as_name,
    tidy,
    without_brackets,
)
from scorecard.clean.tables.small_table.page import Page
from scorecard.clean.tables.small_table.pairs import NO_MORE_THAN_CHANCE, PLAINLY, best_pairs
from scorecard.registry.layouts import ColumnLayout, Layout


def expected_columns(layout: Layout, units: int) -> list[ColumnLayout]:
    """The columns that a layout names: its own, or its cycle for each area or breakdown, or for any period."""
    if not layout.cycle:
        return list(layout.columns)
    if layout.period_from == "header":
        return [c for _ in range(units) for c in layout.cycle]
    key, outer = _repeated_for(layout)
    return [c.model_copy(update={key: name} if outer else {}) for name in outer or [""] for c in layout.cycle]


def _repeated_for(layout: Layout) -> tuple[str, list[str]]:
    """What a cycle is repeated for, as a field of a column, and its names in printed order."""
    return ("area", list(layout.areas)) if layout.areas else ("breakdown", list(layout.breakdowns))


def laid_out(units: Sequence[FigureColumns], page: Page) -> Columns:
    """The columns of a page: those of the layout by their names, or its cycle for each area, breakdown or period."""
    cycle, size = page.layout.cycle, len(page.layout.cycle)
    if not size:
        return spread(list(page.layout.columns) or [ColumnLayout() for _ in units], units, page)
    if page.layout.period_from == "header":
        return [cycle[i % size] for i in range(len(units))]
    key, outer = _repeated_for(page.layout)
    outer = _as_here(outer, page) if key == "area" else outer
    if len(units) % size or not outer:
        return spread(expected_columns(page.layout, len(units)), units, page)
    groups = [
        FigureColumns("group", tuple(range(units[i].columns[0], units[i + size - 1].columns[-1] + 1)))
        for i in range(0, len(units), size)
    ]
    names = _printed_groups(outer, page.header, groups, of_areas=key == "area")
    return [c.model_copy(update={key: name}) if name else None for name in names for c in cycle]


def _as_here(areas: Sequence[str], page: Page) -> list[str]:
    """The areas of a layout on this page: the authority that the layout was made for is the page's own here."""
    known = page.lexicon.registry.areas
    return [page.grid.authority if area in known and known[area].kind == "authority" else area for area in areas]


def _printed_groups(
    outer: list[str], header: Sequence[Row], groups: Sequence[FigureColumns], *, of_areas: bool
) -> list[str | None]:
    """The areas or breakdowns that groups of columns are about; those of the layout where nothing else is printed."""
    names = [[without_brackets(text) for text in said] for said in header_names(header, groups)]
    scores = [[alike_to(said, [wanted]) for wanted in outer] for said in names]
    pairs = best_pairs(scores, named_alone(names))
    all_but_one = sum(scores[i][j] >= PLAINLY for i, j in pairs.items()) == len(pairs) - 1
    printed: list[str | None] = []
    for i, said in enumerate(names):
        own = _own_name(said, of_areas=of_areas)
        another = len(groups) == len(outer) and all_but_one and max(scores[i]) < NO_MORE_THAN_CHANCE
        known = outer[pairs[i]] if i in pairs else None
        printed.append(own if own and (known is None or another) else known)
    return printed


def _own_name(said: list[str], *, of_areas: bool) -> str | None:
    """The name that a header prints for a group that no layout knows; blank or null where it prints none."""
    if of_areas:
        return next((name for text in said if (name := locality_label(text))), None)
    return tidy(said[-2] if len(said) > 1 else said[0])


def block_columns(units: Sequence[FigureColumns], printed: int, page: Page) -> Columns:
    """The columns of a table that repeats its cycle for each area; nothing where the areas are not as wide as it.

    ``printed`` is how many columns the table fills. A cycle of another length is read only where every column of the
    first area prints a name.
    """
    nothing: Columns = [None] * len(units)
    size, rest = divmod(printed, max(1, len(page.layout.areas)))
    cycle = list(page.layout.cycle) if size == len(page.layout.cycle) else _printed_cycle(units[:size], page)
    if rest or not cycle:
        return nothing
    columns: Columns = [c.model_copy(update={"area": area}) for area in page.layout.areas for c in cycle]
    return [*columns, *nothing][: len(units)]


def _printed_cycle(units: Sequence[FigureColumns], page: Page) -> list[ColumnLayout]:
    """The cycle as the first area prints it, its last column the total; empty if a column prints no name."""
    cycle, names = page.layout.cycle, [name_over(page.header, unit.columns[0]) for unit in units]
    if not cycle or not all(map(reads_as_name, names)):
        return []
    scores = [[similarity(name, c.breakdown or "") for c in cycle[:-1]] for name in names[:-1]]
    pairs = best_pairs(scores, [True] * len(names))
    known = [cycle[pairs[i]].breakdown if i in pairs else tidy(name) for i, name in enumerate(names[:-1])]
    return [*(cycle[0].model_copy(update={"breakdown": kind}) for kind in known), cycle[-1]]
