"""Headers over columns: numbers cut over cells, names beside their columns, and the columns they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from scorecard.clean.names.indicators import printed_number
from scorecard.clean.raw.grid import Cell, Row
from scorecard.clean.tables.shared.align import align
from scorecard.clean.tables.shared.units import Unit

_FRAGMENT = re.compile(r"\d{0,2}\s?\.?\s?\d{0,2}(?:\.?\s*and\s+\d{1,2}\.\d{1,2})?")
_STRAY_FILL = 0.15
_SHORTEST_NAME = 4


@dataclass
class Anchor:
    """A header over one or more columns: the numbers it may be, in order of likelihood, and its name."""

    first: int
    last: int
    numbers: tuple[str, ...]
    printed: str
    name: str = ""
    units: list[Unit] = field(default_factory=list)


class Over(NamedTuple):
    """What stands over a unit of columns: an anchor, null if none does, and the header text over the unit itself."""

    anchor: Anchor | None
    own: str

    @property
    def numbers(self) -> tuple[str, ...]:
        return self.anchor.numbers if self.anchor else ()

    @property
    def names(self) -> list[str]:
        """The names that the header may give the unit; one blank name where it gives none."""
        names = dict.fromkeys((self.own, self.anchor.name if self.anchor else ""))
        return [name for name in names if name] or [""]


def number_row(rows: list[Row], first: int) -> Row | None:
    """The header row that prints indicator numbers or their fragments, if there is one."""
    for row in rows:
        texts = [cell.plain for cell in row.cells[max(first, 1) :] if cell.plain]
        fragments = [t for t in texts if _FRAGMENT.fullmatch(t) or printed_number(t.split(" (")[0])]
        if fragments and any("." in t for t in fragments) and 2 * len(fragments) >= len(texts):
            return row
    return None


def read_anchors(row: Row, first: int) -> list[Anchor]:
    """The numbers of a header row, fragments put together: ``5.1 | 3`` may be 5.13, ``6. | 7`` is 6.7."""
    tokens = [(c, row.text(c)) for c in range(first, len(row.cells)) if row.text(c)]
    tokens = [(c, t) for c, t in tokens if re.search(r"\d", t)]
    anchors: list[Anchor] = []
    position = 0
    while position < len(tokens):
        column, text = tokens[position]
        after = tokens[position + 1] if position + 1 < len(tokens) else None
        adjacent = after if after and after[0] - column == 1 else None
        third = tokens[position + 2] if adjacent and position + 2 < len(tokens) else None
        if adjacent and third and third[0] - adjacent[0] == 1 and _join(adjacent[1], third[1]) and "." in text:
            adjacent = None
        joined = _join(text, adjacent[1]) if adjacent else None
        if joined and adjacent:
            anchors.append(Anchor(column, adjacent[0], joined, f"{text} {adjacent[1]}"))
            position += 2
            continue
        number = re.search(r"\d{1,2}\.\d{1,2}", text)
        if number:
            anchors.append(Anchor(column, column, (number[0],), text))
        position += 1
    return anchors


def _join(left: str, right: str) -> tuple[str, ...] | None:
    """The numbers that two neighbouring fragments may be, likeliest first; null if they are not fragments."""
    left, right = left.replace(" ", ""), right.replace(" ", "")
    if re.fullmatch(r"\d{1,2}\.", left) and re.fullmatch(r"\.?\d{1,2}", right):
        return (left + right.lstrip("."),)
    if re.fullmatch(r"\d{1,2}", left) and re.fullmatch(r"\.\d{1,2}", right):
        return (left + right,)
    if re.fullmatch(r"\d{1,2}\.\d", left) and re.fullmatch(r"\d", right):
        return (left + right, left)
    if re.fullmatch(r"\d", left) and re.fullmatch(r"\d{1,2}\.\d{1,2}", right) and right.startswith(left):
        return (right,)
    return None


def name_of(rows: list[Row], number: Row | None, first: int, last: int) -> str:
    """The header text over columns ``first`` to ``last``, cell by cell, top to bottom."""
    texts = []
    for row in rows:
        if row is not number:
            texts.append("".join(_glue(row.text(c)) for c in range(first, last + 1)).strip())
    return " ".join(t for t in texts if t)


def _glue(text: str) -> str:
    """A cell's text with a blank after it, unless it seems to be cut inside a word."""
    return text + (" " if text else "")


def assign(
    anchors: list[Anchor],
    groups: list[list[Unit]],
    units: list[Unit],
    header: list[Row],
    numbers: Row | None,
    width: int,
) -> list[Over]:
    """For every unit what stands over it."""
    paired = len(groups) == len(anchors)
    by = _numbers_stand_off(anchors, groups) if paired else _header_moved_by(anchors, groups, header, numbers)
    if by:
        header, numbers = [_moved(row, by) for row in header], _moved(numbers, by) if numbers else None
        anchors = [replace(a, first=a.first + by, last=a.last + by) for a in anchors]
        header = [numbers if numbers and row.line == numbers.line else row for row in header]
    if paired:
        chosen = {id(u): a for group, a in zip(groups, anchors, strict=True) for u in group}
    else:
        anchors = _with_named(anchors, units, header, numbers, width)
        chosen = _by_position(anchors, groups)
    _name_anchors(anchors, header, numbers, width)
    result = []
    for unit in units:
        own = name_of(header, numbers, unit.columns[0], unit.columns[-1])
        anchor = chosen.get(id(unit))
        stray = not own and unit.filled < _STRAY_FILL and anchor and not anchor.first <= unit.columns[0] <= anchor.last
        result.append(Over(None if stray else anchor, own))
    return result


def _numbers_stand_off(anchors: list[Anchor], groups: list[list[Unit]]) -> int:
    """1 or -1 where every number stands as many cells left of its column; 0 where they do not agree."""
    off = {group[0].columns[0] - anchor.first for group, anchor in zip(groups, anchors, strict=True)}
    return next(iter(off)) if off in ({1}, {-1}) else 0


def _header_moved_by(anchors: list[Anchor], groups: list[list[Unit]], header: list[Row], numbers: Row | None) -> int:
    """By how many cells the whole header stands too far left: 1 or -1 where that, and only that, makes
    percentages stand under names of percentages and counts under names of counts. A header that has a name over
    every column, and none that contradicts its figures, stands where it should."""
    width = max((len(row.cells) for row in header), default=0)
    over = [(a.first, name_of(header, numbers, a.first, a.last)) for a in anchors]
    if not anchors:
        over = [(c, name) for c in range(width) if len(name := name_of(header, numbers, c, c)) >= _SHORTEST_NAME]
    named = [(first, _kind_of_name(name)) for first, name in over]
    printed = {unit.columns[0]: group[-1].kind for group in groups for unit in group[:1]}

    def agreement(by: int) -> list[int]:
        pairs = [(printed.get(first + by), kind) for first, kind in named if kind]
        return [1 if got == kind else (-1 if got in ("percent", "number") else 0) for got, kind in pairs]

    def score(by: int) -> int:
        # without numbers the names alone tell where the header stands: a name more over a column counts too
        return sum(agreement(by)) + (0 if anchors else sum(printed.get(first + by) is not None for first, _ in named))

    if min(agreement(0), default=0) >= 0 and all(name_of(header, numbers, c, c) for c in printed):
        return 0
    return max((0, 1, -1), key=lambda by: (score(by), -abs(by)))


def _kind_of_name(name: str) -> str | None:
    if re.match(r"\W*(?:%|percentage\b)", name, re.IGNORECASE):
        return "percent"
    return "number" if re.match(r"\W*(?:no\.?|number|av\.?|average|maximum|rate)\s", name, re.IGNORECASE) else None


def _moved(row: Row, by: int) -> Row:
    cells = (Cell("", 0, ""), *row.cells) if by > 0 else row.cells[1:]
    return Row(row.line, cells)


def _with_named(
    anchors: list[Anchor], units: list[Unit], header: list[Row], numbers: Row | None, width: int
) -> list[Anchor]:
    """The numbered anchors and, for columns no number stands over, anchors of their own names."""
    covered = {c for a in anchors for c in range(a.first, a.last + 1)}
    in_capitals = "".join(t for row in header if row is not numbers for t in row.texts).isupper()
    extra = []
    for unit in units:
        name = name_of(header, numbers, unit.columns[0], unit.columns[-1])
        if name and not covered & set(unit.columns) and len(name) >= 4:
            left = max((a for a in anchors if a.last < unit.columns[0]), key=lambda a: a.last, default=None)
            sub = _only_in_sub_row(header, numbers, unit.columns[0])
            if sub and left:
                extra.append(Anchor(unit.columns[0], unit.columns[-1], left.numbers, left.printed, "sub"))
            elif left and left.last == unit.columns[0] - 1 and (in_capitals or _is_rest(name)):
                # a name cut inside a word: the rest of it stands over the next column of the same measure
                extra.append(Anchor(unit.columns[0], unit.columns[-1], left.numbers, "", "rest"))
            else:
                extra.append(Anchor(unit.columns[0], unit.columns[-1], (), ""))
    return sorted([*anchors, *extra], key=lambda a: a.first)


def _is_rest(name: str) -> bool:
    """Whether a name reads like the rest of one that was cut: it begins small, or is a single word."""
    return name[0].islower() or len(name.split()) == 1


def _only_in_sub_row(header: list[Row], numbers: Row | None, column: int) -> bool:
    """Whether only the last header row, below the names, says something over this column."""
    named = [row for row in header if row is not numbers and sum(bool(t) for t in row.texts) >= 1]
    return len(named) >= 2 and not any(row.text(column) for row in named[:-1])


def _by_position(anchors: list[Anchor], groups: list[list[Unit]]) -> dict[int, Anchor]:
    """Each unit's nearest anchor, in order; the units of a group keep together, and a group may share its left
    neighbour's anchor. What stands left of an anchor that has a column of its own under it is not its."""
    if not anchors:
        return {}
    spread = [a for a in anchors for _ in range(max(1, a.last - a.first + 1) + 1)]
    spans = [(group[0].columns[0], group[-1].columns[-1]) for group in groups]

    def distance(i: int, j: int) -> float:
        (first, last), anchor = spans[i], spread[j]
        gap = max(anchor.first - last, first - anchor.last, 0)
        doubled = j > 0 and spread[j - 1] is anchor
        return gap + (0.6 if doubled and not anchor.first <= first <= anchor.last else 0.0) - 4

    def skip_anchor(j: int) -> float:
        return 0.0 if (j > 0 and spread[j - 1] is spread[j]) else 1.0

    _, pairs = align(len(groups), len(spread), distance, lambda i: 0.0, skip_anchor)
    under = {id(spread[j]) for i, j in pairs if spans[i][0] <= spread[j].last and spread[j].first <= spans[i][1]}
    return {
        id(unit): spread[j]
        for i, j in pairs
        for unit in groups[i]
        if not (spans[i][1] < spread[j].first and id(spread[j]) in under)
    }


def _name_anchors(anchors: list[Anchor], header: list[Row], numbers: Row | None, width: int) -> None:
    for anchor, after in zip(anchors, [*anchors[1:], None], strict=False):
        sub, rest = anchor.name == "sub", anchor.name == "rest"
        end = after.first - 1 if after else width - 1
        anchor.name = name_of(header, numbers, anchor.first, max(anchor.last, end))
        if rest:
            before = [row.text(anchor.first - 1) for row in header if row is not numbers]
            anchor.name = "".join(t for t in before if t) + anchor.name
        if sub:
            left = [a for a in anchors if a.first < anchor.first and a.numbers == anchor.numbers]
            main = [row for row in header if row is not numbers][:-1]
            anchor.name = f"{name_of(main, numbers, left[-1].first, left[-1].last) if left else ''} {anchor.name}"
