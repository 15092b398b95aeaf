"""Of two prints of one figure that differ, the one that nothing else bears out is in doubt, and is told first."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.schema import SCHEMAS, conform
from scorecard.validate.findings.ids import DRAFT_SCHEMA, name_findings
from scorecard.validate.findings.sides import with_sides
from tests.unit.validate.findings.test_facts import MIRRORED, draft
from tests.unit.validate.rule_frames import figure, pack

PRINTS = [
    figure("lac_number", "2020-03", "603", line=10, cell=3, document="june", area="Kiteham"),
    figure("lac_number", "2020-03", "613", line=40, cell=2, document="june", area="Kiteham", table="theme"),
]


def tick(line: int, cell: int, outcome: str = "agrees", rule: str = "totals", compared_with: str = "june:99:1"):
    return {
        "rule": rule, "document": "june", "line": line, "cell": cell, "outcome": outcome, "compared_with": compared_with
    }  # fmt: skip


def told(*ticks, drafts=MIRRORED, prints=PRINTS) -> pl.DataFrame:
    frame = conform("ticks", pl.DataFrame(list(ticks), schema_overrides=SCHEMAS["ticks"]) if ticks else pl.DataFrame())
    documents = {"june": pack([])["documents"]["as_at"][0]}
    observations = pack(list(prints), documents=documents)["observations"]
    return with_sides(pl.DataFrame(list(drafts), schema=DRAFT_SCHEMA), frame, observations)


def test_the_print_that_nothing_bears_out_is_in_doubt():
    sides = told(tick(40, 2), tick(40, 2, rule="rates", compared_with="june:98:1"))
    assert sides["side"].to_list() == ["this", "other"]
    assert sides["explanation"][0].endswith("That one is borne out by 2 other comparisons, this one by nothing else.")
    assert sides["explanation"][1].endswith("This one is borne out by 2 other comparisons, that one by nothing else.")


@pytest.mark.parametrize("ticks", [[], [tick(10, 3), tick(40, 2)], [tick(40, 2, "within-bounds")]])
def test_nothing_is_told_where_both_or_neither_are_borne_out(ticks):
    sides = told(*ticks)
    assert sides["side"].null_count() == 2 and sides["explanation"].to_list() == [d["explanation"] for d in MIRRORED]


def test_other_measures_and_periods_have_no_side():
    other = [PRINTS[0], PRINTS[1] | {"period": "2020-02"}]
    assert told(tick(40, 2), prints=other, drafts=MIRRORED[:1])["side"].null_count() == 1


def test_a_sum_of_several_figures_has_no_side():
    assert told(tick(40, 2), drafts=[draft(10, compared_with="june:40:2; june:41:2")])["side"].null_count() == 1


def test_the_print_in_doubt_leads():
    first = name_findings(told(tick(10, 3))).sort("line")
    assert first.select("line", "role").rows() == [(10, "also-here"), (40, "leading")]
    second = name_findings(told(tick(40, 2))).sort("line")
    assert second.select("line", "role").rows() == [(10, "leading"), (40, "also-here")]
