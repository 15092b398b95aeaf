"""Damaged names of a summary's rows are proved by what stands beside them, or not at all. All names are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.clean.names.indicators import BY_NAME_ALONE, Match
from scorecard.clean.tables.summary.fit import FittedRow
from scorecard.clean.tables.summary.proofs import held_between, numbered_as_printed, parts_of_a_number
from tests.unit.clean.tables.summary.invented_names import family_names, match_of, summary_row

WHOLE = ("kites_whole", "11.1", "Kites that came back whole", "count")
TORN = ("kites_torn", "11.1", "Kites that came back torn", "count")
WET = ("kites_wet", "11.1", "Kites that came back wet and heavy", "count")
SHARE = ("kites_share", "11.1", "Kites that came back torn", "percent")
ZOOS = ("zoos", "11.2", "Zoos that opened gardens", "count")
QUAYS = ("quays", "11.3", "Quays that opened gardens", "count")
BOATS = ("boats", "11.4", "Boats moored overnight", "count")
MEASURES = [WHOLE, TORN, WET, SHARE, ZOOS, QUAYS, BOATS]
NAMES = family_names(MEASURES)
ORDER = [(id, number) for id, number, _, _ in MEASURES]
UNKNOWN = Match("unknown_x", None, "x", "count", None, 0.0)
FIRST = summary_row("11.1", "Kites that came back whole", "12")


def ids(matches: list[Match | None]) -> list[str | None]:
    return [match and match.indicator for match in matches]


def parts(*below: FittedRow, first: Match | None = None) -> list[str | None]:
    """What the rows below a row of the first measure are."""
    known = [first or match_of(WHOLE), *[UNKNOWN] * len(below)]
    return ids(parts_of_a_number([FIRST, *below], known, NAMES))[1:]


# ---- parts of one number


def test_a_row_that_names_its_part_of_the_number_above_is_that_part() -> None:
    row = summary_row("", "torn", "12")
    _, part = parts_of_a_number([FIRST, row], [match_of(WHOLE), UNKNOWN], NAMES)
    assert part is not None and (part.indicator, part.number) == ("kites_torn", "11.1")
    assert part.proof == "the row carries on 11.1: only this part of it has the words that are printed"


def test_a_part_carries_the_number_on_to_the_row_below_it() -> None:
    assert parts(summary_row("", "torn", "12"), summary_row("", "wet", "13")) == ["kites_torn", "kites_wet"]


def test_the_figures_tell_which_part_is_meant() -> None:
    assert parts(summary_row("", "torn", "12%")) == ["kites_share"]


def test_a_part_that_two_rows_would_be_is_neither() -> None:
    assert parts(summary_row("", "torn", "12"), summary_row("", "torn", "13")) == ["unknown_x"] * 2


@pytest.mark.parametrize(
    "row",
    [
        summary_row("11.9", "torn", "12"),
        summary_row("", "", "12"),
        summary_row("", "of the", "12"),
        summary_row("", "torn lanterns", "12"),
        summary_row("", "came back", "12"),
        summary_row("", "whole", "12"),
        summary_row("", "zoos", "12"),
    ],
    ids=[
        "a number of its own",
        "no name",
        "no word that tells",
        "a word that no part has",
        "words of two parts",
        "a part that another row is",
        "words of another number",
    ],
)
def test_what_is_no_part_of_the_number_above(row: FittedRow) -> None:
    assert parts(row) == ["unknown_x"]


def test_under_a_row_without_number_there_are_no_parts() -> None:
    row = summary_row("", "torn", "12")
    assert parts(row, first=replace(match_of(WHOLE), number=None)) == ["unknown_x"]
    assert ids(parts_of_a_number([FIRST, row], [None, UNKNOWN], NAMES)) == [None, "unknown_x"]
    assert ids(parts_of_a_number([row], [UNKNOWN], NAMES)) == ["unknown_x"], "nothing stands above"
    below = [match_of(ZOOS), UNKNOWN, match_of(WHOLE)]
    assert ids(parts_of_a_number([FIRST, row, FIRST], below, NAMES))[1] == "unknown_x", "the row below tells nothing"


def test_a_row_that_is_known_or_undecided_stays_so() -> None:
    row = summary_row("", "torn", "12")
    assert ids(parts_of_a_number([FIRST, row], [match_of(WHOLE), match_of(BOATS)], NAMES))[1] == "boats"
    assert parts_of_a_number([FIRST, row], [match_of(WHOLE), None], NAMES)[1] is None


# ---- held between the rows above and below


def held(above: Match | None, name: str, below: Match | None, *figures: str) -> str | None:
    rows = [FIRST, summary_row("", name, *(figures or ("12",))), FIRST]
    return ids(held_between(rows, [above, UNKNOWN, below], ORDER, NAMES))[1]


def test_words_that_are_left_of_a_name_are_the_one_that_rows_above_and_below_leave() -> None:
    rows = [FIRST, summary_row("", "opened gardens", "12"), FIRST]
    _, match, _ = held_between(rows, [match_of(ZOOS), UNKNOWN, match_of(BOATS)], ORDER, NAMES)
    assert match is not None and match.indicator == "quays"
    assert (
        match.proof
        == "the name is cut: between the rows above and below only this indicator has the words that are left"
    )


def test_what_stands_between_no_rows_that_leave_one_stays_open() -> None:
    zoos, quays, boats = match_of(ZOOS), match_of(QUAYS), match_of(BOATS)
    assert held(match_of(WHOLE), "opened gardens", boats) == "unknown_x", "two are left"
    assert held(match_of(WHOLE), "opened gardens", quays) == "zoos", "the row below is none of them"
    assert held(zoos, "opened gardens", quays) == "unknown_x", "none is left"
    assert held(quays, "moored", None) == "boats", "at the end of the table"
    assert held(None, "whole", zoos) == "kites_whole", "at its beginning"
    assert held(zoos, "opened gardens", boats, "12%") == "unknown_x", "another unit"


def test_the_last_row_above_and_the_first_below_hold() -> None:
    rows = [FIRST, FIRST, summary_row("", "opened gardens", "12"), FIRST, FIRST]
    above, below = [match_of(WHOLE), match_of(ZOOS)], [match_of(BOATS), match_of(BOATS)]
    assert ids(held_between(rows, [*above, UNKNOWN, *below], ORDER, NAMES))[2] == "quays"
    out_of_order = [match_of(ZOOS), match_of(WHOLE)]
    assert ids(held_between(rows, [*out_of_order, UNKNOWN, *below], ORDER, NAMES))[2] == "quays"
    assert ids(held_between(rows, [*above, UNKNOWN, match_of(BOATS), match_of(QUAYS)], ORDER, NAMES))[2] == "unknown_x"


def test_what_two_rows_would_be_is_held_by_neither() -> None:
    rows = [FIRST, summary_row("", "moored", "12"), summary_row("", "overnight", "13")]
    assert ids(held_between(rows, [match_of(QUAYS), UNKNOWN, UNKNOWN], ORDER, NAMES))[1:] == ["unknown_x"] * 2


# ---- numbers that changed


@pytest.mark.parametrize(
    ("above", "printed", "below", "number"),
    [
        ("11.4", "11.5", "11.6", "11.5"),
        ("11.5", "11.5", "11.5", "11.5"),
        ("11.6", "11.5", "11.7", "11.2"),
        ("11.4", "11.5", "11.4", "11.2"),
        ("", "11.5", "", "11.5"),
        ("11.1", "11.2", "11.3", "11.2"),
        ("11.1", "", "11.3", "11.2"),
    ],
    ids=["in order", "the same thrice", "below a higher", "above a lower", "alone", "as registered", "none printed"],
)
def test_a_new_number_is_one_that_stands_in_order(above: str, printed: str, below: str, number: str) -> None:
    rows = [summary_row(n, "Kites", "1") for n in (above, printed, below)]
    assert number_of(rows, 1) == number


def number_of(rows: list[FittedRow], position: int, score: float = BY_NAME_ALONE) -> str | None:
    """The number of a row whose name is exactly that of a measure with the number 11.2."""
    matches: list[Match | None] = [match_of(ZOOS, score) if n == position else None for n in range(len(rows))]
    match = numbered_as_printed(rows, matches)[position]
    return match.number if match else None


def test_only_a_row_with_exactly_the_name_has_a_new_number() -> None:
    rows = [summary_row("11.5", "Zoos", "1")]
    assert number_of(rows, 0) == "11.5"
    assert number_of(rows, 0, BY_NAME_ALONE - 0.001) == "11.2"


def test_the_nearest_legible_numbers_tell_the_order() -> None:
    printed = ["11.9", "11.4", "~", "11.5", "~", "11.6", "11.1"]
    assert number_of([summary_row(n, "Kites", "1") for n in printed], 3) == "11.5"
