"""The words round a figure in which its indicator is looked for, from the nearest outwards."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from scorecard.quotes.meaning.reading import Link, Reading, link_from_above
from scorecard.quotes.meaning.subjects import letters_of_name
from scorecard.quotes.parts.single import area_of, is_change, is_comparator
from scorecard.quotes.sentence.figures import RATES, Line
from scorecard.text.plain import bracket_of

_BREAKS = re.compile(r"[.;:]|\((?![^()\d]{1,45}\))|,(?!\d|[^,.;]{1,30}\s(?:and|or)\s)")
"""Where a clause ends by its print: a stop, a bracket that holds a figure, a comma that is none of a short list."""
_AND = re.compile(r"\band\b")
_JOINS = re.compile(r"\W*(?:and|or|to|with(?=(?:\s+\w+){0,2}\s*$))\b|\s*[,;]")
_SCHOOLS = (("primary school", "PRIMARYSCHOOL"), ("secondary school", "SECONDARYSCHOOL"))
_TO_CLOSING_BRACKET = re.compile(r"[)%]*(?:[^()]|\([^()]*\)?)*")
Window = tuple[int, int]


def link_of(reading: Reading, links: Mapping[int, Link | None]) -> Link | None:
    """The indicator of a group of figures, or null; ``links`` are those of the figures before it."""
    if _is_no_group(reading):
        return None
    if counted := _counted(reading) or _named_in_full(reading):
        return counted
    windows = _windows(reading)
    beside = reading.line.scan.signs(*windows[-1])
    own = beside & reading.line.says.lexicon.signs
    if _counts_others(reading, windows[-1][1]):
        return None
    if not own and (place := _speaks_of_same(reading, links)) is not None:
        return _likely(links[place]) or link_from_above(reading, beside)
    if said_before := _of_a_change(reading, links) or (None if own else _carried(reading, links)):
        return said_before
    if reading.code == "forecast":
        return None
    return (
        _nearest(reading, windows)
        or _rate(reading, links)
        or _from_paragraph(reading, own)
        or _of_schools(reading, windows[-1])
        or link_from_above(reading, beside)
    )


def _is_no_group(reading: Reading) -> bool:
    """``97 of those`` are not the group, ``90 children on 95 occasions`` not what happened; nor is ``would be 380``."""
    says, before, after = reading.line.says, reading.line.before(reading.group.main), reading.words_after
    part = says.after("part of them", after) or says.before("people on", after)
    supposed = says.opens("supposed", reading.line.lower) or says.before("supposed", before)
    return bool(supposed or (reading.figure.unit == "count" and part and not reading.group.is_pair))


def _named_in_full(reading: Reading) -> Link | None:
    """The measure whose whole name is what the figure is said of: ``Open child protection plans stood at 47``."""
    line, first = reading.line, reading.group.members[0]
    start = line.figures[first].start
    opens = start - len(line.before(first))
    said = line.says.before("is of a name", line.lower[opens:start])
    name = letters_of_name(line.scan.part(opens, opens + said.start()), line.says) if said else ""
    found = [found for unit in reading.units if (found := reading.vocabulary.named.get((unit, name)))]
    return Link(found[0], "certain") if found else None


def _of_schools(reading: Reading, span: Window) -> Link | None:
    """``5 primary schools had less absence than the national average (7%)``: the average of what they had less of."""
    line = reading.line
    if "school" not in line.lower or not is_comparator(line, area_of(line, reading.group.main)):
        return None
    signs = line.scan.signs(0, span[1]) - {"SCHOOLCOUNT"}
    signs |= {sign for name, sign in _SCHOOLS if name in line.lower}
    return _likely(reading.fit(signs, signs))


def _nearest(reading: Reading, windows: Sequence[Window]) -> Link | None:
    """The indicator of the nearest words, else of the clause, where the nearest words are of it.

    ``5% in reception (aged 4) and in year 6 (aged 10: 9% obese)``: a bracket explains what stands right before it.
    """
    line, scan, first = reading.line, reading.line.scan, reading.group.beside[0]
    bracketed = first and bracket_of(line.lower, line.figures[first].start)
    starts = (line.figures[first - 1].end, 0) if bracketed else (0,)
    if first and reading.figure.unit == "count" and _names_its_own(reading):
        starts = (windows[-1][0] if line.says.before("counts a whole", line.before(first)) else _own_start(reading),)
    beside = (reading.fit(signs, signs) for signs in (scan.signs(*window) for window in windows))
    clause = (reading.fit(scan.signs(*windows[0]), scan.signs(start, windows[-1][1])) for start in starts)
    return next(filter(None, beside), None) or _likely(next(filter(None, clause), None))


def _from_paragraph(reading: Reading, own: frozenset[str]) -> Link | None:
    """An indicator whose words are spread over this sentence and the ones before it."""
    lexicon, scan = reading.line.says.lexicon, reading.line.scan
    own = own or scan.signs() & lexicon.strong
    if not own or not reading.line.says.opens("speaks of the same", reading.line.lower):
        return None
    signs = scan.signs().union(*(lexicon.scan(text).signs() for text in reading.before.words))
    return _likely(reading.fit(own, signs))


def _windows(reading: Reading) -> list[Window]:
    """Places in the sentence, the nearest words first; the last one holds all words that are the figure's own."""
    line, members, signs = reading.line, reading.group.beside, reading.line.scan.signs
    start, end = line.figures[members[0]].start, line.figures[members[-1]].end
    opens = start - len(line.before(members[0]))
    opens = _own_start(reading) if _names_its_own(reading) and reading.figure.unit == "count" else opens
    left = opens + max((last for _, last in _breaks(line, line.lower[opens:start].rstrip("( "))), default=0)
    right = _right_edge(line, end, end + len(line.after(members[-1])), opened="(" in line.lower[start:end])
    brackets = bracket_of(line.lower, start)
    if members[0] and brackets and brackets[0] < line.figures[members[0] - 1].start:
        right = max(end, min(right, brackets[1]))
    after, before, both = (line.figures[members[0]].end, right), (left, start), (left, right)
    if _JOINS.match(line.lower[end:right]) and not reading.group.is_pair:
        return [before, before]
    if signs(*after) & reading.line.says.lexicon.strong:
        return [after, after] if members[0] and not reading.group.is_pair else [after, both]
    return [before, both]


def _own_start(reading: Reading) -> int:
    """From where the words before a count that names its own are its own: ``61 entered care and 57 left it``."""
    line, first = reading.line, reading.group.beside[0]
    joints = [joint.end() for joint in _AND.finditer(line.before(first))] if first else []
    return line.figures[first].start - len(line.before(first)) + (joints[-1] if joints else 0)


def _breaks(line: Line, text: str) -> list[Window]:
    """The places at which a clause ends, by its print or by its words."""
    says, stops = line.says, _BREAKS.finditer(text)
    printed = [stop.span() for stop in stops if not says.after("goes on after a comma", text[stop.end() :])]
    return sorted([*printed, *says.places("ends a clause", text)])


def _right_edge(line: Line, start: int, end: int, *, opened: bool) -> int:
    """Where the words after a group end: at a break, or where a bracket closes that it does not open itself."""
    text = line.lower[start:end]
    closing = _TO_CLOSING_BRACKET.match(text, text.find(")") + 1 if opened else 0)
    own = text[: closing.end() if closing else None].lstrip(")%").lstrip(", ")
    breaks = _breaks(line, own)
    return start + text.index(own) + (breaks[0][0] if breaks else len(own))


def _counts_others(reading: Reading, end: int) -> bool:
    """A later count with people of its own, as in ``125 households with 121 children``, starts a new subject."""
    line, last = reading.line, reading.line.figures[reading.group.members[-1]].end
    if not reading.group.members[0] or reading.figure.unit != "count":
        return False
    others = line.says.after("other people", line.lower[last:end])
    return bool(others) and not line.scan.signs(last, end) & reading.line.says.lexicon.signs


def _names_its_own(reading: Reading) -> bool:
    """Whether words beside a count say what it counts: ``57 left it``, ``with the number being 402``."""
    says, before = reading.line.says, reading.line.before(reading.group.main)
    after = reading.line.after(reading.group.members[-1])
    return bool(says.after("a noun of its own", after) or says.before("counts a whole", before))


def _speaks_of_same(reading: Reading, links: Mapping[int, Link | None]) -> int | None:
    """The figure before it that a figure without words of its own speaks of: the last one of its unit."""
    figures, unit, change = reading.line.figures, reading.figure.unit, reading.code == "change"
    if unit == "count" and not change and _names_its_own(reading):
        return None
    units = {unit, "percent"} if reading.group.is_pair else {unit}
    told = {link.indicator for link in links.values() if link}
    if len(told) > 1 and reading.line.says.before("totals", reading.line.before(reading.group.main)):
        return None
    return next((i for i in reversed(list(links)) if change or figures[i].unit in units), None)


def _of_a_change(reading: Reading, links: Mapping[int, Link | None]) -> Link | None:
    """``a 51% increase in contacts (403 compared to 267)``: what the bracket counts is what has increased."""
    index, link = reading.group.main, links.get(reading.group.main - 1)
    if not link or {reading.figure.unit, reading.vocabulary.units[link.indicator]} != {"count"}:
        return None
    compared = reading.line.says.before("compared in brackets", reading.words_after)
    return _likely(link) if compared and is_change(reading.line, index - 1) else None


def _carried(reading: Reading, links: Mapping[int, Link | None]) -> Link | None:
    """``This is …``: the first figure of the sentence speaks of what the sentence before spoke of."""
    if links or reading.before.link is None or not reading.line.says.opens("speaks of the same", reading.line.lower):
        return None
    same = reading.is_decimal or reading.figure.unit == reading.vocabulary.units[reading.before.link.indicator]
    less = reading.line.says.after("less of", reading.words_after)
    return _likely(reading.before.link) if same and not less else None


def _likely(link: Link | None) -> Link | None:
    return replace(link, certainty="likely") if link else None


def _rate(reading: Reading, links: Mapping[int, Link | None]) -> Link | None:
    """A rate beside a count is the rate of that count."""
    rates, in_words = reading.vocabulary.rates, reading.line.says.within("rate in words", reading.line.lower)
    if reading.figure.unit not in RATES and not (reading.figure.unit == "percent" and in_words):
        return None
    counts = [link.indicator for link in (reading.before.link, *links.values()) if link and link.indicator in rates]
    return Link(rates[counts[-1]], "likely") if counts else None


def _counted(reading: Reading) -> Link | None:
    """The whole group a figure counts, in one of the certain forms: ``@`` for it and ``0`` for the others."""
    if reading.figure.unit != "count":
        return None
    index = reading.group.main if reading.group.numerator is None else reading.group.numerator
    figures = [("@" if place == index else "0", f.start, f.end) for place, f in enumerate(reading.line.figures)]
    written = reading.line.scan.written(figures)
    indicators = [indicator for indicator, form in reading.vocabulary.counted.items() if any(form.matches(written))]
    return Link(indicators[0], "certain") if len(indicators) == 1 else None
