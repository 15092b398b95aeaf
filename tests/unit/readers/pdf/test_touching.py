"""Two tables that touch are two where their columns are; spans, titles and short rows part no table."""

from __future__ import annotations

import pytest

from scorecard.readers.pdf.marks import Rule
from scorecard.readers.pdf.touching import parted_tables

UPPER, LOWER = (0, 30, 120, 300, 500), (0, 80, 150, 170, 190, 210)


def table(xs: tuple[float, ...], ys: tuple[float, ...]) -> tuple[list[Rule], list[Rule]]:
    return [Rule(y, xs[0], xs[-1]) for y in ys], [Rule(x, ys[0], ys[-1]) for x in xs]


def together(*tables: tuple[list[Rule], list[Rule]]) -> tuple[list[Rule], list[Rule]]:
    """The rules of some tables; a line and a side that two of them share is one rule, as `joined_rules` makes it."""
    across, down = ([rule for one in tables for rule in one[way]] for way in (0, 1))

    def joined(rules: list[Rule]) -> list[Rule]:
        places = sorted({rule.at for rule in rules})
        of = {at: [rule for rule in rules if rule.at == at] for at in places}
        return [Rule(at, min(r.start for r in mine), max(r.end for r in mine)) for at, mine in of.items()]

    return joined(across), joined(down)


def shapes(*tables: tuple[list[Rule], list[Rule]]) -> list[tuple[list[float], list[float]]]:
    """The columns and rows of the tables that are found."""
    found = list(parted_tables(*together(*tables)))
    for across, down in found:
        sides = (down[0].at, down[-1].at)
        assert all(sides[0] <= rule.start < rule.end <= sides[1] for rule in across)
    return [(sorted(rule.at for rule in down), [rule.at for rule in across]) for across, down in found]


def test_tables_of_one_left_side_are_two_where_each_has_edges_of_its_own() -> None:
    upper, lower = (0, 120, 260, 350), (0, 120, 236, 253)
    assert len(shapes(table(upper, (0, 20, 40)), table(lower, (40, 60, 80)))) == 2


def test_tables_of_other_columns_and_another_width_are_two() -> None:
    assert shapes(table(UPPER, (0, 20, 40)), table(LOWER, (40, 60, 80))) == [
        ([*UPPER], [0, 20, 40]),
        ([*LOWER], [40, 60, 80]),
    ]


def test_three_tables_are_three() -> None:
    lowest = tuple(x + 7 for x in UPPER)
    found = shapes(table(UPPER, (0, 20, 40)), table(LOWER, (40, 60, 80)), table(lowest, (80, 100, 120)))
    assert [columns for columns, _ in found] == [[*UPPER], [*LOWER], [*lowest]]


@pytest.mark.parametrize(
    ("upper", "why"),
    [
        ((0, 210), "a title over all columns"),
        ((0, 80, 210), "a header that spans columns"),
        ((80, 150, 170, 190, 210), "a blank corner that is not drawn"),
        ((0, 80, 150), "a row that ends earlier"),
        ((0, 60, 100, 120, 160, 215), "another width by less than a column"),
        ((0, 40, 100, 120, 160, 210), "the same width: cells of one form"),
    ],
)
def test_one_table_stays_one(upper: tuple[float, ...], why: str) -> None:
    assert len(shapes(table(upper, (0, 20)), table(LOWER, (20, 40, 60)))) == 1, why
