"""Arrows and colours: as printed, as emoji, as letters that damage made of them, and the rule for a dash."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from scorecard.clean.contract.marks import signals
from scorecard.clean.contract.observations import observations, placement_frame, read_texts
from scorecard.clean.tables.shared.reading import Placement
from scorecard.periods import Period
from scorecard.registry import load_registry
from scorecard.text.signals import Signs, read_signal

SIGNS = Signs(
    up=("^", "1"),
    down=("Ψ", "ψ", "¥", "V", "v", "y", "₩", "4"),
    level=("-", "–"),
    red=("r",),
    amber=("a", "а", "α"),
    green=("g",),
)
"""What an invented council prints for arrows and colours beside those that everybody knows."""


def read(signal: str, printed: str | None, signs: Signs = SIGNS) -> str | None:
    frame = pl.DataFrame({"printed": [printed]}, schema={"printed": pl.String})
    return frame.select(read_signal(pl.lit(signal), pl.col("printed"), signs)).item()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        *((sign, "up") for sign in ("↑", "⬆", "⬆\ufe0f", "^", "▲", " ↑ ", "↑.", "1", "<b>↑</b>")),
        *((sign, "down") for sign in ("↓", "⬇", "⬇\ufe0f", "▼", "Ψ", "ψ", "¥", "V", "v", "y", "₩", "4")),
        *((sign, "level") for sign in ("→", "➡", "↔", "-", "–")),
        *((sign, None) for sign in ("", None, "2", "x", "n/a", "↑↓", "red", "🟢", "<script>", "up and down", "14")),
    ],
)
def test_direction(printed: str | None, expected: str | None) -> None:
    assert read("direction", printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        *((sign, "red") for sign in ("red", "RED", "Red", "R", "🔴", "r.")),
        *((sign, "amber") for sign in ("amber", "Amber", "yellow", "A", "🟡", "🟠", "а", "α", "Α")),
        *((sign, "green") for sign in ("green", "GREEN", "G", "🟢", " green ")),
        *((sign, None) for sign in ("", None, "-", "blue", "↑", "n/a", "redgreen", "=cmd", "1")),
    ],
)
def test_rag(printed: str | None, expected: str | None) -> None:
    assert read("rag", printed) == expected


def test_without_a_councils_own_signs_only_the_well_known_ones_are_read() -> None:
    assert [read("direction", sign, Signs()) for sign in ("↑", "▼", "→", "^", "Ψ", "-")] == [
        *("up", "down", "level"),
        *(None, None, None),
    ]
    assert [read("rag", sign, Signs()) for sign in ("Red", "🟡", "green", "g")] == ["red", "amber", "green", None]


def test_a_councils_sign_says_what_it_is_given_for() -> None:
    assert read("direction", "↗", Signs(up=("↗",))) == "up"
    assert read("rag", "↗", Signs(up=("↗",))) is None


REGISTRY = load_registry()
FAMILY = "corporate-parenting-monthly"
INDICATOR = next(i.id for i, _ in REGISTRY.named(FAMILY) if i.unit == "count")


def placed(role: str, cell: int, text: str, detail: str | None = None, period: Period | None = None) -> Placement:
    month = period or Period.month(2020, 6)
    return Placement(7, cell, text, text, role, indicator=INDICATOR, area="Rotherham", period=month, detail=detail)


def signals_of(*placements: Placement) -> list[str | None]:
    frame = placement_frame([("d", "t", FAMILY, p) for p in placements])
    schema = {"document": pl.String, "as_at": pl.Date, "authority": pl.String}
    about = pl.DataFrame([("d", date(2020, 6, 30), "Rotherham")], schema=schema, orient="row")
    observed = observations(read_texts(frame.filter(pl.col("role") == "value")), REGISTRY, about)
    return signals(frame.filter(pl.col("role") == "signal"), REGISTRY, observed)["read_as"].to_list()


def test_a_dash_beside_a_figure_says_no_movement() -> None:
    assert signals_of(placed("value", 3, "603"), placed("signal", 4, "-", "direction")) == ["level"]


def test_a_dash_beside_a_missing_mark_says_nothing() -> None:
    assert signals_of(placed("value", 3, "n/a"), placed("signal", 4, "-", "direction")) == [None]
    assert signals_of(placed("signal", 4, "–", "direction")) == [None]


def test_a_figure_of_another_month_does_not_make_a_dash_a_movement() -> None:
    earlier = placed("value", 3, "603", period=Period.month(2020, 5))
    assert signals_of(earlier, placed("signal", 4, "-", "direction")) == [None]


def test_an_arrow_needs_no_figure_beside_it() -> None:
    assert signals_of(placed("signal", 4, "↓", "direction"), placed("signal", 5, "green", "rag")) == ["down", "green"]
