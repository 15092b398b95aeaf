"""One council's words as the rest of the package sees them: the folder ``councils/<id>``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from scorecard.registry.families import Family
from scorecard.registry.headings import SignWords
from scorecard.registry.layouts import Layout
from scorecard.registry.models import Area, Authority, Break, Categories, LocalIndicator, Locality, PrintedName
from scorecard.registry.prose import Prose


@dataclass(frozen=True)
class Council:
    """A council: its areas, its report families with the names they print, its layouts, its breaks and its signs.

    ``id`` is the name of its folder. ``names`` holds the printed names of each family in the order of its file,
    ``open_names`` those of which nobody has said yet which indicator they are.
    """

    id: str
    authority: Authority
    localities: tuple[Locality, ...] = ()
    families: dict[str, Family] = field(default_factory=dict)
    names: dict[str, tuple[PrintedName, ...]] = field(default_factory=dict)
    open_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    layouts: tuple[Layout, ...] = ()
    breaks: tuple[Break, ...] = ()
    indicators: tuple[LocalIndicator, ...] = ()
    categories: dict[str, Categories] = field(default_factory=dict)
    signs: SignWords = field(default_factory=SignWords)
    prose: Callable[[], Prose] = Prose

    def column_words(self, comparator: str) -> list[str]:
        """The words of headers under which its packs print a comparator, as a person said."""
        columns = (column for family in self.families.values() for column in family.columns)
        return [word for column in columns if column.comparator == comparator for word in column.says]

    def own_comparators(self) -> Iterator[str]:
        """The names of comparators that columns of its packs are said to hold, national or its own."""
        for family in self.families.values():
            yield from filter(None, (column.comparator for column in family.columns))

    def areas(self) -> Iterator[Area]:
        """The council itself, then its localities."""
        own = self.authority
        yield Area(name=own.name, kind="authority", spellings=own.spellings, code=own.code, description=own.description)
        for place in self.localities:
            yield Area(
                name=place.name,
                kind="locality",
                spellings=place.spellings,
                part_of=own.name,
                description=place.description,
            )
