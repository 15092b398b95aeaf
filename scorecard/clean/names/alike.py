"""How alike two names are, letter by letter, whatever their order and wherever one of them was cut off."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from scorecard.clean.names.wording import normalise

Floats = npt.NDArray[np.float64]
EXACTLY = 0.995
_CUT_OFF = 0.96
"""What a name is worth that is a part of the known one."""
_OTHER_ORDER = 0.92
"""What a name is worth that has the words of the known one in another order."""
_MISSING = 0.02
"""Of two names that hold a printed part the one that lacks less of it is a little likelier."""
_SHORTEST_CUT = 12
"""A name that was cut off has at least so many signs left."""
_NO_LONGER = 1.1
"""A part is not longer than the whole, but for what damage doubled."""
_WHOLE = 100
"""What rapidfuzz gives names that are the same."""


@lru_cache(maxsize=20_000)
def similarity(printed: str, known: str) -> float:
    """How alike two names are, 0 to 1; a printed label that was cut off counts nearly fully."""
    left, right = normalise(printed), normalise(known)
    if not left or not right:
        return 0.0
    whole = fuzz.ratio(left, right)
    best = max(whole, _OTHER_ORDER * fuzz.token_sort_ratio(left, right))
    if _SHORTEST_CUT <= len(left) < _NO_LONGER * len(right):
        best = max(best, _CUT_OFF * fuzz.partial_ratio(left, right) - _MISSING * (_WHOLE - whole))
    return best / _WHOLE


class AlikeNames:
    """Names that a printed one is compared with, all at once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [normalise(name) for name in names]
        self._in_order = [_in_order(name) for name in self._names]
        self._lengths = np.array([len(name) for name in self._names], dtype=np.float64)

    def to(self, name: str, least: float = 0.0) -> Floats:
        """How alike a printed name is to each: ``similarity``, all at once. Less than ``least`` may be told as less
        than it is, which is quicker.

        Parts are not compared where one of the names is exactly the printed one: that is dear, and tells nothing more.
        """
        printed = normalise(name)
        if not printed or not self._names:
            return np.zeros(len(self._names))
        whole = _ratios(printed, self._names)
        best = np.maximum(whole, _OTHER_ORDER * _ratios(_in_order(printed), self._in_order))
        cut = (len(printed) >= _SHORTEST_CUT) & (len(printed) < _NO_LONGER * self._lengths)
        if cut.any() and best.max() < _WHOLE * EXACTLY:
            longer = [name for name, is_longer in zip(self._names, cut, strict=True) if is_longer]
            parts = cdist([printed], longer, scorer=fuzz.partial_ratio, dtype=np.float64, score_cutoff=least * _WHOLE)[
                0
            ]
            best[cut] = np.maximum(best[cut], _CUT_OFF * parts - _MISSING * (_WHOLE - whole[cut]))
        best[self._lengths == 0] = 0.0
        return best / _WHOLE


def _ratios(name: str, others: list[str]) -> Floats:
    return np.asarray(cdist([name], others, scorer=fuzz.ratio, dtype=np.float64)[0])


def _in_order(name: str) -> str:
    """The words of a name in the order of the alphabet, so that names compare whatever their order."""
    return " ".join(sorted(name.split()))
