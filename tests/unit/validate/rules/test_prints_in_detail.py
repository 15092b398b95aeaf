"""One figure in two prints: of one document, of two documents, and rows that repeat another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scorecard.registry import Change
from scorecard.validate.rules import between_packs, copies, same_figure
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, threshold, x_of_y
from tests.unit.validate.rules.in_detail import REGISTRY, TWO, only, sentence

# ---- one document, two prints


def same(*rows: dict[str, Any]):
    return same_figure.compare(pack(list(rows)), REGISTRY)


def test_what_is_said_of_two_prints_that_differ():
    first, second = failing(
        same(figure("children", "2020-06", "603", line=1), figure("children", "2020-06", "605", line=9))
    ).rows(named=True)
    assert first["explanation"] == (
        "Children, June 2020: 603 is printed here, but line 9 of the same document prints 605."
    )
    assert (first["expected"], first["compared_with"], second["expected"], second["compared_with"]) == (
        "605",
        "pack:9:2",
        "603",
        "pack:1:2",
    )
    assert (first["lower"], first["upper"], first["severity"]) == (605, 605, "warning")


def test_of_four_prints_two_and_two_nobody_is_in_the_minority():
    prints = [figure("children", "2020-06", v, line=n) for n, v in enumerate(("603", "603", "605", "605"))]
    assert failing(same(*prints)).height == 4
    three = [*prints[:2], prints[0] | {"line": 8}, prints[3]]
    assert failing(same(*three))["line"].to_list() == [3]


def test_two_figures_of_one_line_are_not_two_prints_but_of_two_tables_they_are():
    a, b = figure("children", "2020-06", "603", line=1), figure("children", "2020-06", "605", line=1, cell=3)
    assert same(a, b).rows.is_empty()
    assert failing(same(a, b | {"table": "annex"})).height == 2


@pytest.mark.parametrize(
    ("fine", "coarse", "fails"),
    [("65.5%", "66%", 0), ("65.4%", "65%", 0), ("65.5%", "65%", 0), ("65.5%", "67%", 2), ("65.50%", "65.6%", 2)],
)
def test_figures_with_other_decimals_agree_if_they_can_be_one_number(fine: str, coarse: str, fails: int):
    result = same(figure("plans", "2020-06", fine, line=1), figure("plans", "2020-06", coarse, line=9))
    assert failing(result).height == fails


def test_an_x_that_differs_says_which_half_it_is():
    rows = failing(same(x_of_y("plans", "2020-06", 7, 10, line=1), x_of_y("plans", "2020-06", 8, 10, line=9)))
    assert rows["explanation"][0] == (
        "Plans, June 2020: x = 7 is printed here, but line 9 of the same document prints 8."
    )
    assert rows.height == 2


def test_another_measure_of_the_other_line_is_named_as_the_cause():
    rows = [
        figure("children", "2020-06", "603", line=1),
        figure("children", "2020-06", "605", line=9),
        figure("visits", "2020-06", "603", line=9, cell=5),
    ]
    assert failing(same(*rows))["suggestion"].to_list()[0] == (
        "2 explanations fit: it has changed places with 605 at line 9; line 9 prints it for Visits."
    )


def test_another_measure_elsewhere_is_named_as_the_cause_if_its_figure_is_rare():
    rows = [
        figure("plans", "2020-06", "65.5%", line=1),
        figure("plans", "2020-06", "70.5%", line=9),
        figure("reviews", "2020-06", "65.5%", line=5),
    ]
    assert failing(same(*rows))["suggestion"].to_list()[0].endswith("; line 5 prints it for Reviews.")
    small = [
        figure("children", "2020-06", "63", line=1),
        figure("children", "2020-06", "65", line=9),
        figure("visits", "2020-06", "63", line=15, cell=5),
    ]
    assert "Visits" not in failing(same(*small))["suggestion"].to_list()[0]


def cause(*rows: dict[str, Any]) -> str:
    """The mistakes that are named for the first of several prints."""
    return str(failing(same(*rows))["suggestion"].to_list()[0])


@pytest.mark.parametrize(("value", "named"), [("99", False), ("101", True), ("603", True)])
def test_whole_numbers_below_a_hundred_stand_everywhere(value: str, named: bool):
    rows = [figure("children", "2020-06", v, line=line) for v, line in ((value, 1), ("700", 9))]
    elsewhere = figure("visits", "2020-06", value, line=15, cell=5)
    assert ("line 15 prints it for Visits" in cause(*rows, elsewhere)) is named


def test_everything_and_small_numbers_are_nobody_elses():
    full = [figure("plans", "2020-06", v, line=line) for v, line in (("100.0%", 1), ("97.1%", 9))]
    assert "Reviews" not in cause(*full, figure("reviews", "2020-06", "100.0%", line=5))
    small = [figure("children", "2020-06", v, line=line) for v, line in (("2", 1), ("5", 9))]
    assert "Visits" not in cause(*small, figure("visits", "2020-06", "2", line=9, cell=5))


def test_an_x_of_the_other_line_or_elsewhere_is_no_figure_of_its_own():
    rows = [figure("children", "2020-06", v, line=line) for v, line in (("603", 1), ("605", 9))]
    for line in (9, 15):
        assert "Plans" not in cause(*rows, x_of_y("plans", "2020-06", 603, 700, line=line, cell=5))


def test_another_area_of_the_other_line_is_named_and_another_month_is_not_an_area():
    rows = [figure("children", "2020-06", v, line=line) for v, line in (("603", 1), ("605", 9))]
    east = figure("children", "2020-06", "603", line=9, cell=5, area="East")
    assert "line 9 prints it for East" in cause(*rows, east)
    earlier = figure("children", "2020-05", "603", line=9, cell=5)
    assert "line 9 prints it for" not in cause(*rows, earlier)


def test_two_longer_periods_and_a_month_alone_have_no_last_month():
    longer = [
        figure("children", label, v, line=1, cell=n)
        for n, (label, v) in enumerate((("2020/21 Q1", "603"), ("2020/21 YTD", "605")))
    ]
    assert same(*longer).rows.is_empty()
    assert same(figure("children", "2020-06", "603", line=1)).rows.is_empty()


def test_a_rate_at_the_end_of_the_month_is_that_of_the_quarter_and_a_flow_of_twelve_months_is_none():
    known = registry(
        indicator("beds", unit="rate_per_10k", kind="rate", basis="month-end"),
        indicator("entries", basis="rolling-12-months"),
    )

    def ends(id: str, unit: str):
        rows = [
            figure(id, label, v, line=1, cell=n, unit=unit)
            for n, (label, v) in enumerate((("2020-06", "60"), ("2020/21 Q1", "62")))
        ]
        return same_figure.compare(pack(rows), known)

    assert only(ends("beds", "rate_per_10k"))["expected"] == "60 per 10,000"
    assert ends("entries", "count").rows.is_empty()


def end(label: str, value: str, id: str = "children") -> dict[str, Any]:
    unit = {"children": "603", "plans": "60.3%"}[id]
    return only(same(figure(id, "2020-06", unit, line=1), figure(id, label, value, line=9)))


def test_a_quarter_of_a_stock_is_its_last_month():
    row = end("2020/21 Q1", "605")
    assert row["explanation"] == (
        "Children, 2020/21 Q1: 605 is printed, but its last month (June 2020, line 1) prints 603."
    )
    assert (row["severity"], row["expected"], row["compared_with"]) == ("warning", "603", "pack:1:2")
    assert row["nature"] is None
    assert end("2020/21 YTD", "60.5%", "plans")["severity"] == "information"


def test_a_year_to_date_that_is_the_sum_of_its_line_counts_what_was_there_at_any_time():
    months = (figure("children", "2020-05", "1", line=1), figure("children", "2020-06", "2", line=1, cell=3))
    assert same(*months, figure("children", "2020/21 YTD", "3", line=1, cell=4)).rows.is_empty()
    assert only(same(*months, figure("children", "2020/21 YTD", "4", line=1, cell=4)))["expected"] == "2"
    assert only(same(*months, figure("children", "2020/21 YTD", "3", line=9)))["expected"] == "2"


def test_a_year_that_differs_from_its_last_month_may_have_been_checked_again():
    rows = same(figure("children", "2020-03", "603", line=1), figure("children", "2019/20", "605", line=9))
    row = only(rows)
    assert row["explanation"].endswith("A year's figure may have been checked again after its last month.")
    assert (row["severity"], row["nature"]) == ("information", "change")
    assert same(
        figure("children", "2020-02", "603", line=1), figure("children", "2019/20", "605", line=9)
    ).rows.is_empty()


def test_a_flows_year_is_not_its_last_month():
    assert same(
        figure("visits", "2020-06", "603", line=1), figure("visits", "2020/21 Q1", "605", line=9)
    ).rows.is_empty()


# ---- two documents


def restated(old: str, new: str, id: str = "children", **more: Any):
    rows = [
        figure(id, "2020-05", old, line=1, document="old"),
        figure(id, "2020-05", new, line=2, document="new"),
    ]
    return between_packs.compare(pack(rows, documents=TWO, **more), REGISTRY)


def test_what_is_said_of_a_restatement():
    row = only(restated("603", "605"))
    assert row["explanation"] == "Children, May 2020: 605 is printed, restated from 603 (line 1 of old): 2 more."
    assert row["nature"] == "change"
    assert (row["document"], row["expected"], row["compared_with"], row["severity"]) == (
        "new",
        "603",
        "old:1:2",
        "information",
    )


@pytest.mark.parametrize(
    ("id", "old", "new", "words"),
    [
        ("waits", "9", "8", "1 less, which looks better."),
        ("waits", "8", "9", "1 more, which looks worse."),
        ("plans", "50.0%", "51.5%", "1.5 more, which looks better."),
        ("plans", "51.5%", "50.0%", "1.5 less, which looks worse."),
    ],
)
def test_a_restatement_says_which_way_it_leans(id: str, old: str, new: str, words: str):
    assert only(restated(old, new, id))["explanation"].endswith(words)


def test_a_change_of_definition_between_the_two_documents_is_named():
    assert only(restated("9", "8", "changed"))["explanation"].endswith(" Known change: Counted in another way.")
    early = registry(
        indicator("changed", changes=[Change(date=date(2020, 6, 30), kind="definition", reason="Too early.")])
    )
    rows = [figure("changed", "2020-05", v, line=1, document=d) for d, v in (("old", "9"), ("new", "8"))]
    assert "Known change" not in only(between_packs.compare(pack(rows, documents=TWO), early))["explanation"]


def test_a_restatement_that_changes_the_colour_is_a_warning_unless_a_known_change_explains_it():
    for id, severity in (("waits", "warning"), ("changed", "information")):
        bands = [
            threshold(id, "red", "10+", 10, None, document="new"),
            threshold(id, "green", "<10", None, 10, closed=(True, False), document="new"),
        ]
        row = only(restated("12", "8", id, thresholds=bands))
        assert row["severity"] == severity
        assert "Its colour would be red instead of green." in row["explanation"]


def test_a_change_on_the_day_of_the_newer_document_is_named_and_an_event_explains_no_figure():
    for day, kind, named in (
        ("2020-09-30", "definition", True),
        ("2020-10-01", "definition", False),
        ("2020-08-01", "event", False),
    ):
        change = Change(date=date.fromisoformat(day), kind=kind, reason="Kites count.")  # type: ignore[arg-type]
        known = registry(indicator("changed", changes=[change]))
        rows = [figure("changed", "2020-05", v, line=1, document=d) for d, v in (("old", "9"), ("new", "8"))]
        told = only(between_packs.compare(pack(rows, documents=TWO), known))["explanation"]
        assert ("Known change: Kites count." in told) is named


def test_the_size_of_a_restatement_has_the_decimals_of_the_finer_print():
    assert " 1.5 more" in only(restated("50%", "51.5%", "plans"))["explanation"]
    assert " 1.5 less" in only(restated("51.5%", "50%", "plans"))["explanation"]


def test_what_has_no_time_of_its_own_and_documents_of_one_day_are_no_restatement():
    rows = [figure("children", "latest", v, line=1, document=d) for d, v in (("old", "603"), ("new", "605"))]
    assert between_packs.compare(pack(rows, documents=TWO), REGISTRY).rows.is_empty()
    one_day = dict.fromkeys(TWO, TWO["old"])
    rows = [figure("children", "2020-05", v, line=1, document=d) for d, v in (("old", "603"), ("new", "605"))]
    assert between_packs.compare(pack(rows, documents=one_day), REGISTRY).rows.is_empty()


def test_a_small_number_of_another_year_explains_nothing():
    rows = [
        figure("children", label, v, line=line, document=d)
        for label, v, line, d in (("2018/19", "9", 1, "old"), ("2017/18", "2", 2, "old"), ("2018/19", "2", 2, "new"))
    ]
    assert only(between_packs.compare(pack(rows, documents=TWO), REGISTRY))["suggestion"] is None


def test_the_last_earlier_document_is_the_one_compared_with():
    three = {"older": date(2020, 5, 31)} | TWO
    rows = [figure("children", "2020-05", v, line=1, document=d) for d, v in zip(three, ("600", "603", "605"))]
    restatements = failing(between_packs.compare(pack(rows, documents=three), REGISTRY))
    assert restatements.select("document", "expected").rows() == [("new", "603"), ("old", "600")]


def test_of_several_prints_of_the_earlier_document_one_that_agrees_is_taken():
    rows = [
        figure("children", "2020-05", "603", line=1, document="old"),
        figure("children", "2020-05", "605", line=7, document="old"),
        figure("children", "2020-05", "605", line=2, document="new"),
    ]
    assert failing(between_packs.compare(pack(rows, documents=TWO), REGISTRY)).is_empty()
    rows[2] |= {"value": 606.0, "published": "606"}
    assert only(between_packs.compare(pack(rows, documents=TWO), REGISTRY))["expected"] == "603"


def test_the_earlier_document_may_print_the_figure_for_another_year():
    rows = [
        figure("children", "2018/19", "642", line=1, document="old"),
        figure("children", "2017/18", "627", line=2, document="old"),
        figure("children", "2018/19", "627", line=2, document="new"),
    ]
    row = only(between_packs.compare(pack(rows, documents=TWO), REGISTRY))
    assert "the earlier document prints it for 2017/18 (line 2)" in row["suggestion"]


def test_what_is_said_of_a_sentence_that_another_document_contradicts():
    rows = [figure("children", "2020-05", "603", line=1, document="old")]
    row = only(between_packs.compare(pack(rows, documents=TWO, claims=[sentence(605)]), REGISTRY))
    assert row["explanation"] == (
        "Children, May 2020: a sentence says 605, another document prints 603 (line 1 of old)."
    )
    assert (row["expected"], row["compared_with"], row["severity"]) == ("603", "old:1:2", "information")


def test_a_sentence_whose_own_document_prints_the_month_is_left_to_the_rule_of_prose():
    rows = [figure("children", "2020-05", "603", line=1, document=d) for d in TWO]
    claims = [sentence(605), sentence(70, relation="target"), sentence(604, certainty="likely")]
    assert failing(between_packs.compare(pack(rows, documents=TWO, claims=claims), REGISTRY)).is_empty()


def test_a_sentence_is_settled_by_the_document_before_rather_than_the_one_after():
    rows = [
        figure("children", "2020-05", "603", line=1, document="old"),
        figure("children", "2020-05", "607", line=1, document="later"),
    ]
    three = TWO | {"later": date(2020, 10, 31)}
    assert (
        only(between_packs.compare(pack(rows[:1], documents=three, claims=[sentence(605)]), REGISTRY))["expected"]
        == "603"
    )
    both = failing(between_packs.compare(pack(rows, documents=three, claims=[sentence(605)]), REGISTRY))
    assert both.filter(both["document"] == "new")["expected"].to_list() == ["603"]
    after = failing(between_packs.compare(pack(rows[1:], documents=three, claims=[sentence(605)]), REGISTRY))
    assert after["expected"].to_list() == ["607"]


OLD_MONTH = {"line": 1, "document": "old"}


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (figure("children", "2020-05", "603", breakdown="Under 1", **OLD_MONTH), {}),
        (figure("children", "2020-05", "603", area="East", **OLD_MONTH), {}),
        (x_of_y("children", "2020-05", 603, 700, **OLD_MONTH), {}),
        (figure("children", "2020-05", "603", **OLD_MONTH), {"relation": "target"}),
        (figure("children", "2020-05", "603", **OLD_MONTH), {"certainty": "likely"}),
        (figure("children", "2020/21 YTD", "603", **OLD_MONTH), {"period": "2020/21 YTD"}),
    ],
    ids=["a category", "a locality", "an x of y", "a target", "not certain", "a year that goes on"],
)
def test_what_another_document_does_not_settle(printed: dict[str, Any], said: dict[str, Any]):
    assert between_packs.compare(
        pack([printed], documents=TWO, claims=[sentence(605, **said)]), REGISTRY
    ).rows.is_empty()


def test_a_sentence_about_a_whole_year_is_settled_by_another_document():
    rows = [figure("children", "2018/19", "603", line=1, document="old")]
    claims = [sentence(605, period="2018/19")]
    assert only(between_packs.compare(pack(rows, documents=TWO, claims=claims), REGISTRY))["expected"] == "603"


def test_of_two_earlier_documents_the_nearest_settles_a_sentence():
    three = {"older": date(2020, 5, 31)} | TWO
    rows = [figure("children", "2020-05", v, line=1, document=d) for d, v in (("older", "603"), ("old", "607"))]
    told = failing(between_packs.compare(pack(rows, documents=three, claims=[sentence(605)]), REGISTRY))
    assert told.filter(told["document"] == "new")["expected"].to_list() == ["607"]


# ---- copies


def copied(*rows: dict[str, Any]):
    return copies.compare(pack(list(rows)), REGISTRY)


def table_of(months: dict[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    return [
        figure(id, month, value, line=line, cell=column)
        for line, (month, values) in enumerate(months.items(), 1)
        for column, (id, value) in enumerate(zip(("children", "visits", "waits"), values), 1)
    ]


def test_what_is_said_of_a_month_that_repeats_the_one_before():
    row = only(copied(*table_of({"2020-05": ("603", "41", "12"), "2020-06": ("603", "41", "12")})))
    assert row["explanation"] == (
        "Children and what stands beside it: June 2020 repeats May 2020 exactly (603, 41, 12), where the others do not "
        "repeat. One may be a copy. The other figure stands at line 1."
    )
    assert (row["expected"], row["published"], row["severity"]) == ("figures of its own", "603, 41, 12", "warning")
    assert (row["published_value"], row["upper"], row["compared_with"]) == (3, 2, "pack:1:1; pack:1:2; pack:1:3")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("603", "41", "9"), ("603", "41", "9")),
        (("603", "41", "12"), ("603", "41", "13")),
        (("603", "41"), ("603", "41")),
    ],
    ids=["a small number is no sign", "one figure differs", "two figures are not enough"],
)
def test_what_is_no_copy_of_a_month(first: tuple[str, ...], second: tuple[str, ...]):
    assert failing(copied(*table_of({"2020-05": first, "2020-06": second}))).is_empty()


def test_ten_is_large_enough_to_tell():
    assert failing(copied(*table_of({"2020-05": ("603", "41", "10"), "2020-06": ("603", "41", "10")}))).height == 1


def test_only_neighbouring_periods_are_compared():
    rows = {"2020-04": ("603", "41", "12"), "2020-05": ("604", "42", "13"), "2020-06": ("603", "41", "12")}
    assert failing(copied(*table_of(rows))).is_empty()


def test_what_is_said_of_a_locality_that_repeats_another():
    rows = [
        figure(id, "2020-06", value, line=line, cell=column, area=area)
        for column, (id, value) in enumerate((("children", "60"), ("visits", "41")), 1)
        for line, area in enumerate(("East", "West"), 1)
    ]
    row = only(copied(*rows))
    assert row["explanation"].startswith(
        "Children and what stands beside it, June 2020: West repeats East exactly (60, 41)"
    )
    assert (row["area"], row["compared_with"]) == ("West", "pack:1:1; pack:1:2")


def test_what_is_said_of_a_measure_that_repeats_another():
    values = ("60", "41", "52", "33")
    rows = [
        figure(id, f"2020-0{3 + n}", value, line=line, cell=n)
        for line, id in enumerate(("visits", "waits"), 1)
        for n, value in enumerate(values)
    ]
    told = failing(copied(*rows))["explanation"].to_list()
    assert told == [
        "Waits, March 2020: the series repeats that of Visits exactly (60, 41, 52, 33), where the others do not "
        "repeat. One may be a copy. The other figure stands at line 1."
    ]
    three = [row for row in rows if row["cell"] < 3]
    assert failing(copied(*three)).is_empty()


def test_what_is_said_of_a_year_whose_x_of_y_repeats_the_one_before():
    rows = [x_of_y("reviews", label, 15, 21, line=n) for n, label in enumerate(("2018/19", "2019/20"), 1)]
    row = only(copied(*rows))
    assert row["explanation"].startswith("Reviews: 2019/20 repeats 2018/19 exactly (15, 21)")
    assert failing(copied(rows[0], x_of_y("reviews", "2019/20", 15, 22, line=2))).is_empty()
