"""A workbook with notes on its cells."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl
from openpyxl.comments import Comment

from scorecard.check.annotate.archive import same_bytes
from scorecard.check.annotate.marks import AUTHOR, Mark
from scorecard.visible import visible

_MACROS = b"vbaProject.bin"
_WIDE, _LINE, _SIGNS = 320, 20, 45
"""The width of a note, the height of a line of it, and how many signs stand on one, in points."""


def marked_workbook(content: bytes, marks: Sequence[Mark]) -> bytes:
    """The workbook with a note on each marked cell; a note that was there is kept below it. Macros stay, unrun."""
    book = openpyxl.load_workbook(io.BytesIO(content), keep_vba=_MACROS in content)
    for (sheet, name), notes in _by_cell(marks).items():
        cell = book[sheet][name]
        if not hasattr(cell, "comment") or isinstance(cell, openpyxl.cell.cell.MergedCell):
            continue
        before = [cell.comment.text] if cell.comment else []
        text = visible("\n".join([*notes, *before]))
        note = Comment(text, AUTHOR)
        note.width, note.height = _WIDE, _LINE * (2 + sum(1 + len(line) // _SIGNS for line in text.splitlines()))
        cell.comment = note
    stream = io.BytesIO()
    book.save(stream)
    return same_bytes(stream.getvalue())


def _by_cell(marks: Sequence[Mark]) -> Mapping[tuple[str, str], list[str]]:
    told: dict[tuple[str, str], list[str]] = {}
    for mark in marks:
        if mark.place and mark.place.sheet and mark.place.sheet_cell:
            told.setdefault((mark.place.sheet, mark.place.sheet_cell), []).append(mark.note)
    return told
