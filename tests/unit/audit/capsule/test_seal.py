"""The content of a capsule: a browser hashes it to the same digits, and it cannot leave its element."""

from __future__ import annotations

import json

import pytest

from scorecard.audit.capsule.seal import canonical, embedded, sealed, short_hash
from scorecard.provenance import sha256_of
from tests.fixtures.javascript import ask

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>&lt;",
    "a\u2028b\u2029c",
    "\u202e%01",
    'tab\tquote" back\\slash / \x00\x1f\x7f\x9f',
    "☃ £ – \U0001f534 \ufeff",
    "__proto__",
]


@pytest.fixture(scope="module")
def content() -> dict[str, object]:
    rows = [[text, at, None] for at, text in enumerate(HOSTILE)]
    return sealed({"figures": rows, "title": HOSTILE[0], "facts": {text: [text] for text in HOSTILE if text[0] != "_"}})


def test_it_cannot_close_its_element_nor_end_a_line(content: dict[str, object]) -> None:
    text = embedded(content)
    assert not set("<>&\u2028\u2029\u202e\x00") & set(text)
    assert json.loads(text) == content


def test_javascript_writes_it_as_python_does(content: dict[str, object]) -> None:
    told = ask(
        "[JSON.stringify(JSON.parse(given)), changedSections(JSON.parse(given)), changedFigures(JSON.parse(given))]"
        ".reduce((all, one) => all.then((told) => Promise.resolve(one).then((it) => told.concat([it]))),"
        " Promise.resolve([]))",
        embedded(content),
    )
    assert told == [canonical(content), [], []]


def test_a_figure_has_a_hash_of_its_own_and_a_part_its_seal(content: dict[str, object]) -> None:
    assert content["hashes"] == [short_hash(row) for row in content["figures"]]  # type: ignore[attr-defined]
    seals = content["seals"]
    assert isinstance(seals, dict)
    assert set(seals) == {"figures", "title", "facts", "hashes"}
    assert seals["title"] == sha256_of(canonical(HOSTILE[0]).encode())


def test_what_is_no_json_of_texts_is_refused() -> None:
    with pytest.raises(ValueError, match="Out of range float"):
        canonical([float("nan")])
