"""What each form of a period means: the label of ``data/processed`` that its words stand for, or null.

A meaning takes the match of a form, what "now" is, and the period that the sentence itself speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from scorecard.periods import MONTH_LABEL, QUARTER_LABEL, YEAR_LABEL, Period, Quarter, month_end, year_label
from scorecard.quotes.time.now import Context
from scorecard.text.months import month_of
from scorecard.text.spans import span_start

Meaning = Callable[[re.Match[str], Context, str | None], str | None]

_OTHER_YEARS = 8
"""Years from now from which two digits behind a month are no year."""
_ENDS_A_MONTH = 28
"""The first day that may stand for the end of its month."""
_MONTH_BEHIND = re.compile(MONTH_LABEL)
_YEAR_BEHIND = re.compile(rf"{YEAR_LABEL}(.*)")
_QUARTER_BEHIND = re.compile(QUARTER_LABEL)


def _number(month: str) -> int:
    return month_of(month) or 0


def _long_year(text: str, context: Context) -> int:
    return int(text) if len(text) == 4 else context.end.year // 100 * 100 + int(text)


def quarter_label(year: int, month: int) -> str:
    """The quarter that a month of a calendar year lies in."""
    quarter = Quarter.containing(month_end(year, month))
    return Period.quarter(quarter.year, quarter.number).label


def _from_to(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """April to December 2022 is a year to date, twelve months are kept under the last one, three may be a quarter."""
    last = _long_year(match["year"], context)
    start_month, end_month = _number(match["month"]), _number(match["to"])
    first = _long_year(match["from_year"], context) if match["from_year"] else last - (start_month > end_month)
    months = (last - first) * 12 + end_month - start_month + 1
    if start_month == 4 and months == 12:
        return year_label(first)
    if months == 3 and start_month % 3 == 1:
        return quarter_label(last, end_month)
    if start_month == 4 and 1 < months < 12:
        ends_now = context.current and (last, end_month) == (context.end.year, context.end.month)
        return f"{year_label(first)} YTD" if ends_now else None
    return Period.month(last, end_month).label if months == 12 else None


def _year_of_dates(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """From 1 April to 31 March is a financial year."""
    first, last = (int(match[name]) % 100 for name in ("from_year", "to_year"))
    return year_label(2000 + first) if last == first + 1 else None


def _day(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """A day is the end of its month or no period of ours."""
    ends = int(match["day"]) >= _ENDS_A_MONTH
    return Period.month(int(match["year"]), _number(match["month"])).label if ends else None


def _month_of_year(match: re.Match[str], context: Context, main: str | None) -> str | None:
    return Period.month(int(match["year"]), _number(match["month"])).label


def _month_of_short_year(match: re.Match[str], context: Context, main: str | None) -> str | None:
    year = _long_year(match["yy"], context)
    near = abs(year - context.end.year) <= _OTHER_YEARS
    return Period.month(year, _number(match["month"])).label if near else None


def _since(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """What was counted since a month is not that month's; since this April it is the year to date."""
    if _number(match["month"]) != 4 or match["day"] not in (None, "1"):
        return None
    if (match["part"] or "start") not in ("beginning", "start"):
        return None
    this_year = int(match["year"]) == context.year if match["year"] else context.kind != "other"
    return _to_date(match, context, main) if this_year else None


def _counted_by(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """``By the end of June there had been``: all that the year had brought until then, not what June brought."""
    if (match["part"] or "end") != "end" or int(match["day"] or 31) < _ENDS_A_MONTH:
        return None
    ends_now = _number(match["month"]) == context.end.month and match["year"] in (None, str(context.end.year))
    return _to_date(match, context, main) if ends_now else None


def _month(match: re.Match[str], context: Context, main: str | None) -> str | None:
    return None if context.kind == "other" else context.latest_month(_number(match["month"]))


def _start_of(match: re.Match[str]) -> int | None:
    """The first year of the span that a form names; null if it names none."""
    groups = match.groupdict()
    if groups.get("first"):
        return span_start(f"{groups['first']}/{groups['last']}")
    return span_start(groups["short"]) if groups.get("short") else None


def _quarter(match: re.Match[str], context: Context, main: str | None) -> str | None:
    number, start = int(match["number"]), _start_of(match)
    if start is None and context.kind == "other":
        return None
    if start is None:
        now = int(context.quarter_label()[-1])
        start = context.year - (number > now) - bool(match.groupdict().get("lastyear"))
    return Period.quarter(start, number).label


def _last_quarter(match: re.Match[str], context: Context, main: str | None) -> str | None:
    start = _start_of(match)
    return None if start is None else Period.quarter(start, 4).label


def _this_quarter(match: re.Match[str], context: Context, main: str | None) -> str | None:
    ends = context.kind == "quarter" or (context.kind == "month" and context.end.month % 3 == 0)
    return context.quarter_label(match["which"] in ("last", "previous")) if ends else None


def _term(match: re.Match[str], context: Context, main: str | None) -> str | None:
    start, name = _start_of(match), match["term"].capitalize()
    if start is not None:
        return Period.term(start, name).label
    return None if context.kind == "other" else context.latest_term(name)


def _financial_year(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """A year that is still running is the year to date."""
    start = _start_of(match)
    if start is None:
        return None
    running = start == context.year and context.kind in ("month", "quarter") and context.end.month != 3
    return _to_date(match, context, main) if running else year_label(start)


def _to_date(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """The document's own year to date. An earlier part of a year has no label of its own."""
    return f"{year_label(context.year)} YTD" if context.current else None


def shifted(label: str | None, years: int) -> str | None:
    """The same period some years earlier or later; null for null and for a year to date, which has no label then."""
    if label is None or label.endswith("YTD"):
        return None
    if match := _YEAR_BEHIND.fullmatch(label):
        return year_label(int(match[1]) + years) + match[3]
    match = _MONTH_BEHIND.fullmatch(label)
    return f"{int(match[1]) + years}-{match[2]}" if match else None


def _last_year(match: re.Match[str], context: Context, main: str | None) -> str | None:
    return shifted(main, -1)


def _same_point(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """The same point in 2021/22, or in 2021: the sentence's period moved to that year."""
    start, groups = _start_of(match), match.groupdict()
    if main is None:
        return None
    if start is not None:
        first = int(main[:4]) - (_MONTH_BEHIND.fullmatch(main) is not None and int(main[5:7]) < 4)
        return shifted(main, start - first)
    end = _end_year(main) if groups.get("calendar") else None
    if end is not None:
        return shifted(main, int(match["calendar"]) - end)
    return shifted(main, -1) if groups.get("ago") else None


def _end_year(label: str) -> int | None:
    if match := _QUARTER_BEHIND.fullmatch(label):
        return int(match[1]) + (match[3] == "4")
    match = _MONTH_BEHIND.fullmatch(label)
    return int(match[1]) if match else None


def _outturn(match: re.Match[str], context: Context, main: str | None) -> str | None:
    return None if context.kind == "other" else year_label(context.year - 1)


def _now(match: re.Match[str], context: Context, main: str | None) -> str | None:
    return context.label if context.kind == "year" else context.month_label() if context.kind != "other" else None


def _this_year(match: re.Match[str], context: Context, main: str | None) -> str | None:
    if context.kind == "year":
        return context.label
    return _to_date(match, context, main) if "financial" in match.group() else None


def _no_period(match: re.Match[str], context: Context, main: str | None) -> str | None:
    return None


MEANINGS: Mapping[str, Meaning] = {
    "year of dates": _year_of_dates,
    "from month to month": _from_to,
    "since a month": _since,
    "counted by a month": _counted_by,
    "day": _day,
    "month of a year": _month_of_year,
    "month of a short year": _month_of_short_year,
    "month": _month,
    "term": _term,
    "quarter": _quarter,
    "last quarter of a year": _last_quarter,
    "this quarter": _this_quarter,
    "same point": _same_point,
    "last year's outturn": _outturn,
    "last year": _last_year,
    "year to date": _to_date,
    "year": _financial_year,
    "now": _now,
    "this year": _this_year,
    "no period of ours": _no_period,
}
"""The meanings that a row of ``periods`` may name."""
