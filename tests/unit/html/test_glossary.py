"""The words at the foot of every page: those that a councillor meets, in plain ones, and known to the long glossary."""

import re

import pytest

from scorecard.html.shell import TEMPLATES

WORDS = [
    "Red, amber, green",
    "Tolerance",
    "Direction of travel",
    "Year to date",
    "x of y",
    "Statistical neighbours",
    "Disputed",
    "Warned of",
    "Quoted",
    "Restated",
]
SHORT = 2500


@pytest.fixture(scope="module")
def words():
    return (TEMPLATES / "glossary.html.j2").read_text(encoding="utf-8")


def test_each_word_is_explained_once_and_none_in_code(words):
    terms = [re.sub(r" \(.\)$", "", term) for term in re.findall("<dt>([^<]+)</dt>", words)]
    assert terms == WORDS
    assert len(re.findall(r"<dd>[^<]{20,}\.</dd>", words)) == len(WORDS)
    assert "<code" not in words and len(words) < SHORT


@pytest.mark.parametrize("word", WORDS)
def test_the_long_glossary_has_it_too(project, word):
    terms = re.findall(r"^\| (.+?) \|", (project / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert any(f"**{word}**" in term for term in terms)
