"""The shape of the registry's YAML: what an entry may and must hold.

Every model is strict and refuses unknown keys, so a misspelt key or a number that YAML turned into a
float (``6.10`` becomes 6.1) stops the load instead of changing a meaning silently.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from scorecard.text.relative import Relative, answered

Basis = Literal[
    "in-month", "month-end", "year-to-date", "rolling-12-months", "annual", "termly", "quarterly", "benchmark"
]
Good = Literal["high", "low", "info", "within-limits"]
Kind = Literal["stock", "flow", "share", "average", "rate"]
ChangeKind = Literal["definition", "method", "system", "name", "numbering", "population", "basis", "event"]
AreaKind = Literal["authority", "locality", "comparator"]
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
Page = Literal["summary", "detail"]
ID_PATTERN = r"^[a-z][a-z0-9_]*$"
DERIVED_PATTERN = r"^[a-z0-9-]+/[a-z0-9-]+$"
SLUG_PATTERN = r"^[a-z][a-z0-9-]*$"
COLUMN_ROLES = {"now": "value", "target": "target", "note": "note"}
"""What a person says of columns that hold neither a time nor a comparator, by the role that it gives them."""
_SAYS_A_TIME = re.compile(r"\b(?:month|quarter|year|period|previous|last|prior|before|ago)s?\b")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ShareOf(_Entry):
    """A percentage is 100 x numerator / denominator. The numerator is null where no pack prints its count.

    ``at_most``: a count that the numerator cannot exceed, such as the orders by which children can leave care.
    ``at_least``: counts, none of which overlap, that the numerator holds.
    """

    numerator: str | None
    denominator: str
    at_most: str | None = None
    at_least: list[str] = []


class RateOf(_Entry):
    """A rate is count / population x per, with the population named in words."""

    count: str
    per: int
    population: str


class DifferenceOf(_Entry):
    """What is left of the measure ``whole`` without the measure ``part``, both printed for the same time and area."""

    whole: str
    part: str


class Flow(_Entry):
    """End of the period = end of the period before + inflow - outflow, of the indicator that holds this."""

    stock: str
    inflow: str
    outflow: str


class Change(_Entry):
    """A definition change or a break in the series: from ``date`` figures mean something else."""

    date: date
    kind: ChangeKind
    reason: str


class Break(Change):
    """A change of one council's own figures, such as a new case system, for all of ``indicators``."""

    indicators: list[str] = Field(min_length=1)


class PrintedName(_Entry):
    """How one report family prints an indicator: ``names/<family>.yml`` of a council.

    ``family`` is the file's name. ``number`` is the printed number with lost zeros restored, null where none is
    printed. ``names`` are the printed spellings, the best one first. ``unit``, ``basis`` and ``good`` are given where
    this family prints something else than the indicator's own. ``page`` tells where the number stands, null for both.
    ``shared`` says that another indicator of the family has the same number and unit, so that names decide.
    """

    family: str
    indicator: str
    number: str | None
    names: list[str] = Field(min_length=1)
    unit: str | None = None
    basis: Basis | None = None
    good: Good | None = None
    page: Page | None = None
    shared: bool = False


class Indicator(_Entry):
    """One indicator: what is measured, what good looks like, how its figures hang together.

    ``basis`` is the basis of its monthly figures (of its only figures where it has no monthly ones).
    ``adds_up``: the months add up to the year. ``areas_add_up``: localities add up to the borough.
    ``unique_persons``: counts people once per period, so months may only bound the year.
    ``seasonal``: follows the school year, so that only the same time of another year compares.
    ``covers``: in a sentence, what its figures cover, where that is not the period they are reported for.
    ``parts_of``: the whole to which the categories of a breakdown, or the members of ``partition``, add up.
    ``average_of``: the count of the cases of which it is the average; where none is counted, it is of nothing.
    ``share_of_target``: a percentage of what a council set out to reach in the year: the count of it; it may pass 100.
    ``difference_of``: a whole less its part; ``remainder_of``: the share of which it counts those left, y less x.
    ``includes``: parts that do not overlap; their sum cannot exceed this. ``subset_of``: counts some of the
    same cases, so it can never be greater. ``breakdown``: figures stand by category; a printed total has the
    category ``Total``.
    """

    id: str = Field(pattern=ID_PATTERN)
    name: str
    theme: str
    unit: str
    decimals: int = Field(ge=0, le=3)
    good: Good
    kind: Kind
    adds_up: bool
    basis: Basis
    description: str
    share_of: ShareOf | None = None
    share_of_target: str | None = None
    rate_of: RateOf | None = None
    parts_of: str | None = None
    includes: list[str] = []
    subset_of: str | None = None
    rolling_of: str | None = None
    average_of: str | None = None
    partition: str | None = None
    flow: Flow | None = None
    difference_of: DifferenceOf | None = None
    remainder_of: str | None = None
    breakdown: bool = False
    areas_add_up: bool = False
    unique_persons: bool = False
    seasonal: bool = False
    covers: str | None = None
    changes: list[Change] = []


class LocalIndicator(Indicator):
    """An indicator that only one council has: ``indicators.yml`` of its folder.

    ``after`` is the indicator of its theme behind which pages show it; null for the end of the theme. ``if_named``: it
    counts only where a name or a layout of its council says it, as a draft writes one beside each question.
    """

    after: str | None = None
    if_named: bool = False


class DerivedMeasure(Indicator):
    """A measure that no registry knows, as one document prints it: ``publisher/slug``.

    Nothing is known of how its months hang together, so ``basis`` and ``adds_up`` claim nothing.
    """

    id: str = Field(pattern=DERIVED_PATTERN)


class Categories(_Entry):
    """The categories by which a council's packs break an indicator down, in printed order."""

    indicator: str
    names: list[str] = Field(min_length=1)


class Theme(_Entry):
    """A chapter of the pages."""

    id: str = Field(pattern=SLUG_PATTERN)
    title: str
    order: int
    description: str


class SignWords(_Entry):
    """SignWords of arrows and colours by what they say, beside those that everybody knows (↑, 🔴, green)."""

    up: list[str] = []
    down: list[str] = []
    level: list[str] = []
    red: list[str] = []
    amber: list[str] = []
    green: list[str] = []


class HeaderWords(_Entry):
    """What header cells call a column of a summary.

    ``says``: the cell says just this. ``holds``: these words stand in it. ``opens``, ``ends``: it begins or ends so.
    """

    role: Role
    says: list[str] = []
    holds: list[str] = []
    opens: list[str] = []
    ends: list[str] = []


class MeasureColumn(_Entry):
    """What tables of any layout call a column, each word a whole cell."""

    role: MeasureRole
    says: list[str] = Field(min_length=1)


class UnitWords(_Entry):
    """What a unit is called: ``says`` is a whole cell, ``holds`` words that stand in a name or a header."""

    unit: str
    says: list[str] = []
    holds: list[str] = []


class PolarityWords(_Entry):
    """What a cell opens with that says whether more is better (``high``), or less (``low``)."""

    good: Good
    opens: list[str] = Field(min_length=1)


class DirectionWords(_Entry):
    """What a cell says instead of an arrow, each word a whole cell: performance is ``up``, ``down`` or ``level``.

    ``about``: the words leave open how small a step they take for none.
    """

    way: Literal["up", "down", "level"]
    says: list[str] = Field(min_length=1)
    about: bool = False


class ColourWords(_Entry):
    """``headers.yml``: what cells say instead of a colour, as whole cells."""

    colour: Literal["red", "amber", "green"]
    says: list[str] = Field(min_length=1)


class Headers(_Entry):
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


class PeopleWords(_Entry):
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


class DocumentWords(_Entry):
    """``documents.yml``: the words by which a text that must not be taken, or cannot be read, is told."""

    people: PeopleWords
    english: list[str] = Field(min_length=1)


class ColumnMeaning(_Entry):
    """What columns under words that nobody else knows are about, as a person says it.

    ``says`` are the words of the header, whole. ``means`` is a time before that of the figures (``month before``,
    ``2 years before``, ``financial year before``), ``now`` for the figures themselves, ``target``, ``note`` for what is
    no figure, or else the name of a comparator, a national one or one of the council's own. Null: nobody has said yet.
    """

    says: list[str] = Field(min_length=1)
    means: str | None

    @field_validator("means")
    @classmethod
    def _is_no_other_time(cls, means: str | None) -> str | None:
        """A time in other words would be taken for the name of a comparator."""
        plain = (means or "").lower()
        if plain in COLUMN_ROLES or answered(plain) or not _SAYS_A_TIME.search(plain):
            return means
        raise ValueError(
            f"“{means}” is no answer that is known: month before, quarter before, year before, 2 years before, "
            "financial year before, now, target, note, or the name of a comparator"
        )

    @property
    def role(self) -> str | None:
        """The role that the words give their columns; null where they say a time or a comparator."""
        return COLUMN_ROLES.get((self.means or "").lower())

    @property
    def time(self) -> Relative | None:
        """The time before that of the figures; null for other meanings."""
        return answered(self.means) if self.means else None

    @property
    def comparator(self) -> str | None:
        """The name of the comparator; null for other meanings."""
        return None if self.role or self.time else self.means


class SignMeaning(_Entry):
    """What a printed colour or arrow in words says, as a person tells it; null as long as nobody has."""

    sign: str
    tells: Literal["up", "down", "level", "red", "amber", "green", "nothing"] | None


class Family(_Entry):
    """A report family: how a section of a pack is recognised and what its arrows and colours mean.

    ``marks`` are phrases of its headings, lower case, of which one is enough. ``arrows_mean``: does an
    arrow up tell of better performance or of a greater number? ``headers`` and ``signs`` are words of its headers,
    arrows and colours beside those of the nation and of the council. ``annual``: an annual report whose title gives
    no other family is one of this. ``any_layout``: its tables are read by what their headers and cells say, and
    by the names of its measures, whatever their form; layouts come before. ``columns`` and ``colours`` are what a
    person says of headers and signs whose words tell nothing. ``years_mean``: does a year of the calendar over a column
    stand for the financial year that ``ended`` in it or the one that ``began`` in it? Null: nobody knows.
    """

    id: str = Field(pattern=SLUG_PATTERN)
    title: str
    marks: list[str] = Field(min_length=1)
    arrows_mean: Literal["performance", "number"] | None
    headers: list[HeaderWords] = []
    signs: SignWords = SignWords()
    columns: list[ColumnMeaning] = []
    colours: list[SignMeaning] = []
    years_mean: Literal["ended", "began"] | None = None
    annual: bool = False
    any_layout: bool = False
    description: str


class Locality(_Entry):
    """A part of a council's area, with every spelling printed for it."""

    name: str
    spellings: list[str] = []
    description: str = ""


class Authority(_Entry):
    """The council itself: ``council.yml``. ``code`` is the one of the Office for National Statistics.

    ``comparators``: what its packs call comparators of the nation beside the spellings of ``comparators.yml``.
    """

    name: str
    code: str | None = None
    spellings: list[str] = []
    comparators: dict[str, list[str]] = {}
    description: str = ""


class Area(_Entry):
    """An authority, a locality or a comparator as the readers look it up; ``part_of`` is a locality's authority."""

    name: str
    kind: AreaKind
    spellings: list[str] = []
    code: str | None = None
    part_of: str | None = None
    own_year: bool = False
    description: str = ""
