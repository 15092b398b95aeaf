"""What is measured, and where: the shape of indicators with all that is known of them, of themes and of areas."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from scorecard.entries import Entry

Basis = Literal[
    "in-month", "month-end", "year-to-date", "rolling-12-months", "annual", "termly", "quarterly", "benchmark"
]
Good = Literal["high", "low", "info", "within-limits"]
Kind = Literal["stock", "flow", "share", "average", "rate"]
ChangeKind = Literal["definition", "method", "system", "name", "numbering", "population", "basis", "event"]
AreaKind = Literal["authority", "locality", "comparator"]
Page = Literal["summary", "detail"]
ID_PATTERN = r"^[a-z][a-z0-9_]*$"
DERIVED_PATTERN = r"^[a-z0-9-]+/[a-z0-9-]+$"
SLUG_PATTERN = r"^[a-z][a-z0-9-]*$"


class ShareOf(Entry):
    """A percentage is 100 x numerator / denominator. The numerator is null where no pack prints its count.

    ``at_most``: a count that the numerator cannot exceed, such as the orders by which children can leave care.
    ``at_least``: counts, none of which overlap, that the numerator holds.
    """

    numerator: str | None
    denominator: str
    at_most: str | None = None
    at_least: list[str] = []


class RateOf(Entry):
    """A rate is count / population x per, with the population named in words."""

    count: str
    per: int
    population: str


class DifferenceOf(Entry):
    """What is left of the measure ``whole`` without the measure ``part``, both printed for the same time and area."""

    whole: str
    part: str


class Flow(Entry):
    """End of the period = end of the period before + inflow - outflow, of the indicator that holds this."""

    stock: str
    inflow: str
    outflow: str


class Change(Entry):
    """A definition change or a break in the series: from ``date`` figures mean something else."""

    date: date
    kind: ChangeKind
    reason: str


class Break(Change):
    """A change of one council's own figures, such as a new case system, for all of ``indicators``."""

    indicators: list[str] = Field(min_length=1)


class PrintedName(Entry):
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


class Indicator(Entry):
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


class Categories(Entry):
    """The categories by which a council's packs break an indicator down, in printed order."""

    indicator: str
    names: list[str] = Field(min_length=1)


class Theme(Entry):
    """A chapter of the pages."""

    id: str = Field(pattern=SLUG_PATTERN)
    title: str
    order: int
    description: str


class Locality(Entry):
    """A part of a council's area, with every spelling printed for it."""

    name: str
    spellings: list[str] = []
    description: str = ""


class Authority(Entry):
    """The council itself: ``council.yml``. ``code`` is the one of the Office for National Statistics.

    ``comparators``: what its packs call comparators of the nation beside the spellings of ``comparators.yml``.
    """

    name: str
    code: str | None = None
    spellings: list[str] = []
    comparators: dict[str, list[str]] = {}
    description: str = ""


class Area(Entry):
    """An authority, a locality or a comparator as the readers look it up; ``part_of`` is a locality's authority."""

    name: str
    kind: AreaKind
    spellings: list[str] = []
    code: str | None = None
    part_of: str | None = None
    own_year: bool = False
    description: str = ""
