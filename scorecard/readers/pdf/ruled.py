"""Tables whose cells have rules on all sides: the grid of the rules, with cells that span others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scorecard.readers.pdf.marks import Box, Marks, Rule, Sign
from scorecard.readers.pdf.spanning import columns_of_print, edges_of_tints, header_of_tints, sides_of_tints
from scorecard.readers.pdf.touching import parted_tables

_NEAR = 2.5
"""Rules nearer than this are one rule."""
_JOINS = 3.5
"""A rule goes on where a gap is smaller, and two cross where one ends so near to the other."""
_FEWEST_COLUMNS = 2


@dataclass(frozen=True)
class Cell:
    """A cell: the box that its rules leave, and the first row and column of the grid (from 0) that it covers."""

    box: Box
    row: int
    column: int


@dataclass(frozen=True)
class Grid:
    """A table of rules: the edges of its columns and rows, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def width(self, cell: Cell) -> int:
        """How many columns a cell covers."""
        return _index(self.xs, cell.box.x1 - _NEAR) - cell.column + 1

    def parted_by_print(self, held: Mapping[tuple[int, int], Sequence[Sign]]) -> Grid:
        """The grid with a cell for each column where the print of a cell that spans several stands in them."""
        cells: list[Cell] = []
        for cell in self.cells:
            own = held.get((cell.row, cell.column), ())
            edges = self.xs[cell.column : cell.column + self.width(cell) + 1]
            if len(edges) < 3 or not columns_of_print(own, edges):
                cells.append(cell)
                continue
            for at, (x0, x1) in enumerate(pairwise(edges)):
                cells.append(Cell(Box(x0, cell.box.top, x1, cell.box.bottom), cell.row, cell.column + at))
        return self if len(cells) == len(self.cells) else replace(self, cells=tuple(cells))

    def signs_of_cells(self, signs: Sequence[Sign]) -> dict[tuple[int, int], list[Sign]]:
        """The signs that stand in each cell, by its row and column; ``signs`` are those that stand in the grid."""
        place = {}
        for cell in self.cells:
            for row in range(cell.row, _index(self.ys, cell.box.bottom - _NEAR) + 1):
                for column in range(cell.column, _index(self.xs, cell.box.x1 - _NEAR) + 1):
                    place[row, column] = (cell.row, cell.column)
        held: dict[tuple[int, int], list[Sign]] = {}
        last_row, last_column = len(self.ys) - 2, len(self.xs) - 2
        for sign in signs:
            x0, top, x1, bottom = sign.box
            row, column = bisect_right(self.ys, (top + bottom) / 2) - 1, bisect_right(self.xs, (x0 + x1) / 2) - 1
            if at := place.get((min(max(row, 0), last_row), min(max(column, 0), last_column))):
                held.setdefault(at, []).append(sign)
        return held


def parted_by_grids(signs: Sequence[Sign], boxes: Sequence[Box]) -> tuple[list[list[Sign]], list[Sign]]:
    """The signs that stand in each box, and those that stand in none."""
    inside: list[list[Sign]] = [[] for _ in boxes]
    outside: list[Sign] = []
    for sign in signs:
        (x0, top, x1, bottom), free = sign.box, True
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        for box, held in zip(boxes, inside, strict=True):
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                held.append(sign)
                free = False
        if free:
            outside.append(sign)
    return inside, outside


def _index(edges: Sequence[float], at: float) -> int:
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)


def find_grids(marks: Marks) -> list[Grid]:
    """The tables that rules draw on a page, from the top; a box with a single cell, or a single column, is none."""
    across, down = joined_rules(marks.across), joined_rules(marks.down)
    parts = (part for together in _crossing(across, down) for part in parted_tables(*together))
    grids = [grid for a, d in parts if (grid := _with_tints(a, d, marks))]
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _with_tints(across: Sequence[Rule], down: Sequence[Rule], marks: Marks) -> Grid | None:
    """The grid of rules, and of the tints of cells that stand side by side in one that spans columns, or in a frame."""
    if not across or not down:
        return None
    grid, xs, ys = _grid(across, down), *_edges_of(across, down)
    spans = [cell.box for cell in grid.cells if grid.width(cell) > 1] if grid else _frames(xs, ys)
    level, upright = sides_of_tints(spans, xs, marks.fills) if spans else ([], [])
    level += edges_of_tints([cell.box for cell in grid.cells], ys, marks.fills) if grid else []
    if grid:
        above, beside = header_of_tints(grid.box, xs, marks.fills)
        level, upright = [*level, *above], [*upright, *beside]
    if not level:
        return grid
    return _grid(joined_rules([*across, *level]), joined_rules([*down, *upright])) or grid


def _frames(xs: Sequence[float], ys: Sequence[float]) -> list[Box]:
    """The boxes between two rules down, which hold a table though no rule parts its columns."""
    return [Box(xs[0], y, xs[1], below) for y, below in pairwise(ys)] if len(xs) == _FEWEST_COLUMNS else []


def joined_rules(rules: Sequence[Rule]) -> list[Rule]:
    """Rules on one line that touch each other, joined."""
    joined: list[Rule] = []
    for level in _levels(rules):
        run: list[Rule] = []
        for rule in level:
            if run and rule.start - max(r.end for r in run) > _JOINS:
                joined.append(_one(run))
                run = []
            run.append(rule)
        joined.append(_one(run))
    return joined


def _one(run: Sequence[Rule]) -> Rule:
    """The rule that rules make which touch: in the middle of their heights, for those of two tables may be near."""
    return Rule(sum(rule.at for rule in run) / len(run), run[0].start, max(rule.end for rule in run))


def _levels(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules at one height (or one distance from the left), each level in order of where they start."""
    level: list[Rule] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if level and rule.at - level[0].at > _NEAR:
            yield sorted(level, key=lambda r: r.start)
            level = []
        level.append(rule)
    if level:
        yield sorted(level, key=lambda r: r.start)


def _cross(across: Rule, down: Rule) -> bool:
    beside = across.start - _JOINS <= down.at <= across.end + _JOINS
    return beside and down.start - _JOINS <= across.at <= down.end + _JOINS


def _crossing(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together, as those across and those down."""
    waiting_across, waiting_down = set(range(len(across))), set(range(len(down)))
    while waiting_down:
        mine_across: set[int] = set()
        mine_down = {waiting_down.pop()}
        edge = set(mine_down)
        while edge:
            new_across = {a for a in waiting_across if any(_cross(across[a], down[d]) for d in edge)}
            waiting_across -= new_across
            mine_across |= new_across
            edge = {d for d in waiting_down if any(_cross(across[a], down[d]) for a in new_across)}
            waiting_down -= edge
            mine_down |= edge
        yield [across[a] for a in sorted(mine_across)], [down[d] for d in sorted(mine_down)]


def _edges(at: Sequence[float], ends: Sequence[float]) -> list[float]:
    """Where columns or rows begin and end: at each rule, and where the rules that cross them end."""
    edges: list[float] = []
    for place in sorted([*at, min(ends), max(ends)]):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges


def _edges_of(across: Sequence[Rule], down: Sequence[Rule]) -> tuple[list[float], list[float]]:
    """The edges of columns and those of rows."""
    return (
        _edges([r.at for r in down], [end for r in across for end in (r.start, r.end)]),
        _edges([r.at for r in across], [end for r in down for end in (r.start, r.end)]),
    )


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    xs, ys = _edges_of(across, down)
    if len(xs) <= _FEWEST_COLUMNS or len(ys) < 2:
        return None
    cells = tuple(_cells(xs, ys, across, down))
    return Grid(tuple(xs), tuple(ys), cells) if len({cell.column for cell in cells}) >= _FEWEST_COLUMNS else None


def _parted(rules: Sequence[Rule], edges: Sequence[float], others: Sequence[float]) -> list[list[bool]]:
    """For each edge, in which steps of the other axis a rule stands there."""
    parted = [[False] * (len(others) - 1) for _ in edges]
    for rule in rules:
        edge = min(range(len(edges)), key=lambda at: abs(edges[at] - rule.at))
        if abs(edges[edge] - rule.at) > 2 * _NEAR:
            continue
        for step in range(len(others) - 1):
            middle = (others[step] + others[step + 1]) / 2
            if rule.start <= middle <= rule.end:
                parted[edge][step] = True
    return parted


def _cells(xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[Cell]:
    """The cells of a grid: its smallest boxes, joined where no rule stands between them."""
    beside, below = _parted(down, xs, ys), _parted(across, ys, xs)
    rows, columns = len(ys) - 1, len(xs) - 1
    taken = [[False] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            right = column + 1
            while right < columns and not beside[right][row] and not taken[row][right]:
                right += 1
            bottom = row + 1
            while bottom < rows and not any(below[bottom][column:right]) and _open(beside, column, right, bottom):
                bottom += 1
            for r in range(row, bottom):
                taken[r][column:right] = [True] * (right - column)
            yield Cell(Box(xs[column], ys[row], xs[right], ys[bottom]), row, column)


def _open(beside: Sequence[Sequence[bool]], column: int, right: int, row: int) -> bool:
    """Whether no rule parts the columns of a cell in the row below it."""
    return not any(beside[at][row] for at in range(column + 1, right))
