"""Finding the tables of a document and taking them out, cell for cell.

A table is a run of lines with TABs. Runs that stand near each other are one table when the second goes on with rows
of data and both are as wide, or the first is a header that stands alone. Two other forms are known: lists and lone
figures (``loose``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scorecard.extract.furniture import is_near, running_titles
from scorecard.extract.left_out import why_left_out
from scorecard.extract.loose import find_lists, find_lone_figures
from scorecard.extract.redaction import without_prose
from scorecard.extract.table import LeftOut, RawTable, is_data, is_indicator_number, opens_with_period
from scorecard.text.plain import plain
from scorecard.text.timeline import is_line_of_periods

_RULE = re.compile(r"-{2,}|\s*")
_WORD = re.compile(r"[A-Za-z]{2,}")
_LONG_WORD = re.compile(r"[A-Za-z]{3}")
_WHOLE_INDICATOR_NUMBER = re.compile(r"([1-9][0-9]?)\.([1-9][0-9]?)")
_ROWS_BELOW_A_HEADER = 2
"""The second row of a header and one of data."""
_WORDS_OF_A_NAME = 3
"""A cell that opens with a figure and has so many words is the rest of a name, not a figure with its unit."""


def find_tables(lines: Sequence[str]) -> tuple[list[RawTable], list[LeftOut]]:
    """All tables of figures in printed order, and the runs that were left out with the reason."""
    return tables_of_figures(printed_tables(lines), lines)


def printed_tables(lines: Sequence[str]) -> list[RawTable]:
    """All that is printed as a table or a list, whatever its cells hold."""
    return [*_joined(_runs(lines), lines), *find_lists(lines)]


def tables_of_figures(printed: Sequence[RawTable], lines: Sequence[str]) -> tuple[list[RawTable], list[LeftOut]]:
    """The printed tables that hold figures, with the lone figures between, and what is left out with the reason."""
    kept: list[RawTable] = []
    left_out: list[LeftOut] = []
    for table in printed:
        reason = why_left_out(table, left_out[-1] if left_out else None)
        if reason:
            left_out.append(LeftOut(table.first_line, table.last_line, reason))
        else:
            kept.append(without_prose(table))
    taken = {line for table in kept for line, _ in table.rows}
    kept += find_lone_figures(lines, taken)
    return sorted(kept, key=lambda t: t.first_line), sorted(left_out, key=lambda t: t.first_line)


def _runs(lines: Sequence[str]) -> Iterator[RawTable]:
    """Runs of lines with TABs, without those that only rule a line."""
    table = RawTable()
    for number, line in enumerate(lines, start=1):
        if "\t" in line:
            cells = line.split("\t")
            if not _is_rule(cells):
                table.rows.append((number, cells))
        elif table.rows:
            yield table
            table = RawTable()
    if table.rows:
        yield table


def _is_rule(cells: Sequence[str]) -> bool:
    return all(_RULE.fullmatch(cell) for cell in cells) and any("-" in cell for cell in cells)


def _joined(runs: Iterator[RawTable], lines: Sequence[str]) -> Iterator[RawTable]:
    """The runs, those that stand near the one before and go on with its rows joined to it."""
    current: RawTable | None = None
    titles = running_titles(lines)
    for run in runs:
        if current is None:
            current = run
        elif is_near(lines[current.last_line : run.first_line - 1], titles) and _continues(current, run):
            current.rows += run.rows
        else:
            yield current
            current = run
    if current:
        yield current


def _continues(before: RawTable, after: RawTable) -> bool:
    """Whether ``after`` goes on with the rows of ``before``: it opens with a row of data, and no cell is too many.

    A header that stands alone takes the rows below it although a cell of either may be lost.
    """
    header_alone = not any(is_data(cell) and not _heads(cell) for cell in before.cells)
    apart = min(abs(before.width - after.width), abs(before.filled - after.filled))
    as_wide = (apart == 0 and len(before.rows) > 1) or (header_alone and apart <= 1)
    return as_wide and (_opens_with_data(after, before) or (header_alone and _is_rest_of_header(before, after)))


def _is_rest_of_header(before: RawTable, after: RawTable) -> bool:
    """Whether a page break parted a header's two rows: the years in the first, the months or bands below them.

    The second row begins with blanks, since what it names stands above, says periods, and rows of data follow it.
    """
    if len(before.rows) > 1 or len(after.rows) < _ROWS_BELOW_A_HEADER:
        return False
    above, below, first = ([plain(cell) for cell in row] for _, row in (*before.rows, *after.rows[:2]))
    begins_below = bool(above[0]) and not below[0]
    return begins_below and is_line_of_periods(below) and any(is_data(cell) for cell in first[1:])


def _opens_with_data(after: RawTable, before: RawTable) -> bool:
    """Whether a run opens with a labelled row of data, with a period, or with a row like the last one before it."""
    label, *cells = texts = [plain(cell) for cell in after.rows[0][1]]
    if label and any(is_data(cell) and not is_indicator_number(cell) for cell in cells):
        return True
    if not label and opens_with_period(cells[0]) and not is_line_of_periods(cells):
        return True
    return _pattern(texts) == _pattern([plain(cell) for cell in before.rows[-1][1]]) != ""


def _heads(cell: str) -> bool:
    """Whether a cell that opens with a figure heads a column: an indicator's number, or the rest of a name."""
    return is_indicator_number(cell) or len(_WORD.findall(plain(cell))) >= _WORDS_OF_A_NAME


def _pattern(texts: Sequence[str]) -> str:
    """Which cells of a row print data (d), words (w) or neither; empty for a row without both.

    Numbers of indicators in turn (6.1, 6.2) are no data.
    """
    if _numbered_in_turn(texts):
        return ""
    kinds = "".join("d" if is_data(text) else "w" if _LONG_WORD.search(text) else " " for text in texts).rstrip()
    return kinds if "d" in kinds and "w" in kinds else ""


def _numbered_in_turn(texts: Sequence[str]) -> bool:
    numbers = [(int(m[1]), int(m[2])) for text in texts if (m := _WHOLE_INDICATOR_NUMBER.fullmatch(text))]
    return len(numbers) > 1 and all(b == (a[0], a[1] + 1) for a, b in pairwise(numbers))
