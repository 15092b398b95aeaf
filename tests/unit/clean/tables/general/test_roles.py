"""The role of every column of a table, whatever its layout, and what its rows are."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.clean.tables.general.roles import TableRoles, table_roles
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.registry import load_registry
from tests.fixtures.grids import grid

LEXICON = Lexicon.of(load_registry())
AS_AT = date(2023, 12, 31)

QUARTERLY = [
    "Ref|Indicator|Good is|Unit|Q1 2023/24|Q2 2023/24|Q3 2023/24|Target|RAG|DoT|England|Comments",
    "Early help|||||||||||",
    "1.1|Kites mended within 10 days|High|%|81.0%|82.5%|84.0%|85%|Amber|↑|80.2%|Better",
    "1.2|Kites waiting|Low|Number|40|38|36|35|Red|↓|-|",
]
COUNTED = [
    "Measure|Num|Den|%|Target|Previous month|Status",
    "Kites mended in time|41|50|82.0%|85%|80.0%|Amber",
    "Kites flown|30|40|75.0%|70%|74.4%|Green",
]
STACKED = [
    "Measure|October 2023|||November 2023|||Target",
    "|Num|Den|%|Num|Den|%|",
    "Kites mended in time|41|50|82.0%|44|50|88.0%|85%",
]
YEARLY = ["Measure|2019-20|2020-21|2021-22|England 2021-22", "Kites per child|1.2|1.3|1.4|1.6", "Kites lost|3|4|5|"]
MONTHS_BY_YEAR = ["|2022/23||2023/24|", "Measure|Feb|Mar|Apr|May", "Kites flown|10|11|12|13"]
AREAS_ACROSS = ["Measure|North|South|Total", "Kites flown|30|40|70", "Kites lost|1|2|3"]
AUTHORITIES = [
    "Local authority|Kites flown per 10,000|Kites mended in time",
    "Rotherham|56.1|84.0%",
    "Doncaster|60.2|80.1%",
    "England|58.0|82.0%",
]
BY_MONTH = ["Month|Kites flown|Kites mended in time", "Oct-23|30|81.0%", "Nov-23|31|82.0%", "Dec-23|33|80.0%"]
CATEGORIES = ["Kind of kite|Number|%", "Box|30|60%", "Delta|20|40%", "Total|50|100%"]


def roles_of(lines: list[str]) -> TableRoles:
    told = table_roles(grid(*lines, as_at=AS_AT), LEXICON)
    assert told is not None
    return told


@pytest.mark.parametrize(
    ("lines", "kinds", "rows"),
    [
        (QUARTERLY, "number name good unit quarter quarter quarter target rag direction latest? note", "measure"),
        (COUNTED, "name numerator denominator value target month rag", "measure"),
        (STACKED, "name numerator denominator month numerator denominator month target", "measure"),
        (YEARLY, "name financial_year financial_year financial_year financial_year", "measure"),
        (MONTHS_BY_YEAR, "name month month month month", "measure"),
        (AREAS_ACROSS, "name value value value", "measure"),
        (AUTHORITIES, "name value value", "area"),
        (BY_MONTH, "name value value", "period"),
        (CATEGORIES, "name value value", "category"),
    ],
)
def test_columns_have_roles(lines: list[str], kinds: str, rows: str) -> None:
    told = roles_of(lines)
    assert [column.kind for column in told.columns] == kinds.replace("latest?", "value").split()
    assert told.rows == rows


def test_a_row_that_only_labels_others_is_their_group() -> None:
    told = roles_of(QUARTERLY)
    assert [(row.number, row.label, row.group) for row in told.body] == [
        ("1.1", "Kites mended within 10 days", "Early help"),
        ("1.2", "Kites waiting", "Early help"),
    ]


def test_a_header_over_several_columns_is_of_each() -> None:
    periods = [column.period.label if column.period else None for column in roles_of(STACKED).columns]
    assert periods == [None, *["2023-10"] * 3, *["2023-11"] * 3, None]


def test_the_year_above_tells_the_year_of_a_month() -> None:
    periods = [column.period.label for column in roles_of(MONTHS_BY_YEAR).columns if column.period]
    assert periods == ["2023-02", "2023-03", "2023-04", "2023-05"]


def test_comparators_are_known_by_their_words_with_or_without_a_year() -> None:
    assert roles_of(QUARTERLY).columns[10].area == "National average"
    last = roles_of(YEARLY).columns[4]
    assert last.area == "National average"
    assert last.period is not None and last.period.label == "2021/22"


def test_words_of_their_own_are_measures_or_categories_across() -> None:
    assert [column.words for column in roles_of(AREAS_ACROSS).named_columns] == ["North", "South", "Total"]
    assert [column.words for column in roles_of(BY_MONTH).named_columns] == ["Kites flown", "Kites mended in time"]


def test_months_out_of_order_are_in_doubt() -> None:
    told = roles_of(["Measure|Oct-23|Nov-23|Sep-23|Dec-23", "Kites|1|2|3|4"])
    assert [column.time.doubt for column in told.columns if column.time] == [None, None, "out-of-order", None]


@pytest.mark.parametrize(
    "lines",
    [
        ["Kites mended in time|41|50|82.0%"],
        ["Measure|Comment", "Kites|They fly"],
        ["2019/20|2020/21", "3|4"],
    ],
)
def test_what_has_no_header_no_figure_or_no_label_has_no_roles(lines: list[str]) -> None:
    assert table_roles(grid(*lines, as_at=AS_AT), LEXICON) is None
