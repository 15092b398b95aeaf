"""What was read of each table, what was not, and what was corrected."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from scorecard.clean.contract.account import (
    about_documents,
    corrections_table,
    documents_table,
    summary_lines,
    tables_table,
)
from scorecard.clean.raw.ledger import Ledger, LedgerEntry
from scorecard.clean.raw.load import RawDocument
from scorecard.clean.tables.shared.reading import TableReading
from tests.fixtures.grids import AS_AT, grid


def document(*entries: LedgerEntry, **more: Any) -> RawDocument:
    entry = {"id": "pack", "title": "Pack", "publisher": "Kiteham", "as_at": AS_AT, "source": {"sha256": "0" * 64}}
    return RawDocument(entry | more, [grid("Kites|1", "Zoos|2")], [], Ledger(Path("none"), list(entries)))


def reading(family: str | None, shape: str = "summary") -> tuple[Any, TableReading]:
    return grid("Kites|1", "Zoos|2"), TableReading(shape, family)


def family_of(entry: RawDocument, *families: str | None) -> str:
    return documents_table([entry], [reading(f) for f in families])["family"].item()  # type: ignore[no-any-return]


def test_the_family_of_a_document_is_the_one_its_headings_name_else_that_of_most_tables() -> None:
    assert family_of(document(family="named"), "of-tables", "of-tables") == "named"
    assert family_of(document(), "a", "b", "b", None) == "b"
    assert family_of(document(), "b", "a") == "b", "of two as frequent ones always the same"
    assert family_of(document(), None) == "unknown"
    row = documents_table([document(published=date(2020, 9, 1))], []).row(0, named=True)
    assert (row["document"], row["title"], row["as_at"], row["published"]) == ("pack", "Pack", AS_AT, date(2020, 9, 1))


def test_about_a_document_its_month_end_and_its_authority_are_known() -> None:
    assert about_documents([document()]).rows() == [("pack", AS_AT, "Kiteham")]


def observed(**rows: list[Any]) -> pl.DataFrame:
    schema = {
        "document": pl.String,
        "table": pl.String,
        "line": pl.Int32,
        "cell": pl.Int32,
        "part": pl.Int32,
        "published": pl.String,
        "indicator_number": pl.String,
        "area": pl.String,
        "period": pl.String,
        "status": pl.String,
        "correction": pl.String,
    }
    usual = {"document": "pack", "table": "01", "line": 1, "cell": 2, "part": 0, "published": "1", "area": "Kiteham"}
    many = len(next(iter(rows.values())))
    filled = {c: rows.get(c, [usual.get(c, "2020-06" if c == "period" else None)] * many) for c in schema}
    return pl.DataFrame(filled, schema=schema)


def test_what_was_read_of_a_table_is_counted_by_kind() -> None:
    figures = observed(status=["reported", "corrected", "missing", "reported"])
    unread = pl.DataFrame({"document": ["pack"] * 2, "table": ["01"] * 2})
    row = tables_table([reading("a")], figures, unread).row(0, named=True)
    assert (row["first_line"], row["last_line"], row["shape"], row["family"]) == (1, 2, "summary", "a")
    counted = ("figures_read", "figures_corrected", "missing_marks", "figures_unread")
    assert [row[c] for c in counted] == [3, 1, 1, 2]
    empty = tables_table([reading("a")], figures.clear(), unread.clear()).row(0, named=True)
    assert [empty[c] for c in counted] == [0, 0, 0, 0]


ENTRY = LedgerEntry(line=1, cell=2, printed="l", read_as="1", why="one is printed as a letter")


def test_each_ledger_entry_is_listed_with_the_table_that_holds_its_line() -> None:
    far = LedgerEntry(line=99, header_from=1, why="it goes on under that header")
    listed = corrections_table([document(ENTRY, far)], observed(status=[]))
    assert listed.select("table", "line", "cell", "published", "read_as", "kind", "reason").rows() == [
        ("01", 1, 2, "l", "1", "ledger", "one is printed as a letter"),
        (None, 99, None, "", "columns of line 1", "ledger", "it goes on under that header"),
    ]


def test_a_figure_that_arithmetic_mends_is_listed_and_one_that_the_ledger_mends_is_not_listed_twice() -> None:
    figures = observed(
        line=[1, 2],
        indicator_number=["6.1", None],
        correction=["one is printed as a letter; and more", "x of y proves it"],
    )
    listed = corrections_table([document(ENTRY)], figures)
    assert listed.select("line", "kind", "read_as", "reason").rows() == [
        (1, "ledger", "1", "one is printed as a letter"),
        (2, "proved", "Kiteham 2020-06", "x of y proves it"),
    ]
    assert corrections_table([document()], figures)["read_as"].to_list() == ["6.1 Kiteham 2020-06", "Kiteham 2020-06"]


def test_what_was_not_read_is_said_with_its_lines() -> None:
    tables = {
        "documents": pl.DataFrame({"document": ["pack"]}),
        "claims": pl.DataFrame({"document": ["pack", "pack", "other"]}),
        "tables": pl.DataFrame(
            {
                "document": ["pack", "pack", "other"],
                "table": ["01", "02", "03"],
                "first_line": [1, 20, 1],
                "last_line": [9, 30, 9],
                "shape": ["summary", "unknown", "summary"],
                "figures_read": [1200, 0, 5],
                "figures_corrected": [2, 0, 0],
                "missing_marks": [3, 0, 0],
                "figures_unread": [0, 4, 0],
            }
        ),
    }
    assert summary_lines(tables)[:2] == [
        "pack: 1 of 2 tables, 1,200 figures read (2 corrected), 3 missing marks, 4 not read, 2 quoted in prose",
        "    not read: 4 in 02 (lines 20 to 30)",
    ]
