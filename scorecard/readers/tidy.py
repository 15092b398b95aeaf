"""CSV files with one figure in each row (measure, period, value …), put together as the tables that a pack prints.

Nothing is worked out: each cell of a table is a cell of the file, with its row and column as its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scorecard.errors import InputError
from scorecard.readers.open_data import is_open_data, open_data_blocks
from scorecard.readers.printed import Block, Paragraph, Printed, Table
from scorecard.readers.tidy_periods import in_order, with_months

Row = Sequence[Printed]
_MEASURE = {"measure", "measure_name", "indicator", "indicator_name", "metric", "kpi", "performance_indicator"}
_PERIOD = {"period", "date", "month", "quarter", "year", "reporting_period", "time_period", "period_end", "month_end"}
_VALUE = {"value", "figure", "result", "actual", "outturn", "performance"}
_BESIDE = {"numerator", "denominator", "num", "den", "target", "rag", "direction", "comment", "status"}
"""What differs from period to period beside the value; all else belongs to the measure, or divides the figures."""
_HEAD_WITHIN = 10
"""The header stands in one of so many rows."""
_BLANK = Printed()


@dataclass(frozen=True)
class _Columns:
    """Which column is what, counted from 0. ``own`` are those of the measure, ``parts`` those that divide figures."""

    measure: int
    period: int
    value: int
    beside: tuple[int, ...]
    own: tuple[int, ...]
    parts: tuple[int, ...]


def tidy_blocks(rows: Sequence[Row], name: str) -> list[Block] | None:
    """The tables and lines of a file with a figure in each row; null for any other file.

    Raises InputError where one measure has two figures for one period and nothing tells them apart.
    """
    head = next((at for at, row in enumerate(rows[:_HEAD_WITHIN]) if _is_head(row)), None)
    if head is None:
        return None
    width = len(rows[head])
    body = [_even(row, width) for row in rows[head + 1 :] if any(cell.line for cell in row)]
    above: list[Block] = [Paragraph(cell.line, cell.place) for row in rows[:head] for cell in row if cell.line]
    if is_open_data(_names(rows[head])):
        return [*above, *open_data_blocks(rows[head], body, name)]
    columns = _columns(rows[head], body)
    body = with_months(body, columns.period)
    return [*above, *_tables(rows[head], body, columns, name)]


def _is_head(row: Row) -> bool:
    names = set(_names(row))
    return is_open_data(_names(row)) or bool(names & _MEASURE and names & _PERIOD and names & _VALUE)


def _names(row: Row) -> list[str]:
    return [cell.line.lower().replace(" ", "_") for cell in row]


def _even(row: Row, width: int) -> list[Printed]:
    return [row[at] if at < len(row) else _BLANK for at in range(width)]


def _columns(head: Row, body: Sequence[Row]) -> _Columns:
    names = _names(head)
    measure, period, value = (
        next(at for at, name in enumerate(names) if name in words) for words in (_MEASURE, _PERIOD, _VALUE)
    )
    beside = tuple(at for at, name in enumerate(names) if name in _BESIDE and at != value)
    rest = [at for at in range(len(names)) if at not in (measure, period, value, *beside)]
    own = tuple(at for at in rest if _follows(body, measure, at))
    return _Columns(measure, period, value, beside, own, tuple(at for at in rest if at not in own))


def _follows(body: Sequence[Row], measure: int, at: int) -> bool:
    """Whether a column has one and the same text for each measure, and not one for all: a number, a unit."""
    texts: dict[str, str] = {}
    return all(texts.setdefault(row[measure].line, row[at].line) == row[at].line for row in body)


def _tables(head: Row, body: Sequence[Row], columns: _Columns, name: str) -> Iterator[Block]:
    """The tables of each part (an area, a breakdown): measures by periods, or one a period where x and y are given."""
    parts: dict[tuple[str, ...], list[Row]] = {}
    for row in body:
        parts.setdefault(tuple(row[at].line for at in columns.parts), []).append(row)
    for rows in parts.values():
        yield from (
            Paragraph(f"{head[at].line}: {rows[0][at].line}", rows[0][at].place)
            for at in columns.parts
            if rows[0][at].line
        )
        cells = _by_place(rows, columns, name)
        measures = dict.fromkeys(row[columns.measure].line for row in rows)
        periods = in_order(list(dict.fromkeys(row[columns.period].line for row in rows)))
        if any(row[at].line for row in rows for at in columns.beside):
            for period in periods:
                yield _of_period(head, [cells[m, period] for m in measures if (m, period) in cells], columns)
        else:
            yield _over_periods(head, cells, columns, (list(measures), periods))


def _by_place(rows: Sequence[Row], columns: _Columns, name: str) -> dict[tuple[str, str], Row]:
    cells: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = (row[columns.measure].line, row[columns.period].line)
        if key in cells:
            place = row[columns.value].place
            raise InputError(
                f"{name} has two figures of one measure for one period, and no column tells them apart",
                where=f"{name}, {place.words if place else 'its rows'}",
                expected="one row for each measure and period",
                do="add a column that says what the second one is of, or take it out",
            )
        cells[key] = row
    return cells


def _over_periods(
    head: Row, cells: Mapping[tuple[str, str], Row], columns: _Columns, order: tuple[list[str], list[str]]
) -> Table:
    measures, periods = order
    label = [*columns.own, columns.measure]
    label.sort()
    first = {row[columns.measure].line: row for row in reversed(list(cells.values()))}
    over = {row[columns.period].line: row[columns.period] for row in reversed(list(cells.values()))}
    made = [(*(head[at] for at in label), *(over[period] for period in periods))]
    for measure in measures:
        values = [cells[measure, p][columns.value] if (measure, p) in cells else _BLANK for p in periods]
        made.append((*(first[measure][at] for at in label), *values))
    return Table(tuple(made))


def _of_period(head: Row, rows: Sequence[Row], columns: _Columns) -> Table:
    """The figures of one period, which heads the column of values; x, y, target and what else is said beside it."""
    shown = sorted([columns.measure, columns.value, *columns.own, *columns.beside])
    heads = tuple(rows[0][columns.period] if at == columns.value else head[at] for at in shown)
    return Table((heads, *(tuple(row[at] for at in shown) for row in rows)))
