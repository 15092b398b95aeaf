"""Whose pack it is: the authority that the text names as its own, or why none can be told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

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
_BEFORE, _AFTER = 40, 60
"""Characters round a name in which a council's form stands."""
_SMALL = ("and", "upon", "on", "of", "the", "with", "in", "under", "by", "le")
_SMALL_WORD = "|".join((*_SMALL, *(word.upper() for word in _SMALL)))
_NAME = rf"[A-Z][A-Za-z']+(?:(?:[ -](?:{_SMALL_WORD}))*[ -][A-Z][A-Za-z']+)*?"
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"([a-z0-9-]+)\.gov\.uk\b", re.IGNORECASE)
_ADDRESS_ALONE = re.compile(r"\S*\.gov\.uk\S*", re.IGNORECASE)


@dataclass(frozen=True)
class Publisher:
    """The authority that a text names as its own (null if none can be told), and every candidate with its lines."""

    name: str | None
    named: tuple[tuple[str, int], ...]
    """Each candidate with the line, counted from 1, on which it is named first and best."""


@dataclass(frozen=True)
class _Mention:
    """One place that names an authority; ``rank`` says how well, 0 best (see `_rank`)."""

    name: str
    line: int
    rank: int


def find_publisher(lines: Sequence[str], registry: Registry) -> Publisher:
    """Whose pack it is. Of the ways to name an authority the best decides, and of several there the most frequent.

    In a title (the first lines, running heads) a council's form ("X Borough Council", "London Borough of X",
    ``www.x.gov.uk``, a company that runs its services) comes before the name alone; then a form in the text. A name
    without a form in the text counts last, if the council has a folder here or stands there three times or more.
    Cells of words in lines with TABs come behind prose: an indicator may speak of another authority. Two that are
    named as well and as often leave the question open.
    """
    text = _Text(lines, registry.publishers)
    mentions = list(_mentions(text, registry.authority_names, registry.publishers))
    name = _decide(mentions, registry.authority_names.councils)
    best: dict[str, _Mention] = {}
    for one in sorted(mentions, key=lambda mention: (mention.rank, mention.line)):
        best.setdefault(one.name, one)
    return Publisher(name, tuple((one.name, one.line) for one in best.values()))


def _decide(mentions: Sequence[_Mention], at_home: frozenset[str]) -> str | None:
    """The one candidate that is left: rank by rank those named most often stay, until there is one."""
    left: set[str] | None = None
    for rank in range(len(_RANKS)):
        times = Counter(m.name for m in mentions if m.rank == rank and (left is None or m.name in left))
        if rank >= _RANKS.index(_BARE_IN_TEXT):
            times = Counter({n: t for n, t in times.items() if left or n in at_home or t >= _ENOUGH})
        if times:
            most = max(times.values())
            left = {name for name, count in times.items() if count == most}
    return left.pop() if left and len(left) == 1 else None


# ---- where a mention stands ----------------------------------------------------------------------------------

_BARE_IN_TEXT = (False, False, True)
_RANKS = (
    (True, True, True),
    (True, True, False),
    (False, True, True),
    (True, False, True),
    (True, False, False),
    _BARE_IN_TEXT,
    (False, False, False),
)
"""How well a place names an authority, best first: in a council's form, in a title, in prose (not in a cell)."""


class _Text:
    """A document's lines as one text without marks, and what each of its places is."""

    def __init__(self, lines: Sequence[str], words: PublisherWords) -> None:
        self.lines = lines
        self.addressed = [number for number, line in enumerate(lines) if ".gov" in line or ".GOV" in line]
        bare = list(lines)
        for number in self.addressed:
            bare[number] = _ADDRESS_ALONE.sub(" ", lines[number])
        self.plain = without_marks("\n".join(bare))
        self.lower = self.plain.lower()
        said = _WORD.findall(self.lower)
        self._words, self._said = frozenset(said), " ".join(["", *said, ""])
        self._people = re.compile(rf"\W*(?:{_any_of(words.people)})\b", re.IGNORECASE)
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
        return line in self.titles and spelt(self.lines[line]).strip("#|_: ") == spelt(self.plain[start:end])

    def lines_without(self, places: Iterable[tuple[int, int]], signs: Iterable[str]) -> Iterator[tuple[int, str]]:
        """The lines that hold one of ``signs``, in lower case, with their numbers; some places are blotted out."""
        there = {self.line_at(found.start()) for sign in signs for found in re.finditer(re.escape(sign), self.lower)}
        blots: dict[int, list[tuple[int, int]]] = {}
        for start, end in places:
            blots.setdefault(self.line_at(start), []).append((start, end))
        for number in sorted(there):
            first = self._starts[number]
            line = self.plain[first : self.plain.find("\n", first) if number + 1 < len(self._starts) else None]
            for start, end in blots.get(number, ()):
                line = f"{line[: start - first]}{'|' * (end - start)}{line[end - first :]}"
            yield number, " ".join(line.split(" "))

    @cached_property
    def titles(self) -> frozenset[int]:
        """The lines that open the document, and those that stand on many pages: short ones that name no people."""
        filled = [number for number, line in enumerate(self.lines) if line.strip()]
        short = [
            n for n in filled if len(self.lines[n].split()) <= _TITLE_WORDS and not self._people.match(self.lines[n])
        ]
        heads = {n: " ".join(re.sub(r"\d", "", self.lines[n]).split()) for n in short if "\t" not in self.lines[n]}
        often = {head for head, times in Counter(heads.values()).items() if times >= _REPEATED and head}
        opening = set(filled[:_FIRST_LINES])
        return frozenset(n for n in short if n in opening or heads.get(n) in often)

    def rank(self, line: int, *, formal: bool) -> int | None:
        """The place's rank in `_RANKS`; null for a name without a form in a cell that is no sentence."""
        prose = "\t" not in self.lines[line]
        if not prose and not formal and not any(_speaks(cell) for cell in self.lines[line].split("\t")):
            return None
        title = line in self.titles and (formal or prose)
        return _RANKS.index((formal, title, prose))


def _speaks(cell: str) -> bool:
    return len(cell.split()) >= _CELL_WORDS


# ---- what a mention is ---------------------------------------------------------------------------------------


def _mentions(text: _Text, names: AuthorityNames, words: PublisherWords) -> Iterator[_Mention]:
    forms = _Forms(words)
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


def _listed(text: _Text, names: AuthorityNames, forms: _Forms) -> Iterator[_Listed]:
    """Names of the list, whole words with their capitals, the longest first."""
    candidates = [one for one in names.spellings if text.says(one)]
    for printed in _finditer(candidates, text.plain):
        name, common = names.spellings[_as_spelt(printed[0], candidates)]
        start, end = printed.span()
        formal = forms.round(text.plain, start, end)
        if formal or not common or text.is_whole_title(start, end):
            yield _Listed(name, start, end, formal)


def _companies(text: _Text, names: AuthorityNames) -> Iterator[_Listed]:
    """Companies that run an authority's services for children."""
    candidates = [one for one in names.companies if one.lower() in text.lower]
    for printed in _finditer(candidates, text.plain):
        yield _Listed(names.companies[_as_spelt(printed[0], candidates)], *printed.span(), formal=True)


def _addressed(text: _Text, names: AuthorityNames, words: PublisherWords) -> Iterator[tuple[str, int]]:
    """Web and mail addresses, with their lines: those of the list by its labels, others by the label itself."""
    for number in text.addressed:
        for label in (printed[1].lower() for printed in _ADDRESS.finditer(text.lines[number])):
            if label not in words.no_councils:
                yield names.of_address(label) or _as_name(label.replace("-", " ")), number


def _formed(text: _Text, listed: Iterable[_Listed], forms: _Forms, words: PublisherWords) -> Iterator[tuple[str, int]]:
    """Names that no list holds, with their lines: those in a form that only councils have."""
    for number, line in text.lines_without([(one.start, one.end) for one in listed if one.formal], forms.signs):
        printed = (pattern.findall(line) for pattern in forms.patterns(title=number in text.titles))
        for name in (_without_leading(name, words.leading) for name in next(filter(None, printed), [])):
            if name and name.split(" ")[-1].lower() not in words.others:
                yield _as_name(name), number


def _without_leading(name: str, leading: Iterable[str]) -> str:
    """A name without what leads up to it: ``Report to Exampleton`` is ``Exampleton``."""
    said = name.split(" ")
    opening = [n for n, word in enumerate(said) if word.lower() in leading and (n == 0 or word.lower() not in _SMALL)]
    return " ".join(said[max(opening, default=-1) + 1 :])


def _as_name(text: str) -> str:
    """A name in capitals or small letters as a name is written: ``EXAMPLETON ON SEA`` is ``Exampleton on Sea``."""
    if not (text.isupper() or text.islower()):
        return text
    words = re.split(r"([ -])", text.lower())
    return "".join(word if n and word in _SMALL else word.capitalize() for n, word in enumerate(words))


class _Forms:
    """A council's forms as patterns: round a name that is known, and with a name that is not."""

    def __init__(self, words: PublisherWords) -> None:
        kinds, short, titles = _any_of(words.kinds), _any_of(words.short), _any_of(words.titles)
        self._behind = re.compile(rf"(?:'s)?\s+(?:(?:{kinds})\s+)*(?:council|authority|{short})\b", re.IGNORECASE)
        self._before = re.compile(rf"\b(?:{kinds}|council|city and county)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
        self._anywhere = (
            re.compile(rf"\b(?i:{titles}) ({_NAME})(?![A-Za-z']|[ -][A-Z])"),
            re.compile(rf"\b(?i:city|county) (?i:of) ({_NAME}) (?i:council)\b"),
            re.compile(rf"\b({_NAME}) (?i:(?:(?:{kinds}) )+council)\b"),
            re.compile(rf"\b({_NAME}) (?:{short})\b"),
        )
        self._title = re.compile(rf"^\W*({_NAME}) (?i:council)\W*(?:$|[:,(–-])")
        self.signs = ("council", "borough of", *(f" {text.lower()}" for text in words.short))

    def round(self, text: str, start: int, end: int) -> bool:
        """Whether a council's form stands round a name."""
        behind = self._behind.match(text, end, end + _AFTER)
        return bool(behind or self._before.search(text[max(0, start - _BEFORE) : start]))

    def patterns(self, *, title: bool) -> tuple[re.Pattern[str], ...]:
        """The forms of a name that no list holds, the fullest first; "X Council" alone only as a whole title."""
        return (*self._anywhere, self._title) if title else self._anywhere


def _any_of(words: Iterable[str]) -> str:
    """One of several words, the longest first; a pattern that nothing matches for none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _finditer(names: Sequence[str], text: str) -> Iterator[re.Match[str]]:
    """Every place of a name, longest first, with its capitals or all in capitals."""
    if not names:
        return iter(())
    written = (form for name in sorted(names, key=len, reverse=True) for form in (name, name.upper()))
    either = "|".join(",?[ -]+".join(_word(word) for word in form.split(" ")) for form in dict.fromkeys(written))
    return re.finditer(rf"(?<![A-Za-z0-9])(?:{either})(?![A-Za-z0-9])", text)


def _word(word: str) -> str:
    """A word of a name as a pattern; the small ones have no capitals of their own."""
    return f"(?:{word.lower()}|{word.upper()})" if word.lower() in _SMALL else re.escape(word)


def _as_spelt(printed: str, names: Iterable[str]) -> str:
    """The spelling of the list that was printed, which may be in capitals."""
    plain = spelt(printed).lower()
    return next(name for name in names if name.lower() == plain)
