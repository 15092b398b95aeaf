"""A family of invented measures, printed in the order of their numbers, and rows of a summary of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scorecard.clean.names.indicators import FamilyNames, Match
from scorecard.clean.raw.grid import Cell
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.clean.tables.summary.fit import FittedRow
from scorecard.registry import PrintedName
from tests.unit.validate.rule_frames import FAMILY, indicator, registry

Measure = tuple[str, str, str, str]
"""Id, printed number, printed name, unit."""


def family_names(measures: Iterable[Measure]) -> FamilyNames:
    """The names of a family that prints these measures."""
    listed = list(measures)
    made = registry(
        *(indicator(id, unit=unit, kind="share" if unit == "percent" else "flow") for id, _, _, unit in listed)
    )
    printed = tuple(
        PrintedName(family=FAMILY, indicator=id, number=number, names=[name]) for id, number, name, _ in listed
    )
    town = replace(made.councils["town"], names={FAMILY: printed})
    return Lexicon.of(replace(made, councils={"town": town})).names.of(FAMILY)


def summary_row(number: str, name: str, *figures: str, line: int = 1) -> FittedRow:
    """A row of a summary: number, name and figures."""
    texts = [("number", number), ("name", name), *(("value", figure) for figure in figures)]
    return FittedRow(line, tuple((SummaryColumn(role, n), Cell(t, n + 1, t)) for n, (role, t) in enumerate(texts) if t))


def match_of(measure: Measure, score: float = 0.9) -> Match:
    """A measure as a row was matched with it."""
    id, number, name, unit = measure
    return Match(id, number, name, unit, None, score)
