"""Refusing an unknown name kindly: what is known, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from scorecard.errors import UsageError


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like ``word``; null if none does."""
    names = list(known)
    folded = {_fold(name): name for name in names}
    if _fold(word) in folded:
        return folded[_fold(word)]
    matches = get_close_matches(_fold(word), folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def unknown(kind: str, word: str, known: Iterable[str], *, where: str | None = None) -> UsageError:
    """The error for a name that is not known: it lists all that are, and suggests one."""
    names = list(known)
    meant = closest(word, names)
    return UsageError(
        f"there is no {kind} {word!r}" + (f"; did you mean {meant}?" if meant else ""),
        where=where,
        expected=f"one of: {', '.join(names)}" if names else f"no {kind} is known here",
    )


def _fold(word: str) -> str:
    return "".join(c for c in word.lower() if c.isalnum())
