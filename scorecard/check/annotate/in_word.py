"""A Word document with comments on its cells and paragraphs."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from scorecard.check.annotate.archive import same_bytes
from scorecard.check.annotate.marks import AUTHOR, Mark
from scorecard.readers.word import placed_elements
from scorecard.visible import visible

_INITIALS = "check"


def marked_word(content: bytes, marks: Sequence[Mark]) -> bytes:
    """The document with a comment at each marked place; running heads and feet take none."""
    document = docx.Document(io.BytesIO(content))
    elements = dict(placed_elements(document.element.body))
    told: dict[str, list[str]] = {}
    for mark in marks:
        if mark.place and mark.place.words in elements:
            told.setdefault(mark.place.words, []).append(mark.note)
    for words, notes in told.items():
        runs = _runs(elements[words], document)
        if runs:
            document.add_comment(runs, text=visible("\n".join(notes)), author=AUTHOR, initials=_INITIALS)
    stream = io.BytesIO()
    document.save(stream)
    return same_bytes(stream.getvalue())


def _runs(element: object, document: docx.document.Document) -> list[Run]:
    """The runs of a cell's first paragraph with text, or of a paragraph, that a comment is set on."""
    if getattr(element, "tag", "").endswith("}tc"):
        paragraphs = _Cell(element, document).paragraphs  # type: ignore[arg-type]
    else:
        paragraphs = [Paragraph(element, document)]  # type: ignore[arg-type]
    return next((runs for paragraph in paragraphs if (runs := [run for run in paragraph.runs if run.text])), [])
