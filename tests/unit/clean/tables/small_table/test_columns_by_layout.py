"""Columns of small tables: repeated, moved, absent or unknown to the layout; how a layout is found by them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.small_table.by_name import by_kinds
from scorecard.clean.tables.small_table.cycles import expected_columns
from scorecard.clean.tables.small_table.header_periods import only_one
from scorecard.clean.tables.small_table.missing_columns import ColumnMatcher
from scorecard.clean.tables.small_table.over import header_names
from scorecard.clean.tables.small_table.recognise import find_layout, header_length
from scorecard.registry.layouts import ColumnLayout, Layout, RowLayout
from tests.fixtures.grids import grid, row
from tests.unit.clean.tables.small_table.invented_layouts import COLUMNS, REGISTRY, layout, read
from tests.unit.validate.rule_frames import FAMILY


def test_a_cycle_is_repeated_for_each_area() -> None:
    by = layout(rows="period", cycle=COLUMNS, areas=["East", "West"])
    told = read(by, "|East||West|", "|Kites flown|Kites lost|Kites flown|Kites lost", "Apr-20|11|12|13|14")
    assert [where[:3] for where in told.values()] == [
        ("kites", None, "East"),
        ("lost", None, "East"),
        ("kites", None, "West"),
        ("lost", None, "West"),
    ]


def test_a_cycle_is_repeated_for_each_period_of_the_header() -> None:
    by = layout(period_from="header", cycle=COLUMNS)
    told = read(by, "|2017/18||2018/19|", "|Kites flown|Kites lost|Kites flown|Kites lost", "Red|11|12|13|14")
    assert [(where[0], where[3]) for where in told.values()] == [
        ("kites", "2017/18"),
        ("lost", "2017/18"),
        ("kites", "2018/19"),
        ("lost", "2018/19"),
    ]


def test_a_column_without_period_among_columns_of_periods_is_about_nothing_known() -> None:
    by = layout(period_from="header", indicator="kites")
    assert set(read(by, "|2017/18|2018/19|Change", "Red|11|12|13")) == {"11", "12"}


def test_columns_in_another_order_are_told_by_their_names() -> None:
    by = layout(period="as-at", columns=COLUMNS)
    told = read(by, "|Kites lost|Kites flown", "Red|11|12")
    assert {text: where[0] for text, where in told.items()} == {"11": "lost", "12": "kites"}


def test_a_second_header_in_the_middle_gives_the_columns_below_it() -> None:
    by = layout(
        period="as-at",
        columns=[*COLUMNS, ColumnLayout(indicator="zoos", header="Zoos")],
        then=[
            ColumnLayout(indicator="zoos", header="Zoos that were opened"),
            ColumnLayout(indicator="kites", header="Kites that were bought"),
            ColumnLayout(indicator="lost", header="Kites that were broken"),
        ],
    )
    told = read(
        by,
        "|Kites flown|Kites lost|Zoos",
        "Red|11|12|13",
        "Colour of the kite|Zoos that were opened|Kites that were bought|Kites that were broken",
        "Blue|21|22|23",
    )
    assert {text: where[0] for text, where in told.items()} == {
        "11": "kites",
        "12": "lost",
        "13": "zoos",
        "21": "zoos",
        "22": "kites",
        "23": "lost",
    }


def test_the_header_of_a_unit_is_each_row_alone_and_all_from_top_to_bottom() -> None:
    header = [row(1, "|Kites|and|"), row(2, "|flown|high|Zoos")]
    names = header_names(
        header, [FigureColumns("ratio", (1, 2)), FigureColumns("number", (3,)), FigureColumns("number", (4,))]
    )
    assert names == [["flown high", "Kites and", "Kites and flown high"], ["Zoos"], [""]]


def test_the_header_ends_before_the_first_row_of_two_figures() -> None:
    lines = [row(n, text) for n, text in enumerate(("Kites|6", "|Zoos", "Red|11|12", "Blue|13|14"), 1)]
    assert header_length(lines) == 2
    assert header_length(lines[:2]) == 2
    assert header_length([lines[0]] * 9) == 8


def test_the_columns_that_a_layout_expects() -> None:
    by_area = layout(cycle=COLUMNS, areas=["East", "West"])
    assert [(c.indicator, c.area) for c in expected_columns(by_area, 4)] == [
        ("kites", "East"),
        ("lost", "East"),
        ("kites", "West"),
        ("lost", "West"),
    ]
    by_kind = layout(cycle=COLUMNS, breakdowns=["Small", "Large"])
    assert [c.breakdown for c in expected_columns(by_kind, 4)] == ["Small", "Small", "Large", "Large"]
    assert len(expected_columns(layout(cycle=COLUMNS, period_from="header"), 3)) == 6
    assert expected_columns(layout(columns=COLUMNS), 9) == COLUMNS
    assert [c.area for c in expected_columns(layout(cycle=COLUMNS), 9)] == [None, None]


def test_groups_under_names_that_no_layout_knows_take_the_printed_names() -> None:
    by = layout(rows="period", cycle=COLUMNS, breakdowns=["Small", "Large"])
    names = "|Kites flown|Kites lost" * 3
    told = read(by, "|Small||Large||Gigantic|", names, "Apr-20|11|12|13|14|15|16")
    assert [where[1] for where in told.values()] == ["Small", "Small", "Large", "Large", "Gigantic", "Gigantic"]


def test_of_several_columns_of_one_measure_the_first_of_figures_is_read() -> None:
    units = [FigureColumns("missing", (1,)), FigureColumns("number", (2,)), FigureColumns("percent", (3,))]
    plain = [ColumnLayout(indicator="kites")] * 3
    assert only_one(plain, units) == [None, plain[0], None]
    dated = [plain[0], ColumnLayout(indicator="kites", period="2018/19"), None]
    assert only_one(dated, units) == dated


@pytest.mark.parametrize(
    ("columns", "kinds"),
    [
        ([("kites", "Red"), ("kites", "Blue")], True),
        ([("kites", "Red"), ("kites", "Blue"), ("lost", None)], True),
        ([("kites", "Red"), ("kites", "Blue"), ("lost", None), ("zoos", None)], False),
        ([("kites", "Red"), ("lost", "Blue")], False),
        ([("kites", "Red")], False),
    ],
)
def test_columns_that_count_one_measure_by_kinds(columns: list[tuple[str, str | None]], kinds: bool) -> None:
    assert by_kinds([ColumnLayout(indicator=i, breakdown=b) for i, b in columns]) is kinds
    assert not by_kinds([ColumnLayout(indicator=i, breakdown=b, area="East") for i, b in columns])


def blocks(header: str, cells: str) -> list[tuple[str | None, str | None]]:
    """Area and breakdown of each figure of a table that fills only some of its cells."""
    cycle = [ColumnLayout(indicator="kites", breakdown=name) for name in ("Small", "Large", "Total")]
    by = layout(rows="period", cycle=cycle, areas=["East", "West"], fixed=True)
    told = read(by, header, f"Apr-20|{cells}")
    return [(where[2], where[1]) for where in told.values()]


def test_blocks_are_read_where_every_area_is_as_wide_as_the_cycle() -> None:
    header = "|Small|Large|Total|Small|Large|Total"
    kinds = ("Small", "Large", "Total")
    assert blocks(header, "11|12|13|14|15|16") == [(area, kind) for area in ("East", "West") for kind in kinds]
    assert blocks(header, "11|||14||16") == [("East", "Small"), ("West", "Small"), ("West", "Total")]


def test_blocks_with_a_kind_more_are_read_where_every_column_has_a_name() -> None:
    wider = "|Small|Large|Gigantic|Total|Small|Large|Gigantic|Total"
    kinds = ["Small", "Large", "Gigantic", "Total"]
    assert [kind for _, kind in blocks(wider, "11|12|13|14|15|16|17|18")] == kinds * 2
    nameless = wider.replace("Gigantic", "")
    assert ("East", "Gigantic") not in blocks(nameless, "11|12|13|14|15|16|17|18")


def test_a_page_of_which_few_columns_are_certain_is_not_read() -> None:
    cycle = [ColumnLayout(indicator="kites", breakdown=name) for name in ("Small kites", "Large kites", "Total")]
    by = layout(rows="period", cycle=cycle, areas=["East"], fixed=True)
    assert read(by, "|Small kites|q|r|s", "Apr-20|11|12|13|14") == {}


def found(by: Layout, *lines: str) -> Layout | None:
    (council,) = REGISTRY.councils.values()
    known = replace(REGISTRY, councils={council.id: replace(council, layouts=(by,))})
    return find_layout(grid(*lines, family=FAMILY), known)


def test_a_layout_is_found_though_the_periods_over_its_columns_or_one_column_are_absent() -> None:
    by = layout(match=["Kites flown", "Weather at noon", "Apr May Jun"], columns=COLUMNS)
    assert found(by, "Weather at noon|Kites flown|Apr May Jun") == by
    assert found(by, "Weather at noon|Kites flown") == by, "the periods are absent"
    assert found(by, "Weather at noon|Apr May Jun") == by, "the name of one column is absent"
    assert found(by, "Kites flown|Apr May Jun") is None, "its title is absent"
    assert found(by, "Weather at noon|") is None, "two phrases are absent"


@pytest.mark.parametrize(
    ("cells", "fits"), [(("11%", "12%", "13"), False), (("11%", "12", "13"), True), (("11", ""), True)]
)
def test_under_a_count_most_rows_print_no_percentages(cells: tuple[str, ...], fits: bool) -> None:
    body = [row(n, f"Red|{cell}") for n, cell in enumerate(cells)]
    matcher = ColumnMatcher([], body, FAMILY, REGISTRY)
    assert matcher.fit(COLUMNS[:1], [FigureColumns("number", (1,))]) is fits
    assert not matcher.fit(COLUMNS, [FigureColumns("number", (1,))]), "there are fewer units than columns"


THREE = [*COLUMNS, ColumnLayout(indicator="zoos", header="Zoos that were opened")]


def test_a_page_with_a_column_less_is_told_by_its_names_below_a_row_of_numbers() -> None:
    by = layout(period="as-at", columns=THREE)
    told = read(by, "|6.1|6.2", "|Kites flown|Zoos that were opened", "Red|11|12", "Blue|13|14")
    assert [where[0] for where in told.values()] == ["kites", "zoos", "kites", "zoos"]


def test_a_page_with_a_column_less_is_told_by_its_names_above_a_row_of_one_figure() -> None:
    by = layout(period="as-at", columns=THREE)
    told = read(by, "|Kites flown|Zoos that were", "Red|5|", "|Kites flown|opened", "Blue|13|14")
    assert [where[0] for where in told.values()] == ["kites", "kites", "zoos"]


def test_a_table_of_categories_may_print_figures_before_its_labels() -> None:
    by = layout(period="as-at", label=1, columns=COLUMNS)
    told = read(by, "Kites flown|Colour|Kites lost", "11|Red|12", "13|Blue|14")
    assert [where[:2] for where in told.values()] == [
        ("kites", "Red"),
        ("lost", "Red"),
        ("kites", "Blue"),
        ("lost", "Blue"),
    ]


def test_another_authoritys_localities_stand_in_the_place_of_the_layouts() -> None:
    by = layout(rows="period", cycle=COLUMNS, areas=["East", "West"])
    names = "|Kites flown|Kites lost" * 2
    told = read(by, "|Harbour||Moorland|", names, "Apr-20|11|12|13|14")
    assert [where[2] for where in told.values()] == ["Harbour", "Harbour", "Moorland", "Moorland"]


def test_the_second_of_two_columns_may_print_what_the_group_is_called() -> None:
    by = layout(rows="period", cycle=COLUMNS, areas=["East", "West"])
    names = "|Kites flown|Kites lost" * 2
    told = read(by, "||West||East", names, "Apr-20|11|12|13|14")
    assert [where[2] for where in told.values()] == ["West", "West", "East", "East"]


def test_a_word_that_only_one_column_has_tells_it_from_those_else_alike() -> None:
    columns = [
        ColumnLayout(indicator="kites", header="Number of kites flown by children at primary level"),
        ColumnLayout(indicator="lost", header="Number of kites flown by children at secondary level"),
    ]
    by = layout(period="as-at", columns=columns)
    told = read(by, "|Number flown, secondary|Number flown, primary", "Red|11|12")
    assert {text: where[0] for text, where in told.items()} == {"11": "lost", "12": "kites"}


def test_a_kind_that_the_layout_does_not_know_is_the_one_that_is_printed() -> None:
    columns = [ColumnLayout(indicator="kites", breakdown=name) for name in ("Small kites", "Large kites")]
    by = layout(rows="period", columns=columns)
    told = read(by, "|Small kites|owls|Large kites", "Apr-20|11|12|13")
    assert [where[1] for where in told.values()] == ["Small kites", "Owls", "Large kites"]
    assert {where[0] for where in told.values()} == {"kites"}


@pytest.mark.parametrize(
    ("label", "breakdown"),
    [
        ("Total", "Total"),
        ("Sub-total", "Total"),
        ("GRAND TOTAL of kites", "Total"),
        ("Totally", "Totally"),
        ("Red", "Red"),
    ],
)
def test_which_labels_are_a_total(label: str, breakdown: str) -> None:
    by = layout(period="as-at", columns=COLUMNS[:1])
    assert read(by, "|Kites flown", f"{label}|11")["11"][1] == breakdown


def test_a_label_of_digits_alone_is_about_nothing_and_a_period_about_itself() -> None:
    by = layout(period="as-at", columns=COLUMNS[:1])
    assert read(by, "|Kites flown", "12|11") == {}
    assert read(by, "|Kites flown", "2018/19|11", "Red|12")["11"] == ("kites", None, "Kiteham", "2018/19")


def test_a_row_of_periods_may_say_its_indicator_behind_them() -> None:
    rows = [RowLayout(label="Kites flown", count="kites"), RowLayout(label="Zoos opened", count="zoos")]
    by = layout(rows="period", row_indicators=rows, columns=[ColumnLayout(header="Which"), ColumnLayout(header="Now")])
    told = read(by, "|Which|Now", "Apr-20|Kites flown|11", "May-20|Zoos opened|12")
    assert {text: (where[0], where[3]) for text, where in told.items()} == {
        "11": ("kites", "2020-04"),
        "12": ("zoos", "2020-05"),
    }


def test_blocks_are_counted_from_behind_the_labels_wherever_these_stand() -> None:
    cycle = [ColumnLayout(indicator="kites", breakdown=name) for name in ("Small", "Total")]
    by = layout(rows="period", label=1, cycle=cycle, areas=["East", "West"], fixed=True)
    told = read(by, "||Small|Total|Small|Total", "Kites|Apr-20|11|12|13|14")
    assert [(where[2], where[1]) for where in told.values()] == [
        ("East", "Small"),
        ("East", "Total"),
        ("West", "Small"),
        ("West", "Total"),
    ]
