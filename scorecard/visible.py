"""Signs that nobody sees, shown as what they are: a page, a file or a terminal never obeys what a pack prints."""

from __future__ import annotations

import re

# Control characters, and those that turn the direction of what follows, so that "10%" would read "%01". Line ends and
# TABs stay: they are layout. So do soft hyphens and joiners, which change nothing that is read.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def visible(text: str) -> str:
    r"""The text with control and direction characters written as escapes, which JSON reads as the same characters.

    >>> visible("\x1b[2J \u202e10%")
    '\\u001b[2J \\u202e10%'
    """
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
