"""Which figures of a sentence belong together: x of y, a percentage with its count, from one value to another.

Only the words between the figures decide, never whether the arithmetic fits: a pair whose percentage is wrong
is just what the checks want to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from scorecard.quotes.sentence.figures import Figure, Line
from scorecard.quotes.sentence.folded import folded
from scorecard.quotes.sentence.masks import MONTH


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


_OUT_OF = folded(r"\s*\(?\s*(?:/|(?:out\s+)?of(?:\s+(?:the|a\s+(?:total|cohort)\s+of))?)\s*")
_OUT_OF_LATER = folded(r"(?:\s+[\w'’-]+){1,6}\s+out\s+of(?:\s+(?:the|a\s+total\s+of))?\s*")
_OPENS = re.compile(r"\s*(?:respondents?\s*|[\w'’-]+\s*)?\(\s*")
_OPENS_COUNTED = folded(r"\s*(?:of\s+)?(?:[\w'’-]+\s+){0,3}\(\s*")
_CLOSES_COUNTED = folded(r"\s*(?:occasions|people|children|cases|families|reviews)\s*\)")
_CLOSES = folded(
    r"\s*(?:(?:of\s+)?people(?:\s+(?:of\s+)?(?:who\s+)?responded)?|occasions"
    r"|of\s+cases)?\s*\)",
)
_BESIDE = folded(r"\s*(?:=|or)?\s*|\s*,\s*or\s*")
_SHARE_OPENS = folded(r"\s*(?:[\w'’-]+\s+){0,2}\(\s*")
_SHARE_OPENS_LATER = re.compile(r"[^.;%]{0,75}\(\s*")
_SHARE_CLOSES = re.compile(r"\s*[),]")
_WERE_DUE = folded(
    r"(?:\s+[\w'’-]+){0,5}?\s+(?:were|had\s+been|have\s+been)\s+(?:issued|due|held|planned|sent|requested|received|booked"
    r"|scheduled|started)\s*,?\s+(?:and|of\s+which)\s+",
)
_WERE_DONE = folded(r"\s+(?:were|had\s+been|have\s+been)\s+\w+\s*\(\s*")
_CHANGE_FOLLOWS = folded(r"\s*(?:completion|improvement|increase|decrease|reduction)\b")
_OF_WHOLE = folded(r"\s*of\s+(?:the|all|our|those|new|total|cases|cohort)\b")
_EQUATES = folded(
    r"[^%]*\b(?:represent(?:s|ing)|constitut(?:es|ing)|equat(?:es|ing)\s+to|meaning\s+that|mak(?:es|ing)\s+up)"
    r"\s+(?:nearly|roughly|only|around|approximately|about)?\s*",
)
_EQUATES_TO_COUNT = folded(r"[^%]*\b(?:equating\s+to|equates\s+to)\s*")
_WITH = folded(r"[^.;]*\bwith\s+(?:only\s+|over\s+|roughly\s+|just\s+)?")
_APPOSED = folded(r"(?:\s+[\w'’-]+){1,5},\s*(?:nearly\s+|or\s+)?")
_LEADS = folded(
    r"(?:^|\b)(?:out\s+)?of\s+(?:all\s+)?(?:the|those|these|our|a\s+cohort\s+of|a\s+total\s+of)\s+(?:remaining\s+)?$",
)
_OPENS_SENTENCE = folded(r"^\W*(?:\w+\W+){0,4}?(?:out\s+)?of\b[^.;]*$")
_OF_THEM = folded(r"\s*(?:[\w'’-]+\s+)?of\s+(?:which|whom|them|those|these)\b")
_PART_BEFORE = folded(r"\bof\s+(?:which|whom)\s*$")
_COMPARES = folded(
    r"\b(?:compared|comparison|last year|previous year|(?<!more )(?<!less )than|versus|against"
    r"|average|target)\b",
)
_FROM = folded(r"\bfrom\s+(?:around\s+|approximately\s+|a\s+low\s+of\s+)?$")
_TO = folded(r"[^.;%]{0,60}\bto\s+(?:around\s+|approximately\s+)?")
_TO_BEFORE = folded(r"\bto\s+$")
_FROM_LATER = folded(r"[^.;,%]{0,40}\bfrom\s+")
_REVISES = folded(rf"\b{MONTH}['’]?s?\s+(?:figure|position|total)\s+from\s+$")
_RANGE = folded(r"\b(?:rang\w+|between|varied|variances?)\b[^.;]*$")
_BENCHMARK_END = folded(
    r"(?:average|attendance|target|neighbours?|national|region\w*|year|period|point|month"
    r"|in \w+)\s*\(\s*$",
)
CHANGES_BY = folded(
    r"\b(?:increas\w*|decreas\w*|reduc\w*|dropp?\w*|ris\w*|rose|fall\w*|fell|declin\w*|improve\w*|jump\w*"
    r"|grow\w*|grew|climb\w*|slip\w*|shrank|shrunk|difference|up|down)\b"
    r"(?:(?:\s+(?!to\b)[\w'’-]+){0,11}?\s+by|\s+in\s+(?:their|its|the)\s+rate\s+of"
    r"|(?:\s+(?!to\b)[\w'’-]+){0,5}?(?<!position)(?<!achievement)(?<!performance)(?<!rate)"
    r"(?<!average)(?<!total)(?<!figure)(?<!level)(?<!levels)(?<!target)(?<!outturn)(?<!number)(?<!percentage)(?<!proportion)"
    r"(?<!limit)(?<!high)(?<!low)\s+of)\s+(?:roughly\s+|around\s+|over\s+|approximately\s+|a\s+further\s+|only\s+"
    r"|just\s+|another\s+|between\s+)?$",
)


def find_groups(line: Line) -> list[Group]:
    """Every figure of the sentence in exactly one group as its main figure or as a member; wholes may be shared."""
    groups = _direct_pairs(line)
    groups = _joined_shares(line, groups)
    groups = _with_whole(line, groups)
    taken = {member for group in groups for member in group.members if member != group.also}
    alone = [Group(index) for index in range(len(line.figures)) if index not in taken]
    return sorted([*groups, *alone], key=lambda group: (group.main, group.members))


def find_moves(line: Line) -> list[Move]:
    """From one value to another, in either order."""
    return [move for index in range(len(line.figures) - 1) for move in _moves_at(line, index)]


def _moves_at(line: Line, index: int) -> Iterator[Move]:
    first, second = line.figures[index], line.figures[index + 1]
    gap, before = line.after(index), line.before(index)
    if first.unit != second.unit or _RANGE.search(line.up_to(index)[-60:]) or revises(before):
        return
    rises = _FROM.search(before) and _TO.fullmatch(gap) and not _COMPARES.search(gap)
    trend = re.fullmatch(r"\s*\)\s*to\s+", gap)
    if rises or trend:
        yield Move(index, index + 1)
    elif _TO_BEFORE.search(before) and _FROM_LATER.fullmatch(gap):
        yield Move(index + 1, index)


def revises(before: str) -> bool:
    """``the May figure from 30 to 33``: one month's figure printed once more, nothing that moved in time."""
    return " from " in before and bool(_REVISES.search(before))


def _direct_pairs(line: Line) -> list[Group]:
    """x of y, x/y, x out of y, x reviews in time out of y, x of which."""
    found: list[Group] = []
    used: set[int] = set()
    for index in range(len(line.figures) - 1):
        first, second = line.figures[index], line.figures[index + 1]
        if index in used or not (first.is_count and second.is_count) or first.value > second.value:
            continue
        if _OUT_OF.fullmatch(line.after(index)) or _OUT_OF_LATER.fullmatch(line.after(index)):
            found.append(Group(index, numerator=index, denominator=index + 1))
            used |= {index, index + 1}
    return found


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
    following = pairs.get(index + 1)
    gap = line.after(index)
    if following and (_OPENS.fullmatch(gap) or _WITH.fullmatch(gap) or _EQUATES_TO_COUNT.fullmatch(gap)):
        return replace(following, main=index, share=index)
    if _is_free_count(line, index + 1, taken) and _count_follows(line, index):
        return Group(index, share=index, numerator=index + 1)
    earlier = _pair_before(line, index, pairs)
    if earlier:
        return replace(earlier, main=index, share=index)
    if _is_free_count(line, index - 1, taken) and _all_but_said(line, index, taken):
        fits = _is_share_of(line, index)
        return Group(index, share=index, numerator=index - 1, denominator=index - 2, also=index - 2) if fits else None
    if _is_free_count(line, index - 1, taken) and _count_precedes(line, index):
        return Group(index, share=index, numerator=index - 1)
    return None


def _all_but_said(line: Line, index: int, taken: set[int]) -> bool:
    """``14 were issued and 12 were completed (86%)``: the bracket says the share of the first."""
    if not _is_free_count(line, index - 2, taken) or line.figures[index - 2].value < line.figures[index - 1].value:
        return False
    return bool(_WERE_DONE.fullmatch(line.before(index)) and _WERE_DUE.fullmatch(line.before(index - 1)))


def _is_share_of(line: Line, index: int) -> bool:
    """Whether a bracket can say the share of the first count: the words alone leave open what it is a share of."""
    whole, part, share = (line.figures[place].value for place in (index - 2, index - 1, index))
    return whole > 0 and abs(100 * part / whole - share) <= 1


def _is_free_count(line: Line, index: int, taken: set[int]) -> bool:
    inside = 0 <= index < len(line.figures)
    return inside and index not in taken and line.figures[index].is_count and not is_change(line, index)


def _count_follows(line: Line, index: int) -> bool:
    gap = line.after(index)
    bracketed = _OPENS.fullmatch(gap) and _CLOSES.match(line.after(index + 1))
    bracketed = bracketed or (_OPENS_COUNTED.fullmatch(gap) and _CLOSES_COUNTED.match(line.after(index + 1)))
    beside = re.fullmatch(r"\s+(?:or\s+)?", gap) and not line.after(index + 1).lstrip().startswith("%")
    return bool(bracketed or beside or _EQUATES_TO_COUNT.fullmatch(gap))


def _count_precedes(line: Line, index: int) -> bool:
    gap = line.before(index)
    if _CHANGE_FOLLOWS.match(line.after(index)):
        return False
    if re.fullmatch(r"\s*(?:=|or|,\s*or)?\s*", gap) and gap.strip() != "":
        return True
    if _SHARE_OPENS.fullmatch(gap):
        return not _BENCHMARK_END.search(gap)
    closed = _OF_WHOLE.match(line.after(index)) or _SHARE_CLOSES.match(line.after(index))
    later = (
        _SHARE_OPENS_LATER.fullmatch(gap) and closed and not _COMPARES.search(gap) and not _BENCHMARK_END.search(gap)
    )
    apposed = _APPOSED.fullmatch(gap) and _OF_WHOLE.match(line.after(index))
    return bool(later or apposed or (_EQUATES.fullmatch(gap) and not _COMPARES.search(gap)))


def _pair_before(line: Line, index: int, pairs: dict[int, Group]) -> Group | None:
    """x of y, then the percentage in brackets: 7 out of 84 (8.3%)."""
    for group in pairs.values():
        if max(group.members) == index - 1 and _SHARE_OPENS.fullmatch(line.before(index)):
            return group
    return None


def _with_whole(line: Line, groups: list[Group]) -> list[Group]:
    """Give shares and parts the whole that the sentence names: Of the 121 …, 30% …; 123 … with 94.3% of them."""
    whole = _leading_whole(line, groups)
    if whole is not None:
        return _parts_of(line, groups, whole)
    taken = {member for group in groups for member in group.members}
    found = list(groups)
    for index, figure in enumerate(line.figures):
        if index in taken:
            continue
        place = _earlier_whole(line, index, taken)
        if place is not None and (figure.is_share or (figure.is_count and figure.value <= line.figures[place].value)):
            share = index if figure.is_share else None
            part = None if figure.is_share else index
            found.append(Group(index, share=share, numerator=part, denominator=place, also=place))
    return found


def _leading_whole(line: Line, groups: list[Group]) -> int | None:
    paired = {group.denominator for group in groups}
    for index, figure in enumerate(line.figures[:-1]):
        if figure.is_count and index not in paired and _LEADS.search(line.before(index)) and _opens(line, index):
            return index
    return None


def _opens(line: Line, index: int) -> bool:
    return bool(_OPENS_SENTENCE.match(line.up_to(index))) or bool(
        re.search(r"[,;]\s*of\s+the\s+$|\bout of the\s+$", line.up_to(index))
    )


def _parts_of(line: Line, groups: list[Group], whole: int) -> list[Group]:
    found: list[Group] = []
    taken = {member for group in groups for member in group.members if group.is_pair}
    for group in groups:
        own = group.denominator is None and group.main > whole and whole not in group.members
        found.append(replace(group, denominator=whole) if own and group.is_pair else group)
    for index in range(whole + 1, len(line.figures)):
        if index in taken or _COMPARES.search(line.masked[line.figures[whole].end : line.figures[index].start]):
            continue
        figure = line.figures[index]
        if figure.is_share and not is_change(line, index):
            found.append(Group(index, share=index, denominator=whole))
        elif figure.is_count and figure.value <= line.figures[whole].value and not is_change(line, index):
            found.append(Group(index, numerator=index, denominator=whole))
    return _merge_part_and_share(line, found, whole)


def _merge_part_and_share(line: Line, groups: list[Group], whole: int) -> list[Group]:
    """Of the 6, 5 of them were in time (83.3%): one part and one share of the same whole are one claim."""
    parts = [g for g in groups if g.denominator == whole and g.numerator is not None and g.share is None]
    shares = [g for g in groups if g.denominator == whole and g.share is not None and g.numerator is None]
    if len(parts) != 1 or len(shares) != 1 or not re.search(r"\(\s*$", line.before(shares[0].main)):
        return groups
    kept = [group for group in groups if group not in (parts[0], shares[0])]
    return [*kept, replace(shares[0], numerator=parts[0].numerator)]


def _earlier_whole(line: Line, index: int, taken: set[int]) -> int | None:
    """The count earlier in the sentence that ``with 94.3% of them`` or ``4 of which`` speaks of."""
    figure, before, after = line.figures[index], line.before(index), line.after(index)
    refers = _OF_THEM.match(after) or _PART_BEFORE.search(before)
    holds = figure.is_share and _WITH.fullmatch(before) and not re.match(r"\s*(?:increase|decrease|average)", after)
    counts = [
        place
        for place in range(index)
        if line.figures[place].is_count
        and place not in taken
        and not is_change(line, place)
        and not _bracketed(line, place)
    ]
    if not (refers or holds) or not counts:
        return None
    if figure.is_share and refers and len(counts) > 1:
        return counts[0]
    return counts[-1] if refers else counts[0]


def _bracketed(line: Line, index: int) -> bool:
    return line.before(index).rstrip().endswith("(") and line.after(index).lstrip().startswith(")")


def _compares_with_target(line: Line, index: int) -> bool:
    """``1.3 over the target``: how far a value lies from what it should be.

    What something stood ``at`` is a value, and so is most of a whole: ``reviews were 78% under target``.
    """
    if not _OFF_TARGET.match(line.after(index)):
        return False
    figure, before = line.figures[index], line.before(index)
    most = figure.is_share and figure.value >= 50
    return not (_STANDS_AT.search(before) or (most and _IS.search(before)))


def is_change(line: Line, index: int) -> bool:
    """Whether the words or the sign say that the figure is a difference."""
    figure, before, after = line.figures[index], line.before(index), line.after(index)
    if figure.text[0] in "+-−":
        return True
    if CHANGES_BY.search(before):
        return True
    bracketed = _CHANGE_OPENS.search(before)
    if bracketed and after.lstrip().startswith(")"):
        return True
    if (
        before.endswith((" to ", " as ", " only ", " around ")) and _AMOUNTS_TO.search(before)
    ) or _compares_with_target(line, index):
        return True
    if re.search(r"\badditional\s*$", before) and re.search(r"\bcompared\b", line.beyond(index)):
        return True
    if index and (_CONTINUES.fullmatch(before) or _ends_range(line, index)) and is_change(line, index - 1):
        return True
    return bool(_CHANGE_AFTER.match(after)) or _share_of_change(line, index)


def _ends_range(line: Line, index: int) -> bool:
    return bool(re.fullmatch(r"\s*and\s+", line.before(index)) and re.search(r"\bbetween\s+$", line.before(index - 1)))


_CHANGE_OPENS = folded(rf"\b(?:increase|decrease|reduction|rise|fall)\s*(?:\s+in\s+(?!{MONTH}\b)(?:\w+\s+){{1,3}})?\($")
_AMOUNTS_TO = folded(
    r"\b(?:increase|decrease|reduction|rise|fall|drop)\b[^.;%,]{0,50}\b(?:relat|equat|amount|correspond)(?:e|es|ed|s)?\s+to"
    r"\s+(?:around\s+|only\s+)?$"
    r"|\b(?:increas|decreas|reduc|ris|rose|grow|grew|fall|fell|drop)\w*\b(?:(?!\bto\b)[^.;%]){0,60}\bas\s+much\s+as\s+$",
)
_OFF_TARGET = folded(
    r"\s*(?:over|above|under|below|short\s+of|off)\s+(?:(?:the|our|its|their|a)\s+)?(?:[\w’'-]+\s+)?target\b",
)
_STANDS_AT = folded(r"\b(?:at|stands?|stood|standing)\s*$")
_IS = folded(r"\b(?:was|were|is|are|of|to|performance|with)\s*$")
_CONTINUES = folded(r"[^.;%]{0,40}\band\s+by\s+|\s*or\s+")
_CHANGE_AFTER = folded(
    r"\s*(?:(?:percentage\s+)?points?\s+)?(?:(?:increase|decrease|reduction|improvement|drop|rise|fall|decline)\b"
    r"|(?:[\w'’-]+\s+)?(?:more|less|fewer|higher|lower|below|above)\s+(?:than|the\s+same)|less\b|fewer\b)",
)


def _share_of_change(line: Line, index: int) -> bool:
    """An increase of 136 cases (51%): the percentage says the same change once more."""
    if not line.figures[index].is_share or index == 0:
        return False
    gap = line.before(index)
    return bool(re.fullmatch(r"\s*(?:[\w'’-]+\s*)?\(\s*", gap)) and bool(CHANGES_BY.search(line.before(index - 1)))


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
