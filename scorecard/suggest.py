"""Refusing an unknown name kindly: what is known, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from scorecard.errors import UsageError
from scorecard.periods import Quarter


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


def known_quarter(text: str, known: Sequence[Quarter]) -> Quarter:
    """The known quarter that a text spells. Raises UsageError, with the one nearest in time, if there is none."""
    listed = f"one of: {', '.join(map(str, known))}" if known else "no quarter has figures here"
    try:
        quarter = Quarter.parse(text)
    except ValueError as error:
        raise UsageError(f"there is no quarter {text!r}: {error}", expected=listed) from None
    if quarter in known:
        return quarter
    nearest = min(known, key=lambda one: (quarter.apart(one), one), default=None)
    meant = f"; did you mean {nearest}, the nearest that has figures?" if nearest else ""
    raise UsageError(f"there is no quarter {text!r}{meant}", expected=listed)


def _fold(word: str) -> str:
    return "".join(c for c in word.lower() if c.isalnum())
