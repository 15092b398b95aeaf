"""Which indicator each row of a summary is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from scorecard.clean.names.indicators import (
    FamilyNames,
    Match,
    Printed,
    derived_id,
    number_agreement,
    printed_number,
    units_agree,
)
from scorecard.clean.names.wording import content_words, normalise
from scorecard.clean.tables.shared.align import align
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.summary.fit import (
    FittedRow,
)
from scorecard.registry.registry import number_order
from scorecard.text.figures import is_figure
from scorecard.text.numbers import NUMBER
from scorecard.units import units

_UNIT_WORD = re.compile(
    r"count|percent\w*|rate|number|average|days|year|rolling|cumulative|monthly|termly|quarterly|binary|frequency|"
    r"population|info|high|within|limits",
    re.IGNORECASE,
)
_KNOWN_FAMILY = 0.55
_OTHER_RATE = 0.3
_ROWS_THAT_TELL = 8
_CLEARLY_ANOTHER = 0.15
_NEEDED_AGAINST_NUMBER = 0.66
Costs = tuple[float, float]
_NO_PAIR: Costs = (1.0, 1.0)

_COUNTED = re.compile(r"(?:count|number|no)\b", re.IGNORECASE)


def share_known(rows: Sequence[FittedRow], names: FamilyNames) -> float:
    """The share of rows that are plainly of an indicator of the family, 0 to 1."""
    best = [(row, next(iter(row_candidates(row, names)), None)) for row in rows]
    return sum(match is not None and match.score >= _needed(row, match) for row, match in best) / len(rows)


def family_of(rows: Sequence[FittedRow], section: str | None, lexicon: Lexicon) -> str | None:
    """The family of the section if its names are these; else the one whose names are; null if none."""
    telling, families = rows[:_ROWS_THAT_TELL], lexicon.registry.families
    if section in families and (not rows or _mean_score(telling, lexicon.names.of(section)) > _KNOWN_FAMILY):
        return section
    bounds = {family: _at_most(telling, lexicon.names.of(family)) for family in families}
    best, most = section, _KNOWN_FAMILY
    for family in sorted(bounds, key=lambda f: (bounds[f], f), reverse=True):
        if bounds[family] < most:
            break
        if (score := _mean_score(telling, lexicon.names.of(family))) > most:
            best, most = family, score
    return best


def _mean_score(rows: Sequence[FittedRow], names: FamilyNames) -> float:
    """How well the rows' best indicators of a family score on average."""
    ranked = [row_candidates(row, names) for row in rows]
    return sum(matches[0].score for matches in ranked if matches) / max(1, len(ranked))


def _at_most(rows: Sequence[FittedRow], names: FamilyNames) -> float:
    """No family scores more for rows than their numbers and names alone."""
    return sum(names.at_most(row.get("number"), _full_name(row)) for row in rows) / max(1, len(rows))


def unit_kind(row: FittedRow) -> str | None:
    """``percent``, ``rate`` … as far as the unit column and the figures tell."""
    unit = row.get("unit").lower() or _rate_words(row.get("performance"))
    figures = [cell.plain for column, cell in row.values() if column.area is None and is_figure(cell.plain)]
    if figures and all("%" in figure for figure in figures):
        return "percent"
    if re.search(r"%|percent", unit) and not any(re.fullmatch(NUMBER, f) for f in figures):
        return "percent"
    per = re.match(r"rate per ([\d,]+)\b", unit)
    if per and (rate := _rate(per[1])):
        return rate
    return "number" if figures or unit else None


def _rate(per: str) -> str | None:
    """The rate for each so many people, ``10,000``; null if there is no such unit."""
    people = per.replace(",", "")
    return next((unit.id for unit in units().values() if unit.form == "rate" and str(unit.per) == people), None)


def _rate_words(text: str) -> str:
    per = re.search(r"\bper ([\d,]+,000)\b", text)
    return f"rate per {per[1]}" if per else ""


def _full_name(row: FittedRow) -> str:
    """The row's name; with what its unit cell says beyond the unit, such as "Primary % (Termly)"."""
    beyond = re.sub(r"\(.*\)", "", row.get("unit"))
    words = [w for w in re.findall(r"[A-Za-z]{4,}", beyond) if not _UNIT_WORD.fullmatch(w)]
    return " ".join([row.get("name") + row.get("name_goes_on"), *words])


def row_candidates(row: FittedRow, names: FamilyNames) -> list[Match]:
    """The indicators that a row may be of, best first: by number and name, and by what its figures say of the unit."""
    unit = unit_kind(row)
    kind = "number" if unit and unit != "percent" else unit
    ranked = names.candidates(Printed(row.get("number"), _full_name(row), kind, "summary"))
    if unit and unit.startswith("rate"):
        ranked = [m if m.unit == unit else replace(m, score=m.score - _OTHER_RATE) for m in ranked]
    elif unit == "number" and _COUNTED.match(row.get("unit")):
        ranked = [replace(m, score=m.score - _OTHER_RATE) if m.unit.startswith("rate") else m for m in ranked]
    return sorted(ranked, key=lambda m: -m.score)


def match_rows(rows: Sequence[FittedRow], names: FamilyNames) -> list[Match | None]:
    """The indicator of every row; null where more than one is possible.

    A summary prints its indicators in the order of their numbers, so rows and indicators are aligned as
    two sequences; a row without a name or number is proved by its neighbours and its unit, if they leave
    one indicator only. Rows that stand out of order are taken by their own number and name.
    """
    rows = labels_in_place(rows, names)
    scores = [{(m.indicator, m.number): m for m in row_candidates(row, names)} for row in rows]
    # twice each: a summary may print an indicator in two rows (by month and by year); the second counts less
    order = [(e.indicator, e.number) for e in names.numbered if e.page != "detail" for _ in range(2)]

    costs = [_costs(row, found) for row, found in zip(rows, scores, strict=True)]
    # to leave an indicator out costs nothing, so one that is like no row need not be aligned
    likely = {key for found in costs for key, cost in found.items() if min(cost) < 0}
    worth = [key for key in order if key in likely]

    def cost(i: int, j: int) -> float:
        return costs[i].get(worth[j], _NO_PAIR)[j % 2]

    _, pairs = align(len(rows), len(worth), cost, lambda i: 0.0, lambda j: 0.0)
    paired = {i: worth[j] for i, j in pairs if cost(i, j) < 0}
    open_rows = undetermined(rows, scores, list(dict.fromkeys(order)), paired)
    decided = [
        None if i in open_rows else _decide(row, scores[i].get(paired[i]) if i in paired else None, scores[i])
        for i, row in enumerate(rows)
    ]
    decided = _parts_of_a_number(rows, decided, names)
    return _numbered_as_printed(rows, _held_between(rows, decided, list(dict.fromkeys(order)), names))


def _parts_of_a_number(
    rows: Sequence[FittedRow], matches: list[Match | None], names: FamilyNames
) -> list[Match | None]:
    """The matches, with rows that carry on the number of the row above and name only their part of it.

    Under "11.1 Number of staff" a row without number may say "FTE" and nothing else: the one indicator of that
    number whose name has these words, and that no other row has, is meant.
    """
    taken = {(m.indicator, m.number) for m in matches if m}
    found: dict[int, Match] = {}
    for i, (row, match) in enumerate(zip(rows, matches, strict=True)):
        above = (found.get(i - 1) or matches[i - 1]) if i else None
        words = set(content_words(row.get("name")))
        if match is None or match.score or above is None or not above.number or not words or row.get("number"):
            continue
        parts = [
            m
            for m in row_candidates(row, names)
            if m.number == above.number and (m.indicator, m.number) not in taken
            if words <= set(normalise(m.name).split()) and _takes(m, row)
        ]
        if len(parts) == 1:
            why = f"the row carries on {above.number}: only this part of it has the words that are printed"
            found[i] = replace(parts[0], proof=why)
    return _claimed_once(matches, found)


def _claimed_once(matches: list[Match | None], found: Mapping[int, Match]) -> list[Match | None]:
    """The matches with those found for rows; what two rows would be leaves both as they were."""
    times = Counter((m.indicator, m.number) for m in found.values())
    once = {i: m for i, m in found.items() if times[m.indicator, m.number] == 1}
    return [once.get(i, match) for i, match in enumerate(matches)]


def _held_between(
    rows: Sequence[FittedRow],
    matches: list[Match | None],
    order: list[tuple[str, str | None]],
    names: FamilyNames,
) -> list[Match | None]:
    """The matches, with rows of which a word or two is left read as the one indicator that these words and the
    rows above and below leave."""
    places = {key: position for position, key in enumerate(order)}
    stands = [places.get((m.indicator, m.number)) if m else None for m in matches]
    found: dict[int, Match] = {}
    for i, (row, match) in enumerate(zip(rows, matches, strict=True)):
        words = set(content_words(row.get("name")))
        if match is None or match.score or not words or row.get("number"):
            continue
        first = max((p for p in stands[:i] if p is not None), default=-1)
        last = min((p for p in stands[i + 1 :] if p is not None), default=len(order))
        held = [
            m
            for m in row_candidates(row, names)
            if first < places.get((m.indicator, m.number), -1) < last
            if words <= set(normalise(m.name).split()) and _takes(m, row)
        ]
        if len(held) == 1:
            why = "the name is cut: between the rows above and below only this indicator has the words that are left"
            found[i] = replace(held[0], proof=why)
    return _claimed_once(matches, found)


def _costs(row: FittedRow, found: dict[tuple[str, str | None], Match]) -> dict[tuple[str, str | None], Costs]:
    """What it costs to read a row as each indicator: the first time it is printed, and a second time."""
    if not row.get("name") and not row.get("number"):
        return {key: (-0.3, 1.0) for key, m in found.items() if m.score >= -0.01 and _takes(m, row)}
    best = max((m.score for m in found.values()), default=0.0)
    costs = {}
    for key, match in found.items():
        if best - match.score <= _CLEARLY_ANOTHER:
            need = _needed(row, match)
            again = 0.08 if need == _NEEDED_AGAINST_NUMBER else 0.2
            costs[key] = (need - match.score, need - match.score + again)
    return costs


def _numbered_as_printed(rows: Sequence[FittedRow], matches: list[Match | None]) -> list[Match | None]:
    """The matches, with the number that this document prints where indicators were renumbered.

    A printed number that is not the registry's is a new number, not damage, if the row has exactly the
    name and the number stands in the order of the legible numbers above and below it.
    """
    printed = [printed_number(row.get("number")) for row in rows]
    numbered: list[Match | None] = []
    for i, match in enumerate(matches):
        number = printed[i]
        if match and number and match.score >= 0.72 and not number_agreement(number, match.number):
            above = next((p for p in reversed(printed[:i]) if p), None)
            below = next((p for p in printed[i + 1 :] if p), None)
            here = number_order(number)
            if (not above or number_order(above) <= here) and (not below or here <= number_order(below)):
                match = replace(match, number=number)
        numbered.append(match)
    return numbered


def labels_in_place(rows: Sequence[FittedRow], names: FamilyNames) -> list[FittedRow]:
    """The rows of a table without numbers, with labels that slipped up by a row put back.

    A label cannot be its row's if the figures have another unit than what it names. It goes to the row below
    if that prints no label and its unit is right; without such a row nobody knows, and it tells nothing.
    """
    if any(row.get("number") for row in rows):
        return list(rows)
    mended = list(rows)
    for i, row in enumerate(rows):
        named = names.candidates(Printed(None, row.get("name"), None, "summary"))[:1] if row.get("name") else []
        if not named or named[0].score < 0.9 or _takes(named[0], row):
            continue
        label = next((column, cell) for column, cell in row.cells if column.role == "name")
        mended[i] = FittedRow(row.line, tuple(pair for pair in row.cells if pair != label))
        below = rows[i + 1] if i + 1 < len(rows) else None
        if below and not below.get("name") and _takes(named[0], below):
            mended[i + 1] = FittedRow(below.line, (label, *(p for p in below.cells if p[0].role != "name")))
    return mended


def _takes(match: Match, row: FittedRow) -> bool:
    """Whether the figures of a row can be of an indicator's unit."""
    unit = unit_kind(row)
    if unit is None or unit.startswith("rate"):
        return unit is None or match.unit == unit
    return units_agree(match.unit, unit) and not match.unit.startswith("rate")


def undetermined(
    rows: Sequence[FittedRow],
    scores: list[dict[tuple[str, str | None], Match]],
    order: list[tuple[str, str | None]],
    paired: Mapping[int, tuple[str, str | None]],
) -> set[int]:
    """The rows without name and number for which their neighbours leave more than one indicator of their unit."""
    places = {key: position for position, key in enumerate(order)}
    named = [i for i in range(len(rows)) if i in paired and (rows[i].get("name") or rows[i].get("number"))]
    nameless = [i for i in range(len(rows)) if not rows[i].get("name") and not rows[i].get("number")]
    found: set[int] = set()
    for i in nameless:
        before = max((n for n in named if n < i), default=None)
        after = min((n for n in named if n > i), default=None)
        first = places[paired[before]] + 1 if before is not None else 0
        last = places[paired[after]] if after is not None else len(order)
        unit = unit_kind(rows[i])
        fits = [key for key in order[first:last] if key in scores[i] and _takes(scores[i][key], rows[i])]
        alike = [n for n in nameless if (before or -1) < n < (after or len(rows)) and unit_kind(rows[n]) == unit]
        if len(fits) > len(alike) or i not in paired:
            found.add(i)
    return found


def _needed(row: FittedRow, match: Match) -> float:
    """How alike a row must be to an indicator to be read as it: less if its number agrees, more if it contradicts."""
    printed = printed_number(row.get("number"))
    agrees = number_agreement(row.get("number"), match.number)
    if printed and not agrees:
        return _NEEDED_AGAINST_NUMBER
    return 0.48 if agrees >= 0.8 else 0.6


def _decide(row: FittedRow, aligned: Match | None, scores: dict[tuple[str, str | None], Match]) -> Match:
    best = max(scores.values(), key=lambda m: m.score, default=None)
    if aligned and best and best.score - aligned.score > 0.12 and best.score > 0.8:
        return best
    if aligned:
        return aligned
    if best and (best.score > 0.82 or _by_its_name(row, best, scores)):
        return best
    number = printed_number(row.get("number"))
    name = row.get("name") or "unnamed"
    return Match(
        derived_id(number, name), number, name, "percent" if unit_kind(row) == "percent" else "count", None, 0.0
    )


def _by_its_name(row: FittedRow, best: Match, scores: dict[tuple[str, str | None], Match]) -> bool:
    """Whether a row whose number is of another indicator has exactly the name of one, and of one only."""
    rival = max((m.score for m in scores.values() if m.indicator != best.indicator), default=0.0)
    return bool(printed_number(row.get("number"))) and best.score >= 0.74 and best.score - rival > 0.05


def percent_of(match: Match, names: FamilyNames) -> Match | None:
    """The percentage printed under the same number as a count, for a cell of the count's row that is one."""
    if match.unit == "percent" or match.number is None:
        return None
    same_number = names.percentages.get(match.number, [])
    if len(same_number) != 1:
        return None
    ((indicator, name),) = same_number
    return Match(indicator, match.number, name, "percent", None, match.score)
