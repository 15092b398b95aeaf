"""What the words say of a single figure: what it is (a value, a change, a target …), which way it went and whose."""

from __future__ import annotations

from scorecard.quotes.sentence.figures import DASHES, Line
from scorecard.text.plain import without_brackets

OWN = "the authority's own"
"""The area of a figure that the words give to no other: whoever the pack is about."""
_TOLD = ("target", "forecast", "highest-since", "lowest-since")
_VALUES = ("value", "of", "highest-since", "lowest-since")
_SIGNS = {"+": "up", "-": "down", "−": "down"}
_NEAR = 25
"""Letters behind a figure in which ``more`` or ``fewer`` is said of it."""
_MOST = 50
"""Percent from which "78% under target" says what something was, not how far it lies from its target."""


def relation(line: Line, index: int, earlier: str) -> str:
    """The code of a figure that stands alone; ``earlier`` is the code of the figure before it."""
    says, before, after = line.says, without_brackets(line.before(index)), line.after(index)
    if is_change(line, index):
        return "change"
    if told := [code for code in _TOLD if says.before(code, before) or says.after(code, after)]:
        return told[0]
    if earlier in ("target", "forecast") and _goes_on(line, index):
        return earlier
    aimed = says.between("aimed against", before) and says.within("aims", line.up_to(index))
    return "target" if aimed or says.between("to be done", before) else "value"


def direction(line: Line, index: int, code: str) -> str:
    """up, down, level or empty: which way the figure moved or is said to have stayed."""
    if code == "change":
        return _change_direction(line, index)
    before = line.before(index)
    if code in _VALUES and (moved := line.says.before("moved to", before)):
        return _way_of(line, moved.group())
    return "level" if code in _VALUES and line.says.before("stayed", before) else ""


def is_change(line: Line, index: int) -> bool:
    """Whether the words or the sign say that the figure is a difference."""
    says, before, after = line.says, line.before(index), line.after(index)
    if line.figures[index].text[0] in _SIGNS or says.before("changes by", before) or says.after("change", after):
        return True
    more = says.before("additional", before) and says.within("compared", line.beyond(index))
    if more or _is_off_target(line, index) or _is_share_of_change(line, index):
        return True
    ends_range = before.strip() == "and" and index and line.before(index - 1).rstrip().endswith("between")
    return bool(index and (ends_range or says.between("goes on changing", before))) and is_change(line, index - 1)


def _goes_on(line: Line, index: int) -> bool:
    """``12 and 14``, ``12 with 4 finding work``, ``30 - 40``; a dash may be lost between a count and a greater one."""
    says, gap, first, last = line.says, line.before(index), line.figures[index - 1], line.figures[index]
    if gap.lstrip().startswith(")"):
        return False
    lost = not gap.strip() and first.is_count and last.is_count and first.value < last.value
    doing = says.between("with some doing", gap) and says.after("doing", line.after(index))
    return bool(lost or doing or says.between("and", gap) or gap.strip() in DASHES)


def _is_off_target(line: Line, index: int) -> bool:
    """``1.3 over the target``: how far a value lies from what it should be.

    What something stood ``at`` is a value, and so is most of a whole: ``reviews were 78% under target``.
    """
    if not line.says.after("off target", line.after(index)):
        return False
    figure, before = line.figures[index], line.before(index)
    most = figure.is_share and figure.value >= _MOST
    return not (line.says.before("stands at", before) or (most and line.says.before("is", before)))


def _is_share_of_change(line: Line, index: int) -> bool:
    """An increase of 136 cases (51%): the percentage says the same change once more."""
    bracketed = index and line.figures[index].is_share and line.says.between("opens a count", line.before(index))
    return bool(bracketed and line.says.before("changes by", line.before(index - 1)))


def _change_direction(line: Line, index: int) -> str:
    """up, down or empty: the nearest word behind the figure, else the last one before it."""
    figure, before = line.figures[index], line.before(index)
    if index and figure.is_share and "(" in before:
        before = line.before(index - 1) + before
    way = _SIGNS.get(figure.text[0]) or _way_of(line, line.after(index)[:_NEAR], nearest=0) or _way_of(line, before)
    goes_on = index and (line.says.between("goes on changing", before) or before.strip() == "and")
    return _change_direction(line, index - 1) if goes_on and not way else way


def _way_of(line: Line, text: str, *, nearest: int = -1) -> str:
    """Which way the word points that tells of one, the last of them unless told otherwise."""
    ways = sorted((place, way) for way in ("down", "up") for place, _ in line.says.places(way, text))
    return ways[nearest][1] if ways else ""


def area_of(line: Line, index: int, code: str = "value") -> str | None:
    """The registry's area of a figure; None where it belongs to a place that the registry does not know."""
    says, before = line.says, line.before(index)
    if says.before("elsewhere", before):
        return None
    if index and says.between("of the same", before):
        return area_of(line, index - 1)
    behind, _ = _comparator_behind(line, index) or (None, 0)
    return _comparator_before(line, index) or behind or _locality(line, index, code) or OWN


def _comparator_before(line: Line, index: int) -> str | None:
    """The comparator that leads to a figure: ``against a national average of 90%``.

    ``Stayed above the national average at 88%`` says our own figure, unless the sentence has given that already.
    """
    before, figure = line.before(index), line.figures[index]
    _, start = (_comparator_behind(line, index - 1) if index else None) or ("", 0)
    for row, name in line.says.comparators:
        for place in name.matches(before[start:]):
            if line.says.between("leads to its figure", before[start + place.end() :]):
                above = line.says.before("set against", before[: start + place.start()])
                said = any(other.unit == figure.unit for other in line.figures[:index])
                return None if above and not said and line.says.before("at", before) else row.area
    return None


def _comparator_behind(line: Line, index: int) -> tuple[str, int] | None:
    """The comparator named right behind a figure, and where its name ends, if it does not lead to the next figure.

    ``95% nationally``, but not ``95%, nationally 93%``.
    """
    says, after, last = line.says, line.after(index), index + 1 == len(line.figures)
    for row, name in says.comparators:
        for place in name.matches(after):
            rest = after[place.end() :]
            leads = not last and says.between("leads to its figure", rest) and not rest.startswith(" and ")
            if says.between("is of", after[: place.start()]) and not leads:
                return row.area, place.end()
    return None


def also_of(line: Line, index: int) -> str | None:
    """The other comparator of ``the national and regional averages (both 12%)``."""
    before = line.before(index)
    if not line.says.before("both", before):
        return None
    area = area_of(line, index)
    named = [row.area for row, name in line.says.comparators if row.area != area and any(name.matches(before))]
    return named[0] if is_comparator(line, area) and len(named) == 1 else None


def _locality(line: Line, index: int, code: str) -> str | None:
    """The locality named last before the figure; a figure without one belongs where the one before it does.

    A target belongs to the council, unless it is the target of an area.
    """
    says = line.says
    named = says.before("locality", line.before(index)) or says.after("in a locality", line.after(index))
    named = named or says.last_within("locality", line.up_to(index))
    if not named and code != "target":
        named = says.opens("locality", line.lower)
    return says.localities[named["name"]] if named else None


def is_comparator(line: Line, area: str | None) -> bool:
    return any(area == row.area for row, _ in line.says.comparators)
