"""What can be added up, which part a category plays in its table, and wholes that are printed only in pieces."""

from __future__ import annotations

from typing import Any

import polars as pl

from scorecard.categories import category_counts
from scorecard.validate.rules.shared.categories import derived_wholes, summable
from tests.unit.validate.rule_frames import figure, indicator, pack, registry, x_of_y

REASONS = indicator("reasons", parts_of="ended", breakdown=True)
REGISTRY = registry(REASONS, indicator("ended"))


def parts(*rows: dict[str, Any], unread: list[dict[str, Any]] | None = None) -> pl.DataFrame:
    return summable(pack(list(rows), unread=unread), REGISTRY)


def category(name: str, published: str | None, *, line: int, **more: Any) -> dict[str, Any]:
    return figure("reasons", "2020-06", published, line=line, breakdown=name, **more)


def roles(*names: str) -> dict[str, str]:
    rows = [category(name, "12", line=line) for line, name in enumerate(names, 1)]
    return dict(category_counts(parts(*rows)).select("breakdown", "role").rows())


def test_missing_marks_are_parts_without_a_number() -> None:
    summed = parts(category("adoption", "12", line=1), category("returned", None, line=2))
    assert summed.select("breakdown", "micro").rows() == [("adoption", 12_000_000), ("returned", None)]


def test_a_line_with_a_figure_that_was_not_read_is_clouded() -> None:
    unread = [{"document": "pack", "table": "summary", "line": 1, "published": "l2", "reason": "damaged"}]
    rows = parts(category("adoption", "12", line=1), category("returned", "3", line=2), unread=unread)
    assert rows.select("breakdown", "clouded").rows() == [("adoption", True), ("returned", None)]


def test_an_unread_figure_of_another_period_clouds_nothing() -> None:
    def of(period: str) -> list[object]:
        place = {"document": "pack", "table": "summary", "line": 1, "published": "Å", "reason": "damaged"}
        return parts(category("adoption", "12", line=1), unread=[place | {"period": period}])["clouded"].to_list()

    here = parts(category("adoption", "12", line=1))["period"][0]
    assert (of(here), of("2019/20")) == ([True], [None])


def test_a_total_is_known_by_its_word() -> None:
    assert roles("adoption", "returned", "Grand total", "totally other") == {
        "adoption": "cell",
        "returned": "cell",
        "Grand total": "total",
        "totally other": "cell",
    }


def test_of_a_crossed_table_the_single_names_are_totals() -> None:
    told = roles("school / accepted", "school / refused", "police / accepted", "school", "accepted", "total / total")
    assert told == {
        "school / accepted": "cell",
        "school / refused": "cell",
        "police / accepted": "cell",
        "school": "row total",
        "accepted": "column total",
        "total / total": "total",
    }


def crossed(*names: str) -> list[tuple[str | None, str | None]]:
    rows = [category(name, "12", line=line) for line, name in enumerate(names, 1)]
    return category_counts(parts(*rows)).select("across", "down").rows()  # type: ignore[return-value]


def test_two_categories_that_share_either_name_make_a_crossed_table() -> None:
    assert crossed("school / accepted", "school / refused") == [("school", "accepted"), ("school", "refused")]
    assert crossed("school / accepted", "police / accepted") == [("school", "accepted"), ("police", "accepted")]
    assert crossed("school / accepted", "police / refused") == [(None, None)] * 2


def test_the_totals_of_a_crossed_table_name_their_row_or_column() -> None:
    names = ("school / x", "school / y", "police / x", "school / Total", "Total / x", "police", "y", "Total")
    rows = [category(name, "12", line=line) for line, name in enumerate(names, 1)]
    told = category_counts(parts(*rows)).select("breakdown", "role", "across", "down").rows()
    assert told[3:] == [
        ("school / Total", "row total", "school", "Total"),
        ("Total / x", "column total", "Total", "x"),
        ("police", "row total", "police", None),
        ("y", "column total", None, "y"),
        ("Total", "total", None, None),
    ]


def test_only_counts_of_categories_are_counted() -> None:
    others = [
        figure("reasons", "2020-06", "50%", line=2, breakdown="a share"),
        x_of_y("reasons", "2020-06", 3, 4, line=3, breakdown="an x of y"),
        figure("reasons", "2020-06", "15", line=4),
    ]
    assert category_counts(parts(category("adoption", "12", line=1), *others))["breakdown"].to_list() == ["adoption"]


def test_a_stroke_within_a_name_crosses_nothing() -> None:
    counted = category_counts(parts(category("aunt / uncle", "3", line=1), category("friend", "4", line=2)))
    assert counted.select("role", "across", "down").rows() == [("cell", None, None)] * 2


def test_a_whole_printed_only_in_pieces_is_their_sum_at_the_first_piece() -> None:
    whole = derived_wholes(parts(category("adoption", "12", line=4), category("returned", "30", line=5)))
    assert whole.select("indicator", "breakdown", "value", "micro", "line", "cell", "published").rows() == [
        ("ended", None, 42.0, 42_000_000, 4, None, None)
    ]


def test_no_whole_is_made_where_a_piece_is_missing_alone_or_the_whole_is_printed() -> None:
    one, two = category("adoption", "12", line=4), category("returned", "30", line=5)
    assert derived_wholes(parts(one, category("other", None, line=6))).is_empty()
    assert derived_wholes(parts(one)).is_empty()
    assert derived_wholes(parts(one, two, figure("ended", "2020-06", "43", line=1))).is_empty()
    assert derived_wholes(parts(one, two, figure("ended", "2020-05", "43", line=1))).height == 1


PIECES = [category("adoption", "12", line=4), category("returned", "30", line=5)]


def test_a_printed_total_is_no_piece_of_the_whole() -> None:
    assert derived_wholes(parts(*PIECES, category("Total", "42", line=6)))["value"].to_list() == [42]


def test_a_category_or_an_x_of_y_of_the_whole_is_not_the_whole() -> None:
    for other in (
        figure("ended", "2020-06", "43", line=1, breakdown="boys"),
        x_of_y("ended", "2020-06", 43, 50, line=1),
        figure("ended", "2020-06", None, line=1),
    ):
        assert derived_wholes(parts(*PIECES, other)).height == 1


def test_a_piece_on_a_line_that_was_not_read_leaves_the_whole_open() -> None:
    unread = [{"document": "pack", "table": "summary", "line": 5, "published": "3o", "reason": "damaged"}]
    assert derived_wholes(parts(*PIECES, unread=unread)).is_empty()


def test_of_two_tables_the_pieces_printed_first_make_the_whole() -> None:
    annex = [category(name, "20", line=line, table="annex") for name, line in (("adoption", 40), ("returned", 41))]
    assert derived_wholes(parts(*PIECES, *annex)).select("value", "line").rows() == [(42, 4)]


def test_people_who_may_stand_in_two_pieces_and_pieces_of_nothing_make_no_whole() -> None:
    for reasons in ({"parts_of": "ended", "unique_persons": True}, {}):
        known = registry(indicator("reasons", breakdown=True, **reasons), indicator("ended"))
        assert derived_wholes(summable(pack(PIECES), known)).is_empty()


def test_of_a_measure_that_is_not_said_to_count_people_pieces_make_a_whole() -> None:
    unsaid = parts(*PIECES).with_columns(unique_persons=pl.lit(None, dtype=pl.Boolean))
    assert derived_wholes(unsaid)["value"].to_list() == [42]
