"""The national list of authorities: the counts of its source, codes of their kind, and names that tell one from another."""

from __future__ import annotations

from collections import Counter

import pytest

from scorecard.registry import load_registry
from scorecard.registry.authorities import AuthorityNames, NationalAuthority, spelt

REGISTRY = load_registry()
THERE = [one for one in REGISTRY.authorities.values() if one.until is None]
PREFIXES = {
    "unitary": "E06",
    "metropolitan-district": "E08",
    "london-borough": "E09",
    "county": "E10",
    "welsh": "W06",
    "scottish": "S12",
}


def test_the_list_is_whole() -> None:
    """153 in England, 22 in Wales, 32 in Scotland at 1 April 2023; of the English 63, 36, 33 and 21."""
    assert Counter(one.code[0] for one in THERE) == {"E": 153, "W": 22, "S": 32}
    assert Counter(one.kind for one in THERE if one.code[0] == "E") == {
        "unitary": 63,
        "metropolitan-district": 36,
        "london-borough": 33,
        "county": 21,
    }


def test_codes_are_those_of_their_kind_and_stand_once() -> None:
    every = [code for one in REGISTRY.authorities.values() for code in (one.code, *one.former_codes)]
    assert len(every) == len(set(every))
    assert all(one.code.startswith(PREFIXES[one.kind]) for one in REGISTRY.authorities.values())


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E08000018", "Rotherham"),
        ("E06000014", "York"),
        ("E06000022", "Bath and North East Somerset"),
        ("E06000065", "North Yorkshire"),
        ("E08000013", "St. Helens"),
        ("E09000020", "Kensington and Chelsea"),
        ("E10000021", "Northamptonshire"),
        ("W06000024", "Merthyr Tydfil"),
        ("S12000049", "Glasgow City"),
    ],
)
def test_some_codes_by_name(code: str, name: str) -> None:
    assert REGISTRY.authorities[name].code == code


def test_a_spelling_stands_for_one_authority() -> None:
    spellings: dict[str, set[str]] = {}
    for one in REGISTRY.authorities.values():
        for text in (one.name, *one.spellings, *one.common, *one.companies):
            spellings.setdefault(spelt(text).lower(), set()).add(one.name)
    assert {text: names for text, names in spellings.items() if len(names) > 1} == {}


def test_councils_with_a_folder_stand_in_it_with_their_code() -> None:
    for council in REGISTRY.councils.values():
        assert REGISTRY.authorities[council.authority.name].code == council.authority.code


def test_a_name_is_known_in_any_spelling() -> None:
    names = REGISTRY.authority_names
    assert names.canonical("stoke on trent") == "Stoke-on-Trent"
    assert names.canonical("Bournemouth Christchurch & Poole") == "Bournemouth, Christchurch and Poole"
    assert names.canonical("Slough Children First") == "Slough"
    assert names.canonical("Exampleton") is None
    assert names.of_address("sthelens") == "St. Helens" and names.of_address("northyorks") == "North Yorkshire"
    assert names.of_address("exampleton") is None


def test_a_name_of_a_folder_comes_with_the_list() -> None:
    listed = NationalAuthority(code="E06000099", name="Appleton", kind="unitary", common=["Apple"])
    names = AuthorityNames({"Appleton": listed}, ["Fernmouth"])
    assert names.spellings == {"Fernmouth": ("Fernmouth", False), "Apple": ("Appleton", True), "Appleton": ("Appleton", False)}
