"""Whether a figure is a difference, by its sign or by the words beside it."""

from __future__ import annotations

from scorecard.quotes.sentence.figures import Line

_SIGNS = "+-−"
_NEAR = 25
"""Letters behind a figure in which ``more`` or ``fewer`` is said of it."""
_MOST = 50
"""Percent from which "78% under target" says what something was, not how far it lies from its target."""


def is_change(line: Line, index: int) -> bool:
    """Whether the words or the sign say that the figure is a difference."""
    says, figure, before, after = line.says, line.figures[index], line.before(index), line.after(index)
    if figure.text[0] in _SIGNS or says.before("changes by", before) or says.after("change", after):
        return True
    if _is_off_target(line, index) or _share_of_change(line, index):
        return True
    if says.before("additional", before) and says.within("compared", line.beyond(index)):
        return True
    goes_on = index and (says.between("goes on changing", before) or _ends_range(line, index))
    return bool(goes_on) and is_change(line, index - 1)


def _is_off_target(line: Line, index: int) -> bool:
    """``1.3 over the target``: how far a value lies from what it should be.

    What something stood ``at`` is a value, and so is most of a whole: ``reviews were 78% under target``.
    """
    if not line.says.after("off target", line.after(index)):
        return False
    figure, before = line.figures[index], line.before(index)
    most = figure.is_share and figure.value >= _MOST
    return not (line.says.before("stands at", before) or (most and line.says.before("is", before)))


def _ends_range(line: Line, index: int) -> bool:
    return line.before(index).strip() == "and" and line.before(index - 1).rstrip().endswith("between")


def _share_of_change(line: Line, index: int) -> bool:
    """An increase of 136 cases (51%): the percentage says the same change once more."""
    bracketed = index and line.figures[index].is_share and line.says.between("opens a count", line.before(index))
    return bool(bracketed and line.says.before("changes by", line.before(index - 1)))


def change_direction(line: Line, index: int) -> str:
    """up, down or empty: the nearest word behind the figure, else the last one before it."""
    text = line.figures[index].text
    if text[0] in _SIGNS:
        return "up" if text[0] == "+" else "down"
    before = line.before(index)
    if index and line.figures[index].is_share and "(" in before:
        before = line.before(index - 1) + before
    if way := way_of(line, line.after(index)[:_NEAR], first=True) or way_of(line, before):
        return way
    goes_on = index and (line.says.between("goes on changing", before) or before.strip() == "and")
    return change_direction(line, index - 1) if goes_on else ""


def way_of(line: Line, text: str, *, first: bool = False) -> str:
    """Which way the last word (or the first) that tells of one points."""
    ways = sorted((place, way) for way in ("down", "up") for place, _ in line.says.places(way, text))
    return ways[0 if first else -1][1] if ways else ""
