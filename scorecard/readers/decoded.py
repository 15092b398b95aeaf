"""The text of a file that is text: UTF-8, or told otherwise."""

from __future__ import annotations

from contextlib import suppress

from scorecard.errors import InputError

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
OLD_WINDOWS = "it is not UTF-8 and was read as Windows-1252: look at its pounds, dashes and quotation marks"


def decoded(content: bytes, where: str) -> str:
    """The text of bytes that must be UTF-8. Raises InputError with the place of the first byte that is not."""
    name = where.replace("\\", "/").rsplit("/", 1)[-1]
    if b"\x00" in content:
        wide = content.startswith(_UTF_16) or 3 * content.count(0) > len(content)
        raise InputError(
            f"{name} is " + ("UTF-16 text, not UTF-8" if wide else "no text: it holds bytes of value zero"),
            where=f"{where}, byte {content.index(0) + 1:,}",
            expected="UTF-8 text",
            do="save it again as UTF-8 (in an editor: save as, encoding UTF-8)"
            if wide
            else "save the text of the pack as UTF-8, the cells of its tables divided by TABs",
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(
            f"{name} is not UTF-8 text",
            where=f"{where}, line {line}, byte {error.start + 1:,}",
            expected="UTF-8 text",
            do="save it again as UTF-8 (often it is Windows-1252)",
        ) from error


def decoded_leniently(content: bytes, where: str) -> tuple[str, list[str]]:
    """The text of bytes that are UTF-8, UTF-16 that says so (a spreadsheet's "Unicode text") or Windows-1252, and a
    sentence where they are the last."""
    if content.startswith(_UTF_16):
        with suppress(UnicodeDecodeError):
            return content.decode("utf-16"), []
    try:
        return decoded(content, where), []
    except InputError:
        if b"\x00" in content:
            raise
        return content.decode("cp1252", errors="replace"), [OLD_WINDOWS]
