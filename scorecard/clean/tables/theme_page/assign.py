"""Which header stands over which columns of a theme page: by place, or where all headers slipped, by their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from scorecard.clean.names.wording import kind_of_name
from scorecard.clean.tables.shared.align import align
from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.theme_page.headers import Anchor, Header, name_over

_STRAY_FILL = 0.15
"""A column that fewer rows fill, beside its header and with no text over it, is debris of a picture."""
_SHORTEST_NAME = 4
_WORTH = 4.0
"""To stand under a header is worth as much as so many columns between them: further off it is not its."""
_DOUBLED = 0.6
"""What it costs that a group shares a header with the group before, unless it stands under it."""
Groups = Sequence[Sequence[FigureColumns]]
"""Units that belong together: an "x of y" and the percentage that follows it, or one alone."""


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


def assign(header: Header, anchors: Sequence[Anchor], groups: Groups, width: int) -> list[Over]:
    """For every unit of the groups what stands over it."""
    given = [] if anchors else _in_order(header, groups)
    anchors = anchors or given
    paired = len(groups) == len(anchors)
    if by := _numbers_stand_off(anchors, groups) if paired else _moved_by(header, anchors, groups):
        header = header.moved(by)
        anchors = [replace(a, first=a.first + by, last=a.last + by) for a in anchors]
    if paired:
        chosen: Sequence[Anchor | None] = _named(anchors, header, width)
    else:
        chosen = _by_position(_named(_with_own_names(anchors, groups, header), header, width), groups)
    pairs = zip(groups, chosen, strict=True)
    return [_over(unit, anchor, header, slipped=bool(given)) for group, anchor in pairs for unit in group]


def _in_order(header: Header, groups: Groups) -> list[Anchor]:
    """Of a header without numbers an anchor for each of its names, where there are as many as groups and place alone
    cannot be right: a name stands over no figures, and figures under no name. None otherwise."""
    named = [c for c in range(1, header.width) if len(header.name(c, c)) >= _SHORTEST_NAME]
    columns = [range(group[0].columns[0], group[-1].columns[-1] + 1) for group in groups]
    idle = any(not any(c in under for under in columns) for c in named)
    nameless = any(not any(c in under for c in named) for under in columns)
    if len(named) != len(groups) or not (idle and nameless):
        return []
    return [Anchor(c, c, (), "", "own") for c in named]


def _over(unit: FigureColumns, anchor: Anchor | None, header: Header, *, slipped: bool) -> Over:
    """What stands over a unit; of a header that ``slipped`` the anchor alone, as the name over it is another's."""
    under = anchor is not None and anchor.first <= unit.columns[0] <= anchor.last
    own = "" if slipped else header.name(unit.columns[0], unit.columns[-1])
    is_stray = not own and unit.filled < _STRAY_FILL and not under
    return Over(None if is_stray else anchor, own)


def _numbers_stand_off(anchors: Sequence[Anchor], groups: Groups) -> int:
    """1 or -1 where every number stands as many cells left of its column; 0 where they do not agree."""
    off = {group[0].columns[0] - anchor.first for group, anchor in zip(groups, anchors, strict=True)}
    return next(iter(off)) if off in ({1}, {-1}) else 0


def _moved_by(header: Header, anchors: Sequence[Anchor], groups: Groups) -> int:
    """By how many cells the whole header stands too far left: 1 or -1 where that, and only that, makes
    percentages stand under names of percentages and counts under names of counts. A header that has a name over
    every column, and none that contradicts its figures, stands where it should."""
    over = [(a.first, header.name(a.first, a.last)) for a in anchors]
    if not anchors:
        over = [(c, name) for c in range(header.width) if len(name := header.name(c, c)) >= _SHORTEST_NAME]
    kinds = [(first, kind_of_name(name)) for first, name in over]
    printed = {group[0].columns[0]: group[-1].kind for group in groups}

    def agreement(by: int) -> list[int]:
        pairs = [(printed.get(first + by), kind) for first, kind in kinds if kind]
        return [1 if got == kind else (-1 if got in ("percent", "number") else 0) for got, kind in pairs]

    def score(by: int) -> int:
        # without numbers the names alone tell where the header stands: a name more over a column counts too
        named = 0 if anchors else sum(printed.get(first + by) is not None for first, _ in kinds)
        return sum(agreement(by)) + named

    if min(agreement(0), default=0) >= 0 and all(header.name(c, c) for c in printed):
        return 0
    return max((0, 1, -1), key=lambda by: (score(by), -abs(by)))


def _with_own_names(anchors: Sequence[Anchor], groups: Groups, header: Header) -> list[Anchor]:
    """The numbered anchors and, for columns no number stands over, anchors of their own names."""
    covered = {c for a in anchors for c in range(a.first, a.last + 1)}
    units = [unit for group in groups for unit in group if not covered & set(unit.columns)]
    return sorted([*anchors, *_own_names(anchors, units, header)], key=lambda a: a.first)


def _own_names(anchors: Sequence[Anchor], units: Sequence[FigureColumns], header: Header) -> Iterator[Anchor]:
    """An anchor for each unit over which a name stands; it may go on with that of the number on its left."""
    in_capitals = "".join(text for row in header.names for text in row.texts).isupper()
    for unit in units:
        first, last = unit.columns[0], unit.columns[-1]
        name = header.name(first, last)
        if len(name) < _SHORTEST_NAME:
            continue
        left = max((a for a in anchors if a.last < first), key=lambda a: a.last, default=None)
        if left and _only_in_sub_row(header, first):
            yield Anchor(first, last, left.numbers, left.printed, "sub")
        elif left and left.last == first - 1 and (in_capitals or _is_rest(name)):
            # a name cut inside a word: the rest of it stands over the next column of the same measure
            yield Anchor(first, last, left.numbers, "", "rest")
        else:
            yield Anchor(first, last, (), "", "own")


def _is_rest(name: str) -> bool:
    """Whether a name reads like the rest of one that was cut: it begins small, or is a single word."""
    return name[0].islower() or len(name.split()) == 1


def _only_in_sub_row(header: Header, column: int) -> bool:
    """Whether only the last header row, below the names, says something over this column."""
    named = [row for row in header.names if any(row.texts)]
    return len(named) >= 2 and not any(row.text(column) for row in named[:-1])


def _by_position(anchors: Sequence[Anchor], groups: Groups) -> list[Anchor | None]:
    """Each group's nearest anchor, in order; a group may share its left neighbour's anchor. What stands left of an
    anchor that has a column of its own under it is not its."""
    slots = [k for k, a in enumerate(anchors) for _ in range(a.last - a.first + 2)]
    spans = [(group[0].columns[0], group[-1].columns[-1]) for group in groups]

    def is_doubled(j: int) -> bool:
        return j > 0 and slots[j - 1] == slots[j]

    def distance(i: int, j: int) -> float:
        (first, last), anchor = spans[i], anchors[slots[j]]
        gap = max(anchor.first - last, first - anchor.last, 0)
        shared = is_doubled(j) and not anchor.first <= first <= anchor.last
        return gap + (_DOUBLED if shared else 0.0) - _WORTH

    _, pairs = align(len(groups), len(slots), distance, lambda i: 0.0, lambda j: 0.0 if is_doubled(j) else 1.0)
    nearest = {i: slots[j] for i, j in pairs}
    with_own = {k for i, k in nearest.items() if spans[i][0] <= anchors[k].last and anchors[k].first <= spans[i][1]}
    left_of = {i for i, k in nearest.items() if spans[i][1] < anchors[k].first and k in with_own}
    return [anchors[nearest[i]] if i in nearest and i not in left_of else None for i in range(len(groups))]


def _named(anchors: Sequence[Anchor], header: Header, width: int) -> list[Anchor]:
    """The anchors with their names: the text from each up to the next, and what a part of a name belongs to."""
    ends = [*(a.first - 1 for a in anchors[1:]), width - 1]
    return [replace(a, name=_name_of(a, end, anchors, header)) for a, end in zip(anchors, ends, strict=False)]


def _name_of(anchor: Anchor, end: int, anchors: Sequence[Anchor], header: Header) -> str:
    name = header.name(anchor.first, max(anchor.last, end))
    if anchor.kind == "rest":
        return "".join(row.text(anchor.first - 1) for row in header.names) + name
    if anchor.kind == "sub":
        left = [a for a in anchors if a.first < anchor.first and a.numbers == anchor.numbers]
        return f"{name_over(header.names[:-1], left[-1].first, left[-1].last) if left else ''} {name}"
    return name
