"""What the registry's measures are called in prose: their printed names, read into signs (``text/signs``)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from scorecard.errors import InputError
from scorecard.passages.wordings import SignLexicon, Wordings
from scorecard.quotes.time.mentions import MEANINGS
from scorecard.registry import Indicator, Registry
from scorecard.registry.prose import Prose
from scorecard.text.letters import letters
from scorecard.text.phrases import Phrase, one_of
from scorecard.text.plain import without_brackets
from scorecard.text.signs import Scan
from scorecard.text.slots import SAYINGS

Signs = frozenset[str]
_NAMED_GROUP = {"RATE", "TWOYEARS"}
"""Signs that name a measure together with a group of children: their rate, those for two years."""


@dataclass(frozen=True)
class Subject:
    """One wording of an indicator: the signs that must stand near a figure of its unit."""

    indicator: str
    unit: str
    basis: str
    population: str | None
    signs: Signs

    def weight(self, present: Signs) -> float:
        """How much of the words this wording explains; a group of children left out in the words counts least."""
        said = 0.5 if self.population is None else float(self.population in present)
        return 2 * len(self.signs) + said

    def explains(self, near: Signs, within: Signs, population: str | None, lexicon: SignLexicon) -> bool:
        """Whether no sign ``near`` makes it another measure; ``population``: whose, where the words leave it out."""
        if (near & lexicon.strong) - self.signs:
            return False
        present, beside = within & lexicon.populations, near & lexicon.populations
        if self.population is None:
            return not beside or len(self.signs & lexicon.signs) > 1
        if self.population in present:
            return beside <= {self.population}
        own = self.signs & lexicon.signs - lexicon.generic
        return not present and self.population == population and bool(own)


@dataclass(frozen=True)
class Vocabulary:
    """All words of prose, and the registry's measures in them: made once, for all documents.

    ``subjects``: wordings by unit and by their rarest sign; ``counted``: forms that count a whole group; ``units`` of
    every indicator; ``rates``: the rate of each count; ``named``: indicators by unit and letters of the whole name.
    """

    says: Wordings
    subjects: Mapping[str, Mapping[str, tuple[Subject, ...]]]
    counted: Mapping[str, Phrase]
    units: Mapping[str, str]
    rates: Mapping[str, str]
    named: Mapping[tuple[str, str], str]

    def wordings(self, units: Iterable[str], signs: Signs) -> Iterator[Subject]:
        """The wordings of indicators of these units of which all signs are there."""
        for unit in units:
            by_sign = self.subjects.get(unit, {})
            for sign in sorted(signs & by_sign.keys()):
                yield from (subject for subject in by_sign[sign] if subject.signs <= signs)


def vocabulary_of(registry: Registry) -> Vocabulary:
    """The words for a registry's indicators and localities.

    Breakdowns are left out: prose seldom names the category as the table does. Raises InputError for a phrase that
    cannot be read and for a period that means nothing.
    """
    prose = registry.prose_words()
    localities = [area.name for area in registry.areas.values() if area.kind == "locality"]
    return vocabulary_with(registry, prose, Wordings(prose, localities))


def vocabulary_with(registry: Registry, prose: Prose, says: Wordings) -> Vocabulary:
    """The words for a registry's indicators, the words of prose having been prepared: they cost more than the rest."""
    if unknown := sorted({row.period for row in prose.periods} - MEANINGS.keys()):
        raise InputError(
            f"the words of prose name a period that means nothing: {unknown[0]}",
            expected=f"one of: {', '.join(MEANINGS)}",
            do="mend the row of periods",
        )
    indicators = list(registry.indicators.values())
    subjects = sorted(
        {s for i in indicators if not i.breakdown for s in _subjects(i, registry, prose, says.lexicon)},
        key=lambda s: (s.unit, s.indicator, sorted(s.signs), s.population or ""),
    )
    units = {indicator.id: indicator.unit for indicator in indicators}
    counted = {row.indicator: one_of(row.phrases, SAYINGS) for row in prose.counts if row.indicator in units}
    rates = {i.rate_of.count: i.id for i in indicators if i.rate_of}
    by_unit = {unit: _by_rarest_sign(list(of_unit)) for unit, of_unit in groupby(subjects, lambda s: s.unit)}
    return Vocabulary(says, by_unit, counted, units, rates, _by_whole_name(indicators, registry, says))


def _by_whole_name(indicators: Iterable[Indicator], registry: Registry, says: Wordings) -> dict[tuple[str, str], str]:
    """Indicators by unit and the letters of a name that is of no other, and more than words that are of many."""
    of_many = says.lexicon.bases | says.lexicon.mild | says.lexicon.generic
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    for indicator in indicators:
        printed = ((name, entry.unit) for entry in registry.names_of(indicator.id) for name in entry.names)
        for name, unit in ((indicator.name, None), *printed):
            if not indicator.breakdown and (scan := says.lexicon.scan(name)).signs() - of_many:
                ids[unit or indicator.unit, letters_of_name(scan, says)].add(indicator.id)
    return {key: next(iter(mine)) for key, mine in ids.items() if len(mine) == 1}


def letters_of_name(scan: Scan, says: Wordings) -> str:
    """The letters of a measure's name with its signs, without what only says that it is one: the number of …"""
    written = scan.written()
    opens = says.opens("opens a name", written)
    return letters(written[opens.end() :] if opens else written).replace("%", "")


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
        signs = lexicon.scan(without_brackets(name)).signs()
        populations, needed = signs & lexicon.populations, signs - lexicon.populations
        known, general = needed & lexicon.signs, needed & lexicon.generic
        of_group = populations and (len(general) > 1 or general & _NAMED_GROUP)
        enough = known - general or of_group or len(needed - known) > 2
        bare = len(needed) == 1 and needed <= lexicon.bases | (lexicon.mild if not populations else frozenset())
        if len(populations) < 2 and enough and not bare:
            population = next(iter(populations), None)
            yield Subject(indicator.id, unit or indicator.unit, indicator.basis, population, needed)
