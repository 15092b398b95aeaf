"""Which areas a page's columns are about: its layout's, or those that its header prints instead."""

from __future__ import annotations

import pytest

from scorecard.clean.names.areas import locality_label, printed_areas
from scorecard.registry import load_registry
from tests.fixtures.grids import row

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
