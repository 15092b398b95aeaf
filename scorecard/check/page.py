"""The report of a check as one page that works offline: everything escaped, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scorecard import words
from scorecard.check.report import Report
from scorecard.check.text import about, figures, verdict
from scorecard.html.shell import shell, templates_of, tidy

_TEMPLATES = Path(__file__).with_name("templates")


def as_page(reports: Sequence[Report]) -> str:
    """The page of some reports."""
    environment = templates_of(_TEMPLATES)
    environment.filters |= {
        "thousands": lambda number: f"{number:,}",
        "counted": words.counted,
        "verdict": verdict,
        "about": about,
        "figures": figures,
    }
    own = shell(style=(_TEMPLATES / "check.css").read_text("utf-8"))
    return tidy(environment.get_template("check.html.j2").render(reports=reports, shell=own))
