"""The code knows no council: what one council is called, and what it alone prints, stands in its folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scorecard.registry import load_registry
from scorecard.registry.council import Council
from scorecard.workspace import PROJECT

CODE = sorted(
    path
    for pattern in ("*.py", "*.j2", "*.css", "*.js")
    for path in (PROJECT / "scorecard").rglob(pattern)
)
# words of prose bring examples, in which invented places have everyday names; authorities.yml is a list of councils
DEFINITIONS = [
    path
    for path in sorted((PROJECT / "registry").rglob("*.yml"))
    if "words" not in path.parts and path.name != "authorities.yml"
]
COUNCILS = load_registry().councils.values()
# English that a council's name, a locality's or a family's may share with any other text
PLAIN_ENGLISH = re.compile(r"borough|area not specified|no area specified|area not stated|service", re.IGNORECASE)
# what stands for a hyphen, and letters of other alphabets that look like short forms of colours, whoever prints them
LOOK_ALIKES = {"–", "а", "α"}


REGIONS = re.compile(r"\b(?:North|South) (?:East|West)\b")
"""Regions of England, which are national words though a part of a town is called North."""


def words_of(council: Council) -> Iterator[str]:
    """What only this council is called and prints: names, localities, ids, titles and signs that nobody else knows."""
    own = council.authority
    spelt = [own.name, *own.spellings, *(s for spellings in own.comparators.values() for s in spellings)]
    spelt += [s for place in council.localities for s in (place.name, *place.spellings)]
    yield from (word for word in spelt if not PLAIN_ENGLISH.search(word))
    yield from council.families
    yield from (family.title for family in council.families.values())
    yield from (mark for family in council.families.values() for mark in family.marks if " " in mark)
    yield from (layout.id for layout in council.layouts if "-" in layout.id)
    yield from (phrase for family in council.families.values() for words in family.headers for phrase in words.holds)
    yield from (phrase for family in council.families.values() for words in family.headers for phrase in words.says)
    for signs in (council.signs, *(family.signs for family in council.families.values())):
        yield from (s for printed in signs.model_dump().values() for s in printed if not s.isascii())


@pytest.mark.parametrize("council", COUNCILS, ids=lambda council: council.id)
def test_no_code_names_a_council_or_knows_what_it_alone_prints(council: Council) -> None:
    known = sorted({word.lower() for word in words_of(council)} - LOOK_ALIKES)
    assert council.authority.name.lower() in known and len(known) > 10
    found = [
        (path.relative_to(PROJECT).as_posix(), word)
        for path in CODE
        for text in [path.read_text(encoding="utf-8").lower()]
        for word in known
        if re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text)
    ]
    assert found == []


@pytest.mark.parametrize("council", COUNCILS, ids=lambda council: council.id)
def test_no_national_word_is_of_one_council(council: Council) -> None:
    """Names, localities and titles of reports have no place in the definitions that all councils share."""
    named = [council.authority.name, *(family.title for family in council.families.values())]
    named += [place.name for place in council.localities if not PLAIN_ENGLISH.search(place.name)]
    named += [own.name.split(":")[0] for own in council.indicators if ":" in own.name]
    found = [
        (path.name, word)
        for path in DEFINITIONS
        for word in dict.fromkeys(named)
        if re.search(rf"\b{re.escape(word)}\b", REGIONS.sub("", path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_a_council_in_code_would_be_found() -> None:
    (council, *_) = COUNCILS
    assert {council.authority.name, *(place.name for place in council.localities[:2])} <= set(words_of(council))
    assert Path(__file__).name not in {path.name for path in CODE}
