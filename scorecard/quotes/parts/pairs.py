"""Which figures of a sentence belong together: x of y, a percentage with its count, from one value to another.

Only the words between the figures decide, never whether the arithmetic fits: a pair whose percentage is wrong
is just what the checks want to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from scorecard.quotes.parts.changes import is_change
from scorecard.quotes.sentence.figures import Figure, Line

_BRACKET_OPENS = re.compile(r"\(\s*$")


@dataclass(frozen=True)
class Group:
    """Figures that make one claim, by their place in the sentence's list; ``main`` is the one it is filed under.

    ``also`` is the member that is a claim of its own besides: in ``123 were held, with 94.3% of them in time``
    the 123 is said for itself.
    """

    main: int
    share: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    also: int | None = None

    @property
    def members(self) -> tuple[int, ...]:
        return tuple(sorted({i for i in (self.main, self.share, self.numerator, self.denominator) if i is not None}))

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
    groups = _with_whole(line, _joined_shares(line, _direct_pairs(line)))
    taken = {member for group in groups for member in group.members if member != group.also}
    alone = [Group(index) for index in range(len(line.figures)) if index not in taken]
    return sorted([*groups, *alone], key=lambda group: (group.main, group.members))


def find_moves(line: Line) -> list[Move]:
    """From one value to another, in either order."""
    return [move for index in range(len(line.figures) - 1) for move in _moves_at(line, index)]


def _moves_at(line: Line, index: int) -> Iterator[Move]:
    says, gap, before = line.says, line.after(index), line.before(index)
    if line.figures[index].unit != line.figures[index + 1].unit or says.before("printed again", before):
        return
    if says.before("ranges", line.up_to(index)[-60:]):
        return
    rises = says.before("moves from", before) and says.between("moves to", gap) and not says.within("compares", gap)
    if rises or re.fullmatch(r"\s*\)\s*to\s+", gap):
        yield Move(index, index + 1)
    elif says.before("moves to", before) and says.between("moves from", gap):
        yield Move(index + 1, index)


def _direct_pairs(line: Line) -> list[Group]:
    """x of y, x/y, x out of y, x reviews in time out of y, x of which."""
    pairs: list[Group] = []
    used: set[int] = set()
    for index in range(len(line.figures) - 1):
        first, second = line.figures[index], line.figures[index + 1]
        if index in used or not (first.is_count and second.is_count) or first.value > second.value:
            continue
        if line.says.between("out of", line.after(index)):
            pairs.append(Group(index, numerator=index, denominator=index + 1))
            used |= {index, index + 1}
    return pairs


def _joined_shares(line: Line, groups: list[Group]) -> list[Group]:
    """Join each percentage with the pair or the count that the words put beside it."""
    by_start = {min(group.members): group for group in groups}
    taken = {member for group in groups for member in group.members}
    joined: list[Group] = []
    for index, figure in enumerate(line.figures):
        if not figure.is_share or index in taken or is_change(line, index):
            continue
        group = _beside(line, index, by_start, taken)
        if group is None:
            continue
        by_start = {start: kept for start, kept in by_start.items() if not set(kept.members) & set(group.members)}
        taken |= set(group.members)
        joined.append(group)
    return [*by_start.values(), *joined]


def _beside(line: Line, index: int, pairs: dict[int, Group], taken: set[int]) -> Group | None:
    says, gap, following = line.says, line.after(index), pairs.get(index + 1)
    if following and any(says.between(words, gap) for words in ("opens a count", "with", "equates to a count")):
        return replace(following, main=index, share=index)
    if _is_free_count(line, index + 1, taken) and _count_follows(line, index):
        return Group(index, share=index, numerator=index + 1)
    if not _is_free_count(line, index - 1, taken):
        return None
    if _all_but_said(line, index, taken):
        fits = _is_share_of(line, index)
        return Group(index, share=index, numerator=index - 1, denominator=index - 2, also=index - 2) if fits else None
    return Group(index, share=index, numerator=index - 1) if _count_precedes(line, index) else None


def _all_but_said(line: Line, index: int, taken: set[int]) -> bool:
    """``14 were issued and 12 were completed (86%)``: the bracket says the share of the first."""
    if not _is_free_count(line, index - 2, taken) or line.figures[index - 2].value < line.figures[index - 1].value:
        return False
    says = line.says
    return bool(says.between("were done", line.before(index)) and says.between("were due", line.before(index - 1)))


def _is_share_of(line: Line, index: int) -> bool:
    """Whether a bracket can say the share of the first count: the words alone leave open what it is a share of."""
    whole, part, share = (line.figures[place].value for place in (index - 2, index - 1, index))
    return whole > 0 and abs(100 * part / whole - share) <= 1


def _is_free_count(line: Line, index: int, taken: set[int]) -> bool:
    inside = 0 <= index < len(line.figures)
    return inside and index not in taken and line.figures[index].is_count and not is_change(line, index)


def _count_follows(line: Line, index: int) -> bool:
    says, gap, after = line.says, line.after(index), line.after(index + 1)
    bracketed = says.between("opens a count", gap) and says.after("closes a count", after)
    bracketed = bracketed or (says.between("opens a count of", gap) and says.after("closes a count of", after))
    beside = gap.strip() in ("", "or") and gap and not after.lstrip().startswith("%")
    return bool(bracketed or beside or says.between("equates to a count", gap))


def _count_precedes(line: Line, index: int) -> bool:
    says, gap, after = line.says, line.before(index), line.after(index)
    if says.between("or", gap):
        return True
    if says.within("compares", gap):
        return False
    closed = says.after("of a whole", after) or says.after("closes a share", after)
    bracketed = says.between("said as a share", gap) and closed
    apposed = says.between("apposed", gap) and says.after("of a whole", after)
    return bool(bracketed or apposed or says.between("equates to a share", gap))


def _with_whole(line: Line, groups: list[Group]) -> list[Group]:
    """Give shares and parts the whole that the sentence names: Of the 121 …, 30% …; 123 … with 94.3% of them."""
    whole = _leading_whole(line, groups)
    if whole is not None:
        return _parts_of(line, groups, whole)
    taken = {member for group in groups for member in group.members}
    with_wholes = list(groups)
    for index, figure in enumerate(line.figures):
        place = None if index in taken else _earlier_whole(line, index, taken)
        if place is not None and (figure.is_share or (figure.is_count and figure.value <= line.figures[place].value)):
            share = index if figure.is_share else None
            part = None if figure.is_share else index
            with_wholes.append(Group(index, share=share, numerator=part, denominator=place, also=place))
    return with_wholes


def _leading_whole(line: Line, groups: list[Group]) -> int | None:
    paired = {group.denominator for group in groups}
    for index, figure in enumerate(line.figures[:-1]):
        if figure.is_count and index not in paired and line.says.before("leads", line.before(index)):
            before = line.up_to(index)
            if line.says.between("leads from the start", before) or line.says.before("leads a clause", before):
                return index
    return None


def _parts_of(line: Line, groups: list[Group], whole: int) -> list[Group]:
    parts: list[Group] = []
    taken = {member for group in groups for member in group.members if group.is_pair}
    for group in groups:
        own = group.denominator is None and group.main > whole and whole not in group.members
        parts.append(replace(group, denominator=whole) if own and group.is_pair else group)
    compared = _first_comparison(line, whole)
    for index in range(whole + 1, compared):
        figure = line.figures[index]
        if index in taken or is_change(line, index):
            continue
        if figure.is_share:
            parts.append(Group(index, share=index, denominator=whole))
        elif figure.is_count and figure.value <= line.figures[whole].value:
            parts.append(Group(index, numerator=index, denominator=whole))
    return _merge_part_and_share(line, parts, whole)


def _first_comparison(line: Line, whole: int) -> int:
    """The first figure behind words that compare, from the whole on: from there on others are spoken of."""
    ends = (index for index in range(whole + 1, len(line.figures)) if line.says.within("compares", line.before(index)))
    return next(ends, len(line.figures))


def _merge_part_and_share(line: Line, groups: list[Group], whole: int) -> list[Group]:
    """Of the 6, 5 of them were in time (83.3%): one part and one share of the same whole are one claim."""
    parts = [g for g in groups if g.denominator == whole and g.numerator is not None and g.share is None]
    shares = [g for g in groups if g.denominator == whole and g.share is not None and g.numerator is None]
    if len(parts) != 1 or len(shares) != 1 or not _BRACKET_OPENS.search(line.before(shares[0].main)):
        return groups
    kept = [group for group in groups if group not in (parts[0], shares[0])]
    return [*kept, replace(shares[0], numerator=parts[0].numerator)]


def _earlier_whole(line: Line, index: int, taken: set[int]) -> int | None:
    """The count earlier in the sentence that ``with 94.3% of them`` or ``4 of which`` speaks of."""
    says, before, after = line.says, line.before(index), line.after(index)
    share = line.figures[index].is_share
    refers = says.after("of them", after) or says.before("of them", before)
    if not refers and not (share and says.between("with", before) and not says.after("change", after)):
        return None
    counts = [
        place
        for place in range(index)
        if line.figures[place].is_count and place not in taken and not is_change(line, place)
    ]
    if not counts:
        return None
    return counts[0] if share else counts[-1]


def published(line: Line, group: Group) -> str:
    """The figures of a group as printed, in printed order, with no word but ``of``."""
    figures = [(index, line.figures[index]) for index in group.members]
    text = figures[0][1].text
    for (_, left), (index, right) in pairwise(figures):
        text += _joint(line, group, left, right, index) + right.text
    return text


def _joint(line: Line, group: Group, left: Figure, right: Figure, index: int) -> str:
    if index != group.denominator or group.numerator is None or line.figures[group.numerator] != left:
        return " "
    return "/" if line.masked[left.end : right.start].strip() == "/" else " of "
