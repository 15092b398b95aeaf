"""Figures, periods and changes in words, as a reader of a British statistical publication expects them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from scorecard.periods import MONTH_LABEL, MONTH_NAMES, MONTHS
from scorecard.units import units

NO_DATA = "no data"
TO_DATE = " to date"
"""What follows the year of a year to date."""
_NO_CHANGE = 1e-9
"""A smaller difference is one of binary fractions, not of printed numbers."""
_MORE_DECIMALS = 7
GOOD_WORDS = {
    "high": "high is good",
    "low": "low is good",
    "within-limits": "good within limits",
    "info": "for information",
}


def number(value: float, decimals: int | None = None) -> str:
    """A number with thousands commas, half rounded up; whole numbers without decimals where none are asked for.

    >>> number(1651), number(0.125, 2), number(-3.5)
    ('1,651', '0.13', '-3.5')
    """
    exact = Decimal(repr(float(value)))
    if decimals is None:
        return f"{exact.normalize():,f}" if exact != exact.to_integral() else f"{exact.to_integral():,f}"
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP):,f}"


def figure(value: float | None, unit: str, decimals: int | None = None, *, short: bool = False) -> str:
    """A figure with its unit: ``65.5%``, ``105.9 per 10,000``, ``£75,222``; "no data" for null.

    ``short`` leaves out units that are words, for places that name the unit already.
    """
    if value is None:
        return NO_DATA
    before, after = _round_a_figure(unit)
    shown = number(abs(value) if before else value, decimals)
    sign = "-" if before and value < 0 else ""
    return f"{sign}{before}{shown}" + ("" if short and after.startswith(" ") else after)


def change(value: float | None, unit: str, decimals: int | None = None) -> str:
    """A difference with its sign: ``+2.1 points``, ``-8``, ``no change``; "no data" for null.

    One that is smaller than its decimals show is told with as many as it takes: it is a change.
    """
    if value is None:
        return NO_DATA
    if abs(value) < _NO_CHANGE:
        return "no change"
    shown = _visible(abs(value), decimals)
    before, after = _round_a_figure(unit)
    known = units().get(unit)
    after = after if known is None or known.difference is None else known.difference
    return f"{'+' if value > 0 else '−'}{before}{shown}{after}"


def _visible(value: float, decimals: int | None) -> str:
    """A number above nought, with more decimals than asked for where it would be shown as nought."""
    if decimals is None:
        return number(value)
    tries = (number(value, places) for places in range(decimals, decimals + _MORE_DECIMALS))
    return next((shown for shown in tries if shown.strip("0.,")), number(value))


def _round_a_figure(unit: str) -> tuple[str, str]:
    """What stands before and after a figure of a unit; nothing for a unit that is not known."""
    known = units().get(unit)
    return (known.before, known.after) if known else ("", "")


def unit_name(unit: str) -> str:
    """What a unit is called: ``percentage``, ``rate per 10,000``; its id if it is not known."""
    known = units().get(unit)
    return known.name if known else unit


def x_of_y(numerator: float | None, denominator: float | None) -> str | None:
    """``144 of 220``; null unless both are printed."""
    if numerator is None or denominator is None:
        return None
    return f"{number(numerator)} of {number(denominator)}"


def period(label: str, *, short: bool = False) -> str:
    """A period label as prose: ``June 2020`` (short: ``Jun 20``) for ``2020-06``; other labels as they are.

    >>> period("2020-06"), period("2020-06", short=True), period("2020/21 Q1")
    ('June 2020', 'Jun 20', '2020/21 Q1')
    """
    match = re.fullmatch(MONTH_LABEL, label)
    if not match:
        return label.replace(" YTD", TO_DATE)
    day = date(int(match[1]), int(match[2]), 1)
    return f"{MONTHS[day.month - 1]} {day:%y}" if short else f"{MONTH_NAMES[day.month - 1]} {day.year}"


def day(value: date | None) -> str:
    """``30 June 2020``; "no data" for null."""
    return NO_DATA if value is None else f"{value.day} {MONTH_NAMES[value.month - 1]} {value.year}"


def many(count: int, one: str, several: str | None = None) -> str:
    """``1 indicator``, ``12 indicators``, ``no indicators``: how a sentence says a number of things."""
    return counted(count, one, several) if count else f"no {several or f'{one}s'}"


def counted(count: int, one: str, several: str | None = None) -> str:
    """``1 table``, ``1,200 tables``, ``0 tables``: how a line of counts says it."""
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def listed(items: Sequence[str]) -> str:
    """``a, b and c``."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))
