"""SHA-256 by hand, for browsers that keep WebCrypto from a page that is opened from a disk."""

from __future__ import annotations

import hashlib
import random

import pytest

from tests.fixtures.javascript import ask

# FIPS 180-4 examples of NIST, and the empty message
VECTORS = {
    "": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "abc": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq": (
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    "a" * 1_000_000: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
}


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Texts of every length about the ends of blocks, of signs of one to four bytes."""
    draw = random.Random(59)
    return [*VECTORS, *("".join(draw.choices("a1% £–☃\U0001f534\u2028", k=length)) for length in range(200))]


def test_by_hand_it_is_what_everybody_else_says(texts: list[str]) -> None:
    told = ask("given.map(sha256ByHand)", texts)
    assert told == [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    assert told[: len(VECTORS)] == list(VECTORS.values())


def test_the_browser_own_digest_and_the_one_by_hand_are_the_same(texts: list[str]) -> None:
    assert ask("Promise.all(given.map(sha256))", texts) == ask("given.map(sha256ByHand)", texts)


def test_without_webcrypto_it_is_by_hand() -> None:
    taken_away = 'Object.defineProperty(globalThis, "crypto", { value: {} }), sha256(given)'
    assert ask(taken_away, "abc") == VECTORS["abc"]
