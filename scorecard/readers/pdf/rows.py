"""Lines of a table put together to rows, by the rules between them or by their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from scorecard.readers.pdf.segments import Segment, blobs_of, segments_of
from scorecard.readers.pdf.values import is_period, is_value
from scorecard.readers.pdf.words import Line
from scorecard.text.spans import YEAR

_LEADING = 1.45
"""Lines of one cell are not further apart than this part of their size."""
_OF_ONE_CELL = 0.5
"""White between the lines of one cell is narrower than this part of their size."""
_FULL = 0.4
"""A line with fewer values than this part of what rows usually have is the rest of wrapped cells."""
_MOST_OF_ONE_ROW = 3
"""Lines with figures of one row at most: its cells run over lines."""
_ENOUGH = 3
"""One in so many cells of a row of figures is a value at least."""
_FEWEST_OF_WORDS = 3
"""So many rows between rules have cells beside each other, where none has figures."""
_WORDS_OF_PROSE = 7
"""Parts of lines with more words on average are columns of prose, not of a table."""
_FIGURE_AND_WORDS = 2
"""A row of so many cells may have its figure first."""

_YEAR = re.compile(YEAR)
_NUMBER_OF_MEASURE = re.compile(r"(\d{1,2})\.(\d{1,2})")


def rows_of(lines: Sequence[Line], edges: Sequence[float]) -> Iterator[list[Line]]:
    """The lines of each row. ``edges`` are the heights of rules: where these part the rows, what stands between two of
    them is one; else each line of figures makes a row, with the lines near it."""
    bands = bands_of(lines, edges)
    each = are_ruled(lines, edges)
    started = False
    for band in bands:
        if each and (started or not _has_line_of_periods(band)):
            yield list(band)
        else:
            yield from _by_anchors(band)
        started |= any(map(is_data, band)) and not _is_of_periods(band)


def are_ruled(lines: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether rules part the rows of figures, or of words where there are none, and not only the header from them."""
    bands = bands_of(lines, edges)
    counts = [count for band in bands if (count := _full_lines(band))]
    if not counts:
        return bool(edges) and _are_rows_of_words(bands)
    parted = bool(edges) and bool(counts) and median(counts) <= 1 and max(counts) <= _MOST_OF_ONE_ROW
    return parted and not any(map(_holds_rows_apart, bands))


def _are_rows_of_words(bands: Sequence[Sequence[Line]]) -> bool:
    """Whether what stands between each two rules is a row of short cells: some have several, and their lines are close.

    A header, and all rows in one below it, would be two.
    """
    beside = [band for band in bands if len(blobs_of(band)) > 1]
    parts = [part for band in beside for line in band for part in segments_of(line)]
    short = sum(len(part.words) for part in parts) <= _WORDS_OF_PROSE * len(parts)
    return len(beside) >= _FEWEST_OF_WORDS and short and not any(map(_stand_apart, bands))


def _stand_apart(band: Sequence[Line]) -> bool:
    """Whether wide white stands between lines."""
    lowest = band[0].box.bottom
    for line in band:
        if line.box.top - lowest > _OF_ONE_CELL * line.size:
            return True
        lowest = max(lowest, line.box.bottom)
    return False


def _holds_rows_apart(band: Sequence[Line]) -> bool:
    """Whether a band of figures has cells beside each other above wide white, and again below it: it is two rows."""
    if not any(map(is_data, band)) or _is_of_periods(band):
        return False
    lowest = band[0].box.bottom
    for at, line in enumerate(band):
        if line.box.top - lowest > _OF_ONE_CELL * line.size and all(
            any(len(segments_of(one)) > 1 for one in side) for side in (band[:at], band[at:])
        ):
            return True
        lowest = max(lowest, line.box.bottom)
    return False


def holds_figures(row: Sequence[Line]) -> bool:
    """Whether a row is one of figures and not of the header: it has values other than periods."""
    if not any(map(is_data, row)):
        return _is_figure_before_words(row)
    rests = _rests(row)
    of_figures = any(is_data(line) and not all(_is_in(part, rests) for part in _valued(line)) for line in row)
    return (of_figures and not _is_of_periods(row)) or _is_figure_before_words(row)


def _rests(row: Sequence[Line]) -> list[Segment]:
    """The cells of a row that begin with words: a value on a lower line of one is a part of it (Teams / 1-4)."""
    if len(row) == 1:
        return []
    tops = {id(part.words[0]): part for line in row for part in segments_of(line)}
    return [blob for blob in blobs_of(row) if not is_value(tops[id(blob.words[0])].text)]


def _valued(line: Line) -> list[Segment]:
    return [part for part in segments_of(line)[1:] if is_value(part.text)]


def is_data(line: Line) -> bool:
    """Whether enough of what stands behind a line's label are whole values; measures have words beside theirs."""
    behind = segments_of(line)[1:]
    return bool(behind) and _ENOUGH * sum(is_value(part.text) for part in behind) >= len(behind)


def _is_figure_before_words(row: Sequence[Line]) -> bool:
    """Whether a row is a figure and, behind it, the words that say of what."""
    parts = blobs_of(row)
    return len(parts) == _FIGURE_AND_WORDS and is_value(parts[0].text) and not is_period(parts[0].text)


def _values(line: Line) -> int:
    return sum(is_value(part.text) for part in segments_of(line)[1:])


def _full_lines(band: Sequence[Line]) -> int:
    """How many lines of a band have at least half as many values as the one with most."""
    values = [_values(line) for line in band if is_data(line)]
    return sum(2 * count >= max(values) for count in values) or int(_is_figure_before_words(band))


def _is_of_periods(row: Sequence[Line]) -> bool:
    """Whether the values of a row are those of a header: periods, or numbers of measures in turn (6.1, 6.2)."""
    cells = [blob for blob in blobs_of(row) if is_period(blob.text)] if len(row) > 1 else []
    parts = [part for line in row for part in segments_of(line) if not _is_in(part, cells)]
    values = [part.text for part in (*parts, *cells) if is_value(part.text)]
    periods = sum(is_period(text) for text in values)
    return bool(values) and (2 * periods > len(values) or _are_in_turn(values) or _are_years(values))


def _is_in(part: Segment, cells: Sequence[Segment]) -> bool:
    """Whether a part of a line is one of the lines of a cell, as of a year that is printed on two."""
    return any(word is part.words[0] for cell in cells for word in cell.words)


def _are_years(values: Sequence[str]) -> bool:
    """Whether the values of a row are years in turn; a single one is a year too, as counts seldom stand alone."""
    years = [int(text) for text in values if _YEAR.fullmatch(text)]
    return len(years) == len(values) and {other - one for one, other in pairwise(years)} in (set(), {1}, {-1})


def _are_in_turn(values: Sequence[str]) -> bool:
    numbers = [number for text in values if (number := _NUMBER_OF_MEASURE.fullmatch(text))]
    places = sorted((int(number[1]), int(number[2])) for number in numbers)
    steps = [other[1] - one[1] for one, other in pairwise(places) if one[0] == other[0]]
    return len(numbers) == len(values) > 1 and len(steps) == len(places) - 1 and set(steps) <= {1}


def bands_of(lines: Sequence[Line], edges: Sequence[float]) -> list[list[Line]]:
    """The lines between each two rules, from the top; what is blank is left out."""
    bands: dict[int, list[Line]] = {}
    for line in lines:
        bands.setdefault(sum(edge < line.box.middle[1] for edge in edges), []).append(line)
    return [bands[at] for at in sorted(bands)]


def _has_line_of_periods(band: Sequence[Line]) -> bool:
    return len(band) > 1 and any(is_data(line) and _is_of_periods([line]) for line in band)


def _by_anchors(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Rows of lines that no rule parts: each line of values is a row, other lines belong to the nearest if it is near.

    Lines without a value near them are rows of their own: the header, the name of a theme.
    """
    rests = {at for at in range(1, len(lines)) if _ends_a_period(lines[at - 1], lines[at])}
    values = {at: _values(line) for at, line in enumerate(lines) if is_data(line) and at not in rests}
    usual, most = (median(values.values()), max(values.values())) if values else (0, 0)
    anchors = [
        at
        for at, count in values.items()
        if count >= _FULL * (most if _is_of_periods([lines[at]]) else usual)  # a year may be the rest of a cell
    ]
    owners = [_anchor_of(at, lines, anchors) for at in range(len(lines))]
    rows: list[list[int]] = []
    for at, line in enumerate(lines):
        alike = bool(rows) and owners[at] == owners[rows[-1][-1]]
        if alike and (owners[at] is not None or _is_close(lines[at - 1], line)):
            rows[-1].append(at)
        else:
            rows.append([at])
    yield from ([lines[at] for at in row] for row in rows)


def _ends_a_period(above: Line, line: Line) -> bool:
    """Whether a period that the line above begins ends on a line: ``Mar-`` and, below it, ``20``."""
    begun = [part for part in segments_of(above) if part.text[-1] in "-/" and len(part.text) > 1]
    return _is_close(above, line) and any(
        is_period(one.text + other.text)
        for one in begun
        for other in segments_of(line)
        if one.box.x0 < other.box.x1 and other.box.x0 < one.box.x1
    )


def _anchor_of(at: int, lines: Sequence[Line], anchors: Sequence[int]) -> int | None:
    """The line of values that a line belongs to: itself, or the nearest that lines of one cell lead to."""
    if at in anchors:
        return at
    above = max((a for a in anchors if a < at), default=None)
    below = min((a for a in anchors if a > at), default=None)
    near = [a for a in (above, below) if a is not None and _hangs_together(lines[min(a, at) : max(a, at) + 1])]
    return min(near, key=lambda a: (round(_distance(lines[a], lines[at]), 1), a), default=None)


def _hangs_together(lines: Sequence[Line]) -> bool:
    return all(_is_close(one, other) for one, other in pairwise(lines))


def _distance(one: Line, other: Line) -> float:
    return abs(one.box.middle[1] - other.box.middle[1])


def _is_close(one: Line, other: Line) -> bool:
    return _distance(one, other) <= _LEADING * max(one.size, other.size)
