"""A group of figures with all that its indicator is read from: its sentence, the text before it and its section.

An indicator is taken where all its signs stand near the figure, no sign is left that would make it another measure,
and no second indicator fits as well. Otherwise the figure has no indicator: null beats a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from scorecard.passages.now import Context
from scorecard.passages.wordings import Wordings
from scorecard.quotes.meaning.subjects import Signs, Vocabulary
from scorecard.quotes.parts.pairs import Group
from scorecard.quotes.sentence.figures import Line
from scorecard.text.running import Figure
from scorecard.text.sentences import plain

_NO_MEASURE_OF_ITS_OWN = ("percent", "gbp", "ratio")
"""Units that print shows: a bare number has none of them."""
_GROUPS = ("LAC", "CPP")
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
class Setting:
    """What holds for a paragraph: the words it is read with, what "now" is, and the authority the document is about.

    ``population`` is the group of children its section speaks of, ``above`` the line before it; ``aims``: its row's
    label speaks of objectives.
    """

    vocabulary: Vocabulary
    context: Context
    home: str | None
    population: str | None
    above: str
    aims: bool


@dataclass(frozen=True)
class Before:
    """What a paragraph said before: its sentences, the period, indicator and last unit they spoke of."""

    words: tuple[str, ...] = ()
    period: str | None = None
    link: Link | None = None
    unit: str = ""


@dataclass(frozen=True)
class Reading:
    """A group of figures of a sentence, its code, and what the text round the sentence says."""

    line: Line
    group: Group
    code: str
    setting: Setting
    before: Before

    @property
    def vocabulary(self) -> Vocabulary:
        return self.setting.vocabulary

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
        if self.group.is_pair and self.group.beside != self.group.members:
            return ("percent",)
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

        Two measures with the same words differ by their basis, if the sentence says it; x of y is the share, not the
        count of x. Likely where words leave the group out. ``units``, ``sentence``: the figure's own, unless given.
        """
        says, wordings = self.line.says, self.vocabulary.wordings(units or self.units, within)
        fitting = [s for s in wordings if s.explains(near, within, self.setting.population, says.lexicon)]
        most = max((subject.weight(within) for subject in fitting), default=0)
        best = {subject.indicator: subject for subject in fitting if subject.weight(within) == most}
        if self.group.is_pair and len({subject.unit for subject in best.values()}) > 1:
            best = {indicator: subject for indicator, subject in best.items() if subject.unit == "percent"}
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
    says, carried, above = reading.line.says, reading.before.link, plain(reading.setting.above)
    units, own = _units(reading), beside - says.beside
    elsewhere = reading.line.scan.signs() & says.lexicon.strong
    if not units:
        return None
    for source in filter(None, (*reading.before.words[-1:], above)):
        named = says.lexicon.scan(source).signs()
        if (own | elsewhere) - named or not named & says.lexicon.strong:
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


def populations(lines: Sequence[str], says: Wordings) -> Callable[[int], str | None]:
    """Tells for the place of a line the one group of children its section speaks of, if nearly all its words do."""

    texts = ["" if "\t" in line else line.lower() for line in lines]
    named = [
        list(accumulate((len(says.places(f"names {group}", text)) if text else 0 for text in texts), initial=0))
        for group in _GROUPS
    ]

    def population_at(place: int) -> str | None:
        first, last = max(0, place - _REACH), min(len(lines), place + _REACH)
        times = [up_to[last] - up_to[first] for up_to in named]
        return _GROUPS[times.index(max(times))] if max(times) >= max(_FEWEST, _MOST_OF * sum(times)) else None

    return population_at
