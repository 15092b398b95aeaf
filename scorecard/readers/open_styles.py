"""What sheets and text of LibreOffice and other suites have in common: their parts, their styles, their paragraphs."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scorecard.readers.bounds import protected, refuse_many_cells
from scorecard.readers.raised import raised
from scorecard.readers.xml import attribute, local, tree_of

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
NOT_PRINTED = {"annotation", "annotation-end", "note", "tracked-changes", "hidden-text", "ruby-text"}
"""What a paragraph holds and does not print: notes on it, what was taken out."""
BOX = "text-box"
"""A box of text beside a paragraph, no part of its line."""
_MOST_BLANKS = 100


@dataclass(frozen=True)
class OpenStyles:
    """Of the named styles: the background of each that has one, those of sheets that are not displayed, those whose
    text stands above the line, and those whose text is hidden."""

    fills: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    raised: set[str] = field(default_factory=set)
    unseen: set[str] = field(default_factory=set)


def content_of(archive: zipfile.ZipFile, name: str) -> Any:
    """The root of a document's content. Raises InputError for one that is protected or has endless cells."""
    if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
        raise protected(name)
    refuse_many_cells(archive, [_CONTENT], name)
    return tree_of(archive, _CONTENT, name)


def styles_of(*roots: Any) -> OpenStyles:
    """What the styles of a document's parts say."""
    styles = OpenStyles()
    for style in (element for root in roots for element in root.iter() if local(element) == "style"):
        name = attribute(style, "name") or ""
        for properties in style:
            background = attribute(properties, "background-color")
            if local(properties) == "table-cell-properties" and background and background.startswith("#"):
                styles.fills[name] = background[1:]
            if local(properties) == "table-properties" and attribute(properties, "display") == "false":
                styles.hidden.add(name)
            if local(properties) == "text-properties" and attribute(properties, "display") == "none":
                styles.unseen.add(name)
            if (attribute(properties, "text-position") or "").startswith("super"):
                styles.raised.add(name)
    return styles


def said(paragraph: Any, styles: OpenStyles, *, tab: str = " ", end: str = " ") -> Iterator[str]:
    """The text of a paragraph, without notes on it; ``tab`` and ``end`` are what a TAB and the end of a line become."""
    if attribute(paragraph, "style-name") in styles.unseen:
        return
    yield paragraph.text or ""
    for child in paragraph:
        kind = local(child)
        if kind == "s":
            yield " " * min(repeated(child, "c"), _MOST_BLANKS)
        elif kind in ("tab", "line-break"):
            yield tab if kind == "tab" else end
        elif kind != BOX and kind not in NOT_PRINTED:
            text = "".join(said(child, styles, tab=tab, end=end))
            yield raised(text) if attribute(child, "style-name") in styles.raised else text
        yield child.tail or ""


def repeated(element: Any, name: str) -> int:
    """How often an element stands, as one of its attributes says."""
    text = attribute(element, name)
    return int(text) if text and text.isdigit() else 1
