"""What notebooks show as JSON (charts), kept as one text while a notebook is run, exported and copied.

papermill, nbformat and nbconvert copy and walk a notebook several times. A chart is thousands of small values that
none of them looks at; as one text it costs them nothing. It is unpacked where it is drawn and where the notebook is
written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any

_JSON_MIME = re.compile(r"application/(?:.*\+)?json")


class Packed(str):
    """A JSON value as text: the same for whoever copies it."""

    __slots__ = ()

    def __deepcopy__(self, memo: dict[int, Any]) -> Packed:
        return self


def packed(data: Mapping[str, Any]) -> dict[str, Any]:
    """A mime bundle with its JSON as text."""
    return {mime: _pack(value) if _JSON_MIME.fullmatch(mime) else value for mime, value in data.items()}


def unpacked(value: Any) -> Any:
    """A value of a mime bundle as it was before it was packed."""
    return json.loads(value) if isinstance(value, Packed) else value


def written(value: Any, depth: int = 0) -> str:
    """``json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)`` with what was packed as it was before.

    With an indent the library walks in Python through a generator for each value; this is the same in one pass.
    """
    value = unpacked(value)
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, Mapping):
        members = [f"{encode_basestring(str(key))}: {written(value[key], depth + 1)}" for key in sorted(value)]
        return _within("{}", members, depth)
    if isinstance(value, list | tuple):
        return _within("[]", [written(member, depth + 1) for member in value], depth)
    return json.dumps(value)


def _within(brackets: str, members: list[str], depth: int) -> str:
    if not members:
        return brackets
    line = "\n" + " " * depth
    return f"{brackets[0]}{line} {f',{line} '.join(members)}{line}{brackets[1]}"


def _pack(value: Any) -> Packed:
    return value if isinstance(value, Packed) else Packed(json.dumps(value))
