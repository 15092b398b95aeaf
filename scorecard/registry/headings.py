"""The words of headers and cells as data: what columns, units, arrows and colours are called, and lists of people."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scorecard.entries import Entry
from scorecard.registry.models import Good

Role = Literal[
    "number",
    "name",
    "good",
    "unit",
    "note",
    "performance",
    "direction",
    "rag",
    "red",
    "amber",
    "green",
    "amber_green",
    "trend",
    "timeline",
    "success",
    "council",
    # of tables of any layout
    "numerator",
    "denominator",
    "value",
    "target",
    "area",
    "period",
]
MeasureRole = Literal[
    "numerator",
    "denominator",
    "value",
    "rolling",
    "target",
    "number",
    "name",
    "unit",
    "good",
    "direction",
    "rag",
    "red",
    "amber",
    "green",
    "note",
    "area",
    "period",
]


class SignWords(Entry):
    """SignWords of arrows and colours by what they say, beside those that everybody knows (↑, 🔴, green)."""

    up: list[str] = []
    down: list[str] = []
    level: list[str] = []
    red: list[str] = []
    amber: list[str] = []
    green: list[str] = []


class HeaderWords(Entry):
    """What header cells call a column of a summary.

    ``says``: the cell says just this. ``holds``: these words stand in it. ``opens``, ``ends``: it begins or ends so.
    """

    role: Role
    says: list[str] = []
    holds: list[str] = []
    opens: list[str] = []
    ends: list[str] = []


class MeasureColumn(Entry):
    """What tables of any layout call a column, each word a whole cell."""

    role: MeasureRole
    says: list[str] = Field(min_length=1)


class UnitWords(Entry):
    """What a unit is called: ``says`` is a whole cell, ``holds`` words that stand in a name or a header."""

    unit: str
    says: list[str] = []
    holds: list[str] = []


class PolarityWords(Entry):
    """What a cell opens with that says whether more is better (``high``), or less (``low``)."""

    good: Good
    opens: list[str] = Field(min_length=1)


class DirectionWords(Entry):
    """What a cell says instead of an arrow, each word a whole cell: performance is ``up``, ``down`` or ``level``.

    ``about``: the words leave open how small a step they take for none.
    """

    way: Literal["up", "down", "level"]
    says: list[str] = Field(min_length=1)
    about: bool = False


class ColourWords(Entry):
    """``headers.yml``: what cells say instead of a colour, as whole cells."""

    colour: Literal["red", "amber", "green"]
    says: list[str] = Field(min_length=1)


class Headers(Entry):
    """``headers.yml``: words of headings, and what header cells call the columns of a summary and of measures.

    ``units`` and ``polarity`` are the words of cells that say what is counted and what good looks like, ``directions``
    those of cells that say in words how performance moved, ``colours`` of those that say a colour; ``categories`` are
    words by what tables divide a measure, ``ranks`` those of headers over a place among others, ``steps`` over what
    lies between two figures; ``welsh`` are words of tables in Welsh, which stand beside the same in English.
    """

    headings: list[str] = []
    summary: list[HeaderWords] = []
    measures: list[MeasureColumn] = []
    units: list[UnitWords] = []
    polarity: list[PolarityWords] = []
    directions: list[DirectionWords] = []
    colours: list[ColourWords] = []
    categories: list[str] = []
    ranks: list[str] = []
    steps: list[str] = []
    welsh: list[str] = []


class PeopleWords(Entry):
    """Headings of lists with one row a person: who it is, when they were born, what is told of them.

    ``identifiers``, ``births`` and ``names`` are printed over nothing else. ``persons``, ``references``, ``traits`` and
    ``details`` head figures and things too and count only together; ``counts`` head figures alone. ``things`` are words
    of the headers of other lists with numbers and days.
    """

    identifiers: list[str] = Field(min_length=1)
    births: list[str] = Field(min_length=1)
    names: list[str] = Field(min_length=1)
    persons: list[str] = Field(min_length=1)
    references: list[str] = Field(min_length=1)
    traits: list[str] = Field(min_length=1)
    counts: list[str] = Field(min_length=1)
    details: list[str] = Field(min_length=1)
    things: list[str] = Field(min_length=1)


class DocumentWords(Entry):
    """``documents.yml``: the words by which a text that must not be taken, or cannot be read, is told."""

    people: PeopleWords
    english: list[str] = Field(min_length=1)
