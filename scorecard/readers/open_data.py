"""The open data of the Department for Education: a row for each area and characteristic, a column for each figure.

Areas become the rows of a table, one table for each period and each combination of characteristics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scorecard.errors import InputError
from scorecard.readers.printed import Block, Paragraph, Printed, Table
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.spans import YEAR

Row = Sequence[Printed]
_TOLD_BY = {"time_period", "time_identifier", "geographic_level", "la_name", "new_la_code", "country_code"}
_FEWEST = 3
_WHERE_AND_WHEN = {
    *_TOLD_BY,
    *("country_name", "region_code", "region_name", "old_la_code"),
}
_AREA = {"national": "country_name", "regional": "region_name", "local authority": "la_name"}
"""The column that names the area of each level; schools, wards and other levels are not read."""
_SPAN = re.compile(rf"({YEAR})(\d\d)")
_MOST_TABLES = 300
_FIGURES = 0.9
"""A column with so many figures, or marks for their absence, is one of figures; all others are characteristics."""


def is_open_data(names: Sequence[str]) -> bool:
    """Whether a header is one of the Department's, by the names of columns that all its files have."""
    return len(set(names) & _TOLD_BY) >= _FEWEST


def open_data_blocks(head: Row, body: Sequence[Row], name: str) -> list[Block]:
    """A caption and a table for each period and combination of characteristics, areas in the order of the file.

    Raises InputError for a file with more combinations than anybody reads, and for one without areas that are known.
    """
    names = [cell.line.lower() for cell in head]
    at = {column: position for position, column in enumerate(names)}
    figures = [p for p, column in enumerate(names) if column not in _WHERE_AND_WHEN and _is_of_figures(body, p)]
    filters = [p for p, column in enumerate(names) if column not in _WHERE_AND_WHEN and p not in figures and column]
    groups: dict[tuple[str, ...], list[tuple[Printed, Row]]] = {}
    for row in body:
        area = _area_of(row, at)
        if area is not None:
            key = (_period(row, at).line, *(row[p].line for p in filters))
            groups.setdefault(key, []).append((area, row))
    if not groups or not figures or len(groups) > _MOST_TABLES:
        raise _not_readable(name, len(groups))
    return [
        block for rows in groups.values() for block in _blocks(head, rows, (filters, figures), _period(rows[0][1], at))
    ]


def _is_of_figures(body: Sequence[Row], column: int) -> bool:
    texts = [row[column].line for row in body if row[column].line]
    figures = sum(is_figure(text) or is_missing_mark(text) for text in texts)
    return bool(texts) and figures >= _FIGURES * len(texts) and any(is_figure(text) for text in texts)


def _area_of(row: Row, at: dict[str, int]) -> Printed | None:
    level = row[at["geographic_level"]].line.lower() if "geographic_level" in at else "local authority"
    column = _AREA.get(level)
    area = row[at[column]] if column in at else None
    return area if area and area.line else None


def _period(row: Row, at: dict[str, int]) -> Printed:
    """The period as people write it: ``Financial year`` and ``202122`` are ``Financial year 2021/22``."""
    cell = row[at["time_period"]] if "time_period" in at else Printed()
    span = _SPAN.fullmatch(cell.line)
    year = f"{span[1]}/{span[2]}" if span and int(span[2]) == (int(span[1][2:]) + 1) % 100 else cell.line
    kind = row[at["time_identifier"]].line if "time_identifier" in at else ""
    return replace(cell, text=f"{kind} {year}".strip())


def _blocks(
    head: Row, rows: Sequence[tuple[Printed, Row]], columns: tuple[Sequence[int], Sequence[int]], period: Printed
) -> Iterator[Block]:
    filters, figures = columns
    first = rows[0][1]
    yield Paragraph(period.line, period.place)
    yield from (Paragraph(f"{head[p].line}: {first[p].line}", first[p].place) for p in filters if first[p].line)
    heads = (Printed("Area"), *(head[p] for p in figures))
    yield Table((heads, *((area, *(row[p] for p in figures)) for area, row in rows)))


def _not_readable(name: str, tables: int) -> InputError:
    many = tables > _MOST_TABLES
    return InputError(
        f"{name} is open data of the Department for Education with "
        + (f"{tables:,} combinations of periods and characteristics" if many else "no figures of areas that are read"),
        where=name,
        expected=f"England, regions or authorities, and at most {_MOST_TABLES} combinations",
        do="keep the periods and characteristics that you need (filter it before the download, or in a spreadsheet)",
    )
