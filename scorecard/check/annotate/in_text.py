"""A text with its facts behind the lines that they are told at."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.check.annotate.marks import Mark
from scorecard.check.report import CONFIRMED, CONTRADICTED, UNTESTED


def marked_text(content: bytes, marks: Sequence[Mark]) -> bytes:
    """The text; below each line with figures what is confirmed, what nothing tests, what is contradicted and how."""
    lines = content.decode("utf-8-sig").split("\n")
    told: dict[int, list[Mark]] = {}
    for mark in marks:
        told.setdefault(mark.line, []).append(mark)
    marked: list[str] = []
    for number, line in enumerate(lines, start=1):
        marked.append(line)
        marked += _below(told.get(number, []))
    return "\n".join(marked).encode("utf-8")


def _below(marks: Sequence[Mark]) -> list[str]:
    counts = [(sum(mark.state == state for mark in marks), state) for state in (CONFIRMED, UNTESTED)]
    counted = [f"{count} {state}" for count, state in counts if count]
    lines = [f"    [check] {', '.join(counted)}"] if counted else []
    for mark in marks:
        if mark.state not in (CONFIRMED, UNTESTED) or (": " in mark.note.splitlines()[0] and _has_fact(mark)):
            where = f"cell {mark.cell}: " if mark.cell else ""
            lines += [f"    [check] {where}{line}" for line in mark.note.splitlines()]
    return lines


def _has_fact(mark: Mark) -> bool:
    return mark.state == CONTRADICTED or mark.note.startswith(("Error:", "Warning:", "Note:"))
