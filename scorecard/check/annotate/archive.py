"""Office files are archives; written at another time they are to have the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_WRITTEN = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_DATED = re.compile(rb'( w:date="|<w:comment [^>]*w:date=")[^"]*"')
_THEN = b"2000-01-01T00:00:00Z"
"""What stands for the time of writing, which programs want to find."""


def same_bytes(content: bytes) -> bytes:
    """The archive without the times at which its parts were written."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _WRITTEN.sub(rb"\g<1>" + _THEN + rb"\g<2>", part)
            elif entry.filename == "word/comments.xml":
                part = _DATED.sub(rb"\g<1>" + _THEN + b'"', part)
            kept = zipfile.ZipInfo(entry.filename, _EPOCH)
            kept.compress_type = zipfile.ZIP_DEFLATED
            kept.external_attr = entry.external_attr
            new.writestr(kept, part)
    return stream.getvalue()
