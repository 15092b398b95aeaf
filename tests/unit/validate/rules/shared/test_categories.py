"""What can be added up, which part a category plays in its table, and wholes that are printed only in pieces."""

from __future__ import annotations

from typing import Any

import polars as pl

from scorecard.validate.rules.shared.categories import category_counts, derived_wholes, summable
from tests.unit.validate.rule_frames import figure, indicator, pack, registry

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
