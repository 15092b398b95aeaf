"""A table that lines make: its columns, its rows, and whether they are sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.readers.pdf.agreeing import agrees, is_borne_out
from scorecard.readers.pdf.cells import data_cells, head_cells
from scorecard.readers.pdf.columns import Column, columns_of
from scorecard.readers.pdf.edges import cut_at_edges
from scorecard.readers.pdf.headed import with_headed
from scorecard.readers.pdf.marks import Box, Rule, around
from scorecard.readers.pdf.rows import are_ruled, bands_of, holds_figures, rows_of
from scorecard.readers.pdf.segments import far_parts, parts_between_rules, segments_of
from scorecard.readers.pdf.stacks import NEAR
from scorecard.readers.pdf.values import is_value
from scorecard.readers.pdf.words import Line, Word

_SHORT = 0.7
"""A rule shorter than this part of the longest one may stand below a header of some columns only."""
_FEWEST_LINES = 3
_FEWEST_OF_ONE_ROW = 3
"""A single row between two rules, as the end of a page leaves one, is told by so many cells, or by a figure."""
_WORDS_OF_PROSE = 7
"""Parts of lines with more words on average are columns of prose, not of a table."""


@dataclass(frozen=True)
class AlignedTable:
    """A table: for each row the words of each column (blank: none). ``ruled``: drawn rules part its rows.

    It is ``sure`` where drawn rules part its rows, or its own arithmetic proves them. Else what belongs together is a
    guess, be it by lines or by tints: a row that is lost, or two that are taken for one, would put figures under other
    measures and periods.
    """

    box: Box
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Word, ...], ...], ...]
    words: tuple[Word, ...]
    sure: bool = True
    ruled: bool = False


def table_of(
    bands: Sequence[Sequence[Line]],
    rules: Sequence[Rule],
    across: Sequence[Rule],
    drawn: Sequence[float],
    *,
    told: bool,
) -> AlignedTable | None:
    """The table that lines make; null if they have no columns, or are columns of prose.

    ``told``: the white tells that each band is a row.
    """
    lines = [line for band in bands for line in band]
    alone = bool(rules) and _is_a_row(lines)
    parts_of_line = segments_of if alone else parts_between_rules if rules else far_parts
    in_parts = [parts for line in lines if len(parts := parts_of_line(line)) > 1]
    if len(in_parts) < (1 if alone else 2 if rules else _FEWEST_LINES):
        return None
    parts = [part for line in in_parts for part in line]
    if not rules and sum(len(part.words) for part in parts) > _WORDS_OF_PROSE * len(parts):
        return None
    if not rules and sum(any(is_value(part.text) for part in line[1:]) for line in in_parts) < _FEWEST_LINES - 1:
        return None
    every = [rule.at for rule in rules]
    rows = list(bands) if told else list(rows_of(lines, every))
    first = next((at for at, row in enumerate(rows) if holds_figures(row)), 0)
    rows = cut_at_edges(rows[:first], rows[first:])
    columns = with_headed(columns_of(rows[first:]), rows[:first], rows[first:])
    if len(columns) < 2:
        return None
    under = _short(across, around(line.box for line in lines))
    cells = [head_cells(row, columns, _below(row, under)) for row in rows[:first]]
    cells += [data_cells(row, columns) for row in rows[first:]]
    edges = [rule.at for rule in rules if any(abs(rule.at - at) <= NEAR for at in drawn)]
    ruled = are_ruled(lines, edges) or (alone and bool(edges) and len(bands_of(lines, edges)) == 1)
    texts = [[" ".join(word.text for word in cell) for cell in row] for row in cells]
    framed = bool(rules) or _are_framed(rows, first, [rule.at for rule in across])
    plain = told and is_borne_out(texts, first, framed=framed)
    return AlignedTable(
        around(line.box for line in lines),
        tuple(columns),
        tuple(tuple(map(tuple, row)) for row in cells),
        tuple(word for line in lines for word in line.words),
        ruled=ruled,
        sure=ruled or plain or agrees(texts, [len(row) for row in rows]),
    )


def _are_framed(rows: Sequence[Sequence[Line]], first: int, edges: Sequence[float]) -> bool:
    """Whether a rule or tint parts the header from the rows of figures, which begin with ``first``."""
    if not 0 < first < len(rows):
        return False
    above, below = rows[first - 1][-1].box.middle[1], rows[first][0].box.middle[1]
    return any(above < edge < below for edge in edges)


def _is_a_row(lines: Sequence[Line]) -> bool:
    """Whether lines between two rules are a row of a table by themselves, and not a framed paragraph."""
    parts = max((segments_of(line) for line in lines), key=len)
    return len(parts) >= _FEWEST_OF_ONE_ROW or any(is_value(part.text) for part in parts[1:])


def _short(across: Sequence[Rule], table: Box) -> list[Rule]:
    """The rules that are shorter than a table is wide."""
    return [rule for rule in across if rule.length < _SHORT * table.width]


def _below(row: Sequence[Line], rules: Sequence[Rule]) -> list[Rule]:
    """The rules directly below a row."""
    bottom, size = max(line.box.bottom for line in row), row[-1].size
    return [rule for rule in rules if -NEAR <= rule.at - bottom <= size]
