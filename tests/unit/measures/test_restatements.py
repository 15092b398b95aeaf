"""Figures that several documents print: one print per document, from the oldest to the newest."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from scorecard.measures.as_known_at import as_known_at
from scorecard.measures.restatements import vintages
from tests.fixtures.processed import figure, frame, months, observations

(MAY,) = months("2020-05")
DOCUMENTS = frame(
    "documents",
    *[{"document": f"pack-{n}", "as_at": date(2020, 4 + n, 28)} for n in (1, 2, 3)],
)


def of(*prints: dict[str, object], behind: str = "pack-1") -> list[dict[str, object]]:
    known = as_known_at(observations(*prints), DOCUMENTS)
    return vintages(known, DOCUMENTS.filter(pl.col("document") == behind)).to_dicts()


def printed(document: int, value: float | None, **more: object) -> dict[str, object]:
    return figure("lac_number", value, MAY, document=f"pack-{document}", **more)


def test_prints_stand_from_the_oldest_to_the_newest_and_the_change_is_of_all() -> None:
    rows = of(printed(3, 611), printed(1, 603), printed(2, 605))
    assert [(row["print"], row["document"], row["value"]) for row in rows] == [
        (0, "pack-1", 603.0),
        (1, "pack-2", 605.0),
        (2, "pack-3", 611.0),
    ]
    assert {(row["changed"], row["change"]) for row in rows} == {(True, 8.0)}


def test_a_figure_that_only_one_document_prints_is_none() -> None:
    assert of(printed(1, 603), printed(1, 605)) == []


@pytest.mark.parametrize(("behind", "told"), [("pack-1", 2), ("pack-2", 2), ("pack-3", 0)])
def test_one_of_the_documents_asked_for_must_print_it(behind: str, told: int) -> None:
    assert len(of(printed(1, 603), printed(2, 605), behind=behind)) == told


def test_a_document_that_prints_it_twice_has_one_print_and_the_other_beside_it() -> None:
    rows = of(printed(1, 603), printed(1, 604), printed(2, 603))
    assert [(row["value"], row["beside"], row["line"]) for row in rows] == [(603.0, [604.0], 1), (603.0, [], 3)]
    assert not rows[0]["changed"]


def test_counts_that_change_below_the_same_percentage_are_a_change() -> None:
    share = {"unit": "percent", "published": "95.0%", "denominator": 100.0}
    rows = of(printed(1, 95.0, numerator=95.0, **share), printed(2, 95.0, numerator=190.0, **share))
    assert [(row["changed"], row["change"]) for row in rows] == [(True, 0.0)] * 2
    alone = of(printed(1, 95.0, **{**share, "denominator": None}), printed(2, 95.0, numerator=95.0, **share))
    assert not alone[0]["changed"]


def test_decimals_are_as_many_as_any_print_needs() -> None:
    rows = of(printed(1, 94.5, unit="percent"), printed(2, 95.0, unit="percent"))
    assert [row["decimals"] for row in rows] == [1, 1]
    assert rows[0]["change"] == 0.5
