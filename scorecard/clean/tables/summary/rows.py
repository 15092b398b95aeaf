"""Which indicator each row of a summary is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scorecard.clean.names.indicators import BY_NAME_ALONE, FamilyNames, Key, Match, Printed, derived_id
from scorecard.clean.names.numbers import printed_number
from scorecard.clean.tables.shared.align import align
from scorecard.clean.tables.summary.candidates import (
    NEEDED_AGAINST_NUMBER,
    needed,
    row_candidates,
    takes,
    unit_kind,
)
from scorecard.clean.tables.summary.fit import FittedRow
from scorecard.clean.tables.summary.proofs import held_between, numbered_as_printed, parts_of_a_number

_CLEARLY = 0.12
"""By so much an indicator is clearly likelier than another."""
_SURELY = 0.8
"""So alike a row is surely the indicator, wherever it stands."""
_EXACTLY = 0.9
_NO_RIVAL = 0.05
_AGAIN, _AGAIN_AGAINST_NUMBER = 0.2, 0.08
"""How much likelier a second row of an indicator must be, and where its number contradicts anyway."""
_BY_PLACE = -0.3
"""What speaks for an indicator of the right unit where a row prints neither name nor number."""
Scores = Mapping[Key, Match]
"""The indicators that a row may be of."""
Costs = tuple[float, float]
"""What it costs to read a row as an indicator: the first time that it is printed, and a second time."""
_NOT_AGAINST = -0.01
"""A row without name and number scores nothing; less than nothing speaks against an indicator."""
_NO_PAIR: Costs = (1.0, 1.0)


def match_rows(rows: Sequence[FittedRow], names: FamilyNames) -> list[Match | None]:
    """The indicator of every row; null where more than one is possible.

    A summary prints its indicators in the order of their numbers, so rows and indicators are aligned as
    two sequences; a row without a name or number is proved by its neighbours and its unit, if they leave
    one indicator only. Rows that stand out of order are taken by their own number and name.
    """
    rows = labels_in_place(rows, names)
    scores = [{m.key: m for m in row_candidates(row, names)} for row in rows]
    order = list(dict.fromkeys((e.indicator, e.number) for e in names.numbered if e.page != "detail"))
    paired = _aligned(rows, scores, order)
    open_rows = _undetermined(rows, scores, order, paired)
    matches = [
        None if i in open_rows else _decide(row, scores[i].get(paired[i]) if i in paired else None, scores[i])
        for i, row in enumerate(rows)
    ]
    matches = held_between(rows, parts_of_a_number(rows, matches, names), order, names)
    return numbered_as_printed(rows, matches)


def _aligned(rows: Sequence[FittedRow], scores: Sequence[Scores], order: Sequence[Key]) -> dict[int, Key]:
    """The indicator of each row that has one where both are aligned in their order."""
    costs = [_costs(row, mine) for row, mine in zip(rows, scores, strict=True)]
    # to leave an indicator out costs nothing, so one that is like no row need not be aligned
    likely = {key for mine in costs for key, cost in mine.items() if min(cost) < 0}
    # twice each: a summary may print an indicator in two rows (by month and by year); the second counts less
    worth = [key for key in order if key in likely for _ in range(2)]

    def cost(i: int, j: int) -> float:
        return costs[i].get(worth[j], _NO_PAIR)[j % 2]

    _, pairs = align(len(rows), len(worth), cost, lambda i: 0.0, lambda j: 0.0)
    return {i: worth[j] for i, j in pairs if cost(i, j) < 0}


def _costs(row: FittedRow, scores: Scores) -> dict[Key, Costs]:
    """What it costs to read a row as each of the indicators that it may be of."""
    if not row.get("name") and not row.get("number"):
        return {key: (_BY_PLACE, 1.0) for key, m in scores.items() if m.score >= _NOT_AGAINST and takes(m, row)}
    best = max((m.score for m in scores.values()), default=0.0)
    costs = {}
    for key, match in scores.items():
        if best - match.score <= _CLEARLY:
            need = needed(row, match)
            again = _AGAIN_AGAINST_NUMBER if need == NEEDED_AGAINST_NUMBER else _AGAIN
            costs[key] = (need - match.score, need - match.score + again)
    return costs


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
        if not named or named[0].score < _EXACTLY or takes(named[0], row):
            continue
        label = next((column, cell) for column, cell in row.cells if column.role == "name")
        mended[i] = FittedRow(row.line, tuple(pair for pair in row.cells if pair != label))
        below = rows[i + 1] if i + 1 < len(rows) else None
        if below and not below.get("name") and takes(named[0], below):
            mended[i + 1] = FittedRow(below.line, (label, *(p for p in below.cells if p[0].role != "name")))
    return mended


def _undetermined(
    rows: Sequence[FittedRow],
    scores: Sequence[Scores],
    order: Sequence[Key],
    paired: Mapping[int, Key],
) -> set[int]:
    """The rows without name and number for which their neighbours leave more than one indicator of their unit."""
    places = {key: position for position, key in enumerate(order)}
    named = [i for i in range(len(rows)) if i in paired and (rows[i].get("name") or rows[i].get("number"))]
    nameless = [i for i in range(len(rows)) if not rows[i].get("name") and not rows[i].get("number")]
    open_rows: set[int] = set()
    for i in nameless:
        before = max((n for n in named if n < i), default=None)
        after = min((n for n in named if n > i), default=None)
        first = places[paired[before]] + 1 if before is not None else 0
        last = places[paired[after]] if after is not None else len(order)
        unit = unit_kind(rows[i])
        fits = [key for key in order[first:last] if key in scores[i] and takes(scores[i][key], rows[i])]
        alike = [n for n in nameless if (before or -1) < n < (after or len(rows)) and unit_kind(rows[n]) == unit]
        if len(fits) > len(alike) or i not in paired:
            open_rows.add(i)
    return open_rows


def _decide(row: FittedRow, aligned: Match | None, scores: Scores) -> Match:
    best = max(scores.values(), key=lambda m: m.score, default=None)
    if aligned and best and best.score - aligned.score > _CLEARLY and best.score > _SURELY:
        return best
    if aligned:
        return aligned
    if best and (best.score > _SURELY or _by_its_name(row, best, scores)):
        return best
    number = printed_number(row.get("number"))
    name = row.get("name") or "unnamed"
    is_share = unit_kind(row) == "percent" or name.lstrip().startswith("%")
    return Match(derived_id(number, name), number, name, "percent" if is_share else "count", None, 0.0)


def _by_its_name(row: FittedRow, best: Match, scores: Scores) -> bool:
    """Whether a row whose number is of another indicator has exactly the name of one, and of one only."""
    rival = max((m.score for m in scores.values() if m.indicator != best.indicator), default=0.0)
    return bool(printed_number(row.get("number"))) and best.score >= BY_NAME_ALONE and best.score - rival > _NO_RIVAL


def percent_of(match: Match, names: FamilyNames) -> Match | None:
    """The percentage printed under the same number as a count, for a cell of the count's row that is one."""
    if match.unit == "percent" or match.number is None:
        return None
    same_number = names.percentages.get(match.number, [])
    if len(same_number) != 1:
        return None
    ((indicator, name),) = same_number
    return Match(indicator, match.number, name, "percent", None, match.score)
