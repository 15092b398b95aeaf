"""What the header of a summary says its columns hold, and when columns are those of one. All is invented."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.summary.columns import SummaryColumn, are_of_a_summary, header_texts, read_columns
from scorecard.registry import load_registry
from scorecard.text.periods import TimeContext
from tests.fixtures.grids import rows

LEXICON = Lexicon.of(load_registry())
JUNE = TimeContext(date(2020, 6, 30))
SN, NATIONAL = "Statistical neighbour average", "National average"


def columns(*lines: str) -> list[SummaryColumn]:
    header = rows(*lines)
    return read_columns(header, max(len(row.cells) for row in header), JUNE, LEXICON)


def told(*lines: str) -> list[str]:
    """Each column as its role, its period and its comparator."""
    return [
        " ".join(filter(None, (c.role, c.period.label if c.period else "", f"@{c.area}" if c.area else "")))
        for c in columns(*lines)
    ]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("National average 2014/15", f"value 2014/15 @{NATIONAL}"),
        ("National average2014/15", f"value 2014/15 @{NATIONAL}"),
        ("National average", f"value latest @{NATIONAL}"),
        ("Natio nal aver age", f"value latest @{NATIONAL}"),
        ("National avera", f"value latest @{NATIONAL}"),
        ("National aver", "other"),
        ("Nat", "other"),
        ("SN AVE", f"value latest @{SN}"),
        ("SN A", "other"),
    ],
)
def test_a_comparator_is_told_by_its_letters_and_has_its_own_year_or_that_of_all(header: str, column: str) -> None:
    assert told(f"No.|RAG|{header}")[2] == column


def test_the_year_in_the_heading_of_benchmarks_is_that_of_all_without_one() -> None:
    heading = "||LATEST BENCHMARKING - 2018/19|"
    assert told(heading, f"No.|Indicator|{SN}|{NATIONAL} 2014/15")[2:] == [
        f"value 2018/19 @{SN}",
        f"value 2014/15 @{NATIONAL}",
    ]
    assert told("||Budget for 2018/19|", f"No.|Indicator|{SN}|Kites")[2] == f"value latest @{SN}"


def test_a_column_says_what_its_signals_are_about() -> None:
    said = {header: columns(f"No.|{header}")[1].about for header in ("DOT", "Quarterly RAG", "RAG (month)", "YTD RAG")}
    assert said == {"DOT": None, "Quarterly RAG": "quarter", "RAG (month)": "month", "YTD RAG": "year_to_date"}
    twelve = columns("No.|12 months to May 2020")[1]
    assert (twelve.role, twelve.about, twelve.period and twelve.period.label) == ("value", "twelve months", "2020-05")


@pytest.mark.parametrize(
    ("header", "mended"),
    [
        ("4pr-20|May-20|Jun-20", ["value 2020-04", "value 2020-05", "value 2020-06"]),
        ("4pr-20|May-20|2019/20", ["other", "value 2020-05", "value 2019/20"]),
        ("4pr-20|2019/20|Jun-20", ["other", "value 2019/20", "value 2020-06"]),
        ("Kites|May-20|Jun-20", ["other", "value 2020-05", "value 2020-06"]),
        ("RAG|May-20|Jun-20", ["rag", "value 2020-05", "value 2020-06"]),
    ],
)
def test_a_damaged_month_is_mended_only_right_before_two_months_in_a_row(header: str, mended: list[str]) -> None:
    assert told(f"No.|Indicator|Unit|{header}")[3:] == mended


def test_a_mended_header_says_what_is_printed_and_why_it_is_read_so() -> None:
    (month,) = [c for c in columns("No.|Indicator|Unit|4pr-20|May-20|Jun-20") if c.correction]
    assert month.correction == "the header prints '4pr-20'; the two months after it are 2020-05 and 2020-06"
    (cut,) = [c for c in columns("No.|Indicator|20|19/20 YTD|Jun-20") if c.correction]
    assert (cut.position, cut.correction) == (2, "the header is cut into '20' and '19/20 YTD'")


def test_only_the_first_of_columns_that_a_summary_has_once_keeps_its_role() -> None:
    assert told("No.|No.|Indicator|Unit|Unit") == ["number", "note", "name", "unit", "note"]
    assert told("DOT|DOT|RAG|RAG") == ["direction", "direction", "rag", "rag"]
    assert told("No.|Indicator||Kites|") == ["number", "name", "name_goes_on", "other", "other"]


def test_header_cells_are_listed_column_by_column_from_top_to_bottom_without_blanks() -> None:
    assert header_texts(rows("a||b", "|c|d"), 4) == [["a"], ["c"], ["b", "d"], []]


def made(*roles: str) -> bool:
    return are_of_a_summary([SummaryColumn(role, n) for n, role in enumerate(roles)])


@pytest.mark.parametrize(
    ("roles", "summary"),
    [
        (("number", "name", "performance"), True),
        (("name", "performance"), False),
        (("number", "performance"), False),
        (("number", "name"), False),
        (("value", "value", "value", "good", "rag", "unit"), True),
        (("value", "value", "good", "rag", "unit"), False),
        (("value", "value", "value", "good", "rag"), False),
        (("value", "value", "value", "red", "red", "red"), False),
        (("name", "value", "good", "rag", "unit", "red"), True),
        (("value", "good", "rag", "unit", "red"), False),
        (("name", "value", "good", "rag", "unit"), False),
        (("name", "good", "rag", "unit", "red"), False),
        (("value", "value", "value", "direction", "green", "amber_green"), True),
        (("value", "value", "value", "direction", "green", "amber"), False),
    ],
)
def test_a_summary_has_figures_and_marks_enough(roles: tuple[str, ...], summary: bool) -> None:
    assert made(*roles) is summary


def test_a_header_is_cut_in_two_only_where_20_and_the_rest_stand_in_one_row() -> None:
    assert told("||20||", "No.|Indicator|20|19/20 YTD|Jun-20")[2:] == ["value 2019/20 YTD", "other", "value 2020-06"]
    assert told("||20||", "No.|Indicator||19/20 YTD|Jun-20")[2:] == [
        "name_goes_on",
        "value 2019/20 YTD",
        "value 2020-06",
    ]
