"""What the table ``measures`` says of a figure, as words and signs: better and worse in titles, icons of variation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.html.markup import el, join
from scorecard.measures.answers.rows import ROBUST
from scorecard.pages import trends
from scorecard.pages.charted import key
from scorecard.pages.marked import breaks_between

Row = Mapping[str, Any]
Answers = Mapping[tuple[Any, ...], list[dict[str, Any]]]
_CHANGES = ("change-on-quarter", "change-on-previous", "change-on-year")
_JUDGED = ("better", "worse")
_ICONS = {
    "common-cause": ("∿", "common cause", "neutral"),
    "improvement-high": ("▲", "improvement, unusually high", "improvement"),
    "improvement-low": ("▼", "improvement, unusually low", "improvement"),
    "concern-high": ("▲", "concern, unusually high", "concern"),
    "concern-low": ("▼", "concern, unusually low", "concern"),
    "neutral-high": ("▲", "unusually high", "neutral"),
    "neutral-low": ("▼", "unusually low", "neutral"),
    "passes": ("✔", "target met month for month", "improvement"),
    "fails": ("✘", "target out of reach", "concern"),
    "hit-or-miss": ("?", "target hit or miss", "neutral"),
}
"""Verdicts on variation and assurance: the shape of the icon, its words, and its class in the style sheet."""


def answers_by_figure(answers: pl.DataFrame, theme: str) -> Answers:
    """The answers about changes, variation and assurance of a theme's figures, by `charted.key`."""
    asked = answers.filter(pl.col("theme") == theme, pl.col("measure").is_in([*_CHANGES, "variation", "assurance"]))
    by_figure: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for answer in asked.to_dicts():
        by_figure.setdefault(key(answer, answer["of_unit"]), []).append(answer)
    return by_figure


def active_title(row: Row, answers: Answers, changes: Iterable[Row] = ()) -> str:
    """What the figure is and how it moved; better or worse only where a robust verdict is on just that change.

    Of fewer than 20 cases it says of how many, and not how far a percentage moved.

    ``changes``: those of its measure; over one that breaks the series nothing moved, the measure changed.
    """
    if row["small"] and row["unit"] == "percent":
        counts = words.x_of_y(row["numerator"], row["denominator"])
        return f"{trends.standing(row, counts=counts)}; too few cases to say how it moved"
    title = trends.finding_title(row)
    since = row["since_period"] if row["since"] is not None else row["previous_period"]
    if row["value"] is None or since is None:
        return title
    if breaks_between(since, row["period"], changes):
        return f"{trends.standing(row)}; the measure changed since {words.period(since)}"
    asked = [a for a in answers.get(key(row, row["unit"]), []) if a["measure"] in _CHANGES]
    for answer in asked:
        if answer["against_period"] == since and answer["verdict"] in _JUDGED and answer["sure"] == ROBUST:
            return f"{title}, {answer['verdict']}"
    return title


def icons(row: Row, answers: Answers) -> Markup | None:
    """The icons of variation and assurance, each as shape and words; null where there are none."""
    shown = [
        _icon(*_ICONS[answer["verdict"]], depends=answer["sure"] != ROBUST)
        for answer in answers.get(key(row, row["unit"]), [])
        if answer["measure"] in ("variation", "assurance") and answer["verdict"] in _ICONS
    ]
    return el("p", join(shown, " "), class_="icons") if shown else None


def _icon(shape: str, said: str, kind: str, *, depends: bool) -> Markup:
    doubt = " (depends on how one looks)" if depends else ""
    return el("span", el("span", shape, aria_hidden="true"), f" {said}{doubt}", class_=f"icon {kind}")
