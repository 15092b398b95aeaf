"""Reading a document: bytes to numbered lines, or a clear refusal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scorecard.errors import InputError
from scorecard.provenance import sha256_of
from scorecard.text.plain import legible

MAX_BYTES = 32 * 1024 * 1024
"""A pack of 300 pages is about 0.5 MB of text; a file sixty times that size is not a pack."""

TABS = "the text of the pack, its tables as lines with a TAB between one cell and the next"
_AS_TEXT = "save the text of the pack as UTF-8, the cells of its tables divided by TABs"
_SHEETS = "save each of its sheets as text with TABs between the cells, and put the texts into one file"
_WORDS = "save it as text, with its tables turned into text with TABs between the cells"
_RECOGNISE = "have the text of the picture recognised (OCR), then save it as text with TABs between the cells"
_SIGNATURES = {
    b"%PDF": ("a PDF", _AS_TEXT),
    b"\xd0\xcf\x11\xe0": ("an old Office file", _AS_TEXT),
    b"\x89PNG": ("a picture", _RECOGNISE),
    b"\xff\xd8\xff": ("a picture", _RECOGNISE),
    b"GIF8": ("a picture", _RECOGNISE),
    b"II*\x00": ("a scanned picture", _RECOGNISE),
    b"MM\x00*": ("a scanned picture", _RECOGNISE),
    b"\x1f\x8b": ("a compressed file", "unpack it first"),
}
"""What a file of another kind begins with, what it is, and what to do with it."""
_ZIP = b"PK\x03\x04"
_IN_ZIP = {
    b"xl/": ("an Excel workbook", _SHEETS),
    b"word/": ("a Word document", _WORDS),
    b"ppt/": ("a PowerPoint presentation", _AS_TEXT),
    b"opendocument.spreadsheet": ("a spreadsheet", _SHEETS),
    b"opendocument.text": ("a text document of an office suite", _WORDS),
}
"""What the names of files in an archive say of it."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Source:
    """A document as read: its id (the file's stem), its lines (line 1 is ``lines[0]``) and its digest.

    ``lines`` are verbatim; ``legible`` are the same lines for those who read words in them.
    """

    document: str
    name: str
    sha256: str
    size: int
    lines: tuple[str, ...]

    @cached_property
    def legible(self) -> tuple[str, ...]:
        return tuple(map(legible, self.lines))


def read_source(path: Path) -> Source:
    """Read a text pack.

    Raises InputError for a file that is missing, empty, larger than MAX_BYTES, binary or not UTF-8.
    """
    where = str(path)
    if not path.exists():
        raise InputError(f"there is no document {path.name}", where=where, do="check the spelling of the path")
    if path.is_dir():
        raise InputError(
            f"{path.name} is a folder", where=where, expected="a text file", do=f"name the files in it: {path}/*.txt"
        )
    size = path.stat().st_size
    if size == 0:
        raise InputError(f"{path.name} is empty", where=where, expected="the text of a pack", do="export it again")
    if size > MAX_BYTES:
        raise InputError(
            f"{path.name} has {size / 1e6:,.0f} MB, which is too large for the text of a pack",
            where=where,
            expected=f"at most {MAX_BYTES / 1e6:,.0f} MB of text",
            do="divide the file, or export the pack's text without its pictures",
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path.name} cannot be read: {error.strerror}", where=where, do="check the permissions of the file"
        ) from error
    return Source(path.stem, path.name, sha256_of(content), size, tuple(_decode(content, path)))


def _other_kind(content: bytes) -> tuple[str, str] | None:
    """What a file is by its first bytes, if it is no text, and what to do with it."""
    if content.startswith(_ZIP):
        inside = next((told for name, told in _IN_ZIP.items() if name in content), None)
        return inside or ("an archive (ZIP)", "unpack it first")
    return next((told for signature, told in _SIGNATURES.items() if content.startswith(signature)), None)


def _decode(content: bytes, path: Path) -> list[str]:
    if told := _other_kind(content):
        raise InputError(f"{path.name} is {told[0]}, not text", where=str(path), expected=TABS, do=told[1])
    if b"\x00" in content:
        wide = content.startswith(_UTF_16) or 3 * content.count(0) > len(content)
        raise InputError(
            f"{path.name} is " + ("UTF-16 text, not UTF-8" if wide else "no text: it holds bytes of value zero"),
            where=f"{path}, byte {content.index(0) + 1:,}",
            expected="UTF-8 text",
            do="save it again as UTF-8 (in an editor: save as, encoding UTF-8)" if wide else _AS_TEXT,
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(
            f"{path.name} is not UTF-8 text",
            where=f"{path}, line {line}, byte {error.start + 1:,}",
            expected="UTF-8 text",
            do="save it again as UTF-8 (often it is Windows-1252)",
        ) from error
    return [line.rstrip("\r") for line in text.split("\n")]
