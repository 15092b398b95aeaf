"""Whether a legible name can be that of a measure: its rare words decide, damaged or not."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.clean.names.wording import Wording, content_words, kind_of_name, legible, normalise
from scorecard.registry import PrintedName, load_registry
from tests.unit.validate.rule_frames import FAMILY, indicator, registry

WORDING = Wording(load_registry())


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("No. of LAC", "number of looked after children"),
        ("Number of Children in Care", "number of looked after children"),
        ("Av. caseload", "average caseload"),
        ("% of CIC with kites & string", "percent of looked after children with kites and string"),
        ("Precentage of kites", "precentage of kites"),
        ("Perentage of kites", "percent of kites"),
        ("Kites (national indicator) flown", "kites flown"),
        ("Child’s kite", "child's kite"),
        ("Kites - flown/lost", "kites flown lost"),
        ("", ""),
    ],
)
def test_names_are_compared_in_one_spelling(name: str, normal: str) -> None:
    assert normalise(name) == normal


def test_a_name_written_one_way_stays_as_it_is() -> None:
    assert normalise(normalise("No. of LAC (5 or more)")) == normalise("No. of LAC (5 or more)")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("6.1 Number of kites in the wind", ("number", "kites", "wind")),
        ("Kites aged 5 to 10 x", ("kites", "aged", "5", "10")),
        ("the of a", ()),
    ],
)
def test_words_that_say_what_is_measured(name: str, words: tuple[str, ...]) -> None:
    assert content_words(name) == words


@pytest.mark.parametrize(
    ("name", "whole"),
    [("kites flown high", True), ("kites flown", False), ("kites flown up", False), ("kite flew high", True)],
)
def test_a_name_is_legible_with_three_words_of_four_letters(name: str, whole: bool) -> None:
    assert legible(name) is whole


def test_a_rare_word_weighs_more_than_a_common_one_and_an_unknown_word_most() -> None:
    assert WORDING.weight("number") < WORDING.weight("dental") < WORDING.weight("kites")
    assert WORDING.weight("kites") == WORDING.weight("zoo") > 0


def test_a_words_weight_is_how_rare_it_is_among_the_names() -> None:
    names = ["kites flown high", "kites flown", "kites lost", "kites"]
    made = registry(indicator("kites"))
    printed = PrintedName(family=FAMILY, indicator="kites", number=None, names=names)
    town = replace(made.councils["town"], names={FAMILY: (printed,)})
    wording = Wording(replace(made, councils={"town": town}))
    assert wording.weight("kites") == 0, "every name has it"
    assert wording.weight("flown") == pytest.approx(math.log(5 / 3))
    assert wording.weight("lost") == pytest.approx(math.log(5 / 2))
    assert wording.weight("owls") == pytest.approx(math.log(5)), "no name has it"


def test_shares_are_of_each_names_own_weight() -> None:
    assert WORDING.shares("kites flown", "kites flown") == (1.0, 1.0)
    ours, theirs = WORDING.shares("kites", "kites zoo")
    assert (ours, theirs) == (1.0, 0.5)
    assert WORDING.shares("kites zoo", "kites") == (0.5, 1.0)
    assert WORDING.shares("", "kites") == (0.0, 0.0)


@pytest.mark.parametrize(
    ("printed", "known", "share"),
    [
        ("kitesflown", "kites flown", 1.0),
        ("kitesflown", "zoo flown", 0.0),
        ("kites", "kitesflown", 1.0),
        ("kitez", "kites", 1.0),
        ("kite", "kites", 1.0),
        ("kites", "kite", 1.0),
        ("zoos", "zoo", 0.0),
        ("kite", "kilt", 0.0),
        ("2019", "20190", 1.0),
        ("20190", "2019", 0.0),
        ("flying", "flights", 0.0),
        ("flying", "flyings", 1.0),
        ("2019", "2018", 0.0),
        ("zoo", "zoos", 0.0),
        ("zoo", "zoo", 1.0),
    ],
)
def test_a_words_counterpart(printed: str, known: str, share: float) -> None:
    assert WORDING.shares(printed, known)[0] == share


@given(st.text(max_size=12))
def test_a_name_is_its_own_counterpart(name: str) -> None:
    shares = WORDING.shares(name, name)
    assert shares == ((1.0, 1.0) if content_words(name) else (0.0, 0.0))


def another(printed: str, *known: str, numbers_agree: bool = False) -> bool:
    return WORDING.speaks_of_another(printed, list(known), numbers_agree=numbers_agree)


def test_a_legible_name_without_counterpart_speaks_of_another() -> None:
    assert another("Kites flown over zoos", "Dental checks in time")
    assert another("Kites flown over zoos", "Dental checks in time", numbers_agree=True)
    assert not another("Kites", "Dental checks in time"), "too little is legible"
    assert another("Kites flown over zoos"), "there is no name that it could be"


def test_one_of_several_names_that_fits_is_enough() -> None:
    assert not another("Kites flown high", "Dental checks in time", "Kites flown high")


def test_one_word_that_tells_most_and_is_in_neither_other_sets_two_names_apart() -> None:
    assert another(
        "Children with a kitesurfing plan agreed", "Children with a dentistry plan agreed", numbers_agree=True
    )
    assert not another(
        "Children with a dentistri plan agreed", "Children with a dentistry plan agreed", numbers_agree=True
    )


def test_a_word_of_three_letters_does_not_set_two_names_apart() -> None:
    assert not another("Children with zoo dentistry plan", "Children with gym dentistry plan", numbers_agree=True)


def test_an_average_is_no_maximum() -> None:
    assert another("Average kites flown daily", "Maximum kites flown daily")
    assert not another("Average kites flown daily", "Average kites flown daily")
    assert not another("Kites flown daily upwards", "Maximum kites flown daily upwards")


def test_a_part_of_a_longer_name_fits_it() -> None:
    assert not another("kites flown over harbour", "Number of kites flown over harbour walls in autumn")
    assert not another(
        "Number of kites flown over harbour walls in autumn gales", "kites flown over harbour walls in autumn"
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("% of kites", "percent"),
        ("(%) kites", "percent"),
        ("Percentage of kites", "percent"),
        ("Kites %", None),
        ("Number of kites", "number"),
        ("No. of kites", "number"),
        ("No of kites", "number"),
        ("Average kites", "number"),
        ("Numbers", None),
        ("", None),
    ],
)
def test_the_first_word_says_what_a_name_counts(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind
