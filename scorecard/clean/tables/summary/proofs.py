"""Rows of a summary whose damaged names are proved by what stands beside them, and numbers that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from scorecard.clean.names.indicators import BY_NAME_ALONE, FamilyNames, Key, Match
from scorecard.clean.names.numbers import number_agreement, printed_number
from scorecard.clean.names.wording import content_words, normalise
from scorecard.clean.tables.summary.candidates import row_candidates, takes
from scorecard.clean.tables.summary.fit import FittedRow
from scorecard.registry.registry import number_order


def parts_of_a_number(
    rows: Sequence[FittedRow], matches: Sequence[Match | None], names: FamilyNames
) -> list[Match | None]:
    """The matches, with rows that carry on the number of the row above and name only their part of it.

    Under "11.1 Number of staff" a row without number may say "FTE" and nothing else: the one indicator of that
    number whose name has these words, and that no other row has, is meant.
    """
    taken = {m.key for m in matches if m}
    parts: dict[int, Match] = {}
    for i, (row, match) in enumerate(zip(rows, matches, strict=True)):
        above = (parts.get(i - 1) or matches[i - 1]) if i else None
        if above is None or not above.number or not _is_open(row, match):
            continue
        free = {(i.id, entry.number) for i, entry in names.entries if entry.number == above.number} - taken
        if part := _only_one(row, names, free):
            why = f"the row carries on {above.number}: only this part of it has the words that are printed"
            parts[i] = replace(part, proof=why)
    return _claimed_once(matches, parts)


def held_between(
    rows: Sequence[FittedRow], matches: Sequence[Match | None], order: Sequence[Key], names: FamilyNames
) -> list[Match | None]:
    """The matches, with rows of which a word or two is left read as the one indicator that these words and the
    rows above and below leave."""
    places = {key: position for position, key in enumerate(order)}
    stands = [places.get(m.key) if m else None for m in matches]
    held: dict[int, Match] = {}
    for i, (row, match) in enumerate(zip(rows, matches, strict=True)):
        if not _is_open(row, match):
            continue
        first = max((p for p in stands[:i] if p is not None), default=-1)
        last = min((p for p in stands[i + 1 :] if p is not None), default=len(order))
        if only := _only_one(row, names, set(order[first + 1 : last])):
            why = "the name is cut: between the rows above and below only this indicator has the words that are left"
            held[i] = replace(only, proof=why)
    return _claimed_once(matches, held)


def _is_open(row: FittedRow, match: Match | None) -> bool:
    """Whether a row prints words without a number, and no indicator is known by them."""
    known = match is None or match.score
    return not known and bool(content_words(row.get("name"))) and not row.get("number")


def _only_one(row: FittedRow, names: FamilyNames, free: Set[Key]) -> Match | None:
    """The one of the free indicators that has all words of a row's name and takes its figures; null if not one."""
    words = set(content_words(row.get("name")))
    having = [
        m
        for m in row_candidates(row, names)
        if m.key in free and words <= set(normalise(m.name).split()) and takes(m, row)
    ]
    return having[0] if len(having) == 1 else None


def _claimed_once(matches: Sequence[Match | None], proved: Mapping[int, Match]) -> list[Match | None]:
    """The matches with those proved for rows; what two rows would be leaves both as they were."""
    times = Counter(m.key for m in proved.values())
    once = {i: m for i, m in proved.items() if times[m.key] == 1}
    return [once.get(i, match) for i, match in enumerate(matches)]


def numbered_as_printed(rows: Sequence[FittedRow], matches: Sequence[Match | None]) -> list[Match | None]:
    """The matches, with the number that this document prints where indicators were renumbered.

    A printed number that is not the registry's is a new number, not damage, if the row has exactly the
    name and the number stands in the order of the legible numbers above and below it.
    """
    printed = [printed_number(row.get("number")) for row in rows]
    return [
        replace(match, number=number) if match and number and _is_renumbered(i, match, printed) else match
        for i, (match, number) in enumerate(zip(matches, printed, strict=True))
    ]


def _is_renumbered(position: int, match: Match, printed: Sequence[str | None]) -> bool:
    number = printed[position] or ""
    if match.score < BY_NAME_ALONE or number_agreement(number, match.number):
        return False
    above = next((p for p in reversed(printed[:position]) if p), None)
    below = next((p for p in printed[position + 1 :] if p), None)
    here = number_order(number)
    return (not above or number_order(above) <= here) and (not below or here <= number_order(below))
