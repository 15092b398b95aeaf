"""``expectations/acknowledged.yml``: findings that somebody has looked at, who, when, and what they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from scorecard.errors import FindingsNotAcknowledged, InputError
from scorecard.files import read_yaml

FILE = "acknowledged.yml"
_LISTED = 20
_EXPECTED = "a list `acknowledgements` of entries with finding, who (a role, no name), when (2024-05-31) and note"


class Acknowledgement(BaseModel):
    """One finding that somebody looked at. ``who`` is a role or a team, never a person's name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    finding: str = Field(pattern=r"^[a-z0-9-]+$")
    who: str = Field(min_length=2)
    when: date
    note: str = Field(min_length=3)

    @field_validator("who", "note")
    @classmethod
    def _says_something(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("must not be blank")
        return text.strip()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    acknowledgements: list[Acknowledgement]


def load_acknowledgements(folder: Path) -> list[Acknowledgement]:
    """All acknowledgements; none if there is no file. Raises InputError with the entry that is wrong."""
    path = folder / FILE
    if not path.exists():
        return []
    loaded = read_yaml(path)
    try:
        entries = _File.model_validate(loaded).acknowledgements
    except ValidationError as error:
        raise InputError(
            f"{FILE} cannot be used: {_problem(error)}",
            where=str(path),
            expected=_EXPECTED,
            do="mend the entry; `python pipeline.py findings` prints the ids",
        ) from error
    ids = [entry.finding for entry in entries]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise InputError(
            f"{FILE} acknowledges findings twice: {', '.join(twice)}",
            where=str(path),
            do="keep one entry for each finding",
        )
    return entries


def _problem(error: ValidationError) -> str:
    first = error.errors()[0]
    place = [str(part) if isinstance(part, str) else f"entry {part + 1}" for part in first["loc"]]
    return f"{', '.join(place)}: {first['msg']}" if place else str(first["msg"])


def acknowledge(findings: pl.DataFrame, entries: list[Acknowledgement]) -> pl.DataFrame:
    """``findings`` with ``acknowledged`` (who and when) and ``note`` from the entries."""
    known = pl.DataFrame(
        [{"finding": e.finding, "acknowledged": f"{e.who}, {e.when.isoformat()}", "note": e.note} for e in entries],
        schema={"finding": pl.String, "acknowledged": pl.String, "note": pl.String},
    )
    bare = findings.drop("acknowledged", "note")
    joined = bare.join(known, on="finding", how="left", validate="1:1", maintain_order="left")
    return joined.select(findings.columns)


def stale_acknowledgements(findings: pl.DataFrame, entries: list[Acknowledgement]) -> list[str]:
    """Ids that are acknowledged but no longer found."""
    current = set(findings["finding"])
    return sorted(entry.finding for entry in entries if entry.finding not in current)


def refuse_unacknowledged(findings: pl.DataFrame, stale: list[str], stopped: list[str]) -> None:
    """For ``--strict``: raises FindingsNotAcknowledged, listing errors nobody acknowledged, acknowledgements that
    no longer apply, and rules that stopped on a fault of their own."""
    open_errors = findings.filter((pl.col("severity") == "error") & pl.col("acknowledged").is_null())
    if open_errors.is_empty() and not stale and not stopped:
        return
    lines = [f"    {row}" for row in open_errors.select(_line()).to_series().head(_LISTED)]
    if open_errors.height > _LISTED:
        lines.append(f"    … and {open_errors.height - _LISTED} more: python pipeline.py findings")
    lines += [f"    {one}: acknowledged, but no longer found" for one in stale]
    lines += [f"    rule {rule} could not be run" for rule in stopped]
    raise FindingsNotAcknowledged(
        f"{open_errors.height} findings of severity error are not acknowledged, {len(stale)} acknowledgements no "
        f"longer apply, {len(stopped)} rules could not be run\n" + "\n".join(lines),
        where=f"expectations/{FILE}",
        expected="every error is looked at by somebody, and every acknowledgement still belongs to a finding",
        do="look at reports/validation.html, then add or remove entries",
    )


def _line() -> pl.Expr:
    place = pl.format("{} line {}", "document", pl.col("line").cast(pl.String).fill_null("?"))
    return pl.format("{}: {}: {}", "finding", place, pl.col("explanation").fill_null(""))
