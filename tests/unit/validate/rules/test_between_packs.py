"""Restatements between documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from scorecard.registry import Change
from scorecard.registry.models import Break
from scorecard.validate.rules import between_packs
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, threshold

KNOWN = {"old": date(2020, 6, 30), "new": date(2020, 9, 30)}
REGISTRY = registry(
    indicator("children", kind="stock", good="info"),
    indicator("waits", good="low"),
    indicator("changed", changes=[Change(date=date(2020, 8, 1), kind="definition", reason="Counted in another way.")]),
)


def run(old: str, new: str, id: str = "children", **more):
    rows = [figure(id, "2020-06", old, line=1, document="old"), figure(id, "2020-06", new, line=2, document="new")]
    return between_packs.compare(pack(rows, documents=KNOWN, **more), REGISTRY)


def test_a_figure_that_stays_holds():
    assert run("603", "603").rows.height == 1 and failing(run("603", "603")).is_empty()


def test_a_restatement_is_information_with_old_and_new_at_the_later_place():
    (row,) = failing(run("603", "605")).rows(named=True)
    assert (row["document"], row["expected"], row["severity"]) == ("new", "603", "information")
    assert "restated from 603 (line 1 of old): 2 more" in row["explanation"]


def test_it_says_which_way_it_leans():
    assert "looks better" in failing(run("10", "8", "waits"))["explanation"][0]
    assert "looks worse" in failing(run("10", "12", "waits"))["explanation"][0]
    assert "looks" not in failing(run("10", "12"))["explanation"][0]


def test_another_colour_is_more_than_information():
    bands = [
        threshold("waits", "green", "<9", None, 9.0, document="new"),
        threshold("waits", "red", "9+", 9.5, None, document="new"),
    ]
    assert failing(run("10", "8", "waits", thresholds=bands))["severity"].to_list() == ["warning"]


def test_a_known_change_is_named():
    assert "Known change: Counted in another way." in failing(run("10", "12", "changed"))["explanation"][0]


def test_a_break_of_one_council_explains_no_figure_of_another():
    own = Break(date=date(2020, 8, 1), kind="definition", reason="Siblings count.", indicators=["children"])
    (town,) = REGISTRY.councils.values()
    known = replace(REGISTRY, councils={town.id: replace(town, breaks=(own,))})
    rows = [
        figure("children", "2020-06", v, line=n, document=d) for n, (v, d) in enumerate((("1", "old"), ("2", "new")))
    ]
    for publisher, explained in (("Town", True), ("Elsewhere", False)):
        tables = pack(rows, documents=KNOWN)
        tables["documents"] = tables["documents"].with_columns(publisher=pl.lit(publisher))
        (explanation,) = failing(between_packs.compare(tables, known))["explanation"]
        assert ("Known change: Siblings count." in explanation) is explained


def test_an_event_in_a_council_explains_no_figure():
    own = Break(date=date(2020, 8, 1), kind="event", reason="A kite festival.", indicators=["children"])
    (town,) = REGISTRY.councils.values()
    known = replace(REGISTRY, councils={town.id: replace(town, breaks=(own,))})
    rows = [figure("children", "2020-06", v, line=1, document=d) for v, d in (("1", "old"), ("2", "new"))]
    tables = pack(rows, documents=KNOWN)
    tables["documents"] = tables["documents"].with_columns(publisher=pl.lit("Town"))
    assert "Known change" not in failing(between_packs.compare(tables, known))["explanation"][0]


def test_one_document_has_nothing_to_compare():
    result = between_packs.compare(pack([figure("children", "2020-06", "603", line=1)]), REGISTRY)
    assert result.not_run == ["there is only one document"]


def test_a_year_to_date_at_another_month_is_another_figure():
    rows = [
        figure("children", "2020/21 YTD", "40", line=1, document="old"),
        figure("children", "2020/21 YTD", "90", line=2, document="new", period_end=date(2020, 9, 30)),
    ]
    assert between_packs.compare(pack(rows, documents=KNOWN), REGISTRY).rows.is_empty()


def said(value: float, **more):
    return {
        "document": "old",
        "line": 7,
        "published": f"{value:g}",
        "relation": "value",
        "indicator": "children",
        "period": "2020-06",
        "value": value,
        "unit": "count",
        "certainty": "certain",
        **more,
    }


def test_a_sentence_is_held_against_the_document_that_prints_the_month():
    rows = [figure("children", "2020-06", "603", line=2, document="new")]
    for value, fails in ((603.0, 0), (610.0, 1)):
        found = failing(between_packs.compare(pack(rows, documents=KNOWN, claims=[said(value)]), REGISTRY))
        assert found.height == fails
    assert "another document prints 603 (line 2 of new)" in found["explanation"][0]


def test_an_unsure_sentence_is_not():
    rows = [figure("children", "2020-06", "603", line=2, document="new")]
    claims = [said(610.0, certainty="likely")]
    assert between_packs.compare(pack(rows, documents=KNOWN, claims=claims), REGISTRY).rows.is_empty()


def test_figures_of_two_authorities_are_never_held_against_each_other():
    """Every council has an East: one's is no restatement of the other's, and neither is what a sentence says."""
    rows = [
        figure("children", "2020-06", "603", line=1, document="old", area="East", authority="Exampleton"),
        figure("children", "2020-06", "88", line=2, document="new", area="East", authority="Barnford"),
    ]
    assert between_packs.compare(pack(rows, documents=KNOWN), REGISTRY).rows.is_empty()
    same = [row | {"authority": "Exampleton"} for row in rows]
    assert failing(between_packs.compare(pack(same, documents=KNOWN), REGISTRY)).height == 1
    other = [figure("children", "2020-06", "603", line=2, document="new", authority="Barnford")]
    assert between_packs.compare(pack(other, documents=KNOWN, claims=[said(610.0)]), REGISTRY).rows.is_empty()
