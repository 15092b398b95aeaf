"""Executed notebooks as web pages, with a template of our own: no script is loaded, no request leaves the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import mistune
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from traitlets import default
from traitlets.config import Config

from scorecard import words
from scorecard.charts.svg import picture
from scorecard.html.blocks import VEGALITE_MIME
from scorecard.html.markup import slug
from scorecard.html.packed import unpacked
from scorecard.html.shell import TEMPLATES as SHELL
from scorecard.html.shell import shell, tidy
from scorecard.measures.as_known_at import LATEST, parse_known_at
from scorecard.render.plan.jobs import Job

TEMPLATES = [str(Path(__file__).parent / "template"), str(SHELL)]
_HEADING = re.compile(r"^(#{2,3}) +(.+?)\s*$", re.MULTILINE)
_ANCHORED = re.compile(r'(<h[23] id=")([^"]*)(">)')


class PageExporter(TemplateExporter):
    """nbconvert's exporter with our page as its template."""

    export_from_notebook = None
    output_mimetype = "text/html"
    optimistic_validation = True  # once, after the last of its steps: none of them does anything to ours

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_file")
    def _template_file_default(self) -> str:
        return "page.html.j2"

    @property
    def template_paths(self) -> list[str]:
        return TEMPLATES

    @property
    def default_config(self) -> Config:
        return Config()

    def default_filters(self) -> Any:
        yield from super().default_filters()
        yield "prose", prose
        yield "chart", chart
        yield "text_of", text_of


def page(notebook: Any, job: Job, *, siblings: Sequence[Mapping[str, str]]) -> str:
    """The page of an executed notebook.

    ``siblings``: the other pages of the quarter (``title``, ``href``). The title is the first heading and the
    quarter; every ``##`` heading gets an entry in the list of contents, but one with nothing below it is left out.
    """
    notebook = without_empty_sections(notebook)
    resources = {
        "title": _title(job),
        "quarter": job.quarter,
        "parameters": dict(job.parameters),
        "notebook_file": Path(job.outputs[0]).name,
        "shell": shell(),
        "contents": contents(notebook),
        "has_paper": any("paper" in cell.metadata.get("tags", []) for cell in notebook.cells),
        "siblings": list(siblings),
    }
    html, _ = _exporter().from_notebook_node(notebook, resources={"page": resources})
    return tidy(_with_own_anchors(str(html)))


def _title(job: Job) -> str:
    """The notebook's title and the quarter; a page as known at a date says so."""
    known = parse_known_at(str(job.parameters.get("as_known_at", LATEST)))
    return f"{job.title}: {job.quarter_title}" + (f", as known at {words.day(known)}" if known else "")


@lru_cache(maxsize=1)
def _exporter() -> PageExporter:
    return PageExporter()


def without_empty_sections(notebook: Any) -> Any:
    """The notebook without the ``##`` headings (and their sentence) below which calls stand that show nothing."""
    kept = [cell for section in _sections(notebook.cells) for cell in (section[1:] if _is_empty(section) else section)]
    return type(notebook)({**notebook, "cells": kept})


def _sections(cells: Sequence[Any]) -> Iterator[list[Any]]:
    """The cells in parts, each but the first from a ``##`` heading on."""
    part: list[Any] = []
    for cell in cells:
        if _is_heading(cell) and part:
            yield part
            part = []
        part.append(cell)
    yield part


def _is_heading(cell: Any) -> bool:
    return bool(cell.cell_type == "markdown" and cell.source.startswith("## "))


def _is_empty(section: Sequence[Any]) -> bool:
    """Does a section begin with a heading and hold calls alone, none of which shows anything?"""
    if not section or not _is_heading(section[0]) or len(section) == 1:
        return False
    return all(cell.cell_type == "code" and not cell.outputs for cell in section[1:])


def contents(notebook: Any) -> list[dict[str, str]]:
    """Title and anchor of every second-level heading, in order."""
    sources = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    headings = [heading for source in sources for heading in _HEADING.findall(source)]
    anchors = _distinct(slug(title) for _, title in headings)
    return [
        {"title": title, "href": f"#{anchor}"}
        for (level, title), anchor in zip(headings, anchors, strict=True)
        if level == "##"
    ]


def _distinct(anchors: Iterable[str]) -> Iterator[str]:
    """The anchors in order; where one was there already it gets the number of times: ``notes``, ``notes-2``."""
    times: Counter[str] = Counter()
    for anchor in anchors:
        times[anchor] += 1
        yield f"{anchor}-{times[anchor]}" if times[anchor] > 1 else anchor


def _with_own_anchors(html: str) -> str:
    """The page with an anchor of its own for each heading of its text, numbered as its contents are."""
    own = _distinct(heading[2] for heading in _ANCHORED.finditer(html))
    return _ANCHORED.sub(lambda heading: f"{heading[1]}{next(own)}{heading[3]}", html)


class _Prose(mistune.HTMLRenderer):
    """Headings with readable anchors; the first-level heading is the page's own and is left out."""

    def heading(self, text: str, level: int, **attributes: Any) -> str:
        if level == 1:
            return ""
        return f'<h{level} id="{slug(str(Markup(text).striptags()))}">{text}</h{level}>\n'


@lru_cache(maxsize=1)
def _markdown() -> mistune.Markdown:
    return mistune.Markdown(_Prose(escape=True))


def prose(source: str) -> Markup:
    """Markdown as HTML; HTML within it is shown, not used."""
    return Markup(_markdown()(source))


def chart(output: Mapping[str, Any]) -> Markup:
    """The chart of an output as SVG, for wide and for narrow screens."""
    return picture(unpacked(output["data"][VEGALITE_MIME]))


def text_of(value: object) -> str:
    """Text of an output, whether it is kept as text or as lines."""
    return "".join(value) if isinstance(value, list) else str(value)
