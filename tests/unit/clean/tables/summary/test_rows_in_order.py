"""Rows of a summary stand in the order of their numbers, which proves rows that print nothing. Names are invented."""

from __future__ import annotations

import pytest

from scorecard.clean.tables.summary.fit import FittedRow
from scorecard.clean.tables.summary.rows import labels_in_place, match_rows
from tests.unit.clean.tables.summary.invented_names import family_names, summary_row

KITES = ("kites", "1.1", "Number of kites flown over the harbour", "count")
BACK = ("back", "1.2", "Share of kites that came home unharmed", "percent")
ZOOS = ("zoos", "1.3", "Zoos that opened gardens in spring", "count")
QUAYS = ("quays", "1.4", "Share of quays painted before winter", "percent")
BOATS = ("boats", "1.5", "Boats moored overnight at lighthouses", "count")
MEASURES = {measure[0]: measure for measure in (KITES, BACK, ZOOS, QUAYS, BOATS)}
NAMES = family_names(MEASURES.values())


def known(id: str) -> FittedRow:
    _, number, name, unit = MEASURES[id]
    return summary_row(number, name, "12%" if unit == "percent" else "12")


def bare(figure: str) -> FittedRow:
    return summary_row("", "", figure)


def ids(*rows: FittedRow) -> list[str | None]:
    return [match and match.indicator for match in match_rows(rows, NAMES)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([known("kites"), bare("12%"), known("zoos")], ["kites", "back", "zoos"]),
        ([known("kites"), bare("12%"), bare("12%"), known("boats")], ["kites", "back", "quays", "boats"]),
        ([known("kites"), bare("12%"), known("boats")], ["kites", None, "boats"]),
        ([known("kites"), bare("12%"), known("zoos"), bare("13%")], ["kites", "back", "zoos", "quays"]),
        ([known("kites"), bare("12%"), known("zoos"), known("boats")], ["kites", "back", "zoos", "boats"]),
        ([known("kites"), known("zoos"), bare("12%"), known("boats")], ["kites", "zoos", "quays", "boats"]),
        ([bare("12"), known("back")], ["kites", "back"]),
        ([bare("12"), known("quays")], [None, "quays"]),
        ([known("quays"), bare("12")], ["quays", "boats"]),
        ([known("back"), bare("12")], ["back", None]),
        ([known("kites"), bare("12"), known("back")], ["kites", None, "back"]),
        ([known("kites"), bare("12%"), bare("12"), known("quays")], ["kites", "back", "zoos", "quays"]),
    ],
    ids=[
        "one is left",
        "two rows and two that are left",
        "two are left for one row",
        "each between its own neighbours",
        "before the nearest of two",
        "after the nearest of two",
        "before the first",
        "two before the first",
        "after the last",
        "two after the last",
        "none is left",
        "the unit tells",
    ],
)
def test_rows_without_name_and_number_are_what_their_neighbours_leave(
    rows: list[FittedRow], expected: list[str | None]
) -> None:
    assert ids(*rows) == expected


def test_a_row_out_of_order_is_taken_by_its_own_number_and_name() -> None:
    assert ids(known("boats"), known("kites"), known("back"), known("zoos")) == ["boats", "kites", "back", "zoos"]


def test_an_indicator_may_stand_in_two_rows() -> None:
    assert ids(known("kites"), known("kites"), known("back")) == ["kites", "kites", "back"]


def test_a_row_with_an_exact_name_and_another_number_is_told_by_its_name() -> None:
    assert ids(summary_row("1.5", KITES[2], "12"), known("boats")) == ["kites", "boats"]


def test_out_of_order_an_exact_name_beside_another_number_is_one_measures_only() -> None:
    printed = [known("boats"), summary_row("1.4", KITES[2], "12")]
    assert ids(*printed) == ["boats", "kites"]
    twin = ("twin", "1.2", KITES[2], "count")
    names = family_names([KITES, twin, ZOOS, BOATS])
    assert [m and m.indicator[:8] for m in match_rows(printed, names)] == ["boats", "unknown_"]
    unnumbered = [known("boats"), summary_row("", KITES[2][:24], "12")]
    assert ids(*unnumbered)[1] == "kites", "a part of a name without a number is surely its"


def test_a_percentage_that_nobody_knows_is_one_and_a_count_too() -> None:
    share, count = match_rows([summary_row("9.1", "Owls heard", "12%"), summary_row("9.2", "Owls", "12")], NAMES)
    assert share and count and (share.unit, count.unit) == ("percent", "count")
    (nameless,) = match_rows([summary_row("9.1", "", "12")], NAMES)
    assert nameless and (nameless.indicator, nameless.name) == ("unknown_unnamed", "unnamed")


# ---- labels that slipped


def names_of(rows: list[FittedRow]) -> list[str]:
    return [row.get("name") for row in rows]


def test_a_label_over_figures_of_another_unit_goes_to_the_row_below() -> None:
    rows = [summary_row("", BACK[2], "12"), summary_row("", "", "13%"), summary_row("", ZOOS[2], "14")]
    mended = labels_in_place(rows, NAMES)
    assert names_of(mended) == ["", BACK[2], ZOOS[2]]
    assert [[cell.plain for _, cell in row.values()] for row in mended] == [["12"], ["13%"], ["14"]]
    assert mended[1].cells[0][0].role == "name"


@pytest.mark.parametrize(
    "below",
    [[], [summary_row("", "", "13")], [summary_row("", ZOOS[2], "14")]],
    ids=["none", "of another unit too", "with a label of its own"],
)
def test_a_label_that_no_row_below_can_have_tells_nothing(below: list[FittedRow]) -> None:
    mended = labels_in_place([summary_row("", BACK[2], "12"), *below], NAMES)
    assert names_of(mended) == ["", *names_of(below)]


def test_a_label_stays_where_it_is_right_unknown_or_numbered() -> None:
    right = [summary_row("", BACK[2], "12%"), summary_row("", "", "13%")]
    assert labels_in_place(right, NAMES) == right
    unknown = [summary_row("", "Owls heard at night", "12"), summary_row("", "", "13%")]
    assert labels_in_place(unknown, NAMES) == unknown
    numbered = [summary_row("", BACK[2], "12"), summary_row("1.9", "", "13%")]
    assert labels_in_place(numbered, NAMES) == numbered
