"""Workbooks by the rules of accessible spreadsheets, read back from the file itself."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import polars as pl
import pytest

from scorecard.errors import UsageError
from scorecard.workbook import CODES, Sheet, as_xlsx

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
FRAME = pl.DataFrame(
    {
        "title": ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\t=1"],
        "value": [1.5, None, None, 4.0, float("nan")],
        "missing_reason": [None, "suppressed", "not-applicable", None, None],
        "numerator": [None, 1.0, 2.0, 3.0, 4.0],
        "known": [True, False, None, True, True],
        "as_at": [date(2020, 6, 30)] * 5,
        "findings": [["f-1", "f-2"], [], None, [], []],
        "inner": [[{"a": 1}]] * 5,
    }
)


def book(*sheets: Sheet, **more: object) -> zipfile.ZipFile:
    told = {"title": "Title <b>", "about": ["First line."], "notes": ["A note."], **more}
    return zipfile.ZipFile(io.BytesIO(as_xlsx(sheets or [Sheet("Figures", "Figures of June", FRAME)], **told)))


def xml(file: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(file.read(name))


def names(file: zipfile.ZipFile) -> list[str]:
    return [sheet.attrib["name"] for sheet in xml(file, "xl/workbook.xml").iter(f"{{{NS['m']}}}sheet")]


def cells(file: zipfile.ZipFile, number: int) -> dict[str, str]:
    """What stands in each cell of a sheet."""
    texts = ["".join(one.itertext()) for one in xml(file, "xl/sharedStrings.xml").findall("m:si", NS)]
    found = {}
    for cell in xml(file, f"xl/worksheets/sheet{number}.xml").iter(f"{{{NS['m']}}}c"):
        value = cell.findtext("m:v", namespaces=NS)
        if value is not None:
            found[cell.attrib["r"]] = texts[int(value)] if cell.attrib.get("t") == "s" else value
    return found


def test_cover_contents_and_notes_come_before_the_figures():
    file = book()
    assert names(file) == ["Cover", "Contents", "Notes", "Figures"]
    assert cells(file, 1) == {"A1": "Title <b>", "A2": "First line."}
    assert [cells(file, 2)[place] for place in ("A4", "A5", "A6")] == ["Sheet", "Notes", "Figures"]


def test_each_sheet_of_figures_has_one_named_table_from_column_a():
    file = book(Sheet("One", "One", FRAME), Sheet("Two", "Two", FRAME))
    tables = [xml(file, name) for name in file.namelist() if name.startswith("xl/tables/")]
    assert {table.attrib["displayName"] for table in tables} == {"contents", "notes", "table_1", "table_2"}
    assert all(re.fullmatch(r"A4:[A-Z]+\d+", table.attrib["ref"]) for table in tables)


def test_no_cell_is_merged_and_none_within_a_table_is_empty():
    file = book()
    assert all(b"mergeCell" not in file.read(name) for name in file.namelist())
    shown = cells(file, 4)
    assert {f"{column}{row}" for column in "ABCDEFG" for row in range(4, 10)} <= shown.keys()


def test_missing_cells_are_codes_and_the_notes_say_what_each_means():
    file = book()
    shown, notes = cells(file, 4), cells(file, 3)
    assert [shown[f"B{row}"] for row in range(5, 10)] == ["1.5", "[c]", "[z]", "4", "[x]"]
    assert shown["D5"] == "[x]"
    meant = {notes[f"A{row}"]: notes[f"C{row}"] for row in range(5, 9) if f"A{row}" in notes}
    assert meant.items() >= {code: CODES[code] for code in ("[c]", "[x]", "[z]")}.items()
    assert "[low]" not in meant


def test_nothing_is_a_formula_or_an_address():
    file = book()
    sheet = file.read("xl/worksheets/sheet4.xml")
    assert b"<f>" not in sheet and b"<hyperlink" not in sheet
    assert cells(file, 4)["A5"] == "=cmd|' /C calc'!A0"


def test_lists_are_texts_dates_are_as_written_and_structs_are_left_out():
    shown = cells(book(), 4)
    assert (shown["G5"], shown["F5"], shown["E5"], shown["E6"]) == ("f-1; f-2", "2020-06-30", "yes", "no")
    assert "H4" not in shown


def test_the_headings_stay_in_view():
    file = book()
    pane = next(xml(file, "xl/worksheets/sheet4.xml").iter(f"{{{NS['m']}}}pane")).attrib
    assert (pane["ySplit"], pane["xSplit"], pane["state"]) == ("4", "1", "frozen")


def test_names_of_sheets_are_allowed_and_each_once():
    file = book(
        Sheet("A/B: [x]?*", "T", FRAME), Sheet("a b   x", "T", FRAME), Sheet("Cover", "T", FRAME), Sheet("", "T", FRAME)
    )
    shown = names(file)[3:]
    assert len({name.lower() for name in names(file)}) == 7
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in shown)


def test_headings_that_differ_by_case_alone_are_told_apart():
    file = book(Sheet("One", "One", pl.DataFrame({"value": [1], "Value": [2]})))
    assert [cells(file, 4)[place] for place in ("A4", "B4")] == ["Value", "Value 2"]


@pytest.mark.parametrize(
    "frame", [FRAME.clear(), pl.DataFrame({"a": [1]}), pl.DataFrame()], ids=["no rows", "one", "nothing"]
)
def test_a_small_frame_is_a_workbook_too(frame):
    assert names(book(Sheet("One", "One", frame)))[-1] == "One"


def test_signs_that_nobody_sees_are_shown():
    assert cells(book(Sheet("One", "One", pl.DataFrame({"a": ["10\u202e%"]}))), 4)["A5"] == "10\\u202e%"


def test_the_same_frames_are_the_same_bytes():
    sheet = Sheet("One", "One", FRAME)
    assert as_xlsx([sheet], title="T") == as_xlsx([sheet], title="T")


def test_more_rows_than_a_sheet_holds_are_refused():
    with pytest.raises(UsageError, match=r"export them as \.csv"):
        as_xlsx([Sheet("One", "One", pl.select(a=pl.int_range(1_000_001)))], title="T")
