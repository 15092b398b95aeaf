"""Documents of ``data/raw`` that cannot be read: left out of the data with the reason, and told at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from scorecard.errors import InputError
from scorecard.schema import SCHEMAS, read_if_there
from scorecard.words import many

TABLE = "left_out"


@dataclass(frozen=True)
class Unreadable:
    """A document that is not read, and why, as an error tells it."""

    document: str
    reason: str


def unreadable_table(unreadable: Sequence[Unreadable]) -> pl.DataFrame:
    """One row per document that could not be read."""
    return pl.DataFrame([(one.document, one.reason) for one in unreadable], schema=SCHEMAS[TABLE], orient="row")


def read_unreadable(processed: Path) -> list[Unreadable]:
    """The documents that the last clean left out; none where no clean has told."""
    return [Unreadable(*row) for row in read_if_there(processed, TABLE).iter_rows()]


def error_of(unreadable: Sequence[Unreadable]) -> InputError:
    """The error that names every document that was left out, with the reason."""
    reasons = ["- " + f"{one.document}: {one.reason}".replace("\n", "\n  ") for one in unreadable]
    return InputError("\n".join([f"{many(len(unreadable), 'document')} left out of the data", *reasons]))
