"""Which measure of a report family the words of a row or a column name, where the table is of any layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scorecard.clean.names.alike import similarity
from scorecard.clean.names.indicators import unit_of
from scorecard.registry import Registry
from scorecard.registry.models import Indicator, PrintedName
from scorecard.text.figures import prints_a_share
from scorecard.text.letters import letters

_DAMAGED = 0.94
"""So alike a damaged name must be to the one that it is read as."""
_CLEARLY = 0.05
"""By so much the next indicator's names must be less alike."""
NOT_NAMED = "the family's names have no measure of these words"
OPEN = "which indicator this measure is has not been said yet: the names of its family have a blank for it"
SEVERAL = "the family's names have several measures of these words"

Entry = tuple[Indicator, PrintedName]


@dataclass(frozen=True)
class Named:
    """The measure that printed words name; ``why`` says why there is none."""

    indicator: Indicator | None = None
    entry: PrintedName | None = None
    why: str = ""

    @property
    def unit(self) -> str | None:
        return unit_of(self.indicator, self.entry) if self.indicator and self.entry else None


NOTHING = Named()


@dataclass(frozen=True)
class MeasureNames:
    """The names of one report family, looked up by all their letters; a damaged one only where nothing comes near."""

    registry: Registry
    family: str

    def named(self, words: str, texts: Iterable[str], unit: str | None = None) -> Named:
        """The measure of these words; where a count and a share have them, the figures printed for it tell which.

        ``unit`` is what stands over the figures as their unit; it tells more than they do.
        """
        plain = letters(words)
        if not plain:
            return Named(why=NOT_NAMED)
        if plain in self._open:
            return Named(why=OPEN)
        # what stands under a caption differs from its neighbours in a few letters only: there no damage is mended
        entries = self._by_letters.get(plain) or (self._damaged(words) if ": " not in words else [])
        return self._one_of(entries, [text for text in texts if text], unit)

    def _one_of(self, entries: list[Entry], texts: list[str], unit: str | None) -> Named:
        if len({indicator.id for indicator, _ in entries}) > 1:
            percent = unit == "percent" or 2 * sum(map(prints_a_share, texts)) > len(texts)
            entries = [entry for entry in entries if (unit_of(*entry) == "percent") == percent]
        if not entries:
            return Named(why=NOT_NAMED)
        if len({indicator.id for indicator, _ in entries}) > 1:
            return Named(why=SEVERAL)
        return Named(*entries[0])

    @cached_property
    def _entries(self) -> list[Entry]:
        return self.registry.named(self.family)

    @cached_property
    def _by_letters(self) -> dict[str, list[Entry]]:
        known: dict[str, list[Entry]] = {}
        for indicator, entry in self._entries:
            for name in entry.names:
                known.setdefault(letters(name), []).append((indicator, entry))
        return known

    @cached_property
    def _open(self) -> set[str]:
        councils = self.registry.councils.values()
        return {letters(name) for council in councils for name in council.open_names.get(self.family, ())}

    def _damaged(self, words: str) -> list[Entry]:
        """The entries of the one indicator whose name print damaged to these words; digits are never mended."""
        scored = sorted(
            ((max(similarity(words, name) for name in entry.names), n) for n, (_, entry) in enumerate(self._entries)),
            reverse=True,
        )
        if not scored or scored[0][0] < _DAMAGED:
            return []
        best = self._entries[scored[0][1]]
        rival = next((score for score, n in scored if self._entries[n][0].id != best[0].id), 0.0)
        same_digits = any(_digits(words) == _digits(name) for name in best[1].names)
        return [best] if scored[0][0] - rival >= _CLEARLY and same_digits else []


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
