"""Whose pack it is: the authority that the text names as its own, or why none can be told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scorecard.extract.forms import Forms, any_of, as_name, as_spelt, places_of, without_leading
from scorecard.registry import Registry
from scorecard.registry.authorities import AuthorityNames, PublisherWords, spelt, without_marks

_FIRST_LINES = 25
"""So many lines with text open a pack: its title, its meeting, whose it is."""
_TITLE_WORDS = 14
"""A line of more words is no title and no running head."""
_REPEATED = 3
"""A line of words that stands so often is a running head."""
_ENOUGH = 3
"""Mentions without any council's form that tell whose a pack is, where the council has no folder here."""
_CELL_WORDS = 3
"""A cell of so many words speaks; a shorter one is a figure, a label or a sign."""
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"(?<![a-z0-9-])([a-z0-9-]{3,})\.gov\.uk\b", re.IGNORECASE)
_ADDRESS_ALONE = re.compile(r"\S*\.gov\.uk\S*", re.IGNORECASE)


@dataclass(frozen=True)
class Publisher:
    """The authority that a text names as its own (null if none can be told), and every candidate with its lines."""

    name: str | None
    named: tuple[tuple[str, int], ...]
    """Each candidate looked at with the line, counted from 1, on which it is named first and best."""


@dataclass(frozen=True)
class _Mention:
    """One place that names an authority; ``rank`` says how well, 0 best (see `_rank`)."""

    name: str
    line: int
    rank: int


def find_publisher(lines: Sequence[str], registry: Registry) -> Publisher:
    """Whose pack it is. Of the ways to name an authority the best decides, and of several there the most frequent.

    In a title (the first lines, running heads) a council's form ("X Borough Council", "London Borough of X",
    ``www.x.gov.uk``, a company that runs its services, an opening line of nothing but its name) comes before the name
    among other words; then a form in the text. A name without a form in the text counts last, if the council has a
    folder here or stands there three times or more.
    Cells of words in lines with TABs come behind prose: an indicator may speak of another authority. Two that are
    named as well and as often leave the question open.
    """
    names, words, titles = registry.authority_names, registry.publishers, _Titles(lines, registry.publishers)
    # titles settle it for most packs, whatever the text says; reading them alone takes a tenth of the time
    titles_alone = [line if number in titles.every else "" for number, line in enumerate(lines)]
    mentions = list(_mentions(_Text(titles_alone, titles), names, words))
    name = _decide(mentions, names.councils, _IN_TITLES)
    if name is None:
        mentions = list(_mentions(_Text(lines, titles), names, words))
        name = _decide(mentions, names.councils, _RANKS)
    best: dict[str, _Mention] = {}
    for one in sorted(mentions, key=lambda mention: (mention.rank, mention.line)):
        best.setdefault(one.name, one)
    return Publisher(name, tuple((one.name, one.line) for one in best.values()))


def _decide(mentions: Sequence[_Mention], at_home: frozenset[str], ranks: Sequence[_Rank]) -> str | None:
    """The one candidate that is left: rank by rank those named most often stay, until there is one."""
    left: set[str] | None = None
    for rank in range(len(ranks)):
        times = Counter(m.name for m in mentions if m.rank == rank and (left is None or m.name in left))
        if rank >= _RANKS.index(_BARE_IN_TEXT):
            times = Counter({n: t for n, t in times.items() if left or n in at_home or t >= _ENOUGH})
        if times:
            most = max(times.values())
            left = {name for name, count in times.items() if count == most}
    return left.pop() if left and len(left) == 1 else None


# ---- where a mention stands ----------------------------------------------------------------------------------

_Rank = tuple[bool, bool, bool]
_BARE_IN_TEXT: _Rank = (False, False, True)
_RANKS: tuple[_Rank, ...] = (
    (True, True, True),
    (True, True, False),
    (False, True, True),
    (True, False, True),
    (True, False, False),
    _BARE_IN_TEXT,
    (False, False, False),
)
"""How well a place names an authority, best first: in a council's form, in a title, in prose (not in a cell)."""
_IN_TITLES = _RANKS[:3]
"""Places in titles come before all others."""


class _Titles:
    """The lines, by number from 0, that are titles of a document.

    ``opening`` are those among its first lines, ``every`` these and running heads of more than one word: a chart's
    labels are none.
    """

    def __init__(self, lines: Sequence[str], words: PublisherWords) -> None:
        people = re.compile(rf"\W*(?:{any_of(words.people)})\b", re.IGNORECASE)
        filled = [number for number, line in enumerate(lines) if line.strip()]
        short = [n for n in filled if len(lines[n].split()) <= _TITLE_WORDS and not people.match(lines[n])]
        heads = {n: " ".join(_DIGIT.sub("", lines[n]).split()) for n in short if "\t" not in lines[n]}
        times = Counter(heads.values())
        self.opening = frozenset(short) & frozenset(filled[:_FIRST_LINES])
        self.every = self.opening | {n for n, head in heads.items() if times[head] >= _REPEATED and " " in head}


class _Text:
    """A document's lines as one text without marks, and what each of its places is."""

    def __init__(self, lines: Sequence[str], titles: _Titles) -> None:
        self.lines, self.titles = lines, titles
        self.addressed = [number for number, line in enumerate(lines) if ".gov" in line or ".GOV" in line]
        bare = list(lines)
        for number in self.addressed:
            bare[number] = _ADDRESS_ALONE.sub(" ", lines[number])
        self.plain = without_marks("\n".join(bare))
        self.lower = self.plain.lower()
        said = _WORD.findall(self.lower)
        self._words, self._said = frozenset(said), " ".join(["", *said, ""])
        self._starts = [0, *(m.end() for m in re.finditer("\n", self.plain))]

    def says(self, spelling: str) -> bool:
        """Whether the words of a spelling stand one after the other somewhere, whatever marks divide them."""
        said = spelling.lower()
        return said.partition(" ")[0] in self._words and f" {said} " in self._said

    def line_at(self, position: int) -> int:
        """The number, from 0, of the line in which a place of the text stands."""
        return bisect_right(self._starts, position) - 1

    def is_whole_title(self, start: int, end: int) -> bool:
        """Whether a place of the text is all that a title says."""
        line = self.line_at(start)
        return line in self.titles.opening and spelt(self.lines[line]).strip("#|_: ") == spelt(self.plain[start:end])

    def lines_without(self, places: Iterable[tuple[int, int]], signs: Iterable[str]) -> Iterator[tuple[int, str]]:
        """The lines with one of ``signs`` (in lower case) and their numbers; a bar stands for each of ``places``."""
        there = {self.line_at(match.start()) for sign in signs for match in re.finditer(re.escape(sign), self.lower)}
        blots: dict[int, list[tuple[int, int]]] = {}
        for start, end in places:
            blots.setdefault(self.line_at(start), []).append((start, end))
        for number in sorted(there):
            first = self._starts[number]
            line = self.plain[first : self.plain.find("\n", first) if number + 1 < len(self._starts) else None]
            left, here = [], 0
            for start, end in sorted(blots.get(number, ())):
                left.append(line[here : start - first])
                here = max(here, end - first)
            yield number, "|".join([*left, line[here:]])

    def rank(self, line: int, *, formal: bool) -> int | None:
        """The place's rank in `_RANKS`; null for a name without a form in a cell that is no sentence."""
        prose = "\t" not in self.lines[line]
        if not prose and not formal and not any(_speaks(cell) for cell in self.lines[line].split("\t")):
            return None
        title = line in self.titles.every and (formal or prose)
        return _RANKS.index((formal, title, prose))


def _speaks(cell: str) -> bool:
    return len(cell.split()) >= _CELL_WORDS


# ---- what a mention is ---------------------------------------------------------------------------------------


def _mentions(text: _Text, names: AuthorityNames, words: PublisherWords) -> Iterator[_Mention]:
    forms = Forms(words)
    listed = [*_listed(text, names, forms), *_companies(text, names)]
    named = (
        *((one.name, text.line_at(one.start), one.formal) for one in listed),
        *((name, line, True) for name, line in _addressed(text, names, words)),
        *((name, line, True) for name, line in _formed(text, listed, forms, words)),
    )
    for name, line, formal in named:
        rank = text.rank(line, formal=formal)
        if rank is not None:
            yield _Mention(name, line + 1, rank)


@dataclass(frozen=True)
class _Listed:
    """A name of the list in the text without marks: which authority's, where, and whether in a council's form."""

    name: str
    start: int
    end: int
    formal: bool


def _listed(text: _Text, names: AuthorityNames, forms: Forms) -> Iterator[_Listed]:
    """Names of the list, whole words with their capitals, the longest first."""
    candidates = [one for one in names.spellings if text.says(one)]
    for printed in places_of(candidates, text.plain):
        name, common = names.spellings[as_spelt(printed[0], candidates)]
        start, end = printed.span()
        formal = forms.round(text.plain, start, end) or text.is_whole_title(start, end)
        if formal or not common:
            yield _Listed(name, start, end, formal)


def _companies(text: _Text, names: AuthorityNames) -> Iterator[_Listed]:
    """Companies that run an authority's services for children."""
    candidates = [one for one in names.companies if one.lower() in text.lower]
    for printed in places_of(candidates, text.plain):
        yield _Listed(names.companies[as_spelt(printed[0], candidates)], *printed.span(), formal=True)


def _addressed(text: _Text, names: AuthorityNames, words: PublisherWords) -> Iterator[tuple[str, int]]:
    """Web and mail addresses, with their lines: those of the list by its labels, others by the label itself."""
    for number in text.addressed:
        for label in (printed[1].lower() for printed in _ADDRESS.finditer(text.lines[number])):
            if label not in words.no_councils:
                yield names.of_address(label) or as_name(label.replace("-", " ")), number


def _formed(text: _Text, listed: Iterable[_Listed], forms: Forms, words: PublisherWords) -> Iterator[tuple[str, int]]:
    """Names that no list holds, with their lines: those in a form that only councils have."""
    for number, line in text.lines_without([(one.start, one.end) for one in listed if one.formal], forms.signs):
        printed = (pattern.findall(line) for pattern in forms.patterns(title=number in text.titles.every))
        for name in (without_leading(name, words.leading) for name in next(filter(None, printed), [])):
            if name and name.split(" ")[-1].lower() not in words.others:
                yield as_name(name), number
