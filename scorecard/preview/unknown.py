"""What a clean did not understand of one document: indicators that nobody knows, and tables of no known form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from scorecard.clean.names.indicators import derived_id
from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.raw.load import RawDocument
from scorecard.registry import Registry
from scorecard.text.cells import CellReader
from scorecard.text.letters import letters
from scorecard.text.numbers import decimals_of
from scorecard.text.periods import read_period

TODO = "TODO"
"""What only a person can know."""
OWN = "value"
"""What the column of a measure's own figure is called in headers.yml."""
_SAID_BY_LAYOUTS = (OWN, "numerator", "denominator", "target")
"""The roles of columns that a layout can say; names and colours it does not place."""
_UNKNOWN = "unknown_"
_WORD = re.compile(r"[A-Za-z]{2}")
_FIGURES_ARE = {"percent": "percent", "percent_count": "percent", "two_percents": "percent", "money": "gbp"}


Body = list[tuple[Row, list[int]]]
"""The rows of figures of a table, each with the positions of its figures."""


@dataclass(frozen=True)
class _Printed:
    """What an unknown table prints for one measure: its name, its lines and its figures."""

    name: str
    lines: tuple[int, ...]
    texts: list[str]


@dataclass(frozen=True)
class NewIndicator:
    """An indicator that the registry does not know, as one document prints it.

    ``number`` and ``family`` are null where none is printed; ``lines`` are the lines that print it.
    """

    id: str
    number: str | None
    name: str
    family: str | None
    unit: str
    decimals: int
    basis: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class UnknownTable:
    """A table of no known form: what its rows are (``period``, ``breakdown`` or ``indicator``) and its measures.

    ``over`` is what the header prints over the columns of figures; ``dated`` says that these are periods; ``said`` are
    the columns of a table with a row for each measure, as a layout says them.
    """

    grid: Grid
    rows: str
    header: tuple[str, ...]
    measures: tuple[NewIndicator, ...]
    over: tuple[str, ...] = ()
    dated: bool = False
    said: tuple[str, ...] = ()


def unknown_indicators(tables: dict[str, pl.DataFrame]) -> list[NewIndicator]:
    """The indicators with a derived id, in printed order."""
    family = tables["tables"].select("document", "table", "family")
    printed = (
        tables["observations"]
        .filter(pl.col("indicator").str.starts_with(_UNKNOWN))
        .join(family, on=["document", "table"], how="left", validate="m:1")
        .group_by("indicator")
        .agg(
            number=pl.col("indicator_number").drop_nulls().sort().first(),
            name=pl.col("indicator_name").drop_nulls().sort_by(pl.col("indicator_name").drop_nulls().len()).first(),
            family=pl.col("family").drop_nulls().sort().first(),
            units=pl.col("unit").filter(pl.col("unit") != "ratio").sort(),
            decimals=pl.col("decimals").max(),
            bases=pl.col("basis").filter(pl.col("area_kind") != "comparator", pl.col("period_kind") == "month").sort(),
            lines=pl.col("line").unique().sort(),
        )
        .sort(pl.col("lines").list.first(), "indicator")
    )
    return [
        NewIndicator(
            id=_proper_id(row["indicator"]),
            number=row["number"],
            name=row["name"] or row["indicator"].removeprefix(_UNKNOWN),
            family=row["family"],
            unit=_commonest(row["units"], "percent"),
            decimals=row["decimals"] or 0,
            basis=_commonest(row["bases"], TODO),
            lines=tuple(row["lines"]),
        )
        for row in printed.iter_rows(named=True)
    ]


def _proper_id(derived: str) -> str:
    """A derived id as one that the registry takes: it opens with a letter."""
    bare = derived.removeprefix(_UNKNOWN)
    return bare if re.match(r"[a-z]", bare) else f"measure_{bare}"


def _commonest(values: list[str], otherwise: str) -> str:
    return max(sorted(set(values)), key=values.count, default=otherwise)


def unknown_tables(document: RawDocument, counts: pl.DataFrame, registry: Registry) -> list[UnknownTable]:
    reader = CellReader()
    names = set(counts.filter(pl.col("shape") == "unknown", pl.col("figures_unread") > 0)["table"])
    return [_measured(grid, reader, registry) for grid in document.grids if grid.table in names]


def _measured(grid: Grid, reader: CellReader, registry: Registry) -> UnknownTable:
    """What the rows and columns of an unknown table seem to be about."""
    figures = [_figures(grid, row.texts, reader) for row in grid.rows]
    above = next((i for i, places in enumerate(figures) if places), len(figures))
    header = [squeezed(row.text(c) for row in grid.rows[:above]) for c in range(grid.width)]
    body = [(row, places) for row, places in zip(grid.rows[above:], figures[above:], strict=True) if places]
    columns = sorted({c for _, places in body for c in places})
    named = [c for c in columns if _WORD.search(header[c]) and not read_period(header[c], grid.time)]
    said = _said_of_measures([header[c] for c in columns], registry)
    in_columns = 2 * len(named) > len(columns) and not said
    own = [c for c, column in zip(columns, said, strict=False) if column == OWN] or columns
    printed = _by_column(body, header, named) if in_columns else _by_row(body, own)
    measures = [_measure(one, grid, reader, registry) for one in printed]
    rows = _what_rows_are(body, grid) if in_columns else "indicator"
    over = tuple(header[c] for c in columns)
    dated = rows == "indicator" and any(read_period(text, grid.time) for text in over)
    # next year's table prints other periods, so they cannot be what it is known by
    words = tuple(h for h in header if h and not read_period(h, grid.time)) or tuple(m.name for m in measures[:1])
    return UnknownTable(grid, rows, words, tuple(distinct(measures)), over, dated, tuple(said))


def _said_of_measures(headers: list[str], registry: Registry) -> list[str]:
    """What a layout says of each column of a table with a row for each measure; empty for all other tables.

    One column holds the measure's figure, others what stands beside it: x and y, a target, comparators.
    """
    of_layouts = [one for one in registry.headers.measures if one.role in _SAID_BY_LAYOUTS]
    roles = {letters(word): one.role for one in of_layouts for word in one.says if letters(word)}
    areas = {letters(c.title): c.name for c in registry.comparators.values()}
    said = [_said_of_column(header, roles.get(letters(header)), areas, registry) for header in headers]
    return [column or TODO for column in said] if said.count(OWN) == 1 and len(list(filter(None, said))) > 1 else []


def _said_of_column(header: str, role: str | None, areas: dict[str, str], registry: Registry) -> str | None:
    if role:
        return OWN if role == OWN else f"role: {role}"
    area = registry.area(header)
    comparator = area.name if area and area.kind == "comparator" else areas.get(letters(header))
    return f"area: {comparator}" if comparator else None


def _by_column(body: Body, header: list[str], named: list[int]) -> list[_Printed]:
    """The figures under each name of the header; every row counts among its lines."""
    lines = tuple(row.line for row, _ in body)
    return [_Printed(header[c], lines, [row.cells[c].plain for row, places in body if c in places]) for c in named]


def _by_row(body: Body, own: list[int]) -> list[_Printed]:
    """The figures behind each label in the columns ``own``; the rows of one label are one measure."""
    labels = [_label(row.texts, places) for row, places in body]
    figures = ([row.cells[c].plain for c in places if c in own] for row, places in body)
    return [
        _Printed(name, tuple(r.line for (r, _), label in zip(body, labels, strict=True) if label == name), texts)
        for name, texts in zip(labels, figures, strict=True)
        if name
    ]


def _what_rows_are(body: Body, grid: Grid) -> str:
    periods = sum(any(read_period(text, grid.time) for text in row.texts[: places[0]]) for row, places in body)
    return "period" if 2 * periods > len(body) else "breakdown"


def _figures(grid: Grid, texts: list[str], reader: CellReader) -> list[int]:
    """The positions of the figures of a row; a period is none, nor a bound, which may as well be an age band."""
    kinds = reader.kinds(texts)
    return [
        position
        for position, (text, kind) in enumerate(zip(texts, kinds, strict=True))
        if kind not in ("blank", "missing", "bound", "text") and not read_period(text, grid.time)
    ]


def squeezed(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split())


def _label(texts: list[str], figures: list[int]) -> str:
    return squeezed(t for i, t in enumerate(texts) if i not in figures and _WORD.search(t))


def _measure(printed: _Printed, grid: Grid, reader: CellReader, registry: Registry) -> NewIndicator:
    units = sorted(_FIGURES_ARE.get(kind, "count") for kind in reader.kinds(printed.texts))
    decimals = max(map(decimals_of, printed.texts), default=0)
    id_, unit = _proper_id(derived_id(None, printed.name)), _commonest(units, "count")
    # the figures of a rate do not say how many people it is for, but its name does
    rate = next((u.id for u in registry.units.values() if u.form == "rate" and printed.name.endswith(u.after)), None)
    unit = rate if rate and unit == "count" else unit
    return NewIndicator(id_, None, printed.name, grid.family, unit, decimals, TODO, printed.lines)


def distinct(indicators: Iterable[NewIndicator]) -> list[NewIndicator]:
    """The indicators in their order, of those with one id the first."""
    return list({one.id: one for one in reversed(list(indicators))}.values())[::-1]
