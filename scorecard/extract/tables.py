"""Finding the tables of a document and taking them out, cell for cell.

A table is a run of lines with TABs. Runs that only page furniture divides (blank lines, page numbers,
running titles) are one table when they have the same number of cells and the second does not open with
a header. Two other forms of tables are known: lists (``label: 5 = 4%``) and single figures that were torn
from a table and stand on lines of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from scorecard.text.figures import is_figure, is_missing_mark, is_plainly_a_figure
from scorecard.text.months import DATED_MONTH
from scorecard.text.plain import plain
from scorecard.text.prose import heads_persons, is_personal, is_prose, marker_of
from scorecard.text.spans import SPAN

FURNITURE = re.compile(
    r"\s*(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?\s*|this page is intentionally left blank|"
    r".*\bperformance\s*-\s*[a-z]{3}\w*\s+20\d\d\b.*|\d+\s+of\s+\d+.*",
    re.IGNORECASE,
)
_RULE = re.compile(r"-{2,}|\s*")
_SPAN = re.compile(rf"\b{SPAN}\b")
_PERIOD = re.compile(rf"\b(?:{SPAN}|{DATED_MONTH})\b", re.IGNORECASE)
_INDICATOR_NUMBER = re.compile(r"\d{0,2}\.?\d{0,2}(?:\.?\s*and\s*\d{1,2}\.\d{1,2})?")
_DOTTED_NUMBER = re.compile(r"\d{0,2}\.\d{0,2}")
_ROW_NUMBER = re.compile(r"\d{1,2}\.\w{1,3}(?:\(\w\))?")
_ANY_NUMBER = re.compile(r"\d{1,2}\.\w+(?:\(\w\))?")
_LIST_LINE = re.compile(r"\s*[-•*]?\s*([A-Z][^:\t=]{2,80}):\s*(\d[\d,]*)\s*=\s*\**(\d[\d.]*%)\**\s*")
_CONTENTS_WORDS = re.compile(r"page\s*(?:number|no)|^contents$", re.IGNORECASE)
_COUNTS = re.compile(r"\W*(?:(?:total )?(?:number|no\.)|%|percentage|average|rate|total)\b", re.IGNORECASE)
"""How a row begins that counts something; a chapter's title does not."""
_DATE_OR_TIME = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+,?\s+20\d\d|\d{1,2}[.:]\d\d\s*[ap]\.?m\.?|\b(?:19|20)\d\d\b"
)
_DIGIT = re.compile(r"\d")
_LONE_FIGURE = re.compile(r"£?\d{1,3}(?:,\d{3})+|\d+\.\d+%?|\d{1,3}%|\d{3,5}")
_FOUR_DIGITS = re.compile(r"\d{4}")
_PLAIN_DECIMAL = re.compile(r"\d+(\.\d+)?")
_LONGEST_FURNITURE = 10
"""So many lines at most stand between the parts of a table that a page break cut."""
_AGAIN_AND_AGAIN = 4
_LONGEST_TITLE = 90
_STRAY_MINIMUM = 3
_LEADING_CELLS = 3
"""An indicator's number stands in one of the first cells; further right ``1.1`` is a figure or debris of a chart."""


@dataclass
class RawTable:
    """A table as printed: its rows with their 1-based source lines. Cells are verbatim but for ``[text]``."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    @property
    def first_line(self) -> int:
        return self.rows[0][0]

    @property
    def last_line(self) -> int:
        return self.rows[-1][0]

    @property
    def width(self) -> int:
        return max(len(cells) for _, cells in self.rows)

    @property
    def filled(self) -> int:
        """The width without the blank cells that a row may end with."""
        return max(max((i for i, c in enumerate(cells, 1) if c.strip()), default=0) for _, cells in self.rows)


@dataclass(frozen=True)
class LeftOut:
    """A run of table lines that holds no figures to keep, and why."""

    first_line: int
    last_line: int
    reason: str


def find_tables(lines: Sequence[str]) -> tuple[list[RawTable], list[LeftOut]]:
    """All tables of figures in printed order, and the runs that were left out with the reason."""
    kept: list[RawTable] = []
    left_out: list[LeftOut] = []
    for table in [*_joined(_runs(lines), lines), *_lists(lines)]:
        reason = _why_left_out(table) or _goes_on_with_contents(table, left_out)
        if reason:
            left_out.append(LeftOut(table.first_line, table.last_line, reason))
        else:
            kept.append(_without_prose(table))
    taken = {line for table in kept for line, _ in table.rows}
    kept += _strays(lines, taken)
    return sorted(kept, key=lambda t: t.first_line), sorted(left_out, key=lambda t: t.first_line)


def _runs(lines: Sequence[str]) -> Iterator[RawTable]:
    table = RawTable()
    for number, line in enumerate(lines, start=1):
        if "\t" in line:
            cells = line.split("\t")
            if not all(_RULE.fullmatch(cell) for cell in cells) or not any("-" in cell for cell in cells):
                table.rows.append((number, cells))
        elif table.rows:
            yield table
            table = RawTable()
    if table.rows:
        yield table


def _joined(runs: Iterator[RawTable], lines: Sequence[str]) -> Iterator[RawTable]:
    """Join runs that continue one another and stand at most three lines apart, or with page furniture between."""
    current: RawTable | None = None
    titles = _running_titles(lines)
    for run in runs:
        if current and _near(current, run, lines, titles) and _continues(current, run):
            current.rows += run.rows
            continue
        if current:
            yield current
        current = run
    if current:
        yield current


def _near(before: RawTable, after: RawTable, lines: Sequence[str], titles: Container[str]) -> bool:
    """Whether two lines at most stand between, or a page's end: numbers, running titles, form feeds and blanks."""
    between = lines[before.last_line : after.first_line - 1]
    texts = [text for line in between if (text := plain(line))]
    if len(between) < 3:
        return True
    ends_a_page = bool(texts) or any("\f" in line for line in between)
    return (
        ends_a_page
        and len(between) <= _LONGEST_FURNITURE
        and all(FURNITURE.fullmatch(text) or _numberless(text) in titles for text in texts)
    )


def _running_titles(lines: Sequence[str]) -> set[str]:
    """The lines that a document prints again and again, whatever number stands in them."""
    found = Counter(_numberless(text) for line in lines if "\t" not in line and (text := plain(line)))
    return {text for text, times in found.items() if times >= _AGAIN_AND_AGAIN and len(text) <= _LONGEST_TITLE}


def _numberless(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _continues(before: RawTable, after: RawTable) -> bool:
    """Whether ``after`` goes on with the rows of ``before``: it opens with a labelled row of data.

    A header that stands alone takes the rows below it although a cell of either may be lost.
    """
    label, *cells = texts = [plain(cell) for cell in after.rows[0][1]]
    opens_with_data = bool(label) and any(_is_data(c) and not _DOTTED_NUMBER.fullmatch(c) for c in cells)
    opens_with_data |= bool(_PERIOD.match(cells[0])) and not label
    opens_with_data |= _pattern(texts) == _pattern([plain(cell) for cell in before.rows[-1][1]]) != ""
    header_only = not any(_is_data(c) and not _heads(plain(c)) for _, row in before.rows for c in row)
    apart = min(abs(before.width - after.width), abs(before.filled - after.filled))
    return opens_with_data and ((apart == 0 and len(before.rows) > 1) or (header_only and apart <= 1))


def _heads(text: str) -> bool:
    """Whether a cell that opens with a figure heads a column: an indicator's number, or the rest of a name."""
    return bool(_DOTTED_NUMBER.fullmatch(text)) or len(re.findall(r"[A-Za-z]{2,}", text)) >= 3


def _pattern(texts: Sequence[str]) -> str:
    """Which cells of a labelled row print data, words or nothing; empty for a row without a label or without data.

    Numbers of indicators in turn (6.1, 6.2) are no data.
    """
    words = [bool(re.search(r"[A-Za-z]{3}", text)) and not _is_data(text) for text in texts]
    if _numbered_in_turn(texts):
        return ""
    kinds = "".join("d" if _is_data(t) else ("w" if w else " ") for t, w in zip(texts, words, strict=True)).rstrip()
    return kinds if "d" in kinds and "w" in kinds else ""


def _numbered_in_turn(texts: Sequence[str]) -> bool:
    numbers = [tuple(map(int, text.split("."))) for text in texts if re.fullmatch(r"[1-9]\d?\.[1-9]\d?", text)]
    return len(numbers) > 1 and all(b == (a[0], a[1] + 1) for a, b in pairwise(numbers))


def _lists(lines: Sequence[str]) -> Iterator[RawTable]:
    """Runs of at least three lines ``label: count = percentage``, blank lines between them allowed."""
    table = RawTable()
    for number, line in enumerate(lines, start=1):
        match = _LIST_LINE.fullmatch(line) if "=" in line else None
        if match:
            table.rows.append((number, [match[1].strip(), match[2], match[3]]))
        elif line.strip() and table.rows:
            if len(table.rows) >= _STRAY_MINIMUM:
                yield table
            table = RawTable()
    if len(table.rows) >= _STRAY_MINIMUM:
        yield table


def _strays(lines: Sequence[str], taken: set[int]) -> Iterator[RawTable]:
    """Runs of at least three lines that each hold one figure, period or missing mark and nothing else."""
    table = RawTable()
    for number, line in enumerate(lines, start=1):
        text = "" if number in taken else plain(line)
        stray = _is_stray(text)
        if not text or (not stray and _is_furniture(text)):
            continue
        if stray:
            if table.rows and number - table.last_line > 12:
                yield from _if_figures(table)
                table = RawTable()
            table.rows.append((number, [text]))
        elif len(text) > 3:
            yield from _if_figures(table)
            table = RawTable()
    yield from _if_figures(table)


def _is_furniture(text: str) -> bool:
    """Whether a line is a page's number or running title: these have digits, or speak of the page."""
    return bool((_DIGIT.search(text) or "page" in text.lower()) and FURNITURE.fullmatch(text))


def _is_stray(text: str) -> bool:
    figure = _LONE_FIGURE.fullmatch(text)
    year = figure and _FOUR_DIGITS.fullmatch(text) and 1990 <= int(text) <= 2100
    return bool((figure and not year) or _SPAN.match(text) or (is_missing_mark(text) and len(text) > 2))


def _if_figures(table: RawTable) -> Iterator[RawTable]:
    if sum(is_figure(cells[0]) for _, cells in table.rows) >= _STRAY_MINIMUM:
        yield table


def _why_left_out(table: RawTable) -> str | None:
    figures = [(line, cell) for line, cells in table.rows for cell in cells if is_figure(cell)]
    figures = [(line, cell) for line, cell in figures if not is_prose(cell, label=False) and not is_personal(cell)]
    if not figures:
        return "no cells of figures: people or running text"
    if _is_contents(table):
        return "contents: page numbers only"
    if not any(re.search(r"\d", _DATE_OR_TIME.sub("", cell)) for _, cell in figures):
        return "no figures: dates or times only"
    numbered = [cells for _, cells in table.rows if is_figure(cells[0])]
    if len(table.rows) > 1 and all(is_figure(c[0]) for c in numbered) and len(figures) == len(numbered):
        words = [c for c in numbered if len(c) > 1 and len(plain(c[1]).split()) > 8]
        if numbered and len(words) == len(numbered):
            return "a numbered list of words"
    return None


def _goes_on_with_contents(table: RawTable, left_out: Sequence[LeftOut]) -> str | None:
    last = left_out[-1] if left_out else None
    page = bool(last) and table.first_line - last.last_line <= 3 and last.reason.startswith("contents")  # type: ignore[union-attr]
    return "contents: page numbers only" if page else None


def _is_contents(table: RawTable) -> bool:
    """Rows whose only figure is the last cell, a page number that never falls; or a header that says so."""
    if any(_CONTENTS_WORDS.search(plain(cell)) for _, cells in table.rows[:2] for cell in cells):
        return True
    if any(_COUNTS.match(plain(cells[0])) for _, cells in table.rows):
        return False
    last = [_last_text(cells) for _, cells in table.rows]
    pages = [int(text) for text in last if text.isascii() and text.isdigit()]
    others = [c for _, cells in table.rows for c in cells[:-1] if is_figure(c) and not _PLAIN_DECIMAL.fullmatch(c)]
    return (
        len(pages) >= _STRAY_MINIMUM
        and len(pages) >= 0.5 * len(last)
        and pages == sorted(pages)
        and (not others and len(set(pages)) > len(pages) / 2 and _single_figure_rows(table))
    )


def _last_text(cells: Sequence[str]) -> str:
    return next((plain(cell) for cell in reversed(cells) if plain(cell)), "")


def _single_figure_rows(table: RawTable) -> bool:
    return (
        all(sum(plain(c).isdigit() for c in cells) <= 1 for _, cells in table.rows)
        and table.width <= 3
        and (not any(_PERIOD.search(plain(c)) for _, cells in table.rows for c in cells) and pages_follow_words(table))
    )


def pages_follow_words(table: RawTable) -> bool:
    """Whether rows read like chapter titles followed by a page: words first, no header row of words only."""
    first = table.rows[0][1]
    return any(is_figure(cell) for cell in first)


def _without_prose(table: RawTable) -> RawTable:
    """The table with running text, names and ways to reach people replaced by a marker."""
    header_end = next(
        (i for i, (_, cells) in enumerate(table.rows) if sum(map(_is_data, cells)) >= 1 and not _numbers_only(cells)),
        0,
    )
    people = {i for _, cells in table.rows[: max(header_end, 1)] for i, c in enumerate(cells) if heads_persons(c)}
    rows = []
    for position, (line, cells) in enumerate(table.rows):
        label = _label_position(cells)
        rows.append(
            (
                line,
                [
                    marker_of(cell)
                    if not is_plainly_a_figure(cell)
                    and (
                        is_personal(cell)
                        or (i in people and position >= header_end and not is_figure(cell) and cell.strip())
                        or is_prose(cell, label=position < header_end or i == label)
                    )
                    else cell
                    for i, cell in enumerate(cells)
                ],
            )
        )
    return RawTable(rows)


def _is_data(cell: str) -> bool:
    return is_figure(cell) or is_missing_mark(cell)


def _numbers_only(cells: Sequence[str]) -> bool:
    """A row of indicator numbers (``6.1``, ``6.2``, fragments of them): a header although it holds numbers."""
    texts = [plain(cell) for cell in cells if plain(cell)]
    return all(_INDICATOR_NUMBER.fullmatch(text) for text in texts)


def _label_position(cells: Sequence[str]) -> int:
    """The cell that names the row: the one after an indicator's number, else the longest before the first figure."""
    leading = enumerate(cells[:_LEADING_CELLS] if len(cells) > _LEADING_CELLS else cells[:-1])
    number = next((i for i, c in leading if _ROW_NUMBER.fullmatch(plain(c))), None)
    if number is not None and re.search(r"[A-Za-z]{3}", cells[number + 1]):
        return number + 1
    first = next(
        (i for i, c in enumerate(cells) if i > 0 and _is_data(c) and not _ANY_NUMBER.fullmatch(plain(c))),
        len(cells),
    )
    return max(range(first), key=lambda i: len(cells[i]), default=0)
