"""Which figures others confirm, contradict or leave untested, and by how many comparisons."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.schema import SCHEMAS
from scorecard.validate.compare import compare_rule, find_rules
from scorecard.validate.rules.shared.agreement import ExplainingRule, holds
from scorecard.validate.ticks import coverage, ticks_of
from tests.unit.validate.rule_frames import figure, indicator, pack, registry, x_of_y

RULES = find_rules()
REGISTRY = registry(
    indicator("children", kind="stock", basis="month-end"),
    indicator("visits", unit="percent", kind="share"),
    indicator("alone"),
    indicator("sessions", adds_up=True),
)


def judged(*rows):
    """Ticks and coverage of these figures by every rule."""
    tables = pack(list(rows))
    ticks = [pl.DataFrame(schema=SCHEMAS["ticks"])]
    for rule in RULES.values():
        compared = compare_rule(rule, tables, REGISTRY).rows
        failing = compared.clear() if isinstance(rule, ExplainingRule) else compared.filter(~holds())
        ticks.append(ticks_of(rule, compared, failing, tables["observations"]))
    ticked = pl.concat(ticks)
    return ticked, coverage(ticked, tables, REGISTRY)


def states(*rows):
    covered = judged(*rows)[1].sort("line", "cell")
    return covered.select("line", "state", "confirmed_by", "contradicted_by").rows()


def test_two_prints_that_agree_confirm_each_other_once():
    rows = [
        figure("children", "2020-06", "603", line=line, table=table) for line, table in ((1, "summary"), (9, "page"))
    ]
    assert states(*rows) == [(1, "confirmed", 1, 0), (9, "confirmed", 1, 0)]


def test_two_prints_that_differ_contradict_each_other():
    rows = [figure("children", "2020-06", printed, line=at, table=f"t{at}") for at, printed in ((1, "603"), (9, "613"))]
    assert states(*rows) == [(1, "contradicted", 0, 1), (9, "contradicted", 0, 1)]


def test_a_sum_that_holds_confirms_its_parts_and_one_that_fails_contradicts_only_the_whole():
    months = [figure("sessions", f"2020-0{m}", str(10 * m), line=m) for m in (4, 5, 6)]
    right, wrong = (figure("sessions", "2020/21 YTD", total, line=9, cell=5) for total in ("150", "160"))
    assert [state for _, state, *_ in states(*months, right)] == ["confirmed"] * 4
    assert [state for _, state, *_ in states(*months, wrong)] == ["untested"] * 3 + ["contradicted"]


def test_a_percentage_and_its_x_of_y_confirm_each_other():
    rows = [x_of_y("visits", "2020-06", 9, 12, line=3, cell=1), figure("visits", "2020-06", "75.0%", line=3, x=9, y=12)]
    ticked, covered = judged(*rows)
    assert covered["state"].to_list() == ["confirmed", "confirmed"]
    assert set(ticked.filter(pl.col("rule") == "percentage")["compared_with"]) == {"pack:3:1"}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            figure("alone", "2020-06", "5", line=1),
            "the registry links its measure with no other, and it is printed once",
        ),
        (figure("unknown", "2020-06", "5", line=1), "the registry does not know its measure"),
        (figure("visits", "latest", "5.0%", line=1, area="National average"), "a benchmark that is printed once"),
    ],
)
def test_what_nothing_holds_is_untested_and_says_why(row, reason):
    assert judged(row)[1].select("state", "reason").rows() == [("untested", reason)]


def test_a_missing_mark_is_no_figure():
    assert judged(figure("children", "2020-06", None, line=1))[1].is_empty()


def test_every_comparison_says_what_it_was_compared_with():
    rows = [figure("children", "2020-06", "603", line=line, table=f"t{line}") for line in (1, 9)]
    ticked, _ = judged(*rows)
    assert ticked.select("line", "outcome", "compared_with").sort("line").rows() == [
        (1, "agrees", "pack:9:2"),
        (9, "agrees", "pack:1:2"),
    ]
