"""What tables print of each measure, as a draft sees it: its name, its number, and the cells that tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.kinds import caption_of
from scorecard.clean.tables.general.meanings import RATE_OF_UNKNOWN_BASE, Meanings
from scorecard.clean.tables.general.measures import MeasureNames
from scorecard.clean.tables.general.of_one import OneMeasurePlacer
from scorecard.clean.tables.general.place import rolling
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.registry import Registry
from scorecard.text.figures import prints_a_share
from scorecard.text.letters import letters
from scorecard.text.numbers import NUMBER, OF
from scorecard.text.relative import ROLLING

_PAIR = re.compile(f"{NUMBER}{OF}{NUMBER}")


@dataclass(frozen=True)
class Seen:
    """What a table prints of a measure: its words, its own figures (``texts``) and where these stand (``cells``).

    ``body`` is its row, where it has one; ``unit`` what a header says of it; ``targets`` are those that no row holds.
    """

    table: TableRoles
    name: str
    number: str | None
    texts: tuple[str, ...]
    body: BodyRow | None = None
    unit: str | None = None
    targets: tuple[str, ...] = ()
    cells: Mapping[tuple[str, str], str] = field(default_factory=dict)


def seen_in(tables: Sequence[TableRoles], registry: Registry) -> list[Seen]:
    """What some tables print of measures, in printed order; ``registry`` holds the words that they were read with."""
    return _told_apart([one for table in tables for one in _of_table(table, registry)])


def _told_apart(every: Sequence[Seen]) -> list[Seen]:
    """What tables print, with the caption in the name of measures that several tables call alike and print otherwise.

    "Started" is one thing of children in care and another of plans. One that has no caption either is left out.
    """
    by_name: dict[str, list[Seen]] = {}
    for seen in every:
        by_name.setdefault(letters(seen.name), []).append(seen)
    other = {name for name, prints in by_name.items() if any(_differ(a, b) for a, b in combinations(prints, 2))}
    captions = {id(seen): caption_of(seen.table) for seen in every}
    return [
        replace(seen, name=f"{captions[id(seen)]}: {seen.name}") if letters(seen.name) in other else seen
        for seen in every
        if letters(seen.name) not in other or captions[id(seen)]
    ]


def _differ(one: Seen, other: Seen) -> bool:
    """Whether most of what two tables print under the same times is not the same."""
    said = {caption_of(one.table), caption_of(other.table)}
    if one.table is other.table or (len(said) == 1 and said != {""}):
        return False
    both = one.cells.keys() & other.cells.keys()
    if not both and one.table.rows == other.table.rows == "category":
        return True
    return 2 * sum(one.cells[key] != other.cells[key] for key in both) > len(both)


def _of_table(table: TableRoles, registry: Registry) -> Iterator[Seen]:
    placer = OneMeasurePlacer(table, MeasureNames(registry, ""), registry.made(Lexicon.of))
    if table.rows == "measure":
        yield from _of_rows(placer)
    elif table.rows == "category":
        yield from _by_category(placer)
    elif table.rows == "role":
        yield from _of_caption(placer)
    elif table.rows in ("period", "area"):
        yield from _of_columns(placer)


def _of_columns(placer: OneMeasurePlacer) -> Iterator[Seen]:
    """A measure a column; of a table of years and their quarters the one of its caption."""
    table, columns = placer.roles, placer.roles.of_role(VALUE)
    groups = [columns] if placer.is_a_calendar else [[column] for column in columns]
    for mine in groups:
        name = placer.name_across(mine[0])
        cells = {
            (body.label, c.header): text for body in table.body for c in mine if (text := body.row.text(c.position))
        }
        if name and cells:
            yield Seen(table, name, None, tuple(cells.values()), None, placer.unit_of(mine[0]), cells=cells)


def _of_rows(placer: OneMeasurePlacer) -> Iterator[Seen]:
    """A measure a row, or two where a number and a percentage stand in columns of their own."""
    table = placer.roles
    own = [c for c in table.of_role(VALUE) if not is_comparator(c, table)]
    apart = len(placer.by_unit) > 1
    for body in table.body:
        for mine in placer.by_unit if apart else [[c for c in own if c.relative != ROLLING]]:
            cells = {("", c.header): text for c in mine if (text := body.row.text(c.position))}
            name = placer.name_of_row(body)
            if name and cells:
                unit = placer.unit_of(mine[0]) if apart else None
                yield Seen(table, name, body.number, tuple(cells.values()), body, unit, cells=cells)
        for column in own:
            text, name = body.row.text(column.position), placer.name_of_row(body)
            if column.relative == ROLLING and text and name:
                yield Seen(table, rolling(name), None, (text,), body, cells={("", column.header): text})


def _by_category(placer: OneMeasurePlacer) -> Iterator[Seen]:
    """The measures of a table by category: its count, its share, those of columns with names of their own."""
    table, meanings = placer.roles, Meanings(placer.lexicon.registry)
    columns: dict[tuple[str, str], list[Column]] = {}
    for column in (c for c in table.of_role(VALUE) if not is_comparator(c, table)):
        texts = placer.texts(column)
        unit = placer.unit_of(column) or ("percent" if are_shares(texts) else _said_unit(column, meanings) or "count")
        columns.setdefault((placer.name_of(column), unit), []).append(column)
    for (name, unit), mine in columns.items():
        cells = {
            (body.label, c.header): text for body in table.body for c in mine if (text := body.row.text(c.position))
        }
        if name and cells:
            yield Seen(table, name, None, tuple(cells.values()), None, unit, cells=cells)


def _said_unit(column: Column, meanings: Meanings) -> str | None:
    """The unit that the words of a column's own say; a rate of which nothing tells the base is none."""
    unit = meanings.unit(column.words)
    return unit if unit != RATE_OF_UNKNOWN_BASE else None


def _of_caption(placer: OneMeasurePlacer) -> Iterator[Seen]:
    """The measure that a table's caption names, and the counts that it prints as the x and the y of it."""
    table = placer.roles
    rows: dict[str, list[str]] = {}
    for body in table.body:
        role, area = placer.role(body)
        if area is None:
            texts = [text for c in table.of_role(VALUE) if (text := body.row.text(c.position))]
            rows.setdefault(role if role in (VALUE, "target") else f"{placer.subject}: {body.label}", []).extend(texts)
            if role not in (VALUE, "target", "numerator", "denominator"):
                rows.pop(f"{placer.subject}: {body.label}")
    own, targets = rows.pop(VALUE, []), rows.pop("target", [])
    if placer.subject and own:
        yield Seen(table, placer.subject, None, tuple(own), targets=tuple(targets))
    for name, texts in rows.items():
        if texts:
            yield Seen(table, name, None, tuple(texts))


def are_shares(texts: Sequence[str]) -> bool:
    """Whether most figures are percentages; an "x of y" beside them says no more than they do."""
    texts = [text for text in texts if not _PAIR.fullmatch(text)] or texts
    return 2 * sum(map(prints_a_share, texts)) > len(texts)


def is_comparator(column: Column, table: TableRoles) -> bool:
    return column.area is not None and column.area != table.grid.authority
