"""Which areas a page's columns are about: its layout's, or those that its header prints instead."""

from __future__ import annotations

import pytest

from scorecard.clean.names.areas import locality_label, printed_areas
from scorecard.registry import load_registry
from tests.fixtures.grids import row
from tests.unit.validate.rule_frames import registry

REGISTRY = load_registry()
AUTHORITY = next(a.name for a in REGISTRY.areas.values() if a.kind == "authority")
LOCALITIES = [a.name for a in REGISTRY.areas.values() if a.kind == "locality"][:3]
SPANS = [(name, n, n) for n, name in enumerate(LOCALITIES, start=1)]


def meant(*header: str, spans: list[tuple[str, int, int]] = SPANS, authority: str = "Kiteham") -> dict[str, str]:
    return printed_areas([row(n, text) for n, text in enumerate(header, start=1)], spans, REGISTRY, authority)


def test_names_of_the_layout_stay_as_they_are() -> None:
    assert meant("|".join(["Month", *LOCALITIES])) == {}


def test_damaged_names_of_the_layout_stay_as_they_are() -> None:
    damaged = [name[:-1] + "x" for name in LOCALITIES]
    assert meant("|".join(["Month", *damaged])) == {}


def test_other_names_overrule_the_layout() -> None:
    assert meant("Month|Zoo|Quay|Jetty") == dict(zip(LOCALITIES, ("Zoo", "Quay", "Jetty")))
    assert meant("Month|ZOO|quay|Old Jetty") == dict(zip(LOCALITIES, ("Zoo", "Quay", "Old Jetty")))


def test_words_that_all_names_share_are_left_out() -> None:
    assert meant("Month|Team Zoo|Team Quay|Team Jetty") == dict(zip(LOCALITIES, ("Zoo", "Quay", "Jetty")))


def test_where_one_name_is_the_beginning_of_the_others_all_stay_whole() -> None:
    assert meant("Month|Zoo|Zoo East|Zoo West") == dict(zip(LOCALITIES, ("Zoo", "Zoo East", "Zoo West")))
    assert meant("Month|TEAM Zoo|Team Quay|team Jetty") == dict(zip(LOCALITIES, ("Zoo", "Quay", "Jetty")))
    assert meant("Month|Team A Zoo|Team A Quay|Team A Pier") == dict(zip(LOCALITIES, ("Zoo", "Quay", "Pier")))


def test_names_that_differ_in_capitals_only_are_the_same() -> None:
    assert meant("Month|Zoo|ZOO|Jetty") == {}


def test_one_area_alone_is_overruled_by_no_name_and_two_are() -> None:
    assert meant("Month|Zoo", spans=SPANS[:1]) == {}
    assert meant("Month|Zoo|Quay", spans=SPANS[:2]) == dict(zip(LOCALITIES[:2], ("Zoo", "Quay")))
    assert meant("Month|Team Zoo|Team Quay", spans=SPANS[:2]) == dict(zip(LOCALITIES[:2], ("Zoo", "Quay")))


def test_one_of_the_names_may_be_damaged_beyond_reading() -> None:
    assert list(meant("Month|Zoo|Quay|%")) == LOCALITIES
    assert meant("Month|Zoo|£|%") == {}


def test_names_of_which_half_are_half_alike_are_the_layouts_damaged() -> None:
    made = registry()
    spans = [("East", 1, 1), ("West", 2, 2)]

    def overrule(header: str) -> bool:
        return bool(printed_areas([row(1, header)], spans, made, "Kiteham"))

    assert not overrule("Month|Eaqq|Zoo"), "two letters of four are right"
    assert overrule("Month|Eqqq|Zoo"), "one letter is right"
    assert not overrule("Month|Old East|Zoo"), "it holds the layout's name"


@pytest.mark.parametrize(
    "header",
    ["Month|Zoo||Jetty", "Month|Zoo|Zoo|Jetty", "Month|11|12|13", "Month|Zoo 1|Quay 2|Jetty 3", "Month|%|£|Jetty"],
    ids=["one is blank", "two are the same", "figures", "names with digits", "two are no names"],
)
def test_a_row_that_does_not_name_areas_overrules_nothing(header: str) -> None:
    assert meant(header) == {}


def test_a_name_of_more_than_thirty_signs_may_have_digits() -> None:
    thirty, longer = "J" * 29 + "1", "J" * 30 + "1"
    assert meant(f"Month|Zoo|Quay|{thirty}") == {}
    assert list(meant(f"Month|Zoo|Quay|{longer}")) == LOCALITIES


def test_the_layouts_authority_is_the_packs_own() -> None:
    spans = [*SPANS, (AUTHORITY, 4, 4)]
    assert meant("|".join(["Month", *LOCALITIES, "Kiteham"]), spans=spans) == {AUTHORITY: "Kiteham"}
    assert meant("Month|Zoo|Quay|Jetty|Kiteham", spans=spans)[AUTHORITY] == "Kiteham"


def test_a_name_that_holds_the_authoritys_is_the_authority() -> None:
    names = meant("Month|Zoo|Quay|All of Kiteham")
    assert names[LOCALITIES[2]] == "Kiteham"


def test_a_page_of_the_layouts_own_council_that_names_a_locality_keeps_all() -> None:
    spans = [*SPANS, (AUTHORITY, 4, 4)]
    header = f"Month|Zoo|Quay|Jetty|Pier {LOCALITIES[0]}"
    assert meant(header, spans=spans, authority=AUTHORITY) == {AUTHORITY: AUTHORITY}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Old Jetty", "Old Jetty"),
        ("OLD JETTY", "Old Jetty"),
        ("old jetty", "Old Jetty"),
        ("St. Kite's & Quay", "St. Kite's & Quay"),
        ("one two three four", "One Two Three Four"),
        ("one two three four five", None),
        ("11", None),
        ("Quay 2", None),
        ("", None),
        ("Q", None),
        ("Qu", "Qu"),
        ("Q" + "a" * 29, "Q" + "a" * 29),
        ("Q" + "a" * 30, None),
    ],
)
def test_the_name_of_a_locality_that_nobody_knows(text: str, name: str | None) -> None:
    assert locality_label(text) == name
