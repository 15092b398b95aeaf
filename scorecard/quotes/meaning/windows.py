"""The words round a figure in which its indicator is looked for, from the nearest outwards."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scorecard.quotes.meaning.above import OWN_NOUN, link_above
from scorecard.quotes.meaning.signs import SIGNS, STRONG, Scan, scan
from scorecard.quotes.meaning.subjects import Link, Vocabulary, find_counted, fit
from scorecard.quotes.meaning.words import MILD, POPULATIONS
from scorecard.quotes.parts.areas import area_of, is_comparator
from scorecard.quotes.parts.pairs import Group, is_change
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.sentence.folded import folded
from scorecard.quotes.sentence.masks import says_one
from scorecard.quotes.sentence.text import plain
from scorecard.quotes.time.mentions import bracket_of

_BREAK = folded(
    r"[.;:]|\((?![^()\d]{1,45}\))|,(?!\s*(?:employment|education|and\s+training|or\s+training"
    r"|including)\b)(?![^,.;]{1,30}\s(?:and|or)\s)"
    r"|\b(?:when\s+)?compared\b|\bin\s+comparison\b|\bfollowing\b|\bagainst\s+(?:a|the|an)\b|\bhowever\b|\bbut\b"
    r"|\bequating\b"
    r"|(?<!of )\bwhich\b(?!\s+(?:is|are|was|were)\s+up)|\band\s+the\s+(?:number|percentage|proportion)\b"
    r"|\bshowing\b|\bmaking\b|\breflecting\b|\band\s+had\s+no\b|\bwhilst\b|\bbecause\b|\bvia\s+the\b",
)
_ANAPHOR = folded(
    r"^\W*(?:however,?\s+)?(?:this|these|those|it|at\s+(?:the\s+end\s+of\s+)?the\s+same\s+(?:period|point)"
    r"|timeliness|performance|(?:the\s+)?latest\s+data|for\s+those|both|slightly|the\s+(?:figure"
    r"|measure))\b",
)
_LESS_OF = folded(r"\s*(?:less|more|fewer)\s+(?!than\b)[a-z]")
_OTHERS = folded(
    r"\s*(?:\w+\s+){0,2}?(?:children|people|families|girls|boys|parents|users|pupils|schools"
    r"|panels|workers|homes|households)\b",
)
_BRACKET_COMPARES = folded(r"\s*(?:compared\s+(?:to|with)|against|from|up\s+from|down\s+from)\s*$")
_PEOPLE_ON = folded(r"\bon\s+$")
_OCCASIONS = folded(r"\s*(?:\w+\s+)?(?:occasions|times)\b")
_SCHOOLS = (("primary school", "PRIMARYSCHOOL"), ("secondary school", "SECONDARYSCHOOL"))
_SUPPOSED = folded(r"^\W*(?:however,?\s+)?(?:if|were)\b|\bwould\s+be\s*$")
_RATE_WORDS = folded(r"10\s?k\s+(?:population\s+)?rate")
_RATES = ("rate_per_10k", "rate_per_100k")


@dataclass(frozen=True)
class Reading:
    """A group of figures in its sentence, with what the text before it said.

    ``population`` is the group of children the section speaks of, ``before`` the sentences before, ``carried`` their
    indicator, ``above`` the line before the paragraph.
    """

    line: Line
    group: Group
    code: str
    population: str | None
    before: Sequence[str]
    carried: Link | None
    above: str = ""


def link_of(vocabulary: Vocabulary, reading: Reading, links: Mapping[int, Link | None]) -> Link | None:
    """The indicator of a group of figures, or null; ``links`` are those of the figures before it."""
    if _is_part(reading) or _SUPPOSED.search(reading.line.up_to(reading.group.main)):
        return None
    if counted := _counted(vocabulary, reading):
        return counted
    scanned, windows, units = scan(reading.line.text), _windows(reading), _units(reading)
    own = scanned.signs(*windows[-1]) & (SIGNS - MILD | {"MAXIMUM"})
    if _counts_others(reading, scanned, windows[-1][1]):
        return None
    if not own and (place := _speaks_of_same(reading, links)) is not None:
        return _likely(links[place]) or _from_above(vocabulary, reading, windows[-1])
    if found := _of_a_change(vocabulary, reading, links):
        return found
    if not own and (found := _carried(vocabulary, reading, links)):
        return found
    if reading.code == "forecast" and "percent" not in units:
        return None
    for unit in units:
        if link := _nearest(vocabulary, reading, scanned, windows, unit):
            return link
    return (
        _rate(vocabulary, reading, links)
        or _from_paragraph(vocabulary, reading, scanned, own, units)
        or _of_schools(vocabulary, reading, windows[-1])
        or _from_above(vocabulary, reading, windows[-1])
    )


def _of_schools(vocabulary: Vocabulary, reading: Reading, span: tuple[int, int]) -> Link | None:
    """``5 primary schools had less absence than the national average (7%)``: the average of what they had less of."""
    line, index = reading.line, reading.group.main
    words = line.before(index)
    if "school" not in words + line.folded[: span[0]] or not is_comparator(area_of(line, index)):
        return None
    signs = scan(line.text).signs(0, span[1]) - {"SCHOOLCOUNT"}
    signs |= {sign for name, sign in _SCHOOLS if name in line.folded}
    return fit(
        vocabulary, (unit_of(line, reading.group),), near=signs, within=signs, population=reading.population,
        sentence=line.text, certainty="likely",
    )  # fmt: skip


def _from_above(vocabulary: Vocabulary, reading: Reading, span: tuple[int, int]) -> Link | None:
    if reading.group.is_pair or reading.code == "forecast":
        return None
    above = plain(reading.above) if reading.above else ""
    return link_above(
        vocabulary, reading.line, reading.group.main, span, reading.before,
        above=above, change=reading.code == "change", population=reading.population,
        carried=reading.carried,
    )  # fmt: skip


def _is_part(reading: Reading) -> bool:
    """``97 of those children`` are not the group; ``90 children on 95 occasions`` are not what happened 95 times."""
    if reading.group.is_pair or unit_of(reading.line, reading.group) != "count":
        return False
    after, index = reading.line.after(reading.group.main), reading.group.main
    if re.match(r"\s*of\s+(?:those|these|the|our|them)\b", after):
        return True
    return _PEOPLE_ON.search(after) is not None and _OCCASIONS.match(reading.line.after(index + 1)) is not None


def _nearest(
    vocabulary: Vocabulary, reading: Reading, scanned: Scan, windows: Sequence[tuple[int, int]], unit: str
) -> Link | None:
    text, population = reading.line.text, reading.population
    for start, end in windows:
        signs = scanned.signs(start, end)
        link = fit(
            vocabulary, (unit,), near=signs, within=signs, population=population, sentence=text, certainty="certain"
        )
        if link:
            return link
    near, clause = scanned.signs(*windows[0]), scanned.signs(0, windows[-1][1])
    explained = _explained_from(reading)
    if explained is not None:
        since = scanned.signs(explained, windows[-1][1])
        link = fit(
            vocabulary, (unit,), near=near, within=since, population=population, sentence=text, certainty="likely"
        )
        if link:
            return link
    return fit(vocabulary, (unit,), near=near, within=clause, population=population, sentence=text, certainty="likely")


def _explained_from(reading: Reading) -> int | None:
    """``5% in reception (aged 4) and in year 6 (aged 10: 9% obese)``: a bracket explains what stands before it."""
    line, first = reading.line, reading.group.members[0]
    if not first or reading.group.is_pair:
        return None
    opened, before = bracket_of(line.folded, line.figures[first].start), line.figures[first - 1].end
    return before if opened and opened[0] > before else None


def _from_paragraph(
    vocabulary: Vocabulary, reading: Reading, scanned: Scan, own: frozenset[str], units: Sequence[str]
) -> Link | None:
    """An indicator whose words are spread over this sentence and the ones before it."""
    own = own or scanned.signs() & STRONG
    if not own or not _ANAPHOR.match(reading.line.folded) or not reading.before:
        return None
    signs = scanned.signs().union(*(scan(text).signs() for text in reading.before))
    for unit in units:
        link = fit(
            vocabulary, (unit,), near=own, within=signs, population=reading.population,
            sentence=reading.line.text, certainty="likely", needs=(own & SIGNS) - POPULATIONS,
        )  # fmt: skip
        if link:
            return link
    return None


def unit_of(line: Line, group: Group) -> str:
    return line.figures[group.main if group.share is None else group.share].unit


def _units(reading: Reading) -> tuple[str, ...]:
    """The units an indicator may have for this figure."""
    unit = unit_of(reading.line, reading.group)
    if reading.group.is_pair and unit == "count":
        return ("percent", "count")
    if unit == "percent" and reading.code == "change":
        return ("percent", "count")
    if unit == "percent" and _RATE_WORDS.search(reading.line.folded):
        return ()
    if unit == "count" and "." in reading.line.figures[reading.group.main].text:
        return ("cases", "rate_per_10k", "days")
    return ("count", "cases") if unit == "count" else (unit,)


def _windows(reading: Reading) -> list[tuple[int, int]]:
    """Places in the sentence, the nearest words first; the last one holds all words that are the figure's own."""
    line, members = reading.line, reading.group.members
    first, last = line.figures[members[0]], line.figures[members[-1]]
    start = line.figures[members[0] - 1].end if members[0] else 0
    end = line.figures[members[-1] + 1].start if members[-1] + 1 < len(line.figures) else len(line.folded)
    opened = line.folded[first.start : last.end].count("(") - line.folded[first.start : last.end].count(")")
    left, right = _left_edge(line.folded, start, first.start), _right_edge(line.folded, last.end, end, max(opened, 0))
    if reading.code == "change":
        right = min(right, last.end + (45 if members[0] else 110))
    scanned = scan(line.text)
    after, before, both = (first.end, right), (left, first.start), (left, right)
    if re.match(r"\W*(?:and|or|with|to)\b|\s*[,;]", line.folded[last.end : right]) and not reading.group.is_pair:
        return [before, before] if scanned.signs(*before) & SIGNS else [both]
    if scanned.signs(*after) & STRONG:
        return [after, after] if members[0] and not reading.group.is_pair else [after, both]
    return [before, both] if scanned.signs(*before) & SIGNS else [both]


def _left_edge(text: str, start: int, end: int) -> int:
    bare = len(text[start:end].rstrip("( "))
    breaks = [match.end() for match in _BREAK.finditer(text[start : start + bare])]
    return start + (breaks[-1] if breaks else 0)


def _right_edge(text: str, start: int, end: int, opened: int) -> int:
    """Where the words after a group end: at a break, or where a bracket closes that opened before the group."""
    skipped = len(text[start:end]) - len(text[start:end].lstrip(")%"))
    depth = opened - text[start : start + skipped].count(")") if opened else 0
    for place in range(start + skipped, end) if ")" in text[start + skipped : end] else ():
        depth += (text[place] == "(") - (text[place] == ")")
        if depth < 0:
            end = place
            break
    match = _BREAK.search(text[start + skipped : end].lstrip(", "))
    stripped = len(text[start + skipped : end]) - len(text[start + skipped : end].lstrip(", "))
    return start + skipped + stripped + match.start() if match else end


def _counts_others(reading: Reading, scanned: Scan, end: int) -> bool:
    """A later count with people of its own, as in ``125 households with 121 children``, starts a new subject."""
    line, members = reading.line, reading.group.members
    if not members[0] or reading.group.is_pair or unit_of(line, reading.group) != "count" or reading.code == "change":
        return False
    after = line.figures[members[-1]].end
    return bool(_OTHERS.match(line.folded[after:end])) and not scanned.signs(after, end) & SIGNS


def _speaks_of_same(reading: Reading, links: Mapping[int, Link | None]) -> int | None:
    """The figure before it that a figure without words of its own speaks of: the last one of its unit."""
    figures, own = reading.line.figures, unit_of(reading.line, reading.group)
    if own == "count" and OWN_NOUN.match(reading.line.after(reading.group.main)) and reading.code != "change":
        return None
    return next((i for i in sorted(links, reverse=True) if figures[i].unit == own or reading.code == "change"), None)


def _of_a_change(vocabulary: Vocabulary, reading: Reading, links: Mapping[int, Link | None]) -> Link | None:
    """``a 51% increase in contacts (403 compared to 267)``: what the bracket counts is what has increased."""
    line, index = reading.line, reading.group.main
    if not index or unit_of(line, reading.group) != "count" or not _BRACKET_COMPARES.match(line.after(index)):
        return None
    link = links.get(index - 1)
    whole = link and is_change(line, index - 1) and line.before(index).rstrip().endswith("(")
    return _likely(link) if link and whole and vocabulary.units[link.indicator] == "count" else None


def _carried(vocabulary: Vocabulary, reading: Reading, links: Mapping[int, Link | None]) -> Link | None:
    """``This is …``: the first figure of the sentence speaks of what the sentence before spoke of."""
    after = reading.line.after(reading.group.main)
    if links or reading.carried is None or not _ANAPHOR.match(reading.line.folded) or _LESS_OF.match(after):
        return None
    own, unit = unit_of(reading.line, reading.group), vocabulary.units[reading.carried.indicator]
    decimal = own == "count" and "." in reading.line.figures[reading.group.main].text
    return _likely(reading.carried) if own == unit or decimal else None


def _likely(link: Link | None) -> Link | None:
    return replace(link, certainty="likely") if link else None


def _rate(vocabulary: Vocabulary, reading: Reading, links: Mapping[int, Link | None]) -> Link | None:
    """A rate beside a count is the rate of that count."""
    unit = unit_of(reading.line, reading.group)
    if unit not in _RATES and not (unit == "percent" and _RATE_WORDS.search(reading.line.folded)):
        return None
    counts = [link.indicator for link in links.values() if link and link.indicator in vocabulary.rates]
    if not counts and reading.carried and reading.carried.indicator in vocabulary.rates:
        counts = [reading.carried.indicator]
    return _likely(Link(vocabulary.rates[counts[-1]], "")) if counts else None


def _counted(vocabulary: Vocabulary, reading: Reading) -> Link | None:
    """The counted forms, with ``@`` for this figure and ``0`` for the others."""
    if reading.group.share is not None or unit_of(reading.line, reading.group) != "count":
        return None
    index = reading.group.numerator if reading.group.numerator is not None else reading.group.main
    figures = [("@" if place == index else "0", f.start, f.end) for place, f in enumerate(reading.line.figures)]
    return find_counted(vocabulary, scan(reading.line.text).written(figures))


def section_populations(lines: Sequence[str], reach: int = 40) -> list[str | None]:
    """For every line the one group of children its section speaks of, if nearly all its words are of one."""
    signs = ("LAC", "CPP", "CIN")
    counts = [_populations(line) if len(line) > 2 and "\t" not in line else (0, 0, 0) for line in lines]
    sums = [(0, 0, 0)]
    for count in counts:
        sums.append(tuple(a + b for a, b in zip(sums[-1], count, strict=True)))  # type: ignore[arg-type]
    found: list[str | None] = []
    for place in range(len(lines)):
        low, high = sums[max(0, place - reach)], sums[min(len(lines), place + reach)]
        times = [b - a for a, b in zip(low, high, strict=True)]
        most = max(range(3), key=lambda i: times[i])
        found.append(signs[most] if times[most] >= 3 and times[most] >= 0.85 * sum(times) else None)
    return found


_GROUP_WORDS = ("lac", "cic", "look", "child", "cp", "cin")
_GROUPS = re.compile(
    r"\b(?:(lac\b|cic\b|looked[\s-]after|children in (?:our )?care)|(cpp?\b|child protection)|(cin\b|children in need))"
)


def _populations(line: str) -> tuple[int, int, int]:
    lower = line.lower()
    found = [match.lastindex for match in _GROUPS.finditer(lower)] if says_one(_GROUP_WORDS, lower) else []
    return found.count(1), found.count(2), found.count(3)
