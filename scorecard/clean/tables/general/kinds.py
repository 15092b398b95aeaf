"""What the rows of a council's own table are, where its labels, its header and its caption tell more than its form."""

from __future__ import annotations

import re
from dataclasses import replace

from scorecard.clean.raw.grid import Grid
from scorecard.clean.tables.general.columns import VALUE
from scorecard.clean.tables.general.counts import with_proved_counts
from scorecard.clean.tables.general.fractions import with_fractions
from scorecard.clean.tables.general.meanings import Meanings
from scorecard.clean.tables.general.numerators import with_numerators
from scorecard.clean.tables.general.roles import BodyRow, TableRoles, table_roles
from scorecard.clean.tables.general.words import HeaderWords
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.periods import Period, financial_year_of
from scorecard.text.letters import letters
from scorecard.text.named_periods import without_time
from scorecard.text.periods import TimeContext, open_label, read_period

_BAND = re.compile(
    r"(?:under|over|less than|more than|up to|aged?|age) ?[0-9]{1,2}\b.*|[0-9]{1,2} ?(?:-|–|to) ?[0-9]{1,2}\b.*|"
    r"[0-9]{1,2} ?(?:\+|and over|and above|or over|plus)\b.*|<1|unborn|not known|unknown",
    re.IGNORECASE,
)
"""A label that is a band of ages or of times, or stands among them."""
_YEAR_BY_NOW = re.compile(r"(this|current|last|previous|prior) (?:financial )?year", re.IGNORECASE)
_MOST = 0.5
_ROLES = (VALUE, "numerator", "denominator", "target")
"""What a row may be of its table's one measure."""
_BESIDE_ROLES = ("note", "rag", "direction", "red", "amber", "green", "good", "unit")


def own_roles(grid: Grid, lexicon: Lexicon) -> TableRoles | None:
    """The roles of a table's columns and rows, told as far as a council's own packs let one.

    Beside the kinds of `table_roles` rows may be ``role``: the value, the target and the comparators of one measure,
    that of the caption. Null for a table without a header, a label or a figure.
    """
    roles = table_roles(grid, lexicon)
    if roles is None:
        return None
    roles = with_fractions(with_numerators(with_proved_counts(roles), Meanings(lexicon.registry)))
    words = HeaderWords(lexicon.registry, grid.authority, grid.family)
    if _are_roles(roles, words):
        return replace(roles, rows="role")
    if roles.rows == "measure" and _are_years(roles):
        return replace(roles, rows="period")
    if roles.rows == "measure" and _are_categories(roles, words):
        return replace(roles, rows="category")
    return roles


def caption_of(roles: TableRoles) -> str:
    """What a table says of itself, without times: the last row over its header or the caption above; else nothing."""
    return next(filter(None, map(without_time, (*reversed(roles.title), roles.grid.heading or ""))), "")


def subject_of(roles: TableRoles) -> str:
    """What a table of one measure is about: its title or caption, without its time; else what its labels are called.

    A caption that does not say by what its rows divide is told apart from others by the heading of its labels. Where
    nothing stands over a table its first labels say which one it is.
    """
    head = roles.name.header.strip() if roles.name else ""
    said = caption_of(roles)
    if roles.rows != "category":
        return said
    if said and " by " not in f" {said.lower()} " and (not head or letters(head) not in letters(said)):
        return f"{said} by {head[:1].lower()}{head[1:]}" if head else f"{said} by category"
    return said or head or ", ".join(body.label for body in roles.body[:3] if body.label)


def is_sum(body: BodyRow, roles: TableRoles) -> bool:
    """Whether a row of a table by category counts all others: by its word, or as "All children in care" at the end."""
    last = body is roles.body[-1] and len(roles.body) > 2
    return body.is_total or (last and body.label.lower().startswith(("all ", "total ")))


def year_of(label: str, time: TimeContext) -> Period | None:
    """The financial year that a label says, by itself or as this one or the one before; null for other words."""
    if said := _YEAR_BY_NOW.fullmatch(label):
        return Period.financial_year(financial_year_of(time.as_at) - (said[1].lower() not in ("this", "current")))
    period = read_period(label, time)
    return period if period and period.kind == "financial_year" else None


def _are_years(roles: TableRoles) -> bool:
    """Whether the rows are this year and others, under columns that are parts of a year."""
    parts = [c for c in roles.of_role(VALUE) if c.time and open_label(c.time.published)]
    years = [year_of(body.label, roles.grid.time) for body in roles.body]
    return len(parts) > 1 and len(parts) == len(roles.of_role(VALUE)) and all(years)


def _are_roles(roles: TableRoles, words: HeaderWords) -> bool:
    """Whether the labels of rows say what each is of one measure: "Value", "Target", "England"."""
    if roles.rows not in ("measure", "area") or (roles.name and words.role(roles.name.header) == "name"):
        return False
    told = [role_of(body.label, words, roles.grid.time) for body in roles.body]
    return all(told) and any(one in ((VALUE, None), ("target", None)) for one in told)


def role_of(label: str, words: HeaderWords, time: TimeContext) -> tuple[str, str | None] | None:
    """The role that a label gives its row, and the comparator whose figures it holds; null for other words."""
    said = words.says(label, time) if label else None
    if said is None or said.relative or not said.understood or (said.time and said.role != "target"):
        return None
    if said.area:
        return VALUE, said.area
    return (said.role, None) if said.role in (*_ROLES, *_BESIDE_ROLES) else None


def _are_categories(roles: TableRoles, words: HeaderWords) -> bool:
    """Whether the labels of rows divide one measure: what they are called, the caption or their form say so."""
    if roles.of_role("number", "unit", "target", "good"):
        return False
    head = roles.name.header if roles.name else ""
    if words.role(head) == "name":
        return False
    if words.divides(head) or _by_what(roles.grid.heading, *roles.title, words=words):
        return True
    labels = [body.label for body in roles.body if body.label and not body.is_total]
    bands = sum(bool(_BAND.fullmatch(label)) for label in labels)
    return len(labels) > 1 and bands > _MOST * len(labels)


def _by_what(*captions: str | None, words: HeaderWords) -> bool:
    """Whether a caption says by what its table divides: "Children in care by age"."""
    for caption in filter(None, captions):
        _, by, rest = without_time(caption).lower().rpartition(" by ")
        if by and words.divides(rest):
            return True
    return False
