"""Months, years and numbers have one grammar, ``scorecard/text/``: no other module writes patterns of its own.

The strings of every module are looked through, docstrings apart, for what only patterns hold. Text for readers
("June 2020" in a message) is none.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

GRAMMAR = ("scorecard/text/", "scorecard/periods.py")

_SHORT = "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_LONG = "january|february|march|april|june|july|august|september|october|november|december"
_MONTH = re.compile(f"(?:{_LONG}|{_SHORT})", re.IGNORECASE)
"""May is left out: it is a word of every message, and no list of months has it alone."""
_DIGIT = r"(?:\\d|\[0-9\])"
_PATTERNS = {
    "months": (
        rf"(?i)(?:\||\\b|\\s[*+]?|\(\?:)(?:{_LONG}|{_SHORT})(?![a-z])",
        rf"(?i)(?<![a-z])(?:{_LONG}|{_SHORT})(?:\||\\b|\\s|\(\?:|\?)",
    ),
    "years": (
        rf"(?:19|20){_DIGIT}",  # 20\d\d
        r"\(\?:(?:19\|)?20(?:\|19)?\)",  # (?:20)?
        rf"{_DIGIT}(?:\{{4\}}|{_DIGIT}{{3}})",  # \d{4}
        rf"{_DIGIT}(?:\{{2\}}|{_DIGIT})\)?\S{{0,9}}[/–]\S{{0,9}}{_DIGIT}(?:\{{2\}}|{_DIGIT})",  # \d\d/\d\d
    ),
    "numbers": (
        r"\[[^\]]*(?:\\d|0-9)[^\]]*,[^\]]*\]|\[[^\]]*,[^\]]*(?:\\d|0-9)[^\]]*\]",  # [\d,]
        rf",(?:{_DIGIT}\{{3\}}|{_DIGIT}{{3}})",  # ,\d{3}
        rf"\((?:\?:)?\\\.{_DIGIT}\+\)|\\\.\({_DIGIT}\+\)",  # (?:\.\d+)?
    ),
}


def own_grammars(source: str) -> Iterator[tuple[int, str, str]]:
    """Line, kind and text of each string that says by itself how a month, a year or a number is printed."""
    tree = ast.parse(source)
    idle = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in idle:
            if _MONTH.fullmatch(node.value):
                yield node.lineno, "months", node.value
            for kind, patterns in _PATTERNS.items():
                if any(re.search(pattern, node.value) for pattern in patterns):
                    yield node.lineno, kind, node.value


def test_no_other_module_writes_a_grammar_of_its_own(project: Path) -> None:
    modules = {path.relative_to(project).as_posix(): path for path in sorted((project / "scorecard").rglob("*.py"))}
    own = [
        f"{name}:{line}: {kind}: {text[:60]!r}"
        for name, path in modules.items()
        if not name.startswith(GRAMMAR)
        for line, kind, text in own_grammars(path.read_text(encoding="utf-8"))
    ]
    assert own == [], "compose it of the pieces of scorecard/text/ (months, spans, numbers) or the labels of periods.py"


def test_the_grammar_itself_would_be_found(project: Path) -> None:
    """The test looks at the right folders: the places it leaves out hold what it looks for elsewhere."""
    for place, kind in (
        ("text/spans.py", "years"),
        ("text/numbers.py", "numbers"),
        ("periods.py", "years"),
        ("periods.py", "months"),
    ):
        source = (project / "scorecard" / place).read_text(encoding="utf-8")
        assert kind in {found for _, found, _ in own_grammars(source)}, place


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('MONTHS = ("Jan", "Feb")', "months"),
        ('names = ["january", "february"]', "months"),
        (r"""x = re.compile(r"(jan(?:uary)?|feb(?:ruary)?)\b")""", "months"),
        (r"""x = re.compile(r"end of (January|July)")""", "months"),
        (r"""x = re.compile(rf"\bapril ({year})")""", "months"),
        (r"""x = re.compile(r"20\d\d")""", "years"),
        (r"""x = re.compile(r"(\d{4})-(\d\d)")""", "years"),
        (r"""x = re.compile(r"(?:20)?\d\d")""", "years"),
        (r"""x = text.str.extract(r"(\d\d)\s*/\s*(\d\d)")""", "years"),
        (r"""x = re.compile("[0-9]{4}")""", "years"),
        (r"""x = re.compile(r"\d[\d,.]*")""", "numbers"),
        (r"""x = re.compile(r"\d+(?:\.\d+)?%")""", "numbers"),
        (r"""x = re.compile("[0-9]{1,3}(?:,[0-9]{3})+")""", "numbers"),
        (r"""x = re.search(r"\.(\d+)", text)""", "numbers"),
    ],
)
def test_a_grammar_of_its_own_is_found(line: str, kind: str) -> None:
    assert kind in {found for _, found, _ in own_grammars(line)}


@pytest.mark.parametrize(
    "line",
    [
        '"""April to June (January|February), 20\\\\d\\\\d."""',
        'x = "write it as 2020-21-Q1 (April to June 2020)"',
        'x = "they may march | on"',
        'x = rf"{MONTH} {YEAR}"',
        r'x = re.compile(r"\d{1,2}\.\d{1,2}")',
        'x = f"{value:,.2f} of 1,651"',
        r'x = re.compile(r"\bmarked?\b|decade")',
    ],
)
def test_messages_pieces_and_indicator_numbers_are_none(line: str) -> None:
    assert list(own_grammars(line)) == []
