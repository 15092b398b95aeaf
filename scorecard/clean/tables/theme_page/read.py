"""Theme pages: a period (or comparator) a row, indicators as columns under numbers and names.

Headers are the most damaged part of a page: numbers are cut over cells, lose zeros, stand beside their
columns. So columns are first grouped by what their figures prove ("x of y" with the percentage that is
100 x/y), and then groups and numbers, both in printed order, are matched.
"""

from __future__ import annotations

from dataclasses import replace

from scorecard.clean.names.indicators import Match, candidates, derived_id, number_agreement, printed_number, wording_of
from scorecard.clean.raw.grid import Grid, Placement, Reading, Row
from scorecard.clean.tables.shared.labels import Label, label_column, read_labels, row_label, with_rows_in_line
from scorecard.clean.tables.shared.units import Unit, find_units, group_units, read_unit
from scorecard.clean.tables.theme_page.headers import Anchor, assign, number_row, read_anchors
from scorecard.registry import Registry
from scorecard.text.cells import CellReader
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.periods import read_period

_CLEARLY = 0.1


def read_periodic(
    grid: Grid, registry: Registry, reader: CellReader, header_of: Grid | None = None, *, torn: bool = False
) -> Reading | None:
    """Read a table of periods, or null if its rows are not periods.

    ``header_of`` is the table before, whose columns a table without header rows goes on with; ``torn``
    says that the ledger names it, whatever stands above the first row.
    """
    column = label_column(grid, registry)
    if column is None:
        return None
    grid = with_rows_in_line(grid, column, registry)
    labels = read_labels(grid, column, registry)
    body = [grid.rows[i] for i in labels]
    header = _header(grid, labels)
    units = find_units(body, column + 1, grid.width, reader)
    if header_of is not None and (torn or not header):
        return _continue(grid, labels, units, header_of, registry, reader)
    matches, family = match_units(grid, header, body, units, column + 1, registry, reader)
    areas = [_locality_over(header, unit, registry) for unit in units]
    reading = Reading("periodic", family)
    for position, label in labels.items():
        reading.placements += _place_row(grid.rows[position], units, matches, label, grid, areas)
    return reading


def _locality_over(header: list[Row], unit: Unit, registry: Registry) -> str | None:
    """The locality that a cell of the header names over a column, and nothing else."""
    named = (registry.area(row.text(c)) for row in header for c in unit.columns if row.text(c))
    return next((area.name for area in named if area and area.kind == "locality"), None)


def periodic_goes_on(before: Grid, after: Grid, registry: Registry) -> list[Row]:
    """The rows with which ``after`` goes on with a theme page; none if it is a table of its own.

    Page furniture cuts a page in two: the second part is as wide, stands under the same heading and opens
    with a row of a period, while the first part opens with a header.
    """
    if before.width != after.width or before.heading != after.heading:
        return []
    whole = replace(before, rows=[*before.rows, *after.rows])
    column = label_column(whole, registry)
    if column is None or not before.rows or not after.rows:
        return []
    rows = with_rows_in_line(whole, column, registry).rows
    first = [row_label(row.text(column), before.time, registry) for row in (rows[0], rows[len(before.rows)])]
    own = label_column(before, registry, least=1)
    if first[0] is not None or first[1] is None or own not in (column, column - 1):
        return []
    return after.rows if _units_alike(before.rows, after.rows, column) else []


def _units_alike(before: list[Row], after: list[Row], label: int) -> bool:
    """Whether no column prints only percentages in one part of a page and none in the other."""
    for column in range(label + 1, max(len(row.cells) for row in before)):
        signs = [{"%" in text for row in rows if is_figure(text := row.text(column))} for rows in (before, after)]
        if sorted(map(sorted, signs)) == [[False], [True]]:
            return False
    return True


def _header(grid: Grid, labels: dict[int, Label]) -> list[Row]:
    first = min(labels, default=0)
    return [row for row in grid.rows[:first] if any(row.texts)]


def match_units(
    grid: Grid,
    header: list[Row],
    body: list[Row],
    units: list[Unit],
    first: int,
    registry: Registry,
    reader: CellReader,
) -> tuple[list[Match | None], str | None]:
    """The indicator of every unit, and the family in whose names they were found."""
    numbers = number_row(header, first - 1)
    anchors = read_anchors(numbers, max(first - 1, 1)) if numbers else []
    groups = group_units(body, units, reader)
    if len(groups) != len(anchors):
        # percentages that are not those of their counts stand beside them all the same
        beside = group_units(body, units, reader, proved=False)
        groups = beside if len(beside) == len(anchors) else groups
    assigned = assign(anchors, groups, units, header, numbers, grid.width)
    families = [grid.family] if grid.family in registry.families else list(registry.families)
    best: tuple[float, str | None, list[Match | None]] = (-1.0, None, [None] * len(units))
    for family in filter(None, families):
        matches = _each_once(_agreed(_match_in(family, assigned, units, registry), units, groups), units)
        score = sum(m.score for m in matches if m)
        if score > best[0]:
            best = (score, family, matches)
    return best[2], best[1]


def _match_in(
    family: str, assigned: list[tuple[Anchor | None, str]], units: list[Unit], registry: Registry
) -> list[Match | None]:
    used: set[tuple[str, str | None]] = set()
    matches: list[Match | None] = []
    for (anchor, own), unit in zip(assigned, units, strict=True):
        match = _match_unit(family, anchor, own, unit, registry, used)
        if match and unit.kind != "ratio":
            used.add((match.indicator, match.number))
        matches.append(match)
    return matches


def _agreed(matches: list[Match | None], units: list[Unit], groups: list[list[Unit]]) -> list[Match | None]:
    """One indicator for an "x of y" and the percentage that its figures prove: the one their headers say best."""
    place = {id(unit): position for position, unit in enumerate(units)}
    agreed = list(matches)
    for pair in ([place[id(unit)] for unit in group] for group in groups if len(group) == 2):
        best = max((m for m in (matches[p] for p in pair) if m), key=lambda m: m.score, default=None)
        for position in pair:
            agreed[position] = best
    return agreed


def _each_once(matches: list[Match | None], units: list[Unit]) -> list[Match | None]:
    """The matches without the weaker of two columns of one kind that claim the same indicator."""
    best: dict[tuple[str, str], float] = {}
    for match, unit in zip(matches, units, strict=True):
        if match:
            key = (match.indicator, unit.kind)
            best[key] = max(best.get(key, 0.0), match.score)
    return [
        None if match and best[match.indicator, unit.kind] - match.score > _CLEARLY else match
        for match, unit in zip(matches, units, strict=True)
    ]


def _match_unit(
    family: str, anchor: Anchor | None, own: str, unit: Unit, registry: Registry, used: set[tuple[str, str | None]]
) -> Match | None:
    kind = None if unit.kind == "missing" else unit.kind
    found: list[Match] = []
    names = [n for n in dict.fromkeys((own, f"{anchor.name}" if anchor else "")) if n] or [""]
    for name in names:
        for rank, number in enumerate(anchor.numbers if anchor and anchor.numbers else (None,)):
            for match in candidates(registry, family, number, name, kind, "detail")[:6]:
                penalty = 0.02 * rank + (0.15 if (match.indicator, match.number) in used else 0.0)
                found.append(replace(match, score=match.score - penalty))
    best = max(found, key=lambda m: m.score, default=None)
    threshold = 0.55 if anchor and anchor.numbers else 0.72
    if best and best.score >= threshold:
        return _numbered_as_printed(best, anchor)
    exact = _by_number(family, anchor, kind, registry, used)
    if exact:
        return exact
    if anchor and anchor.numbers and printed_number(anchor.numbers[0]):
        unit_name = "percent" if unit.kind in ("percent", "ratio") else "count"
        name = own or anchor.name
        return Match(derived_id(anchor.numbers[0], name), anchor.numbers[0], name or "unnamed", unit_name, None, 0.0)
    if own and len(own) >= 6:
        return Match(
            derived_id(None, own), None, own, "percent" if unit.kind in ("percent", "ratio") else "count", None, 0.0
        )
    return None


def _numbered_as_printed(match: Match, anchor: Anchor | None) -> Match:
    """The match with the number this document prints, where its name is exact and its number another."""
    printed = anchor.printed if anchor and printed_number(anchor.printed) else None
    renumbered = printed and match.number and match.score >= 0.735 and not number_agreement(printed, match.number)
    return replace(match, number=printed) if renumbered else match


def _by_number(
    family: str, anchor: Anchor | None, kind: str | None, registry: Registry, used: set[tuple[str, str | None]]
) -> Match | None:
    """The one indicator of the family that has this number and unit, if the name is too damaged to tell."""
    if not anchor or not anchor.numbers:
        return None
    found = [
        m
        for m in candidates(registry, family, anchor.numbers[0], "", kind, "detail")
        if m.number == anchor.numbers[0] and m.score >= 0.7 and (m.indicator, m.number) not in used
    ]
    wording, known = wording_of(registry), registry.named(family)
    for match in found:
        names = [n for i, entry in known if i.id == match.indicator for n in entry.names]
        if wording.speaks_of_another(anchor.name, names, numbers_agree=True):
            return None
    return found[0] if len({m.indicator for m in found}) == 1 else None


def _place_row(
    row: Row,
    units: list[Unit],
    matches: list[Match | None],
    label: Label,
    grid: Grid,
    areas: list[str | None] | None = None,
) -> list[Placement]:
    """The placements of a row; figures that claim to be the same one, but differ, are not read: the row has slipped.

    ``areas`` are the localities that the header names over the columns.
    """
    placed = [
        (unit.kind == "ratio" and "%" not in placement.text, placement)
        for unit, match, area in zip(units, matches, areas or [None] * len(units), strict=True)
        for placement in place(row, unit, match, label, grid, area)
    ]
    texts: dict[tuple[bool, str | None, str | None, str | None], set[str]] = {}
    for ratio, p in placed:
        if p.role == "value" and is_figure(p.text):
            texts.setdefault((ratio, p.indicator, p.number, p.area), set()).add(p.text)
    return [
        replace(p, role="unread", detail="two columns of this row claim to be the same figure and differ")
        if len(texts.get((ratio, p.indicator, p.number, p.area), ())) > 1
        else p
        for ratio, p in placed
    ]


def place(
    row: Row, unit: Unit, match: Match | None, label: Label, grid: Grid, area: str | None = None
) -> list[Placement]:
    """The placement of a unit's cell in a row; nothing for a blank cell or one that repeats a label.

    ``area`` is the locality that the header names over the column.
    """
    cell = read_unit(row, unit)
    if cell is None or (read_period(cell.plain, grid.time) and not is_figure(cell.plain)):
        return []
    if match is None:
        if not (is_figure(cell.plain) or is_missing_mark(cell.plain)):
            return []
        return [
            Placement(
                row.line, cell.index, cell.published, cell.text, "unread", detail="no indicator is printed over it"
            )
        ]
    basis = label.basis or match.basis
    return [
        Placement(
            row.line,
            cell.index,
            cell.published,
            cell.text,
            "value",
            part=cell.part,
            indicator=match.indicator,
            number=match.number,
            name=match.name,
            area=label.area or area or grid.authority,
            period=label.period,
            basis=basis,
            unit=match.unit,
            correction=cell.correction,
            last=cell.last,
        )
    ]


def _continue(
    grid: Grid, labels: dict[int, Label], units: list[Unit], before: Grid, registry: Registry, reader: CellReader
) -> Reading | None:
    """Read a table without header under the columns of the one before it, if both have as many."""
    column, own = label_column(before, registry), label_column(grid, registry)
    if column is None or not units:
        return None
    before_labels = read_labels(before, column, registry)
    body, header = [before.rows[i] for i in before_labels], _header(before, before_labels)
    before_units = find_units(body, column + 1, before.width, reader)
    matches, family = match_units(before, header, body, before_units, column + 1, registry, reader)
    columns = [
        (unit, match, _locality_over(header, unit, registry)) for unit, match in zip(before_units, matches, strict=True)
    ]
    standing = {unit.columns[0]: (unit, match, area) for unit, match, area in columns}
    if own == column and all(unit.columns[0] in standing for unit in units):
        columns = [standing[unit.columns[0]] for unit in units]
    elif len(columns) != len(units):
        return None
    if any({above.kind, unit.kind} == {"percent", "number"} for (above, *_), unit in zip(columns, units, strict=True)):
        return None
    matches, areas = [match for _, match, _ in columns], [area for *_, area in columns]
    reading = Reading("periodic", family)
    for position, label in labels.items():
        reading.placements += _place_row(grid.rows[position], units, matches, label, grid, areas)
    return reading
