"""Report families as data: how a part of a pack is recognised, and what a person says of its columns and signs."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator

from scorecard.entries import Entry
from scorecard.registry.headings import HeaderWords, SignWords
from scorecard.registry.models import SLUG_PATTERN
from scorecard.text.relative import Relative, answered

COLUMN_ROLES = {"now": "value", "target": "target", "note": "note"}
"""What a person says of columns that hold neither a time nor a comparator, by the role that it gives them."""
_SAYS_A_TIME = re.compile(r"\b(?:month|quarter|year|period|previous|last|prior|before|ago)s?\b")


class ColumnMeaning(Entry):
    """What columns under words that nobody else knows are about, as a person says it.

    ``says`` are the words of the header, whole. ``means`` is a time before that of the figures (``month before``,
    ``2 years before``, ``financial year before``), ``now`` for the figures themselves, ``target``, ``note`` for what is
    no figure, or else the name of a comparator, a national one or one of the council's own. Null: nobody has said yet.
    """

    says: list[str] = Field(min_length=1)
    means: str | None

    @field_validator("means")
    @classmethod
    def _is_no_other_time(cls, means: str | None) -> str | None:
        """A time in other words would be taken for the name of a comparator."""
        plain = (means or "").lower()
        if plain in COLUMN_ROLES or answered(plain) or not _SAYS_A_TIME.search(plain):
            return means
        raise ValueError(
            f"“{means}” is no answer that is known: month before, quarter before, year before, 2 years before, "
            "financial year before, now, target, note, or the name of a comparator"
        )

    @property
    def role(self) -> str | None:
        """The role that the words give their columns; null where they say a time or a comparator."""
        return COLUMN_ROLES.get((self.means or "").lower())

    @property
    def time(self) -> Relative | None:
        """The time before that of the figures; null for other meanings."""
        return answered(self.means) if self.means else None

    @property
    def comparator(self) -> str | None:
        """The name of the comparator; null for other meanings."""
        return None if self.role or self.time else self.means


class SignMeaning(Entry):
    """What a printed colour or arrow in words says, as a person tells it; null as long as nobody has."""

    sign: str
    tells: Literal["up", "down", "level", "red", "amber", "green", "nothing"] | None


class Family(Entry):
    """A report family: how a section of a pack is recognised and what its arrows and colours mean.

    ``marks`` are phrases of its headings, lower case, of which one is enough. ``arrows_mean``: does an
    arrow up tell of better performance or of a greater number? ``headers`` and ``signs`` are words of its headers,
    arrows and colours beside those of the nation and of the council. ``annual``: an annual report whose title gives
    no other family is one of this. ``any_layout``: its tables are read by what their headers and cells say, and
    by the names of its measures, whatever their form; layouts come before. ``columns`` and ``colours`` are what a
    person says of headers and signs whose words tell nothing. ``years_mean``: does a year of the calendar over a column
    stand for the financial year that ``ended`` in it or the one that ``began`` in it? Null: nobody knows.
    """

    id: str = Field(pattern=SLUG_PATTERN)
    title: str
    marks: list[str] = Field(min_length=1)
    arrows_mean: Literal["performance", "number"] | None
    headers: list[HeaderWords] = []
    signs: SignWords = SignWords()
    columns: list[ColumnMeaning] = []
    colours: list[SignMeaning] = []
    years_mean: Literal["ended", "began"] | None = None
    annual: bool = False
    any_layout: bool = False
    description: str
