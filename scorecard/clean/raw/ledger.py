"""The corrections ledger: what is printed, what it is read as, and why, for damage no general means can mend.

``corrections.yml`` stands beside the raw tables it mends. An entry names a line and a cell and repeats
what is printed there; an entry that no longer matches its cell stops the clean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError, model_validator

from scorecard import words
from scorecard.clean.raw.grid import Cell, Row
from scorecard.entries import Entry
from scorecard.errors import InputError
from scorecard.files import read_yaml

LEDGER = "corrections.yml"
_ITEM = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3}))?:(.*)", re.DOTALL)


class LedgerEntry(Entry):
    """One entry of the ledger.

    ``cell`` is the 1-based cell of the line; 0 stands before the first cell, for a label that was lost.
    ``read_as`` replaces the cell: a text, or a list of cells (an empty list takes the cell away, a blank
    before a text moves it to the right). ``printed_row`` (the whole line, cells joined by ``|``) and
    ``read_row`` mend a whole line: its cells as they should stand, each as ``cell:text`` with the number
    of the cell that prints it, or blank. ``header_from`` says that the table which starts on ``line`` has
    its columns from the table on that line.
    """

    line: int
    why: str
    cell: int | None = None
    printed: str | None = None
    read_as: str | list[str] | None = None
    header_from: int | None = None
    printed_row: str | None = None
    read_row: list[str] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> LedgerEntry:
        kinds = [
            self.cell is not None and self.printed is not None and self.read_as is not None,
            self.printed_row is not None and self.read_row is not None,
            self.header_from is not None,
        ]
        if sum(kinds) != 1:
            raise ValueError("an entry has cell, printed and read_as; or printed_row and read_row; or header_from")
        if not self.why.strip():
            raise ValueError("why must say the reason")
        return self


@dataclass
class Ledger:
    """The entries of one document, and which of them have been used."""

    path: Path
    entries: list[LedgerEntry]

    @cached_property
    def _by_line(self) -> dict[int, list[LedgerEntry]]:
        by_line: dict[int, list[LedgerEntry]] = {}
        for entry in self.entries:
            by_line.setdefault(entry.line, []).append(entry)
        return by_line

    def at(self, line: int) -> Sequence[LedgerEntry]:
        return self._by_line.get(line, ())

    def torn(self, line: int) -> LedgerEntry | None:
        """The entry that names the table whose columns the table from ``line`` on was torn from."""
        return next((e for e in self.at(line) if e.header_from is not None), None)

    def mended_row(self, line: int) -> LedgerEntry | None:
        return next((e for e in self.at(line) if e.read_row is not None), None)

    def mends(self, line: int) -> list[LedgerEntry]:
        return [e for e in self.at(line) if e.cell is not None]


def read_ledger(folder: Path) -> Ledger:
    """The ledger of a document; empty if it has none. Raises InputError for anything but well-formed entries."""
    path = folder / LEDGER
    if not path.exists():
        return Ledger(path, [])
    loaded = read_yaml(path) or {}
    entries = loaded.get("entries", []) if isinstance(loaded, dict) else None
    if not isinstance(entries, list) or set(loaded) - {"entries"}:
        raise InputError(f"{LEDGER} does not hold a list named entries", where=str(path), expected="entries: [...]")
    return Ledger(path, [_entry(item, position, path) for position, item in enumerate(entries, start=1)])


def _entry(item: object, position: int, path: Path) -> LedgerEntry:
    try:
        return LedgerEntry.model_validate(item)
    except ValidationError as error:
        problem = error.errors()[0]
        key = ".".join(str(part) for part in problem["loc"])
        raise InputError(
            f"entry {position} of {LEDGER} is wrong: {key + ': ' if key else ''}{problem['msg']}",
            where=str(path),
            expected="line, cell, printed, read_as, why; or line, header_from, why",
            do="mend the entry; texts that look like numbers need quotes",
        ) from error


def apply_ledger(rows: Sequence[tuple[int, list[str]]], ledger: Ledger) -> list[Row]:
    """Rows of cells with the ledger applied. Raises InputError where an entry and its cell disagree."""
    return [_apply(line, cells, ledger) for line, cells in rows]


def _apply(line: int, cells: list[str], ledger: Ledger) -> Row:
    whole = ledger.mended_row(line)
    if whole:
        return _mended_row(whole, cells, ledger.path)
    entries = {e.cell: e for e in ledger.mends(line)}
    if not entries:
        return Row(line, tuple(Cell(printed, index, printed) for index, printed in enumerate(cells, start=1)))
    mended: list[Cell] = []
    for index in range(len(cells) + 1):
        printed = cells[index - 1] if index else ""
        entry = entries.pop(index, None)
        if entry is None:
            mended += [Cell(printed, index, printed)] if index else []
            continue
        if entry.printed != printed:
            raise _no_longer_matches(entry, printed, ledger.path)
        mended += _mended(entry, printed)
    if entries:
        entry = next(iter(entries.values()))
        raise _no_longer_matches(entry, f"a line of {words.counted(len(cells), 'cell')}", ledger.path)
    return Row(line, tuple(mended))


def _mended_row(entry: LedgerEntry, cells: list[str], path: Path) -> Row:
    if "|".join(cells).rstrip("|") != (entry.printed_row or "").rstrip("|"):
        raise _no_longer_matches(entry, "|".join(cells), path)
    mended: list[Cell] = []
    parts: dict[int, int] = {}
    places = [_place_of(item, len(cells), entry, path) for item in entry.read_row or []]
    shared = [index for index, _, _ in places]
    for position, (index, last, text) in enumerate(places, start=1):
        if not index:
            mended.append(Cell("", 0, ""))
            continue
        parts[index] = parts.get(index, 0) + 1
        printed = " ".join(cells[index - 1 : last])
        part = parts[index] if shared.count(index) > 1 else 0
        as_printed = text == printed and position == index
        mended.append(Cell(text, index, printed, part, None if as_printed else entry.why, last if last > index else 0))
    return Row(entry.line, tuple(mended))


def _place_of(item: str, width: int, entry: LedgerEntry, path: Path) -> tuple[int, int, str]:
    """First and last cell and text of an item of ``read_row`` (``5:text``, ``5-9:text``); cell 0 for a blank.

    Raises InputError for a cell the line has not.
    """
    if not item:
        return 0, 0, ""
    match = _ITEM.fullmatch(item)
    index, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if match is None or not 1 <= index <= last <= width:
        raise InputError(
            f"an entry of {LEDGER} has an item of read_row that names no cell of its line: {item!r}",
            where=f"{path}, entry for line {entry.line}",
            expected=f"cell:text or cell-cell:text with cells from 1 to {width}, or a blank",
            do="mend the entry",
        )
    return index, last, match[3]


def _mended(entry: LedgerEntry, printed: str) -> list[Cell]:
    texts = [entry.read_as] if isinstance(entry.read_as, str) else list(entry.read_as or [])
    index = entry.cell or 0
    filled = [t for t in texts if t]
    several = len([t for t in filled if any(ch.isdigit() for ch in t)]) > 1 and printed not in texts
    cells, part = [], 0
    for text in texts:
        part += bool(text)
        own = part if several and text else 0
        cells.append(Cell(text, index, printed if text else "", own, entry.why if text else None))
    return cells


def _no_longer_matches(entry: LedgerEntry, printed: str, path: Path) -> InputError:
    return InputError(
        f"an entry of {LEDGER} no longer matches its cell",
        where=f"{path}, entry for line {entry.line}, cell {entry.cell}",
        expected=f"{entry.printed!r}, found {printed!r}",
        do="check the raw table and mend or remove the entry",
    )


def check_lines(ledger: Ledger, lines: set[int]) -> None:
    """Raise InputError for an entry about a line that no table of the document has."""
    for entry in ledger.entries:
        if entry.line not in lines:
            raise _no_longer_matches(entry, "no table has this line", ledger.path)
