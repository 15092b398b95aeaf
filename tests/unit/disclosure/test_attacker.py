"""Nobody can work out what is hidden: every hidden figure can be two numbers, found without our solver.

The attacker knows all that is left in the tables, how tables add up, how percentages are rounded, and that a hidden
count is no nought where noughts are shown. He tries all whole numbers, one after the other.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.disclosure import Policy, find_equations, load_policy, suppress
from tests.unit.validate.rule_frames import figure, indicator, pack, registry

POLICY = load_policy("children-in-need-2020")
SLOWLY = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
COUNTS = st.integers(0, 9)

# --- a table with rows, columns and totals ---------------------------------------------------------------------------

CROSSED = registry(indicator("contacts", breakdown=True))
ROWS, COLUMNS = "AB", "xyz"
PLACES = [f"{r} / {c}" for r, c in product(ROWS, COLUMNS)]


def crossed_table(inside: list[int]) -> dict[str, int]:
    """The cells of a table by name, with its totals."""
    cells = dict(zip(PLACES, inside))
    for r in ROWS:
        cells[r] = sum(cells[f"{r} / {c}"] for c in COLUMNS)
    for c in COLUMNS:
        cells[c] = sum(cells[f"{r} / {c}"] for r in ROWS)
    cells["Total"] = sum(inside)
    return cells


def printed(cells: dict[str, int]) -> list[dict[str, Any]]:
    return [
        figure("contacts", "2020-06", str(number), line=1, cell=n, breakdown=name)
        for n, (name, number) in enumerate(cells.items(), 1)
    ]


def left_after(rows: list[dict[str, Any]], measures: Any, policy: Policy) -> pl.DataFrame:
    """What is left of some figures under a policy."""
    tables = pack(rows)
    equations = find_equations(tables["observations"], tables["claims"], measures, tables["documents"])
    return suppress(tables["observations"], policy, equations)


def numbers_of_attacker(shown: dict[str, float | None]) -> dict[str, set[int]]:
    """All numbers that each hidden cell can be, if none inside is above 10."""
    ways = [range(int(v), int(v) + 1) if (v := shown[name]) is not None else range(1, 11) for name in PLACES]
    inside = np.array(np.meshgrid(*ways, indexing="ij"), dtype=np.int16).reshape(len(PLACES), -1)
    table = inside.reshape(len(ROWS), len(COLUMNS), -1)
    all_cells = dict(zip(PLACES, inside))
    all_cells |= dict(zip(ROWS, table.sum(axis=1))) | dict(zip(COLUMNS, table.sum(axis=0)))
    all_cells["Total"] = inside.sum(axis=0)
    fits = np.ones(inside.shape[1], dtype=bool)
    for name, value in shown.items():
        fits &= (all_cells[name] == value) if value is not None else (all_cells[name] >= 1)
    return {name: set(all_cells[name][fits].tolist()) for name, value in shown.items() if value is None}


@SLOWLY
@given(st.lists(COUNTS, min_size=6, max_size=6))
def test_no_cell_of_a_table_can_be_worked_out(inside: list[int]) -> None:
    cells = crossed_table(inside)
    left = left_after(printed(cells), CROSSED, POLICY)
    shown = dict(zip(left["breakdown"], left["value"]))
    assert all(shown[name] is None for name, number in cells.items() if 1 <= number <= 5)
    assert all(shown[name] is not None for name, number in cells.items() if number == 0)
    possible = numbers_of_attacker(shown)
    assert {name: numbers for name, numbers in possible.items() if len(numbers) < POLICY.fewest_values} == {}
    assert all(cells[name] in numbers for name, numbers in possible.items())


@SLOWLY
@given(st.lists(st.integers(0, 6), min_size=6, max_size=6))
def test_a_policy_may_want_more_than_two_numbers(inside: list[int]) -> None:
    wide = POLICY.model_copy(update={"fewest_values": 4})
    left = left_after(printed(crossed_table(inside)), CROSSED, wide)
    possible = numbers_of_attacker(dict(zip(left["breakdown"], left["value"])))
    assert {name: n for name, n in possible.items() if max(n) - min(n) + 1 < wide.fewest_values} == {}


def test_the_attacker_succeeds_where_only_small_numbers_are_hidden() -> None:
    """The same attacker, against a policy that stops there: his table would be no test if he never won."""
    careless = POLICY.model_copy(update={"secondary": "none"})
    cells = crossed_table([3, 7, 8, 9, 6, 7])
    left = left_after(printed(cells), CROSSED, careless)
    possible = numbers_of_attacker(dict(zip(left["breakdown"], left["value"])))
    assert possible == {"A / x": {3}}


def test_two_ones_are_hidden_better_than_by_each_other() -> None:
    """Both are at least one and make two: noughts are shown, so that they can only be one and one."""
    cells = crossed_table([1, 1, 8, 7, 6, 9])
    left = left_after(printed(cells), CROSSED, POLICY)
    possible = numbers_of_attacker(dict(zip(left["breakdown"], left["value"])))
    assert all(len(numbers) > 1 for numbers in possible.values())
    assert len(possible) > 2


# --- months, their quarter, and percentages of two counts ------------------------------------------------------------

SHARES = registry(
    indicator("seen", adds_up=True, subset_of="due"),
    indicator("due", adds_up=True),
    indicator("seen_share", unit="percent", kind="share", share_of={"numerator": "seen", "denominator": "due"}),
)
TIMES = ["2020-04", "2020-05", "2020/21 Q1"]
MOST = 20
Pair = tuple[int, int]
Shown = tuple[float | None, float | None, float | None]


def half_up(x: int, y: int) -> str | None:
    """x of y in per cent with one decimal, in exact fractions."""
    if y == 0:
        return None
    tenths = int(Fraction(1000 * x, y) + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}%"


def printed_pairs(pairs: list[Pair], pair_cells: bool) -> list[dict[str, Any]]:
    """Counts, their share, and the same for the quarter (of which the third month is nought, and printed)."""
    total = (sum(x for x, _ in pairs), sum(y for _, y in pairs))
    rows: list[dict[str, Any]] = []
    for line, (time, (x, y)) in enumerate(zip(TIMES, [*pairs, total]), 1):
        rows.append(figure("seen", time, str(x), line=line, cell=1))
        rows.append(figure("due", time, str(y), line=line, cell=2))
        told = {"x": float(x), "y": float(y)} if pair_cells else {}
        if (share := half_up(x, y)) is not None:
            rows.append(figure("seen_share", time, share, line=line, cell=3, **told))
    rows += [figure(name, "2020-06", "0", line=9, cell=n) for n, name in enumerate(("seen", "due"), 1)]
    return rows


def pairs_that_fit(shown: Shown) -> list[Pair]:
    """All x of y that one line leaves possible."""
    x_shown, y_shown, share = shown
    return [
        (x, y)
        for y in range(MOST + 1)
        for x in range(y + 1)
        if (x == x_shown if x_shown is not None else x >= 1)
        and (y == y_shown if y_shown is not None else y >= 1)
        and (share is None or half_up(x, y) == f"{share:.1f}%")
    ]


def solutions(lines: list[Shown]) -> list[list[Pair]]:
    """All pairs of both months whose sums are what the quarter shows."""
    april, may, (x_sum, y_sum, share) = pairs_that_fit(lines[0]), pairs_that_fit(lines[1]), lines[2]
    kept = []
    for first, second in product(april, may):
        x, y = first[0] + second[0], first[1] + second[1]
        if (x_sum in (None, x)) and (y_sum in (None, y)) and (share is None or half_up(x, y) == f"{share:.1f}%"):
            kept.append([first, second, (x, y)])
    return kept


PAIRS = st.integers(1, 12).flatmap(lambda y: st.tuples(st.integers(0, y), st.just(y)))


@SLOWLY
@given(st.lists(PAIRS, min_size=2, max_size=2), st.booleans())
def test_no_month_can_be_worked_out_from_year_share_or_pair(pairs: list[Pair], pair_cells: bool) -> None:
    left = left_after(printed_pairs(pairs, pair_cells), SHARES, POLICY)
    value = {(r["period"], r["indicator"]): r["value"] for r in left.iter_rows(named=True)}
    lines = [tuple(value.get((time, name)) for name in ("seen", "due", "seen_share")) for time in TIMES]
    there = solutions(lines)  # type: ignore[arg-type]
    truth = [*pairs, (sum(x for x, _ in pairs), sum(y for _, y in pairs))]
    assert truth in there
    for n, (line, (x, y)) in enumerate(zip(lines, truth)):
        hidden = {"x": line[0] is None, "y": line[1] is None, "rest": 1 <= y - x <= 5}
        possible = {
            "x": {one[n][0] for one in there},
            "y": {one[n][1] for one in there},
            "rest": {one[n][1] - one[n][0] for one in there},
        }
        assert [name for name, is_hidden in hidden.items() if is_hidden and len(possible[name]) < 2] == [], lines


@pytest.mark.parametrize("pair_cells", [True, False])
def test_a_share_that_leaves_out_three_is_hidden_and_so_is_one_of_its_counts(pair_cells: bool) -> None:
    left = left_after(printed_pairs([(97, 100), (60, 80)], pair_cells), SHARES, POLICY)
    april = left.filter(pl.col("period") == "2020-04")
    assert april.filter(pl.col("indicator") == "seen_share")["published"].to_list() == ["c"]
    assert april.filter(pl.col("unit") == "count")["value"].is_null().any()
