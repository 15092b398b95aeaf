"""Sentences read with the period of their heading, with wholes told elsewhere, and years that moved."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.registry import ShareOf
from scorecard.registry.models import Flow
from scorecard.validate.rules import prose, stock_and_flow
from tests.unit.validate.rule_frames import DOCUMENT, failing, figure, indicator, pack, registry
from tests.unit.validate.rules.in_detail import only

REGISTRY = registry(
    indicator("held", adds_up=True),
    indicator("plans", unit="percent", kind="share", share_of=ShareOf(numerator=None, denominator="held")),
    indicator("children", kind="stock", basis="month-end", flow=Flow(stock="children", inflow="came", outflow="left")),
    indicator("came", adds_up=True),
    indicator("left", adds_up=True),
)
TABLE = [
    figure("plans", "2018/19", "61.0%", line=1, cell=1),
    figure("plans", "2019/20", "65.1%", line=1),
    figure("plans", "latest", "56.0%", line=1, cell=8, area="National average"),
    figure("plans", "2018/19", "55.0%", line=1, cell=9, area="National average"),
]


def claim(published: str, id: str | None = "plans", **more: Any) -> dict[str, Any]:
    value = float(published.split()[0].rstrip("%").replace(",", ""))
    unit = "percent" if "%" in published else "count"
    read = {"relation": "value", "period": "2019/20", "certainty": "certain", "area": "Town"}
    return {
        "document": DOCUMENT, "line": 50, "published": published, "indicator": id, "value": value, "unit": unit
    } | read | more  # fmt: skip


def run(*claims: dict[str, Any], rows: list[dict[str, Any]] | None = None):
    return prose.compare(pack(TABLE if rows is None else rows, claims=list(claims)), REGISTRY)


def by_heading(published: str, **more: Any) -> dict[str, Any]:
    return claim(published, period=None, heading_period="2019/20", **more)


def test_a_figure_without_a_period_is_of_its_heading_s():
    assert failing(run(by_heading("65.1%"))).is_empty()
    row = only(run(by_heading("65.2%")))
    assert row["severity"] == "information" and "the table prints 65.1% for 2019/20" in row["explanation"]


def test_a_figure_far_from_the_heading_s_is_of_another_time():
    assert failing(run(by_heading("61.9%"))).is_empty()


def test_only_the_first_figure_of_a_line_is_of_its_heading():
    second = by_heading("65.2%")
    assert failing(run(by_heading("65.1%"), second)).is_empty()


def test_a_benchmark_is_held_against_the_latest_of_several():
    said = claim("57.0%", period="latest", area="National average", certainty="likely")
    assert "the table prints 56.0% for a time not named" in only(run(said))["explanation"]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"direction": "down"}, "the sentence tells of a fall of 4%, but the table's figure rose from 61.0% to 65.1%"),
        ({"direction": "up"}, None),
        ({"direction": "down", "certainty": "likely"}, None),
        ({"direction": "down", "period": "2017/18"}, None),
    ],
)
def test_a_change_of_a_year_goes_the_way_of_the_table(change, finding):
    rows = failing(run(claim("4%", relation="change", **change)))
    told = rows.filter(rows["explanation"].str.contains("tells of"))["explanation"].to_list()
    assert [finding in one for one in told] == ([True] if finding else [])


def test_a_count_and_its_percentage_need_a_whole():
    """69 of 70 is 98.6 %, 69 of 71 is 97.2 %, and 98 % of 69 is no whole number."""
    row = only(run(claim("98% 69", None, relation="of", numerator=69.0)))
    assert row["explanation"] == (
        "A figure in a sentence: the sentence says 98% and 69, but 69 are 97.2% of 71 and 98.6% of 70, "
        "and no whole number of 69 gives 98%."
    )
    assert row["severity"] == "warning"


@pytest.mark.parametrize(
    ("percent", "count"), [("97%", 61.0), ("97%", 57.0), ("0.3%", 1.0), ("50%", 2.0), ("100%", 7.0)]
)
def test_a_count_that_is_so_many_of_some_whole_holds(percent, count):
    assert failing(run(claim(percent, None, relation="of", numerator=count))).is_empty()


def test_a_whole_that_another_sentence_tells():
    whole = claim("1,753", "held", line=48)
    assert failing(run(whole, claim("96.2% 1687", relation="of", numerator=1687.0), rows=[])).is_empty()
    row = only(run(whole, claim("94.4% 1687", relation="of", numerator=1687.0), rows=[]))
    assert row["explanation"] == (
        "Plans: the sentence says 94.4% and 1,687, but the whole is 1,753 at line 48 (Held), of which 1,687 is 96.2%."
    )
    assert (row["expected"], row["compared_with"]) == ("96.2%", "pack:48")


def test_a_whole_of_another_time_is_another():
    whole = claim("1,753", "held", line=48, period="2018/19")
    assert failing(run(whole, claim("94.4% 1687", relation="of", numerator=1687.0), rows=[])).is_empty()


COUNTED = registry(
    indicator("asked"),
    indicator("visited"),
    indicator("visits", unit="percent", kind="share", share_of=ShareOf(numerator="visited", denominator="asked")),
)


def of_counts(percent: str, *more: dict[str, Any], **said: Any):
    rows = [figure("visited", "2019/20", "92", line=3), figure("asked", "2019/20", "1,217", line=2), *more]
    return failing(prose.compare(pack(rows, claims=[claim(percent, "visits", **said)]), COUNTED))


def test_a_share_of_a_sentence_beside_the_counts_of_the_tables():
    assert of_counts("7.6%").is_empty() and of_counts("7.56%").is_empty()
    (row,) = of_counts("35.8%").rows(named=True)
    assert row["explanation"] == (
        "Visits, 2019/20: the sentence says 35.8%, but 92 (line 3) of 1,217 (line 2) is 7.6%."
    )
    assert (row["severity"], row["compared_with"]) == ("warning", "pack:3:2; pack:2:2")
    assert of_counts("35.8%", certainty="likely")["severity"].to_list() == ["information"]
    assert of_counts("35.8%", period="2018/19").is_empty()
    assert of_counts("35.8%", figure("asked", "2019/20", "257", line=9)).is_empty(), "two counts that differ"


PAIRS = [
    claim(f"{x} {p}%", None, relation="of", numerator=float(x), value=float(p), unit="percent")
    for x, p in ((240, 60), (160, 40))
]


def test_two_groups_that_fall_apart_in_the_same_numbers():
    row = only(run(*PAIRS, *PAIRS))
    assert row["explanation"] == (
        "This line prints 240 (60%), 160 (40%) twice, each time of two groups; one may be a copy."
    )
    assert (row["published"], row["severity"]) == ("240 (60%), 160 (40%)", "information")


def test_one_group_told_twice_is_no_copy():
    assert failing(run(*PAIRS, PAIRS[0])).is_empty()


def quarter(published: str, id: str, *, line: int, **more: Any) -> dict[str, Any]:
    return claim(published, id, line=line, period="2019/20 Q3", **more)


def balance(*claims: dict[str, Any]):
    return stock_and_flow.compare(pack([], claims=list(claims)), REGISTRY)


FLOWS = (quarter("57", "came", line=52), quarter("47", "left", line=52))
BEFORE = claim("544", "children", line=50, period="2019/20 Q2")


def test_sentences_balance_a_stock():
    assert failing(balance(BEFORE, *FLOWS, quarter("554", "children", line=50))).is_empty()
    row = only(balance(BEFORE, *FLOWS, quarter("551", "children", line=50)))
    assert row["explanation"] == (
        "Children, 2019/20 Q3: sentences tell of 544 before (line 50), 57 that came (line 52) and 47 that left "
        "(line 52), which makes 554; this one says 551, 3 fewer."
    )
    assert (row["severity"], row["compared_with"]) == ("information", "pack:50; pack:52; pack:52")


def test_a_change_right_before_the_number_tells_what_was_before():
    rose = quarter("6", "children", line=50, relation="change", direction="up")
    row = only(balance(rose, quarter("535", "children", line=50), *FLOWS))
    assert "529 before (line 50)" in row["explanation"] and "this one says 535, 4 fewer." in row["explanation"]


def test_a_change_of_another_period_tells_nothing():
    fell = claim("23", "children", period="2018/19 Q3", relation="change", direction="down")
    assert balance(fell, quarter("535", "children", line=50), *FLOWS).rows.is_empty()


def test_sentences_far_apart_belong_to_different_reports():
    far = (quarter("57", "came", line=152), quarter("47", "left", line=152))
    assert balance(BEFORE, *far, quarter("551", "children", line=50)).rows.is_empty()


def test_a_heading_s_quarter_is_the_sentence_s():
    end = claim("551", "children", line=51, period=None, heading_period="2019/20 Q3")
    assert only(balance(BEFORE, *FLOWS, end))["line"] == 51
