"""Damaged tables: whatever a table looks like, it is read without a crash, and no figure is made up.

The tables are the committed ones of ``data/raw``, mutated from a fixed seed. ``SCORECARD_FUZZ=10000`` runs the
full number; the default is small enough for every run of the tests.
"""

from __future__ import annotations

import os
import random
import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from scorecard.clean.raw.grid import Cell, Grid, Row
from scorecard.clean.raw.ledger import Ledger
from scorecard.clean.raw.load import RawDocument, load_raw
from scorecard.clean.step import read_documents
from scorecard.errors import InputError
from scorecard.quotes import COLUMNS
from scorecard.extract.tables import find_tables
from scorecard.registry import load_registry
from scorecard.schema import SCHEMAS

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
COUNT = int(os.environ.get("SCORECARD_FUZZ") or 300)
BATCH = 50
SEEDS = range((COUNT + BATCH - 1) // BATCH)

HOSTILE = (
    "<script>alert(1)</script>", "=cmd|'/C calc'!A0", "../../etc/passwd", "'; DROP TABLE x; --", "{{7*7}}", "${jndi:x}",
    "\x00", "\u202e 12.5%", "٣٤٥", "１２３", "²³", "½", "1e309", "NaN", "inf", "-0", "9" * 400, "0.0000001%", "(" * 500,
    "1," * 200, "<" * 300 + ">", "20/21", "00/00", "Jun-00", "Feb-99", "Quarter 9", "Half Term 9", "0 of 0", "5 of",
    "of 5", "% % %", "£", "-", "..", "$(", "\\", "[text]", "[", "(?P<", "\ufeff", "🔴", "^", "99.99", "2019/20 YTD",
    "TOTAL", "North", "6.", ".5", "|", "\u2028",
)

Cells = list[list[str]]


def _drop_tab(rng: random.Random, rows: Cells) -> Cells:
    row = rng.choice(rows)
    if len(row) > 1:
        at = rng.randrange(len(row) - 1)
        row[at : at + 2] = [row[at] + rng.choice(("", " ")) + row[at + 1]]
    return rows


def _tear_cell(rng: random.Random, rows: Cells) -> Cells:
    row = rng.choice(rows)
    at = rng.randrange(len(row))
    cut = rng.randint(0, len(row[at]))
    row[at : at + 1] = [row[at][:cut], row[at][cut:]]
    return rows


def _drop_cell(rng: random.Random, rows: Cells) -> Cells:
    row = rng.choice(rows)
    if len(row) > 1:
        del row[rng.randrange(len(row))]
    return rows


def _double_cell(rng: random.Random, rows: Cells) -> Cells:
    row = rng.choice(rows)
    at = rng.randrange(len(row))
    row.insert(rng.randint(0, len(row)), row[at])
    return rows


def _shuffle_columns(rng: random.Random, rows: Cells) -> Cells:
    order = list(range(max(map(len, rows))))
    rng.shuffle(order)
    return [[row[i] for i in order if i < len(row)] for row in rows]


def _move_rows(rng: random.Random, rows: Cells) -> Cells:
    action = rng.choice(("shuffle", "drop", "double", "swap"))
    if action == "shuffle":
        rng.shuffle(rows)
    elif action == "drop" and len(rows) > 1:
        del rows[rng.randrange(len(rows))]
    elif action == "double":
        rows.insert(rng.randint(0, len(rows)), list(rng.choice(rows)))
    else:
        rows.insert(rng.randrange(len(rows)), rows.pop(rng.randrange(len(rows))))
    return rows


def _noise(rng: random.Random, rows: Cells) -> Cells:
    row = rng.choice(rows)
    at = rng.randrange(len(row))
    noise = bytes(rng.randrange(256) for _ in range(rng.randint(1, 12))).decode(
        rng.choice(("latin-1", "cp1252", "utf-8")), "replace"
    )
    noise = re.sub(r"[\n\t]", " ", noise)
    text = row[at]
    cut = rng.randint(0, len(text))
    row[at] = rng.choice((noise, text[:cut] + noise + text[cut:], text[:cut] + noise[:1] + text[cut + 1 :]))
    return rows


def _hostile(rng: random.Random, rows: Cells) -> Cells:
    row = rng.choice(rows)
    row[rng.randrange(len(row))] = rng.choice(HOSTILE)
    return rows


def _blank(rng: random.Random, rows: Cells) -> Cells:
    row = rng.choice(rows)
    row[:] = rng.choice(([""], [""] * len(row), [*row, "", ""]))
    return rows


def _cut_short(rng: random.Random, rows: Cells) -> Cells:
    return rows[: rng.randint(1, len(rows))] if rng.random() < 0.5 else rows[rng.randrange(len(rows)) :]


MUTATIONS: tuple[Callable[[random.Random, Cells], Cells], ...] = (
    _drop_tab, _tear_cell, _drop_cell, _double_cell, _shuffle_columns, _move_rows, _noise, _hostile, _blank, _cut_short,
)


@dataclass(frozen=True)
class Known:
    """What the mutations start from: all committed documents and their tables."""

    documents: list[RawDocument]
    grids: list[Grid]


@pytest.fixture(scope="module")
def known() -> Known:
    documents = load_raw(RAW)
    return Known(documents, [grid for document in documents for grid in document.grids])


def mutated(rng: random.Random, known: Known) -> Cells:
    """The cells of one committed table after a few mutations; now and then rows of another table follow."""
    rows = [[cell.published for cell in row.cells if cell.index] or [""] for row in rng.choice(known.grids).rows]
    if rng.random() < 0.1:
        rows += [
            [cell.published for cell in row.cells if cell.index] or [""] for row in rng.choice(known.grids).rows[:6]
        ]
    for _ in range(rng.choice((1, 1, 2, 3, 5, 10, 40))):
        rows = rng.choice(MUTATIONS)(rng, rows) or [[""]]
    return rows


def batch(seed: int, known: Known) -> RawDocument:
    """A document of BATCH mutated tables, with families, headings and years that need not fit them."""
    rng = random.Random(seed)
    about = rng.choice(known.documents)
    grids: list[Grid] = []
    line = 1
    for number in range(1, min(BATCH, COUNT - seed * BATCH) + 1):
        base, cells = rng.choice(known.grids), mutated(rng, known)
        same = rng.random() < 0.7
        grids.append(
            Grid(
                document=about.id,
                table=f"{number:03d}-table",
                heading=base.heading if same else rng.choice((None, "", *HOSTILE)),
                family=base.family if same else rng.choice((None, *load_registry().families)),
                year=base.year,
                as_at=base.as_at if same else about.entry["as_at"],
                authority=about.authority,
                rows=[
                    Row(line + i, tuple(Cell(t, c, t) for c, t in enumerate(row, start=1)))
                    for i, row in enumerate(cells)
                ],
            )
        )
        line += len(cells) + rng.choice((1, 1, 5))
    return RawDocument(about.entry, grids, [list(COLUMNS)], Ledger(RAW / "none", []))


def digits(text: str) -> str:
    return "".join(c for c in text if c in string.digits)


def is_printed(value: float | None, decimals: int | None, line: str) -> bool:
    """Whether the digits of a figure stand in the digits of a line; ``.5`` is printed without its zero."""
    if value is None:
        return True
    written = digits(f"{abs(value):.{decimals or 0}f}" if decimals or value == int(value) else repr(abs(value)))
    return written in digits(line) or (bool(decimals) and written.lstrip("0") in digits(line))


def made_up(document: RawDocument, observed: pl.DataFrame) -> list[dict[str, object]]:
    """The observations with a figure that its line (for the x and y beside a percentage, its table) does not print."""
    lines = {row.line: " ".join(c.published for c in row.cells) for grid in document.grids for row in grid.rows}
    tables = {grid.table: " ".join(lines[row.line] for row in grid.rows) for grid in document.grids}
    return [
        row
        for row in observed.iter_rows(named=True)
        if not is_printed(row["value"], row["decimals"], lines[row["line"]])
        or not is_printed(
            row["numerator"], None, lines[row["line"]] if row["unit"] == "ratio" else tables[row["table"]]
        )
        or not is_printed(
            row["denominator"], None, lines[row["line"]] if row["unit"] == "ratio" else tables[row["table"]]
        )
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_damaged_tables_are_read_without_a_crash_and_without_inventing(seed: int, known: Known) -> None:
    document = batch(seed, known)
    try:
        tables = read_documents([document], load_registry())
    except InputError:
        return
    assert {name: frame.schema for name, frame in tables.items()} == {name: pl.Schema(SCHEMAS[name]) for name in tables}
    assert made_up(document, tables["observations"]) == []
    places = {(row.line, cell.index) for grid in document.grids for row in grid.rows for cell in row.cells}
    for name in ("observations", "thresholds", "printed_signals", "unread"):
        assert set(tables[name].select("line", "cell").iter_rows()) <= places, name


@pytest.mark.parametrize("seed", SEEDS)
def test_damaged_text_is_taken_apart_without_a_crash_and_verbatim(seed: int, known: Known) -> None:
    rng = random.Random(f"text {seed}")
    lines: list[str] = []
    for _ in range(min(BATCH, COUNT - seed * BATCH)):
        lines += ["\t".join(row) for row in mutated(rng, known)] + [
            rng.choice(("", "12", "Page 3 of 9", rng.choice(HOSTILE)))
        ]
    kept, left_out = find_tables(lines)
    for table in kept:
        for number, cells in table.rows:
            printed = lines[number - 1]
            assert all(
                cell == "[text]" or cell in printed or cell in re.sub(r"<[^>]*>|\*\*|\s+", " ", printed)
                for cell in cells
            )
    taken = [line for table in kept for line, _ in table.rows]
    assert len(taken) == len(set(taken))
    assert all(1 <= left.first_line <= left.last_line <= len(lines) for left in left_out)


def test_the_check_sees_a_figure_that_is_not_printed(known: Known) -> None:
    """The test of the test: a figure one digit off is seen."""
    document = known.documents[2]
    observed = read_documents(
        [RawDocument(document.entry, document.grids, [list(COLUMNS)], document.ledger)], load_registry()
    )["observations"]
    first = observed.filter(pl.col("value") > 100).head(1)
    assert made_up(document, first) == []
    assert len(made_up(document, first.with_columns(value=pl.lit(98765.0)))) == 1
