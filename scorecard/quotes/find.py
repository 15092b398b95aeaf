"""Figures quoted in prose and captions, as rows of ``claims.tsv``: figures and codes, never a sentence.

One row per figure, or per pair (x of y, a percentage with its count), in printed order. Every printed figure is
the value, the numerator or the denominator of at least one row. See ``docs/claims.md`` for the columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from scorecard.passages.read import Passages, passages_of
from scorecard.quotes.meaning.reading import Before, Link, Reading, Setting, populations
from scorecard.quotes.meaning.respective import respective_links, respective_periods
from scorecard.quotes.meaning.subjects import Vocabulary
from scorecard.quotes.meaning.windows import link_of
from scorecard.quotes.parts.pairs import Group, Move, find_groups, find_moves, published
from scorecard.quotes.parts.single import OWN, also_of, area_of, direction, is_comparator, relation
from scorecard.quotes.sentence.figures import Line, has_figures, is_caseload, read_line
from scorecard.quotes.time.dated import Times, date_of
from scorecard.quotes.time.mentions import find_mentions, main_label
from scorecard.text.prose import line_above, prose_cells
from scorecard.text.sentences import lists_staff, plain, sentences, told

_SAID = ("published", "relation", "direction", "value", "unit", "numerator", "denominator")
COLUMNS = ("line", "part", *_SAID, "indicator", "area", "period", "certainty", "heading_period")
RELATIONS = ("value", "of", "change", "from-to", "highest-since", "lowest-since", "target", "forecast")
Row = dict[str, object]

_BARE = ("cases", "days", "fte", "rate_per_10k", "rate_per_100k", "rate_per_100")
"""Units of measures whose figures prose prints as bare numbers."""


def find_claims(
    lines: Sequence[str], *, table_lines: Iterable[int], as_at: date, vocabulary: Vocabulary, home: str | None
) -> list[Row]:
    """The rows of ``claims.tsv`` for a document; ``table_lines`` are the 1-based numbers of lines of tables."""
    text = passages_of(lines, table_lines=table_lines, as_at=as_at, says=vocabulary.says)
    return claims_of(text, vocabulary, home)


def claims_of(text: Passages, vocabulary: Vocabulary, home: str | None) -> list[Row]:
    """The rows of ``claims.tsv`` for a document's passages.

    Of tables only cells of prose are read; in a row whose label speaks of objectives, ``reviews = 90%`` is one.
    ``home`` is the authority that the document is about, null if it names none. Absent values are None, numbers texts
    as in a TSV; lines and parts count from 1.
    """
    says = vocabulary.says
    population_at, rows = populations(text.lines, says), []
    for passage in text.read:
        index, line = passage.index, passage.text
        cells = prose_cells(line, in_table=passage.in_table) if has_figures(line, says) else []
        if not cells:
            continue
        aims = "\t" in line and bool(says.within("aims", line[: line.index("\t")].lower()))
        above = line_above(text.lines, index, text.left_out)
        setting = Setting(vocabulary, passage.context, home, population_at(index), above, aims)
        claims = [row for cell in cells for row in _cell_rows(cell, setting)]
        rows += [{"line": index + 1, "part": part, **row} for part, row in enumerate(claims, 1)]
    return rows


def _cell_rows(cell: str, setting: Setting) -> list[Row]:
    """The claims of a cell or paragraph, sentence by sentence."""
    text, says, before, rows = plain(cell), setting.vocabulary.says, Before(), []
    for sentence in () if lists_staff(text) else told(sentences(text)):
        before = Before() if sentence.opens else before
        words = (*before.words[-3:], sentence.text)
        line = read_line(sentence.text, setting.context.end, says) if has_figures(sentence.text, says) else None
        if line is None or not line.figures:
            before = replace(before, words=words)
            continue
        claims = _Claims(line, setting, before)
        rows += claims.rows()
        link = next((link for link in claims.links.values() if link), None)
        before = Before(words, claims.period or before.period, link, line.figures[-1].unit)
    return rows


class _Claims:
    """The claims of one sentence: which figures belong together, what each is, and what it measures."""

    def __init__(self, line: Line, setting: Setting, before: Before) -> None:
        self.line, self.setting, self.before = line, setting, before
        mentions = find_mentions(line, setting.context, before.period)
        self.times = Times(line, mentions, setting.context, before.period)
        self.period = main_label(line, mentions)
        self.moves = find_moves(line)
        self.groups = find_groups(line)
        self.codes = self._codes()
        self.readings = [Reading(line, group, self.codes[group.main], setting, before) for group in self.groups]
        self.dates = respective_periods(self.readings, mentions)
        self.links = self._links()

    def rows(self) -> list[Row]:
        """The claims in printed order; a figure that two comparators share is a claim of each."""
        rows = []
        for group in self.groups:
            row = self._row(group)
            other = also_of(self.line, group.main) if self.links[group.main] else None
            rows += [{**row, "area": other}, row] if other else [row]
        return rows

    def _codes(self) -> dict[int, str]:
        """The relation of each claim, by the place of its main figure."""
        ends, codes, earlier = {move.end for move in self.moves}, {}, ""
        for group in self.groups:
            main = group.main
            earlier = "of" if group.is_pair else "from-to" if main in ends else relation(self.line, main, earlier)
            if self.setting.aims and self.line.before(main).rstrip().endswith("="):
                earlier = "target"
            codes[main] = earlier
        return codes

    def _links(self) -> dict[int, Link | None]:
        links, shared = dict[int, Link | None](), respective_links(self.readings)
        for reading in self.readings:
            main = reading.group.main
            links[main] = shared[main] if main in shared else link_of(reading, links)
        for group, following in pairwise(self.groups):
            link, bare = links[following.main], links[group.main] is None and self.codes[group.main] == "change"
            same = self.line.figures[group.main].unit == self.line.figures[following.main].unit
            if link and bare and same and self.line.says.between("leads to", self.line.after(group.main)):
                # "up by 6 to 535": the change is of what the value after it counts
                links[group.main] = Link(link.indicator, "likely")
        return links

    def _row(self, group: Group) -> Row:
        line, main, code, link = self.line, group.main, self.codes[group.main], self.links[group.main]
        area = area_of(line, main, code)
        moving = next((move for move in self.moves if main in (move.end, move.start)), None)
        unit = self._unit(moving.start if moving else main, main, link, area)
        value = None if group.is_pair and not line.figures[main].is_share else main
        link = None if area is None else link
        period, sure = self._dated(group, link, area, moving)
        moved = _moved(line, moving) if moving and code == "from-to" else None
        printed, way = moved or (published(line, group), direction(line, main, code))
        return {
            "published": printed,
            "relation": code,
            "direction": way,
            "value": _number(line, value),
            "unit": "ratio" if value is None else unit,
            "numerator": _number(line, group.numerator),
            "denominator": _number(line, group.denominator),
            "indicator": link.indicator if link else None,
            "area": (self.setting.home if area == OWN else area) if link else None,
            "period": period,
            "certainty": (link.certainty if sure else "likely") if link else None,
            "heading_period": None if period or self.setting.context.current else self.setting.context.label,
        }

    def _dated(self, group: Group, link: Link | None, area: str | None, moving: Move | None) -> tuple[str | None, bool]:
        """The period and whether it is sure; a measure that the line above named may have the period of that line."""
        times, main = self.times, group.main
        if main in self.dates:
            return self.dates[main], True
        if not times.before and link and link.above:
            above = read_line(link.above, times.context.end, self.line.says)
            times = replace(times, before=main_label(above, find_mentions(above, times.context, None)))
        return date_of(group, self.codes[main], times, area=area, known=link is not None, move=moving)

    def _unit(self, first: int, index: int, link: Link | None, area: str | None) -> str:
        """The printed unit; a bare number has its measure's, even of another place, or a comparator the last one."""
        printed = self.line.figures[index].unit
        if printed != "count":
            return printed
        last = self.before.unit if is_comparator(self.line, area) else "count"
        own = self.setting.vocabulary.units[link.indicator] if link else last
        return own if own in _BARE else "cases" if is_caseload(self.line, first) else "count"


def _number(line: Line, index: int | None) -> str | None:
    """A figure as it is written in a TSV: no trailing ``.0``."""
    return None if index is None else f"{line.figures[index].value:.6f}".rstrip("0").rstrip(".")


def _moved(line: Line, move: Move) -> tuple[str, str]:
    """What is printed of a move, and its direction."""
    first, last = line.figures[move.start], line.figures[move.end]
    printed = f"{first.text} to {last.text}" if first.start < last.start else f"{last.text} from {first.text}"
    return printed, "up" if last.value > first.value else "down" if last.value < first.value else "level"
