"""A school term's figure in the column of a month."""

from __future__ import annotations

from scorecard.periods import Period
from scorecard.validate.rules import terms
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry
from tests.unit.validate.rules.in_detail import only

REGISTRY = registry(
    indicator("plans", unit="percent", kind="share", basis="termly"),
    indicator("absence", unit="percent", kind="share", basis="termly"),
    indicator("monthly", unit="percent", kind="share"),
)


def run(*rows):
    return terms.compare(pack(list(rows)), REGISTRY)


def month(id: str, published: str, *, line: int, label: str = "2020-04", **more):
    return figure(id, label, published, line=line, **more) | {"basis": "termly"}


def term(id: str, published: str, *, line: int, name: str = "Spring"):
    when = Period.term(2019, name)
    told = {"period": when.label, "period_kind": when.kind, "period_start": when.start, "period_end": when.end}
    return figure(id, "2020-04", published, line=line, table="page") | told | {"basis": "termly"}


def test_a_months_own_figure_holds():
    result = run(month("plans", "97.7%", line=1), term("plans", "94.3%", line=9))
    assert result.rows.height == 1 and failing(result).is_empty()


def test_the_figures_of_a_term_are_told_once_for_the_column():
    rows = [month("plans", "97.7%", line=1), month("absence", "7.1%", line=2)]
    row = only(run(*rows, term("plans", "97.7%", line=9), term("absence", "7.1%", line=9)))
    assert (row["line"], row["expected"], row["published_value"]) == (1, "2019/20 Spring", 2.0)
    assert row["explanation"] == (
        "Plans and 1 more: what stands under April 2020 is the figure of a whole term, 2019/20 Spring (line 9)."
    )
    assert row["severity"] == "information" and row["compared_with"]


def test_one_measure_alone_is_named_alone():
    rows = [month("plans", "97.7%", line=1), month("absence", "7.2%", line=2)]
    row = only(run(*rows, term("plans", "97.7%", line=9), term("absence", "7.1%", line=9)))
    assert row["explanation"].startswith("Plans: what stands under April 2020") and row["published_value"] == 1.0


def test_a_term_that_had_not_begun_is_not_meant_and_of_two_the_later_one_is():
    told = [
        month("plans", "97.7%", line=1),
        term("plans", "97.7%", line=9),
        term("plans", "97.7%", line=8, name="Summer"),
    ]
    assert only(run(*told))["expected"] == "2019/20 Spring"
    before = term("plans", "97.7%", line=7, name="Autumn")
    assert only(run(*told, before))["expected"] == "2019/20 Spring"
    assert failing(run(month("plans", "97.7%", line=1, label="2019-12"), told[1])).is_empty()


def test_months_are_told_apart_and_measures_of_months_are_not_asked():
    rows = [month("plans", "97.7%", line=1), month("plans", "97.7%", line=1, cell=3, label="2020-05")]
    assert failing(run(*rows, term("plans", "97.7%", line=9))).height == 2
    assert run(figure("monthly", "2020-04", "97.7%", line=1)).not_run
