"""Signs and numbers that send a reader to a note: behind a name or a period they are no part of it."""

from __future__ import annotations

import re

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SIGN = rf"[*†‡§¶#^{RAISED}]"
"""One sign of a note, right behind what it is about."""
NUMBERED = r"\[(?:[Nn]ote ?|[Nn] ?|[Rr]ef ?)?[0-9]{1,2}\]|\((?:[Nn]ote ?|[Nn] ?)[0-9]{1,2}\)"
"""``[1]``, ``[note 12]``, ``(note 3)``."""
_BEHIND = re.compile(rf"(?<=\S)(?<!\b[A-Z])[ ]?(?:{SIGN}+|{NUMBERED})(?=$|[\s,;:)])")
"""Not the star of a grade (A*)."""


def without_notes(name: str) -> str:
    """A name without the signs and numbers of notes behind it, or behind one of its words.

    >>> without_notes("Children in care¹"), without_notes("Visits in time [note 2]"), without_notes("Grades A*, A*-C")
    ('Children in care', 'Visits in time', 'Grades A*, A*-C')
    """
    return _BEHIND.sub("", name)
