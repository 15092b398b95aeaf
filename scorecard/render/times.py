"""``reports/times.json``: when commands ran, and what each of them made. The one place where a time of ours is kept.

It is no page and no part of the record: nothing that is compared byte for byte has a time in it. An archive of a
quarter takes from it when its files were made (`scorecard.audit.crate`). What was made is told by the key of all that
went into it, so that a time never belongs to files that another run has made since.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from scorecard.files import write_atomic

NAME = "times.json"
_MOST_RUNS = 1000
"""So many runs nobody asks about; more are a file that somebody else wrote."""


def _second(told: str) -> str:
    moment = datetime.fromisoformat(told)
    if moment.utcoffset() != timedelta() or moment.isoformat(timespec="seconds") != told:
        raise ValueError(told)
    return told


Time = Annotated[str, AfterValidator(_second)]
"""A second of universal time, as ISO 8601 writes it."""


class Ran(BaseModel, frozen=True, extra="forbid"):
    """One run of a command: when it began and ended, its exit code, the key of each step and report made, by name."""

    began: Time
    ended: Time
    exit_code: int
    made: dict[str, str]

    @classmethod
    def of(cls, began: datetime, ended: datetime, exit_code: int, made: Mapping[str, str]) -> Self:
        """A run between two times of the clock, in whole seconds."""
        spelt = [one.isoformat(timespec="seconds") for one in (began, ended)]
        return cls(began=spelt[0], ended=spelt[1], exit_code=exit_code, made=dict(sorted(made.items())))


class Times(BaseModel, frozen=True, extra="forbid"):
    """What ``times.json`` holds: the runs of which something is still there, in order of time."""

    times: Literal[1] = 1
    runs: Annotated[list[Ran], Field(max_length=_MOST_RUNS)] = []


def read_times(reports: Path) -> Times:
    """The runs that were noted; none if there is no such file or it is not as it must be."""
    try:
        return Times.model_validate_json((reports / NAME).read_bytes())
    except (OSError, ValidationError):
        return Times()


def keep_times(reports: Path, ran: Ran, now: Mapping[str, str]) -> None:
    """Note a run. ``now``: the keys of all that is there, by name; a run of which nothing is left is forgotten."""
    latest: dict[str, Ran] = {}
    runs = [*read_times(reports).runs, ran]
    for one in runs:
        latest |= {name: one for name, key in one.made.items() if now.get(name) == key}
    left = []
    for one in runs:
        still = {name: one.made[name] for name, run in latest.items() if run is one}
        if still:
            left.append(one.model_copy(update={"made": dict(sorted(still.items()))}))
    content = Times(runs=left[-_MOST_RUNS:]).model_dump()
    write_atomic(reports / NAME, json.dumps(content, indent=1) + "\n")
