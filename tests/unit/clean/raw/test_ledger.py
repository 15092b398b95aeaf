"""The corrections ledger: what an entry does, and every way in which it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.clean.raw.ledger import LEDGER, apply_ledger, check_lines, read_ledger
from scorecard.errors import InputError

ROW = (7, ["6.1", "Number of things", "6O3", "n/a"])


def ledger_of(folder: Path, text: str):  # type: ignore[no-untyped-def]
    (folder / LEDGER).write_text(text, encoding="utf-8")
    return read_ledger(folder)


def mended(folder: Path, entry: str, row: tuple[int, list[str]] = ROW):  # type: ignore[no-untyped-def]
    return apply_ledger([row], ledger_of(folder, f"entries:\n- {entry}\n"))[0]


def texts(folder: Path, entry: str) -> list[str]:
    return [cell.text for cell in mended(folder, entry).cells]


def test_a_document_without_ledger_is_read_as_it_stands(tmp_path: Path) -> None:
    row = apply_ledger([ROW], read_ledger(tmp_path))[0]
    assert row.line == 7 and [c.text for c in row.cells] == ROW[1]
    assert [c.index for c in row.cells] == [1, 2, 3, 4] and {c.correction for c in row.cells} == {None}


@pytest.mark.parametrize("text", ["", "entries: []", "{}", "# nothing yet\n"])
def test_an_empty_ledger_is_a_ledger(tmp_path: Path, text: str) -> None:
    assert ledger_of(tmp_path, text).entries == []


def test_a_cell_is_read_as_the_entry_says_and_remembers_what_is_printed(tmp_path: Path) -> None:
    cell = mended(tmp_path, "{line: 7, cell: 3, printed: 6O3, read_as: '603', why: a letter for a zero}").cells[2]
    assert (cell.text, cell.published, cell.index, cell.part) == ("603", "6O3", 3, 0)
    assert cell.correction == "a letter for a zero"


def test_a_list_makes_several_cells_of_one_and_numbers_its_figures(tmp_path: Path) -> None:
    row = mended(tmp_path, "{line: 7, cell: 3, printed: 6O3, read_as: ['603', '581'], why: two cells in one}")
    assert [c.text for c in row.cells] == ["6.1", "Number of things", "603", "581", "n/a"]
    assert [(c.index, c.part, c.published) for c in row.cells[2:4]] == [(3, 1, "6O3"), (3, 2, "6O3")]


def test_an_empty_list_takes_a_cell_away_and_a_blank_moves_it(tmp_path: Path) -> None:
    entry = "{line: 7, cell: 3, printed: 6O3, read_as: %s, why: shifted}"
    assert texts(tmp_path, entry % "[]") == ["6.1", "Number of things", "n/a"]
    moved = mended(tmp_path, entry % "['', 6O3]").cells
    assert [c.text for c in moved] == ["6.1", "Number of things", "", "6O3", "n/a"]
    assert moved[3].correction == "shifted" and moved[3].part == 0


def test_cell_zero_gives_back_a_lost_label(tmp_path: Path) -> None:
    row = mended(tmp_path, "{line: 7, cell: 0, printed: '', read_as: Apr-20, why: the label is lost}")
    assert [c.text for c in row.cells] == ["Apr-20", *ROW[1]]
    assert (row.cells[0].index, row.cells[0].published) == (0, "")


def test_a_whole_row_is_mended_with_the_cell_that_prints_each_text(tmp_path: Path) -> None:
    entry = (
        "{line: 7, printed_row: '6.1|Number of things|6O3|n/a', why: two rows in one, "
        "read_row: ['1:6.1', '2:Number of things', '', '3:60', '3:3', '4:n/a']}"
    )
    cells = mended(tmp_path, entry).cells
    assert [c.text for c in cells] == ["6.1", "Number of things", "", "60", "3", "n/a"]
    assert [(c.index, c.part) for c in cells] == [(1, 0), (2, 0), (0, 0), (3, 1), (3, 2), (4, 0)]
    assert [c.correction for c in cells] == [None] * 3 + ["two rows in one"] * 3
    assert cells[3].published == "6O3"


def test_an_item_of_a_row_may_join_cells_and_says_where_a_moved_one_stood(tmp_path: Path) -> None:
    entry = (
        "{line: 7, printed_row: '6.1|Number of things|6O3|n/a', why: cut over cells, "
        "read_row: ['1:6.1', '', '2:Number of things', '3-4:not available']}"
    )
    cells = mended(tmp_path, entry).cells
    assert [(c.index, c.last, c.published) for c in cells[2:]] == [(2, 0, "Number of things"), (3, 4, "6O3 n/a")]
    assert [c.correction for c in cells] == [None, None, "cut over cells", "cut over cells"]


@pytest.mark.parametrize("item", ["5:x", "0:x", "3-5:x", "4-3:x", "x", "1-:x", "-1:x"])
def test_an_item_that_names_no_cell_of_the_line_is_refused(tmp_path: Path, item: str) -> None:
    entry = f"{{line: 7, printed_row: '6.1|Number of things|6O3|n/a', why: x, read_row: ['{item}']}}"
    with pytest.raises(InputError, match="names no cell of its line"):
        mended(tmp_path, entry)


def test_header_from_names_the_table_whose_columns_a_torn_table_has(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "entries:\n- {line: 7, header_from: 3, why: torn}\n")
    torn = ledger.torn(7)
    assert torn is not None and torn.header_from == 3 and ledger.torn(8) is None
    assert apply_ledger([ROW], ledger)[0].texts == ROW[1]


@pytest.mark.parametrize(
    "entry",
    [
        "{line: 7, cell: 3, printed: '603', read_as: '604', why: x}",
        "{line: 7, cell: 9, printed: 6O3, read_as: '603', why: x}",
        "{line: 7, cell: 0, printed: 6O3, read_as: '603', why: x}",
        "{line: 7, printed_row: '6.1|other', read_row: ['1:6.1'], why: x}",
    ],
)
def test_an_entry_that_no_longer_matches_its_cell_stops_the_clean(tmp_path: Path, entry: str) -> None:
    with pytest.raises(InputError) as caught:
        mended(tmp_path, entry)
    message = str(caught.value)
    assert "no longer matches" in message and "line 7" in message and "found" in message and str(tmp_path) in message
    assert "check the raw table" in message


def test_an_entry_about_a_line_that_no_table_has_stops_the_clean(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "entries:\n- {line: 7, cell: 1, printed: a, read_as: b, why: x}\n")
    check_lines(ledger, {7})
    with pytest.raises(InputError, match="no table has this line"):
        check_lines(ledger, {6, 8})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("entries: [", "not valid YAML"),
        ("entries:\n- line: 1\n  cell: [}\n", "line 3"),
        ("- line: 1", "a list named entries"),
        ("just words", "a list named entries"),
        ("entries: 3", "a list named entries"),
        ("entries: {line: 7}", "a list named entries"),
        ("entries: []\nextra: 1", "a list named entries"),
        ("!!python/object/apply:os.system ['true']", "not valid YAML"),
        ("entries:\n- line: 7\n", "entry 1"),
        ("entries:\n- words\n", "entry 1"),
        ("entries:\n- {line: 7, cell: 1, printed: 603, read_as: '1', why: x}", "printed"),
        ("entries:\n- {line: '7', cell: 1, printed: a, read_as: b, why: x}", "line"),
        ("entries:\n- {line: 7, cell: 1, printed: a, read_as: b}", "why"),
        ("entries:\n- {line: 7, cell: 1, printed: a, read_as: b, why: ' '}", "reason"),
        ("entries:\n- {line: 7, cell: 1, printed: a, read_as: b, why: x, colour: red}", "colour"),
        ("entries:\n- {line: 7, cell: 1, printed: a, read_as: b, why: x, header_from: 3}", "entry 1"),
        ("entries:\n- {line: 7, why: x}", "entry 1"),
        ("entries:\n- {line: 1, header_from: 2, why: x}\n- {line: 7, why: x}", "entry 2"),
    ],
)
def test_a_malformed_ledger_is_refused_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        ledger_of(tmp_path, text)
    assert says in str(caught.value) and str(tmp_path / LEDGER) in str(caught.value)


def test_a_ledger_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_bytes("entries: [] # £".encode("cp1252"))
    with pytest.raises(InputError, match="not UTF-8"):
        read_ledger(tmp_path)


@pytest.mark.parametrize("place", ["x:603", "²:603", "99:603", "-1:603", "no cell"])
def test_a_row_whose_places_are_no_cells_is_refused_as_input(tmp_path: Path, place: str) -> None:
    entry = f"{{line: 7, printed_row: '6.1|Number of things|6O3|n/a', read_row: ['{place}'], why: x}}"
    with pytest.raises(InputError, match="read_row"):
        mended(tmp_path, entry)
