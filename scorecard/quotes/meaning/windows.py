"""The words round a figure in which its indicator is looked for, from the nearest outwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scorecard.quotes.meaning.above import bare_words_link
from scorecard.quotes.meaning.subjects import Link, Vocabulary, Words
from scorecard.quotes.parts.areas import area_of, is_comparator
from scorecard.quotes.parts.changes import is_change
from scorecard.quotes.parts.pairs import Group
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.time.mentions import bracket_of
from scorecard.text.sentences import plain

_BREAKS = re.compile(r"[.;:]|\((?![^()\d]{1,45}\))|,(?![^,.;]{1,30}\s(?:and|or)\s)")
"""Where a clause ends by its print: a stop, a bracket that holds a figure, a comma that is none of a short list."""
_JOINS = re.compile(r"\W*(?:and|or|with|to)\b|\s*[,;]")
_SCHOOLS = (("primary school", "PRIMARYSCHOOL"), ("secondary school", "SECONDARYSCHOOL"))
_RATES = ("rate_per_10k", "rate_per_100k")
_REACH_OF_CHANGE = 45
"""Letters behind a change in which its words stand; what follows is of the next figure."""
_REACH_OF_FIRST = 110
Window = tuple[int, int]


@dataclass(frozen=True)
class Reading:
    """A group of figures in its sentence, with what the text before it said.

    ``population`` is the group of children the section speaks of, ``before`` the sentences before, ``carried`` their
    indicator, ``above`` the line before the paragraph.
    """

    vocabulary: Vocabulary
    line: Line
    group: Group
    code: str
    population: str | None
    before: Sequence[str]
    carried: Link | None
    above: str = ""

    @property
    def unit(self) -> str:
        return self.line.figures[self.group.main].unit

    @property
    def units(self) -> tuple[str, ...]:
        """The units an indicator may have for this figure."""
        unit = self.unit
        if (self.group.is_pair and unit == "count") or (unit == "percent" and self.code == "change"):
            return ("percent", "count")
        if unit == "percent" and self.line.says.within("rate in words", self.line.lower):
            return ()
        if unit == "count" and "." in self.line.figures[self.group.main].text:
            return ("cases", "rate_per_10k", "days")
        return ("count", "cases") if unit == "count" else (unit,)

    @property
    def words_before(self) -> str:
        return self.line.before(self.group.main)

    @property
    def words_after(self) -> str:
        return self.line.after(self.group.main)

    def fit(
        self, units: Iterable[str], near: frozenset[str], within: frozenset[str], certainty: str = "likely",
        needs: frozenset[str] = frozenset(),
    ) -> Link | None:  # fmt: skip
        """The indicator that these signs settle."""
        return self.vocabulary.fit(units, Words(near, within, self.population, self.line.lower), certainty, needs)


def link_of(reading: Reading, links: Mapping[int, Link | None]) -> Link | None:
    """The indicator of a group of figures, or null; ``links`` are those of the figures before it."""
    if _is_part(reading) or _is_supposed(reading):
        return None
    if counted := _counted(reading):
        return counted
    lexicon, windows = reading.vocabulary.lexicon, _windows(reading)
    own = reading.line.scan.signs(*windows[-1]) & (lexicon.signs - lexicon.mild | {"MAXIMUM"})
    if _counts_others(reading, windows[-1][1]):
        return None
    if not own and (place := _speaks_of_same(reading, links)) is not None:
        return _likely(links[place]) or _from_above(reading, windows[-1])
    if changed := _of_a_change(reading, links):
        return changed
    if not own and (carried := _carried(reading, links)):
        return carried
    if reading.code == "forecast" and "percent" not in reading.units:
        return None
    return (
        _nearest(reading, windows)
        or _rate(reading, links)
        or _from_paragraph(reading, own)
        or _of_schools(reading, windows[-1])
        or _from_above(reading, windows[-1])
    )


def _is_supposed(reading: Reading) -> bool:
    says = reading.line.says
    return bool(says.opens("supposed", reading.line.lower) or says.before("supposed", reading.words_before))


def _of_schools(reading: Reading, span: Window) -> Link | None:
    """``5 primary schools had less absence than the national average (7%)``: the average of what they had less of."""
    line = reading.line
    if "school" not in line.lower or not is_comparator(line, area_of(line, reading.group.main)):
        return None
    signs = line.scan.signs(0, span[1]) - {"SCHOOLCOUNT"}
    signs |= {sign for name, sign in _SCHOOLS if name in line.lower}
    return reading.fit((reading.unit,), signs, signs)


def _from_above(reading: Reading, span: Window) -> Link | None:
    if reading.group.is_pair or reading.code == "forecast":
        return None
    above = plain(reading.above) if reading.above else ""
    link = bare_words_link(
        reading.vocabulary, reading.line, reading.group.main, reading.line.scan.signs(*span),
        (*reading.before[-1:], *([above] if above else [])), change=reading.code == "change",
        population=reading.population, carried=reading.carried,
    )  # fmt: skip
    return replace(link, above="") if link and link.above != above else link


def _is_part(reading: Reading) -> bool:
    """``97 of those children`` are not the group; ``90 children on 95 occasions`` are not what happened 95 times."""
    if reading.group.is_pair or reading.unit != "count":
        return False
    says, index = reading.line.says, reading.group.main
    if says.after("part of them", reading.words_after):
        return True
    people = says.before("people on", reading.words_after)
    return bool(people and says.after("occasions", reading.line.after(index + 1)))


def _nearest(reading: Reading, windows: Sequence[Window]) -> Link | None:
    """The indicator of the nearest words, else of the clause, where the nearest words are of it."""
    scan = reading.line.scan
    near, clause = scan.signs(*windows[0]), scan.signs(0, windows[-1][1])
    explained = _explained_from(reading)
    since = None if explained is None else scan.signs(explained, windows[-1][1])
    for unit in reading.units:
        for window in windows:
            signs = scan.signs(*window)
            if link := reading.fit((unit,), signs, signs, "certain"):
                return link
        if since and (link := reading.fit((unit,), near, since)):
            return link
        if link := reading.fit((unit,), near, clause):
            return link
    return None


def _explained_from(reading: Reading) -> int | None:
    """``5% in reception (aged 4) and in year 6 (aged 10: 9% obese)``: a bracket explains what stands before it."""
    line, first = reading.line, reading.group.members[0]
    if not first or reading.group.is_pair:
        return None
    opened, before = bracket_of(line.lower, line.figures[first].start), line.figures[first - 1].end
    return before if opened and opened[0] > before else None


def _from_paragraph(reading: Reading, own: frozenset[str]) -> Link | None:
    """An indicator whose words are spread over this sentence and the ones before it."""
    lexicon, scan = reading.vocabulary.lexicon, reading.line.scan
    own = own or scan.signs() & lexicon.strong
    if not own or not reading.before or not _speaks_on(reading):
        return None
    signs = scan.signs().union(*(lexicon.scan(text).signs() for text in reading.before))
    needs = (own & lexicon.signs) - lexicon.populations
    links = (reading.fit((unit,), own, signs, needs=needs) for unit in reading.units)
    return next((link for link in links if link), None)


def _speaks_on(reading: Reading) -> bool:
    return reading.line.says.opens("speaks of the same", reading.line.lower) is not None


def _windows(reading: Reading) -> list[Window]:
    """Places in the sentence, the nearest words first; the last one holds all words that are the figure's own."""
    line, members, lexicon = reading.line, reading.group.members, reading.vocabulary.lexicon
    first, last = line.figures[members[0]], line.figures[members[-1]]
    start = line.figures[members[0] - 1].end if members[0] else 0
    end = line.figures[members[-1] + 1].start if members[-1] + 1 < len(line.figures) else len(line.lower)
    within = line.lower[first.start : last.end]
    left = _left_edge(line, start, first.start)
    right = _right_edge(line, last.end, end, max(within.count("(") - within.count(")"), 0))
    if reading.code == "change":
        right = min(right, last.end + (_REACH_OF_CHANGE if members[0] else _REACH_OF_FIRST))
    after, before, both = (first.end, right), (left, first.start), (left, right)
    signs = line.scan.signs
    if _JOINS.match(line.lower[last.end : right]) and not reading.group.is_pair:
        return [before, before] if signs(*before) & lexicon.signs else [both]
    if signs(*after) & lexicon.strong:
        return [after, after] if members[0] and not reading.group.is_pair else [after, both]
    return [before, both] if signs(*before) & lexicon.signs else [both]


def _breaks(line: Line, text: str) -> list[Window]:
    """The places at which a clause ends, by its print or by its words."""
    printed = [
        m.span() for m in _BREAKS.finditer(text) if not line.says.after("goes on after a comma", text[m.end() :])
    ]
    return sorted([*printed, *line.says.places("ends a clause", text)])


def _left_edge(line: Line, start: int, end: int) -> int:
    breaks = _breaks(line, line.lower[start : start + len(line.lower[start:end].rstrip("( "))])
    return start + (max(last for _, last in breaks) if breaks else 0)


def _right_edge(line: Line, start: int, end: int, opened: int) -> int:
    """Where the words after a group end: at a break, or where a bracket closes that opened before the group."""
    text = line.lower
    skipped = len(text[start:end]) - len(text[start:end].lstrip(")%"))
    depth = opened - text[start : start + skipped].count(")") if opened else 0
    start += skipped
    for place in range(start, end):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth < 0:
            end = place
            break
    start += len(text[start:end]) - len(text[start:end].lstrip(", "))
    breaks = _breaks(line, text[start:end])
    return start + breaks[0][0] if breaks else end


def _counts_others(reading: Reading, end: int) -> bool:
    """A later count with people of its own, as in ``125 households with 121 children``, starts a new subject."""
    line, members = reading.line, reading.group.members
    if not members[0] or reading.group.is_pair or reading.unit != "count" or reading.code == "change":
        return False
    after = line.figures[members[-1]].end
    others = line.says.after("other people", line.lower[after:end])
    return bool(others) and not line.scan.signs(after, end) & reading.vocabulary.lexicon.signs


def _speaks_of_same(reading: Reading, links: Mapping[int, Link | None]) -> int | None:
    """The figure before it that a figure without words of its own speaks of: the last one of its unit."""
    figures, own, change = reading.line.figures, reading.unit, reading.code == "change"
    if own == "count" and not change and reading.line.says.after("a noun of its own", reading.words_after):
        return None
    return next((i for i in reversed(list(links)) if change or figures[i].unit == own), None)


def _of_a_change(reading: Reading, links: Mapping[int, Link | None]) -> Link | None:
    """``a 51% increase in contacts (403 compared to 267)``: what the bracket counts is what has increased."""
    line, index = reading.line, reading.group.main
    link = links.get(index - 1)
    if not link or reading.unit != "count" or reading.vocabulary.units[link.indicator] != "count":
        return None
    opens = reading.words_before.rstrip().endswith("(") and is_change(line, index - 1)
    return _likely(link) if opens and line.says.before("compared in brackets", reading.words_after) else None


def _carried(reading: Reading, links: Mapping[int, Link | None]) -> Link | None:
    """``This is …``: the first figure of the sentence speaks of what the sentence before spoke of."""
    if links or reading.carried is None or not _speaks_on(reading):
        return None
    if reading.line.says.after("less of", reading.words_after):
        return None
    decimal = reading.unit == "count" and "." in reading.line.figures[reading.group.main].text
    same = reading.unit == reading.vocabulary.units[reading.carried.indicator]
    return _likely(reading.carried) if same or decimal else None


def _likely(link: Link | None) -> Link | None:
    return replace(link, certainty="likely") if link else None


def _rate(reading: Reading, links: Mapping[int, Link | None]) -> Link | None:
    """A rate beside a count is the rate of that count."""
    rates, in_words = reading.vocabulary.rates, reading.line.says.within("rate in words", reading.line.lower)
    if reading.unit not in _RATES and not (reading.unit == "percent" and in_words):
        return None
    counts = [link.indicator for link in (reading.carried, *links.values()) if link and link.indicator in rates]
    return Link(rates[counts[-1]], "likely") if counts else None


def _counted(reading: Reading) -> Link | None:
    """The counted forms, with ``@`` for this figure and ``0`` for the others."""
    if reading.unit != "count":
        return None
    group = reading.group
    index = group.main if group.numerator is None else group.numerator
    figures = [("@" if place == index else "0", f.start, f.end) for place, f in enumerate(reading.line.figures)]
    return reading.vocabulary.find_counted(reading.line.scan.written(figures))
