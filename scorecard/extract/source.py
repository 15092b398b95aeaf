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

_SIGNATURES = {b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP or Office file", b"\xd0\xcf\x11\xe0": "an old Office file"}


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


def _decode(content: bytes, path: Path) -> list[str]:
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise InputError(
                f"{path.name} is {kind}, not text",
                where=str(path),
                expected="the text of the pack, tables as TAB-separated lines",
                do="export the text of the pack first",
            )
    if b"\x00" in content:
        raise InputError(
            f"{path.name} is not a text file in UTF-8: it holds bytes of value zero",
            where=f"{path}, byte {content.index(0) + 1:,}",
            expected="UTF-8 text",
            do="if it is UTF-16 text, save it again as UTF-8; otherwise export the text of the pack",
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
