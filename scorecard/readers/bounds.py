"""How much a file may hold, and what no file may do: archives that swell, entities of XML, endless sheets."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from scorecard.errors import InputError

MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes of all parts of an archive. A workbook of 100,000 cells has some 10 MB."""
LARGEST_PART = 192 * 1024 * 1024
MOST_TIMES = 250
"""A part may be so many times larger than its packed bytes: sheets of like rows are some 30 times."""
_SMALL = 4 * 1024 * 1024
"""A part below this size may be packed as tightly as it likes."""
MOST_PARTS = 20_000
MOST_CELLS = 500_000
"""Cells of a workbook; the largest pack of a council has some ten thousand."""
MOST_ROWS = 100_000
"""Rows of a sheet or of a CSV file that print anything."""
MOST_PAGES = 1_500
_HEAD = 64 * 1024
_BLOCK = 1024 * 1024
_DEFINES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?(?:c|table-cell|tc)[ >/]")


def opened_archive(content: bytes, name: str) -> zipfile.ZipFile:
    """The archive that an Office file is.

    Raises InputError for a damaged or encrypted one, one that unpacks to far more than a pack has, and one whose XML
    defines entities.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(name, "an Office file", error) from error
    _refuse_large(parts, name)
    if any(part.flag_bits & 1 for part in parts):
        raise protected(name)
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            _refuse_entities(archive, part, name)
    return archive


def _refuse_large(parts: Sequence[zipfile.ZipInfo], name: str) -> None:
    total = sum(part.file_size for part in parts)
    swollen = [p for p in parts if p.file_size > _SMALL and p.file_size > MOST_TIMES * max(p.compress_size, 1)]
    largest = max((part.file_size for part in parts), default=0)
    if total > MOST_UNPACKED or largest > LARGEST_PART or len(parts) > MOST_PARTS or swollen:
        raise InputError(
            f"{name} unpacks to {total / 1e6:,.0f} MB in {len(parts):,} parts, far more than a pack has",
            where=swollen[0].filename if swollen else name,
            expected=f"at most {MOST_UNPACKED / 1e6:,.0f} MB, no part more than {MOST_TIMES} times its packed size",
            do="save the sheets or pages with the pack's tables as a file of their own",
        )


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Raise InputError where a part's head defines entities, which no program of an office writes."""
    with part_of(archive, part.filename, name) as stream:
        head = stream.read(_HEAD)
    if _DEFINES.search(head.replace(b"\x00", b"")):
        raise InputError(
            f"{name} defines entities of XML, which may read other files or swell without end",
            where=part.filename,
            expected="a file as Excel, Word or LibreOffice write it",
            do="open it in the program that made it and save it again",
        )


@contextmanager
def part_of(archive: zipfile.ZipFile, part: str, name: str) -> Iterator[IO[bytes]]:
    """A part of an archive as a stream, whatever is wrong with it told as InputError."""
    try:
        with archive.open(part) as stream:
            yield stream
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise damaged(name, "an Office file", error) from error


def refuse_many_cells(archive: zipfile.ZipFile, parts: Sequence[str], name: str) -> None:
    """Raise InputError where sheets have more cells than any pack, counted without keeping them."""
    cells = 0
    for part in parts:
        with part_of(archive, part, name) as stream:
            while block := stream.read(_BLOCK):
                cells += len(_CELL.findall(block))
                if cells > MOST_CELLS:
                    raise too_many(name, part, f"more than {MOST_CELLS:,} cells", f"at most {MOST_CELLS:,} cells")


def too_many(name: str, where: str, found: str, expected: str) -> InputError:
    return InputError(
        f"{name} holds {found}, which no pack does",
        where=where,
        expected=expected,
        do="take out sheets and rows of single records; keep the tables that the pack prints",
    )


def damaged(name: str, kind: str, error: Exception) -> InputError:
    """A file that begins like ``kind`` and cannot be read as it."""
    return InputError(
        f"{name} is damaged: it begins like {kind} and cannot be read ({type(error).__name__})",
        where=name,
        expected="a whole file",
        do="download or export it again; if it opens in its program, save it there under a new name",
    )


def protected(name: str) -> InputError:
    return InputError(
        f"{name} is protected by a password",
        where=name,
        expected="a file that opens without one",
        do="open it with its password and save it without, or print it as PDF",
    )
