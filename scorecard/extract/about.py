"""What a document is about: whose figures it prints, of which month, and when it was published."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scorecard.errors import InputError, UsageError
from scorecard.extract.dates import Dates, find_dates
from scorecard.extract.publisher import Publisher, find_publisher
from scorecard.extract.source import Source
from scorecard.extract.table import RawTable
from scorecard.registry import Registry
from scorecard.schema import UNKNOWN_AUTHORITY
from scorecard.text.spans import SPAN, YEAR, span_start

_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\x21-\x7e]{0,400})?", re.ASCII)
SAYS, GIVEN, UNSAID = "says", "given", "unsaid"
"""``publisher_from`` of ``document.yml``: the text says it, or ``--publisher`` did; unsaid where nothing is kept."""
NO_YEAR = date(2000, 3, 31)
"""The month of a text without any year: none of its figures is dated by it."""
_YEARS = re.compile(rf"(?<![0-9]){SPAN}(?![0-9])|(?<![0-9]){YEAR}(?![0-9])")
_NAMED = 4
"""So many candidates are spelled out."""


@dataclass(frozen=True)
class About:
    """Whose figures, and of which month; ``publisher_from`` and ``dates.as_at_from`` tell how that is known."""

    dates: Dates
    publisher: str
    publisher_from: str


def about_of(
    source: Source,
    tables: Sequence[RawTable],
    registry: Registry,
    *,
    given: str | None,
    recorded: Mapping[str, Any],
    anyhow: bool = False,
) -> About:
    """What the document is about. ``given`` is the publisher that the user names; one given before is remembered.

    ``recorded`` is what stands there already of ``document.yml``. Raises InputError where the text does not say;
    with ``anyhow`` the publisher is then the unknown authority, and the month the last of the last year that it prints.
    """
    dates = find_dates(source.legible, tables) or (_by_its_years(source.legible) if anyhow else None)
    if dates is None:
        raise InputError(
            f"{source.name} does not say which month it is about",
            where=source.name,
            expected='a line such as "As at Month End: June 2020", or a full date in its first lines',
            do="add such a line at the top of the text",
        )
    told = given or _given_before(recorded)
    if told:
        return About(dates, registry.authority_names.canonical(told) or told, GIVEN)
    publisher = find_publisher(source.legible, registry)
    if publisher.name is None and anyhow:
        return About(dates, UNKNOWN_AUTHORITY, UNSAID)
    if publisher.name is None:
        raise _unknown_publisher(source, publisher)
    return About(dates, publisher.name, SAYS)


def address_of(given: str | None, recorded: Mapping[str, Any]) -> str | None:
    """Where a document is published: as given, else as remembered. Raises UsageError for what is no web address."""
    if given is None:
        return recorded.get("address")
    if not _ADDRESS.fullmatch(given):
        raise UsageError(f"{given[:80]!r} is no web address", do="give it as https://www.example.gov.uk/pack.pdf")
    return given


def _by_its_years(lines: Sequence[str]) -> Dates:
    """The last month of the last year that a text prints: only to place it in time, for it says nothing itself."""
    printed = [years[0] for line in lines for years in _YEARS.finditer(line)]
    spans = [date(start + 1, 3, 31) for text in printed if len(text) > 4 and (start := span_start(text)) is not None]
    single = [date(int(text), 12, 31) for text in printed if len(text) == 4]
    return Dates(max([*spans, *single], default=NO_YEAR), None, UNSAID)


def _given_before(recorded: Mapping[str, Any]) -> str | None:
    return recorded.get("publisher") if recorded.get("publisher_from") == GIVEN else None


def _unknown_publisher(source: Source, publisher: Publisher) -> InputError:
    named = [f"{name} (line {line})" for name, line in publisher.named[:_NAMED]]
    what = f"does not tell whose figures it prints: {' and '.join(named) or 'no authority'} {_stands(named)}"
    return InputError(
        f"{source.name} {what}",
        where=source.name,
        expected='a council\'s name in the title, such as "Exampleton Borough Council", or its web address',
        do=f'say whose it is: python pipeline.py extract {Path(source.name).name} --publisher "NAME"',
    )


def _stands(named: Sequence[str]) -> str:
    """Why several names do not settle it, or one, or none."""
    if len(named) > 1:
        return "are named alike"
    return "is named, but not as a council's own pack does" if named else "is named"
