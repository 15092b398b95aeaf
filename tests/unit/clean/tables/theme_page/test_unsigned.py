"""Columns of numbers under names of percentages. The registry, its numbers and its names are invented."""

from __future__ import annotations

import pytest

from scorecard.clean.tables.theme_page.form import ThemePage
from tests.unit.clean.tables.theme_page.test_read_a_page import BACK, KITES, LEXICON, QUAYS, months, page, read

NOT_SAID = ("unread", "nothing says whether it is a percentage")
RESCUED = "Of kites that came back unharmed"
"""Plainly the name of a percentage, which does not say so itself."""


def test_a_page_without_any_sign_prints_its_percentages_in_points() -> None:
    figures = read(f"|{KITES}|{BACK}", *months("10*", "5*.5"))
    assert figures["51.5"][0] == "kites_back" and figures["101"][0] == "kites"


def test_where_others_have_the_sign_numbers_are_not_read_and_what_is_signed_or_missing_is_theirs() -> None:
    lines = (f"|{BACK}|{QUAYS}", "Apr-20|51|61%", "May-20|n/a|62%", "Jun-20|53|63%", "Jul-20|54%|64%", "Aug-20|55|65%")
    figures = read(*lines, "Sep-20|56|66%", "Oct-20|57|67%")
    assert figures["51"] == figures["57"] == NOT_SAID
    assert figures["n/a"][0] == figures["54%"][0] == "kites_back"


@pytest.mark.parametrize("cells", [("1*1",), ("0.*",)])
def test_numbers_above_a_hundred_and_up_to_one_are_no_points(cells: tuple[str, ...]) -> None:
    figures = read(f"|{KITES}|{BACK}", *months("10*", *cells))
    assert {told for text, told in figures.items() if not text.startswith("10")} == {NOT_SAID}


def test_a_name_that_does_not_say_that_it_is_a_share_makes_none_of_numbers() -> None:
    figures = read("|3.1|3.2", f"|{KITES}|{RESCUED}", "Apr-20|101|51", "May-20|102|n/a", "Jun-20|103|53")
    assert figures["51"] == NOT_SAID and figures["n/a"][0] == "kites_back"


def test_numbers_beside_the_measure_itself_are_of_something_else() -> None:
    lines = (f"|{BACK}|{BACK} in the end", "Apr-20|51%|61", "May-20|52%|n/a", "Jun-20|53%|63")
    figures = read(*lines)
    assert figures["51%"][0] == "kites_back" and figures["n/a"][0] != "kites_back"


def test_the_x_of_y_beside_it_proves_a_percentage_in_points_and_as_a_decimal() -> None:
    rows = ("Apr-20|7 of 10|{}|61%", "May-20|8 of 10|{}|62%", "Jun-20|9 of 10|{}|63%")
    for shares in (("70", "80", "90"), ("0.7", "0.8", "0.9")):
        lines = [row.format(share) for row, share in zip(rows, shares, strict=True)]
        whole = ThemePage.recognise(page("|3.2||3.4", f"|{BACK}||{QUAYS}", *lines), LEXICON)
        assert whole is not None
        placed = {p.published: p for p in whole.read([whole]).placements}
        assert placed[shares[0]].indicator == placed["7 of 10"].indicator == "kites_back"
        assert placed[shares[0]].text == ("70" if shares[0] == "70" else "70%")
        assert bool(placed[shares[0]].correction) is (shares[0] != "70")
