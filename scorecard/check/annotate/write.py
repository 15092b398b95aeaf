"""Which kind of file is marked, and how it is written."""

from __future__ import annotations

from pathlib import Path

from scorecard.check.annotate.marks import marks_of
from scorecard.check.places import Places
from scorecard.check.run import Checked
from scorecard.errors import UsageError
from scorecard.files import write_where_told
from scorecard.readers import kinds
from scorecard.readers.delimited import MEDIA_TYPE as CSV_TYPE
from scorecard.words import counted

_MARKED = "a PDF, a workbook (XLSX), a Word document (DOCX) or a text"


def write_marked(checked: Checked, out: Path) -> str:
    """Write the marked copy of a checked file; returns what was written, in words.

    Raises UsageError where ``out`` is the file itself, or for a kind of file that cannot be marked.
    """
    path, name = checked.document.path, checked.document.source.name
    if out.exists() and out.samefile(path):
        raise UsageError(
            f"{out} is the file that is checked", where="--annotate", do="name another file for the marked copy"
        )
    content = path.read_bytes()
    kind = kinds.kind_of(content, name)
    marks = marks_of(checked.report, Places(checked.document.source.places))
    if kind == kinds.PDF:
        from scorecard.check.annotate.in_pdf import marked_pdf as marked
    elif kind == kinds.WORKBOOK:
        from scorecard.check.annotate.in_workbook import marked_workbook as marked
    elif kind == kinds.WORD:
        from scorecard.check.annotate.in_word import marked_word as marked
    elif kind == kinds.TEXT and checked.document.source.media_type != CSV_TYPE:
        from scorecard.check.annotate.in_text import marked_text as marked
    else:
        raise UsageError(
            f"{name} cannot be marked: marks are made in {_MARKED}",
            where="--annotate",
            do="save it as one of these and check that, or write the report: --format html --output check.html",
        )
    write_where_told(out, marked(content, marks))
    return f"{out}: {counted(len(marks), 'mark')}"
