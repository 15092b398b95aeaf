"""Summary tables: one indicator a row; months, year to date, signals, targets, years, benchmarks as columns."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from scorecard.clean.names.indicators import Match
from scorecard.clean.raw.grid import Cell, Grid, Placement, Reading, Row
from scorecard.clean.tables.summary.columns import Column, is_summary_header, read_columns
from scorecard.clean.tables.summary.fit import (
    FittedRow,
    fit_all,
    headed_by_content,
    is_data_row,
    named_by_content,
    two_in_one,
    under_the_header,
)
from scorecard.clean.tables.summary.rows import (
    family_of,
    match_rows,
    percent_of,
    share_known,
)
from scorecard.periods import Period, financial_year_of
from scorecard.registry import Registry
from scorecard.text.figures import is_figure
from scorecard.text.periods import NOT_STATED, read_period

MAX_HEADER_ROWS = 6
_FEWEST_CELLS = 3
_SUMMARY_WORDS = re.compile(r"indi[cg]ator|measure|perf|\bdot\b|\brag\b|\bred\b|green|target", re.IGNORECASE)
_DEBRIS = 0.1
"""The share of the rows of a part of a summary that a picture or damage may have left."""


def read_summary(grid: Grid, registry: Registry) -> Reading | None:
    """Read a table as a summary, or null if its header is not that of one."""
    header = header_rows(grid, registry)
    if not header:
        return None
    data = [row for row in grid.rows[header:] if is_data_row(row)]
    columns = under_the_header(read_columns(grid.rows[:header], grid.width, grid.time, registry), data)
    columns = headed_by_content(named_by_content(columns, data), data)
    rows = fit_all(data, columns)
    rows = [part for row in rows for part in two_in_one(row)]
    family = family_of(rows, grid.family, registry)
    if family is None:
        return None
    reading = Reading("summary", family)
    month = _last_month(columns)
    for row, match in zip(rows, match_rows(rows, family, registry), strict=True):
        if match is None:
            reading.placements += _undecided(row)
        else:
            reading.placements += _place(row, match, grid, month, percent_of(match, family, registry))
    return reading


def goes_on(before: Grid, after: Grid, registry: Registry) -> list[Row]:
    """The rows with which ``after`` goes on with the summary ``before``; none if it is a table of its own.

    Page furniture cuts a summary in two: the second part has the same header again, or none.
    """
    above = header_rows(before, registry) if abs(before.width - after.width) <= 2 else 0
    own = header_rows(after, registry) if above else 0
    rows = after.rows[own:]
    if not above or not rows:
        return []
    if own:
        same = [row.texts for row in after.rows[:own]] == [row.texts for row in before.rows[:above]]
        return rows if same else []
    data = [row for row in rows if is_data_row(row)]
    if not is_data_row(rows[0]) or len(rows) - len(data) > max(1, _DEBRIS * len(rows)):
        return []
    columns = under_the_header(read_columns(before.rows[:above], before.width, before.time, registry), data)
    columns = named_by_content(columns, before.rows[above:])
    fitted = fit_all(data, columns)
    family = family_of(fitted, before.family, registry)
    return rows if family and share_known(fitted, family, registry) >= 0.5 else []


def header_rows(grid: Grid, registry: Registry) -> int:
    """How many leading rows are the header of a summary; 0 if the table is none."""
    first = grid.rows[:MAX_HEADER_ROWS]
    if not any(_SUMMARY_WORDS.search(text) for row in first for text in row.texts):
        return 0
    heads = next((i for i, row in enumerate(first) if is_data_row(row) and not _is_rest(row)), len(first))
    for count in range(heads, 0, -1):
        if is_summary_header(grid.rows[:count], grid.width, grid.time, registry):
            return count
    return 0


def _is_rest(row: Row) -> bool:
    """Whether a row prints so few cells that it may be what a broken header goes on with: a "2" of "Plan 2"."""
    return sum(map(bool, row.texts)) < _FEWEST_CELLS <= len(row.texts)


def _undecided(row: FittedRow) -> list[Placement]:
    """The figures of a row that more than one indicator could have: listed as not read, never guessed."""
    why = "the row prints neither name nor number, and its neighbours leave more than one indicator"
    return [
        Placement(row.line, cell.index, cell.published, cell.text, "unread", part=cell.part, detail=why)
        for _, cell in row.values()
        if is_figure(cell.plain)
    ]


def _place(row: FittedRow, match: Match, grid: Grid, month: Period | None, percent: Match | None) -> list[Placement]:
    placed: list[Placement] = []
    for column, cell in row.cells:
        base: dict[str, Any] = {
            "line": row.line,
            "cell": cell.index,
            "published": cell.published,
            "text": cell.text,
            "part": cell.part,
            "indicator": match.indicator,
            "number": match.number,
            "name": match.name,
        }
        why = "; ".join(filter(None, (cell.correction, column.correction, match.proof))) or None
        if column.role == "value" and column.period:
            placed += _values(base, column, cell, match, percent, grid, why)
        elif column.role == "performance":
            placed.append(
                Placement(
                    **base,
                    role="value",
                    area=grid.authority,
                    period=_own_period(cell.plain, grid),
                    basis=match.basis,
                    unit=match.unit,
                    correction=why,
                )
            )
        elif column.role in ("red", "amber", "green"):
            placed.append(Placement(**base, role="threshold", detail=column.role, correction=why))
        elif column.role == "amber_green":
            placed += _two_bands(base, cell)
        elif column.role in ("direction", "rag"):
            placed.append(Placement(**base, role="signal", detail=column.role, period=month, correction=why))
        elif column.role == "ambiguous":
            placed.append(Placement(**base, role="unread", detail="one figure for two rows: either may be meant"))
    return placed


def _values(
    base: dict[str, Any], column: Column, cell: Cell, match: Match, percent: Match | None, grid: Grid, why: str | None
) -> list[Placement]:
    """The figures of a value cell: one, or two where it prints "8.4% (2014/15) / 9.0% Autumn Term 2015".

    A figure that names its own school term is about that term, whatever column it stands in.
    """
    if percent and "%" in cell.plain:
        base = base | {"indicator": percent.indicator, "name": percent.name}
        match = percent
    two = re.match(r"^(\S+%.*?)\s*/\s*(\d\S*%.*)$", cell.plain)
    texts = [two[1], two[2]] if two else [cell.text]
    return [
        Placement(
            **(base | {"text": text, "part": part if two else base["part"]}),
            role="value",
            area=column.area or grid.authority,
            period=_own_term(text) or column.period,
            basis=match.basis,
            unit=match.unit,
            correction=why,
        )
        for part, text in enumerate(texts, start=1)
    ]


def _own_term(text: str) -> Period | None:
    term = re.search(r"\b(autumn|spring|summer)(?:\s+term)?\s+(20\d\d)\b", text, re.IGNORECASE)
    return Period.term(int(term[2]) - (term[1].lower() != "autumn"), term[1].title()) if term else None


def _own_period(text: str, grid: Grid) -> Period:
    """The period that a cell prints behind its figure, as "(2015/16)" or "(Cumulative December 2016)"."""
    notes = re.findall(r"\(([^()]*)\)", text)
    for note in reversed(notes):
        month = re.search(r"cumulative\s+([a-z]+)\s+(20\d\d)", note, re.IGNORECASE)
        if month and (end := read_period(f"{month[1][:3]}-{month[2][2:]}", grid.time)) and end.end:
            return Period.year_to_date(financial_year_of(end.end), end.end)
        if term := _own_term(note):
            return term
        period = read_period(re.sub(r"/20(\d\d)", r"/\1", note.strip()), grid.time)
        if period:
            return period
    return NOT_STATED


def _two_bands(base: dict[str, Any], cell: Cell) -> list[Placement]:
    """Amber and green in one cell: the last tolerance is green's, what stands before it amber's."""
    match = re.match(r"^(.*\S)\s+(\S*\d\S*(?:\s?[+<>])?)$", cell.plain)
    if match is None:
        return [Placement(**base, role="threshold", detail="green")]
    return [
        Placement(**{**base, "text": text, "published": text, "part": part}, role="threshold", detail=band)
        for part, (band, text) in enumerate((("amber", match[1]), ("green", match[2])), start=1)
    ]


def _last_month(columns: list[Column]) -> Period | None:
    """The month that the signals of a summary are about: its last month column."""
    months = [c.period for c in columns if c.period and c.period.kind == "month" and c.period.end]
    return max(months, key=lambda p: p.end or date.min, default=None)
