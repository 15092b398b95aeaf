"""Lines of one cell put one behind the other: what a hyphen at the end of one means, and where a sign below it belongs.

A line that ends with a hyphen was cut within a word (``Follow-`` and ``up``, ``Jun-`` and ``20``), or its word ends
with one and a blank follows (``adopter-`` and ``FFA``). A blank that the file prints says so; else the letters do. A
narrow cell puts the sign of a percentage below its figure (``91.7`` and ``%``), or cuts a figure at its point (``404.``
and ``0``); these belong right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scorecard.readers.pdf.words import Line
from scorecard.text.numbers import DIGITS

_CUT = re.compile(r"\w-$")
_WORD, _CAPITAL = re.compile(r"(?<![\w-])[a-z]{5,}-$"), re.compile(r"[A-Z]")
"""A word of small letters and then a capital are no compound; what is shorter is a part of one (non-EET, mid-May)."""
_AND_MORE, _BEFORE_MORE = ("+", "<", ">"), re.compile(r".*[\d%]")
"""A sign of a tolerance stands right behind its figure: ``35%+``."""
_POINT, _DECIMALS = re.compile(rf"[<>≤≥£-]?{DIGITS}\."), re.compile(r"\d{1,2}%?[+<>]?")
"""No figure ends with a point, and what is left of one behind it is a digit or two."""
_SUSPENDED = re.compile(r"(?:and|or|to)\b(?!-)")
"""Before this a hyphen stands for the rest of a word that comes later: short- and long-term."""
_NO_HALF = re.compile(r"(?:not|nor|but|the|is|are|was|were|who|which|including|excluding)\b(?!-)")
"""No compound ends with these: what stands before is a whole word, and the hyphen a dash."""


def on_one_line(lines: Sequence[Line]) -> str:
    """The lines of a cell one behind the other: a blank between them, but none where a word was cut at a hyphen."""
    text = ""
    for at, line in enumerate(lines):
        text += (" " if at and not _is_cut(lines[at - 1], line) else "") + line.text
    return text


def _is_cut(above: Line, line: Line) -> bool:
    """Whether a word or a figure goes on from one line to the next."""
    if line.text.startswith("%") and above.text[-1:].isdigit():
        return True
    if line.text in _AND_MORE and _BEFORE_MORE.fullmatch(above.text):
        return True
    if _POINT.fullmatch(above.text) and _DECIMALS.fullmatch(line.text):
        return True
    if not (_CUT.search(above.text) and line.text[:1].isalnum()):
        return False
    if above.words[-1].before_blank or _SUSPENDED.match(line.text) or _NO_HALF.match(line.text):
        return False
    return not (_WORD.search(above.text) and _CAPITAL.match(line.text))
