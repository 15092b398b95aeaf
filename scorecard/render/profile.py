"""What the making of reports cost beside what it must cost at least: the time of their own cells and exports."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.words import counted

_SLOWEST = 5


Spent = Mapping[str, Mapping[str, float]]
"""The seconds that the ``cells`` and the ``export`` of each report took, by its name."""


def floor_of(spent: Spent, workers: int) -> float:
    """The least seconds that so many workers need: the sum of all cells and exports, shared out evenly."""
    return sum(map(_seconds, spent.values())) / max(workers, 1)


def profile(spent: Spent, seconds: float, workers: int) -> list[str]:
    """Lines that tell where the time of a run went: floor, measured ``seconds``, their ratio, the slowest reports."""
    if not spent:
        return ["profile: no report was made"]
    floor = floor_of(spent, workers)
    parts = {part: sum(one.get(part, 0.0) for one in spent.values()) for part in ("cells", "export")}
    slowest = sorted(spent, key=lambda name: (-_seconds(spent[name]), name))[:_SLOWEST]
    return [
        f"profile: {counted(len(spent), 'report')} with {counted(workers, 'worker')}: "
        f"cells {parts['cells']:.1f} s, export {parts['export']:.1f} s",
        f"profile: floor {floor:.1f} s, measured {seconds:.1f} s: {seconds / floor:.2f} times the floor",
        *(f"profile: {_seconds(spent[name]):.2f} s {name}" for name in slowest),
    ]


def _seconds(parts: Mapping[str, float]) -> float:
    return sum(parts.values())
