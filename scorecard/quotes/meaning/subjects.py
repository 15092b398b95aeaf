"""Which indicator a figure in prose is about.

The registry's printed names and the words beside the figure are both read into signs (``vocabulary/signs``). An
indicator is taken where all its signs stand near the figure, no sign is left that would make it another measure,
and no second indicator fits as well. Otherwise the figure has no indicator: null beats a guess.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scorecard.errors import InputError
from scorecard.quotes.time.meanings import MEANINGS
from scorecard.quotes.vocabulary.signs import Lexicon
from scorecard.quotes.vocabulary.slots import SAYINGS
from scorecard.quotes.vocabulary.wordings import Wordings
from scorecard.registry import Indicator, Registry
from scorecard.text.phrases import one_of

_Wording = tuple[str, str | None]
_BRACKETS = re.compile(r"\([^)]*\)")
_NAMED_GROUP = {"RATE", "TWOYEARS"}
"""Signs that name a measure together with a group of children: their rate, those for two years."""


@dataclass(frozen=True)
class Subject:
    """One wording of an indicator: the signs that must stand near a figure of its unit."""

    indicator: str
    unit: str
    basis: str
    theme: str
    population: str | None
    signs: frozenset[str]

    def weight(self, present: frozenset[str]) -> float:
        """How much of the words this wording explains; a group of children left out in the words counts least."""
        said = 0.5 if self.population is None else float(self.population in present)
        return 2 * len(self.signs) + said


@dataclass(frozen=True)
class Words:
    """The words beside a figure: its signs, those of the place they are looked for in, and what the text tells of.

    ``population`` is whose measures the section tells, where the words leave it out; ``sentence`` in lower case.
    """

    near: frozenset[str]
    within: frozenset[str]
    population: str | None
    sentence: str


@dataclass(frozen=True)
class Link:
    """The indicator found and how sure it is; ``above`` is the line before the paragraph, if that named it."""

    indicator: str
    certainty: str
    above: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """All words of prose, and the registry's measures in them: made once, for all documents.

    ``subjects``: wordings by unit and by their rarest sign; ``counted``: the forms of each indicator that count a
    whole group; ``units`` of every indicator; ``rates``: the rate of each count.
    """

    says: Wordings
    subjects: Mapping[str, Mapping[str, tuple[Subject, ...]]]
    counted: Mapping[str, re.Pattern[str]]
    units: Mapping[str, str]
    rates: Mapping[str, str]

    @property
    def lexicon(self) -> Lexicon:
        return self.says.lexicon

    def fit(
        self, units: Iterable[str], words: Words, certainty: str, needs: frozenset[str] = frozenset()
    ) -> Link | None:
        """The one indicator of these units whose signs stand ``within`` and that explains every strong one ``near``.

        ``needs`` must be explained too. An indicator whose group of children the words leave out is only likely.
        """
        units = tuple(units)
        fitting = [subject for subject in self._fitting(units, words) if needs <= subject.signs]
        most = max((subject.weight(words.within) for subject in fitting), default=0)
        best = {subject.indicator: subject for subject in fitting if subject.weight(words.within) == most}
        chosen = list(best.values()) if len(best) < 2 else self._by_basis(list(best.values()), words.sentence, units)
        if len(chosen) != 1:
            return None
        implied = chosen[0].population is not None and chosen[0].population not in words.within
        return Link(chosen[0].indicator, "likely" if implied else certainty)

    def find_counted(self, written: str) -> Link | None:
        """The whole group a figure counts, where the sentence has one of the certain forms; ``@`` marks the figure."""
        indicators = [indicator for indicator, form in self.counted.items() if form.search(written)]
        return Link(indicators[0], "certain") if len(indicators) == 1 else None

    def _fitting(self, units: Sequence[str], words: Words) -> Iterator[Subject]:
        for unit in units:
            by_sign = self.subjects.get(unit, {})
            for sign in sorted(words.within & by_sign.keys()):
                for subject in by_sign[sign]:
                    if subject.signs <= words.within and self._explains(subject, words):
                        yield subject

    def _explains(self, subject: Subject, words: Words) -> bool:
        lexicon, within = self.lexicon, words.within
        if (words.near & lexicon.strong) - subject.signs:
            return False
        theme = lexicon.themes.get(subject.theme)
        if (theme and not theme & within) or (not theme and "EARLYHELP" in within):
            return False
        present, beside = within & lexicon.populations, words.near & lexicon.populations
        if subject.population is None:
            return not beside or len(subject.signs & lexicon.signs) > 1
        if subject.population in present:
            return not beside - {subject.population}
        own = subject.signs & lexicon.signs - lexicon.generic
        return not present and subject.population == words.population and bool(own)

    def _by_basis(self, subjects: Sequence[Subject], sentence: str, units: Sequence[str]) -> list[Subject]:
        """Two measures with the same words differ by their basis, if the sentence says it; held in May is May's."""
        in_month = bool(self.says.within("in month", sentence))
        in_month = in_month or ("count" in units and bool(self.says.within("held in a month", sentence)))
        rolling = bool(self.says.within("rolling", sentence))
        if in_month == rolling:
            return []
        return [s for s in subjects if s.basis == ("in-month" if in_month else "rolling-12-months")]


def vocabulary_of(registry: Registry) -> Vocabulary:
    """The words for a registry's indicators and localities.

    Breakdowns are left out: prose seldom names the category as the table does. Raises InputError for a phrase that
    cannot be read and for a period that means nothing.
    """
    prose = registry.prose_words()
    if unknown := sorted({row.period for row in prose.periods} - MEANINGS.keys()):
        raise InputError(
            f"the words of prose name a period that means nothing: {unknown[0]}",
            expected=f"one of: {', '.join(MEANINGS)}",
            do="mend the row of periods",
        )
    localities = [area.name for area in registry.areas.values() if area.kind == "locality"]
    indicators, says = list(registry.indicators.values()), Wordings(prose, localities)
    also: dict[str, list[str]] = defaultdict(list)
    for row in prose.measures:
        also[row.indicator] += row.phrases
    subjects = sorted(
        {s for i in indicators if not i.breakdown for s in _subjects(i, _wordings(i, registry, also), says.lexicon)},
        key=lambda s: (s.unit, s.indicator, sorted(s.signs), s.population or ""),
    )
    units = {indicator.id: indicator.unit for indicator in indicators}
    counted = {
        row.indicator: re.compile(one_of(row.phrases, SAYINGS)) for row in prose.counts if row.indicator in units
    }
    rates = {i.rate_of.count: i.id for i in indicators if i.rate_of and "rolling" not in i.basis}
    by_unit = {unit: _by_rarest_sign([s for s in subjects if s.unit == unit]) for unit in {s.unit for s in subjects}}
    return Vocabulary(says, dict(sorted(by_unit.items())), counted, units, rates)


def _by_rarest_sign(subjects: Sequence[Subject]) -> dict[str, tuple[Subject, ...]]:
    """The wordings by the sign that the fewest of them have: only where it stands need the others be looked for."""
    times = Counter(sign for subject in subjects for sign in subject.signs)
    by_sign: dict[str, list[Subject]] = defaultdict(list)
    for subject in subjects:
        by_sign[min(subject.signs, key=lambda sign: (times[sign], sign))].append(subject)
    return {sign: tuple(mine) for sign, mine in by_sign.items()}


def _wordings(indicator: Indicator, registry: Registry, also: Mapping[str, Sequence[str]]) -> set[_Wording]:
    """What an indicator is called, and in which unit, if it is called so in one only."""
    printed = {(name, entry.unit) for entry in registry.names_of(indicator.id) for name in entry.names}
    return {(indicator.name, None), *printed, *((words, None) for words in also.get(indicator.id, ()))}


def _subjects(indicator: Indicator, wordings: Iterable[_Wording], lexicon: Lexicon) -> Iterator[Subject]:
    for words, unit in sorted(wordings, key=lambda pair: (pair[0], pair[1] or "")):
        signs = lexicon.scan(_BRACKETS.sub(" ", words)).signs()
        populations = sorted(signs & lexicon.populations)
        needed = signs - lexicon.populations
        population = populations[0] if len(populations) == 1 else None
        bare = len(needed) == 1 and needed <= lexicon.bases
        if len(populations) < 2 and _says_enough(needed, population, lexicon) and not bare:
            yield Subject(indicator.id, unit or indicator.unit, indicator.basis, indicator.theme, population, needed)


def _says_enough(signs: frozenset[str], population: str | None, lexicon: Lexicon) -> bool:
    """Whether a wording names a measure: a sign of its own, or two general ones of a named group."""
    general = signs & lexicon.generic
    named = population is not None and (len(general) > 1 or bool(general & _NAMED_GROUP))
    return bool((signs & lexicon.signs) - lexicon.generic) or named or len(signs - lexicon.signs) > 2
