"""Policies of small numbers as data: one file of ``policies/`` for each, with its source."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from scorecard.entries import Entry, load_one
from scorecard.errors import InputError
from scorecard.registry.models import AreaKind
from scorecard.suggest import closest
from scorecard.workspace import PROJECT

FOLDER = PROJECT / "policies"


class Range(Entry):
    """The counts that a policy hides, both ends included."""

    least: int = Field(ge=0)
    most: int = Field(ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> Range:
        if self.least > self.most:
            raise ValueError("least is above most")
        return self


class Symbols(Entry):
    """What is printed for a hidden figure, for one that does not apply, and for one that is not there."""

    hidden: str = Field(min_length=1)
    not_applicable: str | None = None
    not_available: str | None = None


class Percentages(Entry):
    """How percentages are shown and when they are hidden.

    ``of``: they stay those of the exact counts, or are worked out anew from rounded ones. A percentage is hidden where
    its ``numerator``, its ``denominator`` or the ``rest`` (denominator less numerator) is in the primary range, for
    those of the three that are true. ``hundred_shown``: may 100 %, which tells of everybody, be printed?
    """

    decimals: int = Field(ge=0, le=3)
    of: Literal["exact-counts", "rounded-counts"]
    numerator: bool
    denominator: bool
    rest: bool
    hundred_shown: bool


class Policy(Entry):
    """One policy: what is hidden, how the rest is rounded, and how well what is hidden has to be hidden.

    ``primary`` are the counts that are hidden; ``zero_shown``: nought is printed and is a real nought, never a hidden
    figure. ``rounding`` is the number to whose multiples counts are rounded, by kind of area; a kind that is not there
    is not rounded. ``secondary``: further figures are hidden until no hidden one can be worked out. ``fewest_values``:
    so many whole numbers, from the least to the greatest, a hidden count must still be able to be.
    """

    name: str
    source: str
    description: str
    primary: Range
    zero_shown: bool
    rounding: dict[AreaKind, int] = {}
    percentages: Percentages
    symbols: Symbols
    secondary: Literal["none", "integer-programme"]
    fewest_values: int = Field(ge=2)

    @model_validator(mode="after")
    def _agrees(self) -> Policy:
        if any(base < 1 for base in self.rounding.values()):
            raise ValueError("rounding: a number below 1 has no multiples to round to")
        if self.zero_shown and self.primary.least == 0:
            raise ValueError("zero_shown: nought is in the primary range and cannot be shown")
        return self

    @property
    def hides(self) -> Range:
        """The counts that are hidden, nought with them where the policy does not show it."""
        return self.primary if self.zero_shown else Range(least=0, most=self.primary.most)


def load_policy(name: str, folder: Path = FOLDER) -> Policy:
    """The policy of ``<folder>/<name>.yml``.

    Raises InputError: in one line with file and key for anything malformed or unknown, with the names that there are
    for one that is not there.
    """
    path = folder / f"{name}.yml"
    known = policy_names(folder)
    if name not in known:
        meant = closest(name, known)
        raise InputError(
            f"there is no policy {name}" + (f"; did you mean {meant}?" if meant else ""),
            where=str(folder),
            expected=f"one of: {', '.join(known)}",
        )
    return load_one(path, Policy, "the policy")


def policy_names(folder: Path = FOLDER) -> list[str]:
    """The names of the policies of a folder, in order."""
    return sorted(path.stem for path in folder.glob("*.yml"))
