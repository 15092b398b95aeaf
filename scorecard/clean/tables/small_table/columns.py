"""Which column of a small table is about what: by the words over it, by order where these are damaged.

A layout names its columns in the order of the packs it was made from. Another pack may print them in another
order, one more or one less, so the printed words overrule the order wherever they speak plainly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.clean.names.areas import locality_label, printed_areas
from scorecard.clean.names.indicators import similarity
from scorecard.clean.names.wording import normalise
from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.tables.shared.align import align
from scorecard.clean.tables.shared.units import Unit, find_units
from scorecard.clean.tables.small_table.missing_columns import ColumnMatcher
from scorecard.clean.tables.small_table.page import Page
from scorecard.clean.tables.small_table.place import LaidColumn
from scorecard.clean.tables.small_table.recognise import header_length
from scorecard.registry import Registry
from scorecard.registry.layouts import ColumnLayout, Layout
from scorecard.text.periods import read_period

_NO_MORE_THAN_CHANCE = 0.4
_PLAINLY = 0.7
_CLEARLY = 0.25
_ANOTHER = 0.5
_LONG_WORD = 4
_ALMOST_ALL = 0.9
Scores = list[list[float]]
Columns = list[ColumnLayout | None]
"""For each printed column the one of the layout that it is; null where it is none."""


def printed_width(grid: Grid) -> int:
    """How many columns a table has, without those at its right edge that no row fills."""
    return max((i + 1 for row in grid.rows for i, text in enumerate(row.texts) if text), default=0)


def header_names(header: Sequence[Row], units: Sequence[Unit]) -> list[list[str]]:
    """What the header may say over each unit of columns: all its rows from top to bottom, or one row alone."""
    names = []
    for unit in units:
        rows = [" ".join(" ".join(row.text(c) for c in unit.columns).split()) for row in header]
        said = [text for text in reversed(rows) if text]
        names.append(list(dict.fromkeys([*said, " ".join(reversed(said))])))
    return names


def laid_out(
    layout: Layout, header: Sequence[Row], units: Sequence[Unit], registry: Registry
) -> list[ColumnLayout | None]:
    """The columns of a page: those of the layout by their names, or its cycle for each area, breakdown or period."""
    size = len(layout.cycle)
    if not size:
        columns = list(layout.columns) or [ColumnLayout() for _ in units]
        return spread(columns, header, units, registry, layout.family)
    if layout.period_from == "header":
        return [layout.cycle[i % size] for i in range(len(units))]
    key, outer = ("area", layout.areas) if layout.areas else ("breakdown", layout.breakdowns)
    if len(units) % size or not outer:
        cycled = [c.model_copy(update={key: name} if outer else {}) for name in outer or [""] for c in layout.cycle]
        return spread(cycled, header, units, registry, layout.family)
    groups = [
        Unit("group", tuple(range(units[i].columns[0], units[i + size - 1].columns[-1] + 1)))
        for i in range(0, len(units), size)
    ]
    names = _printed_groups(outer, header, groups, of_areas=key == "area")
    return [c.model_copy(update={key: name}) if name else None for name in names for c in layout.cycle]


def _printed_groups(
    outer: list[str], header: Sequence[Row], groups: Sequence[Unit], *, of_areas: bool
) -> list[str | None]:
    """The areas or breakdowns that groups of columns are about; those of the layout where nothing else is printed."""
    names = [[_without_brackets(text) for text in said] for said in header_names(header, groups)]
    scores = [[_alike(said, [wanted]) for wanted in outer] for said in names]
    pairs = _best_pairs(scores, _named_alone(names))
    plain = sum(scores[i][j] >= _PLAINLY for i, j in pairs.items())
    found: list[str | None] = []
    for i, said in enumerate(names):
        own = _own_name(said, of_areas=of_areas)
        another = len(groups) == len(outer) and plain == len(pairs) - 1 and max(scores[i]) < _NO_MORE_THAN_CHANCE
        known = outer[pairs[i]] if i in pairs else None
        found.append(own if own and (known is None or another) else known)
    return found


def _own_name(said: list[str], *, of_areas: bool) -> str | None:
    """The name that a header prints for a group that no layout knows."""
    if of_areas:
        return next((name for text in said if (name := locality_label(text))), None)
    return _tidy(said[-2] if len(said) > 1 else said[0]) if said else None


def spread(
    columns: Sequence[ColumnLayout],
    header: Sequence[Row],
    units: Sequence[Unit],
    registry: Registry,
    family: str,
) -> list[ColumnLayout | None]:
    """A column of the layout for each printed column, null where none is meant.

    Where columns count the same by kinds (reasons, themes), a kind the layout does not know is the one printed.
    """
    names = header_names(header, units)
    wanted = [_words_of(column, registry, family) for column in columns]
    telling = _telling_words(wanted)
    scores = []
    for said in names:
        told = _told(said, telling)
        alike = [_alike(said, words) for words in wanted]
        scores.append(
            [max(_PLAINLY, a) if j == told else a - _ANOTHER * (told is not None) for j, a in enumerate(alike)]
        )
    pairs = _best_pairs(scores, _named_alone(names))
    found = [columns[pairs[i]] if i in pairs else None for i in range(len(names))]
    by_kind = next((c for c in columns if c.breakdown), None) if by_kinds(columns) else None
    if by_kind is None:
        return found
    return [
        by_kind.model_copy(update={"breakdown": _tidy(said[0])})
        if said and _reads_as_name(said[0]) and max(row, default=0.0) < _ANOTHER and (not column or column.breakdown)
        else column
        for column, said, row in zip(found, names, scores, strict=True)
    ]


def _named_alone(names: list[list[str]]) -> list[bool]:
    """For each printed column whether its lowest header is one that no other column has."""
    lowest = [said[0] if said else "" for said in names]
    return [
        bool(text) and not any(similarity(text, other) > _PLAINLY for j, other in enumerate(lowest) if j != i)
        for i, text in enumerate(lowest)
    ]


def _alike(said: list[str], wanted: list[str]) -> float:
    return max((similarity(text, words) for text in said for words in wanted), default=0.0)


def _telling_words(wanted: list[list[str]]) -> list[set[str]]:
    """For each column the words that only it has: "Primary" or "Secondary" in two names that are else alike."""
    words = [{w for text in texts for w in normalise(text).split() if len(w) >= _LONG_WORD} for texts in wanted]
    counts = Counter(w for own in words for w in own)
    return [{w for w in own if counts[w] == 1} for own in words]


def _told(said: list[str], telling: list[set[str]]) -> int | None:
    """The one column of which the header has a word that only it has; null if it has none, or words of several."""
    words = {word for text in said for word in normalise(text).split()}
    found = [j for j, own in enumerate(telling) if words & own]
    return found[0] if len(found) == 1 else None


def with_header_periods(columns: Sequence[ColumnLayout | None], units: Sequence[Unit], page: Page) -> Columns:
    """The columns with the periods printed over them; a cycle's stand over the first of its columns.

    Where periods are printed, a column under other words ("Change") is about something that nobody knows.
    """
    dated: Columns = []
    for column, unit in zip(columns, units, strict=False):
        text = _period_over(unit.columns[0], page)
        dated.append(column.model_copy(update={"period": text}) if column and text else column)
    if not any(c.period for c in dated if c):
        return dated
    return [c if c and c.period else None for c in dated]


def expected_columns(layout: Layout, units: int) -> list[ColumnLayout]:
    """The columns that a layout names: its own, or its cycle for each area or breakdown, or for any period."""
    if not layout.cycle:
        return list(layout.columns)
    if layout.period_from == "header":
        return [c for _ in range(units) for c in layout.cycle]
    key, outer = ("area", layout.areas) if layout.areas else ("breakdown", layout.breakdowns)
    return [c.model_copy(update={key: name} if outer else {}) for name in outer or [""] for c in layout.cycle]


def _period_over(first: int, page: Page) -> str | None:
    """The text of the period over a column: in its own cells, or where a cycle repeats, left of it."""
    for row in page.header:
        for c in range(first, max(page.label, -1), -1):
            if read_period(row.text(c), page.time):
                return row.text(c)
            if row.text(c) and not page.layout.cycle:
                break
    whole = " ".join(filter(None, (row.text(first) for row in page.header)))
    return whole if read_period(whole, page.time) else None


def only_one(columns: Sequence[ColumnLayout | None], units: Sequence[Unit]) -> list[ColumnLayout | None]:
    """Of several columns of one measure those with a period of their own, or the first of figures: nobody knows
    what the others are about."""
    if any(c.period for c in columns if c):
        return list(columns)
    first = next((i for i, unit in enumerate(units) if unit.kind in ("number", "percent", "ratio")), None)
    return [c if i == first else None for i, c in enumerate(columns)]


def block_columns(
    layout: Layout, header: Sequence[Row], positions: list[int], printed: int
) -> list[ColumnLayout | None]:
    """The columns of a table that repeats its cycle for each area; nothing where the areas are not as wide as it.

    A cycle of another length is read only where every column of the first area prints a name.
    """
    cycle, areas = list(layout.cycle), layout.areas
    size = printed // max(1, len(areas))
    if printed % max(1, len(areas)):
        return [None] * len(positions)
    if size != len(cycle):
        names = [_name_over(header, column) for column in positions[:size]]
        if not all(map(_reads_as_name, names)):
            return [None] * len(positions)
        scores = [[similarity(name, c.breakdown or "") for c in cycle[:-1]] for name in names[:-1]]
        pairs = _best_pairs(scores, [True] * len(names))
        known = [cycle[pairs[i]].breakdown if i in pairs else _tidy(name) for i, name in enumerate(names[:-1])]
        cycle = [cycle[0].model_copy(update={"breakdown": b}) for b in known] + [cycle[-1]]
    columns: list[ColumnLayout | None] = [c.model_copy(update={"area": area}) for area in areas for c in cycle]
    return [*columns, *([None] * len(positions))][: len(positions)]


def _best_pairs(scores: Scores, named: list[bool]) -> dict[int, int]:
    """For each printed column the column of the layout: in order, unless another order is plainly printed.

    Another order needs a name of its own over every column: where one has none, the header has slipped or is torn.
    """
    width = len(scores[0]) if scores else 0
    any_order = _greedy(scores)
    if len(scores) == width:
        left = [[k for k in range(width) if k not in taken] for taken in (any_order, set(any_order.values()))]
        if len(left[0]) == 1 and named[left[0][0]]:  # what is left of both belongs together
            any_order |= {left[0][0]: left[1][0]}
        moved = [i for i, j in any_order.items() if i != j]
        plain = [scores[i][any_order[i]] >= scores[i][i] + _CLEARLY for i in moved if i not in left[0]]
        other = len(moved) > 1 and all(plain) and len(any_order) == width
        return any_order if other else {i: i for i in range(width)}
    _, pairs = align(len(scores), width, lambda i, j: _NO_MORE_THAN_CHANCE - scores[i][j], lambda i: 0.0, lambda j: 0.0)
    in_order = {i: j for i, j in pairs if scores[i][j] > _NO_MORE_THAN_CHANCE}
    return any_order if _worth(scores, any_order) > _worth(scores, in_order) + _CLEARLY else in_order


def _worth(scores: Scores, pairs: dict[int, int]) -> float:
    return sum(scores[i][j] - _NO_MORE_THAN_CHANCE for i, j in pairs.items())


def _greedy(scores: Scores) -> dict[int, int]:
    """Pairs that are plainly alike, the most alike first, whatever their order."""
    ranked = sorted(((-score, i, j) for i, row in enumerate(scores) for j, score in enumerate(row)))
    pairs: dict[int, int] = {}
    for negative, i, j in ranked:
        if -negative >= _PLAINLY - 0.1 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _words_of(column: ColumnLayout, registry: Registry, family: str) -> list[str]:
    """What the header over a column may say: its own words, or those by which the registry knows its indicator."""
    if column.header:
        return [column.header]
    own = " ".join(filter(None, (column.area, column.breakdown)))
    known = registry.indicators.get(column.indicator or "")
    if own or known is None:
        return [own, " ".join(filter(None, (own, (column.indicator or "").replace("_", " "))))]
    names = [name for entry in registry.names_of(known.id, family) for name in entry.names]
    return [(column.indicator or "").replace("_", " "), known.name, *names]


def by_kinds(columns: Sequence[ColumnLayout]) -> bool:
    """Whether the columns, all or all but the last ones, count one measure by kinds."""
    kinds = [c for c in columns if c.breakdown]
    areas = any(c.area for c in columns)
    return len(kinds) > 1 and len(kinds) >= len(columns) - 1 and len({c.indicator for c in kinds}) == 1 and not areas


def _name_over(header: Sequence[Row], column: int) -> str:
    return next((text for row in reversed(header) if (text := row.text(column))), "")


def _reads_as_name(text: str) -> bool:
    return len(re.findall(r"[A-Za-z]", text)) >= 4 and not re.search(r"\d{3}", text)


def _without_brackets(text: str) -> str:
    return " ".join(re.sub(r"\([^)]*\)", " ", text).split()) or text


def _tidy(name: str) -> str:
    return name[:1].upper() + name[1:]


@dataclass(frozen=True)
class PageColumns:
    """The units of columns that a page prints, and which columns of its layout they are."""

    page: Page
    units: list[Unit]
    matcher: ColumnMatcher

    @classmethod
    def of(cls, page: Page) -> PageColumns:
        head = max(page.first, header_length(page.grid.rows))
        return cls(page, _printed_units(page), _matcher(page, page.grid.rows[:head], page.grid.rows[head:]))

    def named(self) -> list[LaidColumn]:
        """Every unit with its column of the layout."""
        return self._paired(self._columns())

    def unlabelled(self) -> list[LaidColumn]:
        """Every unit with what it is about in a row without label; empty where the layout knows no such rows."""
        columns = self.page.layout.unlabelled
        return self._paired(self._spread(columns, self.matcher)) if columns else []

    def below(self, position: int) -> list[LaidColumn]:
        """Every unit with its column under a second header in the middle of the table."""
        rows = self.page.grid.rows
        matcher = _matcher(self.page, [rows[position]], rows[position + 1 :])
        return self._paired(self._spread(self.page.layout.then, matcher))

    def areas(self, columns: Sequence[LaidColumn]) -> dict[str, str]:
        """The areas that this page's header prints in the place of those of the layout."""
        page, layout = self.page, self.page.layout
        if len({c.area for _, c in columns if c}) < len({c.area for c in layout.columns} | set(layout.areas)):
            return {}
        stands = [(unit.columns[0], c.area) for unit, c in columns if c]
        runs = [(first, area) for i, (first, area) in enumerate(stands) if i == 0 or stands[i - 1][1] != area]
        if not runs or any(area is None for _, area in runs):
            return {}
        ends = [*(first - 1 for first, _ in runs[1:]), page.grid.width - 1]
        spans = [(str(area), first, last) for (first, area), last in zip(runs, ends, strict=True)]
        return printed_areas(page.header, spans, page.lexicon.registry, page.grid.authority)

    def _paired(self, columns: Sequence[ColumnLayout | None]) -> list[LaidColumn]:
        return list(zip(self.units, columns, strict=False))

    def _columns(self) -> Columns:
        layout, units, page = self.page.layout, self.units, self.page
        if layout.patterns:
            return list(layout.columns) or [ColumnLayout() for _ in units]
        if layout.fixed:
            return self._fixed()
        columns = self._certain() or laid_out(layout, page.header, units, page.lexicon.registry)
        one_measure = not (layout.columns or layout.cycle)
        if layout.period_from != "header" and not (one_measure and len(units) > 1):
            return columns
        dated = with_header_periods(columns, units, page)
        return dated if layout.period_from == "header" else only_one(dated, units)

    def _fixed(self) -> Columns:
        """The columns of a page that fills only some of its cells: whole blocks, or nearly all for certain."""
        page, layout, units = self.page, self.page.layout, self.units
        printed = printed_width(page.grid) - page.label - 1
        blocks = block_columns(layout, page.header, [u.columns[0] for u in units], printed)
        certain = [] if any(blocks) else self.matcher.match(expected_columns(layout, len(units)), units)
        return certain if _ALMOST_ALL * len(units) <= sum(map(bool, certain)) > 0 else blocks

    def _spread(self, columns: Sequence[ColumnLayout], matcher: ColumnMatcher) -> Columns:
        page = self.page
        if len(columns) != len(self.units) and not by_kinds(columns):
            return matcher.match(columns, self.units)
        return spread(columns, page.header, self.units, page.lexicon.registry, page.layout.family)

    def _certain(self) -> Columns | None:
        """The columns of a page that prints more or fewer than its layout: those that are certain.

        Null where it prints as many, or whole groups of a cycle, whose names the header says.
        """
        layout, units = self.page.layout, self.units
        expected, size = expected_columns(layout, len(units)), len(layout.cycle)
        if not expected or by_kinds(expected):
            return None
        if size and layout.period_from == "header":
            as_many = self.matcher.fit([layout.cycle[i % size] for i in range(len(units))], units)
        else:
            as_many = len(units) % size == 0 if size else len(units) == len(expected)
        return None if as_many else self.matcher.match(expected, units)


def _matcher(page: Page, header: Sequence[Row], body: Sequence[Row]) -> ColumnMatcher:
    return ColumnMatcher(header, body, page.layout.family, page.lexicon.registry)


def _printed_units(page: Page) -> list[Unit]:
    """The units of columns in which the page prints figures; for cells of words every column is one."""
    layout, grid, cells, first = page.layout, page.grid, page.lexicon.cells, page.label + 1
    if layout.fixed:
        return [Unit("number", (c,)) for c in range(first, grid.width)]
    if layout.patterns or layout.labelled_counts:
        return [Unit("text", (c,)) for c in range(first, grid.width)]
    body = [row for row in grid.rows[page.first :] if page.has_figures(row)]
    units = find_units(body, first, grid.width, cells)
    if page.label > 0 and layout.rows == "breakdown":
        units = find_units(body, 0, page.label, cells) + units
    return units
