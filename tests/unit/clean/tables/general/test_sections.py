"""Groups of rows with totals of their own, in tables of one measure by category."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.clean.tables.general.roles import table_roles
from scorecard.clean.tables.general.sections import Sections
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.registry import load_registry
from tests.fixtures.grids import grid

LEXICON = Lexicon.of(load_registry())
HEAD = "Kind of kite|Flown|Lost"


def categories(*lines: str, crossed: bool = False) -> list[str]:
    """What each row of figures is, with the totals that stand apart in brackets."""
    roles = table_roles(grid(HEAD, *lines, as_at=date(2023, 12, 31)), LEXICON)
    assert roles is not None
    sections = Sections(roles, crossed)
    told = [(row, sections.category(row, row.label)) for row in roles.body]
    return [f"({row.label})" if sections.stands_apart(row) else category for row, category in told]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        # no group: the total is that of all
        (["Box|1|2", "Delta|3|4", "Total|4|6"], ["Box", "Delta", "Total"]),
        # each group has its total, and all have one
        (
            ["Red||", "Box|1|2", "Delta|3|4", "Total red|4|6", "Blue||", "Box|5|1", "Delta|1|1", "Total blue|6|2"],
            [
                *("Red / Box", "Red / Delta", "Red / Total red"),
                *("Blue / Box", "Blue / Delta", "Blue / Total blue"),
            ],
        ),
        # the same without labels over the groups, and a total that is called otherwise
        (
            ["Box|1|2", "Delta|3|4", "Red total|4|6", "Sled|5|1", "Roller|1|1", "Blue total|6|2", "All kites|10|8"],
            [
                *("Red / Box", "Red / Delta", "Red / Total"),
                *("Blue / Sled", "Blue / Roller", "Blue / Total"),
                "Total",
            ],
        ),
        # a total of some rows among others, which are of no group: it is no part of any sum
        (
            ["Box|1|2", "Delta|3|4", "Total red|4|6", "Sled|5|1", "Roller|1|1", "All kites|10|8"],
            ["Box", "Delta", "(Total red)", "Sled", "Roller", "Total"],
        ),
        # one misprint in one column: the other proves it
        (
            ["Red||", "Box|1|2", "Delta|3|4", "Total|9|6", "Blue||", "Sled|5|1", "Roller|1|1", "Total|6|2"],
            [
                *("Red / Box", "Red / Delta", "Red / Total"),
                *("Blue / Sled", "Blue / Roller", "Blue / Total"),
            ],
        ),
        # categories that stand in two groups
        (
            ["Red||", "Box|1|2", "Delta|3|4", "Blue||", "Box|5|1", "Delta|1|1"],
            ["Red: Box", "Red: Delta", "Blue: Box", "Blue: Delta"],
        ),
    ],
)
def test_the_groups_of_rows(lines: list[str], told: list[str]) -> None:
    assert categories(*lines) == told


def test_groups_of_a_table_that_its_columns_divide_too_stand_apart() -> None:
    lines = ["Red||", "Box|1|2", "Delta|3|4", "Total red|4|6", "Blue||", "Sled|5|1", "Roller|1|1", "Total blue|6|2"]
    assert categories(*lines, crossed=True)[2] == "(Total red)"
