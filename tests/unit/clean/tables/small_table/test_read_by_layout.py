"""What each figure of a small table is about, layout by layout. All layouts, headers and figures are invented."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.small_table.place import parts_that_do_not_add_up
from scorecard.registry.layouts import ColumnLayout, Part, Pattern, RowLayout
from tests.fixtures.grids import row
from tests.unit.clean.tables.small_table.invented_layouts import COLUMNS, layout, read, table

# ---- rows


def test_rows_of_categories_are_about_the_packs_month() -> None:
    by = layout(period="as-at", columns=COLUMNS)
    assert read(by, "|Kites flown|Kites lost", "Red|11|12", "Grand total|13|14") == {
        "11": ("kites", "Red", "Kiteham", "2020-06"),
        "12": ("lost", "Red", "Kiteham", "2020-06"),
        "13": ("kites", "Total", "Kiteham", "2020-06"),
        "14": ("lost", "Total", "Kiteham", "2020-06"),
    }


@pytest.mark.parametrize(
    ("period", "year", "label"),
    [
        ("as-at", None, "2020-06"),
        ("year-to-date", None, "2020/21 YTD"),
        ("section", "2018/19", "2018/19"),
        ("section-end", "2018/19", "2019-03"),
        ("2017/18", None, "2017/18"),
    ],
)
def test_the_period_that_a_layout_names(period: str, year: str | None, label: str) -> None:
    assert read(layout(period=period, columns=COLUMNS[:1]), "|Kites flown", "Red|11", year=year)["11"][3] == label


def test_rows_of_periods_are_about_their_own_label() -> None:
    by = layout(rows="period", columns=COLUMNS)
    assert read(by, "|Kites flown|Kites lost", "Apr-20|11|12", "2018/19|13|n/a") == {
        "11": ("kites", None, "Kiteham", "2020-04"),
        "12": ("lost", None, "Kiteham", "2020-04"),
        "13": ("kites", None, "Kiteham", "2018/19"),
        "n/a": ("lost", None, "Kiteham", "2018/19"),
    }


def test_rows_of_areas_are_about_their_area_and_a_total_about_the_authority() -> None:
    by = layout(rows="area", period="as-at", columns=COLUMNS[:1], total_row="All of us")
    told = read(by, "|Kites flown", "East|11", "Quayside|12", "Total|13", "All of us|14")
    assert [where[2] for where in told.values()] == ["East", "Quayside", "Kiteham", "Kiteham"]


def test_rows_of_indicators_say_which_by_their_label_and_unit() -> None:
    rows = [
        RowLayout(label="Kites that were lost", count="lost", percent="lost_share"),
        RowLayout(label="Zoos", count="zoos"),
    ]
    by = layout(rows="indicator", period="as-at", row_indicators=rows)
    told = read(by, "|Now", "Kites that were lost|11", "Kites that were lost |12%", "Zoos|13", "Weather at noon|14")
    assert {text: where[0] for text, where in told.items()} == {"11": "lost", "12%": "lost_share", "13": "zoos"}


def test_a_figure_of_a_kind_that_its_row_does_not_count_is_not_read() -> None:
    """A percentage in a row that the layout knows by its count alone has no indicator: nothing says what it is."""
    by = layout(
        rows="indicator", period="as-at", indicator=None, row_indicators=[RowLayout(label="Kites flown", count="kites")]
    )
    told = read(by, "|Number", "Kites flown|30%", "Kites flown|12")
    assert told["30%"] == ("unread", "the row prints figures of another kind than this")
    assert told["12"][0] == "kites"


def test_a_row_without_label_is_about_nothing_unless_the_layout_says_so() -> None:
    by = layout(period="as-at", columns=COLUMNS[:1])
    lines = ("|Kites flown", "Red|11", "|12")
    assert set(read(by, *lines)) == {"11"}
    known = layout(period="as-at", columns=COLUMNS[:1], unlabelled=[ColumnLayout(indicator="zoos")])
    assert read(known, *lines)["12"] == ("zoos", "Red", "Kiteham", "2020-06")


def test_a_period_alone_in_a_row_is_that_of_the_rows_below() -> None:
    by = layout(period="as-at", columns=COLUMNS[:1])
    told = read(by, "|Kites flown", "2017/18|", "Red|11", "2018/19|", "Blue|12")
    assert [where[3] for where in told.values()] == ["2017/18", "2018/19"]


def test_rows_without_labels_are_read_by_their_columns() -> None:
    by = layout(rows="none", label=None, period="as-at", columns=COLUMNS)
    assert read(by, "Kites flown|Kites lost", "11|12") == {
        "11": ("kites", None, "Kiteham", "2020-06"),
        "12": ("lost", None, "Kiteham", "2020-06"),
    }


# ---- cells


def test_a_column_that_the_layout_skips_is_not_placed() -> None:
    by = layout(period="as-at", columns=[COLUMNS[0], ColumnLayout(header="Kites lost", skip=True)])
    assert set(read(by, "|Kites flown|Kites lost", "Red|11|12")) == {"11"}


def test_a_percentage_under_a_count_and_a_count_under_a_percentage_are_not_read() -> None:
    counted = read(layout(period="as-at", columns=COLUMNS[:1]), "|Kites flown", "Red|11%", "Blue|0%", "Green|12")
    assert counted["11%"] == ("unread", "a percentage stands where a count is expected")
    assert counted["0%"][0] == counted["12"][0] == "kites"
    share = [ColumnLayout(indicator="lost_share", header="Kites lost")]
    shared = read(layout(period="as-at", columns=share), "|Kites lost", "Red|101", "Blue|100", "Green|99%")
    assert shared["101"] == ("unread", "a count stands where a percentage is expected")
    assert shared["100"][0] == shared["99%"][0] == "lost_share"


def test_a_percentage_of_a_layouts_count_is_its_other_indicator_without_category() -> None:
    by = layout(period="as-at", indicator="lost", percent_indicator="lost_share")
    told = read(by, "|Kites", "Red|11", "Blue|12%")
    assert told == {
        "11": ("lost", "Red", "Kiteham", "2020-06"),
        "12%": ("lost_share", None, "Kiteham", "2020-06"),
    }


def test_categories_of_rows_and_columns_are_joined_where_the_layout_says_so() -> None:
    columns = [ColumnLayout(indicator="kites", breakdown=name) for name in ("Small", "Total")]
    lines = ("|Small|Total", "Red|11|12", "Total|13|14")
    joined = read(layout(period="as-at", columns=columns, joins_breakdown=True), *lines)
    assert [where[1] for where in joined.values()] == ["Red / Small", "Red", "Small", "Total"]
    apart = read(layout(period="as-at", columns=columns), *lines)
    assert [where[1] for where in apart.values()] == ["Red", "Red", "Total", "Total"]


def test_several_figures_of_a_cell_are_found_by_their_words() -> None:
    parts = [Part(find=r"(\d+) boys", breakdown="Boys"), Part(find=r"(\d+) girls", breakdown="Girls")]
    rows = [RowLayout(label="Kites flown", count="kites", parts=parts)]
    by = layout(rows="indicator", period="as-at", row_indicators=rows)
    assert read(by, "|Now", "Kites flown|11 boys, 12 girls") == {
        "11": ("kites", "Boys", "Kiteham", "2020-06"),
        "12": ("kites", "Girls", "Kiteham", "2020-06"),
    }
    whole = table(by, ("|Now", "Kites flown|11 boys, 12 girls"))
    assert [p.part for p in whole.read([whole]).placements] == [1, 2]
    single = table(by, ("|Now", "Kites flown|11 boys"))
    assert [p.part for p in single.read([single]).placements] == [0]


@pytest.mark.parametrize("cell", ["0.11", "11/12", "11 (2 more)", "1,111"])
def test_a_part_of_a_longer_number_is_no_figure_of_a_cell(cell: str) -> None:
    rows = [RowLayout(label="Kites flown", count="kites", parts=[Part(find=r"^(\d+)", breakdown="Boys")])]
    by = layout(rows="indicator", period="as-at", row_indicators=rows)
    breakdowns = [where[1] for where in read(by, "|Now", f"Kites flown|{cell}").values() if where[0] == "kites"]
    assert ("Boys" in breakdowns) is (cell == "11 (2 more)")


def test_a_cell_of_several_figures_in_which_no_words_are_found_is_listed() -> None:
    parts = [Part(find=r"(\d+) boys", breakdown="Boys")]
    rows = [RowLayout(label="Kites flown", count="kites", parts=parts)]
    by = layout(rows="indicator", columns=[ColumnLayout(period="as-at"), ColumnLayout()], row_indicators=rows)
    assert read(by, "|Now|Then", "Kites flown|few of them|11 boys")["few of them"] == (
        "unread",
        "none of the words stand in it behind which its figures are printed",
    )
    assert read(by, "|Now|Then", "Kites flown|n/a|11 boys")["n/a"][0] == "kites"


def test_labelled_counts_say_what_they_count() -> None:
    columns = [ColumnLayout(indicator="lost", breakdown="Wind"), ColumnLayout(indicator="lost")]
    by = layout(rows="period", indicator="kites", columns=columns, labelled_counts=True)
    assert read(by, "|Wind|Rest", "Apr-20|Gusts (11)|Torn (12)", "May-20|13|words") == {
        "11": ("lost", "Wind / Gusts", "Kiteham", "2020-04"),
        "12": ("lost", "Torn", "Kiteham", "2020-04"),
        "13": ("kites", "Wind", "Kiteham", "2020-05"),
        "words": ("unread", "the cell prints neither a figure nor a known mark for a missing one"),
    }


def test_patterns_find_figures_in_words() -> None:
    patterns = [[Pattern(find=r"flew (\d+)", indicator="kites"), Pattern(find=r"lost (\d+)", indicator="lost")]]
    by = layout(rows="none", label=None, period="as-at", patterns=patterns)
    whole = table(by, ("Kites|Zoos", "we flew 11 and lost 12|13"))
    told = [(p.text, p.indicator, p.part) for p in whole.read([whole]).placements]
    assert told == [("11", "kites", 1), ("12", "lost", 2)]


@pytest.mark.parametrize(
    ("cells", "doubtful"),
    [
        ("Red|3|4|7|5|6|11", set()),
        ("Red|3|4|8|5|6|11", {"East"}),
        ("Red|3|4|7|5|6|12", {"West"}),
        ("Red|3|-|3|5|6|11", set()),
        ("Red|3|x|3|5|6|11", {"East"}),
        ("Red|1,003|4|1,007|5|6|11", set()),
        ("Red|3|4||5|6|11", set()),
        ("Red||4|4|5|6|11", set()),
    ],
)
def test_the_parts_of_a_row_that_do_not_add_up_to_their_total(cells: str, doubtful: set[str]) -> None:
    areas = ["East"] * 3 + ["West"] * 3
    columns: list[Any] = [(FigureColumns("number", (n,)), ColumnLayout(area=area)) for n, area in enumerate(areas, 1)]
    assert parts_that_do_not_add_up(row(1, cells), columns) == doubtful


def test_a_part_that_does_not_add_up_is_listed_as_not_read() -> None:
    cycle = [ColumnLayout(indicator="kites", breakdown=name) for name in ("Small", "Large", "Total")]
    by = layout(period="as-at", cycle=cycle, areas=["East", "West"], total_last=True)
    told = read(by, "|East|||West||", "|Small|Large|Total|Small|Large|Total", "Red|3|4|9|50|60|110")
    why = "the figures of this part of the row do not add up to its total"
    assert [told[text] for text in ("3", "4", "9")] == [("unread", why)] * 3
    assert told["50"][:3] == ("kites", "Red", "West")


def test_a_percentage_without_its_sign_beside_its_count_makes_both_unsure() -> None:
    rows = [RowLayout(label="Kites that were lost", count="lost", percent="lost_share")]
    columns = [ColumnLayout(area="North"), ColumnLayout(area="North")]
    by = layout(rows="indicator", period="as-at", row_indicators=rows, columns=columns)
    why = ("unread", "two columns of this row claim to be the same figure and differ")
    assert read(by, "|Number|%", "Kites that were lost|11|55") == {"11": why, "55": why}
    signed = read(by, "|Number|%", "Kites that were lost|11|55%")
    assert [where[0] for where in signed.values()] == ["lost", "lost_share"]


def test_patterns_do_not_find_figures_beside_their_columns() -> None:
    patterns = [[Pattern(find=r"flew (\d+)", indicator="kites")], [Pattern(find=r"flew (\d+)", indicator="zoos")]]
    by = layout(rows="none", label=None, period="as-at", patterns=patterns)
    lines = ("No|Kites|Zoos", "1|we flew 11|we flew 12")
    assert {role for role, *_ in read(by, *lines).values()} == {"unread"}
    assert [where[0] for where in read(by, "Kites|Zoos|Note", "we flew 11|we flew 12|14").values()] == ["kites", "zoos"]
