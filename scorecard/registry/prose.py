"""The words of prose as data: rows of ``registry/words/*.yml`` (national) and ``councils/<name>/prose*.yml`` (local).

A row says what its phrases mean, and its examples show it: sentences of ours with the claims they give. Take the row
away, and its example gives something else; ``tests/unit/quotes/test_rows.py`` does so with each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from scorecard.entries import Entry

Kind = Literal["population", "mild", "generic", "base"]
MaskKind = Literal["date", "length", "code", "named"]
Where = Literal["before", "after", "between", "within", "opens"]
CaveatKind = Literal[
    "caution",
    "system-fault",
    "does-not-tally",
    "may-change",
    "incomplete",
    "restated",
    "not-comparable",
    "source-changed",
    "sound",
    "leaves-out",
]
"""What a document may warn of; ``registry/caveats.yml`` says each in words."""


class Example(Entry):
    """A sentence of ours, read as if it stood in a pack as at June 2021, and the claims it gives (``written``).

    One of a row of caveats gives kinds of warning instead.
    """

    text: str
    gives: list[str]


class Worded(Entry):
    """What every row has: its phrases (``scorecard/text/phrases`` tells their language) and examples, its test."""

    phrases: list[str] = Field(min_length=1)
    examples: list[Example] = Field(min_length=1)


class Sign(Worded):
    """A thing of the trade and its spellings, the longer one first.

    ``population``: whose measure it is; ``mild``: may stand near a figure without changing what it measures;
    ``generic``: does not say alone what is measured; ``base``: alone it counts a whole only in a row of ``counts``.
    """

    sign: str = Field(pattern=r"^[A-Z][A-Z0-9]*$")
    kinds: list[Kind] = []


class Measure(Worded):
    """Further wordings of an indicator, beyond its printed names; they are plain words."""

    indicator: str


class Count(Worded):
    """Forms in which ``@`` certainly counts a whole group; ``0`` is any other figure, signs stand as words."""

    indicator: str


class ComparatorWords(Worded):
    """What prose calls a comparator of the registry."""

    area: str


class Mask(Worded):
    """What looks like a figure and is none, by kind, in the order in which the kinds are blotted out.

    ``unless_measured``: days are left where the sentence speaks of them as what is measured.
    """

    mask: MaskKind
    unless_measured: bool = False


class PeriodForm(Worded):
    """A form in which prose names a period, and what it means: one of ``quotes/time/mentions``.

    ``relative`` forms lean on the period that the sentence itself speaks of; those with a ``capital`` are printed with
    one: May, not may.
    """

    period: str
    relative: bool = False
    capital: bool = False


class Saying(Worded):
    """Words that say something of a figure by where they stand: right before it, right after it, between two."""

    says: str
    where: Where


class CaveatMeaning(Entry):
    """What a kind of warning means: an entry of ``registry/caveats.yml``, which tells its keys."""

    kind: CaveatKind
    words: str = Field(min_length=1)
    explains: list[str]
    of_report: list[str] = []
    explains_colours: bool = False
    not_judged: bool = False
    takes_back: bool = False
    said_of: Literal["figures", "changes"] | None = None


class CaveatWords(Worded):
    """Words with which a document warns of its own figures.

    ``of_figures``: only in a sentence that speaks of figures, with words of a row of ``data_words``. ``of_past``: where
    the sentence names no time, it is of the months before that of the document. ``of_note``: where it names no thing,
    it is of what the sentences before it in the note are of.
    """

    kind: CaveatKind
    of_figures: bool = False
    of_past: bool = False
    of_note: bool = False


class DataWords(Worded):
    """Words for figures in general: a sentence without any warns of none."""


class WarnedOf(Worded):
    """Words right before or right after a thing that say that a warning is of its figures: ``data on`` visits.

    ``between`` two things: the first is warned of if the second is.
    """

    where: Literal["before", "after", "between"]


class Listed(Entry):
    """Plain words that belong together: they say nothing of a measure, or they compare, date or place a figure."""

    listed: Literal["says nothing of a measure", "compares, dates or places"]
    words: str
    examples: list[Example] = Field(min_length=1)


class Prose(Entry):
    """All rows of one file, or of several put together; what stands first is tried first."""

    signs: list[Sign] = []
    measures: list[Measure] = []
    counts: list[Count] = []
    comparators: list[ComparatorWords] = []
    masks: list[Mask] = []
    periods: list[PeriodForm] = []
    sayings: list[Saying] = []
    caveats: list[CaveatWords] = []
    data_words: list[DataWords] = []
    warned: list[WarnedOf] = []
    lists: list[Listed] = []

    def words_of(self, listed: str) -> frozenset[str]:
        """The words of all lists of that name."""
        return frozenset(word for row in self.lists if row.listed == listed for word in row.words.split())


def joined(parts: Iterable[Prose]) -> Prose:
    """Several sets of words as one, in their order."""
    several = list(parts)
    return Prose(**{kind: [row for part in several for row in getattr(part, kind)] for kind in Prose.model_fields})
