"""A made-up pack gives the same observations in every format, each with its place in the file."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scorecard.clean.raw.load import load_one
from scorecard.extract import extract_documents, load_document
from scorecard.preview.look import look_at
from scorecard.proof.proofs import proofs
from scorecard.provenance import sha256_of
from scorecard.schema import SCHEMAS
from scorecard.workspace import Workspace
from tests.fixtures.formats.compared import compare
from tests.fixtures.formats.parts import parts_of
from tests.fixtures.formats.writers import WRITERS
from tests.fixtures.pack_quarterly import quarterly_pack
from tests.fixtures.packs import Variation

PACK = quarterly_pack(Variation())
PLACES = {
    ".pdf": r"^page \d+, table \d+, row \d+, column \d+$",
    ".xlsx": r"^sheet \w+, cell [A-Z]+\d+$",
    ".ods": r"^sheet \w+, cell [A-Z]+\d+$",
    ".docx": r"^table \d+, row \d+, column \d+$",
    ".odt": r"^table \d+, row \d+, column \d+$",
    ".html": r"^table \d+, row \d+, column \d+$",
    ".csv": r"^row \d+, column \d+$",
}


@pytest.fixture(scope="module")
def of_text(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    folder = tmp_path_factory.mktemp("text")
    path = folder / f"{PACK.document}.txt"
    path.write_text(PACK.text, encoding="utf-8")
    return look_at(path, Workspace(data=folder / "data")).tables


def test_text_has_no_places(of_text: dict[str, pl.DataFrame]) -> None:
    assert of_text["observations"].height > 100
    assert of_text["observations"]["place"].null_count() == of_text["observations"].height


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_figures_of_the_text(
    tmp_path: Path, of_text: dict[str, pl.DataFrame], name: str
) -> None:
    write, suffix = WRITERS[name]
    path = tmp_path / f"{PACK.document}{suffix}"
    path.write_bytes(write(list(parts_of(PACK.lines))))
    tables = look_at(path, Workspace(data=tmp_path / "data")).tables
    result = compare(of_text["observations"], tables["observations"])
    assert (result.unread, result.wrong, result.in_order) == (0, 0, True), (result.lost[:3], result.new[:3])
    read = tables["observations"]
    assert read["place"].str.contains(PLACES[suffix]).all()
    assert read["page"].is_not_null().all() == (suffix == ".pdf")
    assert read["sheet_cell"].is_not_null().all() == (suffix in (".xlsx", ".ods"))


@pytest.mark.parametrize("name", ["pdf-shaded", "xlsx", "ods", "docx", "html"])
def test_colours_are_read_from_fills(tmp_path: Path, of_text: dict[str, pl.DataFrame], name: str) -> None:
    write, suffix = WRITERS[name]
    path = tmp_path / f"{PACK.document}{suffix}"
    path.write_bytes(write(list(parts_of(PACK.lines))))
    tables = look_at(path, Workspace(data=tmp_path / "data")).tables
    said = ["indicator", "read_as"]
    expected, read = (
        t["printed_signals"].filter(pl.col("signal") == "rag").select(said).sort(said) for t in (of_text, tables)
    )
    assert expected["read_as"].drop_nulls().len() > 0 and read.rows() == expected.rows()


def test_the_record_lists_the_places_and_clean_carries_them(tmp_path: Path) -> None:
    write, suffix = WRITERS["xlsx"]
    path = tmp_path / f"{PACK.document}{suffix}"
    path.write_bytes(write(list(parts_of(PACK.lines))))
    workspace = Workspace(data=tmp_path / "data")
    extract_documents([path], workspace, report=lambda line: None)
    record = load_document(workspace.raw / PACK.document)
    places = (workspace.raw / PACK.document / "places.tsv").read_bytes()
    assert record["places"] == {"file": "places.tsv", "sha256": sha256_of(places)}
    assert record["source"]["media_type"].endswith("spreadsheetml.sheet")
    document = load_one(workspace.raw / PACK.document)
    lines = {str(row.line) for grid in document.grids for row in grid.rows} | {row[0] for row in document.claims[1:]}
    assert {row[0] for row in document.places[1:]} == lines


def test_a_proof_says_the_place_in_words(tmp_path: Path) -> None:
    write, suffix = WRITERS["xlsx"]
    path = tmp_path / f"{PACK.document}{suffix}"
    path.write_bytes(write(list(parts_of(PACK.lines))))
    tables = look_at(path, Workspace(data=tmp_path / "data")).tables
    first = tables["observations"].row(0, named=True)
    empty = {
        name: pl.DataFrame(schema=SCHEMAS[name]) for name in ("signals", "findings", "ticks", "coverage", "measures")
    }
    told = proofs({**tables, **empty}, [f"{first['document']}:{first['line']}:{first['cell']}"]).row(0, named=True)
    assert told["where"].startswith(f"sheet Pack, cell {first['sheet_cell']} (line {first['line']}, cell ")
