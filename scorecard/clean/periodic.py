"""Theme pages: a period (or comparator) a row, indicators as columns under numbers and names.

Headers are the most damaged part of a page: numbers are cut over cells, lose zeros, stand beside their
columns. So columns are first grouped by what their figures prove ("x of y" with the percentage that is
100 x/y), and then groups and numbers, both in printed order, are matched.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from fractions import Fraction

from scorecard.clean.align import align
from scorecard.clean.cells import CellReader
from scorecard.clean.grid import Cell, Grid, Placement, Reading, Row
from scorecard.clean.matching import Match, candidates, derived_id, number_agreement, printed_number, wording_of
from scorecard.clean.period_text import TimeContext, read_period
from scorecard.extract.figures import is_figure, is_missing_mark
from scorecard.periods import Period
from scorecard.registry import Registry

_FRAGMENT = re.compile(r"\d{0,2}\s?\.?\s?\d{0,2}(?:\.?\s*and\s+\d{1,2}\.\d{1,2})?")
_NOISE_SHARE = 0.2
_LABEL_COLUMNS = 4
_STRAY_FILL = 0.15
_CLEARLY = 0.1


@dataclass(frozen=True)
class Label:
    """What a row is about: a period, and the comparator if the row is one."""

    period: Period
    area: str | None = None
    basis: str | None = None


@dataclass
class Unit:
    """Columns that print one figure together: one column, or the two or three of "x of y".

    ``filled`` is the share of the table's rows in which the column prints something.
    """

    kind: str
    columns: tuple[int, ...]
    filled: float = 1.0


@dataclass
class Anchor:
    """A header over one or more columns: the numbers it may be, in order of likelihood, and its name."""

    first: int
    last: int
    numbers: tuple[str, ...]
    printed: str
    name: str = ""
    units: list[Unit] = field(default_factory=list)


# -- rows -------------------------------------------------------------------------------------------


def label_column(grid: Grid, registry: Registry) -> int | None:
    """The column in which most rows print a period or comparator; null if fewer than three do."""
    counts = {
        c: sum(row_label(row.text(c), grid.time, registry) is not None for row in grid.rows)
        for c in range(min(_LABEL_COLUMNS, grid.width))
    }
    best = max(counts, key=lambda c: (counts[c], -c), default=None)
    return best if best is not None and counts[best] >= 3 else None


def row_label(text: str, context: TimeContext, registry: Registry, *, academic: bool = False) -> Label | None:
    """The period or comparator that a row's label prints, or null."""
    area = registry.area(text)
    if area and area.kind == "comparator":
        return Label(Period.latest(), area.name, "benchmark")
    period = read_period(text, context, academic=academic)
    return Label(period) if period else None


def with_rows_in_line(grid: Grid, column: int, registry: Registry) -> Grid:
    """The table with rows that lost (or gained) a blank cell before their label moved back under the headers."""
    rows = [_in_line(row, column, grid, registry) for row in grid.rows]
    return replace(grid, rows=rows) if rows != grid.rows else grid


def _in_line(row: Row, column: int, grid: Grid, registry: Registry) -> Row:
    text = row.text(column)
    if column and _is_label(row.text(column - 1), grid, registry) and (is_figure(text) or is_missing_mark(text)):
        why = "this row lost the blank cell before its label, so every figure is read one to the right"
        moved = [c.corrected(why) if c.plain else c for c in row.cells[column:]]
        return Row(row.line, (Cell("", 0, ""), *row.cells[:column], *moved))
    if not text and not row.text(column - 1) and _is_label(row.text(column + 1), grid, registry):
        why = "this row has a blank cell too many before its label, so every figure is read one to the left"
        moved = [c.corrected(why) if c.plain else c for c in row.cells[column + 2 :]]
        if any(is_figure(c.plain) for c in moved):
            return Row(row.line, (*row.cells[:column], row.cells[column + 1], *moved))
    return row


def _is_label(text: str, grid: Grid, registry: Registry) -> bool:
    return row_label(text, grid.time, registry) is not None and not is_figure(text)


def read_labels(grid: Grid, column: int, registry: Registry) -> dict[int, Label]:
    """Label by position of the row. A group's label ("YTD", "ANNUAL TREND (ACADEMIC YEAR)") tells the rest."""
    labels: dict[int, Label] = {}
    academic = False
    for position, row in enumerate(grid.rows):
        group = " ".join(row.text(c) for c in range(column))
        if group.strip():
            academic = bool(re.search("academic", group, re.IGNORECASE))
        text = row.text(column)
        label = row_label(text, grid.time, registry, academic=academic)
        if label is None and column and not text:
            label = row_label(row.text(column - 1), grid.time, registry)
        if label and re.search(r"\bytd\b", f"{group} {text}", re.IGNORECASE) and label.period.start:
            year = label.period.start.year if label.period.kind != "month" else None
            label = Label(Period.year_to_date(year, grid.as_at)) if year else label
        if label:
            labels[position] = label
    return _with_following_to_date(grid, column, labels)


def _with_following_to_date(grid: Grid, column: int, labels: dict[int, Label]) -> dict[int, Label]:
    """A year whose "YTD" slipped to the next line is a year to date."""
    mended = dict(labels)
    for position, label in labels.items():
        after = grid.rows[position + 1] if position + 1 < len(grid.rows) else None
        if label.period.kind == "financial_year" and after and label.period.start:
            alone = [t for t in after.texts if t]
            if alone and all(t.upper() == "YTD" for t in alone):
                mended[position] = Label(Period.year_to_date(label.period.start.year, grid.as_at))
    return mended


# -- columns ----------------------------------------------------------------------------------------


def _column_texts(rows: list[Row], column: int) -> list[str]:
    return [row.text(column) for row in rows]


def _split_ratio(left: list[str], middle: list[str]) -> bool:
    """Whether two columns print "165 c | of 492": the right one starts with "of"."""
    pairs = [(a, b) for a, b in zip(left, middle, strict=True) if a or b]
    return bool(pairs) and sum(bool(re.match(r"of\s*\d", b)) and bool(re.match(r"\d", a)) for a, b in pairs) > len(pairs) / 2


def find_units(rows: list[Row], first: int, width: int, reader: CellReader) -> list[Unit]:
    """The figures of a row as units of columns, left to right; blank columns and chart debris are left out."""
    units: list[Unit] = []
    column = first
    while column < width:
        texts = _column_texts(rows, column)
        here = [t for t in texts if t]
        following = _column_texts(rows, column + 1) if column + 1 < width else []
        if here and following and sum(t.lower() == "of" for t in following) > len(here) / 2:
            units.append(Unit("ratio", (column, column + 1, column + 2)))
            column += 3
        elif here and following and _split_ratio(texts, following):
            units.append(Unit("ratio", (column, column + 1)))
            column += 2
        else:
            kind = _column_kind(here, reader)
            if kind:
                units.append(Unit(kind, (column,), len(here) / len(texts)))
            column += 1
    return _before_noise(units)


def _column_kind(texts: list[str], reader: CellReader) -> str | None:
    """``ratio``, ``percent``, ``number``, ``missing`` or ``noise``; null for a blank column."""
    if not texts:
        return None
    kinds = reader.kinds(texts)
    count = Counter(kinds)
    junk = sum(k == "text" and not _is_harmless(t) for k, t in zip(kinds, texts, strict=True))
    if junk >= max(2, _NOISE_SHARE * len(texts)) or junk == len(texts):
        return "noise"
    if count["ratio"] + count["damaged_ratio"] > len(texts) / 3:
        return "ratio"
    if any(k.startswith("percent") or k == "two_percents" for k in kinds):
        return "percent"
    return "number" if count["number"] or count["money"] else "missing"


def _is_harmless(text: str) -> bool:
    return bool(re.search(r"unavailable|available|[A-Za-z]{4,}", text)) or not re.search(r"\d", text) and len(text) < 2


def _before_noise(units: list[Unit]) -> list[Unit]:
    """What stands right of a column of debris belongs to the picture that left it."""
    first = next((i for i, unit in enumerate(units) if unit.kind == "noise"), len(units))
    return units[:first] if first else [u for u in units if u.kind != "noise"]


def read_unit(row: Row, unit: Unit) -> Cell | None:
    """The cell a unit prints in a row; the cells of a split "x of y" are put together again."""
    cells = [row.cells[c] for c in unit.columns if c < len(row.cells)]
    filled = [c for c in cells if c.plain]
    if not filled:
        return None
    if len(unit.columns) == 1:
        return filled[0]
    corrections = "; ".join(dict.fromkeys(filter(None, (c.correction for c in filled)))) or None
    return Cell(
        " ".join(c.plain for c in filled), filled[0].index, " ".join(c.published for c in filled),
        filled[0].part, corrections, filled[-1].index,
    )  # fmt: skip


def _agree(rows: list[Row], ratio: Unit, percent: Unit, reader: CellReader) -> bool:
    """Whether the percentages are those of the "x of y" beside them, in most rows that have both."""
    pairs = [(read_unit(row, ratio), read_unit(row, percent)) for row in rows]
    both = [(a.plain, b.plain) for a, b in pairs if a and b]
    if not both:
        return False
    near = [
        abs(Fraction(int(x) * 100, int(y)) - Fraction(str(p))) <= 1
        for (_, _, x, y), (_, p, _, _) in zip(
            reader.read([a for a, _ in both]), reader.read([b for _, b in both]), strict=True
        )
        if x is not None and y and p is not None
    ]
    return bool(near) and sum(near) >= 0.6 * len(near)


def group_units(rows: list[Row], units: list[Unit], reader: CellReader) -> list[list[Unit]]:
    """Units that belong together by arithmetic: an "x of y" and the percentage that follows it."""
    groups: list[list[Unit]] = []
    for unit in units:
        last = groups[-1] if groups else []
        if unit.kind in ("percent", "missing") and len(last) == 1 and last[0].kind == "ratio" and (
            unit.kind == "missing" or _agree(rows, last[0], unit, reader)
        ):  # fmt: skip
            last.append(unit)
        else:
            groups.append([unit])
    return groups


# -- headers ----------------------------------------------------------------------------------------


def number_row(rows: list[Row], first: int) -> Row | None:
    """The header row that prints indicator numbers or their fragments, if there is one."""
    for row in rows:
        texts = [cell.plain for cell in row.cells[max(first, 1) :] if cell.plain]
        fragments = [t for t in texts if _FRAGMENT.fullmatch(t) or printed_number(t.split(" (")[0])]
        if fragments and any("." in t for t in fragments) and 2 * len(fragments) >= len(texts):
            return row
    return None


def read_anchors(row: Row, first: int) -> list[Anchor]:
    """The numbers of a header row, fragments put together: ``5.1 | 3`` may be 5.13, ``6. | 7`` is 6.7."""
    tokens = [(c, row.text(c)) for c in range(first, len(row.cells)) if row.text(c)]
    tokens = [(c, t) for c, t in tokens if re.search(r"\d", t)]
    anchors: list[Anchor] = []
    position = 0
    while position < len(tokens):
        column, text = tokens[position]
        after = tokens[position + 1] if position + 1 < len(tokens) else None
        adjacent = after if after and after[0] - column == 1 else None
        third = tokens[position + 2] if adjacent and position + 2 < len(tokens) else None
        if adjacent and third and third[0] - adjacent[0] == 1 and _join(adjacent[1], third[1]) and "." in text:
            adjacent = None
        joined = _join(text, adjacent[1]) if adjacent else None
        if joined and adjacent:
            anchors.append(Anchor(column, adjacent[0], joined, f"{text} {adjacent[1]}"))
            position += 2
            continue
        number = re.search(r"\d{1,2}\.\d{1,2}", text)
        if number:
            anchors.append(Anchor(column, column, (number[0],), text))
        position += 1
    return anchors


def _join(left: str, right: str) -> tuple[str, ...] | None:
    """The numbers that two neighbouring fragments may be, likeliest first; null if they are not fragments."""
    left, right = left.replace(" ", ""), right.replace(" ", "")
    if re.fullmatch(r"\d{1,2}\.", left) and re.fullmatch(r"\.?\d{1,2}", right):
        return (left + right.lstrip("."),)
    if re.fullmatch(r"\d{1,2}", left) and re.fullmatch(r"\.\d{1,2}", right):
        return (left + right,)
    if re.fullmatch(r"\d{1,2}\.\d", left) and re.fullmatch(r"\d", right):
        return (left + right, left)
    if re.fullmatch(r"\d", left) and re.fullmatch(r"\d{1,2}\.\d{1,2}", right) and right.startswith(left):
        return (right,)
    return None


def name_of(rows: list[Row], number: Row | None, first: int, last: int) -> str:
    """The header text over columns ``first`` to ``last``, cell by cell, top to bottom."""
    texts = []
    for row in rows:
        if row is not number:
            texts.append("".join(_glue(row.text(c)) for c in range(first, last + 1)).strip())
    return " ".join(t for t in texts if t)


def _glue(text: str) -> str:
    """A cell's text with a blank after it, unless it seems to be cut inside a word."""
    return text + (" " if text else "")


# -- the whole table --------------------------------------------------------------------------------


def read_periodic(
    grid: Grid, registry: Registry, reader: CellReader, header_of: Grid | None = None, *, torn: bool = False
) -> Reading | None:
    """Read a table of periods, or null if its rows are not periods.

    ``header_of`` is the table before, whose columns a table without header rows goes on with; ``torn``
    says that the ledger names it, whatever stands above the first row.
    """
    column = label_column(grid, registry)
    if column is None:
        return None
    grid = with_rows_in_line(grid, column, registry)
    labels = read_labels(grid, column, registry)
    body = [grid.rows[i] for i in labels]
    header = _header(grid, labels)
    units = find_units(body, column + 1, grid.width, reader)
    if header_of is not None and (torn or not header):
        return _continue(grid, labels, units, header_of, registry, reader)
    matches, family = match_units(grid, header, body, units, column + 1, registry, reader)
    reading = Reading("periodic", family)
    for position, label in labels.items():
        for unit, match in zip(units, matches, strict=True):
            reading.placements += place(grid.rows[position], unit, match, label, grid)
    return reading


def _header(grid: Grid, labels: dict[int, Label]) -> list[Row]:
    first = min(labels, default=0)
    return [row for row in grid.rows[:first] if any(row.texts)]


def match_units(
    grid: Grid, header: list[Row], body: list[Row], units: list[Unit], first: int, registry: Registry, reader: CellReader
) -> tuple[list[Match | None], str | None]:
    """The indicator of every unit, and the family in whose names they were found."""
    numbers = number_row(header, first - 1)
    anchors = read_anchors(numbers, max(first - 1, 1)) if numbers else []
    groups = group_units(body, units, reader)
    assigned = assign(anchors, groups, units, header, numbers, grid.width)
    families = [grid.family] if grid.family in registry.families else list(registry.families)
    best: tuple[float, str | None, list[Match | None]] = (-1.0, None, [None] * len(units))
    for family in filter(None, families):
        matches = _match_in(family, assigned, units, registry)
        score = sum(m.score for m in matches if m)
        if score > best[0]:
            best = (score, family, matches)
    return best[2], best[1]


def assign(
    anchors: list[Anchor], groups: list[list[Unit]], units: list[Unit], header: list[Row], numbers: Row | None, width: int
) -> list[tuple[Anchor | None, str]]:
    """For every unit its anchor and the header text over the unit itself."""
    if len(groups) == len(anchors):
        chosen = {id(u): a for group, a in zip(groups, anchors, strict=True) for u in group}
    else:
        by = _header_moved_by(anchors, groups, header, numbers)
        if by:
            header, numbers = [_moved(row, by) for row in header], _moved(numbers, by) if numbers else None
            anchors = [replace(a, first=a.first + by, last=a.last + by) for a in anchors]
            header = [numbers if numbers and row.line == numbers.line else row for row in header]
        anchors = _with_named(anchors, units, header, numbers, width)
        chosen = _by_position(anchors, groups)
    _name_anchors(anchors, header, numbers, width)
    result = []
    for unit in units:
        own = name_of(header, numbers, unit.columns[0], unit.columns[-1])
        anchor = chosen.get(id(unit))
        stray = not own and unit.filled < _STRAY_FILL and anchor and not anchor.first <= unit.columns[0] <= anchor.last
        result.append((None if stray else anchor, own))
    return result


def _header_moved_by(anchors: list[Anchor], groups: list[list[Unit]], header: list[Row], numbers: Row | None) -> int:
    """By how many cells the whole header stands too far left: 1 or -1 where that, and only that, makes
    percentages stand under names of percentages and counts under names of counts."""
    named = [(a.first, _kind_of_name(name_of(header, numbers, a.first, a.last))) for a in anchors]
    printed = {unit.columns[0]: group[-1].kind for group in groups for unit in group[:1]}

    def score(by: int) -> int:
        pairs = [(printed.get(first + by), kind) for first, kind in named if kind]
        return sum(1 if got == kind else (-1 if got in ("percent", "number") else 0) for got, kind in pairs)

    return max((0, 1, -1), key=lambda by: (score(by), -abs(by)))


def _kind_of_name(name: str) -> str | None:
    if re.match(r"\W*(?:%|percentage\b)", name, re.IGNORECASE):
        return "percent"
    return "number" if re.match(r"\W*(?:no\.?|number|av\.?|average|maximum|rate)\s", name, re.IGNORECASE) else None


def _moved(row: Row, by: int) -> Row:
    cells = (Cell("", 0, ""), *row.cells) if by > 0 else row.cells[1:]
    return Row(row.line, cells)


def _with_named(
    anchors: list[Anchor], units: list[Unit], header: list[Row], numbers: Row | None, width: int
) -> list[Anchor]:
    """The numbered anchors and, for columns no number stands over, anchors of their own names."""
    covered = {c for a in anchors for c in range(a.first, a.last + 1)}
    in_capitals = "".join(t for row in header if row is not numbers for t in row.texts).isupper()
    extra = []
    for unit in units:
        name = name_of(header, numbers, unit.columns[0], unit.columns[-1])
        if name and not covered & set(unit.columns) and len(name) >= 4:
            left = max((a for a in anchors if a.last < unit.columns[0]), key=lambda a: a.last, default=None)
            sub = _only_in_sub_row(header, numbers, unit.columns[0])
            if sub and left:
                extra.append(Anchor(unit.columns[0], unit.columns[-1], left.numbers, left.printed, "sub"))
            elif left and (name[0].islower() or in_capitals) and left.last == unit.columns[0] - 1:
                # a name cut inside a word: the rest of it stands over the next column of the same measure
                extra.append(Anchor(unit.columns[0], unit.columns[-1], left.numbers, "", "rest"))
            else:
                extra.append(Anchor(unit.columns[0], unit.columns[-1], (), ""))
    return sorted([*anchors, *extra], key=lambda a: a.first)


def _only_in_sub_row(header: list[Row], numbers: Row | None, column: int) -> bool:
    """Whether only the last header row, below the names, says something over this column."""
    named = [row for row in header if row is not numbers and sum(bool(t) for t in row.texts) >= 1]
    return len(named) >= 2 and not any(row.text(column) for row in named[:-1])


def _by_position(anchors: list[Anchor], groups: list[list[Unit]]) -> dict[int, Anchor]:
    """Each unit's nearest anchor, in order; the units of a group keep together, and a group may share its left
    neighbour's anchor. What stands left of an anchor that has a column of its own under it is not its."""
    if not anchors:
        return {}
    spread = [a for a in anchors for _ in range(max(1, a.last - a.first + 1) + 1)]
    spans = [(group[0].columns[0], group[-1].columns[-1]) for group in groups]

    def distance(i: int, j: int) -> float:
        (first, last), anchor = spans[i], spread[j]
        gap = max(anchor.first - last, first - anchor.last, 0)
        doubled = j > 0 and spread[j - 1] is anchor
        return gap + (0.6 if doubled and not anchor.first <= first <= anchor.last else 0.0) - 4

    def skip_anchor(j: int) -> float:
        return 0.0 if (j > 0 and spread[j - 1] is spread[j]) else 1.0

    _, pairs = align(len(groups), len(spread), distance, lambda i: 0.0, skip_anchor)
    under = {id(spread[j]) for i, j in pairs if spans[i][0] <= spread[j].last and spread[j].first <= spans[i][1]}
    return {
        id(unit): spread[j]
        for i, j in pairs
        for unit in groups[i]
        if not (spans[i][1] < spread[j].first and id(spread[j]) in under)
    }


def _name_anchors(anchors: list[Anchor], header: list[Row], numbers: Row | None, width: int) -> None:
    for anchor, after in zip(anchors, [*anchors[1:], None], strict=False):
        sub, rest = anchor.name == "sub", anchor.name == "rest"
        end = after.first - 1 if after else width - 1
        anchor.name = name_of(header, numbers, anchor.first, max(anchor.last, end))
        if rest:
            before = [row.text(anchor.first - 1) for row in header if row is not numbers]
            anchor.name = "".join(t for t in before if t) + anchor.name
        if sub:
            left = [a for a in anchors if a.first < anchor.first and a.numbers == anchor.numbers]
            main = [row for row in header if row is not numbers][:-1]
            anchor.name = f"{name_of(main, numbers, left[-1].first, left[-1].last) if left else ''} {anchor.name}"


def _match_in(
    family: str, assigned: list[tuple[Anchor | None, str]], units: list[Unit], registry: Registry
) -> list[Match | None]:
    used: set[tuple[str, str | None]] = set()
    matches: list[Match | None] = []
    for (anchor, own), unit in zip(assigned, units, strict=True):
        match = _match_unit(family, anchor, own, unit, registry, used)
        if match and unit.kind != "ratio":
            used.add((match.indicator, match.number))
        matches.append(match)
    return _each_once(matches, units)


def _each_once(matches: list[Match | None], units: list[Unit]) -> list[Match | None]:
    """The matches without the weaker of two columns of one kind that claim the same indicator."""
    best: dict[tuple[str, str], float] = {}
    for match, unit in zip(matches, units, strict=True):
        if match:
            key = (match.indicator, unit.kind)
            best[key] = max(best.get(key, 0.0), match.score)
    return [
        None if match and best[match.indicator, unit.kind] - match.score > _CLEARLY else match
        for match, unit in zip(matches, units, strict=True)
    ]


def _match_unit(
    family: str, anchor: Anchor | None, own: str, unit: Unit, registry: Registry, used: set[tuple[str, str | None]]
) -> Match | None:
    kind = None if unit.kind == "missing" else unit.kind
    found: list[Match] = []
    names = [n for n in dict.fromkeys((own, f"{anchor.name}" if anchor else "")) if n] or [""]
    for name in names:
        for rank, number in enumerate(anchor.numbers if anchor and anchor.numbers else (None,)):
            for match in candidates(registry, family, number, name, kind, "detail")[:6]:
                penalty = 0.02 * rank + (0.15 if (match.indicator, match.number) in used else 0.0)
                found.append(replace(match, score=match.score - penalty))
    best = max(found, key=lambda m: m.score, default=None)
    threshold = 0.55 if anchor and anchor.numbers else 0.72
    if best and best.score >= threshold:
        return _numbered_as_printed(best, anchor)
    exact = _by_number(family, anchor, kind, registry, used)
    if exact:
        return exact
    if anchor and anchor.numbers and printed_number(anchor.numbers[0]):
        unit_name = "percent" if unit.kind in ("percent", "ratio") else "count"
        name = own or anchor.name
        return Match(derived_id(anchor.numbers[0], name), anchor.numbers[0], name or "unnamed", unit_name, None, 0.0)
    if own and len(own) >= 6:
        return Match(derived_id(None, own), None, own, "percent" if unit.kind in ("percent", "ratio") else "count", None, 0.0)
    return None


def _numbered_as_printed(match: Match, anchor: Anchor | None) -> Match:
    """The match with the number this document prints, where its name is exact and its number another."""
    printed = anchor.printed if anchor and printed_number(anchor.printed) else None
    renumbered = printed and match.number and match.score >= 0.735 and not number_agreement(printed, match.number)
    return replace(match, number=printed) if renumbered else match


def _by_number(
    family: str, anchor: Anchor | None, kind: str | None, registry: Registry, used: set[tuple[str, str | None]]
) -> Match | None:
    """The one indicator of the family that has this number and unit, if the name is too damaged to tell."""
    if not anchor or not anchor.numbers:
        return None
    found = [
        m
        for m in candidates(registry, family, anchor.numbers[0], "", kind, "detail")
        if m.number == anchor.numbers[0] and m.score >= 0.7 and (m.indicator, m.number) not in used
    ]
    wording, known = wording_of(registry), registry.named(family)
    for match in found:
        names = [n for i, entry in known if i.id == match.indicator for n in entry.names]
        if wording.speaks_of_another(anchor.name, names, numbers_agree=True):
            return None
    return found[0] if len({m.indicator for m in found}) == 1 else None


def place(row: Row, unit: Unit, match: Match | None, label: Label, grid: Grid) -> list[Placement]:
    """The placement of a unit's cell in a row; nothing for a blank cell or one that repeats a label."""
    cell = read_unit(row, unit)
    if cell is None or read_period(cell.plain, grid.time) and not is_figure(cell.plain):
        return []
    if match is None:
        if not (is_figure(cell.plain) or is_missing_mark(cell.plain)):
            return []
        return [Placement(row.line, cell.index, cell.published, cell.text, "unread", detail="no indicator is printed over it")]
    basis = label.basis or match.basis
    return [
        Placement(
            row.line, cell.index, cell.published, cell.text, "value", part=cell.part, indicator=match.indicator,
            number=match.number, name=match.name, area=label.area or grid.authority, period=label.period,
            basis=basis, unit=match.unit, correction=cell.correction, last=cell.last,
        )
    ]  # fmt: skip


def _continue(
    grid: Grid, labels: dict[int, Label], units: list[Unit], before: Grid, registry: Registry, reader: CellReader
) -> Reading | None:
    """Read a table without header under the columns of the one before it, if both have as many."""
    column, own = label_column(before, registry), label_column(grid, registry)
    if column is None:
        return None
    before_labels = read_labels(before, column, registry)
    body = [before.rows[i] for i in before_labels]
    before_units = find_units(body, column + 1, before.width, reader)
    matches, family = match_units(before, _header(before, before_labels), body, before_units, column + 1, registry, reader)
    standing = {unit.columns[0]: match for unit, match in zip(before_units, matches, strict=True)}
    if own == column and all(unit.columns[0] in standing for unit in units):
        matches = [standing[unit.columns[0]] for unit in units]
    elif len(before_units) != len(units):
        return None
    reading = Reading("periodic", family)
    for position, label in labels.items():
        for unit, match in zip(units, matches, strict=True):
            reading.placements += place(grid.rows[position], unit, match, label, grid)
    return reading
