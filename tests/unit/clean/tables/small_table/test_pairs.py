"""Which printed column is which of the layout: in order, unless the words plainly say another order."""

from __future__ import annotations

import pytest

from scorecard.clean.tables.small_table.over import name_over, named_alone, reads_as_name, tidy, without_brackets
from scorecard.clean.tables.small_table.pairs import best_pairs
from tests.fixtures.grids import row

SURE, CHANCE, NONE = 0.9, 0.4, 0.1

AS_MANY = [
    ("in order", [[SURE, NONE], [NONE, SURE]], [0, 1]),
    ("in another order that is plain", [[NONE, SURE], [SURE, NONE]], [1, 0]),
    ("names that tell nothing stay in order", [[CHANCE, CHANCE], [CHANCE, CHANCE]], [0, 1]),
    ("an order that is not clearly likelier", [[0.7, 0.9], [0.9, 0.7]], [0, 1]),
    ("a quarter likelier is clearly likelier", [[0.65, 0.9], [0.9, 0.65]], [1, 0]),
    ("what is left of both belongs together", [[NONE, NONE, NONE], [SURE, NONE, NONE], [NONE, NONE, SURE]], [1, 0, 2]),
    ("two that nothing is known of stay in order", [[NONE] * 3, [NONE] * 3, [SURE, NONE, NONE]], [0, 1, 2]),
]


@pytest.mark.parametrize(("scores", "order"), [case[1:] for case in AS_MANY], ids=[case[0] for case in AS_MANY])
def test_as_many_columns_as_the_layout_has(scores: list[list[float]], order: list[int]) -> None:
    assert best_pairs(scores, [True] * len(scores)) == dict(enumerate(order))


def test_what_is_left_needs_a_name_of_its_own() -> None:
    scores = [[NONE, NONE, NONE], [SURE, NONE, NONE], [NONE, NONE, SURE]]
    assert best_pairs(scores, [False, True, True]) == {0: 0, 1: 1, 2: 2}


OTHERS = [
    ("one less", [[SURE, NONE, NONE], [NONE, NONE, SURE]], {0: 0, 1: 2}),
    ("one more", [[SURE, NONE], [NONE, NONE], [NONE, SURE]], {0: 0, 2: 1}),
    ("as alike as chance is not alike", [[CHANCE, NONE, NONE], [NONE, NONE, SURE]], {1: 2}),
    ("more alike than chance is, in order", [[0.45, NONE, NONE], [NONE, NONE, SURE]], {0: 0, 1: 2}),
    ("another order that is worth more", [[NONE, NONE, SURE], [SURE, NONE, NONE]], {0: 2, 1: 0}),
    ("another order that is worth hardly more", [[0.6, NONE, 0.7], [0.7, 0.6, NONE]], {0: 0, 1: 1}),
    ("nothing at all", [], {}),
]


@pytest.mark.parametrize(("scores", "pairs"), [case[1:] for case in OTHERS], ids=[case[0] for case in OTHERS])
def test_more_or_fewer_columns_than_the_layout_has(scores: list[list[float]], pairs: dict[int, int]) -> None:
    assert best_pairs(scores, [True] * len(scores)) == pairs


def test_a_column_is_named_alone_by_its_lowest_header() -> None:
    assert named_alone([["Kites"], ["Zoos", "Kites"], [""]]) == [True, True, False]
    assert named_alone([["Kites flown"], ["Kites flowm"], ["Zoos"]]) == [False, False, True]
    assert named_alone([[], ["Zoos"]]) == [False, True]


def test_names_over_columns() -> None:
    header = [row(1, "|Kites|Zoos"), row(2, "|flown|")]
    assert [name_over(header, c) for c in range(4)] == ["", "flown", "Zoos", ""]
    assert [reads_as_name(text) for text in ("Kite", "Kit", "Kite 100", "Kite 10", "")] == [
        True,
        False,
        False,
        True,
        False,
    ]
    assert (without_brackets("Kites (all) flown"), without_brackets("(all)"), without_brackets("")) == (
        "Kites flown",
        "(all)",
        "",
    )
    assert (tidy("kites Flown"), tidy("")) == ("Kites Flown", "")
