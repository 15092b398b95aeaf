"""A cause is told where moving its figures makes findings vanish and no new one appear, and from the right table."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from scorecard.validate import trials
from scorecard.validate.compare import compare_rule, find_rules
from scorecard.validate.findings.ids import conform_drafts, name_findings
from scorecard.validate.rules.shared.agreement import ExplainingRule, holds
from scorecard.validate.rules.shared.causes.tries import causes_wanted
from scorecard.validate.ticks import ticks_of
from tests.unit.validate.rule_frames import figure, indicator, pack, registry

REGISTRY = registry(
    indicator("plans", unit="percent", kind="share"),
    indicator("visits", unit="percent", kind="share"),
    indicator("absence", unit="percent", kind="share", good="low"),
)
RULES = find_rules()
YEARS = ("2015/16", "2016/17", "2017/18", "2018/19")
VALUES = ("70.1", "75.4", "81.0", "88.8")


def summary(measure="plans", periods=YEARS[1:], values=VALUES, **more):
    return [
        figure(measure, period, f"{value}%", line=5, cell=3 + at, table="summary", **more)
        for at, (period, value) in enumerate(zip(periods, values))
    ]


def page(measure="plans", periods=YEARS, values=VALUES, **more):
    return [
        figure(measure, period, f"{value}%", line=40 + at, table="page", **more)
        for at, (period, value) in enumerate(zip(periods, values))
    ]


def told(*rows, documents=None):
    """The drafts of all rules about these figures, with their causes, and the named findings."""
    tables = pack(list(rows), **({"documents": documents} if documents else {}))
    comparing = {name: rule for name, rule in RULES.items() if not isinstance(rule, ExplainingRule)}
    compared = {name: compare_rule(rule, tables, REGISTRY).rows for name, rule in comparing.items()}
    failing = [
        conform_drafts(rows.filter(~holds()).with_columns(pl.lit(name).alias("rule")))
        for name, rows in compared.items()
    ]
    ticks = [
        ticks_of(comparing[name], rows, rows.filter(~holds()), tables["observations"])
        for name, rows in compared.items()
    ]
    return trials.with_causes(pl.concat(failing), pl.concat(ticks), tables, REGISTRY, RULES)


def test_what_comes_of_a_proved_cause_names_it():
    drafts = told(*summary(), *page())
    cause = drafts.filter(pl.col("rule") == "misplaced")
    assert cause.height == 1
    come = drafts.filter(pl.col("rule") != "misplaced")
    assert set(come["cause"]) == set(cause["cause"]) and come.height == 6
    assert cause["explanation"][0].endswith("6 findings come of it.")


def test_a_third_print_tells_which_table_is_the_mistake():
    """An earlier pack prints the years as the page does: the summary's labels are wrong, not the page's."""
    documents = {"pack": date(2020, 6, 30), "earlier": date(2019, 6, 30)}
    earlier = [
        figure("plans", period, f"{value}%", line=9 + at, document="earlier")
        for at, (period, value) in enumerate(zip(YEARS[1:], VALUES[1:]))
    ]
    drafts = told(*summary(), *page(), *earlier, documents=documents)
    cause = drafts.filter(pl.col("rule") == "misplaced")
    assert cause["table"].to_list() == ["summary"]
    assert "between-packs" in set(drafts.filter(pl.col("cause").is_not_null())["rule"])


def test_a_cause_that_makes_new_findings_is_not_told():
    """The page is right by the earlier pack, the summary by another table of its own: no move explains it all."""
    third = [
        figure("plans", period, f"{value}%", line=70 + at, table="annex")
        for at, (period, value) in enumerate(zip(YEARS[1:], VALUES))
    ]
    documents = {"pack": date(2020, 6, 30), "earlier": date(2019, 6, 30)}
    earlier = [
        figure("plans", period, f"{value}%", line=9 + at, document="earlier")
        for at, (period, value) in enumerate(zip(YEARS[1:], VALUES[1:]))
    ]
    drafts = told(*summary(), *page(), *third, *earlier, documents=documents)
    assert "misplaced" not in set(drafts["rule"]) and drafts["cause"].null_count() == drafts.height


def test_a_finding_of_another_measure_does_not_come_of_it():
    other = [
        figure("visits", "2018/19", f"{value}%", line=90, table=table) for table, value in (("summary", 3), ("page", 4))
    ]
    drafts = told(*summary(), *page(), *other)
    assert drafts.filter(pl.col("indicator") == "visits")["cause"].null_count() == 2


def test_without_a_misplaced_label_nothing_is_tried(monkeypatch):
    monkeypatch.setattr(trials, "_found", lambda *_: pytest.fail("tried"))
    drafts = told(*summary(periods=YEARS, values=("1.0", "2.0", "3.0", "4.0")), *page())
    assert drafts.height and drafts["cause"].null_count() == drafts.height


def test_each_rule_is_asked_once_about_both_tables_moved_and_unmoved_and_no_cause_is_looked_for(monkeypatch):
    asked, found = [], trials._found

    def counted(rule, tables, registry):
        asked.append((rule.RULE.id, tables["documents"].height, causes_wanted()))
        return found(rule, tables, registry)

    monkeypatch.setattr(trials, "_found", counted)
    drafts = told(*summary(), *page())
    within = [one for one in asked if RULES[one[0]].RULE.scope == "one document"]
    assert len({rule for rule, _, _ in within}) == len(within) > 0
    # what fails before they are moved is asked once for the two tables of the pair
    assert {one[1:] for one in within} == {(3, False)} and causes_wanted()
    assert drafts["suggestion"].drop_nulls().len() > 0


def test_packs_are_not_held_against_each_other_where_a_move_makes_new_findings_in_its_own(monkeypatch):
    nothing = pl.DataFrame(schema=dict.fromkeys(trials._KEY, pl.String()))
    new = pl.DataFrame({key: ["new"] for key in trials._KEY})

    def within(states, *_):
        unmoved, moved = ([one.name for one in states][way::2] for way in (0, 1))
        return dict.fromkeys(unmoved, nothing) | dict.fromkeys(moved, new)

    monkeypatch.setattr(trials, "_failing_within", within)
    monkeypatch.setattr(trials, "_failing_between", lambda *_: pytest.fail("asked"))
    assert told(*summary(), *page())["cause"].null_count() > 0


def test_all_of_it_is_one_fact_led_by_its_cause():
    findings = name_findings(told(*summary(), *page()))
    assert findings["fact"].n_unique() == 1
    roles = findings.group_by("role").len().sort("role").rows()
    assert roles == [("consequence", 6), ("leading", 1)]
    assert findings.filter(pl.col("role") == "leading")["rule"].to_list() == ["misplaced"]


@pytest.mark.parametrize(
    ("label", "kind", "move", "later"),
    [
        ("2019-12", "month", 1, "2020-01"),
        ("2020-01", "month", -1, "2019-12"),
        ("2019/20 Q4", "quarter", 1, "2020/21 Q1"),
        ("2020/21 Q1", "quarter", -1, "2019/20 Q4"),
        ("2019/20", "financial_year", 1, "2020/21"),
        ("2019/20", "academic_year", -1, "2018/19"),
    ],
)
def test_a_period_moves_by_its_own_length(label, kind, move, later):
    moved, same_kind, start, end = trials._later(label, kind, move)
    assert (moved, same_kind) == (later, kind) and start < end
