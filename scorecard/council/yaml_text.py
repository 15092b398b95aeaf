"""Texts of packs as YAML and as comments of YAML, whatever they hold."""

from __future__ import annotations

import json
from collections.abc import Iterable

from scorecard.visible import visible

_LONGEST = 100
_SHOWN = 60


def quoted(text: str | None) -> str:
    """A text in double quotes as YAML reads it; null where there is none."""
    return "null" if text is None else visible(json.dumps(text, ensure_ascii=False).replace("\ufeff", "\\ufeff"))


def listed(texts: Iterable[str]) -> str:
    """Texts as a list in one line."""
    return f"[{', '.join(map(quoted, texts))}]"


def remark(text: str) -> str:
    """A text as it may stand in a comment: on one line, and nothing in it ends the comment."""
    plain = " ".join(visible(text).split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def comment(text: str, indent: int = 0) -> list[str]:
    """A comment of as many lines as it takes."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) >= _LONGEST:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
    return [f"{' ' * indent}# {one}" for one in (*lines, line)]
