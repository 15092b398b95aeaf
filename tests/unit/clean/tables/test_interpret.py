"""What is done to the figures of every form of tables: those that nothing tells apart are not read."""

from __future__ import annotations

from scorecard.clean.tables.interpret import _told_apart
from scorecard.clean.tables.shared.reading import Placement
from scorecard.periods import Period
from scorecard.text.periods import NOT_STATED


def value(text: str, cell: int, period: Period = NOT_STATED, **more: object) -> Placement:
    about = {"line": 7, "indicator": "kites", "breakdown": "red", "unit": None, **more}
    return Placement(cell=cell, published=text, text=text, role="value", period=period, **about)  # type: ignore[arg-type]


def roles(*placements: Placement) -> list[str]:
    return [p.role for p in _told_apart(list(placements))]


def test_two_figures_of_a_row_without_their_times_are_not_read() -> None:
    assert roles(value("29", 2), value("26", 3)) == ["unread", "unread"]
    (first, _) = _told_apart([value("29", 2), value("26", 3)])
    assert "nothing tells their times apart" in (first.detail or "") and first.text == "29"


def test_what_tells_them_apart_may_be_anything() -> None:
    assert roles(value("29", 2), value("5%", 3)) == ["value", "value"]
    assert roles(value("29", 2), value("26", 3, breakdown="blue")) == ["value", "value"]
    assert roles(value("29", 2), value("26", 3, line=8)) == ["value", "value"]
    assert roles(value("29", 2), value("26", 3, Period.financial_year(2020))) == ["value", "value"]
    march = Period.month(2021, 3)
    assert roles(value("29", 2, march), value("26", 3, march)) == ["value", "value"]
