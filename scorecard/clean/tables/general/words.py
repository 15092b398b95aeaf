"""What one header cell says of its column: a role, a time, whose figures they are; or words of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from scorecard.clean.names.header_words import ColumnWords
from scorecard.registry import Registry
from scorecard.text.letters import letters
from scorecard.text.periods import TimeContext, open_label, read_period
from scorecard.text.spans import YEAR_ALONE

_EDGES = " ,:;()[]/-"
_MOST_WORDS = 8
"""A header of more words is a measure's name, and what stands at its ends is a part of it."""
_SPAN_OF_TIME = "(?:financial |reporting )?(?:year|quarter|month|period)"
_WHICH = re.compile(
    rf"(?:(?:the )?(?:same|equivalent|corresponding) {_SPAN_OF_TIME} (?:of |in )?(?:the )?(?:last|previous|prior) year"
    rf"|(?:previous|current|last|this|prior|latest|most recent) {_SPAN_OF_TIME})\W+(.+?)\)?",
    re.IGNORECASE,
)
"""Words that say of a period which one it is, beside the period itself; alone they say none."""
_NUMBER_OVER_A_COLUMN = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}")
"""The number of a measure over its name says nothing of what the column holds."""
_ROLE_OF_SUMMARY = {"performance": "value", "timeline": "note", "success": "note", "council": "value", "trend": "note"}
"""What columns of summaries are called otherwise here."""


@dataclass(frozen=True)
class Said:
    """What a header cell says: ``role``, ``time`` (the words of a period), ``area``; null for what it does not.

    ``area`` is the name of a comparator or an authority; ``words`` are the rest, empty where all was understood.
    """

    role: str | None = None
    time: str | None = None
    area: str | None = None
    words: str = ""

    @property
    def understood(self) -> bool:
        return not self.words


@dataclass(frozen=True)
class HeaderWords:
    """The words of a registry by which the columns of any table are told; ``authority`` is whose table it is.

    Localities of other authorities are words like any others: many have one of the same name.
    """

    registry: Registry
    authority: str

    @cached_property
    def _roles(self) -> dict[str, str]:
        told = self.registry.headers.measures
        return {_key(word): one.role for one in told for word in one.says}

    @cached_property
    def _summary(self) -> ColumnWords:
        return ColumnWords(self.registry)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {letters(one.title): one.name for one in self.registry.comparators.values()}

    def says(self, text: str, context: TimeContext) -> Said:
        """What a header cell says as a whole, or else the words at its two ends: ``England 2021/22``, ``Q1 target``."""
        whole = self._whole(text, context)
        # a comparator may be known with the year that its header prints, which is then its time
        if whole.understood and not (whole.area and any(map(str.isdigit, text))):
            return whole
        if (period := _WHICH.fullmatch(text)) and is_time(period[1], context):
            return Said(time=period[1])
        words = text.split()
        if len(words) > 1 and words[-1].lower() == "total" and is_time(" ".join(words[:-1]), context):
            return Said(time=" ".join(words[:-1]))
        for cut in range(len(words) - 1, 0, -1) if len(words) <= _MOST_WORDS else ():
            both = _together(
                self._whole(" ".join(words[:cut]).strip(_EDGES), context),
                self._whole(" ".join(words[cut:]).strip(_EDGES), context),
            )
            if both:
                return both
        if whole.understood:
            return whole
        return Said(role) if (role := self._of_summary(text)) else whole

    def area(self, text: str) -> str | None:
        """The comparator, authority or known locality that a text names; null if it names none."""
        if text and letters(text) == letters(self.authority):
            return self.authority
        area = self.registry.area(text)
        if area is not None and area.part_of in (None, self.authority):
            return area.name
        return self._titles.get(letters(text)) or self.registry.authority_names.canonical(text)

    def role(self, text: str) -> str | None:
        """The role that a whole cell gives its column; null if its words are not known."""
        return self._roles.get(_key(text))

    def _whole(self, text: str, context: TimeContext) -> Said:
        if not text or _NUMBER_OVER_A_COLUMN.fullmatch(text):
            return Said()
        if is_time(text, context):
            return Said(time=text)
        if role := self.role(text):
            return Said(role)
        if area := self.area(text):
            return Said(area=area)
        return Said(words=text)

    def _of_summary(self, text: str) -> str | None:
        role = self._summary.role(text)
        return _ROLE_OF_SUMMARY.get(role, role) if role else None


def is_time(text: str, context: TimeContext) -> bool:
    """Whether a text says a period, or a year of the calendar, which may be that of one."""
    return bool(read_period(text, context) or open_label(text) or YEAR_ALONE.fullmatch(text))


def _key(text: str) -> str:
    """A word as it is compared; a lone sign such as ``#`` is kept."""
    return letters(text) or text.strip()


def _together(first: Said, second: Said) -> Said | None:
    """What two parts of a header say together; null where one of them is not understood or both say the same thing."""
    if not (first.understood and second.understood):
        return None
    if any(a and b for a, b in zip((first.role, first.time, first.area), (second.role, second.time, second.area))):
        return None
    return Said(first.role or second.role, first.time or second.time, first.area or second.area)
