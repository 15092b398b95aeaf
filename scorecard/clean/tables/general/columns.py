"""The columns of any table with the role of each: what its header cells say, and where they are silent its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scorecard.clean.names.header_words import Colours
from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.general.header import HeaderCell, Parts, numbers_a_row, over_columns
from scorecard.clean.tables.general.words import BESIDE_AN_AREA, HeaderWords, Said, is_time
from scorecard.clean.tables.shared.reading import PrintedHeader
from scorecard.periods import Period
from scorecard.text.beside import one_line
from scorecard.text.cells import CellReader
from scorecard.text.figures import is_figure
from scorecard.text.numbers import leading_number
from scorecard.text.order import disordered, ordinal
from scorecard.text.periods import TimeContext, read_period, read_twelve_months
from scorecard.text.relative import Relative
from scorecard.text.signals import ARROWS
from scorecard.text.spans import YEAR_ALONE, span_of_several
from scorecard.text.timeline import Label, Reading, read_line

VALUE = "value"
"""The role of a column that prints a measure's own figures, of whatever time or area."""
OF_FIGURES = (VALUE, "numerator", "denominator", "rolling")
MARKS = ("target", "red", "amber", "green", "amber_green", "direction", "rag")
"""The roles of what stands beside a figure and judges it."""
CALENDAR_YEAR = "calendar-year"
"""The doubt of a column over which a year of the calendar stands, which may be counted from January or from April."""
_MOST = 0.5
"""More than this share of a column's cells tells what it holds."""
_SAID_BELOW = ("count", "percent")
"""What stands below the name of what is counted and says only how."""
_LETTERS_OF_A_NAME = 3
_OF_AGES = re.compile(r"^(?:age|ages|aged|year group)\b", re.IGNORECASE)
_OLDEST = 26
"""Nobody older is looked after by a council, or supported on leaving its care."""
_BESIDE_A_TIME = re.compile(
    r"(?:annual|yearly|quarterly|monthly|year|quarter|month|previous|historic(?:al)?|recent|current)?(?:'s)? ?"
    r"(?:performance|data|figures?|results?|outturns?|actuals?|values?|years?|quarters?|months?|trend|position)?s?|"
    r"annual|quarterly|monthly",
    re.IGNORECASE,
)
"""Words over headers of time that say no more than that these are times."""


@dataclass(frozen=True)
class Column:
    """A column of a table. ``role`` is one of ``headers.yml`` (measures, summary), or ``other``.

    ``header`` is all that stands over it; ``words`` what of it is no role, time or area: the name of a measure or a
    category. ``time`` is the header cell that says its period, with its doubt; ``area`` the comparator or the
    authority whose figures it holds. ``relative`` is the time that its words say by that of other figures; ``heads``
    are the cells over it from top to bottom; ``is_step``: one of them says that it holds what lies between two figures,
    ``is_rank`` that it holds places among others.
    """

    position: int
    role: str
    header: str = ""
    words: str = ""
    time: PrintedHeader | None = None
    area: str | None = None
    relative: Relative | None = None
    heads: tuple[str, ...] = ()
    is_step: bool = False
    is_rank: bool = False

    @property
    def period(self) -> Period | None:
        """The period of its header; null where none is printed or it is in doubt."""
        return self.time.period if self.time and self.time.doubt in (None, "ahead") else None

    @property
    def kind(self) -> str:
        """Its role, for figures with a period the kind of that: ``month``, ``quarter``, ``year_to_date`` …"""
        return self.period.kind if self.role == VALUE and self.period else self.role


@dataclass(frozen=True)
class ColumnReader:
    """What tells the columns of tables apart: the words of headers, the grammar of cells, the signs of colours."""

    words: HeaderWords
    cells: CellReader
    colours: Colours

    def columns(self, parts: Parts, width: int, context: TimeContext) -> tuple[Column, ...]:
        """The columns of a table from left to right, each with its role."""
        over = over_columns(parts.header, width)
        said = [self._said(cells, context) for cells in over]
        times = {c: self._in_years(time) for c, time in _times(over, said, parts, context).items()}
        columns = [
            Column(
                c,
                one.role or "other",
                " ".join(h.text for h in cells),
                one.words,
                times.get(c),
                one.area,
                one.relative,
                tuple(h.text for h in cells),
                any(self.words.is_step(h.text) for h in cells),
                self.words.is_rank(one.words),
            )
            for c, (cells, one) in enumerate(zip(over, said, strict=True))
        ]
        return tuple(_only_one(self._by_content(columns, parts.body, context)))

    def _in_years(self, time: PrintedHeader) -> PrintedHeader:
        """A year of the calendar as the financial year for which its family says that it stands."""
        family = self.words.registry.families.get(self.words.family or "")
        if time.doubt != CALENDAR_YEAR or not (family and family.years_mean):
            return time
        year = YEAR_ALONE.search(time.published)
        if year is None or span_of_several(one_line(time.published)):
            return time
        start = int(year[0]) - (family.years_mean == "ended")
        return replace(time, period=Period.financial_year(start), doubt=None)

    def _said(self, cells: Sequence[HeaderCell], context: TimeContext) -> Said:
        """What the header cells of a column say together, the lowest first; what none understands are its words."""
        each = [Said(words=cell.text) if cell.is_band else self.words.says(cell.text, context) for cell in cells]
        each = self._without_unit(cells, each)
        whole = self.words.says(" ".join(cell.text for cell in cells), context)
        if len(each) > 1 and whole.understood and not all(one.understood for one in each):
            return whole
        lowest = each[::-1]
        if len(each) > 1 and each[-1].role == "note" and not each[-1].time:
            return each[-1]  # what stands over several columns says nothing of the comments under the last
        relative = next((one.relative for one in lowest if one.relative), whole.relative)
        role = next((one.role for one in lowest if one.role), None)
        time = next((one.time for one in lowest if one.time), None)
        area = next((one.area for one in lowest if one.area), None)
        silent = [pattern for said, pattern in ((time, _BESIDE_A_TIME), (area, BESIDE_AN_AREA)) if said]
        return Said(
            None if role == "note" and time else role,  # "Trend" over years heads their figures
            time,
            area,
            " ".join(one.words for one in each if one.words and not any(p.fullmatch(one.words) for p in silent)),
            None if time else relative,
        )

    def _without_unit(self, cells: Sequence[HeaderCell], each: list[Said]) -> list[Said]:
        """What cells say, the lowest nothing where it is the unit of a name above it: "Children in need" over "n"."""
        named = any(one.words for one in each[:-1])
        is_unit = named and each[-1].words and self.words.counts(cells[-1].text) in _SAID_BELOW
        return [*each[:-1], Said()] if is_unit else each

    def _by_content(self, columns: list[Column], body: Sequence[Row], context: TimeContext) -> list[Column]:
        """The columns, with what their cells say where the header does not: names, figures, numbers, signs."""
        told = [self._told(column, body, context) for column in columns]
        name = next((column for column in told if column.role == "name"), None)
        if name is None:
            name = next((c for c in told if c.role in ("area", "period")), None) or self._of_labels(told, body, context)
            told = [
                replace(c, role="name", words=c.words or c.header) if name and c.position == name.position else c
                for c in told
            ]
        # what is numbered stands before its name; behind it "No." heads a count
        told = [
            replace(c, role=VALUE, words=c.words or _without_times(c, context))
            if (c.role == "number" and name and c.position > name.position) or self._is_a_grade(c)
            else c
            for c in told
        ]
        return told

    def _told(self, column: Column, body: Sequence[Row], context: TimeContext) -> Column:
        """A column with its role by its cells.

        Figures under a kind of places are those of a comparator, or of nobody.
        """
        if column.position == 0 and _are_ages(column.header, _texts(column, body)):
            return replace(column, role="name")
        told = replace(column, role=self._told_by_cells(column, body, context))
        if column.role != "area" or told.role != VALUE:
            return told
        area = self.words.area(column.header)
        return replace(told, area=area, words="" if area else column.header)

    def _is_a_grade(self, column: Column) -> bool:
        """Whether words of a polarity head figures, and are no more than a name."""
        return column.role == VALUE and not column.words and self.words.role(column.header) == "good"

    def _told_by_cells(self, column: Column, body: Sequence[Row], context: TimeContext) -> str:
        texts = [text for row in body if (text := row.text(column.position))]
        role = column.role
        if column.position == 0 and (self._heads_labels(role, texts) or (role == "number" and _are_names(texts))):
            role = "other"
        if role == "number" and column.position and not all(map(numbers_a_row, texts)):
            return VALUE
        kinds = self.cells.kinds(texts)
        if role == "good" and _mostly(kind not in ("blank", "text", "missing", "bound") for kind in kinds):
            return VALUE  # a grade: how many are good
        if role in ("numerator", "denominator") and _mostly(kind in ("ratio", "damaged_ratio") for kind in kinds):
            return VALUE  # a "count" of "132/140" is both of them
        if role in ("numerator", "denominator") and texts and _mostly(kind == "text" for kind in kinds):
            role = "other"  # a "cohort" in words is who is counted
        if role in ("period", "area") and self._are_plain_figures(texts, kinds, context):
            return VALUE  # "Quarter" over numbers heads the sum of its months, "Region" the average of one
        if role in ("direction", "rag") and _mostly(kind not in ("blank", "text", "missing") for kind in kinds):
            return "other"  # a change in figures, under a header that is often one of signs
        if role != "other" or not texts:
            return VALUE if role == "other" and (column.time or column.area) else role
        if _mostly(text.lower() in self.colours for text in texts):
            return "rag"
        if _mostly(text in tuple(ARROWS) for text in texts) or self._are_ways(texts):
            return "direction"
        if column.position == 0 and len(texts) > 1 and all(map(numbers_a_row, texts)):
            return "number"
        if self._are_units(texts):
            return "unit"
        if self._are_areas(texts):
            return "area"
        if _mostly(kind not in ("blank", "text", "bound") for kind in kinds) and set(kinds) != {"missing"}:
            return VALUE
        sentences = column.words and _mostly(kind == "text" for kind in kinds)
        return VALUE if (column.time or column.area) and not sentences else "other"

    def _are_plain_figures(self, texts: Sequence[str], kinds: Sequence[str], context: TimeContext) -> bool:
        """Whether cells are figures and none of them is a period."""
        figures = bool(texts) and _mostly(kind not in ("blank", "text", "missing", "bound") for kind in kinds)
        return figures and not any(is_time(text, context) for text in texts)

    def _are_units(self, texts: Sequence[str]) -> bool:
        """Whether all cells are units and not all the same, whatever is called over them ("Type", "Measured as")."""
        units = [self.words.counts(text) for text in texts]
        return all(units) and len(set(units)) > 1

    def _are_areas(self, texts: Sequence[str]) -> bool:
        """Whether cells name two comparators, or the authority and one: then the others are places too."""
        named = {area for text in texts if (area := self.words.area(text))}
        compared = named & self.words.registry.comparators.keys()
        return len(compared) + (self.words.authority in named) > 1 and bool(compared)

    def _are_ways(self, texts: Sequence[str]) -> bool:
        """Whether most cells say how performance moved, and not all the same: "Improving", "Declining"."""
        ways = [way for text in texts if (way := self.words.way(text))]
        return len(set(ways)) > 1 and _mostly(self.words.way(text) is not None for text in texts)

    def _heads_labels(self, role: str, texts: Sequence[str]) -> bool:
        """Whether words that head signs or figures elsewhere head what is counted: "Status", "Cohort"."""
        if role in ("direction", "rag"):
            return not self._are_signs(texts)
        return role in OF_FIGURES and _mostly(kind == "text" for kind in self.cells.kinds(list(texts)))

    def _are_signs(self, texts: Sequence[str]) -> bool:
        return not texts or _mostly(text.lower() in self.colours or text in tuple(ARROWS) for text in texts)

    def _of_labels(self, columns: Sequence[Column], body: Sequence[Row], context: TimeContext) -> Column | None:
        """The first column without a role in which most rows print words or periods, or bands of ages and days."""

        def labels_most(column: Column) -> bool:
            texts = _texts(column, body)
            return 2 * sum(_is_label(text) or is_time(text, context) for text in texts) > len(body)

        others = [column for column in columns if column.role == "other"]
        first = [column for column in columns[:1] if column.role == "note"]  # "Source" may head what is counted
        words = next(filter(labels_most, [*first, *others]), None)
        return words or next((c for c in others if 2 * self._bands(_texts(c, body)) > len(body)), None)

    def _bands(self, texts: Sequence[str]) -> int:
        """How many texts are bands (``Under 5``, ``5 to 9``, ``16 and over``) or words."""
        return sum(kind in ("bound", "text") for kind in self.cells.kinds(list(texts)))


def _are_names(texts: Sequence[str]) -> bool:
    """Whether most texts of a column are names of several words, which number nothing: "KPI" may head them."""
    return _mostly(len(text.split()) > 1 and not numbers_a_row(text) for text in texts)


def _are_ages(header: str, texts: Sequence[str]) -> bool:
    """Whether a first column labels its rows with ages, some of them single: 17, 18, 19 to 21, Total."""
    texts = [text for text in texts if text]
    single = [text for text in texts if text.isdecimal()]
    if not _OF_AGES.search(header) or not single or any(int(text) > _OLDEST for text in single):
        return False
    return len(set(texts)) == len(texts) and not any("%" in text for text in texts)


def _without_times(column: Column, context: TimeContext) -> str:
    """All that stands over a column but for its periods."""
    time = column.time.published if column.time else ""
    heads = " ".join(text for text in column.heads if not is_time(text, context))
    return " ".join(heads.replace(time, " ", 1).split())


def _texts(column: Column, body: Sequence[Row]) -> list[str]:
    return [row.text(column.position) for row in body]


def _is_label(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _LETTERS_OF_A_NAME


def _mostly(holds: Iterable[bool]) -> bool:
    every = list(holds)
    return sum(every) > _MOST * len(every)


def _only_one(columns: Sequence[Column]) -> list[Column]:
    """Of several columns of names, numbers, units or polarities the first; what the others say is a note."""
    seen: set[str] = set()
    kept = []
    for column in columns:
        again = column.role in seen
        if column.role in ("name", "number", "unit", "good"):
            seen.add(column.role)
        kept.append(replace(column, role="note") if again else column)
    return kept


def _times(
    over: Sequence[Sequence[HeaderCell]], said: Sequence[Said], parts: Parts, context: TimeContext
) -> dict[int, PrintedHeader]:
    """The header that says the period of each column, read as one line: what one leaves open its neighbours tell.

    A cell over several columns counts once. Targets, colours, arrows and sums of twelve months take no part in the
    line; each is read alone.
    """
    heads: dict[tuple[int, int], list[int]] = {}
    labels: dict[tuple[int, int], Label] = {}
    rest: dict[tuple[int, int], str] = {}
    alone: dict[int, PrintedHeader] = {}
    for c, (cells, one) in enumerate(zip(over, said, strict=True)):
        cell = _that_says(one.time, cells, context)
        if cell is None or one.time is None:
            continue
        year = _year_over(cell, cells, context)
        if one.role in (*MARKS, "rolling") or one.area:
            period = read_period(one.time, year) or read_twelve_months(one.time, year)
            alone[c] = PrintedHeader(cell.line, cell.index, one.time, period) if period else _none(cell)
            continue
        key = (cell.line, cell.position)
        heads.setdefault(key, []).append(c)
        rest[key] = " ".join(cell.text.replace(one.time, " ").lower().split())
        filled = any(_has_figures(parts.body, position) for position in heads[key])
        labels[key] = Label(one.time, year, filled)
    readings = _years_in_turn(_read_apart(labels, {key: rest[key] for key in labels}), rest)
    told = {c: _printed(key, labels[key], readings[key], over) for key, columns in heads.items() for c in columns}
    return {c: header for c, header in {**told, **alone}.items() if header.period or header.doubt}


def _read_apart(
    labels: Mapping[tuple[int, int], Label], rest: Mapping[tuple[int, int], str]
) -> dict[tuple[int, int], Reading]:
    """The labels read as one line, or as several where a time stands twice beside other words: ``Q1``, ``Q1 %``.

    ``rest`` is what a header cell says beside its time.
    """
    together = dict(zip(labels, read_line(list(labels.values())), strict=True))
    if len(set(rest.values())) < 2 or not any(reading.doubt == "twice" for reading in together.values()):
        return together
    apart: dict[tuple[int, int], Reading] = {}
    for words in dict.fromkeys(rest.values()):
        keys = [key for key in labels if rest[key] == words]
        apart |= dict(zip(keys, read_line([labels[key] for key in keys]), strict=True))
    return {key: apart[key] for key in labels}


FEWEST_YEARS = 4
"""Fewer years have no order: last year may stand before this one, or behind it."""


def _years_in_turn(
    readings: dict[tuple[int, int], Reading], rest: Mapping[tuple[int, int], str]
) -> dict[tuple[int, int], Reading]:
    """The readings, years among them in doubt that stand out of the order of the others.

    Where a year stands twice beside other words (``rest``: "Numerator 2022/23", "Result 2022/23") each of the words has
    an order of its own.
    """
    every = {
        key: ordinal(reading.period)
        for key, reading in readings.items()
        if reading.period and reading.period.kind == "financial_year" and not reading.doubt
    }
    twice = len(set(every.values())) < len(every)
    lines: dict[str, list[tuple[tuple[int, int], int]]] = {}
    for key, number in every.items():
        lines.setdefault(rest.get(key, "") if twice else "", []).append((key, number))
    wrong = [
        years[at][0]
        for years in lines.values()
        if len(years) >= FEWEST_YEARS
        for at in years_out_of_turn([number for _, number in years])
    ]
    return {**readings, **{key: replace(readings[key], doubt="out-of-order") for key in wrong}}


def years_out_of_turn(years: Sequence[int]) -> list[int]:
    """The positions of years that stand out of the order of most others, whichever way these go."""
    falls = sum(b < a for a, b in pairwise(years))
    turn = -1 if 2 * falls > len(years) - 1 else 1
    return disordered([turn * year for year in years], list(range(len(years))))


def _that_says(time: str | None, cells: Sequence[HeaderCell], context: TimeContext) -> HeaderCell | None:
    """The lowest cell that says a time; where it is broken over several, the lowest of all."""
    if time is None:
        return None
    return next((cell for cell in reversed(cells) if time in cell.text), cells[-1])


def _year_over(cell: HeaderCell, cells: Sequence[HeaderCell], context: TimeContext) -> TimeContext:
    """The context with the year of a header cell above."""
    for above in cells:
        if above is cell:
            break
        if YEAR_ALONE.fullmatch(above.text):
            return replace(context, calendar=int(above.text))
        period = read_period(above.text, context)
        if period and period.kind == "financial_year" and period.start:
            return replace(context, year=period.start.year)
    return context


def _printed(
    key: tuple[int, int], label: Label, reading: Reading, over: Sequence[Sequence[HeaderCell]]
) -> PrintedHeader:
    line, position = key
    index = next(cell.index for cell in over[position] if cell.line == line)
    doubt = reading.doubt or (None if reading.period else CALENDAR_YEAR)
    return PrintedHeader(line, index, label.text, reading.period, doubt, reading.expected)


def _none(cell: HeaderCell) -> PrintedHeader:
    return PrintedHeader(cell.line, cell.index, cell.text, None, CALENDAR_YEAR)


def _has_figures(body: Sequence[Row], column: int) -> bool:
    texts = [row.text(column) for row in body]
    return any(is_figure(text) and leading_number(text.lstrip("-£<>")) != 0 for text in texts)
