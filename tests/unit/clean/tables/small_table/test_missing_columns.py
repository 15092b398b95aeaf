"""Which columns of a layout a page prints, where it prints more or fewer of them. All headers are invented."""

from __future__ import annotations

import pytest

from scorecard.clean.raw.grid import Cell, Row
from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.small_table.missing_columns import ColumnMatcher
from scorecard.registry import load_registry
from scorecard.registry.layouts import ColumnLayout

REGISTRY = load_registry()
AREAS = ("North", "South", "Central")
NAMES = ("Kites flown", "Kites lost", "Share of kites lost")


def row(line: int, *texts: str) -> Row:
    return Row(line, tuple(Cell(text, i, text) for i, text in enumerate(texts, start=1)))


def matched(columns: list[ColumnLayout], *header: list[str]) -> list[ColumnLayout | None]:
    width = max(map(len, header))
    rows = [row(i, *texts) for i, texts in enumerate(header)]
    units = [FigureColumns("number", (c,)) for c in range(1, width)]
    return ColumnMatcher(rows, [], "early-help-scorecard", REGISTRY).match(columns, units)


NAMED = [ColumnLayout(breakdown=name) for name in NAMES]
BY_AREA = [ColumnLayout(area=area, breakdown=name, header=name) for area in AREAS for name in NAMES[:2]]


@pytest.mark.parametrize("absent", range(3))
def test_a_column_less_leaves_the_others_what_they_are(absent: int) -> None:
    left = [c for i, c in enumerate(NAMED) if i != absent]
    assert matched(NAMED, ["Month", *(str(c.breakdown) for c in left)]) == left


@pytest.mark.parametrize("absent", range(6))
def test_under_areas_a_column_less_is_told_by_the_order_of_names(absent: int) -> None:
    left = [c for i, c in enumerate(BY_AREA) if i != absent]
    areas = [str(c.area) if i == 0 or left[i - 1].area != c.area else "" for i, c in enumerate(left)]
    assert matched(BY_AREA, ["", *areas], ["Month", *(str(c.header) for c in left)]) == left


def test_a_new_column_is_none_of_the_layout() -> None:
    assert matched(NAMED, ["Month", NAMES[0], "Weather at noon", NAMES[1], NAMES[2]]) == [NAMED[0], None, *NAMED[1:]]


def test_an_area_cut_over_two_cells_is_that_area() -> None:
    columns = [ColumnLayout(area=area) for area in AREAS]
    assert matched(columns, ["", "Sou", "th", "Central"])[-1] == columns[2]


def test_what_two_columns_could_be_is_neither() -> None:
    columns = [ColumnLayout(area=area) for area in AREAS]
    assert matched(columns, ["Month", "a", "b"]) == [None, None]
    assert matched(BY_AREA, ["Month", NAMES[0]]) == [None]


def test_areas_out_of_order_tell_nothing() -> None:
    columns = [ColumnLayout(area=area, header="Kites") for area in AREAS]
    assert matched(columns, ["", "South", "North"], ["", "Kites", "Kites"]) == [None, None]


def test_columns_of_one_meaning_are_any_number() -> None:
    assert matched([ColumnLayout(), ColumnLayout()], ["", "x", "y", "z"]) == [ColumnLayout()] * 3


def test_a_column_under_another_area_is_none_of_this_one() -> None:
    columns = [ColumnLayout(area="North", header="Kites"), ColumnLayout(area="Central", header="Kites")]
    assert matched(columns, ["", "Central"], ["", "Kites"]) == [columns[1]]
    assert matched(columns, ["", "North"], ["", "Kites"]) == [columns[0]]
    assert matched(columns, ["", ""], ["", "Kites"]) == [None], "no area is printed"
    assert matched(columns[:1], ["", "South"], ["", "Kites"]) == [columns[0]], "the layout has one area only"
    named = [ColumnLayout(area="North", header="Kites"), ColumnLayout(area="Central", header="Zoos")]
    assert matched(named, ["", "Central"], ["", "Kites"]) == [None], "name and area contradict each other"


def test_an_area_stands_over_all_columns_up_to_the_next() -> None:
    assert matched(BY_AREA, ["", "North", "", "Central", ""], ["Month", *NAMES[:2] * 2]) == [*BY_AREA[:2], *BY_AREA[4:]]


def test_figures_tell_percentages_from_counts() -> None:
    share = next(i for i in REGISTRY.indicators.values() if i.unit == "percent")
    count = next(i for i in REGISTRY.indicators.values() if i.unit == "count")
    columns = [
        ColumnLayout(indicator=share.id, header="Kites in the wind"),
        ColumnLayout(indicator=count.id, header="Kites in the wind"),
        ColumnLayout(skip=True, header="Kites"),
    ]
    header = [row(0, "", "Kites in the wind")]
    for cell, expected in (("12%", columns[0]), ("12", columns[1])):
        matcher = ColumnMatcher(header, [row(1, "Red", cell)], "early-help-scorecard", REGISTRY)
        assert matcher.match(columns, [FigureColumns("number", (1,))]) == [expected]
    ratio = ColumnMatcher(header, [row(1, "Red", "7 of 10")], "early-help-scorecard", REGISTRY)
    assert ratio.match(columns, [FigureColumns("ratio", (1,))]) == [None], "an x of y may be of either"


LONG = "Every return that the harbour office and all of its piers counted"


def test_a_name_may_stand_over_a_column_alone_in_the_last_two_cells_or_in_all() -> None:
    columns = [ColumnLayout(breakdown=name) for name in ("Share of kites lost", "Kites flown", "Kites lost")]
    cut = matched(columns, ["", LONG, LONG], ["", "Share of", ""], ["Month", "kites lost", "Kites lost"])
    assert cut == [columns[0], columns[2]], "the last two cells"
    assert matched(columns, ["", LONG], ["Month", "Kites flown"]) == [columns[1]], "the last cell"
    three = [ColumnLayout(breakdown=name) for name in ("Lost at sea in a storm", "Found on land", "Storms")]
    assert matched(three, ["", "Lost"], ["", "at sea in a"], ["Month", "storm"]) == [three[0]], "all three"


def test_a_column_of_an_indicator_may_be_headed_by_any_of_its_names_and_by_its_area() -> None:
    share = next(i for i in REGISTRY.indicators.values() if i.unit == "percent")
    count = next(i for i in REGISTRY.indicators.values() if i.unit == "count")
    columns = [ColumnLayout(indicator=share.id), ColumnLayout(indicator=count.id)]
    assert matched(columns, ["Month", count.name]) == [columns[1]]
    assert matched(columns, ["Month", share.name]) == [columns[0]]
    of_areas = [ColumnLayout(indicator=count.id, area=area) for area in AREAS]
    assert matched(of_areas, ["Month", "South"]) == [of_areas[1]]


def test_a_column_for_which_nothing_speaks_is_none_of_the_layout() -> None:
    columns = [ColumnLayout(breakdown="Kites flown"), ColumnLayout(skip=True)]
    assert matched(columns, ["Month", "Kites flown", "x"]) == [columns[0], None]
    assert matched(columns, ["Month"]) == []


@pytest.mark.parametrize(
    ("unit", "cells", "fits"),
    [
        ("count", ["12%", "13%"], False),
        ("count", ["12%", "13%", "14"], False),
        ("count", ["12%", "13"], True),
        ("count", ["12", "13"], True),
        ("count", ["n/a", "%"], True),
        ("percent", ["12%", "13%"], True),
        ("percent", ["12", "13"], True),
        ("ratio", ["12%", "13%"], True),
        (None, ["12%", "13%"], True),
    ],
)
def test_as_many_columns_fit_unless_most_rows_print_percentages_under_a_count(
    unit: str | None, cells: list[str], fits: bool
) -> None:
    known = next((i.id for i in REGISTRY.indicators.values() if i.unit == unit), None)
    column, kites = ColumnLayout(indicator=known), FigureColumns("number", (1,))
    matcher = ColumnMatcher([], [row(n, "Red", cell) for n, cell in enumerate(cells)], "early-help-scorecard", REGISTRY)
    assert matcher.fit([column], [kites]) is fits
    assert not matcher.fit([column], [kites, kites]) and not matcher.fit([column, column], [kites])
    assert matcher.fit([column.model_copy(update={"skip": True})], [kites]), "what is not read may be anything"


def test_of_cells_that_were_put_together_the_last_says_whether_it_is_a_percentage() -> None:
    count = next(i.id for i in REGISTRY.indicators.values() if i.unit == "count")
    matcher = ColumnMatcher([], [row(1, "Red", "5%", "7")], "early-help-scorecard", REGISTRY)
    assert matcher.fit([ColumnLayout(indicator=count)], [FigureColumns("number", (1, 2))])
    assert not matcher.fit([ColumnLayout(indicator=count)], [FigureColumns("number", (2, 1))])


def test_two_areas_over_one_column_speak_half_as_much_each_and_for_no_third() -> None:
    columns = [ColumnLayout(area=area, header="Kites") for area in AREAS]
    assert matched(columns, ["", "North and South"], ["", "Kites"]) == [None]
    assert matched(columns, ["", "North and South", "Central"], ["", "Kites", "Kites"]) == [None, columns[2]]


def test_an_area_cut_over_a_cell_and_the_one_on_its_right_or_left_is_over_both() -> None:
    columns = [ColumnLayout(area=area, header="Kites") for area in AREAS]
    assert matched(columns, ["", "Nor", "th"], ["", "Kites", "Zoos"])[0] == columns[0]
    assert matched(columns, ["", "Nor", "th"], ["", "Zoos", "Kites"])[1] == columns[0]
    assert matched(columns, ["Nor", "th"], ["", "Kites"]) == [columns[0]]
    beside = matched(columns, ["", "South", "x"], ["", "Kites", "Kites"])
    assert beside == columns[1:], "a whole name beside a cell is not over it"


@pytest.mark.parametrize(
    ("header", "expected"),
    [(["", "No", "rth", "x", "South"], 0), (["", "x", "", "Sou", "th"], 1), (["", "x", "", "", "South"], None)],
    ids=["cut inside the column", "cut over its last cell and the next", "over the cell after the next"],
)
def test_an_area_is_looked_for_over_all_cells_that_make_up_a_column(header: list[str], expected: int | None) -> None:
    columns = [ColumnLayout(area=area, header="Kites") for area in AREAS]
    rows = [row(1, *header), row(2, "", "Kites")]
    unit = FigureColumns("ratio", (1, 2, 3))
    found = ColumnMatcher(rows, [], "early-help-scorecard", REGISTRY).match(columns, [unit])
    assert found == [None if expected is None else columns[expected]]


def test_an_area_may_come_again_behind_another() -> None:
    columns = [
        ColumnLayout(area=area, header=name) for area, name in zip(("North", "South", "North"), NAMES, strict=True)
    ]
    assert matched(columns, ["", "North", "South", "North"], ["", *NAMES]) == columns
    same = [column.model_copy(update={"header": "Kites"}) for column in columns]
    assert matched(same, ["", "North", "South"], ["", "Kites", "Kites"]) == same[:2]
    assert matched(same, ["", "South", "North"], ["", "Kites", "Kites"]) == same[1:]
