"""A quarter of one council, and what parameters, folders and addresses call a council."""

from __future__ import annotations

import re

import pytest

from scorecard.council_quarter import (
    COUNCIL_NAME,
    PAGES_NAME,
    CouncilQuarter,
    council_called,
    council_names,
    council_of,
    parse_quarter,
    time_of,
)
from scorecard.errors import UsageError
from scorecard.periods import Quarter

JUNE = CouncilQuarter(2020, 1, "anytown")


def test_it_is_read_as_it_is_written() -> None:
    assert str(JUNE) == "2020-21-Q1@anytown" and parse_quarter(str(JUNE)) == JUNE
    assert parse_quarter("2020-21-Q1") == Quarter(2020, 1) and council_of(parse_quarter("2020-21-Q1")) is None


def test_as_a_time_it_is_the_quarter_and_as_a_thing_it_is_not() -> None:
    assert (JUNE.months, JUNE.end, JUNE.title) == (time_of(JUNE).months, time_of(JUNE).end, time_of(JUNE).title)
    assert time_of(JUNE) == Quarter(2020, 1) != JUNE and time_of(Quarter(2020, 1)) == Quarter(2020, 1)
    assert len({JUNE, CouncilQuarter(2020, 1, "barnford"), Quarter(2020, 1)}) == 3


def test_quarters_stand_in_order_of_time_then_of_councils() -> None:
    later, other = CouncilQuarter(2020, 2, "anytown"), CouncilQuarter(2020, 1, "barnford")
    assert sorted([later, other, JUNE]) == [JUNE, other, later] and max(JUNE, other) == other


@pytest.mark.parametrize(
    "text", ["2020-21-Q1@", "2020-21-Q1@a/b", "2020-21-Q1@..", "2020-21-Q1@A", "@anytown", "Q1@x", "x@y@z"]
)
def test_what_is_no_quarter_or_names_no_council_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a quarter|names no council"):
        parse_quarter(text)


HOSTILE = [
    "../../etc/passwd",
    "C:\\Windows",
    "<script>alert(1)</script>",
    "St Helens",
    "St. Helens",
    "ST  HELENS",
    "???",
    "\u682a\u5f0f",
    "con",
    "a@b",
    "Anytown\n",
    "x" * 400,
    "x" * 399 + "y",
    " ",
]


def test_whatever_councils_are_called_each_has_a_folder_of_its_own_and_is_found_by_it() -> None:
    names = council_names(HOSTILE)
    assert list(names) == sorted(HOSTILE)
    assert len({name.lower() for name in names.values()}) == len(HOSTILE)
    for council, name in names.items():
        assert re.fullmatch(COUNCIL_NAME, name) and len(name) < 100, council
        assert re.fullmatch(PAGES_NAME, str(CouncilQuarter(2020, 1, name)))
        assert council_called(name, HOSTILE) == council


def test_a_name_that_is_made_to_look_like_anothers_is_told_apart_too() -> None:
    first = council_names(["St Helens", "St. Helens"])["St Helens"]
    every = council_names(["St Helens", "St. Helens", first])
    assert len(set(every.values())) == 3


def test_a_council_is_called_after_its_name() -> None:
    assert council_names(["King\u2019s Lynn", "Ynys M\u00f4n", "Bath & North East Somerset"]) == {
        "Bath & North East Somerset": "bath-north-east-somerset",
        "King\u2019s Lynn": "kings-lynn",
        "Ynys M\u00f4n": "ynys-mon",
    }


def test_one_that_others_make_ambiguous_is_found_alone_by_its_longer_name() -> None:
    long = council_names(["St Helens", "St. Helens"])["St Helens"]
    assert council_called(long, ["St Helens"]) == "St Helens"
    with pytest.raises(UsageError, match="there is no council 'st-helens'"):
        council_called("st-helens", ["St Helens", "St. Helens"])


def test_an_unknown_council_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="did you mean anytown") as refused:
        council_called("anytwon", ["Anytown", "Barnford"], where="parameter quarter")
    assert "one of: anytown, barnford" in str(refused.value) and "parameter quarter" in str(refused.value)
