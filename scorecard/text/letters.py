"""Only the letters and digits of a text: what damage to blanks, signs and cells cannot change."""

from __future__ import annotations

import re
from functools import lru_cache

_OTHER_SIGNS = re.compile(r"[^a-z0-9%]")


@lru_cache(maxsize=50_000)
def letters(text: str) -> str:
    """The letters and digits of a text in lower case, and its percent signs, which tell a share from a number.

    >>> letters("% of Kites (in 2 fields)")
    '%ofkitesin2fields'
    """
    return _OTHER_SIGNS.sub("", text.lower())
