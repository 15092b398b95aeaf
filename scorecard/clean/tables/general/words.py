"""What one header cell says of its column: a role, a time, whose figures they are; or words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from scorecard.clean.names.header_words import ColumnWords
from scorecard.periods import year_label
from scorecard.registry import Registry
from scorecard.registry.families import ColumnMeaning
from scorecard.text.beside import may_be_a_period, one_line
from scorecard.text.letters import letters
from scorecard.text.months import MONTH
from scorecard.text.periods import TimeContext, open_label, read_period, read_twelve_months
from scorecard.text.relative import NOW, Relative, relative_of
from scorecard.text.signals import ARROWS
from scorecard.text.spans import QUARTER, SHORT_SPAN, YEAR, YEAR_ALONE, several_years, span_start

_EDGES = " ,:;()[]/-"
_MOST_WORDS = 8
"""A header of more words is a measure's name, and what stands at its ends is a part of it."""
_MOST_WORDS_OF_A_DIVISION = 5
"""What heads the categories of a table is a few words."""
_AT_A_TIME = re.compile(
    r"(?:baseline|starting (?:point|position)|start|opening)\W+(?:as )?(?:at )?(.+?)\)?", re.IGNORECASE
)
"""Words of a figure that is no other than that of its time."""
_NAMELESS = re.compile(
    r"(?:the |our |whole |all )*(?:borough|county|city|district|council|authority|local authority|la|unitary)"
    r"(?:[ -]?wide)?(?: (?:total|overall|average|figure))?",
    re.IGNORECASE,
)
"""What a council calls itself without its name."""
_SHORT_YEAR = re.compile(SHORT_SPAN)
_NO_WORD = re.compile(r"[^a-z]+")
_OF_A_REGION = re.compile(
    r"^(?:average|mean) (?:of |for )?(?:the )?| (?:regional )?(?:average|avg|ave|av|mean|region)\.?$", re.IGNORECASE
)
"""Words beside the name of a region by which it is one."""
_LISTED = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b)\s*", re.IGNORECASE)
"""What stands between the parts of a list."""
_SPAN_OF_TIME = "(?:financial |reporting )?(?:year|quarter|month|period)"
_WHICH = re.compile(
    rf"(?:(?:the )?(?:same|equivalent|corresponding) {_SPAN_OF_TIME} (?:of |in )?(?:the )?(?:last|previous|prior) year"
    rf"|(?:previous|current|last|this|prior|latest|most recent) {_SPAN_OF_TIME})\W+(.+?)\)?",
    re.IGNORECASE,
)
"""Words that say of a period which one it is, beside the period itself; alone they say none."""
BESIDE_AN_AREA = re.compile(
    r"(?:external |latest |national |published )?(?:benchmark(?:s|ing)?|comparators?|comparisons?|comparative)"
    r"(?: data| figures)?",
    re.IGNORECASE,
)
"""Words over comparators that say no more than that these are some."""
_BEFORE_A_STEP = (
    "(?:%|percent(?:age)?(?: points?)?|pp|points?|net|actual|numeric(?:al)?|absolute|annual|yearly|quarterly|monthly|"
    "year|quarter|month|period|yoy|qoq)"
)
"""Words right before one of a step: of what it is, or since when."""
_NUMBER_OVER_A_COLUMN = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}")
"""The number of a measure over its name says nothing of what the column holds."""
_ROLE_OF_SUMMARY = {"performance": "value", "timeline": "note", "success": "note", "council": "value", "trend": "note"}
"""What columns of summaries are called otherwise here."""


_DATED = re.compile(
    rf"\b{YEAR}|\b[0-9]{{2}} ?[/–-] ?[0-9]{{2}}\b|\b{QUARTER}\b|\b{MONTH}\b\.?[ '’/-]*[0-9]{{2}}\b", re.IGNORECASE
)
"""What a time says of its own: a year, or a quarter."""
_OF_ALL = re.compile(r"(?:grand |overall |sub[ -]?)?total|all|overall|sum", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]{3}")


def is_nameless(text: str) -> bool:
    """Whether words are what a council calls itself without its name: ``Borough wide``, ``Whole council``."""
    return bool(_NAMELESS.fullmatch(text.strip()))


@dataclass(frozen=True)
class Said:
    """What a header cell says: ``role``, ``time`` (the words of a period), ``area``; null for what it does not.

    ``area`` is the name of a comparator or an authority; ``words`` are the rest, empty where all was understood.
    ``relative`` is a time that they say by another one; they stay words for readers that do not know the other.
    """

    role: str | None = None
    time: str | None = None
    area: str | None = None
    words: str = ""
    relative: Relative | None = None

    @property
    def understood(self) -> bool:
        return not self.words


@dataclass(frozen=True)
class HeaderWords:
    """The words of a registry by which the columns of any table are told; ``authority`` is whose table it is.

    ``family`` is the family of reports that it belongs to: what a person said of the columns of its packs comes first.

    Localities of other authorities are words like any others: many have one of the same name. So have regions: their
    names alone are words, unless ``regions`` says that other comparators stand beside them. ``England`` does, and then
    the one region beside it is that of the authority.
    """

    registry: Registry
    authority: str
    family: str | None = None
    regions: bool = False

    @cached_property
    def _own(self) -> dict[str, ColumnMeaning]:
        family = self.registry.families.get(self.family or "")
        return {_key(word): one for one in (family.columns if family else ()) if one.means for word in one.says}

    @cached_property
    def _roles(self) -> dict[str, str]:
        told = self.registry.headers.measures
        return {_key(word): one.role for one in told for word in one.says}

    @cached_property
    def _summary(self) -> ColumnWords:
        return ColumnWords(self.registry)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {letters(one.title): one.name for one in self.registry.comparators.values()}

    def says(self, text: str, context: TimeContext) -> Said:
        """What a header cell says as a whole, or else the words at its two ends: ``England 2021/22``, ``Q1 target``."""
        whole = self._whole(text, context)
        # a comparator may be known with the year that its header prints, which is then its time
        if whole.understood and not (whole.area and any(map(str.isdigit, text))):
            return whole
        if (period := _WHICH.fullmatch(text)) and is_time(period[1], context):
            return Said(time=period[1])
        words = text.split()
        if len(words) > 1 and words[-1].lower() == "total" and is_time(" ".join(words[:-1]), context):
            return Said(time=" ".join(words[:-1]))
        for cut in range(len(words) - 1, 0, -1) if len(words) <= _MOST_WORDS else ():
            parts = [" ".join(part).strip(_EDGES) for part in (words[:cut], words[cut:])]
            first, second = (self._whole(part, context) for part in parts)
            if units := [
                one for one, part in ((first, parts[1]), (second, parts[0])) if one.time and self.counts(part)
            ]:
                return Said("value", units[0].time)
            if second.time and BESIDE_AN_AREA.fullmatch(parts[0]) and not first.area:
                return Said(time=second.time, words=parts[0])
            if both := _together(first, second) or _of_a_short_year(first, second) or _of_a_short_year(second, first):
                return both
        if whole.understood:
            return whole
        if role := self._of_summary(text):
            return Said(role)
        if not self.family and (dated := self._at_a_time(words, context)):
            return dated
        return replace(whole, relative=whole.relative or relative_of(text))

    def _at_a_time(self, words: Sequence[str], context: TimeContext) -> Said | None:
        """The name of a measure with its time before it or behind it: ``Referrals Q2 2024/25``.

        Null where it says no time of its own, or a word by which it is no figure of that time ("target", "since"); for
        "Total 2024/25", which is no name; and for what heads labels ("Age at 31 March 2024").
        """
        text = " ".join(words)
        if not may_be_a_period(text) or self.is_step(text):
            return None
        cuts = range(1, len(words))
        behind = ((words[cut:], words[:cut]) for cut in cuts)
        before = ((words[:cut], words[cut:]) for cut in reversed(cuts))
        for time, name in (*behind, *before):
            said, rest = " ".join(time).strip(_EDGES), " ".join(name).strip(_EDGES)
            if _DATED.search(said) and read_period(said, context) and self._is_a_name(rest, context):
                return Said(time=said, words=rest)
        return None

    def _is_a_name(self, text: str, context: TimeContext) -> bool:
        """Whether words may be what a measure is called."""
        known = self.role(text) or self.divides(text) or _OF_ALL.fullmatch(text) or is_nameless(text)
        return bool(_NAME.search(text)) and not known and not holds_a_time(text, context)

    def area(self, text: str) -> str | None:
        """The comparator, authority or known locality that a text names; null if it names none."""
        if text and letters(text) == letters(self.authority):
            return self.authority
        area = self.registry.area(text) or self.registry.area(text.rstrip(" .:*"))
        if area is not None and area.kind == "authority" and is_nameless(text):
            return self.authority  # what one council calls itself without its name, another one does too
        if area is not None and area.part_of in (None, self.authority):
            return area.name
        if (region := self._regions.get(_key(_OF_A_REGION.sub("", text)))) and (
            self.regions or _OF_A_REGION.search(text)
        ):
            return region[1]
        return self._titles.get(letters(text)) or self.registry.authority_names.canonical(text)

    def beside(self, texts: Iterable[str], context: TimeContext) -> HeaderWords:
        """These words among texts: the name of a region is a comparator where another one stands beside it.

        Of several regions nobody knows which is the authority's own, and parts of a place have the names of regions.
        """
        printed = list(texts)
        named = {region for text in printed for region in self._regions_in(text)}
        if len(named) != 1:
            return self
        known = any(self.says(text, context).area in self.registry.comparators for text in printed)
        return replace(self, regions=True) if known else self

    def _regions_in(self, text: str) -> Iterator[str]:
        said = f" {text.lower()} "
        return (region for name, region in self._names_of_regions if name in said)

    @cached_property
    def _names_of_regions(self) -> list[tuple[str, str]]:
        rows = [names for one in self.registry.comparators.values() for names in one.regions]
        return [(f" {name.lower()} ", names[0]) for names in rows for name in names]

    @cached_property
    def _regions(self) -> dict[str, tuple[str, str]]:
        """By what print calls it a region and its comparator."""
        every = ((one.name, names) for one in self.registry.comparators.values() for names in one.regions)
        return {_key(name): (names[0], comparator) for comparator, names in every for name in names}

    def role(self, text: str) -> str | None:
        """The role that a whole cell gives its column; null if its words are not known."""
        return self._roles.get(_key(text))

    def heads_areas(self, text: str) -> bool:
        """Whether a header lists several kinds of places: ``Local authority, region and England``."""
        parts = [part for part in _LISTED.split(text.strip()) if part]
        return len(parts) > 1 and all(self.role(part) == "area" or self.area(part) is not None for part in parts)

    def divides(self, text: str) -> bool:
        """Whether a text names something by which tables divide a measure: an age, a reason, a placement."""
        said = " ".join(_NO_WORD.sub(" ", text.lower()).split())
        if not said or len(said.split()) > _MOST_WORDS_OF_A_DIVISION:
            return False
        return any(f" {known} " in f" {said} " for known in self.registry.headers.categories)

    def is_step(self, text: str) -> bool:
        """Whether a header says that its column holds changes, which are figures of no time.

        It opens with such a word, or ends with one behind a unit or a time: "Change on last year", "% change", "Annual
        difference", no "Placement changes". In packs of a known family, whose measures have names, it may hold one.
        """
        return bool(self._steps.search(text))

    def is_rank(self, text: str) -> bool:
        """Whether a header says that its column holds places among others."""
        return bool(self._ranks.search(text))

    @cached_property
    def _ranks(self) -> re.Pattern[str]:
        words = "|".join(map(re.escape, self.registry.headers.ranks)) or "(?!)"
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

    @cached_property
    def _steps(self) -> re.Pattern[str]:
        words = "|".join(sorted(map(re.escape, self.registry.headers.steps), key=len, reverse=True)) or "(?!)"
        if self.family:
            return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
        opens = rf"^(?:{_BEFORE_A_STEP} )?(?:{words})(?!\w)(?! of\b)"
        return re.compile(rf"{opens}|(?:^|\W){_BEFORE_A_STEP} (?:{words})(?: \([^()]*\))?$", re.IGNORECASE)

    def way(self, text: str) -> str | None:
        """How a cell says in words that performance moved: ``up``, ``down``, ``level``; null for other words."""
        return self._ways.get(word_of_way(text))

    @cached_property
    def _ways(self) -> dict[str, str]:
        return {word: one.way for one in self.registry.headers.directions for word in one.says}

    def counts(self, text: str) -> str | None:
        """The unit that a header says and nothing else: ``Number``, ``%``; null for other words."""
        return self._units.get(" ".join(text.lower().split()).strip(" :."))

    @cached_property
    def _units(self) -> dict[str, str]:
        return {word.lower().strip(" :."): one.unit for one in self.registry.headers.units for word in one.says}

    def _whole(self, text: str, context: TimeContext) -> Said:
        if not text or _NUMBER_OVER_A_COLUMN.fullmatch(text):
            return Said()
        if own := self._own.get(_key(text)):
            return _said_by_a_person(own, text)
        if is_time(text, context):
            return Said(time=text, relative=relative_of(text))
        if (at := _AT_A_TIME.fullmatch(text)) and is_time(at[1], context):
            return Said(time=at[1])
        if role := self.role(text):
            return Said(role)
        if area := self.area(text):
            return Said(area=area)
        if read_twelve_months(text, context):
            return Said("rolling", time=text)
        return Said(words=text)

    def _of_summary(self, text: str) -> str | None:
        role = self._summary.role(text)
        return _ROLE_OF_SUMMARY.get(role, role) if role else None


def word_of_way(text: str) -> str:
    """What a cell says of how performance moved, without an arrow before it: ``↑ improving``."""
    return " ".join(text.lower().split()).strip(f" .{ARROWS}")


def holds_a_time(text: str, context: TimeContext) -> bool:
    """Whether a part of a text says a period: a name that does is none that next month's header will have."""
    words = text.replace("(", " ").replace(")", " ").split()
    parts = [*words, *(" ".join(pair) for pair in pairwise(words))]
    return any(is_time(part.strip(_EDGES), context) for part in parts)


def is_time(text: str, context: TimeContext) -> bool:
    """Whether a text says a period, or years of which nobody knows the period: ``2023``, ``2018-21``."""
    return bool(
        read_period(text, context) or open_label(text) or YEAR_ALONE.fullmatch(text) or several_years(one_line(text))
    )


def _of_a_short_year(one: Said, year: Said) -> Said | None:
    """A comparator or a target beside a short year: ``England 22/23``; null for anything else."""
    if not (one.area or one.role == "target") or one.time or not _SHORT_YEAR.fullmatch(year.words):
        return None
    start = span_start(year.words)
    return Said(one.role, year_label(start), one.area) if start is not None else None


def _said_by_a_person(own: ColumnMeaning, text: str) -> Said:
    """What a person said of a column; a time is none of the header's own, so that its words stay."""
    time = NOW if own.means == "now" else own.time
    return Said("value" if time else own.role, area=own.comparator, words=text if time else "", relative=time)


def _key(text: str) -> str:
    """A word as it is compared; a lone sign such as ``#`` is kept."""
    return letters(text) or text.strip()


def _together(first: Said, second: Said) -> Said | None:
    """What two parts of a header say together; null where one of them is not understood or both say the same thing."""
    if not (first.understood and second.understood):
        return None
    if any(a and b for a, b in zip((first.role, first.time, first.area), (second.role, second.time, second.area))):
        return None
    return Said(first.role or second.role, first.time or second.time, first.area or second.area)
