"""Colours and icons that follow from rules of a workbook (conditional formatting), worked out from the cells' values.

Rules that compare a cell with a number, a text or another cell, and icon sets, are worked out as Excel does it. Others
(formulas, scales of colour, tops and averages) are not: a cell that one of them may colour first has no colour here.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from openpyxl.utils import range_boundaries

from scorecard.text.numbers import FULL_NUMBER

_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "lessThan": operator.lt,
    "lessThanOrEqual": operator.le,
    "equal": operator.eq,
    "notEqual": operator.ne,
    "greaterThanOrEqual": operator.ge,
    "greaterThan": operator.gt,
}
_IN_TEXT: dict[str, Callable[[str, str], bool]] = {
    "containsText": lambda cell, text: text in cell,
    "notContainsText": lambda cell, text: text not in cell,
    "beginsWith": str.startswith,
    "endsWith": str.endswith,
}
_RED, _AMBER, _GREEN = "Red", "Amber", "Green"
_ICONS: dict[str, tuple[str, ...]] = {
    "3Arrows": ("↓", "→", "↑"),
    "3ArrowsGray": ("↓", "→", "↑"),
    "4Arrows": ("↓", "↘", "↗", "↑"),
    "4ArrowsGray": ("↓", "↘", "↗", "↑"),
    "5Arrows": ("↓", "↘", "→", "↗", "↑"),
    "5ArrowsGray": ("↓", "↘", "→", "↗", "↑"),
    "3TrafficLights1": (_RED, _AMBER, _GREEN),
    "3TrafficLights2": (_RED, _AMBER, _GREEN),
    "3Signs": (_RED, _AMBER, _GREEN),
    "3Symbols": (_RED, _AMBER, _GREEN),
    "3Symbols2": (_RED, _AMBER, _GREEN),
    "3Flags": (_RED, _AMBER, _GREEN),
}
"""What the icons of a set say, from the lowest value; sets of other icons are not read."""
_NUMBER = re.compile(f"-?{FULL_NUMBER}")
_TEXT = re.compile(r'"([^"]*)"')
_REFERENCE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")
_HUNDRED = 100

Place = tuple[int, int]


class _NotRead(Exception):
    """A rule that is not worked out here."""


@dataclass(frozen=True)
class Rules:
    """The rules of a sheet in the order in which they count, each with the ranges that it is for."""

    rules: Sequence[tuple[Any, Sequence[tuple[int, int, int, int]]]]
    values: dict[Place, Any]
    unread: set[str] = field(default_factory=set)
    """What kinds of rules had a say in some cell and were not read."""

    def fill_of(self, place: Place) -> Any:
        """The fill (of openpyxl) of the first rule that holds for a cell; null for none, or if that is not known."""
        for rule, ranges in self._for(place, icons=False):
            try:
                holds = self._holds(rule, ranges, place)
            except _NotRead:
                self.unread.add(str(rule.type))
                return None
            if holds:
                return rule.dxf.fill
        return None

    def icon_of(self, place: Place) -> str | None:
        """What an icon says that stands in a cell in the place of its number; null for none."""
        for rule, ranges in self._for(place, icons=True):
            icons = _ICONS.get(rule.iconSet.iconSet or "3TrafficLights1")
            value = self.values.get(place)
            if not _is_number(value):
                return None
            try:
                step = self._step(rule.iconSet, ranges, value) if icons else None
            except _NotRead:
                step = None
            if icons is None or step is None or rule.iconSet.showValue is not False:
                self.unread.add("icons beside figures" if step is not None else "icons")
                return None
            return icons[len(icons) - 1 - step if rule.iconSet.reverse else step]
        return None

    def _for(self, place: Place, *, icons: bool) -> Iterator[tuple[Any, Sequence[tuple[int, int, int, int]]]]:
        row, column = place
        for rule, ranges in self.rules:
            wanted = rule.iconSet is not None if icons else rule.dxf is not None and rule.dxf.fill is not None
            if wanted and any(top <= row <= bottom and left <= column <= right for left, top, right, bottom in ranges):
                yield rule, ranges

    def _holds(self, rule: Any, ranges: Sequence[tuple[int, int, int, int]], place: Place) -> bool:
        value = self.values.get(place)
        if rule.type in _IN_TEXT and rule.text is not None:
            return _IN_TEXT[rule.type](str(value or "").lower(), rule.text.lower())
        if rule.type != "cellIs":
            raise _NotRead
        if value is None:
            return False
        bounds = [self._bound(text, ranges, place) for text in rule.formula]
        if any(_is_number(bound) != _is_number(value) for bound in bounds):
            return bool(rule.operator in ("notEqual", "notBetween"))
        if rule.operator in ("between", "notBetween"):
            low, high = sorted(bounds)
            return (low <= value <= high) == (rule.operator == "between")
        if rule.operator not in _COMPARED:
            raise _NotRead
        if isinstance(value, str):
            return _COMPARED[rule.operator](value.lower(), str(bounds[0]).lower())
        return _COMPARED[rule.operator](value, bounds[0])

    def _bound(self, text: str, ranges: Sequence[tuple[int, int, int, int]], place: Place) -> Any:
        """The value that a rule compares with: a number, a text in quotes, or a cell, moved along with the range."""
        text = text.strip()
        if _NUMBER.fullmatch(text):
            return float(text)
        if quoted := _TEXT.fullmatch(text):
            return quoted[1]
        reference = _REFERENCE.fullmatch(text)
        if reference is None:
            raise _NotRead
        column, row, *_ = range_boundaries(f"{reference[2]}{reference[4]}")
        left, top = min(r[0] for r in ranges), min(r[1] for r in ranges)
        at = (row if reference[3] else row + place[0] - top, column if reference[1] else column + place[1] - left)
        if self.values.get(at) is None:
            raise _NotRead
        return self.values[at]

    def _step(self, icons: Any, ranges: Sequence[tuple[int, int, int, int]], value: float) -> int:
        """Which icon of a set a value has, from 0 for the lowest."""
        bounds = [self._limit(limit, ranges) for limit in icons.cfvo[1:]]
        reached = [
            value > b if limit.gte is False else value >= b for limit, b in zip(icons.cfvo[1:], bounds, strict=True)
        ]
        return max((at for at, yes in enumerate(reached, start=1) if yes), default=0)

    def _limit(self, limit: Any, ranges: Sequence[tuple[int, int, int, int]]) -> float:
        if limit.type == "num" and _NUMBER.fullmatch(str(limit.val)):
            return float(limit.val)
        if limit.type != "percent":
            raise _NotRead
        inside = [
            value
            for (row, column), value in self.values.items()
            if _is_number(value) and any(x0 <= column <= x1 and y0 <= row <= y1 for x0, y0, x1, y1 in ranges)
        ]
        low, high = min(inside), max(inside)
        return float(low + (high - low) * float(limit.val) / _HUNDRED)


def rules_of(sheet: Any) -> Rules:
    """The rules of a sheet of openpyxl, the first to count first."""
    rules = [
        (rule, [range_boundaries(str(part)) for part in formatting.sqref.ranges])
        for formatting in sheet.conditional_formatting
        for rule in formatting.rules
    ]
    values = {place: cell.value for place, cell in sheet._cells.items()} if rules else {}
    return Rules(sorted(rules, key=lambda pair: pair[0].priority), values)


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
