"""The periods a sentence names, as the contract of ``data/processed`` writes them.

``last year`` and ``the same point`` are read against the period the sentence itself speaks of; an earlier part of a
year has no label. Which figure a period belongs to is settled in ``time/whose``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.time.meanings import MEANINGS
from scorecard.quotes.time.now import Context
from scorecard.registry.prose import Form


@dataclass(frozen=True)
class Mention:
    """A period in the words: its place and label; ``relative`` ones lean on the sentence's own period."""

    start: int
    end: int
    label: str | None
    relative: bool = False

    @property
    def is_to_date(self) -> bool:
        return (self.label or "").endswith("YTD")


def find_mentions(line: Line, context: Context, before: str | None) -> list[Mention]:
    """The periods the sentence names, in printed order; ``before`` is the period the text spoke of before it."""
    forms: list[tuple[re.Match[str], Form]] = []
    for form in line.says.forms:
        if form.may_be_in(line.lower):
            taken = [(figure.start, figure.end) for figure in line.figures] + [match.span() for match, _ in forms]
            forms += [
                (match, form.row)
                for match in _free(form.pattern.finditer(line.lower), taken)
                if not form.row.capital or line.text[match.start()].isupper()
            ]
    forms.sort(key=lambda form: form[0].start())
    own = [_mention(match, row, context, None) for match, row in forms if not row.relative]
    main = main_label(line, own) or before or context.label
    leaning = [_mention(match, row, context, main) for match, row in forms if row.relative]
    return sorted([*own, *leaning], key=lambda mention: mention.start)


def _mention(match: re.Match[str], form: Form, context: Context, main: str | None) -> Mention:
    return Mention(match.start(), match.end(), MEANINGS[form.period](match, context, main), form.relative)


def _free(matches: Iterable[re.Match[str]], taken: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """The places at which neither a figure nor another form stands."""
    for match in matches:
        if not any(match.start() < end and start < match.end() for start, end in taken):
            yield match


def main_label(line: Line, mentions: Sequence[Mention]) -> str | None:
    """The period the sentence mainly speaks of: the first one named outside a comparison and outside brackets."""
    far = line.says.within("far side", line.lower)
    for mention in mentions:
        compared = far is not None and far.end() <= mention.start
        if mention.label and not mention.relative and not compared and bracket_of(line.lower, mention.start) is None:
            return mention.label
    return None


def bracket_of(text: str, place: int) -> tuple[int, int] | None:
    """The brackets round a place."""
    opening = text.rfind("(", 0, place)
    if opening < 0 or text.rfind(")", 0, place) > opening:
        return None
    closing = text.find(")", place)
    return (opening, closing) if closing >= 0 else None
