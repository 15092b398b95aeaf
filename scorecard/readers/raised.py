"""What is printed raised behind a figure: numbers of notes, which in line would be digits of the figure."""

from __future__ import annotations

import re
from string import digits

_NUMBERS = re.compile(r"[\s(\[]*\d{1,2}(?:[\s,;&]+\d{1,2})*[\s)\]]*")
_RAISED = str.maketrans(digits, "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """A raised piece of text with raised digits, where it is numbers of notes; other text (1st, TM) as it is.

    >>> raised("1"), raised("1, 12"), raised("st")
    ('¹', '¹ ¹²', 'st')
    """
    if not _NUMBERS.fullmatch(text):
        return text
    return " ".join(re.findall(r"\d+", text)).translate(_RAISED)
