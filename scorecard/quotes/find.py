"""Figures quoted in prose and captions, as rows of ``claims.tsv``: figures and codes, never a sentence.

One row per figure, or per pair (x of y, a percentage with its count), in printed order. Every printed figure is
the value, the numerator or the denominator of at least one row. See ``docs/claims.md`` for the columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from scorecard.quotes.meaning.above import LONGEST_ABOVE
from scorecard.quotes.meaning.subjects import Link, Vocabulary, vocabulary_of
from scorecard.quotes.meaning.windows import Reading, link_of, section_populations
from scorecard.quotes.parts.areas import OWN, also_of, area_of, is_comparator
from scorecard.quotes.parts.pairs import Group, Move, find_groups, find_moves, published
from scorecard.quotes.parts.relations import direction, relation
from scorecard.quotes.sentence.figures import WORDS, Figure, Line, is_caseload, read_line
from scorecard.quotes.sentence.masks import says_one
from scorecard.quotes.sentence.text import (
    Sentence,
    furniture,
    lists_staff,
    plain,
    prose_cells,
    sentences,
    stories,
    told,
)
from scorecard.quotes.time.dated import Told, date_of
from scorecard.quotes.time.mentions import Mention, find_mentions, main_label
from scorecard.quotes.time.now import Context, next_context

COLUMNS = (
    "line", "part", "published", "relation", "direction", "value", "unit", "numerator", "denominator",
    "indicator", "area", "period", "certainty",
)  # fmt: skip
RELATIONS = ("value", "of", "change", "from-to", "highest-since", "lowest-since", "target", "forecast")
Row = dict[str, object]

_BARE = ("cases", "days", "fte", "rate_per_10k", "rate_per_100k", "rate_per_100")
_DIGITS = re.compile(r"\d")
_NUMBER_WORDS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:new\s+)?[acef]", re.IGNORECASE
)
_AIMS = re.compile(r"\b(?:objectives?|targets?|aims?)\b", re.IGNORECASE)
_EQUALS = re.compile(r"=\s*$")
_LEADS_TO = re.compile(
    r"\s*(?:in\s+\w+\s+)?to\s*|\s*,?\s*(?:and\s+)?(?:now\s+)?(?:stands?|stood|standing)\s+at\s*", re.IGNORECASE
)
_ABOUT = re.compile(r"\W*about this\b", re.IGNORECASE)

__all__ = ["COLUMNS", "RELATIONS", "Vocabulary", "find_claims", "vocabulary_of"]


@dataclass(frozen=True)
class _Told:
    """What a paragraph said before: its sentences, the period, indicator and last unit they spoke of."""

    words: tuple[str, ...] = ()
    period: str | None = None
    link: Link | None = None
    unit: str = ""


@dataclass(frozen=True)
class _Setting:
    """What holds for a line: what "now" is, whose measures the section tells, the vocabulary, and the authority."""

    context: Context
    population: str | None
    vocabulary: Vocabulary
    home: str | None
    aims: bool = False
    above: str = ""


def find_claims(
    lines: Sequence[str], *, table_lines: Iterable[int], as_at: date, vocabulary: Vocabulary, home: str | None
) -> list[Row]:
    """The rows of ``claims.tsv`` for a document.

    ``table_lines`` are the 1-based numbers of lines that belong to tables: of these only cells of prose are read; in
    a row whose label speaks of objectives, ``reviews = 90%`` is one. ``vocabulary`` comes from
    ``vocabulary_of(registry)``; ``home`` is the authority that the document is about, null if it
    names none. Columns are COLUMNS; absent values are None, numbers are texts as
    a TSV writes them. ``line`` is 1-based, ``part`` numbers a line's claims from 1.
    """
    tables, left_out = set(table_lines), furniture(lines) | stories(lines)
    populations, context, rows = section_populations(lines), Context(as_at, "month"), []
    for index, text in enumerate(lines):
        if index in left_out:
            continue
        if "\t" not in text and index + 1 not in tables and (_DIGITS.search(text) or _ABOUT.match(text)):
            context = next_context(text, context, as_at)
        cells = prose_cells(text, in_table=index + 1 in tables) if _has_figures(text) else []
        if not cells:
            continue
        aims = "\t" in text and bool(_AIMS.search(text[: text.index("\t")]))
        setting = _Setting(context, populations[index], vocabulary, home, aims, _above(lines, index, left_out))
        found = [row for cell in cells for row in _cell_rows(cell, setting)]
        rows += [{"line": index + 1, "part": part, **row} for part, row in enumerate(found, 1)]
    return rows


def _above(lines: Sequence[str], index: int, left_out: Set[int]) -> str:
    """The line that stands before a paragraph, if it may be its heading: no part of a table and not long.

    It may hold figures, for a heading may name its period. Lines that are ``left_out`` are passed over.
    """
    if "\t" in lines[index]:
        return ""
    places = range(index - 1, max(-1, index - 5), -1)
    text = next((lines[place] for place in places if lines[place].strip() and place not in left_out), "")
    return "" if "\t" in text or len(text) > LONGEST_ABOVE else text


def _has_figures(text: str) -> bool:
    return bool(_DIGITS.search(text)) or (says_one(WORDS, text.lower()) and bool(_NUMBER_WORDS.search(text)))


def _cell_rows(cell: str, setting: _Setting) -> list[Row]:
    text = plain(cell)
    if lists_staff(text):
        return []
    said, before, rows = told(sentences(text)), _Told(), []
    last = max((place for place, sentence in enumerate(said) if _has_figures(sentence.text)), default=-1)
    for sentence in said[: last + 1]:
        before = _Told() if sentence.opens else before
        found, told_now = _sentence_rows(sentence, setting, before)
        before = replace(told_now, words=(*before.words[-3:], sentence.text))
        rows += found
    return rows


def _sentence_rows(sentence: Sentence, setting: _Setting, before: _Told) -> tuple[list[Row], _Told]:
    line = read_line(sentence.text, setting.context.end)
    if not line.figures:
        return [], before
    mentions = find_mentions(line, setting.context, before.period)
    moves = find_moves(line)
    groups, codes = _coded_groups(line, moves, aims=setting.aims)
    links = _links(line, groups, codes, setting, before)
    rows = [
        row
        for group in groups
        for row in _rows(line, group, codes, moves, mentions, setting, before, links[group.main])
    ]
    link = next((link for link in links.values() if link), None)
    return rows, replace(
        before, period=main_label(line, mentions) or before.period, link=link, unit=line.figures[-1].unit
    )


def _coded_groups(line: Line, moves: Sequence[Move], *, aims: bool) -> tuple[list[Group], dict[int, str]]:
    """The claims of a sentence and the relation of each, by the place of its main figure."""
    ends = {move.end for move in moves}
    groups, codes, earlier = find_groups(line), {}, ""
    for group in groups:
        earlier = "of" if group.is_pair else "from-to" if group.main in ends else relation(line, group.main, earlier)
        if aims and earlier == "value" and _EQUALS.search(line.before(group.main)):
            earlier = "target"
        codes[group.main] = earlier
    return groups, codes


def _links(
    line: Line, groups: Sequence[Group], codes: Mapping[int, str], setting: _Setting, before: _Told
) -> dict[int, Link | None]:
    found: dict[int, Link | None] = {}
    for group in groups:
        reading = Reading(line, group, codes[group.main], setting.population, before.words, before.link, setting.above)
        found[group.main] = link_of(setting.vocabulary, reading, found)
    for group, following in pairwise(groups):
        if codes[group.main] == "change" and found[group.main] is None and _leads_to(line, group, following):
            link = found[following.main]
            found[group.main] = Link(link.indicator, "likely") if link else None
    return found


def _leads_to(line: Line, group: Group, following: Group) -> bool:
    """``up by 6 to 535``, ``a fall of 6%, now standing at 30%``: the change is of what the value after it counts."""
    same = line.figures[group.main].unit == line.figures[following.main].unit
    return same and bool(_LEADS_TO.fullmatch(line.after(group.main)))


def _rows(
    line: Line, group: Group, codes: Mapping[int, str], moves: Sequence[Move], mentions: Sequence[Mention],
    setting: _Setting, before: _Told, link: Link | None,
) -> list[Row]:  # fmt: skip
    """The claim of a group; a figure that two comparators share is a claim of each."""
    row = _row(line, group, codes, moves, mentions, setting, before, link)
    other = also_of(line, group.main) if link else None
    return [{**row, "area": other}, row] if other else [row]


def _row(
    line: Line, group: Group, codes: Mapping[int, str], moves: Sequence[Move], mentions: Sequence[Mention],
    setting: _Setting, before: _Told, link: Link | None,
) -> Row:  # fmt: skip
    code, value, area = codes[group.main], _value(line, group), area_of(line, group.main, codes[group.main])
    move = next((m for m in moves if m.end == group.main), None) if code == "from-to" else None
    own_unit = _unit_said(value, link, area, before, setting.vocabulary.units)
    link = None if area is None else link
    moving = next((m for m in moves if group.main in (m.end, m.start)), None)
    told = Told(mentions, setting.context, before.period or (_period_above(link, setting.context) if link else None))
    period, sure = date_of(line, group, code, told, area=area, known=link is not None, move=moving)
    return {
        "published": _moved(line, move) if move else published(line, group),
        "relation": code,
        "direction": _move_direction(line, move) if move else direction(line, group.main, code),
        "value": _printed(value.value) if value else None,
        "unit": _unit(line, value, own_unit, moving, group.main) if value else "ratio",
        "numerator": _count(line, group.numerator),
        "denominator": _count(line, group.denominator),
        "indicator": link.indicator if link else None,
        "area": (setting.home if area == OWN else area) if link else None,
        "period": period,
        "certainty": (link.certainty if sure else "likely") if link else None,
    }


def _period_above(link: Link, context: Context) -> str | None:
    """The period of the line that named the measure, if it stands before the paragraph."""
    if not link.above:
        return None
    line = read_line(link.above, context.end)
    return main_label(line, find_mentions(line, context, None))


def _value(line: Line, group: Group) -> Figure | None:
    if group.share is not None:
        return line.figures[group.share]
    return None if group.is_pair else line.figures[group.main]


def _unit(line: Line, value: Figure, own: str, move: Move | None, index: int) -> str:
    """The printed unit; a bare number has its indicator's: ``an average caseload of 16.5`` are cases."""
    if value.unit != "count" or own in _BARE:
        return own if value.unit == "count" else value.unit
    return "cases" if is_caseload(line, move.start if move else index) else "count"


def _unit_said(
    value: Figure | None, link: Link | None, area: str | None, before: _Told, units: Mapping[str, str]
) -> str:
    """The unit of the measure, even where the place is not known; a comparator's decimal after a rate is a rate."""
    if link:
        return units.get(link.indicator, "count")
    rate = before.unit in _BARE and value is not None and "." in value.text and is_comparator(area)
    return before.unit if rate else "count"


def _count(line: Line, index: int | None) -> str | None:
    return None if index is None else _printed(line.figures[index].value)


def _printed(value: float) -> str:
    """A number as it is written in a TSV: no trailing ``.0``."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _moved(line: Line, move: Move) -> str:
    first, last = line.figures[move.start], line.figures[move.end]
    return f"{first.text} to {last.text}" if first.start < last.start else f"{last.text} from {first.text}"


def _move_direction(line: Line, move: Move) -> str:
    first, last = line.figures[move.start].value, line.figures[move.end].value
    return "up" if last > first else "down" if last < first else "level"
