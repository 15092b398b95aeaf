"""Months, quarters and years as numbers that follow one another, and which of a line stand out of turn.

Same months of other years are comparisons ("Jun-21", "Jun-20") and have no turn. Which of two that contradict each
other is wrong, the pack's own month tells, or their number; else both are in doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from scorecard.periods import Period

CYCLES = {"month": 12, "quarter": 4, "financial_year": 1}
"""How many periods of a kind a year has."""
_IN_ORDER = 3
"""Fewer periods have no order: this month may stand before the last one, or behind it."""


def ordinal(period: Period) -> int:
    """Which period of its kind it is, counted on from year to year; of a month, a quarter or a financial year."""
    assert period.start is not None, f"{period.label} has no first day"
    months = period.start.year * 12 + period.start.month - 1
    return months * CYCLES[period.kind] // 12


def period_at(number: int, kind: str) -> Period:
    """The period with that `ordinal`.

    >>> period_at(ordinal(Period.quarter(2020, 4)), "quarter").label
    '2020/21 Q4'
    """
    year, place = divmod(number, CYCLES[kind])
    if kind == "month":
        return Period.month(year, place + 1)
    # quarters are counted from January as months are, and named from April
    return Period.quarter(year - (place == 0), place or 4) if kind == "quarter" else Period.financial_year(year)


def direction_of(numbers: Sequence[int], cycle: int) -> int | None:
    """1 where months without a year go on in turn, -1 where they go back, within one year; null for neither."""
    steps = [(b - a) % cycle for a, b in pairwise(numbers)]
    on, back = sum(steps), cycle * len(steps) - sum(steps)
    if not all(steps) or on == back or min(on, back) >= cycle:
        return None
    return 1 if on < back else -1


def out_of_turn(stand: Mapping[int, int], kind: str, own: int) -> dict[int, str]:
    """The periods of a line that are in doubt, by position, each with why, as a code.

    ``stand`` gives the number of each by position, ``own`` is that of the pack's own period.
    """
    times = Counter(stand.values())
    doubts = {i: "twice" for i, number in stand.items() if times[number] > 1}
    if kind == "financial_year":
        return doubts
    cycle = CYCLES[kind]
    names = Counter(number % cycle for number in times)
    line = {i: number for i, number in stand.items() if times[number] == 1 and names[number % cycle] == 1}
    turn = 1 if sum(b > a for a, b in pairwise(line.values())) * 2 >= len(line) - 1 else -1
    runs = list(_runs(line, turn, cycle))
    if len(runs) > 1:
        proved = _proved(runs, line, own)
        doubts |= {i: "other-year" for run in runs if run is not proved for i in run}
    rest = [i for i in line if i not in doubts]
    return doubts | dict.fromkeys(disordered([turn * line[i] for i in rest], rest), "out-of-order")


def expected_at(position: int, stand: Mapping[int, int], doubts: Mapping[int, str], own: int) -> int | None:
    """The number that the neighbours of a period in doubt leave for it; null if they leave none, or the printed one."""
    sure = {i: number for i, number in stand.items() if i not in doubts}
    places = list(stand)
    turn = -1 if any(sure[b] < sure[a] for a, b in pairwise(sure)) else 1
    nearest = min(sure, key=lambda i: abs(i - position), default=None)
    if nearest is None:
        return None
    number = sure[nearest] + turn * (places.index(position) - places.index(nearest))
    return None if number in (*sure.values(), stand[position]) or number > own else number


def _runs(line: Mapping[int, int], turn: int, cycle: int) -> Iterator[list[int]]:
    """The positions of a line, parted where the name of the next goes on and its year does not."""
    run: list[int] = []
    for i, number in line.items():
        step = number - line[run[-1]] if run else turn
        if step != turn and (step - turn) % cycle == 0:
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _proved(runs: Sequence[list[int]], line: Mapping[int, int], own: int) -> list[int] | None:
    """The run with the pack's own period, else the one longest run; null if there is neither."""
    with_own = [run for run in runs if own in (line[i] for i in run)]
    longest = [run for run in runs if len(run) == max(map(len, runs))]
    return next((told[0] for told in (with_own, longest) if len(told) == 1), None)


def disordered(numbers: Sequence[int], positions: Sequence[int]) -> list[int]:
    """The positions that do not stand in every longest rising part of a line; none of a line too short to tell."""
    if len(numbers) < _IN_ORDER:
        return []
    before, after = _rises(tuple(numbers)), _rises(tuple(-n for n in reversed(numbers)))[::-1]
    most = max(before)
    levels = Counter(b for b, a in zip(before, after, strict=True) if b + a - 1 == most)
    return [i for i, b, a in zip(positions, before, after, strict=True) if b + a - 1 < most or levels[b] > 1]


@lru_cache(maxsize=1_000)
def _rises(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """For each number the length of the longest rising part that ends with it."""
    lengths: list[int] = []
    for i, number in enumerate(numbers):
        lengths.append(1 + max((lengths[j] for j in range(i) if numbers[j] < number), default=0))
    return tuple(lengths)
