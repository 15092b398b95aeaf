"""Whose pack it is."""

from __future__ import annotations

from scorecard.extract.publisher import find_publisher
from scorecard.registry import load_registry

REGISTRY = load_registry()


def test_the_publisher_is_the_authority_that_the_text_names_most_often() -> None:
    assert find_publisher(["www.kiteham.gov.uk", "Kiteham and Kiteham"], REGISTRY) == "Kiteham"
    for line in ("The Kiteham Borough Council", "For Kiteham City Council", "In The Kiteham County Council"):
        assert find_publisher([line], REGISTRY) == "Kiteham"
    assert find_publisher(["Kite upon Wind Borough Council"], REGISTRY) == "Kite upon Wind"
    assert find_publisher(["Kites fly"], REGISTRY) is None
    assert find_publisher(["Rotherham\tRotherham\tRotherham"], REGISTRY) is None


def test_prose_counts_before_cells_and_cells_of_words_before_none() -> None:
    lines = ["Venue:\tThe Windham Borough Council offices", "Kiteham Borough Council"]
    assert find_publisher(lines, REGISTRY) == "Kiteham"
    assert find_publisher(lines[:1], REGISTRY) == "Windham"


def test_addresses_of_the_government_are_no_councils() -> None:
    assert find_publisher(["see www.gov.uk, education.gov.uk and assets.publishing.service.gov.uk"], REGISTRY) is None
    assert find_publisher(["see www.kite-on-wind.gov.uk"], REGISTRY) == "Kite On Wind"
    assert find_publisher(["SEE WWW.KITEHAM.GOV.UK"], REGISTRY) == "Kiteham"
    assert find_publisher(["SEE WWW.EDUCATION.GOV.UK"], REGISTRY) is None
