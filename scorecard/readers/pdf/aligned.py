"""Tables without rules between their columns: hairlines below their rows at most, columns told by the white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from scorecard.readers.pdf.columns import Column, Segment, columns_of, is_value, placed, segments_of
from scorecard.readers.pdf.marks import Box, Rule, around
from scorecard.readers.pdf.words import Line, Word, lines_of

_NEAR = 2.0
_LEADING = 1.45
"""Lines of one cell are not further apart than this part of their size."""
_APART = 3.5
"""Lines further apart than this part of their size belong to no one table, unless rules hold them together."""
_OVERLAP = 0.6
"""Rules of one table have so much of their length in common."""
_FEWEST_RULES = 3
_FEWEST_LINES = 3
_MOST_BETWEEN = 3
"""So many lines in turn without columns may stand in a table: wrapped labels, the name of a theme."""
_WORDS_OF_PROSE = 7
"""Parts of lines with more words on average are columns of prose, not of a table."""
_TALL = 2.5
"""A band so many times as tall as the others, with no columns in it, stands between two tables."""


@dataclass(frozen=True)
class AlignedTable:
    """A table: for each row the words of each column (blank: none)."""

    box: Box
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Word, ...], ...], ...]


def find_aligned(words: Sequence[Word], across: Sequence[Rule]) -> list[AlignedTable]:
    """The tables of a page that rules or columns of words make, from the top."""
    lines = lines_of(words)
    tables: list[AlignedTable] = []
    taken: set[int] = set()
    for rules in _stacks(across, lines):
        inside = [at for at, line in enumerate(lines) if at not in taken and _between(line, rules)]
        table = _table([lines[at] for at in inside], rules, across)
        if table:
            tables.append(table)
            taken |= set(inside)
    for run in _runs([(at, line) for at, line in enumerate(lines) if at not in taken]):
        table = _table([line for _, line in run], [], across)
        if table:
            tables.append(table)
    return sorted(tables, key=lambda table: table.box.top)


def _between(line: Line, rules: Sequence[Rule]) -> bool:
    x, y = line.box.middle
    start, end = min(r.start for r in rules), max(r.end for r in rules)
    return rules[0].at - _NEAR < y < rules[-1].at + _NEAR and start - _NEAR <= x <= end + _NEAR


def _stacks(across: Sequence[Rule], lines: Sequence[Line]) -> Iterator[list[Rule]]:
    """Rules one below the other with rows between them."""
    stack: list[Rule] = []
    heights: list[float] = []
    for rule in _long(across):
        if stack and not _goes_on(stack[-1], rule, heights, lines):
            if len(stack) >= _FEWEST_RULES:
                yield stack
            stack, heights = [], []
        if stack:
            heights.append(rule.at - stack[-1].at)
        stack.append(rule)
    if len(stack) >= _FEWEST_RULES:
        yield stack


def _long(across: Sequence[Rule]) -> list[Rule]:
    """The rules from the top, those at one height as one: from the first's start to the last's end."""
    levels: list[list[Rule]] = []
    for rule in sorted(across, key=lambda r: (r.at, r.start)):
        if levels and rule.at - levels[-1][0].at <= _NEAR:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return [Rule(level[0].at, min(r.start for r in level), max(r.end for r in level)) for level in levels]


def _goes_on(before: Rule, after: Rule, heights: Sequence[float], lines: Sequence[Line]) -> bool:
    """Whether what stands between two rules is a row of one table, and not the text between two."""
    common = min(before.end, after.end) - max(before.start, after.start)
    if common < _OVERLAP * min(before.length, after.length):
        return False
    inside = [line for line in lines if before.at - _NEAR < line.box.middle[1] < after.at]
    if any(len(segments_of(line)) > 1 for line in inside):
        return True
    height = after.at - before.at
    usual = median(heights) if heights else height
    return height <= _TALL * usual and len(inside) <= _MOST_BETWEEN


def _runs(lines: Sequence[tuple[int, Line]]) -> Iterator[list[tuple[int, Line]]]:
    """Lines in turn with columns; between them a few that have none."""
    run: list[tuple[int, Line]] = []
    waiting: list[tuple[int, Line]] = []
    for entry in lines:
        last = (waiting or run or [entry])[-1][1]
        far = entry[1].box.top - last.box.bottom > _APART * entry[1].size
        if run and (far or len(waiting) > _MOST_BETWEEN):
            yield run
            run, waiting = [], []
        if len(segments_of(entry[1])) > 1:
            run += [*waiting, entry] if run else [entry]
            waiting = []
        elif run:
            waiting.append(entry)
    if run:
        yield run


def _table(lines: Sequence[Line], rules: Sequence[Rule], across: Sequence[Rule]) -> AlignedTable | None:
    """The table that lines make; null if they have no columns, or are columns of prose."""
    parted = [parts for line in lines if len(parts := segments_of(line)) > 1]
    if len(parted) < (2 if rules else _FEWEST_LINES):
        return None
    parts = [part for line in parted for part in line]
    if sum(len(part.words) for part in parts) > _WORDS_OF_PROSE * len(parts):
        return None
    if not rules and sum(any(is_value(part.text) for part in line[1:]) for line in parted) < _FEWEST_LINES - 1:
        return None
    columns = columns_of(lines)
    if len(columns) < 2:
        return None
    rows = [_cells(row, columns, across) for row in _rows(lines, rules, columns)]
    return AlignedTable(around(line.box for line in lines), tuple(columns), tuple(rows))


def _cells(lines: Sequence[Line], columns: Sequence[Column], across: Sequence[Rule]) -> tuple[tuple[Word, ...], ...]:
    """The words of each column of one row, line by line."""
    cells: list[list[Word]] = [[] for _ in columns]
    box = around(line.box for line in lines)
    under = [r for r in across if 0 <= r.at - box.bottom + _NEAR <= 3 * _NEAR + lines[-1].size]
    widest = max((r.length for r in across), default=0.0)
    short = [r for r in under if r.length < 0.7 * widest]
    for line in lines:
        for column, segment in placed(segments_of(line), columns, short).items():
            for at, words in _by_column(segment, columns, column):
                cells[at] += words
    return tuple(tuple(cell) for cell in cells)


def _by_column(segment: Segment, columns: Sequence[Column], first: int) -> Iterator[tuple[int, list[Word]]]:
    """The words of a part of a line: together where it spans columns, each in its own where two stand close."""
    own = [_column_of(word, columns) for word in segment.words]
    if None in own or len(set(own)) == 1 or not _parts_at_edges(segment, own):
        yield first, list(segment.words)
        return
    for at in sorted({column for column in own if column is not None}):
        yield at, [word for word, column in zip(segment.words, own, strict=True) if column == at]


def _column_of(word: Word, columns: Sequence[Column]) -> int | None:
    """The column that holds a word's middle."""
    middle = word.box.middle[0]
    return next((at for at, column in enumerate(columns) if column.x0 <= middle <= column.x1), None)


def _parts_at_edges(segment: Segment, own: Sequence[int | None]) -> bool:
    """Whether a part of a line is several cells that stand close: a whole value in all columns but the first."""
    texts: dict[int | None, list[str]] = {}
    for word, column in zip(segment.words, own, strict=True):
        texts.setdefault(column, []).append(word.text)
    return all(is_value(" ".join(words)) for words in list(texts.values())[1:])


def _rows(lines: Sequence[Line], rules: Sequence[Rule], columns: Sequence[Column]) -> Iterator[list[Line]]:
    """The lines of each row: what stands between two rules, where these part the rows, else by lines of figures."""
    bands = _bands(lines, rules)
    counts = [sum(_is_data(line, columns) for line in band) for band in bands]
    counts = [count for count in counts if count]
    each = bool(rules) and len(counts) > 1 and median(counts) <= 1
    started = False
    for band in bands:
        data = any(_is_data(line, columns) for line in band)
        if each and (started or not _has_periods(band, columns)):
            yield list(band)
        else:
            yield from _by_anchors(band, columns)
        started |= data


def _bands(lines: Sequence[Line], rules: Sequence[Rule]) -> list[list[Line]]:
    edges = [rule.at for rule in rules]
    bands: dict[int, list[Line]] = {}
    for line in lines:
        bands.setdefault(sum(edge < line.box.middle[1] for edge in edges), []).append(line)
    return [bands[at] for at in sorted(bands)]


def _is_data(line: Line, columns: Sequence[Column]) -> bool:
    """Whether at least half of what stands behind a line's label are whole values."""
    behind = [segment for segment in segments_of(line) if segment.box.x0 >= columns[0].x1]
    return bool(behind) and 2 * sum(is_value(segment.text) for segment in behind) >= len(behind)


def _has_periods(band: Sequence[Line], columns: Sequence[Column]) -> bool:
    return len(band) > 1 and any(_is_data(line, columns) and len(segments_of(line)) > 1 for line in band)


def _by_anchors(lines: Sequence[Line], columns: Sequence[Column]) -> Iterator[list[Line]]:
    """Rows of lines that no rule parts: each line of values is a row, other lines belong to the nearest if it is near.

    Lines without a value near them are rows of their own: the header, the name of a theme.
    """
    anchors = [at for at, line in enumerate(lines) if _is_data(line, columns)]
    rows: list[list[int]] = []
    for at, line in enumerate(lines):
        own = _anchor_of(at, lines, anchors)
        joins = bool(rows) and (
            (own is not None and own == _anchor_of(rows[-1][-1], lines, anchors))
            or (own is None and _anchor_of(rows[-1][-1], lines, anchors) is None and _is_close(lines[at - 1], line))
        )
        if joins:
            rows[-1].append(at)
        else:
            rows.append([at])
    yield from ([lines[at] for at in row] for row in rows)


def _anchor_of(at: int, lines: Sequence[Line], anchors: Sequence[int]) -> int | None:
    """The line of values that a line belongs to: itself, or the nearest that lines of one cell lead to."""
    if at in anchors:
        return at
    reach = [a for a in anchors if all(_is_close(lines[b], lines[b + 1]) for b in range(min(a, at), max(a, at)))]
    between = [a for a in reach if not any(min(a, at) < other < max(a, at) for other in anchors)]
    return min(between, key=lambda a: (round(_distance(lines[a], lines[at]), 1), a), default=None)


def _distance(one: Line, other: Line) -> float:
    return abs(one.box.middle[1] - other.box.middle[1])


def _is_close(one: Line, other: Line) -> bool:
    return _distance(one, other) <= _LEADING * max(one.size, other.size)
