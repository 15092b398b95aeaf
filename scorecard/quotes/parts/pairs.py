"""Which figures of a sentence belong together: x of y, a percentage with its count, from one value to another.

Only the words between the figures decide, never whether the arithmetic fits: a pair whose percentage is wrong
is just what the checks want to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scorecard.quotes.parts.single import is_change
from scorecard.quotes.sentence.figures import Line

_CLOSES_AND_MOVES = re.compile(r"\s*\)\s*to\s+")


@dataclass(frozen=True)
class Group:
    """Figures that make one claim, by their place in the sentence's list; ``main`` is the one it is filed under.

    A pair with a percentage is filed under it. ``whole_said``: the denominator is a claim of its own besides, as the
    123 in ``123 were held, with 94.3% of them in time``.
    """

    main: int
    numerator: int | None = None
    denominator: int | None = None
    whole_said: bool = False

    @property
    def members(self) -> tuple[int, ...]:
        return tuple(sorted({i for i in (self.main, self.numerator, self.denominator) if i is not None}))

    @property
    def beside(self) -> tuple[int, ...]:
        """The members that stand together with the main figure: not a whole that was named long before."""
        members = self.members
        return (
            members if members[-1] - members[0] < len(members) else tuple(i for i in members if i != self.denominator)
        )

    @property
    def is_pair(self) -> bool:
        return self.numerator is not None or self.denominator is not None


@dataclass(frozen=True)
class Move:
    """A value that went from one figure to another."""

    start: int
    end: int


def find_groups(line: Line) -> list[Group]:
    """Every figure of the sentence in exactly one group as its main figure or as a member; wholes may be shared."""
    groups = _with_whole(line, _with_whole_behind(line, _joined_shares(line, _direct_pairs(line))))
    taken = {i for group in groups for i in group.members if not (group.whole_said and i == group.denominator)}
    alone = [Group(index) for index in range(len(line.figures)) if index not in taken]
    return sorted([*groups, *alone], key=lambda group: group.main)


def find_moves(line: Line) -> list[Move]:
    """From one value to another, in either order."""
    says, moves = line.says, []
    for index, (first, second) in enumerate(pairwise(line.figures)):
        gap, before = line.after(index), line.before(index)
        ranges = says.before("ranges", line.up_to(index)[-60:])
        if first.unit != second.unit or ranges or says.before("printed again", before):
            continue
        if (says.before("moves from", before) and says.between("moves to", gap)) or _CLOSES_AND_MOVES.fullmatch(gap):
            moves.append(Move(index, index + 1))
        elif says.before("moves to", before) and says.between("moves from", gap):
            moves.append(Move(index + 1, index))
        elif says.between("counts from", gap) and _is_value_and_change(line, index):
            moves.append(Move(index + 1, index - 1))
    return moves


def _is_value_and_change(line: Line, index: int) -> bool:
    """Whether a figure is the change of the value before it: ``288, a decrease of 63 on the month before (341)``."""
    same = index > 0 and line.figures[index - 1].unit == line.figures[index].unit
    return same and is_change(line, index) and not is_change(line, index - 1)


def _direct_pairs(line: Line) -> list[Group]:
    """x of y, x/y, x out of y, x reviews in time out of y, x of which."""
    return [
        Group(index, numerator=index, denominator=index + 1)
        for index, (part, whole) in enumerate(pairwise(line.figures))
        if part.is_count and whole.is_count and part.value <= whole.value
        if line.says.between("out of", line.after(index))
    ]


def _taken(groups: Iterable[Group]) -> set[int]:
    return {member for group in groups for member in group.members}


def _joined_shares(line: Line, groups: list[Group]) -> list[Group]:
    """Join each percentage with the pair or the count that the words put beside it."""
    for index, figure in enumerate(line.figures):
        if figure.is_share and (joined := _beside(line, index, groups)):
            groups = [*(group for group in groups if group.main not in joined.members), joined]
    return groups


def _beside(line: Line, index: int, groups: Sequence[Group]) -> Group | None:
    """The pair that a percentage makes with what stands beside it, if it is in none yet and no difference.

    ``14 were issued and 12 were completed (86%)``: the bracket says the share of the first.
    """
    says, gap, taken = line.says, line.after(index), _taken(groups)
    if index in taken or is_change(line, index):
        return None
    following = next((group for group in groups if group.main == index + 1), None)
    if following and any(says.between(words, gap) for words in ("opens a count", "with", "equates to a count")):
        return replace(following, main=index)
    if (
        following
        and says.between("opens a pair", gap)
        and says.after("closes a pair", line.after(following.members[-1]))
    ):
        return replace(following, main=index)
    preceding = next((group for group in groups if group.is_pair and group.members[-1] == index - 1), None)
    if preceding and preceding.main != index - 1 and says.between("says a pair's share", line.before(index)):
        return replace(preceding, main=index)
    if _is_free_count(line, index + 1, taken) and _count_follows(line, index):
        return Group(index, numerator=index + 1)
    if not _is_free_count(line, index - 1, taken):
        return None
    due = _is_free_count(line, index - 2, taken) and says.between("were due", line.before(index - 1))
    if due and says.between("were done", line.before(index)):
        pair = Group(index, numerator=index - 1, denominator=index - 2, whole_said=True)
        return pair if _is_share_of(line, index) else None
    return Group(index, numerator=index - 1) if _count_precedes(line, index) else None


def _is_share_of(line: Line, index: int) -> bool:
    """Whether a bracket can say the share of the first count: the words alone leave open what it is a share of."""
    whole, part, share = (line.figures[place].value for place in (index - 2, index - 1, index))
    return whole > 0 and abs(100 * part / whole - share) <= 1


def _is_free_count(line: Line, index: int, taken: set[int]) -> bool:
    inside = 0 <= index < len(line.figures)
    return inside and index not in taken and line.figures[index].is_count and not is_change(line, index)


def _count_follows(line: Line, index: int) -> bool:
    says, gap, after = line.says, line.after(index), line.after(index + 1)
    bracketed = any(
        says.between(f"opens {n}", gap) and says.after(f"closes {n}", after) for n in ("a count", "a count of")
    )
    return bool(bracketed or says.between("equates to a count", gap) or (gap and gap.strip() in ("", "or")))


def _count_precedes(line: Line, index: int) -> bool:
    says, gap, after = line.says, line.before(index), line.after(index)
    if says.between("or", gap):
        return True
    if says.within("compares", gap):
        return False
    of_whole = says.after("of a whole", after)
    bracketed = says.between("said as a share", gap) and (of_whole or says.after("closes a share", after))
    return bool(bracketed or says.between("equates to a share", gap) or (of_whole and says.between("apposed", gap)))


def _with_whole_behind(line: Line, groups: list[Group]) -> list[Group]:
    """Give a share and its part the whole that follows them: ``30 (75%) of 40``, ``75% (n=30) of the 40``."""
    taken = _taken(groups)
    return [
        replace(group, denominator=behind)
        if group.denominator is None
        and line.figures[group.main].is_share
        and _is_free_count(line, behind := group.members[-1] + 1, taken)
        and line.says.between("of that whole", line.before(behind))
        else group
        for group in groups
    ]


def _with_whole(line: Line, groups: list[Group]) -> list[Group]:
    """Give shares and parts the whole that the sentence names: Of the 121 …, 30% …; 123 … with 94.3% of them."""
    taken, leading = _taken(groups), _leading_whole(line)
    free = [index for index in range(len(line.figures)) if index not in taken]
    if leading is None:
        wholes = {index: _earlier_whole(line, index, taken) for index in free}
    else:
        compared = [i for i in range(leading + 1, len(line.figures)) if line.says.within("compares", line.before(i))]
        last = compared[0] if compared else len(line.figures)
        wholes = {i: leading for i in free if leading < i < last and not is_change(line, i)}
        lacking = [group for group in groups if group.denominator is None and group.main > leading]
        groups = [replace(group, denominator=leading) if group in lacking else group for group in groups]
    for index, whole in wholes.items():
        part, is_share = line.figures[index], line.figures[index].is_share
        if whole is not None and (is_share or (part.is_count and part.value <= line.figures[whole].value)):
            groups = [*groups, Group(index, None if is_share else index, whole, whole_said=leading is None)]
    return groups


def _leading_whole(line: Line) -> int | None:
    for index, figure in enumerate(line.figures[:-1]):
        if figure.is_count and line.says.before("leads", line.before(index)):
            before = line.up_to(index)
            if line.says.between("leads from the start", before) or line.says.before("leads a clause", before):
                return index
    return None


def _earlier_whole(line: Line, index: int, taken: set[int]) -> int | None:
    """The count earlier in the sentence that ``with 94.3% of them`` or ``4 of which`` speaks of."""
    says, before, after = line.says, line.before(index), line.after(index)
    share = line.figures[index].is_share
    refers = says.after("of them", after) or says.before("of them", before)
    if not refers and not (share and says.between("with", before) and not says.after("change", after)):
        return None
    counts = [place for place in range(index) if _is_free_count(line, place, taken)]
    return counts[0 if share else -1] if counts else None


def published(line: Line, group: Group) -> str:
    """The figures of a group as printed, in printed order, with no word but ``of``."""
    text = line.figures[group.members[0]].text
    for left, right in pairwise(group.members):
        joint = "/" if line.after(left).strip() == "/" else " of "
        text += joint if (left, right) == (group.numerator, group.denominator) else " "
        text += line.figures[right].text
    return text
