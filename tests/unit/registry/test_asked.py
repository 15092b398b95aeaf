"""Which indicator somebody means: by id, number, name or words; several are never guessed at."""

from __future__ import annotations

import pytest

from scorecard.errors import UsageError
from scorecard.registry.asked import Named, meant

VISITS = Named(
    "lac_visits_percent",
    "Visits in time",
    (("monthly", "6.20"), ("early", "4.6")),
    frozenset({"Visits in time", "% LAC visits"}),
)
BELOW = Named("lac_number", "Children in care", (("monthly", "6.1"),), frozenset({"Children in care"}))
OTHER = Named(
    "cc_registered",
    "Children registered with a centre",
    (("early", "6.1"),),
    frozenset({"Children registered with a centre"}),
)
ALL = [VISITS, BELOW, OTHER]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("lac_number", "lac_number"),
        ("6.20", "lac_visits_percent"),
        (" 6.20 ", "lac_visits_percent"),
        ("4.6", "lac_visits_percent"),
        ("% LAC visits", "lac_visits_percent"),
        ("children IN care", "lac_number"),
        ("visits time", "lac_visits_percent"),
        ("centre", "cc_registered"),
        ("regist", "cc_registered"),
    ],
)
def test_an_id_a_number_a_name_and_words_of_it(text, indicator):
    assert meant(text, ALL) == indicator


def test_a_number_of_two_families_is_refused_with_both_and_settled_by_the_family():
    with pytest.raises(UsageError) as refused:
        meant("6.1", ALL)
    assert "means 2 indicators" in str(refused.value)
    assert "lac_number (Children in care; 6.1 in monthly)" in str(refused.value)
    assert "cc_registered (Children registered with a centre; 6.1 in early)" in str(refused.value)
    assert meant("6.1", ALL, family="monthly") == "lac_number"


def test_words_of_several_names_are_refused_with_all():
    with pytest.raises(UsageError, match="means 2 indicators"):
        meant("children", ALL)


def test_6_2_is_not_6_20():
    with pytest.raises(UsageError) as refused:
        meant("6.2", ALL)
    assert "no indicator is called '6.2'" in str(refused.value)
    assert "6.20 in monthly" in str(refused.value)


@pytest.mark.parametrize(("text", "near"), [("lac_numbr", "lac_number"), ("Visits in tmie", "lac_visits_percent")])
def test_the_nearest_is_suggested(text, near):
    with pytest.raises(UsageError, match=near):
        meant(text, ALL)


def test_what_is_like_nothing_suggests_nothing():
    with pytest.raises(UsageError) as refused:
        meant("zzz", ALL)
    assert "near it" not in str(refused.value)
    assert "indicators()" in str(refused.value)


def test_a_family_that_is_not_known_is_refused():
    with pytest.raises(UsageError, match="did you mean monthly"):
        meant("6.1", ALL, family="monthy")
