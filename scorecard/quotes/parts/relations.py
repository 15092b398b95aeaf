"""What the words say a single figure is: a value, a change, a target, a forecast, a high or a low, and which way."""

from __future__ import annotations

import re

from scorecard.quotes.parts.changes import change_direction, is_change, way_of
from scorecard.quotes.sentence.figures import DASHES, Line

_BRACKETS = re.compile(r"\([^()]*\)")
_TOLD = ("target", "forecast", "highest-since", "lowest-since")
_VALUES = ("value", "of", "highest-since", "lowest-since")


def relation(line: Line, index: int, earlier: str) -> str:
    """The code of a figure that stands alone; ``earlier`` is the code of the figure before it."""
    says, before, after = line.says, _BRACKETS.sub(" ", line.before(index)), line.after(index)
    if is_change(line, index):
        return "change"
    if told := [code for code in _TOLD if says.before(code, before) or says.after(code, after)]:
        return told[0]
    if earlier in ("target", "forecast") and _goes_on(line, index):
        return earlier
    planned = says.between("to be done", before)
    return "target" if planned else "value"


def _goes_on(line: Line, index: int) -> bool:
    """``12 and 14``, ``12 with 4 finding work``, ``30 - 40``; a dash may be lost between a count and a greater one."""
    says, gap, first, last = line.says, line.before(index), line.figures[index - 1], line.figures[index]
    lost = not gap.strip() and first.is_count and last.is_count and first.value < last.value
    doing = says.between("with some doing", gap) and says.after("doing", line.after(index))
    return bool(lost or doing or says.between("and", gap) or gap.strip() in DASHES)


def direction(line: Line, index: int, code: str) -> str:
    """up, down, level or empty: which way the figure moved or is said to have stayed."""
    if code == "change":
        return change_direction(line, index)
    before = line.before(index)
    if code in _VALUES and (moved := line.says.before("moved to", before)):
        return way_of(line, moved.group())
    return "level" if code in _VALUES and line.says.before("stayed", before) else ""
