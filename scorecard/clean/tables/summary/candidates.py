"""Which indicators a row of a summary may be of, and whose names a summary prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scorecard.clean.names.indicators import FamilyNames, Match, Printed, units_agree
from scorecard.clean.names.numbers import number_agreement, printed_number
from scorecard.clean.names.wording import kind_of_name
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.summary.fit import FittedRow
from scorecard.text.figures import is_figure
from scorecard.text.numbers import DIGITS, NUMBER, number_of
from scorecard.units import units

_UNIT_WORD = re.compile(
    r"count|percent\w*|rate|number|average|days|year|rolling|cumulative|monthly|termly|quarterly|binary|frequency|"
    r"population|info|high|within|limits",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:count|number|no)\b", re.IGNORECASE)
_KNOWN_FAMILY = 0.55
"""How alike on average rows and names of a family must be: between a name that is legible and one that is not."""
_ROWS_THAT_TELL = 8
_OTHER_RATE = 0.3
"""How much less likely a rate is where the row prints a count, or a rate per another number of people."""
_NEEDED, NEEDED_AGAINST_NUMBER, _NEEDED_WITH_NUMBER = 0.6, 0.66, 0.48
"""How alike a row must be to an indicator: without number, with one that contradicts, and with one that agrees."""
_NEARLY_ITS_NUMBER = 0.8
_ALL = 100.0
"""No share is more than so many per cent."""


def share_known(rows: Sequence[FittedRow], names: FamilyNames) -> float:
    """The share of rows that are plainly of an indicator of the family, 0 to 1."""
    best = [(row, next(iter(row_candidates(row, names)), None)) for row in rows]
    return sum(match is not None and match.score >= needed(row, match) for row, match in best) / len(rows)


def family_of(rows: Sequence[FittedRow], section: str | None, lexicon: Lexicon) -> str | None:
    """The family of the section if its names are these; else the one whose names are; null if none."""
    telling, families = rows[:_ROWS_THAT_TELL], lexicon.registry.families
    if section in families and (not rows or _mean_score(telling, lexicon.names.of(section)) > _KNOWN_FAMILY):
        return section
    bounds = {family: _at_most(telling, lexicon.names.of(family)) for family in families}
    best, most = section, _KNOWN_FAMILY
    for family in sorted(bounds, key=lambda f: (bounds[f], f), reverse=True):
        if bounds[family] < most:
            break
        if (score := _mean_score(telling, lexicon.names.of(family))) > most:
            best, most = family, score
    return best


def _mean_score(rows: Sequence[FittedRow], names: FamilyNames) -> float:
    """How well the rows' best indicators of a family score on average."""
    ranked = [row_candidates(row, names) for row in rows]
    return sum(matches[0].score for matches in ranked if matches) / max(1, len(ranked))


def _at_most(rows: Sequence[FittedRow], names: FamilyNames) -> float:
    """No family scores more for rows than their numbers and names alone."""
    return sum(names.at_most(row.get("number"), _full_name(row)) for row in rows) / max(1, len(rows))


def unit_kind(row: FittedRow) -> str | None:
    """``percent``, ``rate`` … as far as the unit column and most figures tell: no single cell says what its row is."""
    unit = row.get("unit").lower() or _rate_words(row.get("performance"))
    figures = [cell.plain for column, cell in row.values() if column.area is None and is_figure(cell.plain)]
    shares = sum(map(_is_share, figures))
    if 2 * shares > len(figures) and not (len(figures) == 1 and _COUNTED.match(unit)):
        return "percent"
    if 0 < 2 * shares == len(figures) and not _COUNTED.match(unit):
        return None  # as many percentages as numbers: neither is believed
    if re.search(r"%|percent", unit) and (
        2 * sum(map(_is_bare, figures)) <= len(figures) or _is_named_so(row, figures)
    ):
        return "percent"
    per = re.match(rf"rate per ({DIGITS})\b", unit)
    if per and (rate := _rate(per[1])):
        return rate
    return "number" if figures or unit else None


def _is_share(figure: str) -> bool:
    """Whether a figure is a percentage; one in brackets is only beside it."""
    return "%" in figure.split("(")[0]


def _is_bare(figure: str) -> bool:
    """Whether a figure is a number without a sign; where percentages are due, a fraction is one of them."""
    return bool(re.fullmatch(NUMBER, figure)) and not re.match(r"0?\.", figure)


def _is_named_so(row: FittedRow, figures: Sequence[str]) -> bool:
    """Whether a row's own name says, as its unit does, that it is of percentages, and its figures may all be such."""
    named = kind_of_name(row.get("name")) == "percent"
    return named and all((number_of(figure) or 0) <= _ALL for figure in figures)


def _rate(per: str) -> str | None:
    """The rate for each so many people, ``10,000``; null if there is no such unit."""
    people = number_of(per)
    return next((unit.id for unit in units().values() if unit.form == "rate" and unit.per == people), None)


def _rate_words(text: str) -> str:
    per = re.search(rf"\bper ({DIGITS},000)\b", text)
    return f"rate per {per[1]}" if per else ""


def _full_name(row: FittedRow) -> str:
    """The row's name; with what its unit cell says beyond the unit, such as "Primary % (Termly)"."""
    beyond = re.sub(r"\(.*\)", "", row.get("unit"))
    words = [w for w in re.findall(r"[A-Za-z]{4,}", beyond) if not _UNIT_WORD.fullmatch(w)]
    return " ".join([row.get("name") + row.get("name_goes_on"), *words])


def row_candidates(row: FittedRow, names: FamilyNames) -> list[Match]:
    """The indicators that a row may be of, best first: by number and name, and by what its figures say of the unit."""
    unit = unit_kind(row)
    kind = "number" if unit and unit != "percent" else unit
    ranked = names.candidates(Printed(row.get("number"), _full_name(row), kind, "summary"))
    if unit and unit.startswith("rate"):
        ranked = [m if m.unit == unit else replace(m, score=m.score - _OTHER_RATE) for m in ranked]
    elif unit == "number" and _COUNTED.match(row.get("unit")):
        ranked = [replace(m, score=m.score - _OTHER_RATE) if m.unit.startswith("rate") else m for m in ranked]
    return sorted(ranked, key=lambda m: -m.score)


def takes(match: Match, row: FittedRow) -> bool:
    """Whether the figures of a row can be of an indicator's unit."""
    unit = unit_kind(row)
    if unit is None or unit.startswith("rate"):
        return unit is None or match.unit == unit
    return units_agree(match.unit, unit) and not match.unit.startswith("rate")


def needed(row: FittedRow, match: Match) -> float:
    """How alike a row must be to an indicator to be read as it: less if its number agrees, more if it contradicts."""
    printed = printed_number(row.get("number"))
    agrees = number_agreement(row.get("number"), match.number)
    if printed and not agrees:
        return NEEDED_AGAINST_NUMBER
    return _NEEDED_WITH_NUMBER if agrees >= _NEARLY_ITS_NUMBER else _NEEDED
