"""The registry as the rest of the package sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from scorecard.comparators import Comparator, comparators
from scorecard.errors import InputError
from scorecard.registry.authorities import AuthorityNames, NationalAuthority, PublisherWords
from scorecard.registry.council import Council
from scorecard.registry.families import Family
from scorecard.registry.headings import DocumentWords, Headers, HeaderWords, SignWords
from scorecard.registry.layouts import Layout
from scorecard.registry.models import Area, Change, Good, Indicator, PrintedName, Theme
from scorecard.registry.prose import CaveatMeaning, Prose, joined
from scorecard.text.letters import letters
from scorecard.text.spans import SPAN
from scorecard.units import Unit, units

if TYPE_CHECKING:
    import polars as pl

_Made = TypeVar("_Made")
_YEAR_AT_END = re.compile(rf" ?\(?{SPAN}\)?$")
_PIECES = re.compile(r"\d+|[a-z]+", re.IGNORECASE)


def number_order(number: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts printed numbers as a reader does.

    >>> sorted(["4.10", "4.9", "1.A1"], key=number_order)
    ['1.A1', '4.9', '4.10']
    """
    return tuple((1, int(p), "") if p.isdigit() else (0, 0, p.lower()) for p in _PIECES.findall(number))


def plain_spelling(name: str) -> str:
    """A name as spellings are compared: lower case, single blanks."""
    return " ".join(name.lower().split())


def _no_document_words() -> DocumentWords:
    raise InputError("this registry says nothing of documents", where="registry/documents.yml")


@dataclass(frozen=True)
class NumberedName:
    """One printed number of a family and the indicator it stands for; ``names`` holds every spelling."""

    number: str
    name: str
    indicator: str
    unit: str
    names: tuple[str, ...]
    page: str | None
    shared: bool


@dataclass(frozen=True)
class Registry:
    """National words (indicators, themes, comparators) and those of every council, each by its id or name."""

    indicators: dict[str, Indicator]
    themes: dict[str, Theme]
    comparators: dict[str, Comparator] = field(default_factory=comparators)
    councils: dict[str, Council] = field(default_factory=dict)
    headers: Headers = field(default_factory=Headers)
    units: dict[str, Unit] = field(default_factory=units)
    prose: Callable[[], Prose] = Prose
    document_words: Callable[[], DocumentWords] = _no_document_words
    authorities: dict[str, NationalAuthority] = field(default_factory=dict)
    publishers: PublisherWords = field(default_factory=PublisherWords)
    caveats: dict[str, CaveatMeaning] = field(default_factory=dict)

    # ---- one council --------------------------------------------------------------------------------------

    def of(self, authority: str | None) -> Registry:
        """The registry as the packs of one authority are read: without the words of other councils.

        A pack of an authority that has no folder is read with the words of all.
        """
        if authority not in self._by_authority:
            return self
        return self._by_authority[authority]

    @cached_property
    def _by_authority(self) -> dict[str | None, Registry]:
        if len(self.councils) < 2:
            return {}
        return {council.authority.name: self._alone(council) for council in self.councils.values()}

    def _alone(self, council: Council) -> Registry:
        elsewhere = {i.id for other in self.councils.values() if other is not council for i in other.indicators}
        known = {id_: indicator for id_, indicator in self.indicators.items() if id_ not in elsewhere}
        return replace(self, indicators=known, councils={council.id: council})

    def made(self, make: Callable[[Registry], _Made]) -> _Made:
        """What ``make`` makes of this registry (an index, the weights of its words), made once and kept with it."""
        if make not in self._made:
            self._made[make] = make(self)
        kept: _Made = self._made[make]
        return kept

    @cached_property
    def _made(self) -> dict[Callable[[Registry], Any], Any]:
        return {}

    # ---- indicators and their printed names ---------------------------------------------------------------

    def indicator(self, indicator: str) -> Indicator:
        """The indicator with this id. Raises InputError if there is none."""
        try:
            return self.indicators[indicator]
        except KeyError:
            raise InputError(
                f"the registry has no indicator {indicator!r}",
                where="registry/indicators",
                do="check the spelling against docs/data-dictionary.md, or add an entry",
            ) from None

    @cached_property
    def families(self) -> dict[str, Family]:
        """The report families of all councils by id, in the order of their files."""
        return {id_: family for council in self.councils.values() for id_, family in council.families.items()}

    @cached_property
    def names(self) -> dict[str, tuple[PrintedName, ...]]:
        """The printed names of every family, in the order of its file."""
        return {id_: council.names.get(id_, ()) for council in self.councils.values() for id_ in council.families}

    @cached_property
    def layouts(self) -> tuple[Layout, ...]:
        """The layouts of small tables, council by council, in the order in which they are tried."""
        return tuple(layout for council in self.councils.values() for layout in council.layouts)

    @cached_property
    def summary_headers(self) -> tuple[HeaderWords, ...]:
        """What header cells of summaries say: the families' own words before the general ones."""
        own = [words for family in self.families.values() for words in family.headers]
        return (*own, *self.headers.summary)

    def signs(self, family: str | None) -> dict[str, tuple[str, ...]]:
        """SignWords of arrows and colours by what they say: the family's own, then its council's.

        For no known family those of all councils.
        """
        councils = [c for c in self.councils.values() if family in c.families] or list(self.councils.values())
        own = [self.families[family].signs] if family in self.families else []
        told = [*own, *(council.signs for council in councils)]
        answered = self.families[family].colours if family in self.families else []
        said: dict[str, str] = {one.sign: one.tells for one in answered if one.tells not in (None, "nothing")}
        for signs in told:
            for meaning, printed in signs.model_dump().items():
                for sign in printed:
                    said.setdefault(sign, meaning)
        return {meaning: tuple(s for s, m in said.items() if m == meaning) for meaning in SignWords.model_fields}

    def names_of(self, indicator: str, family: str | None = None) -> tuple[PrintedName, ...]:
        """How the families (or one of them) print an indicator; empty if they do not."""
        printed = self._names_by_indicator.get(indicator, ())
        return printed if family is None else tuple(name for name in printed if name.family == family)

    @cached_property
    def _names_by_indicator(self) -> dict[str, tuple[PrintedName, ...]]:
        printed: dict[str, tuple[PrintedName, ...]] = {}
        for names in self.names.values():
            for name in names:
                printed[name.indicator] = (*printed.get(name.indicator, ()), name)
        return printed

    def named(self, family: str) -> list[tuple[Indicator, PrintedName]]:
        """Every printed name of a family with its indicator, numbered or not."""
        if family not in self.families:
            raise InputError(
                f"the registry has no report family {family!r}",
                where="councils/<name>/families.yml",
                expected=", ".join(self.families),
            )
        return [(self.indicators[name.indicator], name) for name in self.names[family]]

    def numbered(self, family: str) -> list[NumberedName]:
        """Every printed number of a family, in the order of the numbers."""
        rows = [
            NumberedName(n.number, n.names[0], i.id, n.unit or i.unit, tuple(n.names), n.page, n.shared)
            for i, n in self.named(family)
            if n.number is not None
        ]
        return sorted(rows, key=lambda row: number_order(row.number))

    def good(self, indicator: str, family: str) -> Good:
        """What good looks like for an indicator in one family's print."""
        return next((n.good for n in self.names_of(indicator, family) if n.good), self.indicator(indicator).good)

    def changes(self, indicator: str) -> list[Change]:
        """National definition changes of an indicator and breaks of the councils' own, by date."""
        own = [b for council in self.councils.values() for b in council.breaks if indicator in b.indicators]
        return sorted([*self.indicator(indicator).changes, *own], key=lambda change: change.date)

    def categories(self, indicator: str) -> list[str]:
        """The known categories of an indicator's breakdown, council by council in printed order."""
        known = [c.categories[indicator].names for c in self.councils.values() if indicator in c.categories]
        return list(dict.fromkeys(chain.from_iterable(known)))

    def prose_words(self) -> Prose:
        """The words of prose: each council's before the national ones, so that they are tried first.

        They are read only when they are asked for, and once: few commands need them.
        """
        return joined([*(council.prose() for council in self.councils.values()), self.prose()])

    # ---- areas --------------------------------------------------------------------------------------------

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Authorities with their localities, then the comparators, by name."""
        areas = {area.name: area for council in self.councils.values() for area in council.areas()}
        alone = next(iter(self.councils.values())) if len(self.councils) == 1 else None
        for own in self.comparators.values():
            local = [council.authority.comparators.get(own.name, []) for council in self.councils.values()]
            # the words of a column are so vague that they are only their own council's
            said = alone.column_words(own.name) if alone else ()
            areas[own.name] = Area(
                name=own.name,
                kind="comparator",
                spellings=[*own.spellings, *chain.from_iterable(local), *said],
                own_year=own.own_year,
                description=own.description,
            )
        return areas

    @cached_property
    def authority_names(self) -> AuthorityNames:
        """The authorities of the nation, and the councils that have a folder, by what print calls them."""
        return AuthorityNames(self.authorities, (council.authority.name for council in self.councils.values()))

    @cached_property
    def area_spellings(self) -> dict[str, str]:
        """Area name by printed spelling, in lower case with single spaces."""
        return {
            plain_spelling(spelling): area.name
            for area in self.areas.values()
            for spelling in (area.name, *area.spellings)
        }

    @cached_property
    def area_letters(self) -> tuple[tuple[str, str], ...]:
        """The letters of every printed spelling of an area, and the area's name."""
        return tuple((letters(spelling), name) for spelling, name in self.area_spellings.items())

    def area(self, printed: str) -> Area | None:
        """The area that a printed spelling stands for; null if none does.

        A year at the end is left out where the area's columns print their own: ``Region 2022/23`` is ``Region``.
        """
        if printed not in self._areas_asked:
            self._areas_asked[printed] = self._area_of(plain_spelling(printed))
        return self._areas_asked[printed]

    @cached_property
    def _areas_asked(self) -> dict[str, Area | None]:
        """What ``area`` found before: the same cells are asked about again and again."""
        return {}

    def area_name(self, printed: str, authority: str) -> str | None:
        """The name of the area that a spelling stands for in a pack of ``authority``; null if it stands for none.

        What another council calls itself without its name (``Borough wide``) means the pack's own authority here.
        """
        known = self.area(printed)
        if known is None:
            return None
        elsewhere = known.kind == "authority" and known.name != authority
        return authority if elsewhere and letters(known.name) not in letters(printed) else known.name

    def _area_of(self, spelling: str) -> Area | None:
        if name := self.area_spellings.get(spelling):
            return self.areas[name]
        name = self.area_spellings.get(_YEAR_AT_END.sub("", spelling))
        return self.areas[name] if name and self.areas[name].own_year else None

    def linked(self, measures: Set[str]) -> list[str]:
        """These measures and every one that a link of the registry joins with one of them, in either direction."""
        named = {other for one in measures for other in self._links.get(one, ())}
        naming = {other for one in measures for other in self._linking.get(one, ())}
        return sorted(measures | named | naming)

    @cached_property
    def _linking(self) -> dict[str, Set[str]]:
        """The indicators whose definition names each."""
        linking: dict[str, set[str]] = {}
        for one, others in self._links.items():
            for other in others:
                linking.setdefault(other, set()).add(one)
        return {**linking}

    @cached_property
    def _links(self) -> dict[str, Set[str]]:
        """The indicators that each indicator's definition names."""
        return {
            one.id: (set(_texts(one.model_dump())) & self.indicators.keys()) - {one.id}
            for one in self.indicators.values()
        }

    def frame(self) -> pl.DataFrame:
        """One row per indicator in printed order, with its rules as columns; null where it has none."""
        from scorecard.registry.table import indicator_frame

        return self.made(indicator_frame)

    def caveat_frame(self) -> pl.DataFrame:
        """One row per kind of warning: ``kind``, ``words``, ``not_judged``, ``takes_back``, ``said_of``."""
        from scorecard.registry.table import caveat_frame

        return self.made(caveat_frame)

    def theme_frame(self) -> pl.DataFrame:
        """One row per theme in its order: ``theme``, ``title``, ``order``, ``description``."""
        from scorecard.registry.table import theme_frame

        return theme_frame(self)

    def change_frame(self) -> pl.DataFrame:
        """One row per change of a measure: ``indicator``, ``changed``, ``kind``, ``reason``, and ``whose`` it is."""
        from scorecard.registry.table import change_frame

        return self.made(change_frame)


def _texts(value: object) -> Iterator[str]:
    """Every text in a structure of mappings and lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _texts(one)
