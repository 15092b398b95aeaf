"""The periods a sentence names, as the contract of ``data/processed`` writes them.

``last year`` and ``the same point`` are read against the period the sentence itself speaks of; an earlier part of a
year has no label. Which figure a period belongs to is settled in ``time/dated``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scorecard.periods import YEAR_LABEL
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.time.meanings import MEANINGS
from scorecard.quotes.time.now import Context
from scorecard.registry.prose import PeriodForm

YEAR = re.compile(YEAR_LABEL)


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
    for form in line.says.forms:
        for match in form.pattern.finditer(line.lower) if form.may_be_in(line.lower) else ():
            first, last = match.span()
            free = not any(first < end and start < last for start, end in taken)
            if free and (not form.row.capital or line.text[first].isupper()):
                taken.append((first, last))
                yield match, form.row


def main_label(line: Line, mentions: Sequence[Mention]) -> str | None:
    """The period the sentence mainly speaks of: the first one named outside a comparison and outside brackets."""
    far = line.says.within("far side", line.lower)
    named = (m for m in mentions if m.label and not m.relative and (far is None or m.start < far.end()))
    return next((m.label for m in named if bracket_of(line.lower, m.start) is None), None)


def bracket_of(text: str, place: int) -> tuple[int, int] | None:
    """The brackets round a place."""
    opening, closing = text.rfind("(", 0, place), text.find(")", place)
    return (opening, closing) if opening > text.rfind(")", 0, place) and closing >= 0 else None
