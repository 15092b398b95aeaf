"""Frames as a workbook that everybody can read: XLSX by the guidance of the Government Analysis Function.

A cover, contents and notes before the figures; one named table on each sheet, from column A, under one bold row of
headings that stays in view; no merged and no empty cell: what is missing is a code in square brackets, and the notes
say what each means. (Releasing statistics in spreadsheets; the checklists of gptables and aftables ask for the same.)

Text is written as text, whatever it begins with, so that no cell of a pack becomes a formula. No clock: the same
frames give the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import polars as pl
import polars.selectors as cs

from scorecard.errors import UsageError
from scorecard.visible import visible

if TYPE_CHECKING:
    import xlsxwriter

NOT_AVAILABLE, NOT_APPLICABLE = "[x]", "[z]"
CODES = {
    "[c]": "hidden by the publisher, as the number is small",
    "[e]": "the document prints an error of its spreadsheet",
    "[low]": "rounds to nought and is none",
    "[u]": "not due yet when the document was made",
    NOT_AVAILABLE: "not available: not printed, or not known",
    NOT_APPLICABLE: "not applicable: there is nothing to say here",
}
"""What stands in the place of a missing cell, and what it means (GSS shorthand; [e] and [u] are ours)."""
_REASONS = {
    "suppressed": "[c]",
    "error-in-source": "[e]",
    "low": "[low]",
    "not-yet-due": "[u]",
    "not-applicable": NOT_APPLICABLE,
}
"""Reasons of the contract (``missing_reason``) that have a code of their own; all others are not available."""
_LONGEST_NAME, _MOST_ROWS, _LONGEST_CELL = 31, 1_000_000, 32_000
_NARROW, _WIDE = 9, 60
_FIRST_TABLE_ROW = 4
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day, as files of the same figures are the same bytes
_BAD_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook: the name of its sheet, its title, the frame, and a sentence on what a row is."""

    name: str
    title: str
    frame: pl.DataFrame
    about: str = ""


def as_xlsx(
    sheets: Sequence[Sheet],
    *,
    title: str,
    about: Sequence[str] = (),
    notes: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
) -> bytes:
    """The bytes of a workbook with these tables.

    ``about``: lines of the cover; ``notes``: what a reader must know of the figures; ``columns``: what columns mean, by
    name, listed with the notes. Raises UsageError for a table of more rows than a sheet holds.
    """
    import xlsxwriter

    stream = io.BytesIO()
    text_stays_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "nan_inf_to_errors": False, **text_stays_text})
    book.set_properties({"title": visible(title), "created": _MADE, "comments": "English (United Kingdom)"})
    names = _sheet_names([sheet.name for sheet in sheets])
    shown = [_without_gaps(sheet.frame) for sheet in sheets]
    writer = _Writer(book)
    writer.cover(title, about)
    writer.contents([(name, sheet.title, sheet.about) for name, sheet in zip(names, sheets, strict=True)])
    writer.notes(notes, _used(shown), _meanings(sheets, columns or {}))
    for number, (name, sheet, rows) in enumerate(zip(names, sheets, shown, strict=True), 1):
        writer.table(name, sheet, rows, number)
    book.close()
    return stream.getvalue()


def _sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names that a workbook takes, each once: no sign that Excel refuses, and no longer than it allows."""
    names: list[str] = []
    for number, name in enumerate(wanted, 1):
        plain = _BAD_IN_NAMES.sub(" ", visible(name)).strip()[:_LONGEST_NAME].strip() or f"Table {number}"
        taken = {other.lower() for other in (*names, "cover", "contents", "notes", "history")}
        names.append(f"{plain[: _LONGEST_NAME - 4]} {number}" if plain.lower() in taken else plain)
    return names


def _without_gaps(frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with lists as text, numbers that are none as null, and structs left out: cells of a sheet hold one
    thing."""
    nested = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List) and kind.inner == pl.Struct]
    plain = frame.drop(nested).select(~cs.struct() & ~cs.object()).with_columns(cs.float().fill_nan(None))
    lists = [name for name, kind in plain.schema.items() if isinstance(kind, pl.List)]
    return plain.with_columns(pl.col(name).cast(pl.List(pl.String)).list.join("; ").replace("", None) for name in lists)


def code_for(column: str, row: Mapping[str, object], *, number: bool) -> str:
    """What stands in the place of a missing cell: of a value the reason that its cell gives, as far as it does."""
    if column == "value" and row.get("missing_reason"):
        return _REASONS.get(str(row["missing_reason"]), NOT_AVAILABLE)
    return NOT_AVAILABLE if number else NOT_APPLICABLE


def _used(frames: Sequence[pl.DataFrame]) -> list[tuple[str, str]]:
    """The codes that stand in these frames, with what they mean."""
    used = {
        code_for(name, row, number=frame.schema[name].is_numeric())
        for frame in frames
        for name in frame.columns
        if frame[name].null_count()
        for row in _reasons(frame.filter(pl.col(name).is_null()), name)
    }
    return [(code, meaning) for code, meaning in CODES.items() if code in used]


def _reasons(missing: pl.DataFrame, column: str) -> list[dict[str, Any]]:
    """The reasons that stand beside missing values: one row for each; one empty row where there is no such column."""
    if column != "value" or "missing_reason" not in missing.columns:
        return [{}]
    return missing.select("missing_reason").unique(maintain_order=True).to_dicts()


def _meanings(sheets: Sequence[Sheet], columns: Mapping[str, str]) -> list[tuple[str, str]]:
    named = dict.fromkeys(name for sheet in sheets for name in sheet.frame.columns)
    return [(heading(name), columns[name]) for name in named if name in columns]


def heading(column: str) -> str:
    """The heading of a column: its name in words."""
    words = column.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


class _Writer:
    """The sheets of one workbook as they are written."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        wrapped = {"text_wrap": True, "valign": "top", "font_name": "Arial", "font_size": 12}
        self.title_look = book.add_format({"bold": True, "font_name": "Arial", "font_size": 16})
        self.text_look = book.add_format(wrapped)
        self.bold_look = book.add_format({**wrapped, "bold": True})
        self.link_look = book.add_format({**wrapped, "font_color": "#0563C1", "underline": 1})
        self.number_look = book.add_format({"font_name": "Arial", "font_size": 12, "valign": "top", "align": "right"})

    def _sheet(self, name: str, title: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, visible(title), self.title_look)
        return sheet

    def cover(self, title: str, about: Sequence[str]) -> None:
        sheet = self._sheet("Cover", title)
        sheet.set_column(0, 0, 90)
        for row, line in enumerate(about, 1):
            sheet.write_string(row, 0, visible(line), self.text_look)

    def contents(self, listed: Sequence[tuple[str, str, str]]) -> None:
        sheet = self._sheet("Contents", "Contents")
        sheet.write_string(1, 0, "This sheet contains one table.", self.text_look)
        rows = [("Notes", "Codes, columns and notes", "What must be known of the figures."), *listed]
        self._named(sheet, 3, "contents", ["Sheet", "Table", "What a row is"], rows, widths=[34, 60, 60])
        for row, (name, *_) in enumerate(rows, 4):
            sheet.write_url(row, 0, f"internal:'{name}'!A1", self.link_look, name)

    def notes(self, notes: Sequence[str], codes: Sequence[tuple[str, str]], columns: Sequence[tuple[str, str]]) -> None:
        sheet = self._sheet("Notes", "Notes")
        sheet.write_string(
            1,
            0,
            "This sheet contains one table: codes for missing cells, notes, and what columns mean.",
            self.text_look,
        )
        rows = [(code, "Code", meaning) for code, meaning in codes]
        rows += [(f"Note {number}", "Note", note) for number, note in enumerate(notes, 1)]
        rows += [(name, "Column", meaning) for name, meaning in columns]
        kept = rows or [("Note 1", "Note", "There is nothing to note.")]
        self._named(sheet, 3, "notes", ["Name", "Kind", "Meaning"], kept, widths=[30, 12, 90])

    def table(self, name: str, sheet: Sheet, rows: pl.DataFrame, number: int) -> None:
        if rows.height > _MOST_ROWS:
            raise UsageError(
                f"{rows.height:,} rows are more than a sheet holds", do="export them as .csv or .parquet, or fewer"
            )
        page = self._sheet(name, sheet.title)
        page.write_string(1, 0, visible(sheet.about or "One row for each figure."), self.text_look)
        said = "This sheet contains one table. Codes in square brackets stand for missing cells: see the sheet Notes."
        page.write_string(2, 0, said, self.text_look)
        numeric = [rows.schema[column].is_numeric() for column in rows.columns]
        cells = [
            [
                code_for(column, row, number=is_number) if row[column] is None else row[column]
                for column, is_number in zip(rows.columns, numeric, strict=True)
            ]
            for row in rows.iter_rows(named=True)
        ]
        headings = _once([heading(column) for column in rows.columns])
        widths = [_width(head, [row[at] for row in cells]) for at, head in enumerate(headings)]
        self._named(page, _FIRST_TABLE_ROW - 1, f"table_{number}", headings, cells, widths=widths, numeric=numeric)
        page.freeze_panes(_FIRST_TABLE_ROW, 1)
        page.repeat_rows(_FIRST_TABLE_ROW - 1)

    def _named(
        self,
        sheet: Any,
        first: int,
        name: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[object]],
        *,
        widths: Sequence[float],
        numeric: Sequence[bool] | None = None,
    ) -> None:
        """A table with a name, its row of headings at ``first``."""
        right = numeric or [False] * len(headings)
        for row, cells in enumerate(rows, first + 1):
            for column, cell in enumerate(cells):
                self._cell(sheet, row, column, cell, self.number_look if right[column] else self.text_look)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        # a table of a sheet needs one row at least, and no heading twice
        options = {
            "name": name,
            "style": "Table Style Light 1",
            "autofilter": len(rows) > 0 and numeric is not None,
            "columns": [{"header": head, "header_format": self.bold_look} for head in headings],
        }
        sheet.add_table(first, 0, first + max(len(rows), 1), max(len(headings), 1) - 1, options)

    def _cell(self, sheet: Any, row: int, column: int, cell: object, look: Any) -> None:
        if isinstance(cell, bool):
            sheet.write_string(row, column, "yes" if cell else "no", look)
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell, look)
        else:
            text = cell.isoformat() if isinstance(cell, date) else visible(str(cell))
            sheet.write_string(row, column, text[:_LONGEST_CELL], look)


def _once(headings: Sequence[str]) -> list[str]:
    """Headings, each once whatever its case: a table takes none twice."""
    seen: list[str] = []
    for head in headings:
        again = sum(head.lower() == other.lower() for other in seen)
        seen.append(f"{head} {again + 1}" if again else head)
    return seen


def _width(head: str, cells: Sequence[object]) -> float:
    """Wide enough for the longest cell, within bounds: longer text wraps."""
    longest = max((len(str(cell)) for cell in cells), default=0)
    return min(max(longest, len(head) + 3, _NARROW) * 1.15, _WIDE)
