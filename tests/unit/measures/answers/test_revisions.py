"""Restatements: what later packs made of earlier figures, and when the way they lean is worth a question."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scorecard.measures.answers.revisions import ALL, revisions
from tests.unit.measures.answers.town import ask, following, material, printed, share, the
from tests.unit.validate.rule_frames import indicator

PACKS = {"first": date(2020, 4, 30), "second": date(2020, 5, 31), "pack": date(2020, 6, 30)}
REVISION = "revision"


def again(*prints: tuple[str, str], label: str = "2020-03", id: str = "adopted") -> list[dict[str, Any]]:
    """One figure as documents print it: pairs of document and text."""
    return [printed(id, label, text, document=document) for document, text in prints]


def each(rows: list[dict[str, Any]], *indicators: Any) -> list[dict[str, Any]]:
    told = ask(revisions, material(rows, *indicators, documents=PACKS), REVISION)
    return [row for row in told if row["period"] != ALL]


def together(rows: list[dict[str, Any]], *indicators: Any) -> dict[str, Any]:
    return the(revisions, material(rows, *indicators, documents=PACKS), REVISION, period=ALL)


def restated(changes: list[int], *, before: int = 100) -> list[dict[str, Any]]:
    """As many figures, each printed again with such a change."""
    return [
        row
        for label, change in zip(following("2018-01", len(changes)), changes, strict=True)
        for row in again(("first", str(before)), ("pack", str(before + change)), label=label)
    ]


@pytest.mark.parametrize(
    ("good", "now", "verdict"),
    [
        ("high", "110", "flattering"),
        ("high", "90", "unflattering"),
        ("low", "90", "flattering"),
        ("low", "110", "unflattering"),
        ("info", "110", "up"),
        ("info", "90", "down"),
        ("high", "100", "unchanged"),
        ("info", "100", "unchanged"),
    ],
)
def test_a_revision_is_later_less_earlier_and_flatters_by_polarity(good, now, verdict):
    (row,) = each(again(("first", "100"), ("pack", now)), indicator("adopted", good=good))
    assert (row["value"], row["verdict"], row["against"]) == (float(now) - 100, verdict, "first")
    assert (row["document"], row["inputs"]) == ("pack", "pack:2:2; first:1:2")


def test_the_newest_earlier_print_is_revised_and_the_first_one_is_told():
    (row,) = each(again(("first", "100"), ("second", "104"), ("pack", "103")), indicator("adopted"))
    assert (row["value"], row["against"]) == (-1, "second")
    assert row["settings"] == "2 earlier print(s); first 100"


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("1,653", "Adopted, March 2020: 1,653, 2 more than the 1,651 printed before."),
        ("1,648", "Adopted, March 2020: 1,648, 3 less than the 1,651 printed before."),
        ("1,651", "Adopted, March 2020: 1,651, as printed before."),
    ],
)
def test_a_revision_in_words(now, words):
    (row,) = each(again(("first", "1,651"), ("pack", now)), indicator("adopted"))
    assert row["words"] == words


def test_a_figure_printed_again_with_fewer_decimals_is_told_with_its_own():
    rows = again(("first", "94.35%"), ("pack", "94.4%"), id="reviews")
    (row,) = each(rows, share("reviews"))
    assert row["words"] == "Reviews, March 2020: 94.4%, 0.05 points more than the 94.35% printed before."


def test_a_figure_printed_once_is_no_revision():
    assert each(again(("pack", "100")), indicator("adopted")) == []


def test_the_figure_of_another_area_or_month_is_no_earlier_print():
    rows = [*again(("first", "100")), *again(("pack", "110"), label="2020-02")]
    rows += [printed("adopted", "2020-03", "90", area="East")]
    assert each(rows, indicator("adopted")) == []


# ---- all of a measure -----------------------------------------------------------------------------------------


def test_the_mean_revision_and_the_mean_absolute_revision_of_a_measure_are_told():
    row = together(restated([6, -3, 0]), indicator("adopted"))
    assert (row["value"], row["unit"]) == (1.0, "count")
    assert row["settings"] == "mean revision 1.0, mean absolute revision 3.0, sign test p = 1.0"
    assert row["words"] == (
        "Adopted: 2 of 3 figures that were printed again changed, 1 of them the flattering way. "
        "They do not lean one way more than chance allows."
    )


@pytest.mark.parametrize(("many", "verdict"), [(5, "no-lean"), (6, "flattering")])
def test_six_of_six_lean_and_five_of_five_do_not(many, verdict):
    # two-sided: twice (1/2)^5 is 0.0625, twice (1/2)^6 is 0.03125
    row = together(restated([2] * many), indicator("adopted"))
    assert (row["verdict"], row["sure"]) == (verdict, "depends")
    assert ("Why do they lean that way?" in row["words"]) is (verdict == "flattering")


def test_which_way_flatters_is_told_by_polarity():
    assert together(restated([-2] * 6), indicator("adopted", good="low"))["verdict"] == "flattering"
    assert together(restated([-2] * 6), indicator("adopted"))["verdict"] == "unflattering"


def test_a_lean_the_unflattering_way_is_not_denied():
    row = together(restated([-2] * 6), indicator("adopted"))
    assert row["verdict"] == "unflattering"
    assert "They do not lean one way" not in row["words"]


def test_without_a_good_direction_no_way_flatters_and_nothing_is_asked():
    row = together(restated([2] * 6), indicator("adopted", good="info"))
    assert (row["verdict"], row["reason"], row["sure"]) == (None, "no-direction", "not-decidable")
    assert row["words"] == "Adopted: 6 of 6 figures that were printed again changed."


def test_where_nothing_changed_a_verdict_and_its_certainty_agree():
    row = together(restated([0, 0, 0]), indicator("adopted"))
    assert row["words"] == "Adopted: 0 of 3 figures that were printed again changed."
    assert (row["verdict"] is None) is (row["sure"] == "not-decidable") is (row["reason"] is not None)
