"""The shell of every page: one style sheet, one script, and a policy: nothing else runs, nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from scorecard.charts.palette import dark_rules
from scorecard.visible import visible

TEMPLATES = Path(__file__).parent / "template"
_STYLES = ("page.css", "charts.css", "trail.css", "print.css")
_SCRIPTS = ("save.js", "page.js")
"""In the order in which they run: what is saved of a table knows its rows before they are sorted."""


@dataclass(frozen=True)
class Shell:
    """What each page carries within it. ``policy``: of scripts only ours may run, named by its hash."""

    style: Markup
    script: Markup
    policy: Markup


@lru_cache(maxsize=4)
def shell(*, style: str = "", script: str = "") -> Shell:
    """The shell, with what a page of another kind adds to its style sheet and its script."""
    sheets, scripts = ([(TEMPLATES / name).read_text("utf-8") for name in names] for names in (_STYLES, _SCRIPTS))
    dark = f"@media screen and (prefers-color-scheme:dark){{{dark_rules()}}}"
    style = "".join([*sheets, dark, style])
    script = tidy("".join([*map(_bare, scripts), script]))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    )
    return Shell(Markup(style), Markup(script), Markup(policy))


def templates_of(folder: Path) -> jinja2.Environment:
    """Templates of a folder, and those of the shell: everything is escaped, and a name that nobody gave is an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder, TEMPLATES]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _bare(script: str) -> str:
    """A script without what only its authors read: indents, and lines that are comments. Ours hold no text of lines."""
    return re.sub(r"^[ \t]*(?://.*\n)?", "", script, flags=re.MULTILINE)


def tidy(html: str) -> str:
    """No spaces at line ends, no empty lines in a row, one line end at the end, and no sign that is not seen."""
    html = visible(html)
    return re.sub(r"\n{2,}", "\n", re.sub(r"[ \t]+\n", "\n", html)).strip() + "\n"
