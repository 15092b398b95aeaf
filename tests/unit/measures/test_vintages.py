"""What each pack said of a figure, pack by pack; nothing is overwritten, and rounding is no restatement."""

from __future__ import annotations

import pytest

from scorecard.measures.vintages import vintages
from tests.fixtures.processed import documents, figure, months, observations

(MAY,) = months("2020-05")


def of(*rows):
    return vintages(observations(*rows), documents())


def test_a_figure_of_two_packs_stands_in_their_order_with_what_changed():
    frame = of(figure("lac_number", 605, MAY), figure("lac_number", 603, MAY, document="pack-may"))
    assert frame.select("document", "value", "before", "change", "packs", "restated").rows() == [
        ("pack-may", 603.0, None, None, 2, True),
        ("pack-june", 605.0, 603.0, 2.0, 2, True),
    ]


@pytest.mark.parametrize(
    ("before", "after", "restated"),
    [
        ((65.5, 1), (66.0, 0), False),
        ((65.4, 1), (66.0, 0), True),
        ((65.5, 1), (65.6, 1), True),
        ((66.0, 0), (66.0, 1), False),
    ],
)
def test_what_is_only_rounded_otherwise_is_not_restated(before, after, restated):
    rows = [
        figure("share", value, MAY, unit="percent", decimals=decimals, document=document)
        for (value, decimals), document in ((before, "pack-may"), (after, "pack-june"))
    ]
    assert of(*rows)["restated"].to_list() == [restated, restated]


def test_other_values_of_the_same_pack_stand_beside_it():
    frame = of(figure("lac_number", 605, MAY), figure("lac_number", 606, MAY, line=50))
    assert frame.select("value", "also", "packs", "restated").rows() == [(605.0, [606.0], 1, False)]


def test_the_place_with_its_x_of_y_comes_first():
    plain = figure("share", 50.0, MAY, unit="percent", line=1)
    proved = figure("share", 51.0, MAY, unit="percent", line=9, numerator=51, denominator=100)
    assert of(plain, proved)["value"].to_list() == [51.0]


def test_a_missing_mark_is_no_print():
    frame = of(figure("lac_number", None, MAY), figure("lac_number", 603, MAY, document="pack-may"))
    assert frame["document"].to_list() == ["pack-may"]


def test_areas_and_categories_are_figures_of_their_own():
    frame = of(
        figure("lac_number", 605, MAY),
        figure("lac_number", 300, MAY, area="North", area_kind="locality", document="pack-may"),
        figure("lac_number", 40, MAY, breakdown="Under 1", document="pack-may"),
    )
    assert frame["packs"].to_list() == [1, 1, 1]
    assert not frame["restated"].any()


def test_the_order_of_rows_does_not_matter():
    rows = [figure("lac_number", 603 + n, MAY, document=one) for n, one in enumerate(("pack-may", "pack-june"))]
    assert of(*rows).drop("line").equals(of(*reversed(rows)).drop("line"))
