"""What a row of a sheet is by its cells alone: a header, a row of figures, a line of one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scorecard.readers.printed import Printed
from scorecard.text.days import month_in_digits
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.months import DATED_MONTH
from scorecard.text.spans import QUARTER, SECOND_YEAR, SPAN, YEAR

Row = Sequence[Printed]
_WORD = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(rf"{SPAN}|{YEAR}")
_TIME = re.compile(rf"{SPAN}|{YEAR}|{DATED_MONTH}|{QUARTER}", re.IGNORECASE)
_MEASURE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}[a-z]?")
_DAY = re.compile(rf"\d{{1,2}}[/.]\d{{1,2}}[/.]{SECOND_YEAR}")
_UNIT = re.compile(r"\(?(?:[%£#n]|no\.?)\)?", re.IGNORECASE)
_BAND = re.compile(r"\d{1,2}\s?[-–]\s?\d{1,2}|\d{1,2}\+")
_COLOUR = re.compile(r"(?i)(?:red|amber|yellow|green|r|a|g)")


def prints(cell: Printed) -> bool:
    return bool(cell.line)


def printed_columns(row: Row) -> set[int]:
    """The columns in which a row prints anything."""
    return {column for column, cell in enumerate(row) if prints(cell)}


def names_a_time(row: Row) -> bool:
    return any(map(_is_a_time, (cell.line for cell in row)))


def _is_a_time(text: str) -> bool:
    """Whether a text is a year, a quarter or a month, or the day that stands for one."""
    return bool(_TIME.fullmatch(text)) or (text[:1].isdigit() and month_in_digits(text) is not None)


def is_header(row: Row) -> bool:
    """Whether all that a row prints behind its first cell are words and times, most of them no colours."""
    cells = [cell.line for cell in row if prints(cell)][1:]
    named = [cell for cell in cells if not _COLOUR.fullmatch(cell)]
    return all(map(_names_a_column, named)) and len(named) > len(cells) / 2


def _names_a_column(cell: str) -> bool:
    """Whether a cell prints a time, a day, a unit, a band of ages or words that mark no missing figure."""
    if _is_a_time(cell) or _DAY.fullmatch(cell) or _UNIT.fullmatch(cell) or _BAND.fullmatch(cell):
        return True
    return bool(_WORD.search(cell)) and not is_missing_mark(cell)


def is_of_numbers(row: Row) -> bool:
    """Whether a row without a label prints nothing but numbers of measures, which stand over their names: 6.2, 6.10."""
    cells = [cell.line for cell in row if prints(cell)]
    return not prints(row[0]) and all(map(_MEASURE.fullmatch, cells))


def is_measure_number(cell: Printed) -> bool:
    """Whether a cell prints what may be the number of a measure: 6.2, 6.10."""
    return bool(_MEASURE.fullmatch(cell.line))


def figure_columns(row: Row) -> set[int]:
    """The columns behind a row's first cell that print figures; none where all of them are years."""
    printed = [(column, cell.line) for column, cell in enumerate(row) if prints(cell)][1:]
    figures = {column for column, cell in printed if is_figure(cell)}
    return set() if all(_YEAR.fullmatch(cell) for _, cell in printed) or is_header(row) else figures


def is_alone(row: Row) -> bool:
    return sum(map(prints, row)) == 1


def words_of(row: Row) -> int:
    """The words of a row's first cell that prints."""
    return len(_WORD.findall(next(filter(prints, row)).line))


def names_a_row(cell: str) -> bool:
    """Whether a cell prints what may be a row's name: a word, a time or ages."""
    if _is_a_time(cell) or _BAND.fullmatch(cell):
        return True
    return bool(_WORD.search(cell)) and not _COLOUR.fullmatch(cell) and not is_missing_mark(cell)
