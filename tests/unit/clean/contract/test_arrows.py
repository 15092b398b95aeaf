"""Arrows that share a cell with a figure."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from scorecard.clean.contract.arrows import IN_A_COLUMN_OF_ARROWS, arrows_behind, with_figures_apart
from scorecard.clean.contract.observations import placement_frame, read_texts
from scorecard.clean.tables.shared.reading import Placement
from scorecard.periods import Period

JUNE = Period.month(2020, 6)
ABOUT = pl.DataFrame({"document": ["pack"], "authority": ["Kiteham"]})


def frame(text: str, role: str = "value", **more: Any) -> pl.DataFrame:
    about = {"indicator": "kites", "area": "Kiteham", "period": JUNE, "unit": "count"}
    return placement_frame([("pack", "t", "monthly", Placement(7, 4, text, text, role, **{**about, **more}))])


def behind(text: str, **more: Any) -> list[tuple[str, str, str]]:
    arrows = arrows_behind(read_texts(frame(text, **more)), ABOUT)
    return arrows.select("role", "detail", "text").rows()


@pytest.mark.parametrize(("text", "arrow"), [("412 ↑", "↑"), ("412▼", "▼"), ("95.2% →", "→"), ("12 of 40 ⬇", "⬇")])
def test_an_arrow_behind_a_figure_is_a_signal_of_it(text: str, arrow: str) -> None:
    assert behind(text) == [("signal", "direction", arrow)]


@pytest.mark.parametrize("text", ["412", "412*", "↑", "n/a ↑", "↑ 412"])
def test_what_is_no_figure_with_an_arrow_behind_it_gives_none(text: str) -> None:
    assert behind(text) == []


@pytest.mark.parametrize(
    "about",
    [
        {"period": Period.financial_year(2019)},
        {"period": None},
        {"area": "National average"},
        {"breakdown": "Fostered"},
    ],
)
def test_only_figures_of_the_authority_in_a_month_or_quarter_have_an_arrow(about: dict[str, Any]) -> None:
    assert behind("412 ↑", **about) == []


@pytest.mark.parametrize(("text", "arrow"), [("9 ↑", "↑"), ("-9▼", "▼"), ("↑ 2.5%", "↑"), ("+1,200 →", "→")])
def test_a_figure_in_a_column_of_arrows_is_listed_as_not_read(text: str, arrow: str) -> None:
    apart = with_figures_apart(frame(text, "signal", detail="direction"))
    assert apart.select("role", "text", "published", "detail").rows() == [
        ("signal", arrow, text, "direction"),
        ("unread", text, text, IN_A_COLUMN_OF_ARROWS),
    ]


@pytest.mark.parametrize(("text", "detail"), [("↑", "direction"), ("J", "direction"), ("9 ↑", "rag")])
def test_other_signs_stay_as_they_are(text: str, detail: str) -> None:
    before = frame(text, "signal", detail=detail)
    assert with_figures_apart(before).equals(before)
