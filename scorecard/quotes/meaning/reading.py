"""A group of figures in its sentence, with what the text before it said: all that its indicator is read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.quotes.meaning.subjects import Link, Vocabulary, Words
from scorecard.quotes.parts.pairs import Group
from scorecard.quotes.sentence.figures import Figure, Line


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

    def fit(self, near: frozenset[str], within: frozenset[str], certainty: str = "likely") -> Link | None:
        """The indicator that these signs settle."""
        return self.vocabulary.fit(self.units, Words(near, within, self.population, self.line.lower), certainty)
