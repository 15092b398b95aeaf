"""What a file is, told by its content and not by its name."""

from __future__ import annotations

import io
import re
import zipfile

from scorecard.errors import InputError

PDF, WORKBOOK, OLD_WORKBOOK, OPEN_SHEET = "pdf", "xlsx", "xls", "ods"
WORD, OPEN_TEXT, HTML, TEXT = "docx", "odt", "html", "text"

READ = (
    "a PDF, a text document (DOCX, ODT), a workbook (XLSX, XLS, ODS), a web page (HTML), a CSV file or text with TABs"
)
"""What is read, as messages say it."""
_AS_PDF = "open it in its program and save it as PDF, DOCX, XLSX or text"
_RECOGNISE = "have the text of the picture recognised (OCR) and save it as a PDF with text, or as text"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = {
    b"\x89PNG": ("a picture", _RECOGNISE),
    b"\xff\xd8\xff": ("a picture", _RECOGNISE),
    b"GIF8": ("a picture", _RECOGNISE),
    b"II*\x00": ("a scanned picture", _RECOGNISE),
    b"MM\x00*": ("a scanned picture", _RECOGNISE),
    b"\x1f\x8b": ("a compressed file", "unpack it first"),
    b"7z\xbc\xaf": ("an archive (7z)", "unpack it first"),
    b"Rar!": ("an archive (RAR)", "unpack it first"),
    b"{\\rtf": ("a rich text file (RTF)", _AS_PDF),
    b"MIME-Version:": ("a web page packed into one file (MHTML)", "open it and save it as XLSX, DOCX or HTML"),
}
"""What a file that is not read begins with, what it is, and what to do with it."""
_ZIP = b"PK\x03\x04"
_IN_ZIP = {
    b"xl/workbook.bin": "xlsb",
    b"xl/": WORKBOOK,
    b"word/": WORD,
    b"opendocument.spreadsheet": OPEN_SHEET,
    b"opendocument.text": OPEN_TEXT,
}
_NOT_READ_IN_ZIP = {
    b"ppt/": ("a PowerPoint presentation", "print it as PDF"),
    b"opendocument.presentation": ("a presentation", "print it as PDF"),
}
"""What the names of parts say of an archive."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_OLD_FILES = {
    "WordDocument".encode("utf-16-le"): ("an old Word document (DOC)", "open it and save it as DOCX or PDF"),
    "PowerPoint Document".encode("utf-16-le"): ("an old PowerPoint presentation", "print it as PDF"),
    "__properties_version".encode("utf-16-le"): ("a message of Outlook", "save what is attached to it"),
}
"""Names of streams within old files that are not read."""
_NEWEST_OF_OLD, _OLDEST = "Workbook".encode("utf-16-le"), "Book".encode("utf-16-le")
"""The stream of a workbook, since 1997 and before; the text of a letter may hold the second ("Bookman")."""
_MARKED_UP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table)\b", re.IGNORECASE | re.DOTALL
)
_TABLE_TAG = re.compile(rb"</?(?:t[rdh]|table|tbody|thead)\b", re.IGNORECASE)
_FLAT = re.compile(rb"<(?:office:document|w:wordDocument|pkg:package|Workbook)\b")
"""The first element of an Office file that is one XML."""
_FEWEST_TAGS = 6
"""So many tags of tables are a page's, though something else stands before it."""
_HEAD = 4096
_PDF_HEAD = 1024
"""Something else may stand so far before the mark of a PDF."""


def kind_of(content: bytes, name: str) -> str:
    """The kind of a file's content. Raises InputError for kinds that are not read, with what to do."""
    if b"%PDF-" in content[:_PDF_HEAD]:
        return PDF
    if content.startswith(_ZIP):
        return _in_archive(content, name)
    if content.startswith(_OLE):
        return _in_old_office_file(content, name)
    if told := next((told for signature, told in _SIGNATURES.items() if content.startswith(signature)), None):
        raise _not_read(name, *told)
    head = content.removeprefix(b"\xef\xbb\xbf")[:_HEAD]
    if head.lstrip().startswith(b"<") and _FLAT.search(head):
        raise _not_read(name, "an Office file that is a single XML", "save it as XLSX, ODS or DOCX")
    if _MARKED_UP.match(head) or (b"<" in head and _is_page(content)):
        return HTML
    return TEXT


def _is_page(content: bytes) -> bool:
    return len(_TABLE_TAG.findall(content)) >= _FEWEST_TAGS


def _in_archive(content: bytes, name: str) -> str:
    names = _names_in(content)
    for part, told in _NOT_READ_IN_ZIP.items():
        if part in names:
            raise _not_read(name, *told)
    kind = next((kind for part, kind in _IN_ZIP.items() if part in names), None)
    if kind == "xlsb":
        raise _not_read(name, "a binary workbook (XLSB)", "save it as XLSX")
    if kind is None:
        raise _not_read(name, "an archive (ZIP)", "unpack it first")
    return kind


def _names_in(content: bytes) -> bytes:
    """The names of an archive's parts, and the type that an open document says; all of it where it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            told = archive.read("mimetype")[:_HEAD] if "mimetype" in archive.namelist() else b""
            return "\n".join(["", *archive.namelist()]).encode() + told
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return content


def _in_old_office_file(content: bytes, name: str) -> str:
    if _ENCRYPTED in content:
        raise InputError(
            f"{name} is protected by a password",
            where=name,
            expected="a file that opens without one",
            do="open it with its password and save it without, or print it as PDF",
        )
    if _NEWEST_OF_OLD in content:
        return OLD_WORKBOOK
    if told := next((told for mark, told in _OTHER_OLD_FILES.items() if mark in content), None):
        raise _not_read(name, *told)
    if _OLDEST in content:
        return OLD_WORKBOOK
    raise _not_read(name, "an old Office file", "open it and save it as DOCX, XLSX or PDF")


def _not_read(name: str, what: str, do: str) -> InputError:
    return InputError(f"{name} is {what}, which is not read", where=name, expected=READ, do=do)
