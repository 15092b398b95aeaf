"""``reports/validation.html``: every expectation with its arguments, counts and failing rows, readable offline.

The page is made from checks and findings alone: no clock, no history, no network. The same checks and findings
give the same bytes. GX's own Data Docs load styles, fonts and a logo from the network; this page loads nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from scorecard import words
from scorecard.files import write_atomic
from scorecard.html.shell import shell, templates_of, tidy
from scorecard.validate.checks import Check
from scorecard.validate.page.model import page_model

_TEMPLATES = Path(__file__).with_name("templates")


def write_page(
    path: Path, checks: list[Check], findings: pl.DataFrame, tables: Mapping[str, pl.DataFrame], stale: list[str]
) -> None:
    """Write the page, whole or not at all."""
    write_atomic(path, render_page(page_model(checks, findings, tables, stale)))


def render_page(model: dict[str, Any]) -> str:
    """The page as text. Everything from a document is escaped; the script is named by its hash, and a policy in
    the head lets nothing else run and nothing be fetched."""
    environment = templates_of(_TEMPLATES)
    environment.filters["thousands"] = lambda number: f"{number:,}"
    environment.filters["counted"] = words.counted
    own = shell(style=_read("validation.css"), script=_read("validation.js"))
    return tidy(environment.get_template("validation.html.j2").render(**model, shell=own))


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")
