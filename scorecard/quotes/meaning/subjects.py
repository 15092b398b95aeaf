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
from scorecard.quotes.vocabulary.signs import SignLexicon
from scorecard.quotes.vocabulary.slots import SAYINGS
from scorecard.quotes.vocabulary.wordings import Wordings
from scorecard.registry import Indicator, Registry
from scorecard.registry.prose import Prose
from scorecard.text.phrases import one_of

_BRACKETS = re.compile(r"\([^)]*\)")
_NAMED_GROUP = {"RATE", "TWOYEARS"}
"""Signs that name a measure together with a group of children: their rate, those for two years."""


@dataclass(frozen=True)
class Subject:
    """One wording of an indicator: the signs that must stand near a figure of its unit."""

    indicator: str
    unit: str
    basis: str
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
    def lexicon(self) -> SignLexicon:
        return self.says.lexicon

    def fit(self, units: Iterable[str], words: Words, certainty: str) -> Link | None:
        """The one indicator of these units whose signs stand ``within`` and that explains every strong one ``near``.

        Two measures with the same words differ by their basis, if the sentence says it. An indicator whose group of
        children the words leave out is only likely.
        """
        fitting = list(self._fitting(units, words))
        most = max((subject.weight(words.within) for subject in fitting), default=0)
        best = {subject.indicator: subject for subject in fitting if subject.weight(words.within) == most}
        chosen = [s for s in best.values() if len(best) == 1 or self.says.within(s.basis, words.sentence)]
        if len(chosen) != 1:
            return None
        implied = chosen[0].population not in (None, *words.within)
        return Link(chosen[0].indicator, "likely" if implied else certainty)

    def find_counted(self, written: str) -> Link | None:
        """The whole group a figure counts, where the sentence has one of the certain forms; ``@`` marks the figure."""
        indicators = [indicator for indicator, form in self.counted.items() if form.search(written)]
        return Link(indicators[0], "certain") if len(indicators) == 1 else None

    def _fitting(self, units: Iterable[str], words: Words) -> Iterator[Subject]:
        for unit in units:
            by_sign = self.subjects.get(unit, {})
            for sign in sorted(words.within & by_sign.keys()):
                for subject in by_sign[sign]:
                    if subject.signs <= words.within and self._explains(subject, words):
                        yield subject

    def _explains(self, subject: Subject, words: Words) -> bool:
        lexicon = self.lexicon
        if (words.near & lexicon.strong) - subject.signs:
            return False
        present, beside = words.within & lexicon.populations, words.near & lexicon.populations
        if subject.population is None:
            return not beside or len(subject.signs & lexicon.signs) > 1
        if subject.population in present:
            return beside <= {subject.population}
        own = subject.signs & lexicon.signs - lexicon.generic
        return not present and subject.population == words.population and bool(own)


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
    subjects = sorted(
        {s for i in indicators if not i.breakdown for s in _subjects(i, registry, prose, says.lexicon)},
        key=lambda s: (s.unit, s.indicator, sorted(s.signs), s.population or ""),
    )
    units = {indicator.id: indicator.unit for indicator in indicators}
    counted = {
        row.indicator: re.compile(one_of(row.phrases, SAYINGS)) for row in prose.counts if row.indicator in units
    }
    rates = {i.rate_of.count: i.id for i in indicators if i.rate_of}
    by_unit = {unit: _by_rarest_sign([s for s in subjects if s.unit == unit]) for unit in {s.unit for s in subjects}}
    return Vocabulary(says, dict(sorted(by_unit.items())), counted, units, rates)


def _by_rarest_sign(subjects: Sequence[Subject]) -> dict[str, tuple[Subject, ...]]:
    """The wordings by the sign that the fewest of them have: only where it stands need the others be looked for."""
    times = Counter(sign for subject in subjects for sign in subject.signs)
    by_sign: dict[str, list[Subject]] = defaultdict(list)
    for subject in subjects:
        by_sign[min(subject.signs, key=lambda sign: (times[sign], sign))].append(subject)
    return {sign: tuple(mine) for sign, mine in by_sign.items()}


def _subjects(indicator: Indicator, registry: Registry, prose: Prose, lexicon: SignLexicon) -> Iterator[Subject]:
    """What an indicator is called that names it: by a sign of its own, by two general ones of a group or by words."""
    printed = {(name, entry.unit) for entry in registry.names_of(indicator.id) for name in entry.names}
    also = (name for row in prose.measures if row.indicator == indicator.id for name in row.phrases)
    for name, unit in printed | {(name, None) for name in (indicator.name, *also)}:
        signs = lexicon.scan(_BRACKETS.sub(" ", name)).signs()
        populations, needed = signs & lexicon.populations, signs - lexicon.populations
        known, general = needed & lexicon.signs, needed & lexicon.generic
        of_group = populations and (len(general) > 1 or general & _NAMED_GROUP)
        enough = known - general or of_group or len(needed - known) > 2
        bare = len(needed) == 1 and needed <= lexicon.bases
        if len(populations) < 2 and enough and not bare:
            population = next(iter(populations), None)
            yield Subject(indicator.id, unit or indicator.unit, indicator.basis, population, needed)
