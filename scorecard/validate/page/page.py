"""``reports/validation.html``: every expectation with its arguments, counts and failing rows, readable offline.

The page is made from checks and findings alone: no clock, no history, no network. The same checks and findings
give the same bytes. GX's own Data Docs load styles, fonts and a logo from the network; this page loads nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.files import write_atomic
from scorecard.validate.checks import Check
from scorecard.validate.page.model import page_model
from scorecard.visible import visible

_TEMPLATES = Path(__file__).with_name("templates")


def write_page(
    path: Path, checks: list[Check], findings: pl.DataFrame, tables: Mapping[str, pl.DataFrame], stale: list[str]
) -> None:
    """Write the page, whole or not at all."""
    write_atomic(path, render_page(page_model(checks, findings, tables, stale)))


def render_page(model: dict[str, Any]) -> str:
    """The page as text. Everything from a document is escaped; style and script are named by their hash, and a
    policy in the head lets nothing else run and nothing be fetched."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["thousands"] = lambda number: f"{number:,}"
    environment.filters["counted"] = words.counted
    style, script = (_read(f"validation.{kind}") for kind in ("css", "js"))
    policy = (
        f"default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    )
    template = environment.get_template("validation.html.j2")
    return visible(template.render(**model, style=Markup(style), script=Markup(script), policy=policy))


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
