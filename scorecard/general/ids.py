"""Which measures of several tables are one, and what each is called: ``publisher/slug``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from scorecard.general.printed import OWN, PrintedCell, PrintedMeasure, PrintedTable
from scorecard.text.letters import letters
from scorecard.text.numbers import decimals_of, number_of
from scorecard.text.periods import NOT_STATED, open_label

_LONGEST_SLUG = 60
_WORDS_THAT_TELL = 4
"""A name of so many words is a measure's own, even where its one common figure differs."""
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")

Named = dict[tuple[int, PrintedMeasure], str]
"""The id of each measure of each table, by the table's position."""
Key = tuple[object, ...]


def slug(text: str) -> str:
    """A name as the part of an id: lower case, words joined by hyphens.

    >>> slug("% of Kites flown (in 2 fields)")
    'percent-of-kites-flown-in-2-fields'
    """
    plain = _NOT_A_LETTER.sub("-", text.lower().replace("%", " percent ")).strip("-")
    return plain[:_LONGEST_SLUG].strip("-") or "measure"


def named_measures(tables: Sequence[PrintedTable], publisher: str) -> Named:
    """An id for each measure of each table: one for the same name and unit, where tables do not contradict it.

    Tables of different children print the same names ("boys", "girls"): two that print other figures for most of what
    both of them print are about different things, and so are their measures.
    """
    known: dict[tuple[str, str, str], list[tuple[str, list[int]]]] = defaultdict(list)
    taken: dict[str, str] = {}
    ids: Named = {}
    figures = [_figures(table) for table in tables]
    for at, table in enumerate(tables):
        for measure in _measures(table):
            key = (letters(measure.name), measure.unit, measure.part)
            same = next((one for one in known[key] if _agrees(measure, at, one[1], figures)), None)
            if same is None:
                same = (_free(f"{slug(publisher)}/{slug(measure.name)}", measure, taken), [])
                known[key].append(same)
            same[1].append(at)
            ids[at, measure] = same[0]
    return ids


def _measures(table: PrintedTable) -> Iterator[PrintedMeasure]:
    """The measures of a table, each once, in printed order."""
    yield from dict.fromkeys(cell.measure for cell in table.cells if cell.measure)


def _free(wanted: str, measure: PrintedMeasure, taken: dict[str, str]) -> str:
    """An id that no other measure has: with its part or its unit, or else with a number."""
    own = wanted if measure.part == OWN else f"{wanted}-{slug(measure.part)}"
    if taken.get(own, measure.unit) != measure.unit:
        own = f"{own}-{measure.unit.replace('_', '-')}"
    free = own if own not in taken else next(one for n in count(2) if (one := f"{own}-{n}") not in taken)
    taken[free] = measure.unit
    return free


def _figures(table: PrintedTable) -> Mapping[Key, str]:
    """What a table prints for each measure, period, area and category: the first print of each."""
    printed: dict[Key, str] = {}
    for cell in table.cells:
        if cell.role == "value" and cell.measure and number_of(cell.cell.plain) is not None:
            printed.setdefault(_key(cell), cell.cell.plain)
    return printed


def _key(cell: PrintedCell) -> Key:
    assert cell.measure is not None
    same = (letters(cell.measure.name), cell.measure.unit, cell.measure.part)
    return (*same, cell.period.label if cell.period else None, cell.area, cell.breakdown)


def _agrees(measure: PrintedMeasure, at: int, others: Sequence[int], figures: Sequence[Mapping[Key, str]]) -> bool:
    """Whether a table may be about the same as each of others that print a measure of the same name."""
    return all(_are_of_the_same(measure, figures[at], figures[other]) for other in others)


def _are_of_the_same(measure: PrintedMeasure, here: Mapping[Key, str], there: Mapping[Key, str]) -> bool:
    own = (letters(measure.name), measure.unit, measure.part)
    both = [key for key in here if key in there]
    mine = [key for key in both if key[:3] == own]
    # of no stated time, two figures that differ are of two times
    if any(_is_undated(key[3]) and not _may_be_one(here[key], there[key]) for key in mine):
        return False
    agree = sum(_may_be_one(here[key], there[key]) for key in both)
    if not mine or 2 * agree >= len(both):
        return True
    return len(both) == 1 and len(measure.name.split()) >= _WORDS_THAT_TELL


def _is_undated(period: object) -> bool:
    """Whether a period is of no stated time, or a month or a quarter without a year."""
    return period == NOT_STATED.label or bool(open_label(str(period or "")))


def _may_be_one(one: str, other: str) -> bool:
    """Whether two prints may be the same number, one of them with fewer decimals."""
    first, second = number_of(one), number_of(other)
    if first is None or second is None:
        return False
    half = 0.5 * 10.0 ** -min(decimals_of(one), decimals_of(other))
    return abs(first - second) <= half * (decimals_of(one) != decimals_of(other)) + 1e-9
