"""Tables whose columns are parted by rules that run down, and whose rows are parted by white."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scorecard.readers.pdf.agreeing import is_borne_out
from scorecard.readers.pdf.columns import Column
from scorecard.readers.pdf.marks import Rule, around
from scorecard.readers.pdf.rows import holds_figures
from scorecard.readers.pdf.ruled import joined_rules
from scorecard.readers.pdf.table import AlignedTable
from scorecard.readers.pdf.white import rows_by_white
from scorecard.readers.pdf.words import Line, Word

_SAME_END = 3.0
"""By so many points may the lower ends of rules of one table differ; above, a header may span its columns."""
_LONG = 0.5
"""A rule of a table is so long at least, in parts of the longest."""
_FEWEST_RULES = 2
_OF_ONE_CELL = 0.5
"""White between the lines of one cell is narrower than this part of their size."""
_AT_END = 1.0
_BESIDE = 1.0
"""So far from a rule, in points, print stands at least."""


@dataclass(frozen=True)
class Stand:
    """The rules down of one table, from the left."""

    rules: tuple[Rule, ...]

    @property
    def top(self) -> float:
        return min(rule.start for rule in self.rules)

    @property
    def bottom(self) -> float:
        return max(rule.end for rule in self.rules)

    def holds(self, line: Line) -> bool:
        """Whether a line stands between the heights of the rules."""
        return self.top < line.box.middle[1] < self.bottom

    def between(self, lines: Sequence[Line]) -> Stand | None:
        """The rules with print on both sides, without those of a frame; null if they are too few to part columns."""
        left = min((line.box.x0 for line in lines), default=0.0)
        right = max((line.box.x1 for line in lines), default=0.0)
        inner = tuple(rule for rule in self.rules if left < rule.at < right)
        return Stand(inner) if len(inner) >= _FEWEST_RULES else None

    def column(self, word: Word) -> int:
        """The column of a word: the first of those that no rule parts at its height."""
        x, y = word.box.middle
        there = [at for at, rule in enumerate(self.rules) if rule.start - _AT_END <= y <= rule.end + _AT_END]
        left = bisect_left([self.rules[at].at for at in there], x)
        return there[left - 1] + 1 if left else 0


def stands_of(down: Sequence[Rule]) -> Iterator[Stand]:
    """Rules beside each other that end at one height."""
    group: list[Rule] = []
    for rule in sorted(joined_rules(down), key=lambda r: r.end):
        if group and rule.end - group[0].end > _SAME_END:
            yield from _stand(group)
            group = []
        group.append(rule)
    yield from _stand(group)


def _stand(group: Sequence[Rule]) -> Iterator[Stand]:
    longest = max((rule.length for rule in group), default=0.0)
    rules = sorted((rule for rule in group if rule.length >= _LONG * longest), key=lambda r: r.at)
    if len(rules) >= _FEWEST_RULES:
        yield Stand(tuple(rules))


def upright_table(stand: Stand, lines: Sequence[Line], across: Sequence[Rule]) -> AlignedTable | None:
    """The table of lines that stand between rules down; null if these part no columns of them.

    It is sure where the white tells its rows, and not too much speaks against it; and where it is a header alone, or a
    single line, as the end of a page leaves them.
    """
    inner = stand.between(lines)
    if inner is None:
        return None
    stand = inner
    cut = [_cut(line, stand) for line in lines]
    by_white = rows_by_white(cut, [rule.at for rule in across])
    rows = by_white or list(_close(cut))
    first = next((at for at, row in enumerate(rows) if holds_figures(row)), len(rows))
    told = by_white is not None or first == len(rows) or len(cut) == 1
    cells = [_cells(row, stand) for row in rows]
    texts = [[" ".join(word.text for word in cell) for cell in row] for row in cells]
    box = around(line.box for line in lines)
    edges = [box.x0, *(rule.at for rule in stand.rules), box.x1]
    return AlignedTable(
        box,
        tuple(Column(x0 + _BESIDE, max(x0 + _BESIDE, x1 - _BESIDE)) for x0, x1 in pairwise(edges)),
        tuple(tuple(map(tuple, row)) for row in cells),
        tuple(word for line in lines for word in line.words),
        sure=told and is_borne_out(texts, first, framed=True),
    )


def _close(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stand as close as those of one cell."""
    row: list[Line] = []
    for line in lines:
        if row and line.box.top - max(one.box.bottom for one in row) > _OF_ONE_CELL * line.size:
            yield row
            row = []
        row.append(line)
    yield row


def _cut(line: Line, stand: Stand) -> Line:
    """A line cut where a rule stands between two of its words."""
    columns = [stand.column(word) for word in line.words]
    cuts = {at for at, (one, other) in enumerate(pairwise(columns), 1) if one != other}
    return replace(line, cuts=line.cuts | cuts) if cuts else line


def _cells(row: Sequence[Line], stand: Stand) -> list[list[Word]]:
    cells: list[list[Word]] = [[] for _ in range(len(stand.rules) + 1)]
    for line in row:
        for word in line.words:
            cells[stand.column(word)].append(word)
    return cells
