"""What rows, columns and cells of a small table are about, as an invented layout says."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.small_table.form import SmallTable
from scorecard.clean.tables.small_table.page import open_page
from scorecard.registry import load_registry
from scorecard.registry.layouts import Layout
from tests.fixtures import grids

REGISTRY = load_registry()
LEXICON = Lexicon.of(REGISTRY)
COUNT, SECOND = [i.id for i in REGISTRY.indicators.values() if i.unit == "count"][:2]
SHARE = next(i.id for i in REGISTRY.indicators.values() if i.unit == "percent")
FAMILY = "early-help-scorecard"


def read(layout: dict[str, Any], *lines: str, **about: Any) -> list[tuple[Any, ...]]:
    """Line, indicator, breakdown, area, period and text of every figure that is read, unread ones with ``!``."""
    known = Layout.model_validate({"id": "kites", "family": FAMILY, "match": ["Kites"]} | layout)
    grid = grids.grid(*lines, **about)
    table = SmallTable(grid, LEXICON, open_page(grid, known, LEXICON))
    return [
        (p.line, p.indicator, p.breakdown, p.area, p.period and p.period.label, p.text)
        if p.role == "value"
        else (p.line, "!", p.text)
        for p in table.read([table]).placements
    ]


BY_KIND = {"rows": "breakdown", "period": "as-at", "columns": [{"indicator": COUNT}, {"indicator": SHARE}]}


def test_rows_by_kind_and_their_total() -> None:
    assert read(BY_KIND, "Kites|Number|%", "Red|12|60.0%", "Grand Total|20|100%") == [
        (2, COUNT, "Red", "Kiteham", "2020-06", "12"),
        (2, SHARE, "Red", "Kiteham", "2020-06", "60.0%"),
        (3, COUNT, "Total", "Kiteham", "2020-06", "20"),
        (3, SHARE, "Total", "Kiteham", "2020-06", "100%"),
    ]


def test_a_percentage_where_a_count_is_expected_is_not_read_and_the_other_way_round() -> None:
    assert read(BY_KIND, "Kites|Number|%", "Red|60.0%|1,240") == [(2, "!", "60.0%"), (2, "!", "1,240")]
    assert [row[1] for row in read(BY_KIND, "Kites|Number|%", "Red|0.0%|100")] == [COUNT, SHARE]


@pytest.mark.parametrize(
    ("period", "label"),
    [
        ("as-at", "2020-06"),
        ("year-to-date", "2020/21 YTD"),
        ("section", "2018/19"),
        ("section-end", "2019-03"),
        ("2016/17", "2016/17"),
        (None, "not stated"),
    ],
)
def test_the_period_where_neither_row_nor_column_prints_one(period: str | None, label: str) -> None:
    layout = BY_KIND | {"period": period, "columns": [{"indicator": COUNT}]}
    assert read(layout, "Kites|Number", "Red|12", year="2018/19")[0][4] == label


def test_a_period_alone_in_a_row_is_that_of_the_rows_below_it() -> None:
    layout = BY_KIND | {"columns": [{"indicator": COUNT}]}
    rows = read(layout, "Kites|Number", "2018/19|", "Red|12", "2019/20|", "Red|14")
    assert [(row[4], row[5]) for row in rows] == [("2018/19", "12"), ("2019/20", "14")]


def test_rows_of_areas_and_the_row_of_the_whole() -> None:
    layout = {"rows": "area", "period": "as-at", "indicator": COUNT, "total_row": "Whole council"}
    rows = read(layout, "Kites|Number", "Windy Corner|12", "Whole council|20", "99 balloons|3")
    assert [(row[3], row[5]) for row in rows] == [("Windy Corner", "12"), ("Kiteham", "20")]


def test_rows_of_indicators_with_counts_and_percentages_under_periods() -> None:
    layout = {
        "rows": "indicator",
        "period_from": "header",
        "row_indicators": [{"label": "Kites flown", "count": COUNT}, {"label": "Share lost", "percent": SHARE}],
    }
    rows = read(layout, "|Apr-20|May-20|Change", "Kites flown|12|14|2", "Share l0st|1.5%|2.0%|", "Weather|9|9|9")
    assert [(row[1], row[4], row[5]) for row in rows] == [
        (COUNT, "2020-04", "12"),
        (COUNT, "2020-05", "14"),
        (SHARE, "2020-04", "1.5%"),
        (SHARE, "2020-05", "2.0%"),
    ]


def test_several_figures_of_one_cell_are_its_parts() -> None:
    parts = [{"find": r"(\d+) red", "breakdown": "Red"}, {"find": r"(\d+) blue", "breakdown": "Blue"}]
    layout = {
        "rows": "indicator",
        "period": "as-at",
        "row_indicators": [{"label": "Kites flown", "count": COUNT, "parts": parts}],
    }
    assert [row[2:] for row in read(layout, "Kites|", "Kites flown|12 red, 3 blue")] == [
        ("Red", "Kiteham", "2020-06", "12"),
        ("Blue", "Kiteham", "2020-06", "3"),
    ]


def test_a_count_in_brackets_behind_what_it_counts() -> None:
    layout = {
        "rows": "none",
        "period": "as-at",
        "indicator": SECOND,
        "labelled_counts": True,
        "columns": [{"indicator": COUNT, "breakdown": "Wind"}, {"indicator": COUNT, "breakdown": "Rain"}],
    }
    assert [row[1:3] + row[5:] for row in read(layout, "Wind|Rain", "Storm (4)|Drizzle (5)", "9|")] == [
        (COUNT, "Wind / Storm", "4"),
        (COUNT, "Rain / Drizzle", "5"),
        (SECOND, "Wind", "9"),
    ]


def test_a_figure_inside_words_is_found_by_its_pattern() -> None:
    layout = {"rows": "none", "period": "as-at", "patterns": [[{"find": r"(\d+) kites", "indicator": COUNT}]]}
    assert [(row[1], row[5]) for row in read(layout, "603 kites were flown")] == [(COUNT, "603")]


def test_parts_of_a_row_that_do_not_add_up_to_their_total_are_not_read() -> None:
    kinds = [{"indicator": COUNT, "breakdown": "Red"}, {"indicator": COUNT, "breakdown": "Blue"}, {"indicator": COUNT}]
    layout = {"rows": "period", "cycle": kinds, "areas": ["North", "South"], "fixed": True, "total_last": True}
    header = ["|North|||South||", "|Red|Blue|Total|Red|Blue|Total"]
    rows = read(layout, *header, "Apr-20|1|2|3|4|5|9", "May-20|1|2|4|4|5|9", "Jun-20|2|2|4|1|1|2")
    assert [row[0] for row in rows if row[1] == "!"] == [4, 4, 4]
    assert {row[3] for row in rows if row[0] == 4 and row[1] != "!"} == {"South"}


def test_labels_and_figures_swapped_are_read_alike() -> None:
    layout = BY_KIND | {"columns": [{"indicator": COUNT}]}
    assert read(layout, "Kites|Number", "Red|12", "Blue|14") == read(layout, "Number|Kites", "12|Red", "14|Blue")


def test_a_page_of_another_authority_reads_its_own_areas() -> None:
    layout = {"rows": "period", "cycle": [{"indicator": COUNT}], "areas": ["North", "South", "Central"]}
    months = ["Apr-20|1|2|3", "May-20|4|5|6"]
    assert {row[3] for row in read(layout, "|Hilltop|Seaside|Woods", *months)} == {"Hilltop", "Seaside", "Woods"}
    assert {row[3] for row in read(layout, "|North|S0uth|Central", *months)} == {"North", "South", "Central"}
