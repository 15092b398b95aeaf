"""HTML by functions: everything that is not markup already is escaped, so a cell can never become code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from scorecard.charts.palette import ARROWS, BANDS
from scorecard.visible import visible
from scorecard.words import NO_DATA


def el(name: str, *children: object, **attributes: object) -> Markup:
    """An element. Text children and attribute values are escaped; ``class_`` and ``aria_label`` become attributes.

    >>> el("td", "a < b", class_="number")
    Markup('<td class="number">a &lt; b</td>')
    """
    pairs = [(k.rstrip("_").replace("_", "-"), v) for k, v in attributes.items() if v is not None and v is not False]
    opened = "".join(f" {k}" if v is True else f' {k}="{_clean(v)}"' for k, v in pairs)
    inner = "".join(_clean(child) for child in children if child is not None)
    return Markup(f"<{name}{opened}>{inner}</{name}>")


def _clean(value: object) -> str:
    """Markup as it is, anything else as text that is escaped."""
    return value if isinstance(value, Markup) else escape(visible(str(value)))


def join(parts: Iterable[object], between: str = "") -> Markup:
    """Parts one after the other, text escaped."""
    return Markup(_clean(between).join(_clean(p) for p in parts))


def slug(text: str) -> str:
    """An id for an anchor: lower case, words joined by hyphens.

    >>> slug("What got better?")
    'what-got-better'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "section"


def band_tag(band: str | None) -> Markup | None:
    """Red, amber or green as a word with a shape; null for no band."""
    if band not in BANDS:
        return None
    word, shape, _, _ = BANDS[band]
    return el("span", el("span", shape, aria_hidden="true"), f" {word}", class_=f"tag {band}")


def arrow_tag(direction: str | None, words: str = "") -> Markup | None:
    """An arrow with its word: "↑ up", and what that means where it is said; null for no direction."""
    if direction not in ARROWS:
        return None
    sign, word = ARROWS[direction]
    return join([el("span", sign, class_="arrow", aria_hidden="true"), f" {word}{words}"])


_FIT = 3
"""So many columns fit on a narrow screen."""


@dataclass(frozen=True)
class Column:
    """A column of a table: where the row keeps it, its heading, and how it stands."""

    key: str
    title: str
    kind: Literal["text", "number", "row"] = "text"  # row: the row's own header


def table(
    rows: Sequence[Mapping[str, object]],
    columns: Sequence[Column],
    *,
    caption: object,
    hidden_caption: bool = False,
    kind: str | None = None,
) -> Markup:
    """A table with one header row, a caption, scopes, and no empty cell: what is null or "" says "no data".

    It scrolls inside its own box; the box can be reached and moved with the keyboard (W3C WAI tables tutorial; GOV.UK
    table guidance). On a narrow screen the rows of one with more than three columns become cards, each cell under its
    heading. ``kind`` names a layout of the style sheet.
    """
    head = el("tr", *[el("th", c.title, scope="col", class_=_class(c)) for c in columns])
    body = [el("tr", *[_cell(row.get(c.key), c) for c in columns], id=row.get("id")) for row in rows]
    shown = el("caption", caption, class_="hidden" if hidden_caption else None)
    cards = {"class_": " ".join(filter(None, ("cards", kind))), "style": headings_as_labels([c.title for c in columns])}
    named = cards if len(columns) > _FIT else {"class_": kind}
    grid = el("table", shown, el("thead", head), el("tbody", *body), **named)
    label = Markup(caption).striptags() if isinstance(caption, Markup) else str(caption)
    return el("div", grid, class_="scroll", role="region", tabindex="0", aria_label=label)


def headings_as_labels(titles: Sequence[str]) -> str:
    """The headings of a table as properties ``--c2``, ``--c3`` … that its style sheet writes above the cells of a card.

    >>> headings_as_labels(["Indicator", 'The "rate"'])
    '--c2:"The \\\\22 rate\\\\22 "'
    """
    return ";".join(f"--c{number}:{_css_text(title)}" for number, title in enumerate(titles, 1) if number > 1)


def _css_text(text: str) -> str:
    """Text as a string of CSS: whatever could end it is written as its number (CSS Syntax 3, section 4.3.7)."""
    return '"' + re.sub(r"[^\w .,;:()%/–-]", lambda sign: f"\\{ord(sign[0]):x} ", visible(text)) + '"'


def _class(column: Column) -> str | None:
    return "number" if column.kind == "number" else None


def _cell(value: object, column: Column) -> Markup:
    missing = value is None or value == ""
    content = NO_DATA if missing else value
    classes = " ".join(filter(None, [_class(column), "none" if missing else None])) or None
    if column.kind == "row":
        return el("th", content, scope="row")
    return el("td", content, class_=classes)


def tiles(*counted: tuple[int, object]) -> Markup:
    """Numbers as tiles, each with its words."""
    return el(
        "ul",
        *[el("li", el("strong", f"{count:,}"), " ", el("span", said)) for count, said in counted],
        class_="tiles",
    )


def details(summary: object, *content: object, open_: bool = False) -> Markup:
    """Something that opens: the summary is always seen."""
    return el("details", el("summary", summary), *content, open=open_)


def note(*content: object, kind: str = "note") -> Markup:
    """A boxed remark; ``kind`` is ``note`` or ``warning``."""
    return el("div", *content, class_=f"box {kind}", role="note")
