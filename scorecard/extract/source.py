"""Reading a document: its file becomes numbered lines, or is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from scorecard.errors import InputError
from scorecard.provenance import sha256_of
from scorecard.readers.kinds import READ
from scorecard.readers.printed import Place
from scorecard.readers.read import TEXT_TYPE, read_file
from scorecard.text.plain import legible

MAX_BYTES = 32 * 1024 * 1024
"""A pack of 300 pages is about 0.5 MB of text, and some 10 MB as a PDF with its pictures."""

TABS = "the text of the pack, its tables as lines with a TAB between one cell and the next"


@dataclass(frozen=True)
class Source:
    """A document as read: its id (the file's stem), its lines (line 1 is ``lines[0]``) and its digest.

    ``lines`` are verbatim; ``legible`` are the same lines for those who read words in them. Of a file that is no text
    ``places`` tells where each line (cell 0) and cell stands in it, and ``doubts`` what its reader passed over.
    """

    document: str
    name: str
    sha256: str
    size: int
    lines: tuple[str, ...]
    media_type: str = TEXT_TYPE
    places: Mapping[tuple[int, int], Place] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()

    @cached_property
    def sheets(self) -> dict[int, str]:
        """By line the sheet of a workbook that prints it; empty for other files."""
        return {line: place.sheet for (line, _), place in self.places.items() if place.sheet}

    @cached_property
    def legible(self) -> tuple[str, ...]:
        return tuple(map(legible, self.lines))


def read_source(path: Path, *, ocr: bool = False) -> Source:
    """Read a pack: text as it stands, files of other kinds as the lines that they print; ``ocr``: scanned pages too.

    Raises InputError for a file that is missing, empty, larger than MAX_BYTES, damaged, or of a kind that is not read.
    """
    where = str(path)
    if not path.exists():
        raise InputError(f"there is no document {path.name}", where=where, do="check the spelling of the path")
    if path.is_dir():
        raise InputError(
            f"{path.name} is a folder", where=where, expected=READ, do=f"name the files in it: {path}/*.txt"
        )
    size = path.stat().st_size
    if size == 0:
        raise InputError(f"{path.name} is empty", where=where, expected=READ, do="export it again")
    if size > MAX_BYTES:
        raise InputError(
            f"{path.name} has {size / 1e6:,.0f} MB, which is too large for a pack",
            where=where,
            expected=f"at most {MAX_BYTES / 1e6:,.0f} MB",
            do="divide the file, or export the pack without its pictures",
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path.name} cannot be read: {error.strerror}", where=where, do="check the permissions of the file"
        ) from error
    printed = read_file(content, path, ocr=ocr)
    return Source(
        path.stem,
        path.name,
        sha256_of(content),
        size,
        printed.lines,
        printed.media_type,
        printed.places,
        printed.doubts,
    )
