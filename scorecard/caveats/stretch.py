"""The stretch of time that a sentence names: from the first to the last of its months, quarters and years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from scorecard.passages.now import Context
from scorecard.passages.wordings import Wordings
from scorecard.periods import Period
from scorecard.quotes.sentence.figures import Line, read_line
from scorecard.quotes.time.mentions import find_mentions
from scorecard.text.months import MONTH_STARTS, last_month_named
from scorecard.text.phrases import holds_one
from scorecard.text.stretches import NamedMonth, months_named

Stretch = tuple[date | None, date | None]
"""First and last day, inclusive; without a last one it goes on, and without both no time is named."""
NO_TIME: Stretch = (None, None)
_CLAUSE_ENDS = re.compile(r"[,;]")
_DIGIT = re.compile(r"\d")


def stretch_named(sentence: str, context: Context, says: Wordings) -> Stretch:
    """The time that a sentence speaks of, but for what is part of a reason: ``due to the new system in October``.

    ``October, November & December`` and ``Oct-Dec`` are one stretch; ``from April 2019 onwards`` has no last day. What
    leans on another time ("last month's report") is no time of its own.
    """
    if not _DIGIT.search(sentence) and not holds_one(MONTH_STARTS, sentence.lower()):
        return NO_TIME
    line = read_line(sentence, context.end, says)
    months = [one for one in months_named(line.text) if not _is_a_reason(line, one.start)]
    dated = list(_dated(months, context))
    if len(months) == len(dated) == 1 and line.says.before("opens a stretch", line.lower[: months[0].start]):
        return dated[0].start, None
    periods = [*dated, *_other_periods(line, context)]
    starts, ends = [p.start for p in periods if p.start], [p.end for p in periods if p.end]
    return (min(starts), max(ends)) if starts and ends else NO_TIME


def before_now(context: Context) -> Stretch:
    """The twelve months before the month that a passage is about."""
    month = context.end.replace(day=1)
    return month.replace(year=month.year - 1), month - timedelta(days=1)


def _dated(months: Sequence[NamedMonth], context: Context) -> Iterator[Period]:
    """Months as periods: one without a year has that of the next one that has one, else it is the latest so named."""
    following: NamedMonth | None = None
    for one in reversed(months):
        following = one if one.year else following
        if following is not None and following.year:
            yield Period.month(following.year - (one.month > following.month), one.month)
        elif context.kind != "other":
            yield last_month_named(one.month, context.end)


def _other_periods(line: Line, context: Context) -> Iterator[Period]:
    """The quarters, years and terms that a sentence names with their number or year."""
    for mention in find_mentions(line, context, None):
        words = line.text[mention.start : mention.end]
        own = not mention.relative and _DIGIT.search(words) and not months_named(words)
        if own and mention.label and not _is_a_reason(line, mention.start):
            period = Period.of_label(mention.label)
            if period and period.end:
                yield Period.year_to_date(period.end.year - 1, context.end) if mention.is_to_date else period


def _is_a_reason(line: Line, place: int) -> bool:
    """Whether a place belongs to the reason that a sentence gives."""
    reason = line.says.last_within("gives the reason", line.lower[:place])
    return reason is not None and not _CLAUSE_ENDS.search(line.lower[reason.end() : place])
