"""What a document is about: whose figures it prints, of which month, and when it was published."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scorecard.errors import InputError, UsageError
from scorecard.extract.dates import Dates, find_dates
from scorecard.extract.publisher import Publisher, find_publisher
from scorecard.extract.source import Source
from scorecard.extract.table import RawTable
from scorecard.registry import Registry

SAYS, GIVEN = "says", "given"
"""``publisher_from`` of ``document.yml``: the text says it, or ``--publisher`` did."""
_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\x21-\x7e]{0,400})?", re.ASCII)
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
) -> About:
    """What the document is about. ``given`` is the publisher that the user names; one given before is remembered.

    ``recorded`` is what stands there already of ``document.yml``. Raises InputError where the text does not say.
    """
    dates = find_dates(source.legible, tables)
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
