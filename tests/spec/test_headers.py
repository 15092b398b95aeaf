"""What headers say: columns of summaries over several header rows, and indicator numbers over theme pages.

Small grids are written with ``|`` between cells. A column is written as its role, ``=`` its period and ``@`` its
comparator; ``!`` marks a header that was mended.
"""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.clean.names.indicators import Names, Printed
from scorecard.clean.names.numbers import number_agreement, printed_number
from scorecard.clean.raw.grid import Cell, Grid, Row
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.summary.columns import SummaryColumn, are_of_a_summary, read_columns
from scorecard.clean.tables.theme_page.form import ThemePage
from scorecard.clean.tables.theme_page.headers import Header, number_row, read_anchors
from scorecard.registry import load_registry
from scorecard.text.periods import TimeContext

REGISTRY = load_registry()
LEXICON = Lexicon.of(REGISTRY)
JUNE = TimeContext(date(2020, 6, 30))


def rows_of(*lines: str) -> list[Row]:
    return [
        Row(number, tuple(Cell(text, cell, text) for cell, text in enumerate(line.split("|"), start=1)))
        for number, line in enumerate(lines, start=1)
    ]


def written(column: SummaryColumn) -> str:
    period = f"={column.period.label}" if column.period else ""
    return f"{column.role}{period}{'@' + column.area if column.area else ''}{'!' if column.correction else ''}"


def columns(*lines: str) -> list[SummaryColumn]:
    rows = rows_of(*lines)
    return read_columns(rows, max(len(r.cells) for r in rows), JUNE, LEXICON)


SN, BEST, NATIONAL = "Statistical neighbour average", "Best statistical neighbour", "National average"

CASES = {
    "one row": (
        ["No.|Indicator|Good perf is|Data note|Apr-20|May-20|Jun-20|DOT|RAG|Red|Amber|Green"],
        "number name good note value=2020-04 value=2020-05 value=2020-06 direction rag red amber green",
    ),
    "names split over rows": (
        ["No.|Indicator|Good|Data|Apr-20|Direction of|RAG", "||perf is|Note (monthly)||travel|(in month)"],
        "number name good unit value=2020-04 direction rag",
    ),
    "month below its year": (
        ["No.|Indicator|2020/21|||", "|||Apr-20|May-20|Jun-20"],
        "number name value=2020/21 value=2020-04 value=2020-05 value=2020-06",
    ),
    "year to date below the year of its group": (
        ["|||2016/17||2015/16", "No.|Indicator|Jan-17|YTD|Jan-16|YTD"],
        "number name value=2017-01 value=2016/17 YTD value=2016-01 value=2015/16 YTD",
    ),
    "benchmarks without a year": (
        ["No.|Indicator|SN AVE|BEST SN|NAT AVE"],
        f"number name value=latest@{SN} value=latest@{BEST} value=latest@{NATIONAL}",
    ),
    "the names of benchmarks broken over rows": (
        ["||LATEST||", "No.|Indicator|BEST|NAT|REG AVE", "|||AVE|", "||STAT NEIGH||"],
        f"number name value=latest@{BEST} value=latest@{NATIONAL} value=latest@Regional average",
    ),
    "benchmarks under a heading cut over cells": (
        ["||LATEST BENCH|MARKING - 2018/19", "No.|Indicator|STAT NEIGH AVE|NAT AVE"],
        f"number name value=2018/19@{SN} value=2018/19@{NATIONAL}",
    ),
    "a benchmark with a year of its own": (
        ["||LATEST BENCHMARKING - 2018/19|", "No.|Indicator|SN AVE 2014/15|NAT AVE"],
        f"number name value=2014/15@{SN} value=2018/19@{NATIONAL}",
    ),
    "a damaged month before two legible ones": (
        ["No.|Indicator|4pr-20|May-20|Jun-20"],
        "number name value=2020-04! value=2020-05 value=2020-06",
    ),
    "a damaged month over the turn of the year": (
        ["No.|Indicator|0ec-19|Jan-20|Feb-20"],
        "number name value=2019-12! value=2020-01 value=2020-02",
    ),
    "a damaged month before months that do not follow one another stays unknown": (
        ["No.|Performance Indicator|Unit|4pr-20|May-20|Jul-20"],
        "number name unit other value=2020-05 value=2020-07",
    ),
    "a header cut into 20 and the rest": (
        ["No.|Indicator|20|19/20 YTD|Jun-20"],
        "number name value=2019/20 YTD! other value=2020-06",
    ),
    "the second of two names goes on with the first": (
        ["No.|Indicator||Jun-20"],
        "number name name_goes_on value=2020-06",
    ),
    "a second unit is a note": (
        ["No.|Indicator|Data note (monthly)|Data note (monthly)|Jun-20"],
        "number name unit note value=2020-06",
    ),
    "hostile headers are no columns": (
        ["<script>|=cmd|../|9|2019/22|144 of 220"],
        "other other other other other other",
    ),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_columns_of_a_summary(case: str) -> None:
    lines, expected = CASES[case]
    assert " ".join(map(written, columns(*lines))) == expected


def test_only_a_header_with_marks_and_months_is_a_summary() -> None:
    def summary(line: str) -> bool:
        return are_of_a_summary(columns(line))

    assert summary("No.|Indicator|Good perf is|Data note (monthly)|Apr-20|May-20|Jun-20|DOT|RAG")
    assert not summary("Indicator|Apr-20|May-20|Jun-20")
    assert not summary("No.|Indicator|Good perf is|DOT|RAG")
    assert not summary("|5.1|5.2|5.3")


ANCHORS = {
    "whole numbers": ("|6.1|6.2|6.10", ["1-1 6.1", "2-2 6.2", "3-3 6.10"]),
    "5.1 and 3 are likeliest 5.13, else 5.1": ("|5.1|3", ["1-2 5.13 5.1"]),
    "6. and 7 are 6.7": ("|6.|7", ["1-2 6.7"]),
    "8. and 2 are 8.2": ("|8.|2", ["1-2 8.2"]),
    "5 and .5 are 5.5": ("|5|.5", ["1-2 5.5"]),
    "6. and .7 are 6.7": ("|6.|.7", ["1-2 6.7"]),
    "a doubled first digit": ("|6|6.12", ["1-2 6.12"]),
    "fragments one after another": ("|6.|1|6.|2", ["1-2 6.1", "3-4 6.2"]),
    "fragments with a blank column between are not put together": ("|6.||7", []),
    "blanks between numbers": ("|6.1|||6.2", ["1-1 6.1", "4-4 6.2"]),
    "a number with words": ("|6.4 (rate)|n/a", ["1-1 6.4"]),
    "words and hostile text are no numbers": ("|Number|<script>|../|%|6", []),
}


@pytest.mark.parametrize("case", ANCHORS, ids=str)
def test_numbers_of_a_header_row(case: str) -> None:
    line, expected = ANCHORS[case]
    assert [f"{a.first}-{a.last} {' '.join(a.numbers)}" for a in read_anchors(rows_of(line)[0], 1)] == expected


@pytest.mark.parametrize(
    ("lines", "number_line"),
    [
        (["|6.1|6.2", "|Number of x|Number of y"], 1),
        (["|Number of x|Number of y", "|6.1|6.2"], 2),
        (["|6.|1|6.|2", "|Number of x||Number of y|"], 1),
        (["|Number of x|Number of y"], None),
        (["|603|581"], None),
    ],
)
def test_numbers_stand_above_or_below_the_names(lines: list[str], number_line: int | None) -> None:
    found = number_row(rows_of(*lines), 1)
    assert (found and found.line) == number_line


def test_a_name_is_read_over_its_cells_and_rows_without_the_numbers() -> None:
    rows = rows_of("|6.1||6.2", "|Number |of things|Other", "|(month end)||")
    assert Header(rows, rows[0]).name(1, 2) == "Number of things (month end)"


def test_a_lost_zero_agrees_nearly_as_well_as_the_number() -> None:
    assert number_agreement("6.10", "6.10") == 1.0
    assert number_agreement("6.1", "6.10") == 0.8
    assert number_agreement("61", "6.1") == 0.4
    assert number_agreement("6.2", "6.1") == number_agreement("", "6.1") == number_agreement("6.1", None) == 0.0


def test_the_name_decides_between_a_number_and_the_number_that_lost_its_zero() -> None:
    family = "corporate-parenting-monthly"
    names = {e.number: (i.id, e.names[0], e.unit or i.unit) for i, e in REGISTRY.named(family)}
    one, ten = names["6.1"], names["6.10"]
    known = Names(REGISTRY).of(family)
    assert known.candidates(Printed("6.1", ten[1]))[0].indicator == ten[0]
    assert known.candidates(Printed("6.1", one[1]))[0].indicator == one[0]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("6.1", "6.1"),
        (" 6.10 ", "6.10"),
        ("6.1 OLD", "6.1"),
        ("1.F1(b)", "1.F1(b)"),
        ("6", None),
        ("65.5%", None),
        ("", None),
    ],
)
def test_printed_number(text: str, number: str | None) -> None:
    assert printed_number(text) == number


FAMILY = "corporate-parenting-monthly"
COUNTS = [(i.id, e) for i, e in REGISTRY.named(FAMILY) if e.number in ("6.3", "6.4")]


def theme(*lines: str) -> list[tuple[str | None, str, str]]:
    grid = Grid("d", "t", None, FAMILY, None, date(2020, 6, 30), "Rotherham", rows_of(*lines))
    page = ThemePage.recognise(grid, LEXICON)
    assert page is not None
    reading = page.read([page])
    return sorted(
        (p.indicator, p.period.label if p.period else "-", p.text) for p in reading.placements if p.role == "value"
    )


def header_and_months(numbers_above: bool) -> list[str]:
    numbers = "|" + "|".join(str(e.number) for _, e in COUNTS)
    names = "|" + "|".join(e.names[0] for _, e in COUNTS)
    months = ["Apr-20|11|21", "May-20|12|22", "Jun-20|13|23"]
    return [*((numbers, names) if numbers_above else (names, numbers)), *months]


def test_a_theme_page_reads_alike_with_numbers_above_and_below_and_rows_in_any_order() -> None:
    above = header_and_months(numbers_above=True)
    assert len(COUNTS) == 2
    expected = sorted(
        (indicator, f"2020-0{4 + month}", f"{1 + place}{1 + month}")
        for place, (indicator, _) in enumerate(COUNTS)
        for month in range(3)
    )
    assert theme(*above) == expected
    assert theme(*header_and_months(numbers_above=False)) == expected
    for order in ((2, 1, 0), (1, 2, 0), (1, 0, 2)):
        assert theme(*above[:2], *(above[2 + i] for i in order)) == expected
