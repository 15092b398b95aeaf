"""Tables without rules between their columns: hairlines below their rows at most, columns told by the white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from scorecard.readers.pdf.agreeing import agrees, is_borne_out
from scorecard.readers.pdf.columns import (
    Column,
    Segment,
    columns_of,
    data_cells,
    head_cells,
    is_period,
    is_value,
    segments_of,
)
from scorecard.readers.pdf.edges import cut_at_edges
from scorecard.readers.pdf.marks import Box, Rule, around
from scorecard.readers.pdf.parting import parted
from scorecard.readers.pdf.prose import is_page_number
from scorecard.readers.pdf.rows import are_ruled, bands_of, holds_figures, is_data, rows_of
from scorecard.readers.pdf.white import rows_by_white, stretches
from scorecard.readers.pdf.words import Line, Word, lines_of

_NEAR = 2.0
_DOUBLE = 4.0
"""Rules so near in points are one: no row of print stands between them."""
_SHORT = 0.7
"""A rule shorter than this part of the longest one may stand below a header of some columns only."""
_APART = 3.5
"""Lines further apart than this part of their size belong to no one table, unless rules hold them together."""
_WIDE_GAP = 0.9
"""Words of running text are not further apart than this part of their size, though it is set to fill its lines."""
_OVERLAP = 0.6
"""Rules of one table have so much of their length in common."""
_FEWEST_RULES = 2
_FEWEST_LINES = 3
_FEWEST_OF_ONE_ROW = 3
"""A single row between two rules, as the end of a page leaves one, is told by so many cells, or by a figure."""
_FEWEST_BELOW = 2
"""A single row of figures below a header stands on the first rule of a table of its own."""
_ROOM_BELOW, _LEADING = 1.0, 0.6
"""Print stands so near to the rule below it, and to the next line of its cell, in parts of its size."""
_SAME_ROOM = 1.0
"""Points by which the room below rows may differ."""
_OF_ONE_CELL = 0.5
"""White between the lines of one cell is narrower than this part of their size."""
_MOST_BETWEEN = 3
"""So many lines in turn without columns may stand in a table: wrapped labels, the name of a theme."""
_WORDS_OF_PROSE = 7
"""Parts of lines with more words on average are columns of prose, not of a table."""
_TALL = 2.5
"""A band so many times as tall as the others, with no columns in it, stands between two tables."""


@dataclass(frozen=True)
class AlignedTable:
    """A table: for each row the words of each column (blank: none).

    It is ``sure`` where drawn rules part its rows, or its own arithmetic proves them. Else what belongs together is a
    guess, be it by lines or by tints: a row that is lost, or two that are taken for one, would put figures under other
    measures and periods.
    """

    box: Box
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Word, ...], ...], ...]
    words: tuple[Word, ...]
    sure: bool = True


def find_aligned(words: Sequence[Word], across: Sequence[Rule], drawn: Sequence[Rule]) -> list[AlignedTable]:
    """The tables of a page that rules or columns of words make, from the top.

    ``across``: what parts rows, drawn rules and edges of tints; ``drawn``: the rules alone.
    """
    edges = [rule.at for rule in drawn]
    lines = _without_page_numbers(lines_of(words))
    tables: list[AlignedTable] = []
    taken: set[int] = set()
    for rules in _stacks(drawn, lines):
        top = _on_top(rules, lines)
        inside = [at for at, line in enumerate(lines) if at not in taken and (_between(line, rules) or at in top)]
        inside += _below_header(inside, lines, rules, edges)
        bands, told = _bands([lines[at] for at in inside], rules, across)
        for part in parted(bands, [rule.at for rule in rules], by_white=told):
            table = _table(part, rules, across, edges, told=told)
            if table:
                tables.append(table)
                taken |= {at for at in inside if any(lines[at] is line for band in part for line in band)}
    tints = [rule.at for rule in across]
    for run in _runs([(at, line) for at, line in enumerate(lines) if at not in taken]):
        for rows, told in stretches([line for _, line in run], tints):
            for part in parted(rows, [], by_white=told):
                table = _table(_without_captions(part), [], across, edges, told=told)
                if table:
                    tables.append(table)
    return sorted(tables, key=lambda table: table.box.top)


def _bands(lines: Sequence[Line], rules: Sequence[Rule], across: Sequence[Rule]) -> tuple[list[list[Line]], bool]:
    """The lines between each two rules, or where these do not part rows, those between white; and which it is."""
    edges = [rule.at for rule in rules]
    bands = bands_of(lines, edges)
    if not lines or are_ruled(lines, edges):
        return bands, False
    white = rows_by_white(lines, [*edges, *(rule.at for rule in across)])
    return (white, True) if white else (bands, False)


def _without_page_numbers(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines without the number of the page at its foot; figures of tables do not stand alone."""
    return lines[:-1] if lines and is_page_number(lines[-1].text) else lines


def _without_captions(rows: Sequence[Sequence[Line]]) -> Sequence[Sequence[Line]]:
    """Rows without those above and below that have no columns: where no rule frames them they are text."""
    columned = [at for at, row in enumerate(rows) if any(len(segments_of(line)) > 1 for line in row)]
    return rows[columned[0] : columned[-1] + 1] if columned else ()


def _between(line: Line, rules: Sequence[Rule]) -> bool:
    x, y = line.box.middle
    start, end = min(r.start for r in rules), max(r.end for r in rules)
    return rules[0].at - _NEAR < y < rules[-1].at + _NEAR and start - _NEAR <= x <= end + _NEAR


def _stacks(across: Sequence[Rule], lines: Sequence[Line]) -> Iterator[list[Rule]]:
    """Rules one below the other with rows between them."""
    stack: list[Rule] = []
    heights: list[float] = []
    every = _long(across)
    for at, rule in enumerate(every):
        following = every[at + 1] if at + 1 < len(every) else None
        if stack and (_begins_anew(stack[-1], rule, following) or not _goes_on(stack[-1], rule, heights, lines)):
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
        if levels and rule.at - levels[-1][0].at <= _DOUBLE:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return [Rule(level[0].at, min(r.start for r in level), max(r.end for r in level)) for level in levels]


def _differ(one: Rule, other: Rule) -> bool:
    """Whether rules do not begin and end alike."""
    return max(abs(one.start - other.start), abs(one.end - other.end)) > _NEAR


def _begins_anew(before: Rule, after: Rule, following: Rule | None) -> bool:
    """Whether a rule is the first of another table: as wide as the one below it, and not as the one above it."""
    return _differ(before, after) and (following is None or not _differ(after, following))


def _on_top(rules: Sequence[Rule], lines: Sequence[Line]) -> set[int]:
    """Which lines make a row that stands on the first rule, as rows stand on the others: the table has no rule above.

    They have columns, and end as far above their rule as the rows below do.
    """
    first = rules[0]
    near = sorted(
        (at for at, line in enumerate(lines) if line.box.middle[1] < first.at and _is_within(line, first)),
        key=lambda at: -lines[at].box.bottom,
    )
    row: list[int] = []
    for at in near:
        above = first.at - lines[at].box.bottom if not row else lines[row[-1]].box.top - lines[at].box.bottom
        if above > (_ROOM_BELOW if not row else _LEADING) * lines[at].size:
            break
        row.append(at)
    if not any(len(segments_of(lines[at])) > 1 for at in row):
        return set()
    rooms = [rule.at - lowest for rule in rules[1:] if (lowest := _lowest_above(rule, rules, lines)) is not None]
    room = first.at - lines[row[0]].box.bottom
    return set(row) if rooms and abs(min(rooms, key=lambda one: abs(one - room)) - room) <= _SAME_ROOM else set()


def _below_header(
    inside: Sequence[int], lines: Sequence[Line], rules: Sequence[Rule], drawn: Sequence[float]
) -> list[int]:
    """Which lines go on below the last of rules between which no more than a header stands: its rows have no rules."""
    within = [lines[at] for at in inside]
    if not within or any(map(holds_figures, bands_of(within, [rule.at for rule in rules]))):
        return []
    last = rules[-1]
    stop = min((at for at in drawn if at > last.at + _DOUBLE), default=inf)
    body: list[int] = []
    lowest = last.at
    for at, line in enumerate(lines):
        if not last.at < line.box.middle[1] < stop or not _is_within(line, last):
            continue
        if line.box.top - lowest > _APART * line.size:
            break
        lowest = max(lowest, line.box.bottom)
        body.append(at)
    return body if sum(is_data(lines[at]) for at in body) >= _FEWEST_BELOW else []


def _lowest_above(rule: Rule, rules: Sequence[Rule], lines: Sequence[Line]) -> float | None:
    """Where the print of the row above a rule ends; null for a blank row."""
    top = max(other.at for other in rules if other.at < rule.at)
    ends = [line.box.bottom for line in lines if top < line.box.middle[1] < rule.at and _is_within(line, rule)]
    return max(ends, default=None)


def _is_within(line: Line, rule: Rule) -> bool:
    return rule.start - _NEAR <= line.box.x0 and line.box.x1 <= rule.end + _NEAR


def _goes_on(before: Rule, after: Rule, heights: Sequence[float], lines: Sequence[Line]) -> bool:
    """Whether what stands between two rules is a row of one table, and not the text between two."""
    common = min(before.end, after.end) - max(before.start, after.start)
    if common < _OVERLAP * min(before.length, after.length):
        return False
    inside = [line for line in lines if before.at - _NEAR < line.box.middle[1] < after.at]
    if _holds_text_above_a_row(inside):
        return False
    if any(len(_parts(line)) > 1 for line in inside):
        return True
    height = after.at - before.at
    usual = median(heights) if heights else height
    return height <= _TALL * usual and len(inside) <= _MOST_BETWEEN


def _holds_text_above_a_row(lines: Sequence[Line]) -> bool:
    """Whether lines between two rules are running text and then, apart from it, the first row of another table."""
    gaps = [at for at, (one, other) in enumerate(pairwise(lines), 1) if other.box.top - one.box.bottom > other.size / 2]
    if not gaps:
        return False
    return all(len(segments_of(line)) == 1 for line in lines[: gaps[0]]) and len(segments_of(lines[-1])) > 1


def _runs(lines: Sequence[tuple[int, Line]]) -> Iterator[list[tuple[int, Line]]]:
    """Lines in turn with columns, and those that stand close to them; between them a few that have none."""
    run: list[tuple[int, Line]] = []
    waiting: list[list[tuple[int, Line]]] = []
    for cluster in _clusters(lines):
        above = (waiting[-1] if waiting else run or cluster)[-1][1]
        far = cluster[0][1].box.top - above.box.bottom > _APART * cluster[0][1].size
        if run and (far or _are_many(waiting)):
            yield run
            run, waiting = [], []
        if any(len(segments_of(line, _WIDE_GAP)) > 1 for _, line in cluster):
            run += [*(entry for one in waiting for entry in one), *cluster] if run else cluster
            waiting = []
        elif run:
            waiting.append(cluster)
    if run:
        yield run


def _are_many(clusters: Sequence[Sequence[tuple[int, Line]]]) -> bool:
    """Whether lines without columns are more than a table has; labels of periods that are still to come are few."""
    return sum(not is_period(line.text) for cluster in clusters for _, line in cluster) > _MOST_BETWEEN


def _clusters(lines: Sequence[tuple[int, Line]]) -> Iterator[list[tuple[int, Line]]]:
    """Lines that stand as close as those of one cell."""
    cluster: list[tuple[int, Line]] = []
    lowest = 0.0
    for entry in lines:
        box = entry[1].box
        if cluster and box.top - lowest > _OF_ONE_CELL * entry[1].size:
            yield cluster
            cluster = []
        lowest = max(lowest, box.bottom) if cluster else box.bottom
        cluster.append(entry)
    if cluster:
        yield cluster


def _table(
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
    parts_of_line = segments_of if alone else _parts if rules else _far_parts
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
    columns = columns_of(rows[first:], rows[:first])
    if len(columns) < 2:
        return None
    under = _short(across, around(line.box for line in lines))
    cells = [head_cells(row, columns, _below(row, under)) for row in rows[:first]]
    cells += [data_cells(row, columns) for row in rows[first:]]
    edges = [rule.at for rule in rules if any(abs(rule.at - at) <= _NEAR for at in drawn)]
    ruled = are_ruled(lines, edges) or (alone and bool(edges) and len(bands_of(lines, edges)) == 1)
    texts = [[" ".join(word.text for word in cell) for cell in row] for row in cells]
    framed = bool(rules) or _are_framed(rows, first, [rule.at for rule in across])
    plain = told and is_borne_out(texts, first, framed=framed)
    return AlignedTable(
        around(line.box for line in lines),
        tuple(columns),
        tuple(tuple(map(tuple, row)) for row in cells),
        tuple(word for line in lines for word in line.words),
        sure=ruled or plain or agrees(texts, [len(row) for row in rows]),
    )


def _are_framed(rows: Sequence[Sequence[Line]], first: int, edges: Sequence[float]) -> bool:
    """Whether a rule or tint parts the header from the rows of figures, which begin with ``first``."""
    if not 0 < first < len(rows):
        return False
    above, below = rows[first - 1][-1].box.middle[1], rows[first][0].box.middle[1]
    return any(above < edge < below for edge in edges)


def _far_parts(line: Line) -> list[Segment]:
    """The parts of a line that stand as far from each other as words of running text never do."""
    return segments_of(line, _WIDE_GAP)


def _parts(line: Line) -> list[Segment]:
    """The parts of a line between rules: figures of narrow columns stand closer than those of lines without rules."""
    near = segments_of(line)
    return near if any(is_value(part.text) for part in near) else _far_parts(line)


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
    return [rule for rule in rules if -_NEAR <= rule.at - bottom <= size]
