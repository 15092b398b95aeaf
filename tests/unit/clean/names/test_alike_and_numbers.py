"""How alike names are all at once, what a number still says when it is damaged, and what headers call a column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.clean.names.alike import EXACTLY, AlikeNames, similarity
from scorecard.clean.names.header_words import ColumnWords, colours_of
from scorecard.clean.names.numbers import KnownNumbers, number_agreement, printed_number
from scorecard.registry import load_registry

REGISTRY = load_registry()
NAMES = ["Number of kites flown", "Kites flown, number of", "Strings lost at sea", ""]
PARTS = [
    "Strings lost",
    "lost at seas",
    "lost at sea",
    "Strings lost at sea in",
    "Strings lost at sea in the north wind",
]
"""Parts of a name of twelve letters and of fewer, and names that hold one and more."""


@given(st.sampled_from([*NAMES, *PARTS, "Number of kites", "kites", "Sea at lost strings", "=cmd"]))
def test_many_names_are_as_alike_as_each_of_them(printed: str) -> None:
    together = AlikeNames(NAMES).to(printed)
    alone = [similarity(printed, name) for name in NAMES]
    exact = max(alone) >= EXACTLY  # then parts are not looked at: they tell nothing more
    assert all(a == pytest.approx(b) or (exact and a < b) for a, b in zip(together, alone, strict=True))


def test_words_in_another_order_are_nearly_the_same_name_and_a_part_too() -> None:
    alike = AlikeNames(["kites flown number of", "strings lost at sea in may"])
    assert alike.to("number of kites flown")[0] > 0.9 > alike.to("number of kites flown")[1]
    assert alike.to("strings lost at sea")[1] > 0.9
    assert AlikeNames([]).to("kites").tolist() == []


@pytest.mark.parametrize(
    ("printed", "known", "alike"),
    [
        ("strings lost", "strings lost at sea", 0.955),
        ("lost at sea", "strings lost at sea", 0.733),
        ("strings lost at sea in the north wind", "strings lost at sea", 0.679),
        ("at sea strings lost", "strings lost at sea", 0.92),
        ("strings lost at sea", "strings lost at sea", 1.0),
    ],
    ids=["a part of twelve letters", "a part of eleven", "more than the whole", "another order", "the same"],
)
def test_what_a_part_of_a_name_is_worth(printed: str, known: str, alike: float) -> None:
    assert similarity(printed, known) == pytest.approx(alike, abs=0.001)
    assert AlikeNames([known]).to(printed)[0] == pytest.approx(alike, abs=0.001)


def test_of_two_names_that_hold_a_part_the_shorter_is_likelier() -> None:
    shorter, longer = AlikeNames(["strings lost at sea", "strings lost at sea in the north wind"]).to("strings lost")
    assert shorter > longer > 0.9


def test_beside_the_name_itself_those_that_hold_it_are_not_looked_at_as_wholes() -> None:
    same, longer = AlikeNames(["strings lost at sea", "strings lost at sea in the north wind"]).to(
        "strings lost at sea"
    )
    assert same == 1.0 and longer < 0.9
    same, reordered = AlikeNames(["strings lost at sea", "lost at sea strings"]).to("strings lost at sea")
    assert (same, reordered) == (1.0, pytest.approx(0.92))


@pytest.mark.parametrize(
    ("printed", "known", "agreement"),
    [
        ("6.10", "6.10", 1.0),
        ("6.10²", "6.10", 1.0),
        ("6.1", "6.10", 0.8),
        ("1.Α1", "1.A1", 1.0),
        ("610", "6.10", 0.4),
        ("6.2", "6.1", 0.0),
    ],
)
def test_a_damaged_number_agrees_less(printed: str, known: str, agreement: float) -> None:
    assert number_agreement(printed, known) == agreement


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("6.1¹", "6.1"),
        ("6.10 [note 2]", "6.10"),
        ("1.F1(b)*", "1.F1(b)"),
        ("6.1 NEW", "6.1"),
        ("6.1 new", None),
        ("1.F1(b)", "1.F1(b)"),
        ("61", None),
    ],
)
def test_a_remark_behind_a_number_is_left_out(text: str, number: str | None) -> None:
    assert printed_number(text) == number


@pytest.mark.parametrize(
    ("text", "role"),
    [("RAG", "rag"), ("DOT", "direction"), ("Indicator", "name"), ("Red", "red"), ("Kites", None), ("", None)],
)
def test_what_headers_call_a_column(text: str, role: str | None) -> None:
    words = ColumnWords(REGISTRY)
    assert words.role(text) == role == words.role(text.lower())
    assert words.name_a_column(text) == (role is not None)


def test_a_header_word_that_a_narrow_cell_cuts_is_put_together() -> None:
    words = ColumnWords(REGISTRY)
    assert words.role("Amb er") == words.role("Amber") is not None
    assert words.role("Targ et Gre en") == words.role("Target Green") is not None
    assert words.role("Amb kites er") is None


def test_colours_are_the_well_known_ones_and_the_councils_own() -> None:
    colours = colours_of(REGISTRY)
    assert {"red", "amber", "green", "🔴"} < colours and all(sign == sign.lower() for sign in colours)


def test_what_is_alike_enough_is_told_exactly_whatever_the_least_asked_for() -> None:
    names = ["Children in care", "Children in care per 10,000", "Care leavers in suitable accommodation", "Kites"]
    for printed in ("Children in care", "Children in car", "suitable accommodation", "Wind"):
        every, some = (AlikeNames(names).to(printed, least) for least in (0.0, 0.8))
        assert [float(x) for x in some if x >= 0.8] == [float(x) for x in every if x >= 0.8]


def test_all_known_numbers_are_compared_as_each_is() -> None:
    known = ["6.1", None, "6.10", "61", "6.2", "1.F1(b)", "6.1", "0", "00.0"]
    every = KnownNumbers(known)
    for printed in ("6.1", "6.10", "6.2", "61", "610", "1.F1(b)", "1.F1", "", "0", "x", "7.3", "Η.1"):
        assert every.agreement(printed).tolist() == [number_agreement(printed, number) for number in known], printed
