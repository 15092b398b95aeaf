"""The national list of authorities with duties for children, and the words by which a council calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from scorecard.entries import Entry

Kind = Literal["unitary", "metropolitan-district", "london-borough", "county", "welsh", "scottish"]
_DIVIDING = re.compile(r"[-‐‑, ]+")
_MARKS = (("&", " and "), (".", ""), ("’", "'"), ("‐", "-"), ("‑", "-"), ("*", " "), ("\t", " | "))


class NationalAuthority(Entry):
    """One authority of ``authorities.yml``: its code and name of the Office for National Statistics.

    ``spellings``: other names that stand for it anywhere. ``common``: names that are words or names of other things
    too, so that they count only in a council's form. ``addresses``: the label of its web address where that is not
    its name. ``companies``: who runs its services for children. ``former_codes``: codes it had before.
    ``until``: its last day, null for one that is still there.
    """

    code: str = Field(pattern=r"^[EWS](?:06|08|09|10|12)[0-9]{6}$")
    name: str
    kind: Kind
    spellings: list[str] = []
    common: list[str] = []
    addresses: list[str] = []
    companies: list[str] = []
    former_codes: list[str] = []
    until: date | None = None


class PublisherWords(Entry):
    """``publishers.yml``: the words of a council's form, and what only looks like one."""

    kinds: list[str] = []
    short: list[str] = []
    short_of_listed: list[str] = []
    before_listed: list[str] = []
    titles: list[str] = []
    others: list[str] = []
    leading: list[str] = []
    no_councils: list[str] = []
    people: list[str] = []


class AuthorityNames:
    """Authorities by what print calls them: those of the national list, and councils that have a folder here."""

    def __init__(self, authorities: Mapping[str, NationalAuthority], councils: Iterable[str] = ()) -> None:
        self.authorities = authorities
        self.councils = frozenset(councils)

    def canonical(self, printed: str) -> str | None:
        """The name of the authority that a printed name or company stands for; null if the list has none.

        >>> AuthorityNames({}, ["Example-on-Sea"]).canonical("EXAMPLE ON SEA")
        'Example-on-Sea'
        """
        return self._by_spelling.get(spelt(printed).lower())

    @cached_property
    def spellings(self) -> dict[str, tuple[str, bool]]:
        """By spelling, without marks: the authority's name, and whether it counts only in a council's form."""
        known = {spelt(name): (name, False) for name in self.councils}
        for one in self.authorities.values():
            known |= {spelt(text): (one.name, True) for text in one.common}
            plain = (text for text in (one.name, *one.spellings) if text not in one.common)
            known |= {spelt(text): (one.name, False) for text in plain}
        return known

    @cached_property
    def companies(self) -> dict[str, str]:
        """By the name of a company, without marks: the authority whose services it runs."""
        return {spelt(text): one.name for one in self.authorities.values() for text in one.companies}

    @cached_property
    def _by_spelling(self) -> dict[str, str]:
        named = {text.lower(): name for text, (name, _) in self.spellings.items()}
        return {text.lower(): name for text, name in self.companies.items()} | named

    def of_address(self, label: str) -> str | None:
        """The authority whose web address has this label before ``.gov.uk``: ``towerhamlets``, ``bathnes``."""
        return self._by_address.get(_letters(label)) or self._by_address.get(
            _letters(re.sub("(?:council|cc)$", "", label))
        )

    @cached_property
    def _by_address(self) -> dict[str, str]:
        named = {_letters(text): name for text, (name, _) in self.spellings.items()}
        return named | {_letters(label): one.name for one in self.authorities.values() for label in one.addresses}


def spelt(text: str) -> str:
    """A text without the marks in which spellings of a name differ: hyphens, commas, full stops; ``and`` for ``&``.

    >>> spelt("St. Helens"), spelt("Hammersmith & Fulham"), spelt("Stoke-on-Trent")
    ('St Helens', 'Hammersmith and Fulham', 'Stoke on Trent')
    """
    return _DIVIDING.sub(" ", without_marks(text)).strip()


def without_marks(text: str) -> str:
    """A text as names are looked for in it: without full stops, with plain apostrophes and hyphens, ``and`` for ``&``.

    A TAB is a bar, which stands in no name. Lines stay as they are.
    """
    for mark, plain in _MARKS:
        text = text.replace(mark, plain)
    return text


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
