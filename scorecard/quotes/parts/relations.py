"""What the words say a single figure is: a value, a change, a target, a forecast, a high or a low, and which way."""

from __future__ import annotations

import re

from scorecard.quotes.parts.changes import change_direction, is_change, way_of
from scorecard.quotes.sentence.figures import Line

_BRACKETS = re.compile(r"\([^()]*\)")
_DASHES = ("-", "–")
_VALUES = ("value", "of", "highest-since", "lowest-since")


def relation(line: Line, index: int, earlier: str) -> str:
    """The code of a figure that stands alone; ``earlier`` is the code of the figure before it."""
    says, before, after = line.says, _BRACKETS.sub(" ", line.before(index)), line.after(index)
    if is_change(line, index):
        return "change"
    if says.after("target", after) or says.before("target", before) or _is_plan(line, index, before):
        return "target"
    if earlier in ("target", "forecast") and (says.between("and", before) or _is_range(line, index)):
        return earlier
    if earlier == "target" and says.between("with some doing", before) and says.after("doing", after):
        return earlier
    if earlier == "forecast" and says.before("takes the total to", before):
        return earlier
    if says.before("forecast", before) or says.after("forecast", after):
        return "forecast"
    extremes = ("highest-since", "lowest-since")
    return next((code for code in extremes if says.before(code, before) or says.after(code, after)), "value")


def _is_plan(line: Line, index: int, before: str) -> bool:
    """What a pilot or a grant is to bring; ``Support 40 families a year``: what is to be done, not what was."""
    if line.says.before("planned", before):
        return True
    return not index and bool(line.says.between("to be done", before) and line.says.after("a year", line.beyond(index)))


def _is_range(line: Line, index: int) -> bool:
    """``30 - 40``; the dash may be lost between two counts of which the second is the greater: ``30 40 families``."""
    gap, first, last = line.before(index).strip(), line.figures[index - 1], line.figures[index]
    lost = not gap and first.is_count and last.is_count and first.value < last.value
    return lost or gap in _DASHES


def direction(line: Line, index: int, code: str) -> str:
    """up, down, level or empty: which way the figure moved or is said to have stayed."""
    if code == "change":
        return change_direction(line, index)
    if code not in _VALUES:
        return ""
    before = line.before(index)
    if moved := line.says.before("moved to", before):
        return way_of(line, moved.group())
    return "level" if line.says.before("stayed", before) else ""
