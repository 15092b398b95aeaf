"""A group of figures with all that its indicator is read from: its sentence, the text before it and its section.

An indicator is taken where all its signs stand near the figure, no sign is left that would make it another measure,
and no second indicator fits as well. Otherwise the figure has no indicator: null beats a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from scorecard.quotes.meaning.subjects import Signs, Vocabulary
from scorecard.quotes.parts.pairs import Group
from scorecard.quotes.sentence.figures import Figure, Line
from scorecard.quotes.vocabulary.wordings import Wordings
from scorecard.text.sentences import plain

LONGEST_ABOVE = 300
"""Letters of a line that may name what the next one tells: a heading, or a sentence that leads to a list."""
_NO_MEASURE_OF_ITS_OWN = ("percent", "gbp", "ratio")
"""Units that print shows: a bare number has none of them."""
_REACH = 40
"""Lines before and after one that are its section."""
_FEWEST = 3
"""Times that a group must be named in a section."""
_MOST_OF = 0.85
"""Share of all such words of a section that must be of one group."""


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
    def words_after(self) -> str:
        return self.line.after(self.group.main)

    def fit(self, near: Signs, within: Signs, *, units: Iterable[str] = (), sentence: str = "") -> Link | None:
        """The one indicator whose signs stand ``within`` and that explains every strong one ``near``.

        Two measures with the same words differ by their basis, if the sentence says it. An indicator whose group of
        children the words leave out is only likely. ``units`` and ``sentence`` are the figure's own, unless given.
        """
        says, wordings = self.line.says, self.vocabulary.wordings(units or self.units, within)
        fitting = [s for s in wordings if s.explains(near, within, self.population, says.lexicon)]
        most = max((subject.weight(within) for subject in fitting), default=0)
        best = {subject.indicator: subject for subject in fitting if subject.weight(within) == most}
        told = [s for s in best.values() if len(best) == 1 or says.within(s.basis, sentence or self.line.lower)]
        if len(told) != 1:
            return None
        return Link(told[0].indicator, "certain" if told[0].population in (None, *within) else "likely")


def link_from_above(reading: Reading, beside: frozenset[str]) -> Link | None:
    """The one measure that a source names: the last sentence before, or the line above; ``beside``: a figure's signs.

    ``Use of custody`` over ``... now standing at 0.40. National figures stand lower at 0.38.`` Only where every word
    beside the figure is named there too, or compares, dates or places a figure. A figure without any word of its own
    goes on with what the sentence before spoke of (``carried``).
    """
    says, carried, above = reading.line.says, reading.carried, plain(reading.above)
    units, own = _units(reading), beside - says.beside
    if not units:
        return None
    for source in filter(None, (*reading.before[-1:], above)):
        named = says.lexicon.scan(source).signs()
        if own - named or not named & says.lexicon.strong:
            continue
        if link := reading.fit(named, named, units=units, sentence=source.lower()):
            return Link(link.indicator, "likely", source if source == above else "")
    goes_on = carried and not own and reading.vocabulary.units[carried.indicator] in units
    return Link(carried.indicator, "likely") if carried and goes_on else None


def _units(reading: Reading) -> tuple[str, ...]:
    """The units that a measure may have for a figure: a change may be per cent of anything, a decimal any but that.

    A whole number counts something, unless it is called a figure or a rate.
    """
    unit, subjects, says = reading.figure.unit, reading.vocabulary.subjects, reading.line.says
    if unit == "percent" and reading.code == "change":
        return tuple(subjects)
    if unit != "count":
        return (unit,)
    if not reading.is_decimal and says.after("a noun of its own", reading.words_after):
        return ()
    if not reading.is_decimal and not says.within("stands", reading.line.before(reading.group.main)):
        return ("count", "cases")
    return tuple(unit for unit in subjects if unit not in _NO_MEASURE_OF_ITS_OWN)


def section_populations(lines: Sequence[str], says: Wordings) -> list[str | None]:
    """For every line the one group of children its section speaks of, if nearly all its words are of one."""
    groups = ("LAC", "CPP")
    prose = ["" if "\t" in line else line.lower() for line in lines]
    counts = ((len(says.places(f"names {group}", line)) for line in prose) for group in groups)
    sums = [list(accumulate(count, initial=0)) for count in counts]
    populations: list[str | None] = []
    for place in range(len(lines)):
        low, high = max(0, place - _REACH), min(len(lines), place + _REACH)
        times = [of_group[high] - of_group[low] for of_group in sums]
        told = max(times) >= max(_FEWEST, _MOST_OF * sum(times))
        populations.append(groups[times.index(max(times))] if told else None)
    return populations
