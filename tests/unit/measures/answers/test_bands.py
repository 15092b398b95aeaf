"""Colours: whose tolerances decide, how far another band is in points and in children, and what nobody can tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.measures.answers.bands import bands, with_bands
from scorecard.measures.rag import limits_of_line
from tests.unit.measures.answers.town import (
    ask,
    change,
    counts,
    following,
    found,
    material,
    printed,
    share,
    shares,
    the,
    warned,
)
from tests.unit.validate.rule_frames import indicator, signal, threshold

RAG, MARGIN, CHILDREN = "rag", "margin-to-next-band", "children-to-next-band"
LOWER, UPPER = (True, True), (True, False)


def high_is_good(id: str = "reviews", *, line: int = 1, red: float = 90, green: float = 95, **more: Any) -> list[dict]:
    """Red below one edge, green from another on, amber between."""
    return [
        threshold(id, "red", f"<{red}", None, red, line=line, closed=(True, False), **more),
        threshold(id, "amber", f"{red}-{green}", red, green, line=line, closed=UPPER, **more),
        threshold(id, "green", f"{green}+", green, None, line=line, closed=LOWER, **more),
    ]


def coloured(
    published: str, *, tolerances: list[dict] | None = None, x: float | None = None, y: float | None = None, **more: Any
):
    """The material of one figure of June with tolerances at its line."""
    own = high_is_good() if tolerances is None else tolerances
    return material([printed("reviews", "2020-06", published, x=x, y=y)], share("reviews"), thresholds=own, **more)


# ---- whose tolerances -----------------------------------------------------------------------------------------


def test_the_tolerances_of_the_own_line_go_before_the_first_ones_of_the_document():
    rows = [printed("reviews", "2020-05", "92.0%", line=1), printed("reviews", "2020-06", "92.0%", line=5)]
    both = [*high_is_good(line=1), *high_is_good(line=5, red=80, green=85)]
    asked = material(rows, share("reviews"), thresholds=both)
    assert [row["verdict"] for row in ask(bands, asked, RAG)] == ["amber", "green"]
    assert [row["value"] for row in ask(bands, asked, MARGIN)] == [-2.1, -7.1]


def test_a_line_without_tolerances_has_those_of_the_document():
    rows = [printed("reviews", "2020-06", "92.0%", line=9)]
    assert the(bands, material(rows, share("reviews"), thresholds=high_is_good(line=1)), RAG)["verdict"] == "amber"


def test_the_tolerances_of_another_document_colour_nothing():
    rows = [printed("reviews", "2020-06", "92.0%", line=1)]
    assert ask(bands, material(rows, share("reviews"), thresholds=high_is_good(document="other")), RAG) == []


def test_the_limits_of_the_own_line_are_the_green_of_that_line_even_where_it_is_not_legible():
    figures = pl.DataFrame(
        {"document": ["pack"] * 3, "indicator": ["reviews"] * 3, "line": [1, 5, 9]}, schema_overrides={"line": pl.Int32}
    )
    illegible = threshold("reviews", "green", "to be set", None, None, line=9, reason="no number")
    printed_ones = [*high_is_good(line=1), *high_is_good(line=5, green=85), illegible]
    asked = material([printed("reviews", "2020-06", "92.0%")], share("reviews"), thresholds=printed_ones)
    got = limits_of_line(figures, asked.tables["thresholds"])
    assert got.select("line", "limit_lower", "limit_upper", "target").rows() == [
        (1, 95.0, None, "95+"),
        (5, 85.0, None, "85+"),
        (9, None, None, "to be set"),
    ]
    elsewhere = limits_of_line(figures.with_columns(line=pl.lit(77, pl.Int32)), asked.tables["thresholds"])
    assert elsewhere["limit_lower"].to_list() == [95.0] * 3


# ---- the colour and what is printed beside it ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "band"),
    [
        ("89.9%", "red"),
        ("90.0%", "amber"),
        ("94.9%", "amber"),
        ("95.0%", "green"),
        ("100.0%", "green"),
        ("0.0%", "red"),
    ],
)
def test_a_value_on_a_closed_edge_belongs_to_the_band_and_on_an_open_one_does_not(published, band):
    assert the(bands, coloured(published), RAG)["verdict"] == band


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("amber", "Reviews, June 2020: 92.0% is amber by the printed tolerances; amber is printed."),
        ("green", "Reviews, June 2020: 92.0% is amber by the printed tolerances; but green is printed."),
        (None, "Reviews, June 2020: 92.0% is amber by the printed tolerances; no colour is printed."),
    ],
)
def test_the_printed_colour_is_told_beside_the_computed_one(colour, words):
    signals = [signal("reviews", "2020-06", "rag", colour, line=1)] if colour else []
    row = the(bands, coloured("92.0%", signals=signals), RAG)
    assert (row["verdict"], row["words"]) == ("amber", words)
    assert (row["settings"] or "").startswith(f"printed: {colour}") is (colour is not None)


def test_a_printed_colour_is_that_of_the_authoritys_month_and_of_no_locality():
    rows = [printed("reviews", "2020-06", "92.0%", line=1, area="East")]
    signals = [signal("reviews", "2020-06", "rag", "green", line=1)]
    row = the(bands, material(rows, share("reviews"), thresholds=high_is_good(), signals=signals), RAG)
    assert row["words"].endswith("no colour is printed.")


@pytest.mark.parametrize(
    ("published", "tolerances", "reason"),
    [
        (
            "92.0%",
            [threshold("reviews", "red", "<90", None, 90), threshold("reviews", "green", "95+", 95, None)],
            "gap",
        ),
        ("92.0%", [threshold("reviews", b, "n/a", None, None) for b in ("red", "green")], "no-tolerances"),
        (
            "80.0%",
            [
                threshold("reviews", "red", "?", None, None, reason="smudged"),
                threshold("reviews", "green", "95+", 95, None),
            ],
            "illegible",
        ),
        (
            "92.0%",
            [threshold("reviews", "red", "80-93", 80, 93), threshold("reviews", "amber", "91-95", 91, 95)],
            "overlap",
        ),
    ],
    ids=["in no band", "none to compare with", "a band is not legible", "in two bands"],
)
def test_what_has_no_colour_says_why(published, tolerances, reason):
    asked = coloured(published, tolerances=tolerances)
    row = the(bands, asked, RAG)
    assert (row["verdict"], row["reason"], row["sure"]) == (None, reason, "not-decidable")
    assert "has no colour (" in row["words"]
    assert ask(bands, asked, MARGIN) == ask(bands, asked, "robustness") == []


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ({"findings": [found("error", line=1)]}, "under-error"),
        ({"caveats": [warned("reviews")]}, "under-caveat"),
    ],
    ids=["an error", "a warning"],
)
def test_a_figure_under_an_error_or_a_warning_has_no_colour_of_ours(trouble, reason):
    asked = coloured("92.0%", x=92, y=100, **trouble)
    row = the(bands, asked, RAG)
    assert (row["verdict"], row["reason"]) == (None, reason)
    assert ask(bands, asked, MARGIN) == ask(bands, asked, CHILDREN) == []


def test_the_tolerances_of_a_year_colour_no_month_of_it():
    adopted = indicator("adopted", adds_up=True)
    asked = material(counts("adopted", "2020-06", [40]), adopted, thresholds=high_is_good("adopted", red=30, green=60))
    row = the(bands, asked, RAG)
    assert (row["verdict"], row["reason"]) == (None, "part-of-year")


def test_a_figure_of_a_measure_without_tolerances_is_not_asked_but_for_a_printed_colour():
    rows = [printed("reviews", "2020-06", "92.0%", line=1)]
    assert ask(bands, material(rows, share("reviews")), RAG) == []
    row = the(
        bands, material(rows, share("reviews"), signals=[signal("reviews", "2020-06", "rag", "red", line=1)]), RAG
    )
    assert (row["verdict"], row["reason"]) == (None, "no-target")
    assert row["words"].endswith("92.0% is printed red, which is not checked: no target is printed.")


# ---- margins ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "down", "up", "verdict"),
    [
        ("92.0%", -2.1, 3.0, "red"),  # 89.9 is red, 95.0 is green
        ("90.0%", -0.1, 5.0, "red"),
        ("94.9%", -5.0, 0.1, "green"),
        ("95.0%", -0.1, None, "amber"),
        ("89.9%", None, 0.1, "amber"),
        ("0.0%", None, 90.0, "amber"),
        ("100.0%", -5.1, None, "amber"),
    ],
)
def test_the_margin_is_the_smallest_printed_move_to_another_band_both_ways(published, down, up, verdict):
    row = the(bands, coloured(published), MARGIN)
    assert (row["lower"], row["upper"], row["verdict"], row["unit"]) == (down, up, verdict, "points")
    assert row["value"] == min((m for m in (down, up) if m is not None), key=abs)


@pytest.mark.parametrize(
    ("closed", "up"), [((False, True), 0.1), ((True, True), 0.0)], ids=["an open edge", "a closed edge"]
)
def test_an_open_edge_is_reached_only_beyond_it(closed, up):
    own = [
        threshold("reviews", "red", "to 90", None, 90, closed=(True, not closed[0])),
        threshold("reviews", "green", "90", 90, None, closed=closed),
    ]
    assert the(bands, coloured("80.0%", tolerances=own), MARGIN)["upper"] == pytest.approx(10 + up)


def test_no_percentage_beyond_nought_and_a_hundred_is_another_band():
    own = [
        threshold("reviews", "red", "over 100", 100, None, closed=(False, True)),
        threshold("reviews", "green", "0-100", 0, 100),
        threshold("reviews", "amber", "under 0", None, 0, closed=(True, False)),
    ]
    row = the(bands, coloured("99.0%", tolerances=own), MARGIN)
    assert (row["value"], row["lower"], row["upper"], row["verdict"]) == (None, None, None, None)
    assert row["words"] == "Reviews, June 2020: 99.0% is green; no other colour can be reached."


def test_a_margin_in_words():
    row = the(bands, coloured("92.0%"), MARGIN)
    assert row["words"] == "Reviews, June 2020: 92.0% is amber; 2.1 points less and it is red."


def test_a_figure_of_whole_numbers_moves_in_whole_numbers():
    row = the(bands, coloured("30%", tolerances=high_is_good(red=33.3, green=50)), MARGIN)
    assert (row["value"], row["words"]) == (4.0, "Reviews, June 2020: 30% is red; 4 points more and it is amber.")


@dataclass(frozen=True)
class Tolerances:
    """Red, amber, green parted at two edges in tenths of a per cent; ``closed``: does the upper band hold the edge?"""

    edges: tuple[int, int]
    closed: tuple[bool, bool]

    def rows(self, line: int) -> list[dict[str, Any]]:
        low, high = (edge / 10 for edge in self.edges)
        holds_low, holds_high = self.closed
        return [
            threshold("reviews", "red", "red", None, low, line=line, closed=(True, not holds_low)),
            threshold("reviews", "amber", "amber", low, high, line=line, closed=(holds_low, not holds_high)),
            threshold("reviews", "green", "green", high, None, line=line, closed=(holds_high, True)),
        ]

    def band(self, tenths: int, of: int = 1) -> str:
        """The band of a share of so many tenths of a per cent, of ``of`` times 100, in whole numbers throughout."""
        low, high = (edge * of for edge in self.edges)
        if tenths < low or (tenths == low and not self.closed[0]):
            return "red"
        return "amber" if tenths < high or (tenths == high and not self.closed[1]) else "green"


TOLERANCES = st.builds(
    Tolerances,
    st.lists(st.integers(1, 1000), min_size=2, max_size=2, unique=True).map(sorted).map(tuple),
    st.tuples(st.booleans(), st.booleans()),
)
MANY = {"min_size": 40, "max_size": 40}


def asked_of_each(rows: list[dict[str, Any]], each: list[Tolerances]):
    """The material of one figure a month, each with the tolerances of its own line."""
    lines = [row | {"line": at} for at, row in enumerate(rows, 1)]
    own = [threshold for at, tolerances in enumerate(each, 1) for threshold in tolerances.rows(at)]
    return material(lines, share("reviews"), thresholds=own)


@given(st.lists(st.tuples(st.integers(0, 1000), TOLERANCES), **MANY))
@settings(max_examples=6)
def test_the_margin_is_the_one_found_by_trying_every_printed_value(drawn):
    labels = following("2015-01", len(drawn))
    rows = [printed("reviews", one, f"{value / 10:.1f}%") for one, (value, _) in zip(labels, drawn, strict=True)]
    told = ask(bands, asked_of_each(rows, [tolerances for _, tolerances in drawn]), MARGIN)
    for (value, tolerances), row in zip(drawn, told, strict=True):
        moves = [n - value for n in range(1001) if tolerances.band(n) != tolerances.band(value)]
        expected = (max((m for m in moves if m < 0), default=None), min((m for m in moves if m > 0), default=None))
        assert (row["lower"], row["upper"]) == tuple(None if m is None else m / 10 for m in expected)


# ---- children --------------------------------------------------------------------------------------------------


def test_one_child_more_or_fewer_is_told_with_the_colour_that_it_makes():
    row = the(bands, coloured("90.0%", x=18, y=20), CHILDREN)
    assert (row["value"], row["lower"], row["upper"], row["unit"], row["verdict"]) == (-1, -1, 1, "cases", "red")
    assert row["words"] == "Reviews, June 2020: 18 of 20 is amber; 1 fewer and it is red; 1 more and it is green."
    # 18 of 19 is 94.7 % and amber still, 18 of 18 is green; 18 of 21 is 85.7 %
    assert row["settings"] == "2 fewer that do not count: green; 1 more that do not count: red"


def test_the_exact_fraction_decides_and_a_print_that_says_otherwise_is_told():
    row = the(bands, coloured("90.0%", x=8996, y=10000), CHILDREN)  # 89.96 % is red, printed as 90.0 % it is amber
    assert (row["value"], row["verdict"]) == (4, "amber")
    assert row["words"] == (
        "Reviews, June 2020: 8996 of 10000 is amber, red by the exact fraction; 4 more and it is amber."
    )


def test_a_share_without_counts_has_no_children_to_the_next_band():
    assert ask(bands, coloured("92.0%"), CHILDREN) == []
    assert ask(bands, coloured("92.0%", y=100), CHILDREN) == []


def test_where_no_number_of_children_makes_another_colour_that_is_said():
    own = [threshold("reviews", "green", "0+", 0, None)]
    row = the(bands, coloured("50.0%", x=1, y=2, tolerances=own), CHILDREN)
    assert (row["value"], row["verdict"], row["settings"]) == (None, None, None)
    assert row["words"] == "Reviews, June 2020: 1 of 2 is green; no other colour can be reached."


COUNTED = st.integers(1, 60).flatmap(lambda y: st.tuples(st.integers(0, y), st.just(y), TOLERANCES))


@given(st.lists(COUNTED, **MANY))
@settings(max_examples=8)
def test_the_children_to_the_next_band_are_those_found_by_trying_every_number(drawn):
    rows = shares("reviews", "2015-01", [(x, y) for x, y, _ in drawn])
    asked = asked_of_each(rows, [tolerances for *_, tolerances in drawn])
    for (x, y, tolerances), row in zip(drawn, ask(bands, asked, CHILDREN), strict=True):
        now = tolerances.band(1000 * x, y)
        of_x = [n - x for n in range(y + 1) if tolerances.band(1000 * n, y) != now]
        of_y = [n - y for n in range(max(x, 1), 2 * y + 1) if tolerances.band(1000 * x, n) != now]
        down, up = max((m for m in of_x if m < 0), default=None), min((m for m in of_x if m > 0), default=None)
        assert (row["lower"], row["upper"]) == (down, up)
        nearest = min((m for m in (down, up) if m is not None), key=lambda m: (abs(m), m), default=None)
        assert row["value"] == nearest
        assert row["verdict"] == (None if nearest is None else tolerances.band(1000 * (x + nearest), y))
        told = {word: (int(many), band) for many, word, band in REST.findall(row["settings"] or "")}
        fewer, more = max((m for m in of_y if m < 0), default=None), min((m for m in of_y if m > 0), default=None)
        assert told.get("fewer") == (None if fewer is None else (-fewer, tolerances.band(1000 * x, y + fewer)))
        if more is not None:
            assert told["more"] == (more, tolerances.band(1000 * x, y + more))
        elif "more" in told:  # further away than was tried here: the very first that has another band
            many, band = told["more"]
            assert band == tolerances.band(1000 * x, y + many) != now == tolerances.band(1000 * x, y + many - 1)


REST = re.compile(r"(\d+) (fewer|more) that do not count: (\w+)")


# ---- how sure a colour is ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "x", "y", "sure", "listed"),
    [
        ("50.0%", 50, 100, "robust", None),
        ("90.0%", 90, 100, "depends", "hangs on: one case, the last printed decimal"),
        ("90.0%", 8996, 10000, "depends", "the rounding"),
        ("0.0%", 0, 19, "depends", "fewer than 20 cases"),
    ],
    ids=["far from every edge", "one case away", "the exact fraction says otherwise", "few cases"],
)
def test_a_colour_depends_on_a_case_a_decimal_a_fraction_and_few_cases(published, x, y, sure, listed):
    row = the(bands, coloured(published, x=x, y=y), RAG)
    assert row["sure"] == sure
    assert row["settings"] is None if listed is None else listed in row["settings"]


def test_a_colour_without_counts_is_robust_by_its_print_and_by_the_decimals_beside_it():
    assert the(bands, coloured("50.0%"), RAG)["sure"] == "robust"
    assert the(bands, coloured("94.9%"), RAG)["sure"] == "depends"
    assert the(bands, coloured("50.0%"), "robustness")["settings"] == (
        "as printed: red; the last printed decimal up or down: red"
    )


def test_a_figure_that_a_finding_disputes_has_a_colour_that_depends():
    row = the(bands, coloured("50.0%", x=50, y=100, findings=[found("warning", line=1)]), RAG)
    assert (row["verdict"], row["sure"]) == ("red", "depends")


# ---- goalposts -------------------------------------------------------------------------------------------------


def test_a_figure_is_told_under_the_tolerances_of_an_earlier_pack_where_they_colour_it_otherwise():
    packs = {"old": date(2019, 6, 30), "pack": date(2020, 6, 30)}
    rows = [
        printed("reviews", "2020-06", "92.0%", line=1),
        printed("reviews", "2019-06", "92.0%", line=1, document="old"),
    ]
    both = [*high_is_good(), *high_is_good(red=93, green=95, document="old")]
    asked = material(rows, share("reviews"), thresholds=both, documents=packs)
    now = [row for row in ask(bands, asked, RAG, period="2020-06") if row["against"] is not None]
    (row,) = now
    assert (row["against"], row["verdict"], row["document"], row["sure"]) == ("old", "red", "pack", "depends")
    assert row["words"] == "Reviews, June 2020: 92.0% is amber; under the tolerances of old it would be red."
    # the earlier figure is not judged by what was printed after it
    assert [one["against"] for one in ask(bands, asked, RAG, period="2019-06")] == [None]


def test_the_same_colour_under_earlier_tolerances_is_no_news():
    packs = {"old": date(2019, 6, 30), "pack": date(2020, 6, 30)}
    both = [*high_is_good(), *high_is_good(red=80, document="old")]
    rows = [printed("reviews", "2020-06", "92.0%", line=1)]
    asked = material(rows, share("reviews"), thresholds=both, documents=packs)
    assert [row["against"] for row in ask(bands, asked, RAG)] == [None]


def test_a_break_of_the_measure_changes_no_colour():
    rows = shares("reviews", "2020-06", [(92, 100)])
    asked = material(rows, share("reviews", changes=[change(date(2020, 6, 1))]), thresholds=high_is_good())
    assert with_bands(asked)["band"].to_list() == ["amber"]


def test_a_margin_across_a_gap_between_bands_says_how_far_the_colour_reaches():
    cases = indicator("caseload", good="low")
    tolerances = [
        threshold("caseload", "red", "21+", 21, None, line=1),
        threshold("caseload", "amber", "20<", None, 20, line=1, closed=(True, False)),
        threshold("caseload", "green", "18<", None, 18, line=1, closed=(True, False)),
    ]
    row = the(bands, material([printed("caseload", "2020-06", "29", line=1)], cases, thresholds=tolerances), MARGIN)
    assert row["words"].endswith("29 is red; 9 less and it is no longer red, 10 less and it is amber.")
    row = the(bands, material([printed("caseload", "2020-06", "19", line=1)], cases, thresholds=tolerances), MARGIN)
    assert "no longer" not in row["words"]
