"""Which indicator a printed number and name stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.clean.names.alike import similarity
from scorecard.clean.names.indicators import Match, Names, Printed, derived_id, units_agree
from scorecard.errors import InputError
from scorecard.registry import load_registry
from tests.unit.clean.tables.summary.invented_names import family_names

REGISTRY = load_registry()
NAMES = Names(REGISTRY)
FAMILY = "corporate-parenting-monthly"
NAMED = [(i, e) for i, e in REGISTRY.named(FAMILY) if e.number and not e.shared and e.page is None]


def candidates(number: str | None, name: str, unit: str | None = None) -> list[Match]:
    return NAMES.of(FAMILY).candidates(Printed(number, name, unit))


@pytest.mark.parametrize(("indicator", "entry"), NAMED, ids=lambda x: getattr(x, "id", ""))
def test_every_printed_number_and_name_finds_its_own_indicator(indicator, entry) -> None:  # type: ignore[no-untyped-def]
    best = candidates(entry.number, entry.names[0], entry.unit or indicator.unit)[0]
    assert (best.indicator, best.number) == (indicator.id, entry.number) and best.score > 0.9


def test_a_damaged_name_and_number_still_find_the_indicator() -> None:
    indicator, entry = next((i, e) for i, e in NAMED if e.number == "6.3")
    damaged = entry.names[0].replace("o", "0", 2).replace("i", "l", 1)
    assert candidates("6.3", damaged)[0].indicator == indicator.id


def test_a_name_that_is_exactly_known_beats_another_number() -> None:
    (three, third), (four, fourth) = [(i, e) for i, e in NAMED if e.number in ("6.3", "6.4")]
    assert candidates(third.number, fourth.names[0])[0].indicator == four.id
    assert candidates(fourth.number, third.names[0])[0].indicator == three.id


def test_a_number_alone_is_a_weaker_proof_than_number_and_name() -> None:
    _, entry = NAMED[0]
    alone = candidates(entry.number, "")[0]
    both = candidates(entry.number, entry.names[0])[0]
    assert alone.indicator == both.indicator and alone.score < both.score


@pytest.mark.parametrize("name", ["", "Kites in the wind", "<script>alert(1)</script>", "=cmd|'/C calc'!A0", "()[]\\"])
def test_what_is_no_indicator_scores_low(name: str) -> None:
    assert candidates(None, name)[0].score < 0.6


def test_candidates_come_best_first_and_always_alike() -> None:
    first = candidates("6.1", "Number of")
    assert [m.score for m in first] == sorted((m.score for m in first), reverse=True)
    assert first == candidates("6.1", "Number of")


def test_with_a_name_those_that_have_something_in_common_are_candidates_and_without_one_all() -> None:
    names = family_names([("kites", "1.1", "Kites", "count"), ("fog", "1.2", "Fog", "count")])

    def ids(number: str | None, name: str) -> list[str]:
        return [match.indicator for match in names.candidates(Printed(number, name))]

    assert ids(None, "Fog") == ["fog"]
    assert ids("1.2", "") == ["fog", "kites"]
    assert ids(None, "") == ["kites", "fog"], "none is likelier, so they stand in the order of their numbers"
    assert ids(None, "yyy") == ["kites", "fog"], "no name has anything in common with it"


def test_an_unknown_family_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="no-such-family"):
        NAMES.of("no-such-family")


@pytest.mark.parametrize(
    ("unit", "printed", "agree"),
    [
        ("percent", "percent", True),
        ("percent", "ratio", True),
        ("count", "percent", False),
        ("percent", "number", False),
        ("count", "number", True),
        ("rate_per_10k", "number", True),
        ("count", None, True),
        ("gbp", "count", False),
    ],
)
def test_units(unit: str, printed: str | None, agree: bool) -> None:
    assert units_agree(unit, printed) is agree


def test_a_name_that_was_cut_off_counts_nearly_fully() -> None:
    whole = "Number of children flying kites in the north wind"
    assert similarity(whole, whole) == 1.0
    assert 0.9 < similarity("Number of children flying kites", whole) < 1.0
    assert similarity("Number", whole) < 0.5
    assert similarity("", whole) == similarity(whole, "") == 0.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_similarity_lies_between_nothing_and_one(left: str, right: str) -> None:
    assert 0.0 <= similarity(left, right) <= 1.0


@given(st.one_of(st.none(), st.text(max_size=8)), st.text(max_size=80))
def test_an_id_for_an_unknown_indicator_is_always_a_safe_word(number: str | None, name: str) -> None:
    made = derived_id(number, name)
    assert made.startswith("unknown_") and len(made) <= 60
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")


HARBOUR = family_names(
    [
        ("kites", "1.1", "Number of kites flown over the harbour", "count"),
        ("fog", "1.20", "Days of fog at the lighthouse", "count"),
        ("back", "1.3", "Kites that returned", "percent"),
    ]
)


def scores(number: str | None, name: str, unit: str | None = None) -> dict[str, float]:
    return {match.indicator: match.score for match in HARBOUR.candidates(Printed(number, name, unit))}


def test_a_legible_name_of_another_measure_speaks_against_a_number_that_agrees() -> None:
    of_another = "Jumpy guppies swim quickly by tuppy"
    assert 0.4 < HARBOUR.at_most("1.1", of_another) < 0.5, "not far above a number with a name of nothing"
    assert scores("1.1", of_another).get("kites", 0.0) < 0.1
    illegible = "Jumpy gup qk"
    assert scores("1.1", illegible)["kites"] == pytest.approx(HARBOUR.at_most("1.1", illegible), abs=1e-4)


def test_a_number_that_lost_its_zero_agrees_and_counts_a_little_less() -> None:
    name = "Days of fog at the lighthouse"
    whole, lost, other = (scores(number, name)["fog"] for number in ("1.20", "1.2", "4.7"))
    assert (whole, lost, other) == pytest.approx((1.0, 0.95, 0.75))
    assert [scores(number, "")["fog"] for number in ("1.20", "1.2", "4.7")] == pytest.approx([0.8, 0.64, 0.0])


def test_figures_of_another_unit_speak_against_an_indicator() -> None:
    assert scores("1.3", "", "percent")["back"] - scores("1.3", "", "number")["back"] == pytest.approx(0.5)
    assert scores("1.3", "", "ratio")["back"] == scores("1.3", "", None)["back"] == pytest.approx(0.8)


def test_a_name_of_three_words_that_is_exactly_known_puts_all_others_back() -> None:
    exact = scores("1.1", "Kites that returned")
    assert exact["back"] == pytest.approx(0.75) and exact.get("kites", 0.0) < 0.2
    other_unit = scores("1.1", "Kites that returned", "number")
    assert other_unit["kites"] > 0.2, "an exact name of figures of another unit puts nothing back"
    two = family_names([("kites", "1.1", "Kites flown", "count"), ("lost", "1.2", "Kites blown", "count")])
    assert [m.score for m in two.candidates(Printed(None, "Kites flown"))][1] > 0.5, "two words may be so by chance"


def test_the_candidates_are_the_callers_own_list() -> None:
    printed = Printed("1.1", "Number of kites flown over the harbour")
    HARBOUR.candidates(printed).clear()
    assert HARBOUR.candidates(printed)[0].indicator == "kites"


def test_only_a_name_of_the_indicator_asked_for_can_contradict_it() -> None:
    assert not HARBOUR.speaks_of_another("Number of kites flown over the harbour", "kites")
    assert HARBOUR.speaks_of_another("Number of kites flown over the harbour", "fog")


def test_percentages_are_listed_by_the_number_they_print() -> None:
    assert HARBOUR.percentages == {"1.3": [("back", "Kites that returned")]}


@pytest.mark.parametrize(
    ("number", "name", "id"),
    [
        ("6.1", "Kites flown (high)", "unknown_kites_flown_high"),
        ("6.1", "", "unknown_6_1"),
        (None, "", "unknown_x"),
        (None, "kites " * 12, "unknown_" + "_".join(["kites"] * 8)),
    ],
)
def test_an_unknown_indicator_is_called_by_its_name_else_by_its_number(number: str | None, name: str, id: str) -> None:
    assert derived_id(number, name) == id


def test_below_what_a_row_or_column_takes_the_words_of_a_name_are_not_looked_at() -> None:
    name = "Painted quays inspected before midnight"
    assert 0.3 < HARBOUR.at_most("", name) < 0.5
    assert all(HARBOUR.speaks_of_another(name, indicator) for indicator in ("kites", "fog", "back"))
    assert max(scores(None, name).values()) == pytest.approx(HARBOUR.at_most("", name), abs=1e-4)
