"""Findings for ``pipeline.py findings``: chosen by quarter, printed as a table, CSV or JSON. No GX here."""

from __future__ import annotations

import io
import json
import re
import textwrap
from datetime import date
from typing import Any

import polars as pl

from scorecard.periods import MONTH_LABEL, QUARTER_LABEL, Quarter
from scorecard.schema import read_table
from scorecard.text.numbers import NUMBER
from scorecard.validate.findings.ids import compare_findings, previous_findings
from scorecard.visible import visible
from scorecard.workspace import Workspace

COLUMNS = [
    "finding",
    "state",
    "severity",
    "rule",
    "document",
    "table",
    "line",
    "cell",
    "indicator",
    "area",
    "period",
    "published",
    "expected",
    "explanation",
    "suggestion",
    "acknowledged",
    "note",
]
# A cell that a spreadsheet would run as a formula: OWASP's list for CSV injection, also behind spaces.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r\n|＝＋－＠]")
_NUMBER = re.compile(rf"^-?{NUMBER}%?$|^-$")


def load_findings(workspace: Workspace, quarter: Quarter | None = None, *, gone: bool = False) -> pl.DataFrame:
    """The findings of the last validation with their ``state``; one row per finding, in order of place.

    ``quarter`` keeps those about the quarter: its months and itself, and - where a finding is about a year, a
    term or a whole table - those in documents that report up to a month of it. ``gone`` adds those that the run
    before found and this one does not. Raises InputError if nothing has been validated yet.
    """
    findings = compare_findings(read_table(workspace.processed, "findings"), previous_findings(workspace.processed))
    kept = findings if gone else findings.filter(pl.col("state") != "gone")
    chosen = kept if quarter is None else _of_quarter(kept, read_table(workspace.processed, "documents"), quarter)
    return chosen.select(COLUMNS)


def _of_quarter(findings: pl.DataFrame, documents: pl.DataFrame, quarter: Quarter) -> pl.DataFrame:
    own = [*quarter.months, f"{quarter.year}/{(quarter.year + 1) % 100:02d} Q{quarter.number}"]
    dated = pl.col("period").str.contains(f"^{MONTH_LABEL}$|^{QUARTER_LABEL}$").fill_null(False)
    behind = documents.filter(pl.col("as_at").is_between(quarter.start, quarter.end))["document"].to_list()
    about = pl.when(dated).then(pl.col("period").is_in(own)).otherwise(pl.col("document").is_in(behind))
    return findings.filter(about)


def as_csv(findings: pl.DataFrame) -> str:
    """CSV with a header. Text that a spreadsheet would take for a formula gets an apostrophe before it, plain
    negative numbers stay as they are, and signs that nobody sees are escapes."""
    text = [name for name, kind in findings.schema.items() if kind == pl.String]
    safe = findings.with_columns(pl.col(name).map_elements(_harmless, return_dtype=pl.String) for name in text)
    stream = io.StringIO()
    safe.write_csv(stream)
    return stream.getvalue()


def _harmless(cell: str) -> str:
    shown = visible(cell)
    return f"'{shown}" if _FORMULA.match(cell) and not _NUMBER.match(cell) else shown


def as_json(findings: pl.DataFrame) -> str:
    """A JSON list of findings, one object each, keys in the order of COLUMNS."""
    return visible(json.dumps(findings.to_dicts(), ensure_ascii=False, indent=2, default=_plain)) + "\n"


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def as_table(findings: pl.DataFrame, *, width: int = 100) -> str:
    """Findings as text for a terminal: a line of facts each, then the explanation, wrapped to ``width``."""
    if findings.is_empty():
        return "no findings"
    blocks = [_block(row, max(width, 40)) for row in findings.iter_rows(named=True)]
    counts = findings.group_by("severity").len().sort("severity").rows()
    told = ", ".join(f"{number} {severity}" for severity, number in counts)
    return "\n".join([*blocks, f"{findings.height} finding{'' if findings.height == 1 else 's'}: {told}"])


def _block(row: dict[str, Any], width: int) -> str:
    place = ", ".join(
        part
        for part in (
            _in_a_line(row["document"]),
            row["line"] and f"line {row['line']}",
            row["cell"] and f"cell {row['cell']}",
        )
        if part
    )
    about = ", ".join(_in_a_line(row[name]) for name in ("indicator", "area", "period") if row[name])
    seen = " [acknowledged]" if row["acknowledged"] else ""
    lines = [f"{row['severity'].upper():<11} {row['finding']} ({row['state']}){seen}", f"  {place}", f"  {about}"]
    told = [row["explanation"], row["suggestion"], row["note"] and f"Note: {row['note']}"]
    for text in (_in_a_line(one) for one in told if one):
        lines += textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(line for line in lines if line.strip()) + "\n"


def _in_a_line(text: str) -> str:
    """In one line, without signs that a terminal might obey."""
    return " ".join(visible(str(text)).split())
