"""The letters with which a match of a pattern can begin, so that a text is tried only where something can match.

Reads the small part of the pattern language that the lexicon uses: letters, escapes, sets, groups, branches,
repeats and looks ahead or behind.
"""

from __future__ import annotations

import re
import string

_DIGITS = frozenset(string.digits)
_ESCAPES = {"d": _DIGITS, "s": frozenset(" "), "b": frozenset[str]()}
_REPEAT = re.compile(r"[?*+]|\{\d+(?:,\d*)?\}")


def first_letters(pattern: str) -> frozenset[str]:
    """Every character that can open a match.

    >>> sorted(first_letters(r"(?:un)?suitable|\\bLAC"))
    ['L', 's', 'u']
    """
    return frozenset[str]().union(*(_of_branch(branch) for branch in _branches(pattern)))


def _branches(pattern: str) -> list[str]:
    """The alternatives of a pattern at its top level."""
    found, place, start = [], 0, 0
    while place < len(pattern):
        unit = _unit(pattern, place)
        if unit == "|":
            found.append(pattern[start:place])
            start = place + 1
        place += len(unit)
    return [*found, pattern[start:]]


def _of_branch(branch: str) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    place = 0
    while place < len(branch):
        unit = _unit(branch, place)
        place += len(unit)
        repeat = _REPEAT.match(branch, place)
        place += len(repeat.group()) if repeat else 0
        found |= _of_unit(unit)
        optional = repeat is not None and (repeat.group() in ("?", "*") or repeat.group().startswith("{0"))
        if not optional and not _has_no_width(unit):
            break
    return found


def _unit(pattern: str, place: int) -> str:
    """The next whole part: an escape, a set, a group with its brackets, or one character."""
    first = pattern[place]
    if first == "\\":
        return pattern[place : place + 2]
    if first == "[":
        return pattern[place : pattern.index("]", place + 2) + 1]
    if first != "(":
        return first
    end = place + 1
    while pattern[end] != ")":
        end += len(_unit(pattern, end))
    return pattern[place : end + 1]


def _has_no_width(unit: str) -> bool:
    return unit.startswith(("(?=", "(?!", "(?<")) or unit == r"\b"


def _of_unit(unit: str) -> frozenset[str]:
    if _has_no_width(unit):
        return frozenset()
    if unit.startswith("("):
        return first_letters(unit[1:-1].removeprefix("?:"))
    if unit.startswith("["):
        inside = unit[1:-1].replace(r"\s", " ")
        return frozenset(inside.replace("\\", ""))
    return _ESCAPES.get(unit[1], frozenset(unit[1])) if unit.startswith("\\") else frozenset(unit)
