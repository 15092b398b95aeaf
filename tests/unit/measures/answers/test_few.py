"""Of how few cases a percentage may be: what its own digits and those of its measure prove."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.measures.answers.few import percentage_of_few
from tests.unit.measures.answers.town import counts, material, printed, share, shares


@pytest.mark.parametrize(
    ("printed", "decimals", "few"),
    [
        (46.2, 1, True),  # 6 of 13
        (66.7, 1, True),
        (66.8, 1, False),  # no whole of fewer than twenty gives it
        (0.0, 1, True),
        (100.0, 1, True),
        (94.1, 1, True),  # 16 of 17
        (94.2, 1, False),
        (78.0, 0, True),
    ],
)
def test_a_percentage_that_no_small_whole_gives_is_of_twenty_or_more(printed, decimals, few):
    frame = pl.DataFrame({"value": [printed], "decimals": [decimals]})
    assert frame.select(percentage_of_few("decimals", "value")).item() is few


def never_few(rows, *indicators) -> set[bool]:
    return set(material(rows, *indicators).figures["never_few"])


def months(*values: str) -> list:
    return [printed("checks", f"2020-{at:02d}", value) for at, value in enumerate(values, 1)]


MANY = ("66.8%", "94.2%", "71.3%", "64.1%", "83.7%", "91.1%")
"""None is a share of fewer than twenty."""


def test_a_measure_is_of_many_where_nearly_all_of_its_figures_prove_it():
    assert never_few(months(*MANY, "50.0%", "80.0%"), share("checks")) == {True}
    assert never_few(months(*MANY, "50.0%"), share("checks")) == {False}, "too few figures"
    assert never_few(months(*MANY, "50.0%", "80.0%", "75.0%"), share("checks")) == {False}, "too many could be of few"


def test_a_whole_of_few_that_is_printed_decides():
    many = months(*MANY, *MANY)
    assert never_few(many, share("checks")) == {True}
    assert never_few([*many[:-1], printed("checks", "2020-12", "50.0%", x=5, y=10)], share("checks")) == {False}
    assert never_few(shares("checks", "2019-01", [(500, 1000)] * 8), share("checks")) == {True}
    assert never_few(counts("staff", "2019-01", [50] * 8), share("checks")) == {False}
