"""Which columns print one figure together, and which figures prove one another: "x of y" and its percentage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from scorecard.clean.raw.grid import Cell, Row
from scorecard.clean.tables.shared.shares import in_percent
from scorecard.text.cells import CellReader
from scorecard.text.numbers import DECIMALS, DIGITS

_NOISE_SHARE = 0.2
"""The share of a column's cells that must be debris for the column to be what a picture left."""
_RATIOS = 1 / 3
"""The share of a column's cells that must be "x of y" for the column to hold them: many lose their "of"."""
_PERCENTAGES = 1 / 3
"""The share of a column's figures that must be percentages for it to hold them: many lose their sign."""
_PROVED = 0.6
"""The share of the rows in which the percentage must be that of the "x of y" beside it."""
_POINT = 1 + 1e-6
"""A percentage that is 100 x/y to within one point proves itself; a millionth is what floats may differ."""
_FEWEST_PROVED = 2
"""Numbers without a sign are percentages where so many rows, and most of them, prove it."""
_HUNDREDTH = 0.01 + 1e-8
"""The same of a share that is printed as a decimal."""
_NUMBER = re.compile(f"{DIGITS}(?:{DECIMALS})?")
_FEWEST_FRACTIONS, _FRACTIONS = 2, 1 / 4
"""Nothing is counted where so many numbers of a column, and such a share of them, have decimals other than nought."""
_WORD = re.compile(r"available|[A-Za-z]{4,}")
_OF_A_NUMBER = re.compile(r"of\s*\d")
_UNAVAILABLE = re.compile(r"unavailable|not available|no data|under development", re.IGNORECASE)


@dataclass(frozen=True)
class FigureColumns:
    """Columns that print one figure together: one column, or the two or three of "x of y".

    ``filled`` is the share of the table's rows in which the column prints something. ``fractions``: are its numbers
    none that one counts? ``unsigned`` says how percentages without their sign are printed, in ``points`` or as
    ``decimals``; null where they have it, or are none.
    """

    kind: str
    columns: tuple[int, ...]
    filled: float = 1.0
    fractions: bool = False
    unsigned: str | None = None


def _column_texts(rows: list[Row], column: int) -> list[str]:
    return [row.text(column) for row in rows]


def _split_ratio(left: list[str], middle: list[str]) -> bool:
    """Whether two columns print "165 c | of 492": the right one starts with "of"."""
    pairs = [(a, b) for a, b in zip(left, middle, strict=True) if a or b]
    return bool(pairs) and sum(bool(_OF_A_NUMBER.match(b)) and a[:1].isdecimal() for a, b in pairs) > len(pairs) / 2


def find_units(rows: list[Row], first: int, width: int, reader: CellReader) -> list[FigureColumns]:
    """The figures of a row as units of columns, left to right; blank columns and chart debris are left out."""
    units: list[FigureColumns] = []
    rows = [row for row in rows if not _is_in_words(row, first, reader)] or rows
    column = first
    while column < width:
        texts = _column_texts(rows, column)
        here = [t for t in texts if t]
        following = _column_texts(rows, column + 1) if column + 1 < width else []
        if here and following and sum(t.lower() == "of" for t in following) > len(here) / 2:
            unit = FigureColumns("ratio", (column, column + 1, column + 2))
        elif here and following and _split_ratio(texts, following):
            unit = FigureColumns("ratio", (column, column + 1))
        else:
            kind = _column_kind(here, reader)
            fractions = kind == "number" and _are_fractions(here)
            unit = FigureColumns(kind, (column,), len(here) / max(1, len(texts)), fractions)
        units += [unit] if unit.kind != "blank" else []
        column += len(unit.columns)
    return _with_proved_shares(rows, _before_noise(units), reader)


def _with_proved_shares(rows: list[Row], units: list[FigureColumns], reader: CellReader) -> list[FigureColumns]:
    """The units, numbers without a sign as percentages where the "x of y" before them proves that they are."""
    told = list(units)
    for at, (before, unit) in enumerate(pairwise(units), start=1):
        if before.kind == "ratio" and unit.kind == "number":
            if _prove(rows, before, unit, reader, _is_in_points):
                told[at] = replace(unit, kind="percent", unsigned="points")
            elif _prove(rows, before, unit, reader, _is_decimal):
                told[at] = replace(unit, kind="percent", unsigned="decimals")
    return told


def _prove(
    rows: list[Row], ratio: FigureColumns, unit: FigureColumns, reader: CellReader, is_near: Callable[..., bool]
) -> bool:
    near = [is_near(x, y, p) for x, y, p in _pairs(rows, ratio, unit, reader) if p]  # a nought proves nothing
    return sum(near) >= max(_FEWEST_PROVED, _PROVED * len(near))


def _is_in_words(row: Row, first: int, reader: CellReader) -> bool:
    """Whether a row says in words that it has no figures, one sentence cut over its cells."""
    kinds = reader.kinds([text for text in row.texts[first:] if text])
    return 2 * kinds.count("text") > len(kinds) and bool(_UNAVAILABLE.search(" ".join(row.texts[first:])))


def _column_kind(texts: list[str], reader: CellReader) -> str:
    """``ratio``, ``percent``, ``number``, ``missing``, ``noise`` or ``blank``."""
    if not texts:
        return "blank"
    kinds = reader.kinds(texts)
    count = Counter(kinds)
    junk = sum(k == "text" and not _is_harmless(t) for k, t in zip(kinds, texts, strict=True))
    if junk >= max(2, _NOISE_SHARE * len(texts)) or junk == len(texts):
        return "noise"
    if count["ratio"] + count["damaged_ratio"] > _RATIOS * len(texts):
        return "ratio"
    shares = sum(k.startswith("percent") or k == "two_percents" for k in kinds)
    numbers = count["number"] + count["money"] + count["count_percent"]
    if _PERCENTAGES * (shares + numbers) <= shares > 0:  # no single cell of several says what its column holds
        return "percent"
    return "number" if numbers else "missing"


def _are_fractions(texts: list[str]) -> bool:
    """Whether several numbers of a column have decimals other than nought: one may be a slip or a damaged print."""
    numbers = [number for text in texts if (number := _NUMBER.fullmatch(text))]
    fractions = sum(bool((number[1] or "").strip("0")) for number in numbers)
    return fractions >= max(_FEWEST_FRACTIONS, _FRACTIONS * len(numbers))


def _is_harmless(text: str) -> bool:
    """Whether a text says something in words, or is a single sign that is no digit."""
    return bool(_WORD.search(text)) or (len(text) == 1 and not text.isdigit())


def _before_noise(units: list[FigureColumns]) -> list[FigureColumns]:
    """What stands right of a column of debris belongs to the picture that left it."""
    first = next((i for i, unit in enumerate(units) if unit.kind == "noise"), len(units))
    return units[:first] if first else [u for u in units if u.kind != "noise"]


def read_unit(row: Row, unit: FigureColumns) -> Cell | None:
    """The cell a unit prints in a row; the cells of a split "x of y" are put together again."""
    cells = [row.cells[c] for c in unit.columns if c < len(row.cells)]
    filled = [c for c in cells if c.plain]
    if not filled:
        return None
    if len(unit.columns) == 1:
        return in_percent(filled[0]) if unit.unsigned == "decimals" else filled[0]
    corrections = "; ".join(dict.fromkeys(filter(None, (c.correction for c in filled)))) or None
    return Cell(
        " ".join(c.plain for c in filled),
        filled[0].index,
        " ".join(c.published for c in filled),
        filled[0].part,
        corrections,
        filled[-1].index,
    )


def _agree(rows: list[Row], ratio: FigureColumns, percent: FigureColumns, reader: CellReader) -> bool:
    """Whether the percentages are those of the "x of y" beside them, in most rows that have both."""
    near = [_is_in_points(x, y, p) for x, y, p in _pairs(rows, ratio, percent, reader)]
    return bool(near) and sum(near) >= _PROVED * len(near)


def _pairs(
    rows: list[Row], ratio: FigureColumns, percent: FigureColumns, reader: CellReader
) -> list[tuple[float, float, float]]:
    """The x, the y and the percentage of each row that has them."""
    pairs = [(read_unit(row, ratio), read_unit(row, percent)) for row in rows]
    both = [(a.plain, b.plain) for a, b in pairs if a and b]
    ratios, percents = reader.read([a for a, _ in both]), reader.read([b for _, b in both])
    return [
        (x, y, p)
        for (_, _, x, y), (_, p, _, _) in zip(ratios, percents, strict=True)
        if x is not None and y and p is not None
    ]


def _is_in_points(x: float, y: float, percent: float) -> bool:
    return abs(100 * x - percent * y) <= _POINT * y


def _is_decimal(x: float, y: float, share: float) -> bool:
    return share <= 1 and abs(x - share * y) <= _HUNDREDTH * y


def group_units(
    rows: list[Row], units: list[FigureColumns], reader: CellReader, *, proved: bool = True
) -> list[list[FigureColumns]]:
    """Units that belong together: an "x of y" and the percentage that follows it, by arithmetic or by place only."""
    groups: list[list[FigureColumns]] = []
    for unit in units:
        last = groups[-1] if groups else []
        if (
            unit.kind in ("percent", "missing")
            and len(last) == 1
            and last[0].kind == "ratio"
            and (unit.kind == "missing" or not proved or _agree(rows, last[0], unit, reader))
        ):
            last.append(unit)
        else:
            groups.append([unit])
    return groups
