"""What the figures of a table prove of one another: which counts a percentage is of, and which months add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from scorecard.clean.tables.general.sections import TOTAL
from scorecard.general.pairs import Pair
from scorecard.general.printed import DENOMINATOR, NUMERATOR, OWN, PrintedCell, PrintedMeasure, PrintedTable
from scorecard.general.quotients import pairs_in
from scorecard.periods import Period
from scorecard.text.counts import count_and_share
from scorecard.text.figures import is_missing_mark
from scorecard.text.numbers import number_of
from scorecard.text.periods import NOT_STATED

_PROVED = 0.6
"""The share of the rows in which a percentage must be that of the two counts beside it."""
_FEWEST = 2
_POINT = 1 + 1e-6
"""A percentage that is 100 x/y to within one point proves itself; a millionth is what floats may differ."""
_OF_A_SHARE = 2
"""The share of a cell that prints a count and its share is the second of its figures."""
_COUNTED = ("count", "fte")
"""Units of the figures that a percentage may be of."""
_FEWEST_MONTHS = 3
_LIKE_A_SUM = 1.5
"""So many times the greatest month is no figure of the end of the year: it is meant to be the months' sum."""


def _on_one_line(line: int, cell: int, x_cell: int, y_cell: int) -> Pair:
    return Pair(line, cell, line, x_cell, line, y_cell)


def pairs_of(table: PrintedTable) -> list[Pair]:
    """The percentages of a table with their counts: in columns that say so, or that prove it in most rows."""
    lines: dict[int, list[PrintedCell]] = defaultdict(list)
    for cell in table.cells:
        if cell.role == "value" and cell.measure and number_of(cell.cell.plain) is not None:
            lines[cell.line].append(cell)
    said = [*(pair for cells in lines.values() for pair in _said(cells)), *_in_rows(table)]
    known = {(pair.line, pair.cell) for pair in said}
    proved = [*_by_arithmetic(lines), *_of_their_total(table, lines), *_in_brackets(table), *_in_two_rows(table)]
    return [*said, *(pair for pair in proved if (pair.line, pair.cell) not in known)]


def _said(cells: Sequence[PrintedCell]) -> Iterator[Pair]:
    """The percentages beside columns of their numerator and denominator."""
    for own in cells:
        beside = {
            one.measure.part: one.cell.index
            for one in cells
            if one.measure and own.measure and one.measure.name == own.measure.name and _same_moment(one, own)
        }
        is_share = own.measure is not None and own.measure.part == OWN and own.measure.unit == "percent"
        if is_share and NUMERATOR in beside and DENOMINATOR in beside:
            yield _on_one_line(own.line, own.cell.index, beside[NUMERATOR], beside[DENOMINATOR])


def _in_rows(table: PrintedTable) -> Iterator[Pair]:
    """The percentages whose numerator and denominator stand in rows of their own, in the same column."""
    if not any(row.part for row in table.roles.body):
        return
    groups: dict[object, dict[str, list[PrintedCell]]] = defaultdict(lambda: defaultdict(list))
    for one in table.cells:
        if one.role == "value" and one.measure and number_of(one.cell.plain) is not None:
            key = (one.measure.name, one.cell.index, one.period, one.area, one.breakdown)
            groups[key][one.measure.part].append(one)
    for parts in groups.values():
        own, x, y = (parts.get(part, []) for part in (OWN, NUMERATOR, DENOMINATOR))
        if len(own) == len(x) == len(y) == 1 and own[0].measure and own[0].measure.unit == "percent":
            cells = [(one.line, one.cell.index) for one in (own[0], x[0], y[0])]
            yield Pair(*cells[0], *cells[1], *cells[2])


def _same_moment(one: PrintedCell, other: PrintedCell) -> bool:
    return one.period == other.period and one.area == other.area


def _stand_beside(lines: Mapping[int, Sequence[PrintedCell]], count: int, share: int) -> bool:
    """Whether on some line a count and a percentage are of one time and one area, or the count's time is not said."""
    for cells in lines.values():
        told = {one.cell.index: one for one in cells}
        if count in told and share in told:
            return _same_moment(told[count], told[share]) or _of_any_time(told[count], told[share])
    return False


def _of_any_time(part: PrintedCell, own: PrintedCell) -> bool:
    """Whether a column is the x or the y of its row's measure, and says not when."""
    said = part.period is not None and part.period != NOT_STATED
    return not said and part.measure is not None and part.measure.part != OWN and part.area == own.area


def _by_arithmetic(lines: Mapping[int, Sequence[PrintedCell]]) -> Iterator[Pair]:
    """The percentages of a column that are one count column over another, in most of the rows that print all three.

    Columns of x and y for which no time is said are of that column of percentages which proves it.
    """
    columns = {one.cell.index: one for cells in lines.values() for one in cells if one.measure}
    shares = [at for at, one in columns.items() if one.measure and one.measure.unit == "percent"]
    counts = [at for at, one in columns.items() if one.measure and one.measure.unit == "count"]
    for share in shares:
        beside = [at for at in counts if _stand_beside(lines, at, share)]
        best = max(
            ((_fitting(lines, share, x, y), (x, y)) for x, y in permutations(beside, 2)),
            key=lambda one: (one[0][0], -abs(one[1][0] - share)),
            default=None,
        )
        if best and best[0][0] >= max(_FEWEST, _PROVED * best[0][1]):
            x, y = best[1]
            three = {share, x, y}
            yield from (_on_one_line(line, share, x, y) for line, cells in lines.items() if three <= _cells_of(cells))


def _of_their_total(table: PrintedTable, lines: Mapping[int, Sequence[PrintedCell]]) -> Iterator[Pair]:
    """The shares of categories that are those of the count beside them in the printed total, in most of the rows.

    Only of columns in which a figure is missing: where none is, the shares are held against the sum of their counts.
    """
    hidden = {one.cell.index for one in table.cells if one.role == "value" and is_missing_mark(one.cell.plain)}
    columns = {one.cell.index: one for cells in lines.values() for one in cells if one.measure and one.breakdown}
    totals = {one.cell.index: one for cells in lines.values() for one in cells if one.breakdown == TOTAL}
    for share, own in columns.items():
        count = columns.get(share - 1)
        total = totals.get(share - 1)
        if count is None or total is None or not _is_share_of(own, count) or not {share, share - 1} & hidden:
            continue
        rows = [line for line, cells in lines.items() if {share, share - 1} <= _cells_of(cells) and line != total.line]
        fit = [_is_part(lines[line], share, total) for line in rows]
        if sum(fit) >= max(_FEWEST, _PROVED * len(fit)):
            yield from (Pair(line, share, line, share - 1, total.line, total.cell.index) for line in rows)


def _in_two_rows(table: PrintedTable) -> Iterator[Pair]:
    """The percentages of a row that are one row over another: "Reviews held in time" over "Reviews held"."""
    for own, x, y in pairs_in(table, _COUNTED):
        yield Pair(own.line, own.cell.index, x.line, x.cell.index, y.line, y.cell.index)


def _in_brackets(table: PrintedTable) -> Iterator[Pair]:
    """The shares behind the counts of a column ("95 (39.9%)") that are those of the printed total below them.

    Most of the rows prove it. Where the total has a share too, all shares are held against their whole.
    """
    last = {row.row.line for row in table.roles.body if row.is_total}
    columns: dict[int, list[tuple[PrintedCell, str, str]]] = defaultdict(list)
    totals: dict[int, PrintedCell] = {}
    for one in table.cells:
        if one.role != "value" or one.measure is None:
            continue
        both = count_and_share(one.cell.published) if one.cell.part == _OF_A_SHARE else None
        if both and one.line not in last:
            columns[one.cell.index].append((one, *both))
        elif one.line in last and one.measure.unit == "count" and not one.cell.part:
            totals[one.cell.index] = one
    for at, shares in columns.items():
        whole = number_of(totals[at].cell.plain) if at in totals else None
        fit = [bool(whole) and _is_about(count, share, whole or 1) for _, count, share in shares]
        if sum(fit) >= max(_FEWEST, _PROVED * len(fit)):
            for one, _, _ in shares:
                yield Pair(one.line, at, one.line, at, totals[at].line, at)


def _is_about(count: str, share: str, whole: float) -> bool:
    x, percent = number_of(count), number_of(share.rstrip("% "))
    return x is not None and percent is not None and abs(100 * x / whole - percent) <= _POINT


def _is_share_of(own: PrintedCell, count: PrintedCell) -> bool:
    units = (own.measure and own.measure.unit, count.measure and count.measure.unit)
    return units == ("percent", "count") and _same_moment(own, count)


def _is_part(cells: Sequence[PrintedCell], share: int, total: PrintedCell) -> bool:
    """Whether the share of a line is its count, right before it, in a total."""
    numbers = {one.cell.index: number_of(one.cell.plain) for one in cells}
    whole, count, percent = number_of(total.cell.plain), numbers[share - 1], numbers[share]
    if not whole or count is None or percent is None:
        return False
    return abs(100 * count / whole - percent) <= _POINT


def _cells_of(cells: Sequence[PrintedCell]) -> set[int]:
    return {one.cell.index for one in cells}


def _fitting(lines: Mapping[int, Sequence[PrintedCell]], share: int, x: int, y: int) -> tuple[int, int]:
    """In how many rows a percentage is x of y, and how many print all three."""
    fit = every = 0
    for cells in lines.values():
        numbers = {one.cell.index: number_of(one.cell.plain) for one in cells}
        p, top, bottom = (numbers.get(at) for at in (share, x, y))
        if p is not None and top is not None and bottom:
            every += 1
            fit += abs(100 * top - p * bottom) <= _POINT * bottom
    return fit, every


def adding_up(tables: Sequence[PrintedTable]) -> set[tuple[int, PrintedMeasure]]:
    """The measures, by the position of their table, whose year to date is meant to be the sum of its months.

    The year to date of what is there at the end of a month is that of the last month, and that of an average lies among
    them; only a sum is far above all of them.
    """
    meant = set()
    for at, table in enumerate(tables):
        figures: dict[tuple[PrintedMeasure, str | None], dict[Period, float]] = defaultdict(dict)
        home = table.roles.grid.authority
        for one in table.cells:
            value = number_of(one.cell.plain)
            own = one.role == "value" and one.area == home
            if own and one.measure and one.measure.unit == "count" and one.period and value is not None:
                figures[one.measure, one.breakdown].setdefault(one.period, value)
        meant |= {(at, measure) for (measure, _), printed in figures.items() if _is_a_sum(printed)}
    return meant


def _is_a_sum(printed: Mapping[Period, float]) -> bool:
    """Whether a year to date, a year or a quarter is far above all its months, or a year above all its quarters."""
    return any(
        value > _LIKE_A_SUM * max(parts)
        for whole, value in printed.items()
        if whole.kind in ("year_to_date", "quarter", "financial_year")
        and (parts := _parts_of(whole, printed, "month") or _parts_of(whole, printed, "quarter"))
    )


def _parts_of(whole: Period, printed: Mapping[Period, float], kind: str) -> list[float]:
    """The figures of the months or quarters of a longer period; none unless all are there."""
    if whole.kind == kind or whole.start is None or whole.end is None:
        return []
    start, end = whole.start, whole.end
    parts = [v for p, v in printed.items() if p.kind == kind and p.start and start <= p.start <= end]
    due = 12 * (end.year - start.year) + end.month - start.month + 1
    least, months = (_FEWEST_MONTHS, 1) if kind == "month" else (2, 3)
    return parts if months * len(parts) == due and len(parts) >= least else []
