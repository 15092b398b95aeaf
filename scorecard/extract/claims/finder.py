"""Figures quoted in prose and captions, as rows of ``claims.tsv``: figures and codes, never a sentence.

One row per figure, or per pair (x of y, a percentage with its count), in printed order. Every printed figure is
the value, the numerator or the denominator of at least one row. See ``docs/claims.md`` for the columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from scorecard.extract.claims.areas import area_of, is_comparator
from scorecard.extract.claims.context import Context, month_number, next_context
from scorecard.extract.claims.figures import WORDS, Figure, Line, read_line
from scorecard.extract.claims.masks import says_one
from scorecard.extract.claims.mentions import Mention, find_mentions, main_label
from scorecard.extract.claims.pairs import Group, Move, find_groups, find_moves, published
from scorecard.extract.claims.periods import own_period, period_of
from scorecard.extract.claims.relations import direction, relation
from scorecard.extract.claims.subjects import Link, Vocabulary, vocabulary_of
from scorecard.extract.claims.text import Sentence, furniture, lists_staff, plain, prose_cells, sentences, stories, told
from scorecard.extract.claims.windows import Reading, link_of, section_populations

COLUMNS = (
    "line", "part", "published", "relation", "direction", "value", "unit", "numerator", "denominator",
    "indicator", "area", "period", "certainty",
)  # fmt: skip
RELATIONS = ("value", "of", "change", "from-to", "highest-since", "lowest-since", "target", "forecast")
Row = dict[str, object]

_BARE = ("cases", "days", "fte", "rate_per_10k", "rate_per_100k", "rate_per_100")
_MONTH_ALONE = re.compile(
    r"\bend of (January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s+\d)"
)
_DIGITS = re.compile(r"\d")
_NUMBER_WORDS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:new\s+)?[acef]", re.IGNORECASE
)
_ABOUT = re.compile(r"\W*about this\b", re.IGNORECASE)

__all__ = ["COLUMNS", "RELATIONS", "Vocabulary", "find_claims", "vocabulary_of"]


@dataclass(frozen=True)
class _Told:
    """What the sentences of a paragraph said before: their words, the period and the indicator they spoke of."""

    words: tuple[str, ...] = ()
    period: str | None = None
    link: Link | None = None


@dataclass(frozen=True)
class _Setting:
    """What holds for a line: what "now" is, whose measures the section tells, and the vocabulary."""

    context: Context
    population: str | None
    vocabulary: Vocabulary


def find_claims(lines: Sequence[str], *, table_lines: Iterable[int], as_at: date, vocabulary: Vocabulary) -> list[Row]:
    """The rows of ``claims.tsv`` for a document.

    ``table_lines`` are the 1-based numbers of lines that belong to tables: of these only cells of prose are read.
    ``vocabulary`` comes from ``vocabulary_of(registry.indicators.values())``. Columns are COLUMNS; absent values
    are None, numbers are texts as a TSV writes them. ``line`` is 1-based, ``part`` numbers a line's claims from 1.
    """
    tables, left_out = set(table_lines), furniture(lines) | stories(lines)
    populations, context, rows = section_populations(lines), Context(as_at, "month"), []
    for index, text in enumerate(lines):
        if index in left_out:
            continue
        if "\t" not in text and index + 1 not in tables and (_DIGITS.search(text) or _ABOUT.match(text)):
            context = next_context(text, context, as_at)
        setting = _Setting(context, populations[index], vocabulary)
        cells = prose_cells(text, in_table=index + 1 in tables) if _has_figures(text) else []
        found = [row for cell in cells for row in _cell_rows(cell, setting)]
        rows += [{"line": index + 1, "part": part, **row} for part, row in enumerate(found, 1)]
    return rows


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
    groups, codes = _coded_groups(line, moves)
    links = _links(line, groups, codes, setting, before)
    rows = [_row(line, group, codes, moves, mentions, setting, before, links[group.main]) for group in groups]
    link = next((link for link in links.values() if link), None)
    return rows, replace(before, period=main_label(line, mentions) or before.period, link=link)


def _coded_groups(line: Line, moves: Sequence[Move]) -> tuple[list[Group], dict[int, str]]:
    """The claims of a sentence and the relation of each, by the place of its main figure."""
    ends = {move.end for move in moves}
    groups, codes, earlier = find_groups(line), {}, ""
    for group in groups:
        earlier = "of" if group.is_pair else "from-to" if group.main in ends else relation(line, group.main, earlier)
        codes[group.main] = earlier
    return groups, codes


def _links(
    line: Line, groups: Sequence[Group], codes: Mapping[int, str], setting: _Setting, before: _Told
) -> dict[int, Link | None]:
    found: dict[int, Link | None] = {}
    for group in groups:
        reading = Reading(line, group, codes[group.main], setting.population, before.words, before.link)
        found[group.main] = link_of(setting.vocabulary, reading, found)
    for group, following in pairwise(groups):
        if codes[group.main] == "change" and found[group.main] is None and _leads_to(line, group, following):
            link = found[following.main]
            found[group.main] = Link(link.indicator, "likely") if link else None
    return found


def _leads_to(line: Line, group: Group, following: Group) -> bool:
    """``increased by 6 to 535``: the change is of what the value after it counts."""
    same = line.figures[group.main].unit == line.figures[following.main].unit
    return same and bool(re.fullmatch(r"\s*(?:in\s+\w+\s+)?to\s*", line.after(group.main)))


def _row(
    line: Line, group: Group, codes: Mapping[int, str], moves: Sequence[Move], mentions: Sequence[Mention],
    setting: _Setting, before: _Told, link: Link | None,
) -> Row:  # fmt: skip
    code, value, area = codes[group.main], _value(line, group), area_of(line, group.main)
    move = next((m for m in moves if m.end == group.main), None) if code == "from-to" else None
    link = None if area is None else link
    period, sure = _period(line, group, code, mentions, setting.context, before, area)
    begins = any(m.start == group.main for m in moves)
    if period and (begins or (link is None and code != "forecast")):
        period = own_period(line, group.members, mentions, adjoining=begins)
        period = period if link or _is_recent(period, setting.context) else None
    return {
        "published": _moved(line, move) if move else published(line, group),
        "relation": code,
        "direction": _move_direction(line, move) if move else direction(line, group.main, code),
        "value": _printed(value.value) if value else None,
        "unit": _unit(value, link, setting.vocabulary) if value else "ratio",
        "numerator": _count(line, group.numerator),
        "denominator": _count(line, group.denominator),
        "indicator": link.indicator if link else None,
        "area": area if link else None,
        "period": period,
        "certainty": (link.certainty if sure else "likely") if link else None,
    }


def _value(line: Line, group: Group) -> Figure | None:
    if group.share is not None:
        return line.figures[group.share]
    return None if group.is_pair else line.figures[group.main]


def _unit(value: Figure, link: Link | None, vocabulary: Vocabulary) -> str:
    """The printed unit; a bare number has the unit of its indicator: ``an average caseload of 16.5`` are cases."""
    own = vocabulary.units.get(link.indicator, "count") if link else "count"
    return own if value.unit == "count" and own in _BARE else value.unit


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


def _period(
    line: Line, group: Group, code: str, mentions: Sequence[Mention], context: Context, before: _Told, area: str | None
) -> tuple[str | None, bool]:
    """The period and whether it is sure; a comparator without a year of its own is the latest one."""
    if is_comparator(area):
        own = own_period(line, group.members, mentions)
        return (own if own and re.fullmatch(r"\d{4}/\d\d", own) else "latest" if context.current else None), True
    if code == "forecast":
        return _coming_month(line, group, context), True
    label, settled = period_of(line, group.members, mentions, code=code)
    return (label, True) if settled else (before.period, before.period is None)


def _is_recent(label: str | None, context: Context) -> bool:
    """Whether a month lies in the last year: an older one beside a figure of no known measure is a mere date."""
    month = re.fullmatch(r"(\d{4})-(\d\d)", label or "")
    ago = context.end.year * 12 + context.end.month - int(month[1]) * 12 - int(month[2]) if month else 0
    return ago <= 12


def _coming_month(line: Line, group: Group, context: Context) -> str | None:
    """``At the end of July there will be``: the month a forecast is for, if its clause names just one."""
    clause = re.split(r"[,;]", line.text[: line.figures[group.main].start])[-1]
    months = {month_number(match[1]) for match in _MONTH_ALONE.finditer(clause)}
    return context.next_month(months.pop()) if len(months) == 1 and context.kind != "other" else None
