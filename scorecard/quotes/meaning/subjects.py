"""Which indicator a figure in prose is about.

The registry's printed names and the words beside the figure are both read into signs (``claims/signs``). An
indicator is taken where all its signs stand near the figure, no sign is left that would make it another measure,
and no second indicator fits as well. Otherwise the figure has no indicator: null beats a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scorecard.quotes.meaning.signs import SIGNS, STRONG, scan
from scorecard.quotes.meaning.wordings import ALSO, COUNTED
from scorecard.quotes.meaning.words import BASES, GENERIC, POPULATIONS, THEMES
from scorecard.quotes.sentence.masks import MONTH

_BRACKETS = re.compile(r"\([^)]*\)")
_IN_MONTH = re.compile(r"\bin[\s-]month\b|\bcurrent month\b", re.IGNORECASE)
_HELD_IN = re.compile(rf"\b(?:held|started|completed|made|received)\s+(?:in|during)\s+{MONTH}\b", re.IGNORECASE)
_ROLLING = re.compile(r"\brolling\b", re.IGNORECASE)


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
class Vocabulary:
    """All wordings by unit and by their rarest sign, the counted forms, every indicator's unit, each count's rate."""

    subjects: Mapping[str, Mapping[str, tuple[Subject, ...]]]
    counted: tuple[tuple[str, re.Pattern[str]], ...]
    units: Mapping[str, str]
    rates: Mapping[str, str]

    def fitting(self, unit: str, within: frozenset[str]) -> Iterator[Subject]:
        """The wordings of a unit whose signs all stand ``within``."""
        by_sign = self.subjects.get(unit, {})
        for sign in sorted(within & by_sign.keys()):
            yield from (subject for subject in by_sign[sign] if subject.signs <= within)


@dataclass(frozen=True)
class Link:
    """The indicator found and how sure it is; ``above`` is the line before the paragraph, if that named it."""

    indicator: str
    certainty: str
    above: str = ""


def vocabulary_of(registry: Any) -> Vocabulary:
    """The words for a registry's indicators (``load_registry()``).

    Breakdowns are left out: prose seldom names the category as the table does.
    """
    listed = list(registry.indicators.values())
    found = sorted(
        {subject for indicator in listed if not indicator.breakdown for subject in _subjects(indicator, registry)},
        key=lambda s: (s.unit, s.indicator, sorted(s.signs), s.population or ""),
    )
    units = {indicator.id: indicator.unit for indicator in listed}
    counted = [
        (known, re.compile(form, re.IGNORECASE))
        for known in sorted(COUNTED)
        if known in units
        for form in COUNTED[known]
    ]
    rates = {i.rate_of.count: i.id for i in listed if getattr(i, "rate_of", None) and "rolling" not in i.basis}
    by_unit = {unit: _by_rarest_sign([s for s in found if s.unit == unit]) for unit in sorted({s.unit for s in found})}
    return Vocabulary(by_unit, tuple(counted), units, rates)


def _by_rarest_sign(subjects: Sequence[Subject]) -> dict[str, tuple[Subject, ...]]:
    """The wordings by the sign that the fewest of them have: only where it stands need the others be looked for."""
    times = Counter(sign for subject in subjects for sign in subject.signs)
    found: dict[str, list[Subject]] = {}
    for subject in subjects:
        found.setdefault(min(subject.signs, key=lambda sign: (times[sign], sign)), []).append(subject)
    return {sign: tuple(mine) for sign, mine in found.items()}


def _subjects(indicator: Any, registry: Any) -> Iterable[Subject]:
    printed = {(name, entry.unit) for entry in registry.names_of(indicator.id) for name in entry.names}
    wordings = {(indicator.name, None), *printed, *((words, None) for words in ALSO.get(indicator.id, ()))}
    for words, unit in sorted(wordings, key=lambda pair: (pair[0], pair[1] or "")):
        signs = scan(_BRACKETS.sub(" ", words)).signs()
        populations = sorted(signs & POPULATIONS)
        needed = signs - POPULATIONS - {"MASH"}
        population = populations[0] if len(populations) == 1 else None
        bare = len(needed) == 1 and needed <= BASES
        if len(populations) < 2 and _says_enough(needed, population) and not bare:
            yield Subject(indicator.id, unit or indicator.unit, indicator.basis, indicator.theme, population, needed)


def _says_enough(signs: frozenset[str], population: str | None) -> bool:
    """Whether a wording names a measure: a sign of its own, or two general ones of a named group."""
    general = signs & GENERIC
    named = population is not None and (len(general) > 1 or bool(general & {"RATE", "TWOYEARS"}))
    return bool((signs & SIGNS) - GENERIC) or named or len(signs - SIGNS) > 2


def fit(
    vocabulary: Vocabulary,
    units: Sequence[str],
    *,
    near: frozenset[str],
    within: frozenset[str],
    population: str | None,
    sentence: str,
    certainty: str,
    needs: frozenset[str] = frozenset(),
) -> Link | None:
    """The one indicator of these units whose signs all stand ``within``, and that explains every strong sign ``near``.

    ``population`` is whose measures the section tells, where the words leave it out; ``needs`` must be explained too.
    """
    fitting = [
        subject for unit in units for subject in vocabulary.fitting(unit, within)
        if needs <= subject.signs and _explains(subject, near, within, population)
    ]  # fmt: skip
    most = max((subject.weight(within) for subject in fitting), default=0)
    best = {subject.indicator: subject for subject in fitting if subject.weight(within) == most}
    chosen = list(best.values()) if len(best) < 2 else _by_basis(list(best.values()), sentence, units)
    if len(chosen) != 1:
        return None
    implied = chosen[0].population is not None and chosen[0].population not in within
    return Link(chosen[0].indicator, "likely" if implied else certainty)


def _explains(subject: Subject, near: frozenset[str], within: frozenset[str], population: str | None) -> bool:
    if (near & STRONG) - subject.signs:
        return False
    theme = THEMES.get(subject.theme)
    if (theme and not theme & within) or (not theme and "EARLYHELP" in within):
        return False
    present, beside = within & POPULATIONS, near & POPULATIONS
    if subject.population is None:
        return not beside or len(subject.signs & SIGNS) > 1
    if subject.population in present:
        return not beside - {subject.population}
    return not present and subject.population == population and bool((subject.signs & SIGNS) - GENERIC)


def _by_basis(subjects: Sequence[Subject], sentence: str, units: Sequence[str]) -> list[Subject]:
    """Two measures with the same words differ by their basis, if the sentence says it; a count held in May is May's."""
    in_month, rolling = bool(_IN_MONTH.search(sentence)), bool(_ROLLING.search(sentence))
    in_month = in_month or ("count" in units and bool(_HELD_IN.search(sentence)))
    if in_month == rolling:
        return []
    return [s for s in subjects if s.basis == ("in-month" if in_month else "rolling-12-months")]


def find_counted(vocabulary: Vocabulary, written: str) -> Link | None:
    """The whole group a figure counts, where the sentence has one of the certain forms; ``@`` marks the figure."""
    found = {indicator for indicator, form in vocabulary.counted if form.search(written)}
    return Link(found.pop(), "certain") if len(found) == 1 else None
