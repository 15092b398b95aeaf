"""Headers as strangers print them, through the whole way of the data: a figure has its own period, or is not read."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.clean.raw.grid import Cell, Grid, Row
from scorecard.clean.raw.ledger import Ledger
from scorecard.clean.raw.load import RawDocument
from scorecard.clean.step import read_documents

from scorecard.notebook import load_quarter
from scorecard.quotes import COLUMNS
from scorecard.registry import load_registry
from tests.fixtures.one_pack import findings_of, read_text, workspace_of

NAME = "2021-06-corporate-parenting-panel"
ROWS = (
    ("6.1", "Number of Looked After Children", "Info", "Count", ("620", "631", "642"), ("", "", "", "", "")),
    ("6.3", "Admissions of Looked After Children", "Info", "Count", ("21", "18", "25"), ("", "", "", "", "")),
    ("6.8", "LAC cases reviewed within timescales", "High", "Percentage", ("95.1%", "94.2%", "96.3%"))
    + (("↑", "Green", "<85%", "85%>", "95%+"),),
)
SIGNS = ("DOT (Month on Month)", "RAG (in month)")
AS_AT = date(2021, 6, 30)
QUARTER_1 = ("2021-04", "2021-05", "2021-06")


def pack(*heads: str, over: str = "2021 / 22", as_at: str = "June 2021", rows: object = ROWS, alone: bool = False) -> str:
    """A pack of one summary whose columns stand under ``heads``, with ``over`` above the first of them.

    ``alone``: the heads stand in a row of their own, without any other header beside them.
    """
    blank = [""] * (len(heads) - 1)
    marks = ["Red", "Amber", "Target Green"]
    first = ["NO.", "INDICATOR", "GOOD PERF IS", "DATA NOTE (Monthly)", over, *blank, *SIGNS]
    first += marks if alone else ["Target and Tolerances", "", ""]
    second = ["", "", "", "", *heads, "", "", *(["", "", ""] if alone else marks)]
    body = [[number, name, good, unit, *values, *signs] for number, name, good, unit, values, signs in rows]  # type: ignore[attr-defined]
    opening = f"Corporate Parenting Panel Monthly Performance Report\n\nAs at Month End: {as_at}\n\nRotherham council\n\n"
    return opening + "\n".join("\t".join(cells) for cells in (first, second, *body)) + "\n"


def figures(tables: dict[str, pl.DataFrame], number: str = "6.1") -> list[tuple[str, str]]:
    """The printed figures of an indicator with their periods, in printed order."""
    printed = tables["observations"].filter(pl.col("indicator_number") == number, pl.col("status") != "missing")
    return printed.select("published", "period").rows()


def unread(tables: dict[str, pl.DataFrame]) -> list[str]:
    return tables["unread"]["published"].to_list()


@pytest.mark.parametrize("alone", [False, True], ids=["beside the bands", "in a row of their own"])
@pytest.mark.parametrize(
    ("heads", "over"),
    [
        (("21-Apr", "21-May", "21-Jun"), "2021 / 22"),
        (("21-Apr", "21-May", "21-Jun"), ""),
        (("01/04/2021", "01/05/2021", "01/06/2021"), "2021 / 22"),
        (("30/04/2021", "31/05/2021", "30/06/2021"), ""),
        (("2021-04", "2021-05", "2021-06"), "2021 / 22"),
        (("2021-04-01 00:00:00", "2021-05-01 00:00:00", "2021-06-01 00:00:00"), ""),
        (("04/2021", "05/2021", "06/2021"), "2021 / 22"),
        (("44287", "44317", "44348"), "2021 / 22"),
        (("Apr", "May", "Jun"), "2021 / 22"),
        (("Apr", "May", "Jun"), "2021"),
        (("April 21", "May 21", "June 21"), ""),
        (("30 April 2021", "31 May 2021", "30 June 2021"), ""),
        (("Apr-21 (provisional)", "May-21", "Jun-21*"), "2021 / 22"),
        # the year is left from an earlier pack, and the pack's own month stands among its columns
        (("Apr-21", "May-21", "Jun-21"), "2020 / 21"),
    ],
)
def test_months_in_any_usual_print_are_months(
    heads: tuple[str, ...], over: str, alone: bool, tmp_path: Path
) -> None:
    tables = read_text(pack(*heads, over=over, alone=alone), NAME, tmp_path)
    assert figures(tables) == list(zip(("620", "631", "642"), QUARTER_1, strict=True))
    assert unread(tables) == []
    assert set(tables["signals"]["period"]) == {"2021-06"}
    assert tables["signals"]["computed"].to_list() == ["up", "green"]


@pytest.mark.parametrize(
    ("heads", "over", "as_at", "periods"),
    [
        (("Q1 2021/22", "Q2 2021/22", "Q3 2021/22"), "2021 / 22", "December 2021", ("Q1", "Q2", "Q3")),
        (("Q1 21/22", "Q2 21/22", "Q3 21/22"), "", "December 2021", ("Q1", "Q2", "Q3")),
        (("2021-22 Q1", "2021-22 Q2", "2021-22 Q3"), "", "December 2021", ("Q1", "Q2", "Q3")),
        (("Q1", "Q2", "Q3"), "2021 / 22", "December 2021", ("Q1", "Q2", "Q3")),
        (("Qtr 1", "Qtr 2", "Qtr 3"), "", "December 2021", ("Q1", "Q2", "Q3")),
        (("Quarter 1", "Quarter 2", "Quarter 3"), "", "December 2021", ("Q1", "Q2", "Q3")),
        (("Apr-Jun", "Jul-Sep", "Oct-Dec"), "2021 / 22", "December 2021", ("Q1", "Q2", "Q3")),
        (("Apr - Jun 2021", "Jul - Sep 2021", "Oct - Dec 2021"), "", "December 2021", ("Q1", "Q2", "Q3")),
    ],
)
def test_quarters_in_any_usual_print_are_quarters_and_carry_signals(
    heads: tuple[str, ...], over: str, as_at: str, periods: tuple[str, ...], tmp_path: Path
) -> None:
    tables = read_text(pack(*heads, over=over, as_at=as_at), "2021-12-corporate-parenting-panel", tmp_path)
    assert figures(tables) == [
        (figure, f"2021/22 {quarter}") for figure, quarter in zip(("620", "631", "642"), periods, strict=True)
    ]
    assert set(tables["signals"]["period"]) == {"2021/22 Q3"}
    assert tables["signals"]["computed"].to_list() == ["up", "green"]


@pytest.mark.parametrize(
    ("heads", "over", "read"),
    [
        # promised, compared, or of other weeks and years than ours
        (("May-21", "Jun-21", "2021/22 target"), "", [("620", "2021-05"), ("631", "2021-06")]),
        (("Change on Q1", "May-21", "Jun-21"), "", [("631", "2021-05"), ("642", "2021-06")]),
        (("w/e 18/06/2021", "w/e 25/06/2021", "Jun-21"), "", [("642", "2021-06")]),
        (("Mid-year 2020", "2020", "Jun-21"), "", [("642", "2021-06")]),
        (("Latest", "Previous", "Jun-21"), "", [("642", "2021-06")]),
        # twelve months under the name of none
        (("May-21", "Jun-21", "Rolling 12 months"), "", [("620", "2021-05"), ("631", "2021-06")]),
        (("Jul 20 - Jun 21", "May-21", "Jun-21"), "", [("631", "2021-05"), ("642", "2021-06")]),
        # nobody knows which year, or whether a day
        (("19-Apr", "19-May", "19-Jun"), "", []),
        (("21-Apr", "21-May", "21-Jun"), "2019 / 20", []),
        (("Apr", "Jul", "Aug"), "", []),
        # one header contradicts another
        (("Apr-21", "May-21", "May-21"), "2021 / 22", [("620", "2021-04")]),
        (("Apr-21", "May-21", "Jun-20"), "2021 / 22", [("620", "2021-04"), ("631", "2021-05")]),
        (("Apr-21", "Jun-21", "May-21"), "2021 / 22", [("620", "2021-04")]),
        (("Apr-20", "May-20", "Jun-20"), "2021 / 22", []),
        (("May-21", "Jun-21", "Jul-21"), "2021 / 22", [("620", "2021-05"), ("631", "2021-06")]),
    ],
)
def test_what_cannot_be_told_is_not_read(
    heads: tuple[str, ...], over: str, read: list[tuple[str, str]], tmp_path: Path
) -> None:
    tables = read_text(pack(*heads, over=over), NAME, tmp_path)
    assert figures(tables) == read
    assert {"620", "631", "642"} - {figure for figure, _ in read} <= set(unread(tables))


def test_a_year_over_columns_without_headers_is_of_none_of_them(tmp_path: Path) -> None:
    tables = read_text(pack("", "", ""), NAME, tmp_path)
    assert figures(tables) == [] and {"620", "631", "642"} <= set(unread(tables))


@pytest.mark.parametrize("cut", ["\f", "\n12\n", "\nPage 3 of 9\n"], ids=["form feed", "page number", "page of pages"])
@pytest.mark.parametrize("rows_before", [1, 2], ids=["between its rows", "under it"])
@pytest.mark.parametrize("heads", [("Apr-21", "May-21", "Jun-21"), ("44287", "44317", "44348")])
def test_a_header_is_not_lost_where_a_page_ends(
    heads: tuple[str, ...], rows_before: int, cut: str, tmp_path: Path
) -> None:
    lines = pack(*heads).split("\n")
    header = next(n for n, line in enumerate(lines) if line.startswith("NO."))
    lines.insert(header + rows_before, cut)
    tables = read_text("\n".join(lines), NAME, tmp_path)
    assert figures(tables) == list(zip(("620", "631", "642"), QUARTER_1, strict=True))
    assert unread(tables) == []


def test_years_and_years_to_date_in_words(tmp_path: Path) -> None:
    tables = read_text(pack("Outturn 19/20", "2020/21 Actual", "Year to date", over=""), NAME, tmp_path)
    assert figures(tables) == [("620", "2019/20"), ("631", "2020/21"), ("642", "2021/22 YTD")]
    tables = read_text(pack("Apr 19 - Mar 20", "Year ending March 2021", "Jun-21", over=""), NAME, tmp_path)
    assert figures(tables) == [("620", "2019/20"), ("631", "2020/21"), ("642", "2021-06")]


def test_months_of_a_whole_year_end_with_the_last_that_has_figures(tmp_path: Path) -> None:
    names = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
    rows = [(*about, (*values, *[""] * 9), signs) for *about, values, signs in ROWS]
    for over in ("", "2021 / 22"):
        tables = read_text(pack(*names, over=over, rows=rows), NAME, tmp_path)
        assert figures(tables) == list(zip(("620", "631", "642"), QUARTER_1, strict=True))
        assert set(tables["signals"]["period"]) == {"2021-06"}


def test_one_row_that_slipped_into_a_month_to_come_moves_no_other(tmp_path: Path) -> None:
    names = ("Apr", "May", "Jun", "Jul")
    whole = [(*about, (*values, ""), signs) for about in [*ROWS] * 2 for *about, values, signs in [about]]
    slipped = [*whole[:-1], (*whole[-1][:4], ("", "95.1%", "94.2%", "96.3%"), whole[-1][5])]
    tables = read_text(pack(*names, over="", rows=slipped), NAME, tmp_path)
    assert figures(tables)[:3] == list(zip(("620", "631", "642"), QUARTER_1, strict=True))
    assert tables["observations"].filter(pl.col("period") > "2021-06", pl.col("period_kind") == "month").is_empty()


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (("Apr-21", "May-21", "May-21"), "May-21 stands over several columns with different figures"),
        (("Apr-21", "May-21", "Jun-20"), "the year of Jun-20 does not go on from the months beside it"),
        (("Apr-21", "Jun-21", "May-21"), "Jun-21, May-21 stand out of the order of the others"),
    ],
)
def test_a_header_that_contradicts_another_is_one_finding_and_nothing_else(
    heads: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    findings = findings_of(workspace_of({NAME: pack(*heads)}, tmp_path))
    (finding,) = findings.rows(named=True)
    assert (finding["rule"], finding["severity"], finding["line"]) == ("headers", "error", 8)
    assert said in finding["explanation"]


QUARTERS = (
    ("6.8", "LAC cases reviewed within timescales", "High", "Percentage", ("95.1%", "94.2%", "80.0%"))
    + (("↑", "Green", "<85%", "85%>", "95%+"),),
    ("6.19", "% of eligible LAC with an up to date plan", "High", "Percentage", ("91.0%", "92.5%", "96.1%"))
    + (("↓", "Red", "<85%", "85%>", "95%+"),),
)


def test_wrong_signs_of_quarters_are_found_and_the_page_shows_the_printed_ones(tmp_path: Path) -> None:
    text = pack("Q1 2021/22", "Q2 2021/22", "Q3 2021/22", as_at="December 2021", rows=QUARTERS)
    workspace = workspace_of({"2021-12-corporate-parenting-panel": text}, tmp_path)
    findings = findings_of(workspace)
    assert sorted(findings.select("line", "rule", "expected", "severity").rows()) == [
        (9, "arrows", "down", "error"),
        (9, "rag", "red", "error"),
        (10, "arrows", "up", "error"),
        (10, "rag", "green", "error"),
    ]
    data = load_quarter("2021-22-Q3", data=workspace.data)
    shown = data.rows.select("indicator_number", "printed_band", "band", "printed_arrow").rows()
    assert sorted(shown) == [("6.19", "red", "green", "down"), ("6.8", "green", "red", "up")]


PRINTED = (
    *("Apr", "May", "Jun", "Jul", "Mar", "Apr-21", "May-21", "Jun-21", "Jul-21", "Jun-20", "21-Apr", "21-May", "30-Jun"),
    *("31-Feb", "01/04/2021", "30/06/2021", "31/04/2021", "44287", "44317", "44348", "99999", "202106", "202113"),
    *("2021-06", "2010-11", "2021-13", "Q1", "Q2", "Q4", "Q1 21/22", "Q1 2021", "YTD", "22/23 YTD", "2021/22", "20/21"),
    *("2021", "Outturn 19/20", "Rolling 12 months", "Apr-Jun", "Apr 19 - Mar 20", "Feb-Feb", "12 months to", "Latest"),
    *("This month", "Target", "†", "", "w/e 02/06/2021", "29/02/2021", "29 Feb 2021", "00/00/0000", "AY", "FY21"),
)


_registry = cache(load_registry)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(PRINTED), min_size=1, max_size=7),
    st.sampled_from(["2021 / 22", "2020/21", "2021", "", "Q1", "words"]),
    st.lists(st.sampled_from(["620", "0", "", "-", "95.1%", "n/a", "<5"]), min_size=7, max_size=7),
)
def test_whatever_headers_print_no_figure_is_of_two_columns_or_of_a_month_to_come(
    heads: list[str], over: str, values: list[str]
) -> None:
    rows = [(*about, tuple(values[i:] + values[:i])[: len(heads)], signs) for i, (*about, _, signs) in enumerate(ROWS)]
    lines = [line.split("\t") for line in pack(*heads, over=over, rows=rows).splitlines() if "\t" in line]
    cells = [Row(n, tuple(Cell(t, c, t) for c, t in enumerate(line, 1))) for n, line in enumerate(lines, 1)]
    grid = Grid("pack", "01", None, None, None, AS_AT, "Rotherham", cells)
    entry = {"id": "pack", "publisher": "Rotherham", "title": "Pack", "as_at": AS_AT, "source": {"sha256": "0" * 64}}
    document = RawDocument(entry, [grid], [list(COLUMNS)], Ledger(Path("none"), []))
    printed = read_documents([document], _registry())["observations"].filter(pl.col("status") != "missing")
    assert printed.filter(pl.col("period_start") > AS_AT, pl.col("period_kind").is_in(["month", "quarter"])).is_empty()
    told = printed.group_by("line", "indicator", "period", "unit").agg(pl.col("published").n_unique())
    assert told.filter(pl.col("published") > 1).is_empty()


MEASURES = """Children's Services Dashboard

As at Month End: June 2021

Rotherham council

Measure\tLatest month\tValue\tTarget\tMean\tLower limit\tUpper limit
Children in care\tJun-21\t642\t\t631\t612\t655
Plans up to date\tJun-21\t93.1%\t95.0%\t92.0%\t88.4%\t95.6%
Agency workers\tMay-21\t14\t10\t12.5\t6.1\t18.9
"""


def test_a_table_of_measures_with_a_month_each_is_no_page_of_months(tmp_path: Path) -> None:
    tables = read_text(MEASURES, NAME, tmp_path)
    assert tables["documents"]["family"].to_list() == ["unknown"]
    wrong = tables["observations"].filter(~pl.col("published").str.contains("%"), pl.col("unit") == "percent")
    assert wrong.is_empty()
    assert not set(tables["observations"]["indicator"]) & {"unknown_lower_limit", "unknown_upper_limit", "unknown_target"}
    printed = set(tables["observations"]["published"]) | set(unread(tables))
    assert {"642", "93.1%", "14", "631", "612", "655"} <= printed
