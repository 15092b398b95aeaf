"""JSON that a browser hashes to the same digits, and that cannot close the element it stands in."""

from __future__ import annotations

import json
from typing import Any

from scorecard.provenance import sha256_of
from scorecard.visible import visible

SHORT = 12
"""So many digits of its hash stand beside a figure."""
_NEVER_IN_A_PAGE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
"""What could end a script element or open a comment in it, as escapes that JSON reads as the same."""


def canonical(content: Any) -> str:
    """Texts, whole numbers, nulls, lists and mappings as JavaScript's ``JSON.stringify`` writes them.

    >>> canonical(["65.5%", 743, None])
    '["65.5%",743,null]'
    """
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def short_hash(row: Any) -> str:
    """The first digits of the SHA-256 of a row."""
    return sha256_of(canonical(row).encode())[:SHORT]


def sealed(content: dict[str, Any]) -> dict[str, Any]:
    """``content`` with ``hashes``, one for each of its ``figures``, and ``seals``, one for each of its parts."""
    whole = {**content, "hashes": [short_hash(row) for row in content["figures"]]}
    return {**whole, "seals": {name: sha256_of(canonical(part).encode()) for name, part in whole.items()}}


def embedded(content: Any) -> str:
    """``content`` as the text of a script element of type ``application/json``, whatever its texts hold.

    Signs that nobody sees are escapes already, so that a page is free to show them and leaves these bytes as they are.
    """
    text = visible(canonical(content))
    for sign, escape in _NEVER_IN_A_PAGE.items():
        text = text.replace(sign, escape)
    return text
