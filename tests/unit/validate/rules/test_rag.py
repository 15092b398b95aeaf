"""Colours beside the colours that the thresholds give."""

from __future__ import annotations

import pytest

from scorecard.validate.rules import rag
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, signal, threshold

REGISTRY = registry(indicator("reviews", unit="percent"), indicator("visits", unit="percent"))
BANDS = [
    threshold("reviews", "red", "<90%", None, 90.0, closed=(True, False)),
    threshold("reviews", "amber", "90%>", 90.0, None),
    threshold("reviews", "green", "95%+", 95.0, None),
]


def run(value: str, colour: str | None, bands=BANDS, more=()):
    rows = [figure("reviews", "2020-06", value, line=1), *more]
    return rag.compare(
        pack(rows, thresholds=bands, signals=[signal("reviews", "2020-06", "rag", colour, line=1)]), REGISTRY
    )


@pytest.mark.parametrize(
    ("value", "right"), [("89.9%", "red"), ("90.0%", "amber"), ("94.9%", "amber"), ("95.0%", "green")]
)
def test_the_right_colour_holds_and_the_others_are_errors(value: str, right: str):
    for colour in ("red", "amber", "green"):
        found = failing(run(value, colour))
        assert found.height == (colour != right)
        assert set(found["severity"]) <= {"error"} and set(found["expected"]) <= {right}


def test_the_explanation_names_the_thresholds():
    (row,) = failing(run("94.3%", "green")).rows(named=True)
    assert (
        "94.3% is amber by the printed thresholds (red <90%, amber 90%>, green 95%+), but green is printed"
        in row["explanation"]
    )


def test_a_colour_that_has_a_band_and_a_figure_outside_all_bands_is_information():
    (row,) = failing(run("80.0%", "green", bands=[threshold("reviews", "green", "85%>", 85.0, None)])).rows(named=True)
    assert (row["severity"], row["expected"]) == ("information", "no colour")


@pytest.mark.parametrize("colour", ["amber", "red"])
def test_beyond_a_single_green_limit_both_other_colours_may_lie(colour: str):
    assert failing(run("80.0%", colour, bands=[threshold("reviews", "green", "85%>", 85.0, None)])).is_empty()


def test_a_single_limit_may_be_a_target_without_colours():
    bands = [*BANDS, threshold("visits", "green", "98%+", 98.0, None)]
    assert failing(run("95.0%", "green", bands, [figure("visits", "2020-06", "99.0%", line=2)])).is_empty()


def test_a_colour_that_could_be_told_and_is_not_printed_is_information():
    limits = [threshold("visits", "red", "<98%", None, 98.0), threshold("visits", "green", "98%+", 98.0, None)]
    bands = [*BANDS, *limits]
    (row,) = failing(run("95.0%", "green", bands, [figure("visits", "2020-06", "99.0%", line=2)])).rows(named=True)
    assert (row["indicator"], row["severity"], row["expected"]) == ("visits", "information", "green")


def test_a_table_without_colours_is_not_asked_for_them():
    assert run("95.0%", None).not_run


@pytest.mark.parametrize(("value", "right"), [("80.0%", "red"), ("96.1%", "green")])
def test_colours_of_quarters_are_held_against_their_thresholds(value: str, right: str):
    for colour in ("red", "green"):
        rows = [figure("reviews", "2021/22 Q3", value, line=1)]
        tables = pack(rows, thresholds=BANDS, signals=[signal("reviews", "2021/22 Q3", "rag", colour, line=1)])
        assert failing(rag.compare(tables, REGISTRY))["expected"].to_list() == ([] if colour == right else [right])


def test_a_colour_that_is_not_printed_is_told_of_the_last_quarter_where_no_month_is():
    limits = [threshold("visits", "red", "<98%", None, 98.0), threshold("visits", "green", "98%+", 98.0, None)]
    bands = [*BANDS, *limits]
    quarters = [figure("visits", f"2020/21 Q{n}", "99.0%", line=2, cell=n) for n in (1, 2)]
    shown = [figure("reviews", "2020/21 Q2", "95.0%", line=1)]
    signals = [signal("reviews", "2020/21 Q2", "rag", "green", line=1)]
    (row,) = failing(rag.compare(pack([*shown, *quarters], thresholds=bands, signals=signals), REGISTRY)).rows(
        named=True
    )
    assert (row["indicator"], row["period"], row["expected"]) == ("visits", "2020/21 Q2", "green")
    with_months = [*shown, *quarters, figure("reviews", "2020-06", "95.0%", line=1, cell=7)]
    assert failing(rag.compare(pack(with_months, thresholds=bands, signals=signals), REGISTRY)).is_empty()
