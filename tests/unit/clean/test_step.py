"""clean as a whole: every table gets its meaning or a place in the list of what was not read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from scorecard.clean.contract.account import summary_lines
from scorecard.clean.raw.grid import Cell, Grid, Row
from scorecard.clean.raw.ledger import Ledger, LedgerEntry
from scorecard.clean.raw.load import RawDocument
from scorecard.clean.step import read_documents, read_readable
from scorecard.quotes import COLUMNS
from scorecard.registry import load_registry
from scorecard.schema import SCHEMAS

REGISTRY = load_registry()
FAMILY = "corporate-parenting-monthly"
NAMES = {e.number: (i.id, e.names[0]) for i, e in REGISTRY.named(FAMILY) if (e.unit or i.unit) == "count"}
HEADER = (f"|{6.3}|{6.4}", f"|{NAMES['6.3'][1]}|{NAMES['6.4'][1]}")


def document(*tables: list[str], ledger: Ledger | None = None) -> RawDocument:
    entry = {
        "id": "d",
        "title": "Pack",
        "publisher": "Kiteham",
        "family": FAMILY,
        "as_at": date(2020, 6, 30),
        "source": {"sha256": "0" * 64},
    }
    grids, line = [], 1
    for number, lines in enumerate(tables, start=1):
        rows = [
            Row(line + i, tuple(Cell(t, c, t) for c, t in enumerate(text.split("|"), start=1)))
            for i, text in enumerate(lines)
        ]
        grids.append(Grid("d", f"{number:02d}", None, FAMILY, None, entry["as_at"], "Kiteham", rows))  # type: ignore[arg-type]
        line += len(lines) + 5
    return RawDocument(entry, grids, [list(COLUMNS)], ledger or Ledger(Path("none"), []))


def read(*tables: list[str]) -> dict[str, pl.DataFrame]:
    return read_documents([document(*tables)], REGISTRY)


def figures(tables: dict[str, pl.DataFrame]) -> list[tuple[object, ...]]:
    return sorted(tables["observations"].select("indicator", "period", "area", "status", "published").rows(), key=str)


MONTHS = ["Apr-20|11|21", "May-20|12|n/a", "Jun-20|1,303|0"]


def test_a_theme_page_becomes_one_observation_per_figure_or_missing_mark() -> None:
    tables = read([*HEADER, *MONTHS])
    admitted, ceased = NAMES["6.3"][0], NAMES["6.4"][0]
    assert figures(tables) == sorted(
        [
            (admitted, "2020-04", "Kiteham", "reported", "11"),
            (admitted, "2020-05", "Kiteham", "reported", "12"),
            (admitted, "2020-06", "Kiteham", "reported", "1,303"),
            (ceased, "2020-04", "Kiteham", "reported", "21"),
            (ceased, "2020-05", "Kiteham", "missing", "n/a"),
            (ceased, "2020-06", "Kiteham", "reported", "0"),
        ],
        key=str,
    )
    assert tables["observations"].filter(pl.col("published") == "1,303")["value"].to_list() == [1303.0]
    assert tables["observations"].filter(pl.col("status") == "missing")["value"].to_list() == [None]
    assert tables["unread"].is_empty()


def test_every_table_of_the_contract_is_there_with_its_columns() -> None:
    tables = read([*HEADER, *MONTHS])
    assert {name: frame.schema for name, frame in tables.items()} == {n: pl.Schema(SCHEMAS[n]) for n in tables}
    assert set(tables) == {
        "documents",
        "observations",
        "thresholds",
        "printed_signals",
        "claims",
        "caveats",
        "headers",
        "unread",
        "corrections",
        "tables",
    }


@given(st.permutations(MONTHS))
def test_the_order_of_the_rows_does_not_matter(order: list[str]) -> None:
    assert figures(read([*HEADER, *order])) == figures(read([*HEADER, *MONTHS]))


def test_a_table_of_unknown_form_is_listed_figure_for_figure_with_its_place() -> None:
    tables = read(["Kites|Red|Blue", "North wind|603|65.5%", "South wind|604|n/a"])
    assert tables["observations"].is_empty()
    assert tables["unread"].select("line", "cell", "published").rows() == [
        (2, 2, "603"),
        (2, 3, "65.5%"),
        (3, 2, "604"),
    ]
    assert tables["unread"]["reason"].null_count() == 0
    assert tables["tables"]["shape"].to_list() == ["unknown"]


def test_figures_whose_row_only_the_ledger_names_carry_its_reason() -> None:
    entries = [LedgerEntry(line=3, cell=1, printed="?", read_as="Apr-20", why="the label is lost")]
    table = [*HEADER, *MONTHS]  # as the ledger has mended it
    observed = read_documents([document(table, ledger=Ledger(Path("none"), entries))], REGISTRY)["observations"]
    assert observed.filter(pl.col("correction").is_not_null())["line"].to_list() == [3, 3]
    assert set(observed.filter(pl.col("line") == 3)["status"]) == {"corrected"}
    assert set(observed.filter(pl.col("line") != 3)["status"]) == {"reported", "missing"}


def test_a_mended_figure_says_nothing_about_the_others_of_its_row() -> None:
    entries = [LedgerEntry(line=3, cell=2, printed="l1", read_as="11", why="an l read for a 1")]
    observed = read_documents([document([*HEADER, *MONTHS], ledger=Ledger(Path("none"), entries))], REGISTRY)
    assert observed["observations"]["correction"].null_count() == observed["observations"].height


def test_a_page_without_header_goes_on_under_the_columns_before_and_their_localities() -> None:
    more = ["Jan-20|14|24", "Feb-20|15|25", "Mar-20|16|26"]
    tables = read([*HEADER, "|North|South", *MONTHS], more)
    areas = tables["observations"].group_by("table").agg(pl.col("area").unique().sort()).sort("table")
    assert areas.rows() == [("01", ["North", "South"]), ("02", ["North", "South"])]


def test_a_page_of_labels_alone_says_nothing() -> None:
    tables = read([*HEADER, *MONTHS], ["Jul-20||", "Aug-20||", "Sep-20||"])
    assert set(tables["observations"]["table"]) == {"01"} and tables["unread"].is_empty()


def test_several_figures_in_one_cell_of_words_are_listed_as_unread() -> None:
    tables = read([*HEADER, "Apr-20|11|21", "May-20|12|22", "Jun-20|13|23|all 90% 80% 70%", "Mar-20|14|24|Q1 12"])
    assert tables["unread"].select("line", "published").rows() == [(5, "all 90% 80% 70%")]


def test_what_prints_digits_but_no_figure_is_listed_as_unread() -> None:
    tables = read([*HEADER, "Apr-20|11|2l1", "May-20|12|22", "Jun-20|13|23"])
    assert tables["unread"].select("line", "published").rows() == [(3, "2l1")]


def test_each_figure_stands_in_exactly_one_list() -> None:
    tables = read([*HEADER, *MONTHS], ["Kites|Red", "North wind|603"])
    place = ["line", "cell"]
    both = tables["observations"].join(tables["unread"], on=place, how="inner")
    assert both.is_empty()
    assert tables["observations"].height + tables["unread"].height == 7
    counts = tables["tables"].select(pl.col("figures_read", "missing_marks", "figures_unread").sum()).row(0)
    assert counts == (5, 1, 1)


def test_a_document_without_tables_is_read_too() -> None:
    tables = read()
    assert tables["documents"]["document"].to_list() == ["d"] and tables["observations"].is_empty()


def test_the_summary_names_what_was_not_read_with_its_lines() -> None:
    said = summary_lines(read([*HEADER, *MONTHS], ["Kites|Red", "North wind|603"]))
    assert said[0].startswith("d: 1 of 2 tables, 5 figures read (0 corrected), 1 missing mark, 1 not read")
    assert said[1:] == ["    not read: 1 in 02 (lines 11 to 12)"]


def test_the_same_documents_give_the_same_tables() -> None:
    first, second = read([*HEADER, *MONTHS]), read([*HEADER, *MONTHS])
    assert all(first[name].equals(second[name]) for name in first)


PAIR = [next((i.id, e) for i, e in REGISTRY.named(FAMILY) if e.number == number) for number in ("8.1", "8.2")]
PAIRED = (f"|{'||'.join(str(e.number) for _, e in PAIR)}|", f"|{'||'.join(e.names[0] for _, e in PAIR)}|")


def test_a_percentage_that_is_not_100_x_by_y_stands_beside_its_count_all_the_same() -> None:
    tables = read(
        [
            *PAIRED,
            "Apr-20|10 of 40|90.0%|5 of 50|80.0%",
            "May-20|11 of 40|12.0%|6 of 50|70.0%",
            "Jun-20|12 of 40|13.0%|7 of 50|60.0%",
        ]
    )
    assert [row[0] for row in tables["observations"].sort("line", "cell").select("indicator").rows()] == [
        indicator for indicator, _ in PAIR for _ in range(2)
    ] * 3


def test_a_row_that_says_in_words_that_there_is_nothing_makes_no_column_debris() -> None:
    words = ["Jul-20|lau 16 data|unavailable", "Aug-20|nov data un|available 8 8"]
    tables = read([*HEADER, *MONTHS, *words])
    assert figures(tables) == figures(read([*HEADER, *MONTHS]))


def test_a_table_without_header_does_not_go_on_with_figures_of_another_unit() -> None:
    tables = read([*HEADER, *MONTHS], ["Jul-20|11.5%|21", "Aug-20|12.5%|22", "Sep-20|13.5%|23"])
    assert tables["observations"].filter(pl.col("period") > "2020-06").is_empty()
    assert set(tables["unread"]["published"]) >= {"11.5%", "21"}


def test_only_the_packs_own_year_is_one_to_date_where_ytd_slipped_to_the_next_line() -> None:
    rows = [*HEADER, *MONTHS, "2018/19|110|210", "YTD||", "2020/21|36|42", "YTD||"]
    assert set(read(rows)["observations"]["period"]) >= {"2018/19", "2020/21 YTD"}


def test_a_header_over_all_its_columns_is_not_moved_for_a_column_of_debris() -> None:
    tables = read([*HEADER, "Apr-20|11|lau 16", "May-20|12|0~4 8", "Jun-20|1,303|&P&", "Jul-20|14|0~4 8"])
    assert {(i, a) for i, _, a, *_ in figures(tables)} == {(NAMES["6.3"][0], "Kiteham")}


def test_a_document_on_which_the_program_fails_does_not_take_the_others_with_it() -> None:
    good, bad = document([*HEADER, *MONTHS]), document([*HEADER, *MONTHS])
    bad.entry["id"], bad.claims = "bad", [list(COLUMNS), ["not a line", *COLUMNS[1:]]]
    tables, (left_out,) = read_readable([good, bad], REGISTRY)
    assert tables["documents"]["document"].to_list() == ["d"]
    assert figures(tables) == figures(read([*HEADER, *MONTHS]))
    assert left_out.document == "bad" and "the program fails on it" in left_out.reason
    assert [one.document for one in read_readable([bad], REGISTRY)[1]] == ["bad"]
    assert read_readable([], REGISTRY) == ({}, [])
