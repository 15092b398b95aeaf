"""What a row of a small table is about, as its layout says: a period, an area, a category or an indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scorecard.clean.names.alike import similarity
from scorecard.clean.names.areas import locality_label
from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.small_table.page import Page
from scorecard.periods import Period
from scorecard.registry.layouts import Part
from scorecard.text.figures import is_figure
from scorecard.text.periods import read_period

_TOTAL = re.compile(r"^(?:grand\s+|sub\s*-?\s*)?total\b", re.IGNORECASE)
_BARE_FIGURE = re.compile(r"[\d.%-]+")
_UNTOLD = ("no-year", "year-or-day")
"""Doubts about a label of any row; that it stands twice is none where rows of one period have names of their own."""
_LABEL_OF_INDICATOR = 0.7
_LABEL_OF_TOTAL = 0.8


@dataclass(frozen=True)
class RowMeaning:
    """What a row is about; ``indicators`` are those for a count and for a percentage, null what only columns say."""

    period: Period | None = None
    area: str | None = None
    breakdown: str | None = None
    indicators: tuple[str | None, str | None] = (None, None)
    basis: str | None = None
    parts: tuple[Part, ...] = ()


def named_period(name: str | None, page: Page) -> Period | None:
    """The period that a layout names: the pack's month, a year of the section, or the one that a label prints."""
    as_at = page.grid.as_at
    if name is None:
        return None
    if name == "as-at":
        return Period.month(as_at.year, as_at.month)
    if name == "year-to-date":
        return Period.year_to_date(page.time.financial_year, as_at)
    if name in ("section", "section-end"):
        year = read_period(page.grid.year or "", page.time)
        return year.last_month() if year and name == "section-end" else year
    told = Period.of_label(name)
    return told if told and told.kind in ("month", "quarter") else read_period(name, page.time)


def meaning_of(position: int, page: Page, current: Period | None) -> RowMeaning | None:
    """What the row at a position is about; null if it is about nothing.

    ``current`` is the period that stands alone above it.
    """
    row, default = page.grid.rows[position], current or named_period(page.layout.period, page)
    text = page.label_of(row)
    match page.layout.rows:
        case "none":
            return RowMeaning(default) if page.has_figures(row) else None
        case "period":
            return _period_row(position, row, page)
        case "area":
            return _area_row(text, row, page, default)
        case "indicator":
            return indicator_row(text, page, default)
        case _:
            return _breakdown_row(text, page, default)


def _period_row(position: int, row: Row, page: Page) -> RowMeaning | None:
    """A row labelled by its period; where the layout names indicators of rows, a cell behind it says which."""
    label = page.labels.get(position)
    period = label.period if label else read_period(page.label_of(row), page.time)
    if period is None or (label and label.doubt in _UNTOLD):
        return None
    words = next((t for t in row.texts[page.label + 1 :] if t and not is_figure(t)), "")
    named = indicator_row(words, page, period) if page.layout.row_indicators else None
    indicators = named.indicators if named else (None, None)
    return RowMeaning(period, label.area if label else None, None, indicators, label.basis if label else None)


def _area_row(text: str, row: Row, page: Page, default: Period | None) -> RowMeaning | None:
    area, total = page.lexicon.registry.area_name(text, page.grid.authority), page.layout.total_row
    if _TOTAL.match(text) or (total and similarity(text, total) > _LABEL_OF_TOTAL):
        place: str | None = page.grid.authority
    elif area:
        place = area
    else:  # a locality that the registry does not know, where the row prints figures
        place = locality_label(text) if page.has_figures(row) else None
    return RowMeaning(default, place) if place else None


def indicator_row(text: str, page: Page, default: Period | None) -> RowMeaning | None:
    """What a row is about whose words are those of a row of the layout; null if they are of none."""
    scored = [(similarity(text, row.label), row) for row in page.layout.row_indicators]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or score < _LABEL_OF_INDICATOR:
        return None
    return RowMeaning(default, None, best.breakdown, (best.count, best.percent), parts=tuple(best.parts))


def _breakdown_row(text: str, page: Page, default: Period | None) -> RowMeaning | None:
    if not text or _BARE_FIGURE.fullmatch(text):
        return None
    if period := read_period(text, page.time):
        return RowMeaning(period)
    return RowMeaning(default, None, "Total" if _TOTAL.match(text) else text)
