"""Whose figures stand in columns and rows whose words nobody knows yet: comparators and parts of the council's area."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.measures import MeasureNames
from scorecard.clean.tables.general.of_one import OneMeasurePlacer
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.clean.tables.general.words import is_nameless
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.registry import Registry
from scorecard.registry.draft_words import DraftWords
from scorecard.text.letters import letters
from scorecard.text.numbers import number_of
from scorecard.text.spans import SHORT_SPAN, SPAN, YEAR

_SIGNS = re.compile(r"[^a-z0-9]+")
_YEAR_AT_EDGE = re.compile(rf"^(?:{SPAN}|{YEAR}) |[ ,(]+(?:{SPAN}|{YEAR}-[0-9]{{2}}|{SHORT_SPAN}|{YEAR})\)?$")
_TOTAL = 0.005
"""By so much of it a printed total may differ from its parts: some children have no area."""


@dataclass
class Areas:
    """What a council's packs call itself, comparators and its localities.

    ``spellings`` are words for the whole council, ``comparators`` headers by the comparator that they name.
    ``localities`` are the parts that add up to the council's own figure;
    ``unsure`` are words in their place that nothing proves.
    """

    spellings: list[str] = field(default_factory=list)
    comparators: dict[str, list[str]] = field(default_factory=dict)
    localities: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


def areas_of(tables: Iterable[TableRoles], authority: str, words: DraftWords) -> Areas:
    """The areas that the headers and labels of some tables name."""
    areas = Areas()
    for table in tables:
        if table.rows == "measure":
            _of_columns(table, authority, words, areas)
        elif table.rows == "area":
            _of_rows(table, authority, words, areas)
    return areas


def comparator_of(header: str, words: DraftWords) -> str | None:
    """The comparator that a header's words name; empty for one that no word settles, null where it is none."""
    said = f" {_SIGNS.sub(' ', header.lower()).strip()} "
    for name, known in words.comparators.items():
        if any(f" {_SIGNS.sub(' ', word).strip()} " in said for word in known):
            return name
    return "" if any(f" {word} " in said for word in words.compared) else None


def open_headers(tables: Iterable[TableRoles], family: str, registry: Registry) -> list[str]:
    """The words over columns of figures that leave open what they are about, each once, in printed order."""
    names, lexicon = MeasureNames(registry, family), registry.made(Lexicon.of)
    headers: list[str] = []
    for table in tables:
        for column in OneMeasurePlacer(table, names, lexicon).open_columns():
            words = without_year(column.words or column.header)
            if words:
                _add(headers, words)
    return headers


def without_year(header: str) -> str:
    """A header without the year at its edge, which next year's will not have."""
    return _YEAR_AT_EDGE.sub("", header).strip(" :,-()")


def _of_columns(table: TableRoles, authority: str, words: DraftWords, areas: Areas) -> None:
    unknown = [c for c in table.of_role(VALUE) if c.words and not c.area]
    own = next((c for c in table.of_role(VALUE) if c.area == authority and not c.time), None)
    rest = [own] if own else []
    if own and letters(own.header) != letters(authority):
        _add(areas.spellings, without_year(own.header))
    for column in unknown:
        header = without_year(column.words or column.header)
        named = comparator_of(header, words)
        if letters(authority) in letters(header) or is_nameless(header):
            _add(areas.spellings, header) if letters(header) != letters(authority) else None
            rest.append(column)
        elif named:
            _add(areas.comparators.setdefault(named, []), header)
        elif named is None:
            rest.append(column)
    own = own or next((c for c in rest if letters(authority) in letters(c.words) or is_nameless(c.words)), None)
    if own is None or len(rest) < 3:
        return
    parts = [c for c in rest if c is not own]
    sure = all(_adds_up(body, parts, own) for body in table.body if _is_counted(body, own))
    for column in parts:
        _add(areas.localities if sure else areas.unsure, column.words)


def _of_rows(table: TableRoles, authority: str, words: DraftWords, areas: Areas) -> None:
    own = [body for body in table.body if body.is_total or letters(authority) in letters(body.label)]
    for body in table.body:
        if body in own:
            if not body.is_total and letters(body.label) != letters(authority):
                _add(areas.spellings, body.label)
        elif named := comparator_of(body.label, words):
            _add(areas.comparators.setdefault(named, []), body.label)
        elif body.label:
            _add(areas.localities if own else areas.unsure, body.label)


def _add(listed: list[str], text: str) -> None:
    if text not in listed:
        listed.append(text)


def _is_counted(body: BodyRow, own: Column) -> bool:
    return number_of(body.row.text(own.position)) is not None and "%" not in body.row.text(own.position)


def _adds_up(body: BodyRow, parts: Sequence[Column], own: Column) -> bool:
    whole = number_of(body.row.text(own.position)) or 0.0
    numbers = list(_numbers(body, parts))
    return len(numbers) == len(parts) and abs(sum(numbers) - whole) <= _TOTAL * max(whole, 1.0)


def _numbers(body: BodyRow, parts: Sequence[Column]) -> Iterator[float]:
    for column in parts:
        value = number_of(body.row.text(column.position))
        if value is not None:
            yield value
