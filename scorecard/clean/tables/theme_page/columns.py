"""The columns of a theme page: which indicator each of them is about, by number, name and unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scorecard.clean.names.indicators import BY_NAME_ALONE, FamilyNames, Key, Match, Printed, derived_id
from scorecard.clean.names.numbers import number_agreement, printed_number
from scorecard.clean.names.wording import kind_of_name
from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.units import FigureColumns, group_units
from scorecard.clean.tables.theme_page.assign import Over, assign
from scorecard.clean.tables.theme_page.headers import Anchor, Header, number_row, read_anchors
from scorecard.clean.tables.theme_page.unsigned import (
    NEEDED_WITH_NUMBER,
    PagePrint,
    needed,
    printed_over,
    with_unsigned,
)
from scorecard.registry import Registry
from scorecard.text.letters import letters

_CLEARLY = 0.1
_NEEDED_BY_NUMBER = 0.7
_LESS_LIKELY = 0.02
_ALREADY_USED = 0.15
_WORTH_A_LOOK = 6
_SHORTEST_NAME = 6


@dataclass(frozen=True)
class PageColumn:
    """A unit of columns, the indicator it is about (null if none is known) and the locality that the header names."""

    unit: FigureColumns
    match: Match | None
    area: str | None


def match_columns(printed: PagePrint, section: str | None, lexicon: Lexicon) -> tuple[list[PageColumn], str | None]:
    """The columns of a page, and the family in whose names they were found: the section's, else the likeliest.

    Null where no family has any of them.
    """
    groups, over = _under_headers(printed, lexicon)
    families = [section] if section in lexicon.registry.families else list(lexicon.registry.families)
    best: tuple[float, str | None, list[Match | None]] = (-1.0, None, [None] * len(printed.units))
    for family in filter(None, families):
        names = lexicon.names.of(family)
        matches = with_unsigned(_match_in(names, over, printed.units), names, over, printed)
        matches = _each_once(_agreed(matches, printed.units, groups), printed.units)
        score = sum(m.score for m in matches if m)
        if score > best[0]:
            best = (score, family, matches)
    most, likeliest, matches = best
    if any(map(_cannot_count, matches, printed.units)):
        matches = [None] * len(printed.units)  # the header has slipped, and tells of no column any more
    family_of_page = likeliest if most > 0 or likeliest == section else None
    areas = [_locality_over(printed.header, unit, lexicon.registry) for unit in printed.units]
    matches = _told_apart(matches, printed.units, over, areas)
    columns = [PageColumn(*column) for column in zip(printed.units, matches, areas, strict=True)]
    return columns, family_of_page


def _cannot_count(match: Match | None, unit: FigureColumns) -> bool:
    """Whether an indicator that is counted stands over fractions, which are of another one."""
    return match is not None and match.unit == "count" and unit.fractions


def _under_headers(printed: PagePrint, lexicon: Lexicon) -> tuple[list[list[FigureColumns]], list[Over]]:
    """The units in groups, and for every unit what stands over it."""
    numbers = number_row(printed.header, printed.first - 1)
    anchors = read_anchors(numbers, max(printed.first - 1, 1)) if numbers else []
    groups = group_units(printed.body, printed.units, lexicon.cells)
    if len(groups) != len(anchors):
        # percentages that are not those of their counts stand beside them all the same
        beside = group_units(printed.body, printed.units, lexicon.cells, proved=False)
        groups = beside if len(beside) == len(anchors) else groups
    return groups, assign(Header(printed.header, numbers), anchors, groups, printed.width)


def _locality_over(header: Sequence[Row], unit: FigureColumns, registry: Registry) -> str | None:
    """The locality that a cell of the header names over a column, and nothing else."""
    named = (registry.area(row.text(c)) for row in header for c in unit.columns if row.text(c))
    return next((area.name for area in named if area and area.kind == "locality"), None)


def _match_in(names: FamilyNames, over: Sequence[Over], units: Sequence[FigureColumns]) -> list[Match | None]:
    used: set[Key] = set()
    matches: list[Match | None] = []
    for header, unit in zip(over, units, strict=True):
        match = _match_unit(names, header, unit, used)
        if match and unit.kind != "ratio":
            used.add(match.key)
        matches.append(match)
    return matches


def _agreed(
    matches: list[Match | None], units: list[FigureColumns], groups: list[list[FigureColumns]]
) -> list[Match | None]:
    """One indicator for an "x of y" and the percentage that its figures prove: the one their headers say best."""
    place = {id(unit): position for position, unit in enumerate(units)}
    agreed = list(matches)
    for pair in ([place[id(unit)] for unit in group] for group in groups if len(group) == 2):
        best = max((m for m in (matches[p] for p in pair) if m), key=lambda m: m.score, default=None)
        for position in pair:
            agreed[position] = best
    return agreed


def _each_once(matches: list[Match | None], units: list[FigureColumns]) -> list[Match | None]:
    """The matches without the weaker of two columns of one kind that claim the same indicator."""
    best: dict[tuple[str, str], float] = {}
    for match, unit in zip(matches, units, strict=True):
        if match:
            key = (match.indicator, unit.kind)
            best[key] = max(best.get(key, 0.0), match.score)
    return [
        None if match and best[match.indicator, unit.kind] - match.score > _CLEARLY else match
        for match, unit in zip(matches, units, strict=True)
    ]


def _told_apart(
    matches: list[Match | None], units: Sequence[FigureColumns], over: Sequence[Over], areas: Sequence[str | None]
) -> list[Match | None]:
    """The matches without those of columns that print one name, and nothing that tells one from the other."""
    says = [
        (unit.kind, header.numbers, letters(header.own), area)
        for unit, header, area in zip(units, over, areas, strict=True)
    ]
    times = Counter(said for said, header in zip(says, over, strict=True) if header.own)
    return [None if times[said] > 1 else match for match, said in zip(matches, says, strict=True)]


def _match_unit(names: FamilyNames, over: Over, unit: FigureColumns, used: set[Key]) -> Match | None:
    """The indicator of a unit: by name and number, by its number alone, or one that the registry does not know."""
    best = _best_by_name(names, over, unit, used)
    if best and best.score >= needed(over):
        return _numbered_as_printed(best, over.anchor)
    return _by_number(names, over, unit, used) or _unknown(over, unit, is_share=_may_be_a_share(names, over))


def _may_be_a_share(names: FamilyNames, over: Over) -> bool:
    """Whether the name over a unit says that its figures are percentages, or is that of a measure that is one."""
    known = (match for printed in printed_over(over) for match in names.candidates(printed)[:1])
    likely = any(match.unit == "percent" and match.score >= NEEDED_WITH_NUMBER for match in known)
    return likely or any(kind_of_name(name) == "percent" or "%" in name for name in over.names)


def _best_by_name(names: FamilyNames, over: Over, unit: FigureColumns, used: set[Key]) -> Match | None:
    """The likeliest of all names and numbers that stand over a unit; what another column is already counts less."""
    scored: list[Match] = []
    for name in over.names:
        for rank, number in enumerate(over.numbers or (None,)):
            printed = Printed(number, name, _kind(unit), "detail")
            for match in names.candidates(printed)[:_WORTH_A_LOOK]:
                penalty = _LESS_LIKELY * rank + (_ALREADY_USED if match.key in used else 0.0)
                scored.append(replace(match, score=match.score - penalty))
    return max(scored, key=lambda m: m.score, default=None)


def _kind(unit: FigureColumns) -> str | None:
    return None if unit.kind == "missing" else unit.kind


def _unknown(over: Over, unit: FigureColumns, *, is_share: bool) -> Match | None:
    """An indicator that the registry does not know, by its printed number or a name long enough to be one."""
    number = over.numbers[0] if over.numbers and printed_number(over.numbers[0]) else None
    name = over.own or (over.anchor.name if over.anchor and number else "")
    if number is None and len(name) < _SHORTEST_NAME:
        return None
    unit_name = "percent" if unit.kind in ("percent", "ratio") or is_share else "count"
    return Match(derived_id(number, name), number, name or "unnamed", unit_name, None, 0.0)


def _numbered_as_printed(match: Match, anchor: Anchor | None) -> Match:
    """The match with the number this document prints, where its name is exact and its number another."""
    printed = anchor.printed if anchor and printed_number(anchor.printed) else None
    exact = printed and match.number and match.score >= BY_NAME_ALONE
    return replace(match, number=printed) if exact and not number_agreement(printed, match.number) else match


def _by_number(names: FamilyNames, over: Over, unit: FigureColumns, used: set[Key]) -> Match | None:
    """The one indicator of the family that has this number and unit, if the name is too damaged to tell."""
    if not over.anchor or not over.numbers:
        return None
    number = over.numbers[0]
    same = [
        m
        for m in names.candidates(Printed(number, "", _kind(unit), "detail"))
        if m.number == number and m.score >= _NEEDED_BY_NUMBER and m.key not in used
    ]
    if any(names.speaks_of_another(over.anchor.name, match.indicator) for match in same):
        return None
    return same[0] if len({m.indicator for m in same}) == 1 else None
