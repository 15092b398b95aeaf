"""Months, years and numbers have one grammar, ``scorecard/text/``: no other module writes patterns of its own.

The strings of every module are looked through, docstrings apart. Text for readers ("June 2020" in a message) is no
pattern: a string counts as one where it holds what only patterns hold.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

GRAMMAR = ("scorecard/text/", "scorecard/periods.py")
NOT_YET = ("scorecard/quotes/",)
"""Rooms that are still being moved over to the one grammar."""

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_LOOKS_LIKE_A_PATTERN = re.compile(r"\\[a-zA-Z.(]|\(\?|\[[^\]]*\]|[|^$*+]")
_KINDS = {
    "a month's name": re.compile(rf"(?i)(?<![a-z])(?:{_MONTHS})(?![a-z])"),
    "a year": re.compile(
        r"(?:19|20)(?:\\d|\[0-9\])|\(\?:(?:19\|)?20(?:\|19)?\)|(?:\\d|\[0-9\])\{4\}|\\d\\d\S{0,9}/\S{0,9}\\d\\d"
    ),
    "a number with thousands": re.compile(
        r"\[[^\]]*(?:\\d|0-9)[^\]]*,[^\]]*\]|\[[^\]]*,[^\]]*(?:\\d|0-9)[^\]]*\]|,(?:\\d|\[0-9\])\{3\}"
    ),
    "a number with decimals": re.compile(r"\((?:\?:)?\\\.(?:\\d|\[0-9\])\+\)|\\\.\((?:\\d|\[0-9\])\+\)"),
}


def _docstrings(tree: ast.AST) -> set[ast.AST]:
    """Strings that stand alone as a statement: they say something and do nothing."""
    return {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def own_grammars(source: str) -> Iterator[tuple[int, str, str]]:
    """Line, kind and text of each string of a module that says by itself how a month, a year or a number is printed."""
    tree = ast.parse(source)
    idle = _docstrings(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or node in idle:
            continue
        text = node.value
        if re.fullmatch(rf"(?i)(?:{_MONTHS})", text) and text.lower() != "may":
            yield node.lineno, "a month's name", text
        elif _LOOKS_LIKE_A_PATTERN.search(text):
            yield from ((node.lineno, kind, text) for kind, pattern in _KINDS.items() if pattern.search(text))


def test_no_other_module_writes_a_grammar_of_its_own(project: Path) -> None:
    modules = {path.relative_to(project).as_posix(): path for path in sorted((project / "scorecard").rglob("*.py"))}
    assert all(any(name.startswith(part) for name in modules) for part in GRAMMAR)
    own = [
        f"{name}:{line}: {kind}: {text[:60]!r}"
        for name, path in modules.items()
        if not name.startswith(GRAMMAR + NOT_YET)
        for line, kind, text in own_grammars(path.read_text(encoding="utf-8"))
    ]
    assert own == [], "use the pieces of scorecard/text/ (months, spans, numbers) or the labels of periods.py"
