"""Which indicator a group of figures is about, read from its sentence and what the text before it said.

An indicator is taken where all its signs stand near the figure, no sign is left that would make it another measure,
and no second indicator fits as well. Otherwise the figure has no indicator: null beats a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scorecard.quotes.meaning.subjects import Signs, Vocabulary
from scorecard.quotes.parts.pairs import Group
from scorecard.quotes.sentence.figures import Figure, Line


@dataclass(frozen=True)
class Link:
    """The indicator found and how sure it is; ``above`` is the line before the paragraph, if that named it."""

    indicator: str
    certainty: str
    above: str = ""


@dataclass(frozen=True)
class Reading:
    """A group of figures, and its code.

    ``population`` is the group of children the section speaks of, ``before`` the sentences before, ``carried`` their
    indicator, ``above`` the line before the paragraph.
    """

    vocabulary: Vocabulary
    line: Line
    group: Group
    code: str
    population: str | None
    before: Sequence[str]
    carried: Link | None
    above: str = ""

    @property
    def figure(self) -> Figure:
        return self.line.figures[self.group.main]

    @property
    def is_decimal(self) -> bool:
        return self.figure.unit == "count" and "." in self.figure.text

    @property
    def units(self) -> tuple[str, ...]:
        """The units an indicator may have for this figure."""
        unit = self.figure.unit
        if (self.group.is_pair and unit == "count") or (unit == "percent" and self.code == "change"):
            return ("percent", "count")
        if self.is_decimal:
            return ("cases", "rate_per_10k", "days")
        return ("count", "cases") if unit == "count" else (unit,)

    @property
    def words_before(self) -> str:
        return self.line.before(self.group.main)

    @property
    def words_after(self) -> str:
        return self.line.after(self.group.main)

    def fit(self, near: Signs, within: Signs, *, units: Iterable[str] = (), sentence: str = "") -> Link | None:
        """The one indicator whose signs stand ``within`` and that explains every strong one ``near``.

        Two measures with the same words differ by their basis, if the sentence says it. An indicator whose group of
        children the words leave out is only likely. ``units`` and ``sentence`` are the figure's own, unless given.
        """
        says, wordings = self.vocabulary.says, self.vocabulary.wordings(units or self.units, within)
        fitting = [s for s in wordings if s.explains(near, within, self.population, says.lexicon)]
        most = max((subject.weight(within) for subject in fitting), default=0)
        best = {subject.indicator: subject for subject in fitting if subject.weight(within) == most}
        told = [s for s in best.values() if len(best) == 1 or says.within(s.basis, sentence or self.line.lower)]
        if len(told) != 1:
            return None
        return Link(told[0].indicator, "certain" if told[0].population in (None, *within) else "likely")
