"""What a text is that is no pack as ``extract`` reads it: mark-up, tables without TABs, another language, nothing."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from scorecard.registry import Registry
from scorecard.text.figures import is_figure
from scorecard.text.numbers import number_of
from scorecard.text.plain import plain

_MARKED_UP = {
    "an HTML page": re.compile(r"<!doctype html|<(?:html|head|body|table)\b", re.IGNORECASE),
    "an XML file": re.compile(r"<\?xml\b"),
    "a rich text file (RTF)": re.compile(r"\{\\rtf"),
    "a JSON file": re.compile(r"[{\[]\s*(?:[\"\[{]|$)"),
}
"""How the first line of a file of another kind begins."""
_TABLE_MARKS = re.compile(r"</?(?:t[rdh]|table|tbody|thead)\b", re.IGNORECASE)
_FEWEST_MARKS = 6
"""So many tags of tables are a page's, though something else stands before it."""
_GAP = re.compile(r" {2,}|\u3000")
_RULE = re.compile(r"[|:\s-]*-[|:\s-]*")
"""A line that rules off the header."""
_LONGEST_FIGURE = 24
"""Characters of a cell that is a figure and no words about one."""
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_ROWS = 3
"""Lines that are divided alike; two may be chance."""
_FEWEST_COLUMNS = 3
"""Lines of two cells may be prose: "East, 45"."""
_FEWEST_WORDS = 60
"""A text of fewer words does not show its language."""
_MOST_WORDS = 2_000
"""So many words show it."""
_LEAST_ENGLISH = 0.03
"""Of a hundred words of English at least ten are among the smallest ones or the trade's, of other languages none."""


@dataclass(frozen=True)
class Divided:
    """Lines that look like a table whose cells something else than a TAB divides.

    ``certain``: they are nothing else, for they have a header without figures and three columns or more.
    """

    first_line: int
    last_line: int
    by: str
    certain: bool


def _by(sign: str) -> Callable[[str], list[str]]:
    def cells_of(line: str) -> list[str]:
        if sign not in line:
            return []
        try:
            return next(csv.reader([line.strip(" |")], delimiter=sign, skipinitialspace=True))
        except csv.Error:  # a cell longer than any, a line end within a line: no row of a table
            return []

    return cells_of


def _by_blanks(line: str) -> list[str]:
    return _GAP.split(line.strip())


_DIVIDED_BY = {"commas": _by(","), "semicolons": _by(";"), "bars (|)": _by("|"), "blanks": _by_blanks}


def other_kind(lines: Sequence[str]) -> str | None:
    """What a text is by its mark-up, in words; null for plain text."""
    opens = next((line.strip() for line in lines if line.strip()), "")
    kind = next((kind for kind, opening in _MARKED_UP.items() if opening.match(opens)), None)
    tagged = sum(len(_TABLE_MARKS.findall(line)) for line in lines if "<" in line)
    return kind or ("an HTML page" if tagged >= _FEWEST_MARKS else None)


def holds_words(lines: Sequence[str]) -> bool:
    """Whether a text has a word at all; a scan that nobody has read has form feeds and page numbers at most."""
    return any(_WORD.search(line) for line in lines)


def is_english(lines: Sequence[str], registry: Registry) -> bool:
    """Whether a text is in English, or too short to tell: enough of its words are those that English is full of."""
    words = list(islice((word for line in lines for word in line.lower().split() if word[0].isalpha()), _MOST_WORDS))
    if len(words) < _FEWEST_WORDS:
        return True
    known = frozenset(registry.document_words().english)
    return sum(word in known for word in words) >= _LEAST_ENGLISH * len(words)


def find_divided(lines: Sequence[str], taken: Container[int] = ()) -> list[Divided]:
    """Runs of lines that are rows of a table but for their TABs, in order; ``taken`` are lines of tables."""
    texts = [(n, line) for n, line in enumerate(lines, start=1) if n not in taken and line.strip()]
    texts = [(n, line) for n, line in texts if not _RULE.fullmatch(line)]
    texts = [(n, line) for n, line in texts if number_of(line.strip()) is None]  # 1,651 is one cell
    runs = (run for by, cells_of in _DIVIDED_BY.items() for run in _runs(texts, by, cells_of))
    return sorted(runs, key=lambda run: (run.first_line, -run.last_line))


def _runs(texts: Sequence[tuple[int, str]], by: str, cells_of: Callable[[str], list[str]]) -> Iterator[Divided]:
    """Lines in turn that are divided alike, all but the first with figures."""
    rows = ((number, cells_of(line)) for number, line in texts)
    for width, group in groupby(rows, key=lambda row: len(row[1])):
        run = list(group) if width > 1 else []
        if len(run) >= _FEWEST_ROWS and all(any(map(_is_figure, cells[1:])) for _, cells in run[1:]):
            certain = width >= _FEWEST_COLUMNS and not any(map(_is_figure, run[0][1]))
            yield Divided(run[0][0], run[-1][0], by, certain)


def _is_figure(cell: str) -> bool:
    text = plain(cell)
    return len(text) <= _LONGEST_FIGURE and is_figure(text)
