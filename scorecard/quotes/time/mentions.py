"""The periods a sentence names, and what each form means: the label of ``data/processed`` that it stands for, or null.

A meaning takes the named parts of a form, what "now" is, and the period that the sentence itself speaks of, which
``last year`` leans on; an earlier part of a year has no label. Which figure a period is of, ``time/dated`` tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scorecard import periods
from scorecard.passages.now import Context
from scorecard.quotes.sentence.figures import Line
from scorecard.registry.prose import PeriodForm
from scorecard.text.months import month_of
from scorecard.text.plain import bracket_of
from scorecard.text.slots import ORDER
from scorecard.text.spans import long_year, span_start
from scorecard.text.stretches import months_together

Said = Mapping[str, str]
Meaning = Callable[[Said, Context, str | None], str | None]
YEAR = re.compile(periods.YEAR_LABEL)
_ENDS_A_MONTH = 28
"""The first day that may stand for the end of its month."""


@dataclass(frozen=True)
class Mention:
    """A period in the words: its place and label; ``relative`` ones lean on the sentence's own period."""

    start: int
    end: int
    label: str | None
    relative: bool

    @property
    def is_to_date(self) -> bool:
        return (self.label or "").endswith("YTD")


def find_mentions(line: Line, context: Context, before: str | None) -> list[Mention]:
    """The periods the sentence names, in printed order; ``before`` is the period the text spoke of before it."""
    forms = sorted(_forms(line), key=lambda form: form[0].start())
    own = [_mention(match, row, context, None) for match, row in forms if not row.relative]
    main = main_label(line, own) or before or context.label
    return [_mention(match, row, context, main) for match, row in forms]


def _mention(match: re.Match[str], form: PeriodForm, context: Context, main: str | None) -> Mention:
    """A form with what it means; one without a year means nothing where nobody said what time it is."""
    said = {part: words for part, words in match.groupdict().items() if words}
    known = form.relative or context.kind != "other" or not said.keys().isdisjoint(("first", "short", "year"))
    return Mention(*match.span(), MEANINGS[form.period](said, context, main) if known else None, form.relative)


def _forms(line: Line) -> Iterator[tuple[re.Match[str], PeriodForm]]:
    """The forms that stand in a sentence, each where neither a figure nor an earlier form stands."""
    taken = [(figure.start, figure.end) for figure in line.figures]
    for form, phrase in line.says.forms.may_be_in(line.lower):
        for match in phrase.compiled.finditer(line.lower):
            first, last = match.span()
            free = not any(first < end and start < last for start, end in taken)
            told = form.capital and form.period == "no period of ours" and line.says.within("respectively", line.lower)
            if free and not told and (not form.capital or line.text[first].isupper()):
                taken.append((first, last))
                yield match, form


def main_label(line: Line, mentions: Sequence[Mention]) -> str | None:
    """The period the sentence mainly speaks of: the first one named outside a comparison and outside brackets."""
    far = line.far_side
    told = of_place(line, mentions, len(line.lower))
    named = (m for m in told if m.label and not m.relative and (far is None or m.start < far.end()))
    return next((m.label for m in named if bracket_of(line.lower, m.start) is None), None)


def of_place(line: Line, mentions: Sequence[Mention], place: int) -> list[Mention]:
    """The periods that may be of what stands at a place: none of an aside like ``After a dip in May, …`` around it."""
    asides = [aside for aside in line.asides if not aside[0] <= place < aside[1]]
    return [mention for mention in mentions if not any(start <= mention.start < end for start, end in asides)]


def _month_in(said: Said, part: str = "month") -> int:
    return month_of(said[part]) or 0


def _start_of(said: Said) -> int | None:
    """The first year of the span that a form names; null if it names none."""
    span = f"{said['first']}/{said['last']}" if "first" in said else said.get("short")
    return span_start(span) if span else None


def _from_to(said: Said, context: Context, main: str | None) -> str | None:
    """Twelve months are a financial year or kept under the last one, three may be a quarter; parts of one are none."""
    latest = _end_of(said, context, "to")
    if latest is None or said.get("from_day", "1") != "1" or int(said.get("day", _ENDS_A_MONTH)) < _ENDS_A_MONTH:
        return None
    start, end = _month_in(said), latest
    year = long_year(said["from_year"]) if "from_year" in said else end.year - (start > end.month)
    if together := months_together((year, start), (end.year, end.month)):
        return together.label
    return periods.month_label(end) if (end.year - year) * 12 + end.month - start + 1 == 12 else None


def _end_of(said: Said, context: Context, part: str = "month") -> date | None:
    """The end of a month that a form names: of its year, or of the latest one; null for one that is to come."""
    month = _month_in(said, part)
    return periods.month_end(long_year(said["year"]), month) if "year" in said else context.latest_end(month)


def _months_ago(said: Said, context: Context, main: str | None) -> str | None:
    months = 12 * context.end.year + context.end.month - 1 - ORDER.get(said.get("number", ""), 1)
    return None if context.kind != "month" else periods.month_label(date(months // 12, months % 12 + 1, 1))


def _month(said: Said, context: Context, main: str | None) -> str | None:
    """A month of a year, or the latest one; a day is the end of its month or no period of ours."""
    if int(said.get("day", _ENDS_A_MONTH)) < _ENDS_A_MONTH:
        return None
    end = _end_of(said, context)
    return periods.month_label(end) if end else None


def _since(said: Said, context: Context, main: str | None) -> str | None:
    """What was counted since a month is not that month's; since this April it is the year to date."""
    begins = _month_in(said) == 4 and said.get("part", "start") in ("beginning", "start")
    return context.to_date if begins and said.get("year", str(context.year)) == str(context.year) else None


def _counted_by(said: Said, context: Context, main: str | None) -> str | None:
    """``By the end of June there had been``: all that the year had brought until then, not what June brought."""
    ends = said.get("part", "end") == "end" and int(said.get("day", _ENDS_A_MONTH)) >= _ENDS_A_MONTH
    year, month = int(said.get("year", context.end.year)), _month_in(said)
    return context.to_date if ends and (year, month) == (context.end.year, context.end.month) else None


def _quarter(said: Said, context: Context, main: str | None) -> str | None:
    """A quarter of a year, or the latest of its number; the last of a year has none."""
    named, start = said.get("number", "4"), _start_of(said)
    number = ORDER.get(named) or int(named)
    if start is None:
        start = context.year - (number > periods.Quarter.containing(context.end).number) - ("lastyear" in said)
    return periods.Period.quarter(start, number).label


def _this_quarter(said: Said, context: Context, main: str | None) -> str | None:
    """The quarter that ends now, or the one before it."""
    before = said["which"] in ("last", "previous")
    end = periods.Quarter.containing(context.end).start - timedelta(days=1) if before else context.end
    return None if context.end.month % 3 else periods.quarter_label(end)


def _term(said: Said, context: Context, main: str | None) -> str | None:
    """A term of a year, or the latest of that name that had ended or was ending by now."""
    start, name = _start_of(said), said["term"].capitalize()
    if start is None:
        start = context.end.year - (periods.TERMS[name][1] > context.end.month + 1) - (name != "Autumn")
    return periods.Period.term(start, name).label


def _financial_year(said: Said, context: Context, main: str | None) -> str | None:
    """A year that is still running is the year to date."""
    start = _start_of(said)
    if start is None:
        return None
    running = start == context.year and context.kind in ("month", "quarter") and context.end.month != 3
    return context.to_date if running else periods.year_label(start)


def _same_point(said: Said, context: Context, main: str | None) -> str | None:
    """The same point in 2021/22, or in 2021: the sentence's period moved to that year."""
    if main is None:
        return None
    start, year, is_month = _start_of(said), int(main[:4]), "-" in main
    if start is not None:
        return periods.label_of_other_year(main, start - year + (is_month and int(main[5:]) < 4))
    if "calendar" in said and (is_month or "Q" in main):
        return periods.label_of_other_year(main, int(said["calendar"]) - year - main.endswith("Q4"))
    return periods.label_of_other_year(main, -1) if "ago" in said else None


def _this_year(said: Said, context: Context, main: str | None) -> str | None:
    """The year of an annual report, or the one that has just ended; a running financial year up to date."""
    if context.kind == "year" or context.end.month == 3:
        return periods.year_label(periods.financial_year_of(context.end))
    return context.to_date if "financial" in said else None


MEANINGS: Mapping[str, Meaning] = {
    "from month to month": _from_to,
    "since a month": _since,
    "counted by a month": _counted_by,
    "month": _month,
    "term": _term,
    "quarter": _quarter,
    "this quarter": _this_quarter,
    "months ago": _months_ago,
    "same point": _same_point,
    "last year's outturn": lambda said, context, main: periods.year_label(context.year - 1),
    "last year": lambda said, context, main: periods.label_of_other_year(main, -1),
    "year to date": lambda said, context, main: context.to_date,
    "year": _financial_year,
    "now": lambda said, context, main: context.label if context.kind == "year" else periods.month_label(context.end),
    "this year": _this_year,
    "no period of ours": lambda said, context, main: None,
}
"""The meanings that a row of ``periods`` may name."""
