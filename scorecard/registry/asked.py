"""Which indicator somebody means: by its id, its printed number, its name or a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from scorecard.errors import UsageError
from scorecard.registry.registry import Registry
from scorecard.suggest import unknown
from scorecard.words import listed

_NUMBER = re.compile(r"[A-Za-z]?\d+(?:\.[A-Za-z]?\d+)*[a-z]?|[A-Z]{1,3}\d+")
_WORDS = re.compile(r"[a-z0-9]+")
_ALIKE, _MOST_NAMED = 70, 12


@dataclass(frozen=True)
class Named:
    """An indicator as it is asked for: its id, its name, its numbers by family, and every printed spelling."""

    indicator: str
    title: str
    numbers: tuple[tuple[str, str], ...]
    spellings: frozenset[str]

    def __str__(self) -> str:
        printed = listed([f"{number} in {family}" for family, number in self.numbers])
        return f"{self.indicator} ({self.title}{f'; {printed}' if printed else ''})"


def names_of(registry: Registry, printed: Iterable[str]) -> list[Named]:
    """The indicators of a registry that are ``printed``, in its order; ids that it does not know come last."""
    wanted = list(dict.fromkeys(printed))
    known = [indicator for indicator in registry.indicators.values() if indicator.id in set(wanted)]
    named = [
        Named(
            one.id,
            one.name,
            tuple((name.family, name.number) for name in registry.names_of(one.id) if name.number),
            frozenset({one.name, *(spelling for name in registry.names_of(one.id) for spelling in name.names)}),
        )
        for one in known
    ]
    left = sorted(set(wanted) - registry.indicators.keys())
    return named + [Named(one, one, (), frozenset({one})) for one in left]


def meant(text: str, named: Sequence[Named], *, family: str | None = None) -> str:
    """The id of the one indicator that ``text`` means: its id, its printed number, its name, or words of its name.

    A number may stand for other measures in other report families: ``family`` says whose number it is. Raises
    UsageError for what means none, with the nearest, and for what means several, with all of them.
    """
    asked = text.strip()
    of_family = [one for one in named if family is None or family in _families(one)]
    if family is not None and not of_family:
        raise unknown("report family", family, sorted({name for one in named for name in _families(one)}))
    for found in (
        [one for one in named if one.indicator == asked],
        [one for one in of_family if asked in _numbers(one, family)],
        [one for one in of_family if _plain(asked) in {_plain(spelling) for spelling in one.spellings}],
        [] if _NUMBER.fullmatch(asked) else [one for one in of_family if _has_words(one, asked)],
    ):
        if len(found) == 1:
            return found[0].indicator
        if found:
            raise _several(asked, found)
    raise _none(asked, of_family)


def _families(one: Named) -> set[str]:
    return {family for family, _ in one.numbers}


def _numbers(one: Named, family: str | None) -> set[str]:
    return {number for of, number in one.numbers if family in (None, of)}


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))


def _has_words(one: Named, asked: str) -> bool:
    """Whether every word of what is asked begins a word of the name, a printed spelling or the id."""
    wanted = _WORDS.findall(asked.lower())
    texts = (_WORDS.findall(text.lower()) for text in (one.title, one.indicator, *one.spellings))
    return bool(wanted) and any(all(any(w.startswith(part) for w in text) for part in wanted) for text in texts)


def _several(asked: str, found: Sequence[Named]) -> UsageError:
    lines = [str(one) for one in found[:_MOST_NAMED]]
    lines += [f"and {len(found) - _MOST_NAMED} more"] if len(found) > _MOST_NAMED else []
    return UsageError(
        f"{asked!r} means {len(found)} indicators",
        expected="one of:\n    " + "\n    ".join(lines),
        do='ask with the id, or say whose number it is: family="…"',
    )


def _none(asked: str, named: Sequence[Named]) -> UsageError:
    number = bool(_NUMBER.fullmatch(asked))
    by_text = {
        text: one
        for one in named
        for text in (_numbers(one, None) if number else (one.indicator, one.title, *one.spellings))
    }
    folded = {text: text.lower() for text in by_text}
    near = process.extract(asked.lower(), folded, scorer=fuzz.ratio if number else fuzz.WRatio, limit=12)
    close = list(dict.fromkeys(str(by_text[key]) for _, score, key in near if score >= _ALIKE))[:3]
    return UsageError(
        f"no indicator is called {asked!r}",
        expected="a printed number, a permanent id or words of a name"
        + ("; near it are:\n    " + "\n    ".join(close) if close else ""),
        do="indicators() lists all that are printed",
    )
