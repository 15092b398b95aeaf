"""One value cell changed to any text never changes another figure: a sample here, the whole in bench/substitutions.py."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from scorecard.clean.raw.load import load_raw
from scorecard.registry import load_registry
from tests.fixtures.substitutions import OWN, TEXTS, Outcome, Substitution, Substitutions

_OF_A_TABLE = 5
"""So many cells of each table are changed, each to another text."""


@pytest.fixture(scope="module")
def outcomes(project: Path) -> list[Outcome]:
    substitutions = Substitutions(load_raw(project / "data" / "raw"), load_registry())
    chance, taken = random.Random(20), Counter[tuple[str, str]]()
    cells = list(substitutions.cells())
    chance.shuffle(cells)
    wanted = []
    for document, table, line, cell in cells:
        if taken[document, table] < _OF_A_TABLE:
            taken[document, table] += 1
            wanted.append(Substitution(document, table, line, cell, chance.choice(TEXTS)))
    return list(substitutions.outcomes(sorted(wanted, key=lambda one: one.place)))


def test_every_other_figure_keeps_value_indicator_area_and_period_or_is_listed(outcomes: list[Outcome]) -> None:
    assert {outcome.of: outcome.harmed for outcome in outcomes if outcome.harmed} == {}


def test_the_cell_itself_is_never_read_as_what_it_does_not_print(outcomes: list[Outcome]) -> None:
    assert {outcome.of: outcome.own for outcome in outcomes if outcome.own not in (*OWN, "silent")} == {}


def test_the_cell_itself_is_in_some_list(outcomes: list[Outcome]) -> None:
    """Where a table has one row of figures, a text without any may pass for words or debris of a picture: one in a
    hundred of this sample, which holds the same number of cells of small tables as of large ones."""
    silent = [outcome.of for outcome in outcomes if outcome.own == "silent"]
    assert len(silent) <= len(outcomes) / 100, silent


def test_hardly_any_other_figure_is_lost_from_sight(outcomes: list[Outcome]) -> None:
    """A figure whose proof was the cell that changed may be listed as not read; that is rare."""
    assert sum(bool(outcome.unread) for outcome in outcomes) < len(outcomes) / 10


def test_the_sample_holds_every_text_and_every_table(outcomes: list[Outcome]) -> None:
    assert {outcome.of.text for outcome in outcomes} == set(TEXTS)
    assert len({outcome.of.place[:2] for outcome in outcomes}) > 90
    assert {outcome.own for outcome in outcomes} >= set(OWN)
