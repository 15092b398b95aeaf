"""What ``quarters`` and ``findings`` print."""

from __future__ import annotations

from scorecard.measures.quarter_data import figures_per_quarter
from scorecard.measures.quarters import available_quarters
from scorecard.periods import Quarter
from scorecard.schema import read_table
from scorecard.suggest import known_quarter
from scorecard.workspace import Workspace


def quarters_table(workspace: Workspace) -> str:
    """One line per quarter: its spelling, its title, its figures and indicators, and the documents behind it."""
    observations = read_table(workspace.processed, "observations")
    quarters = available_quarters(observations, read_table(workspace.processed, "claims"))
    if not quarters:
        return "no document prints a figure for any quarter"
    counted = {row["quarter"]: row for row in figures_per_quarter(observations).to_dicts()}
    lines = [("quarter", "figures", "indicators", "what it is", "documents")]
    for quarter in quarters:
        row = counted.get(str(quarter), {"figures": 0, "indicators": 0, "documents": ["quoted in prose only"]})
        figures, indicators = f"{row['figures']:,}", f"{row['indicators']:,}"
        lines.append((str(quarter), figures, indicators, quarter.title, ", ".join(row["documents"])))
    widths = [max(len(line[i]) for line in lines) for i in range(5)]
    return "\n".join(_aligned(line, widths) for line in lines)


def _aligned(line: tuple[str, ...], widths: list[int]) -> str:
    cells = [
        line[0].ljust(widths[0]),
        line[1].rjust(widths[1]),
        line[2].rjust(widths[2]),
        line[3].ljust(widths[3]),
        line[4],
    ]
    return "  ".join(cells).rstrip()


def findings_listing(workspace: Workspace, quarter: str | None, style: str) -> str:
    """The findings of the last validation as a table, CSV or JSON. An unknown quarter is a UsageError."""
    from scorecard.validate.client import findings_text

    return findings_text(workspace, None if quarter is None else _quarter(workspace, quarter), style)


def _quarter(workspace: Workspace, text: str) -> Quarter:
    known = available_quarters(
        read_table(workspace.processed, "observations"), read_table(workspace.processed, "claims")
    )
    return known_quarter(text, known)
